//! A glance at each word: could it have been misread at all, in whatever language it stands? What it says is remembered.
//!
//! Nearly all text is good and leaves here. What a word could gain before anything is known of its language depends on
//! nothing but the word, and text says the same words over and over. So it is kept in a table of fixed size that all
//! threads share, as the model's costs are. A cell is one number, read and written as a whole: what the glance said, and
//! the upper bits of the word's hash. With the group's number another word has the same 57 bits once in 10¹⁷ times; but for
//! that, what comes out is the same with or without the table.

use crate::{
    fluent::Start,
    legacy,
    letter::{is_letter, is_of_another_alphabet},
    model::{self, Cost, EDGE, Languages, Spelling},
    potential,
    scan::{Window, Windows},
    weights::gates,
};
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Longer words are not looked at, and could gain anything: they hardly come again.
const LONG: usize = 48;

/// What a word, or a line, could gain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Glance {
    /// Could it gain enough as misread UTF-8?
    utf8: Utf8,
    /// As one single-byte charset that was read as another.
    single: Cost,
    /// The same if either was of more bytes a character: what it costs more than good words do.
    multi: Cost,
    /// Could it gain something if it is out of place in its language?
    alien: Alien,
}

/// Whether a word could be misread UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Utf8 {
    #[default]
    No,
    /// It is made of letters that are rare side by side, unless they are those of its language.
    Spelt,
    Yes,
}

/// Whether a word could gain something in a language to which its letters are foreign.
///
/// To know it takes tables of charsets, which most programs never need: so it is asked of words in lines where some letter
/// is foreign, and of those that come again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Alien {
    #[default]
    No,
    NotAsked,
    Yes,
    /// It is out of place in any language.
    Anywhere,
}

impl Glance {
    /// What could be anything.
    const ANYTHING: Self = Self { utf8: Utf8::Yes, single: MOST, multi: MOST, alien: Alien::Anywhere };

    /// Adds up what the words of a line could gain.
    pub(crate) fn of_line(line: &str) -> Self {
        Self::sum(line, |word, sides| Some(remembered(word, sides))).unwrap_or_default()
    }

    /// Is it known of all words of a line, without a look at any, that they could gain nothing, or nothing where their letters
    /// are at home? Plain lines may stand before it.
    pub(crate) fn clears(line: &str) -> bool {
        let may_be_at_home =
            |glance: &Self| glance.utf8 <= Utf8::Spelt && matches!(glance.alien, Alien::No | Alien::Yes);
        let Some(sum) = Self::sum(line, |word, sides| known(word, sides).filter(may_be_at_home)) else { return false };
        let is_at_home = || model::is_at_home(line.rsplit('\n').next().unwrap_or_default());
        !sum.may_be_legacy() && ((sum.utf8, sum.alien) == (Utf8::No, Alien::No) || is_at_home())
    }

    /// Adds up what the words of a line could gain, as far as it is known of each.
    #[inline]
    fn sum(line: &str, glance: impl Fn(&str, [char; 2]) -> Option<Self>) -> Option<Self> {
        let mut sum = Self::default();
        let mut words = 0;
        let mut best = [0; 2];
        let mut fluent = 0;
        // Are all words that are looked at of few letters, each usual where it stands?
        let mut are_short = true;
        for (begun, word) in legacy::begun_words(line) {
            match begun {
                Start::Fluent(_) => {
                    fluent += 1;
                    continue;
                }
                Start::Short(_) => {}
                Start::Other => are_short = false,
            }
            words += 1;
            let side = |is_edge| if is_edge { EDGE } else { ' ' };
            let is_first = word.start == 0 || line.as_bytes()[word.start - 1] == b'\n';
            let sides = [side(is_first), side(word.end == line.len())];
            let word = &line[word];
            if word.len() > LONG {
                return Some(Self::ANYTHING);
            }
            let glance = glance(word, sides)?;
            if glance == Self::default() {
                continue;
            }
            let Self { utf8, single, multi, alien } = glance;
            sum.utf8 = sum.utf8.max(utf8);
            sum.single += single;
            sum.multi += multi;
            sum.alien = sum.alien.max(alien);
            best = [best[0].max(single), best[1].max(multi)];
        }
        // No misreading gives long words of usual letters, and among such short ones say nothing.
        if fluent > 0 && are_short {
            sum.single = 0;
            best[0] = 0;
        }
        // One of many words may be misread.
        let by_chance = gates::gained_by_chance(words + fluent);
        sum.single = (sum.single - by_chance).max(best[0] - gates::WORD);
        sum.multi = (sum.multi - by_chance).max(best[1] - gates::WORD);
        Some(sum)
    }

