//! Words of one alphabet other than Latin in which each letter is usual after the one before.
//!
//! Most words of good text are such, and no misreading gives more than a few letters that follow one another as those of
//! words do. So they leave here, whether they were ever seen or not, by a byte for each pair, of which the model is asked
//! once.

use crate::{model, weights::gates};
use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// Fewer letters may be usual by chance.
const LEAST_LETTERS: usize = 4;

/// Code points of an alphabet: those of Greek, Cyrillic, Hebrew and Arabic begin at a multiple of it.
const LETTERS: usize = 128;
/// Where the first alphabet begins. Each begins with a code point that no word has, whose place is that of a space.
const FIRST: usize = 0x380;
const SPACE: usize = 0;
const ALPHABETS: usize = 6;

/// The first bytes of the letters of all alphabets, two for each, and by how many bits they stand before the others.
const LEADS: core::ops::RangeInclusive<u8> = 0xCE..=0xD9;
const BITS: u32 = 6;

/// Whether each letter of an alphabet is usual after each: 96 KiB, of which only the pages that are asked for take memory.
static PAIRS: [AtomicU8; ALPHABETS * LETTERS * LETTERS] =
    [const { AtomicU8::new(NOT_ASKED) }; ALPHABETS * LETTERS * LETTERS];
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
    /// Looks at the word that begins at `start`, of words as [`foreign_words`](crate::legacy::foreign_words) parts them.
    #[inline]
    pub(crate) fn of(bytes: &[u8], start: usize) -> Self {
        Self::look(bytes, start).unwrap_or(Self::Other)
    }

    #[inline]
    fn look(bytes: &[u8], start: usize) -> Option<Self> {
        let mut rest = after_signs(bytes.get(start..)?);
        let lead = *rest.first().filter(|lead| LEADS.contains(*lead))?;
        let alphabet = usize::from(lead - LEADS.start()) / 2 * LETTERS;
        let mut letters = 0;
        let mut before = alphabet + SPACE;
        loop {
            rest = match *rest {
                [lead @ 0x80..=0xFF, trail, ref rest @ ..] => {
                    let code = usize::from(lead) << BITS | usize::from(trail & 0x3F);
                    let next = code.wrapping_sub(usize::from(*LEADS.start()) << BITS);
                    if next % LETTERS == SPACE || !is_usual(before, next) {
                        return None;
                    }
                    letters += 1;
                    before = next;
                    rest
                }
                [] | [b' ' | b'\t', ..] => {
                    let ends = before == alphabet + SPACE || is_usual(before, alphabet + SPACE);
                    let word = if letters < LEAST_LETTERS { Self::Short } else { Self::Fluent };
                    return ends.then_some(word(bytes.len() - rest.len()));
                }
                [byte, ..] if is_sign(byte) && is_usual(before, alphabet + SPACE) => {
                    before = alphabet + SPACE;
                    after_signs(rest)
                }
                _ => return None,
            }
        }
    }
}

/// Is a letter usual after another? They have numbers from that of the first letter of all alphabets on, and those of one
/// alphabet are never after those of another.
#[inline]
fn is_usual(letter: usize, next: usize) -> bool {
    let pair = letter * LETTERS + next % LETTERS;
    (letter ^ next) < LETTERS
        && match PAIRS[pair].load(Relaxed) {
            NOT_ASKED => ask(letter, next, &PAIRS[pair]),
            known => known == USUAL,
        }
}

#[cold]
fn ask(letter: usize, next: usize, known: &AtomicU8) -> bool {
    let char = |number: usize| match number % LETTERS {
        SPACE => ' ',
        _ => char::from_u32((FIRST + number) as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let most = if letter % LETTERS == SPACE { gates::USUAL_FIRST } else { gates::USUAL_LETTER };
    let is_usual = model::pair_cost(char(letter), char(next)) <= most;
    known.store(if is_usual { USUAL } else { UNUSUAL }, Relaxed);
    is_usual
}

fn after_signs(bytes: &[u8]) -> &[u8] {
    let signs = bytes.iter().take_while(|byte| is_sign(**byte)).count();
    &bytes[signs..]
}

/// Is it a plain sign that does not part words?
fn is_sign(byte: u8) -> bool {
    byte.is_ascii_punctuation() && !matches!(byte, b'<' | b'>' | b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_fluent(word: &str) -> bool {
        Start::of(word.as_bytes(), 0) == Start::Fluent(word.len())
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
            && letters.iter().all(|&c| block(c) == block(letters[0]) && c as usize % LETTERS != SPACE)
            && (FIRST..FIRST + ALPHABETS * LETTERS).contains(&(letters[0] as usize))
            && chars.windows(2).all(is_usual)
    }

    #[test]
    fn fluent_words_are_those_of_usual_pairs() {
        let words = "дорога какой-нибудь Съезд ьрьр σήμερα Ηλίου ςα مدرسة العربية שלום ירושלים домЀ 'мать' (Мать)";
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
            assert_eq!(Start::of(line.as_bytes(), 0), Start::Fluent(end), "{line}");
        }
        assert_eq!(Start::of("на, юг".as_bytes(), 0), Start::Short("на,".len()));
        for line in ["дорога; на", "дорога</b>", "дорога<b>", "дорога>"] {
            assert_eq!(Start::of(line.as_bytes(), 0), Start::Other, "{line}");
        }
    }
}
