//! Throughput in bytes of input, beside what the standard library needs to look at the same lines: `cargo bench`.

mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::{hint::black_box, time::Duration};
use texts::{Kind, texts};

/// Bytes of a clean text: more than the nearest caches hold.
const CLEAN: usize = 1 << 18;
/// Bytes that a damaged text was made from.
const DAMAGED: usize = 1 << 14;
/// The least share of lines that must come back: else another thing than a repair would be measured. In text
/// that was read as a multi-byte charset, bytes are lost that no repair brings back.
const RESTORED: f64 = 0.3;

fn repair(c: &mut Criterion) {
    for text in texts(CLEAN, DAMAGED) {
        assert!(
            text.kind == Kind::MultiByte || text.restored(ungarble::repair) >= RESTORED,
            "{} is not repaired",
            text.name
        );
        let whole = text.whole();
        let mut group = c.benchmark_group(format!("{} {}", text.kind.name(), text.name));
        group.throughput(Throughput::Bytes(text.bytes() as u64));
        group.bench_function("by line", |b| {
            b.iter(|| text.lines.iter().map(|line| ungarble::repair(black_box(line)).len()).sum::<usize>());
        });
        match (text.kind, text.name) {
            (Kind::Clean, "ASCII") => group.bench_function("is_ascii by line", |b| {
                b.iter(|| text.lines.iter().filter(|line| black_box(line).is_ascii()).count());
            }),
            (Kind::Clean, _) => group.bench_function("decoding by line", |b| {
                // Counting alone would not decode.
                let characters = |line: &String| black_box(line).chars().filter(|&c| c != '\u{FFFD}').count();
                b.iter(|| text.lines.iter().map(characters).sum::<usize>());
            }),
            _ => &mut group,
        };
        group.throughput(Throughput::Bytes(whole.len() as u64));
        group.bench_function("whole", |b| b.iter(|| ungarble::repair(black_box(&whole)).len()));
        if text.kind == Kind::Clean {
            let mut copy = vec![0; whole.len()];
            group.bench_function("memcpy whole", |b| {
                b.iter(|| {
                    copy.copy_from_slice(black_box(whole.as_bytes()));
                    black_box(&copy).len()
                });
            });
        }
        group.finish();
    }
}

fn one_string(c: &mut Criterion) {
    let mut group = c.benchmark_group("one string of 50 bytes");
    for (name, text) in [
        ("clean", "La maison est fermée le dimanche, même en été."),
        ("garbled", "La maison est fermÃ©e le dimanche, mÃªme en mai."),
    ] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| ungarble::repair(black_box(text)).len()));
    }
    group.finish();
}

/// Short: ratios between neighbours count, and all of them take about a minute and a half.
fn short() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(600))
}

criterion_group! {
    name = benches;
    config = short();
    targets = repair, one_string
}
criterion_main!(benches);
