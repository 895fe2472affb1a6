//! Lines that are one legacy charset read as another from end to end.
//!
//! No structure proves such a misreading, but in a line of nothing else every character speaks for it: under the right pair
//! of charsets each is usual after the one before, under any other hardly one. So the first characters tell which pairs to
//! read all of the line with, and nearly always one is left.

use super::{
    FIRST_OF_MULTI, Trust, is_mixed,
    sums::{Sum, Words, cost, sum_of_words},
};
use crate::{
    ascii::next_non_ascii,
    candidates::is_structured,
    charset::{Charset, Pending, Step, Tables},
    gain::before,
    legacy::{self, Pair},
    letter::{is_letter, is_of_another_alphabet},
    misreading::Misreading,
    model::{self, Cost, Symbol},
    scan::Windows,
    settings::Settings,
    suspicion::is_ideograph,
    weights::entire,
};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// The search for the pair of charsets of a line: room for what is found.
#[derive(Default)]
pub(super) struct Search {
    bytes: Vec<u8>,
    found: Vec<Found>,
    /// What the first characters cost under the best pair up to each of their bytes, and under the one that is looked at.
    least: Vec<Cost>,
    costs: Vec<Cost>,
    /// What they may cost.
    most: Cost,
    /// What each word costs as it stands, and what it does as it is read.
    own: Vec<Cost>,
    words: Vec<Cost>,
}

/// A pair of charsets that may be the one.
#[derive(Clone, Copy)]
struct Found {
    pair: Pair,
    /// What the first characters cost, with the prior.
    cost: Cost,
}

/// A line, read as stored in one charset and read as another.
pub(super) struct Reading {
    misreading: Misreading,
    /// What it says.
    pub(super) text: String,
    /// What that costs, with what the misreading does, and what each word does.
    cost: Cost,
    words: Vec<Cost>,
    log_odds: Cost,
}

impl Reading {
    /// Of long lines that come out as much better text some look like misread UTF-8, for rare characters in them.
    pub(super) fn trust(&self) -> Trust {
        let (share, of) = entire::SHARE_OF_SURE;
        let standing = self.cost + self.log_odds;
        let is_sure = self.log_odds >= entire::SURE && self.cost <= standing / of * share;
        if is_sure { Trust::Full } else { Trust::Some }
    }

    /// A line of a text that was this once it is `restored`.
    pub(super) fn line(&self, text: &str, line: &Range<usize>, restored: &str) -> legacy::Line {
        let mut at = line.start;
        let words = text[line.clone()].split(' ').zip(restored.split(' '));
        let edits = words.filter_map(|(word, outcome)| {
            let start = at;
            at += word.len() + 1;
            legacy::edit(word, start, outcome, self.misreading)
        });
        let edits = edits.collect();
        let Self { cost, log_odds, .. } = *self;
        legacy::Line { range: line.clone(), edits, cost, log_odds, standing: cost + log_odds, entire: true }
    }
}

/// So many pairs of characters tell whether to ask at all.
const ASKED: Cost = 8;
/// What costs less as it stands cannot gain enough.
const LEAST: Cost = entire::LEAST_GAIN_OF_LEGACY + legacy::MARGIN;
/// So many characters tell the pairs apart.
const TELLING: usize = 16;

/// May the first characters of a line, which begins to be more than ASCII at `first`, be misread? All cost much then, but for
/// words of one.
pub(super) fn may_begin(text: &str, first: usize) -> bool {
    let mut at = first_of_word(text, first);
    let [mut costs, mut excess, mut pairs]: [Cost; 3] = [0; 3];
    while let Some(start) = at {
        let mut previous = before(text, start);
        at = None;
        for (offset, c) in text[start..].char_indices() {
            let cost = model::pair_cost(previous, c);
            costs += cost;
            excess += cost
                - match c {
                    _ if is_ideograph(c) => entire::STRANGE_IDEOGRAPH,
                    _ if is_of_another_alphabet(c) => entire::STRANGE_OF_ALPHABETS,
                    _ => entire::STRANGE,
                };
            pairs += 1;
            // Nearly all good text leaves at the first of these.
            if pairs == ASKED || matches!(pairs, 2 | 4) && excess < 0 {
                return excess >= 0;
            }
            if c.is_ascii() {
                at = next_non_ascii(text.as_bytes(), start + offset);
                break;
            }
            previous = c;
        }
    }
    excess >= 0 && costs >= LEAST
}