    /// Could there be misread UTF-8 in a line? It is asked whether its letters are those of its language if that matters.
    pub(crate) fn may_be_utf8(self, is_at_home: impl FnOnce() -> bool) -> bool {
        match self.utf8 {
            Utf8::No => false,
            Utf8::Spelt => !is_at_home(),
            Utf8::Yes => true,
        }
    }

    /// Could it be one legacy charset read as another, by what its words look like?
    pub(crate) fn may_be_legacy(self) -> bool {
        self.single >= gates::LEAST_GAIN || self.multi > gates::LEAST_OF_MULTI
    }

    /// The same of a line by what its words look like in the language around them, if they are odd there; it is said whether
    /// one may be out of place in any.
    pub(crate) fn may_be_alien(self, line: &str, mut is_odd: impl FnMut(bool) -> bool) -> bool {
        match self.alien {
            Alien::No => false,
            Alien::Yes | Alien::Anywhere => is_odd(self.alien == Alien::Anywhere),
            Alien::NotAsked => {
                let is_alien = |word: &str| legacy::is_alien_somewhere(word, &Languages::default());
                is_odd(false) && legacy::foreign_words(line).any(|word| is_alien(&line[word]))
            }
        }
    }

    /// Looks at a word that stands between these.
    #[inline(never)]
    fn look(word: &str, [before, after]: [char; 2]) -> Self {
        let anywhere = Languages::default();
        let windows = || Windows::between(before, after, word, 0);
        // The letters of other alphabets make up sequences by chance.
        let is_latin = || !word.chars().any(is_of_another_alphabet);
        let is_structured = || is_latin() && windows().any(|window| window.likely & !window.quoted != 0);
        let legacy = legacy::glance(word, &anywhere, is_structured);
        // Few words of good text get to the scan, whose tables are large.
        let least = gates::LEAST_OF_SPELT;
        let gains = legacy.strange || legacy.single.is_none_or(|gain| gain >= least) || legacy.multi >= least;
        let could_pay = potential::most(before, word, after, &anywhere) > gates::LEAST_IN_LINE;
        let is_word = || Spelling::of(word.trim_matches(|c: char| c.is_ascii_punctuation())).is_frequent();
        let kind = |window| match window {
            Window { quoted: 1.., .. } if !is_word() => Utf8::Yes,
            _ if !is_spelt(word) => Utf8::Yes,
            _ if gains => Utf8::Spelt,
            _ => Utf8::No,
        };
        Self {
            utf8: if could_pay { windows().map(kind).max().unwrap_or_default() } else { Utf8::No },
            single: legacy.single.map_or(MOST, |gain| gain.clamp(0, MOST)),
            multi: legacy.multi.clamp(0, MOST),
            alien: match legacy.alien {
                _ if legacy.out_of_place => Alien::Anywhere,
                None => Alien::NotAsked,
                Some(true) => Alien::Yes,
                Some(false) => Alien::No,
            },
        }
    }

    /// The same with all that can be known.
    #[cfg(target_has_atomic = "64")]
    #[inline(never)]
    fn asked(self, word: &str) -> Self {
        let is_alien = legacy::is_alien_somewhere(word, &Languages::default());
        let alien = if is_alien { Alien::Yes } else { Alien::No };
        Self { alien: if self.alien == Alien::NotAsked { alien } else { self.alien }, ..self }
    }

    #[cfg(target_has_atomic = "64")]
    fn to_bits(self) -> u64 {
        let bits = |cost: Cost, at: u32| u64::try_from(cost).unwrap_or(0) << at;
        bits(self.single, 0) | bits(self.multi, 8) | (self.alien as u64) << 16 | (self.utf8 as u64) << 18
    }

    #[cfg(target_has_atomic = "64")]
    fn from_bits(bits: u64) -> Self {
        let cost = |at: u32| (bits >> at) as Cost & MOST;
        let alien = match bits >> 16 & 3 {
            0 => Alien::No,
            1 => Alien::NotAsked,
            2 => Alien::Yes,
            _ => Alien::Anywhere,
        };
        let utf8 = match bits >> 18 & 3 {
            0 => Utf8::No,
            1 => Utf8::Spelt,
            _ => Utf8::Yes,
        };
        Self { utf8, single: cost(0), multi: cost(8), alien }
    }
}

/// Is a word made of letters of alphabets and of the quotes and dashes around them? Where bytes of UTF-8 were lost, its first
/// bytes may look as good; but capitals after small letters are none.
fn is_spelt(word: &str) -> bool {
    let mut before = ' ';
    word.char_indices().all(|(at, c)| {
        let before = core::mem::replace(&mut before, c);
        let amid_letters = || is_letter(before) && word[at..].trim_start_matches(is_sign).starts_with(is_letter);
        match c {
            '\0'..='\x7F' => true,
            c if is_sign(c) => !amid_letters(),
            // Hanzi, and the first byte of the commonest letters with accents.
            '\u{2E80}'.. | 'Ã' | 'Ă' => false,
            _ => is_letter(c) && !(c.is_uppercase() && before.is_lowercase()),
        }
    })
}

