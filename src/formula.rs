//! Formulas and amounts, in which signs stand side by side that happen to be the bytes of letters:
//! `–∞`, `≈½`, `√π`; and equations, in which one stands alone.

/// Signs side by side, at most: more of them are a word.
const MOST: usize = 4;

/// Is all beyond ASCII in a part of a text a few signs of formulas and amounts, and none of them beside a letter?
/// They say nothing of a misreading, as long as none is proved; one alone, which may be a letter of a word, does.
pub(crate) fn is_formula(before: char, text: &str, after: char) -> bool {
    let mut previous = before;
    let (mut together, mut pairs) = (0, false);
    for c in text.chars().chain([after]) {
        if c.is_ascii() || is_arrow(c) {
            if together > 0 && c.is_ascii_alphabetic() {
                return false;
            }
            together = 0;
        } else if is_sign(c) && together < MOST && (together > 0 || !previous.is_alphabetic()) {
            together += 1;
            pairs |= together > 1;
        } else {
            return false;
        }
        previous = c;
    }
    pairs
}

/// Is a word an equation, with brackets, of which all beyond ASCII are signs: `y=a∙ln(x)`?
pub(crate) fn is_equation(word: &str) -> bool {
    word.contains('=') && word.contains('(') && word.chars().all(|c| c.is_ascii() || is_sign(c))
}

/// Is it an arrow, which stands between what belongs together, letters or not?
fn is_arrow(c: char) -> bool {
    ('\u{2190}'..'\u{2200}').contains(&c)
}

fn is_sign(c: char) -> bool {
    matches!(
        c,
        '¢' | '£' | '¥' | '±'..='³' | 'µ' | '·' | '¹' | '¼'..='¾' | '×' | '÷' | '\u{3A9}' | 'μ' | 'π' | '–' | '—' | '€'
            | '\u{2126}' | '∂' | '∆' | '∏'..='−' | '∙' | '√' | '∞' | '∩' | '∫' | '≈' | '≠' | '≡' | '≤' | '≥'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_have_brackets() {
        assert!(is_equation("y=a∙ln(x)+b") && is_equation("f(x)=2π"));
        assert!(!is_equation("name=d∙m") && !is_equation("f(x)=é") && !is_equation("(a∙b)"));
    }

    #[test]
    fn signs_stand_side_by_side_in_formulas() {
        for text in ["–∞", "(–∞;", "≈½", "√π", "–π,–∞", "2≥–∞", "x→–∞"] {
            assert!(is_formula(' ', text, ' '), "{text}");
        }
        for text in ["∞", "√≤r", "perr√≤", "–º–∞–≥", "—ç—Ç–æ", "naïve", "–é"] {
            assert!(!is_formula(' ', text, ' '), "{text}");
        }
        assert!(!is_formula('r', "√≤", ' ') && !is_formula(' ', "√≤", 'r'));
    }
}
