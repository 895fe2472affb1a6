//! Bytes of an unknown encoding: what they are, and the text in them.

use crate::{
    charset::Charset,
    declared,
    encoding::Encoding,
    guess::{self, Guess},
    repairer::Repairer,
    report::Report,
};
use alloc::{borrow::Cow, string::String};
use encoding_rs::{UTF_16BE, UTF_16LE};

/// Why bytes were taken to be in an encoding.
///
/// ```
/// use ungarble::{Basis, decode};
/// assert_eq!(decode(b"\xEF\xBB\xBFtext").basis(), Basis::ByteOrderMark);
/// assert_eq!(decode("thé".as_bytes()).basis(), Basis::Valid);
/// assert_eq!(decode(b"<meta charset=koi8-r>\xDE\xC1\xCA").basis(), Basis::Declared);
/// assert_eq!(decode(b"un th\xE9 glac\xE9").basis(), Basis::Likeliest);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Basis {
    /// They start with a byte order mark.
    ByteOrderMark,
    /// They are valid in it, as bytes in another would hardly be.
    Valid,
    /// The text or the caller says so, and nothing speaks against it.
    Declared,
    /// It makes the likeliest text.
    Likeliest,
}

/// The text in some bytes, with what was assumed about them; made by [`Repairer::decode`].
///
/// It borrows the bytes where they are UTF-8.
///
/// ```
/// let decoded = ungarble::decode("cafÃ©".as_bytes());
/// assert_eq!((decoded.text(), &*decoded.repaired()), ("cafÃ©", "café"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded<'b> {
    text: Cow<'b, str>,
    encoding: Encoding,
    basis: Basis,
    confidence: f32,
    report: Report,
}

impl<'b> Decoded<'b> {
    /// The text as decoded, before the repair. A byte order mark is no part of it; what could not be decoded is
    /// U+FFFD.
    ///
    /// ```
    /// assert_eq!(ungarble::decode("\u{FEFF}cafÃ©".as_bytes()).text(), "cafÃ©");
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was found garbled in the decoded text.
    ///
    /// ```
    /// let decoded = ungarble::decode("cafÃ©".as_bytes());
    /// assert_eq!(decoded.report().findings()[0].repaired(), "é");
    /// ```
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The decoded text with the report applied; borrowed from this if there is nothing to repair. Costs no more than
    /// a copy; [`into_repaired`](Self::into_repaired) saves that.
    ///
    /// ```
    /// assert_eq!(ungarble::decode("cafÃ©".as_bytes()).repaired(), "café");
    /// ```
    #[must_use]
    pub fn repaired(&self) -> Cow<'_, str> {
        // The report is of this text, so it fits.
        self.report.apply(&self.text).unwrap_or(Cow::Borrowed(&self.text))
    }

    /// The decoded text with the report applied, for good: borrowed from the bytes if they are UTF-8 and there is
    /// nothing to repair.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// fn text(bytes: &[u8]) -> Cow<'_, str> {
    ///     ungarble::decode(bytes).into_repaired()
    /// }
    /// assert!(matches!(text("café".as_bytes()), Cow::Borrowed("café")));
    /// assert_eq!(text(b"un th\xE9 glac\xE9"), "un thé glacé");
    /// ```
    #[must_use]
    pub fn into_repaired(self) -> Cow<'b, str> {
        if self.report.is_clean() { self.text } else { Cow::Owned(self.repaired().into_owned()) }
    }

    /// How the bytes were taken to be encoded. Where several charsets make the same text of them, it is one that is
    /// declared, or else the commonest.
    ///
    /// ```
    /// let decoded = ungarble::decode(b"un th\xE9 glac\xE9");
    /// assert_eq!(decoded.encoding(), ungarble::Encoding::Legacy(ungarble::Charset::Windows1252));
    /// ```
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Why they were.
    ///
    /// ```
    /// let decoded = ungarble::decode(b"\xFE\xFF\0a");
    /// assert_eq!(decoded.basis(), ungarble::Basis::ByteOrderMark);
    /// ```
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// How likely it is that the text is right, from 0 to 1: against the likeliest other text.
    ///
    /// ```
    /// let (more, less) = (ungarble::decode(b"un th\xE9 glac\xE9"), ungarble::decode(b"\xE9"));
    /// assert!(more.confidence() > 0.9 && less.confidence() < 0.9);
    /// ```
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }
}

/// Confidence where a mark says what the encoding is: some files start with one by accident.
const MARKED: f32 = 0.999;
/// The chance that a sequence of bytes in another charset is valid UTF-8 by accident, roughly.
const ACCIDENT: f32 = 0.1;

