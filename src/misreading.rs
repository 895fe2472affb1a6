//! Misreadings: what text was stored as, and what it was read as.

use crate::charset::Charset;
use std::fmt;

/// Text stored in one charset and read as another.
///
/// ```
/// let report = ungarble::analyze("cafÃ©");
/// assert_eq!(report.findings()[0].chain()[0].to_string(), "utf-8 read as windows-1252");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Misreading {
    stored_as: Charset,
    read_as: Charset,
}

impl Misreading {
    pub(crate) const fn new(stored_as: Charset, read_as: Charset) -> Self {
        Self { stored_as, read_as }
    }

    /// The charset that the text was in.
    #[must_use]
    pub const fn stored_as(self) -> Charset {
        self.stored_as
    }

    /// The charset that the text was taken for.
    #[must_use]
    pub const fn read_as(self) -> Charset {
        self.read_as
    }
}

impl fmt::Display for Misreading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} read as {}", self.stored_as, self.read_as)
    }
}
