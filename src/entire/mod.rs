//! Lines that are misread from end to end.
//!
//! Where a whole text is damaged alike and lost nothing, all that is beyond ASCII in it is the bytes of one charset, and what
//! they say in another is good text. Then there is nothing to look for and hardly anything to weigh. Most damaged text is
//! such; any other is left to the engine as soon as a character does not fit.

mod codes;
mod first;
mod lossy;
mod sums;
mod transcoded;
mod utf8;

use crate::{
    ascii::next_non_ascii,
    change::Change,
    charset::Charset,
    legacy,
    letter::{is_letter, is_of_another_alphabet},
    model::Cost,
    settings::Settings,
    suspicion::foreign_lines,
};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// A text as it was, if all its lines with more than ASCII are misread from end to end, and `is_good` says of each what it
/// says now. Else a place in the first line that is not.
pub(crate) fn undone(text: &str, settings: &Settings, is_good: impl Fn(&str, Trust) -> bool) -> Result<String, usize> {
    let first = next_non_ascii(text.as_bytes(), 0).unwrap_or(text.len());
    // Nearly all good text leaves here.
    let end = memchr::memchr(b'\n', &text.as_bytes()[first..]).map_or(text.len(), |end| first + end);
    if !(utf8::may_begin(&text[first..]) || transcoded::may_begin(&text[..end], first)) {
        return Err(first);
    }
    let mut line = Line::asked(settings).ok_or(first)?;
    let mut undone = String::new();
    let mut at = 0;
    for range in foreign_lines(text) {
        let (_, restored) = line.read(&text[range.clone()], settings, &is_good).ok_or(range.start)?;
        if range == (0..text.len()) {
            return Ok(restored);
        }
        if undone.is_empty() {
            undone.reserve(text.len());
        }
        undone.push_str(&text[at..range.start]);
        undone.push_str(&restored);
        at = range.end;
    }
    undone.push_str(&text[at..]);
    Ok(undone)
}

/// May the first characters of a line be those of one legacy charset that was read as another?
pub(crate) fn may_begin_transcoded(line: &str) -> bool {
    next_non_ascii(line.as_bytes(), 0).is_some_and(|first| transcoded::may_begin(line, first))
}

/// What is undone in a line.
pub(crate) enum Undone {
    Utf8(Vec<Change>),
    Legacy(legacy::Line),
}

impl Undone {
    /// What changes.
    pub(crate) fn into_changes(self) -> Vec<Change> {
        match self {
            Self::Utf8(changes) => changes,
            Self::Legacy(line) => line.into_changes().collect(),
        }
    }
}

/// A line and how it may have been misread.
pub(crate) struct Line<'t> {
    utf8: Option<utf8::Line<'t>>,
    legacy: Option<transcoded::Search>,
}

/// How far what comes out of a line is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// It must not look like misread UTF-8.
    Some,
    /// It may, if nothing of it is.
    Full,
}

/// How a line was misread.
enum Reading {
    Utf8(utf8::Reading),
    Legacy(transcoded::Reading),
}

impl<'t> Line<'t> {
    /// No line yet; none at all where something is known of the text, or changes are judged as a whole: then all is weighed.
    pub(crate) fn asked(settings: &Settings) -> Option<Self> {
        let may_be_utf8 = settings.charsets >> Charset::Utf8.index() & 1 == 1;
        let is_asked = !(settings.has_hints() || settings.seven_bit || settings.judges_whole_changes());
        is_asked.then(|| Self {
            utf8: may_be_utf8.then(utf8::Line::default),
            legacy: settings.legacy.then(transcoded::Search::default),
        })
    }

    /// What a line of a text was if it is misread from end to end: the same as [`undone`] makes of it.
    pub(crate) fn undone(
        &mut self,
        text: &'t str,
        line: &Range<usize>,
        settings: &Settings,
        is_good: impl Fn(&str, Trust) -> bool,
    ) -> Option<Undone> {
        let (reading, restored) = self.read(&text[line.clone()], settings, is_good)?;
        Some(match reading {
            Reading::Utf8(reading) => Undone::Utf8(self.utf8.as_ref()?.changes(&reading, line.start, settings)),
            Reading::Legacy(reading) => Undone::Legacy(reading.line(text, line, &restored)),
        })
    }

    /// The same of one that looks like one legacy charset read as another, if not where it begins.
    pub(crate) fn undone_legacy(
        &mut self,
        text: &str,
        line: &Range<usize>,
        settings: &Settings,
        is_good: impl Fn(&str, Trust) -> bool,
    ) -> Option<Undone> {
        let part = &text[line.clone()];
        let first = next_non_ascii(part.as_bytes(), 0)?;
        let least = transcoded::least(part, first);
        let (reading, restored) = self.read_legacy(part, (first, least), settings, is_good)?;
        Some(Undone::Legacy(reading.line(text, line, &restored)))
    }

