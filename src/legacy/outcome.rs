//! The words that come out of a misreading: are they such as text has where they stand?
//!
//! The model and the languages around say how likely the characters are. What they do not know is what nobody writes: a
//! capital amid small letters, a quote that stands alone, a letter of another script by itself, a word that lost its quotes.

use super::{
    alphabet,
    lone::Lone,
    marks::has_inner_capital,
    spoken::{is_of_no_word, is_spoken_of},
    standing::{acronym_cost, begins_with_dots, is_icon, is_of_lookalikes, is_power, is_quoted, is_symbolic, is_unit},
    swap::{Swap, swaps},
    weights,
    words::Word,
};
use crate::{
    charset::Charset,
    formula::is_equation,
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

/// May a word be a name of another language: does it begin with a capital where no sentence begins, and has it letters with
/// accents that come out as none which the language around uses?
pub(super) fn may_be_name(word: &Word, text: &str, languages: &Languages) -> bool {
    let mut letters = word.text.chars().skip_while(|c| !c.is_alphabetic());
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let strange = |swap: Swap| model::is_accented(swap.from) && swap.to != '\u{A0}' && !languages.uses(swap.to);
    capital && !word.begins() && swaps(word.text, text).any(strange)
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
/// amid one, a dash or such a mark between two capitals, a dash without letters beside it, or infinity? Letters that the
/// language has are not in question there.
fn is_usual(swap: Swap, languages: &Languages) -> bool {
    let Swap { from, to, before, after } = swap;
    let lacks = || languages.cost(to) >= weights::ALIEN;
    match from {
        '…' => swap.is_at_an_end() && (lacks() || before.is_uppercase() && to.is_uppercase()),
        '–' | '™' | '®' | '©' if before.is_ascii_uppercase() && after.is_ascii_uppercase() => true,
        '™' | '®' | '©' | '°' => swap.is_at_an_end() && lacks(),
        '\u{AD}' => languages.cost(to) >= 0 && before.is_ascii_lowercase() && after.is_ascii_lowercase(),
        '∞' => !before.is_alphabetic(),
        '–' | '—' => !before.is_alphanumeric() && !after.is_alphanumeric() && [before, after] != [' '; 2],
        _ => false,
    }
}

/// How much rarer in their languages letters may be than others and count as no rarer.
const SLIGHT: Cost = 8;

/// Does a frequent word of a language around come out of what is none? Of one letter it says little, nor
/// does one of two where nothing is known of the languages.
pub(super) fn gives_frequent_word(words: &[Word], texts: &[(usize, String)], languages: &Languages) -> bool {
    let others = if languages.are_told() { 1 } else { 2 };
    let is_frequent = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        word.chars().nth(others).is_some() && languages.have_word(word)
    };
    texts.iter().any(|(number, text)| is_frequent(text) && !is_frequent(words[*number].text))
}

/// How rare in the languages around the rarest letter is that comes out.
pub(super) fn rarest(texts: &[(usize, String)], languages: &Languages) -> Cost {
    let costs = texts.iter().flat_map(|(_, text)| text.chars()).map(|c| languages.cost(c));
    costs.max().unwrap_or(0)
}

/// What the words cost more that come out where no text has such, unless they are many.
pub(super) fn cost(words: &[Word], texts: &[(usize, String)], languages: &Languages) -> Cost {
    if texts.len() > weights::MANY_WORDS {
        return 0;
    }
    let standing = |number: usize| words[number].text;
    let acronyms = texts.iter().filter_map(|(number, text)| acronym_cost(standing(*number), text));
    let (acronyms, acronym) = acronyms.fold((0, 0), |(count, most), cost| (count + 1, cost.max(most)));
    let acronym = if 2 * acronyms >= texts.len() { acronym } else { 0 };
    let framing = texts.iter().any(|(number, text)| frames_a_line(&words[*number], text));
    let framing = if framing { weights::FRAMING } else { 0 };
    let each = texts.iter().map(|(number, text)| {
        let begins = if words[*number].begins() {
            beginning_cost(standing(*number), text, languages)
        } else if gains_capital(standing(*number), text) {
            weights::CAPITAL_AMID
        } else {
            0
        };
        cost_of_word(standing(*number), text, languages) + begins
    });
    let signs =
        texts.iter().filter(|(number, text)| words[*number].lone == Lone::Unlinked && is_sign_amid_signs(text)).count();
    let unlinked = Cost::try_from(signs).unwrap_or(0).min(1) * weights::UNLINKED;
    let quotes = texts.iter().map(|(number, text)| quotes_from_letters(standing(*number), text)).sum::<usize>();
    let quote = if quotes == 1 { weights::UNPAIRED } else { 0 };
    let notes = texts.iter().all(|(number, _)| ends_as_note(standing(*number), words));
    let notes = if notes { weights::NOTES } else { 0 };
    let strays = texts.iter().filter(|(number, text)| is_stray(standing(*number), text)).count();
    let strays = if strays > 0 && texts.len() <= FEW_WORDS && languages.are_told() { weights::STRAY } else { 0 };
    // Among many words that were misread one may look like a unit by chance.
    let units = texts.iter().filter(|(number, _)| is_unit(standing(*number))).count();
    let units = if units > 0 && 2 * units >= texts.len() { weights::UNIT } else { 0 };
    each.sum::<Cost>() + notes + quote + strays + units + acronym - unlinked - framing
}

/// Does a bullet come out before a line, or dots right after its last word?
fn frames_a_line(word: &Word, text: &str) -> bool {
    let dots = || text.strip_suffix('…').is_some_and(|head| head.ends_with(char::is_alphabetic));
    word.range.start == 0 && text == "•" || word.ends() && !word.text.ends_with('…') && dots()
}

/// Does a word end with the mark of a note, or is it one, where another word has another?
fn ends_as_note(word: &str, words: &[Word]) -> bool {
    let mark = |word: &str| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
        let mark = word.chars().next_back().filter(|c| matches!(c, '†' | '‡' | '§'))?;
        let head = word.trim_end_matches(mark);
        (head.is_empty() || head.ends_with(|c: char| c.is_ascii_alphanumeric())).then_some(mark)
    };
    let own = mark(word);
    let other = |word: &Word| mark(word.text).is_some_and(|mark| mark != '§' && own.is_some_and(|own| own != mark));
    words.iter().any(other)
}

