//! Layers: a repaired window is a window again, until nothing improves.

use crate::{
    candidates::{self, Trial},
    change::{Change, Edit, apply, compose},
    charset::CharsetMask,
    lattice::{Context, Lattice},
    model::{self, Cost, Languages},
    potential::{could_pay, would_pay},
    scan::{Window, Windows},
};
use alloc::{borrow::ToOwned, string::String, vec, vec::Vec};

/// How often a window is repaired. Each layer of UTF-8 makes what it spoils at least a third longer, so
/// a text would have to be larger than any memory to need more.
const MAX_LAYERS: usize = 64;
/// How many layers may be taken off without any improvement, to see what lies beneath.
const LOOKAHEAD: usize = 2;

/// What became of a window.
pub(crate) struct Peeled {
    /// What changed, in order.
    pub(crate) changes: Vec<Change>,
    /// The window with the changes made.
    pub(crate) text: String,
    /// What the misreadings cost.
    penalty: Cost,
}

/// Repairs a window that could pay; `proved` are the charsets as which the document is known to have been read.
///
/// Layers come off one at a time, each if that improves the text. What lies under two layers may show
/// only when both are off: then the layer between is no better than the one above it. So wherever a
/// whole window can be decoded into what is suspect again, that is tried as well, and the cheaper of the
/// outcomes is taken.
pub(crate) fn peel(
    lattice: &mut Lattice,
    text: &str,
    window: &Window,
    context: Context<'_>,
    proved: CharsetMask,
) -> Peeled {
    let window = Window { range: 0..text.len(), ..window.clone() };
    peel_from(lattice, text, Some(window), context, proved, LOOKAHEAD)
}

