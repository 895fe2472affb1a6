//! One legacy charset read as another: finds the lines where that is likely, and the candidates.
//!
//! No structure helps here, as UTF-8's does elsewhere. What helps is that misread words look like no words:
//! each pair of their letters costs the model more than the letters of any language do. A line with such a
//! word is decoded in every way that happens in the world; the few that make it much likelier are the
//! candidates for the lattice, which settles what changes and what stays.

use crate::{
    charset::{Charset, Pending, Step, Tables},
    lattice::{Candidate, Context, Edit, Lattice},
    misreading::Misreading,
    model::{self, Cost, EDGE, Languages},
    pairs, weights,
};
use std::{ops::Range, sync::LazyLock};

/// Lines longer than this are cut at a space.
const LONG: usize = 4096;
/// Candidates that go on to the lattice.
const FINALISTS: usize = 3;

/// A piece of a text to repair, and the edits of the lattice in it.
pub(crate) struct Repaired {
    pub(crate) edits: Vec<Edit>,
    /// How much likelier the line is with them.
    pub(crate) log_odds: Cost,
}

/// Repairs the lines of a text, one by one.
pub(crate) fn repair(text: &str, lattice: &mut Lattice) -> Vec<Repaired> {
    let mut repaired = Vec::new();
    for line in lines(text) {
        let words = suspects(&text[line.clone()]);
        if words.is_empty() {
            continue;
        }
        let line_text = &text[line.clone()];
        lattice.languages = Languages::of(line_text);
        let candidates = candidates(line_text, &words, &lattice.languages);
        if candidates.is_empty() {
            continue;
        }
        let context = Context { before: EDGE, after: EDGE, closing: None };
        let mut reading = lattice.read(line_text, context, &candidates);
        if reading.edits.is_empty() {
            continue;
        }
        let fixed = crate::layers::apply(line_text, reading.edits.iter().map(|e| (&e.range, e.text.as_str())));
        let log_odds = model::text_cost(EDGE, line_text, EDGE, &lattice.languages)
            - model::text_cost(EDGE, &fixed, EDGE, &lattice.languages)
            - reading.penalty
            + weights::LEGACY_MARGIN;
        for edit in &mut reading.edits {
            edit.range = edit.range.start + line.start..edit.range.end + line.start;
        }
        repaired.push(Repaired { edits: reading.edits, log_odds });
    }
    repaired
}

/// The lines with a character beyond ASCII; long ones in parts.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        let foreign = crate::scan::next_non_ascii(bytes, at)?;
        let start = memchr::memrchr2(b'\n', b'\r', &bytes[at..foreign]).map_or(at, |offset| at + offset + 1);
        let start = start.max(foreign.saturating_sub(LONG));
        let mut end = memchr::memchr2(b'\n', b'\r', &bytes[foreign..]).map_or(bytes.len(), |offset| foreign + offset);
        if end - foreign > LONG {
            let cut = memchr::memchr(b' ', &bytes[foreign + LONG..end]).unwrap_or(0).min(LONG);
            end = (foreign + LONG + cut..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
        }
        at = end;
        Some(start..end)
    })
}

/// The words that look like none.
fn suspects(line: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in line.split(|c: char| c.is_whitespace()) {
        if !word.is_ascii() && mean_cost(word) >= weights::SUSPECT_WORD {
            words.push(at..at + word.len());
        }
        at += word.len();
        at += line[at..].chars().next().map_or(0, char::len_utf8);
    }
    words
}

/// What the pairs of characters beyond ASCII in a word cost on average.
fn mean_cost(word: &str) -> Cost {
    let mut previous = model::symbol(EDGE);
    let (mut sum, mut count) = (0, 0);
    for c in word.chars().chain([EDGE]) {
        let next = model::symbol(c);
        if !(previous.c.is_ascii() && c.is_ascii()) {
            sum += model::cost(previous, next);
            count += 1;
        }
        previous = next;
    }
    sum / count.max(1)
}

