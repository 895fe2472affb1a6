//! Lines and words: the parts of a text that are looked at, and what they cost as they stand.

use super::{oddity::Oddity, weights};
use crate::model::{self, Cost, Languages, Symbol};
use alloc::vec::Vec;
use core::ops::Range;

/// Lines longer than this are cut at a space.
const LONG: usize = 4096;

/// The lines with a character beyond ASCII; long ones in parts.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    core::iter::from_fn(move || {
        let bytes = text.as_bytes();
        let foreign = crate::scan::next_non_ascii(bytes, at)?;
        let start = memchr::memrchr2(b'\n', b'\r', &bytes[at..foreign]).map_or(at, |offset| at + offset + 1);
        let start = start.max(foreign.saturating_sub(LONG));
        let mut end = memchr::memchr2(b'\n', b'\r', &bytes[foreign..]).map_or(bytes.len(), |offset| foreign + offset);
        if end - foreign > LONG {
            let cut = memchr::memchr(b' ', &bytes[foreign + LONG..end]).unwrap_or(0).min(LONG);
            end = (foreign + LONG + cut..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
        }
        at = end;
        Some(start..end)
    })
}

/// The words with a character beyond ASCII: what stands between plain spaces.
pub(super) fn foreign_words(line: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    let bytes = line.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        let foreign = crate::scan::next_non_ascii(bytes, at)?;
        let start = memchr::memrchr2(b' ', b'\t', &bytes[at..foreign]).map_or(at, |offset| at + offset + 1);
        let end = memchr::memchr2(b' ', b'\t', &bytes[foreign..]).map_or(bytes.len(), |offset| foreign + offset);
        at = end;
        Some(start..end)
    })
}

/// Where hanzi, kana and hangul begin.
const FIRST_IDEOGRAPH: char = '\u{2E80}';

/// What the characters of a word cost; added one after the other.
///
/// Runs of plain characters count nothing: they are the same however the rest was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    pub(super) cost: Cost,
    /// How many runs of characters were counted.
    pub(super) counted: Cost,
    /// Letters beyond ASCII, and all letters.
    pub(super) foreign_letters: u32,
    pub(super) letters: u32,
    /// Characters beyond ASCII.
    pub(super) foreign: u32,
    /// Tells letters beyond ASCII from others.
    pub(super) print: u32,
    /// Hanzi, kana and hangul: there are more of them, so each costs more.
    pub(super) ideographs: u32,
    /// Typographic apostrophes between letters.
    pub(super) apostrophes: u32,
    /// Ordinal signs after a number, as `1.ª`.
    pub(super) ordinals: u32,
    /// Quotes that come in pairs, and single ones that do not follow a letter.
    pub(super) quotes: u32,
    /// How many characters are the same as the two before them.
    pub(super) repeated: u32,
    pub(super) oddity: Oddity,
    before: Symbol,
    previous: Symbol,
    started: bool,
}

impl Tally {
    /// At the start of a word.
    pub(super) fn new() -> Self {
        let space = model::symbol(' ');
        Self {
            cost: 0,
            counted: 0,
            foreign_letters: 0,
            letters: 0,
            foreign: 0,
            print: 0,
            ideographs: 0,
            apostrophes: 0,
            ordinals: 0,
            quotes: 0,
            repeated: 0,
            oddity: Oddity::default(),
            before: space,
            previous: space,
            started: false,
        }
    }

    /// Adds a character.
    pub(super) fn push(&mut self, next: Symbol, languages: &Languages) {
        let foreign = !next.c.is_ascii();
        if foreign || !self.previous.c.is_ascii() || !self.before.c.is_ascii() {
            let cost = if self.started {
                model::cost_after(self.before, self.previous, next)
            } else {
                model::cost(self.previous, next)
            };
            self.cost += cost + languages.cost(next.c);
            self.counted += 1;
        }
        self.oddity.push(next.c);
        let letter = next.is_letter() || next.c.is_ascii_alphabetic();
        self.apostrophes += u32::from(self.previous.c == '’' && letter && self.before.c.is_alphabetic());
        self.letters += u32::from(letter);
        if foreign {
            self.foreign += 1;
            if letter {
                self.foreign_letters += 1;
                self.print = self.print.wrapping_add(print(next.c));
            }
            self.ideographs += u32::from(next.c >= FIRST_IDEOGRAPH);
            self.ordinals += u32::from(matches!(next.c, 'ª' | 'º') && self.ends_a_number());
            let pairs = matches!(next.c, '“' | '”' | '„' | '«' | '»' | '‹' | '›');
            let opens = matches!(next.c, '‘' | '’') && !self.previous.c.is_alphanumeric();
            self.quotes += u32::from(pairs || opens);
            self.repeated += u32::from(next.c == self.previous.c && next.c == self.before.c);
        }
        self.before = self.previous;
        self.previous = next;
        self.started = true;
    }

    /// Does a number end here, with a full stop or without?
    fn ends_a_number(&self) -> bool {
        self.previous.c.is_ascii_digit() || self.previous.c == '.' && self.before.c.is_ascii_digit()
    }

