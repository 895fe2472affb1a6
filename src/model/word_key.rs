//! The number that stands for a word in the list of frequent words.
//!
//! The model's tool makes the list with the same functions, so this file stands by itself.

/// Frequent words of each language.
pub(crate) const WORDS: usize = 64;
/// The words in the order of frequency are in groups, each with one cost, that end here: the first differ most.
pub(crate) const GROUPS: [usize; 7] = [1, 2, 4, 8, 16, 32, WORDS];
/// The longest words that count, in characters.
pub(crate) const LONGEST: usize = 24;

/// The number of a word of folded characters; never zero. Two words in 65,536 have the same.
pub(crate) fn key(word: impl Iterator<Item = char>) -> u16 {
    let hash = word.fold(0xCBF2_9CE4_8422_2325, |hash: u64, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3));
    ((hash ^ hash >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48).max(1) as u16
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
        assert!("œuvre’đ".chars().all(is_part) && !"a-1×".chars().all(is_part));
    }
}
