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
        let mut start = foreign;
        loop {
            let Some(sign) = last_plain_sign(&self.bytes[self.at..start]) else { break Some((self.at, foreign)) };
            start = self.at + sign;
            if PARTS[usize::from(self.bytes[start])] & BEFORE != 0 {
                break Some((start + 1, foreign));
            }
        }
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

/// Where the word ends that goes on at a place. Tags that do not close are part of words. All is seen once, however long words
/// are.
fn end_of_word(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    let mut tagged = false;
    loop {
        let Some(sign) = next_plain_sign(bytes, at) else { return bytes.len() };
        at = sign;
        match bytes[at] {
            byte if PARTS[usize::from(byte)] & AFTER == 0 => at += 1,
            b'<' if !tagged && bytes.get(at + 1) == Some(&b'/') => return at,
            b'<' => {
                tagged = true;
                at += 1;
            }
            byte => return at + usize::from(byte == b';'),
        }
    }
}

/// The first byte at or after `at` that comes before the letters in ASCII, as spaces, digits and most signs do.
#[inline]
fn next_plain_sign(bytes: &[u8], at: usize) -> Option<usize> {
    let mut start = at;
    while let Some(part) = bytes[start..].first_chunk() {
        let signs = signs(*part);
        if signs != 0 {
            return Some(start + signs.trailing_zeros() as usize / 8);
        }
        start += part.len();
    }
    bytes[start..].iter().position(|byte| *byte < FIRST_LETTER).map(|offset| start + offset)
}

/// The last one of all.
#[inline]
fn last_plain_sign(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    while let Some((before, part)) = rest.split_last_chunk() {
        let signs = signs(*part);
        if signs != 0 {
            return Some(before.len() + 7 - signs.leading_zeros() as usize / 8);
        }
        rest = before;
    }
    rest.iter().rposition(|byte| *byte < FIRST_LETTER)
}

/// Before it there are spaces, digits and signs.
const FIRST_LETTER: u8 = 0x40;

/// The uppermost bit of each byte of a part that comes before the letters.
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
    fn plain_signs_are_found_anywhere() {
        for sign in (0..=0xFF).filter(|byte| *byte != b'a') {
            for length in 1..20 {
                for at in 0..length {
                    let mut bytes = vec![b'a'; length];
                    bytes[at] = sign;
                    let found = (sign < b'@').then_some(at);
                    assert_eq!(last_plain_sign(&bytes), found);
                    for from in 0..=length {
                        assert_eq!(next_plain_sign(&bytes, from), found.filter(|&at| at >= from), "{sign} {at} {from}");
                    }
                    bytes[0] = b' ';
                    bytes[length - 1] = b' ';
                    assert_eq!(next_plain_sign(&bytes, 0), Some(0));
                    assert_eq!(last_plain_sign(&bytes), Some(length - 1));
                }
            }
        }
    }
}
