//! Sequences of UTF-8 of which some bytes are lost: which characters they may have been.

use crate::lazy::Lazy;
use crate::{
    charset::{Charset, Pending, Readable, Step, Tables},
    model::{self, Cost},
    weights,
};
use alloc::vec::Vec;

/// The first bytes of the general punctuation, U+2000 to U+203F: what text has most of in three bytes.
pub(super) const PUNCTUATION: [u8; 2] = [0xE2, 0x80];
/// How many of the characters with one lead byte are tried where both other bytes are lost.
const COMMON: usize = 96;
/// The same where all three bytes are, in text of kana, hanzi or hangul: there what stands around says all.
const COMMONEST: usize = 12;
/// The first of the lead bytes of kana, hanzi and hangul, and of what stands beside those.
const FIRST_OF_WIDE: u8 = 0xE3;
/// Trail bytes.
const TRAILS: core::ops::Range<u8> = 0x80..0xC0;

/// The bytes of a character, some of them lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) pending: Pending,
    /// Which of the pending bytes are lost, a bit each; stand-ins are in their place.
    lost: u8,
}

/// What a byte did to a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// The byte cannot stand here.
    Reject,
    /// More bytes are needed.
    More,
    /// A character is complete, and every byte of it is known.
    Char(char),
    /// A character is complete that has lost bytes.
    Lossy(Lossy),
}

/// A complete sequence of two or three bytes, some of them lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lossy {
    bytes: [u8; 3],
    len: u8,
    lost: u8,
}

/// Which bytes a decoder may have lost, and what came after them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Losses {
    pub(super) charset: Charset,
    /// The only byte that may have been lost: what became a space.
    pub(super) only: Option<u8>,
    /// The byte after the sequence, where it is known and was not lost with it.
    pub(super) next: Option<u8>,
    /// The first byte of the last character that was restored, 0 before the first.
    pub(super) lead: u8,
    /// Does nothing stand for them? Then the second of two bytes may have been a soft hyphen, which is not to be seen.
    pub(super) silent: bool,
}

impl Losses {
    /// How doubtful it is that a decoder of more bytes a character lost a byte: not at all if it would not have read it before
    /// the next one.
    #[inline]
    fn though_read(self, readable: Readable<'_>, byte: u8, next: Option<u8>) -> Cost {
        match next {
            Some(next) if readable.has(byte, next) => {
                let plain = next < 0x80 && !is_extension(self.charset, byte);
                if plain { weights::lost::THOUGH_PLAIN } else { weights::lost::THOUGH_READABLE }
            }
            _ => 0,
        }
    }
}

impl Pattern {
    /// Bytes that are all there.
    pub(super) fn of(pending: Pending) -> Self {
        Self { pending, lost: 0 }
    }

    pub(super) fn is_empty(self) -> bool {
        self.pending.is_empty()
    }

    /// The bytes that pend, if none of them is lost.
    pub(super) fn whole(self) -> Option<Pending> {
        (self.lost == 0).then_some(self.pending)
    }

    /// How many bytes the sequence lacks, as far as its first byte tells.
    pub(super) fn need(self) -> usize {
        let bytes = self.pending.bytes();
        let total = match bytes.first() {
            None => 0,
            Some(0..0xE0) => 2,
            Some(0xE0..0xF0) => 3,
            Some(_) => 4,
        };
        total - bytes.len().min(total)
    }

    /// Is its first byte lost?
    pub(super) fn lacks_lead(self) -> bool {
        self.lost & 1 == 1
    }

    /// Adds a byte that is there.
    pub(super) fn add(&mut self, byte: u8) -> Added {
        self.push(byte, false)
    }

    /// Adds a trail byte that is lost.
    pub(super) fn add_lost(&mut self) -> Added {
        let stand_in = match self.pending.bytes() {
            [0xE0] => 0xA0,
            [0xF0] => 0x90,
            _ => 0x80,
        };
        self.push(stand_in, true)
    }

    /// Begins a sequence of `total` bytes, the first of which is lost.
    pub(super) fn begin_lost(total: u8) -> Self {
        let mut pattern = Self::default();
        pattern.push(if total == 2 { 0xC4 } else { 0xE1 }, true);
        pattern
    }

    fn push(&mut self, byte: u8, lost: bool) -> Added {
        let at = self.pending.bytes().len();
        if at > 0 && self.lost != 0 && !TRAILS.contains(&byte) {
            return Added::Reject;
        }
        let mut bytes = [0; 3];
        for (to, &from) in bytes.iter_mut().zip(self.pending.bytes().iter().chain([&byte])) {
            *to = from;
        }
        let mask = self.lost | u8::from(lost) << at.min(7);
        match self.pending.push(byte) {
            Step::Reject => Added::Reject,
            Step::More => {
                self.lost = mask;
                Added::More
            }
            Step::Char(c) => {
                self.lost = 0;
                match (mask, at) {
                    (0, _) => Added::Char(c),
                    (_, 1 | 2) => Added::Lossy(Lossy { bytes, len: at as u8 + 1, lost: mask }),
                    _ => Added::Reject,
                }
            }
        }
    }
}

