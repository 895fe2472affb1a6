//! Errors.

/// A label that names no [`Charset`](crate::Charset) of this crate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown charset {label:?}: expected a label such as \"windows-1252\", \"gb18030\" or \"ibm437\"")]
pub struct UnknownCharset {
    label: String,
}

impl UnknownCharset {
    pub(crate) fn new(label: &str) -> Self {
        Self { label: label.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_names_the_label() {
        assert!(UnknownCharset::new("utf-9").to_string().contains("\"utf-9\""));
    }
}
