//! Misreadings that leave nothing but ASCII: UTF-16 read by the byte, and charsets of seven bits.
//!
//! The structure is as plain as that of UTF-8: a NUL at every other character, or a shift to codes of two bytes and
//! one back. It proves most; the model only has to agree that text comes out.

use crate::{
    change::Change,
    charset::{self, Charset},
    fidelity::Fidelity,
    misreading::Misreading,
    model::{self, EDGE, Languages},
    pairs,
    settings::Settings,
    weights,
};
use alloc::{string::String, vec, vec::Vec};
use core::ops::Range;

/// Fewer units of UTF-16 than this are strings that end with a NUL.
const LEAST_UNITS: usize = 4;
/// A unit in so many has to be of one byte and a NUL.
const SPARSE: usize = 16;

/// Is there anything of the kind in a text?
pub(crate) fn is_suspect(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr(0, bytes).is_some() || shifts(bytes).next().is_some()
}

/// Where codes of two bytes may start.
fn shifts(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr2_iter(b'$', b'{', bytes).filter_map(|at| {
        let marked = |mark: u8| usize::from(at > 0 && bytes[at - 1] == mark);
        match bytes[at..] {
            [b'$', b'B' | b'@', ..] => Some(at - marked(0x1B)),
            [b'{', 0x21..=0x77, 0x21..=0x7E, ..] => Some(at - marked(b'~')),
            _ => None,
        }
    })
}

/// What changes.
pub(crate) fn changes(text: &str, settings: &Settings) -> Vec<Change> {
    let mut found = wide(text, settings);
    for stored in [Charset::Iso2022Jp, Charset::Hz] {
        // How far codes were read in vain, from even and from odd places: they are in vain from within as well.
        let mut in_vain = [0; 2];
        for start in shifts(text.as_bytes()) {
            let read = &mut in_vain[start % 2];
            if start < *read {
                continue;
            }
            match charset::shifted(stored, &text.as_bytes()[start..]) {
                Ok((length, repaired)) => {
                    found.extend(change(text, start..start + length, repaired, stored, settings));
                }
                Err(length) => *read = start + length,
            }
        }
    }
    found.sort_by_key(|change| change.range.start);
    let mut end = 0;
    found.retain(|change| {
        let fits = change.range.start >= end;
        end = if fits { change.range.end } else { end };
        fits
    });
    found
}

/// The change of a piece, if it is wanted and makes the text likelier.
fn change(text: &str, range: Range<usize>, repaired: String, stored: Charset, settings: &Settings) -> Option<Change> {
    let garbled = &text[range.clone()];
    let latin1 = garbled.chars().any(|c| ('\u{80}'..'\u{A0}').contains(&c));
    let read = if latin1 { Charset::Iso8859_1 } else { Charset::Windows1252 };
    let misreading = Misreading::new(stored, read);
    let family = pairs::WHOLE.iter().find(|family| family.stored.contains(&stored))?;
    let entry = settings.legacy_entry(misreading, weights::MARGIN + family.prior);
    let before = text[..range.start].chars().next_back().unwrap_or(EDGE);
    let after = text[range.end..].chars().next().unwrap_or(EDGE);
    let languages = Languages::of(&repaired, settings.languages);
    let standing = model::text_cost(before, garbled, after, &languages);
    let gain = standing - model::text_cost(before, &repaired, after, &languages) - entry;
    if gain <= 0 || !settings.allows(misreading) {
        return None;
    }
    let log_odds = gain + weights::MARGIN;
    Some(Change { range, text: repaired, chain: vec![misreading], fidelity: Fidelity::EXACT, log_odds })
}

/// Pieces of UTF-16.
fn wide(text: &str, settings: &Settings) -> Vec<Change> {
    let mut found = Vec::new();
    let mut done = 0;
    for nul in memchr::memchr_iter(0, text.as_bytes()) {
        if nul < done {
            continue;
        }
        let readings = [Order::Little, Order::Big].map(|order| piece(text, done, nul, order));
        let longest = readings.into_iter().flatten().max_by_key(|piece| piece.units);
        let Some(piece) = longest.filter(|piece| piece.units >= LEAST_UNITS) else { continue };
        done = piece.range.end;
        let nuls = text[piece.range.clone()].bytes().filter(|&byte| byte == 0).count();
        if nuls * SPARSE < piece.units {
            continue;
        }
        found.extend(change(text, piece.range, piece.text, piece.order.charset(), settings));
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn charset(self) -> Charset {
        match self {
            Self::Little => Charset::Utf16Le,
            Self::Big => Charset::Utf16Be,
        }
    }

    /// The character of two that were a byte each, if text has it.
    fn join(self, first: char, second: char) -> Option<char> {
        let [first, second] = [charset::byte(first)?, charset::byte(second)?];
        let (low, high) = if self == Self::Little { (first, second) } else { (second, first) };
        let c = char::from_u32(u32::from(high) << 8 | u32::from(low))?;
        // Two letters of ASCII are a hanzi: those prove nothing.
        let text = match c {
            '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{FF}' | '\u{2010}'..='\u{203A}' | '€' => true,
            c => c < '\u{2000}' && c.is_alphanumeric(),
        };
        text.then_some(c)
    }

    fn mark(self) -> &'static str {
        match self {
            Self::Little => "ÿþ",
            Self::Big => "þÿ",
        }
    }
}

