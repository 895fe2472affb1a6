//! What was looked up before: costs by the characters they are of.
//!
//! A look-up in the table of runs touches up to a dozen places; text asks for the same runs over and over. So
//! costs are kept in a direct-mapped table of fixed size that all threads share. A cell is one word, read and
//! written as a whole: the mixed key without the bits that are the cell's number in any case, and the cost. Mixing loses
//! nothing, so a cell can never answer for another key, and what comes out is the same with or without the table.

use super::Cost;
#[cfg(target_has_atomic = "64")]
use core::sync::atomic::{AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed};

/// Cells: 512 KiB, which stay untouched, and so take no memory, until they are asked for.
#[cfg(target_has_atomic = "64")]
static TABLE: [AtomicU64; 1 << INDEX_BITS] = [const { AtomicU64::new(0) }; 1 << INDEX_BITS];
/// The uppermost bits of a mixed key are the cell's number.
#[cfg(target_has_atomic = "64")]
const INDEX_BITS: u32 = 16;

/// The cells that are used before [`FIRST_COSTS`] were computed, two pages: each page that is touched for the first time
/// costs more than a few look-ups, and many programs have but a line to repair.
#[cfg(target_has_atomic = "64")]
static FIRST: [AtomicU64; 1 << FIRST_BITS] = [const { AtomicU64::new(0) }; 1 << FIRST_BITS];
#[cfg(target_has_atomic = "64")]
const FIRST_BITS: u32 = 10;
#[cfg(target_has_atomic = "64")]
const FIRST_COSTS: u32 = 512;
/// The costs of pairs of characters before this one, which is after the Cyrillic ones: by the first and the second. A row is
/// untouched, and so takes no memory, until it is asked for.
#[cfg(target_has_atomic = "64")]
static PAIRS: [[AtomicU16; FIRST_BEYOND as usize]; FIRST_BEYOND as usize] =
    [const { [const { AtomicU16::new(0) }; FIRST_BEYOND as usize] }; FIRST_BEYOND as usize];
#[cfg(target_has_atomic = "64")]
const FIRST_BEYOND: char = '\u{500}';
/// The costs of other pairs of the characters before U+10000: 256 KiB. What is left of a mixed pair beside the cell's number
/// is in the cell.
#[cfg(target_has_atomic = "64")]
static WIDE_PAIRS: [AtomicU32; 1 << INDEX_BITS] = [const { AtomicU32::new(0) }; 1 << INDEX_BITS];
#[cfg(target_has_atomic = "64")]
const PAIR_VALUE: u32 = (1 << INDEX_BITS) - 1;
/// How many costs were computed, up to those.
#[cfg(target_has_atomic = "64")]
static COMPUTED: AtomicU32 = AtomicU32::new(0);

/// The cost that belongs to a key, computed if it is not in the table.
#[inline]
#[cfg(target_has_atomic = "64")]
pub(super) fn cost(key: u64, compute: impl FnOnce() -> Cost) -> Cost {
    let mixed = mix(key);
    let number = |bits: u32| (mixed >> (u64::BITS - bits)) as usize;
    let is_first = COMPUTED.load(Relaxed) < FIRST_COSTS;
    let cell = if is_first { &FIRST[number(FIRST_BITS)] } else { &TABLE[number(INDEX_BITS)] };
    let tag = mixed << FIRST_BITS;
    let word = cell.load(Relaxed);
    let value = word & VALUE;
    if word & !VALUE == tag && value != 0 {
        return value as Cost - 1;
    }
    let cost = compute();
    if is_first {
        COMPUTED.fetch_add(1, Relaxed);
    }
    if let Ok(value) = u64::try_from(cost)
        && value < VALUE
    {
        cell.store(tag | (value + 1), Relaxed);
    }
    cost
}

/// The same of a pair of characters, which has a place of its own where both are of the first alphabets.
#[inline]
#[cfg(target_has_atomic = "64")]
pub(super) fn pair_cost(previous: char, next: char, compute: fn(char, char) -> Cost) -> Cost {
    if previous < FIRST_BEYOND && next < FIRST_BEYOND && COMPUTED.load(Relaxed) >= FIRST_COSTS {
        let value = PAIRS[previous as usize][next as usize].load(Relaxed);
        if value != 0 {
            return Cost::from(value) - 1;
        }
    }
    other_pair_cost(previous, next, compute)
}

/// The same of any pair.
#[inline(never)]
#[cfg(target_has_atomic = "64")]
fn other_pair_cost(previous: char, next: char, compute: fn(char, char) -> Cost) -> Cost {
    if COMPUTED.load(Relaxed) < FIRST_COSTS {
        return cost(super::pair_key(previous, next), || compute(previous, next));
    }
    if previous < FIRST_BEYOND && next < FIRST_BEYOND {
        let cost = compute(previous, next);
        if let Some(value) = u16::try_from(cost).ok().and_then(|value| value.checked_add(1)) {
            PAIRS[previous as usize][next as usize].store(value, Relaxed);
        }
        return cost;
    }
    match [previous, next].map(|c| u16::try_from(u32::from(c))) {
        [Ok(previous), Ok(next)] => WidePairs(&WIDE_PAIRS).cost(previous, next, compute),
        _ => cost(super::pair_key(previous, next), || compute(previous, next)),
    }
}

