//! Words that are what they are: units, powers, acronyms, icons, words in quotes. Some misreading may make others of them.

use super::{quotes, weights};
use crate::{letter::is_letter, model::Cost};

/// Is it a unit with a prefix for a millionth, or of resistance, after a figure or by itself?
pub(super) fn is_unit(word: &str) -> bool {
    const UNITS: [&str; 16] = ["", "m", "s", "g", "l", "L", "A", "V", "W", "F", "H", "M", "Pa", "Hz", "Sv", "mol"];
    let word = word.trim_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation());
    let micro = word.strip_prefix(['µ', 'μ']);
    let ohm = word.strip_suffix(['Ω', 'Ω']);
    micro.is_some_and(|unit| UNITS.contains(&unit.split(['-', '/', '<']).next().unwrap_or_default()))
        || ohm.is_some_and(|prefix| matches!(prefix, "" | "m" | "k" | "M" | "G" | "µ"))
}

/// Is a word one character for private use? Fonts of icons and bullets have such.
pub(super) fn is_icon(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| ('\u{E000}'..'\u{F900}').contains(&c)) && chars.next().is_none()
}

/// Are the plain letters of a word in Cyrillic letters all such as look like those? Where keyboards are mixed up they stand
/// for them.
pub(super) fn is_of_lookalikes(word: &str) -> bool {
    let plain = || word.chars().filter(char::is_ascii_alphabetic);
    let cyrillic = word.chars().filter(|c| ('\u{400}'..'\u{530}').contains(c)).count();
    let others = word.chars().any(|c| !c.is_ascii() && is_letter(c) && !('\u{400}'..'\u{530}').contains(&c));
    cyrillic > 1 && !others && plain().next().is_some() && plain().all(|c| "aceopxyijsABCEHIJKMOPSTXY".contains(c))
}

/// Is it one or two plain letters with a power or the number of a note, or three that something is divided by?
pub(super) fn is_power(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation() || matches!(c, '¼'..='¾'));
    let (word, most) = word.rsplit_once('/').map_or((word, 2), |(_, unit)| (unit, 3));
    let letters = word.trim_end_matches(['¹', '²', '³']);
    letters.len() < word.len()
        && (1..=most).contains(&letters.len())
        && letters.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Is all beyond ASCII in a word signs and Greek letters, as in formulas and marks of notes, each before a figure, a capital,
/// a bracket or no more than two letters: `Δx/Δt`, `µC`, `√(x)`, `†p`?
pub(super) fn is_symbolic(word: &str) -> bool {
    let parts = word.split(['/', '=', '+', '-', '<', '>', '"', ';']).filter(|part| !part.is_ascii());
    let symbolic = |part: &str| {
        let mut rest = part.trim_matches(|c: char| c.is_ascii_punctuation() && c != '(').chars();
        let symbol = rest.next().is_some_and(is_symbol);
        let rest = rest.as_str();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        symbol
            && rest.is_ascii()
            && !rest.is_empty()
            && (letters <= MOST_AFTER_SYMBOL || rest.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    let mut parts = parts.peekable();
    parts.peek().is_some() && parts.all(symbolic)
}

/// Letters of a variable or a unit after a symbol, at most.
const MOST_AFTER_SYMBOL: usize = 2;

fn is_symbol(c: char) -> bool {
    matches!(c, '±' | 'µ' | '†' | '‡' | '\u{391}'..='\u{3C9}' | '\u{2126}' | '\u{2200}'..='\u{22FF}')
}

/// Does a word begin with dots right before a small letter?
pub(super) fn begins_with_dots(word: &str) -> bool {
    word.strip_prefix('…').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// What it costs that a word of a few capitals in another script comes out in small letters, or one of two as anything: so
/// short a word says nothing. None if it is no such word.
pub(super) fn acronym_cost(standing: &str, text: &str) -> Option<Cost> {
    let mut pieces = standing.split(|c: char| c.is_ascii() || !c.is_alphabetic());
    let longest = pieces.clone().map(|piece| piece.chars().count()).max().unwrap_or(0);
    let capitals = pieces.all(|piece| piece.chars().all(char::is_uppercase));
    let small = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).all(char::is_lowercase);
    match longest {
        2 if capitals => Some(weights::ACRONYM),
        _ if !capitals || !small => None,
        3 => Some(weights::ACRONYM),
        4 => Some(weights::ACRONYM_OF_FOUR),
        _ => None,
    }
}

/// Is a word in a pair of quotes?
pub(super) fn is_quoted(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
    let mut chars = word.chars();
    chars.next().zip(chars.next_back()).is_some_and(|(first, last)| quotes::closes(first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_words_are_what_they_are() {
        assert!(is_of_lookalikes("кoктeл") && !is_of_lookalikes("коктейл") && !is_of_lookalikes("Stra\u{431}e"));
        for power in ["(m²),", "a¹", "langkah/dtk²", "½mv²"] {
            assert!(is_power(power), "{power}");
        }
        assert!(!is_power("pěkn²") && !is_power("dtk²") && !is_power("²"));
        assert!(is_icon("\u{E4C4}") && !is_icon("a\u{E4C4}"));
        assert!(["5µm", "µ", "(µg)", "10kΩ", "µm-"].into_iter().all(is_unit) && !is_unit("µas") && !is_unit("Ωμ"));
        for word in ["Δx/Δt", "µC", "√(x)", "†p", "±5", "\"µTorrent\"", "<td>µC</td>", "x=√2"] {
            assert!(is_symbolic(word), "{word}");
        }
        for word in ["Ωtre", "µgua", "kΩ", "x√π", "µ", "αβ", "plain"] {
            assert!(!is_symbolic(word), "{word}");
        }
        assert!(is_quoted("(„été“)") && !is_quoted("été"));
        assert!(begins_with_dots("…und") && !begins_with_dots("…Und"));
    }

    #[test]
    fn acronyms_have_few_capitals() {
        for (standing, text) in [("ЦК", "уы"), ("ФП", "ΤΟ"), ("F.ЦКЦ.ПХ", "F.уыу.ри")] {
            assert_eq!(acronym_cost(standing, text), Some(weights::ACRONYM), "{standing}");
        }
        assert_eq!(acronym_cost("ХТТП", "урро"), Some(weights::ACRONYM_OF_FOUR));
        for (standing, text) in [("ЦЕНТРАЛ", "уеотсбм"), ("ЦКУ", "УЫЩ"), ("цк", "УЫ"), ("NÎ", "Në")]
        {
            assert_eq!(acronym_cost(standing, text), None, "{standing}");
        }
    }
}
