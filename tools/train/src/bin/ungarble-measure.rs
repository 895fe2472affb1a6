//! How well the model of the crate does on text that it was not trained on.
//!
//!     cargo run --release -p ungarble-train --bin ungarble-measure -- CORPORA
//!
//! Three questions: how surprising is good text; which letter does the model choose where one is lost; and how
//! surely does it tell words that one legacy charset spoilt from the right ones.

#[path = "../../../../src/model/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only what gives the cost of text is measured")]
mod model;

/// What the model takes from the crate around it.
mod lazy {
    pub(crate) use std::sync::{LazyLock as Lazy, OnceLock as Once};
}
#[path = "../../../../src/ascii.rs"]
mod ascii;
#[path = "../../../../src/letter.rs"]
#[allow(dead_code, reason = "the model asks for some of it")]
mod letter;

extern crate alloc;

use encoding_rs::Encoding;
use model::{EDGE, Languages, UNITS_PER_NAT};
use std::{collections::BTreeMap, env, fs, io, path::Path, process::ExitCode};

/// The source that the model is not trained on.
const HELD_OUT: &str = "wesnoth.txt";

/// Lines of each language that are looked at.
const LINES: usize = 300;
/// A line with fewer characters says little.
const SHORT: usize = 20;
/// Lost letters that are looked at, one in this many.
const SAMPLE: usize = 5;
/// A word has to gain this much for the crate to repair it alone: `LEGACY_MARGIN` and a common prior.
const MARGIN: i32 = 98 + 10;

/// What is stored in the first charset and read as the second.
const MISREADINGS: [(&str, &str); 20] = [
    ("windows-1252", "windows-1250"),
    ("windows-1250", "windows-1252"),
    ("windows-1252", "macintosh"),
    ("macintosh", "windows-1252"),
    ("437", "windows-1252"),
    ("850", "windows-1252"),
    ("windows-1252", "850"),
    ("852", "windows-1250"),
    ("windows-1250", "852"),
    ("windows-1257", "windows-1252"),
    ("windows-1254", "windows-1252"),
    ("windows-1252", "windows-1254"),
    ("windows-1251", "windows-1252"),
    ("windows-1253", "windows-1252"),
    ("koi8-r", "866"),
    ("866", "windows-1251"),
    ("koi8-r", "windows-1251"),
    ("windows-1251", "macintosh"),
    ("windows-1256", "windows-1252"),
    ("iso-8859-2", "windows-1250"),
];

/// A sum and how many it is of.
#[derive(Clone, Copy, Default)]
struct Mean(f64, f64);

impl Mean {
    fn add(&mut self, value: f64) {
        self.0 += value;
        self.1 += 1.0;
    }

    fn get(self) -> f64 {
        self.0 / self.1.max(1.0)
    }
}

