//! The misreadings that a window is worth trying with.

use crate::{
    change::Edit,
    charset::{Charset, CharsetMask, Pending, Step, Tables},
    fidelity::Fidelity,
    lattice::{Candidate, Context, Reading, is_worth},
    misreading::Misreading,
    model::{Cost, Languages},
    promise::{Coded, Promise, Standing, Structure},
    remnants::is_of_shift_jis,
    scan::Window,
    sequences::are_mostly_whole,
    weights::{self, sketch},
};
use alloc::{string::String, vec::Vec};

/// The most characters that a sequence is followed through to where nothing pends.
const SEQUENCE: usize = 32;

/// The most characters that say whether a window has a structure.
const STRUCTURE: usize = 96;

/// The most charsets that may have lost bytes are followed through a window.
const LOSSY: usize = 6;

/// What comes of decoding all of a window that can be decoded.
pub(crate) struct Trial {
    pub(crate) candidate: Candidate,
    pub(crate) edits: Vec<Edit>,
}

/// The misreadings for the lattice: those that could pay for themselves, and those that may have lost bytes. Is there
/// any, paying or not, under which [most](trials) of what is beyond ASCII decodes?
pub(crate) fn promising(
    text: &str,
    window: &Window,
    proved: CharsetMask,
    context: Context<'_>,
    languages: &Languages,
) -> (Vec<Candidate>, bool) {
    let standing = Standing::new(context.before(), text, context.after(), languages);
    let looked = looked_at(&standing, window.charsets);
    let coded = |charset| looked.iter().map(|(coded, _)| coded).find(|coded| coded.charset == charset);
    let promise = |candidate: Candidate| {
        let coded = coded(candidate.charset);
        (candidate, coded.map_or_else(Promise::default, |coded| standing.promise(&candidate, coded)))
    };
    let (explaining, explained) = explaining(&looked, proved, 0);
    let mut exact = promised(&explaining, promise);
    let most = explained > most_of(&standing);
    exact.retain(|(candidate, promise)| promise.complete > 0 && pays(candidate, promise));
    exact.sort_by_key(|(_, promise)| promise.bound);
    let losers = losing(window.cut | window.charsets & proved);
    let is_whole = |(candidate, promise): &(Candidate, Promise)| {
        promise.bound + standing.stray < 0
            && promise.explained >= standing.bytes
            && !(losers >> candidate.charset.index() & 1 == 1 && has_marks(text, candidate.charset))
    };
    let whole = exact.iter().any(is_whole);
    let bounded = |(candidate, promise): (Candidate, Promise)| Candidate {
        bound: promise.bound,
        whole: promise.explained >= standing.bytes,
        ..candidate
    };
    if whole || losers == 0 {
        // Where all can be read, nothing is lost.
        return (exact.into_iter().map(bounded).collect(), most);
    }
    let mut seen: Vec<(u64, usize)> = Vec::new();
    let mut lossy: Vec<Candidate> = Vec::new();
    for (Coded { charset, .. }, structure) in &looked {
        let charset = *charset;
        if losers >> charset.index() & 1 == 0 || structure.scattered {
            continue;
        }
        let candidate = Candidate { lossy: true, ..candidate(charset, proved) };
        // Charsets that give the window the same bytes may still have lost others.
        let lost = Tables::get().undefined(charset).fold(0_u64, |print, byte| print.rotate_left(5) ^ u64::from(byte));
        add(&mut lossy, &mut seen, structure.print ^ lost, candidate);
    }
    // What is still whole says which of the charsets that may have lost bytes are worth following.
    let mut ranked: Vec<Candidate> = lossy
        .into_iter()
        .map(promise)
        .filter(|(candidate, promise)| {
            let multi = candidate.charset.multi_index().is_some();
            promise.looks_lossy(multi, standing.cost) && pays(candidate, promise)
        })
        .filter(|(candidate, _)| {
            let single = coded(candidate.charset).filter(|coded| coded.charset.multi_index().is_none());
            single.is_none_or(|coded| standing.closer_bound(candidate, coded) <= sketch::CLOSER_SLACK)
        })
        .map(bounded)
        .collect();
    ranked.sort_by_key(|candidate| candidate.bound);
    let limit = ranked.first().map_or(0, |best| best.bound + sketch::LOSSY_RANGE);
    // Beside much that can be read, little is not worth supposing before that is repaired.
    let limit = exact.first().map_or(limit, |(_, best)| limit.min(best.bound / sketch::LOSSY_SHARE));
    ranked.truncate(ranked.iter().take(LOSSY).take_while(|candidate| candidate.bound <= limit).count());
    // What may have lost bytes may have lost none.
    let is_followed = |exact: &Candidate| ranked.iter().any(|lossy| lossy.charset == exact.charset);
    let mut candidates: Vec<Candidate> = exact.into_iter().map(bounded).filter(|exact| !is_followed(exact)).collect();
    candidates.extend(ranked);
    (candidates, most)
}

