//! What text looks like: the cost of a character after those before it, from counts over real text.
//!
//! The model knows nothing of encodings. It is a table of six parts, made by the workspace command
//! `cargo run --release -p ungarble-train` and committed as `data/ungarble.model`:
//!
//! 1. for runs of two and three characters that the shorter ones say too little about, the cost of the last
//!    after the others, and what all other characters cost more there; capitals and digits count as one with
//!    their like; see [`ngram`];
//! 2. for every pair of *classes* (script and kind: small Cyrillic letter, closing quote, box drawing …), the
//!    cost of the second class after the first;
//! 3. for every code point, its class and its cost within it;
//! 4. the cost of a capital, by the script and by the case of what stands before;
//! 5. what tells languages in Latin script apart; see [`language`];
//! 6. for quotes, dashes and other general punctuation, the cost among their like between what stands on
//!    both sides.
//!
//! A second file, `data/ungarble.words`, has the frequent words of these languages and of some in other scripts; see
//! [`lexicon`].
//!
//! A *cost* is a negative natural logarithm of a probability, in units of 1/[`UNITS_PER_NAT`].

mod fold;
mod home;
mod joint;
mod joints;
mod language;
mod letter_pairs;
mod lexicon;
mod memo;
mod ngram;
mod particles;
mod pieces;
mod side;
mod stand;
mod tags;
mod typography;
mod vocabulary;
mod word_key;

use fold::{CASED, STATES, case, fold, state};
pub(crate) use home::is_at_home;
pub(crate) use joint::{ALL_LANGUAGES, Fit, STORED_ANYWHERE, is_of_one_language, languages_with};
pub(crate) use joints::is_oddly_joined;
pub(crate) use language::{Languages, is_accented};
pub(crate) use lexicon::Spelling;
use ngram::{COST_BITS, COST_STEP, ENTRY_BITS, REST_LEAST, Run, SEGMENT, locate, packed, place_of};
pub(crate) use pieces::has_stray_piece;
use side::{PUNCTUATION, SIDES, side};
pub(crate) use vocabulary::Vocabulary;

/// Units of cost in a nat.
pub(crate) const UNITS_PER_NAT: f32 = 10.0;

/// A cost or a difference of costs, in units of 1/[`UNITS_PER_NAT`] nats.
pub(crate) type Cost = i32;

/// The stand-in for the start and the end of a line.
pub(crate) const EDGE: char = '\n';

static DATA: &[u8] = include_bytes!("../../data/ungarble.model");

/// Bytes of the text line at the start of the file, padded with spaces.
const HEADER: usize = 128;
/// Classes of characters.
const CLASSES: usize = 96;
/// Code points share a row of classes and a row of costs by this many.
const PAGE: usize = 64;
/// A character that was never seen after others costs this much at most, unless it costs more anywhere: there are
/// foreign words and errors in all text.
const RARE: Cost = 130;
/// Signs that cost as much within their class are rare, and this is by how much they may be commoner after some characters.
const RARE_SIGN: u8 = 60;
const COMMONER: Cost = 100;
/// The classes of marks on letters; as in `tools/train/src/class.rs`.
const MARKS: core::ops::RangeInclusive<u8> = 82..=87;
/// A character of the general punctuation that costs more within its class is rare: its cost there and that of its
/// place say the same.
const ORDINARY: Cost = 40;
/// Units of cost in a step of a character's cost within its class: of 16, since it has the last word only
/// about what is rare.
const GRAIN: u8 = 10;
/// Rows of classes are made of pieces of so many code points: few kinds of characters follow one another.
const PIECE: usize = 8;
/// Code points in a block of pages: what lies beyond the scripts in use is one block.
const BLOCK: usize = 1024;
/// Blocks: all code points.
const BLOCKS: usize = 0x11_0000 / BLOCK;

