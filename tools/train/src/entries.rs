//! Chooses the runs that get a cost of their own.
//!
//! The cost of a character is looked up in the longest run that has an entry: three characters, else two, else
//! the pair of classes. An entry for the rest after one or two characters says what all characters without an
//! entry there cost more than by the shorter run. The entries are those that bring the table nearest to the
//! counts: an entry that changes a probability from `q` to `p`, at a place that text comes to `n` times, gains
//! `n · (p · ln(p / q) - p + q)` nats.

use crate::{
    class::CLASSES,
    counts::{CODES, Count, EDGE, Totals, characters, class_pair},
    ngram::Run,
};
use std::collections::BTreeMap;

/// Added to each assigned character's count within its class, as a share of the class's mean count.
const UNSEEN_CHARACTER: f64 = 0.03;
/// The least that is added, in weighted counts.
const UNSEEN_COUNT: f64 = 1e-3;
/// Added to each pair of classes, in weighted counts.
const UNSEEN_PAIR: f64 = 0.2;
/// Times that the choice of entries and the shorter runs are fitted to one another.
const ROUNDS: usize = 4;
/// Runs with fewer weighted counts are no evidence.
const FEW: f64 = 0.3;
/// A run of two counts at least by this share, even if runs of three say most of what it says: it is asked
/// where nothing is known of what stands before.
const ALONE: f64 = 0.5;
/// Added to counts of contexts, in weighted counts: in what was seen twice anything may follow.
const DOUBT: f64 = 1.0;

/// What is left at least to characters without an entry after one and after two others.
const LEAST_AFTER_ONE: f64 = 1e-4;
const LEAST_AFTER_TWO: f64 = 1e-3;

/// How much more entries for the rest are worth than they gain on good text: wrong text is what they are about.
const REST_AFTER_ONE: f64 = 10.0;
const REST_AFTER_TWO: f64 = 4.0;

/// How much a run is worth knowing: what tells neighbouring charsets apart are the letters and the punctuation
/// of small scripts, of which a text has few, and katakana at half width, which misread text is full of.
fn worth(chars: &[char]) -> f64 {
    let telling = |c: &char| matches!(c, '\u{A1}'..='\u{6FF}' | '\u{1E00}'..='\u{20FF}' | '\u{FF61}'..='\u{FF9F}');
    if chars.iter().any(telling) { 5.0 } else { 1.0 }
}

/// The class model: P(next | previous) = P(class | class) · P(next | its class).
pub struct Backoff {
    pub class_pairs: Vec<f64>,
    pub within: Vec<f64>,
}

impl Backoff {
    fn fit<'a>(pairs: impl Iterator<Item = (&'a (char, char), &'a Count)>, leaving: &[f64], classes: &[u8]) -> Self {
        let mut class_counts = vec![0.0; CLASSES * CLASSES];
        let mut char_counts = vec![0.0; CODES];
        for (&(a, b), count) in pairs {
            class_counts[class_pair(classes, a, b)] += count.all;
            char_counts[b as usize] += count.all;
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
        Self { class_pairs, within }
    }

    fn probability(&self, classes: &[u8], a: char, b: char) -> f64 {
        self.class_pairs[class_pair(classes, a, b)] * self.within[b as usize]
    }
}

/// An entry: a run and its probability, or by what the rest is multiplied.
pub struct Entry {
    pub run: Run,
    pub probability: f64,
}

/// A run of two and what becomes of it.
struct Two {
    pair: (char, char),
    all: f64,
    probability: f64,
    /// Its probability in the table.
    table: f64,
    chosen: bool,
    /// Its share that no run of three with an entry covers.
    uncovered: f64,
    rest: Rest,
}

/// What characters without an entry after some others are multiplied by.
#[derive(Clone, Copy)]
struct Rest {
    factor: f64,
    /// The probability that the table gives them all without.
    mass: f64,
    chosen: bool,
}

impl Rest {
    const NONE: Self = Self { factor: 1.0, mass: 0.0, chosen: false };

    /// Those that are left where entries for others have `counted` of all, and the table has `mass` for them.
    fn fit(&mut self, counted: f64, mass: f64, least: f64) {
        self.mass = mass.max(least);
        self.factor = (1.0 - counted).max(least) / self.mass;
    }

    fn get(self) -> f64 {
        if self.chosen { self.factor } else { 1.0 }
    }

    /// What an entry gains, a time that text comes there.
    fn gain(self) -> f64 {
        self.mass * gain(self.factor, 1.0)
    }
}

/// A run of three: the numbers of its pairs, its probability.
struct Three {
    context: u32,
    pair: u32,
    probability: f64,
    chosen: bool,
}

