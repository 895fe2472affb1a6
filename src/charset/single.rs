//! Single-byte charsets: from a character to its byte.

use super::label::{Charset, Source};
use alloc::vec::Vec;

/// Characters that another vendor's decoder gives for a byte: (charset, character, byte).
///
/// Mac OS Cyrillic exists in a Russian and a Ukrainian version (Unicode's mapping tables `CYRILLIC.TXT`
/// and `UKRAINE.TXT`), Mac OS Roman had the currency sign before the euro sign, and the ohm sign is the
/// compatibility form of omega. Code page 437's beta and micro are read as either of two look-alikes.
const VARIANTS: &[(Charset, char, u8)] = &[
    (Charset::MacCyrillic, '¢', 0xA2),
    (Charset::MacCyrillic, '∂', 0xB6),
    (Charset::MacCyrillic, '¤', 0xFF),
    (Charset::Macintosh, '¤', 0xDB),
    (Charset::Macintosh, '\u{2126}', 0xBD),
    (Charset::Ibm437, 'β', 0xE1),
    (Charset::Ibm437, 'μ', 0xE6),
    (Charset::Ibm862, 'β', 0xE1),
    (Charset::Koi8U, '╝', 0xAE),
    (Charset::Koi8U, '╬', 0xBE),
];

/// Is this one of the cells in which decoders differ?
#[cfg(test)]
pub(super) fn is_variant(charset: Charset, c: char) -> bool {
    let undefined =
        u8::try_from(c).is_ok_and(|byte| byte >= 0xA0 && decode(charset)[usize::from(byte & 0x7F)].is_none());
    undefined
        || VARIANTS.iter().any(|&(variant, v, _)| variant == charset && v == c)
        || ('\u{80}'..'\u{A0}').contains(&c)
}

const ROW: usize = Charset::SINGLE_COUNT;
const PAGE: usize = 256;
/// Room for the characters that there are, and for the pages that have some.
const CHARACTERS: usize = 800;
const FILLED_PAGES: usize = 20;

/// The number of a row of bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SingleRow(u16);

/// For each character that occurs in some single-byte charset, its byte in each (0 where it has none).
pub(super) struct SingleByte {
    /// Start of a character's page in `rows`, by the high byte of its code point.
    pages: [u16; PAGE],
    /// Row numbers, `PAGE` for each page; row 0 is empty.
    row_of: Vec<u16>,
    rows: Vec<[u8; ROW]>,
    /// For each charset, the bytes from 0x80 to 0x9F that have a character of their own, a bit each.
    defined: [u32; ROW],
    /// For each charset, the characters of the bytes from 0x80, C1 controls for those that have none.
    characters: Vec<[char; 128]>,
}

impl SingleByte {
    pub(super) fn build() -> Self {
        let mut rows = Vec::with_capacity(CHARACTERS);
        rows.push([0; ROW]);
        let mut row_of = Vec::with_capacity(FILLED_PAGES * PAGE);
        row_of.resize(PAGE, 0);
        let mut table = Self { pages: [0; PAGE], row_of, rows, defined: [0; ROW], characters: Vec::with_capacity(ROW) };
        for &charset in &Charset::ALL[..ROW] {
            let decoded = decode(charset);
            let mut characters = ['\0'; UPPER];
            for (at, c) in decoded.into_iter().enumerate() {
                let byte = upper(at);
                characters[at] = c.unwrap_or(char::from(byte));
                let Some(c) = c else { continue };
                table.set(charset, c, byte);
                if byte < 0xA0 && c != char::from(byte) {
                    table.defined[charset.index()] |= 1 << (byte - 0x80);
                }
            }
            table.characters.push(characters);
            for &(_, c, byte) in VARIANTS.iter().filter(|(variant, ..)| *variant == charset) {
                table.set(charset, c, byte);
            }
            // Decoders leave a byte without a character as the character of its value, a C1 control mostly, and text
            // that was misread partly as ISO-8859-1 and partly as a Windows code page mixes controls and characters.
            for (at, c) in decoded.into_iter().enumerate() {
                let byte = upper(at);
                if byte < 0xA0 || c.is_none() {
                    table.set(charset, char::from(byte), byte);
                }
            }
        }
        table
    }

    fn set(&mut self, charset: Charset, c: char, byte: u8) {
        let code = c as usize;
        let page = code / PAGE;
        if self.pages[page] == 0 {
            self.pages[page] = (self.row_of.len() / PAGE) as u16;
            self.row_of.resize(self.row_of.len() + PAGE, 0);
        }
        let slot = usize::from(self.pages[page]) * PAGE + code % PAGE;
        if self.row_of[slot] == 0 {
            self.row_of[slot] = self.rows.len() as u16;
            self.rows.push([0; ROW]);
        }
        let cell = &mut self.rows[usize::from(self.row_of[slot])][charset.index()];
        if *cell == 0 {
            *cell = byte;
        }
    }

