//! Edges of the lattice for bytes that a decoder lost.
//!
//! A decoder that meets bytes it cannot read leaves U+FFFD, `?`, `・` or nothing in their place, and with
//! some the byte after goes as well. A path whose pending bytes cannot go on supposes what was lost: only
//! bytes that the decoder of its charset would have lost are tried, and the character model chooses.

use super::{Candidate, Lattice, Path, offer};
use crate::{
    charset::{Charset, Pending, Step, Tables},
    fidelity::Fidelity,
    model::{self, Cost, EDGE, Languages},
    weights,
};

/// How many of the characters that a lost byte may have given are followed up.
const RIVALS: usize = 4;
/// The first bytes of the general punctuation, U+2000 to U+203F: what text has most of in three bytes.
const PUNCTUATION: [u8; 2] = [0xE2, 0x80];
/// How many bytes of one character may be supposed.
const SUPPOSED: u8 = 1;

/// What a decoder left in place of the bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Nothing.
    Silent,
    /// U+FFFD.
    Replacement,
    /// `?` or `・`, which may stand for the byte after the bad one too.
    Question,
    /// A plain space for the byte that was U+00A0.
    Space,
}

impl Mark {
    fn of(c: char) -> Option<Self> {
        match c {
            '\u{FFFD}' => Some(Self::Replacement),
            '?' | '・' => Some(Self::Question),
            ' ' => Some(Self::Space),
            _ => None,
        }
    }

    fn cost(self) -> Cost {
        match self {
            Self::Silent => weights::LOST_SILENTLY,
            Self::Replacement => weights::LOST_MARKED,
            Self::Question => weights::LOST_QUESTION,
            Self::Space => weights::LOST_NO_BREAK,
        }
    }
}

impl Lattice {
    /// Before `c` at `at`, for misreadings of UTF-8, supposes the bytes that the pending sequences of `paths` lack: paths for which
    /// nothing stands in the place of the lost bytes are added to `paths`, those for which `c` does are
    /// already past it.
    pub(super) fn heal(
        &mut self,
        paths: &mut Vec<Path>,
        (at, c, end): (usize, char, usize),
        follower: char,
        candidates: &[Candidate],
    ) {
        let mark = Mark::of(c).filter(|_| end > at);
        let cheapest = paths.iter().filter(|path| path.pending.is_empty()).min_by_key(|path| path.cost).copied();
        for number in 0..paths.len() {
            let path = paths[number];
            let Some(candidate) = candidates.get(usize::from(path.candidate)) else { continue };
            if candidate.misreading.stored_as() != Charset::Utf8 {
                continue;
            }
            let charset = candidate.misreading.read_as();
            if path.pending.is_empty() {
                let entry = if path.inside { 0 } else { weights::RETURN };
                let path = Path { inside: true, start: at as u32, ..path.charged(entry) };
                let silent = self.suppose_lead(path, candidate, Mark::Silent, c, at);
                paths.extend(silent);
                if let Some(mark) = mark {
                    for lost in self.suppose_lead(path, candidate, mark, follower, end) {
                        offer(&mut self.next, lost);
                    }
                }
                continue;
            }
            if path.supposed < SUPPOSED {
                let healed = self.suppose(path, charset, Mark::Silent, c, at);
                paths.extend(healed);
                if let Some(mark) = mark {
                    for healed in self.suppose(path, charset, mark, follower, end) {
                        offer(&mut self.next, healed);
                    }
                }
            }
            let multi = charset.multi_index().is_some();
            if candidate.proved && multi {
                paths.push(self.give_up(path, Mark::Silent, at));
            }
            if candidate.proved && (multi || path.pending.bytes()[0] >= 0xE0) {
                // A question mark after a letter of a single-byte charset is one, most of the time.
                if let Some(mark) = mark.filter(|&mark| mark == Mark::Replacement || multi && mark == Mark::Question) {
                    let lost = self.give_up(path, mark, end);
                    offer(&mut self.next, lost);
                }
            }
        }
        if candidates.iter().any(|candidate| candidate.misreading.stored_as() != Charset::Utf8) {
            return;
        }
        if let Some(path) = cheapest.filter(|_| !c.is_ascii()) {
            for (number, candidate) in candidates.iter().enumerate() {
                if usize::from(path.candidate) != number && is_orphan(candidate.misreading.read_as(), c) {
                    let bare = !candidate.proved;
                    let path = path.charged(candidate.entry);
                    let path = Path { candidate: number as u8, inside: true, bare, lead: 0, start: at as u32, ..path };
                    let begun = self.suppose_lead(path, candidate, Mark::Silent, c, at);
                    paths.extend(begun);
                }
            }
        }
        if let (Some(path), Some(mark)) = (cheapest, mark) {
            for (number, candidate) in candidates.iter().enumerate() {
                let sure = candidate.proved
                    || mark == Mark::Replacement
                    || c == '?' && is_orphan(candidate.misreading.read_as(), follower);
                if !sure {
                    continue;
                }
                let bare = !candidate.proved;
                let path = path.charged(candidate.entry);
                let path = Path { candidate: number as u8, inside: true, bare, lead: 0, start: at as u32, ..path };
                for lost in self.suppose_lead(path, candidate, mark, follower, end) {
                    offer(&mut self.next, lost);
                }
            }
        }
    }

