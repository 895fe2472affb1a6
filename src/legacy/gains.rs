//! What words gain under each misreading of one single-byte charset as another, under all of them at once.
//!
//! All pairs of such charsets make of a character only a few others. So a word is read under all pairs together: those
//! that gave the same characters so far share one sum, and are dropped where that exceeds what the word costs as it
//! stands. Nearly all words of good text are done after a character or two.

use super::{
    runs::{Piece, Runs, pieces},
    weights,
    words::Word,
};
use crate::{
    charset::{Charset, Pending, Step, Tables},
    lazy::{Lazy, Once},
    model::{self, Cost, Languages, Symbol},
    pairs,
};
use alloc::{boxed::Box, vec, vec::Vec};

/// Lines with more characters beyond ASCII are not read so: where much is misread, hardly a pair is dropped.
const MOST: u32 = 64;
/// Code points in a page of outcomes, and pages: no such charset has any beyond U+FFFF.
const PAGE: usize = 4;
const PAGES: usize = 0x1_0000 / PAGE;
/// The number of a pair under which a character can be nothing.
const NOTHING: u8 = u8::MAX;

/// The pairs of single-byte charsets by their numbers: the order is that of [`pairs::all`].
pub(super) fn singles() -> &'static [(Charset, Charset)] {
    static SINGLES: Lazy<Vec<(Charset, Charset)>> = Lazy::new(|| {
        let single = |charset: Charset| charset.multi_index().is_none();
        let pairs = pairs::all().map(|(stored, read, _)| (stored, read));
        pairs.filter(|&(stored, read)| single(stored) && single(read)).collect()
    });
    &SINGLES
}

/// What the pairs make of a character.
struct Outcomes {
    /// The character itself, for pairs that cannot have given it, then what it may have been.
    symbols: Box<[Symbol]>,
    /// The number of the symbol under each pair.
    of: Box<[u8]>,
    /// The pairs in order of that number.
    order: Box<[u8]>,
}

impl Outcomes {
    /// None if no charset of one byte a character has it.
    fn build(c: char) -> Option<Self> {
        let tables = Tables::get();
        let bytes = tables.single_bytes(c);
        if bytes.iter().all(|&byte| byte == 0) {
            return None;
        }
        let mut symbols = vec![model::symbol(c)];
        let mut outcome = |&(stored, read): &(Charset, Charset)| {
            let byte = bytes[read.index()];
            if byte == 0 {
                return 0;
            }
            let Step::Char(stored) = tables.push(stored, &mut Pending::default(), byte) else { return NOTHING };
            let known = symbols.iter().skip(1).position(|symbol| symbol.c == stored).map(|at| at + 1);
            let number = known.unwrap_or_else(|| {
                symbols.push(model::symbol(stored));
                symbols.len() - 1
            });
            u8::try_from(number).unwrap_or(NOTHING)
        };
        let of: Box<[u8]> = singles().iter().map(&mut outcome).collect();
        let order = by_number(&of);
        Some(Self { symbols: symbols.into(), of, order })
    }

    /// What the pairs make of a character; none if no charset of one byte a character has it.
    fn get(c: char) -> Option<&'static Self> {
        /// None if there are none in the page.
        type Page = Option<Box<[Option<Outcomes>]>>;
        static TABLE: [Once<Page>; PAGES] = [const { Once::new() }; PAGES];
        let code = c as usize;
        let build = || {
            let first = code - code % PAGE;
            let outcomes = (first..first + PAGE).map(|code| char::from_u32(code as u32).and_then(Self::build));
            let outcomes: Box<[Option<Self>]> = outcomes.collect();
            outcomes.iter().any(Option::is_some).then_some(outcomes)
        };
        TABLE.get(code / PAGE)?.get_or_init(build).as_ref()?.get(code % PAGE)?.as_ref()
    }
}

/// The places of some numbers in order of these, of the same number in their own order: there are so few that they are
/// counted.
fn by_number(numbers: &[u8]) -> Box<[u8]> {
    let mut next = [0; 256];
    for &number in numbers {
        next[usize::from(number)] += 1;
    }
    let mut start = 0;
    for count in &mut next {
        start += core::mem::replace(count, start);
    }
    let mut order = vec![0; numbers.len()];
    for (at, &number) in (0..=u8::MAX).zip(numbers) {
        order[next[usize::from(number)]] = at;
        next[usize::from(number)] += 1;
    }
    order.into()
}

