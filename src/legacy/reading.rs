//! Reading a line under one misreading: which words it spoilt, and how much likelier the line is without it.

use super::{
    lone::Lone,
    marks::has_inner_quote,
    transcode::Encoded,
    usual, weights,
    words::{Tally, Word},
};
use crate::{
    charset::{Charset, Tables},
    formula::is_formula,
    letter::is_letter,
    model::{self, Cost, Languages},
};
use alloc::{vec, vec::Vec};

/// What became of a word under a misreading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// No word before was misread.
    Never,
    /// It was misread.
    Inside,
    /// It was not, but one before.
    Left,
}

/// A line under a misreading.
#[derive(Debug)]
pub(super) struct Reading {
    /// How much likelier the line is than as it stands, what the misreading costs taken off.
    pub(super) log_odds: Cost,
    /// The words that were misread, by number.
    pub(super) misread: Vec<usize>,
    /// Is there a word that says something by itself?
    pub(super) strong: bool,
    /// What words gain in which only signs change.
    pub(super) signs: Cost,
    /// How many letters beyond ASCII stay as they are in words that the misreading leaves alone.
    pub(super) kept: usize,
    /// Is there a word of the charset that was stored and none of the one that it was read as?
    pub(super) witnessed: bool,
}

/// How much the gain of a word says.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Evidence {
    /// Nothing: only signs change.
    #[default]
    None,
    /// Something if other words say the same, as there is too little that is odd.
    Weak,
    /// Something if other words say the same, or say which language it is: there is only one letter, or no letter comes
    /// out.
    Single,
    /// All that the model says.
    Strong,
}

/// One word's part.
#[derive(Clone, Copy, Default)]
struct Part {
    /// How much likelier the word is decoded; none if it cannot be.
    gain: Option<Cost>,
    evidence: Evidence,
    cost: Cost,
    /// What it costs as it stands.
    standing: Cost,
    counted: Cost,
    ideographs: u32,
    repeated: u32,
    lettered: bool,
    /// Odd characters as it stands.
    odd: u32,
    /// Letters beyond ASCII, if they stay as they are.
    kept: u32,
    /// Is it text of the charset that is said to be stored, and none of the one that it is said to be read as?
    witness: bool,
}

/// Reads a line as stored in `stored`; none if it falls short of its potential by more than `slack`.
pub(super) fn read(
    words: &[Word],
    encoded: &Encoded,
    stored: Charset,
    entry: Cost,
    mut slack: Cost,
    languages: &Languages,
) -> Option<Reading> {
    let mut parts = vec![Part::default(); words.len()];
    // Those first that could gain something: most misreadings fail with them.
    let words_that = |gain: bool| words.iter().enumerate().filter(move |(_, word)| (word.potential > 0) == gain);
    for (number, word) in words_that(true).chain(words_that(false)) {
        let short = word.potential - slack;
        let most = if short > 0 { word.tally.runs.cost - (short << word.shift) } else { Cost::MAX };
        let part = part(number, word, encoded, stored, most, languages);
        slack -= word.potential - (part.gain.unwrap_or(0).max(0) >> word.shift);
        if slack < 0 {
            return None;
        }
        parts[number] = part;
    }
    settle(words, &parts, entry, (encoded.is_multi_byte(), languages))
}

/// What the words gain at most under a misreading, all that could change as if it did.
#[cfg(test)]
pub(super) fn most_gained(words: &[Word], encoded: &Encoded, stored: Charset, languages: &Languages) -> Cost {
    let gain = |(number, word): (usize, &Word)| {
        let same = encoded.text(number, stored).is_none_or(|text| text == word.text);
        let gain = part(number, word, encoded, stored, Cost::MAX, languages).gain.filter(|_| !same);
        gain.unwrap_or(0).max(0) >> word.shift
    };
    words.iter().enumerate().map(gain).sum()
}

