//! How much of a repair rests on bytes that are still there.

use core::fmt;

/// How faithful a repair is to the text that was misread.
///
/// Decoders lose bytes that they cannot read. Where the context decides what they were, the characters are
/// *inferred*; where it does not, each is marked by U+FFFD, and the repair is *partial*.
///
/// ```
/// let report = ungarble::analyze("the shipsâ€™ crews");
/// assert!(report.findings()[0].fidelity().is_exact());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fidelity {
    inferred: u32,
    unknown: u32,
}

impl Fidelity {
    /// Every byte was there.
    pub(crate) const EXACT: Self = Self { inferred: 0, unknown: 0 };

    pub(crate) const fn inferred(characters: u32) -> Self {
        Self { inferred: characters, unknown: 0 }
    }

    pub(crate) const fn unknown(characters: u32) -> Self {
        Self { inferred: 0, unknown: characters }
    }

    /// The fidelity of two pieces together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self { inferred: self.inferred + other.inferred, unknown: self.unknown + other.unknown }
    }

    /// The fidelity of a piece that has become this text: a mark that a further layer took the place of is not
    /// unknown, but inferred.
    pub(crate) fn in_text(self, text: &str) -> Self {
        if self.unknown == 0 {
            return self;
        }
        let unknown = self.unknown.min(text.matches(char::REPLACEMENT_CHARACTER).count() as u32);
        Self { inferred: self.inferred.max(self.unknown - unknown), unknown }
    }

    /// Was no byte lost?
    ///
    /// ```
    /// let exact = |text| ungarble::analyze(text).findings()[0].fidelity().is_exact();
    /// assert!(exact("the shipsâ€™ crews") && !exact("the shipsâ€\u{FFFD} crews"));
    /// ```
    #[must_use]
    pub const fn is_exact(self) -> bool {
        self.inferred == 0 && self.unknown == 0
    }

    /// How many characters were restored from their context, because some of their bytes were lost.
    ///
    /// ```
    /// let report = ungarble::analyze("the ships鈥 crews");
    /// let finding = &report.findings()[0];
    /// assert_eq!((finding.repaired(), finding.fidelity().inferred_characters()), ("’", 1));
    /// assert_eq!(finding.fidelity().to_string(), "inferred 1");
    /// ```
    #[must_use]
    pub const fn inferred_characters(self) -> u32 {
        self.inferred
    }

    /// How many characters could not be restored and are U+FFFD in the repaired text.
    ///
    /// ```
    /// use ungarble::{Lossy, Options, Repairer};
    /// let report = Repairer::new(Options::new().lossy(Lossy::Mark)).analyze("the shipsâ€\u{FFFD} crews");
    /// let finding = &report.findings()[0];
    /// assert_eq!((finding.repaired(), finding.fidelity().unknown_characters()), ("\u{FFFD}", 1));
    /// assert_eq!(finding.fidelity().to_string(), "partial 1");
    /// ```
    #[must_use]
    pub const fn unknown_characters(self) -> u32 {
        self.unknown
    }
}

impl fmt::Display for Fidelity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.inferred, self.unknown) {
            (0, 0) => f.write_str("exact"),
            (inferred, 0) => write!(f, "inferred {inferred}"),
            (0, unknown) => write!(f, "partial {unknown}"),
            (inferred, unknown) => write!(f, "inferred {inferred}, partial {unknown}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_a_further_layer_replaced_are_inferred() {
        let one_of_two = Fidelity::unknown(2).in_text("a\u{FFFD}");
        assert_eq!((one_of_two.inferred_characters(), one_of_two.unknown_characters()), (1, 1));
        assert_eq!(Fidelity::inferred(1).and(Fidelity::unknown(1)).in_text("’"), Fidelity::inferred(1));
    }
}