/// The first character beyond ASCII that is no word by itself, nor a quote or a dash.
fn first_of_word(text: &str, first: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = first;
    loop {
        let c = text[at..].chars().next()?;
        let end = at + c.len_utf8();
        let is_beside = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        let is_in_word = || is_beside(bytes.get(end)) || is_beside(at.checked_sub(1).map(|at| &bytes[at]));
        if !matches!(c, '«' | '»' | '–'..='”' | '„') && is_in_word() {
            return Some(at);
        }
        at = next_non_ascii(bytes, end)?;
    }
}

impl Search {
    /// Takes a line, which begins to be more than ASCII at `first`, and reads it under the pair of charsets that makes it
    /// good text, if there is one that is better than all others.
    pub(super) fn read(&mut self, text: &str, first: usize, settings: &Settings) -> Option<Reading> {
        if !may_begin(text, first) {
            return None;
        }
        let previous = before(text, first);
        let foreign = &text[first..];
        let own = sum_of_words(previous, foreign.chars().map(model::symbol), &mut self.own);
        if own < LEAST {
            return None;
        }
        self.find(previous, foreign, settings);
        let (mut best, second) = self.best(previous, foreign)?;
        best.log_odds = own - best.cost;
        let is_likely = |margin: Cost, (share, of): (Cost, Cost)| {
            best.cost <= own / of * share && second.saturating_sub(best.cost) >= margin
        };
        // Nothing but another script speaks for itself.
        let is_latin = |c: char| ('\u{80}'..'\u{370}').contains(&c) && is_letter(c);
        let is_of_scripts = || {
            best.log_odds >= entire::LEAST_GAIN_OF_SCRIPTS
                && is_likely(entire::MARGIN_OF_SCRIPTS, entire::SHARE_OF_SCRIPTS)
                && !best.text.chars().any(is_latin)
        };
        let is_likely = is_likely(entire::MARGIN, (1, entire::LESS)) || is_of_scripts();
        // No word may be likelier as it stands.
        let are_better = || best.words.iter().zip(&self.own).all(|(&cost, &own)| cost <= own + entire::WORSE);
        let is_likely = is_likely && best.log_odds >= entire::LEAST_GAIN_OF_LEGACY && are_better();
        if !is_likely || is_mixed(previous, best.text.chars()) || may_be_utf8(text, best.misreading.read_as()) {
            return None;
        }
        best.text.insert_str(0, &text[..first]);
        Some(best)
    }

    /// The likeliest reading of all under the pairs that were found, and what the next one costs that says something else.
    fn best(&mut self, previous: char, foreign: &str) -> Option<(Reading, Cost)> {
        let least = self.found.iter().map(|found| found.cost).min()?;
        let mut best: Option<Reading> = None;
        let mut second = Cost::MAX;
        let (mut encoded, mut is_encoded) = (None, false);
        self.bytes.reserve(foreign.len());
        for at in 0..self.found.len() {
            let found = self.found[at];
            if found.cost > least + entire::MARGIN {
                continue;
            }
            if encoded != Some(found.pair.read) {
                encoded = Some(found.pair.read);
                is_encoded = self.encode(foreign, found.pair.read);
            }
            if !is_encoded {
                continue;
            }
            let Some(reading) = self.decode(previous, foreign.len(), found.pair) else { continue };
            match &mut best {
                Some(best) if best.text == reading.text => {
                    if reading.cost < best.cost {
                        *best = reading;
                    }
                }
                Some(best) if best.cost <= reading.cost => second = second.min(reading.cost),
                _ => second = best.replace(reading).map_or(second, |last| second.min(last.cost)),
            }
        }
        Some((best?, second))
    }