/// Is it a quote or a dash, of those that stand around words?
fn is_sign(c: char) -> bool {
    matches!(c, '«' | '»' | '‘'..='„' | '–' | '—' | '…')
}

/// More says nothing more: the words of few lines add up to as much by chance.
const MOST: Cost = 0xFF;
const _: () = assert!(gates::LEAST_GAIN <= MOST && gates::LEAST_OF_MULTI < MOST);
/// The bits of a cell that are not the hash.
#[cfg(target_has_atomic = "64")]
const VALUE: u64 = (1 << 20) - 1;

/// Cells: 512 KiB, which stay untouched, and so take no memory, until they are asked for. A word may be in any cell of a
/// group.
#[cfg(target_has_atomic = "64")]
static TABLE: [[AtomicU64; GROUP]; 1 << INDEX_BITS] = [const { [const { AtomicU64::new(0) }; GROUP] }; 1 << INDEX_BITS];
#[cfg(target_has_atomic = "64")]
const GROUP: usize = 4;
/// The lowest bits of a hash are the group's number.
#[cfg(target_has_atomic = "64")]
const INDEX_BITS: u32 = 14;

#[cfg(target_has_atomic = "64")]
fn remembered(word: &str, sides: [char; 2]) -> Glance {
    let hash = hash(word.as_bytes(), sides);
    let group = group(hash);
    if let Some((cell, glance)) = find(group, hash) {
        if glance.alien != Alien::NotAsked {
            return glance;
        }
        let glance = glance.asked(word);
        cell.store(hash & !VALUE | glance.to_bits(), Relaxed);
        return glance;
    }
    let glance = Glance::look(word, sides);
    // The oldest is forgotten.
    for pair in group.windows(2).rev() {
        pair[1].store(pair[0].load(Relaxed), Relaxed);
    }
    group[0].store(hash & !VALUE | glance.to_bits(), Relaxed);
    glance
}

/// What is remembered of a word.
#[cfg(target_has_atomic = "64")]
#[inline]
fn known(word: &str, sides: [char; 2]) -> Option<Glance> {
    let hash = hash(word.as_bytes(), sides);
    find(group(hash), hash).map(|(_, glance)| glance)
}

#[cfg(target_has_atomic = "64")]
#[inline]
fn group(hash: u64) -> &'static [AtomicU64; GROUP] {
    &TABLE[(hash & ((1 << INDEX_BITS) - 1)) as usize]
}

#[cfg(target_has_atomic = "64")]
#[inline]
fn find(group: &[AtomicU64; GROUP], hash: u64) -> Option<(&AtomicU64, Glance)> {
    group.iter().find_map(|cell| {
        let bits = cell.load(Relaxed);
        // Most words could gain nothing.
        let glance = || if bits & VALUE == 0 { Glance::default() } else { Glance::from_bits(bits) };
        (bits & !VALUE == hash & !VALUE).then(|| (cell, glance()))
    })
}

/// The same where words of 64 bits cannot be shared: looked at each time.
#[cfg(not(target_has_atomic = "64"))]
fn remembered(word: &str, sides: [char; 2]) -> Glance {
    Glance::look(word, sides)
}

/// Nothing is.
#[cfg(not(target_has_atomic = "64"))]
fn known(_word: &str, _sides: [char; 2]) -> Option<Glance> {
    None
}

/// A number for a word between these; none is that of an empty cell.
#[cfg(target_has_atomic = "64")]
fn hash(word: &[u8], [before, after]: [char; 2]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |hash: u64, part: u64| {
        let product = u128::from(hash ^ part) * u128::from(FACTOR);
        product as u64 ^ (product >> 64) as u64
    };
    let (parts, _) = word.as_chunks::<8>();
    // What stands beside the word is mixed before the word comes: else one could make up for the other.
    let sides = mix(word.len() as u64 | u64::from(before) << 16 | u64::from(after) << 40, FACTOR.rotate_left(31));
    let hash = parts.iter().fold(sides, |hash, &part| mix(hash, u64::from_le_bytes(part)));
    mix(mix(hash, last(word)), FACTOR.rotate_left(17)) | 1 << 63
}

