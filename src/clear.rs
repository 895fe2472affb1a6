//! Text that is soon seen to be clear: nearly all that is ever looked at.
//!
//! It says nothing of other text, however good: that is left to the [engine](crate::engine), which finds nothing there if this
//! says so.

use crate::{
    ascii::next_non_ascii,
    entire,
    glance::Glance,
    legacy,
    model::Languages,
    settings::Settings,
    suspicion::{self, Suspicion},
};
use core::cell::OnceCell;

/// Is it soon clear that nothing in a text is misread? What is known of words tells, or the pairs of characters where those are
/// no words of alphabets.
pub(crate) fn is_clear(text: &str, settings: &Settings) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = next_non_ascii(bytes, at) {
        let end = memchr::memchr(b'\n', &bytes[first..]).map_or(bytes.len(), |offset| first + offset);
        // Plain lines before this one change nothing.
        let is_clear = match bytes[first..end] {
            // Two letters of Latin-1 side by side are misread UTF-8 most of the time. Where scripts of India are misread as Thai,
            // each letter begins with the same one, and no pair is strange.
            [0xC2 | 0xC3, _, 0x80..=0xFF, ..] | [0xE0, 0xB9, 0x80, ..] => false,
            [0xC3..=0xDF, ..] => Glance::clears(&text[at..end]),
            // Signs may have been letters.
            [0xE0 | 0xE3..=0xEF, ..] | [0xE2, 0x80, ..] => is_clear_by_pairs(&text[at..end], settings),
            _ => false,
        };
        if !is_clear {
            return false;
        }
        at = end;
    }
    true
}

/// The same of a line, which does not begin with a letter of alphabets. Of a few characters none may be above the usual.
fn is_clear_by_pairs(line: &str, settings: &Settings) -> bool {
    const SHORT: usize = 24;
    let line = line.rsplit('\n').next().unwrap_or_default();
    if has_words_of_alphabets(line) {
        return Glance::clears(line);
    }
    let is_good =
        if line.len() > SHORT { suspicion::of_line(line) == Suspicion::default() } else { suspicion::is_usual(line) };
    let languages = OnceCell::new();
    let told = || languages.get_or_init(|| Languages::of(line, settings.languages));
    let may_be_legacy = || entire::may_begin_transcoded(line) || legacy::has_alien_words(line, true, told);
    is_good && !(settings.legacy && may_be_legacy())
}

/// Has a line Latin letters with accents, or Greek, Cyrillic, Hebrew or Arabic ones?
pub(crate) fn has_words_of_alphabets(line: &str) -> bool {
    let leads = 0xC3..=0xDF;
    // The first character tells in most text.
    next_non_ascii(line.as_bytes(), 0).is_some_and(|at| leads.contains(&line.as_bytes()[at]))
        || line.bytes().fold(false, |found, byte| found | leads.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine;
    use alloc::{format, string::String};

    fn is_clear(text: &str) -> bool {
        super::is_clear(text, &Settings::DEFAULT)
    }

    #[test]
    fn good_text_is_clear() {
        let lines = [
            "plain",
            "Дом стоит на берегу реки",
            "Το καλοκαίρι οι μέρες είναι μεγάλες",
            "奶奶每个星期天都给全家人做饭。",
            "今天很好",
            "할머니는 일요일마다 온 가족을 위해",
            "คุณยายทำอาหารให้ทุกคนในบ้าน",
            "“这里白天很长，晚上也很凉快。”",
            "la fête\nplain\nDie Straße",
        ];
        for line in lines {
            // Words are known once they were looked at.
            for _ in 0..2 {
                assert_eq!(engine::repaired(line, &Settings::DEFAULT), None, "{line}");
            }
            assert!(is_clear(line), "{line}");
        }
    }

    #[test]
    fn nothing_is_misread_in_what_is_clear() {
        let data = [include_str!("../tests/data/sentences.tsv"), include_str!("../benches/texts/sentences.tsv")];
        let sentences = || data.into_iter().flat_map(str::lines).filter_map(|line| Some(line.split_once('\t')?.1));
        let read = ["windows-1252", "windows-1251", "koi8-r", "gb18030", "shift_jis", "euc-kr", "big5", "windows-874"];
        let decoders = || read.iter().filter_map(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
        let (mut clear, mut all) = (0, 0);
        for sentence in sentences() {
            let stored = decoders().map(|stored| stored.encode(sentence).0).chain([sentence.as_bytes().into()]);
            let garbled = stored.flat_map(|bytes| {
                decoders().map(move |read| read.decode_without_bom_handling(&bytes).0.into_owned()).collect::<Vec<_>>()
            });
            for text in garbled.chain([String::from(sentence), format!("plain\n{sentence}\n{sentence}")]) {
                for part in text.split_inclusive(' ').chain([text.as_str()]) {
                    let changes = engine::changes(part, &Settings::DEFAULT);
                    all += 1;
                    if is_clear(part) {
                        clear += 1;
                        assert!(changes.is_empty(), "{part}");
                    }
                }
            }
        }
        assert!(clear > 1000 && clear < all - 1000, "{clear} of {all}");
    }
}
