//! Sets of charsets.

use crate::{
    charset::{Charset, CharsetMask},
    settings::Settings,
};
use core::fmt;

/// A set of charsets, to say which are considered: a number, `Copy`, and made in a `const`.
///
/// The presets by region hold legacy charsets; [`union`](Self::union) adds regions up.
///
/// ```
/// use ungarble::{Charset, Charsets, Options, Repairer};
/// let western = Charsets::WESTERN.without(Charset::Macintosh);
/// assert!(western.contains(Charset::Windows1252) && !western.contains(Charset::Macintosh));
/// assert_eq!(Charsets::from_iter([Charset::Big5, Charset::Gb18030]).len(), 2);
/// assert_eq!(Repairer::new(Options::new().allow(western)).repair("cafÃ©"), "café");
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
    MacCyrillic, Macintosh, ShiftJis, Windows874, Windows1250, Windows1251, Windows1252, Windows1253, Windows1254,
    Windows1255, Windows1256, Windows1257, Windows1258,
};

impl Charsets {
    /// Every charset that the crate knows.
    pub const ALL: Self = Self(Settings::ALL_CHARSETS);
    /// None, to start from.
    pub const NONE: Self = Self(0);
    /// The charsets of Western Europe and the Americas.
    pub const WESTERN: Self = set(&[Windows1252, Iso8859_1, Iso8859_15, Macintosh, Ibm437, Ibm850]);
    /// The charsets of Central Europe.
    pub const CENTRAL_EUROPEAN: Self = set(&[Windows1250, Iso8859_2, Iso8859_16, Ibm852]);
    /// The charsets of the Baltic countries.
    pub const BALTIC: Self = set(&[Windows1257, Iso8859_4, Iso8859_13, Ibm775]);
    /// The charsets of Cyrillic script.
    pub const CYRILLIC: Self = set(&[Windows1251, Koi8R, Koi8U, Ibm866, Ibm855, Iso8859_5, MacCyrillic]);
    /// The Greek charsets.
    pub const GREEK: Self = set(&[Windows1253, Iso8859_7, Ibm737]);
    /// The Turkish charsets.
    pub const TURKISH: Self = set(&[Windows1254, Ibm857]);
    /// The Hebrew charsets.
    pub const HEBREW: Self = set(&[Windows1255, Iso8859_8, Ibm862]);
    /// The Arabic charsets.
    pub const ARABIC: Self = set(&[Windows1256, Iso8859_6]);
    /// The charsets of Thai and Vietnamese.
    pub const SOUTH_EAST_ASIAN: Self = set(&[Windows874, Windows1258]);
    /// The charsets of Chinese, Japanese and Korean.
    pub const EAST_ASIAN: Self = set(&[Gb18030, Big5, ShiftJis, EucJp, EucKr]);
    /// The code pages of DOS, which consoles and ZIP archives use.
    pub const DOS: Self = set(&[Ibm437, Ibm737, Ibm775, Ibm850, Ibm852, Ibm855, Ibm857, Ibm862, Ibm866]);

    /// The set with a charset more.
    ///
    /// ```
    /// use ungarble::{Charset, Charsets};
    /// assert!(Charsets::NONE.with(Charset::Koi8R).contains(Charset::Koi8R));
    /// ```
    #[must_use]
    pub const fn with(self, charset: Charset) -> Self {
        Self(self.0 | 1 << charset.index())
    }

    /// The set without a charset.
    ///
    /// ```
    /// use ungarble::{Charset, Charsets};
    /// assert!(!Charsets::CYRILLIC.without(Charset::Koi8R).contains(Charset::Koi8R));
    /// ```
    #[must_use]
    pub const fn without(self, charset: Charset) -> Self {
        Self(self.0 & !(1 << charset.index()))
    }

    /// What is in either set.
    ///
    /// ```
    /// use ungarble::{Charset, Charsets};
    /// let aegean = Charsets::GREEK.union(Charsets::TURKISH);
    /// assert!(aegean.contains(Charset::Windows1253) && aegean.contains(Charset::Windows1254));
    /// ```
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this set and not in the other.
    ///
    /// ```
    /// use ungarble::{Charset, Charsets};
    /// let no_dos = Charsets::WESTERN.difference(Charsets::DOS);
    /// assert!(no_dos.contains(Charset::Windows1252) && !no_dos.contains(Charset::Ibm850));
    ///     /// ```
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Is a charset in the set?
    ///
    /// ```
    /// use ungarble::{Charset, Charsets};
    /// assert!(Charsets::EAST_ASIAN.contains(Charset::Big5) && !Charsets::WESTERN.contains(Charset::Big5));
    /// ```
    #[must_use]
    pub const fn contains(self, charset: Charset) -> bool {
        self.0 >> charset.index() & 1 == 1
    }

    /// How many charsets are in it.
    ///
    /// ```
    /// use ungarble::{Charset, Charsets};
    /// assert_eq!(Charsets::ALL.len(), Charset::all().count());
    /// ```
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Is there none in it?
    ///
    /// ```
    /// use ungarble::Charsets;
    /// assert!(Charsets::NONE.is_empty() && !Charsets::GREEK.is_empty());
    /// ```
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The charsets, in the order of the enum.
    ///
    /// ```
    /// use ungarble::Charsets;
    /// let labels: Vec<&str> = Charsets::ARABIC.iter().map(|charset| charset.label()).collect();
    /// assert_eq!(labels, ["windows-1256", "iso-8859-6"]);
    /// ```
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
        assert_eq!(Charsets::GREEK.union(Charsets::ARABIC).len(), 5);
    }
}
