//! Counts pairs of neighbouring characters in the corpora, weighted by language and source.

use std::{collections::{BTreeMap, HashMap}, fs, io, path::Path};

/// Weighted counts of pairs (previous, next); '\n' is the edge of a line.
pub type Counts = HashMap<(char, char), f64>;

/// What the counts of one language add up to.
const LANGUAGE: f64 = 1e6;
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
    let mut total = Counts::new();
    for (kind, kind_weight) in [("text", 1.0), ("words", 0.25)] {
        for (language, files) in languages(&corpora.join(kind))? {
            let mut counts = Counts::new();
            for (source, text) in files {
                if !HELD_OUT.contains(&source.as_str()) {
                    count_text(&text, &mut counts);
                }
            }
            let sum: f64 = counts.values().sum();
            for (pair, count) in counts {
                *total.entry(pair).or_default() += count / sum * LANGUAGE * kind_weight * weight(&language);
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

/// Each line as it stands; in capitals and as a title at a twentieth each; with typographic quotes and
/// dashes for plain ones at a fifth, since translators type plain ones and publishers do not.
fn count_text(text: &str, counts: &mut Counts) {
    for row in text.lines() {
        let (line, times) = match row.split_once('\t') {
            Some((word, times)) => (word, times.parse().map_or(1.0, |n: f64| (n + 1.0).ln())),
            None => (row, 1.0),
        };
        count_line(line, times, counts);
        if line.chars().any(char::is_lowercase) {
            count_line(&line.to_uppercase(), times / 20.0, counts);
        }
        if line.contains(['"', '\'', '-']) || line.contains("...") {
            count_line(&typographic(line), times / 5.0, counts);
        }
    }
}

fn count_line(line: &str, times: f64, counts: &mut Counts) {
    let mut previous = '\n';
    for c in line.chars().chain(['\n']) {
        *counts.entry((previous, c)).or_default() += times;
        previous = c;
    }
}

/// The line with curly quotes, dashes and an ellipsis.
fn typographic(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut previous = ' ';
    for c in line.replace(" - ", " – ").replace("...", "…").chars() {
        let opens = previous.is_whitespace() || matches!(previous, '(' | '[');
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
        let mut counts = Counts::new();
        count_line("ab", 2.0, &mut counts);
        assert_eq!(counts[&('\n', 'a')], 2.0);
        assert_eq!(counts[&('b', '\n')], 2.0);
    }

    #[test]
    fn quotes_lean_on_words() {
        assert_eq!(typographic("\"it's\" - so..."), "“it’s” – so…");
    }
}
