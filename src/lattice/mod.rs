//! The lattice: the likeliest mixture of kept and misread characters in a window.
//!
//! Each path through the lattice is a reading of the window. A path either *keeps* a character, or is inside a
//! *candidate* misreading: then the character becomes bytes again and the bytes UTF-8. A path pays what the
//! character model asks for its characters, and what the weights ask for starting, leaving and resuming the
//! misreading. Of the paths that agree in what can still happen to them only the cheapest lives on (Viterbi),
//! so time is linear in the window. The candidates are followed one by one; the cheapest outcome counts.

mod choice;
mod lost;
mod path;
mod pattern;
mod place;
mod quotes;
mod sound;
mod words;
mod worth;

use crate::{
    change::Edit,
    charset::{Charset, Tables},
    fidelity::Fidelity,
    misreading::Misreading,
    model::{self, Cost, Languages, Symbol},
    settings::{Lossy, Settings},
    weights::{self, sketch},
};
use alloc::{string::ToString, vec::Vec};
pub(crate) use choice::{completions, is_no_character, is_punctuation};
use core::ops::Range;
use path::{Path, ROOT, limit, offer, prune};
use pattern::Added;
pub(crate) use pattern::next_leads;
use place::Around;
pub(crate) use place::Context;
pub(crate) use quotes::Quotes;
use words::Supposed;
pub(crate) use worth::is_worth;

/// A misreading of UTF-8 that a window is tried with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) charset: Charset,
    /// The cost of starting it.
    pub(crate) entry: Cost,
    /// Is it certain that it happened to this document? Then what only looks lost is taken for lost.
    pub(crate) proved: bool,
    /// Does something in the window look as if bytes were lost?
    pub(crate) lossy: bool,
    /// About the least that a reading can cost beyond keeping everything.
    pub(crate) bound: Cost,
    /// Does everything beyond ASCII decode?
    pub(crate) whole: bool,
}

/// The best reading of a window.
#[derive(Default)]
pub(crate) struct Reading {
    /// What it changes, in order; adjacent pieces of one misreading are one edit.
    pub(crate) edits: Vec<Edit>,
    /// What it pays to the weights: its cost without that of its characters.
    pub(crate) penalty: Cost,
}

/// How many paths are followed at once: many lost bytes in a row could leave thousands.
const MOST_PATHS: usize = 12;
/// How many times as many go on where bytes are supposed, up to the next character.
const HEALED: usize = 2;
/// Characters after a window that say which of its paths is likely: as many as a run has after its first.
const BEYOND: usize = 2;
/// Marks that may stand for the bytes of one character.
const MOST_MARKS: usize = 4;
/// A character that a path restored.
#[derive(Clone)]
struct Node {
    back: u32,
    range: Range<u32>,
    c: char,
    fidelity: Fidelity,
    /// What it was guessed from.
    supposed: Option<Supposed>,
}

/// Finds the best reading of windows; keeps its buffers from one to the next.
#[derive(Default)]
pub(crate) struct Lattice {
    nodes: Vec<Node>,
    paths: Vec<Path>,
    next: Vec<Path>,
    costs: Vec<Cost>,
    guesses: Vec<lost::Guess>,
    /// What the sequences that lack bytes at one place may have been, and buffers for more.
    lists: Vec<choice::List>,
    spare: Vec<Vec<choice::Choice>>,
    /// The character of the window before the one that the paths are taken past.
    previous: char,
    /// Does U+FFFD stand in the window for bytes that a charset of more bytes a character lost? Then it stands for all of them.
    marks: bool,
    /// What is around that character.
    around: Around,
    /// The languages of the text around the windows.
    pub(crate) languages: Languages,
    /// What is asked for.
    pub(crate) settings: Settings,
}

