//! Options: how a [`Repairer`](crate::Repairer) is to work.

use crate::{
    charset::Charset,
    charsets::Charsets,
    language::Language,
    misreading::Misreading,
    settings::{Lossy, Settings},
};

/// How a [`Repairer`](crate::Repairer) is to work, by builder. Small and `Copy`.
///
/// ```
/// use ungarble::{Charsets, Lossy, Options, Repairer};
/// let repairer = Repairer::new(
///     Options::new().allow(Charsets::WESTERN.union(Charsets::EAST_ASIAN)).min_confidence(0.99).lossy(Lossy::Leave),
/// );
/// assert_eq!(repairer.repair("cafÃ©, РџСЂРёРІРµС‚"), "café, РџСЂРёРІРµС‚");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub struct Options {
    pub(crate) settings: Settings,
    pub(crate) encoding: Option<Charset>,
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

impl Options {
    /// The options that [`repair`](crate::repair) works with.
    pub const fn new() -> Self {
        Self { settings: Settings::DEFAULT, encoding: None }
    }

    /// Drops findings that are less sure than this, from 0 to 1. By default (0) nothing is dropped: what is
    /// not a thousand times likelier than the text as it stands is no finding in the first place.
    pub const fn min_confidence(mut self, confidence: f32) -> Self {
        self.settings.min_confidence = confidence;
        self
    }

    /// What to do where bytes were lost; [`Lossy::Infer`] by default.
    pub const fn lossy(mut self, lossy: Lossy) -> Self {
        self.settings.lossy = lossy;
        self
    }

    /// Considers only these charsets, as what text was stored in and as what it was read as. A set without
    /// [`Charset::Utf8`] leaves only misreadings of one legacy charset as another.
    pub const fn allow(mut self, charsets: Charsets) -> Self {
        self.settings.charsets = charsets.mask();
        self
    }

    /// Leaves these charsets out; the last call of this and [`allow`](Self::allow) has the last word.
    pub const fn deny(mut self, charsets: Charsets) -> Self {
        self.settings.charsets &= !charsets.mask();
        self
    }

    /// Leaves pieces alone that went through more misreadings than this. By default any number comes off.
    pub const fn max_layers(mut self, layers: usize) -> Self {
        self.settings.max_layers = layers;
        self
    }

    /// Is a misreading that is proved in one place evidence for the rest of the text? By default it is: then
    /// `漏 2025` is © 2025 beside `鈥檚`. Switch it off where a text is a heap of unrelated pieces.
    pub const fn evidence(mut self, evidence: bool) -> Self {
        self.settings.evidence = evidence;
        self
    }

    /// Are misreadings of one legacy charset as another looked for (`Ïðèâåò`)? By default they are. No
    /// structure proves those, as it does for UTF-8, so they are the likelier errors.
    pub const fn legacy(mut self, legacy: bool) -> Self {
        self.settings.legacy = legacy;
        self
    }

    /// Says what is known to have happened to the texts. That is evidence, not an order: what looks fine stays.
    /// The last call counts.
    pub const fn source(mut self, misreading: Misreading) -> Self {
        self.settings.source = Some(misreading);
        self
    }

    /// Says that the texts are in this language; call it once for each. It decides between `ñ` and `ń` where the
    /// words around say too little, and makes misreadings of the charsets of the language likelier.
    pub fn language(mut self, language: Language) -> Self {
        self.settings.languages |= language.bit();
        self.settings.likely |= language.charsets();
        self
    }

    /// How many other readings each finding is to list; 0 by default, since looking for them costs as much as
    /// the repair.
    pub const fn runners_up(mut self, count: usize) -> Self {
        self.settings.runners_up = count;
        self
    }

    /// Text longer than this many bytes is repaired in blocks of whole lines, each a world of its own for
    /// evidence and open quotes; 256 KiB by default, at least 1 KiB. It bounds the memory that a stream takes,
    /// and a stream is repaired as the whole text is.
    pub const fn window(mut self, bytes: usize) -> Self {
        self.settings.window = if bytes < LEAST_WINDOW { LEAST_WINDOW } else { bytes };
        self
    }

    /// The charset that bytes are said to be in, for [`Repairer::decode`](crate::Repairer::decode). That is
    /// evidence, not an order.
    pub const fn encoding(mut self, charset: Charset) -> Self {
        self.encoding = Some(charset);
        self
    }
}

/// The shortest [`Options::window`].
const LEAST_WINDOW: usize = 1024;
