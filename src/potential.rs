//! What a repair could gain at most: windows that could not pay for any misreading are left at once.

use crate::{
    ascii::next_non_ascii,
    chart::Chart,
    kinds::Kinds,
    model::{self, Cost, EDGE, Languages},
    scan::Window,
    suspicion,
    weights::{self, gates},
};

/// Could a repair of a window pay for its misreading? The most that it could gain is what the characters cost more than
/// usual ones do; the first look is at pairs, which are cheap, the second at runs of three.
pub(crate) fn could_pay(before: char, window: &str, after: char, found: &Window, languages: &Languages) -> bool {
    exceeds(before, window, after, least_entry(found) - gates::UNUSUAL, languages)
}

/// The same, once the first look was taken.
pub(crate) fn could_pay_by_runs(
    before: char,
    window: &str,
    after: char,
    found: &Window,
    languages: &Languages,
) -> bool {
    most(before, window, after, languages) > least_entry(found) - gates::UNUSUAL
}

/// Would a repair of a window pay for its misreading, though what came out of it were just usual?
pub(crate) fn would_pay(before: char, window: &str, after: char, found: &Window, languages: &Languages) -> bool {
    exceeds(before, window, after, least_entry(found), languages)
}

/// Could a repair pay for something in a line, whatever it is and whatever its languages are?
pub(crate) fn could_pay_in_line(line: &str) -> bool {
    most(EDGE, line, EDGE, &Languages::default()) > gates::LEAST_IN_LINE
}

/// The least that a misreading of a window costs: more where no sequence is complete and nothing looks like a quote.
fn least_entry(window: &Window) -> Cost {
    let whole = weights::least_utf8_entry(window.likely);
    whole.min(weights::least_utf8_entry(window.charsets).saturating_add(gates::LOST_ALONE))
}

fn exceeds(before: char, window: &str, after: char, limit: Cost, languages: &Languages) -> bool {
    suspicion::may_be_utf8(before, window, after) && most(before, window, after, languages) > limit
}

/// By how much characters cost more than usual, in pieces that may have been misread; each after the first pays for
/// its return.
pub(crate) fn most(before: char, window: &str, after: char, languages: &Languages) -> Cost {
    let bytes = window.as_bytes();
    let ascii = |at: Option<usize>| at.map_or(before, |at| char::from(bytes[at]));
    let mut chart = Chart::default();
    let mut foreign = 0;
    let mut at = 0;
    while let Some(start) = next_non_ascii(bytes, at) {
        // Two plain characters end a piece, so both before the next one are plain.
        let mut earlier = model::symbol(ascii(start.checked_sub(2)));
        let mut previous = model::symbol(ascii(start.checked_sub(1)));
        let mut rest = window[start..].chars();
        loop {
            let next = rest.next();
            let c = next.unwrap_or(after);
            if c.is_ascii() && previous.c.is_ascii() {
                break;
            }
            let symbol = model::symbol(c);
            let cost = model::cost_after(earlier, previous, symbol) + languages.cost(c);
            let is_ideograph = suspicion::is_ideograph(c);
            let usual = if is_ideograph { gates::USUAL_IDEOGRAPH_IN_RUN } else { gates::USUAL_PAIR };
            chart.add(cost - usual, is_ideograph);
            foreign += usize::from(!c.is_ascii());
            (earlier, previous) = (previous, symbol);
            if next.is_none() {
                break;
            }
        }
        at = bytes.len() - rest.as_str().len();
    }
    let kinds = Kinds::of(window);
    chart.most(kinds.fewer_of_two_scripts().unwrap_or(foreign), kinds.of_ideographs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charset;

    fn pays(window: &str) -> bool {
        let charsets = 1 << Charset::Windows1252.index();
        let found = Window { range: 0..window.len(), charsets, likely: charsets, quoted: 0, cut: 0 };
        could_pay(' ', window, ' ', &found, &Languages::default())
    }

    #[test]
    fn good_text_could_not_pay() {
        assert!(!pays("été") && !pays("señor"));
        assert!(pays("cafÃ© crÃ¨me") && pays("â€™"));
    }
}
