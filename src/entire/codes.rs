//! Lines as bytes of a charset, and bytes as the characters of another.

use crate::{
    charset::{Charset, Tables},
    legacy,
};
use alloc::vec::Vec;

/// Turns a text into bytes of a charset; false if it lacks a character, or has two codes for one.
pub(super) fn encode(text: &str, read: Charset, bytes: &mut Vec<u8>) -> bool {
    let tables = Tables::get();
    bytes.clear();
    if read.multi_index().is_none() {
        bytes.resize(text.len(), 0);
        let mut count = 0;
        let is_whole = bytes.iter_mut().zip(text.chars()).all(|(to, c)| {
            *to = if c.is_ascii() { c as u8 } else { tables.single_bytes(c)[read.index()] };
            count += 1;
            *to != 0 || c == '\0'
        });
        bytes.truncate(count);
        return is_whole;
    }
    bytes.reserve(text.len());
    text.chars().all(|c| {
        if c.is_ascii() {
            bytes.push(c as u8);
            return true;
        }
        let mut codes = tables.codes(read, c);
        let Some(code) = codes.next() else { return false };
        bytes.extend_from_slice(code.as_slice());
        codes.next().is_none()
    })
}

/// Reads bytes as a charset, a character and the place of its last byte at a time, and tells whether the last is whole; `None`
/// if they are no text there, or if `add` says that it is enough.
#[inline]
pub(super) fn decode(bytes: &[u8], stored: Charset, mut add: impl FnMut(usize, char) -> bool) -> Option<bool> {
    if let Some(row) = legacy::symbols_of(stored) {
        let mut bytes = bytes.iter().enumerate();
        return bytes.all(|(at, &byte)| row[usize::from(byte)].is_some_and(|symbol| add(at, symbol.c))).then_some(true);
    }
    Tables::get().decode_multi(stored, bytes, add)
}

/// Do bytes say the same in two charsets of one byte a character?
pub(super) fn are_same(bytes: &[u8], one: Charset, other: Charset) -> bool {
    let (Some(one), Some(other)) = (legacy::symbols_of(one), legacy::symbols_of(other)) else { return false };
    let character = |row: &legacy::Row, byte: u8| row[usize::from(byte)].map(|symbol| symbol.c);
    bytes.iter().all(|&byte| character(one, byte) == character(other, byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn charsets_share_characters() {
        use Charset::{Gb18030, Koi8R, Koi8U, Windows1251};
        let mut bytes = Vec::new();
        assert!(encode("Привет", Koi8U, &mut bytes));
        assert!(are_same(&bytes, Koi8R, Koi8U) && !are_same(&bytes, Koi8R, Windows1251));
        assert!(!are_same(&bytes, Gb18030, Gb18030));
        assert!(encode("її", Koi8U, &mut bytes) && !are_same(&bytes, Koi8R, Koi8U));
    }

    #[test]
    fn texts_come_back() {
        use Charset::{Gb18030, Koi8R, ShiftJis, Windows1251, Windows1252};
        let mut bytes = Vec::new();
        for (text, charset) in [
            ("Привет, друзья", Windows1251),
            ("Привет, друзья", Koi8R),
            ("l’été à la forêt", Windows1252),
            ("今天天气很好", Gb18030),
            ("こんにちは、元気ですか", ShiftJis),
        ] {
            assert!(encode(text, charset, &mut bytes));
            let mut again = String::new();
            let mut places = Vec::new();
            let whole = decode(&bytes, charset, |at, c| {
                places.push(at);
                again.push(c);
                true
            });
            assert_eq!((again.as_str(), whole), (text, Some(true)));
            assert!(places.is_sorted() && places.last() == Some(&(bytes.len() - 1)), "{text}");
            let cut = decode(&bytes[..bytes.len() - 1], charset, |_, _| true);
            assert_eq!(cut, Some(charset.multi_index().is_none()), "{text}");
        }
        assert!(!encode("日本", Windows1252, &mut bytes) && !encode("été", Koi8R, &mut bytes));
        assert!(encode("\0", Windows1252, &mut bytes) && bytes == [0]);
    }
}
