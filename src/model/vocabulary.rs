//! What a word costs as one of the frequent words of a language, given how many of those the text has.

use super::{
    Cost, UNITS_PER_NAT,
    fold::fold,
    language::{LANGUAGES, Languages},
    lexicon::{self, Found},
    word_key::{SCRIPTS, is_latin, is_part},
};

/// Languages of which the frequent words are known.
const ALL: usize = LANGUAGES + SCRIPTS.len();
/// Vietnamese sets its syllables apart; the frequent ones are nearly all that there are.
const VIETNAMESE: usize = 28;
/// Before a word is seen, so many are taken for known.
const HALF: f32 = 0.5;

/// How many of the words in a text are among the frequent ones of each language.
pub(crate) struct Vocabulary<'l> {
    languages: &'l Languages,
    words: f32,
    known: [u16; ALL],
}

impl<'l> Vocabulary<'l> {
    /// Of no words yet, in a text of these languages as far as they are in Latin script.
    pub(crate) fn new(languages: &'l Languages) -> Self {
        Self { languages, words: 0.0, known: [0; ALL] }
    }

    /// May a letter stand in one of the frequent words of any language?
    pub(crate) fn may_have(letter: char) -> bool {
        is_part(fold(letter))
    }

    /// Adds a word of the text; words of plain letters are not in the list and do not count.
    pub(crate) fn add(&mut self, word: &str) {
        if word.is_ascii() {
            return;
        }
        self.words += 1.0;
        for found in lexicon::find(word).filter(|found| is_in_script(word, found.language)) {
            self.known[found.language] = self.known[found.language].saturating_add(1);
        }
    }

    /// The least that a word costs as a frequent word of a language, and whether all words of that are in the list; none if
    /// it is not one. `runs` is what it costs by the model of runs: the more, the likelier it is that the word only has the
    /// number of one in the list.
    pub(crate) fn cost(&self, word: &str, runs: Cost) -> Option<(Cost, bool)> {
        let here = lexicon::find(word).filter(|found| is_in_script(word, found.language));
        let cost = |Found { language, cost, chance }: Found| {
            let share = (f32::from(self.known[language]) + HALF) / (self.words + 1.0);
            let share = share * self.languages.probability_of(language);
            let foreign = -(libm::logf(share) * UNITS_PER_NAT) as Cost;
            (share > 0.0).then(|| ((cost + foreign).max(runs - chance + foreign), language == VIETNAMESE))
        };
        here.filter_map(cost).min()
    }
}

/// Is a word in the script of a language? Another word may have its number by chance.
fn is_in_script(word: &str, language: usize) -> bool {
    match language.checked_sub(LANGUAGES).and_then(|other| SCRIPTS.get(other)) {
        None => word.chars().map(fold).all(is_latin),
        Some(script) => word.chars().all(|c| script.contains(&c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_cost_less_amid_their_like() {
        let languages = Languages::default();
        let mut vocabulary = Vocabulary::new(&languages);
        let first = vocabulary.cost("это", 0).map(|found| found.0);
        assert!(first.is_some() && vocabulary.cost("которые", 0).map(|found| found.0) > first);
        "я не знаю что такое".split(' ').for_each(|word| vocabulary.add(word));
        assert!(vocabulary.cost("это", 0).map(|found| found.0) < first);
        assert_eq!(vocabulary.cost("дестельности", 0), None);
    }

    #[test]
    fn words_are_of_the_languages_around() {
        let french = Languages::of("nous allons tous les jours dans cette grande maison", 0);
        let spanish = Languages::of("la casa de los vecinos en la calle que lleva al mercado", 0);
        let cost = |languages| Vocabulary::new(languages).cost("après", 0).map(|found| found.0);
        assert!(cost(&french) < cost(&spanish) || cost(&spanish).is_none());
    }
}
