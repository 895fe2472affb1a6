//! Words that are looked at, and what they cost as they stand.

use super::{
    alien::{self, FIRST_LEAD_OF_WIDE, alien_cost, has_kana, is_alien, is_mixed, is_word_otherwise},
    lone::Lone,
    marks::begins_with_mark,
    oddity::Oddity,
    runs::Runs,
    split::foreign_words,
    weights,
};
use crate::{
    letter::is_letter,
    model::{self, Cost, Languages, Symbol},
};
use alloc::vec::Vec;
use core::ops::Range;

/// What a word is made of; its characters are added one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    pub(super) runs: Runs,
    /// Letters beyond ASCII, and all letters.
    pub(super) foreign_letters: u32,
    pub(super) letters: u32,
    /// Tells letters beyond ASCII from others.
    pub(super) print: u32,
    /// Typographic apostrophes between letters.
    pub(super) apostrophes: u32,
    /// Ordinal signs and degrees after a number, as `1.ª` and `45°`.
    pub(super) ordinals: u32,
    /// Quotes that come in pairs, and single ones that do not follow a letter.
    pub(super) quotes: u32,
    /// How many characters are the same as the two before them.
    pub(super) repeated: u32,
    pub(super) oddity: Oddity,
}

impl Tally {
    /// At the start of a word.
    pub(super) fn new() -> Self {
        Self {
            runs: Runs::new(),
            foreign_letters: 0,
            letters: 0,
            print: 0,
            apostrophes: 0,
            ordinals: 0,
            quotes: 0,
            repeated: 0,
            oddity: Oddity::default(),
        }
    }

    /// Adds a character.
    pub(super) fn push(&mut self, next: Symbol, languages: &Languages) {
        let (before, previous) = (self.runs.before.c, self.runs.previous.c);
        self.runs.push(next, languages);
        self.note(before, previous, next);
    }

    /// Adds a character to all but the runs.
    fn note(&mut self, before: char, previous: char, next: Symbol) {
        self.oddity.push(next.c);
        let letter = next.is_letter() || next.c.is_ascii_alphabetic();
        self.apostrophes += u32::from(previous == '’' && letter && is_letter(before));
        self.letters += u32::from(letter);
        if !next.c.is_ascii() {
            if letter {
                self.foreign_letters += 1;
                self.print = self.print.wrapping_add(print(next.c));
            }
            // A number may end with a full stop or without.
            let number = previous.is_ascii_digit() || previous == '.' && before.is_ascii_digit();
            self.ordinals += u32::from(matches!(next.c, 'ª' | 'º' | '°') && number);
            let pairs = matches!(next.c, '“' | '”' | '„' | '«' | '»' | '‹' | '›');
            let opens = matches!(next.c, '‘' | '’') && !previous.is_alphanumeric();
            self.quotes += u32::from(pairs || opens);
            self.repeated += u32::from(next.c == previous && next.c == before);
        }
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
    /// The line, and where it stands there.
    line: &'l str,
    pub(super) range: Range<usize>,
    pub(super) text: &'l str,
    /// Only its runs are told until the word is [complete](Word::complete).
    pub(super) tally: Tally,
    /// The most that a repair could gain, as far as it counts.
    pub(super) potential: Cost,
    /// By how many bits what it gains is shifted, as words with the same characters stand before it.
    pub(super) shift: u32,
    /// Has it a C1 control, or a mark that belongs on a letter or amid a word and stands before one?
    pub(super) control: bool,
    /// How it stands, if it is one character.
    pub(super) lone: Lone,
    /// Does it begin with a number that no line of a table follows?
    pub(super) numbered: bool,
    /// Could it have to do with a charset of more bytes a character?
    pub(super) multi: Multi,
}

/// Whether a word could have to do with a charset of more bytes a character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Multi {
    Neither,
    /// It could have been stored so: its characters can be bytes of such.
    Stored,
    /// It could have been read so: it has hanzi, kana or hangul.
    Read,
}

impl<'l> Word<'l> {
    /// A word that stands somewhere in a line.
    pub(super) fn alone(text: &'l str, languages: &Languages) -> Self {
        Self::read(text, 0..text.len(), false, languages, &mut Seen::default())
    }

    fn new(line: &'l str, range: Range<usize>, languages: &Languages, seen: &mut Seen) -> Self {
        let first = range.start == 0;
        Self::read(line, range, first, languages, seen)
    }

