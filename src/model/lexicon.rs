//! The frequent words of languages: in Latin script those that have letters with accents or an apostrophe.
//!
//! `è` by itself says little about a text, but in Italian it is one word in a hundred. The list has 256 words for most
//! of the 40 languages in Latin script and more for some in others, as numbers ([`word_key`](super::word_key)), and is made
//! with the model: `data/ungarble.words`.

use super::{
    Cost, UNITS_PER_NAT,
    fold::fold,
    language::LANGUAGES,
    word_key::{KEY_BITS, LONGEST, SCRIPTS, groups, is_part, key, lower_bits},
};
use crate::lazy::Lazy;
use alloc::{vec, vec::Vec};

static LIST: &[u8] = include_bytes!("../../data/ungarble.words");

/// Bytes of the text line at the start.
const HEADER: usize = 64;
/// What a word costs more that begins with a capital, and one in capitals.
const CAPITAL: Cost = 20;
const CAPITALS: Cost = 30;
/// The upper bits of a number, by which most words are found not to be in the list.
const UPPER_BITS: u32 = 17;

/// A word of a language in one number, by which the list is in order: its own number first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry(u64);

impl Entry {
    /// `chance` is how unlikely it is that another word has the number of one of its group, as a cost.
    fn new(key: u32, language: usize, cost: u8, chance: u8) -> Self {
        Self(u64::from(key) << 32 | (language as u64) << 16 | u64::from(cost) << 8 | u64::from(chance))
    }

    fn key(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn found(self, case: Cost) -> Found {
        let [chance, cost, language, ..] = self.0.to_le_bytes();
        Found { language: usize::from(language), cost: Cost::from(cost) + case, chance: Cost::from(chance) }
    }
}

/// What the list says about a word.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) language: usize,
    /// What the word costs among all words of the language.
    pub(super) cost: Cost,
    /// What it costs that another word has its number.
    pub(super) chance: Cost,
}

/// The list by numbers.
struct Lexicon {
    /// A bit for the upper bits of each number that some word has: most words have none.
    known: Vec<u64>,
    entries: Vec<Entry>,
}

impl Lexicon {
    fn get() -> &'static Self {
        static LEXICON: Lazy<Lexicon> = Lazy::new(|| {
            let mut known = vec![0; (1 << UPPER_BITS) / 64];
            let mut entries = Vec::new();
            let mut costs = Vec::new();
            let mut at = HEADER;
            for language in 0..LANGUAGES + SCRIPTS.len() {
                let words = usize::from(u16::from_le_bytes([LIST[at], LIST[at + 1]]));
                at += 2;
                for group in groups(words) {
                    costs.push((language, LIST[at], group.len()));
                    at += 1;
                }
            }
            let mut bits = Bits { bytes: &LIST[at..], at: 0 };
            for (language, cost, words) in costs {
                let others = (1_u32 << KEY_BITS) as f32 / words as f32;
                let chance = u8::try_from((libm::logf(others) * UNITS_PER_NAT) as Cost).unwrap_or(u8::MAX);
                let mut key = 0;
                for _ in 0..words {
                    key += bits.difference(lower_bits(words));
                    let (bucket, bit) = bucket(key);
                    known[bucket] |= bit;
                    entries.push(Entry::new(key, language, cost, chance));
                }
            }
            entries.sort_unstable();
            Lexicon { known, entries }
        });
        &LEXICON
    }

    fn has(&self, key: u32) -> bool {
        let (bucket, bit) = bucket(key);
        self.known[bucket] & bit != 0
    }
}

/// Where the upper bits of a number are marked.
fn bucket(key: u32) -> (usize, u64) {
    let upper = key >> (KEY_BITS - UPPER_BITS);
    (upper as usize / 64, 1 << (upper % 64))
}

/// Reads bits, the lowest of each byte first; zeros at the end.
struct Bits<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Bits<'_> {
    /// The next bits, 57 at least.
    fn peek(&self) -> u64 {
        let mut next = [0; 8];
        next.iter_mut().zip(self.bytes.get(self.at / 8..).unwrap_or_default()).for_each(|(to, from)| *to = *from);
        u64::from_le_bytes(next) >> (self.at % 8)
    }

    fn difference(&mut self, lower: u32) -> u32 {
        let mut upper = 0;
        loop {
            let ones = (self.peek() as u32).trailing_ones();
            upper += ones;
            self.at += ones as usize;
            if ones < u32::BITS {
                break;
            }
        }
        self.at += 1;
        let rest = self.peek() as u32 & ((1 << lower) - 1);
        self.at += lower as usize;
        upper << lower | rest
    }
}

