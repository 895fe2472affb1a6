//! The texts that are measured: the project's own sentences, clean and damaged, in lines.

use encoding_rs::Encoding;
use std::borrow::Cow;

/// What was done to a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Clean,
    /// UTF-8 was read as a single-byte charset.
    SingleByte,
    /// UTF-8 was read as a multi-byte charset.
    MultiByte,
    /// One legacy charset was read as another.
    Legacy,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::SingleByte => "single-byte",
            Self::MultiByte => "multi-byte",
            Self::Legacy => "legacy",
        }
    }
}

/// Lines of one kind; where they are damaged, every one of them is.
pub struct Text {
    pub kind: Kind,
    pub name: &'static str,
    /// Lines as they are measured.
    pub lines: Vec<String>,
    /// The same lines before the damage.
    originals: Vec<String>,
}

impl Text {
    pub fn whole(&self) -> String {
        self.lines.iter().flat_map(|line| [line, "\n"]).collect()
    }

    /// Bytes of the lines, without their ends.
    pub fn bytes(&self) -> usize {
        self.lines.iter().map(String::len).sum()
    }

    /// The share of the lines, or of the first [`SAMPLE`] of them, that come back as they were before the damage.
    pub fn restored<'t>(&'t self, repair: impl Fn(&'t str) -> Cow<'t, str>) -> f64 {
        let sample = self.lines.iter().zip(&self.originals).take(SAMPLE);
        let restored = sample.clone().filter(|(line, original)| repair(line) == ***original);
        restored.count() as f64 / sample.len() as f64
    }
}

/// Lines that tell how many come back: the others are the same over and over.
const SAMPLE: usize = 200;

const LATIN: &[&str] = &["fr", "de", "pl", "vi"];
const CYRILLIC: &[&str] = &["ru", "uk", "bg"];

const CLEAN: [(&str, &[&str]); 9] = [
    ("Latin", LATIN),
    ("Cyrillic", CYRILLIC),
    ("Greek", &["el"]),
    ("Arabic", &["ar"]),
    ("Hindi", &["hi"]),
    ("Thai", &["th"]),
    ("Chinese", &["zh"]),
    ("Japanese", &["ja"]),
    ("Korean", &["ko"]),
];

/// Name, languages, what the bytes were, what they were read as.
type Damage = (Kind, &'static str, &'static [&'static str], &'static str, &'static str);

const DAMAGED: [Damage; 11] = [
    (Kind::SingleByte, "Latin as windows-1252", LATIN, "utf-8", "windows-1252"),
    (Kind::SingleByte, "Latin as macintosh", LATIN, "utf-8", "macintosh"),
    (Kind::SingleByte, "Cyrillic as windows-1251", CYRILLIC, "utf-8", "windows-1251"),
    (Kind::MultiByte, "Latin as gb18030", LATIN, "utf-8", "gb18030"),
    (Kind::MultiByte, "Chinese as gb18030", &["zh"], "utf-8", "gb18030"),
    (Kind::MultiByte, "Japanese as shift_jis", &["ja"], "utf-8", "shift_jis"),
    (Kind::Legacy, "windows-1251 as windows-1252", CYRILLIC, "windows-1251", "windows-1252"),
    (Kind::Legacy, "koi8-r as windows-1251", &["ru"], "koi8-r", "windows-1251"),
    (Kind::Legacy, "gb18030 as windows-1252", &["zh"], "gb18030", "windows-1252"),
    (Kind::Legacy, "shift_jis as windows-1252", &["ja"], "shift_jis", "windows-1252"),
    (Kind::Legacy, "windows-1252 as gb18030", &["fr", "de"], "windows-1252", "gb18030"),
];

/// Lines of several lengths, as plain text has them.
const ASCII: [&str; 5] = [
    "The baker opens at seven, and his daughter sells the bread.",
    "id=1047 name=harbour status=open",
    "We walked along the river until the old mill came in sight, and then the rain began again in earnest.",
    "No.",
    "She counted the sheep twice: forty-one in the morning, and forty in the evening.",
];

/// All texts; clean ones of about so many bytes, damaged ones made from about so many.
pub fn texts(clean: usize, damaged: usize) -> Vec<Text> {
    let unharmed = |name, lines: Vec<String>| Text { kind: Kind::Clean, name, originals: lines.clone(), lines };
    let mut texts = vec![unharmed("ASCII", filled(&ASCII.map(str::to_owned), clean))];
    texts.extend(CLEAN.map(|(name, languages)| unharmed(name, filled(&turned(languages), clean))));
    texts.extend(DAMAGED.map(|(kind, name, languages, stored, read)| {
        let originals = filled(&turned(languages), damaged);
        let lines = originals.iter().map(|line| misread(line, stored, read)).collect();
        Text { kind, name, lines, originals }
    }));
    texts
}

/// The sentences of some languages, each turned around at every phrase or word, so that lines differ.
fn turned(languages: &[&str]) -> Vec<String> {
    let all = [include_str!("../../tests/data/sentences.tsv"), include_str!("sentences.tsv")];
    let sentences = all.into_iter().flat_map(str::lines).filter_map(|line| line.split_once('\t'));
    let mut turns = Vec::new();
    for (_, sentence) in sentences.filter(|(language, _)| languages.contains(language)) {
        let words: Vec<&str> = sentence.split_inclusive([' ', '、', '，']).collect();
        turns.extend((0..words.len()).map(|at| (at, [&words[at..], &[" "], &words[..at]].concat().concat())));
    }
    turns.sort_by_key(|&(at, _)| at);
    turns.into_iter().map(|(_, line)| line.trim().to_owned()).collect()
}

/// As many lines as fit, over and over.
fn filled(lines: &[String], bytes: usize) -> Vec<String> {
    let mut used = 0;
    let mut filled = Vec::new();
    for line in lines.iter().cycle() {
        used += line.len();
        if used > bytes {
            break;
        }
        filled.push(line.clone());
    }
    filled
}

fn misread(text: &str, stored: &str, read: &str) -> String {
    let [stored, read] = [stored, read].map(|label| Encoding::for_label(label.as_bytes()).expect("a known label"));
    read.decode_without_bom_handling(&stored.encode(text).0).0.into_owned()
}
