//! Weights and margins: how likely each misreading is, and how sure a repair has to be.
//!
//! All are costs in units of 1/10 nat ([`crate::model::UNITS_PER_NAT`]): 23 units are a factor of ten.

pub(crate) mod entire;
pub(crate) mod gates;
pub(crate) mod lost;
pub(crate) mod sketch;

use crate::{
    charset::{Charset, CharsetMask},
    fidelity::Fidelity,
    misreading::Misreading,
    model::{Cost, UNITS_PER_NAT},
};

/// Every misreading pays this on top of its prior. It is the margin: a repair that is not a thousand
/// times likelier than the text as it stands is left alone.
pub(crate) const MARGIN: Cost = 82;

/// The same garbled piece again counts for this part of the first.
pub(crate) const SAME_AGAIN: Cost = 4;

/// What text pays that goes back to a misreading it left for a character that was right: mixed lines
/// exist (good and bad words side by side), but most lines are of one piece.
pub(crate) const RETURN: Cost = 30;

/// What text pays for a non-ASCII character that is right among misread ones.
pub(crate) const LEAVE: Cost = 50;

/// The most that a C1 control costs as an outcome: text has none, but UTF-8 that was misread once before has.
pub(crate) const CONTROL_BENEATH: Cost = 60;

/// What a hanzi, kana or hangul syllable pays that is all that comes out, after a small letter.
pub(crate) const GLUED_IDEOGRAPH: Cost = 80;

/// What a C1 control pays that is all that comes out.
pub(crate) const CONTROL_ALONE: Cost = 80;

/// What a private-use character pays as an outcome: fonts of icons have them, text has not.
pub(crate) const PRIVATE_USE: Cost = 100;

/// What a character pays that is in a plane of Unicode without any, or in one for private use.
pub(crate) const NO_CHARACTER: Cost = 400;

/// What a C1 control pays inside the misreading as Windows-1252, which has a character for its byte: texts misread
/// partly as ISO-8859-1 and partly as Windows-1252 exist.
pub(crate) const CONTROL_IN_1252: Cost = 10;

/// The same inside another charset: of those no such mixture is known, one decoder is the rule.
pub(crate) const FOREIGN_CONTROL: Cost = 40;

/// How much less a mark on a letter costs as it stands where a text begins: no word begins so, but texts are cut
/// anywhere.
pub(crate) const FRAGMENT: Cost = 60;

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
