//! One legacy charset read as another: finds the lines where that is likely, and the candidates.
//!
//! No structure helps here, as UTF-8's does elsewhere. What helps is that misread words look like no words:
//! each pair of their letters costs the model more than the letters of any language do. A line with such a
//! word is decoded in every way that happens in the world; the few that make it much likelier are the
//! candidates for the lattice, which settles what changes and what stays.

use crate::lazy::Lazy;
use crate::{
    charset::{Charset, Code, Pending, Step, Tables},
    lattice::{Candidate, Context, Edit, Lattice},
    layers::apply,
    misreading::Misreading,
    model::{self, Cost, EDGE, Languages},
    pairs,
    settings::Settings,
    weights,
};
use alloc::{vec, vec::Vec};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use core::ops::Range;

/// Lines longer than this are cut at a space.
const LONG: usize = 4096;
/// Candidates that go on to the lattice.
const FINALISTS: usize = 3;
/// Bytes beyond ASCII from which a detector can tell charsets apart.
const ENOUGH_TO_DETECT: usize = 24;

/// A line that was misread.
pub(crate) struct Line {
    pub(crate) range: Range<usize>,
    /// What changes, with the places in the whole text.
    pub(crate) edits: Vec<Edit>,
    /// What the repaired line costs, misreadings included.
    pub(crate) cost: Cost,
    /// How much likelier it is than the line as it stands.
    pub(crate) log_odds: Cost,
}

/// Finds the misread lines of a text.
pub(crate) fn find(text: &str, settings: &Settings, lattice: &mut Lattice) -> Vec<Line> {
    lines(text).filter_map(|range| find_in(text, range, settings, lattice)).collect()
}

fn find_in(text: &str, range: Range<usize>, settings: &Settings, lattice: &mut Lattice) -> Option<Line> {
    let line = &text[range.clone()];
    let odd = |range: Range<usize>| {
        let (sum, count) = foreign_cost(&line[range], &Languages::default());
        sum >= weights::ODD_WORD * count
    };
    if !foreign_words(line).any(odd) {
        return None;
    }
    lattice.languages = Languages::of(line, settings.languages);
    let candidates = candidates(line, settings, &lattice.languages);
    if candidates.is_empty() {
        return None;
    }
    let context = Context { before: EDGE, after: EDGE, closing: None };
    let mut reading = lattice.read(line, context, &candidates);
    if reading.edits.is_empty() {
        return None;
    }
    let repaired = apply(line, reading.edits.iter().map(|edit| (&edit.range, edit.text.as_str())));
    let cost = model::text_cost(EDGE, &repaired, EDGE, &lattice.languages) + reading.penalty;
    let log_odds = model::text_cost(EDGE, line, EDGE, &lattice.languages) - cost + weights::LEGACY_MARGIN;
    for edit in &mut reading.edits {
        edit.range = edit.range.start + range.start..edit.range.end + range.start;
    }
    Some(Line { range, edits: reading.edits, cost, log_odds })
}

/// The lines with a character beyond ASCII; long ones in parts.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    core::iter::from_fn(move || {
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

/// The words with a character beyond ASCII: what stands between plain spaces.
fn foreign_words(line: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    let bytes = line.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        let foreign = crate::scan::next_non_ascii(bytes, at)?;
        let start = memchr::memrchr2(b' ', b'\t', &bytes[at..foreign]).map_or(at, |offset| at + offset + 1);
        let end = memchr::memchr2(b' ', b'\t', &bytes[foreign..]).map_or(bytes.len(), |offset| foreign + offset);
        at = end;
        Some(start..end)
    })
}

/// What the pairs with a character beyond ASCII in a word cost, and how many there are.
fn foreign_cost(word: &str, languages: &Languages) -> (Cost, Cost) {
    let mut before = model::symbol(EDGE);
    let mut previous = model::symbol(' ');
    let (mut sum, mut count) = (0, 0);
    for c in word.chars().chain([' ']) {
        let next = model::symbol(c);
        if !(previous.c.is_ascii() && c.is_ascii()) {
            sum += model::cost_after(before, previous, next) + languages.cost(c);
            count += 1;
        }
        (before, previous) = (previous, next);
    }
    (sum, count)
}

/// A charset that text was read as, with those it was stored in and their priors.
type Reader = (Charset, Vec<(Charset, Cost)>);

