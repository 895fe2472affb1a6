//! Lines that are misread UTF-8 from end to end.
//!
//! All that is beyond ASCII are the bytes of UTF-8 in one charset then, which the first characters tell, and hardly any other
//! text has that structure.

use super::{FIRST_OF_MULTI, is_mixed};
use crate::{
    ascii::next_non_ascii,
    candidates::{charsets_of, has_marks},
    change::Change,
    charset::{Charset, CharsetMask, SingleRow, Tables},
    fidelity::Fidelity,
    formula::is_formula,
    gain::{after, before, gain, languages_at},
    misreading::Misreading,
    model::{self, Cost},
    settings::Settings,
    weights::{self, entire},
};
use alloc::{string::String, vec, vec::Vec};
use core::{ops::Range, str};

/// A line, taken apart.
#[derive(Default)]
pub(super) struct Line<'t> {
    text: &'t str,
    /// Where characters beyond ASCII stand side by side.
    runs: Vec<Run>,
    /// These characters, and where their bytes in the charsets of one are.
    chars: Vec<char>,
    rows: Vec<SingleRow>,
}

struct Run {
    range: Range<usize>,
    /// How many of all characters there are up to its end.
    end: usize,
}

/// What the runs of a line are as the bytes of a charset.
pub(super) struct Reading {
    charset: Charset,
    /// What they say, one after the other, and where each ends.
    text: String,
    ends: Vec<usize>,
    /// What that costs, without what the charset does.
    outcome: Cost,
}

impl Reading {
    fn cost(&self) -> Cost {
        self.outcome.saturating_add(weights::utf8_entry(self.charset))
    }

    /// The same comes out in another charset: the likelier of them is told.
    fn name(&mut self, charset: Charset) {
        if weights::utf8_entry(charset) < weights::utf8_entry(self.charset) {
            self.charset = charset;
        }
    }
}

impl<'t> Line<'t> {
    /// Takes a line, which begins to be more than ASCII at `first`, and reads it in the charset that gives it back, if there
    /// is one that is better than all others.
    pub(super) fn read(&mut self, text: &'t str, first: usize, settings: &Settings) -> Option<Reading> {
        let foreign = &text[first..];
        let charsets = if may_begin(foreign) { beginning(foreign) & settings.charsets } else { 0 };
        if charsets == 0 {
            return None;
        }
        self.take_apart(text);
        let best = self.best(charsets)?;
        let own = self.cost(self.runs.iter().map(|run| &text[run.range.clone()]));
        let gain = own - best.cost();
        let by_chance = best.charset.multi_index().is_some() && best.text.chars().nth(1).is_none();
        let is_likely = gain >= entire::LEAST_GAIN && best.outcome <= own / entire::LESS && !by_chance;
        let is_unlike = || has_marks(text, best.charset) || self.has_formula() || self.is_mixed(&best);
        (is_likely && !is_unlike()).then_some(best)
    }

    fn take_apart(&mut self, text: &'t str) {
        self.text = text;
        self.runs.clear();
        self.chars.clear();
        self.rows.clear();
        // Where much is damaged, most characters are of two bytes; reserving for all of them is reserving once.
        self.chars.reserve(text.len() / 2);
        self.rows.reserve(text.len() / 2);
        let tables = Tables::get();
        let mut at = 0;
        while let Some(start) = next_non_ascii(text.as_bytes(), at) {
            at = start;
            for c in text[start..].chars().take_while(|c| !c.is_ascii()) {
                self.chars.push(c);
                self.rows.push(tables.single_row(c));
                at += c.len_utf8();
            }
            self.runs.push(Run { range: start..at, end: self.chars.len() });
        }
    }

