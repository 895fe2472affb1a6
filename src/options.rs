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
    allowed: Charsets,
    denied: Charsets,
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

impl Options {
    /// The options that [`repair`](crate::repair) works with.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// assert_eq!(Repairer::new(Options::new()).repair("cafÃ©"), ungarble::repair("cafÃ©"));
    /// ```
    pub const fn new() -> Self {
        Self { settings: Settings::DEFAULT, encoding: None, allowed: Charsets::ALL, denied: Charsets::NONE }
    }

    /// Drops findings that are less sure than this, from 0 to 1. By default (0) nothing is dropped: what is
    /// not a thousand times likelier than the text as it stands is no finding in the first place.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let (any, sure) = (Repairer::default(), Repairer::new(Options::new().min_confidence(0.9)));
    /// let text = "the shipsâ€\u{FFFD} crews, the cafÃ©"; // a quote that lost a byte may be ’ or ”
    /// assert_eq!(any.analyze(text).findings().len(), 2);
    /// assert_eq!(sure.repair(text), "the shipsâ€\u{FFFD} crews, the café");
    /// ```
    pub const fn min_confidence(mut self, confidence: f32) -> Self {
        self.settings.min_confidence = confidence;
        self
    }

    /// What to do where bytes were lost; [`Lossy::Infer`] by default.
    ///
    /// ```
    /// use ungarble::{Lossy, Options, Repairer};
    /// let marking = Repairer::new(Options::new().lossy(Lossy::Mark));
    /// assert_eq!(marking.repair("“Not yet,â€ she said"), "“Not yet,\u{FFFD} she said");
    /// ```
    pub const fn lossy(mut self, lossy: Lossy) -> Self {
        self.settings.lossy = lossy;
        self
    }

    /// Considers only these charsets, as what text was stored in and as what it was read as; the last call counts.
    /// UTF-8 need not be named.
    ///
    /// ```
    /// use ungarble::{Charsets, Options, Repairer};
    /// let cyrillic = Repairer::new(Options::new().allow(Charsets::CYRILLIC));
    /// assert_eq!(cyrillic.repair("РџСЂРёРІРµС‚, cafÃ©"), "Привет, cafÃ©");
    /// ```
    pub const fn allow(mut self, charsets: Charsets) -> Self {
        self.allowed = charsets.with(Charset::Utf8);
        self.settings.charsets = self.allowed.difference(self.denied).mask();
        self
    }

    /// Leaves these charsets out, even where they are [allowed](Self::allow); several calls add up. Without UTF-8,
    /// only misreadings of one legacy charset as another are left.
    ///
    /// ```
    /// use ungarble::{Charset, Charsets, Options, Repairer};
    /// let no_dos = Repairer::new(Options::new().deny(Charsets::DOS));
    /// assert_eq!(no_dos.repair("├╝ cafÃ©"), "├╝ café");
    /// let no_utf8 = Repairer::new(Options::new().deny(Charsets::NONE.with(Charset::Utf8)));
    /// assert_eq!(no_utf8.repair("Ïðèâåò, cafÃ©"), "Привет, cafÃ©");
    /// ```
    pub const fn deny(mut self, charsets: Charsets) -> Self {
        self.denied = self.denied.union(charsets);
        self.settings.charsets = self.allowed.difference(self.denied).mask();
        self
    }

    /// Leaves pieces alone that went through more misreadings than this. By default any number comes off.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let once = Repairer::new(Options::new().max_layers(1));
    /// assert_eq!(once.repair("cafÃ©, the millÃ¢â‚¬â„¢s wheel"), "café, the millÃ¢â‚¬â„¢s wheel");
    /// ```
    pub const fn max_layers(mut self, layers: usize) -> Self {
        self.settings.max_layers = layers;
        self
    }

    /// Is a misreading that is proved in one place evidence for the rest of the text? By default it is: then
    /// `漏 2025` is © 2025 beside `鈥檚`. Switch it off where a text is a heap of unrelated pieces.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let text = "It鈥檚 late, and that鈥檚 all.\n漏 2025 by the author";
    /// assert_eq!(ungarble::repair(text), "It’s late, and that’s all.\n© 2025 by the author");
    /// let apart = Repairer::new(Options::new().evidence(false));
    /// assert_eq!(apart.repair(text), "It’s late, and that’s all.\n漏 2025 by the author");
    /// ```
    pub const fn evidence(mut self, evidence: bool) -> Self {
        self.settings.evidence = evidence;
        self
    }

