//! The screen: which pairs of charsets are worth reading a line with.
//!
//! A glance at some bytes tells most pairs apart: under a wrong one they become rare letters, signs, or letters
//! of the wrong case. So each byte of each single-byte charset has a number that says how usual its character is
//! among letters of its script, and a pair is as good as the sum over the bytes of the most suspect words.

use super::{
    gains,
    seen::{Bytes, GLANCE, IDEOGRAPH, Seen, fingerprint, foreign, least_as_multi},
    transcode::{self, Encoded},
    usual::{LACKING, PLACES, Place, usual},
    weights,
    words::Word,
};
use crate::{
    charset::{Charset, CharsetMask, Pending, Step, Tables},
    lazy::Lazy,
    model::{Cost, Languages, Symbol},
    pairs,
};
use alloc::vec::Vec;

/// Charsets that have none of so many characters are not tried.
const FIRST: usize = 4;
/// Pairs that are worth a line's reading, stored in a single-byte charset and in another: few characters are none
/// there. More of them change hardly any choice.
const PASSED: usize = 14;
const PASSED_MULTI: usize = 10;
/// What kana are taken to cost: what the usual ones do.
const KANA: Cost = 35;

/// A pair of charsets and how much rarer it is than the commonest.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) stored: Charset,
    pub(crate) read: Charset,
    pub(crate) prior: Cost,
    /// Its number among those of single-byte charsets.
    pub(super) number: Option<usize>,
}

/// All pairs, those of one reader together.
fn pairs() -> &'static [Pair] {
    static PAIRS: Lazy<Vec<Pair>> = Lazy::new(|| {
        let mut readers: Vec<Charset> = Vec::new();
        let mut found: Vec<(usize, Pair)> = Vec::new();
        for (stored, read, prior) in pairs::all() {
            let number = gains::singles().iter().position(|&pair| pair == (stored, read));
            let reader = readers.iter().position(|&reader| reader == read).unwrap_or_else(|| {
                readers.push(read);
                readers.len() - 1
            });
            found.push((reader, Pair { stored, read, prior, number }));
        }
        found.sort_by_key(|(reader, _)| *reader);
        found.into_iter().map(|(_, pair)| pair).collect()
    });
    &PAIRS
}

/// What may be read as one charset.
pub(crate) struct Reader {
    pub(crate) read: Charset,
    pub(crate) stored: CharsetMask,
    pub(crate) pairs: &'static [Pair],
}

/// The same as [`pairs`], by what they were read as.
pub(crate) fn readers() -> &'static [Reader] {
    static READERS: Lazy<Vec<Reader>> = Lazy::new(|| {
        let reader = |pairs: &'static [Pair]| {
            let stored = pairs.iter().fold(0, |stored, pair| stored | 1 << pair.stored.index());
            Reader { read: pairs[0].read, stored, pairs }
        };
        pairs().chunk_by(|one, other| one.read == other.read).map(reader).collect()
    });
    &READERS
}

/// The charsets that are stored and read as `read`, with what speaks against each.
pub(super) fn stored_for(read: Charset) -> impl Iterator<Item = (Charset, Cost)> {
    pairs().iter().filter(move |pair| pair.read == read).map(|pair| (pair.stored, pair.prior))
}

/// The pairs that could pay, those of one reader together.
pub(super) fn paying(could_pay: impl Fn(Pair) -> bool) -> Vec<Pair> {
    pairs().iter().copied().filter(|&pair| could_pay(pair)).collect()
}

