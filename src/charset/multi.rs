//! Multi-byte charsets: from a character to its code.

use super::{
    Code,
    label::{Charset, Source},
};
use alloc::{collections::BTreeMap, vec, vec::Vec};

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

/// Is this one of the cells in which decoders differ?
#[cfg(test)]
pub(super) fn is_variant(charset: Charset, c: char) -> bool {
    VARIANTS.iter().any(|&(variant, v, _)| variant == charset && v == c)
        || LONE_BYTES.iter().any(|&(variant, _, v)| variant == charset && v == c)
        || ('\u{E000}'..='\u{F8FF}').contains(&c)
}

const PAGE: usize = 256;
/// Words of 64 bits that have one for each page up to the last plane in use.
const MORE_PAGES: usize = 12;
/// How many trail bytes there are, from 0x40.
const PAIR_ROW: usize = 192;
/// Stands between codes.
const LINE_END: u16 = b'\n' as u16;

/// The codes of one multi-byte charset, by character.
pub(super) struct MultiByte {
    charset: Charset,
    /// Page numbers by the high byte of the code point; page 0 is empty.
    pages: [u8; PAGE],
    /// Codes of one or two bytes, `PAGE` for each page; 0 where the charset lacks the character.
    codes: Vec<u16>,
    /// Codes of three bytes, and those of characters past the basic plane.
    more: BTreeMap<char, Code>,
    /// The second codes of the few characters that have two.
    doubled: BTreeMap<char, Code>,
    /// Pages that have a character in `more` and in `doubled`, a bit each.
    more_pages: [u64; MORE_PAGES],
    doubled_pages: [u64; MORE_PAGES],
    /// For each lead byte from 0x80, the trail bytes with which it is a code, a bit each.
    valid: Vec<[u64; 4]>,
    /// The characters of the two-byte codes, by lead and trail from 0x80 and 0x40; zero where there is none.
    pairs: Vec<u16>,
    /// The characters of single bytes from 0x80.
    lone: [Option<char>; 128],
}

