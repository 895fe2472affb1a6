//! A first look at a line: does anything in it look unlike text?
//!
//! Nearly all text is good and leaves here. Characters beyond ASCII cost the model little beside what they stand
//! next to, in any language; misread ones cost much, and stand together. So the look adds up what pairs of
//! characters cost above a level that good text seldom reaches, and starts anew wherever the sum falls below
//! nothing (a CUSUM chart; Page, "Continuous Inspection Schemes", 1954).

use crate::{
    ascii::next_non_ascii,
    model::{self, Cost, EDGE},
    reach::is_unreachable,
    weights::{self, gates},
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
    // The same until there is a character of which it thinks otherwise.
    let mut legacy = None;
    let mut counts = Counts::default();
    while let Some(start) = next_non_ascii(bytes, at) {
        let mut previous = start.checked_sub(1).map_or(before, |at| char::from(bytes[at]));
        let mut reachable = true;
        let mut chars = text[start..].chars();
        if is_stray(bytes, start) {
            legacy.get_or_insert(utf8.sum).add(gates::STRAY_LETTER);
        }
        loop {
            let next = chars.next();
            let c = next.unwrap_or(after);
            if core::mem::replace(&mut reachable, !is_unreachable(c)) {
                let cost = model::pair_cost(previous, c);
                if is_ideograph(c) {
                    legacy.get_or_insert(utf8.sum).add(cost - gates::USUAL_IDEOGRAPH_OF_LEGACY);
                    utf8.add_ideograph(cost - gates::USUAL_IDEOGRAPH);
                } else {
                    if let Some(legacy) = &mut legacy {
                        legacy.add(cost - gates::USUAL_PAIR);
                    }
                    utf8.add(cost - gates::USUAL_PAIR);
                }
            }
            if c.is_ascii() || next.is_none() {
                break;
            }
            counts.add(c);
            previous = c;
        }
        at = bytes.len() - chars.as_str().len();
    }
    let legacy = legacy.unwrap_or(utf8.sum);
    let foreign = counts.foreign();
    let above = legacy.most - gates::by_chance_of_legacy(foreign) - gates::SUSPECT_OF_LEGACY;
    let is_above = |foreign: usize| utf8.most(foreign) > gates::SUSPECT_OF_UTF8;
    Suspicion {
        utf8: is_above(foreign) || counts.fewer_of_two_scripts().is_some_and(is_above),
        legacy: above > 0 && above > counts.rare_ideographs(),
    }
}

/// How many characters there are of hanzi, kana and hangul, or of the letters of alphabets beyond ASCII, whichever are
/// fewer, in a text that has both.
pub(crate) fn fewer_of_two_scripts(text: &str) -> Option<usize> {
    let mut counts = Counts::default();
    text.chars().filter(|c| !c.is_ascii()).for_each(|c| counts.add(c));
    counts.fewer_of_two_scripts()
}

/// How many characters beyond ASCII a text has of a kind.
#[derive(Clone, Copy, Default)]
struct Counts {
    kana: usize,
    /// Hanzi, hangul syllables and what stands beside them.
    ideographs: usize,
    /// Forms of full width and all after them.
    wide: usize,
    /// Letters of alphabets.
    letters: usize,
    signs: usize,
}

impl Counts {
    #[inline]
    fn add(&mut self, c: char) {
        let kind = match c {
            ..'\u{2000}' => &mut self.letters,
            ..'\u{2E80}' => &mut self.signs,
            _ if is_kana(c) => &mut self.kana,
            ..'\u{FF00}' => &mut self.ideographs,
            _ => &mut self.wide,
        };
        *kind += 1;
    }

    /// All of them, half of the kana: charsets of Japanese share those, and where hanzi are misread they may stay as they were.
    fn foreign(self) -> usize {
        self.ideographs + self.wide + self.letters + self.signs + self.kana / 2
    }

