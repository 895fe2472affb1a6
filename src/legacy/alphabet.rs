//! Letters that are listed, and are no words.

use crate::{letter::is_letter, model};

/// Are the letters of a word those that a code has in this order, or those with accents that a language has?
pub(super) fn is_list(word: &str) -> bool {
    is_row(word) || is_end(word) || is_alphabet(word)
}

/// Is a word the letters with accents at the end of an alphabet, or those that a language has, in the order of its keys?
fn is_end(word: &str) -> bool {
    let letters = || word.chars().filter(|&c| !c.is_ascii() && is_letter(c)).flat_map(char::to_lowercase);
    ENDS.iter().any(|end| letters().eq(end.chars()))
}

/// Of German, with `ß` and without; Swedish and Finnish; Danish and Norwegian; Estonian; Icelandic; Slovene; Croatian; and
/// Lithuanian.
const ENDS: [&str; 9] = ["äöü", "äöüß", "åäö", "æøå", "õäöü", "þæö", "čšž", "čćžšđ", "ąčęėįšųūž"];

/// Has each letter of a word the code after the one before, as in `ÀÁÂ`? They are out of a table.
fn is_row(word: &str) -> bool {
    let letters = || word.chars().filter(|&c| is_letter(c));
    let in_order = |(a, b): (char, char)| u32::from(a) + 1 == u32::from(b);
    letters().zip(letters().skip(1)).all(in_order) && letters().nth(LEAST_OF_ROW - 1).is_some()
}

/// Two letters of a word may well have codes side by side.
const LEAST_OF_ROW: usize = 3;

/// Are the letters of a word those with accents that one language has, each once and by the plain letters beneath, but for
/// one, or the five vowels? They are what somebody counted, or the keys of a keyboard.
fn is_alphabet(word: &str) -> bool {
    let letters = || word.chars().filter(|&c| is_letter(c));
    let once = |(at, c): (usize, char)| letters().skip(at + 1).all(|other| other != c);
    // Few words of text have so many different letters, and none of them a plain one.
    if word.len() > LONGEST_ALPHABET
        || letters().count() < LEAST_OF_ALPHABET
        || !letters().all(model::is_accented)
        || !letters().enumerate().all(once)
    {
        return false;
    }
    let base = |c: char| BASES.iter().position(|letters| letters.contains(c));
    let turned = letters().zip(letters().skip(1)).filter(|&(first, second)| base(first) > base(second)).count();
    let vowels = || letters().map(base).eq(['á', 'é', 'í', 'ó', 'ú'].map(base));
    let known = letters().all(|c| base(c).is_some());
    turned <= 1 && known && (model::is_of_one_language(word) || vowels())
}

/// Fewer letters with accents are words as often.
const LEAST_OF_ALPHABET: usize = 5;
/// No language has more of them, in bytes.
const LONGEST_ALPHABET: usize = 80;

/// Letters with accents by the plain ones beneath, in the order of those.
const BASES: [&str; 19] = [
    "àáâãäåæāăąÀÁÂÃÄÅÆĀĂĄ",
    "çćĉċčÇĆĈĊČ",
    "ðďđÐĎĐ",
    "èéêëēėęěÈÉÊËĒĖĘĚ",
    "ĝğġģĜĞĠĢ",
    "ĥħĤĦ",
    "ìíîïīįıÌÍÎÏĪĮİ",
    "ĵĴ",
    "ķĶ",
    "ļľłĻĽŁ",
    "ñńņňÑŃŅŇ",
    "òóôõöøőœÒÓÔÕÖØŐŒ",
    "ŕřŔŘ",
    "śŝşšșßŚŜŞŠȘ",
    "ţťțþŢŤȚÞ",
    "ùúûüūŭůűųÙÚÛÜŪŬŮŰŲ",
    "ŵŴ",
    "ýÿŷÝŸŶ",
    "źżžŹŻŽ",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alphabets_are_no_words() {
        for word in ["àèéìòù", "ñáéíóúü", "ÀÁÂ", "(абвг),", "ÄÖÜ", "«åäö»"] {
            assert!(is_list(word), "{word}");
        }
        for word in ["Ïðèâåò", "ÔÕÝÕÓ", "ÀÁ", "été", "îï"] {
            assert!(!is_list(word), "{word}");
        }
    }
}
