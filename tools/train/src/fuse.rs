//! Builds the table of runs: a binary fuse filter that gives a value for each key.

use crate::ngram::{COST_BITS, ENTRY_BITS, SEGMENT, locate, packed, place_of};

/// Places a key: with fewer, hardly any seed gives each key a place of its own.
const LOAD: f64 = 1.145;
/// Seeds that are tried before some keys are left out.
const SEEDS: u32 = 40;

/// How many places fit in a number of bytes.
pub fn places(bytes: usize) -> usize {
    bytes * 8 / ENTRY_BITS / SEGMENT * SEGMENT
}

/// How many keys so many places have room for.
pub fn room(places: usize) -> usize {
    (places as f64 / LOAD) as usize
}

/// The entries, and the seed of their places; none if no seed gives each key a place of its own.
pub fn build(keys: &[(u64, u8)], places: usize) -> Option<(u32, Vec<u16>)> {
    (0..SEEDS).find_map(|seed| Some((seed, fill(keys, places, u64::from(seed))?)))
}

/// The bytes of packed entries.
pub fn pack(entries: &[u16]) -> Vec<u8> {
    let mut bytes = vec![0; packed(entries.len()) + 3];
    for (place, &entry) in entries.iter().enumerate() {
        let (byte, bit) = place_of(place);
        for (to, from) in bytes[byte..].iter_mut().zip((u32::from(entry) << bit).to_le_bytes()) {
            *to |= from;
        }
    }
    bytes.truncate(packed(entries.len()));
    bytes
}

fn fill(keys: &[(u64, u8)], places: usize, seed: u64) -> Option<Vec<u16>> {
    let located: Vec<([usize; 3], u16)> = keys.iter().map(|&(key, _)| locate(key, seed, places)).collect();
    // How many keys each place has, and the exclusive or of their numbers: of one key, its number.
    let mut counts = vec![0_u32; places];
    let mut numbers = vec![0_usize; places];
    for (number, (at, _)) in located.iter().enumerate() {
        for &place in at {
            counts[place] += 1;
            numbers[place] ^= number;
        }
    }
    // Keys with a place of their own come off one after the other.
    let mut single: Vec<usize> = (0..places).filter(|&place| counts[place] == 1).collect();
    let mut order = Vec::with_capacity(keys.len());
    while let Some(place) = single.pop() {
        if counts[place] != 1 {
            continue;
        }
        let number = numbers[place];
        order.push((number, place));
        for &other in &located[number].0 {
            counts[other] -= 1;
            numbers[other] ^= number;
            if counts[other] == 1 {
                single.push(other);
            }
        }
    }
    if order.len() < keys.len() {
        return None;
    }
    let mut entries = vec![0_u16; places];
    for (number, own) in order.into_iter().rev() {
        let (at, fingerprint) = located[number];
        let others = at.iter().filter(|&&place| place != own).fold(0, |entry, &place| entry ^ entries[place]);
        entries[own] = others ^ (fingerprint << COST_BITS | u16::from(keys[number].1));
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_gives_its_value() {
        let keys: Vec<(u64, u8)> = (0..10_000).map(|n| (n * 7919, (n % 32) as u8)).collect();
        let places = places(20 * SEGMENT);
        let (seed, entries) = build(&keys, places).unwrap();
        for (key, value) in keys {
            let (at, fingerprint) = locate(key, u64::from(seed), places);
            let entry = at.iter().fold(0, |entry, &place| entry ^ entries[place]);
            assert_eq!(entry, fingerprint << COST_BITS | u16::from(value));
        }
    }
}