/// What the misreadings promise, but for those that cannot come near one that is sure.
fn promised(
    explaining: &[(Candidate, &Structure)],
    promise: impl Fn(Candidate) -> (Candidate, Promise),
) -> Vec<(Candidate, Promise)> {
    let bound = |&(candidate, structure): &(Candidate, &Structure)| candidate.entry - structure.saved;
    let mut order: Vec<usize> = (0..explaining.len()).collect();
    order.sort_by_key(|&at| bound(&explaining[at]));
    let mut least = Cost::MAX;
    let mut found = Vec::with_capacity(explaining.len());
    for at in order {
        let (candidate, _) = explaining[at];
        if least < sketch::SETTLED && bound(&explaining[at]) > least + sketch::BOUND_SLACK {
            break;
        }
        let promised = promise(candidate);
        least = least.min(promised.1.bound);
        found.push((at, promised));
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, promised)| promised).collect()
}

/// Are there marks in a window that may stand for bytes a decoder lost, though all the rest can be read?
pub(crate) fn has_marks(text: &str, charset: Charset) -> bool {
    if charset.multi_index().is_none() {
        return false;
    }
    let wide = |c: char| is_of_shift_jis(c) && !('\u{3040}'..='\u{30FF}').contains(&c);
    text.chars().zip(text.chars().skip(1)).any(|pair| match pair {
        // Questions end; a mark stands amid other characters.
        ('?', next) => next == '?' || next.is_alphanumeric(),
        // A dot also has bytes of its own, but hardly any text has it by those.
        ('・', other) | (other, '・') => charset == Charset::ShiftJis && wide(other),
        _ => false,
    })
}

/// The edits of the first of some candidates, if it explains everything so much better than the others that the
/// lattice could find nothing else.
pub(crate) fn settled(text: &str, candidates: &[Candidate]) -> Option<Reading> {
    let (&best, others) = candidates.split_first()?;
    let sure = best.whole && !best.lossy && best.bound < sketch::SETTLED;
    if !sure || others.iter().any(|other| other.bound <= best.bound + sketch::BOUND_SLACK) {
        return None;
    }
    let Trial { candidate, edits } = decode_through(text, best);
    let reading = Reading { edits, penalty: candidate.entry };
    is_worth(best.bound, best.entry, &reading.edits, text).then_some(reading)
}

/// Could a misreading pay for itself, as far as the sketch of it tells?
fn pays(candidate: &Candidate, promise: &Promise) -> bool {
    if candidate.lossy {
        return promise.bound + promise.broken() * sketch::BROKEN <= sketch::PROMISE_SLACK_OF_LOSSY;
    }
    promise.bound <= if candidate.proved { sketch::PROMISE_SLACK_OF_PROVED } else { sketch::PROMISE_SLACK }
}

/// Does most of what is beyond ASCII at the start of a window make up whole sequences in some charset?
pub(crate) fn is_structured(text: &str, window: &Window) -> bool {
    if window.likely == 0 {
        return false;
    }
    let part = &text[window.range.clone()];
    let part = part.char_indices().nth(STRUCTURE).map_or(part, |(end, _)| &part[..end]);
    charsets_of(window.likely).any(|charset| are_mostly_whole(part, charset, MOST))
}

/// The misreadings under which at least three quarters of what is beyond ASCII decodes, with all that decodes.
pub(crate) fn trials(text: &str, charsets: CharsetMask, proved: CharsetMask, context: Context<'_>) -> Vec<Trial> {
    let standing = Standing::new(context.before(), text, context.after(), &Languages::default());
    let looked = looked_at(&standing, charsets);
    let (whole, _) = explaining(&looked, proved, most_of(&standing));
    whole.into_iter().map(|(candidate, _)| decode_through(text, candidate)).collect()
}

