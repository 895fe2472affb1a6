//! Where a supposed character stands: what is around a window, and what that says about quotes and dashes.

use super::{Candidate, Lattice, Path, lost::first_byte, pattern::PUNCTUATION, quotes::Quotes};
use crate::{
    letter::is_of_another_alphabet,
    model::{self, Cost, EDGE, Symbol},
    suspicion::is_ideograph,
    weights,
};
use alloc::string::String;
use core::ops::Range;

/// The hyphen that is no minus.
pub(super) const HYPHEN: char = '‐';
/// Longer pieces are not those that an apostrophe joins to others.
const LONGEST: usize = 12;

/// What stands around a window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'t> {
    /// The text of the line before.
    pub(crate) head: &'t str,
    /// The text of the line after.
    pub(crate) tail: &'t str,
    /// The quotes that are open.
    pub(crate) quotes: Quotes,
}

impl<'t> Context<'t> {
    /// The character before, [`EDGE`] at the start.
    pub(crate) fn before(self) -> char {
        self.head.chars().next_back().unwrap_or(EDGE)
    }

    /// The character after, [`EDGE`] at the end.
    pub(crate) fn after(self) -> char {
        self.tail.chars().next().unwrap_or(EDGE)
    }

    /// Are there letters of another script than Latin near?
    fn is_of_another_script(self) -> bool {
        const NEAR: usize = 16;
        let mut near = self.head.chars().rev().take(NEAR).chain(self.tail.chars().take(NEAR));
        near.any(|c| is_of_another_alphabet(c) || is_ideograph(c))
    }

    /// Does another letter with an accent stand by itself beside this one? Then both are spoken of.
    fn is_amid_letters(self) -> bool {
        let is_alone = |side: &mut dyn Iterator<Item = char>| {
            side.next() == Some(' ')
                && side.next().is_some_and(model::is_accented)
                && side.next().is_none_or(|c| !c.is_alphanumeric())
        };
        is_alone(&mut self.head.chars().rev()) || is_alone(&mut self.tail.chars())
    }

    /// What stands around a part of the text that this stands around; only what is near counts.
    pub(crate) fn of_part(self, text: &'t str, part: &Range<usize>) -> Self {
        let head = if part.start > 0 { &text[..part.start] } else { self.head };
        let tail = if part.end < text.len() { &text[part.end..] } else { self.tail };
        Self { head, tail, ..self }
    }
}

/// What is around a character that may be all that is left of another.
#[derive(Default)]
pub(super) struct Around {
    /// How foreign it is to the languages around and to its place.
    pub(super) alien: Cost,
    /// Is it a letter that the language around has?
    pub(super) own: bool,
    /// What it pays to be anything else, if it is of a word in Latin script amid words of another, or one of several letters
    /// that stand by themselves.
    pub(super) quoted: Cost,
    /// By how much an apostrophe costs less in its place, if it may be one.
    pub(super) apostrophe: Cost,
}

impl Lattice {
    /// Looks at the words on both sides of the character before `at` if that may have been an apostrophe of which only
    /// the first byte is left.
    pub(super) fn look_around(&mut self, text: &str, at: usize, context: Context<'_>, candidate: &Candidate) {
        if is_mark(self.previous) {
            return;
        }
        self.around = Around::default();
        if self.previous.is_ascii() || !candidate.lossy {
            return;
        }
        let start = at.saturating_sub(self.previous.len_utf8());
        let part = context.of_part(text, &(start..at));
        let foreign = self.languages.cost(self.previous);
        if !self.languages.are_told() && model::is_accented(self.previous) && part.is_of_another_script() {
            let alone = !part.before().is_alphabetic() && !part.after().is_alphabetic();
            self.around.quoted = if alone { weights::lost::SYMBOL } else { weights::lost::OWN };
        }
        if self.languages.are_told() && part.is_amid_letters() {
            self.around.quoted = weights::lost::SYMBOL;
        }
        self.around.alien = foreign.clamp(0, weights::lost::ALIEN);
        let quote = first_byte(candidate.charset, self.previous) == Some(PUNCTUATION[0]);
        if !quote || candidate.charset.multi_index().is_some() {
            return;
        }
        let lone = self.languages.lone_cost(part.before(), self.previous, part.after());
        self.around.alien = (foreign + lone).clamp(0, weights::lost::ALIEN);
        // Lines begin with bullets and dashes rather than with words of one letter.
        let (left, right) = (part.before(), part.after());
        let alone = left != EDGE && (right.is_whitespace() || right.is_ascii_punctuation());
        let stands = left.is_alphabetic() || right.is_alphabetic() || alone && lone < weights::lost::NO_WORD;
        self.around.own = stands && self.languages.have(self.previous);
        let before = word(part.head.chars().rev());
        let before: String = before.chars().rev().collect();
        let mut rest = part.tail.chars().skip_while(|&c| is_mark(c));
        let after = word(rest.clone());
        let open = rest.nth(after.len()).is_some_and(char::is_alphabetic);
        self.around.apostrophe = self.languages.apostrophe_cost(&before, &after, open);
    }
}

