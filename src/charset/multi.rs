//! Multi-byte charsets: from a character to its code.

use super::{
    Code,
    label::Charset,
    rows::{Rows, decode_all},
};
use crate::lazy::Once;
use alloc::{vec, vec::Vec};

/// Characters that other decoders give for a two-byte code: (charset, character, code).
///
/// JIS and Microsoft name the same cells of JIS X 0208 by different characters (Unicode Technical Report
/// 17's "vendor mappings"; Python's `shift_jis` and Java's `SJIS` follow JIS); Python's `gb2312` has the
/// katakana dot and the horizontal bar; glibc's and Windows' EUC-KR have the tilde of their own.
const VARIANTS: &[(Charset, char, u16)] = &[
    (Charset::ShiftJis, '〜', 0x8160),
    (Charset::ShiftJis, '‖', 0x8161),
    (Charset::ShiftJis, '−', 0x817C),
    (Charset::ShiftJis, '¢', 0x8191),
    (Charset::ShiftJis, '£', 0x8192),
    (Charset::ShiftJis, '¬', 0x81CA),
    (Charset::ShiftJis, '—', 0x815C),
    (Charset::EucJp, '〜', 0xA1C1),
    (Charset::EucJp, '‖', 0xA1C2),
    (Charset::EucJp, '−', 0xA1DD),
    (Charset::EucJp, '—', 0xA1BD),
    (Charset::Gb18030, '・', 0xA1A4),
    (Charset::Gb18030, '―', 0xA1AA),
    (Charset::Gb18030, '～', 0xA1AB),
    (Charset::EucKr, '～', 0xA1AD),
    (Charset::EucKr, '·', 0xA1A4),
    (Charset::EucKr, '―', 0xA1AA),
    (Charset::Big5, '‧', 0xA145),
    (Charset::Big5, '•', 0xA145),
    (Charset::Big5, '~', 0xA1E3),
    (Charset::Big5, '∼', 0xA1E3),
    (Charset::Big5, '⊕', 0xA1F2),
    (Charset::Big5, '⊙', 0xA1F3),
];

/// User-defined areas: (charset, first lead, last lead, first trail, last trail, first character), as
/// Windows maps them to the private use area (Microsoft's code page tables 932, 936, 949 and 950).
const USER_DEFINED: &[(Charset, u8, u8, u8, u8, u32)] = &[
    (Charset::Big5, 0xFA, 0xFE, 0x40, 0xFE, 0xE000),
    (Charset::Big5, 0x8E, 0xA0, 0x40, 0xFE, 0xE311),
    (Charset::Big5, 0x81, 0x8D, 0x40, 0xFE, 0xEEB8),
    (Charset::Big5, 0xC6, 0xC8, 0xA1, 0xFE, 0xF6B1),
    (Charset::EucKr, 0xC9, 0xC9, 0xA1, 0xFE, 0xE000),
    (Charset::EucKr, 0xFE, 0xFE, 0xA1, 0xFE, 0xE05E),
];

/// Single bytes that Windows or a browser turns into a character of their own.
const LONE_BYTES: &[(Charset, u8, char)] = &[
    (Charset::Gb18030, 0x80, '€'),
    (Charset::ShiftJis, 0x80, '\u{80}'),
    (Charset::ShiftJis, 0xA0, '\u{F8F0}'),
    (Charset::ShiftJis, 0xFD, '\u{F8F1}'),
    (Charset::ShiftJis, 0xFE, '\u{F8F2}'),
    (Charset::ShiftJis, 0xFF, '\u{F8F3}'),
    (Charset::Big5, 0x80, '\u{80}'),
    (Charset::EucKr, 0x80, '\u{80}'),
];

