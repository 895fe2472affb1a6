//! Misreadings: what text was stored as, and what it was read as.

use crate::{
    charset::{Charset, Step},
    codes::{self, Assembly},
    error::Error,
};
use alloc::{borrow::ToOwned, string::String, vec::Vec};
use core::{fmt, str::FromStr};

/// Text stored in one charset and read as another.
///
/// [`Display`](fmt::Display) writes it as people say it; [`FromStr`] takes that back.
///
/// ```
/// use ungarble::{Charset, Misreading};
/// let report = ungarble::analyze("cafÃ©");
/// let misreading = report.findings()[0].chain()[0];
/// assert_eq!(misreading.to_string(), "utf-8 read as windows-1252");
/// assert_eq!(misreading, "utf-8 read as windows-1252".parse()?);
/// assert_eq!(misreading, Misreading::new(Charset::Utf8, Charset::Windows1252));
/// # Ok::<(), ungarble::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Misreading {
    stored_as: Charset,
    read_as: Charset,
}

impl Misreading {
    /// The misreading of one charset as another.
    ///
    /// ```
    /// use ungarble::{Charset, Misreading};
    /// const AS_KOI8: Misreading = Misreading::new(Charset::Windows1251, Charset::Koi8R);
    /// assert_eq!(AS_KOI8.to_string(), "windows-1251 read as koi8-r");
    /// ```
    #[must_use]
    pub const fn new(stored_as: Charset, read_as: Charset) -> Self {
        Self { stored_as, read_as }
    }

    /// The charset that the text was in.
    ///
    /// ```
    /// let misreading: ungarble::Misreading = "windows-1251 read as koi8-r".parse()?;
    /// assert_eq!(misreading.stored_as(), ungarble::Charset::Windows1251);
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    #[must_use]
    pub const fn stored_as(self) -> Charset {
        self.stored_as
    }

    /// The charset that the text was taken for.
    ///
    /// ```
    /// let misreading: ungarble::Misreading = "windows-1251 read as koi8-r".parse()?;
    /// assert_eq!(misreading.read_as(), ungarble::Charset::Koi8R);
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    #[must_use]
    pub const fn read_as(self) -> Charset {
        self.read_as
    }

    /// Makes mojibake: the text as it looks after this misreading, as tests want it.
    ///
    /// Bytes that make no sense become U+FFFD as in a browser; in charsets of one byte a character they become
    /// C1 controls. Takes time linear in the text.
    ///
    /// # Errors
    ///
    /// [`Error::NotInCharset`] where the text has a character that the charset it is to be stored in lacks.
    ///
    /// ```
    /// let misreading: ungarble::Misreading = "windows-1251 read as windows-1252".parse()?;
    /// assert_eq!(misreading.garble("Привет")?, "Ïðèâåò");
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    pub fn garble(self, text: &str) -> Result<String, Error> {
        let lacking = |(at, character)| Error::NotInCharset { at, character, charset: self.stored_as };
        if self.stored_as.is_whole() {
            return Ok(self.read_as.decode(&self.stored_as.encode_whole(text).map_err(lacking)?));
        }
        let mut bytes = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let code = codes::of(self.stored_as, c).next();
            let code = code.ok_or_else(|| lacking((at, c)))?;
            bytes.extend(code.as_slice());
        }
        Ok(self.read_as.decode(&bytes))
    }

    /// Undoes the misreading in all of a text: every character back to its byte, and the bytes as they were
    /// meant. Nothing is weighed; ASCII stays, but for UTF-16 and charsets of seven bits.
    ///
    /// # Errors
    ///
    /// [`Error::NotInCharset`] or [`Error::NotDecodable`] at the first place where that cannot be, which is
    /// also where bytes were lost.
    ///
    /// ```
    /// let misreading: ungarble::Misreading = "utf-8 read as gb18030".parse()?;
    /// assert_eq!(misreading.undo("the harbour鈥檚 lights")?, "the harbour’s lights");
    /// assert!(misreading.undo("the harbour’s lights").is_err());
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    pub fn undo(self, text: &str) -> Result<String, Error> {
        if self.is_whole() {
            return self.undo_whole(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut assembly = Assembly::default();
        for (at, c) in text.char_indices() {
            if c.is_ascii() && assembly.is_empty() {
                out.push(c);
                continue;
            }
            let mut codes = codes::of(self.read_as, c).peekable();
            // That is what decoders leave of bytes, whatever charsets have it.
            if codes.peek().is_none() || c == char::REPLACEMENT_CHARACTER {
                return Err(Error::NotInCharset { at, character: c, charset: self.read_as });
            }
            // Of two codes for a character the first that fits counts.
            let (length, before) = (out.len(), assembly);
            let fits = codes.any(|code| {
                out.truncate(length);
                assembly = before;
                code.as_slice().iter().all(|&byte| match assembly.push(self.stored_as, byte) {
                    Step::Reject => false,
                    Step::More => true,
                    Step::Char(c) => {
                        out.push(c);
                        true
                    }
                })
            });
            if !fits {
                return Err(Error::NotDecodable { at: at + c.len_utf8(), charset: self.stored_as });
            }
        }
        if assembly.is_empty() { Ok(out) } else { Err(Error::NotDecodable { at: text.len(), charset: self.stored_as }) }
    }
}

impl Misreading {
    /// Is there a charset in it that no table reads? Then ASCII is no longer ASCII.
    pub(crate) fn is_whole(self) -> bool {
        self.stored_as.is_whole() || self.read_as.is_whole()
    }

    /// The same where a charset is one that no table reads: all bytes first, then the text.
    fn undo_whole(self, text: &str) -> Result<String, Error> {
        let lacking = |(at, character)| Error::NotInCharset { at, character, charset: self.read_as };
        if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
            return Err(lacking((at, char::REPLACEMENT_CHARACTER)));
        }
        let bytes = if self.read_as.is_whole() {
            self.read_as.encode_whole(text).map_err(lacking)?
        } else {
            let mut bytes = Vec::with_capacity(text.len());
            for (at, c) in text.char_indices() {
                bytes.extend(codes::of(self.read_as, c).next().ok_or_else(|| lacking((at, c)))?.as_slice());
            }
            bytes
        };
        let at_the_end = Error::NotDecodable { at: text.len(), charset: self.stored_as };
        if self.stored_as.is_whole() {
            return self.stored_as.decode_whole(&bytes).map_err(|_| at_the_end);
        }
        let mut out = String::with_capacity(bytes.len());
        let mut assembly = Assembly::default();
        for byte in bytes {
            match assembly.push(self.stored_as, byte) {
                Step::Reject => return Err(at_the_end),
                Step::More => {}
                Step::Char(c) => out.push(c),
            }
        }
        if assembly.is_empty() { Ok(out) } else { Err(at_the_end) }
    }
}

