//! The engine: everything that is to change in a text, round by round until nothing improves.

use crate::{
    candidates::is_structured,
    change::{Change, apply, apply_changes, compose},
    charset::CharsetMask,
    clear::{has_words_of_alphabets, is_clear},
    entire::{self, Trust, Undone},
    formula::is_formula,
    gain::{after, around, before, gain, languages_at},
    glance::Glance,
    lattice::{Context, Lattice, Quotes},
    layers,
    legacy::{self, Early},
    misreading::Misreading,
    model::{self, Cost, EDGE, Languages},
    potential::{could_pay_by_runs, could_pay_in_line},
    reach::is_out_of_reach,
    scan::{Window, Windows},
    settings::Settings,
    seven_bit,
    suspicion::{self, Suspicion},
    weights,
};
use alloc::{borrow::Cow, boxed::Box, string::String, vec::Vec};
use core::{cell::OnceCell, ops::Range};

/// How often a text is gone through: once for each layer of legacy charsets, and the last time in vain.
const MAX_ROUNDS: usize = 8;

/// Everything that is to change in a text, in order.
///
/// Where a whole change is not wanted though its layers were, what is left may look different once the rest is
/// repaired: so the outcome is gone through again until nothing more changes.
pub(crate) fn changes(text: &str, settings: &Settings) -> Vec<Change> {
    changes_beside(text, settings, Ask::All)
}

/// The text with all of that changed; none if nothing is.
pub(crate) fn repaired(text: &str, settings: &Settings) -> Option<String> {
    if !settings.has_hints() && !settings.seven_bit && is_clear(text, settings) {
        return None;
    }
    entire::undone(text, settings, |line, trust| is_good(line, trust, settings)).map_or_else(
        |other| {
            let changes = changes_beside(text, settings, Ask::AllBut(other));
            (!changes.is_empty()).then(|| apply_changes(text, &changes))
        },
        Some,
    )
}

/// Which lines are asked whether they are misread from end to end.
#[derive(Clone, Copy)]
enum Ask {
    All,
    /// The line at this place does not begin so.
    AllBut(usize),
    Nothing,
}

/// The same as [`changes`], where something is known of the lines.
fn changes_beside(text: &str, settings: &Settings, ask: Ask) -> Vec<Change> {
    let looks = looks(text, settings, ask);
    if are_all_entire(text, &looks) {
        return looks.into_iter().filter_map(|look| look.entire).flat_map(Undone::into_changes).collect();
    }
    let seven_bit = || settings.seven_bit && seven_bit::is_suspect(text);
    if !settings.has_hints() && looks.is_empty() && !seven_bit() {
        return Vec::new();
    }
    let mut lattice = Lattice::new(settings);
    let mut all = wanted_changes(text, looks, settings, &mut lattice);
    if all.is_empty() || !settings.judges_whole_changes() {
        return all;
    }
    for _ in 0..MAX_ROUNDS {
        let current = apply_changes(text, &all);
        let more = wanted_changes(&current, self::looks(&current, settings, Ask::Nothing), settings, &mut lattice);
        if more.is_empty() {
            break;
        }
        all = compose(all, more, &current);
    }
    all.retain(|change| text[change.range.clone()] != change.text);
    all
}

/// Is there nothing in a line that was misread, and, but where it is trusted, nothing that looks like misread UTF-8? Layers
/// that look like good text come off one by one.
fn is_good(line: &str, trust: Trust, settings: &Settings) -> bool {
    let suspicion = suspicion_of(line, &OnceCell::new(), settings);
    let is_entire = || entire::undone(line, settings, |line, trust| is_good(line, trust, settings)).is_ok();
    // Whether it is entire is asked once: each layer asks for the next one.
    let changes = || changes_beside(line, settings, Ask::Nothing);
    (trust == Trust::Full || !suspicion.utf8)
        && !is_entire()
        && (suspicion == Suspicion::default() || changes().is_empty())
}

