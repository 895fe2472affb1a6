//! The report: what a repair changes, and why.

use crate::{fidelity::Fidelity, misreading::Misreading};
use std::{fmt, ops::Range};

/// A piece of a text that was mis-decoded, and what it was before.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub(crate) range: Range<usize>,
    pub(crate) garbled: String,
    pub(crate) repaired: String,
    pub(crate) chain: Vec<Misreading>,
    pub(crate) confidence: f32,
    pub(crate) fidelity: Fidelity,
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
    pub fn chain(&self) -> &[Misreading] {
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
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { range, garbled, repaired, chain, confidence, fidelity } = self;
        write!(f, "{}..{} {garbled:?} -> {repaired:?} (", range.start, range.end)?;
        for (number, misreading) in chain.iter().enumerate() {
            write!(f, "{}{misreading}", if number == 0 { "" } else { ", then " })?;
        }
        write!(f, ", {fidelity}, confidence {confidence:.3})")
    }
}

/// What a repair of a text changes: the findings, in order, none overlapping another.
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

    /// Did the text have nothing to repair?
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn findings_read_well() {
        let report = crate::analyze("The cafÃ© is open");
        assert_eq!(report.findings().len(), 1);
        let shown = report.findings()[0].to_string();
        assert!(
            shown.starts_with("7..11 \"Ã©\" -> \"é\" (utf-8 read as windows-1252, exact, confidence 0.9"),
            "{shown}"
        );
    }
}
