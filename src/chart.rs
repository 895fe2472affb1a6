//! A chart of what characters cost above a level that good text seldom reaches.
//!
//! The sum starts anew wherever it falls below nothing (a CUSUM chart; Page, "Continuous Inspection Schemes", 1954).

use crate::{
    model::Cost,
    weights::{self, gates},
};

/// What is above the level so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chart {
    sum: Sum,
    /// Within a piece that stands by itself, and at most.
    alone: Cost,
    piece: Cost,
}

/// What pieces are above the level so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Within a suspect piece.
    inside: Cost,
    /// At most: pieces after the best one add to it what they have above the cost of a return.
    pub(crate) most: Cost,
}

impl Sum {
    /// Adds what a character costs above the level.
    #[inline]
    pub(crate) fn add(&mut self, excess: Cost) {
        self.inside = self.inside.max(self.most - weights::RETURN).max(0) + excess;
        self.most = self.most.max(self.inside);
    }
}

impl Chart {
    /// Adds what a character costs above the level; hanzi, kana and hangul syllables are so many that rare ones stand together
    /// by chance.
    #[inline]
    pub(crate) fn add(&mut self, excess: Cost, is_ideograph: bool) {
        self.sum.add(excess);
        let rare = if is_ideograph { gates::RARE_IDEOGRAPH } else { 0 };
        self.alone = (self.alone + excess - rare).max(0);
        self.piece = self.piece.max(self.alone);
    }

    /// The most that pieces of a text were above the level, and above what is rare by chance in text with so many characters
    /// beyond ASCII and ideographs among those; a piece by itself may be the one that is wrong in much that is right.
    pub(crate) fn most(self, foreign: usize, ideographs: usize) -> Cost {
        (self.sum.most - gates::by_chance(foreign, ideographs)).max(self.piece - gates::PIECE)
    }
}
