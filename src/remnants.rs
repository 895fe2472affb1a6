//! What is left of UTF-8 that a multi-byte decoder read where it lost so many bytes that hardly a sequence is whole.
//!
//! The characters of one script share a few first bytes. Letters that a decoder made of UTF-8 are made of those and
//! of trail bytes; the letters of real text, as bytes, are of all kinds.

use crate::charset::{Charset, CharsetMask, Tables};

/// Where the characters begin that only charsets of more bytes have.
pub(crate) const FIRST_IDEOGRAPHIC: char = '\u{2E80}';

/// May a character stand beside others that came of text misread as Shift_JIS? They are as wide, but for the control that it
/// makes of a byte.
pub(crate) fn is_of_shift_jis(c: char) -> bool {
    c >= FIRST_IDEOGRAPHIC || c == '\u{80}'
}

/// Characters that are looked at.
const MOST: usize = 64;
/// With fewer of those nothing is sure.
pub(crate) const FEW: usize = 3;

/// The multi-byte charsets in which the start of a text, up to the first plain character, is made of remnants of UTF-8
/// in one script.
pub(crate) fn charsets(text: &str) -> CharsetMask {
    let all = Charset::ALL[..Charset::LEGACY_COUNT].iter().filter(|charset| charset.multi_index().is_some());
    all.filter(|&&charset| are_remnants(text, charset)).fold(0, |mask, charset| mask | 1 << charset.index())
}

fn are_remnants(text: &str, charset: Charset) -> bool {
    let mut script = None;
    let mut last = ['\0'; 2];
    let (mut need, mut broken, mut length) = (0_u8, 0_u8, 0);
    for c in text.chars().take(MOST) {
        if matches!(c, '?' | '\u{FFFD}') {
            need = 0;
            broken += 1;
            continue;
        }
        if c.is_ascii() {
            break;
        }
        let Some(code) = Tables::get().codes(charset, c).next() else { return false };
        // Faces are drawn with symbols that all charsets have, and what repeats says nothing new.
        length += usize::from(c >= FIRST_IDEOGRAPHIC && c != '・' && !last.contains(&c));
        last = [last[1], c];
        for &byte in code.as_slice() {
            match byte {
                0x80..0xC0 if need > 0 => need -= 1,
                0x80..0xC0 => broken += 1,
                0xC2..0xF0 => {
                    let group = group(byte);
                    if group.is_some() && script.is_some() && group != script {
                        return false;
                    }
                    script = script.or(group);
                    broken += u8::from(need > 0);
                    need = if byte < 0xE0 { 1 } else { 2 };
                }
                _ => return false,
            }
        }
    }
    length >= FEW && broken > 0
}

/// A number for the scripts that share this first byte; none for punctuation and symbols, which all have.
fn group(lead: u8) -> Option<u8> {
    match lead {
        0xC2 | 0xE2 | 0xEF => None,
        0xC3..=0xCD => Some(0xC3),
        0xCE | 0xCF => Some(0xCE),
        0xD0..=0xD3 => Some(0xD0),
        0xD8..=0xDB => Some(0xD8),
        0xE3..=0xE9 => Some(0xE3),
        0xEA..=0xED => Some(0xEA),
        lead => Some(lead),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remnants_have_their_first_bytes_in_common() {
        let korean = 1 << Charset::EucKr.index();
        for lossy in ["깤깘깢깦깳깦", "閨띛끦뿌띚넓닌곎띚"] {
            assert_eq!(charsets(lossy) & korean, korean, "{lossy}");
        }
        for clean in ["대한민국", "안녕하세요", "中华人民共和国", "こんにちは", "한국어로"] {
            assert_eq!(charsets(clean), 0, "{clean}");
        }
    }
}
