//! The lattice: the likeliest mixture of kept and misread characters in a window.
//!
//! Each path through the lattice is a reading of the window. A path either *keeps* a character, or is
//! inside a *candidate* misreading: then the character becomes bytes again and the bytes UTF-8. A path
//! pays what the character model asks for its characters, and what the weights ask for starting,
//! leaving and resuming a misreading. Of the paths that agree in what can still happen to them only
//! the cheapest lives on (Viterbi), so time is linear in the window.

mod lost;

use crate::{
    charset::{Charset, Code, Pending, Step, Tables},
    fidelity::Fidelity,
    misreading::Misreading,
    model::{self, Cost, Languages, Symbol},
    weights,
};
use std::ops::Range;

/// A misreading that a window is tried with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) misreading: Misreading,
    /// The cost of starting it.
    pub(crate) entry: Cost,
    /// The cost of leaving it for a character that is right.
    pub(crate) leave: Cost,
    /// Is it certain that it happened to this document? Then what only looks lost is taken for lost.
    pub(crate) proved: bool,
}

/// What stands around a window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    /// The character before, [`model::EDGE`] at the start.
    pub(crate) before: char,
    /// The character after, [`model::EDGE`] at the end.
    pub(crate) after: char,
    /// The quote that would close the one that is open.
    pub(crate) closing: Option<char>,
}

/// A piece of the window, and what it was before it was misread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
    pub(crate) misreading: Misreading,
    pub(crate) fidelity: Fidelity,
}

/// The best reading of a window.
pub(crate) struct Reading {
    /// What it changes, in order; adjacent pieces of one misreading are one edit.
    pub(crate) edits: Vec<Edit>,
    /// What it pays to the weights: its cost without that of its characters.
    pub(crate) penalty: Cost,
}

/// How many paths are followed at once: many lost bytes in a row could leave thousands.
const MOST_PATHS: usize = 128;
/// No candidate.
const NONE: u8 = u8::MAX;
/// No node.
const ROOT: u32 = u32::MAX;

/// A path up to some character.
#[derive(Clone, Copy)]
struct Path {
    cost: Cost,
    /// The part of the cost that is for misreadings.
    penalty: Cost,
    /// The candidate that the path is in, or was in last; [`NONE`] if there was none.
    candidate: u8,
    /// Is the path inside its candidate?
    inside: bool,
    pending: Pending,
    /// The last character of the reading, and the one before it.
    last: Symbol,
    before: Symbol,
    node: u32,
    /// Where in the window the pending bytes begin.
    start: u32,
    /// How many of the pending bytes were lost and are supposed.
    supposed: u8,
    /// The last characters that lost bytes were supposed to give: rivals that differ in them live on until
    /// the next character has voted.
    guess: u32,
    /// How many trail bytes of a character whose first bytes were lost may still come.
    orphans: u8,
    /// The first byte of the last character that was restored, 0 before the first.
    lead: u8,
    /// Has the misreading no exact character to show yet?
    bare: bool,
    /// What stands before a character of the general punctuation that was supposed, until what stands after
    /// it is known.
    left: Option<char>,
    /// The quote that would close the one that is open.
    closing: Option<char>,
}

/// A character that a path restored.
struct Node {
    back: u32,
    range: Range<u32>,
    /// The character; none where only trail bytes of a lost one stood.
    c: Option<char>,
    candidate: u8,
    fidelity: Fidelity,
}

/// Finds the best reading of windows; keeps its buffers from one to the next.
#[derive(Default)]
pub(crate) struct Lattice {
    nodes: Vec<Node>,
    paths: Vec<Path>,
    next: Vec<Path>,
    /// The languages of the text around the windows.
    pub(crate) languages: Languages,
}