    /// The likeliest reading in some charsets, if no other comes near it.
    fn best(&self, charsets: CharsetMask) -> Option<Reading> {
        let mut best: Option<Reading> = None;
        let mut second = Cost::MAX;
        for charset in charsets_of(charsets) {
            if let Some(best) = best.as_mut().filter(|best| self.has_same_bytes(best.charset, charset)) {
                best.name(charset);
                continue;
            }
            let Some(reading) = self.decode(charset) else { continue };
            match &mut best {
                Some(best) if best.text == reading.text => best.name(charset),
                Some(best) if best.cost() <= reading.cost() => second = second.min(reading.cost()),
                _ => second = best.replace(reading).map_or(second, |last| second.min(last.cost())),
            }
        }
        best.filter(|best| second.saturating_sub(best.cost()) >= entire::MARGIN)
    }

    /// Is the line the same in two charsets of one byte a character?
    fn has_same_bytes(&self, charset: Charset, other: Charset) -> bool {
        let (charset, other) = (charset.index(), other.index());
        let is_same = |bytes: &[u8; Charset::SINGLE_COUNT]| bytes[charset] == bytes[other];
        charset.max(other) < Charset::SINGLE_COUNT && self.rows.iter().all(|&row| is_same(Tables::get().bytes_of(row)))
    }

    fn decode(&self, charset: Charset) -> Option<Reading> {
        let mut bytes = Vec::with_capacity(2 * self.chars.len());
        let mut ends = Vec::with_capacity(self.runs.len());
        let mut first = 0;
        for run in &self.runs {
            let start = bytes.len();
            if charset.multi_index().is_some() {
                for &c in &self.chars[first..run.end] {
                    bytes.extend_from_slice(Tables::get().code(charset, c)?.as_slice());
                }
            } else {
                let byte = |&row: &SingleRow| Tables::get().bytes_of(row)[charset.index()];
                bytes.extend(self.rows[first..run.end].iter().map(byte));
            }
            str::from_utf8(&bytes[start..]).ok()?;
            ends.push(bytes.len());
            first = run.end;
        }
        let text = String::from_utf8(bytes).ok()?;
        // A charset has no byte for a character that it lacks, and what was lost once is not worth more than what is here.
        if text.contains(['\0', char::REPLACEMENT_CHARACTER]) {
            return None;
        }
        let mut reading = Reading { charset, text, ends, outcome: 0 };
        reading.outcome = self.cost(pieces(&reading));
        Some(reading)
    }

    /// What texts cost in the places of the runs.
    fn cost<'r>(&self, texts: impl Iterator<Item = &'r str>) -> Cost {
        let mut sum: Cost = 0;
        for (run, text) in self.runs.iter().zip(texts) {
            let mut previous = before(self.text, run.range.start);
            for c in text.chars().chain([after(self.text, run.range.end)]) {
                sum = sum.saturating_add(model::pair_cost(previous, c));
                previous = c;
            }
        }
        sum
    }

    fn has_formula(&self) -> bool {
        self.runs.iter().any(|Run { range, .. }| {
            is_formula(before(self.text, range.start), &self.text[range.clone()], after(self.text, range.end))
        })
    }

    /// Is there a word of Latin letters and those of another alphabet?
    fn is_mixed(&self, reading: &Reading) -> bool {
        self.runs.iter().zip(pieces(reading)).any(|(run, piece)| {
            let (before, after) = (before(self.text, run.range.start), after(self.text, run.range.end));
            is_mixed(before, piece.chars().chain([after]))
        })
    }

    /// Where the runs stand, and what they say in a reading.
    fn outcomes<'r>(&'r self, reading: &'r Reading) -> impl Iterator<Item = (Range<usize>, &'r str)> {
        self.runs.iter().map(|run| run.range.clone()).zip(pieces(reading))
    }

    /// What changes if the line, which begins at `start`, is read so.
    pub(super) fn changes(&self, reading: &Reading, start: usize, settings: &Settings) -> Vec<Change> {
        let chain = vec![Misreading::new(Charset::Utf8, reading.charset)];
        let languages = languages_at(self.text, self.runs.first().map_or(0, |run| run.range.start), settings);
        let mut log_odds = -weights::chain_prior(&chain);
        let mut changes = Vec::with_capacity(self.runs.len());
        for (range, outcome) in self.outcomes(reading) {
            let (text, chain) = (outcome.into(), chain.clone());
            let mut change = Change { range, text, chain, fidelity: Fidelity::EXACT, log_odds: 0 };
            log_odds = log_odds.saturating_add(gain(self.text, 0, &change, &languages));
            change.range = change.range.start + start..change.range.end + start;
            changes.push(change);
        }
        for change in &mut changes {
            change.log_odds = log_odds;
        }
        changes
    }

    pub(super) fn restored(&self, reading: &Reading) -> String {
        let mut restored = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, outcome) in self.outcomes(reading) {
            restored.push_str(&self.text[at..range.start]);
            restored.push_str(outcome);
            at = range.end;
        }
        restored.push_str(&self.text[at..]);
        restored
    }
}

