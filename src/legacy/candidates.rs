//! The misreadings that a line is tried with, and the choice among them.

use super::{
    detect,
    gains::Gains,
    outcome, quotes,
    reading::{self, Reading},
    screen::{self, Pair},
    spoken,
    transcode::Encoded,
    usual, weights,
    words::{Multi, Word},
};
use crate::{
    charset::{Charset, Tables},
    lazy::Lazy,
    misreading::Misreading,
    model::{self, Cost, Fit, Languages},
    settings::Settings,
};
use alloc::{string::String, vec::Vec};

/// Readings that are compared by the text they give.
const FINALISTS: usize = 12;

/// How a line is read.
pub(super) struct Choice {
    pub(super) misreading: Misreading,
    /// What the misreading costs.
    pub(super) entry: Cost,
    pub(super) log_odds: Cost,
    /// The words that were misread, by number, and what they were.
    pub(super) texts: Vec<(usize, String)>,
}

/// Chooses among the misreadings; keeps its buffers from one line to the next.
#[derive(Default)]
pub(super) struct Candidates {
    encoded: Encoded,
    gains: Gains,
}

/// How well the words of a line fit one language, with the texts in place of those that were misread.
fn fit<'l>(words: &[Word], texts: &[(usize, String)], languages: &'l Languages) -> Fit<'l> {
    let mut fit = Fit::new(languages).with_notes(words.iter().any(|word| word.text.contains('†')));
    let mut texts = texts.iter().peekable();
    for (number, word) in words.iter().enumerate() {
        let text = texts.next_if(|(other, _)| *other == number).map_or(word.text, |(_, text)| text.as_str());
        fit.add(text, word.shift);
    }
    fit
}

/// The languages that are stored in a charset. Those that a Western one holds are stored in such, but for a few.
fn languages_of(stored: Charset) -> u64 {
    static SETS: Lazy<Vec<u64>> = Lazy::new(|| {
        let set = |charset: Charset| model::languages_with(|c| Tables::get().codes(charset, c).next().is_some());
        let western = set(Charset::Windows1252);
        let stored = |&charset: &Charset| match set(charset) {
            all if is_central(charset) => all & (!western | model::STORED_ANYWHERE),
            all => all,
        };
        Charset::ALL[..Charset::SINGLE_COUNT].iter().map(stored).collect()
    });
    SETS.get(stored.index()).copied().unwrap_or(model::ALL_LANGUAGES)
}

/// Is it a charset of the countries from the Baltic to Turkey?
fn is_central(charset: Charset) -> bool {
    use Charset::{Ibm775, Ibm852, Ibm857, Iso8859_2, Windows1250, Windows1254, Windows1257};
    matches!(charset, Windows1250 | Iso8859_2 | Ibm852 | Windows1257 | Ibm775 | Windows1254 | Ibm857)
}

/// Are languages in Latin script stored in a charset, and only they?
fn is_latin(stored: Charset) -> bool {
    languages_of(stored) != model::ALL_LANGUAGES && !usual::is_of_another_script(stored)
}

/// On what terms a line is read under a misreading.
struct Terms {
    misreading: Misreading,
    /// Are languages in Latin script stored in the charset, and only they?
    latin: bool,
    /// Is it proved elsewhere in the text?
    proved: bool,
    /// What it costs to start.
    entry: Cost,
    /// How much a reading may fall short before it is known how well it fits a language.
    relief: Cost,
}

