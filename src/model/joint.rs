//! How well the words of a text fit one language.
//!
//! Each by itself, `õ` and `ä` may be usual or not; together, and with the plain letters around, they have to be of
//! one language, as words that are frequent there. So the costs are added up for one language after the other, and
//! the least sum counts. In a language of its own, no letter costs much more than what its share of the text
//! says, wherever it stands: the model of all languages knows few of the runs that only one language has.

use super::{
    Cost, joints,
    language::{ACCENTED, FOREIGN, LANGUAGES, Languages, Letter, Tables, cell, letter_cost},
    letter_pairs::word_end,
    lexicon, pieces,
    stand::languages_with_word,
};
use crate::lazy::Lazy;
use alloc::vec::Vec;

/// What a letter costs more, at most, than by its share of the text: one in ten stands anywhere.
const ANYWHERE: Cost = 23;
/// What a plain letter costs at most after a letter with an accent that the language needs, and after another.
const AFTER: Cost = 55;
const AFTER_RARE: Cost = 90;
/// The most that it costs less for that: what the model has hardly seen is rare in any language.
const FORGIVEN: Cost = 40;
/// How much more other ASCII may cost there.
const SIGN: Cost = 15;
/// Spanish, Galician and Asturian, in which sentences may begin with a sign, and what that costs at most.
const SPANISH: [usize; 3] = [3, 14, 38];
const OPENING: Cost = 45;
/// English, and how much more text may cost in it than in the likeliest language to be taken for English.
const ENGLISH: usize = 0;
const NEAR: Cost = 40;
/// What an opening quote between letters costs more: languages that write one are few.
const INSIDE: Cost = 40;
/// What quotes around a word cost at most each.
const QUOTE: Cost = 50;
/// What a dash costs at most between letters: some set it without spaces, but no short one between small letters.
const DASH: Cost = 60;
/// What a letter costs more, at most, after a sign that words begin with than after a space.
const BEGINNING: Cost = 10;
/// What so few letters of Greek or Cyrillic script cost more amid so many plain letters: there are no words of them.
const STRAY: Cost = 30;
const STRAYS: usize = 3;
const MANY: usize = 24;
/// What the end of a word costs at most after letters that words end with, and how much more it may cost after others.
const WORD_END: Cost = 40;
const NO_WORD: Cost = 60;
/// What a letter with an accent costs more that is no word of the language and stands alone.
const NO_SUCH_WORD: Cost = 40;
/// What the mark of a note costs at most after a word.
const NOTE: Cost = 40;
/// The same for the mark of a second note where none of a first one is.
const LONE_SECOND_NOTE: Cost = 160;
/// What each unit counts by which the end of a word costs more than usual in the language before such a mark.
const UNUSUAL_END: Cost = 3;
/// The most that a frequent word can gain.
const FREQUENT: Cost = 100;
/// What gains as much is no frequent word, whose runs are not so rare, but has the number of one by chance; the same for
/// each letter of a long one.
const NO_GAIN: Cost = 160;
const NO_GAIN_OF_LETTER: Cost = 30;
/// What a piece of one letter that is no word costs more beside a no-break space or a dash.
const STRAY_PIECE: Cost = 30;
/// What an apostrophe costs more between pieces that no language joins, in those that join none: the model knows how many
/// others do.
const APART: Cost = 40;
/// What an apostrophe and the letter after it cost at most in a language that joins such pieces by one.
const JOINED: Cost = 60;
/// Letters cost less than this in a language that needs them: one in a thousand characters.
pub(super) const NEEDED: u8 = 70;
/// The same for a language that uses them: one in five thousand.
pub(super) const USED: u8 = 85;
/// The same for a language that has them, rare as they may be: three in a hundred thousand.
const HAD: u8 = 105;
/// The share of a language that a text may well be in.
const LIKELY: f32 = 0.03;
/// Fewer languages than this fit a charset that has no letters with accents: English does, and a few more.
const FEW: u32 = 6;

/// Languages whose letters Western charsets have and that are stored in others as well: English everywhere, and Estonian,
/// whose own charset is a Baltic one.
pub(crate) const STORED_ANYWHERE: u64 = 1 << ENGLISH | 1 << 26;
/// How many times the languages' distances by plain letters count: a line of one is seldom in the next best one.
const DISTANCE: (Cost, Cost) = (3, 2);
/// A set of all languages.
pub(crate) const ALL_LANGUAGES: u64 = (1 << LANGUAGES) - 1;

