//! Whether letters with accents are at home in a text, told at a glance.
//!
//! To know how likely a text is in each language takes all its plain letters. But most have only letters that one language
//! needs, and that it is this one is clear from the first few words: then no letter is out of place.

use super::{
    Cost,
    joint::{NEEDED, USED},
    language::{ACCENTED, LANGUAGES, cell, letter_cost, lower},
    letter_pairs::Sums,
};
use crate::{ascii::next_non_ascii, lazy::Once, letter::is_letter};

/// By how much less the plain letters have to cost a language than any that has no need of the letters with accents.
const LEAD: Cost = 40;
/// Bytes that are looked at at a time, and how many times.
const PART: usize = 96;
const PARTS: usize = 2;

/// What a letter costs at most in the only language that has it, and at least in all others.
const OWN: u8 = 100;
const OTHERS: u8 = 120;

/// Are the letters beyond ASCII of a text all such as the language needs that its first plain letters point to? If it has
/// letters of one language alone, all that are used there are at home.
pub(crate) fn is_at_home(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut letters, mut at) = (Letter::default(), 0);
    while let Some(foreign) = next_non_ascii(bytes, at).filter(|_| letters.users != 0) {
        let c = text[foreign..].chars().next().unwrap_or_default();
        letters = letters.and(Letter::of(c));
        at = foreign + c.len_utf8();
    }
    let needed = if letters.only.is_power_of_two() { letters.users & letters.only } else { letters.needing };
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

/// What languages make of a letter, or of all letters of a text, with a bit for each language.
#[derive(Clone, Copy)]
struct Letter {
    /// Those that need it.
    needing: u64,
    /// Those that use it, be it seldom.
    users: u64,
    /// The one that has it, if no other does.
    only: u64,
}

/// Of no letter.
impl Default for Letter {
    fn default() -> Self {
        Self { needing: u64::MAX, users: u64::MAX, only: 0 }
    }
}

impl Letter {
    fn of(c: char) -> Self {
        static LETTERS: [Once<Letter>; ACCENTED] = [const { Once::new() }; ACCENTED];
        match cell(c) {
            _ if !is_letter(c) => Self::default(),
            None => Self { needing: 0, users: 0, only: 0 },
            Some(cell) => *LETTERS[cell].get_or_init(|| {
                let small = lower(cell);
                let those = |most| {
                    let have = |language: &usize| letter_cost(*language, small) <= most;
                    (0..LANGUAGES).filter(have).fold(0, |all, language| all | 1 << language)
                };
                let owner: u64 = those(OWN);
                let only = if owner.is_power_of_two() && those(OTHERS) == owner { owner } else { 0 };
                Self { needing: those(NEEDED), users: those(USED) | only, only }
            }),
        }
    }

    fn and(self, other: Self) -> Self {
        Self { needing: self.needing & other.needing, users: self.users & other.users, only: self.only | other.only }
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
            "Chiều nay trời mưa to nên chúng tôi phải ở nhà và chơi cờ với ông nội",
        ];
        for text in at_home {
            assert!(is_at_home(text), "{text}");
        }
        let elsewhere = [
            "vettä",
            "Lapset leikkivńt koulun pihalla silloin kun ei satanut vettä",
            "Dzieci z tej szko³y bawi¹ siê na podwórku, kiedy nie pada deszcz",
            "Die Straße zum Bahnhof ist wegen der Bauarbeiten fűr eine Woche gesperrt",
            "Chiều nay trời mưa to nên chúng tôi phải ở nhà và chơi cờ với ông ñội",
            "Die Straße Невский is one of the long ones in the city",
        ];
        for text in elsewhere {
            assert!(!is_at_home(text), "{text}");
        }
    }
}
