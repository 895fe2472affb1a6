//! Weights and margins: how likely each misreading is, and how sure a repair has to be.
//!
//! All are costs in units of 1/10 nat ([`crate::model::UNITS_PER_NAT`]): 23 units are a factor of ten.

use crate::{
    charset::{Charset, CharsetMask},
    fidelity::Fidelity,
    misreading::Misreading,
    model::{Cost, UNITS_PER_NAT},
};

/// Every misreading pays this on top of its prior. It is the margin: a repair that is not a thousand
/// times likelier than the text as it stands is left alone.
pub(crate) const MARGIN: Cost = 82;

/// Good text seldom has pairs of characters that cost more than this, misread text hardly any others.
pub(crate) const USUAL_PAIR: Cost = 60;
/// The same where the second is a hanzi or hangul syllable.
pub(crate) const USUAL_IDEOGRAPH: Cost = 105;
/// The same for a look at what a legacy charset may have spoilt: that leaves whole lines of rare ones.
pub(crate) const USUAL_IDEOGRAPH_OF_LEGACY: Cost = 118;
/// The same for runs of three, which say more.
pub(crate) const USUAL_IDEOGRAPH_IN_RUN: Cost = 90;
/// How much less than a misreading costs what it explains may be above the usual: characters that come out right
/// cost less than usual ones. Of a thousand repairs of misread UTF-8 one gains less.
pub(crate) const UNUSUAL: Cost = 58;
/// How much above that a piece has to be for a look at what UTF-8 it could have been. Of a thousand repairs of
/// misread UTF-8 one is below.
pub(crate) const SUSPECT_OF_UTF8: Cost = 16;
/// How much above the usual the runs of three of a line have to be for such a look: hardly a repair of misread UTF-8 is
/// below.
pub(crate) const LEAST_IN_LINE: Cost = 20;
/// How much above that a Cyrillic letter is there that stands alone amid plain words.
pub(crate) const STRAY_LETTER: Cost = 30;
/// How much above that a line has to be for a look at which legacy charset it could have been stored in. Of a
/// thousand such repairs one is below.
pub(crate) const SUSPECT_OF_LEGACY: Cost = 2;

/// How much more than that rare characters add up to by chance where there are so many beyond ASCII: one for each beyond
/// the first few. Where much was misread, nearly all of them are rare.
pub(crate) fn by_chance(foreign: usize) -> Cost {
    const FEW: usize = 8;
    const MOST: Cost = 100;
    Cost::try_from(foreign.saturating_sub(FEW)).unwrap_or(MOST).min(MOST)
}

/// How much less a piece by itself counts: the rarest words of good text add up to about as much.
pub(crate) const PIECE: Cost = 60;

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

/// The same garbled piece again counts for this part of the first.
pub(crate) const SAME_AGAIN: Cost = 4;

/// What text pays that goes back to a misreading it left for a character that was right: mixed lines
/// exist (good and bad words side by side), but most lines are of one piece.
pub(crate) const RETURN: Cost = 30;

/// What text pays for a non-ASCII character that is right among misread ones.
pub(crate) const LEAVE: Cost = 50;

/// The most that a C1 control costs as an outcome: text has none, but UTF-8 that was misread once before has.
pub(crate) const CONTROL_BENEATH: Cost = 60;

/// What a private-use character pays as an outcome: fonts of icons have them, text has not.
pub(crate) const PRIVATE_USE: Cost = 100;

/// What a C1 control pays inside the misreading as Windows-1252, which has a character for its byte: texts misread
/// partly as ISO-8859-1 and partly as Windows-1252 exist.
pub(crate) const CONTROL_IN_1252: Cost = 10;
/// The same inside another charset: of those no such mixture is known, one decoder is the rule.
pub(crate) const FOREIGN_CONTROL: Cost = 40;

/// How much less a mark on a letter costs as it stands where a text begins: no word begins so, but texts are cut
/// anywhere.
pub(crate) const FRAGMENT: Cost = 60;