/// By how much each letter with an accent costs more in each language than in text of any language.
fn rows() -> &'static [[i16; LANGUAGES]] {
    static ROWS: Lazy<Vec<[i16; LANGUAGES]>> = Lazy::new(|| {
        let tables = Tables::get();
        let row = |cell: usize| {
            let Letter { lower, anywhere } = tables.letter(cell);
            core::array::from_fn(|language| {
                let here = tables.probability(letter_cost(language, lower)) * (1.0 - FOREIGN) + anywhere * FOREIGN;
                (libm::logf(anywhere / here) * super::UNITS_PER_NAT) as i16
            })
        };
        (0..ACCENTED).map(row).collect()
    });
    &ROWS
}

/// The languages of which all letters that they need can be written, with a bit for each; all of them, if the letters
/// that can are of no Latin script.
pub(crate) fn languages_with(has: impl Fn(char) -> bool) -> u64 {
    // Where Romanian has a comma, older charsets have a cedilla.
    let older = |c: char| match c {
        'ș' => 'ş',
        'ț' => 'ţ',
        _ => c,
    };
    let lacks = |c: char| c.is_lowercase() && !has(c) && !has(older(c));
    let letters = ('\u{DF}'..='\u{24F}').chain('\u{1EA0}'..='\u{1EFF}').filter(|&c| lacks(c));
    let lacking: Vec<usize> = letters.filter_map(cell).collect();
    let fits = |language: &usize| lacking.iter().all(|&cell| letter_cost(*language, cell) > NEEDED);
    let found: u64 = (0..LANGUAGES).filter(fits).fold(0, |found, language| found | 1 << language);
    if found.count_ones() < FEW { ALL_LANGUAGES } else { found }
}

/// Is there a language that has all letters with accents of a word, be they rare there?
pub(crate) fn is_of_one_language(word: &str) -> bool {
    let cells = || word.chars().filter_map(cell).map(|cell| Tables::get().letter(cell).lower);
    (0..LANGUAGES).any(|language| cells().all(|cell| letter_cost(language, cell) <= HAD))
}

/// What a text costs more or less in each language than the model of all languages says.
pub(crate) struct Fit<'l> {
    languages: &'l Languages,
    sums: [Cost; LANGUAGES],
    /// The same in a language of which nothing is known.
    unlisted: Cost,
    /// Is there a mark of a first note?
    notes: bool,
    /// Greek and Cyrillic letters.
    foreign: usize,
}

impl Languages {
    /// Do the plain letters fit English nearly as well as any other language?
    pub(crate) fn may_be_english(&self) -> bool {
        self.distances[ENGLISH] < NEAR
    }

    /// Do they fit Spanish or a neighbour of it nearly as well as any other?
    pub(crate) fn may_be_spanish(&self) -> bool {
        SPANISH.iter().any(|&language| self.distances[language] < NEAR)
    }

    /// Do they fit none better?
    pub(crate) fn are_spanish(&self) -> bool {
        self.are_told() && SPANISH.contains(&self.likeliest)
    }

    /// Has the language that fits the plain letters best no need of a letter with an accent?
    pub(crate) fn can_do_without(&self, c: char) -> bool {
        self.cost_in_best(c).is_some_and(|cost| cost > NEEDED)
    }

    /// Does that language need it?
    pub(crate) fn needs(&self, c: char) -> bool {
        self.cost_in_best(c).is_some_and(|cost| cost <= NEEDED)
    }

    /// Does it use it, be it seldom?
    pub(crate) fn uses(&self, c: char) -> bool {
        self.cost_in_best(c).is_some_and(|cost| cost <= USED)
    }

    /// Has a language that the text may well be in a letter with an accent, be it rare there?
    pub(crate) fn have(&self, c: char) -> bool {
        self.have_at(c, HAD)
    }

    /// May it have it, as far as is known?
    pub(crate) fn may_have(&self, c: char) -> bool {
        !self.are_told() || self.have(c)
    }

    /// Does such a language need it?
    pub(crate) fn may_need(&self, c: char) -> bool {
        self.have_at(c, NEEDED)
    }

    fn have_at(&self, c: char, most: u8) -> bool {
        let lower = cell(c).map(|cell| Tables::get().letter(cell).lower);
        let has = |language: usize| lower.is_some_and(|lower| letter_cost(language, lower) <= most);
        self.are_told() && (0..LANGUAGES).any(|language| self.probability_of(language) >= LIKELY && has(language))
    }

    /// Is a word frequent in a language that the text may well be in, or in any if nothing is known of it?
    pub(crate) fn have_word(&self, word: &str) -> bool {
        lexicon::frequent(word).any(|(language, _)| !self.are_told() || self.probability_of(language) >= LIKELY)
    }