// After the header: the seed of the runs' hash, how many places they have, how many different blocks, rows
// of classes and pieces of these there are.
const SEED: u64 = u32_at(HEADER) as u64;
const PLACES: usize = u32_at(HEADER + 4) as usize;
const RUNS: usize = HEADER + 20;
const CLASS_PAIRS: usize = RUNS + packed(PLACES);
const CASES: usize = CLASS_PAIRS + CLASSES * CLASSES;
const LANGUAGES: usize = CASES + STATES * STATES * CASED * 2;
const SIDE_COSTS: usize = LANGUAGES + language::SIZE;
const BLOCK_INDEX: usize = SIDE_COSTS + SIDES * SIDES * (PUNCTUATION.end - PUNCTUATION.start) as usize;
const BLOCK_DATA: usize = BLOCK_INDEX + BLOCKS;
const CLASS_ROWS: usize = BLOCK_DATA + u32_at(HEADER + 8) as usize * (BLOCK / PAGE) * 4;
const CLASS_PIECES: usize = CLASS_ROWS + u32_at(HEADER + 12) as usize * (PAGE / PIECE) * 2;
const COST_ROWS: usize = CLASS_PIECES + u32_at(HEADER + 16) as usize * PIECE;
const _: () = assert!(PLACES > 3 * SEGMENT && COST_ROWS < DATA.len());

/// The cell of each class in a row of the costs of capitals; [`CASELESS`] for those without.
static CASE_CELLS: [u8; 256] = {
    let mut cells = [CASELESS; 256];
    let mut class = 0;
    while class < CLASSES {
        if let Some((kind, upper)) = case(class as u8) {
            cells[class] = (kind * 2 + upper as usize) as u8;
        }
        class += 1;
    }
    cells
};
const CASELESS: u8 = u8::MAX;

/// A character with what the model knows of it looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Symbol {
    pub(crate) c: char,
    /// The character that stands for it in runs.
    folded: char,
    class: u8,
    cost: u8,
    state: u8,
}

impl Symbol {
    /// Is it a letter, or a mark on one?
    pub(crate) fn is_letter(self) -> bool {
        matches!(self.class, 9 | 10 | 37..=39 | 41..) && !matches!(self.c, '・' | '･')
    }

    /// Is it a mark on a letter?
    pub(crate) fn is_mark(self) -> bool {
        MARKS.contains(&self.class)
    }

    /// The class of the folded character.
    fn folded_class(self) -> usize {
        usize::from(if self.c == self.folded { self.class } else { folded_class(self.class) })
    }

    /// What it says about the case of the next.
    fn state(self) -> usize {
        usize::from(self.state)
    }

    /// What all ways to write the folded character cost, given those before it.
    fn case_cost(self, before: usize, previous: usize) -> Cost {
        match CASE_CELLS[usize::from(self.class)] {
            CASELESS => 0,
            cell => Cost::from(DATA[CASES + (before * STATES + previous) * CASED * 2 + usize::from(cell)]),
        }
    }
}

/// The class that the capitals of a class are folded into.
fn folded_class(class: u8) -> u8 {
    match CASE_CELLS[usize::from(class)] {
        CASELESS => class,
        cell => class - (cell & 1),
    }
}

/// The symbols that are asked for most: those of the alphabets up to Arabic, and from the letters of Vietnamese to general
/// punctuation.
static COMMON: [Symbol; 0x700] = symbols(0);
static FURTHER: [Symbol; 0x270] = symbols(FIRST_FURTHER);
const FIRST_FURTHER: usize = 0x1E00;

/// The symbols of some code points in a row.
const fn symbols<const N: usize>(first: usize) -> [Symbol; N] {
    let mut symbols = [look_up('\0'); N];
    let mut at = 0;
    while at < N {
        if let Some(c) = char::from_u32((first + at) as u32) {
            symbols[at] = look_up(c);
        }
        at += 1;
    }
    symbols
}

/// Looks a character up.
#[inline]
pub(crate) fn symbol(c: char) -> Symbol {
    COMMON.get(c as usize).copied().unwrap_or_else(|| look_further(c))
}

#[inline(never)]
fn look_further(c: char) -> Symbol {
    let known = FURTHER.get((c as usize).wrapping_sub(FIRST_FURTHER));
    known.copied().unwrap_or_else(|| look_up(c))
}

const fn look_up(c: char) -> Symbol {
    let code = c as usize;
    let block = DATA[BLOCK_INDEX + code / BLOCK] as usize;
    let page = BLOCK_DATA + (block * (BLOCK / PAGE) + code % BLOCK / PAGE) * 4;
    let piece = CLASS_ROWS + (u16_at(page) as usize * (PAGE / PIECE) + code % PAGE / PIECE) * 2;
    let class = DATA[CLASS_PIECES + u16_at(piece) as usize * PIECE + code % PIECE];
    let costs = COST_ROWS + u16_at(page + 2) as usize * (PAGE / 2);
    let cost = half(costs, code % PAGE) * GRAIN;
    // The corpora have few texts in capitals: there it runs as the small letter that it is one of.
    let folded = if c == 'İ' { 'i' } else { fold(c) };
    Symbol { c, folded, class, cost, state: state(c, class) as u8 }
}

