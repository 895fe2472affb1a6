//! Languages in Latin script: which letters to expect, from the plain letters around.
//!
//! `ñ` and `ń` are alike to a model of pairs. The words around say whether the text is Spanish or Polish, even
//! if every letter with an accent in it is wrong: the pairs of plain letters differ by language. So the table
//! has, for each of 40 languages, the costs of those pairs and of each letter with an accent.

use super::{Cost, DATA, LANGUAGES as START, letter_pairs::Sums, particles};
use crate::{
    lazy::{Lazy, Once},
    letter::is_letter,
};
use core::cell::Cell;

pub(super) const LANGUAGES: usize = 40;
/// a to z, and one cell for all else.
pub(super) const PLAIN: usize = 27;
/// U+00C0 to U+024F and U+1EA0 to U+1EFF.
pub(super) const ACCENTED: usize = 0x190 + 0x60;
/// The letters with accents that the languages have, at most, and the cell of all others.
const LETTERS: usize = 136;
/// Pairs have half a byte.
pub(super) const ROW: usize = (PLAIN * PLAIN).div_ceil(2) + LETTERS;
/// Bytes of the table: for each accented letter its number among those that the languages have, then the languages.
pub(super) const SIZE: usize = ACCENTED + LANGUAGES * ROW;

/// Pairs of letters say less than their sum, since they overlap: one in this many counts.
const OVERLAP: Cost = 2;
/// A text with fewer plain letters says nothing about its language.
const FEW_LETTERS: usize = 4;
/// The most that the languages can change the cost of a letter.
const LIMIT: f32 = 80.0;
/// How much less the plain letters cost a language that the text is known to be in: as much as a line of
/// another language costs more.
const TOLD: Cost = 80;
/// The share of foreign words and names in text of a language.
pub(super) const FOREIGN: f32 = 0.02;
/// Languages less probable than this are left out.
const UNLIKELY: f32 = 0.002;

/// What it costs that a text is in none of the languages where its plain letters fit one of them well: where a pair costs
/// no more than usual, and much less than in the languages that come next. Lines of other languages fit several about as
/// well, as none is theirs.
const UNLISTED: Cost = 100;
const USUAL: Cost = 49;
/// How many languages fit better than the one that the best is held against: neighbours are alike.
const NEIGHBOURS: usize = 4;
/// Few pairs say little.
const FEW_PAIRS: Cost = 20;
/// How much less it costs for each unit that a pair costs more, and what it costs at least.
const STRANGE: Cost = 36;
const LEAST_UNLISTED: Cost = -40;

/// What the table gives once it is read.
pub(super) struct Tables {
    /// The probabilities that costs stand for.
    probabilities: [f32; 256],
}

/// What is asked of a letter with an accent.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    /// The cell of the small letter.
    pub(super) lower: usize,
    /// The probability of that in text of any language.
    pub(super) anywhere: f32,
}

impl Tables {
    pub(super) fn get() -> &'static Self {
        static TABLES: Lazy<Tables> = Lazy::new(|| {
            let probability = |cost| libm::expf(-(cost as f32) / super::UNITS_PER_NAT);
            Tables { probabilities: core::array::from_fn(probability) }
        });
        &TABLES
    }

    /// Looks at the letter of a cell; text has few of them, so that is kept by letter.
    pub(super) fn letter(&self, cell: usize) -> Letter {
        static LETTERS: [Once<Letter>; ACCENTED] = [const { Once::new() }; ACCENTED];
        *LETTERS[cell].get_or_init(|| {
            let lower = lower(cell);
            let probability = |language| self.probability(letter_cost(language, lower));
            let sum: f32 = (0..LANGUAGES).map(probability).sum();
            Letter { lower, anywhere: sum / LANGUAGES as f32 }
        })
    }

    pub(super) fn probability(&self, cost: u8) -> f32 {
        self.probabilities[usize::from(cost)]
    }
}

/// The cell of the small letter. `İ` is one of a plain letter, which has none: among capitals it is about as frequent as `ı`.
pub(super) fn lower(number: usize) -> usize {
    let c = char::from_u32(if number < 0x190 { 0xC0 + number } else { 0x1EA0 + number - 0x190 } as u32);
    let small = c.and_then(|c| if c == 'İ' { Some('ı') } else { c.to_lowercase().next() });
    small.and_then(cell).unwrap_or(number)
}

