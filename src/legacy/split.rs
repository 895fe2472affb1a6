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
    let mut words = Words { bytes: line.as_bytes(), at: 0 };
    core::iter::from_fn(move || {
        let (start, foreign) = words.start()?;
        Some(words.take(start, end_of_word(words.bytes, foreign)))
    })
}

/// The same, and how each word begins.
#[inline]
pub(crate) fn begun_words(line: &str) -> impl Iterator<Item = (Start, Range<usize>)> + '_ {
    let mut words = Words { bytes: line.as_bytes(), at: 0 };
    core::iter::from_fn(move || {
        let (start, foreign) = words.start()?;
        let begun = Start::of(words.bytes, start, foreign);
        let end = match begun {
            Start::Fluent(end) | Start::Short(end) => end,
            Start::Other => end_of_word(words.bytes, foreign),
        };
        Some((begun, words.take(start, end)))
    })
}

/// Where the next word of a line is looked for.
#[derive(Clone)]
struct Words<'l> {
    bytes: &'l [u8],
    at: usize,
}

impl Words<'_> {
    /// Where the next word starts, and the first byte beyond ASCII in it.
    #[inline]
    fn start(&self) -> Option<(usize, usize)> {
        // In most scripts a word stands next to the one before.
        if let Some([b' ', 0x80..=0xFF]) = self.bytes[self.at..].first_chunk() {
            return Some((self.at + 1, self.at + 1));
        }
        let foreign = next_non_ascii(self.bytes, self.at)?;
        Some((start_of_word(self.bytes, self.at, foreign), foreign))
    }

    #[inline]
    fn take(&mut self, start: usize, end: usize) -> Range<usize> {
        self.at = end;
        start..end
    }
}

/// Which bytes part words: the next one begins after it, or the one before ends there.
static PARTS: [u8; 256] = {
    let mut parts = [0; 256];
    parts[b' ' as usize] = BEFORE | AFTER;
    parts[b'\t' as usize] = BEFORE | AFTER;
    parts[b';' as usize] = BEFORE | AFTER;
    parts[b'\n' as usize] = BEFORE;
    parts[b'>' as usize] = BEFORE;
    parts[b'<' as usize] = AFTER;
    parts
};
const BEFORE: u8 = 1;
const AFTER: u8 = 2;

/// Where the word starts that goes on at `foreign`; not before `at`. Few bytes are signs, which come before the letters.
#[inline]
fn start_of_word(bytes: &[u8], at: usize, foreign: usize) -> usize {
    let parts = |sign: usize| PARTS[usize::from(bytes[sign])] & BEFORE != 0;
    let mut end = foreign;
    while let Some((before, part)) = bytes[..end].split_last_chunk().filter(|_| end > at) {
        let mut signs = signs(*part);
        while signs != 0 {
            let number = signs.ilog2();
            let sign = before.len() + number as usize / 8;
            if sign < at {
                return at;
            }
            if parts(sign) {
                return sign + 1;
            }
            signs ^= 1 << number;
        }
        end = before.len();
    }
    (at..end).rev().find(|&sign| parts(sign)).map_or(at, |sign| sign + 1)
}

/// Where the word ends that goes on at a place. Tags that do not close are part of words. All is seen once, however long words
/// are.
#[inline]
fn end_of_word(bytes: &[u8], from: usize) -> usize {
    let mut tagged = false;
    let mut end = |sign: usize| match bytes[sign] {
        byte if PARTS[usize::from(byte)] & AFTER == 0 => None,
        b'<' if tagged || bytes.get(sign + 1) != Some(&b'/') => {
            tagged = true;
            None
        }
        byte => Some(sign + usize::from(byte == b';')),
    };
    let mut at = from;
    while let Some(part) = bytes[at..].first_chunk() {
        let mut signs = signs(*part);
        while signs != 0 {
            if let Some(end) = end(at + signs.trailing_zeros() as usize / 8) {
                return end;
            }
            signs &= signs - 1;
        }
        at += part.len();
    }
    (at..bytes.len()).find_map(end).unwrap_or(bytes.len())
}

/// The uppermost bit of each byte of a part that comes before the letters in ASCII, as spaces, digits and most signs do.
#[inline]
fn signs(part: [u8; 8]) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let part = u64::from_le_bytes(part);
    // The others have one of the two uppermost bits.
    !(part | part << 1) & HIGH
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

    #[test]
    fn words_are_parted_wherever_they_stand() {
        for sign in (0..0x80).filter(|&sign| sign != b'<') {
            let [begins, ends] = [BEFORE, AFTER].map(|side| PARTS[usize::from(sign)] & side != 0);
            for length in 1..20 {
                for at in 0..length {
                    let mut bytes = vec![b'a'; length];
                    bytes[at] = sign;
                    let start = if begins { at + 1 } else { 0 };
                    assert_eq!(start_of_word(&bytes, 0, length), start, "{sign} {at} {length}");
                    assert_eq!(start_of_word(&bytes, at, length), start.max(at), "{sign} {at} {length}");
                    let end = if ends { at + usize::from(sign == b';') } else { length };
                    assert_eq!(end_of_word(&bytes, 0), end, "{sign} {at} {length}");
                    // Others beside it part nothing.
                    bytes[0] = b'.';
                    bytes[length - 1] = b'!';
                    let is_there = at > 0 && at + 1 < length;
                    assert_eq!(start_of_word(&bytes, 0, length), if is_there { start } else { 0 });
                    assert_eq!(end_of_word(&bytes, 0), if is_there { end } else { length });
                }
            }
        }
    }
}
