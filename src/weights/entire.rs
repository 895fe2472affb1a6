//! How sure it has to be that a line is misread from end to end: what is not is weighed at leisure.

use crate::model::Cost;

/// How much likelier a line has to be, read as UTF-8, than it was. Of 614,000 good lines none came out otherwise for it.
pub(crate) const LEAST_GAIN: Cost = 180;

/// How many times less what comes out has to cost.
pub(crate) const LESS: Cost = 2;

/// How much more any other reading has to cost: pairs of characters say nothing of languages.
pub(crate) const MARGIN: Cost = 140;

/// What pairs of the first characters cost on average at least for a look at legacy charsets: of a hundred misread lines one
/// costs less, and few good ones cost more.
pub(crate) const STRANGE: Cost = 64;

/// The same where the second is a letter of another alphabet than Latin, as where one charset of Cyrillic was read as another.
pub(crate) const STRANGE_OF_ALPHABETS: Cost = 55;

/// The same where the second is a hanzi, kana or hangul syllable.
pub(crate) const STRANGE_IDEOGRAPH: Cost = 90;

/// By how much the first characters of a line cost more than those do, at least: hardly a misread line begins below.
pub(crate) const FAMILIAR: Cost = -35;

/// Of the same for all of a line what it costs at least if it is looked at though it did not begin so.
pub(crate) const SHARE_OF_STRANGE: (Cost, Cost) = (9, 10);

/// How much likelier a line has to be, read as another legacy charset, than it was: a word of Cyrillic letters amid plain ones
/// that look like them is two hanzi. Of 600,000 good lines none came out otherwise for it.
pub(crate) const LEAST_GAIN_OF_LEGACY: Cost = 250;

/// The same where what comes out is of another script than Latin and less is asked otherwise.
pub(crate) const LEAST_GAIN_OF_SCRIPTS: Cost = 400;

/// How much more any other reading has to cost where what comes out is of another script than Latin.
pub(crate) const MARGIN_OF_SCRIPTS: Cost = 60;

/// How much of what a line costs as it stands it may cost then.
pub(crate) const SHARE_OF_SCRIPTS: (Cost, Cost) = (2, 3);

/// How much more a word of such a line may cost than it did.
pub(crate) const WORSE: Cost = 30;

/// How much likelier a line has to be, and how much of what it costs as it stands it may cost then, for what comes out to look
/// like misread UTF-8 where none is: rare characters do.
pub(crate) const SURE: Cost = 1000;
/// See [`SURE`].
pub(crate) const SHARE_OF_SURE: (Cost, Cost) = (1, 2);

/// How much more unusual than the best charset of one byte a character the first characters may be in another for it to be
/// looked at, each by itself.
pub(crate) const UNUSUAL: Cost = 200;
