//! What the characters of a word cost, and how much of that a repair could gain.

use super::weights;
use crate::{
    ascii::next_non_ascii,
    model::{self, Cost, EDGE, Languages, Symbol},
};

/// Where hanzi, kana and hangul begin.
pub(super) const FIRST_IDEOGRAPH: char = '\u{2E80}';

/// What the characters of a word cost; added one after the other.
///
/// Runs of plain characters count nothing: they are the same however the rest was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Runs {
    pub(super) cost: Cost,
    /// How many runs of characters were counted.
    pub(super) counted: Cost,
    /// Characters beyond ASCII.
    pub(super) foreign: u32,
    /// Hanzi, kana and hangul: there are more of them, so each costs more.
    pub(super) ideographs: u32,
    /// The last two characters.
    pub(super) before: Symbol,
    pub(super) previous: Symbol,
    /// The most that three runs in a row cost, and the last two.
    peak: Cost,
    last: [Cost; 2],
    started: bool,
    /// Does a word begin after the sign before the last character?
    begins: bool,
    /// Is it a character by itself with which a line begins?
    pub(super) first: bool,
}

impl Runs {
    /// At the start of a word.
    pub(super) fn new() -> Self {
        let space = model::symbol(' ');
        Self {
            cost: 0,
            counted: 0,
            foreign: 0,
            ideographs: 0,
            before: space,
            previous: space,
            peak: 0,
            last: [0; 2],
            started: false,
            begins: false,
            first: false,
        }
    }

    /// Adds a character.
    pub(super) fn push(&mut self, next: Symbol, languages: &Languages) {
        let foreign = !next.c.is_ascii();
        if foreign || !self.previous.c.is_ascii() || !self.before.c.is_ascii() {
            let before = if self.begins { model::symbol(' ') } else { self.before };
            let cost = if self.started {
                model::cost_after(before, self.previous, next)
            } else if self.first {
                // As in a list, or as where a line is cut.
                model::cost(self.previous, next).min(model::pair_cost(EDGE, next.c))
            } else {
                model::cost(self.previous, next)
            };
            let cost = cost + languages.cost(next.c);
            self.cost += cost;
            self.counted += 1;
            self.peak = self.peak.max(cost + self.last[0] + self.last[1]);
            self.last = [self.last[1], cost];
        }
        self.foreign += u32::from(foreign);
        self.ideographs += u32::from(next.c >= FIRST_IDEOGRAPH);
        self.begins = opens(self.before.c, self.previous.c) && next.c.is_ascii_alphabetic();
        (self.before, self.previous) = (self.previous, next);
        self.started = true;
    }

    /// Adds what a word is made of, and the space after it.
    pub(super) fn push_word(&mut self, word: &str, languages: &Languages) {
        for piece in pieces(word) {
            match piece {
                Piece::Char(c) => self.push(model::symbol(c), languages),
                Piece::Plain(last) => self.pass(last),
            }
        }
    }

    /// Passes over plain characters that count nothing, the last two of which are these.
    pub(super) fn pass(&mut self, last: [char; 2]) {
        [self.before, self.previous] = last.map(model::symbol);
        self.started = true;
    }

    /// The most that a repair of the word could gain; nothing if it looks good.
    pub(super) fn potential(&self) -> Cost {
        let ideographs = Cost::try_from(self.ideographs).unwrap_or(Cost::MAX);
        let odd = match ideographs {
            0 if self.foreign < weights::MORE => weights::ODD_RUN,
            0 => weights::ODD_RUN_OF_MORE,
            1..weights::FEW_IDEOGRAPHS => weights::ODD_RUN_OF_FEW_IDEOGRAPHS,
            _ => weights::ODD_RUN_OF_IDEOGRAPHS,
        };
        let peak = ideographs == 0 && self.foreign < weights::MANY && self.peak >= weights::PEAK;
        if self.cost < odd * self.counted && !peak { 0 } else { self.excess() }
    }

    /// What it costs more than a good word does.
    pub(super) fn excess(&self) -> Cost {
        let ideographs = Cost::try_from(self.ideographs).unwrap_or(Cost::MAX);
        (self.cost - weights::GOOD_RUN * self.counted - weights::GOOD_IDEOGRAPH * ideographs).max(0)
    }
}

/// A piece of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Char(char),
    /// Plain characters that count nothing, of which only the last two matter to what comes next.
    Plain([char; 2]),
}

/// What a word and the space after it are made of, without the plain characters that count nothing: those that stand before
/// the first one beyond ASCII, and those after the second that follows one.
pub(super) fn pieces(word: &str) -> impl Iterator<Item = Piece> + '_ {
    let bytes = word.as_bytes();
    // The word stands between spaces.
    let byte = |at: Option<usize>| char::from(at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' '));
    let (mut at, mut plain) = (0, 2);
    let mut end = Some(' ');
    core::iter::from_fn(move || {
        if plain == 2 && bytes.get(at).is_some_and(u8::is_ascii) {
            at = next_non_ascii(bytes, at)?;
            return Some(Piece::Plain([byte(at.checked_sub(2)), byte(at.checked_sub(1))]));
        }
        let c = word[at..].chars().next();
        at += c.map_or(0, char::len_utf8);
        let c = c.or_else(|| end.take().filter(|_| plain < 2))?;
        plain = if c.is_ascii() { plain + 1 } else { 0 };
        Some(Piece::Char(c))
    })
}

/// Is it a quote at the start of a word? What comes next begins as words do.
fn opens(before: char, quote: char) -> bool {
    matches!(before, ' ' | '(' | '[') && matches!(quote, '“' | '”' | '„' | '‚' | '‘')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn potential(word: &str) -> Cost {
        let anywhere = Languages::default();
        let mut runs = Runs::new();
        runs.push_word(word, &anywhere);
        runs.potential()
    }

    #[test]
    fn what_is_passed_over_counts_nothing() {
        let anywhere = Languages::default();
        for word in [
            "é",
            "été",
            "señorita",
            "l’eau",
            "“Er",
            "(“Es",
            "abcé",
            "naïvement",
            "aéb",
            "aébcdé",
            "xyz—",
            "日本go",
            "«plain»",
        ] {
            let mut all = Runs::new();
            word.chars().chain([' ']).for_each(|c| all.push(model::symbol(c), &anywhere));
            let mut runs = Runs::new();
            runs.push_word(word, &anywhere);
            let told = |runs: &Runs| (runs.cost, runs.counted, runs.foreign, runs.ideographs, runs.peak);
            assert_eq!(told(&runs), told(&all), "{word}");
        }
    }

    #[test]
    fn good_words_could_gain_nothing() {
        for word in ["señor", "Straße", "городе", "δρόμος", "日本", "plain"] {
            assert_eq!(potential(word), 0, "{word}");
        }
        for word in ["Ïðèâåò", "vpøed", "pi—", "ÄãºÃ"] {
            assert!(potential(word) > weights::SUSPECT_LINE, "{word}");
        }
    }
}