    fn cost_in_best(&self, c: char) -> Option<u8> {
        cell(c).map(|cell| letter_cost(self.likeliest, Tables::get().letter(cell).lower))
    }

    /// How many plain letters there are to tell the language.
    pub(crate) fn letters(&self) -> usize {
        self.letters
    }

    /// Are there plain letters enough to tell the language?
    pub(crate) fn are_known(&self) -> bool {
        self.letters >= MANY
    }
}

impl<'l> Fit<'l> {
    /// Of the plain words that `languages` come from.
    pub(crate) fn new(languages: &'l Languages) -> Self {
        let sums = languages.distances.map(|distance| distance * DISTANCE.0 / DISTANCE.1);
        Self { languages, sums, unlisted: 0, notes: false, foreign: 0 }
    }

    /// The same of a line that has the mark of a first note, or has none.
    pub(crate) fn with_notes(self, notes: bool) -> Self {
        Self { notes, ..self }
    }

    /// Adds a word; one that says the same as others before it counts a half, a quarter … by `shift`.
    pub(crate) fn add(&mut self, word: &str, shift: u32) {
        let mut extra = [0; LANGUAGES];
        let space = super::symbol(' ');
        let (mut before, mut previous, mut started) = (space, space, false);
        let mut earlier = ' ';
        let mut dash = 0;
        let quoted = word.starts_with('«') && word.contains('»');
        let mut chars = word.chars().chain([' ']).peekable();
        while let Some(c) = chars.next() {
            let next = super::symbol(c);
            let case = next.case_cost(before.state(), previous.state());
            self.foreign += usize::from(matches!(c, '\u{370}'..='\u{52F}'));
            if let Some(cell) = cell(c) {
                let run = cost(before, previous, next, started);
                let known = self.languages.cost(c);
                let most = case + ANYWHERE - run;
                // In no language a letter with an accent is usual after a digit, nor a capital after a small letter or
                // between a capital and a small letter.
                let inner = previous.c.is_ascii_uppercase() && chars.peek().is_some_and(char::is_ascii_lowercase);
                let number = previous.c.is_ascii_digit() || previous.c == '.' && before.c.is_ascii_digit();
                let amid = number || c.is_uppercase() && (previous.c.is_ascii_lowercase() || inner);
                self.unlisted -= if amid { known.min(0) } else { known } >> shift;
                let lower = Tables::get().letter(cell).lower;
                for (language, (extra, more)) in extra.iter_mut().zip(&rows()[cell]).enumerate() {
                    let most = most + Cost::from(letter_cost(language, lower));
                    let more = Cost::from(*more);
                    *extra += if amid { more.max(0) } else { more.min(most) } - known;
                }
            } else if quoted && matches!(c, '«' | '»') {
                let saved = (cost(before, previous, next, started) - QUOTE).max(0);
                for extra in &mut extra {
                    *extra -= saved;
                }
            } else if previous.c == '‘' && opens_inside(before.c) && c.is_ascii_alphabetic() {
                for extra in &mut extra {
                    *extra += INSIDE;
                }
            } else if !started && matches!(c, '¡' | '¿') {
                let saved = (cost(before, previous, next, started) - OPENING).max(0);
                for language in SPANISH {
                    extra[language] -= saved;
                }
            } else if begins_after(before.c, previous.c) || begins_after(earlier, before.c) {
                // After such a sign the word begins, whatever stood before.
                let second = begins_after(earlier, before.c);
                let usual = if second { super::cost_after(space, previous, next) } else { super::cost(space, next) };
                let mut saved = (cost(before, previous, next, started) - usual - BEGINNING).max(0);
                if !second && c.is_ascii_alphabetic() && before.c.is_ascii_alphabetic() {
                    saved += dash;
                }
                for extra in &mut extra {
                    *extra -= saved;
                }
            } else if ends_a_word(c)
                && previous.c.is_ascii_alphabetic()
                && before.c != ' '
                && !is_acronym(before.c, previous.c)
            {
                let end = (super::cost_after(before, previous, space) - WORD_END).clamp(0, NO_WORD);
                dash = if begins_a_word(c) && !(c == '–' && chars.peek().is_some_and(char::is_ascii_lowercase)) {
                    (cost(before, previous, next, started) - DASH).max(0)
                } else {
                    0
                };
                // Marks of notes stand after whole words.
                let note = matches!(c, '†' | '‡') && !chars.peek().is_some_and(|c| c.is_alphanumeric());
                let most = if c == '‡' && !self.notes { LONE_SECOND_NOTE } else { NOTE };
                let saved = if note { cost(before, previous, next, started) - most } else { 0 };
                // Spaces and dots may stand after an abbreviation and a number after anything; quotes stand where they like.
                let whole =
                    matches!(c, '…' | '–' | '—') || c == '\u{A0}' && chars.peek().is_some_and(|c| c.is_alphabetic());
                for (language, extra) in extra.iter_mut().enumerate() {
                    let unusual = (word_end(language, previous.c) - WORD_END).max(0);
                    let end = if whole { end.max(unusual.min(NO_WORD)) } else { end };
                    *extra += end - (saved - UNUSUAL_END * unusual).max(0);
                }
            } else if c.is_ascii() && !(previous.c.is_ascii() && before.c.is_ascii()) && both(before.c, previous.c) {
                let run = cost(before, previous, next, started) - case;
                let accented = if previous.c.is_ascii() { before.c } else { previous.c };
                let more = if c.is_ascii_alphabetic() { 0 } else { SIGN };
                let amid = accented.is_uppercase()
                    && started
                    && (before.c.is_ascii_lowercase() || before.c.is_ascii_uppercase() && c.is_ascii_lowercase());
                if let Some(cell) = cell(accented).filter(|_| !amid) {
                    let lower = Tables::get().letter(cell).lower;
                    for (language, extra) in extra.iter_mut().enumerate() {
                        let most = if letter_cost(language, lower) <= NEEDED { AFTER } else { AFTER_RARE };
                        *extra -= (run - most - more).clamp(0, FORGIVEN);
                    }
                }
            }
            earlier = before.c;
            (before, previous, started) = (previous, next, true);
        }
        if pieces::has_stray_piece(word) {
            for extra in &mut extra {
                *extra += STRAY_PIECE;
            }
        }
        self.join(word, &mut extra);
        self.look_up(word, &mut extra);
        for (sum, extra) in self.sums.iter_mut().zip(extra) {
            *sum += extra >> shift;
        }
    }

