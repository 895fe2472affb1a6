//! What the sketch of a misreading has to promise to be followed: see `promise.rs`.

use crate::model::Cost;

/// How far off the estimate of what a misreading could gain may be, at most, for it to be passed over beside a better
/// one: it knows neither runs of three nor languages.
pub(crate) const BOUND_SLACK: Cost = 150;

/// Where all of a window decodes and promises more than this, the sketch is the reading.
pub(crate) const SETTLED: Cost = -200;

/// How much a misreading may cost beyond keeping everything, by the sketch of it, to be worth more than a sketch:
/// of a thousand that turn out right one costs more.
pub(crate) const PROMISE_SLACK: Cost = 25;

/// The same if it is proved for the document: then it has no more to prove.
pub(crate) const PROMISE_SLACK_OF_PROVED: Cost = 0;

/// The same if bytes may be lost, which the sketch knows less of: one in a thousand costs more.
pub(crate) const PROMISE_SLACK_OF_LOSSY: Cost = 75;

/// The same as a charset of one byte a character, once it is looked at which characters the lost bytes may have given: of
/// a thousand readings that come to something five cost more, and none of those was right.
pub(crate) const CLOSER_SLACK: Cost = 100;

/// What each broken sequence pays there, up to some, as the sketch supposes any character in its place.
pub(crate) const BROKEN: Cost = 10;

/// What characters are taken to cost, in the sketch, that lost bytes might have given.
pub(crate) const SKETCHED: Cost = 50;

/// The same for quotes and dashes.
pub(crate) const SKETCHED_QUOTE: Cost = 20;

/// How much more characters cost there that are of another script than what was restored before.
pub(crate) const SKETCHED_ELSEWHERE: Cost = 40;

/// How much less than the best a charset that may have lost bytes may promise to be followed.
pub(crate) const LOSSY_RANGE: Cost = 120;

/// The same share of what the best promises that loses none.
pub(crate) const LOSSY_SHARE: Cost = 4;
