//! Instructions per byte of the hot path, counted by callgrind and held against `benches/instructions.tsv`.
//!
//! ```sh
//! cargo bench --bench hot_path              # fails where a count grew by more than a tenth
//! cargo bench --bench hot_path -- --renew   # writes the counts of this machine as the baseline
//! ```
//!
//! Only the second pass over each text is counted, so that tables built at their first use are not. The counts
//! are the same on every run, but for a few that depend on where memory lies; another compiler gives others.

mod texts;

use std::{
    env, fs,
    hint::black_box,
    io,
    path::Path,
    process::{self, Command, ExitCode},
};
use texts::{Kind, Text, texts};

/// The texts that are counted.
const COUNTED: [&str; 7] = [
    "ASCII",
    "Latin",
    "Cyrillic",
    "Chinese",
    "Latin as windows-1252",
    "Chinese as gb18030",
    "windows-1251 as windows-1252",
];
/// Bytes of each text: callgrind is some fifty times slower than the machine.
const SIZE: usize = 4 * 1024;
/// How much more than the baseline is too much.
const GROWTH: f64 = 1.1;
/// The least share of lines that must come back, as for the other benches.
const RESTORED: f64 = 0.3;
const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.tsv");
/// Tells the program that it runs below callgrind.
const BELOW_CALLGRIND: &str = "--below-callgrind";

/// Instructions per byte, by text.
type Counts = Vec<(String, f64)>;

fn main() -> ExitCode {
    let has = |wanted: &str| env::args().any(|argument| argument == wanted);
    if has(BELOW_CALLGRIND) {
        counted_texts().iter().for_each(pass_twice);
        return ExitCode::SUCCESS;
    }
    // `cargo test --benches` runs it without this argument.
    if !has("--bench") {
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is missing: the instructions of the hot path are not counted");
        return ExitCode::SUCCESS;
    }
    match count().and_then(|counts| if has("--renew") { renew(&counts) } else { compare(&counts) }) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn counted_texts() -> Vec<Text> {
    let mut texts = texts(SIZE, SIZE);
    texts.retain(|text| COUNTED.contains(&text.name));
    texts
}

fn pass_twice(text: &Text) {
    // The first pass; bytes that are lost to a multi-byte charset leave lines that no repair brings back.
    let restored = text.restored(ungarble::repair);
    assert!(text.kind == Kind::MultiByte || restored >= RESTORED, "{} {} is not repaired", text.kind.name(), text.name);
    black_box(second_pass(&text.lines));
    black_box(second_pass(&[text.whole()]));
}

/// What callgrind counts, by its name.
#[inline(never)]
fn second_pass(lines: &[String]) -> usize {
    lines.iter().map(|line| ungarble::repair(black_box(line)).len()).sum()
}

fn count() -> io::Result<Counts> {
    let place = env::temp_dir().join(format!("ungarble-hot-path-{}", process::id()));
    fs::create_dir_all(&place)?;
    let counts = count_in(&place);
    fs::remove_dir_all(&place)?;
    counts
}

fn count_in(place: &Path) -> io::Result<Counts> {
    let out = place.join("out");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=hot_path::second_pass", "--dump-after=hot_path::second_pass"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(env::current_exe()?)
        .arg(BELOW_CALLGRIND)
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr)));
    }
    // Each call left a file of its own, numbered from one.
    let counted = counted_texts().into_iter().flat_map(|text| {
        let whole = text.whole().len();
        [(format!("{}, by line", text.name), text.bytes()), (format!("{}, whole", text.name), whole)]
    });
    counted
        .zip(1..)
        .map(|((name, bytes), number)| {
            let dump = fs::read_to_string(out.with_extension(number.to_string()))?;
            let total = dump.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse::<f64>().ok());
            let total = total.filter(|&total| total > 0.0);
            Ok((name, total.ok_or_else(|| io::Error::other("callgrind counted nothing"))? / bytes as f64))
        })
        .collect()
}

fn renew(counts: &[(String, f64)]) -> io::Result<ExitCode> {
    let head =
        "# Instructions per byte of the second pass: `cargo bench --bench hot_path -- --renew` writes this file.";
    let mut lines = vec![head.to_owned()];
    lines.extend(counts.iter().map(|(name, count)| format!("{name}\t{count:.3}")));
    fs::write(BASELINE, lines.join("\n") + "\n")?;
    println!("{}", lines.join("\n"));
    Ok(ExitCode::SUCCESS)
}

fn compare(counts: &[(String, f64)]) -> io::Result<ExitCode> {
    let baseline = fs::read_to_string(BASELINE)?;
    let mut code = ExitCode::SUCCESS;
    println!("instructions per byte, now and in the baseline");
    for (name, count) in counts {
        let before =
            baseline.lines().find_map(|line| line.strip_prefix(name.as_str())?.strip_prefix('\t')?.parse::<f64>().ok());
        let before = before.ok_or_else(|| io::Error::other(format!("{name} is not in the baseline: renew it")))?;
        let change = count / before;
        let verdict = if change > GROWTH { "too many" } else { "" };
        println!("{name:40} {count:10.3} {before:10.3} {:+7.1}% {verdict}", (change - 1.0) * 100.0);
        if change > GROWTH {
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}
