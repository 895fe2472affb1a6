//! The functions for the common case: a repair without options.

use crate::{bytes::Decoded, repairer::Repairer, report::Report};
use alloc::borrow::Cow;

use crate::options::Options;

/// What the functions here work with.
const DEFAULT: Repairer = Repairer::new(Options::new());

/// Repairs the mis-decoded parts of a text; all else stays byte for byte as it was.
///
/// Clean text comes back borrowed. Where nothing in it is suspect, there is not even an allocation; suspect
/// words and lines are weighed, in time linear in their length. Repairing twice changes nothing more. Any text
/// will do; none makes it fail.
///
/// ```
/// assert_eq!(ungarble::repair("The museum doesnâ€™t open on Mondays."), "The museum doesn’t open on Mondays.");
/// assert_eq!(ungarble::repair("РџСЂРёРІРµС‚, РјРёСЂ"), "Привет, мир");
/// assert!(matches!(ungarble::repair("Année après année"), std::borrow::Cow::Borrowed(_)));
/// ```
#[must_use]
#[inline]
pub fn repair(text: &str) -> Cow<'_, str> {
    DEFAULT.repair(text)
}

/// Says what [`repair`] changes in a text, and why.
///
/// Costs as much as the repair; nothing is allocated for text in which nothing is suspect. The repaired text is
/// the report [applied](Report::apply).
///
/// ```
/// let report = ungarble::analyze("gr├╝ne Wiese");
/// let finding = &report.findings()[0];
/// assert_eq!((finding.range(), finding.garbled(), finding.repaired()), (2..8, "├╝", "ü"));
/// assert_eq!(finding.chain()[0].read_as(), ungarble::Charset::Ibm437);
/// ```
#[must_use]
pub fn analyze(text: &str) -> Report {
    DEFAULT.analyze(text)
}

/// Would [`repair`] change anything in a text? Costs as much as the repair, but for long texts, where the first
/// block that it would change is enough.
///
/// ```
/// assert!(ungarble::is_garbled("cafÃ©") && !ungarble::is_garbled("café"));
/// ```
#[must_use]
pub fn is_garbled(text: &str) -> bool {
    DEFAULT.is_garbled(text)
}

/// Turns bytes of an unknown encoding into text, and repairs that; see [`Repairer::decode`].
///
/// Valid UTF-8 is borrowed. Any bytes will do; what cannot be read becomes U+FFFD.
///
/// ```
/// let decoded = ungarble::decode(b"une ann\xE9e apr\xE8s l'autre, tr\xE8s press\xE9e");
/// assert_eq!(decoded.repaired(), "une année après l'autre, très pressée");
/// assert_eq!(decoded.encoding().to_string(), "windows-1252");
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    DEFAULT.decode(bytes)
}
