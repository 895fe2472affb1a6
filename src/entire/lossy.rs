//! Is what looks like a legacy charset UTF-8 that lost bytes?

use crate::charset::Charset;

/// May the bytes of a line that was read as `read` be UTF-8 that lost some? Then few first bytes come again and again, as those
/// of a script are few.
pub(super) fn may_be_utf8(bytes: &[u8], read: Charset) -> bool {
    let is_multi = read.multi_index().is_some();
    // First bytes are 0xC0 and more.
    let mut leads = [0; 0x40];
    let mut all = 0;
    // How many bytes are in sequences, and how many of one there were and are to come.
    let (mut inside, mut begun, mut need) = (0, 0, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        if byte.is_ascii() {
            need = 0;
            continue;
        }
        all += 1;
        if need > 0 && byte < 0xC0 {
            need -= 1;
            begun += 1;
            inside += if need == 0 { begun } else { 0 };
            continue;
        }
        begun = 1;
        need = match byte {
            // Whatever was lost, no character is a first byte and a plain one.
            _ if is_multi && bytes.get(at + 1).is_some_and(u8::is_ascii) => 0,
            0xC2..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF4 => 3,
            _ => 0,
        };
        leads[usize::from(byte & 0x3F)] += u64::from(need > 0);
    }
    let most = leads.into_iter().max().unwrap_or(0);
    let exceeds = |(share, of): (u64, u64)| most * of >= all * share;
    exceeds(LEADS_OF_UTF8) || exceeds(LEADS_OF_LITTLE) && 4 * inside >= 3 * all
}

/// Of so many characters of UTF-8 so many are one first byte, and hardly ever of a text so many one letter.
const LEADS_OF_UTF8: (u64, u64) = (3, 10);
/// The same for little text, where it says less, so most of it has to be in sequences as well.
const LEADS_OF_LITTLE: (u64, u64) = (1, 6);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entire::codes::encode;
    use alloc::vec::Vec;

    fn may_be_utf8(line: &str, read: Charset) -> bool {
        let mut bytes = Vec::new();
        assert!(encode(line, read, &mut bytes), "{line}");
        super::may_be_utf8(&bytes, read)
    }

    #[test]
    fn few_first_bytes_come_again() {
        use Charset::{Gb18030, Windows1251, Windows1252};
        for line in ["Ð²ÑÐºÐ°Ð½Ð°Ð½Ð½Ñ", "à¤®à¤§à¥à¤¯à¤®", "Ã©tÃ©s Ã  l"] {
            assert!(may_be_utf8(line, Windows1252), "{line}");
        }
        assert!(may_be_utf8("РІСРєРРЅР°РЅРЅС", Windows1251));
        for line in ["Ïðèâåò, äðóçüÿ, êàê äåëà?", "½ñÌìÌìÆøºÜºÃ£¬ÎÒÃÇÈ¥¹«Ô°"]
        {
            assert!(!may_be_utf8(line, Windows1252), "{line}");
        }
        assert!(!may_be_utf8("la for阾 br鹟閑 閠ait gel閑", Gb18030));
    }
}