    fn read(line: &'l str, range: Range<usize>, first: bool, languages: &Languages, seen: &mut Seen) -> Self {
        let text = &line[range.clone()];
        let mut tally = Tally::new();
        tally.runs.first = first && text.chars().nth(1).is_none();
        tally.runs.push_word(text, languages);
        let control =
            text.bytes().any(|byte| byte == LEAD_OF_CONTROLS) && text.contains(is_control) || begins_with_mark(text);
        let shift = seen.add(kinds(text));
        let potential = potential(&mut tally.runs, text, languages, shift);
        let lined = |text: &str| text.contains(|c| matches!(c, '\u{2500}'..='\u{259F}'));
        let numbered = text.starts_with(|c: char| c.is_ascii_digit()) && !lined(text);
        let multi = if potential == 0 {
            Multi::Neither
        } else if text.contains(is_wide) {
            Multi::Read
        } else if is_paired(text) {
            Multi::Stored
        } else {
            Multi::Neither
        };
        Self { lone: Lone::of(line, &range), line, range, text, tally, potential, shift, control, numbered, multi }
    }

    /// Does it begin a line or a sentence?
    pub(super) fn begins(&self) -> bool {
        let before = self.line[..self.range.start].trim_end_matches(' ');
        before.is_empty() || before.ends_with(['.', '!', '?'])
    }

    /// Does it end a line?
    pub(super) fn ends(&self) -> bool {
        self.line[self.range.end..].bytes().all(|byte| byte == b' ')
    }

    /// Tells all of a word that is looked at closer, as few are.
    pub(super) fn complete(&mut self) {
        let (mut before, mut previous) = (' ', ' ');
        for c in self.text.chars().chain([' ']) {
            self.tally.note(before, previous, model::symbol(c));
            (before, previous) = (previous, c);
        }
    }
}

/// Could the characters beyond ASCII of a word be bytes of characters that have two? In some part of it two stand together,
/// or each has a plain one after it and no plain letters stand beside those: nobody writes hanzi amid letters.
fn is_paired(word: &str) -> bool {
    let is_mark =
        |c: char| c.is_ascii_punctuation() && !matches!(c, '@' | '[' | '\\' | ']' | '^' | '_' | '`' | '{'..='~');
    word.split(is_mark).filter(|part| !part.is_ascii()).any(|part| {
        let (mut before, mut letters) = (false, false);
        for c in part.chars() {
            if before && !c.is_ascii() {
                return true;
            }
            letters |= !before && c.is_ascii_alphabetic();
            before = !c.is_ascii();
        }
        !letters && !before
    })
}

/// The words of a line, if some could gain enough, and the sum of what they could.
pub(super) fn words<'l>(line: &'l str, languages: &Languages, margin: Cost) -> Option<(Vec<Word<'l>>, Cost)> {
    let mut seen = Seen::default();
    let words: Vec<Word> = foreign_words(line).map(|range| Word::new(line, range, languages, &mut seen)).collect();
    let potential = words.iter().map(|word| word.potential).sum();
    (potential > margin).then_some((words, potential))
}

/// Could the words of a line gain something, as far as can be said without its languages?
pub(crate) fn has_odd_words(line: &str) -> bool {
    exceeds(line, &Languages::default(), weights::SUSPECT_LINE)
}

/// Could the words of a line gain more than this in these languages?
fn exceeds(line: &str, languages: &Languages, limit: Cost) -> bool {
    let mut seen = Seen::default();
    let mut sum = 0;
    foreign_words(line).any(|range| {
        let text = &line[range];
        let mut runs = Runs::new();
        runs.push_word(text, languages);
        sum += potential(&mut runs, text, languages, seen.add(kinds(text)));
        sum > limit
    })
}

/// Adds to what a word costs as it stands; the most that a repair of it could gain.
fn potential(runs: &mut Runs, text: &str, languages: &Languages, shift: u32) -> Cost {
    let wide = text.bytes().any(|byte| byte >= FIRST_LEAD_OF_WIDE);
    let mixed = if wide && is_mixed(text) { text.chars().map(|c| languages.stray_cost(c)).sum() } else { 0 };
    let alien = if wide { alien_cost(text) } else { 0 };
    runs.cost += stray_cost(text, languages) + mixed + alien;
    let potential = if alien > 0 { runs.excess().max(4 * alien) } else { runs.potential() } >> shift;
    if languages.are_told() && potential < weights::SPELT && is_word_otherwise(text, |c| languages.cost(c) > 0) {
        weights::SPELT
    } else if potential < weights::ALIEN_WORD && text.chars().any(|c| is_alien(c, languages)) {
        potential.max(weights::ALIEN_WORD >> shift)
    } else {
        potential
    }
}