/// A line that looks unlike text.
struct Look {
    line: Range<usize>,
    suspicion: Suspicion,
    /// The languages that its plain letters point to, where they were asked for; of the first lines only, as they are large.
    languages: Option<Box<Languages>>,
    /// What it was, if it is misread from end to end.
    entire: Option<Undone>,
}

impl Look {
    fn entire(line: Range<usize>, undone: Undone) -> Self {
        let utf8 = matches!(undone, Undone::Utf8(_));
        Self { line, suspicion: Suspicion { utf8, legacy: !utf8 }, languages: None, entire: Some(undone) }
    }
}

/// Lines of which the languages are kept.
const KEPT: usize = 16;

/// The lines that look unlike text; nothing is allocated if there are none.
fn looks(text: &str, settings: &Settings, ask: Ask) -> Vec<Look> {
    let mut entire = entire::Line::asked(settings).filter(|_| !matches!(ask, Ask::Nothing));
    let mut kept = 0;
    let looks = suspicion::foreign_lines(text).filter_map(|line| {
        let is_good = |line: &str, trust| is_good(line, trust, settings);
        let is_asked = !matches!(ask, Ask::AllBut(other) if line.contains(&other));
        let undone =
            entire.as_mut().filter(|_| is_asked).and_then(|entire| entire.undone(text, &line, settings, is_good));
        if let Some(undone) = undone {
            return Some(Look::entire(line, undone));
        }
        let languages = OnceCell::new();
        let suspicion = suspicion_of(&text[line.clone()], &languages, settings);
        if suspicion == Suspicion::default() {
            return None;
        }
        let entire = entire
            .as_mut()
            .filter(|_| suspicion.legacy && !(suspicion.utf8 && is_mostly_structured(&text[line.clone()])));
        if let Some(undone) = entire.and_then(|entire| entire.undone_legacy(text, &line, settings, is_good)) {
            return Some(Look::entire(line, undone));
        }
        kept += 1;
        let languages = languages.into_inner().filter(|_| kept <= KEPT).map(Box::new);
        Some(Look { line, suspicion, languages, entire: None })
    });
    looks.collect()
}

/// Is all beyond ASCII in lines that are misread from end to end?
fn are_all_entire(text: &str, looks: &[Look]) -> bool {
    !looks.is_empty()
        && looks.iter().all(|look| look.entire.is_some())
        && suspicion::foreign_lines(text).count() == looks.len()
}

/// What a line may be: is there anything unlike text in it, or unlike the language that its plain letters point to?
///
/// Words of alphabets come again, and what they could gain is remembered. In other scripts pairs of characters say as much.
/// What it took to know the `languages` is kept.
fn suspicion_of(line: &str, languages: &OnceCell<Languages>, settings: &Settings) -> Suspicion {
    let alphabets = has_words_of_alphabets(line);
    if !alphabets && is_out_of_reach(line.as_bytes()) {
        return Suspicion::default();
    }
    let mut pairs = None;
    let mut alien = None;
    let told = || languages.get_or_init(|| Languages::of(line, settings.languages));
    let mut is_alien = |anywhere| *alien.get_or_insert_with(|| legacy::has_alien_words(line, anywhere, told));
    if !alphabets
        && *pairs.insert(suspicion::of_line(line)) == Suspicion::default()
        && !(settings.legacy && is_alien(true))
    {
        return Suspicion::default();
    }
    let glance = Glance::of_line(line);
    let odd = settings.legacy && glance.may_be_legacy();
    let utf8 = glance.may_be_utf8(|| model::is_at_home(line));
    let suspect = utf8 || odd;
    let pairs = if suspect { pairs.unwrap_or_else(|| suspicion::of_line(line)) } else { Suspicion::default() };
    let mut alien = || settings.legacy && glance.may_be_alien(line, &mut is_alien);
    Suspicion {
        utf8: utf8 && pairs.utf8 && could_pay_in_line(line),
        legacy: odd && pairs.legacy && legacy::has_odd_words(line) || alien(),
    }
}

