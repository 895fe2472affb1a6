//! What a repair could gain at most: windows that could not pay for any misreading are left at once.

use crate::{
    charset::CharsetMask,
    model::{self, Cost, Languages},
    suspicion, weights,
};

/// Could a repair of a window pay for its misreading as one of `charsets`? The most that it could gain is what the
/// characters cost more than usual ones do; the first look is at pairs, which are cheap, the second at runs of
/// three.
pub(crate) fn could_pay(before: char, window: &str, after: char, charsets: CharsetMask, languages: &Languages) -> bool {
    exceeds(before, window, after, weights::least_utf8_entry(charsets) - weights::UNUSUAL, languages)
}

/// Would a repair of a window pay for its misreading as one of `charsets`, though what came out of it were just usual?
pub(crate) fn would_pay(before: char, window: &str, after: char, charsets: CharsetMask, languages: &Languages) -> bool {
    exceeds(before, window, after, weights::least_utf8_entry(charsets), languages)
}

fn exceeds(before: char, window: &str, after: char, limit: Cost, languages: &Languages) -> bool {
    suspicion::of_part(before, window, after).utf8 && most(before, window, after, languages) > limit
}

/// By how much characters cost more than usual, in pieces that may have been misread; each after the first pays for
/// its return.
fn most(before: char, window: &str, after: char, languages: &Languages) -> Cost {
    let before = model::symbol(before);
    let (mut earlier, mut previous) = (before, before);
    let mut chart = suspicion::Chart::default();
    let mut foreign = 0;
    for c in window.chars().chain([after]) {
        let next = model::symbol(c);
        if !(previous.c.is_ascii() && c.is_ascii()) {
            let usual = if suspicion::is_ideograph(c) { weights::USUAL_IDEOGRAPH_IN_RUN } else { weights::USUAL_PAIR };
            chart.add(model::cost_after(earlier, previous, next) + languages.cost(c) - usual);
        }
        foreign += usize::from(!c.is_ascii());
        (earlier, previous) = (previous, next);
    }
    chart.most() - weights::by_chance(foreign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charset;

    fn pays(window: &str) -> bool {
        could_pay(' ', window, ' ', 1 << Charset::Windows1252.index(), &Languages::default())
    }

    #[test]
    fn good_text_could_not_pay() {
        assert!(!pays("été") && !pays("señor"));
        assert!(pays("cafÃ© crÃ¨me") && pays("â€™"));
    }
}