/// A character that others follow.
struct One {
    all: f64,
    rest: Rest,
}

/// What the choice is made from.
pub struct Chooser<'t> {
    totals: &'t Totals,
    classes: &'t [u8],
    leaving: Vec<f64>,
    ones: BTreeMap<char, One>,
    twos: Vec<Two>,
    threes: Vec<Three>,
    pub backoff: Backoff,
}

/// What is to be chosen.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Choice {
    Three(u32),
    Two(u32),
    RestAfterTwo(u32),
    RestAfterOne(char),
}

/// What changing a probability from `q` to `p` gains.
fn gain(p: f64, q: f64) -> f64 {
    p * (p / q).ln() - p + q
}

impl<'t> Chooser<'t> {
    pub fn new(totals: &'t Totals, classes: &'t [u8]) -> Self {
        let mut leaving = vec![0.0; CLASSES];
        let mut ones: BTreeMap<char, One> = BTreeMap::new();
        let mut left: BTreeMap<char, f64> = BTreeMap::new();
        for (&(a, _), count) in &totals.two {
            leaving[usize::from(classes[a as usize])] += count.all;
            ones.entry(a).or_insert(One { all: 0.0, rest: Rest::NONE }).all += count.all;
            *left.entry(a).or_default() += count.left;
        }
        let backoff = Backoff::fit(totals.two.iter(), &leaving, classes);
        let twos: Vec<Two> = totals
            .two
            .iter()
            .map(|(&pair, count)| {
                let context = ones[&pair.0].all + DOUBT;
                let unseen = (1.0 - left[&pair.0] / context) * backoff.probability(classes, pair.0, pair.1);
                Two {
                    pair,
                    all: count.all,
                    probability: count.left / context + unseen,
                    table: 0.0,
                    chosen: false,
                    uncovered: 1.0,
                    rest: Rest::NONE,
                }
            })
            .collect();
        let number = |pair: (char, char)| twos.binary_search_by(|two| two.pair.cmp(&pair)).unwrap_or(0) as u32;
        let mut keys: Vec<(u64, f64)> =
            totals.three.iter().filter(|&(_, &n)| n > FEW).map(|(&key, &n)| (key, n)).collect();
        keys.sort_unstable_by_key(|&(key, _)| key);
        let mut seen = vec![0.0; twos.len()];
        let mut threes: Vec<Three> = keys
            .into_iter()
            .filter_map(|(key, n)| {
                let [a, b, c] = characters(key);
                if (a, b) == (EDGE, EDGE) {
                    return None;
                }
                let context = number((a, b));
                seen[context as usize] += n;
                Some(Three { context, pair: number((b, c)), probability: n, chosen: false })
            })
            .collect();
        for three in &mut threes {
            let context = twos[three.context as usize].all + DOUBT;
            let unseen = (1.0 - seen[three.context as usize] / context).max(0.0);
            three.probability = three.probability / context + unseen * twos[three.pair as usize].probability;
        }
        Self { totals, classes, leaving, ones, twos, threes, backoff }
    }

    /// The entries, at most so many, the best first; and what is behind them.
    pub fn choose(mut self, most: usize) -> (Vec<Entry>, Backoff) {
        let mut chosen = Vec::new();
        for _ in 0..ROUNDS {
            self.look_up();
            chosen = self.best(most);
            self.take(&chosen);
        }
        self.look_up();
        let entries = chosen.iter().map(|&choice| self.entry(choice)).collect();
        (entries, self.backoff)
    }

    fn entry(&self, choice: Choice) -> Entry {
        match choice {
            Choice::Three(at) => {
                let three = &self.threes[at as usize];
                let (a, b) = self.twos[three.context as usize].pair;
                let (_, c) = self.twos[three.pair as usize].pair;
                Entry { run: Run::Three(a, b, c), probability: three.probability }
            }
            Choice::Two(at) => {
                let two = &self.twos[at as usize];
                Entry { run: Run::Two(two.pair.0, two.pair.1), probability: two.probability }
            }
            Choice::RestAfterTwo(at) => {
                let two = &self.twos[at as usize];
                Entry { run: Run::RestAfterTwo(two.pair.0, two.pair.1), probability: two.rest.factor }
            }
            Choice::RestAfterOne(b) => Entry { run: Run::RestAfterOne(b), probability: self.ones[&b].rest.factor },
        }
    }