impl Candidates {
    /// The misreading that makes a line much likelier, if there is one and no other is as good.
    pub(super) fn choose(
        &mut self,
        words: &mut [Word],
        potential: Cost,
        margin: Cost,
        proved: &[Misreading],
        (settings, languages): (&Settings, &Languages),
    ) -> Option<Choice> {
        let mut found: Vec<(Reading, Misreading, Cost)> = Vec::new();
        let mut filled = None;
        // What a reading pays to start, and how much it may fall short before it is known how well it fits a language.
        let terms = |pair: Pair| {
            let misreading = Misreading::new(pair.stored, pair.read);
            let latin = is_latin(pair.stored);
            // Of other scripts than Latin the plain letters of the line say nothing, but those do that stay as they are.
            let (margin, relief) = match pair.stored.multi_index() {
                None if latin => (margin, weights::RELIEF),
                None => (weights::MARGIN, weights::MARGIN - weights::MARGIN_IN_CONTEXT),
                Some(_) => (weights::MARGIN, 0),
            };
            let proved = proved.contains(&misreading);
            let entry = if proved { weights::PROVED } else { settings.legacy_entry(misreading, margin + pair.prior) };
            Terms { misreading, latin, proved, entry, relief }
        };
        let gains = if potential < weights::PLENTY { self.gains.of(words, languages) } else { None };
        let potential_of =
            |multi: Multi| -> Cost { words.iter().filter(|word| word.multi == multi).map(|word| word.potential).sum() };
        let (stored, read) = (potential_of(Multi::Stored), potential_of(Multi::Read));
        let could_pay = |pair: Pair, explained: Cost| {
            let gain = match (pair.number, gains) {
                (Some(number), Some(gains)) => gains[number],
                (Some(_), None) => potential,
                (None, _) if pair.read.multi_index().is_some() => read,
                (None, _) => stored,
            };
            gain > 0 && {
                let terms = terms(pair);
                gain + explained + terms.relief > terms.entry && settings.allows(terms.misreading)
            }
        };
        let mut paying = screen::paying(|pair| could_pay(pair, weights::EXPLAINED));
        if paying.is_empty() && !detect::can_tell(words, potential) {
            return None;
        }
        words.iter_mut().for_each(Word::complete);
        let words = &*words;
        // Where nothing is odd there is nothing to explain, unless something is known of the text.
        let odd = words.iter().any(|word| word.tally.oddity.count > 0 || word.numbered);
        let explained = if odd || settings.has_hints() { weights::EXPLAINED } else { 0 };
        let most = potential + explained;
        if explained < weights::EXPLAINED {
            paying.retain(|&pair| could_pay(pair, explained));
        }
        let mut best = Cost::MIN;
        for pair in screen::passed(words, languages, &mut self.encoded, &paying) {
            if filled.replace(pair.read) != Some(pair.read) {
                self.encoded.fill(words, pair.read);
            }
            let Terms { misreading, latin, proved, entry, relief } = terms(pair);
            // What falls far behind another reading need not be read to the end.
            let behind = best.saturating_sub(weights::FAR_BEHIND).max(0);
            let slack = most + relief - entry - behind;
            if slack > 0 {
                let paid = entry - relief;
                let reading = reading::read(words, &self.encoded, pair.stored, paid, slack, languages);
                best = best.max(reading.as_ref().map_or(best, |reading| reading.log_odds));
                let short = |reading: &Reading| {
                    let told = if latin || proved { 0 } else { weights::MARGIN - weights::margin(reading.kept) };
                    (relief - told).max(0)
                };
                let reading = reading
                    .map(|reading| Reading { log_odds: reading.log_odds - short(&reading), ..reading })
                    .filter(|reading| latin || reading.log_odds > 0);
                found.extend(reading.map(|reading| (reading, misreading, entry)));
            }
        }
        if found.is_empty() {
            found.extend(detect::detected(words, potential, languages, &mut self.encoded));
        }
        found.retain(|(_, misreading, _)| settings.allows(*misreading));
        if found.is_empty() {
            return None;
        }
        found.sort_by_key(|(reading, ..)| -reading.log_odds);
        let behind = found[0].0.log_odds - weights::FAR_BEHIND;
        found.retain(|(reading, ..)| reading.log_odds >= behind);
        let context = Context { margin, languages, standing: fit(words, &[], languages).standing() };
        let finalists = found.into_iter().take(FINALISTS);
        let choices = finalists
            .filter_map(|(reading, misreading, entry)| self.weigh(words, &reading, misreading, entry, &context));
        let mut choices: Vec<Choice> = choices.collect();
        choices.sort_by_key(|choice| -choice.log_odds);
        surest(words, choices, languages)
    }
}

/// What is known of a line.
struct Context<'l> {
    /// What a misreading pays in it.
    margin: Cost,
    languages: &'l Languages,
    /// How well it fits one language as it stands.
    standing: Cost,
}