impl Lossy {
    /// Is its first byte among the lost ones?
    pub(super) fn lacks_lead(self) -> bool {
        self.lost & 1 == 1
    }

    /// The same sequence of three bytes if not the last one is lost but the one before it, which has its place.
    pub(super) fn with_middle_lost(self) -> Option<Self> {
        let [first, middle, last] = self.bytes;
        (self.len == 3 && self.lost == 0b100).then_some(Self { bytes: [first, last, middle], lost: 0b010, ..self })
    }

    /// Calls `found` with each character but controls that the sequence may have been, and how doubtful it is that a decoder
    /// lost just these bytes.
    pub(super) fn characters(self, losses: Losses, mut found: impl FnMut(char, Cost)) {
        let readable = Tables::get().readable(losses.charset);
        if let (Some(readable), true, None) = (readable, self.lost.is_power_of_two(), losses.only) {
            return self.with_one_lost(losses, readable, found);
        }
        let mut offer = |bytes: &[u8]| {
            if let Some(doubt) = self.doubt(bytes, losses, readable)
                && let Some(c) = character(bytes).filter(|c| !c.is_control())
            {
                found(c, doubt);
            }
        };
        let [first, second, third] = self.bytes;
        let leads = next_leads(losses.lead);
        let trails = || lost_trails(losses);
        match (self.len, self.lost) {
            (2, 0b10) => trails().for_each(|trail| offer(&[first, trail])),
            (2, 0b01) => leads.iter().filter(|&&lead| lead < 0xE0).for_each(|&lead| offer(&[lead, second])),
            (2, _) => {
                for &lead in leads.iter().filter(|&&lead| lead < 0xE0) {
                    trails().for_each(|trail| offer(&[lead, trail]));
                }
            }
            (3, 0b100) => trails().for_each(|trail| offer(&[first, second, trail])),
            (3, 0b010) => trails().for_each(|trail| offer(&[first, trail, third])),
            (3, 0b001) => leads.iter().filter(|&&lead| lead >= 0xE0).for_each(|&lead| offer(&[lead, second, third])),
            (3, 0b110) => common(first).iter().for_each(|bytes| offer(bytes)),
            (3, 0b101) => {
                for &lead in leads.iter().filter(|&&lead| lead >= 0xE0) {
                    trails().for_each(|trail| offer(&[lead, second, trail]));
                }
            }
            (3, 0b011) => {
                offer(&[PUNCTUATION[0], PUNCTUATION[1], third]);
                for &lead in leads.iter().filter(|&&lead| lead >= 0xE0) {
                    let like = common(lead).iter().filter(|bytes| bytes[2] == third && bytes[..2] != PUNCTUATION);
                    like.for_each(|bytes| offer(bytes));
                }
            }
            (3, _) => {
                trails().for_each(|trail| offer(&[PUNCTUATION[0], PUNCTUATION[1], trail]));
                if losses.lead >= FIRST_OF_WIDE {
                    for &lead in leads.iter().filter(|&&lead| lead >= FIRST_OF_WIDE) {
                        common(lead).iter().take(COMMONEST).for_each(|bytes| offer(bytes));
                    }
                }
            }
            _ => {}
        }
    }

    /// The same where a decoder of more bytes a character lost one.
    fn with_one_lost(self, losses: Losses, readable: Readable<'_>, mut found: impl FnMut(char, Cost)) {
        let at = self.lost.trailing_zeros() as usize;
        let len = usize::from(self.len);
        let next = self.bytes[..len].get(at + 1).copied().or(losses.next);
        let mut offer = |byte: u8| {
            let mut bytes = self.bytes;
            bytes[at] = byte;
            if let Some(c) = character(&bytes[..len]).filter(|c| !c.is_control()) {
                found(c, losses.though_read(readable, byte, next));
            }
        };
        if at > 0 {
            return TRAILS.for_each(offer);
        }
        let wide = |lead: u8| (lead >= 0xE0) == (len == 3);
        next_leads(losses.lead).iter().copied().filter(|&lead| wide(lead)).for_each(&mut offer);
    }