    /// Takes a line, and tells how it was misread and what it was, if it is so from end to end.
    fn read(
        &mut self,
        text: &'t str,
        settings: &Settings,
        is_good: impl Fn(&str, Trust) -> bool,
    ) -> Option<(Reading, String)> {
        let first = next_non_ascii(text.as_bytes(), 0)?;
        let utf8 = self.utf8.as_mut();
        if let Some((line, reading)) =
            utf8.and_then(|line| line.read(text, first, settings).map(|reading| (line, reading)))
        {
            let restored = line.restored(&reading);
            return is_good(&restored, Trust::Some).then_some((Reading::Utf8(reading), restored));
        }
        if !transcoded::may_begin(text, first) {
            return None;
        }
        let (reading, restored) = self.read_legacy(text, (first, transcoded::LEAST), settings, is_good)?;
        Some((Reading::Legacy(reading), restored))
    }

    /// The same of one legacy charset read as another.
    fn read_legacy(
        &mut self,
        text: &str,
        (first, least): (usize, Cost),
        settings: &Settings,
        is_good: impl Fn(&str, Trust) -> bool,
    ) -> Option<(transcoded::Reading, String)> {
        let mut reading = self.legacy.as_mut()?.read(text, first, least, settings)?;
        let restored = core::mem::take(&mut reading.text);
        is_good(&restored, reading.trust()).then_some((reading, restored))
    }
}

/// Where characters begin that are two bytes in some charset, the first as those of UTF-8 are.
const FIRST_OF_MULTI: char = '\u{2460}';

/// Is there a word of Latin letters and those of another alphabet?
fn is_mixed(before: char, mut chars: impl Iterator<Item = char>) -> bool {
    let is_latin = |c| is_letter(c) && !is_of_another_alphabet(c);
    let mut previous = before;
    chars.any(|c| {
        let before = core::mem::replace(&mut previous, c);
        is_of_another_alphabet(before) != is_of_another_alphabet(c) && (is_latin(before) || is_latin(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::apply_changes;

    fn undone(text: &str) -> Option<String> {
        super::undone(text, &Settings::DEFAULT, |line, _| !line.contains('Ã')).ok()
    }

    fn changes(text: &str) -> Vec<Change> {
        let mut line = Line::asked(&Settings::DEFAULT).unwrap();
        let of = |range| line.undone(text, &range, &Settings::DEFAULT, |line, _| !line.contains('Ã'));
        foreign_lines(text).filter_map(of).flat_map(Undone::into_changes).collect()
    }

    #[test]
    fn lines_that_are_misread_from_end_to_end_come_back() {
        for (garbled, text) in [
            ("grÃ¼ne Ã„pfel", "grüne Äpfel"),
            ("РџСЂРёРІРµС‚, РґСЂСѓР·СЊСЏ!", "Привет, друзья!"),
            ("câ€™est lâ€™Ã©tÃ©\nplain\ndÃ©jeuner crÃ¨me\n", "c’est l’été\nplain\ndéjeuner crème\n"),
            ("le gar莽on 茅tait l脿", "le garçon était là"),
            ("Zurück", ""),
        ] {
            let found = undone(garbled);
            assert_eq!(found.as_deref().unwrap_or_default(), text, "{garbled}");
            let changes = changes(garbled);
            assert_eq!(apply_changes(garbled, &changes), found.as_deref().unwrap_or(garbled), "{garbled}");
        }
    }

    #[test]
    fn what_could_be_something_else_is_left() {
        let left = [
            // Nothing is misread, or not all, or bytes were lost.
            "été à Zürich",
            "学校和公园",
            "Ã„pfel für Ã¼ber dÃ©jeuner",
            "dÃ©jeuner Ã  la crÃ¨me",
            "нов????ая 写褉褍蟹褜褟",
            // Too little says so, or it is a formula.
            "Ã©",
            "–∞",
            // What comes out is misread itself, or no word.
            "dÃƒÂ©jeuner",
            "Gjuh╪ú┬½",
        ];
        for line in left {
            assert_eq!(undone(line), None, "{line}");
            let more = format!("dÃ©jeuner crÃ¨me\n{line}");
            assert_eq!(undone(&more), None, "{line}");
            assert_eq!(apply_changes(&more, &changes(&more)), format!("déjeuner crème\n{line}"));
        }
    }

    #[test]
    fn settings_count() {
        let line = "dÃ©jeuner crÃ¨me";
        let with = |settings: Settings| super::undone(line, &settings, |_, _| true).is_ok();
        assert!(with(Settings::DEFAULT));
        let of = |charsets: &[Charset]| charsets.iter().fold(0, |all, charset| all | 1 << charset.index());
        assert!(with(Settings { charsets: of(&[Charset::Utf8, Charset::Windows1252]), ..Settings::DEFAULT }));
        assert!(!with(Settings { charsets: of(&[Charset::Utf8, Charset::Windows1251]), ..Settings::DEFAULT }));
        assert!(!with(Settings { charsets: of(&[Charset::Windows1252]), ..Settings::DEFAULT }));
        assert!(!with(Settings { min_confidence: 0.5, ..Settings::DEFAULT }));
        assert!(!with(Settings { seven_bit: true, ..Settings::DEFAULT }));
    }

    #[test]
    fn of_charsets_with_the_same_bytes_the_likeliest_is_told() {
        let read_as = |text| changes(text)[0].chain[0].read_as();
        assert_eq!(read_as("dÃ©jeuner crÃ¨me"), Charset::Windows1252);
        assert_eq!(read_as("d├⌐jeuner cr├¿me"), Charset::Ibm437);
    }
}
