//! Single characters by themselves: words of one letter join words or figures, signs head lines or fill the cells of tables.

use crate::letter::is_letter;
use core::ops::Range;

/// How one character stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lone {
    /// It is a word of more characters, or stands as words do.
    No,
    /// With more than a space on one side, as signs stand in tables, or with a figure that they belong to.
    Cell,
    /// After a code, as in tables of charsets.
    Coded,
    /// A letter amid signs: words of one letter join others or numbers.
    Unlinked,
    /// A sign that a line of words begins with, though it belongs to figures.
    Heading,
}

impl Lone {
    /// How a part of a line stands.
    pub(super) fn of(line: &str, range: &Range<usize>) -> Self {
        let text = &line[range.clone()];
        let mut chars = text.chars();
        let (Some(c), None) = (chars.next(), chars.next()) else { return Self::No };
        let (before, after) = (&line[..range.start], &line[range.end..]);
        let around = [&before.as_bytes()[before.len().saturating_sub(2)..], &after.as_bytes()[..after.len().min(2)]];
        let signs = |part: Option<&str>| part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_punctuation()));
        if ends_with_code(before) {
            Self::Coded
        } else if around.iter().any(|side| matches!(side, [b' ', b' '] | [.., b'\t'] | [b'\t', ..]))
            || is_of_figure(before, c, after)
        {
            Self::Cell
        } else if is_letter(c)
            && signs(before.split_ascii_whitespace().next_back())
            && signs(after.split_ascii_whitespace().next())
        {
            Self::Unlinked
        } else if matches!(c, '¢' | '£' | '¤' | '¥')
            && before.trim_ascii().is_empty()
            && matches!(after.as_bytes(), [b' ', next, ..] if !next.is_ascii_digit())
        {
            Self::Heading
        } else {
            Self::No
        }
    }
}

/// Is it a sign of money beside a figure, or that of a diameter before one?
fn is_of_figure(before: &str, c: char, after: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let follows = digit(after.trim_ascii_start().as_bytes().first());
    match c {
        '¢' | '£' | '¥' | '€' => follows || digit(before.trim_ascii_end().as_bytes().last()),
        'Ø' | 'ø' => follows,
        _ => false,
    }
}

/// Does a line end with the code of a character in decimal and in hexadecimal digits? Tables of charsets have both.
fn ends_with_code(line: &str) -> bool {
    let mut parts = line.rsplit([' ', '\t', ';', ',', '|']).filter(|part| !part.is_empty());
    let codes = parts.next().zip(parts.next());
    codes.is_some_and(|(last, before)| {
        u8::from_str_radix(last, 16).is_ok_and(|code| code >= 0x80 && before.parse() == Ok(code))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(line: &str, part: &str) -> Lone {
        let at = line.find(part).unwrap_or_default();
        Lone::of(line, &(at..at + part.len()))
    }

    #[test]
    fn characters_stand_in_their_ways() {
        assert_eq!(stands("3 à 4", "à"), Lone::No);
        assert_eq!(stands("f( n [; à [; m ])", "à"), Lone::Unlinked);
        assert_eq!(stands("one  ×  two", "×"), Lone::Cell);
        assert_eq!(stands("¥ Kirche und Markt", "¥"), Lone::Heading);
        assert_eq!(stands("¥ 500", "¥"), Lone::Cell);
        assert_eq!(stands("50 ¢ each", "¢"), Lone::Cell);
        assert_eq!(stands("246 166 A6 Ś LATIN CAPITAL LETTER S WITH ACUTE", "Ś"), Lone::Coded);
        assert_eq!(stands("Haus 166 a6 Ś", "Ś"), Lone::Coded);
        assert_eq!(stands("AB Ñ F0", "Ñ"), Lone::No);
        assert_eq!(stands("été", "été"), Lone::No);
    }
}
