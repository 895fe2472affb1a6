//! Quotes that come out in pairs.
//!
//! A sign that becomes another sign says nothing about a line: there are signs enough in good text. But where the signs
//! around a few words become a quote that opens and one that closes, that is hardly by chance.

use super::words::Word;
use alloc::string::String;

/// Are the signs that change in some words all quotes, an opening one and its closing one by turns, and the spaces
/// that stand beside them?
pub(super) fn are_paired(words: &[Word], texts: &[(usize, String)]) -> bool {
    let mut open = None;
    let mut pairs = 0;
    for (number, text) in texts {
        let mut before = ' ';
        let mut standing = words[*number].text.chars();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let was = standing.next();
            let inner = |c: char| c.is_alphabetic() || c.is_ascii_digit();
            if was != Some(c) && !inner(c) && c != '\u{A0}' {
                match open {
                    None if is_quote(c) && !inner(before) => open = Some(c),
                    Some(first) if closes(first, c) && !chars.peek().copied().is_some_and(inner) => {
                        (open, pairs) = (None, pairs + 1);
                    }
                    _ => return false,
                }
            }
            before = c;
        }
        if standing.next().is_some() {
            return false;
        }
    }
    open.is_none() && pairs > 0
}

fn is_quote(c: char) -> bool {
    matches!(c, '«' | '»' | '‹' | '›' | '„' | '“' | '”' | '‚' | '‘')
}

/// Does one quote close what the other opened?
pub(super) fn closes(first: char, last: char) -> bool {
    matches!(
        (first, last),
        ('«', '»')
            | ('»', '«' | '»')
            | ('‹', '›')
            | ('›', '‹')
            | ('„', '“' | '”')
            | ('“' | '”', '”')
            | ('‚', '‘' | '’')
            | ('‘', '’')
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{legacy::words, model::Languages};

    fn paired(line: &str, texts: &[&str]) -> bool {
        let languages = Languages::default();
        let (words, _) = words::words(line, &languages, -1).unwrap_or_default();
        let texts: Vec<(usize, String)> = texts.iter().map(|&text| text.into()).enumerate().collect();
        are_paired(&words, &texts)
    }

    #[test]
    fn quotes_open_and_close() {
        assert!(paired("le ®mot¯", &["«mot»"]) && paired("®deux mots¯)", &["«deux", "mots»)"]));
        assert!(!paired("le ®mot", &["«mot"]) && !paired("mot® ¯mot", &["mot«", "»mot"]));
        assert!(!paired("®mot¯ ¼", &["«mot»", "½"]) && !paired("®1¯", &["1"]));
    }
}
