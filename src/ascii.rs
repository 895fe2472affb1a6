//! Where plain text ends.

/// The first byte at or after `at` that is not ASCII.
pub(crate) fn next_non_ascii(bytes: &[u8], at: usize) -> Option<usize> {
    const BLOCK: usize = 64;
    let mut start = at;
    // It is mostly near.
    let (near, far) = bytes[at..].split_at(bytes.len().saturating_sub(at).min(BLOCK / 2));
    if let Some(offset) = first_non_ascii(near) {
        return Some(at + offset);
    }
    start += near.len();
    for block in far.chunks(BLOCK) {
        if !block.is_ascii() {
            return first_non_ascii(block).map(|offset| start + offset);
        }
        start += block.len();
    }
    None
}

/// The same in a few bytes, eight at a time.
fn first_non_ascii(bytes: &[u8]) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (parts, rest) = bytes.as_chunks::<8>();
    for (number, &part) in parts.iter().enumerate() {
        let high = u64::from_le_bytes(part) & HIGH;
        if high != 0 {
            return Some(number * 8 + high.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|byte| !byte.is_ascii()).map(|offset| parts.len() * 8 + offset)
}

/// Are there so many plain letters? They are counted for many bytes at a time.
pub(crate) fn has_letters(bytes: &[u8], least: usize) -> bool {
    const BLOCK: usize = 128;
    let mut found = 0;
    bytes.chunks(BLOCK).any(|block| {
        let letters = block.iter().fold(0_u8, |count, byte| count + u8::from(byte.is_ascii_alphabetic()));
        found += usize::from(letters);
        found >= least
    })
}

/// Has a text nothing but what no decoder gives for wrong, but those of seven bits: plain characters, and the scripts that no
/// charset has but those of Unicode, as those of India and the Georgian?
///
/// All bytes are looked at in the same way, for many at a time: a two-byte character below U+0700 or anything from U+1E00 on
/// has a first byte that tells, and so have Thai and the last letters before U+1E00 by their second.
pub(crate) fn is_out_of_reach(bytes: &[u8]) -> bool {
    const BLOCK: usize = 64;
    let tells = |byte: u8, next: u8| {
        let two = (0xC2..0xDC).contains(&byte);
        let thai = byte == 0xE0 && next & 0xFE == 0xB8;
        let last = byte == 0xE1 && next >= 0xB8;
        two | (byte >= 0xE2) | thai | last
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

    #[test]
    fn letters_are_counted() {
        for letters in [0, 1, 12, 128, 129, 300] {
            let text = "x.".repeat(letters);
            assert!(has_letters(text.as_bytes(), letters.max(1)) == (letters > 0));
            assert!(!has_letters(text.as_bytes(), letters + 1));
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

    #[test]
    fn the_first_byte_beyond_ascii_is_found_anywhere() {
        for length in 0..300 {
            for at in 0..length {
                let mut bytes = vec![b'a'; length];
                assert_eq!(next_non_ascii(&bytes, at), None);
                bytes[length - 1] = 0xC3;
                assert_eq!(next_non_ascii(&bytes, at), Some(length - 1), "{at} of {length}");
            }
        }
        assert_eq!(next_non_ascii("aéé".as_bytes(), 3), Some(3));
    }
}
