//! Is what looks like a legacy charset UTF-8 that lost bytes?

use crate::charset::{Charset, Tables};

/// May a line that was read as `read` be UTF-8 that lost bytes? Then few first bytes come again and again, as those of a
/// script are few.
pub(super) fn may_be_utf8(line: &str, read: Charset) -> bool {
    let tables = Tables::get();
    let of = |c: char| match read.multi_index() {
        None => tables.single_bytes(c)[read.index()],
        // Whatever was lost, no plain byte follows a first one of UTF-8.
        Some(_) => tables.code(read, c).map_or(0, |code| match *code.as_slice() {
            [_, second, ..] if second.is_ascii() => second,
            [first, ..] => first,
            [] => 0,
        }),
    };
    let mut leads = [0; 0x100];
    let mut all = 0;
    // How many characters are in sequences, and how many of one there were and are to come.
    let (mut inside, mut begun, mut need) = (0, 0, 0);
    for c in line.chars() {
        if c.is_ascii() {
            need = 0;
            continue;
        }
        all += 1;
        let byte = match of(c) {
            byte @ 0x80..0xF5 => byte,
            _ => tables.single_bytes(c)[Charset::Windows1252.index()],
        };
        if need > 0 && (0x80..0xC0).contains(&byte) {
            need -= 1;
            begun += 1;
            inside += if need == 0 { begun } else { 0 };
            continue;
        }
        begun = 1;
        need = match byte {
            0xC2..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF4 => 3,
            _ => 0,
        };
        leads[usize::from(byte)] += u32::from(need > 0);
    }
    let most = leads.into_iter().max().unwrap_or(0);
    let exceeds = |(share, of): (u32, u32)| most * of >= all * share;
    exceeds(LEADS_OF_UTF8) || exceeds(LEADS_OF_LITTLE) && 4 * inside >= 3 * all
}

/// Of so many characters of UTF-8 so many are one first byte, and hardly ever of a text so many one letter.
const LEADS_OF_UTF8: (u32, u32) = (3, 10);
/// The same for little text, where it says less, so most of it has to be in sequences as well.
const LEADS_OF_LITTLE: (u32, u32) = (1, 6);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_first_bytes_come_again() {
        use Charset::{Gb18030, Windows1251, Windows1252};
        for line in ["Ð²ÑÐºÐ°Ð½Ð°Ð½Ð½Ñ", "à¤®à¤§à¥à¤¯à¤®", "Ã©tÃ©s Ã  l"] {
            assert!(may_be_utf8(line, Windows1252), "{line}");
        }
        assert!(may_be_utf8("РІСРєРРЅР°РЅРЅС", Windows1251));
        for line in ["Ïðèâåò, äðóçüÿ, êàê äåëà?", "½ñÌìÌìÆøºÜºÃ£¬ÎÒÃÇÈ¥¹«Ô°"] {
            assert!(!may_be_utf8(line, Windows1252), "{line}");
        }
        assert!(!may_be_utf8("la for阾 br鹟閑 閠ait gel閑", Gb18030));
    }
}
