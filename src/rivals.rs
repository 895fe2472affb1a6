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

/// The likeliest other readings of a piece of text that is to change, best first.
///
/// Each misreading is undone in the whole piece, so what mixes or lacks bytes has no rivals here.
pub(crate) fn find(text: &str, change: &Change, confidence: f32, wanted: usize, settings: &Settings) -> Vec<RunnerUp> {
    let garbled = &text[change.range.clone()];
    let before = text[..change.range.start].chars().next_back().unwrap_or(EDGE);
    let after = text[change.range.end..].chars().next().unwrap_or(EDGE);
    let languages = Languages::of(garbled, settings.languages);
    let kept = model::text_cost(before, garbled, after, &languages);
    let mut found: Vec<(Cost, String, Misreading)> = Vec::new();
    for (misreading, entry) in misreadings(settings) {
        let Ok(repaired) = misreading.undo(garbled) else { continue };
        if repaired == change.text || repaired == garbled {
            continue;
        }
        let cost = model::text_cost(before, &repaired, after, &languages) + entry;
        match found.iter_mut().find(|(_, text, _)| *text == repaired) {
            Some(known) if known.0 <= cost => {}
            Some(known) => *known = (cost, repaired, misreading),
            None => found.push((cost, repaired, misreading)),
        }
    }
    found.sort_by_key(|(cost, ..)| *cost);
    let runner_up = |(cost, repaired, misreading): (Cost, String, Misreading)| RunnerUp {
        repaired,
        chain: misreading.into(),
        confidence: weights::confidence(kept - cost + weights::MARGIN, Fidelity::EXACT).min(1.0 - confidence),
    };
    found.into_iter().take(wanted).map(runner_up).collect()
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
