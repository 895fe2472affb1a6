//! Which pairs of charsets the first characters of a line allow.

use super::{
    FIRST_OF_MULTI,
    codes::{decode, encode},
    sums::{Sum, cost},
};
use crate::{
    charset::{Charset, CharsetMask, Tables},
    legacy::{self, Pair, Reader},
    model::{Cost, EDGE},
    settings::Settings,
    weights::entire,
};
use alloc::vec::Vec;

/// So many characters tell the pairs apart.
const TELLING: usize = 16;
/// Bytes that so many characters have at most.
const MOST_BYTES: usize = 4 * TELLING;

/// A pair of charsets that may be the one.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) pair: Pair,
    /// What the first characters cost, with the prior.
    pub(super) cost: Cost,
}

/// Finds the pairs under which the first characters of a text after `previous` are likely, the likeliest first: those that are
/// at no place far behind the best one before them.
pub(super) fn find(previous: char, text: &str, settings: &Settings, bytes: &mut Vec<u8>) -> Vec<Found> {
    let telling = text.char_indices().nth(TELLING).map_or(text.len(), |(at, _)| at);
    let head = &text[..telling];
    let (share, of) = entire::SHARE_OF_SCRIPTS;
    let most = cost(previous, head) / of * share;
    // What they may cost up to each of their bytes.
    let mut limits = [most; MOST_BYTES];
    let mut found: Vec<Found> = Vec::with_capacity(8);
    // The charsets that were tried, by the bytes that the characters are.
    let mut tried: Vec<(u64, CharsetMask)> = Vec::with_capacity(8);
    let head = Head::of(head);
    // How unusual they are by themselves in the charset of one byte a character where they are least so.
    let mut usual = Cost::from(i16::MAX);
    for &Reader { read, stored, pairs } in legacy::readers() {
        if settings.charsets >> read.index() & 1 == 0 || !head.encode(read, bytes) {
            continue;
        }
        let print = bytes.iter().fold(0, |print, &byte| legacy::fingerprint(print, byte.into()));
        let known = tried.iter().position(|(other, _)| *other == print).unwrap_or_else(|| {
            tried.push((print, !settings.charsets));
            tried.len() - 1
        });
        let tried = &mut tried[known].1;
        let wanted = stored & !core::mem::replace(tried, *tried | stored);
        if wanted == 0 {
            continue;
        }
        let unusual = legacy::unusual(bytes);
        let unusual = |pair: &Pair| {
            let is_single = pair.stored.multi_index().is_none();
            is_single.then(|| Cost::from(unusual[pair.stored.index()]) + pair.prior)
        };
        let pairs = pairs.iter().filter(|pair| wanted >> pair.stored.index() & 1 == 1);
        usual = pairs.clone().filter_map(unusual).fold(usual, Cost::min);
        for &pair in pairs.filter(|pair| unusual(pair).is_none_or(|cost| cost <= usual + entire::UNUSUAL)) {
            let Some(cost) = cost_of_first(bytes, previous, pair, &limits) else { continue };
            if found.iter().all(|found| found.cost > cost) {
                limits = limits_beside(bytes, previous, pair, most);
            }
            found.push(Found { pair, cost });
        }
    }
    let least = found.iter().map(|found| found.cost).min().unwrap_or(0);
    found.retain(|found| found.cost <= least + entire::MARGIN);
    found.sort_by_key(|found| found.cost);
    found
}

/// What the first characters cost under a pair of charsets, with what speaks against it; `None` if they are no text there or
/// cost more than the limits at any byte.
#[inline]
fn cost_of_first(bytes: &[u8], previous: char, pair: Pair, limits: &[Cost; MOST_BYTES]) -> Option<Cost> {
    let mut sum = Sum { previous, cost: pair.prior };
    decode(bytes, pair.stored, |at, c| {
        sum.add(c);
        sum.cost <= limits[at]
    })?;
    Some(sum.cost)
}