/// In so few words a letter of another script is out of place, or so many.
const FEW_WORDS: usize = 2;
const FEW_LETTERS: usize = 2;

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
        _ if is_spoken_of(standing) || is_of_no_word(standing, text, languages) => weights::SPOKEN_OF,
        _ if is_equation(standing) => weights::SYMBOLIC,
        _ if is_symbolic(standing) && !are_needed(standing, text, languages) => weights::SYMBOLIC,
        _ if standing == "¢" && !are_needed(standing, text, languages) => weights::SYMBOLIC,
        _ if is_joint(standing, text) => weights::JOINT,
        _ if !languages.may_be_english() && has_inner_dash(standing, text) => weights::INNER_DASH,
        _ if !languages.may_be_spanish() && begins_with_dash(text) && !begins_with_dash(standing) => {
            weights::INNER_DASH
        }
        _ if swaps(standing, text).any(|swap| is_hyphen(swap, languages)) => weights::SOFT_HYPHEN,
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
        _ if swaps(standing, text).any(has_odd_dots) => weights::DOTS,
        _ if swaps(standing, text).any(|swap| is_letter(swap.to) && is_usual(swap, languages)) => weights::USUAL_SIGN,
        _ if swaps(standing, text).any(|swap| is_numbered(swap, languages)) => weights::NUMBERED,
        _ => 0,
    }
}

