//! Counts of runs of characters, in one language and in all.

use crate::{
    class::{CLASSES, class},
    fold::{CASED, STATES, case, fold, state},
    language::LANGUAGES,
    ngram::Run,
    side::{PUNCTUATION, side},
};
use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasherDefault, Hasher},
};

/// Code points.
pub const CODES: usize = 0x11_0000;
/// The end of a line.
pub const EDGE: char = '\n';
/// Counts are whole numbers of this part, so that their sums depend on no order.
const PART: f64 = 1000.0;
/// What is taken from each count, in occurrences, and left to what was not seen after the same characters.
const DISCOUNT: f64 = 0.75;
/// Runs that a language has no more of are not counted, if it has much text.
const RARE: f64 = 1.01;
/// A language with fewer characters than this weighs less in proportion: a few pages are no sample.
const ENOUGH: f64 = 1_000_000.0;
/// What the counts of one language add up to, if there is enough of it.
const LANGUAGE: f64 = 1e6;

/// A hash map with a fast hash of its own, the same each time.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;

/// Mixes the numbers that a key is made of.
#[derive(Default)]
pub struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// The classes of all code points.
pub fn classes() -> Vec<u8> {
    (0..CODES as u32).map(|code| char::from_u32(code).map_or(40, class)).collect()
}

/// General punctuation between the kinds of characters on both sides.
pub type Place = (usize, char, usize);
/// What a letter's case is counted by: the states of the two before it, its kind, its case.
pub const CASES: usize = STATES * STATES * CASED * 2;

/// The counts of one language.
pub struct Counts {
    /// Runs of three folded characters, by [`Run::key`].
    three: Map<u64, u64>,
    punctuation: Map<Place, u64>,
    cases: Vec<u64>,
}

impl Default for Counts {
    fn default() -> Self {
        Self { three: Map::default(), punctuation: Map::default(), cases: vec![0; CASES] }
    }
}

impl Counts {
    /// Counts a line.
    pub fn add(&mut self, line: &str, times: f64, classes: &[u8]) {
        let parts = (times * PART).round() as u64;
        let [mut before, mut previous] = [EDGE; 2];
        let [mut state_before, mut state_previous] = [state(EDGE, 0); 2];
        for c in line.chars().chain([EDGE]) {
            let class = classes[c as usize];
            *self.three.entry(Run::Three(fold(before), fold(previous), fold(c)).key()).or_default() += parts;
            if let Some((kind, upper)) = case(class) {
                let at = ((state_before * STATES + state_previous) * CASED + kind) * 2 + usize::from(upper);
                self.cases[at] += parts;
            }
            if PUNCTUATION.contains(&u32::from(previous)) {
                *self.punctuation.entry((side(before), previous, side(c))).or_default() += parts;
            }
            (before, previous) = (previous, c);
            (state_before, state_previous) = (state_previous, state(c, class));
        }
    }
}

/// The characters of a run of three from its key.
pub fn characters(key: u64) -> [char; 3] {
    [42, 21, 0].map(|shift| char::from_u32((key >> shift) as u32 & 0x1F_FFFF).unwrap_or(EDGE))
}

/// A count, and what is left of it after the discount.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub all: f64,
    pub left: f64,
}

/// The weighted counts of all languages.
#[derive(Default)]
pub struct Totals {
    /// What is left of the counts of runs of three, by [`Run::key`].
    pub three: Map<u64, f64>,
    /// Runs of two.
    pub two: BTreeMap<(char, char), Count>,
    pub punctuation: BTreeMap<Place, f64>,
    pub cases: Vec<f64>,
    /// The runs of two in each of [`LANGUAGES`], unweighted.
    pub languages: BTreeMap<String, BTreeMap<(char, char), f64>>,
}

impl Totals {
    /// Adds the counts of a language.
    pub fn add(&mut self, language: &str, counts: Counts, weight: f64) {
        let sum = counts.three.values().sum::<u64>() as f64 / PART;
        let scale = LANGUAGE / sum.max(ENOUGH) * weight;
        let mut two: Map<(char, char), u64> = Map::default();
        for (&key, &parts) in &counts.three {
            let [_, b, c] = characters(key);
            *two.entry((b, c)).or_default() += parts;
        }
        let two: BTreeMap<(char, char), f64> = two.into_iter().map(|(pair, n)| (pair, n as f64 / PART)).collect();
        for (&pair, &n) in &two {
            let count = self.two.entry(pair).or_default();
            count.all += n * scale;
            count.left += (n - DISCOUNT).max(0.0) * scale;
        }
        let least = if sum > LANGUAGE { RARE } else { DISCOUNT };
        for (key, parts) in counts.three {
            let n = parts as f64 / PART;
            if n > least {
                *self.three.entry(key).or_default() += (n - DISCOUNT) * scale;
            }
        }
        for (place, parts) in counts.punctuation {
            *self.punctuation.entry(place).or_default() += parts as f64 / PART * scale;
        }
        self.cases.resize(CASES, 0.0);
        for (total, parts) in self.cases.iter_mut().zip(counts.cases) {
            *total += parts as f64 / PART * scale;
        }
        if LANGUAGES.contains(&language) {
            self.languages.entry(language.to_owned()).or_insert(two);
        }
    }
}

/// The classes before which and in which characters stand.
pub fn class_pair(classes: &[u8], b: char, c: char) -> usize {
    usize::from(classes[b as usize]) * CLASSES + usize::from(classes[c as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_edges_and_no_case() {
        let mut counts = Counts::default();
        counts.add("aB", 2.0, &classes());
        assert_eq!(counts.three[&Run::Three(EDGE, EDGE, 'a').key()], 2000);
        assert_eq!(counts.three[&Run::Three('a', 'b', EDGE).key()], 2000);
        assert_eq!(characters(Run::Three('a', 'b', '中').key()), ['a', 'b', '中']);
        assert_eq!(counts.cases.iter().sum::<u64>(), 4000);
    }
}