    /// What an apostrophe costs less in the languages that join such pieces by one.
    fn join(&self, word: &str, extra: &mut [Cost; LANGUAGES]) {
        let Some((before, after)) = word.split_once('’').filter(|_| self.languages.are_told()) else { return };
        let plain = |c: &char| c.is_ascii_alphabetic();
        let (head, tail) = (before.chars().rev().take_while(plain).count(), after.chars().take_while(plain).count());
        let before = &before[before.len() - head..];
        let (after, rest) = after.split_at(tail);
        let open = rest.chars().next().is_some_and(char::is_alphabetic);
        let languages = joints::languages(before, after, open);
        if languages == 0 {
            let apart = joints::apart(before, after);
            let unjoined = extra.iter_mut().enumerate().filter(|(language, _)| apart >> language & 1 == 1);
            unjoined.for_each(|(_, extra)| *extra += APART);
            return;
        }
        let [last, next] =
            [before.chars().next_back(), after.chars().chain(rest.chars()).next()].map(|c| c.unwrap_or(' '));
        let apostrophe = super::symbol('’');
        let (last, next) = (super::symbol(last), super::symbol(next));
        let usual = super::cost(last, apostrophe) + super::cost_after(last, apostrophe, next);
        let saved = (usual - JOINED).max(0);
        let joining = extra.iter_mut().enumerate().filter(|(language, _)| languages >> language & 1 == 1);
        for (_, extra) in joining {
            *extra -= saved;
        }
    }

    /// What a word costs more or less in each language as a whole.
    fn look_up(&mut self, word: &str, extra: &mut [Cost; LANGUAGES]) {
        let core = word.trim_matches(|c: char| !c.is_alphabetic());
        let last = core.rsplit(['\'', '’']).next().unwrap_or_default();
        if is_lone(word, core) {
            let words = core.chars().next().map_or(0, languages_with_word);
            // In quotes it may be spoken of.
            let quoted = word.ends_with(['"', '\'', '”', '“', '»', '’', '‘']);
            self.unlisted += if words == 0 && !quoted { NO_SUCH_WORD } else { 0 };
            let more = |language: usize| if words >> language & 1 == 1 { 0 } else { NO_SUCH_WORD };
            extra.iter_mut().enumerate().for_each(|(language, extra)| *extra += more(language));
        }
        for core in [core, last] {
            let mut frequent = lexicon::frequent(core).peekable();
            if frequent.peek().is_none() {
                continue;
            }
            let whole = super::text_cost(' ', core, ' ', self.languages);
            let letters = Cost::try_from(core.chars().count()).unwrap_or(0);
            let chance = NO_GAIN.max(NO_GAIN_OF_LETTER * letters);
            for (language, cost) in frequent {
                let gain = whole + extra[language] - cost;
                if gain < chance {
                    extra[language] -= gain.clamp(0, FREQUENT);
                }
            }
            break;
        }
    }

