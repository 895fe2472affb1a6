//! The frequent words with letters beyond ASCII, or with an apostrophe, of the languages in Latin script.

use crate::{
    corpus,
    fold::fold,
    language::LANGUAGES,
    word_key::{GROUPS, LONGEST, WORDS, is_part, key},
};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// Words that a language has no more of are no frequent ones.
const RARE: u64 = 4;
/// Letters after an apostrophe, at most: of longer words only the part after it counts.
const CLITIC: usize = 3;
/// Bytes of the text line at the start, as `src/model/lexicon.rs` has it.
const HEADER: usize = 64;

/// For each language the costs of the groups of words, then the numbers of the words, the most frequent first.
pub fn table(corpora: &Path, units: impl Fn(f64) -> u8) -> io::Result<Vec<u8>> {
    let mut out = b"ungarble frequent words, version 1. Generated with the model".to_vec();
    out.resize(HEADER - 1, b' ');
    out.push(b'\n');
    let languages = corpus::languages(&corpora.join("text"))?;
    for language in LANGUAGES {
        let (words, total) = count(languages.get(language).map_or(&[], Vec::as_slice))?;
        let mut words: Vec<(String, u64)> = words.into_iter().filter(|&(_, n)| n > RARE).collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(WORDS);
        let mut start = 0;
        for end in GROUPS {
            let group = words.iter().skip(start).take(end - start);
            let (n, sum) = group.fold((0, 0), |(n, sum), word| (n + 1, sum + word.1));
            out.push(if n == 0 { u8::MAX } else { units(sum as f64 / f64::from(n) / total as f64) });
            start = end;
        }
        let keys = words.iter().map(|(word, _)| key(word.chars())).chain(std::iter::repeat(0));
        out.extend(keys.take(WORDS).flat_map(u16::to_le_bytes));
    }
    Ok(out)
}

/// The words of some files that count, and how many there are of all.
fn count(files: &[PathBuf]) -> io::Result<(BTreeMap<String, u64>, u64)> {
    let mut words: BTreeMap<String, u64> = BTreeMap::new();
    let mut total = 0;
    for path in files.iter().filter(|path| !corpus::is_held_out(path)) {
        for line in fs::read_to_string(path)?.lines().filter(|line| !corpus::is_damaged(line)) {
            for word in line.split_whitespace() {
                total += 1;
                if let Some(word) = frequent(word) {
                    *words.entry(word).or_default() += 1;
                }
            }
        }
    }
    Ok((words, total))
}

/// A word without the punctuation around it, folded and with typographic apostrophes, if it counts.
fn frequent(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    if word.bytes().all(|byte| byte.is_ascii() && byte != b'\'') {
        return None;
    }
    let word: String = word.chars().map(|c| if c == '\'' { '’' } else { fold(c) }).collect();
    let last = word.rsplit('’').next().unwrap_or_default();
    let whole = if last.chars().count() > CLITIC { last.to_owned() } else { word };
    let short = whole.chars().count() <= LONGEST;
    (short && !whole.is_ascii() && whole.chars().all(is_part) && whole != "’").then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_count() {
        assert_eq!(frequent("(Perché,").as_deref(), Some("perché"));
        assert_eq!(frequent("don't").as_deref(), Some("don’t"));
        assert_eq!(frequent("l'opzione"), None);
        assert_eq!(frequent("plain"), None);
        assert_eq!(frequent("“%s”"), None);
    }
}
