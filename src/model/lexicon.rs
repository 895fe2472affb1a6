//! The frequent words of languages in Latin script that have letters with accents or an apostrophe.
//!
//! `è` by itself says little about a text, but in Italian it is one word in a hundred. The list has 64 words for
//! each of the 40 languages, as numbers ([`word_key`](super::word_key)), and is made with the model:
//! `data/ungarble.words`.

use super::{
    Cost,
    fold::fold,
    language::LANGUAGES,
    word_key::{GROUPS, LONGEST, WORDS, is_part, key},
};
use crate::lazy::Lazy;
use alloc::{vec, vec::Vec};

static LIST: &[u8] = include_bytes!("../../data/ungarble.words");

/// Bytes of the text line at the start.
const HEADER: usize = 64;
/// Bytes of a language: the costs of the groups, and the words.
const ROW: usize = GROUPS.len() + 2 * WORDS;
const _: () = assert!(LIST.len() == HEADER + LANGUAGES * ROW);
/// What a word costs more that begins with a capital, and one in capitals.
const CAPITAL: Cost = 20;
const CAPITALS: Cost = 30;

/// A word of a language.
struct Entry {
    key: u16,
    language: u8,
    cost: u8,
}

/// The list by numbers.
struct Lexicon {
    /// A bit for each number that some word has: most words have none.
    known: Vec<u64>,
    entries: Vec<Entry>,
}

impl Lexicon {
    fn get() -> &'static Self {
        static LEXICON: Lazy<Lexicon> = Lazy::new(|| {
            let mut known = vec![0; (1 << 16) / 64];
            let mut entries = Vec::with_capacity(LANGUAGES * WORDS);
            for language in 0..LANGUAGES {
                let row = &LIST[HEADER + language * ROW..][..ROW];
                let (costs, keys) = row.split_at(GROUPS.len());
                for (number, bytes) in keys.chunks_exact(2).enumerate() {
                    let key = u16::from_le_bytes([bytes[0], bytes[1]]);
                    let group = GROUPS.iter().filter(|&&end| end <= number).count();
                    if key != 0 {
                        known[usize::from(key / 64)] |= 1_u64 << (key % 64);
                        entries.push(Entry { key, language: language as u8, cost: costs[group] });
                    }
                }
            }
            entries.sort_by_key(|entry| entry.key);
            Lexicon { known, entries }
        });
        &LEXICON
    }
}

/// The languages that have a word among their frequent ones, and what it costs there among all words.
///
/// What stands around the word does not count, nor does its case, if words are written so.
pub(super) fn frequent(word: &str) -> impl Iterator<Item = (usize, Cost)> {
    let case = case(word);
    let number = key(word.chars().map(fold));
    let lexicon = Lexicon::get();
    let known = case.is_some() && lexicon.known[usize::from(number / 64)] >> (number % 64) & 1 == 1;
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