/// What a lost byte pays where the decoder left U+FFFD for it: nothing else leaves that.
pub(crate) const LOST_MARKED: Cost = 5;
/// The same where it left `?` or `・`, which text has of its own.
pub(crate) const LOST_QUESTION: Cost = 20;
/// How much more such marks cost for bytes that the decoder read as controls: another, later, left them.
pub(crate) const LOST_LATER: Cost = 25;
/// What a lost byte pays where a decoder left nothing.
pub(crate) const LOST_SILENTLY: Cost = 25;
/// The same where that was a C1 control, which many programs take out.
pub(crate) const LOST_CONTROL: Cost = 5;
/// The same where U+00A0 became a plain space, as editors and web pages make it.
pub(crate) const LOST_NO_BREAK: Cost = 15;
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
pub(crate) const LOST_AGAIN: Cost = 5;
/// What a lost byte pays on top if a decoder could have read it with the byte after it. Decoders differ in
/// a few cells.
pub(crate) const LOST_THOUGH_READABLE: Cost = 30;
/// The same where the byte after it is ASCII: there they hardly differ.
pub(crate) const LOST_THOUGH_PLAIN: Cost = 120;
/// What a lost byte pays that gives the quote which closes an open one: nearly all quotes are closed.
pub(crate) const CLOSING_QUOTE: Cost = -35;
/// The same for a closing quote where none is open, and for one that opens right after a letter.
pub(crate) const UNOPENED_QUOTE: Cost = 20;
/// What a lost byte pays where the misreading has not given one exact character before.
pub(crate) const LOST_ALONE: Cost = 35;
/// The same as a charset of one byte a character: the letter that is left of the sequence is foreign to its place itself.
pub(crate) const LOST_ALONE_OF_SINGLE: Cost = 20;
/// The same for a capital among capitals: words in capitals are of all kinds.
pub(crate) const LOST_ALONE_IN_CAPITALS: Cost = 30;
/// How much less it pays, at most, for being foreign to the languages around.
pub(crate) const ALIEN: Cost = 30;
/// The same as [`LOST_ALONE`] for a quote or a dash: those are lost more often than all else.
pub(crate) const LOST_PUNCTUATION_ALONE: Cost = 10;
/// What a no-break space pays as a guess: the model knows it as commoner than it is.
pub(crate) const LOST_SPACE: Cost = 25;
/// What a capital pays as a guess that stands alone amid a sentence.
pub(crate) const LOST_CAPITAL: Cost = 20;
/// What a guess pays that is of another script than what was restored before.
pub(crate) const LOST_ELSEWHERE: Cost = 30;
/// What an arrow pays as a guess between spaces.
pub(crate) const LOST_ARROW: Cost = 25;
/// How much less a dash costs as a guess where a line begins than by what the model knows of such places: it counts quotes
/// there that are cut from their words.
pub(crate) const FIRST_DASH: Cost = 25;
/// What a control, a wide space or a rare sign of the general punctuation pays as a guess: text hardly has them.
pub(crate) const LOST_RARITY: Cost = 40;
/// How much more than a minus a hyphen between letters costs as a guess, at most.
pub(crate) const HYPHEN_FOR_MINUS: Cost = 40;
/// How much commoner after a character than its class a guess may be. What is commoner still is one of the few keys that
/// the model's filter takes for those it has.
pub(crate) const COMMONER: Cost = 200;
/// What a lost lead byte pays on top, for the choice among those of the script.
pub(crate) const LOST_LEAD: Cost = 15;
/// What a character pays that nothing can restore.
pub(crate) const UNKNOWN: Cost = 130;
/// The same where the script is not known yet.
pub(crate) const LOST_FIRST_LEAD: Cost = 30;
/// A reading that supposes lost bytes has to gain more than it pays, by one in [`SUPPOSED_SHARE`] of what it pays beyond
/// this: of many things that may be supposed, some fit by chance.
pub(crate) const SUPPOSED_FREE: Cost = 200;
/// See [`SUPPOSED_FREE`].
pub(crate) const SUPPOSED_SHARE: Cost = 4;
/// What each character that lost bytes are supposed to have given pays against a reading that supposes none.
pub(crate) const SUPPOSED: Cost = 40;
/// What a lost line end pays on top: most decoders stop before one.
pub(crate) const LOST_LINE_END: Cost = 30;

/// Paths that cost this much more than the best one are dropped: no sequence still incomplete can
/// make up for it, since the rarest two characters cost less.
pub(crate) const BEAM: Cost = 200;

/// Confidence is a logistic function of the log-odds: its slope a nat, and its offset. Fitted to text
/// that the model has not seen; `data/MODEL_CARD.md` has the calibration.
const CONFIDENCE_SLOPE: f32 = 0.22;
/// See [`CONFIDENCE_SLOPE`].
const CONFIDENCE_OFFSET: f32 = 0.6;
/// The most that a change is likelier beside which bytes are lost: of those without a supposed character one in fifty
/// is wrong, however much likelier they make the text.
pub(crate) const SUREST_BESIDE_LOST: Cost = 205;
/// How many of the characters that lost bytes were supposed to give are right, on the same text.
const INFERRED_RIGHT: f32 = 0.67;

