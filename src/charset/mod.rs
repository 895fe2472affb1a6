//! What bytes mean: the charsets text gets misread as, and the exact inverse of their decoders.
//!
//! A decoder maps bytes to characters; undoing a misreading needs the way back. The tables here are
//! built from the decoders themselves (decode every code, note where it lands), lazily and once,
//! because the encoder that a library ships is not quite the inverse of its decoder.

mod assemble;
mod decode;
mod label;
mod multi;
mod rows;
mod single;
mod whole;

pub(crate) use assemble::{Pending, Step};
pub use label::Charset;
pub(crate) use rows::Readable;
pub(crate) use single::SingleRow;
pub(crate) use whole::{byte, shifted};

use crate::lazy::Lazy;

/// A set of charsets, one bit for each [`Charset::index`].
pub(crate) type CharsetMask = u64;

/// The longest byte sequence that any charset here uses for one character (EUC-JP). GB18030 has longer ones,
/// which have digits in places where UTF-8 has none.
pub(crate) const MAX_BYTES: usize = 3;

/// The bytes one character may have stood for: at most [`MAX_BYTES`], and where a charset has two codes
/// for one character, both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Code {
    bytes: [u8; MAX_BYTES],
    len: u8,
}

impl Code {
    fn new(bytes: &[u8]) -> Self {
        let mut code = Self::default();
        code.bytes[..bytes.len()].copy_from_slice(bytes);
        code.len = bytes.len() as u8;
        code
    }

    pub(crate) fn single(byte: u8) -> Self {
        Self { bytes: [byte, 0, 0], len: 1 }
    }

    fn pair([first, second]: [u8; 2]) -> Self {
        Self { bytes: [first, second, 0], len: 2 }
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

/// Every inverse table, built at the first text that has something to look at; the large ones when they are asked for.
pub(crate) struct Tables {
    single: single::SingleByte,
    multi: [multi::MultiByte; Charset::MULTI.len()],
}

impl Tables {
    pub(crate) fn get() -> &'static Self {
        static TABLES: Lazy<Tables> = Lazy::new(|| Tables {
            single: single::SingleByte::build(),
            multi: Charset::MULTI.map(multi::MultiByte::new),
        });
        &TABLES
    }

    /// The codes by which `charset` writes the non-ASCII character `c`; none where it has none.
    pub(crate) fn codes(&self, charset: Charset, c: char) -> impl Iterator<Item = Code> + use<'_> {
        let (first, second) = match (charset, charset.multi_index()) {
            (_, Some(multi)) => self.multi[multi].codes(c),
            _ if charset.index() >= Charset::LEGACY_COUNT => (None, None),
            (_, None) => (self.single.byte(charset, c).map(Code::single), None),
        };
        first.into_iter().chain(second)
    }

    /// The first of the [`codes`](Self::codes), and nearly always the only one.
    pub(crate) fn code(&self, charset: Charset, c: char) -> Option<Code> {
        match charset.multi_index() {
            Some(multi) => self.multi[multi].code(c),
            None if charset.index() >= Charset::LEGACY_COUNT => None,
            None => self.single.byte(charset, c).map(Code::single),
        }
    }

    /// The bytes of the non-ASCII character `c` in all charsets of one byte, by [`Charset::index`]; 0 where it has none.
    pub(crate) fn single_bytes(&self, c: char) -> &[u8; Charset::SINGLE_COUNT] {
        self.single.row(c)
    }

    /// Where these bytes are: smaller than a reference to them.
    pub(crate) fn single_row(&self, c: char) -> SingleRow {
        self.single.number(c)
    }

    /// See [`single_row`](Self::single_row).
    pub(crate) fn bytes_of(&self, row: SingleRow) -> &[u8; Charset::SINGLE_COUNT] {
        self.single.numbered(row)
    }

    /// Is `c` a C1 control that a decoder of the single-byte `charset` would not have left?
    pub(crate) fn is_foreign_control(&self, charset: Charset, c: char) -> bool {
        self.single.is_foreign_control(charset, c)
    }

