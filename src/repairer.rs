//! The repairer: a repair with options.

use crate::{
    blocks, change::Change, engine, finding::Finding, options::Options, reach::is_out_of_reach, report::Report, rivals,
    settings::Settings, undecided, weights,
};
use alloc::{
    borrow::{Cow, ToOwned},
    vec::Vec,
};

/// Repairs texts as its [`Options`] say.
///
/// It is a few numbers: cheap to clone, `Send` and `Sync`, and can be made in a `const`.
///
/// ```
/// use ungarble::{Options, Repairer};
/// const CAREFUL: Repairer = Repairer::new(Options::new().min_confidence(0.99).legacy(false));
/// assert_eq!(CAREFUL.repair("grÃ¼ne Wiese"), "grüne Wiese");
/// assert_eq!(CAREFUL.repair("Ïðèâåò, äðóçüÿ"), "Ïðèâåò, äðóçüÿ");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repairer {
    options: Options,
}

impl Repairer {
    /// A repairer that works like this. Costs nothing: the tables are built by the first text that has something to
    /// look at, once for all repairers.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// assert_eq!(Repairer::new(Options::new().max_layers(1)).repair("cafÃ©"), "café");
    /// ```
    #[must_use]
    pub const fn new(options: Options) -> Self {
        Self { options }
    }

