//! Edges of the lattice for bytes that a decoder lost.
//!
//! A decoder that meets bytes it cannot read leaves U+FFFD, `?`, `・` or nothing in their place, and with some
//! the byte after goes as well. Where a path cannot go on, or where such a mark stands, it supposes what was
//! lost: only bytes that the decoder of its charset would have lost are tried, and the character model chooses.

use super::{
    Candidate, Lattice,
    choice::{Choice, List, is_punctuation},
    path::{Path, offer},
    pattern::{Added, Losses, Lossy, Pattern},
    place::HYPHEN,
    words::Supposed,
};
use crate::{
    charset::{Charset, Tables},
    fidelity::Fidelity,
    model::{self, Cost, EDGE, Symbol},
    remnants::is_of_shift_jis,
    weights,
};
use alloc::vec::Vec;

/// How many of the characters that lost bytes may have given are followed up.
const RIVALS: usize = 8;
/// How many of them are looked at closely: those that are likeliest after the last character.
const PROMISING: usize = 24;
/// The same for those with the byte after them.
const SWALLOWING_RIVALS: usize = 8;
/// How many bytes after them are followed up.
const SWALLOWED_RIVALS: usize = 3;
/// By how much a path gets cheaper by what it supposes, at most: the character has a cost, but it may close a quote or be
/// what the languages around have.
const MOST_GAINED: Cost = 120;
/// What may stand after a bad byte.
const SWALLOWED: &[u8] = b"\n .,;:!?)-'\"<abcdefghijklmnopqrstuvwxyz0123456789";

/// The first byte of letters of Latin script.
const LATIN: u8 = 0xC3;

/// How many exact characters a path has to have restored for each that it leaves unknown.
const UNKNOWN_PROOF: i8 = 2;

/// What a decoder left in place of the bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
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
    pub(super) fn of(c: char, charset: Charset) -> Option<Self> {
        match c {
            '\u{FFFD}' => Some(Self::Replacement),
            '?' => Some(Self::Question),
            // Code page 932 alone has a default character of its own.
            '・' if charset == Charset::ShiftJis => Some(Self::Question),
            ' ' => Some(Self::Space),
            _ => None,
        }
    }

    /// Its place in [`Path::losses`].
    fn bit(self) -> u8 {
        1 << self as u8
    }

    fn cost(self, charset: Charset) -> Cost {
        // A charset that has a character for each byte leaves no marks; another that lacks the controls may, later.
        let later = if charset == Charset::Iso8859_1 { weights::lost::LATER } else { 0 };
        match self {
            Self::Silent if charset.multi_index().is_some() => weights::lost::SILENTLY,
            Self::Silent => weights::lost::CONTROL,
            Self::Replacement => weights::lost::MARKED + later,
            Self::Question => weights::lost::QUESTION + later,
            Self::Space => weights::lost::NO_BREAK,
        }
    }
}

/// A character that lost bytes may have given.
pub(super) struct Guess {
    symbol: Symbol,
    /// What decides its rank: what the model asks and what follows.
    rank: Cost,
    /// What it pays to the weights.
    charge: Cost,
    /// What it costs the path.
    cost: Cost,
}

impl Path {
    /// The path after a loss that left this mark. A decoder that loses bytes in one way does so throughout.
    fn losing(self, mark: Mark, charset: Charset) -> Self {
        let known = self.losses & mark.bit() != 0;
        let cost = if known { mark.cost(charset).min(weights::lost::AGAIN) } else { mark.cost(charset) };
        Self { losses: self.losses | mark.bit(), ..self.charged(cost) }
    }
}

/// Where the paths stand.
#[derive(Clone, Copy)]
struct Place {
    mark: Mark,
    /// Where the next bytes begin.
    end: usize,
    /// The first byte of what follows.
    next: Option<u8>,
    /// Does another mark follow?
    again: bool,
    /// Does the mark stand for itself as well? Two spaces in a row are folded into one.
    folded: bool,
}

impl Place {
    /// Do the paths still stand before the character that is looked at?
    fn is_before(self) -> bool {
        self.mark == Mark::Silent || self.folded
    }
}

