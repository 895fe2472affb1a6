//! Is a reading worth it if what repeats in it counts for less?

use crate::{change::Edit, model::Cost, weights};
use alloc::vec::Vec;
use core::ops::Range;

/// Pieces of one reading that are counted.
const MOST_PIECES: Cost = 1000;

/// Is a reading, which costs less than keeping everything, still worth it if what repeats counts for less? A symbol
/// that somebody types again and again is no proof of anything.
pub(crate) fn is_worth(cost: Cost, penalty: Cost, edits: &[Edit], window: &str) -> bool {
    let mut pieces: Vec<(&str, &str)> = edits.iter().map(|edit| (piece(edit, window), edit.text.as_str())).collect();
    let count = |number: usize| Cost::try_from(number).unwrap_or(Cost::MAX).min(MOST_PIECES);
    let repeated = |edit: &Edit| {
        let mut chars = edit.text.chars();
        let first = chars.next();
        if chars.clone().all(|c| Some(c) == first) { chars.count() } else { 0 }
    };
    let all = count(pieces.len() + edits.iter().map(repeated).sum::<usize>());
    pieces.sort_unstable();
    pieces.dedup();
    let different = count(pieces.len());
    let gain = penalty - cost;
    gain.min(Cost::MAX / MOST_PIECES) * (different + (all - different) / weights::SAME_AGAIN) / all > penalty
}

/// What an edit replaces; a letter that was a letter with what stands beside it, since it is part of a word; so too what
/// is only supposed, since what stands beside it is all that speaks for it.
fn piece<'w>(edit: &Edit, window: &'w str) -> &'w str {
    let Range { mut start, mut end } = edit.range;
    let within = !edit.fidelity.is_exact() || edit.text.chars().all(char::is_alphabetic);
    if within && window[edit.range.clone()].starts_with(char::is_alphabetic) {
        start -= window[..start].chars().next_back().map_or(0, char::len_utf8);
        end += window[end..].chars().next().map_or(0, char::len_utf8);
    }
    &window[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{charset::Charset, fidelity::Fidelity, misreading::Misreading};
    use alloc::string::ToString;

    fn worth(window: &str, edits: &[(Range<usize>, &str)], cost: Cost) -> bool {
        let edits: Vec<Edit> = edits.iter().map(|(range, text)| edit(range.clone(), text)).collect();
        is_worth(cost, 80, &edits, window)
    }

    #[test]
    fn what_repeats_counts_for_less() {
        let same = "Â® one Â® two Â®";
        let at: Vec<usize> = same.match_indices('Â').map(|(at, _)| at).collect();
        let edits: Vec<(Range<usize>, &str)> = at.iter().map(|&at| (at..at + "Â®".len(), "®")).collect();
        assert!(worth("Â®", &[(0..4, "®")], -20));
        assert!(!worth(same, &edits, -20) && worth(same, &edits, -400));
    }

    #[test]
    fn letters_are_parts_of_words() {
        let text = "cafÃ© thÃ©";
        let edits = [(3..7, "é"), (10..14, "é")];
        assert_eq!(edits.map(|(range, text_of)| piece(&edit(range, text_of), text)), ["fÃ© ", "hÃ©"]);
    }

    fn edit(range: Range<usize>, text: &str) -> Edit {
        let misreading = Misreading::new(Charset::Utf8, Charset::Windows1252);
        Edit { range, text: text.to_string(), misreading, fidelity: Fidelity::EXACT }
    }
}
