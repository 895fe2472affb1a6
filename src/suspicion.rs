//! A first look at a line: does anything in it look unlike text?
//!
//! Nearly all text is good and leaves here. Characters beyond ASCII cost the model little beside what they stand
//! next to, in any language; misread ones cost much, and stand together. So the look [charts](crate::chart) what pairs of
//! characters cost.

use crate::{
    ascii::next_non_ascii,
    chart::{Chart, Sum},
    kinds::Kinds,
    model::{self, Cost, EDGE, WidePairs},
    reach::is_unreachable,
    weights::gates,
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

/// Looks at a line: without allocation, in one pass over its characters beyond ASCII, and once more if it is suspect and mostly
/// ideographs.
pub(crate) fn of_line(line: &str) -> Suspicion {
    let suspicion = look::<false>(EDGE, line, EDGE);
    if suspicion != Suspicion::default() && is_mostly_ideographs(line) {
        return look::<true>(EDGE, line, EDGE);
    }
    suspicion
}

/// Is nothing in a line above the usual?
pub(crate) fn is_usual(line: &str) -> bool {
    let Charts { utf8, legacy } = charts::<false>(EDGE, line, EDGE);
    utf8.most(0, 0) <= 0 && legacy.most <= 0
}

/// Could there be misread UTF-8 in a part of a line, which stands between two characters?
pub(crate) fn may_be_utf8(before: char, part: &str, after: char) -> bool {
    let Charts { utf8, .. } = charts::<false>(before, part, after);
    utf8.most(0, 0) > gates::SUSPECT_OF_UTF8 && is_suspect_of_utf8(utf8, Kinds::of(part))
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

/// Looks at a text; it is said whether that is mostly ideographs.
fn look<const AMID_IDEOGRAPHS: bool>(before: char, text: &str, after: char) -> Suspicion {
    charts::<AMID_IDEOGRAPHS>(before, text, after).suspicion(text)
}

/// Has a text more ideographs than plain letters, and so many that they are no words that were misread?
fn is_mostly_ideographs(text: &str) -> bool {
    const LEAST: usize = 6;
    let ideographs = Kinds::of(text).of_ideographs();
    let plain = || text.bytes().filter(u8::is_ascii_alphanumeric).count();
    ideographs >= LEAST && ideographs >= plain()
}

/// Is a pair usual in a text that is mostly ideographs? Plain words and numbers stand beside those there, and words of kana are
/// various; what was misread has rare ones side by side.
fn is_usual_amid_ideographs(previous: u32, next: u32) -> bool {
    const KANA: Range<u32> = 0x3040..0x3100;
    let is_plain = |code: u32| u8::try_from(code).is_ok_and(|byte| byte.is_ascii_alphanumeric());
    IDEOGRAPHS.contains(&previous) && is_plain(next)
        || IDEOGRAPHS.contains(&next) && is_plain(previous)
        || KANA.contains(&previous) && KANA.contains(&next)
}

fn charts<const AMID_IDEOGRAPHS: bool>(before: char, text: &str, after: char) -> Charts {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut charts = Charts::default();
    let wide_pairs = WidePairs::get();
    while let Some(start) = next_non_ascii(bytes, at) {
        let mut previous = start.checked_sub(1).map_or(before, |at| char::from(bytes[at]));
        let mut reachable = true;
        if is_stray(bytes, start) {
            charts.legacy.add(gates::STRAY_LETTER);
        }
        let mut rest = text[start..].chars();
        loop {
            let bytes = rest.as_str().as_bytes();
            if let (Some(pairs), true, Some(0xE0..)) = (wide_pairs, reachable, bytes.first()) {
                let wide;
                (wide, previous) = charts.add_wide::<AMID_IDEOGRAPHS>(bytes, previous, pairs);
                rest = rest.as_str()[wide..].chars();
            }
            let next = rest.next();
            let c = next.unwrap_or(after);
            if core::mem::replace(&mut reachable, !is_unreachable(c)) {
                let is_usual = AMID_IDEOGRAPHS && is_usual_amid_ideographs(previous.into(), c.into());
                charts.add(model::pair_cost(previous, c), is_ideograph(c), is_usual);
            }
            if c.is_ascii() || next.is_none() {
                break;
            }
            previous = c;
        }
        at = bytes.len() - rest.as_str().len();
    }
    charts
}

/// What is above the level so far, for both looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Charts {
    utf8: Chart,
    legacy: Sum,
}

impl Charts {
    /// Adds what a character costs, if it is `usual` no more than a usual one.
    #[inline]
    fn add(&mut self, cost: Cost, is_ideograph: bool, is_usual: bool) {
        let (usual, usual_of_legacy) = if is_ideograph {
            (gates::USUAL_IDEOGRAPH, gates::USUAL_IDEOGRAPH_OF_LEGACY)
        } else {
            (gates::USUAL_PAIR, gates::USUAL_PAIR)
        };
        let cost = if is_usual { cost.min(usual) } else { cost };
        self.utf8.add(cost - usual, is_ideograph);
        self.legacy.add(cost - usual_of_legacy);
    }

    /// Adds the characters of three bytes that a text begins with, after another, and plain ones between two of them; says
    /// how many bytes those are, and what is the last. They are a loop by themselves, as they are most of a text that has them.
    fn add_wide<const AMID_IDEOGRAPHS: bool>(&mut self, bytes: &[u8], before: char, pairs: WidePairs) -> (usize, char) {
        let Ok(mut previous) = u16::try_from(u32::from(before)) else { return (0, before) };
        let mut charts = *self;
        let mut rest = bytes;
        loop {
            let next;
            (next, rest) = match *rest {
                [lead, second, third, ref after @ ..] if is_wide(lead, second) => {
                    let bits = |byte: u8| u16::from(byte & 0x3F);
                    (u16::from(lead) << 12 | bits(second) << 6 | bits(third), after)
                }
                [plain @ ..0x80, lead, second, ..] if previous >= 0x80 && is_wide(lead, second) => {
                    (u16::from(plain), &rest[1..])
                }
                _ => break,
            };
            let is_usual = AMID_IDEOGRAPHS && is_usual_amid_ideographs(previous.into(), next.into());
            charts.add(pairs.cost(previous, next), IDEOGRAPHS.contains(&next.into()), is_usual);
            previous = next;
        }
        *self = charts;
        (bytes.len() - rest.len(), char::from_u32(previous.into()).unwrap_or(before))
    }

    fn suspicion(&self, text: &str) -> Suspicion {
        let Self { utf8, legacy } = self;
        // What is rare by chance need not be known if nothing is above the usual.
        if utf8.most(0, 0) <= gates::SUSPECT_OF_UTF8 && legacy.most <= gates::SUSPECT_OF_LEGACY {
            return Suspicion::default();
        }
        let kinds = Kinds::of(text);
        let by_chance = gates::by_chance_of_legacy(kinds.foreign(), kinds.thai);
        let above = legacy.most - by_chance - gates::SUSPECT_OF_LEGACY;
        Suspicion { utf8: is_suspect_of_utf8(*utf8, kinds), legacy: above > 0 && above > kinds.rare_ideographs() }
    }
}

/// Is so much above the level in a text with characters of these kinds?
fn is_suspect_of_utf8(utf8: Chart, kinds: Kinds) -> bool {
    let is_above = |foreign: usize| utf8.most(foreign, kinds.of_ideographs()) > gates::SUSPECT_OF_UTF8;
    is_above(kinds.foreign()) || kinds.fewer_of_two_scripts().is_some_and(is_above)
}

/// Does a character of three bytes begin so that is not unreachable? Thai and all from U+2000 on do.
#[inline]
fn is_wide(lead: u8, second: u8) -> bool {
    matches!(lead, 0xE2..=0xEF) || lead == 0xE0 && matches!(second, 0xB8 | 0xB9)
}

/// Is it a hanzi, kana or hangul syllable? There are more of them than of letters, so each costs more.
pub(crate) fn is_ideograph(c: char) -> bool {
    IDEOGRAPHS.contains(&u32::from(c))
}

const IDEOGRAPHS: Range<u32> = 0x2E80..0xFF00;

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

    /// The same, character by character.
    fn looked_at(text: &str, amid_ideographs: bool) -> Charts {
        let mut charts = Charts::default();
        let all: Vec<char> = [EDGE].into_iter().chain(text.chars()).chain([EDGE]).collect();
        for pair in all.windows(2).filter(|pair| !pair.iter().all(char::is_ascii)) {
            if !is_unreachable(pair[0]) {
                let is_usual = amid_ideographs && is_usual_amid_ideographs(pair[0].into(), pair[1].into());
                charts.add(model::pair_cost(pair[0], pair[1]), is_ideograph(pair[1]), is_usual);
            }
        }
        charts
    }

    #[test]
    fn all_characters_are_looked_at() {
        let lines = [
            "今天天气很好， 我们 去Kyoto和 naïve 东京。",
            "ภาษา ไทย กับ한국어 문장 𝄞い、ー",
            "कखग\u{E80}ไ「東 京」 (京都) été",
            "京 a 都 ab ü b 京",
        ];
        // Once the first costs were computed, wide characters have a table.
        let cost = |c: char| model::pair_cost('a', c);
        assert!(('\u{4E00}'..'\u{5800}').map(cost).sum::<Cost>() > 0 && WidePairs::get().is_some());
        for line in lines.map(|line| line.repeat(3)) {
            assert_eq!(charts::<false>(EDGE, &line, EDGE), looked_at(&line, false), "{line}");
            assert_eq!(charts::<true>(EDGE, &line, EDGE), looked_at(&line, true), "{line}");
        }
    }
}
