//! The charsets by name.

use crate::error::Error;
use alloc::borrow::ToOwned;
use core::{fmt, str::FromStr};
use encoding_rs::Encoding;

/// Where the decoder of a charset comes from.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// A WHATWG decoder.
    Whatwg(&'static Encoding),
    /// A DOS code page of the crate `oem_cp`.
    Dos(u16),
    /// ISO-8859-1 proper, every byte the character of its value.
    Latin1,
    /// UTF-8, which is not read by a table.
    Utf8,
    /// Charsets in which what a byte means depends on more than the bytes beside it: they are read as a whole.
    Whole,
}

macro_rules! charsets {
    ($($(#[$doc:meta])* $name:ident, $label:literal, $source:expr;)*) => {
        /// A charset that text is stored in or read as.
        ///
        /// [`Display`](fmt::Display) gives the label people use; [`FromStr`] takes it back, in any case, and the
        /// other labels of the WHATWG and of code pages: `utf8`, `latin1`, `sjis`, `gbk`, `cp1252`, `cp437`.
        ///
        /// ```
        /// use ungarble::Charset;
        /// let charset: Charset = "windows-1252".parse()?;
        /// assert_eq!(charset, Charset::Windows1252);
        /// assert_eq!(charset.to_string(), "windows-1252");
        /// assert_eq!("CP1252".parse(), Ok(Charset::Windows1252));
        /// # Ok::<(), ungarble::Error>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Charset { $($(#[$doc])* $name,)* }

        impl Charset {
            /// Every charset, in the order of the enum.
            pub(crate) const ALL: [Self; [$(Self::$name),*].len()] = [$(Self::$name),*];

            /// The label of the charset: the WHATWG name where it has one.
            ///
            /// ```
            /// assert_eq!(ungarble::Charset::Ibm437.label(), "ibm437");
            /// ```
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            pub(super) fn source(self) -> Source {
                match self { $(Self::$name => $source,)* }
            }
        }
    };
}

charsets! {
    /// Windows-1252, Western European; the C1 controls stand for the five bytes that it leaves undefined.
    Windows1252, "windows-1252", Source::Whatwg(encoding_rs::WINDOWS_1252);
    /// ISO-8859-1, every byte the character of its value, C1 controls included.
    Iso8859_1, "iso-8859-1", Source::Latin1;
    /// Windows-1250, Central European.
    Windows1250, "windows-1250", Source::Whatwg(encoding_rs::WINDOWS_1250);
    /// Windows-1251, Cyrillic.
    Windows1251, "windows-1251", Source::Whatwg(encoding_rs::WINDOWS_1251);
    /// Windows-1253, Greek.
    Windows1253, "windows-1253", Source::Whatwg(encoding_rs::WINDOWS_1253);
    /// Windows-1254, Turkish; ISO-8859-9 with its C1 controls is part of it.
    Windows1254, "windows-1254", Source::Whatwg(encoding_rs::WINDOWS_1254);
    /// Windows-1255, Hebrew.
    Windows1255, "windows-1255", Source::Whatwg(encoding_rs::WINDOWS_1255);
    /// Windows-1256, Arabic.
    Windows1256, "windows-1256", Source::Whatwg(encoding_rs::WINDOWS_1256);
    /// Windows-1257, Baltic.
    Windows1257, "windows-1257", Source::Whatwg(encoding_rs::WINDOWS_1257);
    /// Windows-1258, Vietnamese.
    Windows1258, "windows-1258", Source::Whatwg(encoding_rs::WINDOWS_1258);
    /// Windows-874, Thai.
    Windows874, "windows-874", Source::Whatwg(encoding_rs::WINDOWS_874);
    /// ISO-8859-2, Central European.
    Iso8859_2, "iso-8859-2", Source::Whatwg(encoding_rs::ISO_8859_2);
    /// ISO-8859-3, South European.
    Iso8859_3, "iso-8859-3", Source::Whatwg(encoding_rs::ISO_8859_3);
    /// ISO-8859-4, North European.
    Iso8859_4, "iso-8859-4", Source::Whatwg(encoding_rs::ISO_8859_4);
    /// ISO-8859-5, Cyrillic.
    Iso8859_5, "iso-8859-5", Source::Whatwg(encoding_rs::ISO_8859_5);
    /// ISO-8859-6, Arabic.
    Iso8859_6, "iso-8859-6", Source::Whatwg(encoding_rs::ISO_8859_6);
    /// ISO-8859-7, Greek.
    Iso8859_7, "iso-8859-7", Source::Whatwg(encoding_rs::ISO_8859_7);
    /// ISO-8859-8, Hebrew.
    Iso8859_8, "iso-8859-8", Source::Whatwg(encoding_rs::ISO_8859_8);
    /// ISO-8859-10, Nordic.
    Iso8859_10, "iso-8859-10", Source::Whatwg(encoding_rs::ISO_8859_10);
    /// ISO-8859-13, Baltic.
    Iso8859_13, "iso-8859-13", Source::Whatwg(encoding_rs::ISO_8859_13);
    /// ISO-8859-14, Celtic.
    Iso8859_14, "iso-8859-14", Source::Whatwg(encoding_rs::ISO_8859_14);
    /// ISO-8859-15, Western European with the euro sign.
    Iso8859_15, "iso-8859-15", Source::Whatwg(encoding_rs::ISO_8859_15);
    /// ISO-8859-16, South-Eastern European.
    Iso8859_16, "iso-8859-16", Source::Whatwg(encoding_rs::ISO_8859_16);
    /// Mac OS Roman.
    Macintosh, "macintosh", Source::Whatwg(encoding_rs::MACINTOSH);
    /// Mac OS Cyrillic, both the Russian and the Ukrainian version.
    MacCyrillic, "x-mac-cyrillic", Source::Whatwg(encoding_rs::X_MAC_CYRILLIC);
    /// KOI8-R, Russian.
    Koi8R, "koi8-r", Source::Whatwg(encoding_rs::KOI8_R);
    /// KOI8-U, Ukrainian.
    Koi8U, "koi8-u", Source::Whatwg(encoding_rs::KOI8_U);
    /// DOS code page 866, Cyrillic.
    Ibm866, "ibm866", Source::Whatwg(encoding_rs::IBM866);
    /// DOS code page 437, United States.
    Ibm437, "ibm437", Source::Dos(437);
    /// DOS code page 737, Greek.
    Ibm737, "ibm737", Source::Dos(737);
    /// DOS code page 775, Baltic.
    Ibm775, "ibm775", Source::Dos(775);
    /// DOS code page 850, Western European.
    Ibm850, "ibm850", Source::Dos(850);
    /// DOS code page 852, Central European.
    Ibm852, "ibm852", Source::Dos(852);
    /// DOS code page 855, Cyrillic.
    Ibm855, "ibm855", Source::Dos(855);
    /// DOS code page 857, Turkish.
    Ibm857, "ibm857", Source::Dos(857);
    /// DOS code page 862, Hebrew.
    Ibm862, "ibm862", Source::Dos(862);
    /// GB18030 with GBK and code page 936 in it, Chinese.
    Gb18030, "gb18030", Source::Whatwg(encoding_rs::GB18030);
    /// Big5 with HKSCS, and the user-defined areas of code page 950, Chinese.
    Big5, "big5", Source::Whatwg(encoding_rs::BIG5);
    /// `Shift_JIS` as code page 932, Japanese.
    ShiftJis, "shift_jis", Source::Whatwg(encoding_rs::SHIFT_JIS);
    /// EUC-JP, Japanese.
    EucJp, "euc-jp", Source::Whatwg(encoding_rs::EUC_JP);
    /// EUC-KR as code page 949, Korean.
    EucKr, "euc-kr", Source::Whatwg(encoding_rs::EUC_KR);
    /// UTF-8, with the surrogate pairs of CESU-8 and the two-byte NUL of Java's modified UTF-8 allowed.
    Utf8, "utf-8", Source::Utf8;
    /// UTF-16, the low byte first; looked for with [`Options::seven_bit`](crate::Options::seven_bit) only.
    Utf16Le, "utf-16le", Source::Whole;
    /// UTF-16, the high byte first; looked for with [`Options::seven_bit`](crate::Options::seven_bit) only.
    Utf16Be, "utf-16be", Source::Whole;
    /// ISO-2022-JP, Japanese mail in seven bits, also without its escape characters; looked for with
    /// [`Options::seven_bit`](crate::Options::seven_bit) only.
    Iso2022Jp, "iso-2022-jp", Source::Whole;
    /// HZ, Chinese news in seven bits, also without its tildes; looked for with
    /// [`Options::seven_bit`](crate::Options::seven_bit) only.
    Hz, "hz-gb-2312", Source::Whole;
}

impl Charset {
    /// Every charset that this crate knows, the legacy ones first.
    ///
    /// ```
    /// assert!(ungarble::Charset::all().any(|charset| charset.label() == "koi8-r"));
    /// ```
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter()
    }

    /// The legacy charsets that use more than one byte for a character: they follow the single-byte ones
    /// in [`Charset::ALL`].
    pub(crate) const MULTI: [Self; 5] = [Self::Gb18030, Self::Big5, Self::ShiftJis, Self::EucJp, Self::EucKr];

    /// How many charsets use one byte for a character: the first of [`Charset::ALL`].
    pub(crate) const SINGLE_COUNT: usize = Self::Gb18030.index();

    /// How many legacy charsets there are that are read by tables: all before UTF-8.
    pub(crate) const LEGACY_COUNT: usize = Self::SINGLE_COUNT + Self::MULTI.len();

    /// The place in [`Charset::ALL`].
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// The place in [`Charset::MULTI`].
    pub(crate) const fn multi_index(self) -> Option<usize> {
        match self.index().checked_sub(Self::SINGLE_COUNT) {
            Some(multi) if multi < Self::MULTI.len() => Some(multi),
            _ => None,
        }
    }

    /// Is it one of the charsets after UTF-8, which no table reads?
    pub(crate) const fn is_whole(self) -> bool {
        self.index() > Self::Utf8.index()
    }

    /// The WHATWG decoder, where the charset has one.
    pub(crate) fn encoding(self) -> Option<&'static Encoding> {
        match self.source() {
            Source::Whatwg(encoding) => Some(encoding),
            Source::Dos(_) | Source::Latin1 | Source::Utf8 | Source::Whole => None,
        }
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

impl FromStr for Charset {
    type Err = Error;

    fn from_str(label: &str) -> Result<Self, Self::Err> {
        let name = label.trim();
        let labelled = |name: &str| Self::ALL.into_iter().find(|charset| charset.label().eq_ignore_ascii_case(name));
        let whatwg = || match Encoding::for_label(name.as_bytes())?.name() {
            "GBK" => Some(Self::Gb18030),
            name => labelled(name),
        };
        let code_page = || {
            let (kind, number) = name.split_at_checked(2)?;
            let number: u16 =
                number.trim_start_matches(['-', '_']).parse().ok().filter(|_| kind.eq_ignore_ascii_case("cp"))?;
            let same = |charset: &Self| matches!(charset.source(), Source::Dos(page) if page == number);
            match number {
                932 => Some(Self::ShiftJis),
                936 => Some(Self::Gb18030),
                949 => Some(Self::EucKr),
                950 => Some(Self::Big5),
                _ => Self::ALL.into_iter().find(same),
            }
        };
        // WHATWG has them for names of Windows-1252.
        let latin1 = ["latin1", "latin-1", "iso8859-1", "iso_8859-1", "l1"];
        let latin1 = || latin1.iter().any(|other| other.eq_ignore_ascii_case(name)).then_some(Self::Iso8859_1);
        let found = labelled(name).or_else(latin1).or_else(whatwg).or_else(code_page);
        found.ok_or_else(|| Error::UnknownCharset { label: label.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_parse_back() {
        for charset in Charset::ALL {
            assert_eq!(charset.label().to_uppercase().parse(), Ok(charset));
            assert_eq!(Charset::ALL[charset.index()], charset);
        }
        assert!("utf-9".parse::<Charset>().is_err() && "cp9".parse::<Charset>().is_err());
    }

    #[test]
    fn other_labels_are_known() {
        for (label, charset) in [
            ("utf8", Charset::Utf8),
            ("latin1", Charset::Iso8859_1),
            ("CP1252", Charset::Windows1252),
            ("gbk", Charset::Gb18030),
            ("sjis", Charset::ShiftJis),
            ("cp850", Charset::Ibm850),
            ("cp936", Charset::Gb18030),
            ("CP-437", Charset::Ibm437),
            ("cp866", Charset::Ibm866),
        ] {
            assert_eq!(label.parse(), Ok(charset), "{label}");
        }
    }

    #[test]
    fn multi_byte_charsets_come_last() {
        assert_eq!(Charset::ALL[Charset::SINGLE_COUNT..Charset::LEGACY_COUNT], Charset::MULTI);
    }
}
