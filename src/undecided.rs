//! Pieces that stay, because no reading of them is sure enough.

use crate::{
    ascii::next_non_ascii,
    fidelity::Fidelity,
    finding::{Finding, RunnerUp},
    model::{Cost, Languages},
    rivals::{self, Reading},
    settings::Settings,
    suspicion, weights,
};
use alloc::{borrow::ToOwned, vec::Vec};
use core::ops::Range;

/// Readings that would make the text less likely than it is by more than this are no readings.
const NEAR: Cost = 40;
/// What may have been misread is no longer than this.
const LONGEST: usize = 400;

/// The pieces of a text, outside of what changes, that have readings which fall short of a repair; each with at most as
/// many as are wanted.
pub(crate) fn find(text: &str, findings: &[Finding], wanted: usize, settings: &Settings) -> Vec<Finding> {
    suspicion::foreign_lines(text)
        .filter(|line| {
            let next = findings.partition_point(|finding| finding.range.end <= line.start);
            findings.get(next).is_none_or(|finding| finding.range.start >= line.end)
        })
        .filter(|line| {
            let suspicion = suspicion::of_line(&text[line.clone()]);
            suspicion.utf8 || suspicion.legacy && settings.legacy
        })
        .filter_map(|line| in_line(text, line, wanted, settings))
        .collect()
}

fn in_line(text: &str, line: Range<usize>, wanted: usize, settings: &Settings) -> Option<Finding> {
    let piece = piece(&text[line.clone()])?;
    let range = line.start + piece.start..line.start + piece.end;
    if range.len() > LONGEST {
        return None;
    }
    let languages = Languages::of(&text[line], settings.languages);
    let mut readings = rivals::readings(text, range.clone(), &languages, settings);
    readings.retain(|reading| reading.log_odds > -NEAR);
    readings.truncate(wanted);
    // Together they are no surer than one of them may be.
    let sure = |reading: &Reading| weights::confidence(reading.log_odds, Fidelity::EXACT);
    let whole = readings.iter().map(sure).sum::<f32>().max(1.0);
    let mut readings = readings.into_iter().map(|reading| RunnerUp {
        confidence: sure(&reading) / whole,
        repaired: reading.text,
        chain: reading.misreading.into(),
    });
    let RunnerUp { repaired, chain, confidence } = readings.next()?;
    Some(Finding {
        garbled: text[range.clone()].to_owned(),
        range,
        repaired,
        chain,
        confidence,
        fidelity: Fidelity::EXACT,
        runners_up: readings.collect(),
    })
}

/// From the first word of a line to the last that has a character beyond ASCII.
fn piece(line: &str) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    let first = next_non_ascii(bytes, 0)?;
    let last = bytes.iter().rposition(|byte| !byte.is_ascii())?;
    let start = memchr::memrchr2(b' ', b'\t', &bytes[..first]).map_or(0, |at| at + 1);
    let end = memchr::memchr3(b' ', b'\t', b'\r', &bytes[last..]).map_or(bytes.len(), |at| last + at);
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str, wanted: usize) -> Vec<alloc::string::String> {
        let found = find(text, &[], wanted, &Settings::default());
        found.into_iter().map(|finding| finding.repaired).collect()
    }

    #[test]
    fn short_words_may_have_been_others() {
        let found = find("a line\ncampańa\n", &[], 3, &Settings::default());
        assert_eq!((found.len(), found[0].garbled.as_str(), found[0].repaired.as_str()), (1, "campańa", "campaña"));
        assert!(found[0].confidence < 0.5 && found[0].runners_up.len() <= 2);
    }

    #[test]
    fn good_text_is_decided() {
        for line in ["Il était une fois", "Дом стоит на берегу", "今天天气很好。", "plain"] {
            assert!(repaired(line, 3).is_empty(), "{line}");
        }
    }

    #[test]
    fn pieces_are_whole_words() {
        assert_eq!(piece("une année à Paris"), Some(4..13));
        assert_eq!(piece("plain"), None);
    }
}