/// What is wanted of all that could change.
fn wanted_changes(text: &str, looks: Vec<Look>, settings: &Settings, lattice: &mut Lattice) -> Vec<Change> {
    let mut all = Vec::new();
    let mut current = Cow::Borrowed(text);
    let mut looks = looks;
    for _ in 0..MAX_ROUNDS {
        let mut changes = one_round(&current, &mut looks, settings, lattice);
        changes.retain(|change| settings.wants(change));
        if changes.is_empty() {
            break;
        }
        let peeled = apply_changes(&current, &changes);
        all = compose(all, changes, &current);
        looks = self::looks(&peeled, settings, Ask::All);
        current = Cow::Owned(peeled);
    }
    all.retain(|change| text[change.range.clone()] != change.text && settings.wants(change));
    all
}

/// What is to change before anything underneath shows. A line that can be read in both ways is read in the
/// one that makes it likelier.
fn one_round(text: &str, looks: &mut [Look], settings: &Settings, lattice: &mut Lattice) -> Vec<Change> {
    // What is undone here shows what else there is.
    let changes = if settings.seven_bit { seven_bit::changes(text, settings) } else { Vec::new() };
    if !changes.is_empty() {
        return changes;
    }
    let mut early = unstructured(text, looks, settings);
    for look in looks.iter_mut() {
        if let Some(Undone::Legacy(line)) = look.entire.take_if(|undone| matches!(undone, Undone::Legacy(_))) {
            early.add(line);
        }
    }
    let mut changes = utf8_changes(text, looks, settings, lattice, &early);
    if !settings.legacy {
        return changes;
    }
    let look_of = |line: &Range<usize>| looks.get(looks.partition_point(|look| look.line.end < line.end));
    let is_suspect = |line: &Range<usize>| {
        look_of(line).is_some_and(|look| {
            let part = &text[line.clone()];
            let is_suspect = || suspicion_of(part, &OnceCell::new(), settings).legacy;
            look.suspicion.legacy && look.line.start < line.end && (look.line == *line || is_suspect())
        })
    };
    let languages = |line: &Range<usize>| look_of(line).filter(|look| look.line == *line)?.languages.as_deref();
    let is_explained = |line: Range<usize>| is_explained(text, line, &changes);
    for line in legacy::find(text, settings, &early, is_suspect, is_explained, languages) {
        let first = changes.partition_point(|change| change.range.end <= line.range.start);
        let last = changes.partition_point(|change| change.range.start < line.range.end);
        if first < last {
            let shifted: Vec<Range<usize>> = changes[first..last]
                .iter()
                .map(|change| {
                    change.range.start.max(line.range.start) - line.range.start
                        ..change.range.end.min(line.range.end) - line.range.start
                })
                .collect();
            let texts = changes[first..last].iter().map(|change| change.text.as_str());
            let rival = apply(&text[line.range.clone()], shifted.iter().zip(texts));
            lattice.languages = Languages::of(&text[line.range.clone()], settings.languages);
            let entry = changes[first..last].iter().map(|change| weights::chain_entry(&change.chain)).max();
            let out_of_place = |change| out_of_place(text, change, &lattice.languages);
            let more = changes[first..last].iter().map(|change| supposed(change).saturating_add(out_of_place(change)));
            let cost = model::text_cost(EDGE, &rival, EDGE, &lattice.languages) + entry.unwrap_or(0);
            let cost = more.fold(cost, Cost::saturating_add);
            if cost <= line.cost {
                continue;
            }
        }
        changes.splice(first..last, line.into_changes());
    }
    changes
}

/// The lines that may be one legacy charset read as another and do not look like UTF-8: of those that are certain nothing
/// is left to be found there.
fn unstructured(text: &str, looks: &[Look], settings: &Settings) -> Early {
    if !settings.legacy || settings.has_hints() {
        return Early::default();
    }
    let suspect = looks.iter().filter(|look| look.suspicion.legacy && look.suspicion.utf8);
    let lines = suspect.map(|look| look.line.clone()).filter(|line| {
        let line = &text[line.clone()];
        // Of a few letters amid plain ones either reading is soon done.
        let foreign = line.bytes().filter(|byte| !byte.is_ascii()).count();
        2 * foreign >= line.len() && Windows::new(line, 0).next().is_some_and(|window| !is_structured(line, &window))
    });
    Early::of(text, lines, settings)
}

