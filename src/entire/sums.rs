//! What a line costs: all of it, and each of its words.

use crate::model::{self, Cost, EDGE};
use alloc::vec::Vec;

/// What characters beyond ASCII cost, and the plain ones after them.
pub(super) struct Sum {
    pub(super) previous: char,
    pub(super) cost: Cost,
}

impl Sum {
    pub(super) fn after(previous: char) -> Self {
        Self { previous, cost: 0 }
    }

    #[inline]
    pub(super) fn add(&mut self, next: char) {
        if !(next.is_ascii() && self.previous.is_ascii()) {
            self.cost = self.cost.saturating_add(model::pair_cost(self.previous, next));
        }
        self.previous = next;
    }
}

/// What a text costs.
pub(super) fn cost(previous: char, text: &str) -> Cost {
    let mut sum = Sum::after(previous);
    text.chars().for_each(|c| sum.add(c));
    sum.cost
}

/// Most lines have no more words.
const WORDS: usize = 16;

/// The same, with what each word costs: those that spaces part.
pub(super) struct Words<'c> {
    sum: Sum,
    costs: &'c mut Vec<Cost>,
    /// What the words before this one cost.
    before: Cost,
}

impl<'c> Words<'c> {
    pub(super) fn after(previous: char, costs: &'c mut Vec<Cost>) -> Self {
        costs.clear();
        costs.reserve(WORDS);
        Self { sum: Sum::after(previous), costs, before: 0 }
    }

    #[inline]
    pub(super) fn add(&mut self, next: char) {
        self.sum.add(next);
        if next == ' ' {
            self.end();
        }
    }

    fn end(&mut self) {
        self.costs.push(self.sum.cost - self.before);
        self.before = self.sum.cost;
    }

    /// Adds the end of the text.
    pub(super) fn finish(mut self) -> Cost {
        self.sum.add(EDGE);
        self.end();
        self.sum.cost
    }
}

/// What a text costs, with what each word does.
pub(super) fn sum_of_words(previous: char, text: &str, costs: &mut Vec<Cost>) -> Cost {
    let mut words = Words::after(previous, costs);
    text.chars().for_each(|c| words.add(c));
    words.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_add_up() {
        for text in ["été à la forêt", "Вечером мы", "plain", ""] {
            let mut words = Vec::new();
            let sum = sum_of_words(EDGE, text, &mut words);
            assert_eq!(words.len(), text.split(' ').count(), "{text}");
            assert_eq!(words.iter().sum::<Cost>(), sum, "{text}");
            assert_eq!(cost(EDGE, &[text, &EDGE.to_string()].concat()), sum, "{text}");
        }
        let mut words = Vec::new();
        sum_of_words(EDGE, "plain été", &mut words);
        assert!(words[0] == 0 && words[1] > 0);
    }
}
