//! What a letter with an accent costs more for where it stands in a word, which pairs and runs say too little of.
//!
//! In most languages few such letters are words of their own, and in none does a word end in a capital after a small
//! letter. The model knows both as rarities only, since it has seen all languages and some noise.

use super::{
    Cost, UNITS_PER_NAT,
    language::{ACCENTED, Languages, cell},
    lexicon,
    tags::{AFRIKAANS, ASTURIAN, DANISH, DUTCH, ENGLISH, GALICIAN, GERMAN, NORWEGIAN, NYNORSK, SPANISH, SWEDISH},
};
use crate::lazy::Lazy;
use alloc::vec::Vec;

/// What a letter that stands alone costs more at most: where no likely language has it as a word.
const NO_WORD: Cost = 50;
/// The same for one of another script.
const OUT_OF_PLACE: Cost = 120;
/// What a capital costs more that ends a word after a small letter. Words are joined by capitals, but none of one letter.
const STRANDED: Cost = 50;
/// The same for one before a small letter.
const INNER: Cost = 15;

/// Letters that are words in languages of which few texts have them, with a bit for each language: `ó` in older texts in
/// Spanish, Galician and Asturian; `à` before what is French or counted one by one, in Germanic languages.
const RARE_WORDS: [(char, u64); 2] = [
    ('ó', SPANISH | GALICIAN | ASTURIAN),
    ('à', ENGLISH | GERMAN | DUTCH | SWEDISH | DANISH | NORWEGIAN | NYNORSK | AFRIKAANS),
];

/// The languages in which a letter is a word, with a bit for each.
pub(super) fn languages_with_word(c: char) -> u64 {
    let small = c.to_lowercase().next();
    let rare = RARE_WORDS.iter().find(|(word, _)| Some(*word) == small).map_or(0, |&(_, languages)| languages);
    cell(c).and_then(|cell| words().get(cell)).map_or(0, |frequent| frequent | rare)
}

/// The languages in which each letter is a frequent word, with a bit for each.
fn words() -> &'static [u64] {
    static WORDS: Lazy<Vec<u64>> = Lazy::new(|| {
        let languages = |c: char| {
            let mut bytes = [0; 4];
            lexicon::frequent(c.encode_utf8(&mut bytes)).fold(0, |all, (language, _)| all | 1_u64 << language)
        };
        let mut words = alloc::vec![0; ACCENTED];
        let letters = ('\u{C0}'..='\u{24F}').chain('\u{1EA0}'..='\u{1EFF}');
        letters.filter_map(|c| cell(c).map(|cell| (c, cell))).for_each(|(c, cell)| words[cell] = languages(c));
        words
    });
    &WORDS
}

impl Languages {
    /// By how much `c` costs more as it stands between two characters of the text that the languages are from.
    pub(crate) fn standing_cost(&self, before: char, c: char, after: char) -> Cost {
        self.cost(c) + self.stray_cost(c) + self.lone_cost(before, c, after) + case_cost(before, c, after)
    }

    /// By how much a letter costs more if it stands alone, the less the likelier a language is that has such a word, or
    /// at least such a letter: it may be spoken of.
    pub(crate) fn lone_cost(&self, before: char, c: char, after: char) -> Cost {
        if !self.are_told() || !stands_alone(before, after) {
            return 0;
        }
        if cell(c).is_none() {
            return 0;
        }
        let share = self.share(languages_with_word(c));
        let most = NO_WORD + self.cost(c).min(0);
        (-libm::logf(share) * UNITS_PER_NAT).min(most as f32) as Cost
    }