    /// Fits what is looked up where there is no entry to the entries.
    fn look_up(&mut self) {
        let unlisted = self.twos.iter().filter(|two| !two.chosen);
        let unlisted = unlisted.map(|two| (&two.pair, &self.totals.two[&two.pair]));
        self.backoff = Backoff::fit(unlisted, &self.leaving, self.classes);
        // What is left to the rest after each character, by the counts and by the classes.
        let mut class_sums = [0.0; CLASSES];
        for (class, sum) in class_sums.iter_mut().enumerate() {
            *sum = self.backoff.class_pairs[class * CLASSES..(class + 1) * CLASSES].iter().sum();
        }
        let mut rests: BTreeMap<char, [f64; 2]> = BTreeMap::new();
        for two in self.twos.iter().filter(|two| two.chosen) {
            let [counted, table] = rests.entry(two.pair.0).or_default();
            *counted += two.probability;
            *table += self.backoff.probability(self.classes, two.pair.0, two.pair.1);
        }
        for (&b, one) in &mut self.ones {
            let [counted, table] = rests.get(&b).copied().unwrap_or_default();
            let all = class_sums[usize::from(self.classes[b as usize])];
            one.rest.fit(counted, all - table, LEAST_AFTER_ONE);
        }
        for two in &mut self.twos {
            let one = &self.ones[&two.pair.0];
            let class = one.rest.get() * self.backoff.probability(self.classes, two.pair.0, two.pair.1);
            two.table = if two.chosen { two.probability } else { class };
            two.uncovered = 1.0;
        }
        let mut rests = vec![[0.0; 2]; self.twos.len()];
        for three in self.threes.iter().filter(|three| three.chosen) {
            let count = three.probability * self.twos[three.context as usize].all;
            let pair = &mut self.twos[three.pair as usize];
            pair.uncovered -= count / pair.all.max(FEW);
            let [counted, table] = &mut rests[three.context as usize];
            *counted += three.probability;
            *table += pair.table;
        }
        for (two, [counted, table]) in self.twos.iter_mut().zip(rests) {
            two.rest.fit(counted, 1.0 - table, LEAST_AFTER_TWO);
        }
    }

    /// The choices that gain most.
    fn best(&self, most: usize) -> Vec<Choice> {
        let mut gains: Vec<(f64, Choice)> = Vec::new();
        for (at, three) in self.threes.iter().enumerate() {
            let context = &self.twos[three.context as usize];
            let pair = &self.twos[three.pair as usize];
            let worth = worth(&[context.pair.0, pair.pair.0, pair.pair.1]);
            let gain = worth * context.all * gain(three.probability, context.rest.get() * pair.table);
            gains.push((gain, Choice::Three(at as u32)));
        }
        for (at, two) in self.twos.iter().enumerate().filter(|(_, two)| two.all > FEW) {
            let one = &self.ones[&two.pair.0];
            let worth = worth(&[two.pair.0, two.pair.1]);
            let class = one.rest.get() * self.backoff.probability(self.classes, two.pair.0, two.pair.1);
            let pair_gain = worth * one.all * two.uncovered.max(ALONE) * gain(two.probability, class);
            gains.push((pair_gain, Choice::Two(at as u32)));
            gains.push((REST_AFTER_TWO * worth * two.all * two.rest.gain(), Choice::RestAfterTwo(at as u32)));
        }
        for (&b, one) in &self.ones {
            gains.push((REST_AFTER_ONE * worth(&[b]) * one.all * one.rest.gain(), Choice::RestAfterOne(b)));
        }
        let order = |a: &(f64, Choice), b: &(f64, Choice)| {
            b.0.total_cmp(&a.0).then_with(|| a.1.partial_cmp(&b.1).unwrap_or(std::cmp::Ordering::Equal))
        };
        if gains.len() > most {
            gains.select_nth_unstable_by(most, order);
            gains.truncate(most);
        }
        gains.sort_unstable_by(order);
        gains.into_iter().map(|(_, choice)| choice).collect()
    }

    fn take(&mut self, chosen: &[Choice]) {
        self.threes.iter_mut().for_each(|three| three.chosen = false);
        self.twos.iter_mut().for_each(|two| (two.chosen, two.rest.chosen) = (false, false));
        self.ones.values_mut().for_each(|one| one.rest.chosen = false);
        let mut kinds = [0; 4];
        for &choice in chosen {
            match choice {
                Choice::Three(at) => {
                    self.threes[at as usize].chosen = true;
                    kinds[0] += 1;
                }
                Choice::Two(at) => {
                    self.twos[at as usize].chosen = true;
                    kinds[1] += 1;
                }
                Choice::RestAfterTwo(at) => {
                    self.twos[at as usize].rest.chosen = true;
                    kinds[2] += 1;
                }
                Choice::RestAfterOne(b) => {
                    if let Some(one) = self.ones.get_mut(&b) {
                        one.rest.chosen = true;
                    }
                    kinds[3] += 1;
                }
            }
        }
        println!("runs of three, of two; rests after two, after one: {kinds:?}");
    }
}
