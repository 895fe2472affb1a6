//! What the bytes of a multi-byte charset are read as.
//!
//! A text has few of the lead bytes, and a table of all codes takes long to decode: so each row of it, the codes that begin with
//! the same byte, is decoded at its first use.

use super::label::{Charset, Source};
use crate::lazy::Once;
use alloc::{boxed::Box, vec, vec::Vec};

/// How many trail bytes there are, from [`FIRST_TRAIL`].
const TRAILS: usize = 192;
const FIRST_TRAIL: u8 = 0x40;
/// How many bytes there are beyond ASCII.
const LEADS: usize = 128;
/// Stands between codes.
const LINE_END: u16 = b'\n' as u16;

/// The rows of a charset, by lead byte from 0x80.
pub(super) struct Rows {
    charset: Charset,
    lone: Once<[Option<char>; LEADS]>,
    /// Each where it was built, as there are few.
    by_lead: [Once<Box<Row>>; LEADS],
}

/// The codes that begin with the same byte.
struct Row {
    /// The trail bytes with which it is a code, a bit each: all, if it is one by itself.
    valid: [u64; 4],
    /// The characters of the two-byte codes, zero where there is none.
    chars: [u16; TRAILS],
}

impl Rows {
    pub(super) const fn new(charset: Charset) -> Self {
        Self { charset, lone: Once::new(), by_lead: [const { Once::new() }; LEADS] }
    }

    pub(super) fn charset(&self) -> Charset {
        self.charset
    }

    /// The character of a single byte from 0x80.
    #[inline]
    pub(super) fn lone(&self, byte: u8) -> Option<char> {
        let lone = self.lone.get_or_init(|| {
            let mut lone = [None; LEADS];
            decode_all(self.charset, (0x81..=0xFE).map(|byte| [byte]), |[byte], c| lone[index(byte)] = Some(c));
            lone
        });
        lone[index(byte)]
    }

    /// The character of a two-byte code, but for user-defined ones.
    #[inline]
    pub(super) fn pair(&self, lead: u8, trail: u8) -> Option<char> {
        let at = usize::from(trail.checked_sub(FIRST_TRAIL)?);
        let c = char::from_u32(u32::from(*self.row(lead).chars.get(at)?))?;
        Some(c).filter(|&c| c != '\0' && !('\u{E000}'..='\u{F8FF}').contains(&c))
    }

    /// Reads bytes, a character and the place of its last byte at a time, and tells whether the last is whole; `None` if they
    /// are no text, or if `add` says that it is enough.
    #[inline]
    pub(super) fn decode(&self, bytes: &[u8], mut add: impl FnMut(usize, char) -> bool) -> Option<bool> {
        let mut bytes = bytes.iter().enumerate();
        while let Some((at, &byte)) = bytes.next() {
            let lone = if byte < 0x80 { Some(char::from(byte)) } else { self.lone(byte) };
            let (at, c) = match lone {
                Some(c) => (at, c),
                None => match bytes.next() {
                    Some((at, &trail)) => (at, self.pair(byte, trail)?),
                    None => return Some(false),
                },
            };
            if !add(at, c) {
                return None;
            }
        }
        Some(true)
    }

    #[inline]
    fn row(&self, lead: u8) -> &Row {
        self.by_lead[index(lead)].get_or_init(|| Box::new(self.decoded(lead)))
    }

    fn decoded(&self, lead: u8) -> Row {
        let mut row = Row { valid: [0; 4], chars: [0; TRAILS] };
        if self.lone(lead).is_some() {
            row.valid = [u64::MAX; 4];
        } else if (0x81..=0xFE).contains(&lead) {
            let first = if self.charset == Charset::EucJp { 0xA1 } else { FIRST_TRAIL };
            decode_all(self.charset, (first..=0xFE).map(|trail| [lead, trail]), |[_, trail], c| {
                row.valid[usize::from(trail / 64)] |= 1 << (trail % 64);
                row.chars[usize::from(trail - FIRST_TRAIL)] = u16::try_from(u32::from(c)).unwrap_or(0);
            });
        }
        row
    }
}

/// Which bytes a decoder of a charset would have read.
#[derive(Clone, Copy)]
pub(crate) struct Readable<'t>(pub(super) &'t Rows);

impl Readable<'_> {
    /// Would it have read these two bytes, or the first alone?
    #[inline]
    pub(crate) fn has(self, lead: u8, trail: u8) -> bool {
        lead < 0x80 || self.0.row(lead).valid[usize::from(trail / 64)] >> (trail % 64) & 1 == 1
    }
}

fn index(byte: u8) -> usize {
    usize::from(byte & 0x7F)
}

/// Decodes codes of one length, in one call, and notes where each lands.
pub(super) fn decode_all<const LENGTH: usize>(
    charset: Charset,
    codes: impl Iterator<Item = [u8; LENGTH]>,
    mut note: impl FnMut([u8; LENGTH], char),
) {
    let Source::Whatwg(encoding) = charset.source() else { return };
    // Each code on a line of its own: what cannot be read never takes a line end with it.
    let mut lines = Vec::with_capacity(codes.size_hint().0 * (LENGTH + 1));
    codes.for_each(|code| {
        lines.extend_from_slice(&code);
        lines.push(LINE_END as u8);
    });
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut units = vec![0; decoder.max_utf16_buffer_length(lines.len()).unwrap_or(0)];
    let (_, _, length, _) = decoder.decode_to_utf16(&lines, &mut units, true);
    let mut lines = lines.chunks_exact(LENGTH + 1);
    let mut start = 0;
    for (at, _) in units[..length].iter().enumerate().filter(|(_, unit)| **unit == LINE_END) {
        let code = lines.next().and_then(|line| line.first_chunk());
        if let (Some(&code), Some(c)) = (code, one_char(&units[start..at])) {
            note(code, c);
        }
        start = at + 1;
    }
}

/// The character beyond ASCII that a line of UTF-16 is.
fn one_char(line: &[u16]) -> Option<char> {
    match *line {
        [unit] => char::from_u32(unit.into()).filter(|&c| c != '\u{FFFD}' && !c.is_ascii()),
        [_, _] => char::decode_utf16(line.iter().copied()).next()?.ok().filter(|c| c.len_utf16() == 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::Cow;

    #[test]
    fn rows_are_what_a_decoder_reads() {
        for charset in Charset::MULTI {
            let Source::Whatwg(encoding) = charset.source() else { continue };
            let rows = Rows::new(charset);
            for lead in 0x81..=0xFE {
                let read = |bytes: &[u8]| {
                    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
                };
                let one = read(&[lead]).and_then(|text| text.chars().next());
                assert_eq!(rows.lone(lead), one, "{charset} {lead:X}");
                for trail in (0x80..=0xFE).filter(|_| one.is_none()) {
                    let two = read(&[lead, trail]);
                    let c = two.as_deref().and_then(|text| text.chars().next());
                    let in_table = |&c: &char| c <= '\u{FFFF}' && !('\u{E000}'..='\u{F8FF}').contains(&c);
                    let is_one = two.as_deref().is_some_and(|text| text.chars().nth(1).is_none());
                    assert_eq!(
                        rows.pair(lead, trail),
                        c.filter(in_table).filter(|_| is_one),
                        "{charset} {lead:X}{trail:X}"
                    );
                    assert!(!is_one || Readable(&rows).has(lead, trail));
                }
            }
        }
    }
}
