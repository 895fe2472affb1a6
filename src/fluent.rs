//! Words of one alphabet other than Latin in which each letter is usual after the one before.
//!
//! Most words of good text are such, and no misreading gives more than a few letters that follow one another as those of
//! words do. So they leave here, whether they were ever seen or not, by a byte for each pair, of which the model is asked
//! once.

use crate::{model, weights::gates};
use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// Fewer letters may be usual by chance.
const LEAST_LETTERS: usize = 4;

/// Code points of an alphabet, which begins at a multiple of that: those of Greek, Cyrillic, Hebrew and Arabic. They are in
/// rows of as many as differ in their second byte alone.
const LETTERS: usize = 128;
const ROWS: u8 = 2;
const BITS: u32 = 6;
/// The first bytes of the letters of all alphabets.
const LEADS: core::ops::RangeInclusive<u8> = 0xCE..=0xD9;
/// The code points of all alphabets are different numbers modulo this.
const NUMBERS: usize = 8 * LETTERS;
const SPACE: usize = ' ' as usize;

/// Whether each letter of an alphabet is usual after each: 128 KiB, of which only the pages that are asked for take memory.
static PAIRS: [AtomicU8; NUMBERS * LETTERS] = [const { AtomicU8::new(NOT_ASKED) }; NUMBERS * LETTERS];
/// Whether each letter is usual where words begin, and where they end.
static ENDS: [[AtomicU8; 2]; NUMBERS] = [const { [const { AtomicU8::new(NOT_ASKED) }; 2] }; NUMBERS];
const NOT_ASKED: u8 = 0;
const USUAL: u8 = 1;
const UNUSUAL: u8 = 2;

/// A word by the letters that it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// Each letter is usual where it stands, up to the end of the word.
    Fluent(usize),
    /// The same of a word of so few letters that they may be usual by chance.
    Short(usize),
    /// Some letter is not usual, or the word has more than letters and plain signs.
    Other,
}

impl Start {
    /// Looks at the word that begins at `start`, of words as [`foreign_words`](crate::legacy::foreign_words) parts them;
    /// its first byte beyond ASCII is at `foreign`.
    #[inline]
    pub(crate) fn of(bytes: &[u8], start: usize, foreign: usize) -> Self {
        let is_lead = bytes.get(foreign).is_some_and(|byte| LEADS.contains(byte));
        if is_lead { Self::look(bytes, start, foreign).unwrap_or(Self::Other) } else { Self::Other }
    }

    fn look(bytes: &[u8], start: usize, foreign: usize) -> Option<Self> {
        if start < foreign && after_signs(bytes, start) != foreign {
            return None;
        }
        let alphabet = bytes[foreign] / ROWS;
        let mut at = foreign;
        let mut letters = 0;
        loop {
            let part = &bytes[at..];
            let count = known_letters(part, alphabet).or_else(|| usual_letters(part, alphabet))?;
            letters += count;
            at += 2 * count;
            match bytes.get(at) {
                None | Some(b' ' | b'\t') => break,
                Some(_) => at = after_signs(bytes, at),
            }
            match bytes.get(at) {
                None | Some(b' ' | b'\t') => break,
                Some(lead) if lead / ROWS == alphabet => {}
                Some(_) => return None,
            }
        }
        Some(if letters < LEAST_LETTERS { Self::Short(at) } else { Self::Fluent(at) })
    }
}

/// How many letters of an alphabet a text begins with, if there are some and each is known to be usual where it stands.
#[inline]
fn known_letters(bytes: &[u8], alphabet: u8) -> Option<usize> {
    letters(bytes, alphabet, |known, _| known.load(Relaxed) == USUAL)
}

/// The same where the model may have to be asked.
#[cold]
fn usual_letters(bytes: &[u8], alphabet: u8) -> Option<usize> {
    letters(bytes, alphabet, |known, pair| match known.load(Relaxed) {
        NOT_ASKED => {
            let is_usual = is_usual(pair);
            known.store(if is_usual { USUAL } else { UNUSUAL }, Relaxed);
            is_usual
        }
        known => known == USUAL,
    })
}

