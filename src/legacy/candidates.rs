//! The misreadings that a line is tried with, and the choice among them.

use super::{
    detect,
    gains::Gains,
    quotes,
    reading::{self, Reading},
    screen::{self, Pair},
    transcode::Encoded,
    weights,
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

/// Do words that are said to be in one multi-byte charset and misread as another change as such words do? Letters come
/// out then, and a few signs over and over are a face that somebody made.
fn is_telling(words: &[Word], texts: &[(usize, String)]) -> bool {
    let (mut changed, mut letters) = (0, 0);
    let mut kinds: Vec<char> = Vec::new();
    for (word, text) in texts {
        let mut standing = words[*word].text.chars();
        kinds.extend(standing.clone().filter(|c| !c.is_ascii()));
        for c in text.chars() {
            if standing.next() != Some(c) && !c.is_ascii() && !is_mark_of_hanzi(c) {
                changed += 1;
                letters += usize::from(is_letter(c));
            }
        }
    }
    let all = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    letters > 0 && 2 * letters >= changed && (kinds.len() > FEW_KINDS || all < 2 * kinds.len())
}

/// Is it a comma, a full stop or a bracket as texts with hanzi have them amid words?
fn is_mark_of_hanzi(c: char) -> bool {
    matches!(c, '、' | '。' | '「' | '」' | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !('\u{2B0}'..'\u{300}').contains(&c)
}

/// Has a word letters with accents, and only such as the languages around have? A letter by itself has to be a word there,
/// and none has capitals after small letters.
fn is_native(word: &str, languages: &Languages) -> bool {
    let mut chars = word.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && !WORDS_ELSEWHERE.contains(&c)
        && languages.lone_cost(' ', c, ' ') >= weights::NO_WORD
    {
        return false;
    }
    let mut after_small = false;
    let mut any = false;
    word.chars().all(|c| {
        let native = c.is_ascii() || languages.cost(c) < 0 && !(after_small && c.is_uppercase());
        any |= !c.is_ascii();
        after_small = c.is_lowercase();
        native
    }) && any
}

/// Does a letter come out where the languages around have none: before a digit, by itself, or
/// from a sign that stands as it should? Then they say nothing for it.
fn has_alien_outcome(standing: &str, text: &str, languages: &Languages) -> bool {
    let is_end = |at: usize| at == 0 || standing[at..].chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    standing.char_indices().any(|(at, from)| {
        let Some(to) = rest.next() else { return false };
        let previous = core::mem::replace(&mut before, to);
        let next = rest.peek().copied().unwrap_or(' ');
        if from == to || !model::is_accented(to) {
            return false;
        }
        let usual = match from {
            '…' if is_end(at) => to.is_uppercase() && previous.is_uppercase() || languages.cost(to) >= weights::ALIEN,
            '™' | '®' | '©' | '°' if is_end(at) => languages.cost(to) >= weights::ALIEN,
            '\u{AD}' => languages.cost(to) >= weights::ALIEN,
            '∞' => !previous.is_alphabetic(),
            _ => false,
        };
        let alien = model::is_accented(from) && languages.cost(to) >= weights::ALIEN.max(languages.cost(from) - 8);
        alien || usual || next.is_ascii_digit() || languages.lone_cost(previous, to, next) >= weights::NO_WORD_AT_ALL
    })
}

/// What a word costs more that comes out as one letter or quote that is out of place in the languages around, or that loses
/// what it has of good text.
fn oddity_cost(standing: &str, text: &str, languages: &Languages) -> Cost {
    let mut chars = text.trim_matches(|c: char| c.is_ascii_punctuation()).chars();
    let wide = |c: char| c >= '\u{2E80}';
    match (chars.next(), chars.next()) {
        (Some(c), None) if wide(c) && standing.contains(wide) => 0,
        (Some(c), None) if !model::is_accented(c) => languages.outcome_cost(' ', c, ' '),
        _ if is_joint(standing, text) => weights::JOINT,
        _ if !languages.may_be_english() && has_inner_dash(text) && !has_inner_dash(standing) => weights::INNER_DASH,
        _ if has_inner_capital(text) && !has_inner_capital(standing) => weights::INNER_CAPITAL,
        _ if is_quoted(standing) && !is_quoted(text) => weights::UNQUOTED,
        _ => 0,
    }
}

/// Does a small letter come out of a sign between two words that the second one's capital tells apart?
fn is_joint(standing: &str, text: &str) -> bool {
    let chars = || standing.chars();
    let around = chars().zip(chars().skip(1).zip(chars().skip(2)));
    let outcomes = text.chars().skip(1);
    chars().count() == text.chars().count()
        && around.zip(outcomes).any(|((before, (sign, after)), c)| {
            before.is_lowercase() && after.is_uppercase() && !is_letter(sign) && c.is_lowercase()
        })
}

/// Has a word a dash between small letters, as English has?
fn has_inner_dash(word: &str) -> bool {
    let chars = || word.chars();
    let around = chars().zip(chars().skip(1).zip(chars().skip(2)));
    around.into_iter().any(|(a, (b, c))| a.is_lowercase() && matches!(b, '–' | '—') && c.is_lowercase())
}

/// Has a word a capital with an accent amid small letters?
fn has_inner_capital(word: &str) -> bool {
    let mut before = ' ';
    let mut chars = word.chars().peekable();
    core::iter::from_fn(|| chars.next().map(|c| (core::mem::replace(&mut before, c), c, chars.peek().copied()))).any(
        |(before, c, after)| {
            model::is_accented(c) && c.is_uppercase() && before.is_lowercase() && !after.is_some_and(char::is_uppercase)
        },
    )
}

/// Is a word of a few capitals in another script that would come out in small letters?
fn is_acronym(standing: &str, text: &str) -> bool {
    let letters = || standing.chars().filter(|c| c.is_alphabetic());
    letters().all(|c| c.is_uppercase() && !c.is_ascii())
        && (2..=ACRONYM).contains(&letters().count())
        && text.chars().filter(|c| c.is_alphabetic()).all(char::is_lowercase)
}

/// Acronyms have no more letters.
const ACRONYM: usize = 4;

/// Is a word in a pair of quotes?
fn is_quoted(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
    let mut chars = word.chars();
    chars.next().zip(chars.next_back()).is_some_and(|(first, last)| quotes::closes(first, last))
}

/// Letters that are words in languages that the model does not know: in Kurdish, `û` is and.
const WORDS_ELSEWHERE: [char; 2] = ['û', 'Û'];

/// Are there kana in what was stored in a Chinese or Korean charset? These have them, but not their languages.
fn has_alien_kana(stored: Charset, texts: &[(usize, String)]) -> bool {
    matches!(stored, Charset::Gb18030 | Charset::Big5 | Charset::EucKr)
        && texts.iter().any(|(_, text)| text.chars().any(|c| ('\u{3041}'..'\u{3100}').contains(&c) && is_letter(c)))
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
    languages_of(stored) != model::ALL_LANGUAGES
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

/// Words have more kinds of characters than this, or each but once.
const FEW_KINDS: usize = 4;

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
                    let told = if latin || proved { 0 } else { weights::MARGIN - weights::margin(reading.kept, false) };
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
        let known = margin < weights::MARGIN;
        let standing = fit(words, &[], languages).standing();
        let choices = found.into_iter().take(FINALISTS).filter_map(|(reading, misreading, entry)| {
            self.encoded.fill(words, misreading.read_as());
            let text = |&word: &usize| {
                let text = self.encoded.text(word, misreading.stored_as())?;
                Some((word, text)).filter(|(_, text)| text != words[word].text)
            };
            let texts: Vec<(usize, String)> = reading.misread.iter().filter_map(text).collect();
            let decoded = fit(words, &texts, languages);
            let (stored, decoded) = self.likeliest_store(misreading, &texts, &decoded);
            let misreading = Misreading::new(stored, misreading.read_as());
            let fit = standing - decoded;
            // One rare hanzi in a line of another script may well be one, but hardly by chance is it a word of the language
            // around; and letters of that may stand there as they should.
            let unsure = !reading.strong && self.encoded.is_multi_byte() && !(known && is_latin(stored));
            let native = known && texts.iter().all(|(word, _)| is_native(words[*word].text, languages));
            let alien = known && texts.iter().any(|(word, text)| has_alien_outcome(words[*word].text, text, languages));
            let unknown = if unsure || native || alien { weights::MARGIN - margin } else { 0 };
            let kana = if has_alien_kana(misreading.stored_as(), &texts) { weights::ALIEN_KANA } else { 0 };
            let acronym =
                if texts.len() == 1 && is_acronym(words[texts[0].0].text, &texts[0].1) { weights::ACRONYM } else { 0 };
            let lone = acronym
                + texts.iter().map(|(word, text)| oddity_cost(words[*word].text, text, languages)).sum::<Cost>();
            let paired = (reading.signs > 0 || lone > 0) && quotes::are_paired(words, &texts);
            let (signs, lone) = if paired { (reading.signs, 0) } else { (0, lone) };
            let log_odds = reading.log_odds - unknown - lone - kana + signs + if unsure { fit.min(0) } else { fit };
            (!texts.is_empty() && log_odds > 0).then_some(Choice { misreading, entry, log_odds, texts })
        });
        let mut choices: Vec<Choice> = choices.collect();
        choices.sort_by_key(|choice| -choice.log_odds);
        surest(words, choices)
    }
}

impl Candidates {
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

/// The first of some choices, the best one first, if no other is as good and its texts are telling.
fn surest(words: &[Word], choices: Vec<Choice>) -> Option<Choice> {
    let mut choices = choices.into_iter();
    let best = choices.next()?;
    let rival = choices.find(|choice| choice.texts != best.texts);
    let sure = rival.is_none_or(|rival| best.log_odds >= rival.log_odds + weights::RIVAL);
    let both = [best.misreading.stored_as(), best.misreading.read_as()];
    let telling = both.iter().any(|charset| charset.multi_index().is_none()) || is_telling(words, &best.texts);
    (sure && telling).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legacy::words;

    fn tells(line: &str, text: &str) -> bool {
        let languages = Languages::default();
        let (words, _) = words::words(line, &languages, -1).unwrap_or_default();
        is_telling(&words, &[(0, text.into())])
    }

    #[test]
    fn words_give_letters_and_faces_repeat_signs() {
        assert!(tells("콱呵겨죄", "你失败了"));
        assert!(tells("ㄗ淝茠ㄘㄩ", "（阵营）：") && !tells("ㄗㄘㄩ", "（）："));
        assert!(!tells("(∩ヘ∩)ヘ∩", "(員目員)目員"));
        assert!(!tells("縺縺縺", "→←↑"));
    }

    #[test]
    fn words_are_native_in_their_language() {
        let estonian = Languages::of("see ei ole minu oma, aga ma tahan seda saada ja kohe", 0);
        let finnish = Languages::of("minun taloni seisoo vanhan tien vieressa ja siella asuu kaksi lasta", 0);
        assert!(is_native("tänä", &finnish) && !is_native("å", &finnish));
        assert!(is_native("Õhtul", &estonian) && is_native("ÕHTUL", &estonian) && !is_native("võÕras", &estonian));
        assert!(is_native("võõras", &estonian) && !is_native("vøøras", &estonian) && !is_native("kivi", &estonian));
    }

    #[test]
    fn charsets_have_their_languages() {
        let french = 1 << 1;
        assert!(languages_of(Charset::Windows1252) & french != 0 && languages_of(Charset::Windows1250) & french == 0);
        assert!(is_latin(Charset::Ibm850) && !is_latin(Charset::Koi8R) && !is_latin(Charset::Gb18030));
    }
}
