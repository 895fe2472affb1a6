//! Lines and words: the parts of a text that are looked at, and what they cost as they stand.

use super::{
    lone::Lone,
    marks::{begins_with_mark, has_inner_capital, has_inner_mark, is_quoted_letter},
    oddity::Oddity,
    runs::Runs,
    spelt, weights,
};
use crate::{
    charset::{Charset, Tables},
    letter::is_letter,
    model::{self, Cost, Languages, Symbol},
};
use alloc::vec::Vec;
use core::ops::Range;

/// Lines longer than this are cut at a space.
const LONG: usize = 4096;

/// The lines with a character beyond ASCII; long ones in parts.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    core::iter::from_fn(move || {
        let bytes = text.as_bytes();
        let foreign = crate::scan::next_non_ascii(bytes, at)?;
        let start = memchr::memrchr2(b'\n', b'\r', &bytes[at..foreign]).map_or(at, |offset| at + offset + 1);
        let start = start.max(foreign.saturating_sub(LONG));
        // No more is looked at than a part may have: there may be many in a line.
        let most = bytes.len().min(foreign + 2 * LONG);
        let mut end = memchr::memchr2(b'\n', b'\r', &bytes[foreign..most]).map_or(most, |offset| foreign + offset);
        if end - foreign > LONG {
            let cut = memchr::memchr(b' ', &bytes[foreign + LONG..end]).unwrap_or(0);
            end = cut_between_pairs(text, start, foreign + LONG + cut);
        }
        at = end;
        Some(start..end)
    })
}

/// The first place from `at` on where a part of a text may end that starts at `start`: what was stored two bytes a character
/// stays whole there. After a plain character, which is one or the second half of one, halves come in pairs.
fn cut_between_pairs(text: &str, start: usize, at: usize) -> usize {
    let ceil = |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let end = ceil(at);
    let from = text.as_bytes()[start..end].iter().rposition(u8::is_ascii).map_or(start, |plain| start + plain + 1);
    if text[from..end].chars().count().is_multiple_of(2) { end } else { ceil(end + 1) }
}

/// The words with a character beyond ASCII: what stands between plain spaces, or between the marks that part the fields of
/// tables and lists, each of which belongs to the word before it. Words begin after a tag of markup, and end before one that
/// closes.
pub(crate) fn foreign_words(line: &str) -> impl Iterator<Item = Range<usize>> + Clone + '_ {
    let bytes = line.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        let foreign = crate::scan::next_non_ascii(bytes, at)?;
        let before = bytes[at..foreign].iter().rposition(|&byte| PARTS[usize::from(byte)] & BEFORE != 0);
        let start = before.map_or(at, |offset| at + offset + 1);
        at = end_of_word(bytes, foreign);
        Some(start..at)
    })
}

/// Which bytes part words: the next one begins after it, or the one before ends there.
static PARTS: [u8; 256] = {
    let mut parts = [0; 256];
    parts[b' ' as usize] = BEFORE | AFTER;
    parts[b'\t' as usize] = BEFORE | AFTER;
    parts[b';' as usize] = BEFORE | AFTER;
    parts[b'>' as usize] = BEFORE;
    parts[b'<' as usize] = AFTER;
    parts
};
const BEFORE: u8 = 1;
const AFTER: u8 = 2;

/// How far an end of a word is looked for byte by byte: words are short where there are spaces at all.
const NEAR: usize = 24;

/// Where the word ends that goes on at a place.
fn end_of_word(bytes: &[u8], from: usize) -> usize {
    let near = bytes.len().min(from + NEAR);
    if let Some(offset) = bytes[from..near].iter().position(|&byte| PARTS[usize::from(byte)] & AFTER != 0) {
        let at = from + offset;
        return match bytes[at] {
            b'<' => end_at_tag(bytes, at),
            byte => at + usize::from(byte == b';'),
        };
    }
    let end = near + memchr::memchr3(b' ', b'\t', b';', &bytes[near..]).unwrap_or(bytes.len() - near);
    match memchr::memchr(b'<', &bytes[near..end]) {
        Some(offset) => end_at_tag(bytes, near + offset),
        None => end + usize::from(bytes.get(end) == Some(&b';')),
    }
}

/// The same where a tag begins: a word ends before one that closes, and has others in it.
fn end_at_tag(bytes: &[u8], tag: usize) -> usize {
    if bytes.get(tag + 1) == Some(&b'/') {
        return tag;
    }
    let end = tag + memchr::memchr3(b' ', b'\t', b';', &bytes[tag..]).unwrap_or(bytes.len() - tag);
    end + usize::from(bytes.get(end) == Some(&b';'))
}