/// Are all letters that come out such as the language around needs? Of Greek letters, which code page 437 has in place of
/// accents, such as one of several languages does; a delta is none.
fn are_needed(standing: &str, text: &str, languages: &Languages) -> bool {
    let of_437 = |c: char| matches!(c, '\u{391}'..='\u{3C9}') && c != 'Δ' && c != 'μ';
    swaps(standing, text).all(
        |Swap { from, to, .. }| if of_437(from) { languages.may_need(to) } else { from != 'Δ' && languages.needs(to) },
    )
}

/// Does the same quote come out twice beside slashes? Faces are drawn so.
pub(super) fn draws_a_face(words: &[Word], texts: &[(usize, String)]) -> bool {
    let slash = |c: char| matches!(c, '/' | '\\');
    let quote = |c: char| matches!(c, '“' | '”' | '„' | '«' | '»');
    let of_face = |swap: &Swap| quote(swap.to) && (slash(swap.before) || slash(swap.after));
    texts.iter().any(|(number, text)| {
        let mut arms = swaps(words[*number].text, text).filter(of_face);
        arms.next().is_some_and(|left| arms.any(|right| right.to == left.to))
    })
}

/// Do dots come out before a full stop, or as one of several keys or names?
fn has_odd_dots(swap: Swap) -> bool {
    swap.to == '…' && (swap.after == '.' || matches!(swap.before, '+' | '/'))
}

/// Does a sign come out of a letter that the language around needs, right after a figure? `5ø` may be what it is.
fn is_numbered(swap: Swap, languages: &Languages) -> bool {
    let Swap { from, to, before, after } = swap;
    before.is_ascii_digit() && !after.is_ascii_digit() && !is_letter(to) && languages.needs(from)
}

/// What the first word of a sentence costs more that begins with a capital which the languages around have and comes out
/// with a small letter, or less if it comes out as a capital that is a word of them.
fn beginning_cost(standing: &str, text: &str, languages: &Languages) -> Cost {
    let Some(Swap { from, to, after, .. }) = first_swap(standing, text) else { return 0 };
    let is_word = to.is_uppercase() && languages.lone_cost(' ', to, ' ') < weights::NO_WORD;
    if after.is_alphanumeric() && from.is_uppercase() && to.is_lowercase() && languages.have(from) {
        weights::SMALL_BEGINNING
    } else if text.chars().nth(1).is_none() && is_word && !from.is_uppercase() {
        -weights::CAPITAL_BEGINNING
    } else {
        0
    }
}

/// Does a small letter that a word begins with come out as a capital?
fn gains_capital(standing: &str, text: &str) -> bool {
    first_swap(standing, text).is_some_and(|swap| swap.from.is_lowercase() && swap.to.is_uppercase())
}

/// The character that the first letter of a word comes out of, or comes out as.
fn first_swap(standing: &str, text: &str) -> Option<Swap> {
    let letter = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    swaps(standing, text).find(|swap| !swap.before.is_alphanumeric()).filter(|_| letter(standing) != letter(text))
}

