//! What text looks like: the cost of a character after another, from counts over real text.
//!
//! The model knows nothing of encodings. It is a table of five parts, made by the workspace command
//! `cargo run --release -p ungarble-train` and committed as `data/ungarble.model`:
//!
//! 1. for every code point, a *class* (script and kind: small Cyrillic letter, closing quote, box
//!    drawing …) and the cost of the character within its class;
//! 2. for every pair of classes, the cost of the second class after the first;
//! 3. for the pairs of characters that a class says too little about, their own cost;
//! 4. for quotes, dashes and other general punctuation, the cost among their like between what stands on
//!    both sides.
//!
//! 5. what tells languages in Latin script apart; see [`language`].
//!
//! A *cost* is a negative natural logarithm of a probability, in units of 1/[`UNITS_PER_NAT`].

mod language;

pub(crate) use language::Languages;

/// Units of cost in a nat.
pub(crate) const UNITS_PER_NAT: f32 = 10.0;

/// A cost or a difference of costs, in units of 1/[`UNITS_PER_NAT`] nats.
pub(crate) type Cost = i32;

/// The stand-in for the start and the end of a line.
pub(crate) const EDGE: char = '\n';

static DATA: &[u8] = include_bytes!("../../data/ungarble.model");

/// Bytes of the text line at the start of the file, padded with spaces.
const HEADER: usize = 128;
/// Code points share one entry in the page table by this many.
const PAGE: usize = 64;
/// Pages: all code points.
const PAGES: usize = 0x11_0000 / PAGE;
/// Classes of characters.
const CLASSES: usize = 96;
/// Slots in the table of pairs.
const SLOTS: usize = 100_400;
/// How many slots past its own a pair may be found in.
const PROBES: usize = 16;

/// Kinds of characters beside punctuation.
const SIDES: usize = 6;
/// The general punctuation that UTF-8 writes E2 80 and a byte.
const BLOCK: std::ops::Range<u32> = 0x2010..0x2040;

const PAGE_INDEX: usize = HEADER;
const CLASS_PAIRS: usize = PAGE_INDEX + 2 * PAGES;
const PAIR_TAGS: usize = CLASS_PAIRS + CLASSES * CLASSES;
const PAIR_COSTS: usize = PAIR_TAGS + 2 * SLOTS;
const PAGE_DATA: usize = PAIR_COSTS + SLOTS;

/// A character with its class looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Symbol {
    pub(crate) c: char,
    class: u8,
    cost: u8,
}

impl Symbol {
    /// Is it a letter, or a mark on one?
    pub(crate) fn is_letter(self) -> bool {
        matches!(self.class, 9 | 10 | 37..=39 | 41..) && !matches!(self.c, '・' | '･')
    }
}

/// Looks a character up.
pub(crate) fn symbol(c: char) -> Symbol {
    let code = c as usize;
    let page = usize::from(u16_at(PAGE_INDEX + 2 * (code / PAGE)));
    let at = PAGE_DATA + 2 * (page * PAGE + code % PAGE);
    Symbol { c, class: DATA[at], cost: DATA[at + 1] }
}

/// The cost of `next` after `previous`.
pub(crate) fn cost(previous: Symbol, next: Symbol) -> Cost {
    let hash = pair_hash(previous.c, next.c);
    let tag = (hash >> 48) as u16 | 1;
    let start = home_slot(hash);
    for slot in start..start + PROBES {
        match u16_at(PAIR_TAGS + 2 * slot) {
            0 => break,
            found if found == tag => return Cost::from(DATA[PAIR_COSTS + slot]),
            _ => {}
        }
    }
    let classes = CLASS_PAIRS + usize::from(previous.class) * CLASSES + usize::from(next.class);
    Cost::from(DATA[classes]) + Cost::from(next.cost)
}

/// A place for a hash among the slots from which `PROBES` more can be tried.
fn home_slot(hash: u64) -> usize {
    ((hash & 0xFFFF_FFFF) as usize * (SLOTS - PROBES)) >> 32
}

/// The cost of a text between `before` and `after`, in the languages around it.
pub(crate) fn text_cost(before: char, text: &str, after: char, languages: &Languages) -> Cost {
    let mut previous = symbol(before);
    let mut total = 0;
    for c in text.chars().chain([after]) {
        let next = symbol(c);
        total += cost(previous, next) + languages.cost(c);
        previous = next;
    }
    total
}

/// The cost of a character of the general punctuation among the others of its block (U+2010 to U+203F),
/// between what stands left and right of it; none for other characters.
pub(crate) fn punctuation_cost(left: char, c: char, right: char) -> Cost {
    let Some(at) = u32::from(c).checked_sub(BLOCK.start).filter(|&at| at < BLOCK.end - BLOCK.start) else { return 0 };
    let row = side(left) * SIDES + side(right);
    let table = DATA.len() - SIDES * SIDES * BLOCK.len();
    Cost::from(DATA[table + row * BLOCK.len() + at as usize])
}

/// The kind of a character beside punctuation.
fn side(c: char) -> usize {
    match c {
        '\n' => 0,
        c if c.is_whitespace() => 1,
        c if c.is_alphabetic() => 2,
        c if c.is_numeric() => 3,
        '(' | '[' | '{' | '<' | '"' | '\'' | '“' | '‘' | '«' | '„' => 4,
        _ => 5,
    }
}

fn u16_at(at: usize) -> u16 {
    u16::from_le_bytes([DATA[at], DATA[at + 1]])
}

fn pair_hash(previous: char, next: char) -> u64 {
    let key = u64::from(u32::from(previous)) << 32 | u64::from(u32::from(next));
    let mixed = (key ^ key >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}
