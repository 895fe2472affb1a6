//! Every option has an effect.

use ungarble::{Charset, Charsets, Lossy, Misreading, Options, Repairer};

fn repair(options: Options, text: &str) -> String {
    let repaired = Repairer::new(options).repair(text).into_owned();
    assert_eq!(Repairer::new(options).repair(&repaired), repaired, "repairing twice");
    repaired
}

const TWO_KINDS: &str = "cafÃ© au lait\nпо-русски: РџСЂРёРІРµС‚, РјРёСЂ\n";

#[test]
fn min_confidence() {
    let text = "cafÃ©";
    assert_eq!(repair(Options::new().min_confidence(0.5), text), "café");
    assert_eq!(repair(Options::new().min_confidence(1.1), text), text);
    let findings = Repairer::default().analyze(TWO_KINDS);
    let surest = findings.findings().iter().map(ungarble::Finding::confidence).fold(0.0, f32::max);
    let report = Repairer::new(Options::new().min_confidence(surest)).analyze(TWO_KINDS);
    assert!(!report.is_clean() && report.findings().iter().all(|finding| finding.confidence() >= surest));
}

#[test]
fn lossy() {
    let text = "“Not yet,â€ she said, and the cafÃ© closed.";
    assert_eq!(repair(Options::new(), text), "“Not yet,” she said, and the café closed.");
    assert_eq!(repair(Options::new().lossy(Lossy::Mark), text), "“Not yet,\u{FFFD} she said, and the café closed.");
    assert_eq!(repair(Options::new().lossy(Lossy::Leave), text), "“Not yet,â€ she said, and the café closed.");
}

#[test]
fn allow_and_deny() {
    let western = repair(Options::new().allow(Charsets::WESTERN), TWO_KINDS);
    assert!(western.starts_with("café") && western.contains("РџСЂРёРІРµС‚"), "{western}");
    let cyrillic = repair(Options::new().allow(Charsets::CYRILLIC), TWO_KINDS);
    assert!(cyrillic.starts_with("cafÃ©") && cyrillic.contains("Привет"), "{cyrillic}");
    let no_utf8 = Options::new().deny(Charsets::NONE.with(Charset::Utf8));
    assert_eq!(repair(no_utf8, TWO_KINDS), TWO_KINDS);
    let legacy = "Ïðèâåò, äðóçüÿ";
    assert_eq!(repair(no_utf8, legacy), "Привет, друзья");
    assert_ne!(repair(Options::new().deny(Charsets::CYRILLIC), legacy), "Привет, друзья");
    // What is denied is out, before or after something is allowed; UTF-8 is in unless it is denied.
    assert_eq!(
        Options::new().deny(Charsets::DOS).allow(Charsets::ALL),
        Options::new().allow(Charsets::ALL).deny(Charsets::DOS)
    );
    assert_eq!(repair(Options::new().deny(Charsets::DOS), "gr├╝n, cafÃ©"), "gr├╝n, café");
    let two_calls = Options::new().deny(Charsets::DOS).deny(Charsets::CYRILLIC);
    assert_eq!(repair(two_calls, "gr├╝n, РџСЂРёРІРµС‚"), "gr├╝n, РџСЂРёРІРµС‚");
}

#[test]
fn seven_bit() {
    let text = "Re: $B$3$s$K$A$O(B, c\0a\0f\0é\0!\0";
    assert_eq!(repair(Options::new(), text), text);
    let mail = Options::new().seven_bit(true);
    assert_eq!(repair(mail, text), "Re: こんにちは, café!");
    let report = Repairer::new(mail).analyze(text);
    let chains: Vec<String> = report.iter().map(|finding| finding.chain().to_string()).collect();
    assert_eq!(chains, ["iso-2022-jp read as windows-1252", "utf-16le read as windows-1252"]);
    assert!(report.iter().all(|finding| finding.fidelity().is_exact() && finding.confidence() > 0.9));
    assert_eq!(report.undo(&report.apply(text).unwrap()).unwrap(), text);
    // Layers under it come off as well.
    assert_eq!(repair(mail, "t\0h\0Ã\0©\0 \0n\0o\0i\0r\0"), "thé noir");
    assert_eq!(repair(mail.allow(Charsets::WESTERN), text), text);
    assert_eq!(repair(mail, "echo ${BASH}; a\0b\0"), "echo ${BASH}; a\0b\0");
}