    /// Closes a sequence that nothing can restore with U+FFFD.
    fn give_up(&mut self, path: Path, mark: Mark, end: usize) -> Path {
        let mut lost = path.charged(mark.cost() + weights::UNKNOWN);
        let lead = path.pending.bytes()[0];
        let length = if lead < 0xE0 {
            2
        } else if lead < 0xF0 {
            3
        } else {
            4
        };
        lost.orphans = u8::saturating_sub(length, path.pending.bytes().len() as u8 + 1);
        lost.pending = Pending::default();
        lost.supposed = 0;
        lost.guess = 0;
        (lost.before, lost.last) = (lost.last, model::symbol('\u{FFFD}'));
        self.note(&mut lost, Some('\u{FFFD}'), end, Fidelity::unknown(1));
        lost
    }

    /// Supposes that before `follower` the first bytes of a sequence are lost, or all of it.
    fn suppose_lead(&mut self, path: Path, candidate: &Candidate, mark: Mark, follower: char, end: usize) -> Vec<Path> {
        let charset = candidate.misreading.read_as();
        let tables = Tables::get();
        let next = first_byte(charset, follower);
        let orphan = is_orphan(charset, follower);
        if mark == Mark::Space || charset.multi_index().is_none() || mark == Mark::Silent && !orphan {
            return Vec::new();
        }
        let path = path.charged(mark.cost());
        let mut supposed = Vec::new();
        let mut begin = |bytes: &[u8], cost: Cost| {
            let mut begun = Path { supposed: 1, ..path.charged(cost) };
            if bytes.iter().all(|&byte| begun.pending.push(byte) == Step::More) {
                supposed.push(begun);
            }
        };
        if mark != Mark::Silent && !tables.reads(charset, PUNCTUATION[0], PUNCTUATION[1]) {
            begin(&PUNCTUATION, 0);
        }
        let leads = next_leads(path.lead);
        if let Some(next) = next.filter(|_| orphan) {
            for &lead in leads.iter().filter(|&&lead| !tables.reads(charset, lead, next)) {
                begin(&[lead], if path.lead == 0 { weights::LOST_FIRST_LEAD } else { weights::LOST_LEAD });
            }
        }
        if !candidate.proved {
            return supposed;
        }
        if mark != Mark::Silent {
            let pairs =
                leads.iter().filter(|&&lead| lead < 0xE0).flat_map(|&lead| (0x80..0xC0).map(move |t| [lead, t]));
            let mut whole: Vec<(Cost, char)> = pairs
                .filter(|&[lead, trail]| !tables.reads(charset, lead, trail))
                .filter_map(|[lead, trail]| char::from_u32(u32::from(lead & 0x1F) << 6 | u32::from(trail & 0x3F)))
                .map(|c| (model::cost_after(path.before, path.last, model::symbol(c)) + self.languages.cost(c), c))
                .collect();
            whole.sort_unstable();
            for &(_, c) in whole.iter().take(RIVALS) {
                let mut guessed = path.charged(weights::LOST_LEAD);
                self.restore(&mut guessed, c, end, Fidelity::inferred(1));
                guessed.guess = u32::from(c);
                supposed.push(guessed);
            }
        }
        let mut lost = path.charged(weights::UNKNOWN);
        lost.orphans = 2;
        (lost.before, lost.last) = (lost.last, model::symbol('\u{FFFD}'));
        self.note(&mut lost, Some('\u{FFFD}'), end, Fidelity::unknown(1));
        supposed.push(lost);
        supposed
    }

