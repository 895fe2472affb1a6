//! The screen: which pairs of charsets are worth reading a line with.
//!
//! A glance at some bytes tells most pairs apart: under a wrong one they become rare letters, signs, or letters
//! of the wrong case. So each byte of each single-byte charset has a number that says how usual its character is
//! among letters of its script, and a pair is as good as the sum over the bytes of the most suspect words.

use super::{
    transcode::{self, Encoded},
    weights,
    words::Word,
};
use crate::lazy::Lazy;
use crate::{
    charset::{Charset, Pending, Step, Tables},
    model::{self, Cost, Symbol},
    pairs,
};
use alloc::{vec, vec::Vec};

/// Characters beyond ASCII that are looked at.
const GLANCE: usize = 24;
/// Charsets that have none of so many characters are not tried.
const FIRST: usize = 4;
/// Pairs that are worth a line's reading, stored in a single-byte charset and in another: few characters are none
/// there. More of them change hardly any choice.
const PASSED: usize = 14;
const PASSED_MULTI: usize = 10;
/// What a character of a multi-byte charset is taken to cost: what the usual ones do.
const IDEOGRAPH: Cost = 60;

/// What a character costs that the decoder in question cannot have given.
const LACKING: Cost = 200;

/// A pair of charsets and how much rarer it is than the commonest.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) stored: Charset,
    pub(super) read: Charset,
    pub(super) prior: Cost,
}

/// The pairs by the charset that text was read as.
fn pairs_by_reader() -> &'static [Vec<Pair>] {
    static PAIRS: Lazy<Vec<Vec<Pair>>> = Lazy::new(|| {
        let mut by_reader: Vec<Vec<Pair>> = Vec::new();
        for (stored, read, prior) in pairs::all() {
            let pair = Pair { stored, read, prior };
            match by_reader.iter_mut().find(|list| list[0].read == read) {
                Some(list) => list.push(pair),
                None => by_reader.push(vec![pair]),
            }
        }
        by_reader
    });
    &PAIRS
}