/// Most of what is beyond ASCII, in bytes.
fn most_of(standing: &Standing) -> usize {
    let (share, of) = MOST;
    standing.bytes * share / of
}

/// So much of what is beyond ASCII is most of it.
const MOST: (usize, usize) = (3, 4);

/// Every charset once under which more than `least` bytes decode: of those that give the window the same bytes, the
/// likeliest. And how many bytes decode at most.
fn explaining(
    looked: &[(Coded, Structure)],
    proved: CharsetMask,
    least: usize,
) -> (Vec<(Candidate, &Structure)>, usize) {
    let mut seen: Vec<(u64, usize)> = Vec::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut most = 0;
    for (Coded { charset, .. }, structure) in looked {
        most = most.max(structure.explained);
        if structure.explained > least {
            add(&mut candidates, &mut seen, structure.print, candidate(*charset, proved));
        }
    }
    let structure = |candidate: Candidate| {
        let own = looked.iter().find(|(coded, _)| coded.charset == candidate.charset);
        own.map(|(_, structure)| (candidate, structure))
    };
    (candidates.into_iter().filter_map(structure).collect(), most)
}

/// A window as bytes in some charsets, and how those make up sequences.
fn looked_at(standing: &Standing, charsets: CharsetMask) -> Vec<(Coded, Structure)> {
    let look = |charset| {
        let coded = standing.coded(charset);
        let structure = standing.structure(&coded);
        (coded, structure)
    };
    let mut looked = Vec::with_capacity(charsets.count_ones() as usize);
    looked.extend(charsets_of(charsets).map(look));
    looked
}

/// The charsets among some of which a reader can lose bytes of UTF-8 at all: those of more bytes, those that leave some
/// undefined, and those in which one is the no-break space.
fn losing(charsets: CharsetMask) -> CharsetMask {
    let loses = |charset: &Charset| {
        let tables = Tables::get();
        let space = || tables.code(*charset, '\u{A0}').is_some_and(|code| matches!(code.as_slice(), [0x80..0xC0]));
        charset.multi_index().is_some() || tables.undefined(*charset).next().is_some() || space()
    };
    charsets_of(charsets).filter(loses).fold(0, |mask, charset| mask | 1 << charset.index())
}

/// The legacy charsets of a set.
pub(crate) fn charsets_of(mask: CharsetMask) -> impl Iterator<Item = Charset> {
    let mut rest = mask & ((1 << Charset::LEGACY_COUNT) - 1);
    core::iter::from_fn(move || {
        let charset = *Charset::ALL.get(rest.trailing_zeros() as usize)?;
        rest &= rest - 1;
        Some(charset)
    })
}

fn candidate(charset: Charset, proved: CharsetMask) -> Candidate {
    let proved = proved >> charset.index() & 1 == 1;
    let entry = if proved { weights::PROVED_ENTRY } else { weights::utf8_entry(charset) };
    Candidate { charset, entry, proved, lossy: false, bound: Cost::MIN, whole: false }
}

fn add(candidates: &mut Vec<Candidate>, seen: &mut Vec<(u64, usize)>, print: u64, candidate: Candidate) {
    match seen.iter().find(|(other, _)| *other == print) {
        Some(&(_, at)) if candidates[at].entry <= candidate.entry => {}
        Some(&(_, at)) => candidates[at] = candidate,
        None => {
            seen.push((print, candidates.len()));
            candidates.push(candidate);
        }
    }
}

/// Decodes whatever can be decoded, from left to right.
fn decode_through(text: &str, candidate: Candidate) -> Trial {
    let misreading = Misreading::new(Charset::Utf8, candidate.charset);
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let Some((decoded, len)) = decode_sequence(&text[at..], misreading) else {
            at += c.len_utf8();
            continue;
        };
        match edits.last_mut() {
            Some(edit) if edit.range.end == at => {
                edit.range.end += len;
                edit.text.push_str(&decoded);
            }
            _ => edits.push(Edit { range: at..at + len, text: decoded, misreading, fidelity: Fidelity::EXACT }),
        }
        at += len;
    }
    Trial { candidate, edits }
}

