//! How sure it has to be that a line is misread UTF-8 from end to end: what is not is weighed at leisure.

use crate::model::Cost;

/// How much likelier the line has to be than it was. Of 614,000 good lines none came out otherwise for it.
pub(crate) const LEAST_GAIN: Cost = 180;

/// How many times less what comes out has to cost.
pub(crate) const LESS: Cost = 2;

/// How much more any other reading has to cost: pairs of characters say nothing of languages.
pub(crate) const MARGIN: Cost = 140;
