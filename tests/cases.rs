//! Cases by kind: what must be repaired, what must stay, and what is known not to be repaired yet.

mod escapes;

use escapes::unescape;
use std::borrow::Cow;
use ungarble::{analyze, repair};

/// The pairs of a file; `\u{9d}` and the like stand for characters that an editor would not show.
fn pairs(file: &str) -> Vec<(String, String)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(a, b)| (unescape(a), unescape(b))).collect()
}

#[test]
fn wild() {
    let wrong: Vec<String> = pairs(include_str!("data/wild.tsv"))
        .into_iter()
        .filter(|(garbled, clean)| repair(garbled) != *clean)
        .map(|(garbled, clean)| format!("{garbled} -> {}, not {clean}", repair(&garbled)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn negative() {
    for line in include_str!("data/negative.txt").lines() {
        assert!(matches!(repair(line), Cow::Borrowed(_)), "{line} -> {}", repair(line));
    }
    let whole = include_str!("data/negative.txt");
    assert_eq!(repair(whole), whole);
}

#[test]
fn known_failures() {
    for (garbled, clean) in pairs(include_str!("data/known_failures.tsv")) {
        assert_ne!(repair(&garbled), clean, "this works now: move it");
    }
}

#[test]
fn one_bad_line_in_a_good_document() {
    let good = include_str!("data/negative.txt");
    let garbled = format!("{good}The millerâ€™s cat\n{good}");
    assert_eq!(repair(&garbled), format!("{good}The miller’s cat\n{good}"));
    assert_eq!(analyze(&garbled).findings().len(), 1);
}

#[test]
fn cesu_8_and_modified_utf_8() {
    // 😀 as a surrogate pair in CESU-8 is ED A0 BD ED B8 80, here read as Windows-1252 and as ISO-8859-1.
    assert_eq!(repair("Good morning í\u{A0}½í¸€"), "Good morning 😀");
    assert_eq!(repair("Good morning \u{ED}\u{A0}\u{BD}\u{ED}\u{B8}\u{80}"), "Good morning 😀");
}

#[test]
fn many_layers() {
    let mut text = "déjà vu — œuvre".to_owned();
    let clean = text.clone();
    for layer in 1..=8 {
        text = text.bytes().map(char::from).collect();
        assert_eq!(repair(&text), clean, "{layer} layers");
    }
}
