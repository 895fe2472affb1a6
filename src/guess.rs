//! Which encoding makes the likeliest text of some bytes.

use crate::{
    charset::Charset,
    encoding::Encoding,
    fidelity::Fidelity,
    model::{self, Cost, EDGE, Languages},
    settings::Settings,
    weights,
};
use alloc::{borrow::Cow, string::String, vec::Vec};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{ISO_2022_JP, UTF_16BE, UTF_16LE};

/// Bytes that every charset is tried on.
const SAMPLE: usize = 16 * 1024;
/// Bytes of one line that go into the sample.
const LINE: usize = 512;

/// An encoding, and how likely it is the right one.
pub(crate) struct Guess {
    pub(crate) encoding: Encoding,
    pub(crate) confidence: f32,
}

/// The encoding that makes the likeliest text; `hints` are what is said about the bytes.
pub(crate) fn likeliest(bytes: &[u8], settings: &Settings, hints: [Option<Charset>; 2]) -> Guess {
    let sample = sample(bytes);
    let proposed = proposed(&sample);
    let has_utf8 = has_utf8(&sample);
    let mut found: Vec<Reading> = Vec::new();
    let mut offer = |encoding, text: String, prior, proposal| {
        let cost = cost(&text, &Languages::of(&text, settings.languages)) + prior - proposal;
        found.push(Reading { cost, prior, encoding, text });
    };
    for charset in Charset::ALL[..=Charset::Utf8.index()]
        .iter()
        .copied()
        .filter(|&charset| settings.charsets >> charset.index() & 1 == 1)
    {
        let hinted = if hints.contains(&Some(charset)) { weights::DECLARED } else { 0 };
        if charset == Charset::Utf8 {
            if has_utf8 {
                offer(Encoding::Utf8, charset.decode(&sample), -hinted, 0);
            }
            continue;
        }
        let likely = if settings.likely >> charset.index() & 1 == 1 { weights::KNOWN_LANGUAGE } else { 0 };
        let proposal = if proposed == Some(charset) { weights::PROPOSED } else { 0 };
        let prior = weights::utf8_entry(charset) - weights::MARGIN - hinted - likely;
        offer(Encoding::Legacy(charset), charset.decode(&sample), prior, proposal);
        if has_utf8 {
            offer(Encoding::Mixed(charset), mixed(&sample, charset), prior + weights::MIXED, proposal);
        }
    }
    if bytes.len().is_multiple_of(2) && settings.charsets == Settings::ALL_CHARSETS {
        // A sample of lines is none of UTF-16, which has no line ends of one byte.
        let start = &bytes[..bytes.len().min(SAMPLE)];
        for (encoding, decoder) in [(Encoding::Utf16Le, UTF_16LE), (Encoding::Utf16Be, UTF_16BE)] {
            if start.len() == sample.len()
                && let Some(text) = decoder.decode_without_bom_handling_and_without_replacement(start)
            {
                offer(encoding, text.into_owned(), weights::UTF_16, 0);
            }
        }
    }
    let Some(best) = found.iter().min_by_key(|reading| reading.cost) else {
        return Guess { encoding: Encoding::Utf8, confidence: 0.0 };
    };
    let (same, others): (Vec<&Reading>, Vec<&Reading>) = found.iter().partition(|other| other.text == best.text);
    // What makes the same text of the sample is the one that is said or common, whichever was proposed.
    let named = same.into_iter().min_by_key(|reading| reading.prior).unwrap_or(best);
    let rival = others.into_iter().map(|reading| reading.cost).min().unwrap_or(Cost::MAX);
    let confidence = weights::confidence(rival.saturating_sub(best.cost), Fidelity::EXACT);
    Guess { encoding: named.encoding, confidence }
}

/// What the sample is in an encoding.
struct Reading {
    /// What the text costs, with what speaks for and against the encoding.
    cost: Cost,
    /// What speaks for and against the encoding, but for the proposal.
    prior: Cost,
    encoding: Encoding,
    text: String,
}

/// What a text costs the model, and for what could not be read.
fn cost(text: &str, languages: &Languages) -> Cost {
    let unread = text.chars().filter(|&c| c == '\u{FFFD}' || is_control(c));
    let unread = unread.fold(0, |cost, _| cost + weights::UNREADABLE);
    model::text_cost(EDGE, text, EDGE, languages) + unread
}

/// Lines that are not UTF-8, and some that are and not ASCII, as far as they fit; all if that is not much.
fn sample(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.len() <= SAMPLE {
        return Cow::Borrowed(bytes);
    }
    let mut sample = Vec::with_capacity(SAMPLE);
    let (mut utf8, mut other) = (SAMPLE / 4, SAMPLE - SAMPLE / 4);
    for line in bytes.split_inclusive(|&byte| byte == b'\n').filter(|line| !line.is_ascii()) {
        let (start, room) = match str::from_utf8(line) {
            Ok(_) => (0, &mut utf8),
            Err(error) => (error.valid_up_to(), &mut other),
        };
        // Where all is one line, that is the sample.
        let most = if line.len() >= SAMPLE { *room } else { LINE.min(*room) };
        let piece = piece(line, start.saturating_sub(most / 4), most);
        sample.extend_from_slice(piece);
        *room -= piece.len();
        if other == 0 {
            break;
        }
    }
    Cow::Owned(sample)
}

