//! Quotes: nearly all that open are closed.

use crate::{
    model::{self, Cost},
    weights,
};

/// The quote that would close the one that is open after `c`, if before it was `closing`.
pub(crate) fn closing_after(closing: Option<char>, c: char) -> Option<char> {
    match c {
        c if closing == Some(c) || c == '”' => None,
        '“' => Some('”'),
        '„' => Some('“'),
        '‘' => Some('’'),
        '«' => Some('»'),
        model::EDGE => None,
        _ => closing,
    }
}

/// What a supposed quote pays after a character, given the one that would close an open one.
pub(super) fn quote_cost(closing: Option<char>, previous: char, c: char) -> Cost {
    match closing {
        // What opened low is closed in two ways.
        Some(closing) if closing == c || closing == '“' && c == '”' => weights::lost::CLOSING_QUOTE,
        None if c == '”' => weights::lost::UNOPENED_QUOTE,
        // No word ends where a quote opens.
        _ if matches!(c, '“' | '„' | '«') && previous.is_alphabetic() => weights::lost::UNOPENED_QUOTE,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_closed_by_their_like() {
        let closing = |text: &str| text.chars().fold(None, closing_after);
        assert_eq!(closing("he said “no"), Some('”'));
        assert_eq!(closing("« non"), Some('»'));
        assert_eq!(closing("“no”, she said"), None);
        assert_eq!(closing("“no\n"), None);
        for c in ['“', '”'] {
            assert_eq!(quote_cost(closing("„nein"), 'n', c), weights::lost::CLOSING_QUOTE);
        }
        assert_eq!(quote_cost(None, 'o', '”'), weights::lost::UNOPENED_QUOTE);
        assert_eq!((quote_cost(None, 'o', '“'), quote_cost(None, ' ', '“')), (weights::lost::UNOPENED_QUOTE, 0));
    }
}
