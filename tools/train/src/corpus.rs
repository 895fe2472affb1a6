//! Reads the corpora and counts them, weighted by language and source.

use crate::counts::{Counts, Totals, classes};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// Text kept apart for measuring the model: these sources are not counted.
const HELD_OUT: [&str; 1] = ["wesnoth"];

/// The weight of a language: each the same, but for those that most damaged text is in.
fn weight(language: &str) -> f64 {
    match language {
        "en" | "zh-CN" | "ja" | "zh-TW" | "ko" => 4.0,
        "de" | "fr" | "es" | "pt" | "pt-BR" | "ru" | "it" | "pl" | "und" => 2.0,
        _ => 1.0,
    }
}

/// Counts everything below `corpora`.
pub fn count(corpora: &Path) -> io::Result<Totals> {
    let classes = classes();
    let mut totals = Totals::default();
    for (kind, kind_weight) in [("text", 1.0), ("words", 0.25)] {
        for (language, files) in languages(&corpora.join(kind))? {
            let mut counts = Counts::default();
            for path in files {
                if !is_held_out(&path) {
                    count_text(&fs::read_to_string(&path)?, &mut counts, &classes);
                }
            }
            totals.add(&language, counts, kind_weight * weight(&language));
        }
    }
    Ok(totals)
}

/// The files of each language, in order.
pub fn languages(dir: &Path) -> io::Result<BTreeMap<String, Vec<PathBuf>>> {
    let mut found: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for language in fs::read_dir(dir)? {
        let language = language?;
        for file in fs::read_dir(language.path())? {
            let name = language.file_name().to_string_lossy().into_owned();
            found.entry(name).or_default().push(file?.path());
        }
    }
    found.values_mut().for_each(|files| files.sort());
    Ok(found)
}

/// Is the source that a file is from kept apart?
pub fn is_held_out(path: &Path) -> bool {
    path.file_stem().is_some_and(|source| HELD_OUT.iter().any(|held_out| source == *held_out))
}

/// Each line as it stands, and at a fraction as other writers would have it ([`variants`]); damaged lines
/// not at all.
fn count_text(text: &str, counts: &mut Counts, classes: &[u8]) {
    for row in text.lines() {
        let (line, times) = match row.split_once('\t') {
            Some((word, times)) => (word, times.parse().map_or(1.0, |n: f64| (n + 1.0).ln())),
            None => (row, 1.0),
        };
        if is_damaged(line) {
            continue;
        }
        counts.add(line, times, classes);
        for (variant, share) in variants(line) {
            counts.add(&variant, times * share, classes);
        }
    }
}

/// Does a line hold what only a decoding error leaves? Corpora have their own mojibake.
pub fn is_damaged(line: &str) -> bool {
    let mut previous = ' ';
    line.chars().any(|c| {
        let lead = matches!(previous, 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ð' | 'Ñ' | 'â' | 'Р' | 'С');
        let trail = matches!(c, '\u{A1}'..='\u{BF}' | '€' | '‚' | 'ƒ' | '†' | '‡' | 'ˆ' | '‰' | '˜' | '™' | 'Ѓ'..='Џ' | 'ѐ'..='џ');
        previous = c;
        lead && trail || matches!(c, '\u{80}'..='\u{9F}' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
    })
}

/// The same line in other hands, each with its share: in capitals; with typographic quotes and dashes, since
/// translators type plain ones and publishers do not; with no-break spaces; with the words joined; katakana at half width.
fn variants(line: &str) -> Vec<(String, f64)> {
    let mut variants = Vec::new();
    if line.chars().any(char::is_lowercase) {
        variants.push((line.to_uppercase(), 0.05));
    }
    if line.contains(['"', '\'', '-']) || line.contains("...") {
        variants.push((typographic(line), 0.2));
        variants.push((typographic(line).replace(" – ", " — "), 0.3));
        variants.push((typographic(line).replace(" – ", "—"), 0.1));
    }
    if line.contains(' ') {
        variants.push((joined(line), 0.01));
        variants.push((line.replace(' ', "\u{A0}"), 0.02));
    }
    let halved = half_width(line);
    if halved != line {
        variants.push((halved, 0.1));
    }
    variants
}

/// The words of the line as one, as names of things are written (CamelCase).
fn joined(line: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect::<String>()
    };
    line.split(' ').map(capital).collect()
}

/// The line with full-width katakana at half width.
fn half_width(line: &str) -> String {
    const FULL: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    const VOICED: &str = "ガカギキグクゲケゴコザサジシズスゼセゾソダタヂチヅツデテドトバハビヒブフベヘボホヴウ";
    const PLOSIVE: &str = "パハピヒプフペヘポホ";
    let half = |c: char| FULL.chars().position(|full| full == c).and_then(|at| char::from_u32(0xFF66 + at as u32));
    let base = |table: &str, c: char| {
        let chars: Vec<char> = table.chars().collect();
        chars.chunks(2).find(|pair| pair[0] == c).and_then(|pair| half(pair[1]))
    };
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if !('ァ'..='ー').contains(&c) {
            out.push(c);
        } else if let Some(half) = half(c) {
            out.push(half);
        } else if let Some(half) = base(VOICED, c) {
            out.extend([half, 'ﾞ']);
        } else if let Some(half) = base(PLOSIVE, c) {
            out.extend([half, 'ﾟ']);
        } else {
            out.push(if c == '・' { '･' } else { c });
        }
    }
    out
}

/// The line with curly quotes, dashes and an ellipsis.
fn typographic(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut previous = ' ';
    let line = line.replace(" - ", " – ").replace("...", "…");
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let alone = chars.peek().is_none_or(|next| next.is_whitespace());
        let opens = !alone && (previous.is_whitespace() || matches!(previous, '(' | '['));
        out.push(match c {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            other => other,
        });
        previous = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_lines_are_known() {
        assert!(is_damaged("cafÃ© au lait") && is_damaged("a\u{85}b") && is_damaged("donâ€™t"));
        assert!(!is_damaged("Ärger über À la carte, “Å” pâté, Россия"));
    }

    #[test]
    fn katakana_at_half_width() {
        assert_eq!(half_width("データパック、あ"), "ﾃﾞｰﾀﾊﾟｯｸ、あ");
    }

    #[test]
    fn quotes_lean_on_words() {
        assert_eq!(typographic("\"it's\" - so..."), "“it’s” – so…");
    }
}
