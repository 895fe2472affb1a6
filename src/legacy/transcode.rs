//! Transcoding: words back to the bytes they were read from, and the bytes as another charset reads them.

use super::words::{Tally, Word};
use crate::lazy::Lazy;
use crate::{
    charset::{Charset, Pending, Step, Tables},
    model::{self, Cost, Languages, Symbol},
};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// The words of a line as bytes in the charset that they were read as.
///
/// A character that the charset lacks stands for itself: it cannot have been misread.
#[derive(Default)]
pub(super) struct Encoded {
    /// What the words were read as.
    read: Option<Charset>,
    /// Is there a character that can be encoded?
    any: bool,
    /// Bytes below 0x100, and characters above, by [`FOREIGN`] and their code point.
    units: Vec<u32>,
    words: Vec<Range<usize>>,
    /// The words once more with the other code of characters that have two; empty where there is none.
    others: Vec<Range<usize>>,
    /// How many characters of each word the charset lacks.
    lacking: Vec<u32>,
}

/// Marks a unit that is a character.
const FOREIGN: u32 = 0x100_0000;

impl Encoded {
    /// Turns words back to bytes.
    pub(super) fn fill(&mut self, words: &[Word], read: Charset) {
        self.begin(read);
        for word in words {
            self.push(word);
        }
    }

    /// Starts with the words of a line.
    pub(super) fn begin(&mut self, read: Charset) {
        self.read = Some(read);
        self.any = false;
        self.units.clear();
        self.words.clear();
        self.others.clear();
        self.lacking.clear();
    }

    /// Is every letter beyond ASCII more than a byte there?
    pub(super) fn is_multi_byte(&self) -> bool {
        self.read.is_some_and(|read| read.multi_index().is_some())
    }

    /// Is there nothing but what the charset lacks?
    pub(super) fn is_empty(&self) -> bool {
        !self.any
    }

    /// All words as they are encoded.
    pub(super) fn units(&self) -> &[u32] {
        &self.units
    }

    /// Adds a word.
    pub(super) fn push(&mut self, word: &Word) {
        let Some(read) = self.read else { return };
        let tables = Tables::get();
        let start = self.units.len();
        let mut lacking = 0;
        let mut doubled = false;
        for c in word.text.chars() {
            if c.is_ascii() {
                self.units.push(c.into());
                continue;
            }
            let mut codes = tables.codes(read, c);
            if let Some(code) = codes.next() {
                self.units.extend(code.as_slice().iter().map(|&byte| u32::from(byte)));
                doubled |= codes.next().is_some();
                self.any = true;
            } else {
                self.units.push(FOREIGN | u32::from(c));
                lacking += 1;
            }
        }
        self.words.push(start..self.units.len());
        self.lacking.push(lacking);
        let start = self.units.len();
        for c in word.text.chars().filter(|_| doubled) {
            match tables.codes(read, c).last() {
                Some(code) if !c.is_ascii() => self.units.extend(code.as_slice().iter().map(|&byte| u32::from(byte))),
                _ => self.units.push(if c.is_ascii() { c.into() } else { FOREIGN | u32::from(c) }),
            }
        }
        self.others.push(start..self.units.len());
    }

    /// How many characters of a word the charset lacks.
    pub(super) fn lacking(&self, word: usize) -> u32 {
        self.lacking[word]
    }

    /// What a word costs as text stored in `stored`; `None` if its bytes are no text there, or one that costs more
    /// than `most`.
    pub(super) fn tally(&self, word: usize, stored: Charset, most: Cost, languages: &Languages) -> Option<Tally> {
        let read = |range: &Range<usize>| {
            let mut tally = Tally::new();
            decode(&self.units[range.clone()], stored, |symbol| {
                tally.push(symbol, languages);
                (tally.cost <= most).then_some(())
            })?;
            Some(tally.finish(languages))
        };
        let first = read(&self.words[word]);
        let other = &self.others[word];
        if other.is_empty() {
            return first;
        }
        first.into_iter().chain(read(other)).min_by_key(|tally| tally.cost)
    }

    /// A word as text stored in `stored`.
    pub(super) fn text(&self, word: usize, stored: Charset, languages: &Languages) -> Option<String> {
        let cheapest = self.tally(word, stored, Cost::MAX, languages)?.cost;
        [&self.words[word], &self.others[word]].into_iter().filter(|range| !range.is_empty()).find_map(|range| {
            let mut text = String::new();
            let mut tally = Tally::new();
            let add = |symbol: Symbol| {
                text.push(symbol.c);
                tally.push(symbol, languages);
                Some(())
            };
            decode(&self.units[range.clone()], stored, add)?;
            (tally.finish(languages).cost == cheapest).then_some(text)
        })
    }
}

/// Decodes units as `stored`, a character at a time; `None` if they are no text there, or if `add` gives that.
fn decode(units: &[u32], stored: Charset, mut add: impl FnMut(Symbol) -> Option<()>) -> Option<()> {
    if let Some(row) = symbols().get(stored.index()) {
        for &unit in units {
            add(match unit {
                0..0x100 => row[unit as usize]?,
                _ => model::symbol(char::from_u32(unit & !FOREIGN)?),
            })?;
        }
        return Some(());
    }
    let tables = Tables::get();
    let mut pending = Pending::default();
    for &unit in units {
        let Ok(byte) = u8::try_from(unit) else {
            if !pending.is_empty() {
                return None;
            }
            add(model::symbol(char::from_u32(unit & !FOREIGN)?))?;
            continue;
        };
        match tables.push(stored, &mut pending, byte) {
            Step::Reject => return None,
            Step::More => {}
            Step::Char(c) => add(model::symbol(c))?,
        }
    }
    pending.is_empty().then_some(())
}

/// What each byte stands for in a single-byte charset.
type Row = [Option<Symbol>; 256];

/// The rows of the single-byte charsets, by [`Charset::index`].
fn symbols() -> &'static [Row] {
    static ROWS: Lazy<Vec<Row>> = Lazy::new(|| {
        let row = |&charset: &Charset| {
            core::array::from_fn(|byte| match Tables::get().push(charset, &mut Pending::default(), byte as u8) {
                Step::Char(c) => Some(model::symbol(c)),
                Step::Reject | Step::More => None,
            })
        };
        Charset::ALL[..Charset::SINGLE_COUNT].iter().map(row).collect()
    });
    &ROWS
}
