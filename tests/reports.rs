//! A report is the truth: what it says is what a repair does, and what undoes it.

mod common;

use proptest::prelude::*;
use ungarble::{Lossy, Options, Plan, Repairer, analyze, repair};

fn options() -> impl Strategy<Value = Options> {
    let lossy = prop_oneof![Just(Lossy::Infer), Just(Lossy::Mark), Just(Lossy::Leave)];
    let numbers = (0.0..1.0_f32, 1..4_usize, 0..3_usize);
    (lossy, numbers, any::<bool>(), any::<bool>()).prop_map(|(lossy, (least, layers, rivals), evidence, legacy)| {
        let options = Options::new().lossy(lossy).min_confidence(least).max_layers(layers);
        options.runners_up(rivals).evidence(evidence).legacy(legacy).window(1024)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_repair_is_the_report_applied(text in common::suspect(0..16), options in options()) {
        let repairer = Repairer::new(options);
        let report = repairer.analyze(&text);
        let repaired = report.apply(&text).unwrap();
        prop_assert_eq!(&repaired, &repairer.repair(&text));
        prop_assert_eq!(report.undo(&repaired).unwrap(), text.as_str());
        prop_assert_eq!(report.is_clean(), !repairer.is_garbled(&text));
    }

    #[test]
    fn repairing_twice_with_options_changes_nothing_more(text in common::suspect(0..16), options in options()) {
        let repairer = Repairer::new(options);
        let once = repairer.repair(&text).into_owned();
        prop_assert_eq!(repairer.repair(&once), once.as_str());
    }

    #[test]
    fn a_report_made_smaller_can_be_applied_and_undone(text in common::suspect(0..16), keep in any::<u32>()) {
        let mut report = analyze(&text);
        let mut number = 0;
        report.retain(|_| { number += 1; keep >> (number % 32) & 1 == 1 });
        let repaired = report.apply(&text).unwrap();
        prop_assert_eq!(report.undo(&repaired).unwrap(), text.as_str());
    }

    #[test]
    fn a_report_of_another_text_never_panics(text in common::suspect(0..9), other in common::suspect(0..9)) {
        let report = analyze(&text);
        let _ = report.apply(&other);
        let _ = report.undo(&other);
        for finding in &report {
            let _ = Plan::from(finding).apply(&other);
        }
    }

    #[test]
    fn plans_undo_what_they_garble(text in "[a-zà-ÿ ]{0,20}", layers in 1..4_usize) {
        let chain: Vec<&str> = vec!["utf-8 read as iso-8859-1"; layers];
        let plan: Plan = chain.join(", then ").parse().unwrap();
        let garbled = plan.garble(&text).unwrap();
        prop_assert_eq!(plan.apply(&garbled).unwrap(), text);
    }

    #[test]
    fn any_bytes_are_decoded(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let decoded = ungarble::decode(&bytes);
        prop_assert!((0.0..=1.0).contains(&decoded.confidence()));
        prop_assert_eq!(decoded.repaired(), repair(decoded.text()));
    }
}

#[test]
fn same_result_every_time() {
    let text = "It鈥檚 a cafÃ©, â€œhe saidâ€, Ïðèâåò\n".repeat(30);
    let first = analyze(&text);
    for _ in 0..3 {
        let again = std::thread::spawn({
            let text = text.clone();
            move || analyze(&text)
        })
        .join()
        .unwrap();
        assert_eq!(again, first);
    }
}

#[test]
fn many_texts_come_back_in_order() {
    let texts: Vec<String> = (0..500).map(|number| format!("cafÃ© {number}")).collect();
    let repairer = Repairer::default();
    let one_by_one: Vec<_> = texts.iter().map(|text| repairer.repair(text)).collect();
    assert_eq!(repairer.repair_all(&texts), one_by_one);
    let reports = repairer.analyze_all(&texts);
    let applied: Vec<_> = reports.iter().zip(&texts).map(|(report, text)| report.apply(text).unwrap()).collect();
    assert_eq!(applied, one_by_one);
}