/// Does something come out of a soft hyphen that a word begins with, though the language around has no need of it?
fn is_hyphen(swap: Swap, languages: &Languages) -> bool {
    let Swap { from, to, before, .. } = swap;
    let needed = || languages.needs(to) || matches!(to, '¡' | '¿') && languages.are_spanish();
    from == '\u{AD}' && !before.is_alphanumeric() && !(languages.are_told() && needed())
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

/// Is a ligature, as typesetting has it, said to be a letter that no word begins with or that the languages around have not?
fn is_ligature(swap: Swap, languages: &Languages) -> bool {
    let Swap { from, to, before, .. } = swap;
    let begins = !before.is_alphanumeric();
    matches!(from, 'ﬁ' | 'ﬂ') && (begins && to == 'ß' || languages.cost(to) >= weights::ALIEN)
}

fn is_infrequent(word: &str) -> bool {
    !Spelling::of(word.trim_end_matches(|c: char| c.is_ascii_punctuation())).is_frequent()
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
    use alloc::vec;

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
    fn lines_begin_and_end_as_others_do() {
        let italian = Languages::of("non si vede la strada che porta alla casa della nonna", 0);
        let cost = |line: &str, text: &str| {
            let (words, _) = words::words(line, &italian, -1).unwrap_or_default();
            super::cost(&words, &[(0, text.into())], &italian)
        };
        assert!(cost("é vero", "È") < 0 && cost("non é vero", "È") > 0 && cost("No! é vero", "È") < 0);
        assert!(cost("la étude", "Útude") > 0 && cost("la ╚poca", "Època") == 0 && cost("étude", "Útude") == 0);
        assert!(cost("é vero", "é") == 0 && cost("Èra vero", "éra") > 0);
        assert!(cost("ò casa", "•") < 0 && cost("la ò casa", "•") == 0);
        assert!(cost("la casaà", "casa…") < 0 && cost("casaà mia", "casa…") == 0);
        assert!(cost("\u{AD}casa mia", "¡casa") >= weights::SOFT_HYPHEN);
        let spanish = Languages::of("la casa de los vecinos en la calle que lleva al mercado", 0);
        assert_eq!(cost_of_word("\u{AD}casa", "¡casa", &spanish), 0);
    }

    #[test]
    fn names_are_of_other_languages() {
        let german = Languages::of("ich sehe den alten Mann, der jeden Tag auf der Bank am Fluss sitzt", 0);
        let is_name = |line: &str, text: &str| {
            let (words, _) = words::words(line, &german, -1).unwrap_or_default();
            words.iter().any(|word| may_be_name(word, text, &german))
        };
        assert!(is_name("in Tromsø", "Troms°") && is_name("mit Ždiar", "édiar"));
        assert!(!is_name("in Kšln", "Köln") && !is_name("in der", "der") && !is_name("Tromsø ist", "Troms°"));
    }

    #[test]
    fn symbols_are_no_letters_that_the_language_does_without() {
        let danish = Languages::of("det er ikke til at se hvor vejen ender eller hvem der bor her", 0);
        let english = Languages::of("there is nothing to be seen where the road ends by the house", 0);
        assert!(cost_of_word("†p", "åp", &english) > 0 && cost_of_word("†r", "år", &danish) == 0);
        assert!(cost_of_word("Δx/Δt", "Äx/Ät", &english) > 0 && cost_of_word("µC", "ÁC", &danish) > 0);
        assert_eq!(cost_of_word("σr", "år", &danish), 0);
    }

    #[test]
    fn marks_of_notes_are_known_by_one_another() {
        let italian = Languages::of("non si vede la strada che porta alla casa della nonna", 0);
        let ends = |line: &str| {
            let (words, _) = words::words(line, &italian, -1).unwrap_or_default();
            words.iter().map(|word| ends_as_note(word.text, &words)).collect::<Vec<_>>()
        };
        assert_eq!(ends("*, †, ‡, §, ††"), [true; 4]);
        assert_eq!(ends("prima† seconda‡"), [true; 2]);
        assert_eq!((ends("prima† e §"), ends("† casa †")), (vec![false, true], vec![false; 2]));
    }

    #[test]
    fn frequent_words_come_out() {
        let italian = Languages::of("non si vede la strada che porta alla casa della nonna", 0);
        let gives = |line: &str, text: &str, languages: &Languages| {
            let (words, _) = words::words(line, languages, -1).unwrap_or_default();
            gives_frequent_word(&words, &[(0, text.into())], languages)
        };
        let unknown = Languages::default();
        assert!(gives("puň", "può", &italian) && gives("puň", "può", &unknown));
        assert!(!gives("ň", "ò", &italian) && !gives("può", "può", &italian) && !gives("puň", "puť", &italian));
        assert!(!gives("daț", "daß", &italian) && gives("daț", "daß", &unknown));
    }
}
