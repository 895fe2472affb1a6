//! The bytes of single characters in any charset, and characters from bytes: what the tables have, and the codes
//! that only whole texts need, those of UTF-8, of four bytes in GB18030, and of three bytes in EUC-JP.

use crate::charset::{Charset, Pending, Step, Tables};

/// The longest code.
const LONGEST: usize = 4;

/// The bytes of a character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bytes {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Bytes {
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    fn push(&mut self, byte: u8) {
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// No more than the longest code.
    fn of(code: &[u8]) -> Self {
        let mut bytes = Self::default();
        code.iter().take(LONGEST).for_each(|&byte| bytes.push(byte));
        bytes
    }
}

/// The codes by which a charset writes a character; none where it has none.
pub(crate) fn of(charset: Charset, c: char) -> impl Iterator<Item = Bytes> {
    let always = (c.is_ascii() || charset == Charset::Utf8).then(|| Bytes::of(c.encode_utf8(&mut [0; 4]).as_bytes()));
    let mut others = Tables::get().codes(charset, c).map(|code| Bytes::of(code.as_slice())).peekable();
    let long = if always.is_none() && others.peek().is_none() { four_bytes(charset, c) } else { None };
    always.into_iter().chain(others).chain(long)
}

/// The code of GB18030 for a character that GBK lacks.
fn four_bytes(charset: Charset, c: char) -> Option<Bytes> {
    let encoding = charset.encoding().filter(|_| charset == Charset::Gb18030)?;
    let mut utf8 = [0; 4];
    let (code, _, unmappable) = encoding.encode(c.encode_utf8(&mut utf8));
    (!unmappable && code.len() == LONGEST).then(|| Bytes::of(&code))
}

/// The bytes of a character that is not complete yet.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Assembly {
    pending: Pending,
    /// A code that is longer than the tables know, from its second byte on.
    long: Bytes,
}

impl Assembly {
    pub(crate) fn is_empty(&self) -> bool {
        self.pending.is_empty() && self.long.len == 0
    }

    /// Adds a byte to a sequence in a charset.
    pub(crate) fn push(&mut self, charset: Charset, byte: u8) -> Step {
        if self.long.len > 0 {
            self.long.push(byte);
            return self.complete(charset);
        }
        let lead = self.pending.bytes().first().copied();
        let step = Tables::get().push(charset, &mut self.pending, byte);
        match (step, lead, charset) {
            (Step::Reject, Some(lead), Charset::Gb18030) if byte.is_ascii_digit() => {
                self.long = Bytes::of(&[lead, byte]);
            }
            (Step::Reject, Some(0x8F), Charset::EucJp) if byte >= 0xA1 => self.long = Bytes::of(&[0x8F, byte]),
            _ => return step,
        }
        self.pending = Pending::default();
        Step::More
    }

    /// The character of the long code, if it has all of its bytes.
    fn complete(&mut self, charset: Charset) -> Step {
        let wanted = if charset == Charset::Gb18030 { LONGEST } else { LONGEST - 1 };
        if self.long.len < wanted {
            return Step::More;
        }
        let code = core::mem::take(&mut self.long);
        let text = charset
            .encoding()
            .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(code.as_slice()));
        let mut characters = text.iter().flat_map(|text| text.chars());
        match (characters.next(), characters.next()) {
            (Some(c), None) => Step::Char(c),
            _ => Step::Reject,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(charset: Charset, bytes: &[u8]) -> Option<char> {
        let mut assembly = Assembly::default();
        let mut steps = bytes.iter().map(|&byte| assembly.push(charset, byte));
        match steps.by_ref().find(|step| *step != Step::More) {
            Some(Step::Char(c)) if steps.next().is_none() => Some(c),
            _ => None,
        }
    }

    #[test]
    fn long_codes_there_and_back() {
        for (charset, c, length) in [
            (Charset::Gb18030, 'ä', 4),
            (Charset::Gb18030, '😀', 4),
            (Charset::Gb18030, '中', 2),
            (Charset::EucJp, '丂', 3),
            (Charset::EucJp, '日', 2),
            (Charset::Utf8, '日', 3),
            (Charset::Windows1251, 'Ж', 1),
            (Charset::Windows1251, 'a', 1),
        ] {
            let code = of(charset, c).next().unwrap();
            assert_eq!(code.as_slice().len(), length, "{charset} {c}");
            assert_eq!(together(charset, code.as_slice()), Some(c), "{charset} {c}");
        }
        assert_eq!(of(Charset::Windows1251, '日').next(), None);
        assert_eq!(of(Charset::ShiftJis, 'ä').next(), None);
        assert_eq!(together(Charset::Gb18030, b"\x81\x30\x41\x30"), None);
    }
}
