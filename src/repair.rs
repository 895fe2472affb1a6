//! The repair of a text, and the report of it.

use crate::{
    charset::CharsetMask,
    lattice::{Context, Lattice, closing_after},
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
///
/// What is proved in one place is evidence for the rest: then the suspects are looked at once more.
fn changes(text: &str) -> Vec<Found> {
    let mut lattice = Lattice::default();
    let (found, lossy) = changes_given(text, 0, &mut lattice);
    let proved = found.iter().filter(|found| found.log_odds >= weights::PROOF && found.change.fidelity.is_exact());
    let proved = proved.fold(0, |all, found| all | 1 << found.change.chain[0].read_as().index());
    if proved == 0 || !lossy && Windows::new(text, proved).all(|window| !window.lossy) {
        return found;
    }
    changes_given(text, proved, &mut lattice).0
}

/// What is to change if it is proved that the text was read as these charsets; and whether some bytes seem
/// to be lost.
fn changes_given(text: &str, proved: CharsetMask, lattice: &mut Lattice) -> (Vec<Found>, bool) {
    let mut found = Vec::new();
    let mut lossy = false;
    let mut closing = None;
    let mut done = 0;
    for window in Windows::new(text, proved) {
        let start = window.range.start;
        let end = window.range.end;
        lossy |= window.lossy;
        closing = text[done..start].chars().fold(closing, closing_after);
        let context = Context { before: before(text, start), after: after(text, end), closing };
        let peeled = layers::peel(lattice, &text[start..end], context, proved);
        closing = peeled.text.chars().fold(closing, closing_after);
        done = end;
        let changes = peeled.changes;
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
    (found, lossy)
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