    /// The most that a repair of the word could gain; nothing if it looks good.
    fn potential(&self) -> Cost {
        let ideographs = Cost::try_from(self.ideographs).unwrap_or(Cost::MAX);
        let odd = match ideographs {
            0 if self.foreign < weights::MORE => weights::ODD_RUN,
            0 => weights::ODD_RUN_OF_MORE,
            1..weights::FEW_IDEOGRAPHS => weights::ODD_RUN_OF_FEW_IDEOGRAPHS,
            _ => weights::ODD_RUN_OF_IDEOGRAPHS,
        };
        let good = weights::GOOD_RUN * self.counted + weights::GOOD_IDEOGRAPH * ideographs;
        if self.cost < odd * self.counted { 0 } else { (self.cost - good).max(0) }
    }

    /// Ends the word.
    pub(super) fn finish(mut self, languages: &Languages) -> Self {
        self.push(model::symbol(' '), languages);
        self
    }
}

/// A number that stands for a character.
pub(super) fn print(c: char) -> u32 {
    u32::from(c).wrapping_mul(0x9E37_79B1)
}

/// A word beyond ASCII, as it stands.
pub(super) struct Word<'l> {
    /// Where it stands in the line.
    pub(super) range: Range<usize>,
    pub(super) text: &'l str,
    pub(super) tally: Tally,
    /// The most that a repair could gain, as far as it counts.
    pub(super) potential: Cost,
    /// By how many bits what it gains is shifted, as words with the same characters stand before it.
    pub(super) shift: u32,
    /// Has it a C1 control?
    pub(super) control: bool,
    /// Is it one character with more than a space on one side, as signs stand in tables?
    pub(super) cell: bool,
}

impl<'l> Word<'l> {
    fn new(line: &'l str, range: Range<usize>, languages: &Languages, seen: &mut Seen) -> Self {
        let text = &line[range.clone()];
        let mut tally = Tally::new();
        let mut sum = 0_u32;
        let mut control = false;
        for c in text.chars() {
            tally.push(model::symbol(c), languages);
            if !c.is_ascii() {
                sum = sum.wrapping_add(print(c));
                control |= c < '\u{A0}';
            }
        }
        let tally = tally.finish(languages);
        let shift = seen.add(sum);
        let potential = tally.potential() >> shift;
        let around = [
            &line.as_bytes()[range.start.saturating_sub(2)..range.start],
            &line.as_bytes()[range.end..line.len().min(range.end + 2)],
        ];
        let cell = text.chars().count() == 1
            && around.iter().any(|side| matches!(side, [b' ', b' '] | [.., b'\t'] | [b'\t', ..]));
        Self { range, text, tally, potential, shift, control, cell }
    }
}

/// The words of a line, if some could gain enough, and the sum of what they could.
pub(super) fn words<'l>(line: &'l str, languages: &Languages, margin: Cost) -> Option<(Vec<Word<'l>>, Cost)> {
    let mut seen = Seen::default();
    let words: Vec<Word> = foreign_words(line).map(|range| Word::new(line, range, languages, &mut seen)).collect();
    let potential = words.iter().map(|word| word.potential).sum();
    (potential > margin).then_some((words, potential))
}

/// The words that stood before, by the characters beyond ASCII that they have.
///
/// Words with the same characters in question say less and less that is new: the model may be wrong about a letter
/// in every word of a language. So what each gains counts half of what the one before did.
#[derive(Default)]
pub(super) struct Seen {
    /// The latest different ones, and how often each stood.
    words: [(u32, u32); RECENT],
    next: usize,
}

/// How many different words are remembered.
const RECENT: usize = 16;
/// From so many on, words gain nothing that matters.
const MOST_SHIFT: u32 = 8;

impl Seen {
    /// Adds a word; says by how many bits to shift what it gains.
    fn add(&mut self, print: u32) -> u32 {
        let known = self.words.iter_mut().find(|(other, times)| *times > 0 && *other == print);
        if let Some((_, times)) = known {
            *times += 1;
            return (*times - 1).min(MOST_SHIFT);
        }
        self.words[self.next] = (print, 1);
        self.next = (self.next + 1) % RECENT;
        0
    }
}

/// Could the words of a line gain something, as far as can be said without its languages?
pub(crate) fn has_odd_words(line: &str) -> bool {
    let anywhere = Languages::default();
    let mut sum = 0;
    let mut seen = Seen::default();
    foreign_words(line).any(|range| {
        let mut tally = Tally::new();
        let mut letters = 0_u32;
        for c in line[range].chars() {
            tally.push(model::symbol(c), &anywhere);
            letters = if c.is_ascii() { letters } else { letters.wrapping_add(print(c)) };
        }
        sum += tally.finish(&anywhere).potential() >> seen.add(letters);
        sum > weights::SUSPECT_LINE
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_beyond_ascii() {
        let text = "plain\nañejo\nplain\n\nÿ";
        let found: Vec<&str> = lines(text).map(|line| &text[line]).collect();
        assert_eq!(found, ["añejo", "ÿ"]);
        let long = "é ".repeat(LONG);
        let parts: String = lines(&long).map(|part| &long[part]).collect();
        assert_eq!(parts, long);
    }

    #[test]
    fn words_are_those_beyond_ascii() {
        let line = "el señor\tde la ñandú";
        let found: Vec<&str> = foreign_words(line).map(|word| &line[word]).collect();
        assert_eq!(found, ["señor", "ñandú"]);
    }
}
