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
    /// Bytes below 0x100, those with [`OTHER`] bytes, and characters above, by [`FOREIGN`] and their code point.
    units: Vec<u32>,
    words: Vec<Range<usize>>,
    /// Is each a character by itself with which a line begins?
    first: Vec<bool>,
    /// How many characters of each word the charset lacks.
    lacking: Vec<u32>,
}

/// Marks a unit that is a character.
const FOREIGN: u32 = 0x100_0000;
/// Bytes after two codes for a character that help to tell which is meant: one completes the character that either code
/// left off, or more.
const AHEAD: usize = 3;
/// Marks a byte of a character that has two codes: the byte of the other is in the bits above.
const OTHER: u32 = 0x80_0000;

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
        self.units.clear();
        self.words.clear();
        self.first.clear();
        self.lacking.clear();
    }

    /// Is every letter beyond ASCII more than a byte there?
    pub(super) fn is_multi_byte(&self) -> bool {
        self.read.is_some_and(|read| read.multi_index().is_some())
    }

    /// All words as they are encoded.
    pub(super) fn units(&self) -> &[u32] {
        &self.units
    }

    /// Adds a word.
    pub(super) fn push(&mut self, word: &Word) {
        self.push_until(word, |_| false);
    }

    /// Adds the start of a word, up to where the last unit is enough.
    pub(super) fn push_until(&mut self, word: &Word, mut is_enough: impl FnMut(u32) -> bool) {
        let Some(read) = self.read else { return };
        let tables = Tables::get();
        let start = self.units.len();
        let mut lacking = 0;
        for c in word.text.chars() {
            if self.units.last().is_some_and(|&unit| is_enough(unit)) {
                break;
            }
            if c.is_ascii() {
                self.units.push(c.into());
                continue;
            }
            let mut codes = tables.codes(read, c);
            if let Some(code) = codes.next() {
                let other = codes.next().filter(|other| other.as_slice().len() == code.as_slice().len());
                let bytes = code.as_slice().iter().map(|&byte| u32::from(byte));
                match other {
                    Some(other) => self
                        .units
                        .extend(bytes.zip(other.as_slice()).map(|(byte, &other)| OTHER | u32::from(other) << 8 | byte)),
                    None => self.units.extend(bytes),
                }
            } else {
                self.units.push(FOREIGN | u32::from(c));
                lacking += 1;
            }
        }
        self.words.push(start..self.units.len());
        self.first.push(word.tally.runs.first);
        self.lacking.push(lacking);
    }

    /// What the words were read as.
    pub(super) fn read_as(&self) -> Option<Charset> {
        self.read
    }

    /// How many characters of a word the charset lacks.
    pub(super) fn lacking(&self, word: usize) -> u32 {
        self.lacking[word]
    }

    /// What a word costs as text stored in `stored`; `None` if its bytes are no text there, or one that costs more
    /// than `most`.
    pub(super) fn tally(&self, word: usize, stored: Charset, most: Cost, languages: &Languages) -> Option<Tally> {
        let mut tally = Tally::new();
        tally.runs.first = self.first[word];
        decode(&self.units[self.words[word].clone()], stored, |symbol| {
            tally.push(symbol, languages);
            (tally.runs.cost <= most).then_some(())
        })?;
        Some(tally.finish(languages))
    }

    /// A word as text stored in `stored`.
    pub(super) fn text(&self, word: usize, stored: Charset) -> Option<String> {
        let mut text = String::new();
        decode(&self.units[self.words[word].clone()], stored, |symbol| {
            text.push(symbol.c);
            Some(())
        })?;
        Some(text)
    }
}

/// The byte of a unit that has one; of the first code, if there are two.
pub(super) fn byte(unit: u32) -> Option<u8> {
    if unit & OTHER == 0 { u8::try_from(unit).ok() } else { Some(unit as u8) }
}

