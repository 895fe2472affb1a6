//! What a word gains if its characters are bytes of characters that have two, as those of hanzi, kana and hangul do.
//!
//! That two letters with accents stand together is common in some languages and says little. What their bytes make says
//! more: mostly a rare hanzi amid letters, or nothing.

use super::{runs::Runs, screen, weights, words::Word};
use crate::{
    charset::{Charset, Pending, Step, Tables},
    lazy::Lazy,
    model::{self, Cost, Languages},
};
use alloc::{vec, vec::Vec};

/// A charset of one byte a character, and those of more that are misread as it.
type Reader = (Charset, Vec<Charset>);

fn readers() -> &'static [Reader] {
    static READERS: Lazy<Vec<Reader>> = Lazy::new(|| {
        let mut readers: Vec<Reader> = Vec::new();
        for pair in screen::paying(|pair| pair.read.multi_index().is_none() && pair.stored.multi_index().is_some()) {
            match readers.iter_mut().find(|(read, _)| *read == pair.read) {
                Some((_, stored)) => stored.push(pair.stored),
                None => readers.push((pair.read, vec![pair.stored])),
            }
        }
        readers
    });
    &READERS
}

/// The most that a word gains under such a pair; none if all make it worse or no text. Nothing is allocated.
pub(super) fn best(word: &Word, languages: &Languages) -> Option<Cost> {
    let standing = word.tally.runs.cost;
    let mut least = standing;
    let mut previous = None;
    for (read, stored) in readers() {
        // Most charsets of the West give words the same bytes.
        let is_same = |other| word.text.chars().all(|c| byte(c, other) == byte(c, *read));
        if previous.replace(*read).is_some_and(is_same) {
            continue;
        }
        for &stored in stored {
            least = cost(word, *read, stored, least, languages).unwrap_or(least);
        }
    }
    (least < standing).then_some(standing - least)
}

/// What a word costs as text that was stored in one charset and read as another; none if it is no text there, or costs
/// `most` at least.
fn cost(word: &Word, read: Charset, stored: Charset, most: Cost, languages: &Languages) -> Option<Cost> {
    let mut runs = Runs::new();
    runs.first = word.tally.runs.first;
    let mut pending = Pending::default();
    for c in word.text.chars() {
        let step = match byte(c, read) {
            // It stands for itself: it cannot have been misread.
            0 if !pending.is_empty() => return None,
            0 => {
                runs.cost += weights::IMPOSSIBLE;
                Step::Char(c)
            }
            byte => Tables::get().push(stored, &mut pending, byte),
        };
        match step {
            Step::Reject => return None,
            Step::More => {}
            Step::Char(c) => runs.push(model::symbol(c), languages),
        }
        if runs.cost >= most {
            return None;
        }
    }
    runs.push(model::symbol(' '), languages);
    Some(runs.cost).filter(|&cost| pending.is_empty() && cost < most)
}

/// The byte of a character in a charset of one byte a character; 0 if it has none there.
fn byte(c: char, charset: Charset) -> u8 {
    match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => byte,
        _ => Tables::get().single_bytes(c)[charset.index()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::gates;

    fn gain(word: &str) -> Cost {
        let anywhere = Languages::default();
        best(&Word::alone(word, &anywhere), &anywhere).unwrap_or(0)
    }

    #[test]
    fn halves_of_hanzi_gain_and_letters_side_by_side_do_not() {
        for word in ["ÄãºÃ", "ÉfÉXÉN", "¾È³ç", "ÊÀ½ç"] {
            assert!(gain(word) > gates::LEAST_OF_MULTI, "{word} {}", gain(word));
        }
        for word in ["patří", "siłą", "đuổi", "đấu", "gałęzie"] {
            assert!(gain(word) <= gates::LEAST_OF_MULTI, "{word} {}", gain(word));
        }
    }
}
