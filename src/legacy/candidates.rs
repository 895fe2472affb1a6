//! The misreadings that a line is tried with, and the choice among them.

use super::{
    detect,
    reading::{self, Reading},
    screen,
    transcode::Encoded,
    weights,
    words::Word,
};
use crate::{
    misreading::Misreading,
    model::{Cost, Languages},
    settings::Settings,
};
use alloc::{string::String, vec::Vec};

/// Readings that are compared by the text they give.
const FINALISTS: usize = 4;

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

/// Do words that are said to be in one multi-byte charset and misread as another change as such words do? Letters become letters then,
/// and a few signs over and over are a face that somebody made.
fn is_telling(words: &[Word], texts: &[(usize, String)]) -> bool {
    let (mut changed, mut letters, mut all) = (0, 0, 0);
    let mut kinds: Vec<char> = Vec::new();
    for (word, text) in texts {
        let mut after = text.chars();
        for c in words[*word].text.chars() {
            let was = after.next();
            if !c.is_ascii() {
                all += 1;
                kinds.push(c);
                changed += usize::from(was != Some(c));
                letters += usize::from(was.is_some_and(|was| was != c && is_letter(was)));
            }
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    2 * letters >= changed && (kinds.len() > FEW_KINDS || all < 2 * kinds.len())
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !('\u{2B0}'..'\u{300}').contains(&c)
}

/// Words have more kinds of characters than this, or each but once.
const FEW_KINDS: usize = 4;

impl Candidates {
    /// The misreading that makes a line much likelier, if there is one and no other is as good.
    pub(super) fn choose(
        &mut self,
        words: &[Word],
        potential: Cost,
        margin: Cost,
        proved: &[Misreading],
        (settings, languages): (&Settings, &Languages),
    ) -> Option<Choice> {
        let mut found: Vec<(Reading, Misreading, Cost)> = Vec::new();
        let mut filled = None;
        for pair in screen::passed(words, &mut self.encoded) {
            if filled.replace(pair.read) != Some(pair.read) {
                self.encoded.fill(words, pair.read);
            }
            let misreading = Misreading::new(pair.stored, pair.read);
            if !settings.allows(misreading) {
                continue;
            }
            let proved = proved.contains(&misreading);
            let entry = if proved { weights::PROVED } else { settings.legacy_entry(misreading, margin + pair.prior) };
            let slack = potential + weights::EXPLAINED - entry;
            if slack > 0 {
                let reading = reading::read(words, &self.encoded, pair.stored, entry, slack, languages);
                found.extend(reading.map(|reading| (reading, misreading, entry)));
            }
        }
        if found.is_empty() {
            found.extend(detect::detected(words, potential, languages, &mut self.encoded));
        }
        found.retain(|(_, misreading, _)| settings.allows(*misreading));
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
        let both = [best.misreading.stored_as(), best.misreading.read_as()];
        let telling = both.iter().any(|charset| charset.multi_index().is_none()) || is_telling(words, &best.texts);
        (sure && telling).then_some(best)
    }
}
