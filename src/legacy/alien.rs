//! Words that are out of place where they stand though they are usual by themselves.

use super::{
    marks::{has_inner_capital, has_inner_mark, is_quoted_letter},
    spelt, weights,
};
use crate::{
    charset::{Charset, Tables},
    kinds::Kinds,
    letter::is_letter,
    model::{self, Cost, Languages},
};

/// Is it a letter that the likeliest language has no need of, and that is rarer there than anywhere?
pub(super) fn is_alien(c: char, languages: &Languages) -> bool {
    !c.is_ascii()
        && languages.are_told()
        && languages.can_do_without(c)
        && (languages.cost(c) >= weights::ALIEN
            || languages.are_listed() && spelt::letters_for(c).any(|letter| languages.needs(letter)))
}

/// Is a word one that counts in the text around it though it is usual by itself?
pub(super) fn is_out_of_place(word: &str) -> bool {
    is_strange(word) || alien_cost(word) > 0 || is_word_otherwise(word, |_| false)
}

/// Is a word one that no language has, by its quotes or hanzi?
pub(super) fn is_strange(word: &str) -> bool {
    is_quoted_letter(word) || is_mixed(word) || has_inner_mark(word)
}

/// Would a word be a frequent one, had it another letter in place of a sign or of a letter that is rare?
pub(super) fn is_word_otherwise(word: &str, is_rare: impl Fn(char) -> bool) -> bool {
    let may_be_another = |c: char| !c.is_ascii() && (!is_letter(c) || is_rare(c));
    (word.chars().any(may_be_another) || has_inner_capital(word)) && is_spelt_otherwise(word)
}

fn is_spelt_otherwise(word: &str) -> bool {
    spelt::is_frequent_otherwise(word) || model::is_oddly_joined(word) || model::has_stray_piece(word)
}

/// Has a word a letter that is out of place in its languages, or would it be a frequent one there otherwise?
pub(super) fn stands_out(word: &str, languages: &Languages) -> bool {
    let mut otherwise = false;
    for c in word.chars().filter(|c| !c.is_ascii()) {
        if is_alien(c, languages) {
            return true;
        }
        otherwise |= !is_letter(c) || languages.cost(c) > 0;
    }
    (otherwise || has_inner_capital(word)) && is_spelt_otherwise(word)
}

/// The first byte of quotes, kana, hanzi and hangul, and what comes after it.
pub(super) const FIRST_LEAD_OF_WIDE: u8 = 0xE2;

/// The first two bytes of kana.
const LEAD_OF_KANA: u8 = 0xE3;
const SECONDS_OF_KANA: core::ops::RangeInclusive<u8> = 0x81..=0x83;

/// Has a text kana, be it only a sign of theirs?
pub(super) fn has_kana(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr(LEAD_OF_KANA, bytes).is_some_and(|at| {
        let pairs = bytes[at..].iter().zip(&bytes[at + 1..]);
        pairs.fold(false, |found, (&lead, second)| found | (lead == LEAD_OF_KANA) & SECONDS_OF_KANA.contains(second))
    })
}

/// What characters cost more that no charset of Japanese has, amid kana: text with so many kana is Japanese.
pub(super) fn alien_cost(text: &str) -> Cost {
    if !has_kana(text) {
        return 0;
    }
    let kinds = Kinds::of(text);
    if kinds.kana < LEAST_KANA || kinds.kana * 2 < kinds.all() {
        return 0;
    }
    let lacking = |c: &char| is_of_hanzi(*c) && Tables::get().code(Charset::ShiftJis, *c).is_none();
    let aliens = text.chars().filter(lacking).take(ALIENS).count();
    Cost::try_from(aliens).unwrap_or(0) * weights::ALIEN_TO_KANA
}

/// Fewer kana than this may stand in text of any language.
const LEAST_KANA: usize = 3;
/// More characters that are out of place say no more.
const ALIENS: usize = 3;

/// Is it a hanzi, or a bracket that only texts with these have?
fn is_of_hanzi(c: char) -> bool {
    matches!(c, '\u{4E00}'..'\u{A000}' | '〖' | '〗')
}

/// The first bytes of Latin letters with accents, but for those of Vietnamese.
const LEADS_OF_ACCENTED: core::ops::RangeInclusive<u8> = 0xC3..=0xC9;

/// Has a text Latin letters with accents?
pub(super) fn is_accented(text: &str) -> bool {
    text.bytes().any(|byte| LEADS_OF_ACCENTED.contains(&byte))
}

/// Is a word one hanzi or hangul syllable after plain letters?
pub(super) fn is_mixed(word: &str) -> bool {
    let mut foreign = word.chars().skip_while(char::is_ascii_alphabetic);
    foreign.next().is_some_and(|c| matches!(c, '\u{3400}'..'\u{A000}' | '\u{AC00}'..'\u{D7A4}'))
        && word.as_bytes()[0].is_ascii_alphabetic()
        && foreign.all(|c| c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_out_by_the_languages_around() {
        let hungarian = Languages::of("a hegyen van egy regi haz, ahol a nagyapam lakott sokaig", 0);
        for word in ["idõ", "színû"] {
            assert!(stands_out(word, &hungarian), "{word}");
        }
        for word in ["idő", "színű", "plain"] {
            assert!(!stands_out(word, &hungarian), "{word}");
        }
    }

    #[test]
    fn words_stand_out_anywhere() {
        for word in ["„n", "est\u{A0}n", "dom‘ne:", "a日"] {
            assert!(is_out_of_place(word), "{word}");
        }
        for word in ["él", "“word”", "日本", "Straße"] {
            assert!(!is_out_of_place(word), "{word}");
        }
    }

    #[test]
    fn hanzi_of_no_japanese_charset_are_out_of_place_amid_kana() {
        assert!(alien_cost("これは们です") > 0);
        assert_eq!((alien_cost("これは日本です"), alien_cost("们")), (0, 0));
    }

    #[test]
    fn kana_are_found_by_their_bytes() {
        for c in ('\u{80}'..='\u{FFFF}').filter(|&c| c != '\u{3040}') {
            for text in [format!("{c}"), format!("a、{c}日"), format!("{}{c}", "日".repeat(30))] {
                assert_eq!(has_kana(&text), ('\u{3041}'..'\u{3100}').contains(&c), "{c:?}");
            }
        }
    }
}
