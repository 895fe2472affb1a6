//! The scan: which parts of a text could be UTF-8 that was misread.
//!
//! For each non-ASCII character a row of a table says in which charsets it can continue or complete a
//! UTF-8 sequence. A run of such characters in which no charset completes one is left without another
//! look; the others are gathered into *windows*.

mod table;

use crate::{
    ascii::next_non_ascii,
    charset::{Charset, CharsetMask},
    letter::is_letter,
    model::EDGE,
    remnants::{self, FIRST_IDEOGRAPHIC, is_of_shift_jis},
};
use core::ops::Range;
use table::{NEEDS, Row, row};
use unicode_segmentation::GraphemeCursor;

/// Runs of non-ASCII characters on one line, at most this many bytes apart, share a window.
const GAP: usize = 400;
/// A window is closed at the first gap after this many bytes, so that memory stays bounded.
const LONG: usize = 8 * 1024;
/// A run without any gap is cut after this many bytes: between two sequences, if one ends among so many more.
const LONGEST: usize = 16 * 1024;
const FARTHEST: usize = LONGEST + 64;

/// A part of the text that some charset may have spoilt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) range: Range<usize>,
    /// The charsets in which something in the window is UTF-8, or was.
    pub(crate) charsets: CharsetMask,
    /// Those in which a sequence is complete, or begins as those of quotes and dashes do, which are lost most often.
    pub(crate) likely: CharsetMask,
    /// Those in which a sequence begins as those of quotes and dashes do.
    pub(crate) quoted: CharsetMask,
    /// Those in which a sequence seems to lack a byte.
    pub(crate) cut: CharsetMask,
}

impl Window {
    /// The same of some charsets only.
    pub(crate) fn of_charsets(self, charsets: CharsetMask) -> Self {
        let [all, likely, quoted, cut] =
            [self.charsets, self.likely, self.quoted, self.cut].map(|mask| mask & charsets);
        Self { charsets: all, likely, quoted, cut, ..self }
    }
}

/// Follows a run of non-ASCII characters.
#[derive(Default)]
struct Run {
    /// `needs[n]`: the charsets in which a sequence is open that needs `n` bytes more.
    needs: [CharsetMask; NEEDS],
    /// Those of one byte more in which two bytes are there already.
    ripe: CharsetMask,
    /// Those of one byte more in which the first stands after a small letter, as hardly any capital does; and those in
    /// which it begins a quote after a plain character.
    bound: CharsetMask,
    /// Those of one byte more in which the first is a Latin letter after a plain character.
    alone: CharsetMask,
    /// The charsets in which a sequence is complete.
    complete: CharsetMask,
    /// The charsets in which a sequence begins after a plain character as those of quotes do.
    quoted: CharsetMask,
    /// The charsets in which a sequence seems to have lost its last byte.
    cut: CharsetMask,
    /// Those of more bytes in which the first character starts amid a sequence.
    orphan: CharsetMask,
    /// Is there a U+FFFD?
    replaced: bool,
    /// Was the last character U+FFFD?
    marked: bool,
    /// Was it one that stands beside dots for bytes that Shift_JIS lost?
    wide: bool,
    /// How many characters there are, and how many of them only charsets of more bytes have.
    length: usize,
    wides: usize,
    /// The charsets in which any sequence that breaks off is taken to have lost bytes.
    proved: CharsetMask,
}

/// The charsets of one byte a character.
const SINGLE: CharsetMask = (1 << Charset::SINGLE_COUNT) - 1;

/// The one charset in which `・` stands for lost bytes.
const SHIFT_JIS: CharsetMask = 1 << Charset::ShiftJis.index();

/// Where the letters of Latin script end that single-byte charsets have.
const END_OF_LATIN: char = '\u{250}';

/// Those that `à` was misread as nearly always: its second byte is U+00A0 in them.
const WESTERN: CharsetMask = 1 << Charset::Windows1252.index() | 1 << Charset::Iso8859_1.index();

/// The first bytes of the characters that trail bytes were misread as there.
const LEADS_OF_TRAILS: [u8; 5] = [0xC2, 0xC5, 0xC6, 0xCB, 0xE2];

