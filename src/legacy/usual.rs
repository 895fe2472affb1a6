//! How usual characters are where they stand, in each charset of one byte a character.

use super::runs::FIRST_IDEOGRAPH;
use crate::{
    charset::{Charset, Pending, Step, Tables},
    lazy::Lazy,
    letter::{is_letter, is_of_another_alphabet},
    model::{self, Cost, Symbol},
};
use alloc::vec::Vec;

/// Charsets of Latin script have fewer letters of others.
const NATIVES: usize = 20;

/// What a character costs that the decoder in question cannot have given.
pub(super) const LACKING: Cost = 200;

/// Where a character stands, as far as that says how unusual it is.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Among its like.
    Inside,
    /// Beside a plain letter.
    Plain,
    /// Between a space and another, or a plain sign.
    Alone,
}

/// How many places there are.
pub(super) const PLACES: usize = 3;

impl Place {
    pub(super) fn between(before: char, after: char) -> Self {
        match [before, after] {
            sides if sides.iter().any(char::is_ascii_alphabetic) => Self::Plain,
            [' ', after] if after.is_ascii() => Self::Alone,
            _ => Self::Inside,
        }
    }
}

/// How unusual each byte's character is in a single-byte charset; none if it has no character.
pub(super) type Row = [Option<(char, [Cost; PLACES])>; 256];

/// The rows of the single-byte charsets.
pub(super) fn usual() -> &'static [Row] {
    static ROWS: Lazy<Vec<Row>> = Lazy::new(|| {
        let row = |&charset: &Charset| {
            core::array::from_fn(|byte| match Tables::get().push(charset, &mut Pending::default(), byte as u8) {
                Step::Char(c) => Some((c, unusualness(model::symbol(c)))),
                Step::Reject | Step::More => None,
            })
        };
        Charset::ALL[..Charset::SINGLE_COUNT].iter().map(row).collect()
    });
    &ROWS
}

/// What bytes cost that are no text: with others they still cost this.
const NO_TEXT: i16 = i16::MAX;

/// A number for each charset of one byte a character, by [`Charset::index`], and some more, as eight are added at once.
pub(crate) type Sums = [i16; LANES];
pub(super) const LANES: usize = Charset::SINGLE_COUNT.next_multiple_of(8);

/// How unusual each byte is in each charset of one byte a character, after usual letters of its script and after plain
/// letters: what the [rows](usual) say, by byte. Zero stands for what a charset lacks. At last the same among its like, where
/// capitals are as usual as small letters are.
pub(super) fn columns() -> &'static [[Sums; PLACES + 1]] {
    static COLUMNS: Lazy<Vec<[Sums; PLACES + 1]>> = Lazy::new(|| {
        let cost = |byte: usize, place: usize, charset: usize| match (byte, usual().get(charset).map(|row| row[byte])) {
            (0, _) => i16::try_from(LACKING).unwrap_or(NO_TEXT),
            (_, None | Some(None)) => NO_TEXT,
            (_, Some(Some((_, costs)))) if place < PLACES => i16::try_from(costs[place]).unwrap_or(NO_TEXT),
            (_, Some(Some((c, costs)))) => {
                let [small, ..] = unusualness(model::symbol(c.to_lowercase().next().unwrap_or(c)));
                i16::try_from(costs[Place::Inside as usize].min(small)).unwrap_or(NO_TEXT)
            }
        };
        let column = |byte| core::array::from_fn(|place| core::array::from_fn(|charset| cost(byte, place, charset)));
        (0..=usize::from(u8::MAX)).map(column).collect()
    });
    &COLUMNS
}

/// How unusual bytes beyond ASCII are among their like in each charset of one byte a character, in capitals or not, added up; the
/// most that there is where they are no text.
pub(crate) fn unusual(bytes: &[u8]) -> Sums {
    let columns = columns();
    let mut sums: Sums = [0; LANES];
    for &byte in bytes.iter().filter(|byte| !byte.is_ascii()) {
        let column = &columns[usize::from(byte)][PLACES];
        sums.iter_mut().zip(column).for_each(|(sum, &cost)| *sum = sum.saturating_add(cost));
    }
    sums
}

/// What a character costs after some usual letters of its script, and after plain letters.
pub(super) fn unusualness(symbol: Symbol) -> [Cost; PLACES] {
    const PLAIN: &str = "eanr";
    let company = match symbol.c {
        '\u{370}'..='\u{3FF}' => "αοτι",
        '\u{400}'..='\u{52F}' => "оаен",
        '\u{590}'..='\u{5FF}' => "יוהל",
        '\u{600}'..='\u{6FF}' => "الين",
        '\u{E00}'..='\u{E7F}' => "านรก",
        _ => PLAIN,
    };
    let after = |company: &str| company.chars().map(|c| model::cost(model::symbol(c), symbol)).sum::<Cost>() / 4;
    [after(company), after(PLAIN), model::pair_cost(' ', symbol.c)]
}

/// Which charsets of one byte a character are of another script than Latin: what was stored there has letters of it.
fn scripts() -> &'static [bool] {
    static SCRIPTS: Lazy<Vec<bool>> = Lazy::new(|| {
        let natives = |row: &Row| row.iter().flatten().filter(|(c, _)| is_of_another_alphabet(*c)).count();
        usual().iter().map(|row| natives(row) >= NATIVES).collect()
    });
    &SCRIPTS
}

/// Is a charset of one byte a character, and has letters of another script than Latin?
pub(super) fn is_of_another_script(charset: Charset) -> bool {
    scripts().get(charset.index()) == Some(&true)
}

/// Does a letter tell that its word was not read as a charset that lacks it, which is of `another` script than Latin or is
/// not? One with an accent may be a mistake amid those that a charset of Latin script has.
pub(super) fn tells(c: char, another: bool) -> bool {
    is_of_another_alphabet(c) || c >= FIRST_IDEOGRAPH || another && is_letter(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets_are_of_a_script() {
        for charset in [Charset::Windows1251, Charset::Ibm866, Charset::Windows1253, Charset::Windows1256] {
            assert!(is_of_another_script(charset), "{charset}");
        }
        for charset in [Charset::Windows1252, Charset::Ibm437, Charset::Windows1250, Charset::Gb18030] {
            assert!(!is_of_another_script(charset), "{charset}");
        }
    }

    #[test]
    fn letters_with_accents_may_be_mistakes() {
        assert!(tells('ж', false) && tells('語', false) && !tells('ř', false));
        assert!(tells('ж', true) && tells('ř', true) && !tells('…', true));
    }
}
