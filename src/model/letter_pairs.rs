//! What the pairs of plain letters of a text cost in each language: most of the work of telling its language.
//!
//! The costs are laid out when the crate is compiled, so that a pair is one row to be added, without a branch.

use super::{
    Cost, LANGUAGES as START, half,
    language::{ACCENTED, LANGUAGES, PLAIN, ROW},
};

/// The least cost of a pair of plain letters, and the units in a step of it.
const PAIR_LEAST: u8 = 24;
const PAIR_STEP: u8 = 8;
/// The cells of bytes: letters, other plain characters, and all that is not ASCII, which breaks the chain of plain ones.
const OTHER: usize = PLAIN - 1;
const BREAK: usize = PLAIN;
/// A power of two, so that two cells side by side are the number of a row.
const CELLS: usize = 32;
const _: () = assert!(BREAK < CELLS);
/// Beside the languages a row counts pairs and letters; a multiple of sixteen, to be added in a few steps.
const LANES: usize = 48;
const PAIRS_LANE: usize = LANGUAGES;
const LETTERS_LANE: usize = LANGUAGES + 1;
const _: () = assert!(LETTERS_LANE < LANES);
/// Pairs of which the steps add up to less than 2⁸: each has at most 15.
const SHORT: usize = 16;
/// The same for 2¹⁶.
const LONG: usize = 4096;

/// Aligned, to be added without being loaded.
#[repr(align(16))]
struct Row([u8; LANES]);

/// The steps of all pairs above the least cost, by the cells of both; zeros where a pair says nothing.
static ROWS: [Row; CELLS * CELLS] = {
    let mut rows = [const { Row([0; LANES]) }; CELLS * CELLS];
    let mut pair = 0;
    while pair < PLAIN * PLAIN {
        let (first, second) = (pair / PLAIN, pair % PLAIN);
        let row = &mut rows[first * CELLS + second].0;
        let mut language = 0;
        while first + second < 2 * OTHER && language < LANGUAGES {
            row[language] = steps(language, pair);
            language += 1;
        }
        row[PAIRS_LANE] = (first + second < 2 * OTHER) as u8;
        row[LETTERS_LANE] = (second < OTHER) as u8;
        pair += 1;
    }
    rows
};

/// The cell of each byte.
static CELL_OF: [u8; 256] = {
    let mut cells = [BREAK as u8; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = (byte as u8).to_ascii_lowercase();
        cells[byte] = if letter.is_ascii_lowercase() { letter - b'a' } else { OTHER as u8 };
        byte += 1;
    }
    cells
};

/// What a text costs.
pub(super) struct Sums {
    /// The costs of its pairs in each language.
    pub(super) costs: [Cost; LANGUAGES],
    pub(super) pairs: Cost,
    /// Plain letters after plain characters.
    pub(super) letters: usize,
}

impl Sums {
    pub(super) fn of(text: &[u8]) -> Self {
        let mut sums = [0_u32; LANES];
        let mut pair = OTHER;
        for long in text.chunks(LONG) {
            let mut middle = [0_u16; LANES];
            for part in long.chunks(SHORT) {
                let mut short = [0_u8; LANES];
                for &byte in part {
                    pair = (pair * CELLS + usize::from(CELL_OF[usize::from(byte)])) % ROWS.len();
                    for (sum, &steps) in short.iter_mut().zip(&ROWS[pair].0) {
                        *sum = sum.wrapping_add(steps);
                    }
                }
                for (sum, short) in middle.iter_mut().zip(short) {
                    *sum = sum.wrapping_add(u16::from(short));
                }
            }
            for (sum, middle) in sums.iter_mut().zip(middle) {
                *sum += u32::from(middle);
            }
        }
        let sum = |lane: usize| Cost::try_from(sums[lane]).unwrap_or(Cost::MAX);
        let pairs = sum(PAIRS_LANE);
        let cost = |language| Cost::from(PAIR_LEAST) * pairs + Cost::from(PAIR_STEP) * sum(language);
        Self { costs: core::array::from_fn(cost), pairs, letters: sums[LETTERS_LANE] as usize }
    }
}

/// What it costs a language that a word ends after a plain letter.
pub(super) fn word_end(language: usize, letter: char) -> Cost {
    let cell = u8::try_from(letter).map_or(BREAK, |byte| usize::from(CELL_OF[usize::from(byte)]));
    cost(language, cell.min(OTHER) * PLAIN + OTHER)
}

/// The cost of a pair in a language.
fn cost(language: usize, pair: usize) -> Cost {
    Cost::from(PAIR_LEAST) + Cost::from(PAIR_STEP) * Cost::from(steps(language, pair))
}

/// By how many steps a pair costs more in a language than the least.
const fn steps(language: usize, pair: usize) -> u8 {
    half(START + ACCENTED + language * ROW, pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_each_pair() {
        let text = "La señora, dijo; \u{FFFD}y tú? Él: 12 años… ".repeat(40);
        let sums = Sums::of(text.as_bytes());
        let cells: Vec<usize> =
            [b' '].iter().chain(text.as_bytes()).map(|&b| usize::from(CELL_OF[usize::from(b)])).collect();
        let pairs = || cells.windows(2).filter(|pair| pair.iter().all(|&cell| cell < BREAK) && pair != &[OTHER; 2]);
        assert_eq!(usize::try_from(sums.pairs), Ok(pairs().count()));
        assert_eq!(sums.letters, pairs().filter(|pair| pair[1] < OTHER).count());
        for (language, &sum) in sums.costs.iter().enumerate() {
            let costs = pairs().map(|pair| cost(language, pair[0] * PLAIN + pair[1]));
            assert_eq!(sum, costs.sum::<Cost>());
        }
    }
}
