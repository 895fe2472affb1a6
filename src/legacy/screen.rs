//! The screen: which pairs of charsets are worth reading a line with.
//!
//! A glance at some bytes tells most pairs apart: under a wrong one they become rare letters, signs, or letters
//! of the wrong case. So each byte of each single-byte charset has a number that says how usual its character is
//! among letters of its script, and a pair is as good as the sum over the bytes of the most suspect words.

use super::{
    gains,
    transcode::{self, Encoded},
    weights,
    words::Word,
};
use crate::lazy::Lazy;
use crate::{
    charset::{Charset, Pending, Step, Tables},
    model::{self, Cost, Languages, Symbol},
    pairs,
};
use alloc::{vec, vec::Vec};

/// Characters beyond ASCII that are looked at.
const GLANCE: usize = 24;
/// Charsets that have none of so many characters are not tried.
const FIRST: usize = 4;
/// How much less the first characters may cost for the languages around, at most: a letter that is rare anywhere stands in
/// every word of one.
const OF_LANGUAGES: Cost = 400;
/// Pairs that are worth a line's reading, stored in a single-byte charset and in another: few characters are none
/// there. More of them change hardly any choice.
const PASSED: usize = 14;
const PASSED_MULTI: usize = 10;
/// What a character of a multi-byte charset is taken to cost, and kana among them: what the usual ones do.
const IDEOGRAPH: Cost = 60;
const KANA: Cost = 35;

/// Charsets of Latin script have fewer letters of others.
const NATIVES: usize = 20;

/// What a character costs that the decoder in question cannot have given.
const LACKING: Cost = 200;

/// A pair of charsets and how much rarer it is than the commonest.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) stored: Charset,
    pub(super) read: Charset,
    pub(super) prior: Cost,
    /// Its number among those of single-byte charsets.
    pub(super) number: Option<usize>,
}

/// The pairs by the charset that text was read as.
fn pairs_by_reader() -> &'static [Vec<Pair>] {
    static PAIRS: Lazy<Vec<Vec<Pair>>> = Lazy::new(|| {
        let mut by_reader: Vec<Vec<Pair>> = Vec::new();
        for (stored, read, prior) in pairs::all() {
            let number = gains::singles().iter().position(|&pair| pair == (stored, read));
            let pair = Pair { stored, read, prior, number };
            match by_reader.iter_mut().find(|list| list[0].read == read) {
                Some(list) => list.push(pair),
                None => by_reader.push(vec![pair]),
            }
        }
        by_reader
    });
    &PAIRS
}

/// The charsets that are stored and read as `read`, with what speaks against each.
pub(super) fn stored_for(read: Charset) -> impl Iterator<Item = (Charset, Cost)> {
    let list = pairs_by_reader().iter().find(|list| list[0].read == read);
    list.into_iter().flatten().map(|pair| (pair.stored, pair.prior))
}