impl Lattice {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self { settings: *settings, ..Self::default() }
    }

    /// The best reading of `text`.
    pub(crate) fn read(&mut self, text: &str, context: Context<'_>, candidates: &[Candidate]) -> Reading {
        let mut best = Reading::default();
        let mut least = None;
        let promised = candidates.iter().map(|candidate| candidate.bound).filter(|&bound| bound > Cost::MIN).min();
        let promised = promised.unwrap_or(Cost::MAX);
        for candidate in candidates {
            if !candidate.lossy && least.is_some() && candidate.bound > promised.saturating_add(sketch::BOUND_SLACK) {
                continue;
            }
            let path = self.follow(text, context, candidate).filter(|path| path.cost < 0);
            let Some(path) = path else { continue };
            if path.node != ROOT && least.is_none_or(|least| path.cost < least) {
                let edits = self.edits(text, context, path.node, candidate.charset);
                let doubt = (path.penalty - weights::lost::SUPPOSED_FREE).max(0) / weights::lost::SUPPOSED_SHARE;
                let sure = !path.inferred || path.cost < -doubt;
                if sure && !edits.is_empty() && is_worth(path.cost, path.penalty, &edits, text) {
                    best = Reading { edits, penalty: path.penalty };
                    least = Some(path.cost);
                }
            }
        }
        best
    }

    /// The cheapest path through a window that changes something, with what it costs beyond keeping everything.
    fn follow(&mut self, text: &str, context: Context<'_>, candidate: &Candidate) -> Option<Path> {
        self.nodes.clear();
        self.paths.clear();
        self.marks = candidate.charset.multi_index().is_some() && text.contains('\u{FFFD}');
        self.previous = context.before();
        let mut kept = Path::before_all(context);
        self.paths.push(kept);
        let mut chars = text.char_indices().peekable();
        let mut ascii = 0;
        let mut sound = 0;
        while let Some((at, c)) = chars.next() {
            ascii = if c.is_ascii() && c != '?' { ascii + 1 } else { 0 };
            let follower = chars.peek().map_or(context.after(), |&(_, c)| c);
            let mut rest = text[at..].chars().take(if c == '?' { MOST_MARKS } else { 0 });
            let beyond = rest.find(|&next| next != c).unwrap_or(follower);
            self.look_around(text, at, context, candidate);
            if candidate.lossy && at >= sound && !c.is_ascii() {
                sound = self.sound_until(text, at, candidate.charset);
            }
            self.step(at, c, (follower, beyond), candidate, candidate.lossy && at >= sound);
            kept.advance(model::symbol(c), self.languages.standing_cost(self.previous, c, follower));
            self.previous = c;
            if ascii > 2 {
                // The rest of an ASCII run costs every path the same, but for what may stand for lost bytes.
                let mut skipped = (None, None);
                while let Some((_, c)) = chars.next_if(|&(_, c)| c.is_ascii() && c != '?' && c != ' ') {
                    skipped = (skipped.1, Some(c));
                }
                if let (before, Some(last)) = skipped {
                    self.previous = last;
                    let last = model::symbol(last);
                    for path in self.paths.iter_mut().chain([&mut kept]) {
                        path.before = before.map_or(path.last, model::symbol);
                        path.last = last;
                    }
                }
            }
        }
        if candidate.lossy {
            self.look_around(text, text.len(), context, candidate);
            self.heal((text.len(), context.after(), text.len()), (context.after(), context.after()), candidate);
            self.paths.append(&mut self.next);
        }
        // What multi-byte charsets leave is mostly quotes, of which such runs say too much.
        let beyond = if candidate.charset.multi_index().is_some() { 1 } else { BEYOND };
        for c in context.tail.chars().chain([model::EDGE]).take(beyond) {
            let after = model::symbol(c);
            self.paths.iter_mut().chain([&mut kept]).for_each(|path| path.advance(after, 0));
        }
        if context.before() == model::EDGE && text.chars().next().is_some_and(|c| model::symbol(c).is_mark()) {
            kept.cost -= weights::FRAGMENT;
        }
        let best = self.paths.iter().filter(|path| path.entered && path.pattern.is_empty() && path.is_plausible());
        let best = best.min_by_key(|path| path.cost)?;
        Some(Path { cost: best.cost - kept.cost + self.outcome_cost(text, context, best, candidate), ..*best })
    }

    /// Takes every path past the character `c` at `at`, before followers; may something be lost there?
    fn step(&mut self, at: usize, c: char, followers: (char, char), candidate: &Candidate, lossy: bool) {
        let symbol = model::symbol(c);
        let extra = self.languages.standing_cost(self.previous, c, followers.0);
        let end = at + c.len_utf8();
        self.spare.extend(self.lists.drain(..).map(|list| list.found));
        if lossy {
            self.heal((at, c, end), followers, candidate);
            prune(&mut self.paths, MOST_PATHS * HEALED);
        }
        for number in 0..self.paths.len() {
            let path = self.paths[number];
            if path.pattern.is_empty() {
                let leave = if path.inside && !c.is_ascii() { weights::LEAVE } else { 0 };
                let inside = path.inside && c.is_ascii();
                let mut kept = Path { inside, ..path.charged(leave) };
                kept.advance(symbol, extra);
                offer(&mut self.next, kept);
            }
            if !c.is_ascii() {
                self.enter(path, (at, c, end), candidate);
            }
        }
        core::mem::swap(&mut self.paths, &mut self.next);
        self.next.clear();
        prune(&mut self.paths, MOST_PATHS);
    }

    /// Takes `path` past `c` as a character that the misreading spoilt.
    fn enter(&mut self, path: Path, (at, c, end): (usize, char, usize), candidate: &Candidate) {
        let foreign = Tables::get().is_foreign_control(candidate.charset, c);
        let control = match candidate.charset {
            _ if !foreign => 0,
            Charset::Windows1252 => weights::CONTROL_IN_1252,
            _ => weights::FOREIGN_CONTROL,
        };
        for code in Tables::get().codes(candidate.charset, c) {
            let mut path = path.into_misreading(candidate, at).charged(control);
            if self.feed(&mut path, code.as_slice(), end, candidate) {
                offer(&mut self.next, path);
            }
        }
    }

    /// Adds the bytes of a character that ends at `end` to a path; `false` if they cannot be UTF-8, or if they
    /// complete a character with lost bytes: then the paths that go on are in `next` already.
    fn feed(&mut self, path: &mut Path, bytes: &[u8], end: usize, candidate: &Candidate) -> bool {
        for (number, &byte) in bytes.iter().enumerate() {
            match path.pattern.add(byte) {
                Added::Reject => return false,
                Added::More => {}
                Added::Char(c) => {
                    path.bare = false;
                    path.proof = path.proof.saturating_add(i8::from(!c.is_ascii()));
                    let fidelity = if path.spaced { Fidelity::inferred(1) } else { Fidelity::EXACT };
                    self.restore(path, model::symbol(c), end, fidelity);
                }
                Added::Lossy(lossy) => {
                    let rest = &bytes[number + 1..];
                    let bounds = (end, self.limit_after());
                    for mut guessed in self.guess(*path, lossy, rest.first().copied(), None, bounds, candidate) {
                        if self.feed(&mut guessed, rest, end, candidate) {
                            offer(&mut self.next, guessed);
                        }
                    }
                    return false;
                }
            }
        }
        true
    }

    /// Adds a restored character to a path.
    fn restore(&mut self, path: &mut Path, symbol: Symbol, end: usize, fidelity: Fidelity) {
        let c = symbol.c;
        if ('\u{E000}'..='\u{F8FF}').contains(&c) {
            *path = path.charged(weights::PRIVATE_USE);
        }
        if is_no_character(c) {
            *path = path.charged(weights::NO_CHARACTER);
        }
        let cost = path.cost;
        path.advance(symbol, self.languages.cost(c));
        if !path.inferred && ('\u{80}'..'\u{A0}').contains(&c) {
            // It belongs to a layer beneath, which will show.
            path.cost = path.cost.min(cost + weights::CONTROL_BENEATH);
        }
        path.restored_cost += path.cost - cost;
        path.restored += 1;
        path.inferred |= !fidelity.is_exact();
        if !c.is_ascii() {
            path.lead = pattern::lead_of(c);
        }
        let range = path.start..end as u32;
        self.nodes.push(Node { back: path.node, range, c, fidelity, supposed: None });
        path.node = (self.nodes.len() - 1) as u32;
        path.start = end as u32;
        path.spaced = false;
    }

    /// The most that a path before the character may cost that is not the cheapest of all: dearer ones will be dropped.
    fn limit_here(&mut self) -> Cost {
        limit(&self.paths, MOST_PATHS * HEALED, &mut self.costs)
    }

    /// The same past the character.
    fn limit_after(&mut self) -> Cost {
        limit(&self.next, MOST_PATHS, &mut self.costs)
    }

    /// The edits of the path that ends in `node`.
    fn edits(&self, window: &str, context: Context<'_>, mut node: u32, charset: Charset) -> Vec<Edit> {
        let mut nodes = Vec::new();
        while let Some(found) = self.nodes.get(node as usize) {
            nodes.push(found.clone());
            node = found.back;
        }
        nodes.reverse();
        self.choose_by_words(window, context, &mut nodes);
        let mut edits: Vec<Edit> = Vec::new();
        for node in nodes {
            let range = node.range.start as usize..node.range.end as usize;
            let guessed = self.settings.lossy == Lossy::Mark && !node.fidelity.is_exact();
            let (c, fidelity) = if guessed { ('\u{FFFD}', Fidelity::unknown(1)) } else { (node.c, node.fidelity) };
            match edits.last_mut() {
                Some(last) if last.range.end == range.start => {
                    last.range.end = range.end;
                    last.text.push(c);
                    last.fidelity = last.fidelity.and(fidelity);
                }
                _ => {
                    let misreading = Misreading::new(Charset::Utf8, charset);
                    edits.push(Edit { range, text: c.to_string(), misreading, fidelity });
                }
            }
        }
        edits.retain(|edit| window[edit.range.clone()] != edit.text);
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, charset: Charset, lossy: bool) -> String {
        let context = Context { head: " ", tail: " ", quotes: Quotes::default() };
        let candidate = Candidate { charset, entry: 80, proved: false, lossy, bound: Cost::MIN, whole: false };
        let reading = Lattice::default().read(text, context, &[candidate]);
        let mut out = text.to_owned();
        for edit in reading.edits.iter().rev() {
            out.replace_range(edit.range.clone(), &edit.text);
        }
        out
    }

    #[test]
    fn kept_and_misread_characters_mix() {
        assert_eq!(read("BOYACÁ, BoyacÃ¡ and cafÃ©", Charset::Windows1252, false), "BOYACÁ, Boyacá and café");
        assert_eq!(read("naïve café", Charset::Windows1252, false), "naïve café");
    }

    #[test]
    fn lost_bytes_come_back() {
        assert_eq!(read("cafÃ© â€œso?â€ he said", Charset::Windows1252, true), "café “so?” he said");
        assert_eq!(read("鈥淐ome in,鈥 she said", Charset::Gb18030, true), "“Come in,” she said");
    }

    #[test]
    fn marks_stand_for_all_that_is_lost() {
        for (text, charset, encoding) in [
            ("火车晚点了一个小时， 我在小店里喝茶", Charset::Gb18030, encoding_rs::GB18030),
            ("Crème brûlée à la carte, déjà", Charset::Big5, encoding_rs::BIG5),
        ] {
            let (misread, lost) = encoding.decode_without_bom_handling(text.as_bytes());
            assert!(lost && misread.contains(char::REPLACEMENT_CHARACTER), "{misread}");
            assert_eq!(read(&misread, charset, true), text);
        }
    }
}