    /// The bytes of the non-ASCII character `c` in all single-byte charsets, 0 where it has none.
    pub(super) fn row(&self, c: char) -> &[u8; ROW] {
        self.numbered(self.number(c))
    }

    /// Where they are.
    pub(super) fn number(&self, c: char) -> SingleRow {
        let code = c as usize;
        let page = self.pages.get(code / PAGE).map_or(0, |&page| usize::from(page));
        SingleRow(self.row_of[page * PAGE + code % PAGE])
    }

    pub(super) fn numbered(&self, SingleRow(number): SingleRow) -> &[u8; ROW] {
        &self.rows[usize::from(number)]
    }

    /// The character of a byte from 0x80 in the single-byte `charset`; none if it is a control there.
    pub(super) fn character(&self, charset: Charset, byte: u8) -> Option<char> {
        let c = *self.characters.get(charset.index())?.get(usize::from(byte).checked_sub(0x80)?)?;
        Some(c).filter(|c| !('\u{80}'..'\u{A0}').contains(c))
    }

    /// Is `c` a C1 control whose byte `charset` would have read as something else? Then two decoders have
    /// been at the text.
    pub(super) fn is_foreign_control(&self, charset: Charset, c: char) -> bool {
        let bit = u32::from(c).wrapping_sub(0x80);
        bit < 32 && self.defined.get(charset.index()).is_some_and(|defined| defined >> bit & 1 == 1)
    }

    /// The bytes that a decoder of the single-byte `charset` leaves as C1 controls or loses.
    pub(super) fn undefined(&self, charset: Charset) -> impl Iterator<Item = u8> + use<> {
        let mut undefined = !self.defined.get(charset.index()).copied().unwrap_or(u32::MAX);
        core::iter::from_fn(move || {
            let bit = u8::try_from(undefined.trailing_zeros()).ok().filter(|_| undefined != 0)?;
            undefined &= undefined - 1;
            Some(0x80 + bit)
        })
    }

    /// Is this one of the bytes that a decoder of the single-byte `charset` leaves as C1 controls or loses?
    pub(super) fn is_undefined(&self, charset: Charset, byte: u8) -> bool {
        let bit = u32::from(byte.wrapping_sub(0x80));
        bit < 32 && self.defined.get(charset.index()).is_some_and(|defined| defined >> bit & 1 == 0)
    }

    /// Pages of 256 code points that have a character.
    #[cfg(test)]
    pub(super) fn pages(&self) -> impl Iterator<Item = usize> + '_ {
        (0..PAGE).filter(|&page| self.pages[page] != 0)
    }

    /// The byte by which the single-byte `charset` writes the non-ASCII character `c`.
    pub(super) fn byte(&self, charset: Charset, c: char) -> Option<u8> {
        Some(self.row(c)[charset.index()]).filter(|&byte| byte != 0)
    }
}

/// Bytes beyond ASCII.
const UPPER: usize = 128;

/// The byte number `at` of those.
fn upper(at: usize) -> u8 {
    0x80 | at as u8
}

/// The characters that a strict decoder gives for the bytes from 0x80.
fn decode(charset: Charset) -> [Option<char>; UPPER] {
    match charset.source() {
        Source::Latin1 => core::array::from_fn(|at| Some(char::from(upper(at)))),
        Source::Utf8 | Source::Whole => [None; UPPER],
        Source::Dos(page) => {
            let table = oem_cp::code_table::DECODING_TABLE_CP_MAP.get(&page);
            core::array::from_fn(|at| table?.decode_char_checked(upper(at)))
        }
        Source::Whatwg(encoding) => {
            let bytes: [u8; UPPER] = core::array::from_fn(upper);
            let text = encoding.decode_without_bom_handling(&bytes).0;
            let mut chars = text.chars();
            core::array::from_fn(|_| chars.next().filter(|&c| c != char::REPLACEMENT_CHARACTER))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_decoders() {
        let table = SingleByte::build();
        for &charset in &Charset::ALL[..ROW] {
            for (at, c) in decode(charset).into_iter().enumerate() {
                if let Some(c) = c {
                    assert_eq!(table.byte(charset, c), Some(upper(at)), "{charset} {at:#x} {c:?}");
                }
            }
        }
    }

    #[test]
    fn dos_code_pages_have_their_known_cells() {
        // Source: Unicode's mapping tables CP437.TXT, CP737.TXT, CP852.TXT.
        assert_eq!(decode(Charset::Ibm437)[0x80 & 0x7F], Some('Ç'));
        assert_eq!(decode(Charset::Ibm437)[0xFE & 0x7F], Some('■'));
        assert_eq!(decode(Charset::Ibm737)[0x80 & 0x7F], Some('Α'));
        assert_eq!(decode(Charset::Ibm852)[0xA5 & 0x7F], Some('ą'));
    }
}
