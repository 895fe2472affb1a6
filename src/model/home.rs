//! Whether letters with accents are at home in a text, told at a glance.
//!
//! To know how likely a text is in each language takes all its plain letters. But most have only letters that one language
//! needs, and that it is this one is clear from the first few words: then no letter is out of place.

use super::{
    Cost,
    joint::NEEDED,
    language::{ACCENTED, LANGUAGES, cell, letter_cost, lower},
    letter_pairs::Sums,
};
use crate::{ascii::next_non_ascii, lazy::Once, letter::is_letter};

/// By how much less the plain letters have to cost a language than any that has no need of the letters with accents.
const LEAD: Cost = 40;
/// Bytes that are looked at at a time, and how many times.
const PART: usize = 96;
const PARTS: usize = 2;

/// Are the letters beyond ASCII of a text all such as the language needs that its first plain letters point to?
pub(crate) fn is_at_home(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut needed, mut at) = (u64::MAX, 0);
    while let Some(foreign) = next_non_ascii(bytes, at).filter(|_| needed != 0) {
        let c = text[foreign..].chars().next().unwrap_or_default();
        needed &= needing(c);
        at = foreign + c.len_utf8();
    }
    let mut lead = 0;
    for part in bytes.chunks(PART).take(if needed == 0 { 0 } else { PARTS }) {
        let mut best = [Cost::MAX; 2];
        for (language, &cost) in Sums::of(part).costs.iter().enumerate() {
            let best = &mut best[(needed >> language & 1) as usize];
            *best = cost.min(*best);
        }
        lead += best[0].saturating_sub(best[1]);
        if !(0..LEAD).contains(&lead) {
            break;
        }
    }
    lead >= LEAD
}

/// The languages that need a letter, with a bit for each.
fn needing(c: char) -> u64 {
    static NEEDING: [Once<u64>; ACCENTED] = [const { Once::new() }; ACCENTED];
    match cell(c) {
        _ if !is_letter(c) => u64::MAX,
        None => 0,
        Some(cell) => *NEEDING[cell].get_or_init(|| {
            let needs = |language: &usize| letter_cost(*language, lower(cell)) <= NEEDED;
            (0..LANGUAGES).filter(needs).fold(0, |all, language| all | 1 << language)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_at_home_in_their_language() {
        let at_home = [
            "Lapset leikkivät koulun pihalla silloin kun ei satanut vettä",
            "Dzieci z tej szkoły bawią się na podwórku, kiedy nie pada deszcz",
            "Die Straße zum Bahnhof ist wegen der Bauarbeiten für eine Woche gesperrt",
        ];
        for text in at_home {
            assert!(is_at_home(text), "{text}");
        }
        let elsewhere = [
            "vettä",
            "Lapset leikkivńt koulun pihalla silloin kun ei satanut vettä",
            "Dzieci z tej szko³y bawi¹ siê na podwórku, kiedy nie pada deszcz",
            "Die Straße zum Bahnhof ist wegen der Bauarbeiten fűr eine Woche gesperrt",
            "Die Straße Невский is one of the long ones in the city",
        ];
        for text in elsewhere {
            assert!(!is_at_home(text), "{text}");
        }
    }
}
