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

#[cfg(test)]
mod tests {
    use super::*;

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
