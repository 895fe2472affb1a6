//! How well the words of a text fit one language.
//!
//! Each by itself, `õ` and `ä` may be usual or not; together, and with the plain letters around, they have to be of
//! one language, as words that are frequent there. So the costs are added up for one language after the other, and
//! the least sum counts. In a language of its own, no letter costs much more than what its share of the text
//! says, wherever it stands: the model of all languages knows few of the runs that only one language has.

use super::{
    Cost,
    language::{ACCENTED, FOREIGN, LANGUAGES, Languages, Tables, cell, letter_cost},
    lexicon,
};
use crate::lazy::Lazy;
use alloc::vec::Vec;

/// What a letter costs more, at most, than by its share of the text: one in ten stands anywhere.
const ANYWHERE: Cost = 23;
/// What a plain letter costs at most after a letter with an accent, and what other ASCII does.
const AFTER: Cost = 75;
const SIGN_AFTER: Cost = 90;
/// The most that a frequent word can gain.
const FREQUENT: Cost = 60;
/// Letters cost less than this in a language that needs them: one in a thousand characters.
const NEEDED: u8 = 70;
/// Fewer languages than this fit a charset that has no letters with accents: English does, and a few more.
const FEW: u32 = 6;

/// A set of all languages.
pub(crate) const ALL_LANGUAGES: u64 = (1 << LANGUAGES) - 1;

/// By how much each letter with an accent costs more in each language than in text of any language.
fn rows() -> &'static [[i16; LANGUAGES]] {
    static ROWS: Lazy<Vec<[i16; LANGUAGES]>> = Lazy::new(|| {
        let tables = Tables::get();
        let row = |cell: usize| {
            let lower = usize::from(tables.lower[cell]);
            let anywhere = tables.anywhere[lower];
            core::array::from_fn(|language| {
                let here = tables.probability(letter_cost(language, lower)) * (1.0 - FOREIGN) + anywhere * FOREIGN;
                (libm::logf(anywhere / here) * super::UNITS_PER_NAT) as i16
            })
        };
        (0..ACCENTED).map(row).collect()
    });
    &ROWS
}

/// The languages of which all letters that they need can be written, with a bit for each; all of them, if the letters
/// that can are of no Latin script.
pub(crate) fn languages_with(has: impl Fn(char) -> bool) -> u64 {
    let letters = || ('\u{DF}'..='\u{24F}').chain('\u{1EA0}'..='\u{1EFF}').filter(|c| c.is_lowercase());
    let fits = |language: &usize| {
        letters().all(|c| cell(c).is_none_or(|cell| letter_cost(*language, cell) > NEEDED) || has(c))
    };
    let found: u64 = (0..LANGUAGES).filter(fits).fold(0, |found, language| found | 1 << language);
    if found.count_ones() < FEW { ALL_LANGUAGES } else { found }
}

/// What a text costs more or less in each language than the model of all languages says.
pub(crate) struct Fit<'l> {
    languages: &'l Languages,
    sums: [Cost; LANGUAGES],
}

impl<'l> Fit<'l> {
    /// Of the plain words that `languages` come from.
    pub(crate) fn new(languages: &'l Languages) -> Self {
        Self { languages, sums: languages.distances }
    }

    /// Adds a word; one that says the same as others before it counts a half, a quarter … by `shift`.
    pub(crate) fn add(&mut self, word: &str, shift: u32) {
        let mut extra = [0; LANGUAGES];
        let space = super::symbol(' ');
        let (mut before, mut previous, mut started) = (space, space, false);
        for c in word.chars().chain([' ']) {
            let next = super::symbol(c);
            if let Some(cell) = cell(c) {
                let run = cost(before, previous, next, started);
                let known = self.languages.cost(c);
                let most = next.case_cost(2, previous.state()) + ANYWHERE - run;
                let lower = usize::from(Tables::get().lower[cell]);
                for (language, (extra, more)) in extra.iter_mut().zip(&rows()[cell]).enumerate() {
                    let most = most + Cost::from(letter_cost(language, lower));
                    *extra += Cost::from(*more).min(most) - known;
                }
            } else if c.is_ascii() && !(previous.c.is_ascii() && before.c.is_ascii()) && both(before.c, previous.c) {
                let most = if c.is_ascii_alphabetic() { AFTER } else { SIGN_AFTER };
                let saved = (cost(before, previous, next, started) - most).max(0);
                for extra in &mut extra {
                    *extra -= saved;
                }
            }
            (before, previous, started) = (previous, next, true);
        }
        let core = word.trim_matches(|c: char| !c.is_alphabetic());
        let last = core.rsplit(['\'', '’']).next().unwrap_or_default();
        for core in [core, last] {
            let mut frequent = lexicon::frequent(core).peekable();
            if frequent.peek().is_none() {
                continue;
            }
            let whole = super::text_cost(' ', core, ' ', self.languages);
            for (language, cost) in frequent {
                extra[language] -= (whole + extra[language] - cost).clamp(0, FREQUENT);
            }
            break;
        }
        for (sum, extra) in self.sums.iter_mut().zip(extra) {
            *sum += extra >> shift;
        }
    }

    /// The cost in the language that fits best; those that are not `among` some, which has a bit for each, cost
    /// more by `otherwise`.
    pub(crate) fn least(&self, among: u64, otherwise: Cost) -> Cost {
        let sums = self.sums.iter().enumerate();
        sums.map(|(language, sum)| if among >> language & 1 == 1 { *sum } else { sum + otherwise }).min().unwrap_or(0)
    }
}

fn cost(before: super::Symbol, previous: super::Symbol, next: super::Symbol, started: bool) -> Cost {
    if started { super::cost_after(before, previous, next) } else { super::cost(previous, next) }
}

/// Are two characters plain, letters of Latin script, or signs before a Spanish sentence?
fn both(first: char, second: char) -> bool {
    [first, second].iter().all(|c| c.is_ascii() || matches!(c, '¡' | '¿') || cell(*c).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least(line: &str, words: &[&str]) -> Cost {
        let languages = Languages::of(line, 0);
        let mut fit = Fit::new(&languages);
        words.iter().for_each(|word| fit.add(word, 0));
        fit.least(ALL_LANGUAGES, 0)
    }

    #[test]
    fn letters_have_to_be_of_one_language() {
        assert!(least("", &["sőrű"]) < least("", &["sőrũ"]));
        assert!(least("", &["sõrmus"]) < least("", &["sõrmuť"]));
    }

    #[test]
    fn frequent_words_fit() {
        let line = "questo non va bene per tutti";
        assert!(least(line, &["più"]) + 20 < least(line, &["vlù"]));
        assert!(least(line, &["è"]) < least(line, &["é"]));
    }

    #[test]
    fn languages_need_their_letters() {
        let western = languages_with(|c| c < '\u{100}');
        let (french, polish) = (1 << 1, 1 << 17);
        assert_eq!(western & (french | polish), french);
        assert_eq!(languages_with(|_| false), ALL_LANGUAGES);
    }
}
