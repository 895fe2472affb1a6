//! Where lines and words begin and end.

use crate::{ascii::next_non_ascii, fluent::Start};
use core::ops::Range;

/// Lines longer than this are cut at a space.
const LONG: usize = 4096;

/// The lines with a character beyond ASCII; long ones in parts.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    core::iter::from_fn(move || {
        let bytes = text.as_bytes();
        let foreign = next_non_ascii(bytes, at)?;
        let start = memchr::memrchr2(b'\n', b'\r', &bytes[at..foreign]).map_or(at, |offset| at + offset + 1);
        let start = start.max(foreign.saturating_sub(LONG));
        // No more is looked at than a part may have: there may be many in a line.
        let most = bytes.len().min(foreign + 2 * LONG);
        let mut end = memchr::memchr2(b'\n', b'\r', &bytes[foreign..most]).map_or(most, |offset| foreign + offset);
        if end - foreign > LONG {
            let cut = memchr::memchr(b' ', &bytes[foreign + LONG..end]).unwrap_or(0);
            end = cut_between_pairs(text, start, foreign + LONG + cut);
        }
        at = end;
        Some(start..end)
    })
}

/// The first place from `at` on where a part of a text may end that starts at `start`: what was stored two bytes a character
/// stays whole there. After a plain character, which is one or the second half of one, halves come in pairs.
fn cut_between_pairs(text: &str, start: usize, at: usize) -> usize {
    let ceil = |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let end = ceil(at);
    let from = text.as_bytes()[start..end].iter().rposition(u8::is_ascii).map_or(start, |plain| start + plain + 1);
    if text[from..end].chars().count().is_multiple_of(2) { end } else { ceil(end + 1) }
}

/// The words with a character beyond ASCII: what stands between plain spaces, or between the marks that part the fields of
/// tables and lists, each of which belongs to the word before it. Words begin after a tag of markup, and end before one that
/// closes.
pub(crate) fn foreign_words(line: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    Words { line, at: 0, look: |_| Start::Other }
}

/// The same without those that are [fluent](Start::Fluent): `look` says so of the word that begins at a place.
pub(crate) fn foreign_words_but_fluent<'l>(
    line: &'l str,
    look: impl FnMut(usize) -> Start + 'l,
) -> impl Iterator<Item = Range<usize>> + 'l {
    Words { line, at: 0, look }
}

#[derive(Clone)]
struct Words<'l, F> {
    line: &'l str,
    at: usize,
    look: F,
}

impl<F: FnMut(usize) -> Start> Iterator for Words<'_, F> {
    type Item = Range<usize>;

    #[inline]
    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.line.as_bytes();
        loop {
            let foreign = next_non_ascii(bytes, self.at)?;
            let before = bytes[self.at..foreign].iter().rposition(|&byte| PARTS[usize::from(byte)] & BEFORE != 0);
            let start = before.map_or(self.at, |offset| self.at + offset + 1);
            self.at = match (self.look)(start) {
                Start::Fluent(end) => {
                    self.at = end;
                    continue;
                }
                Start::Short(end) => end,
                Start::Other => end_of_word(bytes, foreign),
            };
            return Some(start..self.at);
        }
    }
}

/// Which bytes part words: the next one begins after it, or the one before ends there.
static PARTS: [u8; 256] = {
    let mut parts = [0; 256];
    parts[b' ' as usize] = BEFORE | AFTER;
    parts[b'\t' as usize] = BEFORE | AFTER;
    parts[b';' as usize] = BEFORE | AFTER;
    parts[b'>' as usize] = BEFORE;
    parts[b'<' as usize] = AFTER;
    parts
};
const BEFORE: u8 = 1;
const AFTER: u8 = 2;

/// Where the word ends that goes on at a place. Tags that do not close are part of words. All is seen once, however long words
/// are.
fn end_of_word(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    let mut tagged = false;
    loop {
        let part = bytes[at..].iter().position(|&byte| PARTS[usize::from(byte)] & AFTER != 0);
        let Some(offset) = part else { return bytes.len() };
        at += offset;
        match bytes[at] {
            b'<' if !tagged && bytes.get(at + 1) == Some(&b'/') => return at,
            b'<' => {
                tagged = true;
                at += 1;
            }
            byte => return at + usize::from(byte == b';'),
        }
    }
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
    fn long_lines_are_cut_between_pairs() {
        for pair in ["ÄãºÃ", "xÄã", "Äãyy"] {
            let long = pair.repeat(3 * LONG);
            let parts: Vec<&str> = lines(&long).map(|part| &long[part]).collect();
            assert!(parts.len() > 2 && parts.concat() == long);
            let whole = |part: &&str| part.chars().filter(|c| !c.is_ascii()).count() % 2 == 0;
            assert!(parts.iter().all(whole), "{pair}");
        }
    }

    #[test]
    fn words_are_those_beyond_ascii() {
        let line = "el señor\tde la ñandú";
        let found: Vec<&str> = foreign_words(line).map(|word| &line[word]).collect();
        assert_eq!(found, ["señor", "ñandú"]);
        let line = "<p>Ärzte</p> “<b>x</b>” é;è <td>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaü</td>ö<br>";
        let found: Vec<&str> = foreign_words(line).map(|word| &line[word]).collect();
        assert_eq!(found, ["Ärzte", "“<b>x</b>”", "é;", "è", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaü", "ö<br>"]);
    }
}
