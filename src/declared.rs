//! What a text says about its own encoding.

use crate::charset::Charset;
use encoding_rs::Encoding;

/// As far as HTML and XML allow a declaration, bytes.
const HEAD: usize = 1024;

/// The charset that HTML or XML declares near the start of the text.
pub(crate) fn charset(bytes: &[u8]) -> Option<Charset> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let xml = head.starts_with(b"<?xml").then(|| label_after(head, b"encoding")).flatten();
    let label = xml.or_else(|| label_after(head, b"charset"))?;
    let label = str::from_utf8(label).ok()?;
    // Labels have many names; the encoding behind them has one. GBK is in this crate a part of GB18030.
    let named = || match Encoding::for_label(label.as_bytes())?.name() {
        "GBK" => Some(Charset::Gb18030),
        name => name.parse().ok(),
    };
    label.parse().ok().or_else(named)
}

/// What stands after `name`, an equals sign and perhaps a quote.
fn label_after<'b>(head: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    let start = head.windows(name.len()).position(|word| word.eq_ignore_ascii_case(name))? + name.len();
    let rest = head[start..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let of_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
    let end = rest.iter().position(|byte| !of_label(byte)).unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found() {
        assert_eq!(charset(b"<?xml version='1.0' encoding='Shift_JIS'?>"), Some(Charset::ShiftJis));
        assert_eq!(charset(b"<html><meta charset = gbk>"), Some(Charset::Gb18030));
        assert_eq!(charset(b"<META content=\"text/html; charset=latin1\">"), Some(Charset::Windows1252));
        assert_eq!(charset(b"no charset here"), None);
        assert_eq!(charset(b"charset=\""), None);
    }
}
