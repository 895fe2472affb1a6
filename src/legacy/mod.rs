//! One legacy charset read as another: finds the lines where that is likely, and what they were.
//!
//! No structure helps here, as UTF-8's does elsewhere. What helps is that misread words look like no words:
//! their letters cost the model more than those of any language do. A line with such words is read under
//! every misreading that happens in the world; the one that makes it much likelier, and likelier than any
//! other that gives another text, is taken.

mod alien;
mod alphabet;
mod candidates;
mod detect;
mod gains;
mod halves;
mod lone;
mod marks;
mod oddity;
mod outcome;
mod quotes;
mod reading;
mod runs;
mod screen;
mod seen;
mod spelt;
mod split;
mod spoken;
mod standing;
mod swap;
mod transcode;
mod usual;
mod weights;
mod words;

use crate::{
    change::{Change, Edit, apply},
    fidelity::Fidelity,
    misreading::Misreading,
    model::{self, Cost, EDGE, Languages},
    settings::Settings,
    weights::gates,
};
use alloc::{borrow::ToOwned, vec, vec::Vec};
use core::ops::Range;
pub(crate) use screen::{Pair, Reader, readers};
pub(crate) use seen::fingerprint;
pub(crate) use split::{begun_words, foreign_words};
pub(crate) use transcode::{Row, symbols_of};
pub(crate) use usual::unusual;
pub(crate) use weights::MARGIN;
pub(crate) use words::{has_alien_words, has_odd_words};

/// A line that was misread.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) range: Range<usize>,
    /// What changes, with the places in the whole text.
    pub(crate) edits: Vec<Edit>,
    /// What the repaired line costs, misreadings included.
    pub(crate) cost: Cost,
    /// How much likelier it is than the line as it stands.
    pub(crate) log_odds: Cost,
    /// What it costs as it stands.
    pub(crate) standing: Cost,
    /// Was it read from end to end, so that nothing is left of it to be found?
    pub(crate) entire: bool,
}

impl Line {
    /// What changes.
    pub(crate) fn into_changes(self) -> impl Iterator<Item = Change> {
        let log_odds = self.log_odds;
        self.edits.into_iter().map(move |edit| Change {
            range: edit.range,
            text: edit.text,
            chain: vec![edit.misreading],
            fidelity: edit.fidelity,
            log_odds,
        })
    }

    /// Is it certain, does it change most of what is beyond ASCII, and is what comes out good text?
    fn explains(&self, text: &str) -> bool {
        let foreign = |range: &Range<usize>| text[range.clone()].bytes().filter(|byte| !byte.is_ascii()).count();
        let changed: usize = self.edits.iter().map(|edit| foreign(&edit.range)).sum();
        let (share, of) = weights::GOOD;
        self.log_odds >= weights::PROOF
            && self.cost < self.standing / of * share
            && 4 * changed >= 3 * foreign(&self.range)
    }
}

/// Lines that were looked at before the others, in order, each with what it was.
#[derive(Default)]
pub(crate) struct Early(Vec<(Range<usize>, Option<Line>)>);

impl Early {
    /// Looks at some lines of a text.
    pub(crate) fn of(text: &str, ranges: impl Iterator<Item = Range<usize>>, settings: &Settings) -> Self {
        // Large, and seldom needed.
        let mut candidates = None;
        let single = |range: &Range<usize>| split::lines(&text[range.clone()]).next() == Some(0..range.len());
        let look = |range: Range<usize>| {
            let line = find_in(text, range.clone(), None, &[], settings, candidates.get_or_insert_default());
            (range, line)
        };
        Self(ranges.filter(single).map(look).collect())
    }

    /// Adds a line of which it is known what it was.
    pub(crate) fn add(&mut self, line: Line) {
        let at = self.0.partition_point(|(range, _)| range.start < line.range.start);
        self.0.insert(at, (line.range.clone(), Some(line)));
    }

    fn get(&self, range: &Range<usize>) -> Option<&Option<Line>> {
        let at = self.0.binary_search_by_key(&range.start, |(known, _)| known.start).ok()?;
        let (known, line) = &self.0[at];
        (known == range).then_some(line)
    }

    /// Is all of a line explained?
    pub(crate) fn explain(&self, text: &str, range: &Range<usize>) -> bool {
        self.get(range).is_some_and(|line| line.as_ref().is_some_and(|line| line.explains(text)))
    }
}

