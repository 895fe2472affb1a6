//! Plans: what was found in one text, done to others with the same history.

use crate::{chain::Chain, error::Error, misreading::Misreading};
use alloc::{
    borrow::{Cow, ToOwned},
    string::String,
};
use core::{fmt, str::FromStr};

/// A chain of misreadings that is to be undone in whole texts.
///
/// Values of one database column, or the names in one archive, have the same history. Too short to be judged
/// one by one, they can be repaired all by what was found in one of them. Nothing is weighed: either a text
/// can have gone through the chain, and comes back as it was before, or there is an error.
///
/// ```
/// use ungarble::Plan;
/// let report = ungarble::analyze("Привет, РјРёСЂ, как дела? Хорошо, РґСЂСѓР·СЊСЏ");
/// let plan = Plan::from(&report.findings()[0]);
/// assert_eq!(plan.to_string(), "utf-8 read as windows-1251");
/// assert_eq!(plan.apply("РЇ")?, "Я");
/// assert_eq!(plan.apply("plain ASCII")?, "plain ASCII");
/// assert_eq!(
///     plan.apply("10 €, 5 £").unwrap_err().to_string(),
///     "the bytes up to byte 6 are not utf-8: this text has another history, leave it or analyze it",
/// );
/// # Ok::<(), ungarble::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Plan {
    chain: Chain,
}

impl Plan {
    /// A plan to undo these misreadings, of which the last to happen comes first.
    ///
    /// ```
    /// use ungarble::{Charset, Misreading, Plan};
    /// let plan = Plan::new(vec![Misreading::new(Charset::Utf8, Charset::Windows1252); 2].into());
    /// assert_eq!(plan.apply("cafÃƒÂ©")?, "café");
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    #[must_use]
    pub fn new(chain: Chain) -> Self {
        Self { chain }
    }

    /// What it undoes.
    ///
    /// ```
    /// let plan: ungarble::Plan = "utf-8 read as ibm437".parse()?;
    /// assert_eq!(plan.chain()[0].read_as(), ungarble::Charset::Ibm437);
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// Undoes the chain in all of a text. ASCII comes back borrowed, unless UTF-16 or a charset of seven bits is in the
    /// chain; other text costs time and memory linear in
    /// its length, for each layer.
    ///
    /// # Errors
    ///
    /// [`Error::NotInCharset`] or [`Error::NotDecodable`], with the place, if the text cannot have gone through
    /// the chain as a whole: because it is sound, has another history, or lost bytes.
    ///
    /// ```
    /// let plan: ungarble::Plan = "utf-8 read as windows-1252".parse()?;
    /// assert_eq!(plan.apply("Ã‰")?, "É");
    /// assert!(plan.apply("É").is_err()); // sound
    /// assert!(plan.apply("РЎ").is_err()); // went through something else
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    pub fn apply<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Error> {
        let tables = self.chain.iter().all(|misreading| !misreading.is_whole());
        if text.is_ascii() && tables {
            return Ok(Cow::Borrowed(text));
        }
        let mut current = Cow::Borrowed(text);
        for misreading in self.chain.iter() {
            current = Cow::Owned(misreading.undo(&current)?);
        }
        Ok(current)
    }

    /// Makes the damage that [`apply`](Self::apply) undoes, for tests. Costs time and memory linear in the text, for
    /// each layer.
    ///
    /// # Errors
    ///
    /// As for [`Misreading::garble`].
    ///
    /// ```
    /// let plan: ungarble::Plan = "utf-8 read as windows-1252, then utf-8 read as windows-1252".parse()?;
    /// let garbled = plan.garble("café")?;
    /// assert_eq!(garbled, "cafÃƒÂ©");
    /// assert_eq!(plan.apply(&garbled)?, "café");
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    pub fn garble(&self, text: &str) -> Result<String, Error> {
        self.chain.iter().rev().try_fold(text.to_owned(), |text, misreading| misreading.garble(&text))
    }
}

impl From<Chain> for Plan {
    fn from(chain: Chain) -> Self {
        Self::new(chain)
    }
}

impl From<Misreading> for Plan {
    fn from(misreading: Misreading) -> Self {
        Self::new(misreading.into())
    }
}

/// As the chain.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.chain.fmt(f)
    }
}

/// As the chain.
impl FromStr for Plan {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        text.parse().map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_come_off_in_order() {
        let plan: Plan = "utf-8 read as windows-1252, then utf-8 read as gb18030".parse().unwrap();
        let garbled = plan.garble("It’s").unwrap();
        assert_eq!(plan.apply(&garbled).unwrap(), "It’s");
        assert!(plan.apply("It’s").is_err());
        assert!(matches!(plan.apply("ASCII"), Ok(Cow::Borrowed(_))));
    }
}