    /// See [`fewer_of_two_scripts`]. Few texts have two, and of those fewer no more is rare by chance than they are.
    fn fewer_of_two_scripts(self) -> Option<usize> {
        Some(self.letters.min(self.kana + self.ideographs + self.wide)).filter(|&fewer| fewer > 0)
    }

    /// What rare hanzi and hangul syllables add up to by chance: two for each. Beside kana they say too little, as charsets of
    /// Japanese leave those as they were.
    fn rare_ideographs(self) -> Cost {
        if self.kana > 0 { 0 } else { Cost::try_from(self.ideographs).map_or(Cost::MAX, |each| each.saturating_mul(2)) }
    }
}

fn is_kana(c: char) -> bool {
    ('\u{3040}'..'\u{3100}').contains(&c)
}

/// Is it a hanzi, kana or hangul syllable? There are more of them than of letters, so each costs more.
pub(crate) fn is_ideograph(c: char) -> bool {
    ('\u{2E80}'..'\u{FF00}').contains(&c)
}

/// Is it a Cyrillic letter by itself amid plain words?
fn is_stray(bytes: &[u8], at: usize) -> bool {
    let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
    matches!(bytes[at], 0xD0..=0xD3)
        && plain(bytes.get(at + 2))
        && plain(bytes.get(at + 4))
        && at > 1
        && bytes[at - 1] == b' '
        && bytes[at - 2].is_ascii_alphabetic()
}

/// What is above the level so far.
#[derive(Clone, Copy, Default)]
pub(crate) struct Chart {
    sum: Sum,
    /// Within a piece that stands by itself, and at most.
    alone: Cost,
    piece: Cost,
    /// How many hanzi, kana and hangul syllables were added.
    ideographs: usize,
}

/// What pieces are above the level so far.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// Within a suspect piece.
    inside: Cost,
    /// At most: pieces after the best one add to it what they have above the cost of a return.
    most: Cost,
}

impl Sum {
    /// Adds what a character costs above the level.
    #[inline]
    fn add(&mut self, excess: Cost) {
        self.inside = self.inside.max(self.most - weights::RETURN).max(0) + excess;
        self.most = self.most.max(self.inside);
    }
}

impl Chart {
    /// Adds what a character costs above the level.
    pub(crate) fn add(&mut self, excess: Cost) {
        self.add_alone(excess, excess);
    }

    /// The same of a hanzi, kana or hangul syllable: there are so many that rare ones stand together by chance.
    pub(crate) fn add_ideograph(&mut self, excess: Cost) {
        self.ideographs += 1;
        self.add_alone(excess, excess - gates::RARE_IDEOGRAPH);
    }

    /// The same, where it counts otherwise in a piece that stands by itself.
    fn add_alone(&mut self, excess: Cost, alone: Cost) {
        self.sum.add(excess);
        self.alone = (self.alone + alone).max(0);
        self.piece = self.piece.max(self.alone);
    }

    /// The most that pieces of a text with so many characters beyond ASCII were above the level, and above what is rare
    /// in so much text by chance; a piece by itself may be the one that is wrong in much that is right.
    pub(crate) fn most(self, foreign: usize) -> Cost {
        (self.sum.most - gates::by_chance(foreign, self.ideographs)).max(self.piece - gates::PIECE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn one_misread_word_in_much_good_text_is() {
        let good =
            "Вечером мы долго сидели на веранде и смотрели, как над озером медленно поднимается туман, ".repeat(3);
        assert!(!of_line(&good).utf8 && of_line(&format!("{good}cafÃ© {good}")).utf8);
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

    #[test]
    fn scripts_are_counted() {
        assert_eq!(fewer_of_two_scripts("日本語とé、à"), Some(2));
        assert_eq!(fewer_of_two_scripts("한 и по"), Some(1));
        for text in ["“日本語”", "été", "plain", "「。"] {
            assert_eq!(fewer_of_two_scripts(text), None, "{text}");
        }
        assert_eq!(fewer_of_two_scripts("éА（"), Some(1));
    }
}