impl Repairer {
    /// Turns bytes of an unknown encoding into text, and repairs that.
    ///
    /// A byte order mark is believed; then what is valid UTF-8, ISO-2022-JP, or UTF-16 as its NULs show. All
    /// else is decoded in every charset that the options [allow](crate::Options::allow): what makes the
    /// likeliest text wins, where `chardetng`, what the text declares in HTML or XML, and what the caller
    /// [says](crate::Options::encoding) count in. UTF-8 with bytes of a legacy charset in it, as in logs that
    /// several programs write, is one of the possibilities.
    ///
    /// Any bytes will do; what cannot be read becomes U+FFFD. Valid UTF-8 is borrowed. Time is linear in the
    /// length: a sample of 16 KiB is tried in every charset.
    ///
    /// ```
    /// use ungarble::{Basis, Charset, Encoding};
    /// let log = b"GET /caf\xC3\xA9 from M\xC3\xBCnchen\nGET /th\xE9\xE2tre from Besan\xE7on\n";
    /// let decoded = ungarble::decode(log);
    /// assert_eq!(decoded.text(), "GET /café from München\nGET /théâtre from Besançon\n");
    /// assert_eq!(decoded.encoding(), Encoding::Mixed(Charset::Windows1252));
    /// assert_eq!(ungarble::decode(b"\xFF\xFEa\0").basis(), Basis::ByteOrderMark);
    /// ```
    #[must_use]
    pub fn decode<'b>(&self, bytes: &'b [u8]) -> Decoded<'b> {
        let (text, encoding, basis, confidence) = self.read(bytes);
        let report = self.analyze(&text);
        Decoded { text, encoding, basis, confidence, report }
    }

    fn read<'b>(&self, bytes: &'b [u8]) -> (Cow<'b, str>, Encoding, Basis, f32) {
        match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] => {
                if let Ok(text) = str::from_utf8(rest) {
                    return (Cow::Borrowed(text), Encoding::Utf8, Basis::ByteOrderMark, MARKED);
                }
                // The mark is believed as far as the bytes allow.
                return self.judge(rest, Some(Charset::Utf8));
            }
            [0xFF, 0xFE, rest @ ..] => {
                return (utf16(rest, Encoding::Utf16Le), Encoding::Utf16Le, Basis::ByteOrderMark, MARKED);
            }
            [0xFE, 0xFF, rest @ ..] => {
                return (utf16(rest, Encoding::Utf16Be), Encoding::Utf16Be, Basis::ByteOrderMark, MARKED);
            }
            _ => {}
        }
        if let Some(encoding) = guess::utf16_by_nuls(bytes) {
            return (utf16(bytes, encoding), encoding, Basis::Valid, MARKED);
        }
        if let Some(text) = guess::iso_2022_jp(bytes) {
            return (text, Encoding::Iso2022Jp, Basis::Valid, MARKED);
        }
        if let Ok(text) = str::from_utf8(bytes) {
            let sequences = bytes.iter().filter(|&&byte| byte >= 0xC0).take(6).count();
            let confidence = if text.is_ascii() { 1.0 } else { 1.0 - (0..sequences).fold(1.0, |p, _| p * ACCIDENT) };
            return (Cow::Borrowed(text), Encoding::Utf8, Basis::Valid, confidence);
        }
        self.judge(bytes, declared::charset(bytes))
    }

    /// Reads bytes that nothing shows to be in an encoding, but which may declare one.
    fn judge<'b>(&self, bytes: &'b [u8], declared: Option<Charset>) -> (Cow<'b, str>, Encoding, Basis, f32) {
        let hints = [self.options().encoding, declared];
        let Guess { encoding, confidence } = guess::likeliest(bytes, self.settings(), hints);
        let text = match encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => utf16(bytes, encoding),
            Encoding::Legacy(charset) => Cow::Owned(charset.decode(bytes)),
            Encoding::Mixed(charset) => Cow::Owned(guess::mixed(bytes, charset)),
            Encoding::Utf8 | Encoding::Iso2022Jp => String::from_utf8_lossy(bytes),
        };
        let charset = match encoding {
            Encoding::Legacy(charset) => Some(charset),
            Encoding::Utf8 => Some(Charset::Utf8),
            _ => None,
        };
        let declared = charset.is_some() && hints.contains(&charset);
        (text, encoding, if declared { Basis::Declared } else { Basis::Likeliest }, confidence)
    }
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Cow<'_, str> {
    let decoder = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
    decoder.decode_without_bom_handling(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, decode};

    fn read(bytes: &[u8]) -> (String, String) {
        let decoded = decode(bytes);
        assert!((0.0..=1.0).contains(&decoded.confidence()));
        (decoded.text().to_owned(), decoded.encoding().to_string())
    }

    fn both(text: &str, encoding: &str) -> (String, String) {
        (text.to_owned(), encoding.to_owned())
    }

    #[test]
    fn marks_are_believed() {
        assert_eq!(read("\u{FEFF}café".as_bytes()), both("café", "utf-8"));
        assert_eq!(read(b"\xEF\xBB\xBFth\xC3\xA9 ou caf\xE9"), both("thé ou café", "utf-8 with windows-1252 in it"));
        assert_eq!(read(b"\xFE\xFF\0a\x04\x16"), both("aЖ", "utf-16be"));
        assert_eq!(read(b"\xFF\xFEa\0\x16\x04"), both("aЖ", "utf-16le"));
    }

    #[test]
    fn utf8_is_borrowed() {
        assert!(matches!(decode("café".as_bytes()).text, Cow::Borrowed(_)));
        assert_eq!(decode(b"").encoding(), Encoding::Utf8);
        assert_eq!(decode("cafÃ©".as_bytes()).repaired(), "café");
    }

    #[test]
    fn utf16_without_a_mark() {
        let text = "Utan markering är det svårt.\nÄndå går det.";
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&be), both(text, "utf-16be"));
        let text = "山の上に小さな家がありました。そこに一人の老人が住んでいました。";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&le), both(text, "utf-16le"));
    }

    #[test]
    fn legacy_charsets_are_told_apart() {
        for (text, charset) in [
            ("Вчера вечером мы долго сидели у реки и молчали.", Charset::Windows1251),
            ("Вчера вечером мы долго сидели у реки и молчали.", Charset::Koi8R),
            ("Вчера вечером мы долго сидели у реки и молчали.", Charset::Ibm866),
            ("Źrebię pobiegło na łąkę, gdzie rosły jabłonie.", Charset::Windows1250),
            ("山の上に小さな家がありました。", Charset::ShiftJis),
            ("山の上に小さな家がありました。", Charset::EucJp),
            ("山上有一座小房子,里面住着一位老人。", Charset::Gb18030),
            ("산 위에 작은 집이 한 채 있었습니다.", Charset::EucKr),
            ("Der Müller schließt die Tür, bevor er schläft.", Charset::Ibm850),
        ] {
            let bytes = crate::Misreading::new(charset, Charset::Iso8859_1).garble(text).unwrap();
            let bytes: Vec<u8> = bytes.chars().map(|c| u32::from(c) as u8).collect();
            assert_eq!(decode(&bytes).text(), text, "{charset} taken for {}", decode(&bytes).encoding());
        }
        let text = "山の上に小さな家がありました。";
        let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode(text);
        assert_eq!(read(&bytes), both(text, "iso-2022-jp"));
    }

    #[test]
    fn one_late_line_in_another_charset() {
        let mut log = "Une après-midi à la mer, près des rochers.\n".repeat(1000).into_bytes();
        log.extend(b"Le th\xE9\xE2tre de Besan\xE7on\n");
        let decoded = decode(&log);
        assert_eq!(decoded.encoding(), Encoding::Mixed(Charset::Windows1252));
        assert!(decoded.text().ends_with("rochers.\nLe théâtre de Besançon\n"));
    }

    #[test]
    fn of_charsets_that_make_the_same_text_the_commonest_is_named() {
        for bytes in [&b"for\xEAt"[..], b"caf\xE9", b"un th\xE9 glac\xE9"] {
            assert_eq!(decode(bytes).encoding(), Encoding::Legacy(Charset::Windows1252));
        }
        let bytes = b"<meta charset=iso-8859-1>caf\xE9";
        assert_eq!(
            (decode(bytes).encoding(), decode(bytes).basis()),
            (Encoding::Legacy(Charset::Windows1252), Basis::Declared)
        );
    }

    #[test]
    fn hints_decide_what_is_near() {
        let bytes = b"<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><p>\xE6</p>";
        assert_eq!(decode(bytes).encoding(), Encoding::Legacy(Charset::Iso8859_2));
        assert_eq!(decode(bytes).basis(), Basis::Declared);
        let told = Repairer::new(Options::new().encoding(Charset::Windows1251));
        assert_eq!(told.decode(b"\xE6").text(), "ж");
        let nordic = Repairer::new(Options::new().allow(crate::Charsets::WESTERN));
        assert_eq!(nordic.decode(b"\xE6").text(), "æ");
    }
}
