//! What lost bytes pay, and what they may have given.

use crate::model::Cost;

/// What a lost byte pays where the decoder left U+FFFD for it: nothing else leaves that.
pub(crate) const MARKED: Cost = 5;

/// The same where it left `?` or `・`, which text has of its own.
pub(crate) const QUESTION: Cost = 20;

/// How much more such marks cost for bytes that the decoder read as controls: another, later, left them.
pub(crate) const LATER: Cost = 25;

/// What a lost byte pays where a decoder left nothing.
pub(crate) const SILENTLY: Cost = 25;

/// The same where that was a C1 control, which many programs take out.
pub(crate) const CONTROL: Cost = 5;

/// The same where U+00A0 became a plain space, as editors and web pages make it.
pub(crate) const NO_BREAK: Cost = 15;

/// How much more it pays if the space stands for one of its own as well, as two in a row are folded into one.
pub(crate) const FOLDED: Cost = 2;

/// How much more it pays if the space does not, and the letter is joined to the word after it.
pub(crate) const GLUED: Cost = 20;

/// The mean cost below which characters have to stay that rest on lost bytes: nearly all real text does.
pub(crate) const PLAUSIBLE: Cost = 85;

/// How much more they may cost together: one of them may be rare.
pub(crate) const PLAUSIBLE_SLACK: Cost = 100;

/// The same where there are at least [`MANY`] of them: some scripts have more letters, each of them rarer, and what stands
/// for those is rarer still.
pub(crate) const PLAUSIBLE_OF_MANY: Cost = 110;

/// See [`PLAUSIBLE_OF_MANY`].
pub(crate) const MANY: Cost = 6;

/// What a lost byte pays where the same decoder has lost others in the same way.
pub(crate) const AGAIN: Cost = 5;

/// What a lost byte pays on top if a decoder could have read it with the byte after it. Decoders differ in
/// a few cells.
pub(crate) const THOUGH_READABLE: Cost = 30;

/// The same where the byte after it is ASCII: there they hardly differ.
pub(crate) const THOUGH_PLAIN: Cost = 120;

/// What a lost byte pays that gives the quote which closes an open one: nearly all quotes are closed.
pub(crate) const CLOSING_QUOTE: Cost = -35;

/// The same for a closing quote where none is open, and for one that opens right after a letter.
pub(crate) const UNOPENED_QUOTE: Cost = 20;

/// What a lost byte pays where the misreading has not given one exact character before.
pub(crate) const ALONE: Cost = 35;

/// The same as a charset of one byte a character: the letter that is left of the sequence is foreign to its place itself.
pub(crate) const ALONE_OF_SINGLE: Cost = 20;

/// The same for a capital among capitals: words in capitals are of all kinds.
pub(crate) const ALONE_IN_CAPITALS: Cost = 30;

/// How much less it pays, at most, for being foreign to the languages around.
pub(crate) const ALIEN: Cost = 30;

/// The same as [`ALONE`] for a quote or a dash: those are lost more often than all else.
pub(crate) const PUNCTUATION_ALONE: Cost = 10;

/// What a letter costs more, at least, by itself that is no word of the languages around.
pub(crate) const NO_WORD: Cost = 20;

/// What it pays more if the language around has that letter, as a word if it stands alone, and nothing stands for the lost byte.
pub(crate) const OWN: Cost = 60;

/// The same for a letter of Latin script by itself amid words of another: it is a sign.
pub(crate) const SYMBOL: Cost = 120;

/// What a no-break space pays as a guess: the model knows it as commoner than it is.
pub(crate) const SPACE: Cost = 25;

/// What a byte pays on top that was a soft hyphen: not all programs take those out.
pub(crate) const HIDDEN: Cost = 25;

/// What a capital pays as a guess that stands alone amid a sentence.
pub(crate) const CAPITAL: Cost = 20;
/// What a letter pays that no likely language has, where nothing that is whole speaks for it.
pub(crate) const STRANGE: Cost = 60;

/// What a guess pays that is of another script than what was restored before.
pub(crate) const ELSEWHERE: Cost = 30;

/// What an arrow pays as a guess between spaces.
pub(crate) const ARROW: Cost = 25;

/// How much less a dash costs as a guess where a line begins than by what the model knows of such places: it counts quotes
/// there that are cut from their words.
pub(crate) const FIRST_DASH: Cost = 25;

/// What a control, a wide space or a rare sign of the general punctuation pays as a guess: text hardly has them.
pub(crate) const RARITY: Cost = 40;

/// How much more than a minus a hyphen between letters costs as a guess, at most.
pub(crate) const HYPHEN_FOR_MINUS: Cost = 40;

/// How much commoner after a character than its class a guess may be. What is commoner still is one of the few keys that
/// the model's filter takes for those it has.
pub(crate) const COMMONER: Cost = 200;

/// What a lost lead byte pays on top, for the choice among those of the script.
pub(crate) const LEAD: Cost = 15;

/// What a character pays that nothing can restore.
pub(crate) const UNKNOWN: Cost = 130;

/// The same as [`LEAD`] where the script is not known yet.
pub(crate) const FIRST_LEAD: Cost = 30;

/// A reading that supposes lost bytes has to gain more than it pays, by one in [`SUPPOSED_SHARE`] of what it pays beyond
/// this: of many things that may be supposed, some fit by chance.
pub(crate) const SUPPOSED_FREE: Cost = 200;

/// See [`SUPPOSED_FREE`].
pub(crate) const SUPPOSED_SHARE: Cost = 4;

/// What each character that lost bytes are supposed to have given pays against a reading that supposes none.
pub(crate) const SUPPOSED: Cost = 20;

/// What a lost line end pays on top: most decoders stop before one.
pub(crate) const LINE_END: Cost = 30;

/// What a guessed word of so many letters costs more than by its runs that is not among the frequent ones of a language,
/// where another is that the same bytes may have been.
pub(crate) const UNLISTED: [Cost; 7] = [0, 60, 60, 45, 30, 20, 10];

/// The same where the frequent ones are nearly all that there are: the syllables of Vietnamese.
pub(crate) const NO_SYLLABLE: Cost = 60;