fn part(number: usize, word: &Word, encoded: &Encoded, stored: Charset, most: Cost, languages: &Languages) -> Part {
    let Some(tally) = encoded.tally(number, stored, most, languages) else { return Part::default() };
    let lacking = Cost::try_from(encoded.lacking(number)).unwrap_or(Cost::MAX / weights::IMPOSSIBLE);
    let lone = tally.runs.ideographs == 1
        && tally.letters > 1
        && word.tally.runs.ideographs == 0
        && word.tally.runs.foreign < 3;
    let odd = tally.oddity.count > if word.tally.runs.foreign > 1 { word.tally.oddity.count } else { 0 };
    let odder = Cost::from(lone || odd);
    let latin = stored.multi_index().is_some() && tally.runs.ideographs == 0 && tally.foreign_letters > 0;
    let same = tally.print == word.tally.print && !word.control;
    // A quote that opens nothing and closes nothing is none.
    let signs_only = tally.foreign_letters == 0 && word.tally.letters > 1;
    let evidence = if tally.ordinals > word.tally.ordinals {
        Evidence::Strong
    } else if word.lone == Lone::Heading && encoded.text(number, stored).is_some_and(|text| text == "•") {
        Evidence::Single
    } else if latin
        || word.lone == Lone::Cell
        || is_drawing(word.text)
        || is_formula(' ', word.text, ' ')
        || same && tally.oddity.count >= word.tally.oddity.count
    {
        Evidence::None
    } else if word.control || is_attached(word, languages) {
        Evidence::Strong
    } else if is_bare(word, &tally, languages) || signs_only && tally.quotes % 2 == 1 {
        Evidence::Weak
    } else if tally.letters > 1 && (tally.foreign_letters > 0 || tally.apostrophes > 0) {
        Evidence::Strong
    } else {
        Evidence::Single
    };
    Part {
        gain: Some(word.tally.runs.cost - tally.runs.cost - lacking * weights::IMPOSSIBLE - odder * weights::ODDER),
        evidence,
        cost: tally.runs.cost,
        standing: word.tally.runs.cost,
        counted: tally.runs.counted,
        ideographs: tally.runs.ideographs,
        repeated: tally.repeated,
        lettered: word.tally.foreign_letters * 2 > word.tally.runs.foreign || word.control,
        kept: if tally.print == word.tally.print { tally.foreign_letters } else { 0 },
        witness: lacking > 0 && encoded.read_as().is_some_and(|read| is_witness(word.text, stored, read)),
        odd: if word.numbered { tally.ordinals.saturating_sub(word.tally.ordinals) } else { 0 }
            + if tally.letters > 3 { word.tally.oddity.count.saturating_sub(tally.oddity.count) } else { 0 },
    }
}

/// Does something beyond ASCII stand between two small plain letters? Drawings and faces have none there.
fn has_inner_sign(word: &str) -> bool {
    let mut chars = word.chars();
    let (mut before, mut previous) = (chars.next(), chars.next());
    chars.any(|next| {
        let small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
        let inner = small(before) && small(Some(next)) && previous.is_some_and(|c| !c.is_ascii());
        (before, previous) = (previous, Some(next));
        inner
    })
}

/// Has a charset all letters beyond ASCII of a word, and the one that it is said to be `read` as none of them? Then it was
/// read right, and says which charset the rest is stored in.
fn is_witness(word: &str, stored: Charset, read: Charset) -> bool {
    let has = |charset, c| Tables::get().codes(charset, c).next().is_some();
    let mut letters = word.chars().filter(|&c| !c.is_ascii() && is_letter(c)).peekable();
    let another = usual::is_of_another_script(read);
    letters.peek().is_some() && letters.all(|c| usual::tells(c, another) && has(stored, c) && !has(read, c))
}

/// Is there one hanzi or hangul syllable that a plain word begins with, in a line of plain words? Chinese and Korean have
/// Latin words before theirs or apart.
fn is_attached(word: &Word, languages: &Languages) -> bool {
    let Some(at) = word.text.find(|c: char| !c.is_ascii()) else { return false };
    let mut rest = word.text[at..].chars();
    let ideograph = rest.next().is_some_and(|c| languages.stray_cost(c) > 0);
    ideograph
        && word.tally.runs.foreign == 1
        && !word.text[..at].ends_with(|c: char| c.is_ascii_alphabetic())
        && rest.as_str().bytes().take_while(u8::is_ascii_lowercase).count() >= ATTACHED
}

/// So many small letters go on from a hanzi that belongs to them.
const ATTACHED: usize = 2;

/// Is there too little that is odd? There are rare hanzi enough, acute accents stand for apostrophes, and faces
/// are made of a Greek letter between two others. Letters between signs are no word. But hanzi are hardly ever a word of
/// an alphabet by chance, and nobody makes faces of Cyrillic letters amid words.
fn is_bare(word: &Word, decoded: &Tally, languages: &Languages) -> bool {
    let as_it_stands = &word.tally;
    let plain = as_it_stands.letters - as_it_stands.foreign_letters;
    let hanzi =
        plain == 0 && as_it_stands.runs.ideographs > 0 && as_it_stands.runs.foreign < 4 && decoded.runs.ideographs == 0;
    let spelt = decoded.foreign_letters == decoded.letters && decoded.letters >= SPELT;
    let foreign = || word.text.chars().filter(|c| !c.is_ascii());
    let last = if languages.letters() < TELLING { '\u{530}' } else { '\u{400}' };
    let few = as_it_stands.runs.foreign == 1 || !has_neighbours(word.text);
    let face = plain < 3 && few && foreign().all(|c| ('\u{370}'..last).contains(&c));
    hanzi && !spelt && !is_half_width(word.text)
        || face
        || foreign().all(|c| matches!(c, '´' | '’' | '‘'))
            && !has_inner_quote(word.text)
            && !model::is_oddly_joined(word.text)
}