/// What a word is made of; its characters are added one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    pub(super) runs: Runs,
    /// Letters beyond ASCII, and all letters.
    pub(super) foreign_letters: u32,
    pub(super) letters: u32,
    /// Tells letters beyond ASCII from others.
    pub(super) print: u32,
    /// Typographic apostrophes between letters.
    pub(super) apostrophes: u32,
    /// Ordinal signs and degrees after a number, as `1.ª` and `45°`.
    pub(super) ordinals: u32,
    /// Quotes that come in pairs, and single ones that do not follow a letter.
    pub(super) quotes: u32,
    /// How many characters are the same as the two before them.
    pub(super) repeated: u32,
    pub(super) oddity: Oddity,
}

impl Tally {
    /// At the start of a word.
    pub(super) fn new() -> Self {
        Self {
            runs: Runs::new(),
            foreign_letters: 0,
            letters: 0,
            print: 0,
            apostrophes: 0,
            ordinals: 0,
            quotes: 0,
            repeated: 0,
            oddity: Oddity::default(),
        }
    }

    /// Adds a character.
    pub(super) fn push(&mut self, next: Symbol, languages: &Languages) {
        let (before, previous) = (self.runs.before.c, self.runs.previous.c);
        self.runs.push(next, languages);
        self.note(before, previous, next);
    }

    /// Adds a character to all but the runs.
    fn note(&mut self, before: char, previous: char, next: Symbol) {
        self.oddity.push(next.c);
        let letter = next.is_letter() || next.c.is_ascii_alphabetic();
        self.apostrophes += u32::from(previous == '’' && letter && before.is_alphabetic());
        self.letters += u32::from(letter);
        if !next.c.is_ascii() {
            if letter {
                self.foreign_letters += 1;
                self.print = self.print.wrapping_add(print(next.c));
            }
            // A number may end with a full stop or without.
            let number = previous.is_ascii_digit() || previous == '.' && before.is_ascii_digit();
            self.ordinals += u32::from(matches!(next.c, 'ª' | 'º' | '°') && number);
            let pairs = matches!(next.c, '“' | '”' | '„' | '«' | '»' | '‹' | '›');
            let opens = matches!(next.c, '‘' | '’') && !previous.is_alphanumeric();
            self.quotes += u32::from(pairs || opens);
            self.repeated += u32::from(next.c == previous && next.c == before);
        }
    }

    /// Ends the word.
    pub(super) fn finish(mut self, languages: &Languages) -> Self {
        self.push(model::symbol(' '), languages);
        self
    }
}

/// A number that stands for a character.
pub(super) fn print(c: char) -> u32 {
    u32::from(c).wrapping_mul(0x9E37_79B1)
}

/// A word beyond ASCII, as it stands.
pub(super) struct Word<'l> {
    /// Where it stands in the line.
    pub(super) range: Range<usize>,
    pub(super) text: &'l str,
    /// Only its runs are told until the word is [complete](Word::complete).
    pub(super) tally: Tally,
    /// The most that a repair could gain, as far as it counts.
    pub(super) potential: Cost,
    /// By how many bits what it gains is shifted, as words with the same characters stand before it.
    pub(super) shift: u32,
    /// Has it a C1 control, or a mark that belongs on a letter or amid a word and stands before one?
    pub(super) control: bool,
    /// How it stands, if it is one character.
    pub(super) lone: Lone,
    /// Does it begin with a number that no line of a table follows?
    pub(super) numbered: bool,
    /// Could it have to do with a charset of more bytes a character?
    pub(super) multi: Multi,
}

/// Whether a word could have to do with a charset of more bytes a character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Multi {
    Neither,
    /// It could have been stored so: its characters can be bytes of such.
    Stored,
    /// It could have been read so: it has hanzi, kana or hangul.
    Read,
}

impl<'l> Word<'l> {
    /// A word that stands somewhere in a line.
    pub(super) fn alone(text: &'l str, languages: &Languages) -> Self {
        Self::read(text, 0..text.len(), false, languages, &mut Seen::default())
    }

    fn new(line: &'l str, range: Range<usize>, languages: &Languages, seen: &mut Seen) -> Self {
        let begins = range.start == 0;
        Self::read(line, range, begins, languages, seen)
    }

