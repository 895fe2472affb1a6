//! The report: what a repair changes, and why.

use crate::{chain::Chain, error::Error, fidelity::Fidelity, layers, plan::Plan};
use alloc::{
    borrow::{Cow, ToOwned},
    string::String,
    vec::Vec,
};
use core::{fmt, ops::Range};

/// A piece of a text that was mis-decoded, and what it was before.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub(crate) range: Range<usize>,
    pub(crate) garbled: String,
    pub(crate) repaired: String,
    pub(crate) chain: Chain,
    pub(crate) confidence: f32,
    pub(crate) fidelity: Fidelity,
    pub(crate) runners_up: Vec<RunnerUp>,
}

impl Finding {
    /// Where the garbled piece stands in the text, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The piece as it stands in the text.
    #[must_use]
    pub fn garbled(&self) -> &str {
        &self.garbled
    }

    /// What it was before it was misread.
    #[must_use]
    pub fn repaired(&self) -> &str {
        &self.repaired
    }

    /// The misreadings that led to it, in the order in which the repair undoes them: the last to happen
    /// comes first. More than one means several layers.
    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// How much of the repair rests on bytes that are still there.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        self.fidelity
    }

    /// How likely it is that the repair is right, from 0 to 1.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// Other readings of the piece, the likeliest first: as many as
    /// [`Options::runners_up`](crate::Options::runners_up) asks for, and none by default.
    #[must_use]
    pub fn runners_up(&self) -> &[RunnerUp] {
        &self.runners_up
    }
}

/// `7..11 "Ã©" -> "é" (utf-8 read as windows-1252, exact, confidence 0.998)`
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { range, garbled, repaired, chain, confidence, fidelity, runners_up } = self;
        write!(f, "{}..{} {garbled:?} -> {repaired:?} ({chain}, ", range.start, range.end)?;
        write!(f, "{fidelity}, confidence {confidence:.3})")?;
        for RunnerUp { repaired, chain, confidence } in runners_up {
            write!(f, "; or {repaired:?} ({chain}, confidence {confidence:.3})")?;
        }
        Ok(())
    }
}

impl From<&Finding> for Plan {
    /// The plan to undo elsewhere what was found here.
    fn from(finding: &Finding) -> Self {
        Self::new(finding.chain.clone())
    }
}

/// What a piece may have been instead.
#[derive(Clone, Debug, PartialEq)]
pub struct RunnerUp {
    pub(crate) repaired: String,
    pub(crate) chain: Chain,
    pub(crate) confidence: f32,
}

impl RunnerUp {
    /// What the piece would be.
    #[must_use]
    pub fn repaired(&self) -> &str {
        &self.repaired
    }

    /// The misreadings that would have led to it.
    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// How likely that is, from 0 to 1; never more than is left beside the finding.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }
}

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
}

impl Report {
    /// The findings, in the order of the text.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings one by one, as [`findings`](Self::findings).
    pub fn iter(&self) -> core::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// Did the text have nothing to repair?
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// Keeps the findings that `keep` says yes to. Where a finding goes, its piece stays as it is.
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

    /// The text with every finding repaired; borrowed if there is none.
    ///
    /// # Errors
    ///
    /// [`Error::OtherText`] if a garbled piece is not where the report says.
    pub fn apply<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Error> {
        let pieces = self.findings.iter().map(|f| (f.range.clone(), f.garbled.as_str(), f.repaired.as_str()));
        replace(text, pieces)
    }

    /// The text as it was before the report was applied; borrowed if there is no finding.
    ///
    /// # Errors
    ///
    /// [`Error::OtherText`] if a repaired piece is not where the report would have put it.
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
    Ok(Cow::Owned(layers::apply(text, edits.iter().map(|(range, piece)| (range, *piece)))))
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
    fn findings_read_well() {
        let report = crate::analyze("The cafÃ© is open");
        assert_eq!(report.findings().len(), 1);
        let shown = report.to_string();
        assert!(
            shown.starts_with("7..11 \"Ã©\" -> \"é\" (utf-8 read as windows-1252, exact, confidence 0.9"),
            "{shown}"
        );
        assert!(shown.ends_with(")\n"));
    }

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