    /// What `path` may be after a lost byte; `follower` is the character after it.
    fn suppose(&mut self, path: Path, charset: Charset, mark: Mark, follower: char, end: usize) -> Vec<Path> {
        let tables = Tables::get();
        let multi = charset.multi_index().is_some();
        let next = first_byte(charset, follower);
        let languages = &self.languages;
        let mut open = Vec::new();
        let mut complete: Vec<Supposed> = Vec::new();
        let mut quotes = false;
        let mut consider = |byte: u8, doubt: Cost| {
            let mut pending = path.pending;
            match pending.push(byte) {
                Step::Reject => {}
                Step::More if !multi && pending.bytes() == PUNCTUATION => quotes = true,
                Step::More => open.push((byte, doubt)),
                Step::Char(c) => complete.push(Supposed::new(path, byte, c, doubt, languages)),
            }
        };
        if mark == Mark::Space {
            for code in tables.codes(charset, '\u{A0}') {
                if let [byte] = code.as_slice() {
                    consider(*byte, 0);
                }
            }
        } else if multi {
            for byte in 0x80..0xC0 {
                let read = next.is_some_and(|next| tables.reads(charset, byte, next));
                consider(
                    byte,
                    match next {
                        Some(0..0x80) if read => weights::LOST_THOUGH_PLAIN,
                        _ if read => weights::LOST_THOUGH_READABLE,
                        _ => 0,
                    },
                );
            }
        } else {
            tables.undefined(charset).for_each(|byte| consider(byte, 0));
        }
        if quotes {
            // Of quotes and dashes, both bytes after the first are often lost at once.
            let quotes = tables.undefined(charset).filter_map(|byte| {
                let c = char::from_u32(u32::from(byte & 0x3F) | 0x2000)?;
                Some(Supposed::new(path, byte, c, weights::LOST_LEAD, languages))
            });
            complete.extend(quotes);
        }
        // The byte after the bad one may be gone as well: one that cannot be its trail.
        let both = if multi && mark == Mark::Question { complete.clone() } else { Vec::new() };
        for first in both {
            let seconds = (0x20..0x7F_u8).chain([b'\n']).filter(|&second| !tables.reads(charset, first.byte, second));
            complete.extend(seconds.map(|second| first.and(char::from(second))));
        }
        complete.sort_unstable_by_key(|supposed| supposed.model + supposed.quote + supposed.doubt);
        let rivals = if path.pending.bytes() == PUNCTUATION { 2 * RIVALS } else { RIVALS };
        let rivals = if mark == Mark::Question { 4 * rivals } else { rivals };
        let mut healed = Vec::new();
        for Supposed { byte, c, second, quote, doubt, .. } in complete.into_iter().take(rivals) {
            let alone = if path.bare { weights::LOST_ALONE } else { 0 };
            let mut after = path.charged(mark.cost() + alone + quote + doubt);
            after.pending = Pending::default();
            after.supposed = 0;
            self.restore(&mut after, c, end, Fidelity::inferred(1));
            after.left = Some(path.last.c);
            if let Some(second) = second {
                self.restore(&mut after, second, end, Fidelity::inferred(1));
            }
            after.guess = u32::from(byte) << 8 | second.map_or(0, u32::from);
            healed.push(after);
            if multi && second.is_none() && mark != Mark::Silent {
                // Or it was the first of the next sequence.
                for &lead in
                    next_leads(path.pending.bytes()[0]).iter().filter(|&&lead| !tables.reads(charset, byte, lead))
                {
                    let mut both = after.charged(weights::LOST_LEAD - doubt);
                    if both.pending.push(lead) == Step::More {
                        both.supposed = 1;
                        healed.push(both);
                    }
                }
            }
        }
        for (byte, doubt) in open {
            let mut after = path.charged(mark.cost() + doubt);
            if after.pending.push(byte) == Step::More && (doubt == 0 || after.pending.bytes() == PUNCTUATION) {
                after.supposed += 1;
                healed.push(after);
            }
        }
        healed
    }
}

