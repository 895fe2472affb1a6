//! The table of the scan: what each character does to a UTF-8 sequence, in all charsets at once.
//!
//! It is built page by page, each at its first use: most texts have characters of a few. Characters of a page whose
//! bytes are of the same kinds in all charsets share a row.

use crate::charset::{Charset, CharsetMask, MAX_BYTES, Pending, Step, Tables};
use crate::lazy::Once;
use alloc::{collections::BTreeMap, vec::Vec};

/// Code points in a page.
const PAGE: usize = 256;
/// Pages up to the last one in which a charset other than GB18030 has characters.
const PAGES: usize = 0x300;
/// How many bytes a UTF-8 sequence may still need: 0 to 3.
pub(super) const NEEDS: usize = 4;

/// What a character does to the UTF-8 sequence before it, for all charsets at once.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// `next[n][m]`: the charsets in which a sequence that needed `n` bytes needs `m` after the character.
    pub(super) next: [[CharsetMask; NEEDS]; NEEDS],
    /// `done[n]`: the charsets in which the character completes a sequence that needed `n` bytes.
    pub(super) done: [CharsetMask; NEEDS],
    /// The charsets of one byte a character in which it is the first byte of quotes and dashes.
    pub(super) quote: CharsetMask,
}

/// The row of a character.
pub(super) fn row(c: char) -> &'static Row {
    static TABLE: [Once<Page>; PAGES] = [const { Once::new() }; PAGES];
    static NONE: Row = Row::none();
    let number = c as usize / PAGE;
    TABLE.get(number).map_or(&NONE, |page| page.get_or_init(|| Page::build(number)).row(c))
}

/// The rows of the characters of a page.
struct Page {
    /// The number of each character's row; none if all have the same.
    cells: Vec<u16>,
    rows: Vec<Row>,
}

impl Page {
    fn build(number: usize) -> Self {
        let tables = Tables::get();
        let mut page = Self { cells: Vec::with_capacity(PAGE), rows: Vec::new() };
        let mut known: BTreeMap<u64, u16> = BTreeMap::new();
        let mut moves = KnownMoves::default();
        // Neighbours mostly have the same row.
        let mut last = None;
        for code in number * PAGE..(number + 1) * PAGE {
            let c = char::from_u32(code as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
            let kinds = kinds(tables, c);
            let cell = match last {
                Some((other, cell)) if other == kinds => cell,
                _ => *known.entry(kinds).or_insert_with(|| {
                    page.rows.push(Row::of(tables, c, &mut moves));
                    (page.rows.len() - 1) as u16
                }),
            };
            last = Some((kinds, cell));
            page.cells.push(cell);
        }
        if page.rows.len() == 1 {
            page.cells = Vec::new();
        }
        page
    }

    fn row(&self, c: char) -> &Row {
        &self.rows[self.cells.get(c as usize % PAGE).map_or(0, |&cell| usize::from(cell))]
    }
}

/// A number that two characters share if their bytes are of the same kinds in all charsets: then they share a row.
fn kinds(tables: &Tables, c: char) -> u64 {
    let mut kinds = 0_u64;
    let mut add = |number: u8| kinds = (kinds ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
    for (charset, &byte) in tables.single_bytes(c).iter().enumerate().filter(|(_, byte)| **byte != 0) {
        add(charset as u8);
        add(kind(byte));
    }
    for charset in Charset::MULTI {
        for code in tables.codes(charset, c) {
            add(charset.index() as u8);
            code.as_slice().iter().for_each(|&byte| add(kind(byte)));
        }
    }
    kinds
}

/// What each byte can be in UTF-8.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = kind_of(byte as u8);
        byte += 1;
    }
    kinds
};

fn kind(byte: u8) -> u8 {
    KINDS[usize::from(byte)]
}

/// What a byte can be in UTF-8, as far as that decides what may come before and after it; apart from the
/// numbers of charsets.
const fn kind_of(byte: u8) -> u8 {
    match byte {
        0..=0x7F => 0xE0,
        0x80 => 0xE1,
        0x81..=0x8F => 0xE2,
        0x90..=0x9F => 0xE3,
        0xA0..=0xAF => 0xE4,
        0xB0..=0xBF => 0xE5,
        0xC0 => 0xE6,
        0xC2..=0xDF => 0xE7,
        0xE0 => 0xE8,
        0xED => 0xE9,
        0xE2 => 0xEF,
        0xE1..=0xEF => 0xEA,
        0xF0 => 0xEB,
        0xF1..=0xF3 => 0xEC,
        0xF4 => 0xED,
        _ => 0xEE,
    }
}