/// The pairs that pass for a line, of those that could pay, those of one reader together.
pub(super) fn passed(words: &[Word], languages: &Languages, encoded: &mut Encoded, paying: &[Pair]) -> Vec<Pair> {
    if paying.is_empty() {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|&word| -words[word].potential);
    let mut count = 0;
    let glance: Vec<&Word> = order
        .iter()
        .map(|&word| &words[word])
        .take_while(|word| {
            let more = count < GLANCE;
            count += word.tally.runs.foreign as usize;
            more
        })
        .collect();
    let seen = foreign(&glance, languages);
    let first = &seen[..seen.len().min(FIRST)];
    let standing = seen.iter().map(|seen| seen.symbol.c).fold(0, fingerprint);
    let whole = words.iter().map(|word| word.tally.runs.foreign as usize).sum::<usize>() <= GLANCE;
    let standing_cost = seen.iter().map(Seen::as_it_stands).sum::<Cost>();
    let least_as_multi = least_as_multi(&seen);
    let units = units(&glance);
    let mut found: Vec<(Cost, Pair, u64)> = Vec::new();
    for list in paying.chunk_by(|one, other| one.read == other.read) {
        let read = list[0].read;
        let single = read.multi_index().is_none();
        let has = |seen: &Seen| {
            if single {
                seen.bytes[read.index()] != 0
            } else {
                // What is read as more bytes a character is no text of Latin letters with accents.
                !is_latin(seen.symbol) && Tables::get().code(read, seen.symbol.c).is_some()
            }
        };
        if !first.iter().any(has) {
            continue;
        }
        let least = if single { least_as_multi } else { 0 };
        let bytes = single.then(|| Bytes::of(&seen, read));
        let mut filled = false;
        for &pair in list {
            let most = standing_cost + screen_slack(pair.stored).0;
            if bytes.as_ref().is_some_and(|bytes| !bytes.are_of(pair.stored)) {
                continue;
            }
            let in_single = bytes.as_ref().filter(|_| pair.stored.multi_index().is_none());
            let seen_as = if let Some(bytes) = in_single {
                bytes.stored_as(pair.stored, most - pair.prior, languages)
            } else if least > most - pair.prior {
                None
            } else if let Some(bytes) = &bytes {
                let units = units.iter().filter(|(word, _)| !bytes.leaves(*word));
                let bytes = units.map(|(_, unit)| unit.byte(read).map(|byte| [byte; 2]));
                look_as_multi(bytes, pair.stored, most - pair.prior)
            } else {
                if !filled {
                    filled = true;
                    encoded.begin(read);
                    // No more is looked at, but for what follows that.
                    let (mut units, mut foreign) = (0, 0);
                    let mut is_enough = |unit: u32| {
                        units += 1;
                        foreign += usize::from(unit >= 0x80);
                        units > 2 * GLANCE && foreign > GLANCE
                    };
                    for word in &glance {
                        encoded.push_until(word, &mut is_enough);
                    }
                }
                look(encoded, pair.stored, most - pair.prior)
            };
            let Some((cost, print)) = seen_as else { continue };
            let cost = cost + pair.prior;
            // What begins as the same may go on differently.
            let goes_on =
                |other: &Pair| !whole && [other, &pair].iter().all(|pair| pair.stored.multi_index().is_some());
            match found.iter_mut().find(|(_, other, known)| *known == print && !goes_on(other)) {
                _ if print == standing || cost > most => {}
                Some(same) if same.0 <= cost => {}
                Some(same) => *same = (cost, pair, print),
                None => found.push((cost, pair, print)),
            }
        }
    }
    found.sort_by_key(|(cost, ..)| *cost);
    let mut rooms = [(PASSED, None), (PASSED_MULTI, None)];
    found.retain(|(cost, pair, _)| {
        let (room, best) = &mut rooms[usize::from(pair.stored.multi_index().is_some())];
        let most = *best.get_or_insert(*cost) + screen_slack(pair.stored).1;
        let passes = *room > 0 && *cost <= most;
        *room -= usize::from(passes);
        passes
    });
    // Those of one reader together, as words are encoded for each; the best reader first.
    let mut readers: Vec<Charset> = Vec::new();
    for (_, pair, _) in &found {
        if !readers.contains(&pair.read) {
            readers.push(pair.read);
        }
    }
    found.sort_by_key(|(_, pair, _)| readers.iter().position(|&read| read == pair.read));
    found.into_iter().map(|(_, pair, _)| pair).collect()
}

/// How much more than the line as it stands, and than the best pair of their kind, pairs may cost that were stored in
/// a charset.
fn screen_slack(stored: Charset) -> (Cost, Cost) {
    match stored.multi_index() {
        None => (weights::SCREEN_SLACK, weights::SCREEN_RANGE),
        Some(_) => (weights::SCREEN_SLACK_OF_MULTI, weights::SCREEN_RANGE_OF_MULTI),
    }
}

