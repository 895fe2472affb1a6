//! Whole texts from bytes, as a browser reads them.

use super::{Charset, Pending, Tables, whole};
use alloc::{string::String, vec::Vec};

impl Charset {
    /// The text that bytes are in this charset. What cannot be read becomes U+FFFD, or in charsets of one byte a
    /// character the C1 control of its value.
    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        if self.is_whole() {
            return whole::decode(self, bytes).0;
        }
        if let Some(encoding) = self.encoding() {
            return encoding.decode_without_bom_handling(bytes).0.into_owned();
        }
        if self == Self::Utf8 {
            return String::from_utf8_lossy(bytes).into_owned();
        }
        let mut pending = Pending::default();
        let read = |&byte: &u8| match Tables::get().push(self, &mut pending, byte) {
            super::Step::Char(c) => c,
            super::Step::Reject | super::Step::More => char::from(byte),
        };
        bytes.iter().map(read).collect()
    }
}

impl Charset {
    /// The bytes of a text in a charset that no table reads; where there is a character that it lacks, that place.
    pub(crate) fn encode_whole(self, text: &str) -> Result<Vec<u8>, (usize, char)> {
        whole::encode(self, text)
    }

    /// The text that bytes are in a charset that no table reads, without a byte order mark; where they are none, that
    /// place.
    pub(crate) fn decode_whole(self, bytes: &[u8]) -> Result<String, usize> {
        let (mut text, wrong) = whole::decode(self, bytes);
        if text.starts_with('\u{FEFF}') {
            text.remove(0);
        }
        wrong.map_or(Ok(text), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_decodes() {
        assert_eq!(Charset::Windows1252.decode(b"caf\xE9 \x81"), "café \u{81}");
        assert_eq!(Charset::Iso8859_1.decode(b"\x93\xE9"), "\u{93}é");
        assert_eq!(Charset::Ibm437.decode(b"caf\x82"), "café");
        assert_eq!(Charset::ShiftJis.decode(b"\x83e\x83X\x83g\x83"), "テスト\u{FFFD}");
        assert_eq!(Charset::Utf8.decode(b"\xC3\xA9\xC3"), "é\u{FFFD}");
    }
}
