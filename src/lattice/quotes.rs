//! Quotes: nearly all that open are closed.

use crate::{
    model::{self, Cost},
    weights,
};

/// How many quotes are followed that are open within one another.
const DEPTH: usize = 3;

/// The quotes that are open at some place: those that would close them, the innermost first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quotes([Option<char>; DEPTH]);

impl Quotes {
    /// What is open after `c`.
    pub(crate) fn after(self, c: char) -> Self {
        match c {
            '“' | '„' | '‘' | '«' if self.0[0] != Some(c) => {
                let [first, second, _] = self.0;
                Self([Some(closing(c)), first, second])
            }
            '“' | '”' | '’' | '»' => match self.depth(c) {
                Some(depth) => Self(core::array::from_fn(|at| self.0.get(at + depth + 1).copied().flatten())),
                None => self,
            },
            model::EDGE => Self::default(),
            _ => self,
        }
    }

    /// How many quotes are open within the one that `c` closes, if it closes one.
    fn depth(self, c: char) -> Option<usize> {
        // What opened low is closed in two ways.
        self.0.iter().position(|&closing| closing == Some(c) || closing == Some('“') && c == '”')
    }

    /// Did the innermost open low?
    pub(super) fn are_low(self) -> bool {
        self.0[0] == Some(closing('„'))
    }

    /// What a supposed quote pays after a character.
    pub(super) fn cost(self, previous: char, c: char) -> Cost {
        match self.depth(c) {
            Some(0) => weights::lost::CLOSING_QUOTE,
            None if c == '”' => weights::lost::UNOPENED_QUOTE,
            // No word ends where a quote opens.
            _ if matches!(c, '“' | '„' | '«') && previous.is_alphabetic() => weights::lost::UNOPENED_QUOTE,
            _ => 0,
        }
    }
}

/// The quote that closes one.
fn closing(opening: char) -> char {
    match opening {
        '“' => '”',
        '„' => '“',
        '‘' => '’',
        _ => '»',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Quotes {
        text.chars().fold(Quotes::default(), Quotes::after)
    }

    #[test]
    fn quotes_are_closed_by_their_like() {
        assert_eq!(open("he said “no"), Quotes([Some('”'), None, None]));
        assert_eq!(open("« non"), Quotes([Some('»'), None, None]));
        assert_eq!((open("“no”, she said"), open("“no\n")), (Quotes::default(), Quotes::default()));
        for c in ['“', '”'] {
            assert_eq!(open("„nein").cost('n', c), weights::lost::CLOSING_QUOTE);
            assert_eq!(open("„nein").after(c), Quotes::default());
        }
        assert_eq!(Quotes::default().cost('o', '”'), weights::lost::UNOPENED_QUOTE);
        assert_eq!(Quotes::default().cost('o', '“'), weights::lost::UNOPENED_QUOTE);
        assert_eq!(Quotes::default().cost(' ', '“'), 0);
    }

    #[test]
    fn quotes_stand_within_others() {
        assert_eq!(open("“the ‘Grand Knights’ of"), open("“the"));
        assert_eq!(open("““Primary” partitions").cost(',', '”'), weights::lost::CLOSING_QUOTE);
        assert_eq!(open("“the ‘90s were"), Quotes([Some('’'), Some('”'), None]));
        assert_eq!(open("“the ‘90s were").after('”'), Quotes::default());
    }
}
