//! What a misreading promises in a window: about the least that a reading could cost beyond keeping everything.
//!
//! The lattice is thorough, and so it is slow. This is its sketch: one path that is inside the misreading and one
//! that is not, pairs of characters only, and the same low price for every character that lost bytes might have
//! given, whatever it would be. A misreading that cannot pay for itself here cannot in the lattice either, but for
//! a slack; nearly all that good text could be read as is left here.

use crate::{
    charset::{Charset, Pending, Step, Tables},
    lattice::{Candidate, next_leads},
    model::{self, Cost},
    weights,
};
use alloc::vec::Vec;

/// A character of a window beyond ASCII, as it stands.
#[derive(Clone, Copy)]
struct Foreign {
    c: char,
    /// The character before it.
    before: char,
    /// What it costs there, and the plain character after it, if one follows.
    cost: Cost,
    /// The plain character that follows.
    plain: Option<char>,
    /// Bytes.
    len: usize,
}

/// The characters beyond ASCII of a window.
pub(crate) struct Standing {
    foreign: Vec<Foreign>,
    /// The bytes that they take.
    pub(crate) bytes: usize,
}

/// What a misreading promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Promise {
    /// The least that a reading costs beyond keeping everything.
    pub(crate) bound: Cost,
    /// Bytes of the window that are in complete sequences.
    pub(crate) explained: usize,
    /// How many sequences are complete, and how many break off.
    pub(crate) complete: usize,
    pub(crate) broken: usize,
}

/// No path.
const NEVER: Cost = 1 << 28;

/// What is inside the misreading.
#[derive(Clone, Copy)]
struct Inside {
    cost: Cost,
    pending: Pending,
    /// The last character of the reading; none if it was supposed.
    last: Option<char>,
    /// Bytes that pend in the window.
    length: usize,
    /// Has no sequence been complete yet, and was nothing supposed?
    bare: bool,
    lost: bool,
    /// The first byte of the last character beyond ASCII, 0 before the first.
    lead: u8,
}

impl Standing {
    /// Looks at a window between two characters.
    pub(crate) fn new(before: char, window: &str, after: char) -> Self {
        let mut foreign: Vec<Foreign> = Vec::new();
        let mut previous = before;
        for c in window.chars().chain([after]) {
            if !c.is_ascii() {
                let cost = model::pair_cost(previous, c);
                foreign.push(Foreign { c, before: previous, cost, plain: None, len: c.len_utf8() });
            } else if !previous.is_ascii()
                && let Some(last) = foreign.last_mut()
            {
                last.plain = Some(c);
                last.cost += model::pair_cost(previous, c);
            }
            previous = c;
        }
        if !after.is_ascii() {
            foreign.pop();
        }
        let bytes = foreign.iter().map(|foreign| foreign.len).sum();
        Self { foreign, bytes }
    }