    /// The cost of a text as it stands: in the language that fits best, or in one of which nothing is known.
    pub(crate) fn standing(&self) -> Cost {
        self.least(ALL_LANGUAGES, 0).min(self.unlisted + self.languages.unlisted)
    }

    /// The cost in the language that fits best; those that are not `among` some, which has a bit for each, cost
    /// more by `otherwise`.
    pub(crate) fn least(&self, among: u64, otherwise: Cost) -> Cost {
        let sums = self.sums.iter().enumerate();
        let least = sums.map(|(language, sum)| if among >> language & 1 == 1 { *sum } else { sum + otherwise }).min();
        let stray = self.languages.are_known() && (1..=STRAYS).contains(&self.foreign);
        least.unwrap_or(0) + if stray { STRAY } else { 0 }
    }
}

fn cost(before: super::Symbol, previous: super::Symbol, next: super::Symbol, started: bool) -> Cost {
    if started { super::cost_after(before, previous, next) } else { super::cost(previous, next) }
}

/// Is a word one letter with an accent and no abbreviation?
fn is_lone(word: &str, core: &str) -> bool {
    let mut letters = core.chars();
    letters.next().and_then(cell).is_some()
        && letters.next().is_none()
        && !word.ends_with('.')
        && !word.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

/// Is it a sign after which a word begins?
fn begins_a_word(c: char) -> bool {
    matches!(c, '¡' | '¿' | '–' | '—' | '«' | '•')
}

/// Does a word begin after a sign that stands after `before`? Amid a word only dashes part words.
fn begins_after(before: char, sign: char) -> bool {
    begins_a_word(sign) && (matches!(sign, '–' | '—') || !before.is_alphabetic())
}

/// Is it a sign that stands after a whole word, if after a letter?
fn ends_a_word(c: char) -> bool {
    matches!(c, '\u{A0}' | '«' | '»' | '–' | '—' | '“' | '”' | '„' | '†'..='•' | '…' | '‹' | '›' | '€' | '™')
}

/// Are two letters the last of an acronym? Those end in any letter.
fn is_acronym(before: char, last: char) -> bool {
    before.is_ascii_uppercase() && last.is_ascii_uppercase()
}

/// Would a quote after a letter open amid a word? In Uzbek `o‘` and `g‘` are letters.
fn opens_inside(letter: char) -> bool {
    letter.is_ascii_alphabetic() && !matches!(letter, 'o' | 'O' | 'g' | 'G')
}

/// Are two characters plain, or letters of Latin script?
fn both(first: char, second: char) -> bool {
    [first, second].iter().all(|c| c.is_ascii() || cell(*c).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least(line: &str, words: &[&str]) -> Cost {
        let languages = Languages::of(line, 0);
        let mut fit = Fit::new(&languages);
        for word in words {
            fit.add(word, 0);
        }
        fit.least(ALL_LANGUAGES, 0)
    }

    #[test]
    fn letters_have_to_be_of_one_language() {
        assert!(least("", &["sőrű"]) < least("", &["sőrũ"]));
        assert!(least("", &["sõrmus"]) < least("", &["sõrmuť"]));
    }

    #[test]
    fn frequent_words_fit() {
        let line = "questo non va bene per tutti";
        assert!(least(line, &["più"]) + 20 < least(line, &["vlù"]));
        assert!(least(line, &["è"]) < least(line, &["é"]));
    }

    #[test]
    fn what_no_language_has_is_rare_in_all() {
        let line = "recrutados nestes, e mover-se de tais casas";
        let cost = |word| least(line, &[word]) + super::super::text_cost(' ', word, ' ', &Languages::of(line, 0));
        assert!(cost("hexágonos") + 5 < cost("hexçgonos"));
    }

    #[test]
    fn romanian_has_cedillas_in_older_charsets() {
        let romanian = 1 << 21;
        assert_eq!(languages_with(|c| !matches!(c, 'ș' | 'ț')) & romanian, romanian);
        assert_eq!(languages_with(|c| !matches!(c, 'ș' | 'ț' | 'ş' | 'ţ')) & romanian, 0);
    }

    #[test]
    fn languages_need_their_letters() {
        let western = languages_with(|c| c < '\u{100}');
        let (french, polish) = (1 << 1, 1 << 17);
        assert_eq!(western & (french | polish), french);
        assert_eq!(languages_with(|_| false), ALL_LANGUAGES);
    }
}
