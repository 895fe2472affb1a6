//! Lines that are one legacy charset read as another from end to end.
//!
//! No structure proves such a misreading, but in a line of nothing else every character speaks for it: under the right pair
//! of charsets each is usual after the one before, under any other hardly one. So the first characters tell which pairs to
//! read all of the line with, and nearly always one is left.

use super::{
    Trust,
    codes::{are_same, decode, encode},
    first::{Found, find},
    is_mixed,
    lossy::may_be_utf8,
    sums::{Sum, Words, sum_of_words},
};
use crate::{
    ascii::next_non_ascii,
    charset::Charset,
    gain::before,
    legacy::{self, Pair},
    letter::{is_letter, is_of_another_alphabet},
    misreading::Misreading,
    model::{self, Cost, EDGE},
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
    /// The charset of which they are all bytes of the line.
    encoded: Option<Charset>,
    /// What each word costs as it stands, and what it does as it is read.
    own: Vec<Cost>,
    words: Vec<Cost>,
}

/// A line, read as stored in one charset and read as another.
pub(super) struct Reading {
    misreading: Misreading,
    prior: Cost,
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

/// So many pairs of characters tell that a line may be misread, and so many that it is not.
const ASKED: usize = 8;
const MOST_ASKED: usize = 24;
/// What costs less as it stands cannot gain enough.
pub(super) const LEAST: Cost = entire::LEAST_GAIN_OF_LEGACY + legacy::MARGIN;

/// May the first characters of a line, which begins to be more than ASCII at `first`, be misread? All cost much then, but for
/// words of one.
pub(super) fn may_begin(text: &str, first: usize) -> bool {
    let mut at = first_of_word(text, first);
    let [mut costs, mut excess]: [Cost; 2] = [0; 2];
    let mut pairs = 0;
    while let Some(start) = at {
        let mut previous = before(text, start);
        at = None;
        for (offset, c) in text[start..].char_indices() {
            let cost = model::pair_cost(previous, c);
            costs += cost;
            excess += cost - strange(c);
            pairs += 1;
            // Nearly all good text leaves after the first few.
            if excess < entire::FAMILIAR || pairs == MOST_ASKED || pairs == ASKED && excess >= 0 {
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

/// What a character costs on average in a misread line.
fn strange(c: char) -> Cost {
    match c {
        _ if is_ideograph(c) => entire::STRANGE_IDEOGRAPH,
        _ if is_of_another_alphabet(c) => entire::STRANGE_OF_ALPHABETS,
        _ => entire::STRANGE,
    }
}

/// What a line, which begins to be more than ASCII at `first`, costs at least if it is misread, wherever in it that shows.
pub(super) fn least(text: &str, first: usize) -> Cost {
    let (share, of) = entire::SHARE_OF_STRANGE;
    let mut was_ascii = before(text, first).is_ascii();
    let counts = |c: &char| !(core::mem::replace(&mut was_ascii, c.is_ascii()) && c.is_ascii());
    let strange = text[first..].chars().filter(counts).map(strange).fold(0, Cost::saturating_add);
    LEAST.max(strange / of * share)
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

/// Has a text, at a first look, no letters but of Greek, Cyrillic, Hebrew and Arabic?
fn is_without_latin(text: &str) -> bool {
    let is_other = |byte: u8| matches!(byte, 0x80..=0xBF | 0xCE..=0xDF) || byte < 0x80 && !byte.is_ascii_alphabetic();
    text.bytes().fold(true, |all, byte| all & is_other(byte))
}

impl Search {
    /// Takes a line, which begins to be more than ASCII at `first` and has to cost so much at `least`, and reads it under the
    /// pair of charsets that makes it good text, if there is one that is better than all others.
    pub(super) fn read(&mut self, text: &str, first: usize, least: Cost, settings: &Settings) -> Option<Reading> {
        let previous = before(text, first);
        let foreign = &text[first..];
        let own = sum_of_words(previous, foreign, &mut self.own);
        if own < least {
            return None;
        }
        let found = find(previous, foreign, settings, &mut self.bytes);
        let (mut best, second) = self.best(text, first, &found)?;
        best.log_odds = own - best.cost;
        let is_likely = |margin: Cost, (share, of): (Cost, Cost)| {
            best.cost <= own / of * share && second.saturating_sub(best.cost) >= margin
        };
        // Nothing but another script speaks for itself.
        let is_latin = |c: char| ('\u{80}'..'\u{370}').contains(&c) && is_letter(c);
        let is_of_scripts = || {
            best.log_odds >= entire::LEAST_GAIN_OF_SCRIPTS
                && is_likely(entire::MARGIN_OF_SCRIPTS, entire::SHARE_OF_SCRIPTS)
                && !best.text[first..].chars().any(is_latin)
        };
        let is_likely = is_likely(entire::MARGIN, (1, entire::LESS)) || is_of_scripts();
        // No word may be likelier as it stands.
        let are_better =
            || best.words.iter().zip(&self.own).all(|(&cost, &own)| cost <= own.saturating_add(entire::WORSE));
        let is_likely = is_likely && best.log_odds >= entire::LEAST_GAIN_OF_LEGACY && are_better();
        let outcome = &best.text[first..];
        let is_mixed = || (is_letter(previous) || !is_without_latin(outcome)) && is_mixed(previous, outcome.chars());
        let read = best.misreading.read_as();
        // Most text that was misread was read as windows-1252.
        let may_be_utf8 = |line: &mut Self, read| line.encode(foreign, read) && may_be_utf8(&line.bytes, read);
        let mut may_be_utf8 =
            || may_be_utf8(self, read) || read != Charset::Windows1252 && may_be_utf8(self, Charset::Windows1252);
        (is_likely && !is_mixed() && !may_be_utf8()).then_some(best)
    }

    /// Turns what is more than ASCII of the line into bytes, if it is not yet; false if a charset lacks some of it.
    fn encode(&mut self, foreign: &str, read: Charset) -> bool {
        if self.encoded != Some(read) {
            self.encoded = encode(foreign, read, &mut self.bytes).then_some(read);
        }
        self.encoded.is_some()
    }

    /// The likeliest reading of all under the pairs that were found, and what the next one costs that says something else; one
    /// that falls far behind does not count.
    fn best(&mut self, text: &str, first: usize, found: &[Found]) -> Option<(Reading, Cost)> {
        let mut best: Option<Reading> = None;
        let mut second = Cost::MAX;
        self.encoded = None;
        for &Found { pair, .. } in found {
            if !self.encode(&text[first..], pair.read) {
                continue;
            }
            let Some(best) = &mut best else {
                best = self.decode(text, first, pair);
                continue;
            };
            let Some((cost, is_same)) = self.rival(best, first, pair) else { continue };
            if !is_same {
                second = second.min(cost.max(best.cost));
            }
            if cost < best.cost {
                *best = self.decode(text, first, pair)?;
            }
        }
        Some((best?, second))
    }

    /// What a text was under a pair of charsets, of which the bytes are those from `first` on, if all of them can be read so.
    fn decode(&mut self, standing: &str, first: usize, pair: Pair) -> Option<Reading> {
        let mut text = String::with_capacity(standing.len());
        text.push_str(&standing[..first]);
        let mut words = Words::after(before(standing, first), &mut self.words);
        decode(&self.bytes, pair.stored, |_, c| {
            text.push(c);
            words.add(c);
            true
        })
        .filter(|&is_whole| is_whole)?;
        let cost = words.finish().saturating_add(pair.prior + legacy::MARGIN);
        let misreading = Misreading::new(pair.stored, pair.read);
        let words = core::mem::take(&mut self.words);
        Some(Reading { misreading, prior: pair.prior, text, cost, words, log_odds: 0 })
    }

    /// What the same costs under another pair, and whether it says the same; `None` if it cannot be read so or falls behind.
    fn rival(&self, best: &Reading, first: usize, pair: Pair) -> Option<(Cost, bool)> {
        if best.misreading.read_as() == pair.read && are_same(&self.bytes, best.misreading.stored_as(), pair.stored) {
            return Some((best.cost.saturating_add(pair.prior - best.prior), true));
        }
        let mut sum = Sum::after(before(&best.text, first));
        sum.cost = pair.prior;
        let mut most = best.prior + entire::MARGIN;
        let mut words = best.words.iter();
        let mut text = best.text[first..].chars();
        let mut is_same = true;
        decode(&self.bytes, pair.stored, |_, c| {
            sum.add(c);
            is_same &= text.next() == Some(c);
            c != ' ' || {
                most = most.saturating_add(words.next().copied().unwrap_or(0));
                sum.cost <= most
            }
        })
        .filter(|&is_whole| is_whole)?;
        sum.add(EDGE);
        Some((sum.cost.saturating_add(legacy::MARGIN), is_same && text.next().is_none()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Reading> {
        let first = next_non_ascii(text.as_bytes(), 0)?;
        Search::default().read(text, first, LEAST, &Settings::DEFAULT)
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
