//! The repair of a text, and the report of it.

use crate::{
    lattice::Lattice,
    layers::{self, Change},
    misreading::Misreading,
    model::{self, Cost, EDGE},
    report::{Finding, Report},
    scan::Windows,
    weights,
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
    let found = changes(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(layers::apply(text, found.iter().map(|found| (&found.change.range, found.change.text.as_str()))))
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
    let changes = changes(text);
    let findings = changes
        .iter()
        .map(|Found { change, log_odds }| Finding {
            garbled: text[change.range.clone()].to_owned(),
            range: change.range.clone(),
            repaired: change.text.clone(),
            chain: change.chain.clone(),
            fidelity: change.fidelity,
            confidence: weights::confidence(*log_odds),
        })
        .collect();
    Report { findings }
}

/// A change of the text.
struct Found {
    change: Change,
    /// How much likelier the text is with all that is to change in this window in the same way, than
    /// without.
    log_odds: Cost,
}

/// Everything that is to change in a text, in order.
fn changes(text: &str) -> Vec<Found> {
    let mut lattice = Lattice::default();
    let mut found = Vec::new();
    for window in Windows::new(text) {
        let start = window.range.start;
        let before = before(text, start);
        let after = after(text, window.range.end);
        let changes = layers::peel(&mut lattice, &text[window.range], before, after).changes;
        let mut sums: Vec<(&[Misreading], Cost)> = Vec::new();
        for change in &changes {
            let gain = gain(text, start, change);
            match sums.iter_mut().find(|(chain, _)| *chain == change.chain) {
                Some((_, sum)) => *sum += gain,
                None => sums.push((&change.chain, gain - weights::chain_prior(&change.chain))),
            }
        }
        for change in &changes {
            let log_odds = sums.iter().find(|(chain, _)| *chain == change.chain).map_or(0, |&(_, sum)| sum);
            let range = change.range.start + start..change.range.end + start;
            found.push(Found { change: Change { range, ..change.clone() }, log_odds });
        }
    }
    found
}

/// How much cheaper the model finds a piece of the text after the change.
fn gain(text: &str, start: usize, change: &Change) -> Cost {
    let (before, after) = (before(text, start + change.range.start), after(text, start + change.range.end));
    let garbled = &text[start + change.range.start..start + change.range.end];
    model::text_cost(before, garbled, after) - model::text_cost(before, &change.text, after)
}

fn before(text: &str, at: usize) -> char {
    text[..at].chars().next_back().unwrap_or(EDGE)
}

fn after(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(EDGE)
}
