//! The report: what a repair changes, and why.

use crate::{change, error::Error, finding::Finding};
use alloc::{
    borrow::{Cow, ToOwned},
    vec::Vec,
};
use core::{fmt, ops::Range};

/// What a repair of a text changes: the findings, in order, none overlapping another.
///
/// [`Display`](fmt::Display) writes a line for each finding. With the feature `serde`, a report goes to and
/// from JSON in a shape that the [guide](crate::guide) documents.
///
/// ```
/// let text = "cafÃ© au lait, garÃ§on";
/// let mut report = ungarble::analyze(text);
/// let repaired = report.apply(text)?;
/// assert_eq!(repaired, "café au lait, garçon");
/// assert_eq!(report.undo(&repaired)?, text);
/// report.retain(|finding| finding.repaired() == "é");
/// assert_eq!(report.apply(text)?, "café au lait, garÃ§on");
/// # Ok::<(), ungarble::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub(crate) findings: Vec<Finding>,
    pub(crate) undecided: Vec<Finding>,
}

impl Report {
    /// The findings, in the order of the text.
    ///
    /// ```
    /// let report = ungarble::analyze("cafÃ© au lait, garÃ§on");
    /// assert_eq!(report.findings().len(), 2);
    /// ```
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What stays though it may have been misread, in the order of the text: no reading of it is sure enough, or several are
    /// as good. Each is the likeliest reading, and has the others as its runners-up; none is ever applied. They are
    /// looked for if [`Options::runners_up`](crate::Options::runners_up) asks for other readings.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let report = Repairer::new(Options::new().runners_up(3)).analyze("campańa");
    /// assert!(report.is_clean());
    /// assert_eq!((report.undecided()[0].garbled(), report.undecided()[0].repaired()), ("campańa", "campaña"));
    /// ```
    #[must_use]
    pub fn undecided(&self) -> &[Finding] {
        &self.undecided
    }

    /// The findings one by one, as [`findings`](Self::findings).
    ///
    /// ```
    /// let report = ungarble::analyze("cafÃ© au lait, garÃ§on");
    /// let pieces: String = report.iter().map(|finding| finding.repaired()).collect();
    /// assert_eq!(pieces, "éç");
    /// ```
    pub fn iter(&self) -> core::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// Did the text have nothing to repair?
    ///
    /// ```
    /// assert!(ungarble::analyze("café au lait").is_clean());
    /// ```
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// Keeps the findings that `keep` says yes to. Where a finding goes, its piece stays as it is.
    ///
    /// ```
    /// let text = "the shipsâ€\u{FFFD} crews, the cafÃ©";
    /// let mut report = ungarble::analyze(text);
    /// report.retain(|finding| finding.fidelity().is_exact());
    /// assert_eq!(report.apply(text)?, "the shipsâ€\u{FFFD} crews, the café");
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.findings.retain(keep);
    }

    /// The report with only the findings that are at least so sure, from 0 to 1.
    ///
    /// ```
    /// let report = ungarble::analyze("cafÃ©");
    /// assert!(report.clone().above(1.01).is_clean() && !report.above(0.9).is_clean());
    /// ```
    #[must_use]
    pub fn above(mut self, confidence: f32) -> Self {
        self.retain(|finding| finding.confidence >= confidence);
        self
    }

    /// The text with every finding repaired; borrowed if there is none. Costs no more than a copy.
    ///
    /// # Errors
    ///
    /// [`Error::OtherText`] if a garbled piece is not where the report says.
    ///
    /// ```
    /// let report = ungarble::analyze("cafÃ© au lait");
    /// assert_eq!(report.apply("cafÃ© au lait")?, "café au lait");
    /// assert!(report.apply("café au lait").is_err());
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    pub fn apply<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Error> {
        let pieces = self.findings.iter().map(|f| (f.range.clone(), f.garbled.as_str(), f.repaired.as_str()));
        replace(text, pieces)
    }

    /// The text as it was before the report was applied; borrowed if there is no finding. Costs no more than a copy.
    ///
    /// # Errors
    ///
    /// [`Error::OtherText`] if a repaired piece is not where the report would have put it.
    ///
    /// ```
    /// let text = "cafÃ© au lait, garÃ§on";
    /// let report = ungarble::analyze(text);
    /// assert_eq!(report.undo("café au lait, garçon")?, text);
    /// assert!(report.undo(text).is_err());
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    pub fn undo<'t>(&self, repaired: &'t str) -> Result<Cow<'t, str>, Error> {
        // Where the last finding ends, in the garbled and in the repaired text.
        let mut ends = (0, 0);
        let pieces = self.findings.iter().map(|finding| {
            let start = ends.1 + finding.range.start.saturating_sub(ends.0);
            ends = (finding.range.end, start + finding.repaired.len());
            (start..ends.1, finding.repaired.as_str(), finding.garbled.as_str())
        });
        replace(repaired, pieces)
    }
}

/// Puts a piece in place of another at each range.
fn replace<'t, 'p>(
    text: &'t str,
    pieces: impl Iterator<Item = (Range<usize>, &'p str, &'p str)>,
) -> Result<Cow<'t, str>, Error> {
    let mut edits = Vec::new();
    let mut end = 0;
    for (range, from, to) in pieces {
        if range.start < end || text.get(range.clone()) != Some(from) {
            return Err(Error::OtherText { at: range.start, expected: from.to_owned() });
        }
        end = range.end;
        edits.push((range, to));
    }
    if edits.is_empty() {
        return Ok(Cow::Borrowed(text));
    }
    Ok(Cow::Owned(change::apply(text, edits.iter().map(|(range, piece)| (range, *piece)))))
}

impl<'r> IntoIterator for &'r Report {
    type Item = &'r Finding;
    type IntoIter = core::slice::Iter<'r, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A line for each finding.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.findings.iter().try_for_each(|finding| writeln!(f, "{finding}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_text_is_refused() {
        let report = crate::analyze("The cafÃ© is open");
        let error = report.apply("The café is open").unwrap_err();
        assert_eq!(error, Error::OtherText { at: 7, expected: "Ã©".to_owned() });
        assert!(
            report.undo("The cafÃ© is open").is_err() && report.apply("").is_err() && report.apply("ééééééé").is_err()
        );
    }
}