impl Lattice {
    /// The best reading of `text`.
    pub(crate) fn read(&mut self, text: &str, context: Context, candidates: &[Candidate]) -> Reading {
        self.nodes.clear();
        self.paths.clear();
        self.paths.push(Path {
            cost: 0,
            penalty: 0,
            candidate: NONE,
            inside: false,
            pending: Pending::default(),
            last: model::symbol(context.before),
            before: model::symbol(model::EDGE),
            node: ROOT,
            start: 0,
            supposed: 0,
            guess: 0,
            orphans: 0,
            lead: 0,
            bare: false,
            left: None,
            closing: context.closing,
        });
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let follower = chars.peek().map_or(context.after, |&(_, c)| c);
            self.step(at, c, follower, candidates);
            if c.is_ascii() {
                // The rest of an ASCII run costs every path the same, but for what may stand for lost bytes.
                let mut before = c;
                let mut last = None;
                while let Some((_, c)) = chars.next_if(|&(_, c)| c.is_ascii() && c != '?') {
                    before = last.unwrap_or(before);
                    last = Some(c);
                }
                if let Some(last) = last.map(model::symbol) {
                    let before = model::symbol(before);
                    self.paths.retain(|path| path.pending.is_empty());
                    self.paths.iter_mut().for_each(|path| (path.before, path.last) = (before, last));
                }
            }
        }
        let mut paths = std::mem::take(&mut self.paths);
        self.heal(&mut paths, (text.len(), context.after, text.len()), context.after, candidates);
        self.paths = paths;
        self.paths.append(&mut self.next);
        let after = model::symbol(context.after);
        self.paths.iter_mut().for_each(|path| path.advance(after, 0));
        let best = self.paths.iter().filter(|path| path.pending.is_empty()).min_by_key(|path| path.cost);
        // The path that keeps everything never dies.
        let (penalty, node) = best.map_or((0, ROOT), |path| (path.penalty, path.node));
        Reading { edits: self.edits(text, node, candidates), penalty }
    }

    /// Takes every path past the character `c` at `at`, before `follower`.
    fn step(&mut self, at: usize, c: char, follower: char, candidates: &[Candidate]) {
        let symbol = model::symbol(c);
        let extra = self.languages.cost(c);
        let end = at + c.len_utf8();
        let cheapest = self.paths.iter().filter(|p| p.pending.is_empty()).min_by_key(|p| p.cost).copied();
        let mut paths = std::mem::take(&mut self.paths);
        self.heal(&mut paths, (at, c, end), follower, candidates);
        for path in &paths {
            if path.pending.is_empty() {
                let leave =
                    if path.inside && !c.is_ascii() { candidates[usize::from(path.candidate)].leave } else { 0 };
                let inside = path.inside && c.is_ascii();
                let mut kept = Path { inside, guess: 0, orphans: 0, ..path.charged(leave) };
                kept.advance(symbol, extra);
                offer(&mut self.next, kept);
            }
            if path.candidate != NONE && !(c.is_ascii() && path.pending.is_empty()) {
                let entry = if path.inside { 0 } else { weights::RETURN };
                self.enter(*path, path.candidate, entry, at, c, end, candidates);
            }
        }
        if let Some(path) = cheapest.filter(|_| !c.is_ascii()) {
            let amid_word = !path.last.c.is_ascii() && path.last.is_letter();
            for (number, candidate) in candidates.iter().enumerate() {
                let amid = amid_word && candidate.misreading.stored_as() != Charset::Utf8;
                let path = if amid { path.charged(candidate.leave) } else { path };
                self.enter(path, number as u8, candidate.entry, at, c, end, candidates);
            }
        }
        self.paths = std::mem::replace(&mut self.next, paths);
        self.next.clear();
        let limit = self.paths.iter().map(|path| path.cost).min().unwrap_or(0) + weights::BEAM;
        self.paths.retain(|path| path.cost <= limit);
        if self.paths.len() > MOST_PATHS {
            // The path that keeps everything costs no more than the others' best and its beam, and stays.
            self.paths.select_nth_unstable_by_key(MOST_PATHS, |path| (path.inside, path.cost));
            self.paths.truncate(MOST_PATHS);
        }
    }

    /// Takes `path` past `c` as a character that `candidate` spoilt.
    #[expect(clippy::too_many_arguments, reason = "the inner loop")]
    fn enter(&mut self, path: Path, number: u8, entry: Cost, at: usize, c: char, end: usize, candidates: &[Candidate]) {
        let candidate = &candidates[usize::from(number)];
        let foreign = Tables::get().is_foreign_control(candidate.misreading.read_as(), c);
        let control = if foreign { weights::FOREIGN_CONTROL } else { 0 };
        let stored = candidate.misreading.stored_as();
        let ascii = c.is_ascii().then(|| Code::ascii(c as u8));
        for code in Tables::get().codes(candidate.misreading.read_as(), c).chain(ascii) {
            let bare = path.bare || entry == candidate.entry;
            let mut path = Path { candidate: number, inside: true, bare, ..path.charged(entry + control) };
            if path.pending.is_empty() {
                path.start = at as u32;
            }
            path.guess = 0;
            if self.follow(&mut path, stored, code.as_slice(), end) {
                offer(&mut self.next, path);
            }
        }
    }

    /// Adds the bytes of a character that ends at `end` to a path; `false` if they cannot be UTF-8.
    fn follow(&mut self, path: &mut Path, stored: Charset, bytes: &[u8], end: usize) -> bool {
        let mut nodes = self.nodes.len();
        for &byte in bytes {
            if path.orphans > 0 && path.pending.is_empty() && (0x80..0xC0).contains(&byte) {
                path.orphans -= 1;
                *path = path.charged(weights::ORPHAN);
                continue;
            }
            match Tables::get().push(stored, &mut path.pending, byte) {
                Step::Reject => return false,
                Step::More => path.orphans = 0,
                Step::Char(c) => {
                    path.orphans = 0;
                    let supposed = std::mem::take(&mut path.supposed);
                    let fidelity = if supposed > 0 { Fidelity::inferred(1) } else { Fidelity::EXACT };
                    path.bare &= supposed > 0;
                    self.restore(path, c, end, fidelity);
                    nodes = 0;
                }
            }
        }
        if path.pending.is_empty() && nodes != 0 {
            self.note(path, None, end, Fidelity::EXACT);
        }
        true
    }

    /// Adds a restored character to a path.
    fn restore(&mut self, path: &mut Path, c: char, end: usize, fidelity: Fidelity) {
        path.advance(model::symbol(c), self.languages.cost(c));
        if !c.is_ascii() {
            path.lead = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
        }
        self.note(path, Some(c), end, fidelity);
    }

    /// Notes what stood before `end` in place of the text from the path's start.
    fn note(&mut self, path: &mut Path, c: Option<char>, end: usize, fidelity: Fidelity) {
        let range = path.start..end as u32;
        self.nodes.push(Node { back: path.node, range, c, candidate: path.candidate, fidelity });
        path.node = (self.nodes.len() - 1) as u32;
        path.start = end as u32;
    }

    /// The edits of the path that ends in `node`.
    fn edits(&self, window: &str, mut node: u32, candidates: &[Candidate]) -> Vec<Edit> {
        let mut nodes = Vec::new();
        while let Some(found) = self.nodes.get(node as usize) {
            nodes.push(found);
            node = found.back;
        }
        let mut edits: Vec<Edit> = Vec::new();
        for node in nodes.into_iter().rev() {
            let misreading = candidates[usize::from(node.candidate)].misreading;
            let range = node.range.start as usize..node.range.end as usize;
            match edits.last_mut() {
                Some(last) if last.range.end == range.start && last.misreading == misreading => {
                    last.range.end = range.end;
                    last.text.extend(node.c);
                    last.fidelity = last.fidelity.and(node.fidelity);
                }
                _ => {
                    edits.push(Edit { range, text: node.c.into_iter().collect(), misreading, fidelity: node.fidelity });
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

    /// Goes on to the next character of the reading; `extra` is what its language makes it cost more.
    fn advance(&mut self, next: Symbol, extra: Cost) {
        self.cost += model::cost_after(self.before, self.last, next) + extra;
        if let Some(left) = self.left.take() {
            *self = self.charged(model::punctuation_cost(left, self.last.c, next.c));
        }
        self.closing = closing_after(self.closing, next.c);
        (self.before, self.last) = (self.last, next);
    }
}

/// The quote that would close the one that is open after `c`, if before it was `closing`.
pub(crate) fn closing_after(closing: Option<char>, c: char) -> Option<char> {
    match c {
        c if closing == Some(c) => None,
        '“' => Some('”'),
        '„' => Some('“'),
        model::EDGE => None,
        _ => closing,
    }
}

/// Adds a path, unless one that can go on in the same ways is as cheap.
fn offer(paths: &mut Vec<Path>, path: Path) {
    let rival = paths.iter_mut().find(|other| {
        other.candidate == path.candidate
            && other.inside == path.inside
            && other.pending == path.pending
            && other.guess == path.guess
            && other.orphans == path.orphans
    });
    match rival {
        Some(rival) if rival.cost <= path.cost => {}
        Some(rival) => *rival = path,
        None => paths.push(path),
    }
}
