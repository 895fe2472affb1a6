//! Charsets that no table reads: UTF-16, and those that shift between ASCII and codes of two bytes in seven bits.

use super::{Charset, Pending, Step, Tables};
use alloc::{string::String, vec::Vec};

/// Begins a code of ISO-2022-JP that shifts; mail systems strip it.
const ESCAPE: u8 = 0x1B;

/// The byte that a character was read from, as Windows-1252 or else as ISO-8859-1.
pub(crate) fn byte(c: char) -> Option<u8> {
    let latin1 = || u8::try_from(u32::from(c)).ok();
    if c.is_ascii() {
        latin1()
    } else {
        Tables::get().code(Charset::Windows1252, c).map_or_else(latin1, |code| code.as_slice().first().copied())
    }
}

/// The bytes of a text; where it has a character that the charset lacks, that place.
pub(super) fn encode(charset: Charset, text: &str) -> Result<Vec<u8>, (usize, char)> {
    match charset {
        Charset::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Charset::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => encode_shifting(charset, text),
    }
}

/// How a charset shifts: the charset that has its codes with the upper bits set, and what starts and ends them.
fn shifts(charset: Charset) -> (Charset, &'static [u8], &'static [u8]) {
    match charset {
        Charset::Iso2022Jp => (Charset::EucJp, b"\x1B$B", b"\x1B(B"),
        _ => (Charset::Gb18030, b"~{", b"~}"),
    }
}

fn encode_shifting(charset: Charset, text: &str) -> Result<Vec<u8>, (usize, char)> {
    let (table, start, end) = shifts(charset);
    let mut bytes = Vec::with_capacity(text.len());
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if c.is_ascii() {
            if core::mem::take(&mut inside) {
                bytes.extend(end);
            }
            bytes.push(c as u8);
            if c == '~' && charset == Charset::Hz {
                bytes.push(b'~');
            }
            continue;
        }
        let code = Tables::get().code(table, c);
        let code = code
            .as_ref()
            .map(super::Code::as_slice)
            .filter(|code| code.len() == 2 && code.iter().all(|&byte| byte > 0xA0));
        let code = code.ok_or((at, c))?;
        if !core::mem::replace(&mut inside, true) {
            bytes.extend(start);
        }
        bytes.extend(code.iter().map(|byte| byte & 0x7F));
    }
    if inside {
        bytes.extend(end);
    }
    Ok(bytes)
}

/// The text that bytes are, with U+FFFD for what is none, and where the first of that stands.
pub(super) fn decode(charset: Charset, bytes: &[u8]) -> (String, Option<usize>) {
    let unit: fn([u8; 2]) -> u16 = match charset {
        Charset::Utf16Le => u16::from_le_bytes,
        Charset::Utf16Be => u16::from_be_bytes,
        _ => return decode_shifting(charset, bytes),
    };
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut wrong = None;
    let mut at = 0;
    let mut text: String = char::decode_utf16(units)
        .map(|c| {
            let c = c.unwrap_or_else(|_| {
                wrong = wrong.or(Some(at));
                char::REPLACEMENT_CHARACTER
            });
            at += 2 * c.len_utf16();
            c
        })
        .collect();
    if bytes.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
        wrong = wrong.or(Some(bytes.len() - 1));
    }
    (text, wrong)
}

fn decode_shifting(charset: Charset, bytes: &[u8]) -> (String, Option<usize>) {
    let mut text = String::with_capacity(bytes.len());
    let mut wrong = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if let Ok((length, piece)) = shifted(charset, &bytes[at..]) {
            text.push_str(&piece);
            at += length;
            continue;
        }
        let tilde = charset == Charset::Hz && bytes[at..].starts_with(b"~~");
        if byte.is_ascii() && byte != ESCAPE {
            text.push(char::from(byte));
        } else {
            text.push(char::REPLACEMENT_CHARACTER);
            wrong = wrong.or(Some(at));
        }
        at += 1 + usize::from(tilde);
    }
    (text, wrong)
}