/// What it costs to start a misreading that is proved elsewhere in the document.
pub(crate) const PROVED_ENTRY: Cost = 25;
/// How much less a legacy misreading pays of which the caller knows that it happened.
pub(crate) const KNOWN_SOURCE: Cost = 70;
/// How much less it pays if it was stored in a charset of the languages that the caller knows.
pub(crate) const KNOWN_LANGUAGE: Cost = 25;
/// How much likelier a change has to make the text to prove its misreading for the rest of the document.
pub(crate) const PROOF: Cost = 130;

/// What bytes pay for each that an encoding leaves unread, when an encoding is guessed.
pub(crate) const UNREADABLE: Cost = 60;
/// How much less an encoding pays that the text or the caller declares: declarations are mostly right.
pub(crate) const DECLARED: Cost = 100;
/// How much less an encoding pays that chardetng proposes: it is right more often than not.
pub(crate) const PROPOSED: Cost = 40;
/// What bytes pay for being in two encodings.
pub(crate) const MIXED: Cost = 60;
/// What bytes pay for being in UTF-16 without a mark and without NULs.
pub(crate) const UTF_16: Cost = 100;

/// The cost of starting a misreading of UTF-8 as `read_as`: the margin and the prior.
pub(crate) fn utf8_entry(read_as: Charset) -> Cost {
    MARGIN + prior(read_as)
}

/// The least that starting a misreading as one of these charsets costs.
pub(crate) fn least_utf8_entry(charsets: CharsetMask) -> Cost {
    let some = |charset: &&Charset| charsets >> charset.index() & 1 == 1;
    let entries = Charset::ALL[..Charset::LEGACY_COUNT].iter().filter(some).map(|&charset| utf8_entry(charset));
    entries.min().unwrap_or(Cost::MAX)
}

/// How much rarer it is that UTF-8 is read as this charset than as Windows-1252.
///
/// Reasons: Windows-1252 is the default of the web and of Western Windows, ISO-8859-1 that of many
/// libraries and databases; the ANSI code pages are the defaults of Windows elsewhere and so as common
/// as their countries; Mac Roman and the DOS code pages live on in spreadsheets and consoles; the
/// other parts of ISO-8859 are seldom anybody's default.
fn prior(read_as: Charset) -> Cost {
    match read_as {
        Charset::Windows1252 => 0,
        Charset::Iso8859_1 => 3,
        Charset::Gb18030 | Charset::Windows1251 => 10,
        Charset::Windows1250 | Charset::ShiftJis | Charset::EucKr | Charset::Big5 => 14,
        Charset::Windows1253
        | Charset::Windows1254
        | Charset::Windows1255
        | Charset::Windows1256
        | Charset::Windows1257
        | Charset::Windows1258
        | Charset::Windows874
        | Charset::Macintosh
        | Charset::Ibm437
        | Charset::Koi8R => 18,
        Charset::Ibm850 | Charset::Ibm852 | Charset::Ibm866 | Charset::EucJp => 23,
        Charset::Iso8859_15 | Charset::Iso8859_2 | Charset::Iso8859_7 | Charset::MacCyrillic | Charset::Koi8U => 40,
        Charset::Ibm737 | Charset::Ibm775 | Charset::Ibm857 | Charset::Ibm862 => 50,
        Charset::Ibm855 | Charset::Iso8859_5 => 65,
        _ => 90,
    }
}

/// What the misreadings of UTF-8 in a chain pay.
pub(crate) fn chain_entry(chain: &[Misreading]) -> Cost {
    chain.iter().map(|misreading| utf8_entry(misreading.read_as())).sum()
}

/// What the misreadings of a chain pay besides the margin.
pub(crate) fn chain_prior(chain: &[Misreading]) -> Cost {
    chain.iter().map(|misreading| prior(misreading.read_as())).sum()
}

/// The probability that a change is right, from how much likelier it makes the text, and how much of it is
/// inferred.
pub(crate) fn confidence(log_odds: Cost, fidelity: Fidelity) -> f32 {
    let nats = log_odds as f32 / UNITS_PER_NAT;
    let inferred = libm::powf(INFERRED_RIGHT, fidelity.inferred_characters() as f32);
    inferred / (1.0 + libm::expf(CONFIDENCE_OFFSET - nats * CONFIDENCE_SLOPE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_misreading_is_commoner_than_windows_1252() {
        for charset in &Charset::ALL[..Charset::LEGACY_COUNT] {
            assert!(utf8_entry(*charset) >= utf8_entry(Charset::Windows1252));
        }
    }
}
