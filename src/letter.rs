//! Letters, told at once where they are asked for most.

/// Is it a letter? Of Latin ones with accents and the signs beside them, Cyrillic ones, hanzi and hangul syllables no table is
/// asked.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\u{80}'..='\u{BF}' => matches!(c, 'ª' | 'µ' | 'º'),
        '\u{2000}'..='\u{2070}' => false,
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        '\u{400}'..='\u{481}' | '\u{1E00}'..='\u{1EFF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => true,
        _ => c.is_alphabetic(),
    }
}

/// Is it a letter of an alphabet other than Latin, or a mark on one?
pub(crate) fn is_of_another_alphabet(c: char) -> bool {
    ('\u{370}'..'\u{1E00}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        for c in '\0'..='\u{FFFF}' {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c}");
        }
    }

    #[test]
    fn alphabets_are_told_apart() {
        assert!("αжשعกა".chars().all(is_of_another_alphabet));
        assert!(!"aéßə日한ậ“".chars().any(is_of_another_alphabet));
    }
}