/// The pairs by the charset that text was read as.
fn pairs_by_reader() -> &'static [Reader] {
    static PAIRS: Lazy<Vec<Reader>> = Lazy::new(|| {
        let mut by_reader: Vec<Reader> = Vec::new();
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

/// A word beyond ASCII, as it stands.
struct Word<'l> {
    text: &'l str,
    cost: Cost,
    /// Is it one that looks like none?
    suspect: bool,
    /// The most that a repair could gain.
    potential: Cost,
    /// See [`letters_print`].
    print: u32,
    /// Has it a letter? Drawings and other signs say nothing of themselves.
    lettered: bool,
}

/// The words of a line, if some could gain enough: those that are fine first, since they settle most
/// questions.
fn words<'l>(line: &'l str, languages: &Languages) -> Vec<Word<'l>> {
    let all = foreign_words(line).map(|range| {
        let text = &line[range];
        let (sum, count) = foreign_cost(text, languages);
        let suspect = sum >= weights::SUSPECT_WORD * count && !is_set_off(text);
        let potential = if suspect { (sum - weights::GOOD_WORD * count).max(0) } else { 0 };
        Word { text, cost: 0, suspect, potential, print: 0, lettered: false }
    });
    if all.clone().map(|word| word.potential).sum::<Cost>() <= weights::LEGACY_MARGIN {
        return Vec::new();
    }
    let mut words: Vec<Word> = all.collect();
    for word in &mut words {
        word.cost = model::text_cost(' ', word.text, ' ', languages);
        word.print = letters_print(word.text.chars());
        word.lettered = word.text.chars().any(|c| model::symbol(c).is_letter());
    }
    // The same word again is no further evidence.
    words.sort_by(|a, b| a.suspect.cmp(&b.suspect).then(a.text.cmp(b.text)));
    words.dedup_by(|a, b| a.text == b.text);
    words
}

/// Is all beyond ASCII in a word the punctuation around it? There it belongs.
fn is_set_off(word: &str) -> bool {
    let around = |c: char| c.is_ascii_punctuation() || AROUND_WORDS.contains(c);
    word.trim_matches(around).is_ascii()
}

/// Punctuation that stands before and after words.
const AROUND_WORDS: &str = "“”‘’„‚«»‹›–—…•·¿¡\u{A0}";

/// The misreadings that would make a line much likelier, the best first.
fn candidates(line: &str, settings: &Settings, languages: &Languages) -> Vec<Candidate> {
    let words = words(line, languages);
    if words.is_empty() {
        return Vec::new();
    }
    let potential: Cost = words.iter().map(|word| word.potential).sum();
    let mut found: Vec<(Cost, Candidate)> = Vec::new();
    let mut bytes = Vec::new();
    let mut ends: Vec<Option<Range<usize>>> = Vec::new();
    for (read, stored) in pairs_by_reader() {
        bytes.clear();
        ends.clear();
        for word in &words {
            let start = bytes.len();
            let encoded = encode(word.text, *read, &mut bytes);
            ends.push(encoded.then_some(start..bytes.len()));
        }
        if words.iter().zip(&ends).all(|(word, range)| !word.suspect || range.is_none()) {
            continue;
        }
        for &(stored, prior) in stored {
            let misreading = Misreading::new(stored, *read);
            if !settings.allows(misreading) {
                continue;
            }
            let entry = settings.legacy_entry(misreading, weights::LEGACY_MARGIN + prior);
            let encoded = words.iter().zip(ends.iter().map(|range| range.clone().map(|range| &bytes[range])));
            if let Some(gain) = gain(encoded, potential - entry, stored, languages) {
                let leave = weights::LEGACY_LEAVE;
                found.push((entry - gain, Candidate { misreading, entry, leave, proved: false }));
            }
        }
    }
    if found.is_empty() {
        found.extend(detected(&words, potential, languages));
    }
    found.retain(|(_, candidate)| settings.allows(candidate.misreading));
    found.sort_by_key(|(cost, _)| *cost);
    found.into_iter().take(FINALISTS).map(|(_, candidate)| candidate).collect()
}