impl Lattice {
    /// Before `c` at `at`, supposes the bytes that the paths lack: paths for which nothing stands in the place of
    /// the lost bytes are added to `paths`, those for which `c` does are in `next`, past it.
    pub(super) fn heal(
        &mut self,
        (at, c, end): (usize, char, usize),
        (follower, beyond): (char, char),
        candidate: &Candidate,
    ) {
        let first = first_byte(candidate.charset, c);
        let silent = Place { mark: Mark::Silent, end: at, next: first, again: false, folded: false };
        // A middle dot that stands for lost bytes has others of the same text beside it, which are as wide.
        let dot = c == '・' && !is_of_shift_jis(self.previous) && !is_of_shift_jis(follower);
        let marked = Mark::of(c, candidate.charset).filter(|_| end > at && !dot).map(|mark| Place {
            mark,
            end,
            next: first_byte(candidate.charset, follower),
            again: follower == c && mark != Mark::Space,
            folded: false,
        });
        let folded = marked.filter(|place| place.mark == Mark::Space && follower.is_alphanumeric());
        let folded = folded.map(|place| Place { end: at, next: Some(b' '), folded: true, ..place });
        // Programs that trim lines take no-break spaces off with the plain ones.
        let trimmed = (end == at && c == EDGE).then_some(Place { mark: Mark::Space, folded: true, ..silent });
        let folded = folded.or(trimmed);
        // A mark may stand for bytes after the one that it is for, too, but where a reader leaves it nothing else is lost.
        let silently = !self.marks || self.previous == '\u{FFFD}';
        let cheapest = self.paths.iter().filter(|path| path.pattern.is_empty()).min_by_key(|path| path.cost).copied();
        for number in 0..self.paths.len() {
            let path = self.paths[number];
            if path.pattern.is_empty() {
                if !path.entered {
                    continue;
                }
                let path = path.into_misreading(candidate, at);
                if silently {
                    self.lose_lead(path, silent, candidate);
                }
                if let Some(place) = marked {
                    self.lose_lead(path, place, candidate);
                }
                continue;
            }
            if !self.marks || silently && path.proof == 0 && path.pattern.lacks_lead() {
                self.lose_trails(path, silent, candidate);
            }
            if let Some(place) = marked {
                // A letter by itself is mostly a word, not the start of the next.
                let glued = folded.is_some() && !path.last.c.is_alphanumeric();
                self.lose_trails(if glued { path.charged(weights::lost::GLUED) } else { path }, place, candidate);
            }
            if let Some(place) = folded {
                self.lose_trails(path.charged(weights::lost::FOLDED), place, candidate);
            }
        }
        let Some(path) = cheapest.filter(|path| !path.entered) else { return };
        let orphan = candidate.charset.multi_index().is_some() && silently;
        if orphan && !c.is_ascii() && is_trail(first) {
            self.lose_lead(path.into_misreading(candidate, at), silent, candidate);
        }
        if let Some(place) = marked {
            let sure =
                candidate.proved || c == '\u{FFFD}' || c == '?' && is_trail(first_byte(candidate.charset, beyond));
            if sure {
                self.lose_lead(path.into_misreading(candidate, at), place, candidate);
            }
        }
    }

    /// Where the paths after a place are, and the most that one may cost to live on.
    fn bounds(&mut self, place: Place) -> (usize, Cost) {
        let limit = if place.is_before() { self.limit_here() } else { self.limit_after() };
        // What one mark stands for twice is paid once.
        (place.end, limit.saturating_add(weights::lost::AGAIN))
    }

    /// Puts a path that supposes something where it belongs.
    fn place(&mut self, path: Path, place: Place) {
        if place.is_before() {
            self.paths.push(path);
        } else {
            offer(&mut self.next, path);
        }
    }

