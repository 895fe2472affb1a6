//! Weights and margins of the legacy stage, in the model's units of cost (1/10 nat).

use crate::model::Cost;

/// Misreadings of one legacy charset as another pay this on top of their prior. No structure proves them, so
/// the model has to be surer than with UTF-8: of 100,000 good words and lines of fifty languages, capitals
/// included, two dozen could gain as much, half of them in languages that the model does not know.
pub(crate) const MARGIN: Cost = 90;
/// How much less they pay for ten plain letters of the line beyond the first few: those say in which language it is, and
/// so which letters to expect.
const TEN_LETTERS: Cost = 22;
/// How many letters say nothing.
const FEW_LETTERS: usize = 4;
/// The least that they pay, where the language is known.
pub(super) const MARGIN_IN_CONTEXT: Cost = 32;

/// What a misreading pays in a line with so many plain letters.
pub(super) fn margin(letters: usize) -> Cost {
    let telling = Cost::try_from(letters.saturating_sub(FEW_LETTERS)).unwrap_or(Cost::MAX / TEN_LETTERS);
    (MARGIN - telling.min(MARGIN) * TEN_LETTERS / 10).max(MARGIN_IN_CONTEXT)
}

/// How much a reading may fall short of before it is known how well it fits a language.
pub(super) const RELIEF: Cost = 75;
/// What a line gains in which a misreading explains odd characters: hardly any good text has them.
pub(super) const EXPLAINED: Cost = 48;
/// Words that could gain more are strange: most of them are misread.
pub(super) const STRANGE: Cost = 150;
/// Where words could gain so much, some pair makes them gain enough.
pub(super) const PLENTY: Cost = 400;
/// How much more a word may cost, read otherwise, that could be out of place in its language: letters cost that much more
/// or less there.
pub(super) const ALIEN_ROOM: Cost = 12;
/// What it costs to start a misreading that is proved elsewhere in the text.
pub(super) const PROVED: Cost = 45;
/// How much likelier a change has to make a line to prove its misreading for the rest of the text.
pub(super) const PROOF: Cost = 150;
/// A line that costs less than this part of what it costs as it stands is good text once it is repaired: of eight
/// thousand texts of misread UTF-8 that lost bytes none gives such by chance.
pub(super) const GOOD: (Cost, Cost) = (2, 5);
/// What a line pays more beside a reading that the structure of UTF-8 proves.
pub(super) const UNPROVED: Cost = 5;
/// Lines with more words that were misread say enough: among so many one may look odd by chance.
pub(super) const MANY_WORDS: usize = 8;
/// By how much a reading has to be likelier than the next best one that gives another text.
pub(super) const RIVAL: Cost = 6;
/// How much rarer in the languages around the letters of the next best reading have to be for less to do.
pub(super) const RARER: Cost = 10;
/// How much rarer than the commonest are misreadings that no list has and only a detector proposes.
pub(super) const DETECTED: Cost = 60;

/// What a letter costs more, at least, by itself that is no word of the languages around.
pub(super) const NO_WORD: Cost = 20;
/// The same for one that the languages around hardly have.
pub(super) const NO_WORD_AT_ALL: Cost = 30;
/// What a small letter pays in place of a sign between two words that the capital of the second one tells apart.
pub(super) const JOINT: Cost = 60;
/// What a word pays that comes out with a capital amid small letters, as it did not have before.
pub(super) const INNER_CAPITAL: Cost = 80;
/// What a word pays in which a letter comes out as an apostrophe that joins what no language joins, or as a space.
pub(super) const ODD_JOINT: Cost = 60;
/// What a character for private use pays that stands by itself and comes out as no frequent word.
pub(super) const ICON: Cost = 150;

/// What a word pays in Cyrillic letters and plain ones that look like such.
pub(super) const LOOKALIKES: Cost = 200;

/// What a word pays that is the letters with accents of one language in order.
pub(super) const ALPHABET: Cost = 300;

/// What a sentence pays that begins with a capital that its languages have and comes out with a small letter, and what
/// one gains of which the first word comes out as a capital that is a word of them.
pub(super) const SMALL_BEGINNING: Cost = 30;
pub(super) const CAPITAL_BEGINNING: Cost = 20;
/// What a word amid a sentence pays that begins with a small letter and comes out with a capital.
pub(super) const CAPITAL_AMID: Cost = 30;