/// Pairs that made the same of a word so far.
#[derive(Clone, Copy)]
struct Node {
    runs: Runs,
    /// Is it still the word as it stands?
    same: bool,
    /// The pairs, in the order they are in.
    first: usize,
    last: usize,
}

/// Words of which pairs make more different things are not read to the end: hardly any of good text is.
const MOST_NODES: usize = 64;

/// All that the pairs made of a word so far; of a fixed size, so that a glance at good text allocates nothing.
struct Front {
    nodes: [Node; MOST_NODES],
    count: usize,
    order: [u8; NOTHING as usize],
    ordered: usize,
}

impl Front {
    fn new() -> Self {
        let node = Node { runs: Runs::new(), same: true, first: 0, last: 0 };
        Self { nodes: [node; MOST_NODES], count: 0, order: [0; NOTHING as usize], ordered: 0 }
    }

    fn nodes(&self) -> &[Node] {
        &self.nodes[..self.count]
    }

    /// The numbers of a node's pairs.
    fn pairs(&self, node: &Node) -> &[u8] {
        &self.order[node.first..node.last]
    }

    fn clear(&mut self) {
        (self.count, self.ordered) = (0, 0);
    }

    /// Adds a node; none if there is no room.
    fn push(&mut self, runs: Runs, same: bool, pairs: &[u8]) -> Option<()> {
        let first = self.ordered;
        self.ordered += pairs.len();
        self.order.get_mut(first..self.ordered)?.copy_from_slice(pairs);
        *self.nodes.get_mut(self.count)? = Node { runs, same, first, last: self.ordered };
        self.count += 1;
        Some(())
    }

    /// Passes over plain characters that count nothing, the last two of which are these.
    fn pass(&mut self, last: [char; 2]) {
        self.nodes[..self.count].iter_mut().for_each(|node| node.runs.pass(last));
    }

    /// Adds the same character to all nodes and drops those that cost too much.
    fn push_to_all(&mut self, next: Symbol, extra: Cost, most: Cost, languages: &Languages) {
        let mut kept = 0;
        for at in 0..self.count {
            let mut node = self.nodes[at];
            node.runs.push(next, languages);
            node.runs.cost += extra;
            if node.runs.cost < most {
                self.nodes[kept] = node;
                kept += 1;
            }
        }
        self.count = kept;
    }
}

/// What the words of a line gain under each pair.
pub(crate) struct Gains {
    by_pair: Vec<Cost>,
    /// The one that is read, and the other, for what comes next.
    fronts: [Front; 2],
    now: usize,
}

impl Default for Gains {
    fn default() -> Self {
        Self { by_pair: Vec::new(), fronts: [Front::new(), Front::new()], now: 0 }
    }
}

impl Gains {
    /// The most that the odd words of a line gain under each pair of [`singles`], in their order; none if there is too much
    /// to be read so.
    pub(super) fn of(&mut self, words: &[Word], languages: &Languages) -> Option<&[Cost]> {
        let odd = || words.iter().filter(|word| word.potential > 0);
        if odd().map(|word| word.tally.runs.foreign).sum::<u32>() > MOST {
            return None;
        }
        self.by_pair.clear();
        self.by_pair.resize(singles().len(), 0);
        for word in odd() {
            let most = word.tally.runs.cost;
            self.read(word, most, languages)?;
            let front = &self.fronts[self.now];
            for node in front.nodes().iter().filter(|node| !node.same) {
                for &pair in front.pairs(node) {
                    self.by_pair[usize::from(pair)] += (most - node.runs.cost) >> word.shift;
                }
            }
        }
        Some(&self.by_pair)
    }

    /// The most that a word gains under any pair; less than nothing if all of them make it worse, by no more than `room`. None
    /// if there is too much of it to be read so.
    pub(super) fn best(&mut self, word: &Word, room: Cost, languages: &Languages) -> Option<Cost> {
        if word.tally.runs.foreign > MOST {
            return None;
        }
        let most = word.tally.runs.cost;
        self.read(word, most + room, languages)?;
        let others = self.fronts[self.now].nodes().iter().filter(|node| !node.same);
        Some(others.map(|node| most - node.runs.cost).max().unwrap_or(-room))
    }