    /// Finds the pairs under which the first characters are likely.
    fn find(&mut self, previous: char, foreign: &str, settings: &Settings) {
        self.found.clear();
        self.least.clear();
        let telling = foreign.char_indices().nth(TELLING).map_or(foreign.len(), |(at, _)| at);
        let head = &foreign[..telling];
        let (share, of) = entire::SHARE_OF_SCRIPTS;
        self.most = cost(previous, head.chars().map(model::symbol)) / of * share;
        let mut tried: Vec<(u64, &[Pair])> = Vec::new();
        // What was read as more bytes a character has some that are no letters of alphabets.
        let is_multi = head.chars().any(|c| c >= FIRST_OF_MULTI);
        for list in legacy::pairs().chunk_by(|one, other| one.read == other.read) {
            let read = list[0].read;
            if !is_multi && read.multi_index().is_some() || !self.encode(head, read) {
                continue;
            }
            let print = self.bytes.iter().fold(0, |print, &byte| legacy::fingerprint(print, byte.into()));
            for &pair in list {
                let has = |list: &[Pair]| list.iter().any(|other| other.stored == pair.stored);
                let is_tried = || tried.iter().any(|(other, list)| *other == print && has(list));
                if !settings.allows(Misreading::new(pair.stored, read)) || is_tried() {
                    continue;
                }
                let Some(cost) = self.cost_of_first(previous, pair) else { continue };
                if self.found.iter().all(|found| found.cost > cost) {
                    core::mem::swap(&mut self.least, &mut self.costs);
                }
                self.found.push(Found { pair, cost });
            }
            tried.push((print, list));
        }
    }

    /// What the first characters cost in a charset, with what speaks against it; `None` if they are no text there, or cost too
    /// much, or more than they would under another pair.
    fn cost_of_first(&mut self, previous: char, pair: Pair) -> Option<Cost> {
        let mut sum = Sum { previous: model::symbol(previous), cost: pair.prior };
        self.costs.clear();
        let (costs, least, most) = (&mut self.costs, &self.least, self.most);
        decode(&self.bytes, pair.stored, |at, symbol| {
            sum.add(symbol);
            costs.resize(at + 1, sum.cost);
            let least = least.get(at).copied().unwrap_or(most);
            sum.cost <= most.min(least.saturating_add(entire::MARGIN))
        })?;
        Some(sum.cost)
    }

    /// Turns a text into bytes of a charset; false if it lacks a character, or has two codes for one.
    fn encode(&mut self, text: &str, read: Charset) -> bool {
        let tables = Tables::get();
        self.bytes.clear();
        text.chars().all(|c| {
            if c.is_ascii() {
                self.bytes.push(c as u8);
                return true;
            }
            if read.multi_index().is_none() {
                let byte = tables.single_bytes(c)[read.index()];
                self.bytes.push(byte);
                return byte != 0;
            }
            let mut codes = tables.codes(read, c);
            let Some(code) = codes.next() else { return false };
            self.bytes.extend_from_slice(code.as_slice());
            codes.next().is_none()
        })
    }

    /// What the bytes of a text were under a pair of charsets, if all of them can be read so.
    fn decode(&mut self, previous: char, length: usize, pair: Pair) -> Option<Reading> {
        self.words.reserve(self.own.len());
        let mut text = String::with_capacity(length);
        let mut words = Words::after(previous, &mut self.words);
        decode(&self.bytes, pair.stored, |_, symbol| {
            text.push(symbol.c);
            words.add(symbol);
            true
        })
        .filter(|&is_whole| is_whole)?;
        let cost = words.finish().saturating_add(pair.prior + legacy::MARGIN);
        let misreading = Misreading::new(pair.stored, pair.read);
        Some(Reading { misreading, text, cost, words: core::mem::take(&mut self.words), log_odds: 0 })
    }
}

/// May a line that was read as `read` be UTF-8 that lost bytes? Then few first bytes come again and again, as those of a
/// script are few.
fn may_be_utf8(line: &str, read: Charset) -> bool {
    let tables = Tables::get();
    let lead = |charset: Charset, c: char| match tables.code(charset, c)?.as_slice() {
        [byte @ 0xC2..=0xF4, ..] => Some(usize::from(*byte)),
        _ => None,
    };
    let mut leads = [0; 0x100];
    let mut all = 0;
    for c in line.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        if let Some(lead) = lead(read, c).or_else(|| lead(Charset::Windows1252, c)) {
            leads[lead] += 1;
        }
    }
    let most = leads.into_iter().max().unwrap_or(0);
    let exceeds = |(share, of): (u32, u32)| most * of >= all * share;
    exceeds(LEADS_OF_UTF8) || exceeds(LEADS_OF_LITTLE) && is_mostly_structured(line)
}

/// Of so many characters of UTF-8 so many are one first byte, and hardly ever of a text so many one letter.
const LEADS_OF_UTF8: (u32, u32) = (3, 10);
/// The same for little text, where it says less.
const LEADS_OF_LITTLE: (u32, u32) = (1, 6);

