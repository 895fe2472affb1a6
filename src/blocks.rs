//! Blocks: where a long text is cut, so that a stream is cut in the same places.

use core::ops::Range;

/// The length of the first block of a text that goes on to its end in `bytes`, of at most `window` bytes: all of
/// it, or up to the last line end, or failing that the last space, or failing that the last character.
pub(crate) fn first(bytes: &[u8], window: usize) -> usize {
    if bytes.len() <= window {
        return bytes.len();
    }
    let within = &bytes[..window];
    let after = |at| at + 1;
    let line = memchr::memrchr(b'\n', within).map(after);
    line.or_else(|| memchr::memrchr(b' ', within).map(after)).unwrap_or_else(|| {
        let continues = |at: &usize| bytes[*at] & 0xC0 == 0x80;
        // A character has at most four bytes; what has more is none, and may be cut anywhere.
        (window - 3..=window).rev().find(|at| !continues(at)).unwrap_or(window)
    })
}

/// The blocks of a text.
pub(crate) fn all(text: &str, window: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    core::iter::from_fn(move || {
        let start = at;
        at += first(&text.as_bytes()[start..], window);
        (at > start).then_some(start..at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_whole_lines_where_they_can_be() {
        let cut = |text: &'static str, window| all(text, window).map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(cut("one\ntwo\nthree", 8), ["one\ntwo\n", "three"]);
        assert_eq!(cut("one two three", 9), ["one two ", "three"]);
        assert_eq!(cut("éééé", 5), ["éé", "éé"]);
        assert_eq!(cut("", 5), [""; 0]);
    }
}