/// What a line pays in which nothing comes out but letters from the marks of two notes.
pub(super) const NOTES: Cost = 150;

/// What a word pays in which a ligature comes out as a letter that is out of place.
pub(super) const LIGATURE: Cost = 120;

/// What a word pays that is a symbol and comes out as what the language around has no need of.
pub(super) const SYMBOLIC: Cost = 100;
/// What a word pays in which a sign that stands as it should comes out as a letter.
pub(super) const USUAL_SIGN: Cost = 50;
/// What a word pays in which a letter that the language around needs comes out as a sign after a figure.
pub(super) const NUMBERED: Cost = 80;

/// What a line in Latin script pays in which one or two letters of another are all that comes out of a word.
pub(super) const STRAY: Cost = 60;
/// What a line pays in which one letter comes out as a quote that no other opens or closes.
pub(super) const UNPAIRED: Cost = 30;
/// What a letter in quotes pays that comes out as another: it is spoken of.
pub(super) const SPOKEN_OF: Cost = 40;
/// What a line pays in which letters by themselves come out as different signs, or one does beside others that stay.
pub(super) const ENUMERATED: Cost = 200;
/// What a line gains in which a bullet comes out before it, or dots at its end, as lines of menus and lists have them.
pub(super) const FRAMING: Cost = 20;
/// What a line pays in which a character changes that stands after its code, as in tables of charsets.
pub(super) const CODED: Cost = 300;
/// What a unit of measurement, or a power, pays that comes out as something else.
pub(super) const UNIT: Cost = 100;
/// How much less a line pays in which a letter that stands amid signs, where it joins no words, comes out as a sign.
pub(super) const UNLINKED: Cost = 80;
/// What a word pays that comes out with an inverted mark before it where the language is not Spanish or a neighbour.
pub(super) const OPENING: Cost = 60;
/// What a word pays that comes out with a dash between letters where the language is not English.
pub(super) const INNER_DASH: Cost = 80;
/// What a text pays in which at least half the words that are misread are a few capitals each, as acronyms are.
pub(super) const ACRONYM: Cost = 60;
/// The same for one of four, which are words as often.
pub(super) const ACRONYM_OF_FOUR: Cost = 36;
/// What a word pays in which a full stop follows dots that come out.
pub(super) const DOTS: Cost = 60;
/// What a word pays that begins with a soft hyphen, of which texts keep some in odd places, and comes out with what the
/// language around has no need of.
pub(super) const SOFT_HYPHEN: Cost = 100;
/// What a word pays that stands in a pair of quotes and comes out without.
pub(super) const UNQUOTED: Cost = 100;
/// What a line pays that fits no language that is stored in the charset in question.
pub(super) const OUTSIDE: Cost = 40;

/// What a line gains in which a word comes out that is frequent in a language around.
pub(super) const FREQUENT: Cost = 25;

/// What a hanzi amid kana pays that no charset of Japanese has.
pub(super) const ALIEN_TO_KANA: Cost = 60;
/// What Chinese and Korean pay for kana.
pub(super) const ALIEN_KANA: Cost = 60;

/// What text pays for words that are right before the first that was misread: most lines are of one piece.
pub(super) const BEGIN: Cost = 20;
/// What text pays for words that are right amid such a misreading.
pub(super) const LEAVE: Cost = 40;
/// The same for going back to it.
pub(super) const RETURN: Cost = 40;
/// What each word pays at most that is better as it stands, beside others that are said to be misread: lines
/// are mostly of one piece. Long words pay more times.
pub(super) const CONTRADICTION: Cost = 30;
/// What such words pay at most together.
pub(super) const CONTRADICTIONS: Cost = 150;
/// How much more they pay where the line is said to be misread as a multi-byte charset.
pub(super) const BLAME: Cost = 4;
/// What each character pays that the decoder in question cannot have given.
pub(super) const IMPOSSIBLE: Cost = 60;
/// What a word pays that would be odd only once it is decoded.
pub(super) const ODDER: Cost = 60;

