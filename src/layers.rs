//! Layers: a repaired window is a window again, until nothing improves.

use crate::{
    candidates::{self, Trial},
    charset::CharsetMask,
    fidelity::Fidelity,
    lattice::{Context, Edit, Lattice},
    misreading::Misreading,
    model::{self, Cost, Languages},
    potential::{could_pay, would_pay},
    scan::{Window, Windows},
};
use alloc::{borrow::ToOwned, string::String, vec, vec::Vec};
use core::ops::Range;

/// How often a window is repaired. Each layer of UTF-8 makes what it spoils at least a third longer, so
/// a text would have to be larger than any memory to need more.
const MAX_LAYERS: usize = 64;
/// How many layers may be taken off without any improvement, to see what lies beneath.
const LOOKAHEAD: usize = 2;

/// A piece of text and what it was before the misreadings in `chain`, the last misreading first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
    pub(crate) chain: Vec<Misreading>,
    pub(crate) fidelity: Fidelity,
    /// How much likelier the text is with all that changes in the same way around it, than without.
    pub(crate) log_odds: Cost,
}

/// What became of a window.
pub(crate) struct Peeled {
    /// What changed, in order.
    pub(crate) changes: Vec<Change>,
    /// The window with the changes made.
    pub(crate) text: String,
    /// What the misreadings cost.
    penalty: Cost,
}

/// Repairs a window; `proved` are the charsets as which the document is known to have been read.
///
/// Layers come off one at a time, each if that improves the text. What lies under two layers may show
/// only when both are off: then the layer between is no better than the one above it. So wherever a
/// whole window can be decoded into what is suspect again, that is tried as well, and the cheaper of the
/// outcomes is taken.
pub(crate) fn peel(lattice: &mut Lattice, window: &str, context: Context, proved: CharsetMask) -> Peeled {
    peel_from(lattice, window, context, proved, LOOKAHEAD)
}

fn peel_from(lattice: &mut Lattice, window: &str, context: Context, proved: CharsetMask, lookahead: usize) -> Peeled {
    let mut best = Peeled { changes: Vec::new(), text: window.to_owned(), penalty: 0 };
    let mut first_layer = None;
    let mut sure = true;
    for _ in 0..MAX_LAYERS {
        let layer = peel_one(lattice, &best.text, context, proved);
        if layer.edits.is_empty() {
            break;
        }
        sure &= layer.sure;
        best.apply(layer.edits, layer.penalty);
        first_layer.get_or_insert_with(|| best.text.clone());
    }
    // Where other readings were nearly as good, what lies beneath them may decide.
    let settled = first_layer.is_some() && sure && !is_suspect(&best.text, context, &lattice.languages, would_pay);
    if lookahead > 0 && !settled {
        let charsets =
            Windows::between(context.before, context.after, window, 0).fold(0, |all, found| all | found.charsets);
        let mut total = None;
        for Trial { candidate, edits } in
            candidates::trials(window, charsets & lattice.settings.charsets, proved, context)
        {
            let mut deep = Peeled { changes: Vec::new(), text: window.to_owned(), penalty: 0 };
            deep.apply(edits, candidate.entry);
            if first_layer.as_ref() == Some(&deep.text)
                || !is_suspect(&deep.text, context, &lattice.languages, could_pay)
            {
                continue;
            }
            let inner = peel_from(lattice, &deep.text, context, proved, lookahead - 1);
            if inner.changes.is_empty() {
                continue;
            }
            let cost = |peeled: &Peeled| {
                let text = model::text_cost(context.before, &peeled.text, context.after, &lattice.languages);
                peeled.penalty + text
            };
            let rival = deep.then(inner);
            let rival_cost = cost(&rival);
            if rival_cost < *total.get_or_insert_with(|| cost(&best)) {
                total = Some(rival_cost);
                best = rival;
            }
        }
    }
    best
}

impl Peeled {
    /// Makes the edits of a further layer.
    fn apply(&mut self, edits: Vec<Edit>, penalty: Cost) {
        let peeled = apply(&self.text, edits.iter().map(|edit| (&edit.range, edit.text.as_str())));
        let edits = edits.into_iter().map(|e| Change {
            range: e.range,
            text: e.text,
            chain: vec![e.misreading],
            fidelity: e.fidelity,
            log_odds: 0,
        });
        self.changes = compose(core::mem::take(&mut self.changes), edits.collect(), &self.text);
        self.text = peeled;
        self.penalty += penalty;
    }

    /// Makes the changes of what lies beneath.
    fn then(self, inner: Self) -> Self {
        Self {
            changes: compose(self.changes, inner.changes, &self.text),
            text: inner.text,
            penalty: self.penalty + inner.penalty,
        }
    }
}

/// The text with the pieces put in place of their ranges, which are in order and do not overlap.
pub(crate) fn apply<'e>(text: &str, edits: impl Iterator<Item = (&'e Range<usize>, &'e str)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, piece) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(piece);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The text with the changes made.
pub(crate) fn apply_changes(text: &str, changes: &[Change]) -> String {
    apply(text, changes.iter().map(|change| (&change.range, change.text.as_str())))
}

/// Is there a part of a text in which a layer pays, by a measure of that?
fn is_suspect(
    text: &str,
    context: Context,
    languages: &Languages,
    pays: impl Fn(char, &str, char, CharsetMask, &Languages) -> bool,
) -> bool {
    Windows::between(context.before, context.after, text, 0).any(|window| {
        let before = text[..window.range.start].chars().next_back().unwrap_or(context.before);
        let after = text[window.range.end..].chars().next().unwrap_or(context.after);
        pays(before, &text[window.range], after, window.charsets | window.cut, languages)
    })
}