/// The cost of `next` after `previous`, where nothing is known of what stands before.
#[inline]
pub(crate) fn cost(previous: Symbol, next: Symbol) -> Cost {
    memo::cost(pair_key(previous.c, next.c), || look_up_pair(previous, next))
}

/// The cost of a character after another: as [`cost`], for those that were not looked up yet.
#[inline]
pub(crate) fn pair_cost(previous: char, next: char) -> Cost {
    memo::pair_cost(previous, next, pair_cost_of)
}

fn pair_cost_of(previous: char, next: char) -> Cost {
    look_up_pair(symbol(previous), symbol(next))
}

/// The costs of characters of three bytes after any but those of four.
#[derive(Clone, Copy)]
pub(crate) struct WidePairs(memo::WidePairs);

impl WidePairs {
    /// None in the first text of a process: then it is [`pair_cost`] that is asked.
    #[inline]
    pub(crate) fn get() -> Option<Self> {
        memo::WidePairs::get().map(Self)
    }

    /// The same as [`pair_cost`].
    #[inline]
    pub(crate) fn cost(self, previous: u16, next: u16) -> Cost {
        self.0.cost(previous, next, pair_cost_of)
    }
}

fn pair_key(previous: char, next: char) -> u64 {
    u64::from(previous) << 21 | u64::from(next)
}

#[inline(never)]
fn look_up_pair(previous: Symbol, next: Symbol) -> Cost {
    next.case_cost(2, previous.state()) + dot_cost(next.c) + folded_cost(previous, next)
}

/// What `İ` costs more than `i` does: one language in forty has it.
fn dot_cost(c: char) -> Cost {
    if c == 'İ' { DOT } else { 0 }
}

/// See [`dot_cost`].
const DOT: Cost = 37;

/// About the cost of `next` after `previous`, as far as their classes tell.
pub(crate) fn rough_cost(previous: Symbol, next: Symbol) -> Cost {
    let classes = CLASS_PAIRS + previous.folded_class() * CLASSES + next.folded_class();
    Cost::from(DATA[classes]) + Cost::from(next.cost)
}

/// The cost of `next` after `previous`, which stands after `before`.
#[inline]
pub(crate) fn cost_after(before: Symbol, previous: Symbol, next: Symbol) -> Cost {
    let key = 1 << 63 | u64::from(before.c) << 42 | u64::from(previous.c) << 21 | u64::from(next.c);
    memo::cost(key, || look_up_after(before, previous, next))
}

#[inline(never)]
fn look_up_after(before: Symbol, previous: Symbol, next: Symbol) -> Cost {
    let case = next.case_cost(before.state(), previous.state()) + dot_cost(next.c);
    if is_style(previous.c) || is_style(next.c) {
        return case + folded_cost(previous, next);
    }
    let run = Run::Three(before.folded, previous.folded, next.folded);
    if let Some(cost) = run_cost(run) {
        return case + no_commoner(cost, previous, next);
    }
    let rest = run_cost(Run::RestAfterTwo(before.folded, previous.folded)).unwrap_or(0);
    case + with_rest(folded_cost(previous, next), rest)
}

/// General punctuation: where it stands is a matter of style, in which corpora differ more than languages do. So
/// runs of three would say too much of it.
fn is_style(c: char) -> bool {
    ('\u{2000}'..='\u{206F}').contains(&c)
}

/// The cost of the folded `next` after the folded `previous`.
fn folded_cost(previous: Symbol, next: Symbol) -> Cost {
    if let Some(cost) = run_cost(Run::Two(previous.folded, next.folded)) {
        return no_commoner(cost, previous, next);
    }
    let rest = run_cost(Run::RestAfterOne(previous.folded)).unwrap_or(0);
    with_rest(rough_cost(previous, next), rest)
}

/// The cost of a run, where a sign is commoner by less than [`COMMONER`] than by its class: what is commoner still is one of
/// the few keys that the filter takes for those it has.
fn no_commoner(cost: Cost, previous: Symbol, next: Symbol) -> Cost {
    let rare = next.cost >= RARE_SIGN && !next.is_letter();
    if rare { cost.max(rough_cost(previous, next) - COMMONER) } else { cost }
}

