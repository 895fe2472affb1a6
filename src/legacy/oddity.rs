//! Characters that no word has where they stand: signs amid letters, letters of two scripts side by side.
//!
//! The model charges them as it does any rare character. But a rare letter may be a foreign name, and a
//! sign amid a word is a typing error at best: where a misreading explains such a character, less is asked
//! of the rest.

/// Finds the odd characters of a word, given one character after the other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Oddity {
    before: Kind,
    previous: Kind,
    /// How many there are.
    pub(super) count: u32,
}

/// What matters of a character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// A space, ASCII punctuation, and what stands between letters in good text.
    #[default]
    Neutral,
    Digit,
    Latin,
    Greek,
    /// An alphabet that is never mixed with another.
    Alphabet(u8),
    /// Hanzi and kana.
    Ideograph,
    Hangul,
    /// A sign that does not belong amid letters.
    Sign,
    /// What joins letters of other scripts than Latin, or turns them around.
    Joiner,
    /// What belongs nowhere.
    Wrong,
}

/// The kinds of the characters that are asked for most.
static COMMON: [Kind; 0x700] = {
    let mut kinds = [Kind::Neutral; 0x700];
    let mut code = 0;
    while code < kinds.len() {
        if let Some(c) = char::from_u32(code as u32) {
            kinds[code] = Kind::look_up(c);
        }
        code += 1;
    }
    kinds
};

impl Kind {
    fn of(c: char) -> Self {
        COMMON.get(c as usize).copied().unwrap_or_else(|| Self::look_up(c))
    }

    const fn look_up(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            '\u{200B}'..='\u{200F}' => Self::Joiner,
            'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => {
                Self::Latin
            }
            '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => Self::Wrong,
            '\u{370}'..='\u{3FF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Alphabet(0),
            '\u{590}'..='\u{5FF}' => Self::Alphabet(1),
            '\u{600}'..='\u{6FF}' => Self::Alphabet(2),
            '\u{E00}'..='\u{E7F}' => Self::Alphabet(3),
            '\u{FF66}'..='\u{FF9F}' => Self::Alphabet(4),
            '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' => Self::Ideograph,
            '\u{AC00}'..='\u{D7A3}' => Self::Hangul,
            '¡'..='¦'
            | '¨'
            | '©'
            | '¬'
            | '®'..='±'
            | '¶'
            | '¸'
            | '»'
            | '«'
            | '¿'
            | '÷'
            | '˘'..='˝'
            | 'ˆ'
            | 'ˇ'
            | '‚'
            | '“'..='‡'
            | '‰'
            | '‹'
            | '›'
            | '€'
            | '™'
            | '∂'..='≥'
            | '◊'
            | '─'..='■' => Self::Sign,
            _ => Self::Neutral,
        }
    }

    fn is_letter(self) -> bool {
        !matches!(self, Self::Neutral | Self::Digit | Self::Sign | Self::Joiner | Self::Wrong)
    }
}

impl Oddity {
    /// Adds a character.
    pub(super) fn push(&mut self, c: char) {
        let next = Kind::of(c);
        let odd = match (self.before, self.previous, next) {
            (before, Kind::Sign, next) if next != Kind::Wrong => before.is_letter() && next.is_letter(),
            (_, Kind::Alphabet(a), Kind::Alphabet(b)) => a != b,
            (_, _, Kind::Wrong)
            | (_, Kind::Digit | Kind::Latin | Kind::Greek, Kind::Joiner)
            | (Kind::Latin, Kind::Greek | Kind::Ideograph | Kind::Hangul, Kind::Latin)
            | (_, Kind::Alphabet(_), Kind::Latin | Kind::Greek | Kind::Ideograph | Kind::Hangul)
            | (_, Kind::Latin | Kind::Greek | Kind::Ideograph | Kind::Hangul, Kind::Alphabet(_))
            | (_, Kind::Ideograph, Kind::Hangul)
            | (_, Kind::Hangul, Kind::Ideograph) => true,
            _ => false,
        };
        self.count += u32::from(odd);
        self.before = self.previous;
        self.previous = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(word: &str) -> u32 {
        let mut oddity = Oddity::default();
        word.chars().for_each(|c| oddity.push(c));
        oddity.count
    }

    #[test]
    fn words_are_not_odd() {
        for word in
            ["señor,", "l’été", "«так»", "Hawai‘i", "5°C", "μm", "使用Windows系统", "ロケット", "Such—and", "n×m", "x…"]
        {
            assert_eq!(count(word), 0, "{word}");
        }
    }

    #[test]
    fn signs_amid_words_are_odd() {
        for word in ["Co\u{2C6}rdinaten", "h†per", "Beδindig", "смыgis", "d”pts", "gr诺p", "祛횔", "ﾕｽｶｷ斗"]
        {
            assert!(count(word) > 0, "{word}");
        }
    }
}