/// The same of a window of which it may be known what it could be.
fn peel_from(
    lattice: &mut Lattice,
    window: &str,
    mut known: Option<Window>,
    context: Context<'_>,
    proved: CharsetMask,
    lookahead: usize,
) -> Peeled {
    let mut best = Peeled { changes: Vec::new(), text: window.to_owned(), penalty: 0 };
    let mut first_layer: Option<Vec<Edit>> = None;
    let mut sure = true;
    let mut deep = true;
    for _ in 0..MAX_LAYERS {
        let layer = match known.take() {
            Some(found) => peel_known(lattice, &best.text, &found, context, proved),
            None => peel_one(lattice, &best.text, context, proved),
        };
        deep &= first_layer.is_some() || layer.deep;
        if layer.edits.is_empty() {
            break;
        }
        sure &= layer.sure;
        first_layer.get_or_insert_with(|| layer.edits.clone());
        best.apply(layer.edits, layer.penalty);
    }
    // Where other readings were nearly as good, what lies beneath them may decide.
    let settled = first_layer.is_some() && sure && !is_suspect(&best.text, context, &lattice.languages, would_pay);
    if lookahead > 0 && deep && !settled {
        let charsets =
            Windows::between(context.before(), context.after(), window, 0).fold(0, |all, found| all | found.charsets);
        let mut total = None;
        for Trial { candidate, edits } in
            candidates::trials(window, charsets & lattice.settings.charsets, proved, context)
        {
            // What the first layer has given too was looked under.
            if first_layer.as_ref().is_some_and(|first| have_all(first, &edits)) {
                continue;
            }
            let mut deep = Peeled { changes: Vec::new(), text: window.to_owned(), penalty: 0 };
            deep.apply(edits, candidate.entry);
            if !is_suspect(&deep.text, context, &lattice.languages, could_pay) {
                continue;
            }
            let inner = peel_from(lattice, &deep.text, None, context, proved, lookahead - 1);
            if inner.changes.is_empty() {
                continue;
            }
            let cost = |peeled: &Peeled| {
                let text = model::text_cost(context.before(), &peeled.text, context.after(), &lattice.languages);
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

/// Do some edits give, in the same places, all that others do? Between those they may give more.
fn have_all(edits: &[Edit], others: &[Edit]) -> bool {
    let mut edits = edits.iter();
    let mut edit = edits.next();
    let mut at = 0;
    others.iter().all(|other| {
        while edit.is_some_and(|edit| edit.range.end <= other.range.start) {
            (edit, at) = (edits.next(), 0);
        }
        let Some(edit) = edit else { return false };
        let found = edit.text[at..]
            .find(&other.text)
            .filter(|_| edit.range.start <= other.range.start && other.range.end <= edit.range.end);
        at += found.map_or(0, |offset| offset + other.text.len());
        found.is_some()
    })
}

/// Is there a part of a text in which a layer pays, by a measure of that?
fn is_suspect(
    text: &str,
    context: Context<'_>,
    languages: &Languages,
    pays: impl Fn(char, &str, char, &Window, &Languages) -> bool,
) -> bool {
    Windows::between(context.before(), context.after(), text, 0).any(|window| {
        let before = text[..window.range.start].chars().next_back().unwrap_or(context.before());
        let after = text[window.range.end..].chars().next().unwrap_or(context.after());
        pays(before, &text[window.range.clone()], after, &window, languages)
    })
}

/// What takes a layer off.
struct Layer {
    edits: Vec<Edit>,
    penalty: Cost,
    /// Does no other charset explain everything nearly as well?
    sure: bool,
    /// Could whole parts be decoded, though what comes out may not pay?
    deep: bool,
}

/// Takes the outermost layer off.
fn peel_one(lattice: &mut Lattice, text: &str, context: Context<'_>, proved: CharsetMask) -> Layer {
    let mut all = Layer { edits: Vec::new(), penalty: 0, sure: true, deep: false };
    for window in Windows::between(context.before(), context.after(), text, proved) {
        let window = window.of_charsets(lattice.settings.charsets);
        let before = text[..window.range.start].chars().next_back().unwrap_or(context.before());
        let after = text[window.range.end..].chars().next().unwrap_or(context.after());
        if proved == 0 && !could_pay(before, &text[window.range.clone()], after, &window, &lattice.languages) {
            continue;
        }
        let layer = peel_known(lattice, text, &window, context, proved);
        all.deep |= layer.deep;
        all.sure &= layer.sure;
        all.penalty += layer.penalty;
        all.edits.extend(layer.edits);
    }
    all
}

/// Takes the outermost layer off a window of a text.
fn peel_known(lattice: &mut Lattice, text: &str, window: &Window, context: Context<'_>, proved: CharsetMask) -> Layer {
    let part = &text[window.range.clone()];
    let context = context.of_part(text, &window.range);
    let (candidates, deep) = candidates::promising(part, window, proved, context, &lattice.languages);
    let settled = candidates::settled(part, &candidates);
    let whole = candidates.iter().filter(|candidate| candidate.whole && !candidate.lossy).count();
    let sure = settled.is_some() || whole < 2;
    let reading = settled.unwrap_or_else(|| lattice.read(part, context, &candidates));
    let start = window.range.start;
    let edits =
        reading.edits.into_iter().map(|edit| Edit { range: edit.range.start + start..edit.range.end + start, ..edit });
    Layer { edits: edits.collect(), penalty: reading.penalty, sure, deep }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{charset::Charset, lattice::Quotes, misreading::Misreading};

    const LATIN: Misreading = Misreading::new(Charset::Utf8, Charset::Windows1252);

    #[test]
    fn layers_come_off_one_by_one() {
        let context = Context { head: " ", tail: " ", quotes: Quotes::default() };
        let text = "ÃƒÂ©tÃƒÂ©";
        let window = Windows::new(text, 0).next().unwrap();
        let changes = peel(&mut Lattice::default(), text, &window, context, 0).changes;
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[0].text, "é");
        assert_eq!(changes[0].chain, [LATIN, LATIN]);
    }
}
