//! Measures ungarble, plsfix and what the machine can do at most on the same texts in one run, and prints the
//! tables of the README: `python3 benches/table.py`. What the goals say goes to standard error.

mod clock;
mod goals;
mod single;
#[path = "../../texts/mod.rs"]
mod texts;

use clock::fastest;
use std::{borrow::Cow, env, fmt::Write, hint::black_box};
use texts::{Text, texts};

/// Bytes of a clean text: more than the nearest caches hold.
const CLEAN: usize = 1 << 20;
/// Bytes that a damaged text was made from.
const DAMAGED: usize = 1 << 14;
/// Of a text so many bytes are enough for plsfix.
const FOR_PLSFIX: usize = 1 << 13;

/// Throughputs in megabytes per second.
struct Row {
    text: Text,
    by_line: f64,
    whole: f64,
    plsfix: f64,
    /// `str::is_ascii` of ASCII lines, decoding of others.
    scan: f64,
    memcpy: f64,
    simdutf8: f64,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [tool, text] = &arguments[..] {
        single::first_call(tool, text);
        return;
    }
    let progress = |row: &Row| {
        let name = format!("{} {}", row.text.kind.name(), row.text.name);
        eprintln!("{name:44} {:9.2} MB/s by line, plsfix {:9.2}", row.by_line, row.plsfix);
    };
    let rows: Vec<Row> = texts(CLEAN, DAMAGED).into_iter().map(measure).inspect(progress).collect();
    let singles = single::measure();
    println!("{}\n{}\n{}", table(&rows), single::table(&singles), behind(&rows));
    goals::report(&rows, &singles);
}

fn measure(text: Text) -> Row {
    let whole = text.whole();
    let mut size = 0;
    let fits = |line: &&String| {
        size += line.len();
        size <= FOR_PLSFIX
    };
    let few: Vec<&String> = text.lines.iter().take_while(fits).collect();
    let few_bytes: usize = few.iter().map(|line| line.len()).sum();
    let is_ascii = whole.is_ascii();
    let mut copy = vec![0; whole.len()];
    let times = fastest([
        &mut || text.lines.iter().map(|line| ungarble::repair(black_box(line)).len()).sum(),
        &mut || ungarble::repair(black_box(&whole)).len(),
        &mut || few.iter().map(|line| plsfix(black_box(line)).len()).sum(),
        &mut || {
            if is_ascii {
                return text.lines.iter().filter(|line| black_box(line).is_ascii()).count();
            }
            // Counting alone would not decode.
            text.lines.iter().map(|line| black_box(line).chars().filter(|&c| c != '\u{FFFD}').count()).sum()
        },
        &mut || {
            copy.copy_from_slice(black_box(whole.as_bytes()));
            black_box(&copy).len()
        },
        &mut || simdutf8::basic::from_utf8(black_box(whole.as_bytes())).map_or(0, str::len),
    ]);
    let bytes = [text.bytes(), whole.len(), few_bytes, text.bytes(), whole.len(), whole.len()];
    let [by_line, whole, plsfix, scan, memcpy, simdutf8] =
        std::array::from_fn(|number| bytes[number] as f64 / 1e6 / times[number]);
    Row { text, by_line, whole, plsfix, scan, memcpy, simdutf8 }
}

/// With what only tidies text switched off, so that it does the same work.
fn plsfix(text: &str) -> Cow<'_, str> {
    let config = plsfix::TextFixerConfig {
        unescape_html: Some(false),
        remove_terminal_escapes: false,
        fix_encoding: true,
        restore_byte_a0: true,
        replace_lossy_sequences: true,
        decode_inconsistent_utf8: true,
        fix_c1_controls: true,
        fix_latin_ligatures: false,
        fix_character_width: false,
        uncurl_quotes: false,
        fix_line_breaks: false,
        remove_control_chars: false,
        normalization: None,
        max_decode_length: 1_000_000,
    };
    Cow::Owned(plsfix::fix_text(text, Some(&config)))
}

fn table(rows: &[Row]) -> String {
    let mut out = String::from(
        "| text | ungarble, by line | whole | plsfix, by line | times plsfix | scan, by line | memcpy | simdutf8 | right in ungarble | in plsfix |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for row in rows {
        let name = format!("{} {}", row.text.kind.name(), row.text.name);
        let [by_line, whole, peer, scan, memcpy, simdutf8] =
            [row.by_line, row.whole, row.plsfix, row.scan, row.memcpy, row.simdutf8].map(rounded);
        let times = rounded(row.by_line / row.plsfix);
        let [ours, theirs] = [row.text.restored(ungarble::repair), row.text.restored(plsfix)]
            .map(|share| format!("{:.0} %", (share * 100.0).floor()));
        writeln!(
            out,
            "| {name} | {by_line} | {whole} | {peer} | {times} | {scan} | {memcpy} | {simdutf8} | {ours} | {theirs} |"
        )
        .expect("a string takes all");
    }
    out
}

/// Where plsfix is faster.
fn behind(rows: &[Row]) -> String {
    let slower = rows.iter().filter(|row| row.by_line < row.plsfix);
    let names: Vec<String> = slower.map(|row| format!("{} {}", row.text.kind.name(), row.text.name)).collect();
    if names.is_empty() {
        return "ungarble is faster than plsfix on all of these texts.".to_owned();
    }
    format!("Slower than plsfix: {}.", names.join(", "))
}

/// Three digits, as the noise allows no more.
fn rounded(value: f64) -> String {
    match value {
        ..10.0 => format!("{value:.2}"),
        ..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}
