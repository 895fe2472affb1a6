//! Throughput of `repair` over clean and garbled text, in bytes of input: `cargo bench`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use encoding_rs::Encoding;
use std::hint::black_box;

/// Bytes of each text.
const SIZE: usize = 64 * 1024;

/// Lines of one kind: the sentences of these languages, over and over.
fn text(languages: &[&str]) -> String {
    let all = include_str!("../tests/data/sentences.tsv");
    let sentences = all.lines().filter_map(|line| line.split_once('\t'));
    let wanted: Vec<&str> = sentences.filter(|(language, _)| languages.contains(language)).map(|(_, s)| s).collect();
    wanted
        .iter()
        .cycle()
        .flat_map(|line| [line, "\n"])
        .scan(0, |size, piece| {
            *size += piece.len();
            (*size < SIZE).then_some(piece)
        })
        .collect()
}

fn misread(text: &str, label: &str) -> String {
    Encoding::for_label(label.as_bytes()).map(|e| e.decode(text.as_bytes()).0.into_owned()).unwrap_or_default()
}

fn by_line(text: &str) -> usize {
    text.lines().map(|line| ungarble::repair(black_box(line)).len()).sum()
}

fn repair(c: &mut Criterion) {
    let ascii = "The baker opens at seven, and his daughter sells the bread.\n".repeat(SIZE / 60);
    let texts = [
        ("clean", "ascii", ascii),
        ("clean", "latin", text(&["fr", "de", "pl", "vi"])),
        ("clean", "cyrillic", text(&["ru", "uk", "bg"])),
        ("clean", "greek-arabic-hindi-thai", text(&["el", "ar", "hi", "th"])),
        ("clean", "chinese", text(&["zh"])),
        ("clean", "japanese", text(&["ja"])),
        ("clean", "korean", text(&["ko"])),
        ("garbled", "windows-1252", misread(&text(&["fr", "de", "pl", "vi"]), "windows-1252")),
        ("garbled", "windows-1251", misread(&text(&["ru", "uk", "bg"]), "windows-1251")),
        ("garbled", "gbk", misread(&text(&["zh", "fr", "en"]), "gb18030")),
        ("garbled", "shift_jis", misread(&text(&["ja"]), "shift_jis")),
    ];
    for (group, name, text) in &texts {
        let mut group = c.benchmark_group(*group);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("by line", name), text, |b, text| b.iter(|| by_line(text)));
        group
            .bench_with_input(BenchmarkId::new("whole", name), text, |b, text| b.iter(|| ungarble::repair(text).len()));
        group.finish();
    }
    let mut group = c.benchmark_group("one string");
    group.bench_function("50 bytes, clean", |b| {
        b.iter(|| ungarble::repair(black_box("La maison est fermée le dimanche, même en été.")).len());
    });
    group.bench_function("50 bytes, garbled", |b| {
        b.iter(|| ungarble::repair(black_box("La maison est fermÃ©e le dimanche, mÃªme en mai.")).len());
    });
    group.finish();
}

criterion_group!(benches, repair);
criterion_main!(benches);