    fn read(line: &'l str, range: Range<usize>, begins: bool, languages: &Languages, seen: &mut Seen) -> Self {
        let text = &line[range.clone()];
        let mut tally = Tally::new();
        tally.runs.first = begins && text.chars().nth(1).is_none();
        tally.runs.push_word(text, languages);
        let control =
            text.bytes().any(|byte| byte == LEAD_OF_CONTROLS) && text.contains(is_control) || begins_with_mark(text);
        let shift = seen.add(kinds(text));
        let potential = potential(&mut tally.runs, text, languages, shift);
        let lined = |text: &str| text.contains(|c| matches!(c, '\u{2500}'..='\u{259F}'));
        let numbered = text.starts_with(|c: char| c.is_ascii_digit()) && !lined(text);
        let multi = if potential == 0 {
            Multi::Neither
        } else if text.contains(is_wide) {
            Multi::Read
        } else if is_paired(text) {
            Multi::Stored
        } else {
            Multi::Neither
        };
        Self { lone: Lone::of(line, &range), range, text, tally, potential, shift, control, numbered, multi }
    }

    /// Tells all of a word that is looked at closer, as few are.
    pub(super) fn complete(&mut self) {
        let (mut before, mut previous) = (' ', ' ');
        for c in self.text.chars().chain([' ']) {
            self.tally.note(before, previous, model::symbol(c));
            (before, previous) = (previous, c);
        }
    }
}

/// Could the characters beyond ASCII of a word be bytes of characters that have two? In some part of it two stand together,
/// or each has a plain one after it and no plain letters stand beside those: nobody writes hanzi amid letters.
fn is_paired(word: &str) -> bool {
    let is_mark =
        |c: char| c.is_ascii_punctuation() && !matches!(c, '@' | '[' | '\\' | ']' | '^' | '_' | '`' | '{'..='~');
    word.split(is_mark).filter(|part| !part.is_ascii()).any(|part| {
        let (mut before, mut letters) = (false, false);
        for c in part.chars() {
            if before && !c.is_ascii() {
                return true;
            }
            letters |= !before && c.is_ascii_alphabetic();
            before = !c.is_ascii();
        }
        !letters && !before
    })
}

/// The words of a line, if some could gain enough, and the sum of what they could.
pub(super) fn words<'l>(line: &'l str, languages: &Languages, margin: Cost) -> Option<(Vec<Word<'l>>, Cost)> {
    let mut seen = Seen::default();
    let words: Vec<Word> = foreign_words(line).map(|range| Word::new(line, range, languages, &mut seen)).collect();
    let potential = words.iter().map(|word| word.potential).sum();
    (potential > margin).then_some((words, potential))
}

/// Could the words of a line gain something, as far as can be said without its languages?
pub(crate) fn has_odd_words(line: &str) -> bool {
    exceeds(line, &Languages::default(), weights::SUSPECT_LINE)
}

/// Could the words of a line gain more than this in these languages?
fn exceeds(line: &str, languages: &Languages, limit: Cost) -> bool {
    let mut seen = Seen::default();
    let mut sum = 0;
    foreign_words(line).any(|range| {
        let text = &line[range];
        let mut runs = Runs::new();
        runs.push_word(text, languages);
        sum += potential(&mut runs, text, languages, seen.add(kinds(text)));
        sum > limit
    })
}

/// Adds to what a word costs as it stands; the most that a repair of it could gain.
fn potential(runs: &mut Runs, text: &str, languages: &Languages, shift: u32) -> Cost {
    let wide = text.bytes().any(|byte| byte >= FIRST_LEAD_OF_WIDE);
    let mixed = if wide && is_mixed(text) { text.chars().map(|c| languages.stray_cost(c)).sum() } else { 0 };
    let alien = if wide { alien_cost(text) } else { 0 };
    runs.cost += stray_cost(text, languages) + mixed + alien;
    let potential = if alien > 0 { runs.excess().max(4 * alien) } else { runs.potential() } >> shift;
    if languages.are_told() && potential < weights::SPELT && is_word_otherwise(text, |c| languages.cost(c) > 0) {
        weights::SPELT
    } else if potential < weights::ALIEN_WORD && text.chars().any(|c| is_alien(c, languages)) {
        potential.max(weights::ALIEN_WORD >> shift)
    } else {
        potential
    }
}