/// The lead bytes under which there are characters before [`WIDE`]: (charset, lead bytes).
const SIGNS: &[(Charset, &[u8])] = &[
    (Charset::ShiftJis, &[0x81, 0x83, 0x84, 0x87, 0xEE, 0xFA]),
    (Charset::EucJp, &[0xA1, 0xA2, 0xA6, 0xA7, 0xA8, 0xAD, 0xFC]),
    (Charset::Gb18030, &[0xA1, 0xA2, 0xA6, 0xA7, 0xA8, 0xA9]),
    (Charset::EucKr, &[0xA1, 0xA2, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAC]),
    (Charset::Big5, &[0x88, 0xA1, 0xA2, 0xA3, 0xC6, 0xC7, 0xC8, 0xF9]),
];
/// The second bytes of three in EUC-JP of which the same is true.
const SIGNS_OF_THREE: &[u8] = &[0xA2, 0xA6, 0xA7, 0xA9, 0xAA, 0xAB];
/// Where the scripts of East Asia begin.
const WIDE: char = '\u{2E80}';

/// Is this one of the cells in which decoders differ?
#[cfg(test)]
pub(super) fn is_variant(charset: Charset, c: char) -> bool {
    VARIANTS.iter().any(|&(variant, v, _)| variant == charset && v == c)
        || LONE_BYTES.iter().any(|&(variant, _, v)| variant == charset && v == c)
        || ('\u{E000}'..='\u{F8FF}').contains(&c)
}

const PAGE: usize = 256;
/// Says in a table of codes that a character has one of three bytes.
const MORE: u16 = 1;
/// Says in a table of codes that a character has two.
const DOUBLED: u16 = 0x8000;

/// The codes of one multi-byte charset, by character: all of them, and those of characters that other charsets have as
/// well, as most damaged texts ask for nothing else. Each table is built at its first use.
pub(super) struct MultiByte {
    rows: Rows,
    signs: Once<Inverse>,
    all: Once<Inverse>,
}

impl MultiByte {
    pub(super) const fn new(charset: Charset) -> Self {
        Self { rows: Rows::new(charset), signs: Once::new(), all: Once::new() }
    }

    #[inline]
    fn all(&self) -> &Inverse {
        self.all.get_or_init(|| Inverse::build(&self.rows, |_| true, |_| true))
    }

    #[inline]
    fn signs(&self) -> &Inverse {
        self.signs.get_or_init(|| {
            let leads = SIGNS.iter().find(|signs| signs.0 == self.rows.charset()).map_or(&[][..], |signs| signs.1);
            Inverse::build(&self.rows, |lead| leads.contains(&lead), |second| SIGNS_OF_THREE.contains(&second))
        })
    }

    /// The table that has the codes of `c`.
    #[inline]
    fn with(&self, c: char) -> &Inverse {
        if c < WIDE { self.signs() } else { self.all() }
    }

    /// What its bytes are read as.
    #[inline]
    pub(super) fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The code of `c`, the first if there are two.
    pub(super) fn code(&self, c: char) -> Option<Code> {
        self.with(c).code(c)
    }

    /// The code of `c` and, where the charset has two, the other one.
    pub(super) fn codes(&self, c: char) -> (Option<Code>, Option<Code>) {
        self.with(c).codes(c)
    }

    /// Pages of the basic plane in which characters have codes, and the characters beyond.
    #[cfg(test)]
    pub(super) fn covered(&self) -> (impl Iterator<Item = usize> + '_, impl Iterator<Item = char> + '_) {
        self.all().covered()
    }
}

/// A table of codes.
struct Inverse {
    charset: Charset,
    /// Page numbers by the high byte of the code point; page 0 is empty.
    pages: [u8; PAGE],
    /// Codes of one or two bytes, `PAGE` for each page; 0 where the charset lacks the character, [`MORE`] where its code is
    /// in `more`. The first of two bytes is above 0x80, so its highest bit [says](DOUBLED) that there is a second code.
    codes: Vec<u16>,
    /// Codes of three bytes, and those of characters past the basic plane; in order.
    more: Vec<(char, Code)>,
    /// The second codes of the few characters that have two.
    doubled: Vec<(char, Code)>,
}

