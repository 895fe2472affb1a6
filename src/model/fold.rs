//! What counts as the same letter: capitals and small letters, and all digits.
//!
//! The model's tool counts with the same functions, so this file stands by itself. The numbers of classes are
//! those of `tools/train/src/class.rs`.

/// What may stand before a letter, as far as that decides its case.
pub(crate) const STATES: usize = 6;
/// Kinds of letters with case, and the digits.
pub(crate) const CASED: usize = 9;
/// The kind of the digits, which count as letters of one case.
pub(crate) const DIGITS: usize = CASED - 1;

/// The character that stands for `c` in runs: the small letter for a capital, `0` for a digit. Case and digit
/// have costs of their own.
pub(crate) const fn fold(c: char) -> char {
    let code = c as u32;
    if code > 0x1EFF {
        return c;
    }
    let folded = match code {
        0x30..=0x39 => 0x30,
        0x41..=0x5A => code + 32,
        0..=0xBF | 0xD7 => code,
        0xC0..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 32,
        0x178 => 0xFF,
        0x100..=0x12F
        | 0x132..=0x137
        | 0x14A..=0x177
        | 0x1A0..=0x1A5
        | 0x1DE..=0x1EF
        | 0x1F8..=0x21F
        | 0x222..=0x233
        | 0x460..=0x481
        | 0x48A..=0x4BF
        | 0x4D0..=0x52F
        | 0x1E00..=0x1E95
        | 0x1EA0..=0x1EFF => code | 1,
        0x139..=0x148 | 0x179..=0x17E | 0x1AF..=0x1B0 | 0x1CD..=0x1DC | 0x4C1..=0x4CE => code + (code & 1),
        0x386 => 0x3AC,
        0x388..=0x38A => code + 37,
        0x38C => 0x3CC,
        0x38E..=0x38F => code + 63,
        0x400..=0x40F => code + 80,
        0x531..=0x556 => code + 48,
        _ => code,
    };
    match char::from_u32(folded) {
        Some(folded) => folded,
        None => c,
    }
}

/// The kind of a class whose characters fold, and whether they are capitals.
pub(crate) const fn case(class: u8) -> Option<(usize, bool)> {
    match class {
        3 => Some((DIGITS, false)),
        9 => Some((0, false)),
        10 => Some((0, true)),
        44..=49 | 51..=58 => {
            let at = (class - if class < 50 { 44 } else { 45 }) as usize;
            Some((1 + at / 2, at % 2 == 1))
        }
        _ => None,
    }
}

/// What a character says about the case of the next.
pub(crate) const fn state(c: char, class: u8) -> usize {
    match case(class) {
        _ if c == '\n' => 0,
        _ if class == 1 => 1,
        None if matches!(class, 37..=39 | 50 | 59..) => 5,
        Some((DIGITS, _)) | None => 2,
        Some((_, false)) => 3,
        Some((_, true)) => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_gives_small_letters() {
        for c in ('\0'..='\u{10FFFF}').filter(|&c| fold(c) != c && !c.is_ascii_digit()) {
            assert!(c.to_lowercase().eq([fold(c)]), "{c} {}", fold(c));
        }
        for c in "AZÀÞĀŁŐŽŸƠƯȘȚΑΩΆΈΌΏАЯЁЇЎҐҚҰӘԱՖḀẠỸ".chars() {
            assert!(c.to_lowercase().eq([fold(c)]), "{c}");
        }
        assert_eq!(fold('7'), '0');
    }
}
