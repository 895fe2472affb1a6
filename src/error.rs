//! Errors.

use crate::charset::Charset;
use alloc::string::String;

/// What can go wrong, all of it for reasons that lie in what the caller gave: repairing itself never fails.
///
/// ```
/// let error = "utf-9".parse::<ungarble::Charset>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unknown charset \"utf-9\": give a label such as \"windows-1252\", \"gb18030\" or \"ibm437\""
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A label names no [`Charset`].
    #[error("unknown charset {label:?}: give a label such as \"windows-1252\", \"gb18030\" or \"ibm437\"")]
    UnknownCharset {
        /// What was given.
        label: String,
    },
    /// A tag names no [`Language`](crate::Language) that the crate knows something about.
    #[error("unknown language {tag:?}: give a tag such as \"pl\" or \"ja\", or leave the hint out")]
    UnknownLanguage {
        /// What was given.
        tag: String,
    },
    /// A text is no misreading or chain of them.
    #[error("not a misreading: {text:?}; write for example \"utf-8 read as windows-1252\"")]
    NotAMisreading {
        /// What was given.
        text: String,
    },
    /// A report is applied to, or undone from, a text that is not the one it was made from.
    #[error("the report is of another text: at byte {at} it expects {expected:?}; analyze this text instead")]
    OtherText {
        /// The place, in bytes.
        at: usize,
        /// What should stand there.
        expected: String,
    },
    /// A character is not in the charset that the text is said to have been stored in or read as.
    #[error(
        "{character:?} at byte {at} is not in {charset}: no text with it has been in that charset, leave it or analyze it"
    )]
    NotInCharset {
        /// The place, in bytes of the text as it stands at this layer.
        at: usize,
        /// The character.
        character: char,
        /// The charset that lacks it.
        charset: Charset,
    },
    /// Bytes are no text in the charset in question.
    #[error("the bytes up to byte {at} are not {charset}: this text has another history, leave it or analyze it")]
    NotDecodable {
        /// Where the bytes stop to make sense, in bytes of the text as it stands at this layer.
        at: usize,
        /// The charset that was tried.
        charset: Charset,
    },
    /// A stream is not UTF-8.
    #[error("not UTF-8 at byte {at}: decode the bytes first, for instance with `ungarble::decode`")]
    NotUtf8 {
        /// The place in the stream, in bytes.
        at: u64,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_place() {
        let error = Error::NotInCharset { at: 7, character: 'Ж', charset: Charset::Windows1252 };
        assert!(error.to_string().starts_with("'Ж' at byte 7 is not in windows-1252"));
    }
}
