//! From counts to the compact table that the crate embeds; `src/model` describes the format.

use crate::{
    class::CLASSES,
    counts::{CASES, CODES, Place, Totals, classes},
    entries::{Backoff, Chooser, Entry},
    fold::{CASED, DIGITS, fold},
    fuse, language,
    ngram::{COST_BITS, COST_STEP, REST_LEAST, Run},
    side::{PUNCTUATION, SIDES},
};
use std::collections::BTreeMap;

/// Bytes of the model and the list of frequent words, at most.
const SIZE: usize = 512 * 1024;
const UNITS_PER_NAT: f64 = 10.0;
const HEADER: usize = 128;
/// As in `src/model`.
const PAGE: usize = 64;
const PIECE: usize = 8;
const BLOCK: usize = 1024;
const GRAIN: u8 = 10;
/// Added to each count of cases and punctuation, in weighted counts.
const UNSEEN: f64 = 0.5;
/// What a digit costs among ten: the ten are one in runs.
const DIGIT: u8 = 23;
/// Bytes of the numbers after the header.
const NUMBERS: usize = 20;

pub fn units(probability: f64) -> u8 {
    (-probability.ln() * UNITS_PER_NAT).round().clamp(0.0, 255.0) as u8
}

/// The bytes of the model beside a list of so many bytes; none if the runs find no places.
pub fn build(totals: &Totals, list: usize) -> Option<Vec<u8>> {
    let classes = classes();
    let mut fixed = cases(&totals.cases);
    fixed.extend(language::table(&totals.languages, units));
    fixed.extend(punctuation(&totals.punctuation));
    // The rows have their room before the runs are chosen, for the runs take what is left.
    let chooser = Chooser::new(totals, &classes);
    let rows = Rows::of(&chooser.backoff, &classes);
    let places = fuse::places(SIZE - list - HEADER - NUMBERS - CLASSES * CLASSES - fixed.len() - rows.len() - SLACK);
    let (entries, backoff) = chooser.choose(fuse::room(places));
    let rows = Rows::of(&backoff, &classes);
    let keys: Vec<(u64, u8)> = entries.iter().map(|entry| (entry.run.key(), code(entry))).collect();
    let (seed, runs) = fuse::build(&keys, places)?;
    let mut out = b"ungarble character model, version 4. Generated: cargo run --release -p ungarble-train -- CORPORA data/ungarble.model".to_vec();
    out.resize(HEADER - 1, b' ');
    out.push(b'\n');
    let mut numbers = seed.to_le_bytes().to_vec();
    let blocks = rows.blocks.len() / (BLOCK / PAGE * 4);
    let of_classes = rows.classes.len() / (PAGE / PIECE * 2);
    for number in [places, blocks, of_classes, rows.pieces.len() / PIECE] {
        numbers.extend((number as u32).to_le_bytes());
    }
    out.extend(numbers);
    out.extend(fuse::pack(&runs));
    out.extend(backoff.class_pairs.iter().map(|&p| units(p)));
    out.extend(fixed);
    out.extend(rows.index);
    out.extend(rows.blocks);
    out.extend(rows.classes);
    out.extend(rows.pieces);
    out.extend(rows.costs);
    println!("{} entries in {places} places", keys.len());
    Some(out)
}

/// Bytes by which the rows may grow once the runs are chosen.
const SLACK: usize = 64;

/// The cost of an entry, in steps.
fn code(entry: &Entry) -> u8 {
    let least = if matches!(entry.run, Run::Three(..) | Run::Two(..)) { 0 } else { REST_LEAST };
    let steps = (-entry.probability.ln() * UNITS_PER_NAT / f64::from(COST_STEP)).round();
    (steps - f64::from(least)).clamp(0.0, f64::from((1 << COST_BITS) - 1)) as u8
}

/// The cost of each case by what stands before; of a digit, that of ten.
fn cases(counts: &[f64]) -> Vec<u8> {
    let mut out = Vec::with_capacity(CASES);
    for (at, both) in counts.chunks(2).enumerate() {
        let sum = both[0] + both[1] + 2.0 * UNSEEN;
        let digits = at % CASED == DIGITS;
        out.extend(both.iter().map(|n| if digits { DIGIT } else { units((n + UNSEEN) / sum) }));
    }
    out
}

/// The cost of each character of the general punctuation among those of the block, by what stands on its sides.
fn punctuation(counts: &BTreeMap<Place, f64>) -> Vec<u8> {
    let mut out = Vec::with_capacity(SIDES * SIDES * PUNCTUATION.len());
    for left in 0..SIDES {
        for right in 0..SIDES {
            let count = |code| {
                let place = char::from_u32(code).map(|c| (left, c, right));
                place.and_then(|place| counts.get(&place)).copied().unwrap_or(0.0) + UNSEEN
            };
            let sum: f64 = PUNCTUATION.map(count).sum();
            out.extend(PUNCTUATION.map(|code| units(count(code) / sum)));
        }
    }
    out
}

/// The classes and costs of all code points, equal rows once.
struct Rows {
    index: Vec<u8>,
    blocks: Vec<u8>,
    classes: Vec<u8>,
    /// What the rows of classes are made of.
    pieces: Vec<u8>,
    costs: Vec<u8>,
}

impl Rows {
    fn of(backoff: &Backoff, classes: &[u8]) -> Self {
        let cost = |code: u32| {
            let folded = char::from_u32(code).map_or(code as usize, |c| fold(c) as usize);
            ((units(backoff.within[folded]) + GRAIN / 2) / GRAIN).min(15)
        };
        let mut rows =
            Self { index: Vec::new(), blocks: Vec::new(), classes: Vec::new(), pieces: Vec::new(), costs: Vec::new() };
        let [mut of_classes, mut of_pieces, mut of_costs, mut of_blocks]: [Vec<Vec<u8>>; 4] = Default::default();
        for block in (0..CODES).step_by(BLOCK) {
            let mut pages = Vec::with_capacity(BLOCK / PAGE * 4);
            for page in (block..block + BLOCK).step_by(PAGE) {
                let pieces = classes[page..page + PAGE].chunks(PIECE);
                let pieces = pieces.flat_map(|piece| number(&mut of_pieces, piece.to_vec()).to_le_bytes()).collect();
                let class_row = number(&mut of_classes, pieces);
                let cost_row = number(&mut of_costs, (page..page + PAGE).map(|code| cost(code as u32)).collect());
                pages.extend(class_row.to_le_bytes());
                pages.extend(cost_row.to_le_bytes());
            }
            rows.index.push(number(&mut of_blocks, pages) as u8);
        }
        rows.blocks = of_blocks.concat();
        rows.classes = of_classes.concat();
        rows.pieces = of_pieces.concat();
        rows.costs = of_costs.concat().chunks(2).map(|two| two[0] | two[1] << 4).collect();
        rows
    }

    fn len(&self) -> usize {
        self.index.len() + self.blocks.len() + self.classes.len() + self.pieces.len() + self.costs.len()
    }
}

/// The number of a row among those there are; a new one becomes the last.
fn number(rows: &mut Vec<Vec<u8>>, row: Vec<u8>) -> u16 {
    let known = rows.iter().position(|known| *known == row);
    known.unwrap_or_else(|| {
        rows.push(row);
        rows.len() - 1
    }) as u16
}
