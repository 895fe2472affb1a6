//! How many characters of each kind a text has, told by their first bytes for many at a time.

use crate::model::Cost;

/// How many characters a text has of each kind.
#[derive(Clone, Copy, Default)]
pub(crate) struct Kinds {
    pub(crate) kana: usize,
    /// Hanzi, hangul syllables and what stands beside them.
    ideographs: usize,
    /// Forms of full width and all after them.
    wide: usize,
    /// Letters of alphabets, and those of them that are Thai.
    letters: usize,
    pub(crate) thai: usize,
    signs: usize,
}

/// Bytes that are counted at a time: less than 2⁸.
const BLOCK: usize = 128;

impl Kinds {
    /// By the first bytes of characters and those after them.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut kinds = Self::default();
        for start in (0..bytes.len()).step_by(BLOCK) {
            let block = &bytes[start..bytes.len().min(start + BLOCK)];
            // A first byte is never the last one.
            kinds.add(block, &bytes[start + 1..]);
        }
        kinds
    }

    fn add(&mut self, leads: &[u8], seconds: &[u8]) {
        let [mut kana, mut all, mut wide, mut letters, mut thai, mut signs] = [0_u8; 6];
        for (&lead, &second) in leads.iter().zip(seconds) {
            letters += u8::from(matches!(lead, 0xC2..=0xE1));
            thai += u8::from(lead == 0xE0 && matches!(second, 0xB8 | 0xB9));
            signs += u8::from(lead == 0xE2 && second < 0xBA);
            kana += u8::from(lead == 0xE3 && matches!(second, 0x81..=0x83));
            wide += u8::from(lead == 0xEF && second >= 0xBC || lead >= 0xF0);
            all += u8::from(lead >= 0xC2);
        }
        let [kana, all, wide, letters, thai, signs] = [kana, all, wide, letters, thai, signs].map(usize::from);
        self.kana += kana;
        self.ideographs += all - kana - wide - letters - signs;
        self.wide += wide;
        self.letters += letters;
        self.thai += thai;
        self.signs += signs;
    }

    /// All characters beyond ASCII.
    pub(crate) fn all(self) -> usize {
        self.kana + self.ideographs + self.wide + self.letters + self.signs
    }

    /// Hanzi, kana and hangul.
    pub(crate) fn of_ideographs(self) -> usize {
        self.kana + self.ideographs
    }

    /// All of them, but half of the kana: charsets of Japanese share those, and where hanzi are misread they may stay as they were.
    pub(crate) fn foreign(self) -> usize {
        self.ideographs + self.wide + self.letters + self.signs + self.kana / 2
    }

    /// How many there are of hanzi, kana and hangul, or of the letters of alphabets beyond ASCII, whichever are fewer, in a text
    /// that has both. Few texts have, and of those fewer no more is rare by chance than they are.
    pub(crate) fn fewer_of_two_scripts(self) -> Option<usize> {
        Some(self.letters.min(self.kana + self.ideographs + self.wide)).filter(|&fewer| fewer > 0)
    }

    /// What rare hanzi and hangul syllables add up to by chance: two for each. Beside kana they say too little, as charsets of
    /// Japanese leave those as they were.
    pub(crate) fn rare_ideographs(self) -> Cost {
        if self.kana > 0 { 0 } else { Cost::try_from(self.ideographs).map_or(Cost::MAX, |each| each.saturating_mul(2)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, character by character.
    fn counted(text: &str) -> [usize; 5] {
        let mut counts = [0; 5];
        for c in text.chars().filter(|c| !c.is_ascii()) {
            counts[match c {
                ..'\u{2000}' => 0,
                ..'\u{2E80}' => 1,
                '\u{3040}'..'\u{3100}' => 2,
                ..'\u{FF00}' => 3,
                _ => 4,
            }] += 1;
        }
        counts
    }

    #[test]
    fn bytes_tell_how_many_characters_there_are() {
        let sample: String = ('\0'..=char::MAX).filter(|&c| c < '\u{3200}' || u32::from(c) % 97 == 0).collect();
        let starts = sample.char_indices().map(|(at, _)| at).step_by(61);
        for (number, start) in starts.enumerate() {
            let text: String = sample[start..].chars().take(number % 300).collect();
            let Kinds { letters, signs, kana, ideographs, wide, .. } = Kinds::of(&text);
            assert_eq!([letters, signs, kana, ideographs, wide], counted(&text), "{text:?}");
            assert_eq!(Kinds::of(&text).all(), counted(&text).iter().sum::<usize>());
        }
    }

    fn fewer(text: &str) -> Option<usize> {
        Kinds::of(text).fewer_of_two_scripts()
    }

    #[test]
    fn scripts_are_counted() {
        assert_eq!(fewer("日本語とé、à"), Some(2));
        assert_eq!(fewer("한 и по"), Some(1));
        for text in ["“日本語”", "été", "plain", "「。"] {
            assert_eq!(fewer(text), None, "{text}");
        }
        assert_eq!(fewer("éА（"), Some(1));
    }
}
