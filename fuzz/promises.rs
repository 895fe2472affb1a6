//! The promises of the crate, as functions of any bytes: what each fuzz target checks.

use std::{
    borrow::Cow,
    io::{Read, Write},
};
use ungarble::{Charset, Charsets, Language, Lossy, Misreading, Options, Plan, Repairer};

/// The first four bytes choose options, the rest is the text.
fn options(bytes: &[u8]) -> (Repairer, &[u8]) {
    let [choice, confidence, charsets, hint, rest @ ..] = bytes else { return (Repairer::default(), bytes) };
    let lossy = [Lossy::Infer, Lossy::Mark, Lossy::Leave, Lossy::Infer][usize::from(choice & 3)];
    let presets =
        [Charsets::ALL, Charsets::WESTERN, Charsets::CYRILLIC, Charsets::EAST_ASIAN, Charsets::DOS, Charsets::NONE];
    let preset = presets[usize::from(charsets & 15) % presets.len()];
    let options = Options::new()
        .window(1024)
        .lossy(lossy)
        .evidence(choice & 4 == 0)
        .legacy(choice & 8 == 0)
        .max_layers(if choice & 16 == 0 { usize::MAX } else { usize::from(choice >> 5) })
        .min_confidence(f32::from(*confidence) / 512.0)
        .runners_up(usize::from(charsets >> 6));
    let options = if charsets & 16 == 0 { options.allow(preset) } else { options.deny(preset) };
    let number = usize::from(hint >> 1);
    let options = match hint {
        0 => options,
        hint if hint % 2 == 1 => Language::all().nth(number).map_or(options, |language| options.language(language)),
        _ => {
            let charset = |number: usize| Charset::all().nth(number % 64).unwrap_or(Charset::Utf8);
            let stored = if number % 2 == 0 { Charset::Utf8 } else { charset(number / 2) };
            options.source(Misreading::new(stored, charset(number)))
        }
    };
    (Repairer::new(options), rest)
}

/// No panic; what is clean is borrowed; the report is the truth, applied it is the repair, and it can be undone;
/// repairing twice changes nothing more, and the same comes out every time.
pub fn text(bytes: &[u8]) {
    let (repairer, rest) = options(bytes);
    let text = String::from_utf8_lossy(rest);
    let outcome = repairer.repair(&text);
    assert!(!text.is_ascii() || matches!(outcome, Cow::Borrowed(_)));
    let report = repairer.analyze(&text);
    assert_eq!(report.is_clean(), matches!(outcome, Cow::Borrowed(_)));
    assert_eq!(report.is_clean(), !repairer.is_garbled(&text));
    assert_eq!(report.apply(&text).as_ref(), Ok(&outcome));
    assert_eq!(report.undo(&outcome).as_deref(), Ok(&*text));
    assert_eq!(repairer.analyze(&text), report);
    for finding in &report {
        assert_eq!(text.get(finding.range()), Some(finding.garbled()));
        assert_ne!(finding.garbled(), finding.repaired());
        assert!(!finding.chain().is_empty() && (0.0..=1.0).contains(&finding.confidence()));
        let marks = finding.repaired().matches('\u{FFFD}').count();
        assert!(finding.fidelity().unknown_characters() as usize <= marks);
    }
    assert_eq!(repairer.repair(&outcome), outcome, "repairing twice");
}

/// Any bytes are decoded, and the outcome is the repair of the text in them.
pub fn bytes(bytes: &[u8]) {
    let decoded = ungarble::decode(bytes);
    assert!((0.0..=1.0).contains(&decoded.confidence()));
    assert_eq!(decoded.repaired(), ungarble::repair(decoded.text()));
}

/// A stream gives what the whole text gives, in pieces as long as the first byte says.
pub fn stream(bytes: &[u8]) {
    let [length, rest @ ..] = bytes else { return };
    let text = String::from_utf8_lossy(rest).repeat(1 + 4096 / rest.len().max(1));
    let repairer = Repairer::new(Options::new().window(1024));
    let whole = repairer.repair(&text);
    let mut writer = repairer.writer(Vec::new());
    for piece in text.as_bytes().chunks(1 + usize::from(*length)) {
        writer.write_all(piece).expect("a Vec takes everything");
    }
    assert_eq!(writer.finish().expect("the text is UTF-8"), whole.as_bytes());
    let mut read = String::new();
    repairer.reader(text.as_bytes()).read_to_string(&mut read).expect("the text is UTF-8");
    assert_eq!(read, whole);
}

/// A report or plan meets any other text without a panic, and what it applies it can undo.
pub fn report(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (one, other) = text.split_once('\n').unwrap_or((&text, ""));
    let report = ungarble::analyze(one);
    if let Ok(applied) = report.apply(other) {
        assert_eq!(report.undo(&applied).as_deref(), Ok(other));
    }
    for finding in &report {
        let plan = Plan::from(finding);
        assert_eq!(plan.to_string().parse().as_ref(), Ok(&plan));
        let _ = plan.apply(other);
    }
}