/// The pairs that could pay, those of one reader together.
pub(super) fn paying(could_pay: impl Fn(Pair) -> bool) -> Vec<Pair> {
    pairs_by_reader().iter().flatten().copied().filter(|&pair| could_pay(pair)).collect()
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
    let seen = foreign(&glance);
    let first = &seen[..seen.len().min(FIRST)];
    let standing = seen.iter().map(|seen| seen.symbol.c).fold(0, fingerprint);
    let whole = words.iter().map(|word| word.tally.runs.foreign as usize).sum::<usize>() <= GLANCE;
    let standing_cost = as_it_stands(&seen);
    let standing_more = seen.iter().map(|seen| languages.cost(seen.symbol.c)).sum::<Cost>();
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
        let sums = single.then(|| sums(&seen, read));
        let mut filled = false;
        for &pair in list {
            let most = standing_cost + screen_slack(pair.stored).0;
            let seen_as = if let (Some(sums), Some(row)) = (&sums, usual().get(pair.stored.index())) {
                let cost = Cost::from(sums[pair.stored.index()]);
                let print = (cost <= most - pair.prior + OF_LANGUAGES).then(|| print(&seen, read, row, languages));
                let of_script = |native: bool| native || !scripts()[pair.stored.index()];
                print
                    .filter(|print| of_script(print.native))
                    .map(|print| (cost + print.more - standing_more, print.fingerprint))
            } else if least > most - pair.prior {
                None
            } else if single {
                let bytes = units.iter().map(|unit| unit.byte(read).map(|byte| [byte; 2]));
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

/// Where a character stands, as far as that says how unusual it is.
#[derive(Clone, Copy)]
enum Place {
    /// Among its like.
    Inside,
    /// Beside a plain letter.
    Plain,
    /// Between a space and another, or a plain sign.
    Alone,
}

/// How many places there are.
const PLACES: usize = 3;

impl Place {
    fn between(before: char, after: char) -> Self {
        match [before, after] {
            sides if sides.iter().any(char::is_ascii_alphabetic) => Self::Plain,
            [' ', after] if after.is_ascii() => Self::Alone,
            _ => Self::Inside,
        }
    }
}

/// A character beyond ASCII of the words that are looked at.
struct Seen {
    symbol: Symbol,
    /// The character before it.
    before: char,
    place: Place,
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
                let place = Place::between(before, chars.peek().copied().unwrap_or(' '));
                found.push(Seen { symbol: model::symbol(c), before, place, bytes: Tables::get().single_bytes(c) });
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
            unusualness(seen.symbol)[seen.place as usize]
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

/// How unusual the first characters are, read as a charset of one byte a character, in each such charset that they may
/// have been stored in; [`NO_TEXT`] where they are no text.
fn sums(seen: &[Seen], read: Charset) -> [i16; Charset::SINGLE_COUNT] {
    let columns = columns();
    let mut sums = [0_i16; Charset::SINGLE_COUNT];
    for seen in seen {
        let column = &columns[usize::from(seen.bytes[read.index()])][seen.place as usize];
        for (sum, &cost) in sums.iter_mut().zip(column) {
            *sum = sum.saturating_add(cost);
        }
    }
    sums
}

/// The first characters, read as a charset of one byte a character and stored in another.
struct Print {
    fingerprint: u64,
    /// How much more they cost in the languages around.
    more: Cost,
    /// Is there a letter of another script than Latin?
    native: bool,
}

fn print(seen: &[Seen], read: Charset, row: &Row, languages: &Languages) -> Print {
    let character = |seen: &Seen| match seen.bytes[read.index()] {
        0 => char::REPLACEMENT_CHARACTER,
        byte => row[usize::from(byte)].map_or(char::REPLACEMENT_CHARACTER, |(c, _)| c),
    };
    let mut all = Print { fingerprint: 0, more: 0, native: false };
    for c in seen.iter().map(character) {
        all.fingerprint = fingerprint(all.fingerprint, c);
        all.more += languages.cost(c);
        all.native |= is_native(c);
    }
    all
}

/// Is it a letter of another script than Latin, or a mark on one?
fn is_native(c: char) -> bool {
    ('\u{370}'..'\u{1E00}').contains(&c)
}

/// Which charsets of one byte a character are of another script than Latin: what was stored there has letters of it.
fn scripts() -> &'static [bool] {
    static SCRIPTS: Lazy<Vec<bool>> = Lazy::new(|| {
        let natives = |row: &Row| row.iter().flatten().filter(|(c, _)| is_native(*c)).count();
        usual().iter().map(|row| natives(row) >= NATIVES).collect()
    });
    &SCRIPTS
}

/// Adds a character to a number that tells texts apart.
fn fingerprint(print: u64, c: char) -> u64 {
    (print ^ u64::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
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

/// The first characters of the words that are looked at.
fn units(glance: &[&Word]) -> Vec<Unit> {
    let unit = |c: char| match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => Unit::Plain(byte),
        _ => Unit::Foreign(Tables::get().single_bytes(c)),
    };
    glance.iter().flat_map(|word| word.text.chars()).take(2 * GLANCE).map(unit).collect()
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

/// How unusual each byte's character is in a single-byte charset; none if it has no character.
type Row = [Option<(char, [Cost; PLACES])>; 256];

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

/// What bytes cost that are no text: with others they still cost this.
const NO_TEXT: i16 = i16::MAX;

/// How unusual each byte is in each charset of one byte a character, after usual letters of its script and after plain
/// letters: what the [rows](usual) say, by byte. Zero stands for what a charset lacks.
fn columns() -> &'static [[[i16; Charset::SINGLE_COUNT]; PLACES]] {
    static COLUMNS: Lazy<Vec<[[i16; Charset::SINGLE_COUNT]; PLACES]>> = Lazy::new(|| {
        let cost = |byte: usize, place: usize, charset: usize| match (byte, usual()[charset][byte]) {
            (0, _) => i16::try_from(LACKING).unwrap_or(NO_TEXT),
            (_, None) => NO_TEXT,
            (_, Some((_, costs))) => i16::try_from(costs[place]).unwrap_or(NO_TEXT),
        };
        let column = |byte| core::array::from_fn(|place| core::array::from_fn(|charset| cost(byte, place, charset)));
        (0..=usize::from(u8::MAX)).map(column).collect()
    });
    &COLUMNS
}

/// What a character costs after some usual letters of its script, and after plain letters.
fn unusualness(symbol: Symbol) -> [Cost; PLACES] {
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