/// The pairs by the charset that text was read as.
fn pairs_by_reader() -> &'static [(Charset, Vec<(Charset, Cost)>)] {
    static PAIRS: LazyLock<Vec<(Charset, Vec<(Charset, Cost)>)>> = LazyLock::new(|| {
        let mut by_reader: Vec<(Charset, Vec<(Charset, Cost)>)> = Vec::new();
        for (stored, read, prior) in pairs::all() {
            match by_reader.iter_mut().find(|(reader, _)| *reader == read) {
                Some((_, list)) => list.push((stored, prior)),
                None => by_reader.push((read, vec![(stored, prior)])),
            }
        }
        by_reader
    });
    &PAIRS
}

/// The misreadings that would make the suspect words much likelier, the best first.
fn candidates(line: &str, words: &[Range<usize>], languages: &Languages) -> Vec<Candidate> {
    let mut found: Vec<(Cost, Candidate)> = Vec::new();
    let kept: Vec<Cost> = words.iter().map(|word| model::text_cost(' ', &line[word.clone()], ' ', languages)).collect();
    let mut bytes = Vec::new();
    for (read, stored) in pairs_by_reader() {
        let encoded: Vec<Option<Vec<u8>>> = words
            .iter()
            .map(|word| {
                bytes.clear();
                encode(&line[word.clone()], *read, &mut bytes).then(|| bytes.clone())
            })
            .collect();
        if encoded.iter().all(Option::is_none) {
            continue;
        }
        for &(stored, prior) in stored {
            let entry = weights::LEGACY_MARGIN + prior;
            let gain: Cost = encoded
                .iter()
                .zip(&kept)
                .map(|(bytes, kept)| {
                    bytes
                        .as_ref()
                        .and_then(|bytes| decoded_cost(bytes, stored, languages))
                        .map_or(0, |cost| kept - cost)
                })
                .filter(|&gain| gain > 0)
                .sum();
            if gain > entry {
                let misreading = Misreading::new(stored, *read);
                let leave = weights::LEGACY_LEAVE;
                found.push((entry - gain, Candidate { misreading, entry, leave, proved: false }));
            }
        }
    }
    found.sort_by_key(|(cost, _)| *cost);
    found.into_iter().take(FINALISTS).map(|(_, candidate)| candidate).collect()
}

/// Turns a word back to bytes; `false` if the charset lacks a character.
fn encode(word: &str, charset: Charset, bytes: &mut Vec<u8>) -> bool {
    word.chars().all(|c| {
        if c.is_ascii() {
            bytes.push(c as u8);
            return true;
        }
        let code = Tables::get().codes(charset, c).next();
        bytes.extend(code.iter().flat_map(|code| code.as_slice()));
        code.is_some()
    })
}

/// What the word costs that the bytes are in a charset; none if they are no text in it.
fn decoded_cost(bytes: &[u8], charset: Charset, languages: &Languages) -> Option<Cost> {
    let tables = Tables::get();
    let mut pending = Pending::default();
    let mut previous = model::symbol(' ');
    let mut sum = 0;
    for &byte in bytes {
        match tables.push(charset, &mut pending, byte) {
            Step::Reject => return None,
            Step::More => {}
            Step::Char(c) => {
                let next = model::symbol(c);
                sum += model::cost(previous, next) + languages.cost(c);
                previous = next;
            }
        }
    }
    pending.is_empty().then(|| sum + model::cost(previous, model::symbol(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        let repaired = repair(text, &mut Lattice::default());
        let edits: Vec<&Edit> = repaired.iter().flat_map(|line| &line.edits).collect();
        crate::layers::apply(text, edits.iter().map(|edit| (&edit.range, edit.text.as_str())))
    }

    #[test]
    fn lines_are_those_beyond_ascii() {
        let text = "plain\nañejo\nplain\n\nÿ";
        let found: Vec<&str> = lines(text).map(|line| &text[line]).collect();
        assert_eq!(found, ["añejo", "ÿ"]);
        let long = "é ".repeat(LONG);
        let parts: String = lines(&long).map(|part| &long[part]).collect();
        assert_eq!(parts, long);
    }

    #[test]
    fn words_of_other_charsets() {
        assert_eq!(repaired("Ïðèâåò, äðóçüÿ"), "Привет, друзья");
        assert_eq!(repaired("a plain line\nÄãºÃ £¬ ÊÀ½ç\n"), "a plain line\n你好 ， 世界\n");
        assert_eq!(repaired("«Привет», сказал он"), "«Привет», сказал он");
    }
}