/// The pairs that pass for a line, those of one reader together.
pub(super) fn passed(words: &[Word], encoded: &mut Encoded) -> Vec<Pair> {
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|&word| -words[word].potential);
    let mut count = 0;
    let glance: Vec<&Word> = order
        .iter()
        .map(|&word| &words[word])
        .take_while(|word| {
            let more = count < GLANCE;
            count += word.tally.foreign as usize;
            more
        })
        .collect();
    let seen = foreign(&glance);
    let first = &seen[..seen.len().min(FIRST)];
    let standing = seen.iter().map(|seen| seen.symbol.c).fold(0, fingerprint);
    let standing_cost = as_it_stands(&seen);
    let mut found: Vec<(Cost, Pair, u64)> = Vec::new();
    for list in pairs_by_reader() {
        let read = list[0].read;
        let single = read.multi_index().is_none();
        let has = |seen: &Seen| {
            if single { seen.bytes[read.index()] != 0 } else { Tables::get().code(read, seen.symbol.c).is_some() }
        };
        if !first.iter().any(has) {
            continue;
        }
        let mut filled = false;
        let least = if single { least_as_multi(&seen) } else { 0 };
        for &pair in list {
            let most = standing_cost + screen_slack(pair.stored).0;
            if pair.stored.multi_index().is_some() && least > most - pair.prior {
                continue;
            }
            let row = usual().get(pair.stored.index()).filter(|_| single);
            let found_here = if let Some(row) = row {
                look_at_bytes(&seen, read, row, most - pair.prior)
            } else {
                if !filled {
                    filled = true;
                    encoded.begin(read);
                    for word in &glance {
                        encoded.push(word);
                    }
                }
                look(encoded, pair.stored)
            };
            let Some((cost, print)) = found_here else { continue };
            let cost = cost + pair.prior;
            match found.iter_mut().find(|(_, _, other)| *other == print) {
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

/// A character beyond ASCII of the words that are looked at.
struct Seen {
    symbol: Symbol,
    /// The character before it.
    before: char,
    /// Does it stand beside a plain letter?
    plain: bool,
    /// Its bytes in the charsets of one byte a character, 0 where they lack it.
    bytes: &'static [u8; Charset::SINGLE_COUNT],
}

/// The first characters beyond ASCII.
fn foreign(glance: &[&Word]) -> Vec<Seen> {
    let mut found = Vec::with_capacity(GLANCE);
    for word in glance {
        let mut before = ' ';
        let mut chars = word.text.chars().peekable();
        while let Some(c) = chars.next() {
            if !c.is_ascii() && found.len() < GLANCE {
                let plain = before.is_ascii_alphabetic() || chars.peek().is_some_and(char::is_ascii_alphabetic);
                found.push(Seen { symbol: model::symbol(c), before, plain, bytes: Tables::get().single_bytes(c) });
            }
            before = c;
        }
    }
    found
}

/// How unusual the first characters are as they stand.
fn as_it_stands(seen: &[Seen]) -> Cost {
    let cost = |seen: &Seen| {
        let ideograph = ('\u{2E80}'..'\u{FF00}').contains(&seen.symbol.c);
        if ideograph {
            model::pair_cost(seen.before, seen.symbol.c)
        } else {
            unusualness(seen.symbol)[usize::from(seen.plain)]
        }
    };
    seen.iter().map(cost).sum()
}

/// The least that the first characters cost that were read as a charset of one byte a character, if they were stored in
/// one of more: two that stand together are one at best.
fn least_as_multi(seen: &[Seen]) -> Cost {
    let mut single = false;
    let alone = seen.iter().filter(|seen| {
        single = seen.before.is_ascii() || !single;
        single
    });
    alone.map(|_| IDEOGRAPH).sum()
}

/// How unusual the first characters are, read as a charset of one byte a character, with the costs of the bytes of
/// another, and their fingerprint; none if they are no text there, or cost more than `most`.
fn look_at_bytes(seen: &[Seen], read: Charset, row: &Row, most: Cost) -> Option<(Cost, u64)> {
    let (mut cost, mut print) = (0, 0);
    for seen in seen {
        let (c, costs) = match seen.bytes[read.index()] {
            0 => (char::REPLACEMENT_CHARACTER, [LACKING; 2]),
            byte => row[usize::from(byte)]?,
        };
        cost += costs[usize::from(seen.plain)];
        if cost > most {
            return None;
        }
        print = fingerprint(print, c);
    }
    Some((cost, print))
}

/// Adds a character to a number that tells texts apart.
fn fingerprint(print: u64, c: char) -> u64 {
    (print ^ u64::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
}

/// How unusual the first characters are as text stored in `stored`, and their fingerprint; none if they are no
/// text there.
fn look(encoded: &Encoded, stored: Charset) -> Option<(Cost, u64)> {
    let (mut cost, mut print) = (0, 0);
    let units = encoded.units();
    if let Some(row) = usual().get(stored.index()) {
        let plain = |at: usize| units.get(at).is_some_and(|&unit| unit < 0x80 && (unit as u8).is_ascii_alphabetic());
        let foreign = units.iter().enumerate().filter(|(_, unit)| **unit >= 0x80);
        for (at, &unit) in foreign.take(GLANCE) {
            let (c, costs) = match transcode::byte(unit) {
                Some(byte) => row[usize::from(byte)]?,
                None => (char::REPLACEMENT_CHARACTER, [LACKING; 2]),
            };
            cost += costs[usize::from(plain(at + 1) || at > 0 && plain(at - 1))];
            print = fingerprint(print, c);
        }
        return Some((cost, print));
    }
    let tables = Tables::get();
    let mut pending = Pending::default();
    for &unit in units.iter().take(2 * GLANCE) {
        let Some(byte) = transcode::byte(unit) else {
            cost += LACKING;
            continue;
        };
        match tables.push(stored, &mut pending, byte) {
            Step::Reject => return None,
            Step::Char(c) if !c.is_ascii() => {
                cost += IDEOGRAPH;
                print = fingerprint(print, c);
            }
            Step::More | Step::Char(_) => {}
        }
    }
    Some((cost, print))
}

/// How unusual each byte's character is in a single-byte charset; none if it has no character.
type Row = [Option<(char, [Cost; 2])>; 256];

/// The rows of the single-byte charsets.
fn usual() -> &'static [Row] {
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

/// What a character costs after some usual letters of its script, and after plain letters.
fn unusualness(symbol: Symbol) -> [Cost; 2] {
    const PLAIN: &str = "eanr";
    let company = match symbol.c {
        '\u{370}'..='\u{3FF}' => "αοτι",
        '\u{400}'..='\u{52F}' => "оаен",
        '\u{590}'..='\u{5FF}' => "יוהל",
        '\u{600}'..='\u{6FF}' => "الين",
        '\u{E00}'..='\u{E7F}' => "านรก",
        _ => PLAIN,
    };
    [company, PLAIN].map(|company| company.chars().map(|c| model::cost(model::symbol(c), symbol)).sum::<Cost>() / 4)
}