/// What a word could gain, whatever its language is.
pub(crate) struct Glance {
    /// Stored in one single-byte charset and read as another; none if it is too long to be read under all pairs, or too much
    /// comes out.
    pub(crate) single: Option<Cost>,
    /// If either charset is of more bytes a character: what it costs more than good words do.
    pub(crate) multi: Cost,
    /// Could it gain something where it is out of place in its language? Not known of words that look usual.
    pub(crate) alien: Option<bool>,
    /// Is it out of place in any language?
    pub(crate) out_of_place: bool,
    /// Does it look like no word at all?
    pub(crate) strange: bool,
}

/// Looks at a word that stands between spaces; `anywhere` says nothing of languages. For words that look usual no table of
/// charsets is needed. It is asked whether one that looks strange has the structure of misread UTF-8.
pub(crate) fn glance(text: &str, anywhere: &Languages, is_structured: impl FnOnce() -> bool) -> Glance {
    let word = words::Word::alone(text, anywhere);
    let out_of_place = alien::is_out_of_place(text);
    // Tables of hanzi are large, and not asked for where a word gains enough without, or is misread UTF-8 rather.
    let multi = |enough: bool| match word.multi {
        words::Multi::Neither => 0,
        words::Multi::Stored if !enough => halves::best(&word, anywhere).unwrap_or(0),
        words::Multi::Stored | words::Multi::Read => word.potential,
    };
    if word.potential > weights::STRANGE {
        let single = gains::best(&word, 0, anywhere);
        let enough = single.is_none_or(|gain| gain >= gates::LEAST_GAIN + gates::WORD) || is_structured();
        return Glance { single, multi: multi(enough), alien: Some(true), out_of_place, strange: true };
    }
    // What is read anyway says both.
    let room = weights::ALIEN_ROOM;
    let gain = (word.potential > 0).then(|| gains::best(&word, room, anywhere));
    let single = gain.map_or(Some(0), |gain| gain.map(|gain| gain.max(0)));
    let alien = if out_of_place {
        Some(true)
    } else if alien::is_accented(text) {
        gain.map(|gain| gain.is_none_or(|gain| gain > -room))
    } else {
        Some(false)
    };
    Glance { single, multi: multi(false), alien, out_of_place, strange: false }
}

/// Could a word gain something where its letters with accents are out of place in its language?
pub(crate) fn is_alien_somewhere(text: &str, anywhere: &Languages) -> bool {
    let room = weights::ALIEN_ROOM;
    alien::is_accented(text)
        && gains::best(&words::Word::alone(text, anywhere), room, anywhere).is_none_or(|gain| gain > -room)
}

/// Finds the misread lines of a text.
///
/// A misreading that is proved in one line is likelier in the others: those are looked at once more; before, and if
/// nothing else is known of the text, only those that are suspect. Lines of which `is_explained` says that something
/// else explains them are passed over, and those that were looked at `early` are not read again. The `languages` of some
/// lines are known.
pub(crate) fn find<'l>(
    text: &str,
    settings: &Settings,
    early: &Early,
    is_suspect: impl Fn(&Range<usize>) -> bool,
    is_explained: impl Fn(Range<usize>) -> bool,
    languages: impl Fn(&Range<usize>) -> Option<&'l Languages>,
) -> Vec<Line> {
    let mut proved: Vec<Misreading> = Vec::new();
    let is_odd = |line: &Range<usize>| has_odd_words(&text[line.clone()]);
    let looks_odd = |line: &Range<usize>| if settings.has_hints() { is_odd(line) } else { is_suspect(line) };
    let is_wanted = |line: &Range<usize>| looks_odd(line) && !is_explained(line.clone());
    let mut found = find_given(text, &proved, settings, early, is_wanted, &languages);
    if !settings.evidence {
        return found;
    }
    for line in found.iter().filter(|line| line.log_odds >= weights::PROOF) {
        let misreading = line.edits[0].misreading;
        if !proved.contains(&misreading) {
            proved.push(misreading);
        }
    }
    if !proved.is_empty() && memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some() {
        // Of what is certain under the one misreading that is proved, the proof says nothing new.
        let certain = |line: &Line| proved == [line.edits[0].misreading] && (line.entire || line.explains(text));
        let early = Early(found.into_iter().filter(certain).map(|line| (line.range.clone(), Some(line))).collect());
        let is_wanted = |line: &Range<usize>| is_odd(line) && !is_explained(line.clone());
        found = find_given(text, &proved, settings, &early, is_wanted, &languages);
    }
    found
}