impl MultiByte {
    pub(super) fn build(charset: Charset) -> Self {
        let mut table = Self {
            charset,
            pages: [0; PAGE],
            codes: vec![0; PAGE],
            more: BTreeMap::new(),
            doubled: BTreeMap::new(),
            more_pages: [0; MORE_PAGES],
            doubled_pages: [0; MORE_PAGES],
            valid: vec![[0; 4]; 128],
            pairs: vec![0; 128 * PAIR_ROW],
            lone: [None; 128],
        };
        for &(variant, byte, c) in LONE_BYTES {
            if variant == charset {
                table.set(c, &[byte]);
            }
        }
        for lead in 0x81..=0xFE {
            table.add_lead(&[lead]);
        }
        if charset == Charset::EucJp {
            for lead in 0xA1..=0xFE {
                table.add_lead(&[0x8F, lead]);
            }
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
        let more = core::mem::take(&mut table.more);
        (table.doubled, table.more) = more.into_iter().partition(|&(c, _)| table.short_code(c).is_some());
        table.more_pages = pages(&table.more);
        table.doubled_pages = pages(&table.doubled);
        table
    }

    /// Decodes every code that starts with `lead`, in one call, and notes where each lands.
    fn add_lead(&mut self, lead: &[u8]) {
        let Source::Whatwg(encoding) = self.charset.source() else { return };
        let mut units = [0; 4 * 256];
        let mut decode = |bytes: &[u8]| {
            let mut decoder = encoding.new_decoder_without_bom_handling();
            let (_, _, length, _) = decoder.decode_to_utf16(bytes, &mut units, true);
            units[..length].to_vec()
        };
        if let (Some(c), &[lead]) = (one_char(&decode(lead)), lead) {
            self.valid[usize::from(lead & 0x7F)] = [u64::MAX; 4];
            self.lone[usize::from(lead & 0x7F)] = Some(c);
            self.set(c, &[lead]);
            return;
        }
        // Each code on a line of its own: what cannot be read never takes a line end with it.
        let trails = if self.charset == Charset::EucJp { 0xA1..=0xFE } else { 0x40..=0xFE };
        let mut bytes = Vec::with_capacity(4 * 256);
        for trail in trails.clone() {
            bytes.extend(lead);
            bytes.extend([trail, LINE_END as u8]);
        }
        let decoded = decode(&bytes);
        for (trail, line) in trails.zip(decoded.split(|&unit| unit == LINE_END)) {
            if let Some(c) = one_char(line) {
                if let [lead] = lead {
                    self.valid[usize::from(lead & 0x7F)][usize::from(trail / 64)] |= 1 << (trail % 64);
                    let at = usize::from(lead & 0x7F) * PAIR_ROW + usize::from(trail - 0x40);
                    self.pairs[at] = u16::try_from(u32::from(c)).unwrap_or(0);
                }
                let mut code = [0; 3];
                code[..lead.len()].copy_from_slice(lead);
                code[lead.len()] = trail;
                self.set(c, &code[..=lead.len()]);
            }
        }
    }

    fn set(&mut self, c: char, code: &[u8]) {
        let at = c as usize;
        if c.is_ascii() {
            return;
        }
        if at >= PAGE * PAGE || code.len() > 2 {
            self.add_more(c, code);
            return;
        }
        if self.pages[at / PAGE] == 0 {
            self.pages[at / PAGE] = (self.codes.len() / PAGE) as u8;
            self.codes.resize(self.codes.len() + PAGE, 0);
        }
        let cell = &mut self.codes[usize::from(self.pages[at / PAGE]) * PAGE + at % PAGE];
        let value = code.iter().fold(0, |value, &byte| value << 8 | u16::from(byte));
        if *cell == 0 {
            *cell = value;
        } else if *cell != value {
            self.add_more(c, code);
        }
    }

    fn add_more(&mut self, c: char, code: &[u8]) {
        self.more.entry(c).or_insert_with(|| Code::new(code));
    }

    /// The character of a single byte from 0x80.
    pub(super) fn lone(&self, byte: u8) -> Option<char> {
        self.lone[usize::from(byte & 0x7F)]
    }

    /// The character of a two-byte code, but for user-defined ones.
    pub(super) fn pair(&self, lead: u8, trail: u8) -> Option<char> {
        let at = usize::from(lead & 0x7F) * PAIR_ROW + usize::from(trail.checked_sub(0x40)?);
        let c = char::from_u32(u32::from(*self.pairs.get(at)?))?;
        Some(c).filter(|&c| c != '\0' && !('\u{E000}'..='\u{F8FF}').contains(&c))
    }

    /// Would a decoder have read these two bytes, or the first alone?
    pub(super) fn reads(&self, lead: u8, trail: u8) -> bool {
        lead < 0x80 || self.valid[usize::from(lead & 0x7F)][usize::from(trail / 64)] >> (trail % 64) & 1 == 1
    }

    /// Pages of the basic plane in which characters have codes, and the characters beyond.
    #[cfg(test)]
    pub(super) fn covered(&self) -> (impl Iterator<Item = usize> + '_, impl Iterator<Item = char> + '_) {
        let more = |page: &usize| self.more.keys().any(|&c| c as usize / PAGE == *page);
        let pages = (0..PAGE).filter(move |page| self.pages[*page] != 0 || more(page));
        (pages, self.more.keys().copied().filter(|&c| c > '\u{FFFF}'))
    }

    /// The code of `c`, the first if there are two.
    pub(super) fn code(&self, c: char) -> Option<Code> {
        self.short_code(c).or_else(|| look_up(&self.more, &self.more_pages, c))
    }

    /// The code of one or two bytes.
    fn short_code(&self, c: char) -> Option<Code> {
        let at = c as usize;
        match self.codes[usize::from(*self.pages.get(at / PAGE)?) * PAGE + at % PAGE] {
            0 => None,
            value @ 0x80..=0xFF => Some(Code::new(&[value as u8])),
            value => Some(Code::new(&value.to_be_bytes())),
        }
    }

    /// The code of `c` and, where the charset has two, the other one.
    pub(super) fn codes(&self, c: char) -> (Option<Code>, Option<Code>) {
        (self.code(c), look_up(&self.doubled, &self.doubled_pages, c))
    }
}

/// The pages in which some characters are, a bit each.
fn pages(codes: &BTreeMap<char, Code>) -> [u64; MORE_PAGES] {
    let mut pages = [0; MORE_PAGES];
    for &c in codes.keys() {
        let page = c as usize / PAGE;
        pages[page / 64] |= 1 << (page % 64);
    }
    pages
}

/// Looks a character up, if its page has any.
fn look_up(codes: &BTreeMap<char, Code>, pages: &[u64; MORE_PAGES], c: char) -> Option<Code> {
    let page = c as usize / PAGE;
    let has = pages.get(page / 64).is_some_and(|pages| pages >> (page % 64) & 1 == 1);
    if has { codes.get(&c).copied() } else { None }
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

    fn bytes(charset: Charset, c: char) -> Vec<Vec<u8>> {
        let (first, second) = MultiByte::build(charset).codes(c);
        first.iter().chain(&second).map(|code| code.as_slice().to_vec()).collect()
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