    /// How doubtful it is that a decoder lost the bytes that are lost, if they were these; none if it cannot have.
    fn doubt(self, bytes: &[u8], losses: Losses, readable: Option<Readable<'_>>) -> Option<Cost> {
        let mut doubt = 0;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let is_lost = |at: usize| at < bytes.len() && self.lost >> at & 1 == 1;
            if !is_lost(at) {
                at += 1;
                continue;
            }
            if let Some(only) = losses.only {
                if byte != only {
                    return None;
                }
            } else if let Some(readable) = readable {
                let though = losses.though_read(readable, byte, bytes.get(at + 1).copied().or(losses.next));
                doubt += though;
                // The byte after a bad one may have gone with it.
                if is_lost(at + 1) && though == 0 {
                    at += 1;
                }
            } else if !Tables::get().is_undefined(losses.charset, byte) {
                if !losses.silent || bytes.len() != 2 || !is_soft_hyphen(losses.charset, byte) {
                    return None;
                }
                doubt += weights::lost::HIDDEN;
            }
            at += 1;
        }
        Some(doubt)
    }
}

/// The trail bytes that a decoder may have lost at all, and others: few of one byte a character.
fn lost_trails(losses: Losses) -> impl Iterator<Item = u8> {
    let bit = |byte: u8| if TRAILS.contains(&byte) { 1_u64 << (byte - TRAILS.start) } else { 0 };
    let mut rest = match losses.only {
        _ if losses.charset.multi_index().is_some() => u64::MAX,
        Some(only) => bit(only),
        None => Tables::get().undefined(losses.charset).fold(0, |bits, byte| bits | bit(byte)) | bit(SOFT_HYPHEN),
    };
    core::iter::from_fn(move || {
        let next = u8::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
        rest &= rest - 1;
        Some(TRAILS.start + next)
    })
}

/// Where those charsets have the soft hyphen that have it in the place of a trail byte.
const SOFT_HYPHEN: u8 = 0xAD;

/// Is a byte the soft hyphen of a charset of one byte a character?
fn is_soft_hyphen(charset: Charset, byte: u8) -> bool {
    Tables::get().single_bytes('\u{AD}').get(charset.index()) == Some(&byte)
}

/// Does a first byte begin characters that only some decoders of the charset have? Code page 950 has none of the Hong Kong
/// Supplementary Character Set, and its editions differ.
fn is_extension(charset: Charset, lead: u8) -> bool {
    charset == Charset::Big5 && !(0xA1..=0xF9).contains(&lead)
}

/// The character that two or three bytes are, where that is their only form.
fn character(bytes: &[u8]) -> Option<char> {
    let code = bytes.iter().fold(0, |code, &byte| code << 6 | u32::from(byte & 0x3F));
    let (code, least) = if bytes.len() == 2 { (code & 0x7FF, 0x80) } else { (code & 0xFFFF, 0x800) };
    char::from_u32(code).filter(|_| code >= least)
}

/// The commonest characters of three bytes with this lead byte, the commonest first.
fn common(lead: u8) -> &'static [[u8; 3]] {
    static COMMON_OF: [Lazy<Vec<[u8; 3]>>; 16] = [
        Lazy::new(|| rank(0xE0)),
        Lazy::new(|| rank(0xE1)),
        Lazy::new(|| rank(0xE2)),
        Lazy::new(|| rank(0xE3)),
        Lazy::new(|| rank(0xE4)),
        Lazy::new(|| rank(0xE5)),
        Lazy::new(|| rank(0xE6)),
        Lazy::new(|| rank(0xE7)),
        Lazy::new(|| rank(0xE8)),
        Lazy::new(|| rank(0xE9)),
        Lazy::new(|| rank(0xEA)),
        Lazy::new(|| rank(0xEB)),
        Lazy::new(|| rank(0xEC)),
        Lazy::new(|| rank(0xED)),
        Lazy::new(|| rank(0xEE)),
        Lazy::new(|| rank(0xEF)),
    ];
    match lead {
        0xE0..=0xEF => &COMMON_OF[usize::from(lead - 0xE0)],
        _ => &[],
    }
}

fn rank(lead: u8) -> Vec<[u8; 3]> {
    let space = model::symbol(' ');
    let mut all: Vec<(Cost, [u8; 3])> = TRAILS
        .flat_map(|second| TRAILS.map(move |third| [lead, second, third]))
        .filter_map(|bytes| character(&bytes).map(|c| (model::cost(space, model::symbol(c)), bytes)))
        .collect();
    all.sort_unstable();
    all.truncate(COMMON);
    all.into_iter().map(|(_, bytes)| bytes).collect()
}

/// The first byte of a character in UTF-8.
pub(super) fn lead_of(c: char) -> u8 {
    c.encode_utf8(&mut [0; 4]).as_bytes()[0]
}

