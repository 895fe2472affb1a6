//! From counts to the compact table that the crate embeds; `src/model` describes the format.

use crate::{
    class::{CLASSES, class},
    corpus::Counts,
    language,
};
use std::collections::HashMap;

const UNITS_PER_NAT: f64 = 10.0;
const HEADER: usize = 128;
const PAGE: usize = 64;
const CODES: usize = 0x11_0000;
const SLOTS: usize = 100_400;
const PROBES: usize = 16;
/// Pairs that get a cost of their own: 7 slots in 10.
const PAIRS: usize = SLOTS / 10 * 7;
/// Added to each assigned character's count within its class, as a share of the class's mean count.
const UNSEEN_CHARACTER: f64 = 0.03;
/// The least that is added, in weighted counts.
const UNSEEN_COUNT: f64 = 1e-3;
/// Added to each pair of classes, in weighted counts.
const UNSEEN_PAIR: f64 = 0.5;
/// Times that the choice of pairs and the back-off are fitted to one another.
const ROUNDS: usize = 3;

/// How much a pair is worth knowing: what tells neighbouring charsets apart are the letters and the punctuation
/// of small scripts, of which a text has few.
fn worth(&(a, b): &(char, char)) -> f64 {
    let telling = |c: char| matches!(c, '\u{A1}'..='\u{6FF}' | '\u{1E00}'..='\u{20FF}');
    if telling(a) || telling(b) { 3.0 } else { 1.0 }
}

/// Kinds of characters beside punctuation.
const SIDES: usize = 6;
/// The general punctuation that UTF-8 writes E2 80 and a byte.
const BLOCK: std::ops::Range<u32> = 0x2010..0x2040;

fn units(probability: f64) -> u8 {
    (-probability.ln() * UNITS_PER_NAT).round().clamp(0.0, 255.0) as u8
}

/// The class model: P(next | previous) = P(class | class) · P(next | its class).
struct Backoff {
    class_pairs: Vec<f64>,
    within: Vec<f64>,
    classes: Vec<u8>,
}

impl Backoff {
    fn fit<'a>(pairs: impl Iterator<Item = (&'a (char, char), &'a f64)>, leaving: &[f64], classes: &[u8]) -> Self {
        let mut class_counts = vec![0.0; CLASSES * CLASSES];
        let mut char_counts = vec![0.0; CODES];
        for (&(a, b), &n) in pairs {
            class_counts[usize::from(classes[a as usize]) * CLASSES + usize::from(classes[b as usize])] += n;
            char_counts[b as usize] += n;
        }
        let mut sums = [0.0; CLASSES];
        let mut sizes = [0.0_f64; CLASSES];
        for code in 0..CODES {
            sums[usize::from(classes[code])] += char_counts[code];
            sizes[usize::from(classes[code])] += 1.0;
        }
        let within = (0..CODES)
            .map(|code| {
                let class = usize::from(classes[code]);
                let extra = (sums[class] / sizes[class] * UNSEEN_CHARACTER).max(UNSEEN_COUNT);
                (char_counts[code] + extra) / (sums[class] + extra * sizes[class])
            })
            .collect();
        let class_pairs = (0..CLASSES * CLASSES)
            .map(|at| (class_counts[at] + UNSEEN_PAIR) / (leaving[at / CLASSES] + UNSEEN_PAIR * CLASSES as f64))
            .collect();
        Self { class_pairs, within, classes: classes.to_vec() }
    }

    fn probability(&self, a: char, b: char) -> f64 {
        let classes = usize::from(self.classes[a as usize]) * CLASSES + usize::from(self.classes[b as usize]);
        self.class_pairs[classes] * self.within[b as usize]
    }
}