    /// By how much what comes of a single character costs more for where it stands: a letter by itself that is no word
    /// there, or one of another script than the text, be it amid a word.
    pub(crate) fn outcome_cost(&self, before: char, c: char, after: char) -> Cost {
        if cell(c).is_some() {
            return self.lone_cost(before, c, after);
        }
        // Right after a plain letter no letter or figure of another script stands, whatever the language is.
        if before.is_ascii_alphabetic() && ('\u{400}'..'\u{1E00}').contains(&c) {
            return OUT_OF_PLACE;
        }
        let out_of_place = if is_foreign(c) {
            before.is_ascii() && after.is_ascii()
        } else {
            stands_beside_words(c) && stands_alone(before, after)
        };
        let sign = is_sign_of_words(c) && stands_alone(before, after);
        match (out_of_place || sign) && self.are_told() {
            true if sign || is_greek(c) => NO_WORD,
            true => OUT_OF_PLACE,
            false => 0,
        }
    }
}

/// Is it a letter that texts of any language have by itself, as a sign?
fn is_greek(c: char) -> bool {
    ('\u{370}'..'\u{400}').contains(&c)
}

/// Is it a letter of phonetics or of another script than Latin, rather than a mark or a sign?
fn is_foreign(c: char) -> bool {
    c >= '\u{250}' && !matches!(c, '\u{2B0}'..'\u{370}' | '\u{2000}'..'\u{2E00}')
}

/// Is it a sign that texts have beside words or figures only, or in drawings?
fn is_sign_of_words(c: char) -> bool {
    matches!(c, '¢' | '¤'..='¦' | '¨' | 'ª' | '¬'..='\u{AD}' | '¯' | '²'..='´' | '¸'..='º' | '\u{2500}'..='\u{259F}')
}

/// Is it a quote, or a control in place of one, which stand beside words?
fn stands_beside_words(c: char) -> bool {
    matches!(c, '\u{80}'..'\u{A0}' | '‘'..='„' | '‹' | '›')
}

/// Is what stands between two characters a word?
fn stands_alone(before: char, after: char) -> bool {
    (before.is_whitespace() || matches!(before, '(' | '"' | '“' | '„' | '«'))
        && (after.is_whitespace() || matches!(after, ',' | ';' | ':' | '!' | '?' | ')' | '"' | '”' | '»'))
}

/// By how much a capital costs more after a small letter.
fn case_cost(before: char, c: char, after: char) -> Cost {
    match () {
        () if cell(c).is_none() || !c.is_uppercase() || !before.is_lowercase() => 0,
        () if !after.is_alphabetic() => STRANDED,
        () if after.is_lowercase() => INNER,
        () => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_words_in_some_languages() {
        let french = Languages::of("nous allons tous les jours dans cette grande maison", 0);
        assert!(french.lone_cost(' ', 'à', ' ') + 30 < french.lone_cost(' ', 'ă', ' '));
        assert_eq!(french.lone_cost(' ', 'ă', 'c'), 0);
        let welsh = Languages::of("mae gan bawb hawl i ryddid meddwl yn y wlad", 0);
        assert!(welsh.lone_cost(' ', 'â', ' ') + 30 < french.lone_cost(' ', 'â', ' '));
        assert_eq!(Languages::default().lone_cost(' ', 'â', ' '), 0);
    }

    #[test]
    fn what_a_lone_hanzi_gives_has_to_be_a_word() {
        let french = Languages::of("nous allons tous les jours dans cette grande maison", 0);
        for (word, other) in [('à', 'ô'), ('—', 'м'), ('η', 'ק'), ('«', '„'), ('à', '\u{8D}')] {
            assert!(french.outcome_cost(' ', word, ' ') + 30 < french.outcome_cost(' ', other, ' '), "{other}");
        }
        assert_eq!(french.outcome_cost(' ', 'м', 'и'), 0);
        assert_eq!(Languages::default().outcome_cost(' ', 'м', ' '), 0);
    }

    #[test]
    fn no_word_ends_in_a_capital() {
        assert_eq!((case_cost('n', 'Ä', ' '), case_cost('n', 'Ä', 'n')), (STRANDED, INNER));
        assert_eq!((case_cost('N', 'Ä', ' '), case_cost(' ', 'Ä', ' '), case_cost('n', 'ä', ' ')), (0, 0, 0));
    }
}
