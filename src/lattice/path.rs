//! Paths through the lattice: what they have restored, what can still happen to them, and which of them live on.

use super::{Candidate, Context, Quotes, pattern::Pattern, place};
use crate::{
    model::{self, Cost, EDGE, Symbol},
    weights,
};
use alloc::vec::Vec;

/// No node.
pub(super) const ROOT: u32 = u32::MAX;

/// A path up to some character.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the path")]
#[derive(Clone, Copy)]
pub(super) struct Path {
    pub(super) cost: Cost,
    /// The part of the cost that is for misreadings.
    pub(super) penalty: Cost,
    /// Was the path ever inside the misreading?
    pub(super) entered: bool,
    /// Is it inside now?
    pub(super) inside: bool,
    pub(super) pattern: Pattern,
    /// The last characters of the reading.
    pub(super) before: Symbol,
    pub(super) last: Symbol,
    pub(super) node: u32,
    /// Where in the window the pending bytes begin.
    pub(super) start: u32,
    /// The first byte of the last character that was restored, 0 before the first.
    pub(super) lead: u8,
    /// Has nothing shown yet that the misreading happened, and was nothing paid for that?
    pub(super) bare: bool,
    /// What the restored characters cost the model, and how many there are.
    pub(super) restored_cost: Cost,
    pub(super) restored: Cost,
    /// Did it suppose lost bytes?
    pub(super) inferred: bool,
    /// Is a pending byte one for which a plain space stands?
    pub(super) spaced: bool,
    /// How many exact characters the misreading has to show for what nothing can restore.
    pub(super) proof: i8,
    /// The marks that a decoder left in place of lost bytes, a bit each.
    pub(super) losses: u8,
    /// What stands before a character of the general punctuation that was supposed, until what stands after
    /// it is known.
    pub(super) left: Option<char>,
    /// The quotes that are open.
    pub(super) quotes: Quotes,
}

impl Path {
    /// The path before the first character of a window.
    pub(super) fn before_all(context: Context<'_>) -> Self {
        let mut earlier = context.head.chars().rev().chain([EDGE; 2]).map(model::symbol);
        let last = earlier.next().unwrap_or_else(|| model::symbol(EDGE));
        Self {
            cost: 0,
            penalty: 0,
            entered: false,
            inside: false,
            pattern: Pattern::default(),
            before: earlier.next().unwrap_or(last),
            last,
            node: ROOT,
            start: 0,
            lead: 0,
            bare: true,
            restored_cost: 0,
            restored: 0,
            inferred: false,
            spaced: false,
            proof: 0,
            losses: 0,
            left: None,
            quotes: context.quotes,
        }
    }

    /// The path with a cost that is not for characters.
    pub(super) fn charged(self, cost: Cost) -> Self {
        Self { cost: self.cost + cost, penalty: self.penalty + cost, ..self }
    }

    /// The path inside the misreading, where it begins something at `at` if nothing pends.
    pub(super) fn into_misreading(self, candidate: &Candidate, at: usize) -> Self {
        let entry = match (self.inside, self.entered) {
            (true, _) => 0,
            (false, true) => weights::RETURN,
            (false, false) => candidate.entry,
        };
        let bare = self.bare && !candidate.proved;
        let start = if self.pattern.is_empty() { at as u32 } else { self.start };
        Self { inside: true, entered: true, bare, start, ..self.charged(entry) }
    }

    /// Where bytes are supposed, almost anything can be read into symbols: the outcome has to look like text.
    pub(super) fn is_plausible(&self) -> bool {
        !self.inferred
            || self.restored_cost <= weights::lost::PLAUSIBLE * self.restored + weights::lost::PLAUSIBLE_SLACK
            || self.restored >= weights::lost::MANY
                && self.restored_cost <= weights::lost::PLAUSIBLE_OF_MANY * self.restored
    }

    /// Goes on to the next character of the reading; `extra` is what its language makes it cost more.
    pub(super) fn advance(&mut self, next: Symbol, extra: Cost) {
        self.cost += model::cost_after(self.before, self.last, next) + extra;
        if let Some(left) = self.left.take() {
            *self = self.charged(place::place_cost(left, self.last, next.c));
        }
        self.quotes = self.quotes.after(next.c);
        self.before = self.last;
        self.last = next;
    }
}

/// Adds a path, unless one that can go on in the same ways is as cheap.
pub(super) fn offer(paths: &mut Vec<Path>, path: Path) {
    let rival = paths.iter_mut().find(|other| {
        other.inside == path.inside
            && other.entered == path.entered
            && other.pattern == path.pattern
            && other.last.c == path.last.c
            && other.before.c == path.before.c
            && other.quotes == path.quotes
    });
    match rival {
        Some(rival) if rival.cost <= path.cost => {}
        Some(rival) => *rival = path,
        None => paths.push(path),
    }
}

/// Drops the paths that cannot make up for what they cost more than the best, and the dearest of too many.
pub(super) fn prune(paths: &mut Vec<Path>, most: usize) {
    let limit = paths.iter().map(|path| path.cost).min().unwrap_or(0) + weights::BEAM;
    // A path with nothing pending always lives: any sequence may turn out not to be one.
    let whole = least_whole(paths).unwrap_or(Cost::MAX);
    paths.retain(|path| path.cost <= limit || path.pattern.is_empty() && path.cost == whole);
    if paths.len() > most {
        paths.select_nth_unstable_by_key(most, |path| (!(path.pattern.is_empty() && path.cost == whole), path.cost));
        paths.truncate(most);
    }
}

/// What the cheapest path costs in which nothing pends.
fn least_whole(paths: &[Path]) -> Option<Cost> {
    paths.iter().filter(|path| path.pattern.is_empty()).map(|path| path.cost).min()
}

/// What so many paths cost at most, and by how much one may be dearer than the cheapest.
pub(super) fn limit(paths: &[Path], most: usize, costs: &mut Vec<Cost>) -> Cost {
    let Some(whole) = least_whole(paths) else { return Cost::MAX };
    costs.clear();
    costs.extend(paths.iter().map(|path| path.cost));
    let beam = costs.iter().min().map_or(Cost::MAX, |least| least + weights::BEAM);
    let last = if costs.len() < most { Cost::MAX } else { *costs.select_nth_unstable(most - 1).1 };
    beam.min(last).max(whole)
}