/// The costs of pairs of characters before U+10000 that are not both of the first alphabets.
#[cfg(target_has_atomic = "64")]
#[derive(Clone, Copy)]
pub(super) struct WidePairs(&'static [AtomicU32; 1 << INDEX_BITS]);

#[cfg(target_has_atomic = "64")]
impl WidePairs {
    /// They are kept once the [`FIRST_COSTS`] were computed.
    #[inline]
    pub(super) fn get() -> Option<Self> {
        (COMPUTED.load(Relaxed) >= FIRST_COSTS).then_some(Self(&WIDE_PAIRS))
    }

    /// The cost that belongs to a pair, computed if it is not in the table.
    #[inline]
    pub(super) fn cost(self, previous: u16, next: u16, compute: fn(char, char) -> Cost) -> Cost {
        let mixed = mix_pair(u32::from(previous) << 16 | u32::from(next));
        let cell = &self.0[(mixed >> (u32::BITS - INDEX_BITS)) as usize];
        let tag = mixed << INDEX_BITS;
        // A cell without a cost has nothing below the tag, and one of another pair has another tag.
        match (cell.load(Relaxed) ^ tag).wrapping_sub(1) {
            value @ ..PAIR_VALUE => value.cast_signed(),
            _ => Self::keep(cell, tag, [previous, next], compute),
        }
    }

    #[cold]
    #[inline(never)]
    fn keep(cell: &AtomicU32, tag: u32, pair: [u16; 2], compute: fn(char, char) -> Cost) -> Cost {
        let [previous, next] = pair.map(|code| char::from_u32(code.into()).unwrap_or(char::REPLACEMENT_CHARACTER));
        let cost = compute(previous, next);
        if let Ok(value) = u32::try_from(cost)
            && value < PAIR_VALUE
        {
            cell.store(tag | (value + 1), Relaxed);
        }
        cost
    }
}

/// The same where words of 64 bits cannot be shared: computed each time.
#[inline]
#[cfg(not(target_has_atomic = "64"))]
pub(super) fn cost(_key: u64, compute: impl FnOnce() -> Cost) -> Cost {
    compute()
}

/// The same of a pair of characters.
#[inline]
#[cfg(not(target_has_atomic = "64"))]
pub(super) fn pair_cost(previous: char, next: char, compute: fn(char, char) -> Cost) -> Cost {
    compute(previous, next)
}

/// There are none.
#[cfg(not(target_has_atomic = "64"))]
#[derive(Clone, Copy)]
pub(super) enum WidePairs {}

#[cfg(not(target_has_atomic = "64"))]
impl WidePairs {
    pub(super) fn get() -> Option<Self> {
        None
    }

    pub(super) fn cost(self, _previous: u16, _next: u16, _compute: fn(char, char) -> Cost) -> Cost {
        match self {}
    }
}

/// The bits of a cell that are the cost, and one: those that the tag leaves free.
#[cfg(target_has_atomic = "64")]
const VALUE: u64 = (1 << FIRST_BITS) - 1;

/// Spreads a key over all bits; every step can be undone.
#[inline]
#[cfg(target_has_atomic = "64")]
const fn mix(key: u64) -> u64 {
    let key = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (key ^ key >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The same of a pair.
#[inline]
#[cfg(target_has_atomic = "64")]
const fn mix_pair(key: u32) -> u32 {
    let key = key.wrapping_mul(0x9E37_79B1);
    (key ^ key >> 15).wrapping_mul(0x85EB_CA77)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_what_was_computed() {
        for round in 0..2 {
            for key in 0..100_000_u64 {
                let expected = (key % 1000) as Cost;
                assert_eq!(cost(key << 3 | 1 << 62, || expected), expected, "{key} {round}");
            }
        }
    }

    #[test]
    fn pairs_have_places_of_their_own() {
        use crate::model::{look_up_pair, pair_cost, symbol};
        let letters = || ('A'..='z').chain('é'..='ő').chain('а'..='я').chain('\u{4F8}'..'\u{508}');
        for _ in 0..2 {
            for (one, other) in letters().flat_map(|one| letters().map(move |other| (one, other))) {
                assert_eq!(pair_cost(one, other), look_up_pair(symbol(one), symbol(other)), "{one}{other}");
            }
        }
    }

    #[test]
    fn gives_what_was_computed_of_pairs() {
        fn computed(previous: char, next: char) -> Cost {
            (u32::from(previous) * 7 + u32::from(next)).cast_signed() % 1500
        }
        // That of the model is shared with other tests.
        static PAIRS: [AtomicU32; 1 << INDEX_BITS] = [const { AtomicU32::new(0) }; 1 << INDEX_BITS];
        let chars = || ('\0'..='\u{FFFF}').filter(|&c| u32::from(c) % 89 == 0);
        for _ in 0..2 {
            for (previous, next) in chars().step_by(3).flat_map(|previous| chars().map(move |next| (previous, next))) {
                let cost = WidePairs(&PAIRS).cost(previous as u16, next as u16, computed);
                assert_eq!(cost, computed(previous, next), "{previous:?} {next:?}");
            }
        }
    }

    #[test]
    fn keeps_no_cost_that_does_not_fit() {
        for cost_of in [-1, 1 << 20] {
            assert_eq!(cost(3 << 61, || cost_of), cost_of);
            assert_eq!(cost(3 << 61, || cost_of), cost_of);
        }
    }
}
