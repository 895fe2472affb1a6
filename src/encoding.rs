//! How bytes are encoded, by name.

use crate::charset::Charset;
use core::fmt;

/// How the bytes of a text are encoded.
///
/// [`Display`](fmt::Display) writes it as people say it, with the label of the charset where it has one.
///
/// ```
/// use ungarble::{Charset, Encoding};
/// assert_eq!(ungarble::decode(b"a\0b\0c\0").encoding(), Encoding::Utf16Le);
/// assert_eq!(Encoding::Legacy(Charset::Koi8R).to_string(), "koi8-r");
/// assert_eq!(Encoding::Mixed(Charset::Windows1252).to_string(), "utf-8 with windows-1252 in it");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, of which ASCII is a part.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// ISO-2022-JP, Japanese mail in seven bits.
    Iso2022Jp,
    /// A legacy charset.
    Legacy(Charset),
    /// UTF-8 in some places, and a legacy charset in others.
    Mixed(Charset),
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf8 => f.pad("utf-8"),
            Self::Utf16Le => f.pad("utf-16le"),
            Self::Utf16Be => f.pad("utf-16be"),
            Self::Iso2022Jp => f.pad("iso-2022-jp"),
            Self::Legacy(charset) => charset.fmt(f),
            Self::Mixed(charset) => write!(f, "utf-8 with {charset} in it"),
        }
    }
}
