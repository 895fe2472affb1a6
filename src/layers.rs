//! Layers: a repaired window is a window again, until nothing improves.

use crate::{
    charset::{Charset, CharsetMask, Tables},
    lattice::{Candidate, Edit, Lattice},
    misreading::Misreading,
    scan::Windows,
    weights,
};
use std::ops::Range;

/// How often a window is repaired. Each layer of UTF-8 makes what it spoils at least a third longer, so
/// a text would have to be larger than any memory to need more.
const MAX_LAYERS: usize = 64;

/// A piece of text and what it was before the misreadings in `chain`, the last misreading first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
    pub(crate) chain: Vec<Misreading>,
}

/// Repairs a window that stands between `before` and `after`; gives what changes, in order.
pub(crate) fn peel(lattice: &mut Lattice, window: &str, before: char, after: char) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut text = window.to_owned();
    for _ in 0..MAX_LAYERS {
        let edits = peel_one(lattice, &text, before, after);
        if edits.is_empty() {
            break;
        }
        let peeled = apply(&text, edits.iter().map(|edit| (&edit.range, edit.text.as_str())));
        changes = compose(changes, edits, &text);
        text = peeled;
    }
    changes
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

/// Takes the outermost layer off.
fn peel_one(lattice: &mut Lattice, text: &str, before: char, after: char) -> Vec<Edit> {
    let mut edits = Vec::new();
    for window in Windows::new(text) {
        let part = &text[window.range.clone()];
        let before = text[..window.range.start].chars().next_back().unwrap_or(before);
        let after = text[window.range.end..].chars().next().unwrap_or(after);
        let reading = lattice.read(part, before, after, &candidates(part, window.charsets));
        edits.extend(reading.edits.into_iter().map(|edit| {
            let range = edit.range.start + window.range.start..edit.range.end + window.range.start;
            Edit { range, ..edit }
        }));
    }
    edits
}

/// The misreadings to try: of charsets that give the window the same bytes, the likeliest.
fn candidates(window: &str, charsets: CharsetMask) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut seen: Vec<u64> = Vec::new();
    for charset in &Charset::ALL[..Charset::LEGACY_COUNT] {
        if charsets >> charset.index() & 1 == 0 {
            continue;
        }
        let print = fingerprint(window, *charset);
        let candidate = Candidate {
            misreading: Misreading::new(Charset::Utf8, *charset),
            entry: weights::utf8_entry(*charset),
        };
        match seen.iter().position(|&other| other == print) {
            Some(at) if candidates[at].entry <= candidate.entry => {}
            Some(at) => candidates[at] = candidate,
            None => {
                seen.push(print);
                candidates.push(candidate);
            }
        }
    }
    candidates
}

/// A number that two charsets share if they give the window the same bytes.
fn fingerprint(window: &str, charset: Charset) -> u64 {
    let mut print = 0_u64;
    for c in window.chars().filter(|c| !c.is_ascii()) {
        let bytes = Tables::get().codes(charset, c).next().unwrap_or_default();
        for &byte in bytes.as_slice() {
            print = (print ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
        }
        print = print.wrapping_add(1).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    }
    print
}

/// The changes of the first layers and, on `text`, which they made, the edits of one layer more: those
/// that overlap become one change.
fn compose(first: Vec<Change>, second: Vec<Edit>, text: &str) -> Vec<Change> {
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
        let mut edits: Vec<Edit> = Vec::new();
        loop {
            if let Some(change) = first.next_if(|c| made(c, same).start < end.max(start + 1)) {
                end = end.max(made(&change, same).end);
                same = (change.range.end, made(&change, same).end);
                if change.chain.len() > chain.len() {
                    chain = change.chain;
                }
            } else if let Some(edit) = second.next_if(|e| e.range.start < end.max(start + 1)) {
                end = end.max(edit.range.end);
                edits.push(edit);
            } else {
                break;
            }
        }
        chain.extend(edits.first().map(|edit| edit.misreading));
        let ranges: Vec<_> = edits.iter().map(|e| e.range.start - start..e.range.end - start).collect();
        let text = apply(&text[start..end], ranges.iter().zip(edits.iter().map(|e| e.text.as_str())));
        out.push(Change { range: original_start..end - same.1 + same.0, text, chain });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATIN: Misreading = Misreading::new(Charset::Utf8, Charset::Windows1252);

    fn change(range: Range<usize>, text: &str) -> Change {
        Change { range, text: text.to_owned(), chain: vec![LATIN] }
    }

    fn edit(range: Range<usize>, text: &str) -> Edit {
        Edit { range, text: text.to_owned(), misreading: LATIN }
    }

    #[test]
    fn composed_changes_equal_one_after_the_other() {
        let original = "0123456789";
        let first = vec![change(1..3, "ab"), change(4..6, "c"), change(8..9, "d")];
        let middle = apply(original, first.iter().map(|c| (&c.range, c.text.as_str())));
        assert_eq!(middle, "0ab3c67d9");
        for second in [
            vec![],
            vec![edit(2..5, "X")],
            vec![edit(0..1, "X"), edit(5..7, "YZ")],
            vec![edit(1..2, "X"), edit(2..3, "Y"), edit(8..9, "Z")],
            vec![edit(0..9, "X")],
            vec![edit(3..4, "X"), edit(4..5, "Y")],
        ] {
            let last = apply(&middle, second.iter().map(|e| (&e.range, e.text.as_str())));
            let changes = compose(first.clone(), second, &middle);
            assert!(changes.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
            assert_eq!(apply(original, changes.iter().map(|c| (&c.range, c.text.as_str()))), last);
        }
    }

    #[test]
    fn layers_come_off_one_by_one() {
        let changes = peel(&mut Lattice::default(), "ÃƒÂ©tÃƒÂ©", ' ', ' ');
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[0].text, "é");
        assert_eq!(changes[0].chain, [LATIN, LATIN]);
    }
}
