//! The repair of a text, and the report of it.

use crate::{
    lattice::Lattice,
    layers::{self, Change},
    model::EDGE,
    report::{Finding, Report},
    scan::Windows,
};
use std::borrow::Cow;

/// Repairs the mis-decoded parts of a text; all else stays byte for byte as it was.
///
/// Clean text comes back borrowed, without an allocation, after one pass. Damaged text takes time linear
/// in its length. Repairing twice changes nothing more.
///
/// ```
/// assert_eq!(ungarble::repair("The museum doesnâ€™t open on Mondays."), "The museum doesn’t open on Mondays.");
/// assert_eq!(ungarble::repair("РџСЂРёРІРµС‚, РјРёСЂ"), "Привет, мир");
/// assert!(matches!(ungarble::repair("Année après année"), std::borrow::Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn repair(text: &str) -> Cow<'_, str> {
    let changes = changes(text);
    if changes.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(layers::apply(text, changes.iter().map(|change| (&change.range, change.text.as_str()))))
}

/// Says what [`repair`] changes in a text, and why.
///
/// Nothing is allocated for clean text. The repaired text is the findings' [`repaired`](Finding::repaired)
/// pieces put in place of their ranges.
///
/// ```
/// let report = ungarble::analyze("gr├╝ne Wiese");
/// let finding = &report.findings()[0];
/// assert_eq!((finding.range(), finding.garbled(), finding.repaired()), (2..8, "├╝", "ü"));
/// assert_eq!(finding.chain()[0].read_as(), ungarble::Charset::Ibm437);
/// ```
#[must_use]
pub fn analyze(text: &str) -> Report {
    let findings = changes(text)
        .into_iter()
        .map(|change| Finding {
            garbled: text[change.range.clone()].to_owned(),
            range: change.range,
            repaired: change.text,
            chain: change.chain,
            confidence: 0.99,
        })
        .collect();
    Report { findings }
}

/// Everything that is to change in a text, in order.
fn changes(text: &str) -> Vec<Change> {
    let mut lattice = Lattice::default();
    let mut changes = Vec::new();
    for window in Windows::new(text) {
        let before = text[..window.range.start].chars().next_back().unwrap_or(EDGE);
        let after = text[window.range.end..].chars().next().unwrap_or(EDGE);
        let start = window.range.start;
        let found = layers::peel(&mut lattice, &text[window.range], before, after);
        changes.extend(found.changes.into_iter().map(|change| {
            let range = change.range.start + start..change.range.end + start;
            Change { range, ..change }
        }));
    }
    changes
}
