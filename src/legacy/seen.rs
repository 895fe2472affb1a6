//! The characters beyond ASCII that tell what a line was, under most pairs of charsets.

use super::{
    usual::{LANES, Place, Sums, columns, is_of_another_script, tells, unusualness, usual},
    words::Word,
};
use crate::{
    charset::{Charset, Tables},
    letter::is_of_another_alphabet,
    model::{self, Cost, Languages, Symbol},
};
use alloc::vec::Vec;

/// Characters beyond ASCII that are looked at.
pub(super) const GLANCE: usize = 24;
/// What a character of a multi-byte charset is taken to cost: what the usual ones do.
pub(super) const IDEOGRAPH: Cost = 60;
/// How much less the first characters may cost for the languages around, at most: a letter that is rare anywhere stands in
/// every word of one.
const OF_LANGUAGES: Cost = 400;

/// A character beyond ASCII of the words that are looked at.
pub(super) struct Seen {
    pub(super) symbol: Symbol,
    /// The character before it.
    before: char,
    place: Place,
    /// The number of its word among those that are looked at.
    word: usize,
    /// How much more it costs in the languages around.
    more: Cost,
    /// Does it [tell](tells) that its word was not read as a charset that lacks it, of Latin script and of another?
    tells: [bool; 2],
    /// Its bytes in the charsets of one byte a character, 0 where they lack it.
    pub(super) bytes: &'static [u8; Charset::SINGLE_COUNT],
}

/// The first characters beyond ASCII.
pub(super) fn foreign(glance: &[&Word], languages: &Languages) -> Vec<Seen> {
    let mut found = Vec::with_capacity(GLANCE);
    for (number, word) in glance.iter().enumerate() {
        let mut before = ' ';
        let mut chars = word.text.chars().peekable();
        while let Some(c) = chars.next() {
            if !c.is_ascii() && found.len() < GLANCE {
                let place = Place::between(before, chars.peek().copied().unwrap_or(' '));
                let (symbol, bytes) = (model::symbol(c), Tables::get().single_bytes(c));
                let (more, tells) = (languages.cost(c), [false, true].map(|another| tells(c, another)));
                found.push(Seen { symbol, before, place, word: number, more, tells, bytes });
            }
            before = c;
        }
    }
    found
}

impl Seen {
    /// How unusual it is as it stands.
    pub(super) fn as_it_stands(&self) -> Cost {
        let ideograph = ('\u{2E80}'..'\u{FF00}').contains(&self.symbol.c);
        if ideograph {
            model::pair_cost(self.before, self.symbol.c)
        } else {
            unusualness(self.symbol)[self.place as usize]
        }
    }
}

/// The least that the first characters cost that were read as a charset of one byte a character, if they were stored in
/// one of more: two that stand together are one at best.
pub(super) fn least_as_multi(seen: &[Seen]) -> Cost {
    let mut single = false;
    let alone = seen.iter().filter(|seen| {
        single = seen.before.is_ascii() || !single;
        single
    });
    alone.map(|_| IDEOGRAPH).sum()
}

/// The first characters, read as a charset of one byte a character.
pub(super) struct Bytes<'s> {
    seen: &'s [Seen],
    read: Charset,
    /// The words of which the charset has nothing, with a bit for each: they were not read as it, and stay as they are.
    staying: u32,
    /// How unusual the characters are in each charset of one byte a character that they may have been stored in; the most
    /// that there is where they are no text.
    sums: Sums,
}

const _: () = assert!(GLANCE <= u32::BITS as usize);

impl<'s> Bytes<'s> {
    pub(super) fn of(seen: &'s [Seen], read: Charset) -> Self {
        let another = usize::from(is_of_another_script(read));
        let stays = |seen: &Seen| seen.bytes[read.index()] == 0 && seen.tells[another];
        let (all, others) = seen.iter().fold((0, 0), |(all, others), seen| {
            let word = 1 << seen.word;
            (all | word, others | if stays(seen) { 0 } else { word })
        });
        let staying = all & !others;
        let mut bytes = Self { seen, read, staying, sums: [0; LANES] };
        let columns = columns();
        let mut standing = 0_i16;
        for seen in seen {
            if bytes.leaves(seen.word) {
                standing = standing.saturating_add(i16::try_from(seen.as_it_stands()).unwrap_or(i16::MAX));
                continue;
            }
            let column = &columns[usize::from(seen.bytes[read.index()])][seen.place as usize];
            for (sum, &cost) in bytes.sums.iter_mut().zip(column) {
                *sum = sum.saturating_add(cost);
            }
        }
        bytes.sums = bytes.sums.map(|sum| sum.saturating_add(standing));
        bytes
    }

    /// Is a word left as it is?
    pub(super) fn leaves(&self, word: usize) -> bool {
        self.staying >> word & 1 == 1
    }

    /// Is what was read right of the charset that the rest is said to be stored in?
    pub(super) fn are_of(&self, stored: Charset) -> bool {
        let has = |seen: &Seen| match seen.bytes.get(stored.index()) {
            Some(&byte) => byte != 0,
            None => Tables::get().codes(stored, seen.symbol.c).next().is_some(),
        };
        self.staying == 0 || self.seen.iter().all(|seen| !self.leaves(seen.word) || has(seen))
    }

    /// How unusual the characters are if they were stored in another charset of one byte a character, and their fingerprint;
    /// none if they are no text of its script there, or cost more than `most`.
    pub(super) fn stored_as(&self, stored: Charset, most: Cost, languages: &Languages) -> Option<(Cost, u64)> {
        let row = usual().get(stored.index())?;
        let cost = Cost::from(self.sums[stored.index()]);
        if cost > most + OF_LANGUAGES {
            return None;
        }
        let (mut print, mut more, mut native) = (0, 0, false);
        for seen in self.seen {
            let stays = self.leaves(seen.word);
            let c = match seen.bytes[self.read.index()] {
                _ if stays => seen.symbol.c,
                0 => char::REPLACEMENT_CHARACTER,
                byte => row[usize::from(byte)].map_or(char::REPLACEMENT_CHARACTER, |(c, _)| c),
            };
            print = fingerprint(print, c);
            more += languages.cost(c) - seen.more;
            native |= !stays && is_of_another_alphabet(c);
        }
        (native || !is_of_another_script(stored)).then_some((cost + more, print))
    }
}

/// Adds a character to a number that tells texts apart.
pub(crate) fn fingerprint(print: u64, c: char) -> u64 {
    (print ^ u64::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legacy::words;

    #[test]
    fn words_of_another_charset_stay() {
        let languages = Languages::default();
        let (words, _) = words::words("слово Ñïàñèáî", &languages, -1).unwrap();
        let words: Vec<&Word> = words.iter().collect();
        let seen = foreign(&words, &languages);
        let western = Bytes::of(&seen, Charset::Windows1252);
        assert!(western.leaves(0) && !western.leaves(1));
        assert!(western.are_of(Charset::Windows1251) && !western.are_of(Charset::Windows1253));
        let print = "словоСпасибо".chars().fold(0, fingerprint);
        let most = Cost::from(i16::MAX);
        assert_eq!(western.stored_as(Charset::Windows1251, most, &languages).map(|(_, print)| print), Some(print));
        // Of what was read as Cyrillic no word stays.
        assert!((0..2).all(|word| !Bytes::of(&seen[..5], Charset::Windows1251).leaves(word)));
    }
}