impl Run {
    fn push(&mut self, c: char, row: &Row, previous: u8) {
        let goes_on = row.next[1].iter().fold(0, |all, mask| all | mask);
        match c {
            '\u{FFFD}' => self.cut |= self.proved | self.needs[1] | self.needs[2] | self.needs[3],
            '・' => {
                let dotted = if self.wide { SHIFT_JIS } else { 0 };
                self.cut |= (self.needs[1] | self.needs[2]) & (!SINGLE & !goes_on | dotted);
            }
            _ => self.cut |= (self.ripe | self.bound | self.needs[1] & self.proved) & !goes_on,
        }
        self.needs[0] = CharsetMask::MAX;
        let mut next = [0; NEEDS];
        for (need, &from) in self.needs.iter().enumerate() {
            self.complete |= from & row.done[need];
            for (to, &mask) in next.iter_mut().zip(&row.next[need]) {
                *to |= from & mask;
            }
        }
        let fresh = row.next[0][1];
        self.cut |= self.alone & fresh;
        self.length += 1;
        if c >= FIRST_IDEOGRAPHIC && (self.length == 1 || self.marked) {
            self.orphan = goes_on & !SINGLE;
            if self.marked || previous == b'?' || previous.is_ascii_lowercase() {
                self.cut |= self.orphan;
            }
        }
        self.marked = c == '\u{FFFD}';
        self.wide = is_of_shift_jis(c);
        self.wides += usize::from(c >= FIRST_IDEOGRAPHIC);
        self.replaced |= self.marked;
        self.ripe = self.needs[2] & row.next[2][1] | self.needs[3] & row.next[3][1] | fresh & !SINGLE;
        self.bound = if previous.is_ascii_lowercase() { fresh & SINGLE } else { 0 };
        // Among capitals others than Ã are common in some language.
        let begins = previous.is_ascii() && !previous.is_ascii_uppercase() || c == 'Ã';
        self.alone = if begins && c < END_OF_LATIN && is_letter(c) { fresh & SINGLE } else { 0 };
        let quote = if previous.is_ascii() { row.quote & SINGLE } else { 0 };
        self.bound |= quote;
        self.quoted |= quote;
        self.needs = next;
    }

    /// Is no sequence open in any of the charsets in which others are complete?
    fn is_between(&self) -> bool {
        self.needs[1..].iter().all(|open| open & self.complete == 0)
    }

    /// Ends the run before an ASCII byte, `beyond` which stands another; says whether that may stand for a lost one.
    fn end(&mut self, next: u8, beyond: u8) -> bool {
        self.cut |= self.ripe | self.bound | self.alone | (self.needs[1] | self.needs[2]) & self.proved;
        let marked = match next {
            b' ' => {
                let goes_on = if LEADS_OF_TRAILS.contains(&beyond) { self.needs[2] & WESTERN } else { 0 };
                self.needs[1] & (WESTERN | self.bound | self.alone) | goes_on
            }
            b'?' => self.needs[1] | self.needs[2] & (!SINGLE | self.bound | self.alone),
            _ => 0,
        };
        if self.length == 1 && next.is_ascii_lowercase() {
            self.cut |= self.orphan;
        }
        self.cut |= marked;
        marked != 0
    }
}

/// Finds the windows of a text, in order.
pub(crate) struct Windows<'t> {
    text: &'t str,
    at: usize,
    open: Option<Window>,
    /// Where the last window that was given ends.
    given: usize,
    /// The latest runs of nothing but lost bytes that are in no window.
    marks: Range<usize>,
    proved: CharsetMask,
    before: char,
    after: char,
}

impl<'t> Windows<'t> {
    /// Where misreadings are proved, as these charsets, sequences that seem to lack a byte are suspect of
    /// themselves.
    pub(crate) fn new(text: &'t str, proved: CharsetMask) -> Self {
        Self { text, at: 0, open: None, given: 0, marks: 0..0, proved, before: EDGE, after: EDGE }
    }

    /// The windows of a text that stands between two others.
    pub(crate) fn between(before: char, after: char, text: &'t str, proved: CharsetMask) -> Self {
        Self { before, after, ..Self::new(text, proved) }
    }

