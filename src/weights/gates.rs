//! How unusual text has to be to be looked at: nearly all is good and leaves at a gate.

use crate::model::Cost;

/// Good text seldom has pairs of characters that cost more than this, misread text hardly any others.
pub(crate) const USUAL_PAIR: Cost = 60;

/// The same where both are letters of one alphabet, or the second is the space after a word.
pub(crate) const USUAL_LETTER: Cost = 70;

/// The same where the second is the first letter of a word: one alphabet is rarer than another in all text.
pub(crate) const USUAL_FIRST: Cost = 97;

/// The same where the second is a hanzi or hangul syllable.
pub(crate) const USUAL_IDEOGRAPH: Cost = 105;

/// The same for a look at what a legacy charset may have spoilt: that leaves whole lines of rare ones.
pub(crate) const USUAL_IDEOGRAPH_OF_LEGACY: Cost = 118;

/// The same for runs of three, which say more.
pub(crate) const USUAL_IDEOGRAPH_IN_RUN: Cost = 94;

/// How much less than a misreading costs what it explains may be above the usual: characters that come out right
/// cost less than usual ones. Of a thousand repairs of misread UTF-8 one gains less.
pub(crate) const UNUSUAL: Cost = 58;

/// What it costs at least that bytes were lost where no sequence is complete, nor begins as that of a quote does.
pub(crate) const LOST_ALONE: Cost = 10;

/// How much above the usual a piece has to be for a look at what UTF-8 it could have been. Of a thousand repairs of
/// misread UTF-8 one is below.
pub(crate) const SUSPECT_OF_UTF8: Cost = 16;

/// How much above the usual the runs of three of a line, and of a word in it, have to be for such a look: hardly a repair
/// of misread UTF-8 is below.
pub(crate) const LEAST_IN_LINE: Cost = 20;

/// What a word of nothing but letters has to gain under a misreading of legacy charsets at least to be misread UTF-8.
pub(crate) const LEAST_OF_SPELT: Cost = 16;

/// How much above the usual a Cyrillic letter is that stands alone amid plain words.
pub(crate) const STRAY_LETTER: Cost = 30;

/// How much above the usual a line has to be for a look at which legacy charset it could have been stored in. Of a
/// thousand such repairs one is below.
pub(crate) const SUSPECT_OF_LEGACY: Cost = 2;

/// What the words of a line have to gain at least, each read under the misreading that is best for it, for a look at which
/// legacy charset they could have been stored in. Hardly a repair gains less.
pub(crate) const LEAST_GAIN: Cost = 24;

/// How much of that, and of [`LEAST_OF_MULTI`], the rare words of a good line add up to where there are so many words
/// beyond ASCII: in a line that was misread most of them gain.
pub(crate) fn gained_by_chance(words: usize) -> Cost {
    const FEW: usize = 2;
    const EACH: Cost = 8;
    EACH * Cost::try_from(words.saturating_sub(FEW)).unwrap_or(Cost::MAX / EACH)
}

/// How much more than a line has to gain its best word has to, where the others of so many are good: of a thousand good
/// lines one has such a word.
pub(crate) const WORD: Cost = 96;

/// The same where a charset of more bytes a character is in question: what they cost more than good words do.
pub(crate) const LEAST_OF_MULTI: Cost = 45;

/// How much more than that rare characters add up to by chance where there are so many beyond ASCII: two for each beyond
/// the first few, and three times as much for hanzi, kana and hangul syllables, once those are a text. Where much was
/// misread, nearly all of them are rare.
pub(crate) fn by_chance(foreign: usize, ideographs: usize) -> Cost {
    const FEW: usize = 3;
    const TEXT: usize = 12;
    let more = foreign.saturating_sub(FEW) + 2 * ideographs.min(foreign).saturating_sub(TEXT);
    Cost::try_from(2 * more).unwrap_or(Cost::MAX)
}

/// The same for a look at legacy charsets, which leave more as it was. Thai is written without spaces, so its letters add up
/// to more; what was misread as Thai costs ten times that.
pub(crate) fn by_chance_of_legacy(foreign: usize, thai: usize) -> Cost {
    const FEW: usize = 8;
    const MOST: Cost = 100;
    const THAI: Cost = 2;
    let thai = Cost::try_from(thai).unwrap_or(Cost::MAX / 4).saturating_mul(THAI);
    Cost::try_from(foreign.saturating_sub(FEW)).unwrap_or(MOST).min(MOST).saturating_add(thai)
}

/// How much less a piece by itself counts: the rarest words of good text add up to about as much.
pub(crate) const PIECE: Cost = 70;

/// How much more than usual a hanzi, kana or hangul syllable has to cost in a piece by itself.
pub(crate) const RARE_IDEOGRAPH: Cost = 12;