fn main() -> ExitCode {
    let Some(corpora) = env::args().nth(1) else {
        eprintln!("usage: ungarble-measure CORPORA");
        return ExitCode::FAILURE;
    };
    match run(corpora.as_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{corpora}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the tables for the held-out text below `corpora`.
fn run(corpora: &Path) -> io::Result<()> {
    let mut nats: BTreeMap<String, Mean> = BTreeMap::new();
    let mut choices: BTreeMap<&'static str, [Mean; 2]> = BTreeMap::new();
    let mut words: BTreeMap<usize, [Mean; 2]> = BTreeMap::new();
    for folder in fs::read_dir(corpora.join("text"))? {
        let folder = folder?;
        let Ok(text) = fs::read_to_string(folder.path().join(HELD_OUT)) else { continue };
        let language = folder.file_name().to_string_lossy().into_owned();
        let lines: Vec<&str> = text.lines().filter(|line| line.chars().count() >= SHORT).collect();
        for line in lines.iter().step_by((lines.len() / LINES).max(1)) {
            let languages = Languages::of(line, 0);
            let cost = model::text_cost(EDGE, line, EDGE, &languages);
            let mean = nats.entry(language.clone()).or_default();
            mean.0 += f64::from(cost) / f64::from(UNITS_PER_NAT);
            mean.1 += line.chars().count() as f64 + 1.0;
            choose(line, &languages, &mut choices);
            for (number, (stored, read)) in MISREADINGS.iter().enumerate() {
                tell(line, stored, read, words.entry(number).or_default());
            }
        }
    }
    println!("nats a character");
    let row: Vec<String> = nats.iter().map(|(language, mean)| format!("{language} {:.3}", mean.get())).collect();
    row.chunks(13).for_each(|row| println!("  {}", row.join("  ")));
    println!("all {:.4}", nats.values().map(|mean| mean.get()).sum::<f64>() / nats.len() as f64);
    println!("the right letter of those with the same first bytes, and of those with the same last byte");
    for (script, [lead, trail]) in choices {
        println!("  {script:10} {:.4}  {:.4}  of {}", lead.get(), trail.get(), lead.1);
    }
    println!("misread words: mean log-odds in units, share above the margin");
    for (number, [odds, told]) in words {
        let (stored, read) = MISREADINGS[number];
        println!("  {:28} {:7.1}  {:.4}  of {}", format!("{stored} as {read}"), odds.get(), told.get(), odds.1);
    }
    Ok(())
}

/// Chooses each letter beyond ASCII anew from what stands around it.
fn choose(line: &str, languages: &Languages, choices: &mut BTreeMap<&'static str, [Mean; 2]>) {
    let chars: Vec<char> = [EDGE; 2].into_iter().chain(line.chars()).chain([EDGE; 2]).collect();
    for at in (2..chars.len() - 2).filter(|&at| !chars[at].is_ascii() && chars[at].is_alphabetic()).step_by(SAMPLE) {
        let c = chars[at];
        let code = u32::from(c);
        let chosen = |rivals: &mut dyn Iterator<Item = u32>| {
            let best = rivals.filter_map(char::from_u32).min_by_key(|&rival| {
                let text: String = [chars[at - 1], rival, chars[at + 1]].into_iter().collect();
                model::text_cost(chars[at - 2], &text, chars[at + 2], languages)
            });
            f64::from(best == Some(c))
        };
        let [lead, trail] = choices.entry(script(c)).or_default();
        lead.add(chosen(&mut (code & !63..(code & !63) + 64)));
        if code < 0x800 {
            trail.add(chosen(&mut (2..32).map(|lead| lead << 6 | code & 63)));
        }
    }
}

/// A name for the letters that `c` is one of.
fn script(c: char) -> &'static str {
    match u32::from(c) {
        0..0x250 => "latin",
        0x370..0x400 => "greek",
        0x400..0x530 => "cyrillic",
        0x590..0x600 => "hebrew",
        0x600..0x780 => "arabic",
        0x900..0xE00 => "indic",
        0x1E00..0x1F00 => "vietnamese",
        0x3040..0x3100 => "kana",
        0x3400..0xA000 => "han",
        0xAC00..0xD7B0 => "hangul",
        _ => "others",
    }
}

/// Adds what the model says of each word that a misreading spoils: its log-odds and whether they suffice.
fn tell(line: &str, stored: &str, read: &str, [odds, told]: &mut [Mean; 2]) {
    let spoilt: Option<Vec<String>> =
        line.split(' ').map(|word| encode(word, stored).and_then(|bytes| decode(&bytes, read))).collect();
    let Some(spoilt) = spoilt else { return };
    let languages = Languages::of(&spoilt.join(" "), 0);
    for (right, wrong) in line.split(' ').zip(&spoilt).filter(|(right, wrong)| right != wrong) {
        if !right.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
            continue;
        }
        let cost = |text| model::text_cost(' ', text, ' ', &languages);
        let gain = cost(wrong) - cost(right);
        odds.add(f64::from(gain));
        told.add(f64::from(gain > MARGIN));
    }
}

/// The bytes of `text` in a charset: a label of the WHATWG, or the number of a DOS code page.
fn encode(text: &str, charset: &str) -> Option<Vec<u8>> {
    if let Ok(page) = charset.parse::<u16>() {
        let table = oem_cp::code_table::ENCODING_TABLE_CP_MAP.get(&page)?;
        return oem_cp::encode_string_checked(text, table);
    }
    let (bytes, _, unmapped) = Encoding::for_label(charset.as_bytes())?.encode(text);
    (!unmapped).then(|| bytes.into_owned())
}

/// Reads bytes in a charset named as in [`encode`].
fn decode(bytes: &[u8], charset: &str) -> Option<String> {
    if let Ok(page) = charset.parse::<u16>() {
        return oem_cp::code_table::DECODING_TABLE_CP_MAP.get(&page)?.decode_string_checked(bytes);
    }
    Some(Encoding::for_label(charset.as_bytes())?.decode_without_bom_handling(bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets_have_names() {
        for charset in MISREADINGS.iter().flat_map(|&(stored, read)| [stored, read]) {
            assert_eq!(encode("a", charset).and_then(|bytes| decode(&bytes, charset)).as_deref(), Some("a"));
        }
    }
}
