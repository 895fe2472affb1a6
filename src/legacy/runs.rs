//! What the characters of a word cost, and how much of that a repair could gain.

use super::weights;
use crate::model::{self, Cost, EDGE, Languages, Symbol};

/// Where hanzi, kana and hangul begin.
const FIRST_IDEOGRAPH: char = '\u{2E80}';

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

    /// The most that a repair of the word could gain; nothing if it looks good.
    pub(super) fn potential(&self) -> Cost {
        let ideographs = Cost::try_from(self.ideographs).unwrap_or(Cost::MAX);
        let odd = match ideographs {
            0 if self.foreign < weights::MORE => weights::ODD_RUN,
            0 => weights::ODD_RUN_OF_MORE,
            1..weights::FEW_IDEOGRAPHS => weights::ODD_RUN_OF_FEW_IDEOGRAPHS,
            _ => weights::ODD_RUN_OF_IDEOGRAPHS,
        };
        let peak = ideographs == 0 && self.peak >= weights::PEAK;
        if self.cost < odd * self.counted && !peak { 0 } else { self.excess() }
    }

    /// What it costs more than a good word does.
    pub(super) fn excess(&self) -> Cost {
        let ideographs = Cost::try_from(self.ideographs).unwrap_or(Cost::MAX);
        (self.cost - weights::GOOD_RUN * self.counted - weights::GOOD_IDEOGRAPH * ideographs).max(0)
    }
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
        word.chars().chain([' ']).for_each(|c| runs.push(model::symbol(c), &anywhere));
        runs.potential()
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
