//! Where languages join pieces of words by an apostrophe: `l’`, `qu’`, `dell’` before a vowel, `’s`, `’re`, `’r` at the
//! end.
//!
//! Runs of three characters do not reach from the word before to the word after, and the model leaves typographic
//! apostrophes out of them. The pieces are closed lists: grammars have them.

use super::{
    Cost, UNITS_PER_NAT,
    language::Languages,
    tags::{
        AFRIKAANS, ASTURIAN, CATALAN, CROATIAN, CZECH, DANISH, DUTCH, ENGLISH, FRENCH, GAELIC, GALICIAN, GERMAN,
        HUNGARIAN, ICELANDIC, IRISH, ITALIAN, LATVIAN, LITHUANIAN, NORWEGIAN, NYNORSK, OCCITAN, POLISH, PORTUGUESE,
        SLOVAK, SLOVENE, SPANISH, SWEDISH, WELSH,
    },
};

/// How much less an apostrophe costs between such pieces, at most.
const JOINED: f32 = 80.0;

/// Those that join none: in five million characters of each, hardly ten apostrophes stand between small letters that are
/// not English.
pub(super) const UNJOINED: u64 = GERMAN
    | SPANISH
    | PORTUGUESE
    | SWEDISH
    | DANISH
    | NORWEGIAN
    | ICELANDIC
    | GALICIAN
    | POLISH
    | CZECH
    | SLOVAK
    | HUNGARIAN
    | CROATIAN
    | SLOVENE
    | LITHUANIAN
    | LATVIAN
    | ASTURIAN
    | NYNORSK;
const ROMANCE: u64 = FRENCH | ITALIAN | CATALAN | OCCITAN;

/// Words that lose their vowel before another.
const ELIDED: &[(u64, &[&str])] = &[
    (ROMANCE, &["l", "d", "s", "m", "t", "n"]),
    (FRENCH | OCCITAN, &["qu", "c", "j", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu", "aujourd"]),
    (ITALIAN, &["un", "all", "dell", "nell", "dall", "sull", "coll", "quell", "quest", "bell", "sant", "c", "v"]),
    (ASTURIAN, &["l", "d", "n", "m", "s"]),
    (IRISH | GAELIC, &["d", "b", "m", "dh"]),
];

/// Ends that follow an apostrophe, and the letters that they follow; none for any.
const ENDS: &[(u64, &str, &[&str])] = &[
    (ENGLISH | DUTCH | AFRIKAANS, "", &["s"]),
    (ENGLISH, "Iiueydto", &["ve", "ll", "d"]),
    (ENGLISH, "ueyot", &["re"]),
    (ENGLISH, "n", &["t"]),
    (ENGLISH, "Ii", &["m"]),
    (WELSH, "aeo", &["r", "n", "i", "u", "w", "m", "ch", "th"]),
    (WELSH, "i", &["w", "u", "ch"]),
    (WELSH, "yw", &["n"]),
    (WELSH, "p", &["un"]),
];

impl Languages {
    /// How much less an apostrophe costs between the plain letters before it and those after it, `open` if a letter that
    /// may be anything comes next.
    pub(crate) fn apostrophe_cost(&self, before: &str, after: &str, open: bool) -> Cost {
        if !self.are_told() {
            return 0;
        }
        let languages = languages(before, after, open);
        let share = self.share(languages);
        if share > 0.0 { -((JOINED + libm::logf(share) * UNITS_PER_NAT).max(0.0) as Cost) } else { 0 }
    }
}

/// The languages that join such pieces, with a bit for each.
pub(super) fn languages(before: &str, after: &str, open: bool) -> u64 {
    if before.is_empty() || (after.is_empty() && !open) {
        return 0;
    }
    let vowel =
        after.chars().next().is_none_or(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h'));
    // Of the words of one letter only these follow: `n’a`, `s’y`.
    let short = after.chars().nth(1).is_none() && !open && !is_among(&["a", "y"], after);
    let elision = vowel && !short;
    let elided = ELIDED.iter().filter(|(_, words)| elision && is_among(words, before)).map(|&(languages, _)| languages);
    let follows = |letters: &str| letters.is_empty() || before.ends_with(|c| letters.contains(c));
    let ends = ENDS.iter().filter(|(_, letters, ends)| !open && follows(letters) && is_among(ends, after));
    elided.chain(ends.map(|&(languages, ..)| languages)).fold(0, |all, some| all | some)
}

/// The languages in which an apostrophe is out of place between two pieces in small letters that no language joins.
pub(super) fn apart(before: &str, after: &str) -> u64 {
    let small = |piece: &str| piece.starts_with(|c: char| c.is_ascii_lowercase());
    // Names begin as `O’` and Uzbek does.
    let initial = before.len() == 1 && before != "O";
    if !(small(before) || initial) || !small(after) || languages(before, after, false) != 0 {
        return 0;
    }
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h');
    // In others a vowel is left out, before another or after one.
    if before.ends_with(vowel) || after.starts_with(vowel) { UNJOINED } else { UNJOINED | ROMANCE }
}

/// Has a word an apostrophe between small letters that no language joins by one?
pub(crate) fn is_oddly_joined(word: &str) -> bool {
    let Some((before, after)) = word.split_once('’') else { return false };
    let plain = |c: char| c.is_ascii_alphabetic();
    let start = before.rfind(|c| !plain(c)).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let end = after.find(|c| !plain(c)).unwrap_or(after.len());
    apart(&before[start..], &after[..end]) != 0
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.iter().any(|other| other.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_join_words_in_their_ways() {
        let french = Languages::of("les gens de la ville sont dans la rue pour attendre le bus", 0);
        let english = Languages::of("people in the city are waiting for the bus that they have been told of", 0);
        assert!(french.apostrophe_cost("l", "affichage", false) < -40);
        assert!(french.apostrophe_cost("Qu", "", true) < -40);
        assert_eq!(french.apostrophe_cost("l", "cher", false), 0);
        assert_eq!(french.apostrophe_cost("", "a", false), 0);
        assert!(english.apostrophe_cost("pipeline", "s", false) < -40);
        assert_eq!(english.apostrophe_cost("pipeline", "st", false), 0);
        assert!(english.apostrophe_cost("they", "ve", false) < -40);
        assert_eq!(english.apostrophe_cost("na", "ve", false), 0);
        assert_eq!(Languages::default().apostrophe_cost("pipeline", "s", false), 0);
    }
}
