//! A first look at a line: does anything in it look unlike text?
//!
//! Nearly all text is good and leaves here. Characters beyond ASCII cost the model little beside what they stand
//! next to, in any language; misread ones cost much, and stand together. So the look adds up what pairs of
//! characters cost above a level that good text seldom reaches, and starts anew wherever the sum falls below
//! nothing (a CUSUM chart; Page 1954).

use crate::{
    model::{self, Cost, EDGE},
    scan::next_non_ascii,
    weights,
};
use core::ops::Range;

/// The lines with characters beyond ASCII, without their ends.
pub(crate) fn foreign_lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        let foreign = next_non_ascii(bytes, at)?;
        let start = memchr::memrchr(b'\n', &bytes[at..foreign]).map_or(at, |offset| at + offset + 1);
        at = memchr::memchr(b'\n', &bytes[foreign..]).map_or(bytes.len(), |offset| foreign + offset);
        Some(start..at)
    })
}

/// Could a line have been misread at all? Without allocation, in one pass over its characters beyond ASCII.
pub(crate) fn is_suspect(line: &str) -> bool {
    exceeds(EDGE, line, EDGE, weights::SUSPECT)
}

/// Could a part of a line, which stands between two characters, have been UTF-8 that was misread?
pub(crate) fn is_suspect_part(before: char, part: &str, after: char) -> bool {
    exceeds(before, part, after, weights::SUSPECT_OF_UTF8)
}

/// Do pairs of characters cost more than usual by `limit` in all?
fn exceeds(before: char, text: &str, after: char, limit: Cost) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    // What is above the level so far: within a suspect piece, and at the end of the best one.
    let (mut inside, mut left) = (0, 0);
    while let Some(start) = next_non_ascii(bytes, at) {
        let mut previous = start.checked_sub(1).map_or(before, |at| char::from(bytes[at]));
        let mut chars = text[start..].chars();
        loop {
            let next = chars.next();
            let c = next.unwrap_or(after);
            inside = inside.max(left - weights::RETURN).max(0) + model::pair_cost(previous, c) - usual(c);
            left = left.max(inside);
            if inside > limit {
                return true;
            }
            if c.is_ascii() || next.is_none() {
                break;
            }
            previous = c;
        }
        at = bytes.len() - chars.as_str().len();
    }
    false
}

/// What good text seldom exceeds: there are more hanzi and hangul than letters.
fn usual(c: char) -> Cost {
    if ('\u{2E80}'..'\u{FF00}').contains(&c) { weights::USUAL_IDEOGRAPH } else { weights::USUAL_PAIR }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_text_is_not_suspect() {
        for line in ["Année, über, señor", "Привет, друзья!", "今天天气很好。", "こんにちは、元気ですか", "plain"]
        {
            assert!(!is_suspect(line), "{line}");
        }
    }

    #[test]
    fn misread_text_is() {
        for line in ["cafÃ©", "itâ€™s", "РџСЂРёРІРµС‚", "it鈥檚", "縺薙ｓ", "Ïðèâåò", "ÄãºÃ"]
        {
            assert!(is_suspect(line), "{line}");
        }
    }
}
