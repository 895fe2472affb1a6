//! Quotes, marks and capitals that stand where no word has them, so that they may be other letters.

use crate::model;

/// Is a word one small letter after a quote? Hardly any quotation begins so, but many words have two letters.
pub(super) fn is_quoted_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| matches!(c, '“' | '”' | '„' | '‚'))
        && chars.next().is_some_and(|c| c.is_ascii_lowercase())
        && chars.next().is_none()
}

/// Has a word a double quote between small letters? None belongs there, nor is one left out before it.
pub(super) fn has_inner_mark(word: &str) -> bool {
    let bytes = word.as_bytes();
    let small = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    word.match_indices(['“', '”', '„']).any(|(at, mark)| at > 0 && small(at - 1) && small(at + mark.len()))
        || has_inner_quote(word)
}

/// Does an opening quote stand between letters where no language has one? Those of the Pacific write it beside vowels,
/// Uzbek after `g`, and it stands for an apostrophe before an ending.
pub(super) fn has_inner_quote(word: &str) -> bool {
    let bytes = word.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    word.match_indices('‘').any(|(at, quote)| {
        let after = at + quote.len();
        let consonant = |at: usize| letter(at) && !b"aeiouygAEIOUYG".contains(&bytes[at]);
        at > 0 && consonant(at - 1) && letter(after) && letter(after + 1)
    })
}

/// Does a word begin with a soft hyphen, or with a mark by itself that is no quote?
pub(super) fn begins_with_mark(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| matches!(c, '\u{AD}' | 'ˇ' | '˘' | '˙' | '˛' | '˝'))
        && chars.next().is_some_and(char::is_alphabetic)
}

/// Has a word a capital with an accent amid small letters?
pub(super) fn has_inner_capital(word: &str) -> bool {
    word.char_indices().any(|(at, c)| {
        !c.is_ascii()
            && word[..at].chars().next_back().is_some_and(char::is_lowercase)
            && model::is_accented(c)
            && c.is_uppercase()
            && !word[at + c.len_utf8()..].chars().next().is_some_and(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn double_quotes_stand_beside_words() {
        assert!(has_inner_mark("yksik”idesi") && has_inner_mark("dom‘ne:"));
        for word in ["“word”", "EU”n", "b”", "don’t", "”så”,"] {
            assert!(!has_inner_mark(word), "{word}");
        }
    }

    #[test]
    fn letters_after_quotes_are_words_by_themselves() {
        assert!(
            is_quoted_letter("„n") && !is_quoted_letter("„na") && !is_quoted_letter("„A") && !is_quoted_letter("n")
        );
    }

    #[test]
    fn opening_quotes_amid_words_are_of_few_languages() {
        assert!(has_inner_quote("n‘rmest") && has_inner_quote("Erkl‘ringen"));
        for word in ["Hawai‘i", "O‘zbekiston", "g‘alaba", "player‘s", "‘so’", "Stimm‘", "‘"] {
            assert!(!has_inner_quote(word), "{word}");
        }
    }
}
