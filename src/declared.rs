//! What a text says about its own encoding.

use crate::charset::Charset;

/// As far as HTML and XML allow a declaration, bytes.
const HEAD: usize = 1024;

/// The charset that HTML or XML declares near the start of the text.
pub(crate) fn charset(bytes: &[u8]) -> Option<Charset> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let xml = head.starts_with(b"<?xml").then(|| labels_after(head, b"encoding").next()).flatten();
    let charset = xml.into_iter().chain(labels_after(head, b"charset")).find_map(named)?;
    // Browsers read the one as the other, and so did whoever looked at the page.
    Some(if charset == Charset::Iso8859_1 { Charset::Windows1252 } else { charset })
}

/// The charset of a label as web pages write it, where it is one of this crate's.
fn named(label: &[u8]) -> Option<Charset> {
    let label = str::from_utf8(label).ok()?;
    // What says so in plain letters is in no such charset.
    label.parse().ok().filter(|charset: &Charset| !charset.is_whole())
}

/// What stands after each `name`, an equals sign and perhaps a quote.
fn labels_after<'b>(head: &'b [u8], name: &'static [u8]) -> impl Iterator<Item = &'b [u8]> {
    let places = head.windows(name.len()).enumerate().filter(|(_, word)| word.eq_ignore_ascii_case(name));
    places.filter_map(move |(at, _)| {
        let rest = head[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let of_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
        let end = rest.iter().position(|byte| !of_label(byte)).unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found() {
        assert_eq!(charset(b"<?xml version='1.0' encoding='Shift_JIS'?>"), Some(Charset::ShiftJis));
        assert_eq!(charset(b"<html><meta charset = gbk>"), Some(Charset::Gb18030));
        assert_eq!(charset(b"<META content=\"text/html; charset=latin1\">"), Some(Charset::Windows1252));
        assert_eq!(charset(b"<!-- the charset is --><meta charset='ISO-8859-1'>"), Some(Charset::Windows1252));
        assert_eq!(charset(b"<?xml version='1.0' encoding='cp437'?>"), Some(Charset::Ibm437));
        assert_eq!(charset(b"<meta charset=utf-16>"), None);
        assert_eq!(charset(b"no charset here"), None);
        assert_eq!(charset(b"charset=\""), None);
    }
}
