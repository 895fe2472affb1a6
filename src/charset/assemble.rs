//! Bytes to characters, one byte at a time: UTF-8 as it was before a misreading took it apart.

/// What a byte did to the bytes before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The byte cannot stand here.
    Reject,
    /// More bytes are needed.
    More,
    /// A character is complete, and nothing pends.
    Char(char),
}

/// The longest sequence that can pend: a surrogate pair of CESU-8 without its last byte.
const LONGEST: usize = 5;

/// The bytes of a sequence that is not complete yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pending {
    bytes: [u8; LONGEST],
    len: u8,
}

impl Pending {
    pub(crate) fn is_empty(self) -> bool {
        self.len == 0
    }

    /// The bytes that pend.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// Keeps the lead byte of a legacy code.
    pub(super) fn hold(&mut self, lead: u8) -> Step {
        self.bytes[0] = lead;
        self.len = 1;
        Step::More
    }

    /// Gives the lead byte of a legacy code back.
    pub(super) fn take(&mut self) -> Option<u8> {
        let held = core::mem::take(self);
        (held.len > 0).then_some(held.bytes[0])
    }

    /// Adds a byte of UTF-8, CESU-8 or Java's modified UTF-8.
    #[inline]
    pub(crate) fn push(&mut self, byte: u8) -> Step {
        let [first, second, third, ..] = self.bytes;
        match (self.len, byte) {
            (0, 0..=0x7F) => return Step::Char(char::from(byte)),
            (0, 0xC0 | 0xC2..=0xF4) => {}
            (0, _) | (_, 0..=0x7F | 0xC0..=0xEC | 0xEE..=0xFF) => return Step::Reject,
            (1, _) => {
                let fits = match first {
                    0xC0 => byte == 0x80,
                    0xE0 => (0xA0..0xC0).contains(&byte),
                    0xED => (0x80..0xB0).contains(&byte),
                    0xF0 => (0x90..0xC0).contains(&byte),
                    0xF4 => (0x80..0x90).contains(&byte),
                    _ => (0x80..0xC0).contains(&byte),
                };
                if !fits {
                    return Step::Reject;
                }
                if first < 0xE0 {
                    return self.complete(u32::from(first & 0x1F) << 6 | u32::from(byte & 0x3F));
                }
            }
            (3, 0xED) if first == 0xED => {}
            (_, 0xED) | (3, _) if first == 0xED || byte == 0xED => return Step::Reject,
            (4, _) if !(0xB0..0xC0).contains(&byte) => return Step::Reject,
            (2, _) if first < 0xF0 => {
                let unit = bits(&[first & 0xF, second, byte]);
                if !(0xD800..0xDC00).contains(&unit) {
                    return self.complete(unit);
                }
            }
            (3, _) => return self.complete(bits(&[first & 7, second, third, byte])),
            (5, _) => {
                let high = bits(&[first & 0xF, second, third]) - 0xD800;
                let low = bits(&[self.bytes[3] & 0xF, self.bytes[4], byte]) - 0xDC00;
                return self.complete(0x1_0000 + (high << 10 | low));
            }
            _ => {}
        }
        self.bytes[usize::from(self.len)] = byte;
        self.len += 1;
        Step::More
    }

    fn complete(&mut self, code: u32) -> Step {
        *self = Self::default();
        char::from_u32(code).map_or(Step::Reject, Step::Char)
    }
}

/// The six low bits of each byte, the first byte's highest.
fn bits(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, &byte| code << 6 | u32::from(byte & 0x3F))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assemble(bytes: &[u8]) -> Option<String> {
        let mut pending = Pending::default();
        let mut text = String::new();
        for &byte in bytes {
            match pending.push(byte) {
                Step::Reject => return None,
                Step::More => {}
                Step::Char(c) => text.push(c),
            }
        }
        pending.is_empty().then_some(text)
    }

    #[test]
    fn agrees_with_std_on_every_character() {
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let text: &str = c.encode_utf8(&mut bytes);
            assert_eq!(assemble(text.as_bytes()).as_deref(), Some(text));
        }
    }

    #[test]
    fn agrees_with_std_on_what_is_not_utf8() {
        for first in 0x80..=0xFF {
            for second in 0x70..=0xFF {
                for tail in [&[][..], &[0x80], &[0xBF], &[0x80, 0x80], &[0xC3, 0x80], &[0x41]] {
                    let bytes = [&[first, second], tail].concat();
                    let ours = assemble(&bytes);
                    let variant = first == 0xC0;
                    assert!(variant || ours.as_deref() == str::from_utf8(&bytes).ok(), "{bytes:x?} {ours:?}");
                }
            }
        }
    }

    #[test]
    fn surrogate_pairs_and_two_byte_nul() {
        // Source: Unicode Technical Report 26 (CESU-8); java.io.DataInput, "Modified UTF-8".
        assert_eq!(assemble(&[0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]).as_deref(), Some("😀"));
        assert_eq!(assemble(&[0xC0, 0x80]).as_deref(), Some("\0"));
        assert_eq!(assemble(&[0xED, 0xA0, 0xBD]), None);
        assert_eq!(assemble(&[0xED, 0xB8, 0x80]), None);
        assert_eq!(assemble(&[0xED, 0xA0, 0xBD, 0xED, 0xA0, 0xBD]), None);
        assert_eq!(assemble(&[0xC0, 0x81]), None);
    }
}