/// The lead bytes to expect after a character with this one: text stays in its script. Zero stands for a
/// character that is not known yet.
pub(crate) fn next_leads(lead: u8) -> &'static [u8] {
    match lead {
        0 => &[
            0xC2, 0xC3, 0xC4, 0xC5, 0xC8, 0xCE, 0xCF, 0xD0, 0xD1, 0xD7, 0xD8, 0xD9, 0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5,
            0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEF,
        ],
        0xC2..=0xC8 => &[0xC2, 0xC3, 0xC4, 0xC5, 0xC8, 0xE2],
        0xCE | 0xCF => &[0xCE, 0xCF, 0xE2],
        0xD0..=0xD3 => &[0xD0, 0xD1, 0xE2],
        0xD7 => &[0xD7, 0xE2],
        0xD8..=0xDB => &[0xD8, 0xD9, 0xDB, 0xE2],
        0xE0 => &[0xE0, 0xE2],
        0xE1 => &[0xC3, 0xC4, 0xC6, 0xE1, 0xE2],
        0xEA..=0xED => &[0xEA, 0xEB, 0xEC, 0xED, 0xE2],
        0xE2..=0xE9 | 0xEF => &[0xC3, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &[Option<u8>], charset: Charset, lead: u8) -> String {
        let mut state = Pattern::default();
        let mut end = Added::More;
        for (at, byte) in pattern.iter().enumerate() {
            end = match byte {
                Some(byte) => state.add(*byte),
                None if at == 0 => {
                    state = Pattern::begin_lost(pattern.len() as u8);
                    Added::More
                }
                None => state.add_lost(),
            };
        }
        let mut out = String::new();
        let Added::Lossy(lossy) = end else { return format!("{end:?}") };
        lossy.characters(Losses { charset, only: None, next: Some(b' '), lead, silent: false }, |c, doubt| {
            out.extend(Some(c).filter(|_| doubt == 0));
        });
        out
    }

    #[test]
    fn whole_sequences_are_no_question() {
        let mut pattern = Pattern::default();
        assert_eq!(pattern.add(0xC3), Added::More);
        assert_eq!(pattern.need(), 1);
        assert_eq!(pattern.add(0xA9), Added::Char('é'));
        assert!(pattern.is_empty());
    }

    #[test]
    fn single_bytes_are_lost_where_undefined() {
        // Windows-1252 has no characters for 81, 8D, 8F, 90 and 9D.
        assert_eq!(found(&[Some(0xC3), None], Charset::Windows1252, 0xC3), "ÁÍÏÐÝ");
        assert_eq!(
            found(&[Some(0xE2), Some(0x80), None], Charset::Windows1252, 0),
            "\u{2001}\u{200D}\u{200F}\u{2010}”"
        );
    }

    #[test]
    fn decoders_differ_in_extensions() {
        // Python's big5hkscs and encoding_rs read 9C 44 as 𡤜, code page 950 reads neither that nor 9C 42.
        let lost = Losses { charset: Charset::Big5, only: None, next: Some(b'B'), lead: 0, silent: true };
        let quote = Lossy { bytes: [0xE2, 0x80, 0x80], len: 3, lost: 0b111 };
        let readable = Tables::get().readable(Charset::Big5);
        assert!(quote.doubt("“".as_bytes(), lost, readable) < Some(weights::lost::THOUGH_PLAIN));
    }

    #[test]
    fn lost_leads_stay_in_their_script() {
        assert_eq!(found(&[None, Some(0x80)], Charset::Big5, 0xD0), "Ѐр");
    }

    #[test]
    fn all_trails_are_asked_that_may_be_lost() {
        let legacy = &Charset::ALL[..Charset::LEGACY_COUNT];
        for (&charset, only) in legacy.iter().flat_map(|charset| [None, Some(0xA0)].map(|only| (charset, only))) {
            let losses = Losses { charset, only, next: None, lead: 0, silent: true };
            let asked: Vec<u8> = lost_trails(losses).collect();
            let lossy = Lossy { bytes: [0xC3, 0x80, 0], len: 2, lost: 0b10 };
            let readable = Tables::get().readable(charset);
            let lost = TRAILS.filter(|&trail| lossy.doubt(&[0xC3, trail], losses, readable).is_some());
            assert!(lost.into_iter().all(|trail| asked.contains(&trail)), "{charset}");
            assert!(asked.is_sorted());
        }
    }

    #[test]
    fn of_nothing_comes_what_the_script_has_most_of() {
        let lost = |lead| found(&[None; 3], Charset::EucKr, lead);
        assert!(lost(0xEC).contains('이') && !lost(0xEC).contains('Ѐ'));
        // Elsewhere only quotes and dashes are lost whole.
        assert!(lost(0xC3).chars().all(|c| ('\u{2000}'..'\u{2040}').contains(&c)));
    }
}