/// Do two letters stand side by side?
fn has_neighbours(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_alphabetic() && b.is_alphabetic())
}

/// Is it a piece of a tree, a table or a bar, rather than as many different signs as words have letters, or one that
/// stands for a letter?
fn is_drawing(word: &str) -> bool {
    if is_letter_of_word(word) {
        return false;
    }
    let signs = || word.chars().filter(|c| ('\u{2500}'..'\u{25A0}').contains(c));
    let mut kinds: Vec<char> = signs().collect();
    let doubled = kinds.windows(2).any(|pair| pair[0] == pair[1]);
    let least = if doubled { LEAST_KINDS + 1 } else { LEAST_KINDS };
    let all = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    all > 0 && word.chars().filter(|c| !c.is_ascii()).count() == all && kinds.len() < least
}

/// Is all beyond ASCII one sign in place of a letter? Lines are drawn from a word or up to it, blocks are not.
fn is_letter_of_word(word: &str) -> bool {
    let Some(at) = word.find(|c: char| !c.is_ascii()) else { return false };
    let mut rest = word[at..].chars();
    let block = rest.next().is_some_and(|c| ('\u{2580}'..'\u{2590}').contains(&c));
    let rest = rest.as_str();
    let before = word[..at].ends_with(|c: char| c.is_ascii_alphabetic());
    let after = rest.chars().take_while(char::is_ascii_lowercase).count();
    rest.is_ascii() && (before && after > 0 || block && after >= SPELT as usize)
}

/// Drawings have fewer kinds of signs, words more; one more where signs are doubled.
const LEAST_KINDS: usize = 4;

/// The likeliest of what can be misread and what stands, by the words.
fn settle(words: &[Word], parts: &[Part], entry: Cost, kind: (bool, &Languages)) -> Option<Reading> {
    const FAR: Cost = 1 << 28;
    let (mut inside, mut left) = (FAR, FAR);
    let mut backs: Vec<[State; 2]> = Vec::with_capacity(parts.len());
    let first = parts.iter().position(|part| part.gain.is_some_and(|gain| gain != 0)).unwrap_or(parts.len());
    let beginning = |number: usize| if number > first { weights::BEGIN } else { 0 };
    for (number, part) in parts.iter().enumerate() {
        let (before_inside, from_inside) =
            [(inside, State::Inside), (beginning(number) + entry, State::Never), (left + weights::RETURN, State::Left)]
                .into_iter()
                .min_by_key(|(cost, _)| *cost)?;
        let (before_left, from_left) = if left <= inside + weights::LEAVE {
            (left, State::Left)
        } else {
            (inside + weights::LEAVE, State::Inside)
        };
        backs.push([from_inside, from_left]);
        inside = part
            .gain
            .map_or(FAR, |gain| before_inside - if part.evidence == Evidence::None { gain.min(0) } else { gain });
        left = before_left;
    }
    let mut state = if inside <= left { State::Inside } else { State::Left };
    let mut inside = vec![false; parts.len()];
    let mut switches = 0;
    for (number, back) in backs.iter().enumerate().rev() {
        let from = match state {
            State::Never => break,
            State::Inside => {
                inside[number] = true;
                back[0]
            }
            State::Left => back[1],
        };
        switches += match (from, state) {
            (State::Never, State::Inside) => beginning(number),
            (State::Inside, State::Left) => weights::LEAVE,
            (State::Left, State::Inside) => weights::RETURN,
            _ => 0,
        };
        state = from;
    }
    sum_up(words, parts, &inside, entry + switches, kind)
}

