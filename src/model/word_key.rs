//! The number that stands for a word in the list of frequent words, and how the list has the numbers.
//!
//! The model's tool makes the list with the same functions, so this file stands by itself.
//!
//! The list has the words of the languages in Latin script that the model tells apart, and then those of some in other
//! [`SCRIPTS`]. The words of each, in the order of frequency, are in groups: first one word, then as many as all before.
//! After the header stand, for each language, how many words it has and what those of each group cost; then the numbers of
//! all groups, in ascending order, each as the difference to the one before, in a Rice code: the upper bits as so many
//! ones and a zero, then the lower bits.

use core::ops::{Range, RangeInclusive};

/// The letters of each language in another script that has words in the list: in the order of `tools/train/src/words.rs`.
pub(crate) const SCRIPTS: [RangeInclusive<char>; 16] = [
    CYRILLIC, CYRILLIC, CYRILLIC, CYRILLIC, CYRILLIC, CYRILLIC, CYRILLIC, CYRILLIC, GREEK, HEBREW, ARABIC, ARABIC,
    ARABIC, ARABIC, GEORGIAN, HANGUL,
];
const GREEK: RangeInclusive<char> = '\u{370}'..='\u{3FF}';
const CYRILLIC: RangeInclusive<char> = '\u{400}'..='\u{52F}';
const HEBREW: RangeInclusive<char> = '\u{590}'..='\u{5FF}';
const ARABIC: RangeInclusive<char> = '\u{600}'..='\u{6FF}';
const GEORGIAN: RangeInclusive<char> = '\u{10A0}'..='\u{10FF}';
const HANGUL: RangeInclusive<char> = '\u{AC00}'..='\u{D7A3}';

/// The longest words that count, in characters.
pub(crate) const LONGEST: usize = 24;
/// Bits of a number.
pub(crate) const KEY_BITS: u32 = 22;

/// The groups of so many words, each as the places of its words.
pub(crate) fn groups(words: usize) -> impl Iterator<Item = Range<usize>> {
    let ends = core::iter::successors(Some(1), |end| Some(end * 2));
    ends.scan(0, |start, end| Some(core::mem::replace(start, end)..end))
        .map(move |group| group.start..group.end.min(words))
        .take_while(|group| !group.is_empty())
}

/// The number of a word of folded characters; never zero. One word in four million has the number of another.
pub(crate) fn key(word: impl Iterator<Item = char>) -> u32 {
    let hash = word.fold(0xCBF2_9CE4_8422_2325, |hash: u64, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3));
    ((hash ^ hash >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - KEY_BITS)).max(1) as u32
}

/// The lower bits of a difference in a group of so many words.
pub(crate) fn lower_bits(words: usize) -> u32 {
    KEY_BITS - words.max(1).ilog2() - 1
}

/// May a character stand in such a word, folded?
pub(crate) fn is_part(c: char) -> bool {
    is_latin(c) || c == '’' || SCRIPTS.iter().any(|script| script.contains(&c)) && c.is_alphabetic()
}

/// Is a folded character a letter of Latin script?
pub(crate) fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='\u{24F}' | '\u{1EA0}'..='\u{1EFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_numbers_of_their_own() {
        let keys = ["più", "piú", "può", "è", "é", "", "l’è"].map(|word| key(word.chars()));
        let mut unique = keys.to_vec();
        unique.sort_unstable();
        unique.dedup();
        assert!(unique.len() == keys.len() && unique[0] > 0);
        assert!(keys.iter().all(|&key| key < 1 << KEY_BITS));
        assert!("œuvre’đ".chars().all(is_part) && !"a-1×".chars().all(is_part));
        assert!("ещё".chars().all(is_part) && !"ещё.".chars().all(is_part));
    }
}
