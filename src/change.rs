//! Changes: which pieces of a text were something else, and how changes go together.

use crate::{fidelity::Fidelity, misreading::Misreading, model::Cost};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// A piece of a text, and what it was before it was misread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
    pub(crate) misreading: Misreading,
    pub(crate) fidelity: Fidelity,
}

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

/// The changes of the first layers and, on `text`, which they made, those of further layers: what
/// overlaps becomes one change.
pub(crate) fn compose(first: Vec<Change>, second: Vec<Change>, text: &str) -> Vec<Change> {
    if first.is_empty() {
        let alone = |change: Change| Change { fidelity: change.fidelity.in_text(&change.text), ..change };
        return second.into_iter().map(alone).collect();
    }
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
}
