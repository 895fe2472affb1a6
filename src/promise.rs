//! What a misreading promises in a window: about the least that a reading could cost beyond keeping everything.
//!
//! The lattice is thorough, and so it is slow. This is its sketch: one path that is inside the misreading and one
//! that is not, pairs of characters only, and the same low price for every character that lost bytes might have
//! given, whatever it would be. A misreading that cannot pay for itself here cannot in the lattice either, but for
//! a slack; nearly all that good text could be read as is left here.

use crate::{
    charset::{Charset, Code, Pending, Step, Tables},
    lattice::{Candidate, completions, is_no_character, is_punctuation, next_leads},
    model::{self, Cost, EDGE, Languages},
    sequences::Sequences,
    weights::{self, sketch},
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
    /// Its bytes in the charsets of one byte a character.
    singles: &'static [u8; Charset::SINGLE_COUNT],
}

/// A window as bytes in a charset.
pub(crate) struct Coded {
    pub(crate) charset: Charset,
    /// The bytes of each character beyond ASCII, none for those that the charset lacks; where it is of one byte a character
    /// they are known without.
    codes: Vec<Code>,
}

impl Coded {
    /// The bytes of a character by its number; none if the charset lacks it.
    #[inline]
    fn code(&self, number: usize, foreign: &Foreign) -> Code {
        match foreign.singles.get(self.charset.index()) {
            Some(0) => Code::default(),
            Some(&byte) => Code::single(byte),
            None => self.codes.get(number).copied().unwrap_or_default(),
        }
    }
}

/// The characters beyond ASCII of a window.
pub(crate) struct Standing {
    foreign: Vec<Foreign>,
    /// The bytes that they take.
    pub(crate) bytes: usize,
    /// What they cost more because of the text around.
    pub(crate) stray: Cost,
    /// What they cost, and the plain characters after them.
    pub(crate) cost: Cost,
}

/// How the bytes of a window make up sequences in a charset.
pub(crate) struct Structure {
    /// A number that two charsets share if they give the window the same bytes.
    pub(crate) print: u64,
    /// How many bytes of the window are in complete sequences.
    pub(crate) explained: usize,
    /// What the characters in those cost as they stand: without lost bytes no reading saves more.
    pub(crate) saved: Cost,
    /// Do sequences of many kinds break off, and is none complete? Then the window [does not look](Promise::looks_lossy) as if
    /// bytes were lost.
    pub(crate) scattered: bool,
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
    broken: usize,
    /// The first bytes of those that break off, as long as they are of few kinds.
    leads: [u8; FEW_LEADS],
    many_leads: bool,
}

impl Promise {
    /// Does a window that costs so much as it stands look as if bytes of it were lost, and not as text whose letters
    /// happen to be first bytes? Those are of many kinds; the characters of one script share a few first bytes. And
    /// what is supposed in their place is hardly likelier than what stands there.
    pub(crate) fn looks_lossy(&self, multi: bool, standing: Cost) -> bool {
        if !self.many_leads {
            return true;
        }
        let (share, of) = if multi { LIKELIER_AS_MULTI } else { LIKELIER };
        self.broken <= MOST_BROKEN * self.complete + FEW_BROKEN && -self.bound >= standing / of * share
    }

    /// How many sequences break off, as far as they count.
    pub(crate) fn broken(&self) -> Cost {
        Cost::try_from(self.broken.min(MANY_BROKEN)).unwrap_or(Cost::MAX)
    }

    /// Counts a sequence that breaks off after some bytes.
    fn break_off(&mut self, pending: Pending) {
        self.broken += 1;
        let Some(&lead) = pending.bytes().first() else { return };
        if !self.leads.contains(&lead) {
            match self.leads.iter_mut().find(|lead| **lead == 0) {
                Some(free) => *free = lead,
                None => self.many_leads = true,
            }
        }
    }
}

/// In text that lost bytes at most so many sequences are broken for each that is complete: else it is text whose
/// letters happen to be first bytes.
const MOST_BROKEN: usize = 12;
/// Fewer broken ones than this say nothing.
const FEW_BROKEN: usize = 4;

/// So many say at a glance that nothing was lost.
const SCATTERED: usize = 2 * FEW_BROKEN;

/// More broken ones than this say no more.
const MANY_BROKEN: usize = 10;

/// Text that lost bytes of many kinds is likelier by this part of what it costs as it stands.
const LIKELIER: (Cost, Cost) = (2, 5);
/// The same of what was read as a multi-byte charset, which loses far more.
const LIKELIER_AS_MULTI: (Cost, Cost) = (1, 32);

/// First bytes of one script and of the punctuation in its text.
const FEW_LEADS: usize = 3;

