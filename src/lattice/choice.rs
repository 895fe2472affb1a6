//! The characters that lost bytes may have given, and what each pays wherever it is supposed.

use super::pattern::{Added, Losses, Lossy, Pattern, lead_of, next_leads};
use crate::{
    charset::{Charset, Pending, Tables},
    model::{self, Cost, Symbol},
    weights,
};
use alloc::vec::Vec;

/// The characters that a sequence may have been: for all paths at one place.
pub(super) struct List {
    lossy: Lossy,
    losses: Losses,
    pub(super) found: Vec<Choice>,
}

impl List {
    /// Lists them; `found` is a buffer.
    pub(super) fn new(lossy: Lossy, losses: Losses, mut found: Vec<Choice>) -> Self {
        found.clear();
        let elsewhere = |lead| losses.lead != 0 && !lossy.lacks_lead() && !next_leads(losses.lead).contains(&lead);
        // Most of them have the same first byte.
        let mut known = (0, false);
        lossy.characters(losses, |c, doubt| {
            let lead = lead_of(c);
            if lead != known.0 {
                known = (lead, elsewhere(lead));
            }
            found.push(Choice::new(c, doubt, known.1, losses));
        });
        Self { lossy, losses, found }
    }

    pub(super) fn is_of(&self, lossy: Lossy, losses: Losses) -> bool {
        self.lossy == lossy && self.losses == losses
    }
}

/// A character that a sequence may have been.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) symbol: Symbol,
    /// What it pays to the weights on any path.
    pub(super) charge: Cost,
    /// Is it general punctuation, or a quote, of which each is a matter of its own?
    pub(super) mark: bool,
    /// Is it a hanzi or a hangul syllable?
    pub(super) ideograph: bool,
}

impl Choice {
    /// A character that a sequence may have been, how doubtful that is, and whether it is of another script.
    fn new(c: char, doubt: Cost, strange: bool, losses: Losses) -> Self {
        let spacing = if c == '\u{A0}' && losses.only.is_none() { weights::lost::SPACE } else { 0 };
        let elsewhere = if strange { weights::lost::ELSEWHERE } else { 0 };
        Self {
            symbol: model::symbol(c),
            charge: doubt + spacing + rarity(c) + elsewhere,
            mark: is_punctuation(c) || matches!(c, '«' | '»'),
            ideograph: is_ideograph(c),
        }
    }
}

/// Calls `found` with each character that a sequence may have been which breaks off after these bytes, read as a charset of
/// one byte a character, and what it pays at least; `space` if a space follows, which may be a byte itself. Sequences of
/// four bytes are not among them.
pub(crate) fn completions(pending: Pending, charset: Charset, space: bool, mut found: impl FnMut(char, Cost)) {
    let mut offer = |lossy: Lossy, only| {
        let losses = Losses { charset, only, next: None, lead: 0, silent: true };
        lossy.characters(losses, |c, doubt| found(c, doubt + rarity(c)));
    };
    let mut pattern = Pattern::of(pending);
    match pattern.add_lost() {
        Added::Lossy(lossy) => {
            offer(lossy, None);
            let code = Tables::get().code(charset, '\u{A0}').filter(|_| space);
            let space = code.as_ref().and_then(|code| code.as_slice().first().copied());
            if let Some(byte) = space {
                offer(lossy, Some(byte));
            }
            // Or the last byte is there, and the one before it is not.
            if let Some(lossy) = lossy.with_middle_lost() {
                offer(lossy, None);
            }
        }
        Added::More => {
            if let Added::Lossy(lossy) = pattern.add_lost() {
                offer(lossy, None);
            }
        }
        Added::Reject | Added::Char(_) => {}
    }
}

/// What a character pays as a guess that text hardly has.
fn rarity(c: char) -> Cost {
    if is_rare(c) { weights::lost::RARITY } else { 0 }
}

/// Is a character one of the quotes and dashes that UTF-8 writes with the same two bytes in front?
pub(crate) fn is_punctuation(c: char) -> bool {
    ('\u{2010}'..='\u{203A}').contains(&c)
}

/// Is it in one of the planes of Unicode that have no characters of their own: 4 to 13, 15 and 16?
pub(crate) fn is_no_character(c: char) -> bool {
    matches!(c, '\u{40000}'..'\u{E0000}' | '\u{F0000}'..)
}

/// Is it one of the controls, spaces, marks and signs that text hardly has, though their sequences begin as those of
/// quotes and dashes do?
fn is_rare(c: char) -> bool {
    let ordinary = matches!(c, '\u{200C}' | '\u{200D}' | '‐'..='―' | '‘'..='„' | '†'..='•' | '…' | '‰' | '′' | '″' | '‹' | '›' | '€' | '™' | '→');
    ('\u{80}'..='\u{9F}').contains(&c) || ('\u{2000}'..'\u{2C00}').contains(&c) && !ordinary
}

/// Is it a hanzi or a hangul syllable? Of those, pairs say little that their frequency does not.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Step;

    /// What may come of these bytes where windows-1252 lost the rest.
    fn completed(bytes: &[u8], space: bool) -> String {
        let mut pending = Pending::default();
        assert!(bytes.iter().all(|&byte| pending.push(byte) == Step::More));
        let mut found = String::new();
        completions(pending, Charset::Windows1252, space, |c, _| found.push(c));
        found
    }

    #[test]
    fn sequences_that_break_off_lack_bytes_that_the_charset_loses() {
        // Windows-1252 has no characters for 81, 8D, 8F, 90 and 9D, U+00A0 at A0 and the soft hyphen at AD.
        assert_eq!(completed(&[0xC3], false), "ÁÍÏÐÝí");
        assert_eq!(completed(&[0xC3], true), "ÁÍÏÐÝíà");
        let quotes = completed(&[0xE2, 0x80], false);
        assert!(quotes.contains('”') && !quotes.contains('“'), "{quotes}");
        // E2 81 80, of which 81 is lost.
        assert!(quotes.contains('\u{2040}'));
        assert!(completed(&[0xE2], false).chars().all(is_rare));
        assert_eq!(completed(&[0xF0, 0x9F], false), "");
    }
}
