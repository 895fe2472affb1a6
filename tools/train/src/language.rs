//! What tells languages in Latin script apart: their pairs of plain letters and their letters with accents.

use std::collections::BTreeMap;

/// The languages that the model tells apart, by the corpora's names; as many as `src/model/language.rs` reads.
pub const LANGUAGES: [&str; 40] = [
    "en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "is", "ga", "ca", "gl", "eu", "cy", "pl", "cs",
    "sk", "hu", "ro", "hr", "sl", "lt", "lv", "et", "tr", "vi", "sq", "id", "af", "eo", "br", "oc", "sr-Latn", "az",
    "gd", "ast", "nn",
];
/// a to z, and one cell for all else.
const PLAIN: usize = 27;
/// U+00C0 to U+024F and U+1EA0 to U+1EFF.
const ACCENTED: usize = 0x190 + 0x60;
/// Added to each count, as a share of all.
const UNSEEN: f64 = 2e-6;

/// The cell of a plain letter; as in `src/model/language.rs`.
fn plain(c: char) -> usize {
    match c.to_ascii_lowercase() {
        c @ 'a'..='z' => c as usize - 'a' as usize,
        _ => PLAIN - 1,
    }
}

/// The cell of a letter with an accent; as in `src/model/language.rs`.
fn accented(c: char) -> Option<usize> {
    let c = c.to_lowercase().next().unwrap_or(c);
    match c as usize {
        code @ 0xC0..=0x24F => Some(code - 0xC0),
        code @ 0x1EA0..=0x1EFF => Some(code - 0x1EA0 + 0x190),
        _ => None,
    }
}

/// For each language the costs of the pairs of plain letters, then those of the accented letters among all
/// characters.
pub fn table(languages: &BTreeMap<String, BTreeMap<(char, char), f64>>, units: impl Fn(f64) -> u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(LANGUAGES.len() * (PLAIN * PLAIN + ACCENTED));
    for language in LANGUAGES {
        let mut pairs = [0.0; PLAIN * PLAIN];
        let mut letters = [0.0; ACCENTED];
        let mut total = 0.0;
        for (&(a, b), n) in languages.get(language).into_iter().flatten() {
            total += n;
            if b.is_ascii() && a.is_ascii() {
                pairs[plain(a) * PLAIN + plain(b)] += n;
            }
            if let Some(cell) = accented(b) {
                letters[cell] += n;
            }
        }
        let known: f64 = pairs.iter().sum();
        out.extend(pairs.iter().map(|n| units((n / known + UNSEEN) / (1.0 + UNSEEN))));
        out.extend(letters.iter().map(|n| units((n / total + UNSEEN) / (1.0 + UNSEEN))));
    }
    out
}
