//! Chains of misreadings: the layers of damage on a piece of text.

use crate::{error::Error, misreading::Misreading};
use alloc::{vec, vec::Vec};
use core::{fmt, ops::Deref, str::FromStr};

/// Misreadings one upon the other, in the order in which a repair undoes them: the last to happen comes first.
///
/// It is a slice of [`Misreading`]s. [`Display`](fmt::Display) and [`FromStr`] are for people and files.
///
/// ```
/// use ungarble::{Chain, Charset, Misreading};
/// let report = ungarble::analyze("the millÃ¢â‚¬â„¢s wheel");
/// let chain = report.findings()[0].chain();
/// assert_eq!(chain.to_string(), "utf-8 read as windows-1252, then utf-8 read as windows-1252");
/// assert_eq!(chain, &chain.to_string().parse()?);
/// assert_eq!(chain, &Chain::from(vec![Misreading::new(Charset::Utf8, Charset::Windows1252); 2]));
/// assert!(chain.iter().all(|misreading| misreading.stored_as() == Charset::Utf8));
/// # Ok::<(), ungarble::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Chain(Vec<Misreading>);

/// What stands between the misreadings of a chain.
const THEN: &str = ", then ";

impl Deref for Chain {
    type Target = [Misreading];

    fn deref(&self) -> &[Misreading] {
        &self.0
    }
}

impl From<Misreading> for Chain {
    fn from(misreading: Misreading) -> Self {
        Self(vec![misreading])
    }
}

impl From<Vec<Misreading>> for Chain {
    fn from(misreadings: Vec<Misreading>) -> Self {
        Self(misreadings)
    }
}

impl FromIterator<Misreading> for Chain {
    fn from_iter<I: IntoIterator<Item = Misreading>>(misreadings: I) -> Self {
        Self(misreadings.into_iter().collect())
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, misreading) in self.iter().enumerate() {
            write!(f, "{}{misreading}", if number == 0 { "" } else { THEN })?;
        }
        Ok(())
    }
}

impl FromStr for Chain {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        text.split(THEN).map(str::parse).collect()
    }
}
