//! Pieces that a space or a dash leaves of a word.

/// Small letters that are words of their own in some language, or stand for something unknown.
const WORDS: &str = "aeiouyksvwxz";

/// Has a word a no-break space or an em dash between small letters of which one stands by itself and is no word?
///
/// Such spaces keep short words beside the next one, such dashes stand between words. What no language has as a word is left
/// of one, where the space or the dash stands in place of a letter.
pub(crate) fn has_stray_piece(word: &str) -> bool {
    word.match_indices(['\u{A0}', '—']).any(|(at, sign)| {
        let before = word[..at].chars().rev();
        let after = word[at + sign.len()..].chars();
        let both = [before.clone().next(), after.clone().next()];
        both.iter().all(|c| c.is_some_and(|c| c.is_ascii_lowercase())) && (is_stray(before) || is_stray(after))
    })
}

/// Is it one letter that is no word, from the space or the dash on?
fn is_stray(mut piece: impl Iterator<Item = char>) -> bool {
    piece.next().is_some_and(|c| !WORDS.contains(c)) && !piece.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_left_of_words() {
        for word in ["resultar\u{A0}n", "p\u{A0}r", "(est\u{A0}n)", "torre—n"] {
            assert!(has_stray_piece(word), "{word}");
        }
        for word in [
            "v\u{A0}lese",
            "5\u{A0}m",
            "mot\u{A0}:",
            "el\u{A0}mar",
            "\u{A0}n",
            "n",
            "función\u{A0}x",
            "M\u{A0}r",
            "casa—mar",
            "torre—y",
        ] {
            assert!(!has_stray_piece(word), "{word}");
        }
    }
}