    /// How it works; with more options it makes another repairer.
    ///
    /// ```
    /// use ungarble::Repairer;
    /// let any = Repairer::default();
    /// let sure = Repairer::new(any.options().min_confidence(0.99));
    /// assert_ne!(any, sure);
    /// ```
    pub const fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) const fn settings(&self) -> &Settings {
        &self.options.settings
    }

    /// Repairs a text: the report of [`analyze`](Self::analyze), applied.
    ///
    /// Clean text comes back borrowed. Where nothing in it is suspect, there is not even an allocation; suspect
    /// words and lines are weighed, in time linear in their length. Repairing twice changes nothing more. Any text
    /// will do; none makes it fail.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use ungarble::{Charsets, Options, Repairer};
    /// let repairer = Repairer::new(Options::new().allow(Charsets::WESTERN));
    /// assert_eq!(repairer.repair("thÃ© noir"), "thé noir");
    /// assert!(matches!(repairer.repair("thé noir"), Cow::Borrowed("thé noir")));
    /// ```
    #[must_use]
    #[inline]
    pub fn repair<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.passes(text) { Cow::Borrowed(text) } else { self.repair_suspect(text) }
    }

    /// The same of a text that does not pass.
    fn repair_suspect<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.has_nothing_in_reach(text) {
            return Cow::Borrowed(text);
        }
        if text.len() <= self.settings().window {
            return engine::repaired(text, self.settings()).map_or(Cow::Borrowed(text), Cow::Owned);
        }
        let mut repaired = Cow::Borrowed("");
        for block in blocks::all(text, self.settings().window) {
            match (engine::repaired(&text[block.clone()], self.settings()), &mut repaired) {
                (Some(changed), repaired) => *repaired += Cow::Owned(changed),
                (None, Cow::Owned(repaired)) => repaired.push_str(&text[block]),
                // Nothing is changed up to here.
                (None, Cow::Borrowed(same)) => *same = &text[..block.end],
            }
        }
        repaired
    }

    /// Is there nothing in a text to look at? No decoder but those of seven bits gives nothing but ASCII.
    #[inline]
    fn passes(&self, text: &str) -> bool {
        text.is_ascii() && !self.settings().seven_bit
    }

    /// The same of a text in scripts that no decoder gives either.
    fn is_out_of_reach(&self, text: &str) -> bool {
        self.passes(text) || self.has_nothing_in_reach(text)
    }

    fn has_nothing_in_reach(&self, text: &str) -> bool {
        !self.settings().seven_bit && is_out_of_reach(text.as_bytes())
    }

    /// Says what [`repair`](Self::repair) changes in a text, and why. Costs as much as that; nothing is allocated
    /// for text in which nothing is suspect.
    ///
    /// ```
    /// use ungarble::{Lossy, Options, Repairer};
    /// let report = Repairer::new(Options::new().lossy(Lossy::Leave)).analyze("thÃ© noir");
    /// assert_eq!(report.findings()[0].repaired(), "é");
    /// assert!(Repairer::default().analyze("thé noir").is_clean());
    /// ```
    #[must_use]
    pub fn analyze(&self, text: &str) -> Report {
        let finding = |change: Change| {
            let confidence = weights::confidence(change.log_odds, change.fidelity);
            let runners_up = match self.settings().runners_up {
                0 => Vec::new(),
                wanted => rivals::find(text, &change, confidence, wanted, self.settings()),
            };
            Finding {
                garbled: text[change.range.clone()].to_owned(),
                confidence,
                range: change.range,
                repaired: change.text,
                chain: change.chain.into(),
                fidelity: change.fidelity,
                runners_up,
            }
        };
        let findings: Vec<Finding> = self.changes(text).into_iter().map(finding).collect();
        let undecided = match self.settings().runners_up {
            0 => Vec::new(),
            wanted => undecided::find(text, &findings, wanted, self.settings()),
        };
        Report { findings, undecided }
    }

    /// Would [`repair`](Self::repair) change anything? Costs as much at the most: it stops at the first block of the
    /// text, of a [window](Options::window), in which it would.
    ///
    /// ```
    /// use ungarble::{Options, Repairer};
    /// let utf8_only = Repairer::new(Options::new().legacy(false));
    /// assert!(utf8_only.is_garbled("thÃ© noir") && !utf8_only.is_garbled("Ïðèâåò"));
    /// ```
    #[must_use]
    pub fn is_garbled(&self, text: &str) -> bool {
        let blocks = || blocks::all(text, self.settings().window);
        !self.is_out_of_reach(text) && blocks().any(|block| !engine::changes(&text[block], self.settings()).is_empty())
    }

    /// Repairs many texts, each by itself, in order; with the feature `rayon` on all cores. What is clean is
    /// borrowed.
    ///
    /// ```
    /// let names = ["cafÃ©", "tea", "gr├╝n"];
    /// assert_eq!(ungarble::Repairer::default().repair_all(&names), ["café", "tea", "grün"]);
    /// ```
    #[must_use]
    pub fn repair_all<'t, T: AsRef<str> + Sync>(&self, texts: &'t [T]) -> Vec<Cow<'t, str>> {
        #[cfg(feature = "rayon")]
        {
            use rayon::prelude::*;
            texts.par_iter().map(|text| self.repair(text.as_ref())).collect()
        }
        #[cfg(not(feature = "rayon"))]
        texts.iter().map(|text| self.repair(text.as_ref())).collect()
    }

    /// Analyzes many texts, each by itself, in order; with the feature `rayon` on all cores.
    ///
    /// ```
    /// let reports = ungarble::Repairer::default().analyze_all(&["cafÃ©".to_owned(), "tea".to_owned()]);
    /// assert!(!reports[0].is_clean() && reports[1].is_clean());
    /// ```
    #[must_use]
    pub fn analyze_all<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<Report> {
        #[cfg(feature = "rayon")]
        {
            use rayon::prelude::*;
            texts.par_iter().map(|text| self.analyze(text.as_ref())).collect()
        }
        #[cfg(not(feature = "rayon"))]
        texts.iter().map(|text| self.analyze(text.as_ref())).collect()
    }

    /// Everything that is to change, block by block.
    fn changes(&self, text: &str) -> Vec<Change> {
        let mut all = Vec::new();
        if self.is_out_of_reach(text) {
            return all;
        }
        for block in blocks::all(text, self.settings().window) {
            let changes = engine::changes(&text[block.clone()], self.settings()).into_iter();
            all.extend(changes.map(|change| Change {
                range: change.range.start + block.start..change.range.end + block.start,
                ..change
            }));
        }
        all
    }
}

impl From<Options> for Repairer {
    fn from(options: Options) -> Self {
        Self::new(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repairers_can_be_shared() {
        fn shared<T: Send + Sync + Clone>(_: &T) {}
        shared(&Repairer::default());
    }

    #[test]
    fn blocks_are_put_together() {
        let repairer = Repairer::new(Options::new().window(1024));
        let text = "a plain line, and a cafÃ©\n".repeat(200);
        assert_eq!(repairer.repair(&text), text.replace("Ã©", "é"));
        assert_eq!(repairer.analyze(&text).findings().len(), 200);
        assert!(repairer.is_garbled(&text) && !repairer.is_garbled("café"));
    }
}