fn find_given<'l>(
    text: &str,
    proved: &[Misreading],
    settings: &Settings,
    early: &Early,
    is_wanted: impl Fn(&Range<usize>) -> bool,
    languages: &impl Fn(&Range<usize>) -> Option<&'l Languages>,
) -> Vec<Line> {
    // Large, and seldom needed.
    let mut candidates = None;
    let mut look = |range: Range<usize>| {
        let languages = languages(&range);
        find_in(text, range, languages, proved, settings, candidates.get_or_insert_default())
    };
    let lines = split::lines(text).filter(is_wanted);
    lines.filter_map(|range| early.get(&range).map_or_else(|| look(range.clone()), Clone::clone)).collect()
}

fn find_in(
    text: &str,
    range: Range<usize>,
    known: Option<&Languages>,
    proved: &[Misreading],
    settings: &Settings,
    candidates: &mut candidates::Candidates,
) -> Option<Line> {
    let line = &text[range.clone()];
    let own = if known.is_none() { Languages::of(line, settings.languages) } else { Languages::default() };
    let languages = known.unwrap_or(&own);
    let plain = line.bytes().filter(u8::is_ascii_alphabetic).count();
    let margin = match settings.languages {
        // The plain letters of Old English are taken for English, which has no thorn.
        0 if line.contains(['þ', 'Þ']) && languages.may_be_english() => weights::MARGIN,
        0 => weights::margin(plain),
        _ => weights::MARGIN_IN_CONTEXT,
    };
    let (mut words, potential) = words::words(line, languages, weights::PROVED)?;
    let choice = candidates.choose(&mut words, potential, margin, proved, (settings, languages))?;
    let edits: Vec<Edit> = choice
        .texts
        .iter()
        .filter_map(|(number, repaired)| {
            let word = &words[*number];
            edit(word.text, word.range.start, repaired, choice.misreading)
        })
        .collect();
    if edits.is_empty() {
        return None;
    }
    let repaired = apply(line, edits.iter().map(|edit| (&edit.range, edit.text.as_str())));
    // Beside another reading of the line, that its languages are known says nothing for this one.
    let entry = choice.entry + weights::MARGIN - margin + weights::UNPROVED;
    let standing = model::text_cost(EDGE, line, EDGE, languages);
    let cost = model::text_cost(EDGE, &repaired, EDGE, languages) + entry;
    let edits = edits
        .into_iter()
        .map(|edit| Edit { range: edit.range.start + range.start..edit.range.end + range.start, ..edit })
        .collect();
    Some(Line { range, edits, cost, log_odds: choice.log_odds + margin, standing, entire: false })
}

/// The edit that turns a word, which begins at `start`, into what it was, if it was another: what both begin and end with
/// stays.
pub(crate) fn edit(word: &str, start: usize, repaired: &str, misreading: Misreading) -> Option<Edit> {
    let prefix = shared(word.chars().zip(repaired.chars()));
    let (old, new) = (&word[prefix..], &repaired[prefix..]);
    let suffix = shared(old.chars().rev().zip(new.chars().rev()));
    let range = start + prefix..start + word.len() - suffix;
    let text = new[..new.len() - suffix].to_owned();
    (old != new).then_some(Edit { range, text, misreading, fidelity: Fidelity::EXACT })
}

