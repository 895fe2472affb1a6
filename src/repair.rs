//! The repair of a text, and the report of it.

use crate::{
    engine::{self, Settings},
    layers,
    report::{Finding, Report},
    weights,
};
use std::borrow::Cow;

/// Repairs the mis-decoded parts of a text; all else stays byte for byte as it was.
///
/// Clean text comes back borrowed. Where nothing in it is suspect, there is not even an allocation; suspect
/// words and lines are weighed, in time linear in their length. Repairing twice changes nothing more.
///
/// ```
/// assert_eq!(ungarble::repair("The museum doesnâ€™t open on Mondays."), "The museum doesn’t open on Mondays.");
/// assert_eq!(ungarble::repair("РџСЂРёРІРµС‚, РјРёСЂ"), "Привет, мир");
/// assert!(matches!(ungarble::repair("Année après année"), std::borrow::Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn repair(text: &str) -> Cow<'_, str> {
    let changes = engine::changes(text, &Settings::default());
    if changes.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(layers::apply_changes(text, &changes))
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
    let findings = engine::changes(text, &Settings::default())
        .into_iter()
        .map(|change| Finding {
            garbled: text[change.range.clone()].to_owned(),
            confidence: weights::confidence(change.log_odds, change.fidelity),
            range: change.range,
            repaired: change.text,
            chain: change.chain,
            fidelity: change.fidelity,
        })
        .collect();
    Report { findings }
}
