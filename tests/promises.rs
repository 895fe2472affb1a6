//! The promises that the crate makes for any input.

use proptest::prelude::*;
use std::borrow::Cow;
use ungarble::{analyze, repair};

/// Text of the pieces that mojibake is made of, so that much of it is suspect.
fn suspect() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z ,.]{1,6}",
        2 => "[ÃÂâ€™œžŸ¢¤©¬±Ÿ\u{80}-\u{9f}]{1,4}",
        2 => "[РСџѓЂѕ°µґ‚„]{1,4}",
        2 => "[鈥檚渉淐漏脳锟斤拷縺薙ｓ｡ﾟ]{1,4}",
        1 => "[À-ÿ]{1,3}",
        1 => "[一-龥]{1,3}",
        1 => "[가-힣]{1,2}",
        1 => "[\n\u{FFFD}?・]{1,2}",
        1 => "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Text that some decoder may have spoilt: UTF-8 read as Windows-1252, up to three times, cut anywhere.
fn garbled() -> impl Strategy<Value = String> {
    ("\\PC{0,12}", 0..3_usize, any::<prop::sample::Index>()).prop_map(|(text, layers, cut)| {
        let mut text = text;
        for _ in 0..=layers {
            text = encoding_rs::WINDOWS_1252.decode(text.as_bytes()).0.into_owned();
        }
        let chars: Vec<char> = text.chars().collect();
        chars[..chars.len() - cut.index(chars.len() + 1)].iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        let _ = repair(&text);
    }

    #[test]
    fn repairing_twice_changes_nothing_more(text in prop_oneof![suspect(), garbled()]) {
        let once = repair(&text).into_owned();
        prop_assert_eq!(repair(&once), once.as_str());
    }

    #[test]
    fn the_report_is_the_truth(text in prop_oneof![suspect(), garbled()]) {
        let report = analyze(&text);
        let mut out = String::new();
        let mut at = 0;
        for finding in report.findings() {
            prop_assert_eq!(&text[finding.range()], finding.garbled());
            prop_assert!(finding.range().start >= at && !finding.chain().is_empty());
            prop_assert!((0.0..=1.0).contains(&finding.confidence()));
            out.push_str(&text[at..finding.range().start]);
            out.push_str(finding.repaired());
            at = finding.range().end;
        }
        out.push_str(&text[at..]);
        prop_assert_eq!(report.is_clean(), matches!(repair(&text), Cow::Borrowed(_)));
        prop_assert_eq!(repair(&text), out);
    }

    #[test]
    fn ascii_is_borrowed(text in "[\\x00-\\x7f]{0,300}") {
        prop_assert!(matches!(repair(&text), Cow::Borrowed(_)));
    }
}
