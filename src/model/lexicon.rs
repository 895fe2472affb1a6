//! The frequent words of languages in Latin script that have letters with accents or an apostrophe.
//!
//! `è` by itself says little about a text, but in Italian it is one word in a hundred. The list has 256 words for
//! each of the 40 languages, as numbers ([`word_key`](super::word_key)), and is made with the model:
//! `data/ungarble.words`.

use super::{
    Cost,
    fold::fold,
    language::LANGUAGES,
    word_key::{GROUPS, KEY_BITS, LONGEST, WORDS, is_part, key, lower_bits},
};
use crate::lazy::Lazy;
use alloc::{vec, vec::Vec};

static LIST: &[u8] = include_bytes!("../../data/ungarble.words");

/// Bytes of the text line at the start.
const HEADER: usize = 64;
/// Where the numbers begin, after the costs of the groups of each language.
const KEYS: usize = HEADER + LANGUAGES * GROUPS.len();
/// What a word costs more that begins with a capital, and one in capitals.
const CAPITAL: Cost = 20;
const CAPITALS: Cost = 30;
/// The upper bits of a number, by which most words are found not to be in the list.
const UPPER_BITS: u32 = 16;

/// A word of a language.
struct Entry {
    key: u32,
    language: u8,
    cost: u8,
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
            let mut entries = Vec::with_capacity(LANGUAGES * WORDS);
            let mut bits = Bits { bytes: &LIST[KEYS..], at: 0 };
            for language in 0..LANGUAGES {
                let mut start = 0;
                for (group, end) in GROUPS.into_iter().enumerate() {
                    let cost = LIST[HEADER + language * GROUPS.len() + group];
                    let mut key = 0;
                    for _ in start..end {
                        let difference = bits.difference(lower_bits(end - start));
                        if difference > 0 {
                            key += difference;
                            let (bucket, bit) = bucket(key);
                            known[bucket] |= bit;
                            entries.push(Entry { key, language: language as u8, cost });
                        }
                    }
                    start = end;
                }
            }
            entries.sort_by_key(|entry| entry.key);
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
    fn next(&mut self) -> u32 {
        let byte = self.bytes.get(self.at / 8).copied().unwrap_or(0);
        let bit = u32::from(byte) >> (self.at % 8) & 1;
        self.at += 1;
        bit
    }

    fn difference(&mut self, lower: u32) -> u32 {
        let mut upper = 0;
        while self.next() == 1 {
            upper += 1;
        }
        (0..lower).fold(upper << lower, |difference, bit| difference | self.next() << bit)
    }
}

/// The languages that have a word among their frequent ones, and what it costs there among all words.
///
/// What stands around the word does not count, nor does its case, if words are written so.
pub(super) fn frequent(word: &str) -> impl Iterator<Item = (usize, Cost)> {
    let case = case(word);
    let number = key(word.chars().map(fold));
    let lexicon = Lexicon::get();
    let known = case.is_some() && lexicon.has(number);
    let first = if known { lexicon.entries.partition_point(|entry| entry.key < number) } else { lexicon.entries.len() };
    let same = lexicon.entries[first..].iter().take_while(move |entry| entry.key == number);
    same.map(move |entry| (usize::from(entry.language), Cost::from(entry.cost) + case.unwrap_or(0)))
}

/// What the case of a word costs; none if it is no word as they are written.
fn case(word: &str) -> Option<Cost> {
    let (mut letters, mut capitals, mut first) = (0, 0, false);
    for c in word.chars() {
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