impl Inverse {
    /// The table of the codes of one byte, and of the longer ones with certain lead bytes; where there are three, with
    /// certain second ones.
    fn build(rows: &Rows, has_lead: impl Fn(u8) -> bool, has_second: impl Fn(u8) -> bool) -> Self {
        let charset = rows.charset();
        let mut table = Self { charset, pages: [0; PAGE], codes: vec![0; PAGE], more: Vec::new(), doubled: Vec::new() };
        for &(variant, byte, c) in LONE_BYTES {
            if variant == charset {
                table.set(c, &[byte]);
            }
        }
        for (byte, c) in (0x80..=0xFF).filter_map(|byte| Some((byte, rows.lone(byte)?))) {
            table.set(c, &[byte]);
        }
        table.add_pairs(|lead| rows.lone(lead).is_none() && has_lead(lead));
        if charset == Charset::EucJp {
            table.add_threes(has_second);
        }
        for &(variant, c, code) in VARIANTS {
            if variant == charset {
                table.set(c, &code.to_be_bytes());
            }
        }
        for &(_, lead, last_lead, trail, last_trail, first) in USER_DEFINED.iter().filter(|d| d.0 == charset) {
            let trails = (trail..=last_trail).filter(|t| !(0x7F..=0xA0).contains(t) || charset != Charset::Big5);
            let codes = (lead..=last_lead).flat_map(|l| trails.clone().map(move |t| [l, t]));
            for (code, c) in codes.zip((first..).filter_map(char::from_u32)) {
                table.set(c, &code);
            }
        }
        let mut more = core::mem::take(&mut table.more);
        // The first code that was noted counts.
        more.sort_by_key(|&(c, _)| c);
        more.dedup_by_key(|&mut (c, _)| c);
        (table.doubled, table.more) =
            more.into_iter().partition(|&(c, _)| table.slot(c).is_some_and(|slot| table.codes[slot] != 0));
        table.codes.iter_mut().for_each(|code| *code &= !DOUBLED);
        let slots: Vec<usize> = table.doubled.iter().filter_map(|&(c, _)| table.slot(c)).collect();
        for slot in slots {
            table.codes[slot] |= DOUBLED;
        }
        for at in 0..table.more.len() {
            if let Some(slot) = table.slot_of_its_own(table.more[at].0) {
                table.codes[slot] = MORE;
            }
        }
        table
    }

    /// Where the code of `c` is; none past the basic plane.
    fn slot(&self, c: char) -> Option<usize> {
        let at = c as usize;
        Some(usize::from(*self.pages.get(at / PAGE)?) * PAGE + at % PAGE)
    }

    /// The same, with a page that is not that of all characters without a code.
    fn slot_of_its_own(&mut self, c: char) -> Option<usize> {
        let page = self.pages.get_mut(c as usize / PAGE)?;
        if *page == 0 {
            *page = (self.codes.len() / PAGE) as u8;
            self.codes.resize(self.codes.len() + PAGE, 0);
        }
        self.slot(c)
    }

    /// Notes the characters of two bytes.
    fn add_pairs(&mut self, has_lead: impl Fn(u8) -> bool) {
        let trails = if self.charset == Charset::EucJp { 0xA1..=0xFE } else { 0x40..=0xFE };
        let leads = (0x81..=0xFE).filter(|&lead| has_lead(lead));
        let codes = leads.flat_map(|lead| trails.clone().map(move |trail| [lead, trail]));
        decode_all(self.charset, codes, |code, c| self.set(c, &code));
    }

    /// Notes the characters of three bytes that EUC-JP has.
    fn add_threes(&mut self, has_second: impl Fn(u8) -> bool) {
        let seconds = (0xA1..=0xFE).filter(|&second| has_second(second));
        let codes = seconds.flat_map(|second| (0xA1..=0xFE).map(move |third| [0x8F, second, third]));
        decode_all(self.charset, codes, |code, c| self.set(c, &code));
    }