    /// Takes a run of which all bytes may have been lost into the open window, if bytes were lost in that, or keeps it for the
    /// next one.
    fn stretch(&mut self, range: Range<usize>) {
        match &mut self.open {
            Some(open) if open.cut != 0 && are_near(self.text, &open.range, &range) => open.range.end = range.end,
            _ if !self.marks.is_empty() && are_near(self.text, &self.marks, &range) => self.marks.end = range.end,
            _ => self.marks = range,
        }
    }

    /// A window in which a charset of more bytes lost some, with the `?` near it that may stand for others.
    fn with_marks(&mut self, mut window: Window) -> Window {
        let bytes = self.text.as_bytes();
        let stops = |byte: &u8| !byte.is_ascii() || *byte == b'\n';
        if window.cut == 0 {
            return window;
        }
        if window.cut & !SINGLE == 0 {
            window.range.end += bytes[window.range.end..].iter().take_while(|&&byte| byte == b'?').take(2).count();
            return window;
        }
        let limit = self.open.as_ref().map_or(bytes.len(), |open| open.range.start);
        let after = &bytes[window.range.end..limit.min(window.range.end + GAP)];
        let after = &after[..after.iter().position(stops).unwrap_or(after.len())];
        window.range.end += memchr::memrchr(b'?', after).map_or(0, |at| at + 1);
        let start = self.given.max(window.range.start.saturating_sub(GAP));
        let before = &bytes[start..window.range.start];
        let from = before.iter().rposition(stops).map_or(0, |at| at + 1);
        window.range.start = memchr::memchr(b'?', &before[from..]).map_or(window.range.start, |at| start + from + at);
        self.given = window.range.end;
        window
    }

    /// Adds a run to the open window, or starts another and gives the finished one.
    fn add(&mut self, mut run: Window) -> Option<Window> {
        let marks = core::mem::take(&mut self.marks);
        match &mut self.open {
            Some(open) if are_near(self.text, &open.range, &run.range) => {
                open.range.end = run.range.end;
                open.charsets |= run.charsets;
                open.likely |= run.likely;
                open.quoted |= run.quoted;
                open.cut |= run.cut;
                None
            }
            open => {
                // What may stand for a lost byte can be claimed from both sides.
                let start = open.as_ref().map_or(self.given, |open| open.range.end);
                if run.cut & !SINGLE != 0 && !marks.is_empty() && are_near(self.text, &marks, &run.range) {
                    run.range.start = marks.start;
                }
                run.range.start = run.range.start.max(start);
                open.replace(run)
            }
        }
    }
}

impl Iterator for Windows<'_> {
    type Item = Window;

    fn next(&mut self) -> Option<Window> {
        while let Some(start) = next_non_ascii(self.text.as_bytes(), self.at) {
            let mut run = Run { proved: self.proved, ..Run::default() };
            self.at = self.text.len();
            let mut previous = self.text.as_bytes()[..start].last().copied().unwrap_or(ascii(self.before));
            for (offset, c) in self.text[start..].char_indices() {
                if c.is_ascii() {
                    self.at = start + offset;
                    break;
                }
                if offset > LONGEST && (run.is_between() || offset > FARTHEST) {
                    self.at = grapheme_end(self.text, start + offset);
                    break;
                }
                run.push(c, row(c), previous);
                previous = 0x80;
            }
            let next = self.text.as_bytes().get(self.at);
            let beyond = self.text.as_bytes().get(self.at + 1).copied().unwrap_or_default();
            let marked = run.end(next.copied().unwrap_or(ascii(self.after)), beyond) && next.is_some();
            if run.wides >= remnants::FEW || next == Some(&b'?') {
                run.cut |= remnants::charsets(&self.text[start..]);
            }
            let charsets = run.complete | run.cut;
            if charsets == 0 && run.replaced {
                // Perhaps bytes of the same misreading, all of them lost.
                self.stretch(start..self.at);
            }
            if charsets != 0 {
                let asked = usize::from(start > 0 && self.text.as_bytes()[start - 1] == b'?');
                let range = start - asked..self.at + usize::from(marked);
                let finished = self.add(Window {
                    range,
                    charsets,
                    likely: run.complete | run.quoted,
                    quoted: run.quoted,
                    cut: run.cut,
                });
                if finished.is_some() {
                    return finished.map(|window| self.with_marks(window));
                }
            }
        }
        self.at = self.text.len();
        let finished = self.open.take();
        finished.map(|window| self.with_marks(window))
    }
}