impl Lattice {
    /// What a path pays that makes but one letter of a hanzi: unless that is proved elsewhere, rather than give a letter
    /// that is out of place somebody wrote the hanzi.
    pub(super) fn outcome_cost(&self, text: &str, context: Context<'_>, path: &Path, candidate: &Candidate) -> Cost {
        let Some(node) = self.nodes.get(path.node as usize) else { return 0 };
        // What is proved elsewhere is no proof of bytes that are gone without a trace.
        let single = candidate.charset.multi_index().is_none();
        if candidate.proved && !(single && path.inferred) || path.restored != 1 {
            return 0;
        }
        let part = context.of_part(text, &(node.range.start as usize..node.range.end as usize));
        if single {
            return match node.c {
                // Czech and others have letters, a no-break space and a dash in a row that are the bytes of one.
                c if is_ideograph(c) && part.before().is_ascii_lowercase() => weights::GLUED_IDEOGRAPH,
                // In Urdu two letters that are the bytes of a control are a frequent word.
                '\u{80}'..'\u{A0}' => weights::CONTROL_ALONE,
                c if c.is_alphanumeric() => self.languages.outcome_cost(part.before(), c, part.after()),
                _ => 0,
            };
        }
        self.languages.outcome_cost(part.before(), node.c, part.after())
    }

    /// What a supposed quote or dash pays where the languages around have others; `follower` is plain.
    pub(super) fn style_cost(&self, path: &Path, c: char, follower: Option<Symbol>) -> Cost {
        // Other scripts than Latin say nothing of these languages.
        let apart =
            path.last.c == ' ' && follower.is_none_or(|next| next.c == ' ') && !matches!(path.lead, 0xCE..=0xE0);
        match c {
            '“' | '”' if path.quotes.are_low() => self.languages.closing_cost(path.last.c, c),
            '“' | '„' => self.languages.opening_cost(c),
            '–' | '—' if apart => self.languages.dash_cost(c),
            _ => 0,
        }
    }
}

/// May it stand for a byte that was lost?
fn is_mark(c: char) -> bool {
    matches!(c, '?' | '\u{FFFD}')
}

/// The plain letters that some characters begin with, up to one more than any word that matters has.
fn word(chars: impl Iterator<Item = char>) -> String {
    chars.take_while(char::is_ascii_alphabetic).take(LONGEST).collect()
}

/// What a supposed character of the general punctuation pays for its place between two others.
pub(super) fn place_cost(left: char, symbol: Symbol, right: char) -> Cost {
    let within = left.is_alphabetic() && right.is_alphabetic();
    let apart = left.is_whitespace() && right.is_whitespace();
    match symbol.c {
        // Little else joins words.
        HYPHEN if within => 0,
        // Quotes stand beside words.
        '‘'..='„' if apart => weights::lost::RARITY,
        // Arrows are not in the table.
        '→' if apart => weights::lost::ARROW,
        // The table has quotes that are cut from their words.
        '–' | '—' if apart && left == EDGE => {
            model::punctuation_cost(left, symbol, right) - weights::lost::FIRST_DASH
        }
        _ => model::punctuation_cost(left, symbol, right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_in_what_is_around() {
        let outer = Context { head: "a ", tail: "!", quotes: Quotes::default() };
        let inner = outer.of_part("bcd", &(0..1));
        assert_eq!((inner.before(), inner.after()), (' ', 'c'));
        let inner = outer.of_part("bcd", &(1..3));
        assert_eq!((inner.before(), inner.after()), ('b', '!'));
        let none = Context { head: "", tail: "", quotes: Quotes::default() };
        assert_eq!((none.before(), none.after()), (EDGE, EDGE));
    }

    #[test]
    fn letters_by_themselves_stand_beside_one_another() {
        let context = |head, tail| Context { head, tail, quotes: Quotes::default() };
        assert!(context("the ", " ê î").is_amid_letters() && context("the â ", ", and").is_amid_letters());
        assert!(!context("the ", " été").is_amid_letters());
        assert!(!context("a ", " a").is_amid_letters() && !context("", "").is_amid_letters());
    }

    #[test]
    fn quotes_stand_beside_words() {
        let cost = |left, c, right| place_cost(left, model::symbol(c), right);
        assert!(cost(' ', '’', ' ') > cost('n', '’', ' '));
        assert!(cost(' ', '—', ' ') < cost(' ', '’', ' '));
        assert!(cost(EDGE, '—', ' ') < cost(EDGE, '’', ' '));
        assert_eq!(cost('a', HYPHEN, 'b'), 0);
    }
}
