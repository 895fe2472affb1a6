//! What the engine is asked for: the options as masks and numbers.

use crate::{
    change::Change,
    charset::{Charset, CharsetMask},
    misreading::Misreading,
    model::Cost,
    weights,
};

/// What to do where a decoder lost bytes.
///
/// ```
/// use ungarble::{Lossy, Options, Repairer};
/// let repair = |lossy| Repairer::new(Options::new().lossy(lossy)).repair("“Not yet,â€ she said").into_owned();
/// assert_eq!(repair(Lossy::Infer), "“Not yet,” she said");
/// assert_eq!(repair(Lossy::Mark), "“Not yet,\u{FFFD} she said");
/// assert_eq!(repair(Lossy::Leave), "“Not yet,â€ she said");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lossy {
    /// Restore the characters that the context decides, and put U+FFFD for the others.
    #[default]
    Infer,
    /// Put U+FFFD for each character that lost a byte, and repair the rest.
    Mark,
    /// Leave every piece alone that lost a byte.
    Leave,
}

/// What the engine is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Settings {
    /// The charsets that text may have been stored in and read as.
    pub(crate) charsets: CharsetMask,
    pub(crate) lossy: Lossy,
    /// Pieces under more layers than this stay.
    pub(crate) max_layers: usize,
    /// Is what is proved in one place evidence for the rest?
    pub(crate) evidence: bool,
    /// Are misreadings of one legacy charset as another looked for?
    pub(crate) legacy: bool,
    /// Are those looked for that leave nothing but ASCII?
    pub(crate) seven_bit: bool,
    /// Findings less sure than this are dropped.
    pub(crate) min_confidence: f32,
    /// What is known to have happened to the text.
    pub(crate) source: Option<Misreading>,
    /// The languages that the text is known to be in, as the model counts those in Latin script, a bit each.
    pub(crate) languages: u64,
    /// The legacy charsets of those languages.
    pub(crate) likely: CharsetMask,
    /// How many other readings each finding is to have.
    pub(crate) runners_up: usize,
    /// The most bytes of whole lines that share their evidence.
    pub(crate) window: usize,
}

impl Settings {
    /// No charset is left out.
    pub(crate) const ALL_CHARSETS: CharsetMask = CharsetMask::MAX >> (CharsetMask::BITS as usize - Charset::ALL.len());

    /// What is asked for unless the caller says otherwise.
    pub(crate) const DEFAULT: Self = Self {
        charsets: Self::ALL_CHARSETS,
        lossy: Lossy::Infer,
        max_layers: usize::MAX,
        evidence: true,
        legacy: true,
        seven_bit: false,
        min_confidence: 0.0,
        source: None,
        languages: 0,
        likely: 0,
        runners_up: 0,
        window: 256 * 1024,
    };

    /// The charsets as which the text is known to have been read when it was UTF-8.
    pub(crate) fn proved(&self) -> CharsetMask {
        let utf8 = self.source.filter(|source| source.stored_as() == Charset::Utf8);
        utf8.map_or(0, |source| 1 << source.read_as().index()) & self.charsets
    }

    pub(crate) fn allows(&self, misreading: Misreading) -> bool {
        let both = 1 << misreading.stored_as().index() | 1 << misreading.read_as().index();
        self.charsets & both == both
    }

    /// What it costs to start a legacy misreading that costs `entry` where nothing is known.
    pub(crate) fn legacy_entry(&self, misreading: Misreading, entry: Cost) -> Cost {
        if self.source == Some(misreading) {
            entry - weights::KNOWN_SOURCE
        } else if self.likely >> misreading.stored_as().index() & 1 == 1 {
            entry - weights::KNOWN_LANGUAGE
        } else {
            entry
        }
    }

    /// Is anything known about the text that makes some misreadings likelier? Then nothing is left at a first look.
    pub(crate) fn has_hints(&self) -> bool {
        self.source.is_some() || self.languages != 0 || self.likely != 0
    }

    /// May a change be unwanted of which every layer is wanted?
    pub(crate) fn judges_whole_changes(&self) -> bool {
        self.max_layers != usize::MAX || self.min_confidence > 0.0
    }

    /// Is a change among those asked for?
    pub(crate) fn wants(&self, change: &Change) -> bool {
        (self.lossy != Lossy::Leave || change.fidelity.is_exact())
            && change.chain.len() <= self.max_layers
            && (self.charsets == Self::ALL_CHARSETS || change.chain.iter().all(|&misreading| self.allows(misreading)))
            && (self.legacy || change.chain.iter().all(|misreading| misreading.stored_as() == Charset::Utf8))
            && weights::confidence(change.log_odds, change.fidelity) >= self.min_confidence
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::DEFAULT
    }
}
