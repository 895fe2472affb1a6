//! Every misreading of UTF-8, made by real decoders from sentences in many languages, is undone.

mod escapes;

use encoding_rs::Encoding;
use escapes::unescape;
use ungarble::Charset;

fn sentences() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("data/sentences.tsv").lines().filter_map(|line| line.split_once('\t'))
}

/// The text's UTF-8 read as `charset` by a real decoder; `None` if that loses bytes.
fn misread(text: &str, charset: Charset) -> Option<String> {
    let label = charset.label();
    if charset == Charset::Iso8859_1 {
        return Some(text.bytes().map(char::from).collect());
    }
    if let Some(page) = label.strip_prefix("ibm").and_then(|page| page.parse::<u16>().ok()).filter(|&page| page != 866)
    {
        let table = oem_cp::code_table::DECODING_TABLE_CP_MAP.get(&page)?;
        return table.decode_string_checked(text.as_bytes());
    }
    let (read, _, lost) = Encoding::for_label(label.as_bytes())?.decode(text.as_bytes());
    (!lost).then(|| read.into_owned())
}

#[test]
fn sentences_survive_every_misreading() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (language, sentence) in sentences() {
        for charset in Charset::all().take_while(|&charset| charset != Charset::Utf8) {
            let Some(garbled) = misread(sentence, charset).filter(|garbled| garbled != sentence) else { continue };
            tried += 1;
            let repaired = ungarble::repair(&garbled);
            if repaired != sentence {
                wrong.push(format!("{language} {charset}: {garbled}\n  -> {repaired}"));
            }
        }
    }
    assert!(tried > 700, "only {tried} sentences could be misread without loss");
    // Neighbouring parts of ISO-8859 differ in a cell or two; where a sentence has only one letter to tell
    // them apart, the commoner charset may win.
    assert!(wrong.len() * 100 <= tried, "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Lines that are misread from end to end are known before the others, and are evidence for them.
#[test]
fn documents_are_repaired_as_their_reports_say() {
    let lines = [
        "Ïðèâåò, äðóçüÿ, êàê âàøè äåëà ñåãîäíÿ?",
        "Äîáðûé âå÷åð, ñïàñèáî, âñ¸ õîðîøî.",
        "Íå â ýòîò ðàç, à çàâòðà.",
        "Äà.",
        "Вечером мы сидели на веранде.",
        "Il était une fois une forêt.",
        "grÃ¼ne Ã„pfel fÃ¼r dÃ©jeuner",
        "plain",
    ];
    for ends in ["\n", "\r\n"] {
        // Every document of these lines, in order.
        for set in 1..1_usize << lines.len() {
            let chosen: Vec<&str> =
                lines.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, line)| *line).collect();
            let text = chosen.join(ends);
            let repaired = ungarble::repair(&text);
            assert_eq!(ungarble::analyze(&text).apply(&text).unwrap(), repaired, "{text}");
            assert_eq!(ungarble::repair(&repaired), repaired, "{text}");
            let first = set & 1 == 1;
            assert_eq!(first, repaired.contains("Привет, друзья, как ваши дела сегодня?"), "{text}");
            let evident = first && set >> 3 & 1 == 1;
            assert!(!evident || repaired.contains("Да."), "{text}");
        }
    }
}

/// What comes out of the outer layer may be good text to a glance, and still be all of another layer.
#[test]
fn words_under_two_layers_are_repaired_at_once() {
    let multi = [Charset::Gb18030, Charset::Big5, Charset::ShiftJis, Charset::EucKr];
    let single = [Charset::Windows1252, Charset::Windows1251, Charset::Ibm437, Charset::Ibm850, Charset::Koi8R];
    // Words that begin with the letter whose bytes are a common hanzi: `袗`.
    let words = ["Алтай", "Анапа", "Архангельск", "Астрахань"];
    let words = words.into_iter().chain(sentences().flat_map(|(_, sentence)| sentence.split(' ')));
    let mut tried = 0;
    for word in words {
        for once in multi.into_iter().filter_map(|inner| misread(word, inner)) {
            for twice in single.into_iter().filter_map(|outer| misread(&once, outer)) {
                let repaired = ungarble::repair(&twice);
                assert_eq!(ungarble::repair(&repaired), repaired, "{word} {once} {twice}");
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn sentences_survive_two_layers() {
    let common = [Charset::Windows1252, Charset::Iso8859_1, Charset::Windows1251, Charset::Macintosh, Charset::Ibm437];
    for (language, sentence) in sentences() {
        for inner in common {
            for outer in common {
                let twice = misread(sentence, inner).and_then(|once| misread(&once, outer));
                let Some(garbled) = twice else { continue };
                assert_eq!(ungarble::repair(&garbled), sentence, "{language} {inner} then {outer}");
            }
        }
    }
}

#[test]
fn clean_sentences_stay() {
    for (_, sentence) in sentences() {
        assert!(matches!(ungarble::repair(sentence), std::borrow::Cow::Borrowed(_)), "{sentence}");
    }
}

/// Vectors from other readers, which lose bytes in ways of their own.
#[test]
fn sentences_survive_readers_that_lose_bytes() {
    let rows = include_str!("data/readers.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut wrong = Vec::new();
    for row in rows {
        let [reader, garbled, sentence] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {row}")
        };
        let garbled = unescape(garbled);
        let repaired = ungarble::repair(&garbled);
        if repaired != sentence {
            wrong.push(format!("{reader}: {garbled}\n  -> {repaired}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What encoding_rs leaves of sentences, with its marks and without them: most of what it lost comes back.
#[test]
fn sentences_survive_whatwg_decoders() {
    let (mut tried, mut lost, mut left) = (0, 0, 0);
    for (language, sentence) in sentences() {
        for label in ["gbk", "shift_jis", "big5", "euc-kr", "windows-1252", "windows-1251"] {
            let Some(encoding) = Encoding::for_label(label.as_bytes()) else { panic!("{label}") };
            let (read, _, lossy) = encoding.decode(sentence.as_bytes());
            if !lossy {
                continue;
            }
            for garbled in [read.to_string(), read.replace('\u{FFFD}', "")] {
                let repaired = ungarble::repair(&garbled);
                let (before, after) = (distance(&garbled, sentence), distance(&repaired, sentence));
                assert!(after <= before, "{language} {label}: {garbled}\n  -> {repaired}");
                tried += 1;
                lost += before;
                left += after;
            }
        }
    }
    assert!(tried > 100, "only {tried} sentences lose bytes");
    assert!(left * 4 < lost, "{left} of {lost} characters are wrong still");
}

/// How many characters are to be changed, added or taken away.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (number, c) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = number + 1;
        for (at, &other) in b.iter().enumerate() {
            let change = corner + usize::from(c != other);
            corner = row[at + 1];
            row[at + 1] = change.min(corner + 1).min(row[at] + 1);
        }
    }
    row[b.len()]
}