/// The bytes of a unit that has some: that of the first code, and that of the other.
pub(super) fn bytes(unit: u32) -> Option<[u8; 2]> {
    let first = byte(unit)?;
    Some([first, if unit & OTHER == 0 { first } else { (unit >> 8) as u8 }])
}

/// Decodes units as `stored`, a character at a time; `None` if they are no text there, or if `add` gives that.
fn decode(units: &[u32], stored: Charset, mut add: impl FnMut(Symbol) -> Option<()>) -> Option<()> {
    if let Some(row) = symbols().get(stored.index())
        && units.iter().all(|unit| unit & OTHER == 0)
    {
        for &unit in units {
            add(match byte(unit) {
                Some(byte) => row[usize::from(byte)]?,
                None => model::symbol(char::from_u32(unit & !FOREIGN)?),
            })?;
        }
        return Some(());
    }
    let tables = Tables::get();
    let mut pending = Pending::default();
    let (mut before, mut previous) = (model::symbol(' '), model::symbol(' '));
    let mut add = |symbol: Symbol| {
        (before, previous) = (previous, symbol);
        add(symbol).map(|()| (before, previous))
    };
    let mut last = (model::symbol(' '), model::symbol(' '));
    let mut rest = units;
    while let Some((&unit, after)) = rest.split_first() {
        rest = after;
        if unit & OTHER != 0
            && let Some((&trail, after)) = after.split_first()
        {
            let next: [Option<u8>; AHEAD] = core::array::from_fn(|at| after.get(at).and_then(|&unit| byte(unit)));
            let codes = [[unit, trail], [unit >> 8, trail >> 8]].map(|code| code.map(|unit| unit as u8));
            let read = codes.map(|code| two(code, stored, pending));
            let cost = |(pending, found): &(Pending, [Option<Symbol>; 2])| {
                let mut pending = *pending;
                let (mut sum, mut before, mut previous) = (0, last.0, last.1);
                let mut add = |symbol| {
                    sum += model::cost_after(before, previous, symbol);
                    (before, previous) = (previous, symbol);
                };
                found.iter().flatten().copied().for_each(&mut add);
                for byte in next.into_iter().map_while(|byte| byte) {
                    match tables.push(stored, &mut pending, byte) {
                        Step::Reject => return Cost::MAX,
                        Step::More => {}
                        Step::Char(c) => {
                            add(model::symbol(c));
                            break;
                        }
                    }
                }
                sum
            };
            let (left, found) = read.into_iter().flatten().min_by_key(cost)?;
            for symbol in found.into_iter().flatten() {
                last = add(symbol)?;
            }
            (pending, rest) = (left, after);
            continue;
        }
        let Some(byte) = byte(unit) else {
            if !pending.is_empty() {
                return None;
            }
            last = add(model::symbol(char::from_u32(unit & !FOREIGN)?))?;
            continue;
        };
        match tables.push(stored, &mut pending, byte) {
            Step::Reject => return None,
            Step::More => {}
            Step::Char(c) => last = add(model::symbol(c))?,
        }
    }
    pending.is_empty().then_some(())
}

/// What two bytes give after others, and what they leave; `None` if they are no text there.
fn two(bytes: [u8; 2], stored: Charset, mut pending: Pending) -> Option<(Pending, [Option<Symbol>; 2])> {
    let mut found = [None; 2];
    for (found, byte) in found.iter_mut().zip(bytes) {
        match Tables::get().push(stored, &mut pending, byte) {
            Step::Reject => return None,
            Step::More => {}
            Step::Char(c) => *found = Some(model::symbol(c)),
        }
    }
    Some((pending, found))
}

/// What each byte stands for in a single-byte charset.
pub(crate) type Row = [Option<Symbol>; 256];

/// What each byte stands for in a charset, if it is a single-byte one.
pub(crate) fn symbols_of(charset: Charset) -> Option<&'static Row> {
    symbols().get(charset.index())
}

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