impl Candidates {
    /// Weighs a reading by the words that come out; none if the line is as likely as it stands.
    fn weigh(
        &mut self,
        words: &[Word],
        reading: &Reading,
        misreading: Misreading,
        entry: Cost,
        &Context { margin, languages, standing }: &Context,
    ) -> Option<Choice> {
        let known = margin < weights::MARGIN;
        self.encoded.fill(words, misreading.read_as());
        let text = |&word: &usize| {
            let text = self.encoded.text(word, misreading.stored_as())?;
            Some((word, text)).filter(|(_, text)| text != words[word].text)
        };
        let texts: Vec<(usize, String)> = reading.misread.iter().filter_map(text).collect();
        let decoded = fit(words, &texts, languages);
        let (stored, decoded) = self.likeliest_store(misreading, &texts, &decoded);
        let misreading = Misreading::new(stored, misreading.read_as());
        // Amid words of another script it says nothing how well letters fit a language of Latin script.
        let fit = if reading.witnessed && !is_latin(stored) { (standing - decoded).max(0) } else { standing - decoded };
        // One rare hanzi in a line of another script may well be one, but hardly by chance is it a word of the language
        // around; and letters of that may stand there as they should.
        let unsure = !reading.strong && self.encoded.is_multi_byte() && !(known && is_latin(stored));
        let native = || texts.iter().all(|(word, _)| outcome::is_native(words[*word].text, languages));
        let alien = || texts.iter().any(|(word, text)| outcome::is_alien(words[*word].text, text, languages));
        let names = || texts.iter().all(|(word, text)| outcome::may_be_name(&words[*word], text, languages));
        let unknown = if unsure || known && (native() || alien() || names()) { weights::MARGIN - margin } else { 0 };
        let kana = if outcome::has_alien_kana(misreading.stored_as(), &texts) { weights::ALIEN_KANA } else { 0 };
        let odd = outcome::cost(words, &texts, languages);
        let spoken = spoken::spoken_cost(words, &texts, languages);
        let paired = (reading.signs > 0 || odd > 0)
            && quotes::are_paired(words, &texts)
            && !outcome::draws_a_face(words, &texts);
        let signs = if paired { reading.signs } else { -odd };
        let frequent = if outcome::gives_frequent_word(words, &texts, languages) { weights::FREQUENT } else { 0 };
        let log_odds =
            reading.log_odds - unknown - kana - spoken + signs + frequent + if unsure { fit.min(0) } else { fit };
        let lone = spoken::are_lone_letters(words, &texts, languages);
        (!texts.is_empty() && !lone && log_odds > 0).then_some(Choice { misreading, entry, log_odds, texts })
    }

    /// Of the charsets in which the words of a misreading are the same, the one of a language that fits them; with what it
    /// costs.
    fn likeliest_store(&self, misreading: Misreading, texts: &[(usize, String)], fit: &Fit<'_>) -> (Charset, Cost) {
        let (own, read) = (misreading.stored_as(), misreading.read_as());
        let cost = |stored| fit.least(languages_of(stored), weights::OUTSIDE);
        let mut best = (own, cost(own));
        if best.1 > fit.least(model::ALL_LANGUAGES, 0) {
            let prior = screen::stored_for(read).find(|&(stored, _)| stored == own).map_or(0, |(_, prior)| prior);
            for (stored, other) in screen::stored_for(read).filter(|&(stored, _)| stored.multi_index().is_none()) {
                let dearer = cost(stored) + (other - prior).max(0);
                let same = || texts.iter().all(|(word, text)| self.encoded.text(*word, stored).as_ref() == Some(text));
                if dearer < best.1 && same() {
                    best = (stored, dearer);
                }
            }
        }
        best
    }
}

/// The first of some choices, the best one first, if no other is as good and its texts are telling; of one charset's letters
/// and another's that are nearly as likely where they stand, those that the language has.
fn surest(words: &[Word], choices: Vec<Choice>, languages: &Languages) -> Option<Choice> {
    let mut choices = choices.into_iter();
    let best = choices.next()?;
    let rival = choices.find(|choice| choice.texts != best.texts);
    let rarest = |choice: &Choice| outcome::rarest(&choice.texts, languages);
    let single = best.misreading.read_as().multi_index().is_none();
    let rarer = |one: &Choice, other: &Choice| single && rarest(one) + weights::RARER <= rarest(other);
    let best = match rival {
        Some(rival) if best.log_odds - rival.log_odds < weights::RIVAL => {
            if best.log_odds > rival.log_odds && rarer(&best, &rival) {
                best
            } else if rarer(&rival, &best) {
                rival
            } else {
                return None;
            }
        }
        _ => best,
    };
    let both = [best.misreading.stored_as(), best.misreading.read_as()];
    let telling = both.iter().any(|charset| charset.multi_index().is_none()) || outcome::is_telling(words, &best.texts);
    telling.then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets_have_their_languages() {
        let french = 1 << 1;
        assert!(languages_of(Charset::Windows1252) & french != 0 && languages_of(Charset::Windows1250) & french == 0);
        assert!(is_latin(Charset::Ibm850) && !is_latin(Charset::Koi8R) && !is_latin(Charset::Gb18030));
    }
}