    /// Supposes that the first bytes of a sequence are lost, or all of it.
    fn lose_lead(&mut self, path: Path, place: Place, candidate: &Candidate) {
        if candidate.charset.multi_index().is_none() || place.mark == Mark::Space {
            return;
        }
        let trail = is_trail(place.next);
        if place.mark == Mark::Silent && !trail {
            return;
        }
        let path = path.losing(place.mark, candidate.charset);
        for total in [2, 3] {
            let mut begun = Path { pattern: Pattern::begin_lost(total), ..path };
            if trail || place.again || place.mark == Mark::Replacement {
                self.place(begun, place);
            }
            match begun.pattern.add_lost() {
                Added::More if trail || place.mark != Mark::Silent => {
                    self.place(Path { pattern: begun.pattern, ..path }, place);
                }
                Added::Lossy(lossy) if place.mark != Mark::Silent && path.proof > 0 => {
                    let bounds = self.bounds(place);
                    for guessed in self.guess(path, lossy, None, None, bounds, candidate) {
                        self.place(guessed, place);
                    }
                }
                _ => {}
            }
        }
    }

    /// Supposes that the pending sequence of a path lacks bytes.
    fn lose_trails(&mut self, path: Path, place: Place, candidate: &Candidate) {
        let multi = candidate.charset.multi_index().is_some();
        let trail = is_trail(place.next);
        let need = path.pattern.need();
        let only = if place.mark == Mark::Space {
            let code = Tables::get().codes(candidate.charset, '\u{A0}').next();
            let Some(&[byte]) = code.as_ref().map(super::super::charset::Code::as_slice) else { return };
            Some(byte)
        } else {
            None
        };
        let path = path.losing(place.mark, candidate.charset);
        let mut begun = path;
        let added = begun.pattern.add_lost();
        match added {
            Added::Lossy(lossy) => {
                // A byte that is there and fits is not passed over in silence.
                if place.mark == Mark::Silent && trail {
                    return;
                }
                let bounds = self.bounds(place);
                for guessed in self.guess(path, lossy, place.next, only, bounds, candidate) {
                    self.place(guessed, place);
                }
                if multi && place.mark == Mark::Question {
                    self.swallow(path, lossy, place, candidate);
                }
                if multi && matches!(place.mark, Mark::Question | Mark::Replacement) && trail && path.lead != 0 {
                    // Or the mark is for the first byte of the next sequence, too.
                    let bounds = self.bounds(place);
                    for guessed in self.guess(path, lossy, Some(path.lead), None, bounds, candidate) {
                        self.lose_lead(guessed.charged(-weights::lost::AGAIN), place, candidate);
                    }
                }
            }
            Added::More if only.is_none() => {
                if trail || place.mark != Mark::Silent {
                    self.place(begun, place);
                }
                if need != 2 || place.mark == Mark::Silent && trail {
                    return;
                }
                // Both bytes after the first, at once or one by one.
                let single_mark = !multi && place.mark != Mark::Silent;
                if single_mark {
                    return;
                }
                if let Added::Lossy(lossy) = begun.pattern.add_lost() {
                    let both = path.charged(if multi { weights::lost::LEAD } else { weights::lost::AGAIN });
                    let bounds = self.bounds(place);
                    for guessed in self.guess(both, lossy, place.next, None, bounds, candidate) {
                        self.place(guessed, place);
                    }
                }
            }
            Added::More if trail && !place.folded => {
                // Which byte it was is known, and more follow.
                let mut spaced = Path { spaced: true, ..path };
                if only.is_some_and(|byte| spaced.pattern.add(byte) == Added::More) {
                    self.place(spaced, place);
                }
            }
            _ => {}
        }
    }

    /// Supposes that the byte after the bad one is gone as well, where that was ASCII.
    fn swallow(&mut self, path: Path, lossy: Lossy, place: Place, candidate: &Candidate) {
        let (end, limit) = self.bounds(place);
        // What follows may make it cheaper.
        let bounds = (end, limit.saturating_add(MOST_GAINED));
        let guessed = self.guess(path, lossy, None, None, bounds, candidate);
        for guessed in guessed.into_iter().take(SWALLOWING_RIVALS) {
            let last = guessed.last.c.encode_utf8(&mut [0; 4]).bytes().next_back().unwrap_or(0);
            let readable = Tables::get().readable(candidate.charset);
            let mut seconds: Vec<(Cost, char)> = SWALLOWED
                .iter()
                .filter(|&&byte| readable.is_none_or(|readable| !readable.has(last, byte)))
                .map(|&byte| {
                    let c = char::from(byte);
                    let doubt = if c == EDGE { weights::lost::LINE_END } else { 0 };
                    (model::cost_after(guessed.before, guessed.last, model::symbol(c)) + doubt, c)
                })
                .collect();
            seconds.sort_unstable();
            for &(_, c) in seconds.iter().take(SWALLOWED_RIVALS) {
                let mut path = guessed.charged(if c == EDGE { weights::lost::LINE_END } else { 0 });
                self.restore(&mut path, model::symbol(c), place.end, Fidelity::inferred(1));
                self.place(path, place);
            }
        }
    }