/// The piece of two-byte codes that bytes begin with, shifts included: its length and its text. The escape characters
/// of ISO-2022-JP and the tildes of HZ may be gone, but all of them; without tildes, only what no word is in braces. Where there is none, how many bytes
/// were read.
pub(crate) fn shifted(charset: Charset, bytes: &[u8]) -> Result<(usize, String), usize> {
    let (table, ..) = shifts(charset);
    let marked = bytes.first().is_some_and(|&byte| byte == ESCAPE || byte == b'~');
    let mut at = usize::from(marked);
    let starts: &[&[u8]] = if charset == Charset::Iso2022Jp { &[b"$B", b"$@"] } else { &[b"{"] };
    at += starts.iter().find(|start| bytes[at..].starts_with(start)).ok_or(0_usize)?.len();
    let first = at;
    let mut text = String::new();
    loop {
        let rest = &bytes[at..];
        let ends: &[&[u8]] = match (charset, marked) {
            (Charset::Iso2022Jp, true) => &[b"\x1B(B", b"\x1B(J"],
            (Charset::Iso2022Jp, false) => &[b"(B", b"(J"],
            (_, true) => &[b"~}"],
            (_, false) => &[b"}"],
        };
        if let Some(end) = ends.iter().find(|end| rest.starts_with(end)) {
            let codes = &bytes[first..at];
            let bare = charset == Charset::Hz && !marked;
            let common = || codes.chunks(2).all(|code| COMMON_HANZI.contains(&code[0]));
            let word = || codes.iter().all(u8::is_ascii_alphanumeric);
            let fits = codes.len() >= if bare { LEAST_BARE } else { 2 } && !(bare && (word() || !common()));
            return if fits { Ok((at + end.len(), text)) } else { Err(0) };
        }
        if at - first > LONGEST {
            return Err(at);
        }
        let &[lead @ 0x21..=0x7E, trail @ 0x21..=0x7E, ..] = rest else { return Err(at) };
        let mut pending = Pending::default();
        if Tables::get().push(table, &mut pending, lead | 0x80) != Step::More {
            return Err(at);
        }
        let Step::Char(c) = Tables::get().push(table, &mut pending, trail | 0x80) else { return Err(at) };
        text.push(c);
        at += 2;
    }
}

/// The first bytes of the hanzi of the first level of GB 2312, which are common, in seven bits.
const COMMON_HANZI: core::ops::RangeInclusive<u8> = 0x30..=0x57;
/// Bytes of the longest piece: the lines of mail are no longer.
const LONGEST: usize = 998;
/// Bytes between braces that may be Chinese without a tilde: three hanzi.
const LEAST_BARE: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifted_pieces_have_both_ends() {
        let piece = |charset, bytes: &[u8]| shifted(charset, bytes).ok().map(|(_, text)| text);
        assert_eq!(piece(Charset::Iso2022Jp, b"$B%F%9%H(B and").as_deref(), Some("テスト"));
        assert_eq!(piece(Charset::Iso2022Jp, b"\x1B$B%F%9%H\x1B(B").as_deref(), Some("テスト"));
        assert_eq!(piece(Charset::Iso2022Jp, b"$B5.99 (Best)"), None);
        assert_eq!(piece(Charset::Iso2022Jp, b"$B(B"), None);
        assert_eq!(piece(Charset::Hz, b"~{VPND~}").as_deref(), Some("中文"));
        assert_eq!(piece(Charset::Hz, b"{<:Ky2;S{}").as_deref(), Some("己所不欲"));
        assert_eq!(piece(Charset::Hz, b"{NUMBER}"), None);
    }

    #[test]
    fn tildes_are_doubled() {
        assert_eq!(encode(Charset::Hz, "~中").as_deref(), Ok(&b"~~~{VP~}"[..]));
        assert_eq!(decode(Charset::Hz, b"~~~{VP~}"), ("~中".into(), None));
        assert_eq!(encode(Charset::Hz, "aй€").map_err(|(at, _)| at), Err(3));
        assert_eq!(decode(Charset::Utf16Le, b"a\0\0\xD8b"), ("a\u{FFFD}\u{FFFD}".into(), Some(2)));
    }
}