/// No path.
const NEVER: Cost = 1 << 28;
/// No character: more than any costs, though little enough to be added up.
const NONE: Cost = 10_000;

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
    /// Is it looked at which characters lost bytes may have given?
    close: bool,
}

impl Standing {
    /// Looks at a window between two characters, in text of some languages.
    pub(crate) fn new(before: char, window: &str, after: char, languages: &Languages) -> Self {
        let tables = Tables::get();
        let mut foreign: Vec<Foreign> = Vec::new();
        let mut previous = before;
        let mut stray = 0;
        for c in window.chars().chain([after]) {
            if !c.is_ascii() {
                let cost = model::pair_cost(previous, c) + languages.stray_cost(c);
                stray += languages.stray_cost(c);
                let singles = tables.single_bytes(c);
                foreign.push(Foreign { c, before: previous, cost, plain: None, len: c.len_utf8(), singles });
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
        let cost = foreign.iter().map(|foreign| foreign.cost).sum();
        Self { foreign, bytes, stray, cost }
    }

    /// The bytes of the window in a charset.
    pub(crate) fn coded(&self, charset: Charset) -> Coded {
        let code = |foreign: &Foreign| Tables::get().code(charset, foreign.c).unwrap_or_default();
        let multi = charset.multi_index().is_some();
        Coded { charset, codes: if multi { self.foreign.iter().map(code).collect() } else { Vec::new() } }
    }

    /// How the bytes of the window make up sequences in a charset.
    pub(crate) fn structure(&self, coded: &Coded) -> Structure {
        let mut print = 0_u64;
        let mut sequences = Sequences::default();
        // How many sequences break off, and the first bytes of those, a bit each.
        let (mut broken, mut leads) = (0, 0_u64);
        for (number, foreign) in self.foreign.iter().enumerate() {
            let code = coded.code(number, foreign);
            sequences.take(foreign.before.is_ascii(), (foreign.len, foreign.cost), code.as_slice(), |lead| {
                broken += 1;
                leads |= 1 << (lead & 0x3F);
            });
            for &byte in code.as_slice() {
                print = (print ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
            }
            print = print.wrapping_add(1).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        }
        let (explained, saved) = sequences.complete;
        let scattered = explained == 0 && broken > SCATTERED && leads.count_ones() as usize > FEW_LEADS;
        Structure { print, explained, saved, scattered }
    }

    /// What a misreading promises, as which the window has these bytes.
    pub(crate) fn promise(&self, candidate: &Candidate, coded: &Coded) -> Promise {
        self.promise_of(candidate, coded, false)
    }

    /// The least that a reading costs as a charset of one byte a character: such can have lost only a few bytes, so in their
    /// place stands the likeliest character that they may have given.
    pub(crate) fn closer_bound(&self, candidate: &Candidate, coded: &Coded) -> Cost {
        self.promise_of(candidate, coded, true).bound
    }

    fn promise_of(&self, candidate: &Candidate, coded: &Coded, close: bool) -> Promise {
        let fresh = Inside {
            cost: 0,
            pending: Pending::default(),
            last: None,
            length: 0,
            bare: !candidate.proved,
            lost: false,
            lead: 0,
            close,
        };
        let mut promise = Promise::default();
        let mut inside: Option<Inside> = None;
        let mut left = NEVER;
        for (number, foreign) in self.foreign.iter().enumerate() {
            let code = coded.code(number, foreign);
            let settled = inside.filter(|inside| inside.pending.is_empty()).map_or(NEVER, |inside| inside.cost);
            let begun = (left + weights::RETURN).min(candidate.entry);
            left = left.min(settled + weights::LEAVE);
            let go_on = inside.filter(|inside| !inside.pending.is_empty() || inside.cost <= begun);
            let bare = fresh.bare && promise.complete == 0 && promise.broken == 0;
            let begun = Inside { cost: begun, bare, last: Some(foreign.before), ..fresh };
            let go_on = go_on.and_then(|inside| inside.go_on(foreign, code, candidate, &mut promise));
            inside = go_on.or_else(|| begun.go_on(foreign, code, candidate, &mut promise));
        }
        let end = inside.map_or(NEVER, |mut inside| {
            if candidate.lossy && !inside.pending.is_empty() {
                inside.suppose(None, None, candidate);
            }
            if inside.pending.is_empty() { inside.cost } else { NEVER }
        });
        promise.bound = end.min(left);
        promise
    }
}

impl Inside {
    /// Takes a character of the window; none if no reading goes on.
    fn go_on(mut self, foreign: &Foreign, code: Code, candidate: &Candidate, promise: &mut Promise) -> Option<Self> {
        let multi = candidate.charset.multi_index().is_some();
        if self.pending.is_empty() && foreign.before.is_ascii() {
            self.last = Some(foreign.before);
        }
        self.cost -= foreign.cost;
        self.length += foreign.len;
        let mark = foreign.c == '\u{FFFD}' || foreign.c == '・' && candidate.charset == Charset::ShiftJis;
        if mark && candidate.lossy {
            promise.break_off(self.pending);
            self.suppose(Some(weights::lost::MARKED), foreign.plain, candidate);
        } else {
            let bytes = code.as_slice();
            if bytes.is_empty() || !bytes.iter().all(|&byte| self.take(byte, multi, candidate, promise)) {
                return None;
            }
        }
        if let Some(plain) = foreign.plain {
            if candidate.lossy && !self.pending.is_empty() {
                promise.break_off(self.pending);
                let mark = (plain == '?').then_some(weights::lost::QUESTION);
                self.suppose(mark, Some(plain), candidate);
            }
            self.cost += self.last.map_or(0, |last| model::pair_cost(last, plain));
        }
        (foreign.plain.is_none() || self.pending.is_empty()).then_some(self)
    }

    /// Takes a byte; `false` if no reading goes on.
    fn take(&mut self, byte: u8, multi: bool, candidate: &Candidate, promise: &mut Promise) -> bool {
        let mut step = self.pending.push(byte);
        if step == Step::Reject && candidate.lossy {
            let pends = !self.pending.is_empty();
            if pends || multi && (0x80..0xC0).contains(&byte) {
                promise.break_off(self.pending);
                self.suppose(None, None, candidate);
            }
            if !pends {
                return multi && (0x80..0xC0).contains(&byte);
            }
            step = self.pending.push(byte);
            if step == Step::Reject && multi && (0x80..0xC0).contains(&byte) {
                promise.break_off(self.pending);
                self.suppose(None, None, candidate);
                return true;
            }
        }
        match step {
            Step::Reject => return false,
            Step::More => {}
            Step::Char(c) => {
                let cost = self.last.map_or(sketch::SKETCHED, |last| model::pair_cost(last, c));
                // A control belongs to a layer beneath.
                self.cost += if ('\u{80}'..'\u{A0}').contains(&c) { cost.min(weights::CONTROL_BENEATH) } else { cost };
                self.cost += if is_no_character(c) { weights::NO_CHARACTER } else { 0 };
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

    /// Supposes a character that lost bytes, for which a mark of some cost stands or nothing does.
    fn suppose(&mut self, mark: Option<Cost>, plain: Option<char>, candidate: &Candidate) {
        let quote = self.pending.bytes().starts_with(&[0xE2, 0x80]);
        let (alone, character) =
            if quote { (0, sketch::SKETCHED_QUOTE) } else { (weights::lost::ALONE_OF_SINGLE, sketch::SKETCHED) };
        // Where marks stand for two bytes, more may follow that belong to the character.
        let known = !matches!((self.pending.bytes(), mark), ([0xE0..=0xEF], Some(_)) | ([0xF0..=0xFF, ..], _));
        let least = if self.close && known { self.least_supposed(plain, candidate.charset) } else { character };
        let character = character.max(least);
        self.cost += character + if self.bare { alone } else { 0 };
        if let Some(&lead) = self.pending.bytes().first() {
            if self.lead != 0 && !next_leads(self.lead).contains(&lead) {
                self.cost += sketch::SKETCHED_ELSEWHERE;
            }
            self.lead = lead;
        }
        let mark = mark.unwrap_or_else(|| silent(candidate.charset.multi_index().is_some()));
        self.cost += if self.lost { mark.min(weights::lost::AGAIN) } else { mark };
        self.bare = false;
        self.lost = true;
        self.pending = Pending::default();
        self.last = None;
        self.length = 0;
    }

    /// The least that a character costs which the pending bytes may be left of, and the plain one after it.
    fn least_supposed(&self, plain: Option<char>, charset: Charset) -> Cost {
        let mut least = NONE;
        completions(self.pending, charset, matches!(plain, Some(' ' | EDGE)), |c, doubt| {
            let before = self.last.map_or(0, |last| model::pair_cost(last, c));
            // A space or a mark may be a byte itself.
            let follower = plain.filter(|plain| !matches!(plain, ' ' | '?'));
            let after = follower.map_or(0, |plain| model::pair_cost(c, plain));
            // What is known of quotes and dashes is more than pairs say.
            let cost = if is_punctuation(c) { sketch::SKETCHED_QUOTE } else { before + after };
            least = least.min(cost + doubt);
        });
        least
    }
}

/// What it costs to suppose a byte for which nothing stands.
fn silent(multi: bool) -> Cost {
    if multi { weights::lost::SILENTLY } else { weights::lost::CONTROL }
}
