//! Which characters of a window make up whole sequences of UTF-8, if they are bytes of a charset.

use crate::{
    charset::{Charset, Tables},
    model::Cost,
};

/// Sequences of UTF-8, as far as their first bytes tell.
#[derive(Default)]
pub(crate) struct Sequences {
    /// Bytes that the open one lacks, and its first byte.
    need: u8,
    lead: u8,
    /// What is in the open one, and what is in complete ones: bytes of the text, and what they cost.
    open: (usize, Cost),
    pub(crate) complete: (usize, Cost),
}

impl Sequences {
    /// Takes a character beyond ASCII that is so long, costs so much and has these bytes in a charset; `broken` gets the first
    /// bytes of sequences that break off.
    #[inline]
    pub(crate) fn take(&mut self, after_ascii: bool, of: (usize, Cost), code: &[u8], mut broken: impl FnMut(u8)) {
        if after_ascii {
            if self.need > 0 {
                broken(self.lead);
            }
            self.need = 0;
        }
        self.open = if self.need == 0 { of } else { (self.open.0 + of.0, self.open.1 + of.1) };
        // May a sequence begin here? Only where a character does, or another sequence ends.
        let mut fresh = true;
        for &byte in code {
            if self.need > 0 && (0x80..0xC0).contains(&byte) {
                self.need -= 1;
                fresh = self.need == 0;
                if fresh {
                    self.complete = (self.complete.0 + self.open.0, self.complete.1 + self.open.1);
                    self.open = (0, 0);
                }
                continue;
            }
            if self.need > 0 && fresh {
                self.open = of;
                broken(self.lead);
            }
            self.lead = byte;
            self.need = match byte {
                _ if !fresh => 0,
                0xC0..=0xDF => 1,
                0xE0..=0xEF => 2,
                0xF0..=0xF4 => 3,
                _ => 0,
            };
            fresh = false;
        }
    }

    /// How many bytes of the text are in complete sequences, or in the one that may become complete.
    pub(crate) fn explained_at_most(&self) -> usize {
        self.complete.0 + self.open.0
    }
}

/// Are more than `share` of `of` bytes that are beyond ASCII in a text in whole sequences, if it was read as a charset?
pub(crate) fn are_mostly_whole(text: &str, charset: Charset, (share, of): (usize, usize)) -> bool {
    let tables = Tables::get();
    let foreign = text.bytes().filter(|byte| !byte.is_ascii()).count();
    let most = foreign * share / of;
    let mut left = foreign;
    let mut sequences = Sequences::default();
    let mut after_ascii = true;
    for c in text.chars() {
        if !c.is_ascii() {
            let code = tables.code(charset, c).unwrap_or_default();
            sequences.take(after_ascii, (c.len_utf8(), 0), code.as_slice(), |_| {});
            left -= c.len_utf8();
            if sequences.explained_at_most() + left <= most {
                return false;
            }
        }
        after_ascii = c.is_ascii();
    }
    sequences.complete.0 > most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_whole_or_break_off() {
        let mut sequences = Sequences::default();
        let mut broken = Vec::new();
        // é, the first byte of ß alone, â as ASCII follows, and two hanzi of three bytes in three characters of two.
        for (after_ascii, code) in [
            (true, b"\xC3".as_slice()),
            (false, b"\xA9"),
            (true, b"\xC3"),
            (true, b"\xE7\x81"),
            (false, b"\xAB\xE8"),
            (false, b"\xBD\xA6"),
        ] {
            sequences.take(after_ascii, (2, 10), code, |lead| broken.push(lead));
        }
        assert_eq!(sequences.complete, (4 + 6, 20 + 30));
        assert_eq!(broken, [0xC3]);
    }

    #[test]
    fn most_has_to_be_whole() {
        let whole = |text, charset| are_mostly_whole(text, charset, (3, 4));
        assert!(whole("dÃ©jÃ\u{A0} vu", Charset::Windows1252));
        assert!(whole("РџСЂРёРІРµС‚", Charset::Windows1251));
        assert!(whole("é Ã©Ã©Ã©Ã©", Charset::Windows1252) && !whole("éé Ã©Ã©", Charset::Windows1252));
        assert!(!whole("РџСЂРёРІРµС‚", Charset::Windows1252) && !whole("Привет", Charset::Windows1251));
        assert!(whole("鐏溅鏅氱偣", Charset::Gb18030) && !whole("火车晚点", Charset::Gb18030));
    }
}
