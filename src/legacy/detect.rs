//! What a detector takes the bytes for, where no pair that is known to happen fits; the model has to agree.

use super::{
    reading::{self, Reading},
    transcode::Encoded,
    weights,
    words::Word,
};
use crate::{
    charset::{Charset, Tables},
    misreading::Misreading,
    model::{Cost, Languages},
};
use alloc::vec::Vec;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// Characters beyond ASCII, of words that look wrong, from which a detector can tell charsets apart.
const ENOUGH: u32 = 24;
/// Bytes that are enough to tell.
const MOST: usize = 512;
/// The charsets that text in others is read as most often.
const READERS: [Charset; 4] = [Charset::Windows1252, Charset::Iso8859_1, Charset::Macintosh, Charset::Ibm437];

/// What a reading pays that a detector proposes.
const ENTRY: Cost = weights::MARGIN + weights::DETECTED;

/// Is there enough in a line for a detector?
pub(super) fn can_tell(words: &[Word], potential: Cost) -> bool {
    let all: u32 = words.iter().map(|word| word.tally.runs.foreign).sum();
    let wrong: u32 = words.iter().filter(|word| word.potential > 0).map(|word| word.tally.runs.foreign).sum();
    potential > ENTRY && wrong >= ENOUGH.max(all / 2)
}

/// The readings that a detector proposes.
pub(super) fn detected(
    words: &[Word],
    potential: Cost,
    languages: &Languages,
    encoded: &mut Encoded,
) -> Vec<(Reading, Misreading, Cost)> {
    let mut found = Vec::new();
    if !can_tell(words, potential) {
        return found;
    }
    let mut known: Vec<Vec<u8>> = Vec::new();
    for read in READERS {
        let mut bytes = Vec::new();
        for word in words {
            for c in word.text.chars().take(MOST.saturating_sub(bytes.len())) {
                let code = Tables::get().code(read, c).unwrap_or_default();
                if c.is_ascii() { bytes.push(c as u8) } else { bytes.extend(code.as_slice()) }
            }
            bytes.push(b' ');
        }
        let foreign = bytes.iter().filter(|byte| !byte.is_ascii()).count();
        if foreign < ENOUGH as usize || known.contains(&bytes) {
            continue;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        let Ok(stored) = detector.guess(None, Utf8Detection::Deny).name().parse::<Charset>() else { continue };
        if stored == read {
            continue;
        }
        known.push(bytes);
        encoded.fill(words, read);
        let reading = reading::read(words, encoded, stored, ENTRY, potential - ENTRY, languages);
        found.extend(reading.map(|reading| (reading, Misreading::new(stored, read), ENTRY)));
    }
    found
}
