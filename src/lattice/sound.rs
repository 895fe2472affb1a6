//! Stretches of a window of which a reader lost nothing.
//!
//! UTF-8 tells of a lost byte at the next character at the latest: there the bytes cannot go on. So where a path
//! goes on for long without any doubt, nothing before the end of that is worth supposing, but for what is close to it.

use super::{Lattice, lost::Mark, path::Path};
use crate::charset::{Charset, Pending, Step, Tables};
use core::iter;

/// So many characters beyond ASCII that go on without doubt are no accident.
const SURE: usize = 8;
/// The last of them, between which and what does not go on something may be lost: as many as a sequence has bytes.
const DOUBTED: usize = 4;
/// So many restored characters that are exact have to be behind a path.
const BEHIND: usize = 2;
/// The most characters that are looked at from one place.
const MOST: usize = 64;

impl Lattice {
    /// The end of a stretch from `at` on of which nothing is lost as the paths stand; `at` if that is not sure.
    pub(super) fn sound_until(&self, text: &str, at: usize, charset: Charset) -> usize {
        let sound = self.paths.iter().filter(|path| at == 0 || self.is_sound(path));
        let ends = sound.filter_map(|path| sound_until(&text[at..], path, charset));
        at + ends.max().unwrap_or(0)
    }

    /// Has a path restored its last characters for sure?
    fn is_sound(&self, path: &Path) -> bool {
        let last = iter::successors(self.nodes.get(path.node as usize), |node| self.nodes.get(node.back as usize));
        path.inside && last.take(BEHIND).filter(|node| node.fidelity.is_exact()).count() == BEHIND
    }
}

/// The same for one path, in bytes from where it stands.
fn sound_until(rest: &str, path: &Path, charset: Charset) -> Option<usize> {
    let mut pending = path.pattern.whole()?;
    // Where the last characters begin, in turn.
    let mut begins = [0; DOUBTED];
    let mut sure = 0;
    let mut number = 0;
    let mut chars = rest.char_indices();
    let end = loop {
        let Some((at, c)) = chars.next() else {
            // What pends at the end may go on.
            break pending.is_empty().then_some(rest.len());
        };
        if number == MOST || !goes_on(&mut pending, c, charset) {
            break None;
        }
        begins[number % DOUBTED] = at;
        number += 1;
        sure += usize::from(!c.is_ascii());
    };
    (sure >= SURE).then(|| end.unwrap_or(begins[number % DOUBTED]))
}

/// Do bytes go on with a character, and does that stand for no others?
fn goes_on(pending: &mut Pending, c: char, charset: Charset) -> bool {
    if c.is_ascii() {
        return pending.is_empty() && !matches!(Mark::of(c, charset), Some(Mark::Question));
    }
    if Mark::of(c, charset).is_some() {
        return false;
    }
    let Some(code) = Tables::get().code(charset, c) else { return false };
    code.as_slice().iter().all(|&byte| !matches!(pending.push(byte), Step::Reject))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lattice::{Context, Quotes};

    /// The stretch from the start of a text of which nothing is lost, if it was read as gb18030.
    fn sound(text: &str) -> &str {
        let context = Context { head: " ", tail: " ", quotes: Quotes::default() };
        let lattice = Lattice { paths: vec![Path::before_all(context)], ..Lattice::default() };
        &text[..lattice.sound_until(text, 0, Charset::Gb18030)]
    }

    /// As a decoder of gb18030 reads UTF-8.
    fn misread(text: &str) -> String {
        encoding_rs::GB18030.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_goes_on_is_sound_but_for_the_last_characters() {
        let whole = misread("火车晚点了一个小时，我在小店里喝");
        assert_eq!(sound(&whole), whole);
        // Of an odd number of bytes the last is lost.
        let cut = misread("火车晚点了一个小时，我在小店里喝茶");
        assert!(cut.ends_with('\u{FFFD}'));
        assert_eq!(sound(&cut), &cut[..cut.len() - (DOUBTED + 1) * 3]);
        let asked = misread("火车晚点了一个小时，我在小店里喝?");
        assert_eq!(sound(&asked).len(), asked.len() - 1 - DOUBTED * 3, "a mark may stand for lost bytes");
    }

    #[test]
    fn little_is_not_sound() {
        assert_eq!(sound(&misread("café déjà vu, l'été?")), "");
        assert_eq!(sound(&misread("火车")), "");
        assert_eq!(sound("火车晚点了一个小时，我在小店里喝茶"), "");
    }
}