    /// Reads a word under all pairs; those are left under which it costs less than `most`.
    fn read(&mut self, word: &Word, most: Cost, languages: &Languages) -> Option<()> {
        self.fronts[self.now].clear();
        let all: [u8; NOTHING as usize] = core::array::from_fn(|pair| pair as u8);
        let mut runs = Runs::new();
        runs.first = word.tally.runs.first;
        self.fronts[self.now].push(runs, true, &all[..singles().len()])?;
        for piece in pieces(word.text) {
            let c = match piece {
                Piece::Char(c) => c,
                Piece::Plain(last) => {
                    self.fronts[self.now].pass(last);
                    continue;
                }
            };
            let outcomes = if c.is_ascii() { None } else { Outcomes::get(c) };
            if let Some(outcomes) = outcomes {
                self.branch(outcomes, most, languages)?;
            } else {
                let lacking = if c.is_ascii() { 0 } else { weights::IMPOSSIBLE };
                self.fronts[self.now].push_to_all(model::symbol(c), lacking, most, languages);
            }
        }
        Some(())
    }

    /// Parts the nodes by what their pairs make of the next character.
    fn branch(&mut self, outcomes: &Outcomes, most: Cost, languages: &Languages) -> Option<()> {
        let [front, next] = &mut self.fronts;
        let (front, next) = if self.now == 0 { (front, next) } else { (next, front) };
        next.clear();
        for at in 0..front.count {
            let Node { runs, same, first, last } = front.nodes[at];
            let pairs = &mut front.order[first..last];
            let whole = pairs.len() == outcomes.order.len();
            if !whole {
                pairs.sort_unstable_by_key(|&pair| outcomes.of[usize::from(pair)]);
            }
            let pairs = if whole { &outcomes.order } else { &*pairs };
            for pairs in pairs.chunk_by(|&a, &b| outcomes.of[usize::from(a)] == outcomes.of[usize::from(b)]) {
                let number = outcomes.of[usize::from(pairs[0])];
                let Some(&symbol) = outcomes.symbols.get(usize::from(number)) else { continue };
                let mut runs = runs;
                runs.push(symbol, languages);
                if number == 0 {
                    runs.cost += weights::IMPOSSIBLE;
                }
                if runs.cost < most {
                    next.push(runs, same && symbol.c == outcomes.symbols[0].c, pairs)?;
                }
            }
        }
        self.now = 1 - self.now;
        Some(())
    }
}

/// The most that one word gains, as [`Gains::best`] says: not inlined, as what that takes is large, and most words are
/// remembered.
#[inline(never)]
pub(super) fn best(word: &Word, room: Cost, languages: &Languages) -> Option<Cost> {
    Gains::default().best(word, room, languages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legacy::{reading, transcode::Encoded, words};

    #[test]
    fn places_are_in_order_of_their_numbers() {
        let numbers: Vec<u8> = (0..200_u8).map(|at| at.wrapping_mul(37) % 11).chain([NOTHING, 0]).collect();
        let mut sorted: Vec<u8> = (0..=u8::MAX).take(numbers.len()).collect();
        sorted.sort_by_key(|&at| numbers[usize::from(at)]);
        assert_eq!(*by_number(&numbers), *sorted);
    }

    #[test]
    fn pairs_have_numbers_of_a_byte() {
        assert!(singles().len() < usize::from(NOTHING));
    }

    #[test]
    fn gains_are_those_of_each_pair_by_itself() {
        for line in ["la cuestiün", "cafÈ olÈ", "Ïðèâåò", "piŕ forte", "Straße über", "дом", "лПЯЙБЮ", "«ça»", "ù là"]
        {
            let languages = Languages::default();
            let (words, _) = words::words(line, &languages, -1).unwrap();
            let mut gains = Gains::default();
            let gains = gains.of(&words, &languages).unwrap();
            for (&(stored, read), &gain) in singles().iter().zip(gains) {
                let mut encoded = Encoded::default();
                encoded.fill(&words, read);
                let most = reading::most_gained(&words, &encoded, stored, &languages);
                // What is odd once it is decoded pays more there.
                let odder = Cost::try_from(words.len()).unwrap() * weights::ODDER;
                assert!((most..=most + odder).contains(&gain), "{line} {stored} {read} {gain} {most}");
            }
        }
    }
}
