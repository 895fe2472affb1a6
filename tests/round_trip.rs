//! Every misreading of UTF-8, made by real decoders from sentences in many languages, is undone.

use encoding_rs::Encoding;
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