    /// Are misreadings of one legacy charset as another looked for (`Ïðèâåò`)? By default they are. No
    /// structure proves those, as it does for UTF-8, so they are the likelier errors.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let utf8_only = Repairer::new(Options::new().legacy(false));
    /// assert_eq!(utf8_only.repair("Ïðèâåò, cafÃ©"), "Ïðèâåò, café");
    /// ```
    pub const fn legacy(mut self, legacy: bool) -> Self {
        self.settings.legacy = legacy;
        self
    }

    /// Are misreadings looked for that leave nothing but ASCII: UTF-16 read by the byte, with a NUL at each letter, and
    /// ISO-2022-JP and HZ, whose escape characters may be gone (`$B%F%9%H(B`, `~{VPND~}`)? By default they are not,
    /// since plain ASCII then is text that has something to look at: it is searched at several GB/s instead of
    /// passed over.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let mail = Repairer::new(Options::new().seven_bit(true));
    /// assert_eq!(mail.repair("Subject: $B%F%9%H(B"), "Subject: テスト");
    /// assert_eq!(mail.repair("N\0a\0m\0e\0:\0"), "Name:");
    /// assert_eq!(ungarble::repair("Subject: $B%F%9%H(B"), "Subject: $B%F%9%H(B");
    /// ```
    pub const fn seven_bit(mut self, seven_bit: bool) -> Self {
        self.settings.seven_bit = seven_bit;
        self
    }

    /// Says what is known to have happened to the texts. That is evidence, not an order: what looks fine stays.
    /// The last call counts. A [`Plan`](crate::Plan) is the order.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let known = Repairer::new(Options::new().source("utf-8 read as gb18030".parse()?));
    /// assert_eq!(known.repair("漏 2025"), "© 2025");
    /// assert_eq!(ungarble::repair("漏 2025"), "漏 2025"); // alone it says too little
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    pub const fn source(mut self, misreading: Misreading) -> Self {
        self.settings.source = Some(misreading);
        self
    }

    /// Says that the texts are in this language; call it once for each. It decides between `ñ` and `ń` where the
    /// words around say too little, and makes misreadings of the charsets of the language likelier.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let spanish = Repairer::new(Options::new().language("es".parse()?));
    /// assert_eq!(spanish.repair("leńa"), "leña"); // windows-1252 read as windows-1250
    /// assert_eq!(ungarble::repair("leńa"), "leńa");
    /// # Ok::<(), ungarble::Error>(())
    /// ```
    pub fn language(mut self, language: Language) -> Self {
        self.settings.languages |= language.bit();
        self.settings.likely |= language.charsets();
        self
    }

    /// How many other readings each finding is to list, and how many what stays
    /// [undecided](crate::Report::undecided); 0 by default, since looking for them costs as much as the repair or more. A
    /// report that lists them repairs the same.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let report = Repairer::new(Options::new().runners_up(2)).analyze("cafÃ©");
    /// let finding = &report.findings()[0];
    /// assert_eq!((finding.repaired(), finding.runners_up().len()), ("é", 2));
    /// ```
    pub const fn runners_up(mut self, count: usize) -> Self {
        self.settings.runners_up = count;
        self
    }

    /// Text longer than this many bytes is repaired in blocks of whole lines, each a world of its own for
    /// evidence and open quotes; 256 KiB by default, at least 1 KiB. It bounds the memory that a stream takes,
    /// and a stream is repaired as the whole text is.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let text = format!("It鈥檚 late, and that鈥檚 all.\n{}漏 2025", "A plain line.\n".repeat(200));
    /// assert!(ungarble::repair(&text).ends_with("© 2025"));
    /// let small = Repairer::new(Options::new().window(1024)); // too far from the evidence
    /// assert!(small.repair(&text).ends_with("漏 2025"));
    /// ```
    pub const fn window(mut self, bytes: usize) -> Self {
        self.settings.window = if bytes < LEAST_WINDOW { LEAST_WINDOW } else { bytes };
        self
    }

    /// The charset that bytes are said to be in, for [`Repairer::decode`](crate::Repairer::decode): by the header of
    /// an HTTP response or a mail, or by the system that a file is from. That is evidence, not an order. Text is not
    /// affected.
    ///
    /// ```
    /// use ungarble::{Basis, Charset, Options, Repairer};
    /// let told = Repairer::new(Options::new().encoding(Charset::Windows1251));
    /// let decoded = told.decode(b"\xE6");
    /// assert_eq!((decoded.text(), decoded.basis()), ("ж", Basis::Declared));
    /// assert_eq!(told.decode("æ".as_bytes()).text(), "æ"); // valid UTF-8 all the same
    /// ```
    pub const fn encoding(mut self, charset: Charset) -> Self {
        self.encoding = Some(charset);
        self
    }
}

/// The shortest [`Options::window`].
const LEAST_WINDOW: usize = 1024;