/// Has a line letters that are out of place in the language of its plain ones, hanzi that are amid kana, or quotes and
/// hanzi where no word has them, in words that could gain something there? Less is asked if no word of it can be out of
/// place `anywhere`, that is in any language. It is asked for its `languages` if it may.
pub(crate) fn has_alien_words<'l>(line: &str, anywhere: bool, languages: impl FnOnce() -> &'l Languages) -> bool {
    let words = || foreign_words(line).map(|range| &line[range]);
    if anywhere && has_kana(line) && words().any(|word| alien_cost(word) > 0) {
        return true;
    }
    if !has_letters(line.as_bytes(), weights::ENOUGH_LETTERS) {
        return false;
    }
    let wide = anywhere && line.bytes().fold(0, u8::max) >= FIRST_LEAD_OF_WIDE;
    let odd = wide && words().any(alien::is_strange);
    let may_be_home = !alien::is_accented(line) || model::is_at_home(line);
    if !odd && may_be_home && !(anywhere && words().any(|word| is_word_otherwise(word, |_| false))) {
        return false;
    }
    let languages = languages();
    languages.letters() >= weights::ENOUGH_LETTERS
        && (odd || words().any(|word| alien::stands_out(word, languages)))
        && exceeds(line, languages, weights::PROVED)
}

/// Are there so many plain letters? They are counted for many bytes at a time.
fn has_letters(bytes: &[u8], least: usize) -> bool {
    const BLOCK: usize = 128;
    let mut found = 0;
    bytes.chunks(BLOCK).any(|block| {
        let letters = block.iter().fold(0_u8, |count, byte| count + u8::from(byte.is_ascii_alphabetic()));
        found += usize::from(letters);
        found >= least
    })
}

/// Is it a character that only charsets of more bytes a character have? The apple and the ligatures are those of Macs.
fn is_wide(c: char) -> bool {
    c != '\u{F8FF}' && matches!(c, '\u{2E80}'..'\u{FB00}' | '\u{FE30}'..)
}

/// A number that tells words apart by their characters beyond ASCII.
fn kinds(word: &str) -> u32 {
    word.chars().filter(|c| !c.is_ascii()).fold(0, |kinds, c| kinds.wrapping_add(print(c)))
}

/// The first byte of C1 controls, and of signs.
const LEAD_OF_CONTROLS: u8 = 0xC2;

fn is_control(c: char) -> bool {
    ('\u{80}'..'\u{A0}').contains(&c)
}

/// What a word costs more for its only letter that is Cyrillic: amid plain words it is none. Before their languages are
/// known, only where it has no other letter.
fn stray_cost(text: &str, languages: &Languages) -> Cost {
    if !matches!(text.as_bytes(), [0xD0..=0xD3, ..]) {
        return 0;
    }
    let known = languages.are_known();
    let counts =
        |c: &char| if c.is_ascii() { !known && c.is_ascii_alphabetic() } else { model::symbol(*c).is_letter() };
    if text.chars().filter(counts).nth(1).is_none() { weights::STRAY_LETTER } else { 0 }
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
    fn add(&mut self, kinds: u32) -> u32 {
        let known = self.words.iter_mut().find(|(other, times)| *times > 0 && *other == kinds);
        if let Some((_, times)) = known {
            *times += 1;
            return (*times - 1).min(MOST_SHIFT);
        }
        self.words[self.next] = (kinds, 1);
        self.next = (self.next + 1) % RECENT;
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_in_pairs() {
        for word in ["ÉfÉXÉN.txt", "it¡¯s", "(ƒeƒXƒg)", "¼ÆËã»ú", "ÉfÉ\\"] {
            assert!(is_paired(word), "{word}");
        }
        for word in ["été", "señor", "l’eau", "Überfall.txt", "añ"] {
            assert!(!is_paired(word), "{word}");
        }
    }

    #[test]
    fn letters_are_counted() {
        for letters in [0, 1, 12, 128, 129, 300] {
            let text = "x.".repeat(letters);
            assert!(has_letters(text.as_bytes(), letters.max(1)) == (letters > 0));
            assert!(!has_letters(text.as_bytes(), letters + 1));
        }
    }
}
