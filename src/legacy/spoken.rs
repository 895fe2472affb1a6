//! Letters that are spoken of: several by themselves, one in quotes, one after its code in a table.

use super::{lone::Lone, weights, words::Word};
use crate::{
    letter::is_letter,
    model::{self, Cost, Languages},
};
use alloc::string::String;

/// What a line pays in which characters change that are spoken of: several letters by themselves, or one after its code.
pub(super) fn spoken_cost(words: &[Word], texts: &[(usize, String)], languages: &Languages) -> Cost {
    if texts.len() > weights::MANY_WORDS {
        return 0;
    }
    let coded = texts.iter().any(|(number, _)| words[*number].lone == Lone::Coded);
    let enumerated = are_enumerated(words, texts, languages) || is_one_of_letters(words, texts, languages);
    let cost = |holds: bool, cost: Cost| if holds { cost } else { 0 };
    cost(coded, weights::CODED) + cost(enumerated, weights::ENUMERATED)
}

/// Are letters that stand alone all that changes? They say nothing where no word around says which they should be.
pub(super) fn are_lone_letters(words: &[Word], texts: &[(usize, String)], languages: &Languages) -> bool {
    let is_lone = |number: usize| lone_letter(words[number].text).is_some();
    !languages.are_told() && texts.iter().all(|(number, _)| is_lone(*number))
}

/// The letter of a word that has no other, but for plain marks.
fn lone_letter(word: &str) -> Option<char> {
    let mut chars = word.chars().filter(|c| !c.is_ascii_punctuation());
    chars.next().filter(|&c| is_letter(c) && chars.next().is_none())
}

/// Do letters that stand alone come out as different signs, or as a sign and a letter that is no word? Where several are
/// spoken of, they are no dashes.
fn are_enumerated(words: &[Word], texts: &[(usize, String)], languages: &Languages) -> bool {
    let alone = || texts.iter().filter(|(number, _)| lone_letter(words[*number].text).is_some());
    let outcomes = || alone().filter_map(|(_, text)| text.chars().find(|c| !c.is_ascii_punctuation()));
    let no_word = |c: char| !is_letter(c) || languages.lone_cost(' ', c, ' ') >= weights::NO_WORD_AT_ALL;
    let sign = outcomes().find(|&c| !is_letter(c));
    sign.is_some_and(|sign| outcomes().any(|c| c != sign && no_word(c)))
}

/// Does a letter that stands alone come out otherwise beside others that stand so, are no words and stay? They are spoken of.
fn is_one_of_letters(words: &[Word], texts: &[(usize, String)], languages: &Languages) -> bool {
    let no_word = |c: char| model::is_accented(c) && languages.lone_cost(' ', c, ' ') >= weights::NO_WORD;
    let stays = |number: usize| texts.iter().all(|(other, _)| *other != number);
    let mut lone = words.iter().enumerate().filter(|(_, word)| lone_letter(word.text).is_some_and(no_word));
    texts.iter().any(|(number, _)| lone_letter(words[*number].text).is_some()) && lone.any(|(number, _)| stays(number))
}

/// Is a word one letter in quotes?
pub(super) fn is_spoken_of(word: &str) -> bool {
    word.len() > 2 && word.starts_with(['"', '\'']) && word.ends_with(['"', '\'']) && lone_letter(word).is_some()
}

/// Does a letter that stands alone come out as another one that is no word either?
pub(super) fn is_of_no_word(standing: &str, text: &str, languages: &Languages) -> bool {
    let no_word = |c: char| model::is_accented(c) && languages.lone_cost(' ', c, ' ') >= weights::NO_WORD_AT_ALL;
    lone_letter(standing).is_some() && lone_letter(text).is_some_and(no_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legacy::words;

    #[test]
    fn letters_are_spoken_of_beside_others_and_after_their_codes() {
        let italian = Languages::of("non si vede la strada che porta alla casa della nonna", 0);
        let spoken = |line: &str, text: &str| {
            let (words, _) = words::words(line, &italian, -1).unwrap_or_default();
            spoken_cost(&words, &[(0, text.into())], &italian)
        };
        assert_eq!((spoken("246 166 A6 Ś", "—"), spoken("sala Ś", "—")), (weights::CODED, 0));
        assert_eq!((spoken("â ê ô", "—"), spoken("â la è", "—")), (weights::ENUMERATED, 0));
        assert!(is_spoken_of("\"ß\"") && !is_spoken_of("ß") && !is_spoken_of("\"ßá\""));
        assert!(
            is_of_no_word("ß", "ñ", &italian)
                && !is_of_no_word("ß", "è", &italian)
                && !is_of_no_word("ßa", "ña", &italian)
        );
    }
}
