//! The frequent words with letters beyond ASCII, or with an apostrophe, of the languages in Latin script.

use crate::{
    corpus,
    fold::fold,
    language::LANGUAGES,
    word_key::{LONGEST, SCRIPTS, groups, is_part, key, lower_bits},
};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// The languages in other scripts that have words in the list, by the corpora's names, in the order of [`SCRIPTS`]: those
/// that set words apart by spaces, and in which few words make up most of the text.
const OTHERS: [&str; SCRIPTS.len()] =
    ["ru", "uk", "bg", "be", "sr", "mk", "kk", "mn", "el", "he", "ar", "fa", "ur", "ug", "ka", "ko"];

/// Words that a language has no more of are no frequent ones.
const RARE: u64 = 4;
/// Letters after an apostrophe, at most: of longer words only the part after it counts.
const CLITIC: usize = 3;
/// Bytes of the text line at the start, as `src/model/lexicon.rs` has it.
const HEADER: usize = 64;

/// For each language the costs of the groups of words, the most frequent first; then the numbers of the words in these
/// groups, as `src/model/word_key.rs` says.
pub fn table(corpora: &Path, units: impl Fn(f64) -> u8) -> io::Result<Vec<u8>> {
    let mut out = b"ungarble frequent words, version 3. Generated with the model".to_vec();
    out.resize(HEADER - 1, b' ');
    out.push(b'\n');
    let languages = corpus::languages(&corpora.join("text"))?;
    let mut keys = Bits::default();
    for language in LANGUAGES.into_iter().chain(OTHERS) {
        let (words, total) = count(languages.get(language).map_or(&[], Vec::as_slice))?;
        let mut words: Vec<(String, u64)> = words.into_iter().filter(|&(_, n)| n > RARE).collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(most(language));
        out.extend((words.len() as u16).to_le_bytes());
        for group in groups(words.len()) {
            let group = &words[group];
            let sum: u64 = group.iter().map(|word| word.1).sum();
            out.push(units(sum as f64 / group.len() as f64 / total as f64));
            let mut numbers: Vec<u32> = group.iter().map(|(word, _)| key(word.chars())).collect();
            numbers.sort_unstable();
            let mut before = 0;
            for number in numbers {
                keys.push(number - before, lower_bits(group.len()));
                before = number;
            }
        }
    }
    out.extend(keys.bytes);
    Ok(out)
}

/// The most words of a language. Those in Latin script have only words with letters that tell them from others; of
/// Vietnamese these are most of its syllables, which it sets apart.
fn most(language: &str) -> usize {
    match language {
        "ru" => 2048,
        "vi" => 1600,
        "uk" | "bg" | "el" | "he" => 1024,
        _ if OTHERS.contains(&language) => 512,
        _ => 256,
    }
}

/// Bits, the lowest of each byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    len: usize,
}

impl Bits {
    /// Adds a difference in the Rice code with so many lower bits.
    fn push(&mut self, difference: u32, lower: u32) {
        (0..difference >> lower).for_each(|_| self.push_bit(1));
        self.push_bit(0);
        (0..lower).for_each(|bit| self.push_bit(difference >> bit & 1));
    }

    fn push_bit(&mut self, bit: u32) {
        if self.len.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= (bit as u8) << (self.len % 8);
        }
        self.len += 1;
    }
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
