//! The number that stands for a word in the list of frequent words, and how the list has the numbers.
//!
//! The model's tool makes the list with the same functions, so this file stands by itself.
//!
//! The numbers of a group are in ascending order, each as the difference to the one before, in a Rice code: the upper
//! bits as so many ones and a zero, then the lower bits. Differences of zero fill the groups of a language that has
//! too few words.

/// Frequent words of each language.
pub(crate) const WORDS: usize = 256;
/// The words in the order of frequency are in groups, each with one cost, that end here: the first differ most.
pub(crate) const GROUPS: [usize; 9] = [1, 2, 4, 8, 16, 32, 64, 128, WORDS];
/// The longest words that count, in characters.
pub(crate) const LONGEST: usize = 24;
/// Bits of a number.
pub(crate) const KEY_BITS: u32 = 20;

/// The number of a word of folded characters; never zero. Two words in a million have the same.
pub(crate) fn key(word: impl Iterator<Item = char>) -> u32 {
    let hash = word.fold(0xCBF2_9CE4_8422_2325, |hash: u64, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3));
    ((hash ^ hash >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - KEY_BITS)).max(1) as u32
}

/// The lower bits of a difference in a group of so many words.
pub(crate) fn lower_bits(words: usize) -> u32 {
    KEY_BITS - words.ilog2() - 1
}

/// May a character stand in such a word, folded?
pub(crate) fn is_part(c: char) -> bool {
    matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='\u{24F}' | '\u{1EA0}'..='\u{1EFF}' | '’')
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
    }
}