/// A piece of UTF-16.
struct Piece {
    range: Range<usize>,
    text: String,
    order: Order,
    units: usize,
}

/// The piece around a NUL, which does not begin before `from`.
fn piece(text: &str, from: usize, nul: usize, order: Order) -> Option<Piece> {
    let home = match order {
        Order::Little => from + text[from..nul].char_indices().next_back()?.0,
        Order::Big => nul,
    };
    // Two characters of plain text may belong to the text around: they count between others only.
    let plain = |c: char| matches!(c, ' '..='~' | '\t' | '\n' | '\r');
    let telling = |first, second| !plain(first) || !plain(second);
    let mut start = home;
    let mut before: Vec<char> = Vec::new();
    let (mut at, mut sure) = (home, 0);
    let mut chars = text[from..home].chars().rev();
    while let Some((second, first)) = chars.next().zip(chars.next()) {
        let Some(c) = order.join(first, second) else { break };
        before.push(c);
        at -= first.len_utf8() + second.len_utf8();
        if telling(first, second) {
            (start, sure) = (at, before.len());
        }
    }
    let mut repaired: String = before[..sure].iter().rev().collect();
    let mut end = home;
    (at, sure) = (home, repaired.len());
    let mut chars = text[home..].chars();
    while let Some((first, second)) = chars.next().zip(chars.next()) {
        let Some(c) = order.join(first, second) else { break };
        repaired.push(c);
        at += first.len_utf8() + second.len_utf8();
        if telling(first, second) {
            (end, sure) = (at, repaired.len());
        }
    }
    repaired.truncate(sure);
    let units = repaired.chars().count();
    if text[from..start].ends_with(order.mark()) {
        start -= order.mark().len();
    }
    Some(Piece { range: start..end, text: repaired, order, units })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        let settings = Settings { seven_bit: true, ..Settings::DEFAULT };
        crate::change::apply_changes(text, &changes(text, &settings))
    }

    /// As a reader that goes by the byte shows UTF-16.
    fn by_the_byte(text: &str, bytes: fn(u16) -> [u8; 2]) -> String {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
    }

    #[test]
    fn utf_16_comes_back() {
        for text in
            ["The kettle is on.\r\nCome in!\r\n", "Prix : 5 € l’unité", "Чайник уже закипел, входите.", "Ώρα: 5"]
        {
            for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
                assert_eq!(repaired(&by_the_byte(text, bytes)), text);
                assert_eq!(repaired(&by_the_byte(&alloc::format!("\u{FEFF}{text}"), bytes)), text);
            }
        }
        let amid = alloc::format!("name = {}; next", by_the_byte("kettle", u16::to_le_bytes));
        assert_eq!(repaired(&amid), "name = kettle; next");
    }

    #[test]
    fn shifted_text_comes_back() {
        assert_eq!(repaired("Re: $B$3$s$K$A$O(B (2)"), "Re: こんにちは (2)");
        assert_eq!(repaired("\x1B$BF|K\\8l\x1B(B"), "日本語");
        assert_eq!(repaired("~{<:Ky2;S{#,NpJ)l6HK!#~}Bye."), "己所不欲，勿施於人。Bye.");
    }

    #[test]
    fn plain_text_stays() {
        for text in [
            "a\0b\0",
            "one\0two\0three\0",
            "US$Bonds (Best)",
            "{a:b;c}",
            "echo ${BASH_VERSION}~{x}",
            "fn f() {return x;}",
            "{\"k\":[1]}",
            "\0\0\0\0\0\0",
            "x\0\0\0y\0\0\0",
            "$@",
            "~{~}",
            "ls ~{foo,bar}/",
        ] {
            assert_eq!(repaired(text), text, "{text:?}");
        }
    }
}