/// How likely a reading is, as a whole.
fn sum_up(
    words: &[Word],
    parts: &[Part],
    inside: &[bool],
    paid: Cost,
    (multi_byte, languages): (bool, &Languages),
) -> Option<Reading> {
    let (mut strong, mut weak, mut against) = (0, 0, 0);
    let mut whole = Part::default();
    let mut misread = Vec::new();
    let mut telling = false;
    let (mut kept, mut witnessed, mut signs) = (0, 0, 0);
    // A letter or two with accents amid words of another script may be a name.
    let long = |word: &Word| word.tally.runs.foreign >= NAME + word.tally.quotes;
    let spelt = words.iter().zip(inside).any(|(word, inside)| *inside && long(word));
    // A rare hanzi may stand amid plain words, half of a kana hardly.
    let known = |word: &Word| languages.are_known() && (!multi_byte || is_half_width(word.text));
    let told = !multi_byte && languages.letters() >= TELLING;
    for (number, (word, part)) in words.iter().zip(parts).enumerate() {
        let Some(better) = part.gain else { continue };
        let shift = word.shift;
        if !inside[number] {
            let witness = part.witness && spelt;
            witnessed += if witness { part.kept as usize } else { 0 };
            let letters = Cost::try_from(word.tally.foreign_letters / 3).unwrap_or(Cost::MAX).clamp(1, 5);
            against += if witness { 0 } else { (-better).clamp(0, weights::CONTRADICTION * letters) >> shift };
            continue;
        }
        misread.push(number);
        kept += part.kept as usize;
        match part.evidence {
            _ if better < 0 => strong += better >> shift,
            Evidence::None => {
                signs += better >> shift;
                continue;
            }
            Evidence::Strong => strong += better >> shift,
            Evidence::Single if known(word) || told && part.lettered => strong += better >> shift,
            Evidence::Single | Evidence::Weak => weak += better >> shift,
        }
        telling |= part.evidence == Evidence::Strong;
        whole.cost += part.cost;
        whole.standing += part.standing;
        whole.counted += part.counted;
        whole.ideographs += part.ideographs;
        whole.repeated += part.repeated;
        whole.lettered |= part.lettered || has_inner_sign(word.text);
        whole.odd += part.odd;
    }
    // Drawings have no signs amid letters, but faces have.
    let plausible = if whole.lettered || whole.odd > 0 && whole.ideographs == 0 {
        weights::PLAUSIBLE
    } else {
        weights::PLAUSIBLE_FOR_SIGNS
    };
    let ideographs = Cost::try_from(whole.ideographs).unwrap_or(Cost::MAX);
    let each = if ideographs < SHORT { weights::PLAUSIBLE_IDEOGRAPH } else { weights::PLAUSIBLE_IDEOGRAPH_IN_TEXT };
    let few = whole.counted < FEW_RUNS && (!multi_byte || ideographs > 0);
    let slack = match (ideographs, few) {
        (0, true) => weights::PLAUSIBLE_SLACK_OF_FEW,
        (0, false) => weights::PLAUSIBLE_SLACK,
        (_, true) => weights::PLAUSIBLE_SLACK_OF_FEW_IDEOGRAPHS,
        (_, false) => weights::PLAUSIBLE_SLACK_OF_IDEOGRAPHS,
    };
    let share = if ideographs < WORDS { weights::PLAUSIBLE_SHARE } else { weights::PLAUSIBLE_SHARE_OF_IDEOGRAPHS };
    let most = plausible * whole.counted + each * ideographs + slack;
    let fits =
        whole.repeated * FEW <= whole.counted.unsigned_abs() && whole.cost <= most.max(whole.standing * share / 10);
    let gain = strong + (weak / 2).max(weak.min(strong));
    let explained = if whole.odd > 0 { weights::EXPLAINED } else { 0 };
    // Misread as such a charset, no letter beyond ASCII comes out right: good words say all the more.
    let blame = if multi_byte { weights::BLAME } else { 1 };
    let log_odds = gain + explained - against.min(weights::CONTRADICTIONS) * blame - paid;
    (fits && log_odds > 0).then_some(Reading {
        log_odds,
        misread,
        strong: telling,
        signs,
        kept: kept + witnessed,
        witnessed: witnessed > 0,
    })
}

/// Is all beyond ASCII in a word half-width kana?
fn is_half_width(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&c))
}

/// So many plain letters tell the language well enough for one letter with an accent.
const TELLING: usize = 8;
/// Fewer runs than this are one or two words, a character of which may well be rare.
const FEW_RUNS: Cost = 8;
/// Hardly a name has so many letters with accents and no others.
const NAME: u32 = 3;
/// Hanzi that are so many letters of an alphabet are these rather.
const SPELT: u32 = 4;
/// Fewer hanzi than this may be a face.
const WORDS: Cost = 4;
/// Fewer hanzi than this are no text.
const SHORT: Cost = 6;
/// One in this many characters may be the third of its kind in a row.
const FEW: u32 = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_repeat_a_few_signs() {
        for drawing in ["├──", "░▒▓", "────────", "│", "╔══╦══╗", "└name", "█x"]
        {
            assert!(is_drawing(drawing), "{drawing}");
        }
        for word in ["╨Я╤А╨╕", "Θté", "█▓▒░▀▄", "word", "", "▄bersetzung", "Stra▀e", "╙═╛╞═╜╗╗"]
        {
            assert!(!is_drawing(word), "{word}");
        }
    }
}
