//! Languages that a text may be known to be in.

use crate::{
    charset::{Charset, CharsetMask},
    charsets::Charsets,
    error::Error,
};
use alloc::borrow::ToOwned;
use core::{fmt, str::FromStr};

/// A language, by its tag, as a hint for a repair.
///
/// The crate knows what languages in Latin script look like, and which charsets those in other scripts are
/// stored in. [`FromStr`] takes a BCP 47 tag and looks at its first part, in any case; a language of which
/// nothing is known is an [`Error::UnknownLanguage`].
///
/// ```
/// use ungarble::{Language, Options, Repairer};
/// let language: Language = "pt-BR".parse()?;
/// assert_eq!(language.to_string(), "pt");
/// assert!("x-klingon".parse::<Language>().is_err());
/// assert_eq!(Repairer::new(Options::new().language(language)).repair("nÃ£o"), "não");
/// # Ok::<(), ungarble::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(u8);

/// The languages that the model tells apart, in its order (`tools/train/src/language.rs`), then those in other
/// scripts; each with the legacy charsets that it is stored in.
const LANGUAGES: &[(&str, Charsets)] = &[
    ("en", Charsets::WESTERN),
    ("fr", Charsets::WESTERN),
    ("de", Charsets::WESTERN),
    ("es", Charsets::WESTERN),
    ("pt", Charsets::WESTERN),
    ("it", Charsets::WESTERN),
    ("nl", Charsets::WESTERN),
    ("sv", Charsets::WESTERN),
    ("da", Charsets::WESTERN),
    ("nb", Charsets::WESTERN),
    ("fi", Charsets::WESTERN),
    ("is", Charsets::WESTERN),
    ("ga", Charsets::WESTERN),
    ("ca", Charsets::WESTERN),
    ("gl", Charsets::WESTERN),
    ("eu", Charsets::WESTERN),
    ("cy", Charsets::WESTERN),
    ("pl", Charsets::CENTRAL_EUROPEAN),
    ("cs", Charsets::CENTRAL_EUROPEAN),
    ("sk", Charsets::CENTRAL_EUROPEAN),
    ("hu", Charsets::CENTRAL_EUROPEAN),
    ("ro", Charsets::CENTRAL_EUROPEAN),
    ("hr", Charsets::CENTRAL_EUROPEAN),
    ("sl", Charsets::CENTRAL_EUROPEAN),
    ("lt", Charsets::BALTIC),
    ("lv", Charsets::BALTIC),
    ("et", Charsets::BALTIC),
    ("tr", Charsets::TURKISH),
    ("vi", Charsets::SOUTH_EAST_ASIAN),
    ("sq", Charsets::CENTRAL_EUROPEAN),
    ("id", Charsets::WESTERN),
    ("af", Charsets::WESTERN),
    ("eo", Charsets::NONE),
    ("br", Charsets::WESTERN),
    ("oc", Charsets::WESTERN),
    ("sr", Charsets::CENTRAL_EUROPEAN.union(Charsets::CYRILLIC)),
    ("az", Charsets::TURKISH.union(Charsets::CYRILLIC)),
    ("gd", Charsets::WESTERN),
    ("ast", Charsets::WESTERN),
    ("nn", Charsets::WESTERN),
    ("ru", Charsets::CYRILLIC),
    ("uk", Charsets::CYRILLIC),
    ("be", Charsets::CYRILLIC),
    ("bg", Charsets::CYRILLIC),
    ("mk", Charsets::CYRILLIC),
    ("kk", Charsets::CYRILLIC),
    ("el", Charsets::GREEK),
    ("he", Charsets::HEBREW),
    ("ar", Charsets::ARABIC),
    ("fa", Charsets::ARABIC),
    ("ur", Charsets::ARABIC),
    ("th", Charsets::SOUTH_EAST_ASIAN),
    ("zh", Charsets::EAST_ASIAN.without(Charset::ShiftJis).without(Charset::EucJp).without(Charset::EucKr)),
    ("ja", Charsets::NONE.with(Charset::ShiftJis).with(Charset::EucJp)),
    ("ko", Charsets::NONE.with(Charset::EucKr)),
];
/// How many of them the model tells apart.
const LATIN: u8 = 40;

impl Language {
    /// Every language that can be given.
    ///
    /// ```
    /// let tags: Vec<&str> = ungarble::Language::all().map(|language| language.tag()).collect();
    /// assert!(tags.contains(&"pl") && tags.contains(&"ja"));
    /// ```
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len() as u8).map(Self)
    }

    /// The tag: a code of ISO 639.
    ///
    /// ```
    /// let language: ungarble::Language = "zh_TW".parse()?;
    /// assert_eq!(language.tag(), "zh");
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    #[must_use]
    pub fn tag(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].0
    }

    /// The bit of the language among those that the model tells apart.
    pub(crate) fn bit(self) -> u64 {
        if self.0 < LATIN { 1 << self.0 } else { 0 }
    }

    /// The legacy charsets that it is stored in.
    pub(crate) fn charsets(self) -> CharsetMask {
        LANGUAGES[usize::from(self.0)].1.mask()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.tag())
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(tag: &str) -> Result<Self, Error> {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
        let first = if first.eq_ignore_ascii_case("no") { "nb" } else { first };
        let found = Self::all().find(|language| language.tag().eq_ignore_ascii_case(first));
        found.ok_or_else(|| Error::UnknownLanguage { tag: tag.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_parse_back() {
        for language in Language::all() {
            assert_eq!(language.tag().parse(), Ok(language));
        }
        assert_eq!(Language::all().filter(|language| language.bit() != 0).count(), 40);
        assert_eq!("zh_TW".parse::<Language>().unwrap().to_string(), "zh");
    }
}