/// Characters of good text cost about this beside what they stand after: what they cost more is what a repair
/// could gain.
pub(super) const GOOD_RUN: Cost = 28;
/// Words whose characters cost less than this are good: most words of most languages are.
pub(super) const ODD_RUN: Cost = 46;
/// The same for words with [`MORE`] characters beyond ASCII: misread, they all cost much.
pub(super) const ODD_RUN_OF_MORE: Cost = 50;
/// See [`ODD_RUN_OF_MORE`].
pub(super) const MORE: u32 = 3;
/// The same for words with hanzi, kana or hangul, which cost more: those that turn out misread hardly ever cost less.
pub(super) const ODD_RUN_OF_IDEOGRAPHS: Cost = 61;
/// The same for words with fewer than [`FEW_IDEOGRAPHS`], a rare one of which says nothing.
pub(super) const ODD_RUN_OF_FEW_IDEOGRAPHS: Cost = 80;
/// See [`ODD_RUN_OF_FEW_IDEOGRAPHS`].
pub(super) const FEW_IDEOGRAPHS: Cost = 4;
/// How much more a Cyrillic letter costs that stands alone amid plain words: it is a word only beside others of its script.
pub(super) const STRAY_LETTER: Cost = 60;
/// Three runs of characters that cost this much are odd in the best of words: one letter of a long one may be wrong.
pub(super) const PEAK: Cost = 200;

/// Words with so many characters beyond ASCII are whole phrases, of scripts without spaces, in which some may well be rare.
pub(super) const MANY: u32 = 16;
/// How much more than [`GOOD_RUN`] a hanzi, kana or hangul syllable of good text costs, and the two letters that may have
/// been misread as one.
pub(super) const GOOD_IDEOGRAPH: Cost = 14;
/// What a word could gain at least that would be a frequent one, were it spelt otherwise.
pub(super) const SPELT: Cost = 60;
/// What a word could gain at least that has a letter that is out of place in its language.
pub(super) const ALIEN_WORD: Cost = 50;
/// A line is left without asking for its languages if its words could not gain more than this in all.
pub(super) const SUSPECT_LINE: Cost = 40;

/// From so many plain letters on a letter with an accent that is rarer in their language than anywhere by this much is
/// out of place.
pub(super) const ENOUGH_LETTERS: usize = 12;
/// See [`ENOUGH_LETTERS`].
pub(super) const ALIEN: Cost = 20;

/// Words decoded from a misreading have to stay below this mean cost: nearly all real text does.
pub(super) const PLAUSIBLE: Cost = 60;
/// The same for what stands there as drawings and signs, which good text has as well.
pub(super) const PLAUSIBLE_FOR_SIGNS: Cost = 40;
/// How much more hanzi, kana and hangul cost, of which there are thousands, where there are only a few.
pub(super) const PLAUSIBLE_IDEOGRAPH: Cost = 25;
/// The same where there are enough of them to be a text: 99 in 100 lines of Chinese stay below.
pub(super) const PLAUSIBLE_IDEOGRAPH_IN_TEXT: Cost = 50;
/// How much more a few words may cost in all: one rare letter is no nonsense.
pub(super) const PLAUSIBLE_SLACK: Cost = 80;
/// The same where there are only a few characters: what costs much may be all there is.
pub(super) const PLAUSIBLE_SLACK_OF_FEW: Cost = 160;
/// The same for hanzi, kana and hangul, where this is no more than half a rare one.
pub(super) const PLAUSIBLE_SLACK_OF_IDEOGRAPHS: Cost = 20;
/// The same for a few of them.
pub(super) const PLAUSIBLE_SLACK_OF_FEW_IDEOGRAPHS: Cost = 80;
/// Words are plausible as well if they cost less than this many tenths of what they cost as they stand.
pub(super) const PLAUSIBLE_SHARE: Cost = 4;
/// The same for as many hanzi, kana and hangul as make words rather than faces.
pub(super) const PLAUSIBLE_SHARE_OF_IDEOGRAPHS: Cost = 6;

/// How much less likely than the best one a reading may be to be compared with it by how well it fits a language.
pub(super) const FAR_BEHIND: Cost = 200;

/// How much more unusual than as they stand the first characters may be under a misreading for that to be tried: of
/// a thousand that turn out right one is beyond.
pub(super) const SCREEN_SLACK: Cost = 130;
/// The same for what was stored in a multi-byte charset.
pub(super) const SCREEN_SLACK_OF_MULTI: Cost = 100;
/// How much more unusual than under the best misreading they may be; the same share is beyond.
pub(super) const SCREEN_RANGE: Cost = 400;
/// The same among those that were stored in multi-byte charsets, which differ more.
pub(super) const SCREEN_RANGE_OF_MULTI: Cost = 300;