/// What the characters pay that a change only supposes.
fn supposed(change: &Change) -> Cost {
    let characters = Cost::try_from(change.fidelity.inferred_characters()).unwrap_or(Cost::MAX);
    characters.saturating_mul(weights::lost::SUPPOSED)
}

/// What a letter pays that is all that comes of a change, for where it stands.
fn out_of_place(text: &str, change: &Change, languages: &Languages) -> Cost {
    let mut chars = change.text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => languages.outcome_cost(before(text, change.range.start), c, after(text, change.range.end)),
        _ => 0,
    }
}

/// Is all beyond ASCII in a line misread UTF-8 for certain?
fn is_explained(text: &str, line: Range<usize>, changes: &[Change]) -> bool {
    let first = changes.partition_point(|change| change.range.end <= line.start);
    let last = changes.partition_point(|change| change.range.start < line.end);
    let mut at = line.start;
    let restored = changes[first..last].iter().flat_map(|change| change.text.chars()).filter(|c| !c.is_ascii()).count();
    let guessed: u32 = changes[first..last].iter().map(|change| change.fidelity.inferred_characters()).sum();
    let by_chance = || changes[first..last].iter().any(|change| change.chain[0].read_as().multi_index().is_some());
    if restored <= guessed as usize || restored == 1 && by_chance() {
        // Nothing but guesses, or a hanzi whose two bytes happen to be UTF-8.
        return false;
    }
    for change in &changes[first..last] {
        if change.log_odds < weights::PROOF || !text.as_bytes()[at..change.range.start.max(at)].is_ascii() {
            return false;
        }
        at = change.range.end;
    }
    text.as_bytes()[at.min(line.end)..line.end].is_ascii()
}

/// Misreadings of UTF-8, but for lines that something else explained `early`.
///
/// What is proved in one place is evidence for the rest: then the lines that are not explained are looked at once
/// more.
fn utf8_changes(
    text: &str,
    looks: &mut [Look],
    settings: &Settings,
    lattice: &mut Lattice,
    early: &Early,
) -> Vec<Change> {
    let known = settings.proved();
    let mut found = Vec::new();
    if known != 0 || settings.has_hints() {
        suspicion::foreign_lines(text).for_each(|line| found.extend(look_at(text, line, None, known, lattice)));
    } else {
        for look in looks.iter_mut().filter(|look| look.suspicion.utf8 && !early.explain(text, &look.line)) {
            match look.entire.take() {
                Some(undone) => found.extend(undone.into_changes()),
                None => found.extend(look_at(text, look.line.clone(), Some(look), known, lattice)),
            }
        }
    }
    let proofs = found.iter().filter(|change| change.log_odds >= weights::PROOF && change.fidelity.is_exact());
    let proved = proofs.fold(known, |all, change| all | 1 << change.chain[0].read_as().index());
    if !settings.evidence || proved == known {
        return found;
    }
    let mut all = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    for line in suspicion::foreign_lines(text) {
        let first = all.len();
        all.extend(core::iter::from_fn(|| found.next_if(|change| change.range.start < line.end)));
        if !early.explain(text, &line) && !is_all_explained(text, line.clone(), &all[first..], proved) {
            all.truncate(first);
            all.extend(look_at(text, line, None, proved, lattice));
        }
    }
    all
}

/// Has most of what is beyond ASCII in a line the structure of misread UTF-8?
fn is_mostly_structured(line: &str) -> bool {
    let foreign = |text: &str| text.bytes().filter(|byte| !byte.is_ascii()).count();
    let windows = Windows::new(line, 0).filter(|window| is_structured(line, window));
    2 * windows.map(|window| foreign(&line[window.range])).sum::<usize>() >= foreign(line)
}

/// Is a part of a line a formula?
fn is_formula_in(line: &str, part: &Range<usize>) -> bool {
    is_formula(before(line, part.start), &line[part.clone()], after(line, part.end))
}