fn is_latin(symbol: Symbol) -> bool {
    symbol.c < '\u{250}' && symbol.is_letter()
}

/// A character of the words that are looked at.
enum Unit {
    Plain(u8),
    /// Its bytes in the charsets of one byte a character, 0 where they lack it.
    Foreign(&'static [u8; Charset::SINGLE_COUNT]),
}

impl Unit {
    /// Its byte in a charset of one byte a character, if it has one there.
    fn byte(&self, read: Charset) -> Option<u8> {
        match self {
            Self::Plain(byte) => Some(*byte),
            Self::Foreign(bytes) => Some(bytes[read.index()]).filter(|&byte| byte != 0),
        }
    }
}

/// The first characters of the words that are looked at, with the number of each's word.
fn units(glance: &[&Word]) -> Vec<(usize, Unit)> {
    let unit = |c: char| match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => Unit::Plain(byte),
        _ => Unit::Foreign(Tables::get().single_bytes(c)),
    };
    let words = glance.iter().enumerate();
    words.flat_map(|(word, text)| text.text.chars().map(move |c| (word, unit(c)))).take(2 * GLANCE).collect()
}

/// How unusual the first characters are as text stored in `stored`, and their fingerprint; none if they are no
/// text there, or cost more than `most`.
fn look(encoded: &Encoded, stored: Charset, most: Cost) -> Option<(Cost, u64)> {
    let units = encoded.units();
    let Some(row) = usual().get(stored.index()) else {
        return look_as_multi(units.iter().take(2 * GLANCE).map(|&unit| transcode::bytes(unit)), stored, most);
    };
    let (mut cost, mut print) = (0, 0);
    // Words stand side by side here, without the spaces.
    let side = |at: Option<usize>| match at.and_then(|at| units.get(at)) {
        Some(&unit) if unit < 0x80 => char::from(unit as u8),
        _ => char::REPLACEMENT_CHARACTER,
    };
    let multi = encoded.is_multi_byte();
    let foreign = units.iter().enumerate().filter(|(_, unit)| **unit >= 0x80);
    for (at, &unit) in foreign.take(GLANCE) {
        let (c, costs) = match transcode::byte(unit) {
            Some(byte) => row[usize::from(byte)]?,
            None => (char::REPLACEMENT_CHARACTER, [LACKING; PLACES]),
        };
        cost += costs[Place::between(side(at.checked_sub(1)), side(Some(at + 1))) as usize];
        print = fingerprint(print, c);
        // The second byte of a character may be a plain letter, another in each charset.
        if let Some(&next) = units.get(at + 1).filter(|&&next| multi && next < 0x80) {
            print = fingerprint(print, char::from(next as u8));
        }
    }
    (cost <= most).then_some((cost, print))
}

/// The same for the first bytes, and a charset of more bytes a character. Bytes that may be others come with those.
fn look_as_multi(bytes: impl Iterator<Item = Option<[u8; 2]>>, stored: Charset, most: Cost) -> Option<(Cost, u64)> {
    let (mut cost, mut print) = (0, 0);
    let tables = Tables::get();
    let mut pending = Pending::default();
    // What pends if the others count, since the last byte with another.
    let mut otherwise = None;
    let mut apart = false;
    for bytes in bytes {
        let Some([byte, other]) = bytes else {
            cost += LACKING;
            continue;
        };
        // Such bytes come in pairs.
        apart = !apart && other != byte;
        if apart {
            otherwise = Some(pending);
        }
        let second = otherwise.as_mut().map(|otherwise| tables.push(stored, otherwise, other));
        otherwise = otherwise.filter(|_| !matches!(second, Some(Step::Reject)));
        let mut step = tables.push(stored, &mut pending, byte);
        if let (Step::Reject, Some(pends), Some(second)) = (&step, otherwise, second) {
            (step, pending, otherwise) = (second, pends, None);
        }
        match step {
            Step::Reject => return None,
            Step::Char(c) if !c.is_ascii() => {
                cost += if ('\u{3041}'..'\u{3100}').contains(&c) { KANA } else { IDEOGRAPH };
                print = fingerprint(print, c);
            }
            Step::More | Step::Char(_) => {}
        }
        if cost > most {
            return None;
        }
    }
    Some((cost, print))
}