/// What chardetng takes the bytes for, where no pair that is known to happen fits and there is enough text for
/// it; the model has to agree.
fn detected(words: &[Word], potential: Cost, languages: &Languages) -> Vec<(Cost, Candidate)> {
    let mut found = Vec::new();
    for read in [Charset::Windows1252, Charset::Iso8859_1, Charset::Macintosh, Charset::Ibm437] {
        let mut bytes = Vec::new();
        let mut ends = Vec::new();
        for word in words {
            let start = bytes.len();
            let encoded = encode(word.text, read, &mut bytes);
            ends.push(encoded.then_some(start..bytes.len()));
            bytes.push(b' ');
        }
        if bytes.iter().filter(|byte| !byte.is_ascii()).count() < ENOUGH_TO_DETECT {
            continue;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        let Ok(stored) = detector.guess(None, Utf8Detection::Deny).name().parse::<Charset>() else { continue };
        let entry = weights::LEGACY_MARGIN + weights::DETECTED;
        let encoded = words.iter().zip(ends.iter().map(|range| range.clone().map(|range| &bytes[range])));
        let gain = if stored == read { None } else { gain(encoded, potential - entry, stored, languages) };
        found.extend(gain.filter(|&gain| gain > entry).map(|gain| {
            let misreading = Misreading::new(stored, read);
            (entry - gain, Candidate { misreading, entry, leave: weights::LEGACY_LEAVE, proved: false })
        }));
    }
    found
}

/// How much likelier words become if their bytes are in the charset `stored`; none if that is not worth it,
/// for which they may fall short of their potential by `slack`.
fn gain<'w>(
    words: impl Iterator<Item = (&'w Word<'w>, Option<&'w [u8]>)>,
    mut slack: Cost,
    stored: Charset,
    languages: &Languages,
) -> Option<Cost> {
    let mut gain = 0;
    let mut outcome = Outcome::default();
    let mut letters: Vec<u32> = Vec::new();
    for (word, bytes) in words {
        let decoded = bytes.and_then(|bytes| decode(bytes, stored, languages));
        let better = match decoded {
            Some(decoded) if word.suspect => {
                let wordlike = word.lettered && decoded.letters > 1 && decoded.print != word.print;
                let better = if wordlike { (word.cost - decoded.cost).max(0) } else { 0 };
                if better > 0 {
                    outcome = outcome.and(decoded);
                }
                // Words with the same letters in question say less and less that is new: the model may be
                // wrong about a letter in every word of a language.
                let again = letters.iter().filter(|print| **print == word.print).count();
                letters.push(word.print);
                better >> again.min(8)
            }
            // A word that is fine as it stands, and would not be in this charset, speaks against it.
            Some(decoded) if decoded.cost <= word.cost + weights::CONTRADICTION => 0,
            // A decoder that has no such characters cannot have given them.
            None if bytes.is_none() => -weights::IMPOSSIBLE,
            _ if word.suspect => 0,
            _ => -weights::CONTRADICTION,
        };
        gain += better;
        slack -= word.potential - better;
        if slack < 0 {
            return None;
        }
    }
    outcome.is_plausible().then_some(gain)
}

/// Turns a word back to bytes; `false` if the charset lacks a character.
fn encode(word: &str, charset: Charset, bytes: &mut Vec<u8>) -> bool {
    word.chars().all(|c| {
        if c.is_ascii() {
            bytes.push(c as u8);
            return true;
        }
        let code = Tables::get().codes(charset, c).next();
        bytes.extend(code.iter().flat_map(Code::as_slice));
        code.is_some()
    })
}

/// What came of decoding words.
#[derive(Clone, Copy, Default)]
struct Outcome {
    cost: Cost,
    /// The part of the cost for pairs with a character beyond ASCII, and how many those are.
    foreign_cost: Cost,
    foreign: Cost,
    letters: u32,
    /// See [`letters_print`].
    print: u32,
    /// How many characters are the same as the two before them.
    repeated: u32,
}

impl Outcome {
    fn and(self, other: Self) -> Self {
        Self {
            cost: self.cost + other.cost,
            foreign_cost: self.foreign_cost + other.foreign_cost,
            foreign: self.foreign + other.foreign,
            letters: self.letters + other.letters,
            print: self.print.wrapping_add(other.print),
            repeated: self.repeated + other.repeated,
        }
    }

    /// Does it look like text? A misreading of something else altogether may be better than what stands
    /// there, and still be nonsense.
    fn is_plausible(self) -> bool {
        self.repeated == 0 && self.letters > 1 && self.foreign_cost <= weights::PLAUSIBLE_WORD * self.foreign
    }
}

/// A number that tells letters beyond ASCII from others: the same if a decoder changed symbols only, which is
/// no evidence.
fn letters_print(chars: impl Iterator<Item = char>) -> u32 {
    let foreign = chars.filter(|&c| !c.is_ascii() && model::symbol(c).is_letter());
    foreign.fold(0, |print, c| print.wrapping_add(u32::from(c).wrapping_mul(0x9E37_79B1)))
}

/// Decodes the bytes of a word; none if they are no text in the charset.
fn decode(bytes: &[u8], charset: Charset, languages: &Languages) -> Option<Outcome> {
    let tables = Tables::get();
    let mut pending = Pending::default();
    let mut previous = model::symbol(' ');
    let mut before = None;
    let mut outcome = Outcome::default();
    let mut add = |c: char| {
        let next = model::symbol(c);
        let cost =
            before.map_or_else(|| model::cost(previous, next), |before| model::cost_after(before, previous, next));
        let cost = cost + languages.cost(c);
        outcome.cost += cost;
        if !(previous.c.is_ascii() && c.is_ascii()) {
            outcome.foreign_cost += cost;
            outcome.foreign += 1;
        }
        if next.is_letter() {
            outcome.letters += 1;
            outcome.print = outcome.print.wrapping_add(letters_print([c].into_iter()));
        }
        outcome.repeated += u32::from(c == previous.c && before.is_some_and(|before| c == before.c) && !c.is_ascii());
        before = Some(previous);
        previous = next;
    };
    for &byte in bytes {
        match tables.push(charset, &mut pending, byte) {
            Step::Reject => return None,
            Step::More => {}
            Step::Char(c) => add(c),
        }
    }
    add(' ');
    pending.is_empty().then_some(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        let repaired = find(text, &Settings::default(), &mut Lattice::default());
        let edits: Vec<&Edit> = repaired.iter().flat_map(|line| &line.edits).collect();
        apply(text, edits.iter().map(|edit| (&edit.range, edit.text.as_str())))
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
        assert_eq!(repaired("a plain line\nÄãºÃ£¬ÊÀ½ç\n"), "a plain line\n你好，世界\n");
        assert_eq!(repaired("«Привет», сказал он"), "«Привет», сказал он");
    }
}
