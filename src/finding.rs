//! Findings: pieces of a text that were mis-decoded.

use crate::{chain::Chain, fidelity::Fidelity, plan::Plan};
use alloc::{string::String, vec::Vec};
use core::{fmt, ops::Range};

/// A piece of a text that was mis-decoded, and what it was before: one entry of a [`Report`](crate::Report).
///
/// It owns its texts, so it may outlive the text it was found in. [`Display`](fmt::Display) writes it on a line.
///
/// ```
/// let report = ungarble::analyze("The cafÃ© is open");
/// let finding = &report.findings()[0];
/// assert!(finding.to_string().starts_with("7..11 \"Ã©\" -> \"é\" (utf-8 read as windows-1252, exact, confidence 0.9"));
/// ```
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
    /// Where the garbled piece stands in the text, in bytes; always between characters.
    ///
    /// ```
    /// let text = "The cafÃ© is open";
    /// assert_eq!(&text[ungarble::analyze(text).findings()[0].range()], "Ã©");
    /// ```
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The piece as it stands in the text.
    ///
    /// ```
    /// assert_eq!(ungarble::analyze("The cafÃ© is open").findings()[0].garbled(), "Ã©");
    /// ```
    #[must_use]
    pub fn garbled(&self) -> &str {
        &self.garbled
    }

    /// What it was before it was misread.
    ///
    /// ```
    /// assert_eq!(ungarble::analyze("The cafÃ© is open").findings()[0].repaired(), "é");
    /// ```
    #[must_use]
    pub fn repaired(&self) -> &str {
        &self.repaired
    }

    /// The misreadings that led to it, in the order in which the repair undoes them: the last to happen
    /// comes first. More than one means several layers.
    ///
    /// ```
    /// let report = ungarble::analyze("The cafÃƒÂ© is open");
    /// assert_eq!(report.findings()[0].chain().len(), 2);
    /// ```
    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// How much of the repair rests on bytes that are still there.
    ///
    /// ```
    /// let report = ungarble::analyze("the shipsâ€\u{FFFD} crews, the cafÃ©");
    /// let exact: Vec<bool> = report.iter().map(|finding| finding.fidelity().is_exact()).collect();
    /// assert_eq!(exact, [false, true]);
    /// ```
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        self.fidelity
    }

    /// How likely it is that the repair is right, from 0 to 1, as measured on text that the model has not seen.
    /// [`Report::above`](crate::Report::above) filters by it.
    ///
    /// ```
    /// assert!(ungarble::analyze("The cafÃ© is open").findings()[0].confidence() > 0.9);
    /// ```
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// Other readings of the piece, the likeliest first: as many as
    /// [`Options::runners_up`](crate::Options::runners_up) asks for, where there are so many, and none by default.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let report = Repairer::new(Options::new().runners_up(2)).analyze("It鈥檚");
    /// assert_eq!(report.findings()[0].runners_up().len(), 2);
    /// ```
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

/// What a piece may have been instead; see [`Finding::runners_up`].
///
/// ```
/// use ungarble::{Options, Repairer};
/// let report = Repairer::new(Options::new().runners_up(1)).analyze("gr├╝n");
/// let other = &report.findings()[0].runners_up()[0];
/// assert_eq!((other.repaired(), other.chain().to_string()), ("眉", "gb18030 read as ibm437".to_owned()));
/// assert!(other.confidence() < 0.1);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RunnerUp {
    pub(crate) repaired: String,
    pub(crate) chain: Chain,
    pub(crate) confidence: f32,
}

impl RunnerUp {
    /// What the piece would be.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let report = Repairer::new(Options::new().runners_up(1)).analyze("gr├╝n");
    /// assert_eq!(report.findings()[0].runners_up()[0].repaired(), "眉");
    /// ```
    #[must_use]
    pub fn repaired(&self) -> &str {
        &self.repaired
    }

    /// How likely that is, from 0 to 1; never more than is left beside the finding.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let report = Repairer::new(Options::new().runners_up(1)).analyze("gr├╝n");
    /// let finding = &report.findings()[0];
    /// assert!(finding.runners_up()[0].confidence() + finding.confidence() <= 1.0);
    /// ```
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// The misreadings that would have led to it.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let report = Repairer::new(Options::new().runners_up(1)).analyze("gr├╝n");
    /// assert_eq!(report.findings()[0].runners_up()[0].chain().to_string(), "gb18030 read as ibm437");
    /// ```
    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.chain
    }
}

#[cfg(test)]
mod tests {
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
}