/// The bytes that two texts share, given their characters.
fn shared(chars: impl Iterator<Item = (char, char)>) -> usize {
    chars.take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charset;

    fn repaired(text: &str) -> String {
        let repaired = find(text, &Settings::default(), &Early::default(), |_| true, |_| false, |_| None);
        let edits: Vec<&Edit> = repaired.iter().flat_map(|line| &line.edits).collect();
        apply(text, edits.iter().map(|edit| (&edit.range, edit.text.as_str())))
    }

    #[test]
    fn words_of_other_charsets() {
        assert_eq!(repaired("Ïðèâåò, äðóçüÿ"), "Привет, друзья");
        assert_eq!(repaired("a plain line\nÄãºÃ£¬ÊÀ½ç\n"), "a plain line\n你好，世界\n");
        assert_eq!(repaired("铕赅扈"), "орками");
        assert_eq!(repaired("«Привет», сказал он"), "«Привет», сказал он");
    }

    #[test]
    fn lines_are_explained_early_where_good_text_comes_out() {
        let explained = |line: &str| {
            let all = 0..line.len();
            Early::of(line, [all.clone()].into_iter(), &Settings::default()).explain(line, &all)
        };
        assert!(explained("Ïðèâåò, äðóçüÿ, êàê âàøè äåëà ñåãîäíÿ âå÷åðîì?"));
        assert!(explained("½ñÌìÌìÆøºÜºÃ£¬ÎÒÃÇÒ»ÆðÈ¥¹«Ô°É¢²½°É¡£"));
        // Good text, misread UTF-8 that lost bytes, and a line of which most is not in question.
        assert!(!explained("Привет, друзья, как ваши дела сегодня вечером?"));
        assert!(!explained("ÐÑÐ¸Ð²ÐµÑ, Ð´ÑÑÐ·ÑÑ, ÐºÐ°Ðº Ð²Ð°ÑÐ¸ Ð´ÐµÐ»Ð°?"));
        assert!(!explained("Привет, друзья, как ваши дела? Ïðèâåò"));
    }

    #[test]
    fn lines_that_were_read_early_are_not_read_again() {
        let text = "Ïðèâåò, äðóçüÿ, êàê âàøè äåëà?\nÄîáðûé âå÷åð, ñïàñèáî, õîðîøî.";
        let settings = Settings::default();
        let early = Early::of(text, split::lines(text), &settings);
        let edits = |early: &Early| {
            let lines = find(text, &settings, early, |_| true, |_| false, |_| None);
            let edits: Vec<Edit> = lines.into_iter().flat_map(|line| line.edits).collect();
            apply(text, edits.iter().map(|edit| (&edit.range, edit.text.as_str())))
        };
        assert_eq!(edits(&early), edits(&Early::default()));
        assert_eq!(edits(&early), "Привет, друзья, как ваши дела?\nДобрый вечер, спасибо, хорошо.");
    }

    #[test]
    fn certain_lines_are_the_same_when_they_are_read_again() {
        let text = "Ïðèâåò, äðóçüÿ, êàê âàøè äåëà ñåãîäíÿ?\nÄà, âîò.\nplain and «quoted»\nâ";
        let settings = Settings::default();
        let proved = [Misreading::new(Charset::Windows1251, Charset::Windows1252)];
        let is_wanted = |line: &Range<usize>| has_odd_words(&text[line.clone()]);
        let again = find_given(text, &proved, &settings, &Early::default(), is_wanted, &|_| None);
        let edits: Vec<Edit> = again.into_iter().flat_map(|line| line.edits).collect();
        assert_eq!(repaired(text), apply(text, edits.iter().map(|edit| (&edit.range, edit.text.as_str()))));
        assert!(repaired(text).starts_with("Привет, друзья, как ваши дела сегодня?\nДа, вот.\nplain and «quoted»"));
    }

    #[test]
    fn single_characters_amid_words_that_tell_the_language() {
        assert_eq!(repaired("fermer la porte ŕ clef"), "fermer la porte à clef");
        assert_eq!(repaired("Planta 7.║"), "Planta 7.º");
        assert_eq!(repaired("De deur blijft open ó kom binnen"), "De deur blijft open — kom binnen");
        assert_eq!(repaired("una colｷlega de la feina"), "una col·lega de la feina");
        assert_eq!(
            repaired("la notte и molto lunga, ma il giorno viene"),
            "la notte è molto lunga, ma il giorno viene"
        );
        assert_eq!(repaired("LÕascensore non funziona oggi"), "L’ascensore non funziona oggi");
    }

    #[test]
    fn single_characters_that_stay() {
        for line in [
            "║ 5.║ Zagreb ║",
            "Ó Briain agus Ó Néill",
            "2ž — prie upės",
            "mode LARG×HAUT",
            "Se cyning wunaþ on þære byrig",
            "vou ó río, ó pé da ponte",
            "one‡ and two†",
            "=в|л",
            "A first reader† and a second one‡ looked at it.",
            "Der Preis‡ und die Menge†",
            "La sera il treno arrivò: era quasi vuoto, e nessuno scese.",
        ] {
            assert_eq!(repaired(line), line);
        }
    }
}
