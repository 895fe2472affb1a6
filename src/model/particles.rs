//! The plain little words of languages: articles, prepositions, conjunctions, forms of to be.
//!
//! Pairs of letters take a line to tell one language from its neighbours; `inte` or `della` says it at once. The words are
//! closed lists, as grammars have them, without those that need a letter with an accent.

use super::{Cost, language::LANGUAGES};
use crate::lazy::Lazy;
use alloc::{vec, vec::Vec};

/// How much less a text costs in the languages that have a word of it, by its letters: short ones are words of many.
const FOUND: [u8; 3] = [10, 20, 30];
/// The most that it costs less: lists of names are no sentences.
const MOST: Cost = 200;

/// The words of each language, in the order of `tools/train/src/language.rs`.
const WORDS: [&str; LANGUAGES] = [
    "the of and to is that for with are was this you not have from be it in on by as or",
    "le la les des du une est dans pour que qui sur avec pas vous cette sont ou au par un en de et il",
    "der die das und ist nicht ein eine den dem zu mit von auf werden wird im auch oder sie des als",
    "el la los las que una un por con para del se es como su al lo no de en y o",
    "o a os as uma um que com para do da dos das em no na por se ou mais ao de e",
    "il di che la per non con una un del della sono gli alla nel si da le in al o e dei i",
    "de het een van en is niet dat voor met op te zijn wordt bij aan of in kan om deze",
    "och att det som en inte den av till med kan ett om har de i",
    "og at det som ikke en af til er den kan med et har for de i",
    "og det som ikke en av til er den kan med et har for de i",
    "ja on ei se ovat oli tai joka kun voi sen ole",
    "og er sem ekki til en var fyrir eru af um",
    "agus an na ar le is go do sa leis nach ag a i de seo sin mar cuir bheith",
    "el la els les que una un amb per del dels no en com es de i o",
    "o a os as unha un que con para do da dos das non no na por se ou de e",
    "eta da ez bat dira zure edo dute den du",
    "y yr yn a i o ar ei wedi ac mae gan am",
    "i w na z do nie jest lub oraz przez dla od po to jak",
    "a v na se je pro nebo z do od po ale jako",
    "a v na sa je pre alebo z do od po ale ako",
    "a az nem egy hogy is vagy van ha meg",
    "de la cu nu este pe un din sau pentru o ale ca",
    "i u na je za se ne od da su ili koji",
    "in je na za se ne da z ali so pri v",
    "ir yra bei kad ar kaip su jei nuo",
    "un ir ar no par lai vai ka uz",
    "ja on ei see ning oma kui ka oli",
    "ve bir bu ile de da olan",
    "khi cho trong theo hay",
    "dhe e ka me nga nuk ose te i",
    "dan yang di ini untuk dengan tidak dari dalam adalah ke",
    "die en van is nie het te vir om met op",
    "la kaj de en estas ne por kun al",
    "ar an hag eo ne ur gant evit",
    "de la lo los las que un una del es per e",
    "i u na je za se ne od da su ili koji",
    "bir ile bu",
    "agus an na air le a do gun nach tha anns aig seo sin mar de bidh",
    "el la los les que una un pa del nun con de y",
    "og det som ikkje ein av til er den kan med eit har for dei i",
];

/// By how much less a text costs in each language for the little words that it has.
pub(super) fn gains(text: &str) -> [Cost; LANGUAGES] {
    let mut gains = [0_u8; LANGUAGES];
    let mut note = |word: u64| {
        if let Some(row) = row_of(word) {
            for (sum, &gain) in gains.iter_mut().zip(row) {
                *sum = sum.saturating_add(gain);
            }
        }
    };
    // The word so far.
    let mut word = 0;
    for &byte in text.as_bytes() {
        let kind = KINDS[usize::from(byte)];
        if kind == APART {
            note(word);
            word = 0;
        } else {
            let fits = kind != OTHER && word >> (u64::BITS - u8::BITS) == 0;
            word = if fits { word << u8::BITS | u64::from(kind) } else { NONE };
        }
    }
    note(word);
    gains.map(|gain| Cost::from(gain).min(MOST))
}

/// What stands between words, and all that words and names have beside plain letters; those are themselves, but small.
const APART: u8 = 0;
const OTHER: u8 = 1;

static KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            letter @ (b'a'..=b'z' | b'A'..=b'Z') => letter.to_ascii_lowercase(),
            b'0'..=b'9' | b'_' | b'\'' => OTHER,
            _ => APART,
        };
        byte += 1;
    }
    kinds
};

/// Stands for words that are none of those, as longer ones are.
const NONE: u64 = u64::MAX;

/// A word in one number, a small letter each byte; none is 0.
fn key(word: &[u8]) -> u64 {
    word.iter().fold(0, |key, letter| key << u8::BITS | u64::from(*letter))
}

/// Cells of the table, of which a word is in the first free one from its own.
const CELLS: usize = 1024;

fn cell(key: u64) -> usize {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    (key.wrapping_mul(FACTOR) >> (u64::BITS - CELLS.trailing_zeros())) as usize
}

/// The words, and what each gains in the languages.
struct Table {
    /// The words with their rows, and 0 where there is none.
    cells: Vec<(u64, u16)>,
    rows: Vec<[u8; LANGUAGES]>,
}

/// What a word gains in each language.
fn row_of(word: u64) -> Option<&'static [u8; LANGUAGES]> {
    static TABLE: Lazy<Table> = Lazy::new(|| {
        let mut table = Table { cells: vec![(0, 0); CELLS], rows: Vec::new() };
        for (language, words) in WORDS.iter().enumerate() {
            for word in words.split(' ') {
                let key = key(word.as_bytes());
                let mut at = cell(key);
                while table.cells[at].0 != 0 && table.cells[at].0 != key {
                    at = (at + 1) % CELLS;
                }
                if table.cells[at].0 == 0 {
                    table.cells[at] = (key, u16::try_from(table.rows.len()).unwrap_or(0));
                    table.rows.push([0; LANGUAGES]);
                }
                let row = usize::from(table.cells[at].1);
                table.rows[row][language] = FOUND[word.len().min(FOUND.len()) - 1];
            }
        }
        table
    });
    let table = &*TABLE;
    let mut at = cell(word);
    loop {
        let &(other, row) = &table.cells[at % CELLS];
        if other == word && word != 0 {
            return table.rows.get(usize::from(row));
        }
        if other == 0 {
            return None;
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_words_tell_languages_apart() {
        let gains = gains("Kartan kunde inte lasas in och det var allt, INTE mer");
        let (swedish, danish, english) = (gains[7], gains[8], gains[0]);
        assert!(swedish >= danish + 60 && danish > english);
        assert_eq!(super::gains("naïvement _the_ the1 l'un"), [0; LANGUAGES]);
    }

    #[test]
    fn words_are_plain_and_short() {
        for word in WORDS.iter().flat_map(|words| words.split(' ')) {
            assert!(word.len() <= size_of::<u64>() && word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        }
    }
}