/// A cost with that of not being seen: what is rare enough already is no rarer for it.
fn with_rest(cost: Cost, rest: Cost) -> Cost {
    (cost + rest).min(cost.max(RARE))
}

/// The cost of a run, if it has one of its own.
fn run_cost(run: Run) -> Option<Cost> {
    let (places, fingerprint) = locate(run.key(), SEED, PLACES);
    let entry = places.into_iter().fold(0, |entry, place| entry ^ entry_at(place));
    let value = entry & ((1 << COST_BITS) - 1);
    let least = if matches!(run, Run::Three(..) | Run::Two(..)) { 0 } else { REST_LEAST };
    (entry >> COST_BITS == fingerprint).then_some((Cost::from(value) + least) * COST_STEP)
}

/// The entry of a place. After the last stand other parts of the table.
fn entry_at(place: usize) -> u16 {
    let (byte, bit) = place_of(place);
    let part = DATA[RUNS + byte..].first_chunk().copied().unwrap_or_default();
    (u32::from_le_bytes(part) >> bit) as u16 & ((1 << ENTRY_BITS) - 1)
}

/// The cost of a text between `before` and `after`, in the languages around it.
pub(crate) fn text_cost(before: char, text: &str, after: char, languages: &Languages) -> Cost {
    let mut chars = text.chars().chain([after]);
    let mut earlier = symbol(before);
    let Some(first) = chars.next() else { return 0 };
    let mut previous = symbol(first);
    let mut total = cost(earlier, previous) + languages.cost(first);
    for c in chars {
        let next = symbol(c);
        total += cost_after(earlier, previous, next) + languages.cost(c);
        (earlier, previous) = (previous, next);
    }
    total
}

/// What a character of the general punctuation costs among the others of its block (U+2010 to U+203F) between what
/// stands left and right of it; nothing for other characters. What rare ones cost within their class already is left
/// out.
pub(crate) fn punctuation_cost(left: char, symbol: Symbol, right: char) -> Cost {
    let length = PUNCTUATION.end - PUNCTUATION.start;
    let Some(at) = u32::from(symbol.c).checked_sub(PUNCTUATION.start).filter(|&at| at < length) else { return 0 };
    let row = side(left) * SIDES + side(right);
    Cost::from(DATA[SIDE_COSTS + row * length as usize + at as usize]) - (Cost::from(symbol.cost) - ORDINARY).max(0)
}

/// The half byte number `number` from `at` on.
const fn half(at: usize, number: usize) -> u8 {
    DATA[at + number / 2] >> (number % 2 * 4) & 15
}

const fn u16_at(at: usize) -> u16 {
    u16::from_le_bytes([DATA[at], DATA[at + 1]])
}

const fn u32_at(at: usize) -> u32 {
    u32::from_le_bytes([DATA[at], DATA[at + 1], DATA[at + 2], DATA[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text costs by itself.
    fn alone(text: &str) -> Cost {
        text_cost(EDGE, text, EDGE, &Languages::default())
    }

    #[test]
    fn words_are_likelier_than_what_is_none() {
        for (word, wrong) in [
            ("право", "псаво"),
            ("который", "хоторый"),
            ("señor", "seńor"),
            ("être", "ętre"),
            ("Привет", "оПХБЕР"),
            ("familia", "fxmilia"),
        ] {
            assert!(alone(word) < alone(wrong), "{word} {wrong}");
        }
    }

    #[test]
    fn capitals_belong_at_the_start_or_everywhere() {
        assert!(alone("Haus") < alone("hAus") && alone("HAUS") < alone("HaUs"));
        assert!(alone("Дом") < alone("дОм"));
    }

    #[test]
    fn every_character_has_a_cost() {
        for c in ['\0', 'a', 'Z', '5', '\u{85}', 'ß', 'Я', '中', '가', '\u{FFFD}', '😀', '\u{10FFFF}'] {
            for previous in ['\n', ' ', 'a', c] {
                let (previous, next) = (symbol(previous), symbol(c));
                assert!((0..600).contains(&cost(previous, next)), "{c}");
                assert!((0..900).contains(&cost_after(previous, previous, next)), "{c}");
            }
        }
    }
}
