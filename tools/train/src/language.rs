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

/// The letters with accents that the languages have, at most, and the cell of all others.
const LETTERS: usize = 136;
/// The least cost of a pair of plain letters, and the units in a step of it; as in `src/model/language.rs`.
const PAIR_LEAST: u8 = 24;
const PAIR_STEP: u8 = 8;

/// The counts of one language.
struct Row {
    pairs: [f64; PLAIN * PLAIN],
    letters: Vec<f64>,
    total: f64,
}

/// For each accented letter its number among those that the languages have; then for each language the costs of
/// the pairs of plain letters, two in a byte, and those of the accented letters among all characters.
pub fn table(languages: &BTreeMap<String, BTreeMap<(char, char), f64>>, units: impl Fn(f64) -> u8) -> Vec<u8> {
    let rows: Vec<Row> = LANGUAGES.iter().map(|&language| count(languages.get(language))).collect();
    // The letters by the most that any language has of them.
    let share = |cell: usize| rows.iter().map(|row| row.letters[cell] / row.total).fold(0.0, f64::max);
    let mut cells: Vec<usize> = (0..ACCENTED).filter(|&cell| share(cell) > UNSEEN).collect();
    cells.sort_by(|&a, &b| share(b).total_cmp(&share(a)).then(a.cmp(&b)));
    cells.truncate(LETTERS - 1);
    let mut out: Vec<u8> = vec![LETTERS as u8 - 1; ACCENTED];
    for (number, &cell) in cells.iter().enumerate() {
        out[cell] = number as u8;
    }
    for row in rows {
        let known: f64 = row.pairs.iter().sum();
        let step = |n: &f64| {
            (units((n / known + UNSEEN) / (1.0 + UNSEEN)).saturating_sub(PAIR_LEAST - PAIR_STEP / 2) / PAIR_STEP)
                .min(15)
        };
        out.extend(row.pairs.chunks(2).map(|two| step(&two[0]) | two.get(1).map_or(0, step) << 4));
        let mut costs = [units(UNSEEN / (1.0 + UNSEEN)); LETTERS];
        for (cost, &cell) in costs.iter_mut().zip(&cells) {
            *cost = units((row.letters[cell] / row.total + UNSEEN) / (1.0 + UNSEEN));
        }
        out.extend(costs);
    }
    out
}

fn count(counts: Option<&BTreeMap<(char, char), f64>>) -> Row {
    let mut row = Row { pairs: [0.0; PLAIN * PLAIN], letters: vec![0.0; ACCENTED], total: 1.0 };
    for (&(a, b), n) in counts.into_iter().flatten() {
        row.total += n;
        if b.is_ascii() && a.is_ascii() {
            row.pairs[plain(a) * PLAIN + plain(b)] += n;
        }
        if let Some(cell) = accented(b) {
            row.letters[cell] += n;
        }
    }
    row
}
