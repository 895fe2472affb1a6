//! The misreadings that a window is worth trying with.

use crate::{
    charset::{Charset, CharsetMask, Pending, Step, Tables},
    fidelity::Fidelity,
    lattice::{Candidate, Context, Edit},
    misreading::Misreading,
    model::{self, Cost, EDGE},
    scan::Window,
    weights,
};
use alloc::{string::String, vec::Vec};

/// The most characters that a sequence is followed through to where nothing pends.
const SEQUENCE: usize = 32;

/// The most charsets that may have lost bytes are followed through a window.
const LOSSY: usize = 6;

/// In text that lost bytes at most so many sequences are broken for each that is complete: else it is text whose
/// letters happen to be first bytes.
const MOST_BROKEN: usize = 12;
/// Fewer broken ones than this say nothing.
const FEW_BROKEN: usize = 4;

/// First bytes of one script and of the punctuation in its text.
const FEW_LEADS: usize = 3;

/// What comes of decoding all of a window that can be decoded.
pub(crate) struct Trial {
    pub(crate) candidate: Candidate,
    pub(crate) edits: Vec<Edit>,
    /// How many sequences are complete, and how many break off after their first byte.
    complete: usize,
    broken: usize,
    /// Are the first bytes of those that break off of few kinds?
    uniform: bool,
}

impl Trial {
    /// Does the window look as if bytes of it were lost, and not as text whose letters happen to be first bytes? Those
    /// are of many kinds; the characters of one script share a few first bytes.
    fn looks_lossy(&self) -> bool {
        self.uniform || self.broken <= MOST_BROKEN * self.complete + FEW_BROKEN
    }
}

/// The misreadings for the lattice: those that could pay for themselves, and those that may have lost bytes.
pub(crate) fn promising(text: &str, window: &Window, proved: CharsetMask, context: Context) -> Vec<Candidate> {
    let worth = |trial: &Trial| !trial.edits.is_empty() && trial.candidate.bound <= weights::BOUND_SLACK;
    let mut exact = trials(text, window.charsets, proved, context);
    exact.retain(worth);
    exact.sort_by_key(|trial| trial.candidate.bound);
    let losers = window.cut | window.charsets & proved;
    let foreign = text.chars().filter(|c| !c.is_ascii()).map(char::len_utf8).sum::<usize>();
    let explains = |trial: &Trial| trial.edits.iter().map(|edit| edit.range.len()).sum::<usize>() >= foreign;
    let whole = exact.iter().any(|trial| trial.candidate.bound < 0 && explains(trial));
    if whole || losers == 0 {
        // Where all can be read, nothing is lost.
        return exact.into_iter().map(|trial| trial.candidate).collect();
    }
    let mut seen: Vec<(u64, usize)> = Vec::new();
    let mut lossy: Vec<Candidate> = Vec::new();
    for charset in charsets_of(losers) {
        let candidate = Candidate { lossy: true, ..candidate(charset, proved) };
        // Charsets that give the window the same bytes may still have lost others.
        let lost = Tables::get().undefined(charset).fold(0_u64, |print, byte| print.rotate_left(5) ^ u64::from(byte));
        add(&mut lossy, &mut seen, fingerprint(text, charset) ^ lost, candidate);
    }
    let mut candidates: Vec<Candidate> = exact.into_iter().map(|trial| trial.candidate).collect();
    candidates.retain(|candidate| losers >> candidate.charset.index() & 1 == 0);
    // What is still whole says which of the charsets that may have lost bytes are worth following.
    let mut ranked: Vec<(Cost, Candidate)> = lossy
        .into_iter()
        .map(|candidate| (decode_through(text, candidate, context), candidate))
        .filter(|(trial, _)| trial.looks_lossy())
        .map(|(trial, candidate)| (trial.candidate.bound, candidate))
        .collect();
    ranked.sort_by_key(|(cost, _)| *cost);
    let limit = ranked.first().map_or(0, |(cost, _)| cost + weights::LOSSY_RANGE);
    candidates.extend(ranked.into_iter().take_while(|(cost, _)| *cost <= limit).take(LOSSY).map(|(_, c)| c));
    candidates
}

/// Every charset once: of those that give the window the same bytes, the likeliest.
pub(crate) fn trials(text: &str, charsets: CharsetMask, proved: CharsetMask, context: Context) -> Vec<Trial> {
    let mut seen: Vec<(u64, usize)> = Vec::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for charset in charsets_of(charsets) {
        add(&mut candidates, &mut seen, fingerprint(text, charset), candidate(charset, proved));
    }
    candidates.into_iter().map(|candidate| decode_through(text, candidate, context)).collect()
}

fn charsets_of(mask: CharsetMask) -> impl Iterator<Item = Charset> {
    Charset::ALL[..Charset::LEGACY_COUNT].iter().copied().filter(move |charset| mask >> charset.index() & 1 == 1)
}