/// What is to change in a line if it is proved that the text was read as these charsets.
fn look_at(
    text: &str,
    range: Range<usize>,
    look: Option<&Look>,
    proved: CharsetMask,
    lattice: &mut Lattice,
) -> Vec<Change> {
    let start = range.start;
    let line = &text[range.clone()];
    let mut found = Vec::new();
    let mut quotes = Quotes::default();
    let mut done = 0;
    // Has the line nothing but formulas? Asked once, as it may have many.
    let mut formulas = None;
    for window in Windows::new(line, proved) {
        let Range { start, end } = window.range.clone();
        let part = &line[start..end];
        let (left, right) = (before(line, start), after(line, end));
        if proved == 0 && !suspicion::may_be_utf8(left, part, right) {
            continue;
        }
        // Where a misreading is proved, another window of the line may say that it was misread as well.
        if is_formula_in(line, &window.range) {
            let is_formula = |other: Window| is_formula_in(line, &other.range);
            let all = || proved == 0 || Windows::new(line, proved).all(is_formula);
            if *formulas.get_or_insert_with(all) {
                continue;
            }
        }
        let known = look.filter(|_| around(line, start).len() == line.len()).and_then(|look| look.languages.as_deref());
        let own = || languages_at(line, start, &lattice.settings);
        lattice.languages = known.map_or_else(own, Clone::clone);
        let window = window.of_charsets(lattice.settings.charsets);
        if proved == 0 && !could_pay_by_runs(left, part, right, &window, &lattice.languages) {
            continue;
        }
        quotes = line[done..start].chars().fold(quotes, Quotes::after);
        let context = Context { head: &line[..start], tail: &line[end..], quotes };
        let peeled = layers::peel(lattice, part, &window, context, proved);
        quotes = peeled.text.chars().fold(quotes, Quotes::after);
        done = end;
        let changes = peeled.changes;
        let mut sums: Vec<(&[Misreading], Cost)> = Vec::new();
        for change in &changes {
            let gain = gain(line, start, change, &lattice.languages);
            match sums.iter_mut().find(|(chain, _)| *chain == change.chain) {
                Some((_, sum)) => *sum += gain,
                None => sums.push((&change.chain, gain - weights::chain_prior(&change.chain))),
            }
        }
        // Beside what is supposed, even what is whole may be something else.
        let log_odds = |change: &Change| {
            let sum = sums.iter().find(|(chain, _)| *chain == change.chain).map_or(0, |&(_, sum)| sum);
            let lossy = changes.iter().any(|other| other.chain == change.chain && !other.fidelity.is_exact());
            if lossy { sum.min(weights::SUREST_BESIDE_LOST) } else { sum }
        };
        let log_odds: Vec<Cost> = changes.iter().map(log_odds).collect();
        found.extend(changes.into_iter().zip(log_odds).map(|(change, log_odds)| {
            let range = change.range.start + start..change.range.end + start;
            Change { range, log_odds, ..change }
        }));
    }
    for change in &mut found {
        change.range = change.range.start + start..change.range.end + start;
    }
    found
}

/// Does all of a line that is beyond ASCII change, so that the charsets that are `proved` would say nothing new? Guesses are not
/// sure, but for those under a proved charset of more bytes a character: of its marks only `?` and `・` need the proof.
fn is_all_explained(text: &str, line: Range<usize>, changes: &[Change], proved: CharsetMask) -> bool {
    let bytes = text.as_bytes();
    let mut at = line.start;
    let is_marked = text[line.clone()].contains(['?', '・']);
    let sure = changes.iter().all(|change| {
        let between = &bytes[at..change.range.start.max(at)];
        let read = change.chain[0].read_as();
        let is_known = read.multi_index().is_some() && proved >> read.index() & 1 == 1 && !is_marked;
        let is_sure = change.fidelity.is_exact() || is_known && change.fidelity.unknown_characters() == 0;
        at = change.range.end;
        is_sure && between.is_ascii()
    });
    sure && bytes[at.min(line.end)..line.end].is_ascii()
}