/// What takes a layer off.
struct Layer {
    edits: Vec<Edit>,
    penalty: Cost,
    /// Does no other charset explain everything nearly as well?
    sure: bool,
}

/// Takes the outermost layer off.
fn peel_one(lattice: &mut Lattice, text: &str, context: Context, proved: CharsetMask) -> Layer {
    let mut layer = Layer { edits: Vec::new(), penalty: 0, sure: true };
    for window in Windows::between(context.before, context.after, text, proved) {
        let allowed = lattice.settings.charsets;
        let window = Window { charsets: window.charsets & allowed, cut: window.cut & allowed, ..window };
        let part = &text[window.range.clone()];
        let before = text[..window.range.start].chars().next_back().unwrap_or(context.before);
        let after = text[window.range.end..].chars().next().unwrap_or(context.after);
        let charsets = window.charsets | window.cut;
        if proved == 0 && !could_pay(before, part, after, charsets, &lattice.languages) {
            continue;
        }
        let context = Context { before, after, ..context };
        let candidates = candidates::promising(part, &window, proved, context);
        let settled = candidates::settled(part, &candidates);
        let whole = candidates.iter().filter(|candidate| candidate.whole && !candidate.lossy).count();
        layer.sure &= settled.is_some() || whole < 2;
        let reading = settled.unwrap_or_else(|| lattice.read(part, context, &candidates));
        layer.penalty += reading.penalty;
        layer.edits.extend(reading.edits.into_iter().map(|edit| {
            let range = edit.range.start + window.range.start..edit.range.end + window.range.start;
            Edit { range, ..edit }
        }));
    }
    layer
}

/// The changes of the first layers and, on `text`, which they made, those of further layers: what
/// overlaps becomes one change.
pub(crate) fn compose(first: Vec<Change>, second: Vec<Change>, text: &str) -> Vec<Change> {
    let mut out = Vec::with_capacity(first.len().max(second.len()));
    let mut first = first.into_iter().peekable();
    let mut second = second.into_iter().peekable();
    // A place in the original and the same place in `text`; between changes they run in step.
    let mut same = (0, 0);
    let made = |change: &Change, same: (usize, usize)| {
        let start = change.range.start - same.0 + same.1;
        start..start + change.text.len()
    };
    loop {
        let starts = [first.peek().map(|c| made(c, same).start), second.peek().map(|e| e.range.start)];
        let Some(start) = starts.into_iter().flatten().min() else { return out };
        let original_start = start - same.1 + same.0;
        let mut end = start;
        let mut chain = Vec::new();
        let mut fidelity = Fidelity::EXACT;
        let mut log_odds = 0;
        let mut edits: Vec<Change> = Vec::new();
        loop {
            if let Some(change) = first.next_if(|c| made(c, same).start < end.max(start + 1)) {
                end = end.max(made(&change, same).end);
                same = (change.range.end, made(&change, same).end);
                fidelity = fidelity.and(change.fidelity);
                log_odds += change.log_odds;
                if change.chain.len() > chain.len() {
                    chain = change.chain;
                }
            } else if let Some(edit) = second.next_if(|e| e.range.start < end.max(start + 1)) {
                end = end.max(edit.range.end);
                fidelity = fidelity.and(edit.fidelity);
                log_odds += edit.log_odds;
                edits.push(edit);
            } else {
                break;
            }
        }
        if let Some(longest) = edits.iter().map(|edit| &edit.chain).max_by_key(|chain| chain.len()) {
            chain.extend(longest);
        }
        let ranges: Vec<_> = edits.iter().map(|e| e.range.start - start..e.range.end - start).collect();
        let text = apply(&text[start..end], ranges.iter().zip(edits.iter().map(|e| e.text.as_str())));
        let fidelity = fidelity.in_text(&text);
        out.push(Change { range: original_start..end - same.1 + same.0, text, chain, fidelity, log_odds });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charset;

    const LATIN: Misreading = Misreading::new(Charset::Utf8, Charset::Windows1252);

    fn change(range: Range<usize>, text: &str) -> Change {
        Change { range, text: text.to_owned(), chain: vec![LATIN], fidelity: Fidelity::EXACT, log_odds: 0 }
    }

    #[test]
    fn composed_changes_equal_one_after_the_other() {
        let original = "0123456789";
        let first = vec![change(1..3, "ab"), change(4..6, "c"), change(8..9, "d")];
        let middle = apply(original, first.iter().map(|c| (&c.range, c.text.as_str())));
        assert_eq!(middle, "0ab3c67d9");
        for second in [
            vec![],
            vec![change(2..5, "X")],
            vec![change(0..1, "X"), change(5..7, "YZ")],
            vec![change(1..2, "X"), change(2..3, "Y"), change(8..9, "Z")],
            vec![change(0..9, "X")],
            vec![change(3..4, "X"), change(4..5, "Y")],
        ] {
            let last = apply(&middle, second.iter().map(|e| (&e.range, e.text.as_str())));
            let changes = compose(first.clone(), second, &middle);
            assert!(changes.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
            assert_eq!(apply(original, changes.iter().map(|c| (&c.range, c.text.as_str()))), last);
        }
    }

    #[test]
    fn layers_come_off_one_by_one() {
        let context = Context { before: ' ', after: ' ', closing: None };
        let changes = peel(&mut Lattice::default(), "ÃƒÂ©tÃƒÂ©", context, 0).changes;
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[0].text, "é");
        assert_eq!(changes[0].chain, [LATIN, LATIN]);
    }
}