#[test]
fn max_layers() {
    let text = "the millÃ¢â‚¬â„¢s wheel, the cafÃ©";
    assert_eq!(repair(Options::new(), text), "the mill’s wheel, the café");
    let one = repair(Options::new().max_layers(1), text);
    assert!(one.contains("millÃ¢â‚¬â„¢s"), "{one}");
    assert_eq!(repair(Options::new().max_layers(0), text), text);
}

#[test]
fn evidence() {
    let text = "It鈥檚 late, and 鈥淐ome here, we鈥檝e got to go, that鈥檚 all.\n漏 2025 by the author";
    assert!(repair(Options::new(), text).ends_with("© 2025 by the author"));
    assert!(repair(Options::new().evidence(false), text).ends_with("漏 2025 by the author"));
}

#[test]
fn legacy() {
    let text = "Ïðèâåò, äðóçüÿ";
    assert_eq!(repair(Options::new(), text), "Привет, друзья");
    assert_eq!(repair(Options::new().legacy(false), text), text);
}

#[test]
fn source() {
    let text = "漏 2025 by the author";
    assert_eq!(repair(Options::new(), text), text);
    let source = Misreading::new(Charset::Utf8, Charset::Gb18030);
    assert_eq!(repair(Options::new().source(source), text), "© 2025 by the author");
    assert_eq!(repair(Options::new().source(source), "王小明和李华在北京"), "王小明和李华在北京");
}

#[test]
fn language() {
    let told = |tag: &str| Options::new().language(tag.parse().unwrap());
    // A charset of the language is likelier, so the finding is surer.
    let sure = |options| {
        Repairer::new(options).analyze("Ïðèâåò").findings().first().map_or(0.0, ungarble::Finding::confidence)
    };
    assert!(sure(told("ru")) > sure(Options::new()), "{} {}", sure(told("ru")), sure(Options::new()));
    // A letter of the language is likelier, in bytes too.
    assert_eq!((repair(Options::new(), "leńa"), repair(told("es"), "leńa")), ("leńa".to_owned(), "leña".to_owned()));
    assert_eq!(Repairer::new(told("es")).repair("dzień"), "dzień");
    assert_eq!(Repairer::new(told("hu")).decode(b"erd\xF5").text(), "erdő");
    assert_eq!(Repairer::new(told("et")).decode(b"p\xF5ld").text(), "põld");
}

#[test]
fn runners_up() {
    let count = |options: Options| Repairer::new(options).analyze("It鈥檚").findings()[0].runners_up().len();
    assert_eq!(count(Options::new()), 0);
    assert_eq!(count(Options::new().runners_up(1)), 1);
    let report = Repairer::new(Options::new().runners_up(9)).analyze("It鈥檚");
    let finding = &report.findings()[0];
    for other in finding.runners_up() {
        assert_ne!(other.repaired(), finding.repaired());
        assert!(other.confidence() + finding.confidence() <= 1.0);
    }
    let undecided = |options: Options| Repairer::new(options).analyze("campańa").undecided().len();
    assert_eq!((undecided(Options::new()), undecided(Options::new().runners_up(2))), (0, 1));
}

#[test]
fn window() {
    let text = format!(
        "It鈥檚 late, and 鈥淐ome here, we鈥檝e got to go, that鈥檚 all.\n{}漏 2025 by the author",
        "A plain line.\n".repeat(200)
    );
    assert!(repair(Options::new(), &text).ends_with("© 2025 by the author"));
    assert!(repair(Options::new().window(1024), &text).ends_with("漏 2025 by the author"));
}

#[test]
fn encoding() {
    assert_eq!(Repairer::new(Options::new().encoding(Charset::Windows1251)).decode(b"\xE6").text(), "ж");
    assert_eq!(Repairer::new(Options::new().encoding(Charset::Windows1252)).decode(b"\xE6").text(), "æ");
}
