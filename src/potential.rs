//! What a repair could gain at most: windows that could not pay for any misreading are left at once.

use crate::{
    charset::CharsetMask,
    model::{self, Cost, Languages, Symbol},
    suspicion, weights,
};

/// Could a repair of a window pay for its misreading as one of `charsets`? The most that it could gain is what the
/// characters cost more than good text does; the first look is at pairs, which are cheap, the second at runs of three.
pub(crate) fn could_pay(before: char, window: &str, after: char, charsets: CharsetMask, languages: &Languages) -> bool {
    if !suspicion::of_part(before, window, after).utf8 {
        return false;
    }
    let entry = weights::least_utf8_entry(charsets);
    let before = model::symbol(before);
    let chars = || window.chars().chain([after]);
    exceeds(entry, before, chars(), languages, model::cost_after)
}

/// Do characters cost more than good text does, by more than `limit`? What was misread are some pieces of them;
/// each after the first pays for its return.
fn exceeds(
    limit: Cost,
    before: Symbol,
    chars: impl Iterator<Item = char>,
    languages: &Languages,
    cost: impl Fn(Symbol, Symbol, Symbol) -> Cost,
) -> bool {
    let (mut earlier, mut previous) = (before, before);
    // Gains so far, within a misread piece and after one.
    let (mut inside, mut left) = (0, 0);
    for c in chars {
        let next = model::symbol(c);
        if !(previous.c.is_ascii() && c.is_ascii()) {
            let good = if c < '\u{2E80}' { weights::GOOD_PAIR } else { weights::GOOD_IDEOGRAPH };
            inside =
                inside.max(left - weights::RETURN).max(0) + cost(earlier, previous, next) + languages.cost(c) - good;
            left = left.max(inside);
            if inside > limit {
                return true;
            }
        }
        (earlier, previous) = (previous, next);
    }
    false
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
        assert!(!pays("été") && !pays("über"));
        assert!(pays("cafÃ© crÃ¨me") && pays("â€™"));
    }
}