/// Decodes the start of a text up to the first place where nothing pends; gives the bytes that took.
fn decode_sequence(text: &str, misreading: Misreading) -> Option<(String, usize)> {
    let mut pending = Pending::default();
    let mut out = String::new();
    for (at, c) in text.char_indices().take(SEQUENCE) {
        if c.is_ascii() {
            return None;
        }
        let code = Tables::get().code(misreading.read_as(), c)?;
        for &byte in code.as_slice() {
            match pending.push(byte) {
                Step::Reject => return None,
                Step::More => {}
                Step::Char(c) => out.push(c),
            }
        }
        if pending.is_empty() {
            return Some((out, at + c.len_utf8()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lattice::Quotes, scan::Windows};

    const ALL: CharsetMask = (1 << Charset::LEGACY_COUNT) - 1;

    fn candidates_of(text: &str) -> Vec<Candidate> {
        let window = Window { range: 0..text.len(), charsets: ALL, likely: ALL, quoted: 0, cut: 0 };
        let context = Context { head: " ", tail: " ", quotes: Quotes::default() };
        promising(text, &window, 0, context, &Languages::default()).0
    }

    #[test]
    fn misread_utf8_is_structured() {
        let structured = |text: &str| is_structured(text, &Windows::new(text, 0).next().unwrap());
        for text in ["РџСЂРёРІРµС‚, РґСЂСѓР·СЊСЏ", "鍙嬭皧", "CafÃ© crÃ¨me"] {
            assert!(structured(text), "{text}");
        }
        for text in ["Ïðèâåò, äðóçüÿ, êàê âàøè äåëà?", "½ñÌìÌìÆøºÜºÃ£¬ÎÒÃÇÒ»Æð"]
        {
            assert!(!structured(text), "{text}");
        }
    }

    #[test]
    fn nothing_that_is_passed_over_comes_near_the_best() {
        for text in
            ["ZurÃ¼ck Ã¼ber die BrÃ¼cke Ã¶ffnet sich die TÃ¼r", "РџСЂРёРІРµС‚, РґСЂСѓР·СЊСЏ", "PrzywrÃ³Ä‡ domyÅ›lne"]
        {
            let standing = Standing::new(' ', text, ' ', &Languages::default());
            let looked = looked_at(&standing, ALL);
            let (all, _) = explaining(&looked, 0, 0);
            let promise = |candidate: Candidate| {
                let (coded, _) = looked.iter().find(|(coded, _)| coded.charset == candidate.charset).unwrap();
                (candidate, standing.promise(&candidate, coded))
            };
            let kept = promised(&all, promise);
            let least = kept.iter().map(|(_, promise)| promise.bound).min().unwrap();
            assert!(kept.len() < all.len() && least < sketch::SETTLED, "{text}");
            for (candidate, structure) in &all {
                let (_, promise) = promise(*candidate);
                assert!(promise.bound >= candidate.entry - structure.saved, "{text} {}", candidate.charset);
                let known = kept.iter().any(|(other, _)| other == candidate);
                assert!(known || promise.bound > least + sketch::BOUND_SLACK, "{text} {}", candidate.charset);
            }
        }
    }

    #[test]
    fn charsets_with_the_same_bytes_are_one() {
        let found: Vec<Charset> = candidates_of("cafÃ©").iter().map(|candidate| candidate.charset).collect();
        assert!(found.contains(&Charset::Windows1252) && !found.contains(&Charset::Iso8859_1), "{found:?}");
    }

    #[test]
    fn charsets_with_a_character_for_each_byte_lose_none() {
        let of = |charset: Charset| 1 << charset.index();
        let all = losing(ALL);
        for charset in [Charset::Windows1252, Charset::Iso8859_1, Charset::Koi8R, Charset::Gb18030] {
            assert!(all & of(charset) != 0, "{charset}");
        }
        for charset in [Charset::Macintosh, Charset::Ibm437, Charset::Ibm866] {
            assert!(all & of(charset) == 0, "{charset}");
        }
    }

    #[test]
    fn good_text_has_no_candidate_that_pays() {
        assert!(candidates_of("стали танк и стан").iter().all(|candidate| candidate.bound > 0));
    }
}
