//! What a word gains if its characters are bytes of characters that have two, as those of hanzi, kana and hangul do.
//!
//! That two letters with accents stand together is common in some languages and says little. What their bytes make says
//! more: mostly a rare hanzi amid letters, or nothing.

use super::{screen, transcode::Encoded, weights, words::Word};
use crate::{
    charset::Charset,
    lazy::Lazy,
    model::{Cost, Languages},
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

/// The most that a word gains under such a pair; none if all make it worse or no text.
pub(super) fn best(word: &Word, encoded: &mut Encoded, languages: &Languages) -> Option<Cost> {
    let standing = word.tally.runs.cost;
    let mut least = standing;
    let mut seen: Vec<u32> = Vec::new();
    for (read, stored) in readers() {
        encoded.begin(*read);
        encoded.push(word);
        // Most charsets of the West give words the same bytes.
        if seen == encoded.units() {
            continue;
        }
        seen.clear();
        seen.extend(encoded.units());
        let lacking =
            Cost::try_from(encoded.lacking(0)).unwrap_or(Cost::MAX / weights::IMPOSSIBLE) * weights::IMPOSSIBLE;
        for &stored in stored {
            if let Some(tally) = encoded.tally(0, stored, least - lacking, languages) {
                least = least.min(tally.runs.cost + lacking);
            }
        }
    }
    (least < standing).then_some(standing - least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::gates;

    fn gain(word: &str) -> Cost {
        let anywhere = Languages::default();
        best(&Word::alone(word, &anywhere), &mut Encoded::default(), &anywhere).unwrap_or(0)
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