/// Does a character begin, in a multi-byte charset, with a trail byte of UTF-8?
fn is_orphan(charset: Charset, c: char) -> bool {
    charset.multi_index().is_some() && first_byte(charset, c).is_some_and(|byte| (0x80..0xC0).contains(&byte))
}

/// A character that a lost byte completes, perhaps with the byte after.
#[derive(Clone, Copy)]
struct Supposed {
    byte: u8,
    c: char,
    second: Option<char>,
    /// What the model asks for it.
    model: Cost,
    /// What it pays as a quote.
    quote: Cost,
    /// What it pays for being unlikely to have been lost.
    doubt: Cost,
}

impl Supposed {
    fn new(path: Path, byte: u8, c: char, doubt: Cost, languages: &Languages) -> Self {
        let model = model::cost_after(path.before, path.last, model::symbol(c)) + languages.cost(c);
        Self { byte, c, second: None, model, quote: quote_cost(path.closing, c), doubt }
    }

    /// With a second character, so that nothing depends on what follows.
    fn and(self, second: char) -> Self {
        let model = self.model + model::cost(model::symbol(self.c), model::symbol(second));
        let doubt = if second == EDGE { weights::LOST_LINE_END } else { 0 };
        Self { second: Some(second), model, doubt, ..self }
    }
}

/// The first byte of a character in a charset.
fn first_byte(charset: Charset, c: char) -> Option<u8> {
    if c.is_ascii() {
        return Some(c as u8);
    }
    Tables::get().codes(charset, c).next().and_then(|code| code.as_slice().first().copied())
}

/// What a supposed quote pays, given the one that would close an open one.
fn quote_cost(closing: Option<char>, c: char) -> Cost {
    match closing {
        Some(closing) if closing == c => weights::CLOSING_QUOTE,
        None if c == '”' => weights::UNOPENED_QUOTE,
        _ => 0,
    }
}

/// The lead bytes to expect after a character with this one: text stays in its script. Zero stands for a
/// character that is not known yet.
fn next_leads(lead: u8) -> &'static [u8] {
    match lead {
        0 => &[
            0xC3, 0xC4, 0xC5, 0xCE, 0xCF, 0xD0, 0xD1, 0xD7, 0xD8, 0xD9, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9,
        ],
        0xC2..=0xC8 => &[0xC2, 0xC3, 0xC4, 0xC5, 0xC8, 0xE2],
        0xCE | 0xCF => &[0xCE, 0xCF],
        0xD0..=0xD3 => &[0xD0, 0xD1],
        0xD7 => &[0xD7],
        0xD8..=0xDB => &[0xD8, 0xD9, 0xDB],
        0xE0 => &[0xE0],
        0xE1 => &[0xC3, 0xC4, 0xC6, 0xE1],
        0xEA..=0xED => &[0xEA, 0xEB, 0xEC, 0xED],
        0xE2..=0xE9 | 0xEF => &[0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF],
        _ => &[],
    }
}
