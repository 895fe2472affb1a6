//! What the pairs of plain letters of a text cost in each language: most of the work of telling its language.
//!
//! The costs are laid out when the crate is compiled, so that a pair is one row to be added, without a branch.

use super::{
    Cost, LANGUAGES as START, half,
    language::{ACCENTED, LANGUAGES, PLAIN, ROW},
};

/// The least cost of a pair of plain letters, and the units in a step of it.
const PAIR_LEAST: u16 = 24;
const PAIR_STEP: u16 = 8;
/// The cells of bytes: letters, other plain characters, and all that is not ASCII, which breaks the chain of plain ones.
const CELLS: usize = PLAIN + 1;
const OTHER: usize = PLAIN - 1;
const BREAK: usize = PLAIN;
/// Beside the languages a row counts pairs and letters; a multiple of eight, to be added in a few steps.
const LANES: usize = 48;
const PAIRS_LANE: usize = LANGUAGES;
const LETTERS_LANE: usize = LANGUAGES + 1;
const _: () = assert!(LETTERS_LANE < LANES);
/// Pairs of which the costs add up to less than 2¹⁶: each is at most 144.
const SHORT: usize = 256;

/// The rows of all pairs, by the cells of both; zeros where a pair says nothing.
static ROWS: [[u16; LANES]; CELLS * CELLS] = {
    let mut rows = [[0; LANES]; CELLS * CELLS];
    let mut pair = 0;
    while pair < PLAIN * PLAIN {
        let (first, second) = (pair / PLAIN, pair % PLAIN);
        let row = &mut rows[first * CELLS + second];
        let mut language = 0;
        while first + second < 2 * OTHER && language < LANGUAGES {
            row[language] = cost(language, pair);
            language += 1;
        }
        row[PAIRS_LANE] = (first + second < 2 * OTHER) as u16;
        row[LETTERS_LANE] = (second < OTHER) as u16;
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
    pub(super) fn of(text: &str) -> Self {
        let mut sums = [0_u32; LANES];
        let mut previous = OTHER;
        for part in text.as_bytes().chunks(SHORT) {
            let mut short = [0_u16; LANES];
            for &byte in part {
                let next = usize::from(CELL_OF[usize::from(byte)]);
                let row = &ROWS[previous * CELLS + next];
                for (sum, &cost) in short.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(cost);
                }
                previous = next;
            }
            for (sum, short) in sums.iter_mut().zip(short) {
                *sum += u32::from(short);
            }
        }
        let sum = |lane: usize| Cost::try_from(sums[lane]).unwrap_or(Cost::MAX);
        Self { costs: core::array::from_fn(sum), pairs: sum(PAIRS_LANE), letters: sums[LETTERS_LANE] as usize }
    }
}

/// What it costs a language that a word ends after a plain letter.
pub(super) fn word_end(language: usize, letter: char) -> Cost {
    let cell = u8::try_from(letter).map_or(BREAK, |byte| usize::from(CELL_OF[usize::from(byte)]));
    Cost::from(cost(language, cell.min(OTHER) * PLAIN + OTHER))
}

/// The cost of a pair in a language.
const fn cost(language: usize, pair: usize) -> u16 {
    PAIR_LEAST + half(START + ACCENTED + language * ROW, pair) as u16 * PAIR_STEP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_each_pair() {
        let text = "La señora, dijo; \u{FFFD}y tú? Él: 12 años… ".repeat(40);
        let sums = Sums::of(&text);
        let cells: Vec<usize> =
            [b' '].iter().chain(text.as_bytes()).map(|&b| usize::from(CELL_OF[usize::from(b)])).collect();
        let pairs = || cells.windows(2).filter(|pair| pair.iter().all(|&cell| cell < BREAK) && pair != &[OTHER; 2]);
        assert_eq!(usize::try_from(sums.pairs), Ok(pairs().count()));
        assert_eq!(sums.letters, pairs().filter(|pair| pair[1] < OTHER).count());
        for (language, &sum) in sums.costs.iter().enumerate() {
            let costs = pairs().map(|pair| Cost::from(cost(language, pair[0] * PLAIN + pair[1])));
            assert_eq!(sum, costs.sum::<Cost>());
        }
    }
}