/// At most `most` bytes of a line from about `start` on, which is in valid UTF-8, cut between characters where
/// that can be seen.
fn piece(line: &[u8], start: usize, most: usize) -> &[u8] {
    let start = (start..line.len()).find(|&at| line[at] & 0xC0 != 0x80).unwrap_or(start);
    let rest = &line[start..];
    if rest.len() <= most {
        return rest;
    }
    // Spaces and the like are never the second byte of a character.
    let end = rest[..most].iter().rposition(|&byte| byte < 0x30).map_or(most, |at| at + 1);
    &rest[..if end < most / 2 { most } else { end }]
}

/// What chardetng takes the bytes for.
fn proposed(sample: &[u8]) -> Option<Charset> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny).name().parse().ok()
}

/// Is some of it UTF-8 of more than one byte?
fn has_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// Control characters that text has none of.
fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{1A}' | '\u{80}'..='\u{9F}')
}

/// UTF-8 where that is valid, and elsewhere bytes of a charset; by lines, of which each may be all in one.
pub(crate) fn mixed(bytes: &[u8], charset: Charset) -> String {
    let mut out = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if let Ok(line) = str::from_utf8(line) {
            out.push_str(line);
            continue;
        }
        let pieces: String = line
            .utf8_chunks()
            .flat_map(|chunk| [Cow::Borrowed(chunk.valid()), Cow::Owned(charset.decode(chunk.invalid()))])
            .collect();
        let whole = charset.decode(line);
        let cost = |text: &str| cost(text, &Languages::default());
        out.push_str(if cost(&pieces) <= cost(&whole) { &pieces } else { &whole });
    }
    out
}

/// UTF-16 without a mark, if the NULs of its ASCII show that.
pub(crate) fn utf16_by_nuls(bytes: &[u8]) -> Option<Encoding> {
    let start = &bytes[..bytes.len().min(SAMPLE) & !1];
    let nuls = |first: usize| start.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (high_first, low_first) = (nuls(0), nuls(1));
    // One character in ten is ASCII in nearly all text, line ends and spaces at least; no other text has NULs.
    let many = (start.len() / 20).max(2);
    match (high_first >= many, low_first >= many) {
        (true, false) if high_first > 8 * low_first => Some(Encoding::Utf16Be),
        (false, true) if low_first > 8 * high_first => Some(Encoding::Utf16Le),
        _ => None,
    }
}

/// ISO-2022-JP, if the bytes have its escapes and are valid.
pub(crate) fn iso_2022_jp(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let escapes = bytes.windows(3).any(|window| matches!(window, b"\x1B$@" | b"\x1B$B" | b"\x1B(J" | b"\x1B(I"));
    if escapes && bytes.is_ascii() {
        ISO_2022_JP.decode_without_bom_handling_and_without_replacement(bytes)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_of_lines_beyond_ascii() {
        let mut log = b"plain line\n".repeat(10_000);
        log.extend(b"caf\xE9\n");
        assert_eq!(*sample(&log), *b"caf\xE9\n");
        let line = b"\xE9".repeat(3 * SAMPLE);
        assert_eq!(sample(&line).len(), SAMPLE - SAMPLE / 4);
    }

    #[test]
    fn a_late_line_that_is_not_utf8_is_in_the_sample() {
        let mut log = "une ligne de cafés\n".repeat(10_000).into_bytes();
        log.extend(b"un th\xE9\n");
        assert!(sample(&log).ends_with(b"un th\xE9\n") && sample(&log).len() < SAMPLE / 2);
        assert_eq!(piece(b"\xC3\xA9 and then more", 1, 8), b" and ");
    }

    #[test]
    fn lines_are_of_one_encoding_or_mixed() {
        assert_eq!(mixed(b"caf\xC3\xA9\ncaf\xE9\n", Charset::Windows1252), "café\ncafé\n");
        assert_eq!(mixed(b"caf\xC3\xA9 or caf\xE9", Charset::Windows1252), "café or café");
    }

    #[test]
    fn nuls_show_utf16() {
        assert_eq!(utf16_by_nuls(b"a\0b\0c\0"), Some(Encoding::Utf16Le));
        assert_eq!(utf16_by_nuls(b"\0a\0b\0c"), Some(Encoding::Utf16Be));
        assert_eq!(utf16_by_nuls(b"\0\0\0\0abcd"), None);
        assert_eq!(utf16_by_nuls(b""), None);
    }
}
