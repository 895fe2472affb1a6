//! The words that come out of a misreading: are they such as text has where they stand?
//!
//! The model and the languages around say how likely the characters are. What they do not know is what nobody writes: a
//! capital amid small letters, a quote that stands alone, a letter of another script by itself, a word that lost its quotes.

use super::{alphabet, lone::Lone, marks::has_inner_capital, quotes, weights, words::Word};
use crate::{
    charset::Charset,
    letter,
    model::{self, Cost, Languages, Spelling},
};
use alloc::{string::String, vec::Vec};

/// Words have more kinds of characters than this, or each but once.
const FEW_KINDS: usize = 4;

/// Do words that are said to be in one multi-byte charset and misread as another change as such words do? Letters come
/// out then, and a few signs over and over are a face that somebody made.
pub(super) fn is_telling(words: &[Word], texts: &[(usize, String)]) -> bool {
    let (mut changed, mut letters) = (0, 0);
    let mut kinds: Vec<char> = Vec::new();
    for (word, text) in texts {
        let mut standing = words[*word].text.chars();
        kinds.extend(standing.clone().filter(|c| !c.is_ascii()));
        for c in text.chars() {
            if standing.next() != Some(c) && !c.is_ascii() && !is_mark_of_hanzi(c) {
                changed += 1;
                letters += usize::from(is_letter(c));
            }
        }
    }
    let all = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    letters > 0 && 2 * letters >= changed && (kinds.len() > FEW_KINDS || all < 2 * kinds.len())
}