/// What others may cost up to each byte beside the pair under which the first characters cost this.
fn limits_beside(bytes: &[u8], previous: char, pair: Pair, most: Cost) -> [Cost; MOST_BYTES] {
    let mut limits = [most; MOST_BYTES];
    let mut sum = Sum { previous, cost: pair.prior };
    let mut from = 0;
    decode(bytes, pair.stored, |at, c| {
        sum.add(c);
        limits[from..=at].fill(most.min(sum.cost + entire::MARGIN));
        from = at + 1;
        true
    });
    limits
}

/// The first characters of a text.
struct Head<'t> {
    text: &'t str,
    /// Each of them, and its bytes in the charsets of one byte a character.
    characters: [(char, &'static [u8; Charset::SINGLE_COUNT]); TELLING],
    count: usize,
    /// May it have been read as a charset of more bytes a character? Then some are no letters of alphabets.
    multi: bool,
}

impl<'t> Head<'t> {
    fn of(text: &'t str) -> Self {
        let tables = Tables::get();
        let mut characters = [(EDGE, tables.single_bytes(EDGE)); TELLING];
        let mut count = 0;
        for (to, c) in characters.iter_mut().zip(text.chars()) {
            *to = (c, tables.single_bytes(c));
            count += 1;
        }
        Self { text, characters, count, multi: text.chars().any(|c| c >= FIRST_OF_MULTI) }
    }

    /// Turns the text into bytes of a charset; false if it was not read so.
    fn encode(&self, read: Charset, bytes: &mut Vec<u8>) -> bool {
        if read.multi_index().is_some() {
            return self.multi && encode(self.text, read, bytes);
        }
        bytes.clear();
        self.characters[..self.count].iter().all(|(c, row)| {
            let byte = if c.is_ascii() { *c as u8 } else { row[read.index()] };
            bytes.push(byte);
            byte != 0 || *c == '\0'
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Charset::{Gb18030, Koi8R, Windows1251, Windows1252};

    fn first(text: &str, settings: &Settings) -> Option<(Charset, Charset)> {
        let found = find(EDGE, text, settings, &mut Vec::new());
        assert!(found.is_sorted_by_key(|found| found.cost));
        found.first().map(|found| (found.pair.stored, found.pair.read))
    }

    #[test]
    fn the_likeliest_pair_is_first() {
        for (text, stored, read) in [
            ("Ïðèâåò, äðóçüÿ, êàê äåëà?", Windows1251, Windows1252),
            ("оПХБЕР, ДПСГЭЪ Х ЯНЯЕДХ", Windows1251, Koi8R),
            ("½ñÌìÌìÆøºÜºÃ£¬ÎÒÃÇÈ¥¹«Ô°", Gb18030, Windows1252),
            ("la for阾 br鹟閑 閠ait gel閑", Windows1252, Gb18030),
        ] {
            assert_eq!(first(text, &Settings::DEFAULT), Some((stored, read)), "{text}");
        }
        assert_eq!(first("Вечером мы долго сидели", &Settings::DEFAULT), None);
    }

    #[test]
    fn only_charsets_that_are_wanted_are_found() {
        let of = |charsets: &[Charset]| charsets.iter().fold(0, |all, charset| all | 1 << charset.index());
        let with =
            |charsets: &[Charset]| first("Ïðèâåò, äðóçüÿ", &Settings { charsets: of(charsets), ..Settings::DEFAULT });
        assert_eq!(with(&[Windows1251, Windows1252]), Some((Windows1251, Windows1252)));
        assert_eq!(with(&[Windows1251, Charset::Iso8859_1]), Some((Windows1251, Charset::Iso8859_1)));
        assert_eq!(with(&[Windows1251]), None);
        assert_eq!(with(&[Windows1252]), None);
    }

    #[test]
    fn a_reader_has_all_characters() {
        let bytes = |text: &str, read| {
            let mut bytes = Vec::new();
            Head::of(text).encode(read, &mut bytes).then_some(bytes)
        };
        assert_eq!(bytes("Ï è", Windows1252).as_deref(), Some(b"\xCF \xE8".as_slice()));
        assert_eq!(bytes("茅", Gb18030).as_deref(), Some(b"\xC3\xA9".as_slice()));
        for (text, read) in [("Ïè", Windows1251), ("Ïè", Gb18030), ("茅", Windows1252)] {
            assert_eq!(bytes(text, read), None, "{text}");
        }
    }
}