/// The cost of a letter with an accent in a language.
pub(super) fn letter_cost(language: usize, cell: usize) -> u8 {
    let number = usize::from(DATA[START + cell]);
    DATA[START + ACCENTED + (language + 1) * ROW - LETTERS + number]
}

/// What to expect of letters with accents in some text; by default, nothing.
#[derive(Clone)]
pub(crate) struct Languages {
    /// The probabilities of the languages, zero for unlikely ones.
    weights: [f32; LANGUAGES],
    /// How many plain letters there are.
    pub(super) letters: usize,
    /// How much more the plain letters cost in each language than in the likeliest, and which that is.
    pub(super) distances: [Cost; LANGUAGES],
    pub(super) likeliest: usize,
    /// Does the text say anything?
    known: bool,
    /// How many hanzi and hangul syllables there are.
    ideographs: usize,
    /// What it costs that the text is in none of the languages.
    pub(super) unlisted: Cost,
    /// By how much a letter costs more, or less if negative, than in text of any language, once asked for.
    costs: [Cell<i8>; ACCENTED],
}

impl Default for Languages {
    fn default() -> Self {
        Self {
            weights: [0.0; LANGUAGES],
            letters: 0,
            distances: [0; LANGUAGES],
            likeliest: 0,
            known: false,
            ideographs: 0,
            unlisted: UNLISTED,
            costs: [const { Cell::new(UNSET) }; ACCENTED],
        }
    }
}

impl Languages {
    /// The languages that the plain letters of a text point to; `told` has a bit for each that the text is
    /// known to be in.
    pub(crate) fn of(text: &str, told: u64) -> Self {
        let tables = Tables::get();
        let end = if text.len() > MOST { text.char_indices().nth(MOST) } else { None };
        let text = end.map_or(text, |(at, _)| &text[..at]);
        let Sums { costs: mut sums, pairs, letters } = Sums::of(text.as_bytes());
        let wide = text.bytes().fold(0, u8::max) >= FIRST_OF_WIDE;
        let ideographs = if wide { text.chars().filter(|&c| is_ideograph(c)).count() } else { 0 };
        if letters < FEW_LETTERS && told == 0 {
            return Self::default();
        }
        for (language, (sum, gain)) in sums.iter_mut().zip(particles::gains(text)).enumerate() {
            *sum -= gain + if told >> language & 1 == 1 { TOLD } else { 0 };
        }
        let [best, .., next] = least(&sums);
        let excess = best - USUAL * pairs - (next - best);
        let strange = (STRANGE * excess / (pairs + FEW_PAIRS)).max(0);
        let unlisted = (UNLISTED - strange).max(LEAST_UNLISTED);
        let distances = sums.map(|sum| (sum - best) / OVERLAP);
        let weights = distances.map(|distance| tables.probability(u8::try_from(distance).unwrap_or(u8::MAX)));
        let total: f32 = weights.iter().sum();
        let weights = weights.map(|weight| if weight > UNLIKELY * total { weight / total } else { 0.0 });
        let likeliest = distances.iter().position(|&distance| distance == 0).unwrap_or(0);
        Self { weights, letters, distances, likeliest, known: true, ideographs, unlisted, ..Self::default() }
    }

    /// By how much `c` costs more in these languages.
    #[inline]
    pub(crate) fn cost(&self, c: char) -> Cost {
        if c < '\u{C0}' || !self.known { 0 } else { self.cost_of_letter(c) }
    }

    fn cost_of_letter(&self, c: char) -> Cost {
        let Some((cell, known)) = cell(c).and_then(|cell| Some((cell, self.costs.get(cell)?))) else { return 0 };
        if known.get() == UNSET {
            known.set(self.compute(Tables::get(), cell));
        }
        Cost::from(known.get())
    }

    /// By how much a hanzi or hangul syllable costs more as it stands in the text that the languages are from: amid plain
    /// letters it is out of place there, though what the letters were misread from may have many.
    pub(crate) fn stray_cost(&self, c: char) -> Cost {
        let stray = self.known && self.letters >= STRAY_LETTERS * self.ideographs;
        if stray && is_ideograph(c) { STRAY_IDEOGRAPH } else { 0 }
    }

    /// Do the plain letters fit one of the languages well, and no other nearly as well?
    pub(crate) fn are_listed(&self) -> bool {
        self.known && self.unlisted >= UNLISTED / 2
    }

    /// Does the text say anything about its language? Then it is in Latin script.
    pub(crate) fn are_told(&self) -> bool {
        self.known
    }