/// What a code does to the UTF-8 sequence before it.
#[derive(Clone, Copy, Default)]
struct Moves {
    /// `next[n]`: how many bytes a sequence that needed `n` needs after the code; none if they do not fit.
    next: [Option<u8>; NEEDS],
    /// `done[n]`: does the code complete it?
    done: [bool; NEEDS],
}

impl Moves {
    /// Follows `code` from each state; the first byte of a pending sequence stands for all that are as long.
    fn of(code: &[u8]) -> Self {
        const LEADS: [&[u8]; NEEDS] = [&[], &[0xC2], &[0xE1], &[0xF1]];
        let mut moves = Self::default();
        for (need, lead) in LEADS.iter().enumerate() {
            let mut pending = Pending::default();
            let mut done = false;
            let fits = lead.iter().all(|&byte| pending.push(byte) == Step::More)
                && code.iter().all(|&byte| match relaxed(pending, byte) {
                    (_, Step::Reject) => false,
                    (after, step) => {
                        done |= step != Step::More;
                        pending = after;
                        true
                    }
                });
            if fits {
                moves.next[need] = Some(needed(pending) as u8);
                moves.done[need] = done;
            }
        }
        moves
    }
}

/// The moves of codes by the kinds of their bytes.
#[derive(Default)]
struct KnownMoves(BTreeMap<[u8; MAX_BYTES], Moves>);

impl KnownMoves {
    fn of(&mut self, code: &[u8]) -> Moves {
        let mut key = [0; MAX_BYTES];
        for (to, &byte) in key.iter_mut().zip(code) {
            *to = kind(byte);
        }
        *self.0.entry(key).or_insert_with(|| Moves::of(code))
    }
}

impl Row {
    const fn none() -> Self {
        Self { next: [[0; NEEDS]; NEEDS], done: [0; NEEDS], quote: 0 }
    }

    fn of(tables: &Tables, c: char, moves: &mut KnownMoves) -> Self {
        let mut row = Self::none();
        for (charset, &byte) in tables.single_bytes(c).iter().enumerate().filter(|(_, byte)| **byte != 0) {
            row.quote |= CharsetMask::from(byte == 0xE2) << charset;
            row.add(1 << charset, moves.of(&[byte]));
        }
        for charset in Charset::MULTI {
            for code in tables.codes(charset, c) {
                row.add(1 << charset.index(), moves.of(code.as_slice()));
            }
        }
        row
    }

    fn add(&mut self, charset: CharsetMask, moves: Moves) {
        for need in 0..NEEDS {
            if let Some(next) = moves.next[need] {
                self.next[need][usize::from(next)] |= charset;
                self.done[need] |= if moves.done[need] { charset } else { 0 };
            }
        }
    }
}

/// Adds a byte as [`Pending::push`] does, but takes any second byte: the scan does not know the first.
fn relaxed(pending: Pending, byte: u8) -> (Pending, Step) {
    let mut after = pending;
    let step = after.push(byte);
    if step == Step::Reject && (0x80..0xC0).contains(&byte) && !pending.is_empty() {
        let mut after = pending;
        let step = after.push(0x90);
        return (after, step);
    }
    (after, step)
}

/// How many bytes the pending sequence lacks.
fn needed(pending: Pending) -> usize {
    let mut need = 0;
    let mut pending = pending;
    while !pending.is_empty() {
        need += 1;
        // After E0 no byte below A0 may stand, after F4 none above 8F.
        let fits = |byte: &&u8| pending.clone().push(**byte) != Step::Reject;
        let Some(&byte) = [0x90, 0xA0, 0x80].iter().find(fits) else { break };
        if pending.push(byte) != Step::More {
            break;
        }
    }
    need.min(NEEDS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_the_same_kinds_have_the_same_row() {
        let tables = Tables::get();
        for c in tables.characters() {
            let (found, own) = (row(c), Row::of(tables, c, &mut KnownMoves::default()));
            assert!(found.next == own.next && found.done == own.done && found.quote == own.quote, "{c}");
        }
    }
}
