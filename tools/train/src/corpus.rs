//! Counts pairs of neighbouring characters in the corpora, weighted by language and source.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::Path,
};

/// Weighted counts.
#[derive(Default)]
pub struct Counts {
    /// Pairs (previous, next); '\n' is the edge of a line.
    pub pairs: HashMap<(char, char), f64>,
    /// General punctuation between the kinds of characters on both sides.
    pub punctuation: HashMap<(usize, char, usize), f64>,
    /// The running text of each language by itself, unweighted.
    pub languages: HashMap<String, Counts>,
}

/// The kind of a character beside punctuation; as in `src/model`.
pub fn side(c: char) -> usize {
    match c {
        '\n' => 0,
        c if c.is_whitespace() => 1,
        c if c.is_alphabetic() => 2,
        c if c.is_numeric() => 3,
        '(' | '[' | '{' | '<' | '"' | '\'' | '“' | '‘' | '«' | '„' => 4,
        _ => 5,
    }
}

/// What the counts of one language add up to, if there is enough of it.
const LANGUAGE: f64 = 1e6;
/// A language with fewer pairs than this weighs less in proportion: a few pages are no sample.
const ENOUGH: f64 = 100_000.0;
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
pub fn count(corpora: &Path) -> io::Result<Counts> {
    let mut total = Counts::default();
    for (kind, kind_weight) in [("text", 1.0), ("words", 0.25)] {
        for (language, files) in languages(&corpora.join(kind))? {
            let mut counts = Counts::default();
            for (source, text) in files {
                if !HELD_OUT.contains(&source.as_str()) {
                    count_text(&text, &mut counts);
                }
            }
            let sum: f64 = counts.pairs.values().sum();
            let scale = LANGUAGE / sum.max(ENOUGH) * kind_weight * weight(&language);
            for (&pair, count) in &counts.pairs {
                *total.pairs.entry(pair).or_default() += count * scale;
            }
            for (&place, count) in &counts.punctuation {
                *total.punctuation.entry(place).or_default() += count * scale;
            }
            if kind == "text" {
                total.languages.insert(language, counts);
            }
        }
    }
    Ok(total)
}

/// The files of each language: (source, text).
fn languages(dir: &Path) -> io::Result<BTreeMap<String, Vec<(String, String)>>> {
    let mut found: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for language in fs::read_dir(dir)? {
        let language = language?;
        for file in fs::read_dir(language.path())? {
            let path = file?.path();
            let source = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = language.file_name().to_string_lossy().into_owned();
            found.entry(name).or_default().push((source, fs::read_to_string(&path)?));
        }
    }
    for files in found.values_mut() {
        files.sort();
    }
    Ok(found)
}

/// Each line as it stands, and at a fraction as other writers would have it ([`variants`]); damaged lines
/// not at all.
fn count_text(text: &str, counts: &mut Counts) {
    for row in text.lines() {
        let (line, times) = match row.split_once('\t') {
            Some((word, times)) => (word, times.parse().map_or(1.0, |n: f64| (n + 1.0).ln())),
            None => (row, 1.0),
        };
        if is_damaged(line) {
            continue;
        }
        count_line(line, times, counts);
        for (variant, share) in variants(line) {
            count_line(&variant, times * share, counts);
        }
    }
}

/// Does a line hold what only a decoding error leaves? Corpora have their own mojibake.
fn is_damaged(line: &str) -> bool {
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

fn count_line(line: &str, times: f64, counts: &mut Counts) {
    let mut before = '\n';
    let mut previous = '\n';
    for c in line.chars().chain(['\n']) {
        *counts.pairs.entry((previous, c)).or_default() += times;
        if ('\u{2010}'..='\u{203F}').contains(&previous) {
            *counts.punctuation.entry((side(before), previous, side(c))).or_default() += times;
        }
        (before, previous) = (previous, c);
    }
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
    fn lines_have_edges() {
        let mut counts = Counts::default();
        count_line("ab", 2.0, &mut counts);
        assert_eq!(counts.pairs[&('\n', 'a')], 2.0);
        assert_eq!(counts.pairs[&('b', '\n')], 2.0);
    }

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