/// How many letters of an alphabet a text begins with, if there are some and each of them and the space after them is usual
/// where it stands.
#[inline]
fn letters(bytes: &[u8], alphabet: u8, is_usual: impl Fn(&AtomicU8, [usize; 2]) -> bool) -> Option<usize> {
    let (chars, _) = bytes.as_chunks();
    let letter = |&[lead, trail]: &[u8; 2]| {
        let code = usize::from(lead & 0x1F) << BITS | usize::from(trail & 0x3F);
        (lead / ROWS == alphabet).then_some(code)
    };
    let first = letter(chars.first()?)?;
    if !is_usual(&ENDS[first % NUMBERS][0], [SPACE, first]) {
        return None;
    }
    let mut before = first;
    let mut count = 1;
    for next in chars[1..].iter().map_while(letter) {
        if !is_usual(&PAIRS[before % NUMBERS * LETTERS + next % LETTERS], [before, next]) {
            return None;
        }
        before = next;
        count += 1;
    }
    is_usual(&ENDS[before % NUMBERS][1], [before, SPACE]).then_some(count)
}

/// Is a letter usual after another, or beside a space?
fn is_usual(pair: [usize; 2]) -> bool {
    let [before, next] = pair.map(|code| char::from_u32(code as u32).unwrap_or(char::REPLACEMENT_CHARACTER));
    model::pair_cost(before, next) <= if before == ' ' { gates::USUAL_FIRST } else { gates::USUAL_LETTER }
}

/// Where plain signs end that begin at a place.
#[inline]
fn after_signs(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| is_sign(**byte)).count()
}

/// Is it a plain sign that does not part words?
fn is_sign(byte: u8) -> bool {
    byte.is_ascii_punctuation() && !matches!(byte, b'<' | b'>' | b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str) -> Start {
        Start::of(word.as_bytes(), 0, word.bytes().position(|byte| !byte.is_ascii()).unwrap_or(word.len()))
    }

    fn is_fluent(word: &str) -> bool {
        of(word) == Start::Fluent(word.len())
    }

    #[test]
    fn words_are_fluent() {
        for word in ["дорога", "Москва,", "(какой-нибудь)", "σήμερα", "مدرسة", "שלום"]
        {
            assert!(is_fluent(word), "{word}");
        }
        let others = [
            "",
            "оПХБЕР",
            "дом",
            "ьрьр",
            "РџСЂРё",
            "домashний",
            "дорога4",
            "ΐονεάξ",
            "«дорога»",
            "été",
            "дорогаσήμερα",
            "дорогаЀ",
        ];
        for word in others {
            assert!(!is_fluent(word), "{word}");
        }
    }

    /// The same, character by character.
    fn is_fluent_naively(word: &str) -> bool {
        let chars: Vec<char> = format!(" {word} ").chars().map(|c| if c.is_ascii() { ' ' } else { c }).collect();
        let is_usual = |pair: &[char]| match *pair {
            [' ', ' '] => true,
            [' ', next] => model::pair_cost(' ', next) <= gates::USUAL_FIRST,
            [letter, next] => model::pair_cost(letter, next) <= gates::USUAL_LETTER,
            _ => false,
        };
        let block = |c: char| c as usize / LETTERS;
        let letters: Vec<char> = word.chars().filter(|c| !c.is_ascii()).collect();
        letters.len() >= LEAST_LETTERS
            && letters.iter().all(|&c| block(c) == block(letters[0]))
            && ('\u{380}'..'\u{680}').contains(&letters[0])
            && chars.windows(2).all(is_usual)
    }

    #[test]
    fn fluent_words_are_those_of_usual_pairs() {
        let words =
            "дорога какой-нибудь Съезд Россия ьрьр σήμερα Ηλίου ςα مدرسة العربية שלום ירושלים домЀ 'мать' (Мать)";
        let mut fluent = 0;
        for word in words.split(' ') {
            let chars: Vec<char> = word.chars().collect();
            // Each letter in the place of each other.
            for (at, &c) in (0..chars.len()).flat_map(|at| chars.iter().map(move |c| (at, c))) {
                let mut other = chars.clone();
                other[at] = c;
                let other: String = other.into_iter().collect();
                assert_eq!(is_fluent(&other), is_fluent_naively(&other), "{other}");
                fluent += usize::from(is_fluent(&other));
            }
        }
        assert!(fluent > 50, "{fluent}");
    }

    #[test]
    fn words_end_where_those_beyond_ascii_do() {
        for line in ["дорога на юг", "дорога", "дорога!? да", "дорога\tна", "какой-нибудь дом"]
        {
            let end = crate::legacy::foreign_words(line).next().map_or(0, |word| word.end);
            assert_eq!(of(line), Start::Fluent(end), "{line}");
        }
        assert_eq!(of("на, юг"), Start::Short("на,".len()));
        for line in ["дорога; на", "дорога</b>", "дорога<b>", "дорога>"] {
            assert_eq!(of(line), Start::Other, "{line}");
        }
    }
}