/// Is it a comma, a full stop or a bracket as texts with hanzi have them amid words?
fn is_mark_of_hanzi(c: char) -> bool {
    matches!(c, '、' | '。' | '「' | '」' | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？')
}

fn is_letter(c: char) -> bool {
    letter::is_letter(c) && !('\u{2B0}'..'\u{300}').contains(&c)
}

/// A character that comes out of another, and what stands beside that.
#[derive(Clone, Copy)]
struct Swap {
    from: char,
    to: char,
    before: char,
    after: char,
}

impl Swap {
    /// Does it end or begin the word?
    fn is_at_an_end(self) -> bool {
        !self.before.is_alphanumeric() || !self.after.is_alphanumeric()
    }
}

/// The characters of a word that come out of others, if each comes out of one.
fn swaps(standing: &str, text: &str) -> impl Iterator<Item = Swap> {
    let single = standing.chars().count() == text.chars().count();
    let before = [' '].into_iter().chain(standing.chars());
    let after = standing.chars().skip(1).chain([' ']);
    let all = standing.chars().zip(text.chars()).zip(before.zip(after));
    let all = all.map(|((from, to), (before, after))| Swap { from, to, before, after });
    all.filter(move |swap| single && swap.from != swap.to)
}

/// Has a word letters with accents, and only such as the languages around have? A letter by itself has to be a word there,
/// and none has capitals after small letters.
pub(super) fn is_native(word: &str, languages: &Languages) -> bool {
    let mut chars = word.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && !WORDS_ELSEWHERE.contains(&c)
        && languages.lone_cost(' ', c, ' ') >= weights::NO_WORD
    {
        return false;
    }
    let mut after_small = false;
    let mut any = false;
    word.chars().all(|c| {
        let native = c.is_ascii() || languages.cost(c) < 0 && !(after_small && c.is_uppercase());
        any |= !c.is_ascii();
        after_small = c.is_lowercase();
        native
    }) && any
}

/// Does a letter come out that is out of place in the languages around: one that they have not, one before a digit or by
/// itself, or one in place of a sign that stands as it should? Then they say nothing for it.
pub(super) fn is_alien(standing: &str, text: &str, languages: &Languages) -> bool {
    swaps(standing, text).filter(|swap| model::is_accented(swap.to)).any(|swap| {
        let Swap { from, to, before, after } = swap;
        let alien = model::is_accented(from) && languages.cost(to) >= weights::ALIEN.max(languages.cost(from) - SLIGHT);
        let lone = languages.lone_cost(before, to, after) >= weights::NO_WORD_AT_ALL;
        alien || lone || after.is_ascii_digit() || is_usual(swap, languages)
    })
}

/// Is what a letter comes out of a sign that stands as it should: dots or a mark of trade at an end of a word, a soft hyphen
/// amid one, a dash between two capitals or without letters beside it, or infinity? Letters that the language has are not in
/// question there.
fn is_usual(swap: Swap, languages: &Languages) -> bool {
    let Swap { from, to, before, after } = swap;
    let lacks = || languages.cost(to) >= weights::ALIEN;
    match from {
        '…' => swap.is_at_an_end() && (lacks() || before.is_uppercase() && to.is_uppercase()),
        '™' | '®' | '©' | '°' => swap.is_at_an_end() && lacks(),
        '\u{AD}' => languages.cost(to) >= 0 && before.is_ascii_lowercase() && after.is_ascii_lowercase(),
        '∞' => !before.is_alphabetic(),
        '–' if before.is_ascii_uppercase() && after.is_ascii_uppercase() => true,
        '–' | '—' => !before.is_alphanumeric() && !after.is_alphanumeric() && [before, after] != [' '; 2],
        _ => false,
    }
}

/// How much rarer in their languages letters may be than others and count as no rarer.
const SLIGHT: Cost = 8;

/// How rare in the languages around the rarest letter is that comes out.
pub(super) fn rarest(texts: &[(usize, String)], languages: &Languages) -> Cost {
    let costs = texts.iter().flat_map(|(_, text)| text.chars()).map(|c| languages.cost(c));
    costs.max().unwrap_or(0)
}

/// What the words cost more that come out where no text has such.
///
/// Among many words one may look odd by chance.
pub(super) fn cost(words: &[Word], texts: &[(usize, String)], languages: &Languages) -> Cost {
    if texts.len() > MANY_WORDS {
        return 0;
    }
    let standing = |number: usize| words[number].text;
    let acronyms = texts.iter().filter_map(|(number, text)| acronym_cost(standing(*number), text));
    let (acronyms, acronym) = acronyms.fold((0, 0), |(count, most), cost| (count + 1, cost.max(most)));
    let acronym = if 2 * acronyms >= texts.len() { acronym } else { 0 };
    let each = texts.iter().map(|(number, text)| {
        let begins = words[*number].range.start == 0 && loses_capital(standing(*number), text, languages);
        cost_of_word(standing(*number), text, languages) + if begins { weights::SMALL_BEGINNING } else { 0 }
    });
    let signs =
        texts.iter().filter(|(number, text)| words[*number].lone == Lone::Unlinked && is_sign_amid_signs(text)).count();
    let unlinked = Cost::try_from(signs).unwrap_or(0).min(1) * weights::UNLINKED;
    let quotes = texts.iter().map(|(number, text)| quotes_from_letters(standing(*number), text)).sum::<usize>();
    let quote = if quotes == 1 { weights::UNPAIRED } else { 0 };
    let enumerated = if are_enumerated(words, texts) { weights::ENUMERATED } else { 0 };
    let notes = texts.iter().all(|(number, _)| ends_as_note(standing(*number), words));
    let notes = if notes { weights::NOTES } else { 0 };
    let strays = texts.iter().filter(|(number, text)| is_stray(standing(*number), text)).count();
    let strays = if strays > 0 && texts.len() <= FEW_WORDS && languages.are_told() { weights::STRAY } else { 0 };
    // Among many words that were misread one may look like a unit by chance.
    let units = texts.iter().filter(|(number, _)| is_unit(standing(*number))).count();
    let units = if units > 0 && 2 * units >= texts.len() { weights::UNIT } else { 0 };
    each.sum::<Cost>() + notes + quote + enumerated + strays + units + acronym - unlinked
}

/// Does a word end with the mark of a first note or of a second one where another word has the other?
fn ends_as_note(word: &str, words: &[Word]) -> bool {
    let ends = |word: &str, mark: char| {
        let head = word.trim_end_matches(|c: char| c.is_ascii_punctuation()).strip_suffix(mark);
        head.is_some_and(|head| head.ends_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let other = |mark: char| words.iter().any(|word| ends(word.text, mark));
    ends(word, '†') && other('‡') || ends(word, '‡') && other('†')
}

/// Lines with more words that were misread say enough.
const MANY_WORDS: usize = 8;

/// In so few words a letter of another script is out of place, or so many.
const FEW_WORDS: usize = 2;
const FEW_LETTERS: usize = 2;

/// Are letters that stand alone all that changes? They say nothing where no word around says which they should be.
pub(super) fn are_lone_letters(words: &[Word], texts: &[(usize, String)], languages: &Languages) -> bool {
    let is_lone = |number: usize| lone_letter(words[number].text).is_some();
    !languages.are_told() && texts.iter().all(|(number, _)| is_lone(*number))
}

/// The letter of a word that has no other, but for plain marks.
fn lone_letter(word: &str) -> Option<char> {
    let mut chars = word.chars().filter(|c| !c.is_ascii_punctuation());
    chars.next().filter(|&c| is_letter(c) && chars.next().is_none())
}

/// Do letters that stand alone come out as different signs? Where several are spoken of, they are no dashes.
fn are_enumerated(words: &[Word], texts: &[(usize, String)]) -> bool {
    let alone = texts.iter().filter(|(number, _)| lone_letter(words[*number].text).is_some());
    let mut signs = alone.filter_map(|(_, text)| text.chars().find(|c| !c.is_ascii_punctuation()));
    signs.next().is_some_and(|first| !is_letter(first) && signs.any(|sign| sign != first))
}

/// Is all that comes out a few letters of another script than Latin?
fn is_stray(standing: &str, text: &str) -> bool {
    let foreign = |c: &char| ('\u{370}'..'\u{2000}').contains(c) && !model::is_accented(*c);
    (1..=FEW_LETTERS).contains(&text.chars().filter(foreign).count())
        && !standing.contains(|c| foreign(&c))
        && text.chars().all(|c| !c.is_alphanumeric() || c.is_ascii() || foreign(&c))
}

/// Is it a sign that stands by itself amid others?
fn is_sign_amid_signs(text: &str) -> bool {
    matches!(text, "…" | "–" | "—" | "•" | "×")
}

/// What a word costs more that comes out as one letter or quote that is out of place in the languages around, or that loses
/// what it has of good text.
fn cost_of_word(standing: &str, text: &str, languages: &Languages) -> Cost {
    let mut chars = text.trim_matches(|c: char| c.is_ascii_punctuation()).chars();
    let wide = |c: char| c >= '\u{2E80}';
    match (chars.next(), chars.next()) {
        (Some(c), None) if wide(c) && standing.contains(wide) => 0,
        (Some(c), None) if !model::is_accented(c) => languages.outcome_cost(' ', c, ' '),
        _ if is_joint(standing, text) => weights::JOINT,
        _ if !languages.may_be_english() && has_inner_dash(standing, text) => weights::INNER_DASH,
        _ if !languages.may_be_spanish() && begins_with_dash(text) && !begins_with_dash(standing) => {
            weights::INNER_DASH
        }
        _ if opens_a_sentence(text) && !opens_a_sentence(standing) && !languages.may_be_spanish() => weights::OPENING,
        _ if has_odd_joint(standing, text) => weights::ODD_JOINT,
        _ if !languages.are_told() && is_short_joint(standing, text) => weights::ODD_JOINT,
        _ if is_icon(standing) && is_infrequent(text) => weights::ICON,
        _ if is_of_lookalikes(standing) => weights::LOOKALIKES,
        _ if is_power(standing) => weights::UNIT,
        _ if swaps(standing, text).any(|swap| is_ligature(swap, languages)) => weights::LIGATURE,
        _ if alphabet::is_list(standing) => weights::ALPHABET,
        _ if begins_with_dots(standing) && is_infrequent(text) => weights::USUAL_SIGN,
        _ if has_inner_capital(text) && !has_inner_capital(standing) => weights::INNER_CAPITAL,
        _ if is_quoted(standing) && !is_quoted(text) => weights::UNQUOTED,
        _ if swaps(standing, text).any(|swap| swap.to == '…' && swap.after == '.') => weights::DOTS,
        _ if swaps(standing, text).any(|swap| is_letter(swap.to) && is_usual(swap, languages)) => weights::USUAL_SIGN,
        _ if swaps(standing, text).any(|swap| is_numbered(swap, languages)) => weights::NUMBERED,
        _ => 0,
    }
}

/// Does a sign come out of a letter that the language around needs, right after a figure? `5ø` may be what it is.
fn is_numbered(swap: Swap, languages: &Languages) -> bool {
    let Swap { from, to, before, after } = swap;
    before.is_ascii_digit() && !after.is_ascii_digit() && !is_letter(to) && languages.needs(from)
}

/// Does a word begin with a capital that the languages around have and come out with a small letter?
fn loses_capital(standing: &str, text: &str, languages: &Languages) -> bool {
    let first = swaps(standing, text).find(|swap| !swap.before.is_alphanumeric() && swap.after.is_alphanumeric());
    first.is_some_and(|swap| swap.from.is_uppercase() && swap.to.is_lowercase() && languages.have(swap.from))
}

/// Is it a unit with a prefix for a millionth, or of resistance, after a figure or by itself?
fn is_unit(word: &str) -> bool {
    const UNITS: [&str; 16] = ["", "m", "s", "g", "l", "L", "A", "V", "W", "F", "H", "M", "Pa", "Hz", "Sv", "mol"];
    let word = word.trim_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation());
    let micro = word.strip_prefix(['µ', 'μ']);
    let ohm = word.strip_suffix(['Ω', 'Ω']);
    micro.is_some_and(|unit| UNITS.contains(&unit.split(['-', '/', '<']).next().unwrap_or_default()))
        || ohm.is_some_and(|prefix| matches!(prefix, "" | "m" | "k" | "M" | "G" | "µ"))
}

/// Does a small letter come out of a sign between two words that the second one's capital tells apart?
fn is_joint(standing: &str, text: &str) -> bool {
    swaps(standing, text).any(|Swap { from, to, before, after }| {
        before.is_lowercase() && after.is_uppercase() && !is_letter(from) && to.is_lowercase()
    })
}

/// How many small letters of a word come out as double quotes?
fn quotes_from_letters(standing: &str, text: &str) -> usize {
    let is_quote = |c: char| matches!(c, '“' | '”' | '„' | '«' | '»');
    swaps(standing, text).filter(|swap| is_quote(swap.to) && swap.from.is_lowercase()).count()
}

/// Does a word begin with a dash right before a small letter, as speech does in Spanish?
fn begins_with_dash(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| matches!(c, '–' | '—')) && chars.next().is_some_and(char::is_lowercase)
}

/// Does a word begin with a sign that opens sentences in Spanish?
fn opens_a_sentence(word: &str) -> bool {
    word.starts_with(['¡', '¿'])
}

/// Does a dash come out between letters, the second of them small, as English has them?
fn has_inner_dash(standing: &str, text: &str) -> bool {
    swaps(standing, text)
        .any(|Swap { to, before, after, .. }| before.is_alphabetic() && matches!(to, '–' | '—') && after.is_lowercase())
}

/// Does a letter come out as an apostrophe between pieces that no language joins, or as a no-break space amid a word?
fn has_odd_joint(standing: &str, text: &str) -> bool {
    swaps(standing, text).any(|Swap { from, to, before, after }| {
        let parts = to == '\u{A0}' || to == '’' && model::is_oddly_joined(text);
        parts && is_letter(from) && is_letter(before) && after.is_lowercase()
    })
}

/// Is so little left beside the apostrophes that letters come out as, or do several and the word ends with one, that nothing
/// says what it joins? `oír` is a word, and `Haítí` a name.
fn is_short_joint(standing: &str, text: &str) -> bool {
    let joints = swaps(standing, text).filter(|swap| swap.to == '’' && is_letter(swap.from)).count();
    let letters = text.chars().filter(|&c| is_letter(c)).count();
    joints > 0 && letters < LEAST_JOINED || joints > 1 && text.ends_with('’')
}

/// Words of fewer letters may be others than those that an apostrophe joins.
const LEAST_JOINED: usize = 3;

/// Is a word one character for private use? Fonts of icons and bullets have such.
fn is_icon(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| ('\u{E000}'..'\u{F900}').contains(&c)) && chars.next().is_none()
}

