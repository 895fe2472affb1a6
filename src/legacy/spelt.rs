//! Words that would be frequent ones, had they another character in place of one.
//!
//! In `est\u{A0}n` and `cos“` nothing is unlike text: a space or a quote may stand anywhere. But in charsets that are taken
//! for one another the same byte is a letter, with which the word is one of the most frequent of a language.

use crate::{
    charset::{Charset, Pending, Step, Tables},
    lazy::Lazy,
    model::{self, Spelling},
    pairs,
};
use alloc::vec::Vec;

/// How much rarer than the commonest misreadings may be, at most, that give such letters.
const COMMON: model::Cost = 15;

/// What each character may have been that is a letter of Latin script there, in the order of the characters.
fn letters() -> &'static [(char, char)] {
    static LETTERS: Lazy<Vec<(char, char)>> = Lazy::new(|| {
        let tables = Tables::get();
        let mut letters: Vec<(char, char)> = Vec::new();
        let single = |&(stored, read, prior): &(Charset, Charset, model::Cost)| {
            stored.multi_index().is_none() && read.multi_index().is_none() && prior <= COMMON
        };
        for (stored, read, _) in pairs::all().filter(single) {
            let of = |charset, byte| match tables.push(charset, &mut Pending::default(), byte) {
                Step::Char(c) => Some(c),
                Step::Reject | Step::More => None,
            };
            let both = (0x80..=0xFF).filter_map(|byte| Some((of(read, byte)?, of(stored, byte)?)));
            letters.extend(both.filter(|&(c, letter)| c != letter && model::is_accented(letter)));
        }
        letters.sort_unstable();
        letters.dedup();
        letters
    });
    &LETTERS
}

/// The letters of Latin script that a character may have been.
pub(super) fn letters_for(c: char) -> impl Iterator<Item = char> {
    let all = letters();
    let first = all.partition_point(|&(other, _)| other < c);
    all[first..].iter().take_while(move |&&(other, _)| other == c).map(|&(_, letter)| letter)
}

/// Would a word that is none of the frequent ones be one, if all that it has beyond ASCII were another letter?
pub(super) fn is_frequent_otherwise(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
    let word = word.rsplit('\'').next().unwrap_or_default();
    let mut foreign = word.chars().filter(|c| !c.is_ascii());
    let Some(c) = foreign.next().filter(|&c| foreign.all(|other| other == c)) else { return false };
    if !word.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let spelling = Spelling::of(word);
    letters_for(c).any(|letter| spelling.is_frequent_with(c, letter)) && !spelling.is_frequent()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_another_character() {
        for word in ["est\u{A0}n", "cos“", "l’nea,", "seg¸ent:", "(kšnnen)"] {
            assert!(is_frequent_otherwise(word), "{word}");
        }
        for word in ["están", "così", "word", "können", "“", "", "l’État", "mot\u{A0}:"] {
            assert!(!is_frequent_otherwise(word), "{word}");
        }
    }
}