impl fmt::Display for Misreading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} read as {}", self.stored_as, self.read_as)
    }
}

impl FromStr for Misreading {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (stored_as, read_as) =
            text.split_once(" read as ").ok_or_else(|| Error::NotAMisreading { text: text.to_owned() })?;
        Ok(Self::new(stored_as.parse()?, read_as.parse()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbling_and_undoing_are_inverse() {
        for (stored, read, text) in [
            (Charset::Utf8, Charset::Windows1252, "Àé’s “ok” — ňĄ"),
            (Charset::Utf8, Charset::Gb18030, "それは…"),
            (Charset::Windows1251, Charset::Ibm437, "Привет"),
            (Charset::ShiftJis, Charset::Windows1252, "テスト"),
            (Charset::EucJp, Charset::Iso8859_1, "日本語"),
            (Charset::EucJp, Charset::Windows1252, "丂 and 日"),
            (Charset::Gb18030, Charset::Iso8859_1, "ä, 😀 and 中"),
            (Charset::Iso8859_1, Charset::Utf8, "cafÃ©"),
        ] {
            let misreading = Misreading::new(stored, read);
            let garbled = misreading.garble(text).unwrap();
            assert_ne!(garbled, text);
            if !garbled.contains('\u{FFFD}') {
                assert_eq!(misreading.undo(&garbled).as_deref(), Ok(text), "{misreading} {garbled}");
            }
        }
        // Two Latin letters, each before a digit, are one code of four bytes.
        let misreading = Misreading::new(Charset::Windows1252, Charset::Gb18030);
        let garbled = misreading.garble("à1é2").unwrap();
        assert_eq!((garbled.chars().count(), misreading.undo(&garbled).as_deref()), (1, Ok("à1é2")));
    }

    #[test]
    fn charsets_without_tables_are_there_and_back() {
        for (misreading, text, garbled) in [
            ("utf-16le read as windows-1252", "Né x", "N\0é\0 \0x\0"),
            ("utf-16be read as iso-8859-1", "Да", "\x04\x14\x040"),
            ("iso-2022-jp read as windows-1252", "テスト, ok", "\x1B$B%F%9%H\x1B(B, ok"),
            ("hz-gb-2312 read as windows-1252", "己所不欲", "~{<:Ky2;S{~}"),
            ("utf-8 read as utf-16le", "abcd", "扡摣"),
        ] {
            let misreading: Misreading = misreading.parse().unwrap();
            assert_eq!(misreading.garble(text).as_deref(), Ok(garbled), "{misreading}");
            assert_eq!(misreading.undo(garbled).as_deref(), Ok(text), "{misreading}");
        }
        let bare: Misreading = "iso-2022-jp read as windows-1252".parse().unwrap();
        assert_eq!(bare.undo("$B%F%9%H(B, ok").as_deref(), Ok("テスト, ok"));
    }

    #[test]
    fn errors_say_where() {
        let misreading = Misreading::new(Charset::Utf8, Charset::Windows1252);
        let lost = Error::NotDecodable { at: 4, charset: Charset::Utf8 };
        assert_eq!(misreading.undo("caÃ"), Err(lost));
        let other = Error::NotInCharset { at: 2, character: 'Ж', charset: Charset::Windows1252 };
        assert_eq!(misreading.undo("caЖ"), Err(other));
        for charset in Charset::all() {
            assert!(Misreading::new(Charset::Iso8859_1, charset).undo("\u{FFFD}").is_err(), "{charset}");
        }
        assert!("utf-8".parse::<Misreading>().is_err() && "utf-8 read as x".parse::<Misreading>().is_err());
    }
}
