//! Runners-up: what else a piece may have been.

use crate::{
    change::Change,
    charset::Charset,
    fidelity::Fidelity,
    finding::RunnerUp,
    legacy,
    misreading::Misreading,
    model::{self, Cost, EDGE, Languages},
    pairs,
    settings::Settings,
    weights,
};
use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// The likeliest other readings of a piece of text that is to change, best first.
///
/// Each misreading is undone in the whole piece, so what mixes or lacks bytes has no rivals here.
pub(crate) fn find(text: &str, change: &Change, confidence: f32, wanted: usize, settings: &Settings) -> Vec<RunnerUp> {
    let languages = Languages::of(&text[change.range.clone()], settings.languages);
    let readings = readings(text, change.range.clone(), &languages, settings);
    let runner_up = |reading: Reading| RunnerUp {
        repaired: reading.text,
        chain: reading.misreading.into(),
        confidence: weights::confidence(reading.log_odds + weights::MARGIN, Fidelity::EXACT).min(1.0 - confidence),
    };
    readings.into_iter().filter(|reading| reading.text != change.text).take(wanted).map(runner_up).collect()
}

/// What a piece may have been.
pub(crate) struct Reading {
    pub(crate) text: String,
    pub(crate) misreading: Misreading,
    /// How much likelier it is than the piece as it stands, with what the misreading costs taken off.
    pub(crate) log_odds: Cost,
}

/// What a piece of text may have been, the likeliest first: each misreading undone in all of it.
pub(crate) fn readings(text: &str, range: Range<usize>, languages: &Languages, settings: &Settings) -> Vec<Reading> {
    let garbled = &text[range.clone()];
    let before = text[..range.start].chars().next_back().unwrap_or(EDGE);
    let after = text[range.end..].chars().next().unwrap_or(EDGE);
    let kept = model::text_cost(before, garbled, after, languages);
    let mut found: Vec<Reading> = Vec::new();
    for (misreading, entry) in misreadings(settings) {
        let Ok(text) = misreading.undo(garbled) else { continue };
        if text == garbled {
            continue;
        }
        let log_odds = kept - model::text_cost(before, &text, after, languages) - entry;
        match found.iter_mut().find(|other| other.text == text) {
            Some(known) if known.log_odds >= log_odds => {}
            Some(known) => *known = Reading { text, misreading, log_odds },
            None => found.push(Reading { text, misreading, log_odds }),
        }
    }
    found.sort_by_key(|reading| -reading.log_odds);
    found
}

/// Every misreading that happens, with what it costs.
fn misreadings(settings: &Settings) -> impl Iterator<Item = (Misreading, Cost)> + '_ {
    let utf8 = Charset::all()
        .filter(|&charset| charset != Charset::Utf8 && !charset.is_whole())
        .map(|read| (Misreading::new(Charset::Utf8, read), weights::utf8_entry(read)));
    let legacy = pairs::all().filter(|_| settings.legacy).map(|(stored, read, prior)| {
        let misreading = Misreading::new(stored, read);
        (misreading, settings.legacy_entry(misreading, legacy::MARGIN + prior))
    });
    utf8.chain(legacy).filter(|(misreading, _)| settings.allows(*misreading))
}