/// Has a line letters that are out of place in the language of its plain ones, hanzi that are amid kana, or quotes and
/// hanzi where no word has them, in words that could gain something there? It is asked for its `languages` if it may.
pub(crate) fn has_alien_words<'l>(line: &str, languages: impl FnOnce() -> &'l Languages) -> bool {
    let words = || foreign_words(line).map(|range| &line[range]);
    let has = |is: fn(u8) -> bool| line.bytes().fold(false, |found, byte| found | is(byte));
    if has(|byte| byte == LEAD_OF_KANA) && words().any(|word| alien_cost(word) > 0) {
        return true;
    }
    if line.bytes().filter(u8::is_ascii_alphabetic).count() < weights::ENOUGH_LETTERS {
        return false;
    }
    let odd = has(|byte| byte >= FIRST_LEAD_OF_WIDE) && words().any(is_strange);
    if !odd && !is_accented(line) && !has_word_otherwise(line, |_| false) {
        return false;
    }
    let languages = languages();
    let alien = |word: &str| word.chars().any(|c| is_alien(c, languages));
    languages.letters() >= weights::ENOUGH_LETTERS
        && (odd || words().any(alien) || has_word_otherwise(line, |c| languages.cost(c) > 0))
        && exceeds(line, languages, weights::PROVED)
}

/// Is it a letter that the likeliest language has no need of, and that is rarer there than anywhere?
fn is_alien(c: char, languages: &Languages) -> bool {
    !c.is_ascii()
        && languages.can_do_without(c)
        && (languages.cost(c) >= weights::ALIEN
            || languages.are_listed() && spelt::letters_for(c).any(|letter| languages.needs(letter)))
}

/// Is it a character that only charsets of more bytes a character have? The apple and the ligatures are those of Macs.
fn is_wide(c: char) -> bool {
    c != '\u{F8FF}' && matches!(c, '\u{2E80}'..'\u{FB00}' | '\u{FE30}'..)
}

/// Is a word one that counts in the text around it though it is usual by itself?
pub(super) fn is_out_of_place(word: &str) -> bool {
    is_strange(word) || alien_cost(word) > 0 || is_word_otherwise(word, |_| false)
}

/// Is a word one that no language has, by its quotes or hanzi?
fn is_strange(word: &str) -> bool {
    is_quoted_letter(word) || is_mixed(word) || has_inner_mark(word)
}

/// Has a line a word that would be a frequent one, had it another letter in place of a sign or of a letter that is rare?
fn has_word_otherwise(line: &str, is_rare: impl Fn(char) -> bool) -> bool {
    foreign_words(line).any(|range| is_word_otherwise(&line[range], &is_rare))
}

/// The same of a word.
fn is_word_otherwise(word: &str, is_rare: impl Fn(char) -> bool) -> bool {
    let may_be_another = |c: char| !c.is_ascii() && (!is_letter(c) || is_rare(c));
    (word.chars().any(may_be_another) || has_inner_capital(word))
        && (spelt::is_frequent_otherwise(word) || model::is_oddly_joined(word) || model::has_stray_piece(word))
}

/// The first byte of quotes, kana, hanzi and hangul, and what comes after it.
const FIRST_LEAD_OF_WIDE: u8 = 0xE2;

/// The first byte of kana.
const LEAD_OF_KANA: u8 = 0xE3;

/// What characters cost more that no charset of Japanese has, amid kana: text with so many kana is Japanese.
fn alien_cost(text: &str) -> Cost {
    if !text.as_bytes().contains(&LEAD_OF_KANA) {
        return 0;
    }
    let foreign = || text.chars().filter(|c| !c.is_ascii());
    let (kana, all) = foreign().fold((0, 0), |(kana, all), c| (kana + usize::from(is_kana(c)), all + 1));
    if kana < LEAST_KANA || kana * 2 < all {
        return 0;
    }
    let lacking = |c: &char| is_of_hanzi(*c) && Tables::get().code(Charset::ShiftJis, *c).is_none();
    let aliens = foreign().filter(lacking).take(ALIENS).count();
    Cost::try_from(aliens).unwrap_or(0) * weights::ALIEN_TO_KANA
}

/// Fewer kana than this may stand in text of any language.
const LEAST_KANA: usize = 3;
/// More characters that are out of place say no more.
const ALIENS: usize = 3;

fn is_kana(c: char) -> bool {
    ('\u{3041}'..'\u{3100}').contains(&c)
}

/// Is it a hanzi, or a bracket that only texts with these have?
fn is_of_hanzi(c: char) -> bool {
    matches!(c, '\u{4E00}'..'\u{A000}' | '〖' | '〗')
}

/// The first bytes of Latin letters with accents, but for those of Vietnamese.
const LEADS_OF_ACCENTED: core::ops::RangeInclusive<u8> = 0xC3..=0xC9;

/// Has a text Latin letters with accents?
pub(super) fn is_accented(text: &str) -> bool {
    text.bytes().any(|byte| LEADS_OF_ACCENTED.contains(&byte))
}