/// The last eight bytes of a word, some of them again where it has others, or all that it has.
#[cfg(target_has_atomic = "64")]
fn last(word: &[u8]) -> u64 {
    if let Some(&last) = word.last_chunk() {
        return u64::from_le_bytes(last);
    }
    if let (Some(&first), Some(&last)) = (word.first_chunk(), word.last_chunk()) {
        return u64::from(u32::from_le_bytes(first)) << 32 | u64::from(u32::from_le_bytes(last));
    }
    let byte = |at: usize| u64::from(word.get(at).copied().unwrap_or(0));
    byte(0) << 16 | byte(1) << 8 | byte(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACES: [char; 2] = [' '; 2];

    #[test]
    fn good_words_could_gain_nothing() {
        for line in ["il était une fois", "señor", "городе", "これは日本語です", "it’s so", "plain"] {
            let glance = Glance::of_line(line);
            assert!(!glance.may_be_utf8(|| false) && !glance.may_be_legacy(), "{line} {glance:?}");
        }
        for line in ["Ïðèâåò", "el seÒor", "ÄãºÃ", "ƒeƒXƒg", "茅t茅", "Straﬂe"] {
            assert!(Glance::of_line(line).may_be_legacy(), "{line}");
        }
        for line in ["cafÃ©", "it鈥檚", "РџСЂРёРІРµС‚", "縺薙ｓ", "the ships鈥 crews", "citÃ  nuova"]
        {
            assert!(Glance::of_line(line).may_be_utf8(|| false), "{line}");
        }
        for (line, alien) in [("w鈥 go", true), ("perň", true), ("été", false)] {
            for _ in 0..3 {
                let glance = Glance::of_line(line);
                assert_eq!(glance.may_be_alien(line, |_| true), alien, "{line}");
                assert!(!glance.may_be_alien(line, |_| false));
            }
        }
    }

    #[test]
    fn short_words_beside_fluent_ones_gain_nothing() {
        let single = |line| Glance::of_line(line).single;
        assert!(single("и") > 0 && single("и в") > 0);
        assert!(single("и дорога") <= 0 && single("дорога и") <= 0);
        // Beside others they do.
        assert!(single("дорога и ьрьрьр") > single("дорога ьрьрьр"));
    }

    #[test]
    fn words_of_letters_are_misread_utf8_where_those_are_not_at_home() {
        let may_be = |word| [true, false].map(|at_home| Glance::of_line(word).may_be_utf8(|| at_home));
        assert_eq!(may_be("đuổi!"), [false, true]);
        // What may be left of a quote is a letter in a frequent word; signs side by side amid letters are none.
        for (word, anywhere) in [("quân", false), ("dégâts", true), ("rá»“ng", true), ("дорога", false)] {
            assert_eq!(may_be(word), [anywhere; 2], "{word}");
        }
    }

    #[test]
    #[cfg(target_has_atomic = "64")]
    fn a_glance_is_the_same_when_remembered() {
        for word in ["naïvely", "Ïðèâåòû,", "ÄãºÃã", "piŕù", "xy—", "théÃ©", "縺薙ｓ薙"] {
            let first = Glance::look(word, SPACES);
            let asked = first.asked(word);
            let all = [(); 3].map(|()| remembered(word, SPACES));
            assert_eq!(all, [first, asked, asked], "{word}");
            assert_eq!(Glance::from_bits(first.to_bits()), first);
        }
    }

    #[test]
    #[cfg(target_has_atomic = "64")]
    fn what_was_seen_before_changes_nothing() {
        for stem in ["unit", "caf", "a", "", "naturalez"] {
            for word in ('\u{C0}'..='\u{17F}').map(|c| format!("{stem}{c}")) {
                for sides in [[EDGE, EDGE], [EDGE, ' '], [' ', EDGE], SPACES] {
                    let seen = remembered(&word, sides);
                    let fresh = Glance::look(&word, sides);
                    let asked = fresh.asked(&word);
                    assert!(seen == fresh || seen == asked, "{word} between {sides:?}");
                }
            }
        }
    }

    #[test]
    #[cfg(target_has_atomic = "64")]
    fn words_have_numbers_of_their_own() {
        let words = (0..100_000).map(|number| format!("é{number}"));
        let mut hashes: Vec<u64> = words.map(|word| hash(word.as_bytes(), SPACES) & !VALUE).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 100_000);
    }

    #[test]
    #[cfg(target_has_atomic = "64")]
    fn words_have_numbers_of_their_own_between_all_sides() {
        let words = (0..0x40_u8).map(|trail| [b"unit\xC3".as_slice(), &[0x80 | trail]].concat());
        let sides = [[EDGE, EDGE], [EDGE, ' '], [' ', EDGE], SPACES];
        let hashes = words.flat_map(|word| sides.map(|sides| hash(&word, sides) & !VALUE));
        let mut hashes: Vec<u64> = hashes.collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 0x40 * sides.len());
    }
}