    /// Do the plain letters make up the text, as in languages in Latin script?
    pub(super) fn are_plain(&self) -> bool {
        self.known && self.letters >= PLAIN_LETTERS * self.ideographs
    }

    /// The probability of a language; of one in another script, that the text is in it is not in question.
    pub(super) fn probability_of(&self, language: usize) -> f32 {
        match self.weights.get(language) {
            None => 1.0,
            Some(_) if !self.known => 1.0 / LANGUAGES as f32,
            Some(weight) => *weight,
        }
    }

    /// The probability of some languages, which have a bit each.
    pub(super) fn share(&self, languages: u64) -> f32 {
        self.weights
            .iter()
            .enumerate()
            .filter(|(language, _)| languages >> language & 1 == 1)
            .map(|(_, weight)| weight)
            .sum()
    }

    fn compute(&self, tables: &Tables, cell: usize) -> i8 {
        let Letter { lower, anywhere } = tables.letter(cell);
        let likely = self.weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0);
        let here: f32 =
            likely.map(|(language, weight)| weight * tables.probability(letter_cost(language, lower))).sum();
        let ratio = anywhere / (here * (1.0 - FOREIGN) + anywhere * FOREIGN);
        (libm::logf(ratio) * super::UNITS_PER_NAT).clamp(-LIMIT, LIMIT) as i8
    }
}

/// The least of some numbers, in order: the first and its neighbours.
fn least(numbers: &[Cost]) -> [Cost; NEIGHBOURS + 1] {
    let mut least = [Cost::MAX; NEIGHBOURS + 1];
    for &number in numbers {
        if number >= least[NEIGHBOURS] {
            continue;
        }
        let mut next = number;
        for known in &mut least {
            (*known, next) = ((*known).min(next), (*known).max(next));
        }
    }
    least
}

/// Stands for a cost that was not asked for yet.
const UNSET: i8 = i8::MIN;

/// How many plain letters there are for each hanzi or hangul syllable in text that has no place for those.
const STRAY_LETTERS: usize = 6;
/// The same in text that is in Latin script at all, though hanzi stand for its letters with accents.
const PLAIN_LETTERS: usize = 2;
/// How much more they cost there.
const STRAY_IDEOGRAPH: Cost = 40;

/// Is it a hanzi or hangul syllable? Kana join Latin words in Japanese names.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..'\u{A000}' | '\u{AC00}'..'\u{D7A4}' | '\u{F900}'..'\u{FB00}')
}

/// Characters of a text that are looked at.
const MOST: usize = 1000;

/// The first byte of UTF-8 with which hanzi and hangul begin, and all that comes after them.
const FIRST_OF_WIDE: u8 = 0xE3;

/// The cell of a letter with an accent.
pub(super) fn cell(c: char) -> Option<usize> {
    match c as usize {
        code @ 0xC0..=0x24F => Some(code - 0xC0),
        code @ 0x1EA0..=0x1EFF => Some(code - 0x1EA0 + 0x190),
        _ => None,
    }
}

/// Is it a letter with an accent of Latin script?
pub(crate) fn is_accented(c: char) -> bool {
    cell(c).is_some() && is_letter(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_tell_the_language() {
        let spanish = Languages::of("la casa de los vecinos est\u{FFFD} en la calle que lleva al mercado", 0);
        assert!(spanish.cost('ñ') < spanish.cost('ń'));
        let polish = Languages::of("dom stoi przy drodze, kt\u{FFFD}ra prowadzi do miasta nad rzeka", 0);
        assert!(polish.cost('ń') < polish.cost('ñ'));
        assert_eq!(polish.cost('ж'), 0);
        assert_eq!(Languages::of("ß", 0).cost('ß'), 0);
    }

    #[test]
    fn the_least_come_in_order() {
        assert_eq!(least(&[7, 3, 9, 3, 5, 8, 1]), [1, 3, 3, 5, 7]);
        assert_eq!(least(&[2]), [2, Cost::MAX, Cost::MAX, Cost::MAX, Cost::MAX]);
    }

    #[test]
    fn hanzi_are_out_of_place_amid_plain_words() {
        let plain = Languages::of("the road to the village 鈥 and back", 0);
        assert!(plain.stray_cost('鈥') > 0);
        let mixed = Languages::of("使用Windows系统", 0);
        assert_eq!(mixed.stray_cost('系'), 0);
    }
}
