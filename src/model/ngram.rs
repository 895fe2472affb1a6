//! Where the cost of a run of characters is.
//!
//! The model's tool builds the table with the same functions, so this file stands by itself.
//!
//! The table is a *binary fuse filter* (Graf and Lemire, 2022) that also gives a value: each key has three
//! places, and the exclusive or of what is there is the key's fingerprint and its cost. It has no keys and
//! hardly any free places: an entry takes 15 bits and a seventh. A key that is not in it is taken for one that is
//! with a probability of one in 2⁹.

/// Bits of an entry.
pub(crate) const ENTRY_BITS: usize = 15;
/// Bits of it that hold the cost; the others are the fingerprint.
pub(crate) const COST_BITS: u32 = 6;
/// Units of cost in a step of an entry.
pub(crate) const COST_STEP: i32 = 3;
/// The least cost of the rest, in steps: it may also be likelier than by the shorter run.
pub(crate) const REST_LEAST: i32 = -16;
/// Places that a key's three places are apart, about: a power of two.
pub(crate) const SEGMENT: usize = 2048;

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Run {
    /// The third character after the other two.
    Three(char, char, char),
    /// The second after the first.
    Two(char, char),
    /// What all else costs more after these two than after the second alone.
    RestAfterTwo(char, char),
    /// What all else costs more after this character than after its class.
    RestAfterOne(char),
}

impl Run {
    /// A number of its own for each run; characters have 21 bits.
    pub(crate) fn key(self) -> u64 {
        let (kind, [a, b, c]) = match self {
            Self::Three(a, b, c) => (0, [a, b, c]),
            Self::Two(b, c) => (1, ['\0', b, c]),
            Self::RestAfterTwo(a, b) => (2, [a, b, '\0']),
            Self::RestAfterOne(b) => (3, ['\0', b, '\0']),
        };
        let key = u64::from(u32::from(a)) << 42 | u64::from(u32::from(b)) << 21 | u64::from(u32::from(c));
        // Only planes up to 16 exist: four kinds fit above them.
        key ^ kind << 62
    }
}

/// The places of a key among `places`, and its fingerprint.
pub(crate) fn locate(key: u64, seed: u64, places: usize) -> ([usize; 3], u16) {
    let hash = mix(key ^ seed);
    let home = ((u128::from(hash) * (places - 2 * SEGMENT) as u128) >> 64) as usize;
    let mask = SEGMENT as u64 - 1;
    let second = (home + SEGMENT) ^ (hash >> 18 & mask) as usize;
    let third = (home + 2 * SEGMENT) ^ (hash & mask) as usize;
    let fingerprint = (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - ENTRY_BITS as u32 + COST_BITS)) as u16;
    ([home, second, third], fingerprint)
}

/// The bytes that so many entries take, packed.
pub(crate) const fn packed(places: usize) -> usize {
    (places * ENTRY_BITS).div_ceil(8)
}

/// The byte that the entry of a place begins in, and its bit there.
pub(crate) const fn place_of(place: usize) -> (usize, u32) {
    (place * ENTRY_BITS / 8, (place * ENTRY_BITS % 8) as u32)
}

/// Spreads a key over all bits.
fn mix(key: u64) -> u64 {
    let key = (key ^ key >> 33).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    let key = (key ^ key >> 33).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    key ^ key >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_of_one_run() {
        let keys = [
            Run::Three('a', 'b', 'c'),
            Run::Two('b', 'c'),
            Run::RestAfterTwo('a', 'b'),
            Run::RestAfterTwo('\0', 'b'),
            Run::RestAfterOne('b'),
            Run::Three('\u{10FFFF}', 'b', 'c'),
            Run::Three('\u{10FFFF}', '\u{10FFFF}', '\u{10FFFF}'),
        ]
        .map(Run::key);
        let mut unique = keys.to_vec();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), keys.len());
    }
}
