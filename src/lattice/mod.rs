//! The lattice: the likeliest mixture of kept and misread characters in a window.
//!
//! Each path through the lattice is a reading of the window. A path either *keeps* a character, or is inside a
//! *candidate* misreading: then the character becomes bytes again and the bytes UTF-8. A path pays what the
//! character model asks for its characters, and what the weights ask for starting, leaving and resuming the
//! misreading. Of the paths that agree in what can still happen to them only the cheapest lives on (Viterbi),
//! so time is linear in the window. The candidates are followed one by one; the cheapest outcome counts.

mod choice;
mod lost;
mod pattern;
mod place;
mod quotes;
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
pub(crate) use pattern::next_leads;
use pattern::{Added, Pattern};
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
/// No node.
const ROOT: u32 = u32::MAX;

/// A path up to some character.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the path")]
#[derive(Clone, Copy)]
struct Path {
    cost: Cost,
    /// The part of the cost that is for misreadings.
    penalty: Cost,
    /// Was the path ever inside the misreading?
    entered: bool,
    /// Is it inside now?
    inside: bool,
    pattern: Pattern,
    /// The last characters of the reading.
    before: Symbol,
    last: Symbol,
    node: u32,
    /// Where in the window the pending bytes begin.
    start: u32,
    /// The first byte of the last character that was restored, 0 before the first.
    lead: u8,
    /// Has nothing shown yet that the misreading happened, and was nothing paid for that?
    bare: bool,
    /// What the restored characters cost the model, and how many there are.
    restored_cost: Cost,
    restored: Cost,
    /// Did it suppose lost bytes?
    inferred: bool,
    /// Is a pending byte one for which a plain space stands?
    spaced: bool,
    /// How many exact characters the misreading has to show for what nothing can restore.
    proof: i8,
    /// The marks that a decoder left in place of lost bytes, a bit each.
    losses: u8,
    /// What stands before a character of the general punctuation that was supposed, until what stands after
    /// it is known.
    left: Option<char>,
    /// The quotes that are open.
    quotes: Quotes,
}

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
        self.previous = context.before();
        let mut earlier = context.head.chars().rev().chain([model::EDGE; 2]).map(model::symbol);
        let last = earlier.next().unwrap_or_else(|| model::symbol(model::EDGE));
        let mut kept = Path {
            cost: 0,
            penalty: 0,
            entered: false,
            inside: false,
            pattern: Pattern::default(),
            before: earlier.next().unwrap_or(last),
            last,
            node: ROOT,
            start: 0,
            lead: 0,
            bare: true,
            restored_cost: 0,
            restored: 0,
            inferred: false,
            spaced: false,
            proof: 0,
            losses: 0,
            left: None,
            quotes: context.quotes,
        };
        self.paths.push(kept);
        let mut chars = text.char_indices().peekable();
        let mut ascii = 0;
        while let Some((at, c)) = chars.next() {
            ascii = if c.is_ascii() && c != '?' { ascii + 1 } else { 0 };
            let follower = chars.peek().map_or(context.after(), |&(_, c)| c);
            let mut rest = text[at..].chars().take(if c == '?' { MOST_MARKS } else { 0 });
            let beyond = rest.find(|&next| next != c).unwrap_or(follower);
            self.look_around(text, at, context, candidate);
            self.step(at, c, (follower, beyond), candidate);
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

    /// Takes every path past the character `c` at `at`, before `follower`.
    fn step(&mut self, at: usize, c: char, followers: (char, char), candidate: &Candidate) {
        let symbol = model::symbol(c);
        let extra = self.languages.standing_cost(self.previous, c, followers.0);
        let end = at + c.len_utf8();
        self.spare.extend(self.lists.drain(..).map(|list| list.found));
        if candidate.lossy {
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

impl Path {
    /// The path with a cost that is not for characters.
    fn charged(self, cost: Cost) -> Self {
        Self { cost: self.cost + cost, penalty: self.penalty + cost, ..self }
    }

    /// The path inside the misreading, where it begins something at `at` if nothing pends.
    fn into_misreading(self, candidate: &Candidate, at: usize) -> Self {
        let entry = match (self.inside, self.entered) {
            (true, _) => 0,
            (false, true) => weights::RETURN,
            (false, false) => candidate.entry,
        };
        let bare = self.bare && !candidate.proved;
        let start = if self.pattern.is_empty() { at as u32 } else { self.start };
        Self { inside: true, entered: true, bare, start, ..self.charged(entry) }
    }

    /// Where bytes are supposed, almost anything can be read into symbols: the outcome has to look like text.
    fn is_plausible(&self) -> bool {
        !self.inferred
            || self.restored_cost <= weights::lost::PLAUSIBLE * self.restored + weights::lost::PLAUSIBLE_SLACK
            || self.restored >= weights::lost::MANY
                && self.restored_cost <= weights::lost::PLAUSIBLE_OF_MANY * self.restored
    }

    /// Goes on to the next character of the reading; `extra` is what its language makes it cost more.
    fn advance(&mut self, next: Symbol, extra: Cost) {
        self.cost += model::cost_after(self.before, self.last, next) + extra;
        if let Some(left) = self.left.take() {
            *self = self.charged(place::place_cost(left, self.last, next.c));
        }
        self.quotes = self.quotes.after(next.c);
        self.before = self.last;
        self.last = next;
    }
}

/// Adds a path, unless one that can go on in the same ways is as cheap.
fn offer(paths: &mut Vec<Path>, path: Path) {
    let rival = paths.iter_mut().find(|other| {
        other.inside == path.inside
            && other.entered == path.entered
            && other.pattern == path.pattern
            && other.last.c == path.last.c
            && other.before.c == path.before.c
            && other.quotes == path.quotes
    });
    match rival {
        Some(rival) if rival.cost <= path.cost => {}
        Some(rival) => *rival = path,
        None => paths.push(path),
    }
}

/// Drops the paths that cannot make up for what they cost more than the best, and the dearest of too many.
fn prune(paths: &mut Vec<Path>, most: usize) {
    let limit = paths.iter().map(|path| path.cost).min().unwrap_or(0) + weights::BEAM;
    // A path with nothing pending always lives: any sequence may turn out not to be one.
    let whole = least_whole(paths).unwrap_or(Cost::MAX);
    paths.retain(|path| path.cost <= limit || path.pattern.is_empty() && path.cost == whole);
    if paths.len() > most {
        paths.select_nth_unstable_by_key(most, |path| (!(path.pattern.is_empty() && path.cost == whole), path.cost));
        paths.truncate(most);
    }
}

/// What the cheapest path costs in which nothing pends.
fn least_whole(paths: &[Path]) -> Option<Cost> {
    paths.iter().filter(|path| path.pattern.is_empty()).map(|path| path.cost).min()
}

/// What so many paths cost at most, and by how much one may be dearer than the cheapest.
fn limit(paths: &[Path], most: usize, costs: &mut Vec<Cost>) -> Cost {
    let Some(whole) = least_whole(paths) else { return Cost::MAX };
    costs.clear();
    costs.extend(paths.iter().map(|path| path.cost));
    let beam = costs.iter().min().map_or(Cost::MAX, |least| least + weights::BEAM);
    let last = if costs.len() < most { Cost::MAX } else { *costs.select_nth_unstable(most - 1).1 };
    beam.min(last).max(whole)
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
}
