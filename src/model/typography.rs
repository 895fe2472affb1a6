//! The quotes and dashes that languages use.
//!
//! The model counts them in text of all languages, where most are about as common. But in the corpora that it is made of,
//! German text opens quotes by the low one in nearly all places and closes them by the high one that opens them elsewhere,
//! Polish and Hungarian text by the other; and German text has four thousand short dashes between spaces for fourteen
//! long ones. Where a language writes either dash, the long one is what programs and editors make of a minus.

use super::{
    Cost, UNITS_PER_NAT,
    language::Languages,
    tags::{
        CROATIAN, CZECH, GERMAN, HUNGARIAN, ICELANDIC, LITHUANIAN, NORWEGIAN, POLISH, ROMANIAN, SERBIAN, SLOVAK,
        SLOVENE,
    },
};

/// Those that set a short dash between spaces.
const SHORT_DASH: u64 = GERMAN | NORWEGIAN | CZECH | HUNGARIAN | SLOVENE;
/// The share of the long dash in these, and in others.
const LONG_IN_SHORT: f32 = 0.05;
const LONG: f32 = 0.7;

/// Those that write „so“, and those that write „so”.
const LEFT: u64 = GERMAN | ICELANDIC | CZECH | SLOVAK | SLOVENE | LITHUANIAN | SERBIAN;
const RIGHT: u64 = POLISH | HUNGARIAN | ROMANIAN | CROATIAN;
/// What the high quote that closes a low one costs more by the model of all languages: it knows it as one that opens.
const AS_OPENING: Cost = 60;
/// The share of the other way of closing quotes in these.
const OTHER_CLOSING: f32 = 0.05;
/// How much the shares of the languages count less than this says, in all: that two in three close quotes so.
const FEW: f32 = 0.1;
const MORE_LEFT: f32 = 0.65;
/// The share of quotes that open low in these, and in others.
const LOW: f32 = 0.9;
const LOW_IN_OTHERS: f32 = 0.1;

impl Languages {
    /// By how much a dash between spaces costs more than where the two are as common.
    pub(crate) fn dash_cost(&self, dash: char) -> Cost {
        let short = self.share(SHORT_DASH);
        let long = short * LONG_IN_SHORT + (1.0 - short) * LONG;
        match dash {
            _ if !self.are_plain() => 0,
            '—' => cost(long),
            '–' => cost(1.0 - long),
            _ => 0,
        }
    }

    /// By how much a quote that opens costs more than where the high and the low one are as common.
    pub(crate) fn opening_cost(&self, quote: char) -> Cost {
        let here = self.share(LEFT | RIGHT);
        let low = here * LOW + (1.0 - here) * LOW_IN_OTHERS;
        match quote {
            _ if !self.are_told() => 0,
            '„' => cost(low),
            // What is usual is no dearer than what stands in its place, which has no low form.
            '“' => cost(1.0 - low).max(0),
            _ => 0,
        }
    }

    /// By how much a quote that closes one that opened low, after `previous`, costs more than where both ways are as common.
    pub(crate) fn closing_cost(&self, previous: char, quote: char) -> Cost {
        let left = match previous {
            _ if self.are_told() => {
                // A quote that opened low is of one of these, even if little else points to them.
                let (left, right) = (self.share(LEFT) + FEW * MORE_LEFT, self.share(RIGHT) + FEW * (1.0 - MORE_LEFT));
                (left * (1.0 - OTHER_CLOSING) + right * OTHER_CLOSING) / (left + right)
            }
            '\u{400}'..='\u{52F}' | '\u{10A0}'..='\u{10FF}' => 1.0 - OTHER_CLOSING,
            '\u{590}'..='\u{5FF}' => OTHER_CLOSING,
            _ => 0.5,
        };
        match quote {
            '“' => cost(left) - AS_OPENING,
            '”' => cost(1.0 - left),
            _ => 0,
        }
    }
}

/// By how much something costs more that has a share than if that were a half.
fn cost(share: f32) -> Cost {
    (-libm::logf(2.0 * share) * UNITS_PER_NAT) as Cost
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german() -> Languages {
        Languages::of("die Leute in der Stadt warten auf den Bus und sehen sich nicht an", 0)
    }

    fn spanish() -> Languages {
        Languages::of("la casa de los vecinos en la calle que lleva al mercado", 0)
    }

    #[test]
    fn german_dashes_are_short() {
        assert!(german().dash_cost('–') + 20 < german().dash_cost('—'));
        assert!(spanish().dash_cost('—') < spanish().dash_cost('–'));
        assert_eq!((german().dash_cost('-'), Languages::default().dash_cost('—')), (0, 0));
    }

    #[test]
    fn quotes_open_and_close_as_the_language_has_them() {
        assert!(german().opening_cost('„') < german().opening_cost('“'));
        assert!(spanish().opening_cost('“') < spanish().opening_cost('„'));
        assert!(german().closing_cost('n', '“') < german().closing_cost('n', '”'));
        let none = Languages::default();
        assert!(none.closing_cost('я', '“') < none.closing_cost('я', '”'));
        assert_eq!(none.closing_cost('语', '“') + AS_OPENING, none.closing_cost('语', '”'));
    }
}
