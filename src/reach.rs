//! Scripts that no charset has but those of Unicode, as those of India, Georgian and Tibetan: no decoder gives them for wrong.

use crate::ascii::next_non_ascii;

/// Is it of a script that no charset has but those of Unicode, as those of India are? What is read wrong never comes
/// out as that.
pub(crate) fn is_unreachable(c: char) -> bool {
    c >= '\u{700}' && matches!(c, ..'\u{E00}' | '\u{E80}'..'\u{1E00}')
}

/// Has a text nothing but plain characters and what is [unreachable](is_unreachable)?
///
/// All bytes are looked at in the same way, for many at a time: a two-byte character below U+0700 or anything from U+1E00 on
/// has a first byte that tells, and so have Thai and the last letters before U+1E00 by their second.
pub(crate) fn is_out_of_reach(bytes: &[u8]) -> bool {
    const BLOCK: usize = 64;
    let tells = |byte: u8, next: u8| {
        let two = (0xC2..0xDC).contains(&byte);
        let thai = byte == 0xE0 && next & 0xFE == 0xB8;
        let last = byte == 0xE1 && next >= 0xB8;
        two || byte >= 0xE2 || thai || last
    };
    // The first character tells in most text.
    let Some(first) = next_non_ascii(bytes, 0).and_then(|at| bytes.get(at..at + 2)) else { return true };
    if tells(first[0], first[1]) {
        return false;
    }
    let mut rest = bytes;
    while let [_, after @ ..] = rest {
        let length = after.len().min(BLOCK);
        let pairs = rest[..length].iter().zip(&after[..length]);
        if pairs.fold(false, |found, (&byte, &next)| found | tells(byte, next)) {
            return false;
        }
        rest = &rest[length.max(1)..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::{Charset, Tables};

    #[test]
    fn no_charset_gives_what_is_out_of_reach() {
        let tables = Tables::get();
        let legacy = &Charset::ALL[..Charset::LEGACY_COUNT];
        for c in ('\u{80}'..='\u{FFFF}').filter(|&c| is_unreachable(c)) {
            let codes = legacy.iter().flat_map(|&charset| tables.codes(charset, c));
            assert!(codes.into_iter().all(|code| code.as_slice().len() > 2), "{c}");
        }
    }

    #[test]
    fn scripts_are_out_of_reach() {
        for c in ('\0'..=char::MAX).filter(|&c| c < '\u{3000}' || u32::from(c) % 251 == 0) {
            let expected = c.is_ascii() || ('\u{700}'..'\u{1E00}').contains(&c) && !('\u{E00}'..'\u{E80}').contains(&c);
            for around in [0, 1, 63, 64, 65] {
                let text = format!("{}{c}{}", "a".repeat(around), "क".repeat(around));
                assert_eq!(is_out_of_reach(text.as_bytes()), expected, "{c:?} {around}");
            }
        }
        assert!(is_out_of_reach(b""));
    }
}