/// Has most of what is beyond ASCII in a line the structure of misread UTF-8?
fn is_mostly_structured(line: &str) -> bool {
    let foreign = |text: &str| text.bytes().filter(|byte| !byte.is_ascii()).count();
    let windows = Windows::new(line, 0).filter(|window| is_structured(line, window));
    2 * windows.map(|window| foreign(&line[window.range])).sum::<usize>() >= foreign(line)
}

/// Reads bytes as a charset, a character and the place of its last byte at a time, and tells whether the last is whole; `None`
/// if they are no text there, or if `add` says that it is enough.
fn decode(bytes: &[u8], stored: Charset, mut add: impl FnMut(usize, Symbol) -> bool) -> Option<bool> {
    if let Some(row) = legacy::symbols_of(stored) {
        let mut bytes = bytes.iter().enumerate();
        return bytes.all(|(at, &byte)| row[usize::from(byte)].is_some_and(|symbol| add(at, symbol))).then_some(true);
    }
    let tables = Tables::get();
    let mut pending = Pending::default();
    let is_text = bytes.iter().enumerate().all(|(at, &byte)| match tables.push(stored, &mut pending, byte) {
        Step::Reject => false,
        Step::More => true,
        Step::Char(c) => add(at, model::symbol(c)),
    });
    is_text.then_some(pending.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Reading> {
        let first = next_non_ascii(text.as_bytes(), 0)?;
        Search::default().read(text, first, &Settings::DEFAULT)
    }

    #[test]
    fn lines_are_read_under_their_pair() {
        use Charset::{Gb18030, Koi8R, ShiftJis, Windows1251, Windows1252};
        for (line, stored, read_as, text) in [
            ("Ïðèâåò, äðóçüÿ, êàê äåëà?", Windows1251, Windows1252, "Привет, друзья, как дела?"),
            ("2 ñòîëà è ñòóë", Windows1251, Windows1252, "2 стола и стул"),
            ("оПХБЕР, ДПСГЭЪ Х ЯНЯЕДХ", Windows1251, Koi8R, "Привет, друзья и соседи"),
            ("½ñÌìÌìÆøºÜºÃ£¬ÎÒÃÇÈ¥¹«Ô°", Gb18030, Windows1252, "今天天气很好，我们去公园"),
            ("‚±‚ñ‚É‚¿‚Í\u{81}AŒ³‹C‚Å‚·‚©", ShiftJis, Windows1252, "こんにちは、元気ですか"),
        ] {
            let found = read(line);
            assert_eq!(found.as_ref().map(|found| found.text.as_str()), Some(text), "{line}");
            if let Some(found) = found {
                assert_eq!(found.misreading, Misreading::new(stored, read_as), "{line}");
                let restored = &found.text;
                let edits = found.line(line, &(0..line.len()), restored).edits;
                let edits = edits.iter().map(|edit| (&edit.range, edit.text.as_str()));
                assert_eq!(crate::change::apply(line, edits), *restored, "{line}");
            }
        }
    }

    #[test]
    fn other_lines_are_left() {
        for line in [
            "Вечером мы долго сидели на веранде",
            "Il était une fois à la forêt",
            "今天天气很好，我们去公园",
            // Too little says so, or not all was misread.
            "Ïðè",
            "Вечером: Ïðèâåò, äðóçüÿ, êàê äåëà?",
            // Letters of the alphabet in order, and Cyrillic ones that look like plain ones.
            "XxYyZzÆæØøÅå0123456789",
            "мeсo",
            // UTF-8 that lost bytes.
            "Ð²ÑÐºÐ°Ð½Ð°Ð½Ð½Ñ",
            "à¤®à¤§à¥à¤¯à¤®",
        ] {
            assert!(read(line).is_none(), "{line}");
        }
    }

    #[test]
    fn words_of_one_letter_say_nothing_of_the_beginning() {
        let begins = |line: &str| may_begin(line, next_non_ascii(line.as_bytes(), 0).unwrap());
        assert!(begins("Ñ êåì âû ãîâîðèòå"));
        assert!(begins("« Ïðèâåò, äðóçüÿ"));
        for line in ["à la forêt", "«Вечером»", "“今天天气很好”", "l’été"] {
            assert!(!begins(line), "{line}");
        }
    }
}