/// Do two parts of a text share a window? They are on one line, not far apart and not long.
fn are_near(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    second.start.saturating_sub(first.end) <= GAP
        && second.end - first.start <= LONG
        && memchr::memchr(b'\n', &text.as_bytes()[first.end.min(second.start)..second.start]).is_none()
}

/// The first end of a grapheme at or after a character boundary.
fn grapheme_end(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => at,
        _ => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
    }
}

/// The character as a byte, a stand-in if it is not ASCII.
fn ascii(c: char) -> u8 {
    u8::try_from(c).unwrap_or(0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(text: &str) -> Vec<(&str, Vec<Charset>)> {
        Windows::new(text, 0)
            .map(|window| {
                let charsets = Charset::ALL.into_iter().filter(|c| window.charsets >> c.index() & 1 == 1);
                (&text[window.range], charsets.collect())
            })
            .collect()
    }

    #[test]
    fn plain_accents_are_not_suspect() {
        assert_eq!(windows("Année, über, Łódź, señor; ¿qué?"), []);
        assert_eq!(windows(&"ascii ".repeat(100)), []);
    }

    #[test]
    fn a_space_may_be_the_second_of_three_bytes() {
        let cut = |text: &str| Windows::new(text, 0).any(|window| window.cut & WESTERN != 0);
        // The bytes of 적 are EC A0 81.
        assert!(cut("ì \u{81}"));
        assert!(!cut("à été") && !cut("où il va"));
    }

    #[test]
    fn each_kind_of_charset_is_seen() {
        for (text, charset) in [
            ("cafÃ©", Charset::Windows1252),
            ("doesnâ€™t", Charset::Windows1252),
            ("РџСЂРёРІРµС‚", Charset::Windows1251),
            ("it鈥檚", Charset::Gb18030),
            ("漏", Charset::Gb18030),
            ("縺薙ｓ縺ｫ縺｡縺ｯ", Charset::ShiftJis),
            ("훱", Charset::EucKr),
            ("ðŸ˜€", Charset::Windows1252),
        ] {
            let found = windows(text);
            assert!(found.len() == 1 && found[0].1.contains(&charset), "{text} {found:?}");
        }
    }

    #[test]
    fn windows_end_at_lines_and_long_gaps() {
        let far = format!("Ã© Ã¨{}Ã©\nÃ©", " ".repeat(GAP + 1));
        let found: Vec<&str> = windows(&far).into_iter().map(|(text, _)| text).collect();
        assert_eq!(found, ["Ã© Ã¨", "Ã©", "Ã©"]);
    }

    #[test]
    fn marks_on_both_sides_belong_to_a_window() {
        let text = "��so,�� she said �� it�䏭 late ��\n�� and";
        let found: Vec<&str> = windows(text).into_iter().map(|(text, _)| text).collect();
        assert_eq!(found, ["��so,�� she said �� it�䏭 late ��"]);
    }

    #[test]
    fn long_runs_are_cut_between_graphemes() {
        let run = "Ã©\u{301}".repeat(LONGEST);
        let found: Vec<&str> = windows(&run).into_iter().map(|(text, _)| text).collect();
        assert!(found.len() > 1 && found.concat() == run);
        assert!(found.iter().all(|part| part.starts_with('Ã')), "{:?}", found[1].chars().next());
    }

    #[test]
    fn finds_the_first_byte_beyond_ascii() {
        for at in [0, 1, 63, 64, 65, 200] {
            let text = format!("{}é", "a".repeat(at));
            assert_eq!(next_non_ascii(text.as_bytes(), 0), Some(at));
            assert_eq!(next_non_ascii(text.as_bytes(), at / 2), Some(at));
        }
    }
}