    fn set(&mut self, c: char, code: &[u8]) {
        if c.is_ascii() {
            return;
        }
        let slot = if code.len() > 2 { None } else { self.slot_of_its_own(c) };
        let Some(slot) = slot else {
            self.add_more(c, code);
            return;
        };
        let value = code.iter().fold(0, |value, &byte| value << 8 | u16::from(byte));
        match &mut self.codes[slot] {
            free @ 0 => *free = value,
            known if *known != value => self.add_more(c, code),
            _ => {}
        }
    }

    fn add_more(&mut self, c: char, code: &[u8]) {
        self.more.push((c, Code::new(code)));
    }

    /// Pages of the basic plane in which characters have codes, and the characters beyond.
    #[cfg(test)]
    fn covered(&self) -> (impl Iterator<Item = usize> + '_, impl Iterator<Item = char> + '_) {
        let more = |page: &usize| self.more.iter().any(|&(c, _)| c as usize / PAGE == *page);
        let pages = (0..PAGE).filter(move |page| self.pages[*page] != 0 || more(page));
        (pages, self.more.iter().map(|&(c, _)| c).filter(|&c| c > '\u{FFFF}'))
    }

    /// The code of `c`, the first if there are two.
    fn code(&self, c: char) -> Option<Code> {
        self.read(self.slot(c).map_or(MORE, |slot| self.codes[slot]), c)
    }

    /// The code of `c` and, where the charset has two, the other one.
    fn codes(&self, c: char) -> (Option<Code>, Option<Code>) {
        let value = self.slot(c).map_or(MORE, |slot| self.codes[slot]);
        let other = if value & DOUBLED == 0 { None } else { look_up(&self.doubled, c) };
        (self.read(value, c), other)
    }

    /// The code of `c` of which this is in the table.
    fn read(&self, value: u16, c: char) -> Option<Code> {
        match value & !DOUBLED {
            0 => None,
            MORE => look_up(&self.more, c),
            byte @ 0x80..=0xFF => Some(Code::single(byte as u8)),
            pair => Some(Code::pair((pair | DOUBLED).to_be_bytes())),
        }
    }
}

fn look_up(codes: &[(char, Code)], c: char) -> Option<Code> {
    codes.binary_search_by_key(&c, |&(c, _)| c).ok().map(|at| codes[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(charset: Charset, c: char) -> Vec<Vec<u8>> {
        let (first, second) = MultiByte::new(charset).codes(c);
        first.iter().chain(&second).map(|code| code.as_slice().to_vec()).collect()
    }

    #[test]
    fn characters_of_other_scripts_have_their_codes_under_few_lead_bytes() {
        for charset in Charset::MULTI {
            let table = MultiByte::new(charset);
            for c in '\u{80}'..WIDE {
                assert_eq!(table.signs().codes(c), table.all().codes(c), "{charset} {c:?}");
            }
        }
    }

    #[test]
    fn doubled_cells_keep_both_codes() {
        // ∪ is both in JIS X 0208 and in NEC's row 13 of code page 932.
        assert_eq!(bytes(Charset::ShiftJis, '∪'), [vec![0x81, 0xBE], vec![0x87, 0x9C]]);
    }

    #[test]
    fn private_use_areas() {
        // Source: Microsoft's code page 950 and 932 tables.
        assert_eq!(bytes(Charset::Big5, '\u{E000}'), [vec![0xFA, 0x40]]);
        assert_eq!(bytes(Charset::Big5, '\u{F6B1}'), [vec![0xC6, 0xA1]]);
        assert_eq!(bytes(Charset::ShiftJis, '\u{E000}'), [vec![0xF0, 0x40]]);
    }

    #[test]
    fn three_byte_codes() {
        assert_eq!(bytes(Charset::EucJp, '丂'), [vec![0x8F, 0xB0, 0xA1]]);
    }
}