    /// The characters.
    pub(crate) fn chars(&self) -> impl Iterator<Item = char> + '_ {
        self.foreign.iter().map(|foreign| foreign.c)
    }

    /// What a misreading promises.
    pub(crate) fn promise(&self, candidate: &Candidate) -> Promise {
        let tables = Tables::get();
        let multi = candidate.charset.multi_index().is_some();
        let fresh = Inside {
            cost: 0,
            pending: Pending::default(),
            last: None,
            length: 0,
            bare: !candidate.proved,
            lost: false,
            lead: 0,
        };
        let mut promise = Promise::default();
        let mut inside: Option<Inside> = None;
        let mut left = NEVER;
        for foreign in &self.foreign {
            let settled = inside.filter(|inside| inside.pending.is_empty()).map_or(NEVER, |inside| inside.cost);
            let begun = (left + weights::RETURN).min(candidate.entry);
            left = left.min(settled + weights::LEAVE);
            let go_on = inside.filter(|inside| !inside.pending.is_empty() || inside.cost <= begun);
            let bare = fresh.bare && promise.complete == 0 && promise.broken == 0;
            let mut next = go_on.unwrap_or(Inside { cost: begun, bare, ..fresh });
            if next.pending.is_empty() && (go_on.is_none() || foreign.before.is_ascii()) {
                next.last = Some(foreign.before);
            }
            next.cost -= foreign.cost;
            next.length += foreign.len;
            let marked = foreign.c == '\u{FFFD}' || foreign.c == '・' && candidate.charset == Charset::ShiftJis;
            let code = tables.codes(candidate.charset, foreign.c).next();
            let fits = match code {
                _ if marked && candidate.lossy => {
                    next.suppose(weights::LOST_MARKED);
                    promise.broken += 1;
                    true
                }
                None => false,
                Some(code) => code.as_slice().iter().all(|&byte| next.take(byte, multi, candidate, &mut promise)),
            };
            if fits && let Some(plain) = foreign.plain {
                if candidate.lossy && !next.pending.is_empty() {
                    promise.broken += 1;
                    let mark = if plain == '?' { weights::LOST_QUESTION } else { silent(multi) };
                    next.suppose(mark);
                }
                next.cost += next.last.map_or(0, |last| model::pair_cost(last, plain));
            }
            inside = Some(next).filter(|next| fits && (foreign.plain.is_none() || next.pending.is_empty()));
        }
        let end = inside.map_or(NEVER, |mut inside| {
            if candidate.lossy && !inside.pending.is_empty() {
                inside.suppose(silent(multi));
            }
            if inside.pending.is_empty() { inside.cost } else { NEVER }
        });
        promise.bound = end.min(left);
        promise
    }
}

impl Inside {
    /// Takes a byte; `false` if no reading goes on.
    fn take(&mut self, byte: u8, multi: bool, candidate: &Candidate, promise: &mut Promise) -> bool {
        let mut step = self.pending.push(byte);
        if step == Step::Reject && candidate.lossy {
            let pends = !self.pending.is_empty();
            if pends || multi && (0x80..0xC0).contains(&byte) {
                promise.broken += 1;
                self.pending = Pending::default();
                self.suppose(silent(multi));
            }
            if !pends {
                return multi && (0x80..0xC0).contains(&byte);
            }
            step = self.pending.push(byte);
            if step == Step::Reject && multi && (0x80..0xC0).contains(&byte) {
                promise.broken += 1;
                self.suppose(silent(multi));
                return true;
            }
        }
        match step {
            Step::Reject => return false,
            Step::More => {}
            Step::Char(c) => {
                self.cost += self.last.map_or(weights::SUPPOSED, |last| model::pair_cost(last, c));
                self.last = Some(c);
                if !c.is_ascii() {
                    self.bare = false;
                    self.lead = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
                }
                promise.complete += 1;
                promise.explained += self.length;
                self.length = 0;
            }
        }
        true
    }

    /// Supposes a character that lost bytes.
    fn suppose(&mut self, mark: Cost) {
        let quote = self.pending.bytes().starts_with(&[0xE2, 0x80]);
        let (alone, character) = if quote {
            (weights::LOST_PUNCTUATION_ALONE, weights::SUPPOSED_QUOTE)
        } else {
            (weights::LOST_ALONE, weights::SUPPOSED)
        };
        self.cost += character + if self.bare { alone } else { 0 };
        if let Some(&lead) = self.pending.bytes().first() {
            if self.lead != 0 && !next_leads(self.lead).contains(&lead) {
                self.cost += weights::SUPPOSED_ELSEWHERE;
            }
            self.lead = lead;
        }
        self.cost += if self.lost { mark.min(weights::LOST_AGAIN) } else { mark };
        self.bare = false;
        self.lost = true;
        self.pending = Pending::default();
        self.last = None;
        self.length = 0;
    }
}

/// What it costs to suppose a byte for which nothing stands.
fn silent(multi: bool) -> Cost {
    if multi { weights::LOST_SILENTLY } else { weights::LOST_CONTROL }
}
