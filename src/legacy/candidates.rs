//! The misreadings that a line is tried with, and the choice among them.

use super::{
    detect,
    reading::{self, Reading},
    transcode::Encoded,
    weights,
    words::Word,
};
use crate::{
    charset::Charset,
    misreading::Misreading,
    model::{Cost, Languages},
    pairs,
};
use std::sync::LazyLock;

/// Readings that are compared by the text they give.
const FINALISTS: usize = 4;

/// A charset that text was read as, with those it was stored in and their priors.
type Reader = (Charset, Vec<(Charset, Cost)>);

/// The pairs by the charset that text was read as.
fn pairs_by_reader() -> &'static [Reader] {
    static PAIRS: LazyLock<Vec<Reader>> = LazyLock::new(|| {
        let mut by_reader: Vec<Reader> = Vec::new();
        for (stored, read, prior) in pairs::all() {
            match by_reader.iter_mut().find(|(reader, _)| *reader == read) {
                Some((_, list)) => list.push((stored, prior)),
                None => by_reader.push((read, vec![(stored, prior)])),
            }
        }
        by_reader
    });
    &PAIRS
}

/// How a line is read.
pub(super) struct Choice {
    pub(super) misreading: Misreading,
    /// What the misreading costs.
    pub(super) entry: Cost,
    pub(super) log_odds: Cost,
    /// The words that were misread, by number, and what they were.
    pub(super) texts: Vec<(usize, String)>,
}

/// Chooses among the misreadings; keeps its buffers from one line to the next.
#[derive(Default)]
pub(super) struct Candidates {
    encoded: Encoded,
}

impl Candidates {
    /// The misreading that makes a line much likelier, if there is one and no other is as good.
    pub(super) fn choose(
        &mut self,
        words: &[Word],
        potential: Cost,
        proved: &[Misreading],
        languages: &Languages,
    ) -> Option<Choice> {
        let mut found: Vec<(Reading, Misreading, Cost)> = Vec::new();
        for (read, stored) in pairs_by_reader() {
            if !self.encoded.fill(words, *read) {
                continue;
            }
            for &(stored, prior) in stored {
                let misreading = Misreading::new(stored, *read);
                let entry = if proved.contains(&misreading) { weights::PROVED } else { weights::MARGIN + prior };
                let slack = potential + weights::EXPLAINED - entry;
                if slack <= 0 {
                    continue;
                }
                let reading = reading::read(words, &self.encoded, stored, entry, slack, languages);
                found.extend(reading.map(|reading| (reading, misreading, entry)));
            }
        }
        if found.is_empty() {
            found.extend(detect::detected(words, potential, languages, &mut self.encoded));
        }
        found.sort_by_key(|(reading, ..)| -reading.log_odds);
        let mut choices = found.into_iter().take(FINALISTS).filter_map(|(reading, misreading, entry)| {
            self.encoded.fill(words, misreading.read_as());
            let text = |&word: &usize| {
                let text = self.encoded.text(word, misreading.stored_as(), languages)?;
                Some((word, text)).filter(|(_, text)| text != words[word].text)
            };
            let texts: Vec<(usize, String)> = reading.misread.iter().filter_map(text).collect();
            (!texts.is_empty()).then_some(Choice { misreading, entry, log_odds: reading.log_odds, texts })
        });
        let best = choices.next()?;
        let rival = choices.find(|choice| choice.texts != best.texts);
        let sure = rival.is_none_or(|rival| best.log_odds >= rival.log_odds + weights::RIVAL);
        sure.then_some(best)
    }
}