fn candidate(charset: Charset, proved: CharsetMask) -> Candidate {
    let proved = proved >> charset.index() & 1 == 1;
    let entry = if proved { weights::PROVED_ENTRY } else { weights::utf8_entry(charset) };
    Candidate { charset, entry, proved, lossy: false, bound: Cost::MIN }
}

fn add(candidates: &mut Vec<Candidate>, seen: &mut Vec<(u64, usize)>, print: u64, candidate: Candidate) {
    match seen.iter().find(|(other, _)| *other == print) {
        Some(&(_, at)) if candidates[at].entry <= candidate.entry => {}
        Some(&(_, at)) => candidates[at] = candidate,
        None => {
            seen.push((print, candidates.len()));
            candidates.push(candidate);
        }
    }
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

/// Decodes whatever can be decoded, from left to right.
fn decode_through(text: &str, candidate: Candidate, context: Context) -> Trial {
    let misreading = Misreading::new(Charset::Utf8, candidate.charset);
    let mut edits: Vec<Edit> = Vec::new();
    let mut promise = 0;
    let mut at = 0;
    // The last character as it stands, and the last one that was decoded right before.
    let mut last = context.before;
    let mut decoded_last = None;
    let (mut complete, mut broken, mut uniform) = (0, 0, true);
    let mut leads = [EDGE; FEW_LEADS];
    while let Some(c) = text[at..].chars().next() {
        let Some((decoded, len)) = decode_sequence(&text[at..], misreading) else {
            if begins_sequence(misreading.read_as(), c) {
                broken += 1;
                if !leads.contains(&c) {
                    if let Some(free) = leads.iter_mut().find(|lead| **lead == EDGE) {
                        *free = c;
                    } else {
                        uniform = false;
                    }
                }
            }
            at += c.len_utf8();
            last = c;
            decoded_last = None;
            continue;
        };
        complete += 1;
        let garbled = &text[at..at + len];
        let kept = pairs_cost(last, garbled);
        let repaired = pairs_cost(decoded_last.unwrap_or(last), &decoded).min(pairs_cost(last, &decoded));
        promise += (kept - repaired).max(0);
        last = garbled.chars().next_back().unwrap_or(last);
        decoded_last = decoded.chars().next_back();
        match edits.last_mut() {
            Some(edit) if edit.range.end == at => {
                edit.range.end += len;
                edit.text.push_str(&decoded);
            }
            _ => edits.push(Edit { range: at..at + len, text: decoded, misreading, fidelity: Fidelity::EXACT }),
        }
        at += len;
    }
    Trial { candidate: Candidate { bound: candidate.entry - promise, ..candidate }, edits, complete, broken, uniform }
}

/// Is the first byte of a character one that begins a sequence of UTF-8?
fn begins_sequence(charset: Charset, c: char) -> bool {
    let code = Tables::get().codes(charset, c).next();
    code.is_some_and(|code| code.as_slice().first().is_some_and(|byte| (0xC2..0xF5).contains(byte)))
}

/// What the characters of a piece cost after the one before it.
fn pairs_cost(before: char, piece: &str) -> Cost {
    let mut previous = model::symbol(before);
    let mut sum = 0;
    for c in piece.chars() {
        let next = model::symbol(c);
        sum += model::cost(previous, next);
        previous = next;
    }
    sum
}

/// Decodes the start of a text up to the first place where nothing pends; gives the bytes that took.
fn decode_sequence(text: &str, misreading: Misreading) -> Option<(String, usize)> {
    let mut pending = Pending::default();
    let mut out = String::new();
    for (at, c) in text.char_indices().take(SEQUENCE) {
        if c.is_ascii() {
            return None;
        }
        let code = Tables::get().codes(misreading.read_as(), c).next()?;
        for &byte in code.as_slice() {
            match pending.push(byte) {
                Step::Reject => return None,
                Step::More => {}
                Step::Char(c) => out.push(c),
            }
        }
        if pending.is_empty() {
            return Some((out, at + c.len_utf8()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: CharsetMask = (1 << Charset::LEGACY_COUNT) - 1;

    fn candidates_of(text: &str) -> Vec<Candidate> {
        let window = Window { range: 0..text.len(), charsets: ALL, cut: 0 };
        let context = Context { before: ' ', after: ' ', closing: None };
        promising(text, &window, 0, context)
    }

    #[test]
    fn charsets_with_the_same_bytes_are_one() {
        let found: Vec<Charset> = candidates_of("cafÃ©").iter().map(|candidate| candidate.charset).collect();
        assert!(found.contains(&Charset::Windows1252) && !found.contains(&Charset::Iso8859_1), "{found:?}");
    }

    #[test]
    fn good_text_has_no_candidate_that_pays() {
        assert!(candidates_of("стали танк и стан").iter().all(|candidate| candidate.bound > 0));
    }
}