    /// What `path` may be after a sequence with lost bytes, the likeliest first; the byte `next` follows.
    pub(super) fn guess(
        &mut self,
        path: Path,
        lossy: Lossy,
        next: Option<u8>,
        only: Option<u8>,
        (end, limit): (usize, Cost),
        candidate: &Candidate,
    ) -> Vec<Path> {
        if path.cost - MOST_GAINED > limit {
            return Vec::new();
        }
        let multi = candidate.charset.multi_index().is_some();
        let mut guesses = core::mem::take(&mut self.guesses);
        guesses.clear();
        // The letters around are of the script of what is lost, too, whatever they say of the language.
        let before = if path.lead == 0 && self.languages.are_told() { LATIN } else { path.lead };
        let silent = path.losses & Mark::Silent.bit() != 0;
        // A letter of another language is a sign itself.
        let alien = if multi { 0 } else { self.around.alien };
        // One that the language has stands as it should, unless something stands for the bytes after it.
        let own = if !multi && silent && self.around.own { weights::lost::OWN } else { 0 };
        let marked = path.losses & (Mark::Replacement.bit() | Mark::Question.bit()) != 0;
        // What is proved elsewhere speaks for the rest of a word, not for a letter by itself.
        let counts = !multi && !marked && path.proof == 0 && (path.bare || self.around.quoted == weights::lost::SYMBOL);
        let quoted = if counts { self.around.quoted } else { 0 };
        let losses = Losses { charset: candidate.charset, only, next, lead: before, silent };
        let follower = next.filter(u8::is_ascii).map(|byte| model::symbol(char::from(byte)));
        let list = self.lists.iter().position(|list| list.is_of(lossy, losses)).unwrap_or_else(|| {
            let buffer = self.spare.pop().unwrap_or_default();
            self.lists.push(List::new(lossy, losses, buffer));
            self.lists.len() - 1
        });
        let lead = match (lossy.lacks_lead(), path.lead) {
            (true, 0) => weights::lost::FIRST_LEAD,
            (true, _) => weights::lost::LEAD,
            (false, _) => 0,
        };
        let alone = path.bare && path.losses & Mark::Replacement.bit() == 0;
        for choice in &self.lists[list].found {
            let Choice { symbol, mut charge, mark, ideograph } = *choice;
            if alone {
                let joins = symbol.c == '’' && self.around.apostrophe < 0;
                charge += alone_cost(multi, only.is_some(), path.last, symbol.c) - alien
                    + if mark && !joins { own } else { 0 };
            }
            charge += quoted;
            if mark {
                charge += self.mark_cost(&path, symbol, follower);
            }
            charge += if is_punctuation(symbol.c) { 0 } else { lead };
            if path.cost + charge - if ideograph { 0 } else { MOST_GAINED } > limit {
                continue;
            }
            let likely = if ideograph { model::rough_cost } else { model::cost };
            guesses.push(Guess { symbol, rank: likely(path.last, symbol) + charge, charge, cost: 0 });
        }
        if guesses.len() > PROMISING {
            guesses.select_nth_unstable_by_key(PROMISING, |guess| (guess.rank, guess.symbol.c));
            guesses.truncate(PROMISING);
        }
        for guess in &mut guesses {
            let symbol = guess.symbol;
            let ahead = follower.map_or(0, |next| model::cost_after(path.last, symbol, next));
            // With the space or without it: a letter that begins a word by a chance of that kind is as rare.
            let next = if only.is_some() { Some(' ') } else { follower.map(|next| next.c) };
            let lone = match next {
                // One character of another script amid plain words is no guess.
                Some(next) if !multi && path.proof == 0 && !is_punctuation(symbol.c) => {
                    self.languages.outcome_cost(path.last.c, symbol.c, next)
                }
                next => next.map_or(0, |next| self.languages.lone_cost(path.last.c, symbol.c, next)),
            };
            let here = model::cost_after(path.before, path.last, symbol) + self.languages.cost(symbol.c);
            // A word of one letter is no name: a capital begins a sentence.
            let amid = lone > 0 && symbol.c.is_uppercase() && path.before.c.is_lowercase();
            guess.charge += lone + if amid { weights::lost::CAPITAL } else { 0 };
            // Beside nothing that is whole, a letter that no likely language has is none.
            let strange =
                !multi && path.proof == 0 && model::is_accented(symbol.c) && !self.languages.may_have(symbol.c);
            guess.charge += if strange { weights::lost::STRANGE } else { 0 };
            // What the model takes for common though its class is rare there is mostly no run that it has seen.
            guess.charge += (model::rough_cost(path.last, symbol) - weights::lost::COMMONER - here).max(0);
            guess.cost = here + guess.charge;
            guess.rank = guess.cost + ahead;
        }
        guesses.sort_unstable_by_key(|guess| (guess.rank, guess.symbol.c));
        let mut out = Vec::with_capacity(RIVALS + 1);
        for guess in guesses.iter().take(RIVALS).filter(|guess| path.cost + guess.cost <= limit) {
            let mut after = path.charged(guess.charge);
            after.pattern = Pattern::default();
            after.bare = false;
            let left = path.last.c;
            self.restore(&mut after, guess.symbol, end, Fidelity::inferred(1));
            if let Some(node) = self.nodes.last_mut() {
                node.supposed = Some(Supposed { lossy, losses });
            }
            after.left = Some(left);
            out.push(after);
        }
        if path.proof >= UNKNOWN_PROOF || candidate.proved && !silent && only.is_none() {
            // What nothing restores is marked, unless it may be all there.
            let mut unknown = path.charged(weights::lost::UNKNOWN);
            unknown.proof = path.proof.saturating_sub(UNKNOWN_PROOF);
            unknown.pattern = Pattern::default();
            let free = unknown.cost;
            self.restore(&mut unknown, model::symbol('\u{FFFD}'), end, Fidelity::unknown(1));
            unknown.cost = free;
            out.push(unknown);
        }
        self.guesses = guesses;
        out
    }
}