/// The bytes of the model.
pub fn build(counts: &Counts) -> Vec<u8> {
    let pairs = &counts.pairs;
    let classes: Vec<u8> = (0..CODES as u32).map(|code| char::from_u32(code).map_or(40, class)).collect();
    let mut leaving_char: HashMap<char, f64> = HashMap::new();
    let mut leaving_class = vec![0.0; CLASSES];
    for (&(a, _), &n) in pairs {
        *leaving_char.entry(a).or_default() += n;
        leaving_class[usize::from(classes[a as usize])] += n;
    }
    let own = |&(a, b): &(char, char)| {
        // Absolute discounting: what is taken from each seen pair is left to the unseen ones.
        (pairs[&(a, b)] - 0.3).max(0.02) / (leaving_char[&a] + 20.0)
    };
    let mut backoff = Backoff::fit(pairs.iter(), &leaving_class, &classes);
    let mut chosen: Vec<(char, char)> = Vec::new();
    for _ in 0..ROUNDS {
        let mut gains: Vec<(f64, (char, char))> = pairs
            .iter()
            .filter(|&(_, &n)| n > 0.3)
            .map(|(pair, &n)| (worth(pair) * n * (own(pair) / backoff.probability(pair.0, pair.1)).ln().abs(), *pair))
            .collect();
        gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        gains.truncate(PAIRS);
        chosen = gains.into_iter().map(|(_, pair)| pair).collect();
        let set: std::collections::HashSet<_> = chosen.iter().copied().collect();
        backoff = Backoff::fit(pairs.iter().filter(|(pair, _)| !set.contains(pair)), &leaving_class, &classes);
    }
    let mut out = write(&backoff, &chosen, own);
    out.extend(language::table(&counts.languages, units));
    out.extend(punctuation(counts));
    out
}

/// The cost of each character of the general punctuation among those of the block, by what stands on its sides.
fn punctuation(counts: &Counts) -> Vec<u8> {
    let mut out = Vec::with_capacity(SIDES * SIDES * BLOCK.len());
    for left in 0..SIDES {
        for right in 0..SIDES {
            let count = |code| {
                let place = char::from_u32(code).map(|c| (left, c, right));
                place.and_then(|place| counts.punctuation.get(&place)).copied().unwrap_or(0.0) + UNSEEN_PAIR
            };
            let sum: f64 = BLOCK.map(count).sum();
            out.extend(BLOCK.map(|code| units(count(code) / sum)));
        }
    }
    out
}

fn write(backoff: &Backoff, chosen: &[(char, char)], own: impl Fn(&(char, char)) -> f64) -> Vec<u8> {
    let mut out = b"ungarble character model, version 1. Generated: cargo run --release -p ungarble-train -- CORPORA data/ungarble.model".to_vec();
    out.resize(HEADER - 1, b' ');
    out.push(b'\n');
    let mut pages: Vec<Vec<u8>> = Vec::new();
    let mut known: HashMap<Vec<u8>, u16> = HashMap::new();
    for page in 0..CODES / PAGE {
        let cells: Vec<u8> = (page * PAGE..(page + 1) * PAGE)
            .flat_map(|code| [backoff.classes[code], units(backoff.within[code])])
            .collect();
        let number = *known.entry(cells.clone()).or_insert_with(|| {
            pages.push(cells);
            (pages.len() - 1) as u16
        });
        out.extend(number.to_le_bytes());
    }
    out.extend(backoff.class_pairs.iter().map(|&p| units(p)));
    let mut tags = vec![0_u16; SLOTS];
    let mut costs = vec![0_u8; SLOTS];
    let mut lost = 0;
    for pair in chosen {
        let hash = pair_hash(pair.0, pair.1);
        let tag = (hash >> 48) as u16 | 1;
        let free = (0..PROBES).map(|step| home_slot(hash) + step).find(|&slot| tags[slot] == 0);
        match free {
            Some(slot) => {
                tags[slot] = tag;
                costs[slot] = units(own(pair));
            }
            None => lost += 1,
        }
    }
    println!("{} classes pages, {} pairs, {lost} without a slot", pages.len(), chosen.len());
    out.extend(tags.iter().flat_map(|tag| tag.to_le_bytes()));
    out.extend(costs);
    out.extend(pages.concat());
    out
}

/// As in `src/model`.
fn home_slot(hash: u64) -> usize {
    ((hash & 0xFFFF_FFFF) as usize * (SLOTS - PROBES)) >> 32
}

/// As in `src/model`.
fn pair_hash(previous: char, next: char) -> u64 {
    let key = u64::from(u32::from(previous)) << 32 | u64::from(u32::from(next));
    let mixed = (key ^ key >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}
