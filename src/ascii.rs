//! Where plain text ends.

/// The first byte at or after `at` that is not ASCII.
#[inline]
pub(crate) fn next_non_ascii(bytes: &[u8], at: usize) -> Option<usize> {
    // It is mostly near.
    let mut start = at;
    for _ in 0..NEAR {
        let Some(part) = bytes[start..].first_chunk() else { return last_non_ascii(bytes, start) };
        let high = u64::from_le_bytes(*part) & HIGH;
        if high != 0 {
            return Some(start + first_of(high));
        }
        start += part.len();
    }
    far_non_ascii(bytes, start)
}

/// Parts that are looked at before blocks.
const NEAR: usize = 4;
/// The uppermost bit of each byte of a part.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The same where there may be much that is plain.
fn far_non_ascii(bytes: &[u8], at: usize) -> Option<usize> {
    let mut start = at;
    while let Some(block) = bytes[start..].first_chunk::<64>() {
        if !block.is_ascii() {
            break;
        }
        start += block.len();
    }
    while let Some(part) = bytes[start..].first_chunk() {
        let high = u64::from_le_bytes(*part) & HIGH;
        if high != 0 {
            return Some(start + first_of(high));
        }
        start += part.len();
    }
    last_non_ascii(bytes, start)
}

/// The same where less than a part is left.
fn last_non_ascii(bytes: &[u8], at: usize) -> Option<usize> {
    let Some(part) = bytes.last_chunk() else {
        return bytes[at..].iter().position(|byte| !byte.is_ascii()).map(|offset| at + offset);
    };
    // Some of it was seen before.
    let first = bytes.len() - part.len();
    let high = u64::from_le_bytes(*part) & HIGH & u64::MAX.checked_shl(8 * (at - first) as u32)?;
    (high != 0).then(|| first + first_of(high))
}

/// The number of the first byte of a part whose uppermost bit is set.
fn first_of(high: u64) -> usize {
    high.trailing_zeros() as usize / 8
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
