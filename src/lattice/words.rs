//! Guessed letters in the light of the words that they are in.
//!
//! Paths that agree in their last two characters are one, so none knows the whole of a word. Once a window is read, the
//! letters that were guessed in it are chosen again, word by word: where some other letters, which the same bytes may have
//! been, make it one of the frequent words of a language, and that is likelier than a word like the one that was guessed.

use super::{
    Context, Lattice, Node, next_leads,
    pattern::{Losses, Lossy, lead_of},
};
use crate::{
    letter::is_letter,
    model::{self, Cost, EDGE, Vocabulary},
    weights::{self, lost},
};
use alloc::{string::String, vec, vec::Vec};
use core::ops::Range;

/// Longer words are not among the frequent ones.
const LONGEST: usize = 24;
/// How many letters are tried for each that was guessed, by how many were in the word; where there are more, all stay.
const RIVALS: [usize; 3] = [64, 12, 6];

/// What costs so much more by its runs than what was guessed has the number of a frequent word by chance.
const NO_WORD: Cost = 65;

/// What a character was guessed from: a sequence with lost bytes.
#[derive(Clone, Copy)]
pub(super) struct Supposed {
    pub(super) lossy: Lossy,
    pub(super) losses: Losses,
}

/// A character of the reading, and the number of its node if it was guessed.
type Letter = (char, Option<usize>);

/// The words of a reading.
struct Words<'l> {
    reading: Vec<Letter>,
    /// Its characters; the guessed ones as they are chosen.
    chars: Vec<char>,
    vocabulary: Vocabulary<'l>,
}

impl Lattice {
    /// Chooses the guessed letters of a reading again; `nodes` are those of its path, in order.
    pub(super) fn choose_by_words(&self, text: &str, context: Context<'_>, nodes: &mut [Node]) {
        if !nodes.iter().any(is_open) {
            return;
        }
        let reading = reading(text, context, nodes);
        let mut open: Vec<Range<usize>> = Vec::new();
        let chars = reading.iter().map(|letter| letter.0).collect();
        let mut words = Words { vocabulary: Vocabulary::new(&self.languages), reading, chars };
        let mut at = 0;
        for word in words.reading.chunk_by(|a, b| is_letter(a.0) == is_letter(b.0)) {
            let range = at..at + word.len();
            at = range.end;
            if !is_letter(word[0].0) || word.len() > LONGEST {
                continue;
            }
            if !word.iter().all(|letter| letter.1.is_some() || Vocabulary::may_have(letter.0)) {
                continue;
            }
            match word.iter().filter(|letter| letter.1.is_some()).count() {
                0 => words.vocabulary.add(&word.iter().map(|letter| letter.0).collect::<String>()),
                guesses if guesses <= RIVALS.len() => open.push(range),
                _ => {}
            }
        }
        for word in open {
            words.choose(word, nodes, |c| self.languages.cost(c));
        }
    }
}

impl Words<'_> {
    /// Chooses the guessed letters of a word, given what more a letter costs in the languages around.
    fn choose(&mut self, word: Range<usize>, nodes: &mut [Node], extra: impl Fn(char) -> Cost) {
        let open: Vec<usize> = word.clone().filter(|&at| self.reading[at].1.is_some()).collect();
        let choices: Vec<Vec<(char, Cost)>> = open
            .iter()
            .filter_map(|&at| {
                let mut found = choices(&nodes[self.reading[at].1?], &extra);
                let [before, last] = [2, 1].map(|back| model::symbol(before(&self.chars, at, back)));
                found.sort_by_cached_key(|&(c, doubt)| model::cost_after(before, last, model::symbol(c)) + doubt);
                found.truncate(RIVALS[open.len() - 1]);
                Some(found).filter(|found| !found.is_empty())
            })
            .collect();
        if choices.len() < open.len() {
            return;
        }
        let mut chosen: Vec<char> = open.iter().map(|&at| self.chars[at]).collect();
        let doubt = |(&c, choices): (&char, &Vec<(char, Cost)>)| {
            choices.iter().find(|choice| choice.0 == c).map_or(0, |choice| choice.1)
        };
        let doubts: Cost = chosen.iter().zip(&choices).map(doubt).sum();
        let runs = runs(&self.chars, word.clone());
        let most = runs + NO_WORD;
        let known = self.cost(word.clone(), most).map(|known| doubts + known.0);
        let mut best = None;
        let mut numbers = vec![0; open.len()];
        loop {
            let mut doubts_here = 0;
            for ((&at, choices), &number) in open.iter().zip(&choices).zip(&numbers) {
                self.chars[at] = choices[number].0;
                doubts_here += choices[number].1;
            }
            if let Some((cost, complete)) = self.cost(word.clone(), most) {
                let other = doubts + runs + unlisted_cost(word.len(), complete);
                let other = known.map_or(other, |known| known.min(other));
                if doubts_here + cost < best.unwrap_or(other) {
                    best = Some(doubts_here + cost);
                    chosen = open.iter().map(|&at| self.chars[at]).collect();
                }
            }
            let Some(place) = (0..numbers.len()).find(|&place| numbers[place] + 1 < choices[place].len()) else {
                break;
            };
            numbers[place] += 1;
            numbers[..place].fill(0);
        }
        for (at, c) in open.into_iter().zip(chosen) {
            self.chars[at] = c;
            if let Some(node) = self.reading[at].1 {
                nodes[node].c = c;
            }
        }
    }

    /// What a word costs as one of the frequent ones, and whether all words of its language are known; none if it costs more
    /// than the most by its runs.
    fn cost(&self, word: Range<usize>, most: Cost) -> Option<(Cost, bool)> {
        let runs = runs_within(&self.chars, word.clone(), most)?;
        let spelled: String = self.chars[word].iter().collect();
        self.vocabulary.cost(&spelled, runs)
    }
}

