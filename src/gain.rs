//! What stands around a change, and how much likelier the change makes it.

use crate::{
    change::Change,
    model::{self, Cost, EDGE, Languages},
    settings::Settings,
};

/// How much cheaper the model finds a piece of the text after the change.
pub(crate) fn gain(text: &str, start: usize, change: &Change, languages: &Languages) -> Cost {
    let (before, after) = (before(text, start + change.range.start), after(text, start + change.range.end));
    let garbled = &text[start + change.range.start..start + change.range.end];
    model::text_cost(before, garbled, after, languages) - model::text_cost(before, &change.text, after, languages)
}

/// The languages around a place in a line.
pub(crate) fn languages_at(line: &str, at: usize, settings: &Settings) -> Languages {
    Languages::of(around(line, at), settings.languages)
}

/// The part of a line that says which languages it is in: what stands near.
pub(crate) fn around(line: &str, at: usize) -> &str {
    const NEAR: usize = 400;
    let floor =
        |at: usize| (0..4).map(|back| at.saturating_sub(back)).find(|&at| line.is_char_boundary(at)).unwrap_or(0);
    &line[floor(at.saturating_sub(NEAR))..floor(line.len().min(at + NEAR))]
}

/// The character before a place, and the one after it.
pub(crate) fn before(text: &str, at: usize) -> char {
    text[..at].chars().next_back().unwrap_or(EDGE)
}

pub(crate) fn after(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(EDGE)
}
