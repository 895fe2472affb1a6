//! A first look at a line: does anything in it look unlike text?
//!
//! Nearly all text is good and leaves here. Characters beyond ASCII cost the model little beside what they stand
//! next to, in any language; misread ones cost much, and stand together. So the look adds up what pairs of
//! characters cost above a level that good text seldom reaches, and starts anew wherever the sum falls below
//! nothing (a CUSUM chart; Page, "Continuous Inspection Schemes", 1954).

use crate::{
    model::{self, Cost, EDGE},
    scan::next_non_ascii,
    weights,
};
use core::ops::Range;

/// What a line may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Suspicion {
    /// Could there be misread UTF-8 in it?
    pub(crate) utf8: bool,
    /// Could it have been stored in one legacy charset and read as another?
    pub(crate) legacy: bool,
}

/// Looks at a line: without allocation, in one pass over its characters beyond ASCII.
pub(crate) fn of_line(line: &str) -> Suspicion {
    look(EDGE, line, EDGE)
}

/// Looks at a part of a line, which stands between two characters.
pub(crate) fn of_part(before: char, part: &str, after: char) -> Suspicion {
    look(before, part, after)
}

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

fn look(before: char, text: &str, after: char) -> Suspicion {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut utf8 = Chart::default();
    // The same until there is a hanzi, kana or syllable.
    let mut legacy = None;
    let mut halves = 0;
    while let Some(start) = next_non_ascii(bytes, at) {
        let mut previous = start.checked_sub(1).map_or(before, |at| char::from(bytes[at]));
        let mut reachable = true;
        let mut chars = text[start..].chars();
        loop {
            let next = chars.next();
            let c = next.unwrap_or(after);
            let both = reachable && !is_unreachable(c);
            reachable = !is_unreachable(c);
            if both {
                let cost = model::pair_cost(previous, c);
                if is_ideograph(c) {
                    legacy.get_or_insert(utf8).add(cost - weights::USUAL_IDEOGRAPH_OF_LEGACY);
                    utf8.add(cost - weights::USUAL_IDEOGRAPH);
                } else {
                    if let Some(legacy) = &mut legacy {
                        legacy.add(cost - weights::USUAL_PAIR);
                    }
                    utf8.add(cost - weights::USUAL_PAIR);
                }
            }
            if c.is_ascii() || next.is_none() {
                break;
            }
            // Charsets of Japanese share the kana: where hanzi are misread, those may stay as they were.
            halves += if is_kana(c) { 1 } else { 2 };
            previous = c;
        }
        at = bytes.len() - chars.as_str().len();
    }
    let legacy = legacy.unwrap_or(utf8);
    let by_chance = weights::by_chance(halves / 2);
    Suspicion {
        utf8: utf8.most > weights::SUSPECT_OF_UTF8 + by_chance,
        legacy: legacy.most > weights::SUSPECT_OF_LEGACY + by_chance,
    }
}

/// Is it of a script that no charset has but those of Unicode, as those of India are? What is read wrong never comes
/// out as that.
fn is_unreachable(c: char) -> bool {
    c >= '\u{700}' && matches!(c, ..'\u{E00}' | '\u{E80}'..'\u{1E00}')
}

fn is_kana(c: char) -> bool {
    ('\u{3040}'..'\u{3100}').contains(&c)
}

/// Is it a hanzi, kana or hangul syllable? There are more of them than of letters, so each costs more.
pub(crate) fn is_ideograph(c: char) -> bool {
    ('\u{2E80}'..'\u{FF00}').contains(&c)
}

/// What is above the level so far.
#[derive(Clone, Copy, Default)]
pub(crate) struct Chart {
    /// Within a suspect piece.
    inside: Cost,
    /// At most: pieces after the best one add to it what they have above the cost of a return.
    most: Cost,
}

impl Chart {
    /// Adds what a character costs above the level.
    pub(crate) fn add(&mut self, excess: Cost) {
        self.inside = self.inside.max(self.most - weights::RETURN).max(0) + excess;
        self.most = self.most.max(self.inside);
    }

    /// The most that pieces of the text were above the level.
    pub(crate) fn most(self) -> Cost {
        self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::{Charset, Tables};

    #[test]
    fn good_text_is_not_suspect() {
        for line in ["今天天气很好。", "こんにちは、元気ですか", "plain"] {
            assert_eq!(of_line(line), Suspicion::default(), "{line}");
        }
        for line in ["Дом стоит на берегу", "Il était une fois"] {
            assert!(!of_line(line).utf8, "{line}");
        }
    }

    #[test]
    fn no_charset_gives_what_is_out_of_reach() {
        let tables = Tables::get();
        let legacy = &Charset::ALL[..Charset::LEGACY_COUNT];
        for c in ('\u{80}'..='\u{FFFF}').filter(|&c| is_unreachable(c)) {
            let codes = legacy.iter().flat_map(|&charset| tables.codes(charset, c));
            assert!(codes.into_iter().all(|code| code.as_slice().len() > 2), "{c}");
        }
    }

    #[test]
    fn misread_text_is() {
        for line in ["cafÃ©", "itâ€™s", "РџСЂРёРІРµС‚", "it鈥檚", "縺薙ｓ"] {
            assert!(of_line(line).utf8, "{line}");
        }
        for line in ["Ïðèâåò", "ÄãºÃ", "vpøed", "ƒeƒXƒg"] {
            assert!(of_line(line).legacy, "{line}");
        }
    }
}