/// Are the plain letters of a word in Cyrillic letters all such as look like those? Where keyboards are mixed up they stand
/// for them.
fn is_of_lookalikes(word: &str) -> bool {
    let plain = || word.chars().filter(char::is_ascii_alphabetic);
    let cyrillic = word.chars().filter(|c| ('\u{400}'..'\u{530}').contains(c)).count();
    let others = word.chars().any(|c| !c.is_ascii() && is_letter(c) && !('\u{400}'..'\u{530}').contains(&c));
    cyrillic > 1 && !others && plain().next().is_some() && plain().all(|c| "aceopxyijsABCEHIJKMOPSTXY".contains(c))
}

/// Is it one or two plain letters with a power or the number of a note?
fn is_power(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
    let letters = word.trim_end_matches(['¹', '²', '³']);
    letters.len() < word.len() && (1..=2).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Is a ligature, as typesetting has it, said to be a letter that no word begins with or that the languages around have not?
fn is_ligature(swap: Swap, languages: &Languages) -> bool {
    let Swap { from, to, before, .. } = swap;
    let begins = !before.is_alphanumeric();
    matches!(from, 'ﬁ' | 'ﬂ') && (begins && to == 'ß' || languages.cost(to) >= weights::ALIEN)
}

/// Does a word begin with dots right before a small letter?
fn begins_with_dots(word: &str) -> bool {
    word.strip_prefix('…').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

fn is_infrequent(word: &str) -> bool {
    !Spelling::of(word.trim_end_matches(|c: char| c.is_ascii_punctuation())).is_frequent()
}

/// What it costs that a word of a few capitals in another script comes out in small letters; none if it does not.
fn acronym_cost(standing: &str, text: &str) -> Option<Cost> {
    let letters = || standing.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().all(|c| c.is_uppercase() && !c.is_ascii());
    let small = text.chars().filter(|c| c.is_alphabetic()).all(char::is_lowercase);
    match letters().count() {
        _ if !capitals || !small => None,
        2 | 3 => Some(weights::ACRONYM),
        4 => Some(weights::ACRONYM_OF_FOUR),
        _ => None,
    }
}

/// Is a word in a pair of quotes?
fn is_quoted(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
    let mut chars = word.chars();
    chars.next().zip(chars.next_back()).is_some_and(|(first, last)| quotes::closes(first, last))
}

/// Letters that are words in languages that the model does not know: in Kurdish, `û` is and.
const WORDS_ELSEWHERE: [char; 2] = ['û', 'Û'];

/// Are there kana in what was stored in a Chinese or Korean charset? These have them, but not their languages.
pub(super) fn has_alien_kana(stored: Charset, texts: &[(usize, String)]) -> bool {
    matches!(stored, Charset::Gb18030 | Charset::Big5 | Charset::EucKr)
        && texts.iter().any(|(_, text)| text.chars().any(|c| ('\u{3041}'..'\u{3100}').contains(&c) && is_letter(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legacy::words;

    fn tells(line: &str, text: &str) -> bool {
        let languages = Languages::default();
        let (words, _) = words::words(line, &languages, -1).unwrap_or_default();
        is_telling(&words, &[(0, text.into())])
    }

    #[test]
    fn words_give_letters_and_faces_repeat_signs() {
        assert!(tells("콱呵겨죄", "你失败了"));
        assert!(tells("ㄗ淝茠ㄘㄩ", "（阵营）：") && !tells("ㄗㄘㄩ", "（）："));
        assert!(!tells("(∩ヘ∩)ヘ∩", "(員目員)目員"));
        assert!(!tells("縺縺縺", "→←↑"));
    }

    #[test]
    fn words_are_native_in_their_language() {
        let estonian = Languages::of("see ei ole minu oma, aga ma tahan seda saada ja kohe", 0);
        let finnish = Languages::of("minun taloni seisoo vanhan tien vieressa ja siella asuu kaksi lasta", 0);
        assert!(is_native("tänä", &finnish) && !is_native("å", &finnish));
        assert!(is_native("Õhtul", &estonian) && is_native("ÕHTUL", &estonian) && !is_native("võÕras", &estonian));
        assert!(is_native("võõras", &estonian) && !is_native("vøøras", &estonian) && !is_native("kivi", &estonian));
    }

    #[test]
    fn words_come_out_as_text_has_them() {
        let danish = Languages::of("det er ikke til at se hvor vejen ender eller hvem der bor her", 0);
        let cost = |standing, text| cost_of_word(standing, text, &danish);
        for (standing, text) in [
            ("\"ß\"", "\"ك\""),
            ("ë", "‘"),
            ("Format›Vis", "FormatøVis"),
            ("geìnt", "geÏnt"),
            ("segùent", "seg—ent"),
            ("„е“", "ЧеТ"),
        ] {
            assert!(cost(standing, text) >= 50, "{standing} {text}");
        }
        for (standing, text) in [("Ð", "–"), ("bl†", "blå"), ("¯so®", "»so«")] {
            assert_eq!(cost(standing, text), 0, "{standing} {text}");
        }
        assert!(["5µm", "µ", "(µg)", "10kΩ", "µm-"].into_iter().all(is_unit) && !is_unit("µas") && !is_unit("Ωμ"));
        let acronyms = [("ЦК", "уы"), ("ЦЕНТРАЛ", "уеотсбм"), ("ЦК", "УЫ")];
        let costs = acronyms.map(|(standing, text)| acronym_cost(standing, text));
        assert_eq!(costs, [Some(weights::ACRONYM), None, None]);
    }

    #[test]
    fn letters_come_out_that_the_language_has() {
        let indonesian = Languages::of("anda telah mengetikkan semua halaman yang ada di dalam dokumen ini", 0);
        for (standing, text) in [("dokumen…", "dokumenà"), ("Tombol™", "Tombolô"), ("§15", "ß15"), ("(-∞)", "(-ì)")]
        {
            assert!(is_alien(standing, text, &indonesian), "{standing} {text}");
        }
        let italian = Languages::of("non si vede la strada che porta alla casa della nonna", 0);
        assert!(!is_alien("citt…", "città", &italian) && is_alien("CAPS…", "CAPSÉ", &italian));
    }

    #[test]
    fn some_words_are_what_they_are() {
        assert!(is_of_lookalikes("кoктeл") && !is_of_lookalikes("коктейл") && !is_of_lookalikes("Stra\u{431}e"));
        assert!(is_power("(m²),") && is_power("a¹") && !is_power("pěkn²") && !is_power("²"));
        assert!(is_icon("\u{E4C4}") && !is_icon("a\u{E4C4}"));
    }
}