/// What a word of some letters costs more that is not among the frequent ones: nearly all short ones are, and in a
/// language of which all are known nearly all longer ones.
fn unlisted_cost(letters: usize, complete: bool) -> Cost {
    if complete { lost::NO_SYLLABLE } else { lost::UNLISTED.get(letters).copied().unwrap_or(0) }
}

/// The letters that a guessed one may have been, and what speaks against each but for its place.
fn choices(node: &Node, extra: impl Fn(char) -> Cost) -> Vec<(char, Cost)> {
    let mut found = Vec::new();
    if let Some(Supposed { lossy, losses }) = node.supposed {
        lossy.characters(losses, |c, doubt| {
            let strange = losses.lead != 0 && !lossy.lacks_lead() && !next_leads(losses.lead).contains(&lead_of(c));
            let elsewhere = if strange { weights::lost::ELSEWHERE } else { 0 };
            if is_letter(c) {
                found.push((c, doubt + elsewhere + extra(c)));
            }
        });
    }
    found
}

/// What a word and what is after it cost by the model of runs.
fn runs(chars: &[char], word: Range<usize>) -> Cost {
    (word.start..=word.end).map(|at| run(chars, at)).sum()
}

/// The same, if it is no more than this.
fn runs_within(chars: &[char], word: Range<usize>, most: Cost) -> Option<Cost> {
    (word.start..=word.end).try_fold(0, |sum, at| Some(sum + run(chars, at)).filter(|&sum| sum <= most))
}

/// What the character at a place costs after the two before it.
fn run(chars: &[char], at: usize) -> Cost {
    let [before, last, next] = [2, 1, 0].map(|back| model::symbol(before(chars, at, back)));
    model::cost_after(before, last, next)
}

/// The character so many before a place.
fn before(chars: &[char], at: usize, back: usize) -> char {
    at.checked_sub(back).and_then(|at| chars.get(at)).copied().unwrap_or(EDGE)
}

/// May a node be another letter?
fn is_open(node: &Node) -> bool {
    node.supposed.is_some() && is_letter(node.c)
}

/// The characters of a reading, with those of the words that a window cuts.
fn reading(text: &str, context: Context<'_>, nodes: &[Node]) -> Vec<Letter> {
    let kept = |text: &str| text.chars().map(|c| (c, None)).collect::<Vec<Letter>>();
    let head = context.head.char_indices().rev().nth(LONGEST).map_or(0, |(at, _)| at);
    let mut reading = kept(&context.head[head..]);
    let mut at = 0;
    for (number, node) in nodes.iter().enumerate() {
        reading.extend(kept(text.get(at..node.range.start as usize).unwrap_or_default()));
        reading.push((node.c, Some(number).filter(|_| is_open(node))));
        at = node.range.end as usize;
    }
    reading.extend(kept(text.get(at..).unwrap_or_default()));
    reading.extend(context.tail.chars().take(LONGEST).map(|c| (c, None)));
    reading
}