/// What each run says in a reading.
fn pieces(reading: &Reading) -> impl Iterator<Item = &str> {
    let starts = [0].into_iter().chain(reading.ends.iter().copied());
    starts.zip(&reading.ends).map(|(start, &end)| &reading.text[start..end])
}

/// May the first characters of a text be UTF-8 in some charset? A letter with an accent amid plain ones is none.
pub(super) fn may_begin(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first >= FIRST_OF_MULTI) || chars.next().is_some_and(|next| !next.is_ascii())
}

/// The charsets in which a text, which begins beyond ASCII, is UTF-8 as far as it takes to tell it from good text.
fn beginning(text: &str) -> CharsetMask {
    /// So many characters tell.
    const TELLING: usize = 10;
    let chars = || text.chars().take_while(|c| !c.is_ascii());
    let Some(first) = chars().next() else { return 0 };
    let tables = Tables::get();
    let multi = if first < FIRST_OF_MULTI { 0 } else { MULTI };
    let charsets = multi | chars().nth(1).map_or(0, |next| leading(first, next, chars().nth(2)));
    if charsets == 0 {
        return 0;
    }
    // Overlong sequences and the like are found when all is read.
    let may_be_utf8 = |&charset: &Charset| {
        let mut open = 0;
        text.chars().take(TELLING).all(|c| {
            if c.is_ascii() {
                return open == 0;
            }
            let Some(code) = tables.code(charset, c) else { return false };
            code.as_slice().iter().all(|&byte| {
                open = match (open, byte) {
                    (0, 0..=0x7F) => 0,
                    (0, 0xC2..=0xDF) => 1,
                    (0, 0xE0..=0xEF) => 2,
                    (0, 0xF0..=0xF4) => 3,
                    (1.., 0x80..=0xBF) => open - 1,
                    _ => return false,
                };
                true
            })
        })
    };
    charsets_of(charsets).filter(may_be_utf8).fold(0, |all, charset| all | 1 << charset.index())
}

/// The charsets of one byte in which three characters begin as a sequence of UTF-8 does: told for all at once, as nearly all
/// good text leaves here.
fn leading(first: char, second: char, third: Option<char>) -> CharsetMask {
    let tables = Tables::get();
    let [leads, seconds] = [first, second].map(|c| tables.single_bytes(c));
    let thirds = third.map_or(&[0; Charset::SINGLE_COUNT], |c| tables.single_bytes(c));
    let is_end = third.is_none();
    let mut leading = [false; Charset::SINGLE_COUNT];
    for (at, begins) in leading.iter_mut().enumerate() {
        let [lead, second, third] = [leads[at], seconds[at], thirds[at]];
        let is_trail = |byte: u8| matches!(byte, 0x80..=0xBF);
        let goes_on = match lead {
            0xC2..=0xDF => is_end || third >= 0xC2,
            0xE0..=0xF4 => is_trail(third),
            _ => false,
        };
        *begins = is_trail(second) && goes_on;
    }
    if !leading.contains(&true) {
        return 0;
    }
    leading.iter().enumerate().fold(0, |all, (at, &leads)| all | CharsetMask::from(leads) << at)
}

/// The charsets of more bytes a character.
const MULTI: CharsetMask = (1 << Charset::LEGACY_COUNT) - (1 << Charset::SINGLE_COUNT);