/// What the list says about a word: the languages that have it among their frequent ones.
///
/// What stands around the word does not count, nor does its case, if words are written so.
pub(super) fn find(word: &str) -> impl Iterator<Item = Found> {
    find_folded(key(word.chars().map(fold)), word.chars())
}

/// The same for a word of which the number is known.
fn find_folded(number: u32, word: impl Iterator<Item = char>) -> impl Iterator<Item = Found> {
    let lexicon = Lexicon::get();
    let case = Some(number).filter(|&number| lexicon.has(number)).and_then(|_| case(word));
    let (number, case) = case.map(|case| (number, case)).unwrap_or_default();
    let first = lexicon.entries.partition_point(|entry| entry.key() < number);
    // No word has the number 0.
    lexicon.entries[first..].iter().take_while(move |entry| entry.key() == number).map(move |entry| entry.found(case))
}

/// The languages in Latin script that have a word among their frequent ones, and what it costs there.
pub(super) fn frequent(word: &str) -> impl Iterator<Item = (usize, Cost)> {
    find(word).map(|found| (found.language, found.cost)).filter(|&(language, _)| language < LANGUAGES)
}

/// A word of which other spellings are asked for.
pub(crate) struct Spelling<'w> {
    word: &'w str,
    folded: [char; LONGEST],
    length: usize,
}

impl<'w> Spelling<'w> {
    /// Words that are too long are cut: they are none of the frequent ones.
    pub(crate) fn of(word: &'w str) -> Self {
        let (mut folded, mut length) = ([' '; LONGEST], 0);
        for (to, c) in folded.iter_mut().zip(word.chars()) {
            *to = fold(c);
            length += 1;
        }
        Self { word, folded, length }
    }

    /// Is it among the frequent words of a language in Latin script?
    pub(crate) fn is_frequent(&self) -> bool {
        frequent(self.word).next().is_some()
    }

    /// The same of the word with a letter in place of a character.
    pub(crate) fn is_frequent_with(&self, c: char, letter: char) -> bool {
        let (from, to) = (fold(c), fold(letter));
        let folded = self.folded[..self.length].iter().map(|&other| if other == from { to } else { other });
        let word = self.word.chars().map(|other| if other == c { letter } else { other });
        find_folded(key(folded), word).any(|found| found.language < LANGUAGES)
    }
}

/// What the case of a word costs; none if it is no word as they are written.
fn case(word: impl Iterator<Item = char>) -> Option<Cost> {
    let (mut letters, mut capitals, mut first) = (0, 0, false);
    for c in word {
        let folded = fold(c);
        if !is_part(folded) || letters > LONGEST {
            return None;
        }
        if folded != c {
            capitals += 1;
            first |= letters == 0;
        }
        letters += usize::from(c != '’');
    }
    match capitals {
        0 => Some(0),
        1 if first => Some(CAPITAL),
        _ if capitals == letters => Some(CAPITALS),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of Italian and French, as `src/language.rs` has them.
    const ITALIAN: usize = 5;
    const FRENCH: usize = 1;

    fn cost(word: &str, language: usize) -> Option<Cost> {
        frequent(word).find(|(other, _)| *other == language).map(|(_, cost)| cost)
    }

    #[test]
    fn frequent_words_are_known_by_language() {
        assert!(cost("più", ITALIAN) < Some(80) && cost("più", ITALIAN) > cost("è", ITALIAN));
        assert_eq!((cost("più", FRENCH), cost("pié", ITALIAN)), (None, None));
        assert!(cost("être", FRENCH).is_some());
    }

    #[test]
    fn words_are_written_in_three_ways() {
        assert!(cost("più", ITALIAN) < cost("Più", ITALIAN) && cost("Più", ITALIAN) < cost("PIÙ", ITALIAN));
        assert_eq!((cost("piÙ", ITALIAN), cost("più.", ITALIAN)), (None, None));
    }
}