impl Lattice {
    /// What a supposed quote, dash or other mark pays for its place on a path; `follower` is plain.
    fn mark_cost(&self, path: &Path, symbol: Symbol, follower: Option<Symbol>) -> Cost {
        let c = symbol.c;
        let joins = if c == '’' { self.around.apostrophe } else { 0 };
        // Most text writes the minus for it, so the model knows it as rarer than it is.
        let hyphen = if c == HYPHEN && path.last.is_letter() && follower.is_some_and(Symbol::is_letter) {
            (model::pair_cost(path.last.c, '-') + weights::lost::HYPHEN_FOR_MINUS - model::cost(path.last, symbol))
                .min(0)
        } else {
            0
        };
        path.quotes.cost(path.last.c, c) + joins + hyphen + self.style_cost(path, c, follower)
    }
}

/// The first byte of a character in a charset.
pub(super) fn first_byte(charset: Charset, c: char) -> Option<u8> {
    if c.is_ascii() {
        return Some(c as u8);
    }
    Tables::get().code(charset, c).and_then(|code| code.as_slice().first().copied())
}

fn is_trail(byte: Option<u8>) -> bool {
    byte.is_some_and(|byte| (0x80..0xC0).contains(&byte))
}

/// What a character pays that lost bytes are supposed to have given after `last` where nothing else shows the misreading.
fn alone_cost(multi: bool, space: bool, last: Symbol, c: char) -> Cost {
    match multi {
        // A capital that ends a word is a sign itself.
        _ if space && last.is_letter() => 0,
        _ if is_punctuation(c) => weights::lost::PUNCTUATION_ALONE,
        true => weights::lost::ALONE,
        false if last.c.is_uppercase() && c.is_uppercase() => weights::lost::ALONE_IN_CAPITALS,
        false => weights::lost::ALONE_OF_SINGLE,
    }
}