/// Is a word one hanzi or hangul syllable after plain letters?
fn is_mixed(word: &str) -> bool {
    let mut foreign = word.chars().skip_while(char::is_ascii_alphabetic);
    foreign.next().is_some_and(|c| matches!(c, '\u{3400}'..'\u{A000}' | '\u{AC00}'..'\u{D7A4}'))
        && word.as_bytes()[0].is_ascii_alphabetic()
        && foreign.all(|c| c.is_ascii())
}

/// A number that tells words apart by their characters beyond ASCII.
fn kinds(word: &str) -> u32 {
    word.chars().filter(|c| !c.is_ascii()).fold(0, |kinds, c| kinds.wrapping_add(print(c)))
}

/// The first byte of C1 controls, and of signs.
const LEAD_OF_CONTROLS: u8 = 0xC2;

fn is_control(c: char) -> bool {
    ('\u{80}'..'\u{A0}').contains(&c)
}

/// What a word costs more for its only letter that is Cyrillic: amid plain words it is none. Before their languages are
/// known, only where it has no other letter.
fn stray_cost(text: &str, languages: &Languages) -> Cost {
    if !matches!(text.as_bytes(), [0xD0..=0xD3, ..]) {
        return 0;
    }
    let known = languages.are_known();
    let counts =
        |c: &char| if c.is_ascii() { !known && c.is_ascii_alphabetic() } else { model::symbol(*c).is_letter() };
    if text.chars().filter(counts).nth(1).is_none() { weights::STRAY_LETTER } else { 0 }
}

/// The words that stood before, by the characters beyond ASCII that they have.
///
/// Words with the same characters in question say less and less that is new: the model may be wrong about a letter
/// in every word of a language. So what each gains counts half of what the one before did.
#[derive(Default)]
pub(super) struct Seen {
    /// The latest different ones, and how often each stood.
    words: [(u32, u32); RECENT],
    next: usize,
}

/// How many different words are remembered.
const RECENT: usize = 16;
/// From so many on, words gain nothing that matters.
const MOST_SHIFT: u32 = 8;

impl Seen {
    /// Adds a word; says by how many bits to shift what it gains.
    fn add(&mut self, kinds: u32) -> u32 {
        let known = self.words.iter_mut().find(|(other, times)| *times > 0 && *other == kinds);
        if let Some((_, times)) = known {
            *times += 1;
            return (*times - 1).min(MOST_SHIFT);
        }
        self.words[self.next] = (kinds, 1);
        self.next = (self.next + 1) % RECENT;
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_beyond_ascii() {
        let text = "plain\nañejo\nplain\n\nÿ";
        let found: Vec<&str> = lines(text).map(|line| &text[line]).collect();
        assert_eq!(found, ["añejo", "ÿ"]);
        let long = "é ".repeat(LONG);
        let parts: String = lines(&long).map(|part| &long[part]).collect();
        assert_eq!(parts, long);
    }

    #[test]
    fn long_lines_are_cut_between_pairs() {
        for pair in ["ÄãºÃ", "xÄã", "Äãyy"] {
            let long = pair.repeat(3 * LONG);
            let parts: Vec<&str> = lines(&long).map(|part| &long[part]).collect();
            assert!(parts.len() > 2 && parts.concat() == long);
            let whole = |part: &&str| part.chars().filter(|c| !c.is_ascii()).count() % 2 == 0;
            assert!(parts.iter().all(whole), "{pair}");
        }
    }

    #[test]
    fn words_are_those_beyond_ascii() {
        let line = "el señor\tde la ñandú";
        let found: Vec<&str> = foreign_words(line).map(|word| &line[word]).collect();
        assert_eq!(found, ["señor", "ñandú"]);
        let line = "<p>Ärzte</p> “<b>x</b>” é;è <td>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaü</td>ö<br>";
        let found: Vec<&str> = foreign_words(line).map(|word| &line[word]).collect();
        assert_eq!(found, ["Ärzte", "“<b>x</b>”", "é;", "è", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaü", "ö<br>"]);
    }

    #[test]
    fn bytes_come_in_pairs() {
        for word in ["ÉfÉXÉN.txt", "it¡¯s", "(ƒeƒXƒg)", "¼ÆËã»ú", "ÉfÉ\\"] {
            assert!(is_paired(word), "{word}");
        }
        for word in ["été", "señor", "l’eau", "Überfall.txt", "añ"] {
            assert!(!is_paired(word), "{word}");
        }
    }
}