    /// Adds a byte to a sequence in `charset`.
    pub(crate) fn push(&self, charset: Charset, pending: &mut Pending, byte: u8) -> Step {
        let Some(multi) = charset.multi_index().map(|multi| &self.multi[multi]) else {
            return match charset {
                Charset::Utf8 => pending.push(byte),
                _ if charset.is_whole() => Step::Reject,
                _ if byte < 0x80 => Step::Char(char::from(byte)),
                _ => self.single.character(charset, byte).map_or(Step::Reject, Step::Char),
            };
        };
        match pending.take() {
            Some(lead) => multi.rows().pair(lead, byte).map_or(Step::Reject, Step::Char),
            None if byte < 0x80 => Step::Char(char::from(byte)),
            None => multi.rows().lone(byte).map_or_else(|| pending.hold(byte), Step::Char),
        }
    }

    /// Reads bytes as a charset of more bytes a character, a character and the place of its last byte at a time, and tells
    /// whether the last is whole; `None` if they are no text there, or if `add` says that it is enough.
    #[inline]
    pub(crate) fn decode_multi(
        &self,
        charset: Charset,
        bytes: &[u8],
        add: impl FnMut(usize, char) -> bool,
    ) -> Option<bool> {
        self.multi[charset.multi_index()?].rows().decode(bytes, add)
    }

    /// The bytes that a decoder of the single-byte `charset` leaves as C1 controls or loses.
    pub(crate) fn undefined(&self, charset: Charset) -> impl Iterator<Item = u8> + use<> {
        self.single.undefined(charset)
    }

    /// Is this one of the bytes that a decoder of the single-byte `charset` leaves as C1 controls or loses?
    pub(crate) fn is_undefined(&self, charset: Charset, byte: u8) -> bool {
        self.single.is_undefined(charset, byte)
    }

    /// What a decoder of a charset of more bytes a character would have read.
    pub(crate) fn readable(&self, charset: Charset) -> Option<Readable<'_>> {
        charset.multi_index().map(|multi| Readable(self.multi[multi].rows()))
    }

    /// Characters among which are all non-ASCII ones that some charset has.
    #[cfg(test)]
    pub(crate) fn characters(&self) -> impl Iterator<Item = char> + '_ {
        let mut pages = [false; 256];
        self.single.pages().for_each(|page| pages[page] = true);
        self.multi.iter().flat_map(|multi| multi.covered().0).for_each(|page| pages[page] = true);
        let basic = (0x80..0x1_0000_u32).filter(move |code| pages[*code as usize / 256]).filter_map(char::from_u32);
        basic.chain(self.multi.iter().flat_map(|multi| multi.covered().1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(charset: Charset, c: char) -> Option<Vec<u8>> {
        Tables::get().codes(charset, c).next().map(|code| code.as_slice().to_vec())
    }

    #[test]
    fn inverse_of_known_cells() {
        assert_eq!(first(Charset::Windows1252, '€'), Some(vec![0x80]));
        assert_eq!(first(Charset::Windows1252, '\u{81}'), Some(vec![0x81]));
        assert_eq!(first(Charset::Ibm437, 'á'), Some(vec![0xA0]));
        assert_eq!(first(Charset::Gb18030, '鈥'), Some(vec![0xE2, 0x80]));
        assert_eq!(first(Charset::Gb18030, '€'), Some(vec![0x80]));
        assert_eq!(first(Charset::ShiftJis, 'ﾂ'), Some(vec![0xC2]));
        assert_eq!(first(Charset::EucKr, '훱'), Some(vec![0xC4, 0x83]));
        assert_eq!(first(Charset::Windows1252, 'Ж'), None);
    }

    #[test]
    fn every_code_decodes_to_its_character() {
        for charset in Charset::ALL {
            let Some(encoding) = charset.encoding() else { continue };
            for c in '\u{80}'..='\u{FFFF}' {
                for code in Tables::get().codes(charset, c) {
                    let (text, _) = encoding.decode_without_bom_handling(code.as_slice());
                    let exact = text.chars().eq([c]);
                    let known_variant = single::is_variant(charset, c) || multi::is_variant(charset, c);
                    assert!(exact || known_variant, "{charset} {c:?} {:x?} {text:?}", code.as_slice());
                }
            }
        }
    }
}
