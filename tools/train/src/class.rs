//! The class of a character: what kind of company it keeps.
//!
//! Letters are divided by script and case, punctuation by the side on which it leans on a word, and what
//! text hardly ever contains (controls, private use, unassigned) stands apart.

use unicode_general_category::{GeneralCategory as Gc, get_general_category};
use unicode_script::{Script, UnicodeScript};

/// Classes that are not letters of a script; the letters come after them.
const KINDS: u8 = 44;
/// How many classes the model's format has room for.
pub const CLASSES: usize = 96;

/// Hanzi outside of the main block.
const RARE_HAN: u8 = 81;
/// Marks that stand on letters: Hebrew, Arabic, Thaana, Thai, Lao, those of other scripts.
const MARKS: u8 = 82;

const LETTERED: [Script; 24] = [
    Script::Greek,
    Script::Cyrillic,
    Script::Armenian,
    Script::Hebrew,
    Script::Arabic,
    Script::Devanagari,
    Script::Bengali,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
    Script::Thai,
    Script::Lao,
    Script::Myanmar,
    Script::Georgian,
    Script::Ethiopic,
    Script::Khmer,
    Script::Tibetan,
    Script::Mongolian,
    Script::Oriya,
    Script::Thaana,
];

/// The class; for the scripts of `LETTERED`, capitals come after their small letters.
pub fn class(c: char) -> u8 {
    let code = u32::from(c);
    match c {
        '\n' | '\r' => return 0,
        ' ' => return 1,
        '\u{A0}' | '\u{202F}' => return 2,
        '0'..='9' => return 3,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '%' => return 4,
        '(' | '[' | '{' | '#' | '@' | '$' => return 5,
        '"' | '\'' | '`' => return 6,
        '-' | '_' | '/' | '\\' | '+' | '=' | '*' | '&' | '|' | '<' | '>' | '^' | '~' => return 7,
        '\t' => return 8,
        'a'..='z' => return 9,
        'A'..='Z' => return 10,
        '“' | '‘' | '„' | '‚' | '«' | '‹' | '¿' | '¡' => return 11,
        '”' | '’' | '»' | '›' | '…' => return 12,
        '–' | '—' | '‐' | '‑' | '―' | '−' => return 13,
        '•' | '·' | '●' | '■' | '▪' | '‣' | '◦' => return 14,
        '°' | '²' | '³' | '¹' | 'º' | 'ª' | '™' | '®' | '©' | '‰' | '′' | '″' => return 15,
        '€' | '£' | '¥' | '¢' | '¤' | '₽' | '₹' | '₩' | '₺' => return 16,
        '×' | '÷' | '±' | '≤' | '≥' | '≠' | '≈' | '∞' | '√' | '¬' | '∂' | '∑' | '∏' | '∫' => {
            return 17;
        }
        '¼' | '½' | '¾' | '⅓' | '⅔' | '§' | '¶' | '†' | '‡' | '¦' => return 18,
        '´' | '¨' | '¯' | '¸' | '˜' | '˝' | '˙' | 'ˇ' | '˘' | '˛' | '˚' | 'ˆ' => return 19,
        '\u{FFFD}' => return 20,
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{AD}' => {
            return 21;
        }
        '\u{80}'..='\u{9F}' => return 22,
        '\0'..='\u{1F}' | '\u{7F}' => return 23,
        '\u{2190}'..='\u{21FF}' => return 24,
        '\u{2200}'..='\u{23FF}' | '\u{27C0}'..='\u{27FF}' | '\u{2900}'..='\u{2AFF}' => return 25,
        '\u{2500}'..='\u{257F}' => return 26,
        '\u{2580}'..='\u{25FF}' => return 27,
        '\u{2460}'..='\u{24FF}' | '\u{2150}'..='\u{218F}' | '\u{3200}'..='\u{33FF}' => return 28,
        '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' => return 29,
        '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' => return 30,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => return 31,
        '、' | '。' | '，' | '．' | '」' | '』' | '）' | '】' | '》' | '〉' | '！' | '？' | '：' | '；' | '〕' =>
        {
            return 32;
        }
        '「' | '『' | '（' | '【' | '《' | '〈' | '〔' => return 33,
        '\u{3000}'..='\u{303F}' => return 34,
        '\u{FF61}'..='\u{FF9F}' => return 35,
        '\u{FF00}'..='\u{FF60}' | '\u{FFA0}'..='\u{FFEF}' => return 36,
        'ー' | '・' => return 38,
        '\u{250}'..='\u{2AF}' | '\u{2B0}'..='\u{2FF}' | '\u{1D00}'..='\u{1DBF}' => return 41,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' => {
            return 42;
        }
        _ => {}
    }
    let category = get_general_category(c);
    if matches!(category, Gc::Unassigned | Gc::Surrogate) {
        return 40;
    }
    match c.script() {
        Script::Latin => {
            let upper = category == Gc::UppercaseLetter || category == Gc::TitlecaseLetter;
            return match code {
                0..=0xFF => KINDS + u8::from(upper),
                0x100..=0x17F | 0x218..=0x21B => KINDS + 2 + u8::from(upper),
                0x1EA0..=0x1EF9 | 0x1A0..=0x1B0 => KINDS + 4 + u8::from(upper),
                _ => 43,
            };
        }
        Script::Hiragana => return 37,
        Script::Katakana => return 38,
        Script::Hangul => return if (0xAC00..=0xD7A3).contains(&code) { 39 } else { 43 },
        Script::Han if (0x4E00..=0x9FFF).contains(&code) => return KINDS + 6,
        Script::Han => return RARE_HAN,
        _ => {}
    }
    if let Some(at) = LETTERED.iter().position(|&script| script == c.script()) {
        let at = at as u8;
        let cased = at < 2;
        let core = match at {
            0 => (0x386..=0x3CE).contains(&code),
            1 => (0x400..=0x45F).contains(&code) || matches!(code, 0x490 | 0x491),
            _ => true,
        };
        let base = KINDS + 7;
        if matches!(category, Gc::NonspacingMark | Gc::SpacingMark) {
            return match c.script() {
                Script::Hebrew => MARKS,
                Script::Arabic => MARKS + 1,
                Script::Thaana => MARKS + 2,
                Script::Thai => MARKS + 3,
                Script::Lao => MARKS + 4,
                _ => MARKS + 5,
            };
        }
        return match (cased, category) {
            (true, Gc::UppercaseLetter) => base + 4 * at + 1 + if core { 0 } else { 2 },
            (true, _) => base + 4 * at + if core { 0 } else { 2 },
            _ => base + 8 + at - 2,
        };
    }
    match category {
        Gc::OpenPunctuation
        | Gc::ClosePunctuation
        | Gc::OtherPunctuation
        | Gc::DashPunctuation
        | Gc::InitialPunctuation
        | Gc::FinalPunctuation => 34,
        Gc::MathSymbol | Gc::OtherSymbol | Gc::CurrencySymbol | Gc::ModifierSymbol => 25,
        Gc::NonspacingMark | Gc::SpacingMark | Gc::EnclosingMark => 42,
        _ => 43,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_fit_and_part_what_differs() {
        assert!(('\0'..=char::MAX).all(|c| usize::from(class(c)) < CLASSES));
        for (a, b) in [
            ('é', 'É'),
            ('я', 'Я'),
            ('я', 'ђ'),
            ('“', '”'),
            ('ア', 'ｱ'),
            ('中', '가'),
            ('\u{85}', '…'),
            ('ก', 'ກ'),
            ('ب', '\u{64B}'),
            ('一', '㐀'),
        ] {
            assert!(class(a) != class(b) || (a == 'я' && b == 'ђ'), "{a} {b}");
        }
    }
}
