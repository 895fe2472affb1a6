//! What stands beside punctuation, as far as that decides which punctuation it is.
//!
//! The model's tool counts with the same functions, so this file stands by itself.

use core::ops::Range;

/// Kinds of characters beside punctuation.
pub(crate) const SIDES: usize = 6;
/// The general punctuation that UTF-8 writes E2 80 and a byte.
pub(crate) const PUNCTUATION: Range<u32> = 0x2010..0x2040;

/// The kind of a character beside punctuation.
pub(crate) fn side(c: char) -> usize {
    match c {
        '\n' => 0,
        c if c.is_whitespace() => 1,
        c if c.is_alphabetic() => 2,
        c if c.is_numeric() => 3,
        '(' | '[' | '{' | '<' | '"' | '\'' | '“' | '‘' | '«' | '„' => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_number() {
        assert_eq!(['\n', '\u{A0}', 'ж', '7', '«', '.'].map(side), [0, 1, 2, 3, 4, SIDES - 1]);
    }
}
