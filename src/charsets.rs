//! Sets of charsets.

use crate::{
    charset::{Charset, CharsetMask},
    settings::Settings,
};
use core::fmt;

/// A set of charsets, to say which are considered.
///
/// ```
/// use ungarble::{Charset, Charsets};
/// let western = Charsets::WESTERN.without(Charset::Macintosh);
/// assert!(western.contains(Charset::Windows1252) && !western.contains(Charset::Macintosh));
/// assert!(Charsets::from_iter([Charset::Utf8, Charset::Gb18030]).len() == 2);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Charsets(CharsetMask);

const fn set(charsets: &[Charset]) -> Charsets {
    let mut mask = 0;
    let mut at = 0;
    while at < charsets.len() {
        mask |= 1 << charsets[at].index();
        at += 1;
    }
    Charsets(mask)
}

use Charset::{
    Big5, EucJp, EucKr, Gb18030, Ibm437, Ibm737, Ibm775, Ibm850, Ibm852, Ibm855, Ibm857, Ibm862, Ibm866, Iso8859_1,
    Iso8859_2, Iso8859_4, Iso8859_5, Iso8859_6, Iso8859_7, Iso8859_8, Iso8859_13, Iso8859_15, Iso8859_16, Koi8R, Koi8U,
    MacCyrillic, Macintosh, ShiftJis, Utf8, Windows874, Windows1250, Windows1251, Windows1252, Windows1253,
    Windows1254, Windows1255, Windows1256, Windows1257, Windows1258,
};

impl Charsets {
    /// Every charset that the crate knows.
    pub const ALL: Self = Self(Settings::ALL_CHARSETS);
    /// None, to start from.
    pub const NONE: Self = Self(0);
    /// UTF-8 and the charsets of Western Europe and the Americas.
    pub const WESTERN: Self = set(&[Utf8, Windows1252, Iso8859_1, Iso8859_15, Macintosh, Ibm437, Ibm850]);
    /// UTF-8 and the charsets of Central Europe.
    pub const CENTRAL_EUROPEAN: Self = set(&[Utf8, Windows1250, Iso8859_2, Iso8859_16, Ibm852]);
    /// UTF-8 and the charsets of the Baltic countries.
    pub const BALTIC: Self = set(&[Utf8, Windows1257, Iso8859_4, Iso8859_13, Ibm775]);
    /// UTF-8 and the charsets of Cyrillic script.
    pub const CYRILLIC: Self = set(&[Utf8, Windows1251, Koi8R, Koi8U, Ibm866, Ibm855, Iso8859_5, MacCyrillic]);
    /// UTF-8 and the Greek charsets.
    pub const GREEK: Self = set(&[Utf8, Windows1253, Iso8859_7, Ibm737]);
    /// UTF-8 and the Turkish charsets.
    pub const TURKISH: Self = set(&[Utf8, Windows1254, Ibm857]);
    /// UTF-8 and the Hebrew charsets.
    pub const HEBREW: Self = set(&[Utf8, Windows1255, Iso8859_8, Ibm862]);
    /// UTF-8 and the Arabic charsets.
    pub const ARABIC: Self = set(&[Utf8, Windows1256, Iso8859_6]);
    /// UTF-8 and the charsets of Thai and Vietnamese.
    pub const SOUTH_EAST_ASIAN: Self = set(&[Utf8, Windows874, Windows1258]);
    /// UTF-8 and the charsets of Chinese, Japanese and Korean.
    pub const EAST_ASIAN: Self = set(&[Utf8, Gb18030, Big5, ShiftJis, EucJp, EucKr]);
    /// UTF-8 and the code pages of DOS, which consoles and ZIP archives use.
    pub const DOS: Self = set(&[Utf8, Ibm437, Ibm737, Ibm775, Ibm850, Ibm852, Ibm855, Ibm857, Ibm862, Ibm866]);

    /// The set with a charset more.
    #[must_use]
    pub const fn with(self, charset: Charset) -> Self {
        Self(self.0 | 1 << charset.index())
    }

    /// The set without a charset.
    #[must_use]
    pub const fn without(self, charset: Charset) -> Self {
        Self(self.0 & !(1 << charset.index()))
    }

    /// What is in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Is a charset in the set?
    #[must_use]
    pub const fn contains(self, charset: Charset) -> bool {
        self.0 >> charset.index() & 1 == 1
    }

    /// How many charsets are in it.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Is there none in it?
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The charsets, in the order of the enum.
    pub fn iter(self) -> impl Iterator<Item = Charset> {
        Charset::all().filter(move |&charset| self.contains(charset))
    }

    pub(crate) const fn mask(self) -> CharsetMask {
        self.0
    }
}

impl FromIterator<Charset> for Charsets {
    fn from_iter<I: IntoIterator<Item = Charset>>(charsets: I) -> Self {
        charsets.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Charsets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_add_up() {
        assert_eq!(Charsets::ALL.iter().count(), Charset::all().count());
        assert_eq!(Charsets::GREEK.iter().collect::<Charsets>(), Charsets::GREEK);
        assert!(Charsets::DOS.difference(Charsets::DOS).is_empty());
        assert_eq!(format!("{:?}", Charsets::NONE.with(Big5)), "{Big5}");
        assert_eq!(Charsets::GREEK.union(Charsets::ARABIC).len(), 6);
    }
}
