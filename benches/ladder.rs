//! Time per byte as a text grows, for clean, damaged and adversarial text, in one line and in many.
//!
//! ```sh
//! cargo bench --bench ladder         # to 1 MiB
//! cargo bench --bench ladder -- 64   # to 64 MiB: many minutes
//! ```
//!
//! Each row gives nanoseconds per byte of every step, the greatest growth between two neighbouring steps from
//! 64 KiB on, and the most memory in use at once per byte, the input not counted.

use std::{env, hint::black_box, iter, time::Instant};
use ungarble::repair;

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;
/// The first step, and how many times longer each next one is.
const FIRST: usize = 4 * KIB;
const TIMES: usize = 4;
/// The longest text, unless an argument says otherwise.
const LONGEST: usize = MIB;
/// From here on time per byte may grow by at most [`GROWTH`] from step to step.
const STEADY: usize = 64 * KIB;
const GROWTH: f64 = 1.3;
/// Seconds per byte below which growth is that of the caches' misses, which no text can avoid.
const AT_MEMORY_SPEED: f64 = 0.1e-9;
/// The fastest of so many calls counts, of fewer where a call takes long: the machine has other work.
const CALLS: usize = 7;
/// Seconds after which a text is not measured again.
const ENOUGH: f64 = 0.3;
/// A row climbs no further where a call would take so many seconds, unless a longest text was asked for.
const TOO_LONG: f64 = 1.0;
/// Characters of a line where a text is cut into lines.
const LINE: usize = 80;
/// So long is the text that is made of random characters, before it repeats itself.
const RANDOM: usize = 64 * KIB;

fn main() {
    // `cargo test --benches` runs it without this argument.
    if !env::args().any(|argument| argument == "--bench") {
        return;
    }
    let asked = env::args().find_map(|argument| argument.parse::<usize>().ok());
    let longest = asked.map_or(LONGEST, |mib| mib * MIB);
    let patience = if asked.is_some() { f64::INFINITY } else { TOO_LONG };
    let steps: Vec<usize> =
        iter::successors(Some(FIRST), |step| Some(step * TIMES)).take_while(|&step| step <= longest).collect();
    print!("{:36}", "nanoseconds per byte");
    for &step in &steps {
        print!("{:>10}", size(step));
    }
    println!("{:>10}{:>12}", "growth", "memory");
    let mut worst = (0.0, String::new());
    for (name, piece) in families() {
        for (form, in_lines) in [("one line", false), ("lines", true)] {
            let growth = climb(&format!("{name}, {form}"), &steps, &shaped(&piece, in_lines), patience);
            if growth > worst.0 {
                worst = (growth, format!("{name}, {form}"));
            }
        }
    }
    let verdict = if worst.0 > GROWTH { "more" } else { "not more" };
    println!("greatest growth from {} on: {:.2} ({}), {verdict} than {GROWTH}", size(STEADY), worst.0, worst.1);
}

/// Prints a row; gives the greatest growth between steady steps.
fn climb(name: &str, steps: &[usize], piece: &str, patience: f64) -> f64 {
    print!("{name:36}");
    let mut growth: f64 = 0.0;
    let mut before: Option<f64> = None;
    let mut memory: f64 = 0.0;
    // Builds the tables.
    black_box(repair(&repeated(piece, FIRST)));
    for &step in steps {
        if before.is_some_and(|before| before * step as f64 > patience) {
            print!("{:>10}", "-");
            continue;
        }
        let text = repeated(piece, step);
        let used = allocation_counter::measure(|| drop(repair(&text))).bytes_max as f64;
        memory = memory.max(used / text.len() as f64);
        let time = fastest(&text) / text.len() as f64;
        print!("{:10.3}", time * 1e9);
        if let Some(before) = before
            && time > AT_MEMORY_SPEED
        {
            growth = growth.max(time / before);
        }
        before = (step >= STEADY).then_some(time);
    }
    println!("{growth:>9.2}x{memory:>11.1}x");
    growth
}

fn fastest(text: &str) -> f64 {
    let mut fastest = f64::INFINITY;
    let mut total = 0.0;
    for _ in 0..CALLS {
        let start = Instant::now();
        black_box(repair(black_box(text)));
        let time = start.elapsed().as_secs_f64();
        fastest = fastest.min(time);
        total += time;
        if total > ENOUGH {
            break;
        }
    }
    fastest
}

/// Of about so many bytes, cut between characters.
fn repeated(piece: &str, bytes: usize) -> String {
    let mut text = piece.repeat(bytes.div_ceil(piece.len()));
    let end = (0..=bytes).rev().find(|&end| text.is_char_boundary(end));
    text.truncate(end.unwrap_or(0));
    text
}

fn shaped(piece: &str, in_lines: bool) -> String {
    let mut characters = piece.chars().map(|c| if c == '\n' { ' ' } else { c }).peekable();
    if !in_lines {
        return characters.collect();
    }
    let mut text = String::new();
    while characters.peek().is_some() {
        text.extend(characters.by_ref().take(LINE));
        text.push('\n');
    }
    text
}

fn families() -> Vec<(&'static str, String)> {
    let hanzi: Vec<char> = ('\u{4E00}'..='\u{9FA5}').filter(|&c| !in_gb2312(c)).collect();
    let latin: Vec<char> = ('\u{A0}'..='\u{FF}').collect();
    [
        ("clean ASCII", "The baker opens at seven, and his daughter sells the bread. "),
        ("clean Latin", "Die Müllerin fährt täglich über die große Brücke und grüßt höflich. "),
        ("clean Chinese", "早上爷爷走到阳台上，看见昨天夜里下了今年的第一场雪，非常高兴。"),
        ("garbled single-byte", "La maison est fermÃ©e le dimanche, mÃªme en Ã©tÃ©. "),
        ("garbled multi-byte", "It鈥檚 here, and the ships鈥� crews 鈥渟ing鈥� all night. "),
        ("garbled in layers", "the millÃ¢â‚¬â„¢s wheel "),
        ("legacy", "Ïðèâåò, äðóçüÿ, êàê äåëà? "),
        ("one suspect letter", "Ã"),
        ("ten layers", &layers(10)),
        ("leads without trails", "Ãxâ-ðÐ.鈥x縺 "),
        ("random Latin-1 supplement", &random(&latin)),
        ("random hanzi of GBK only", &random(&hanzi)),
        ("alternating scripts", "aяÃλ漢한ศאé"),
        ("question marks", "?"),
        ("U+FFFD", "\u{FFFD}"),
        ("one giant word", "straßenüberquerungsfußgänger"),
    ]
    .map(|(name, piece)| (name, piece.to_owned()))
    .into()
}

/// An apostrophe in UTF-8 that was read as windows-1252 so many times.
fn layers(count: usize) -> String {
    (0..count).fold("’".to_owned(), |text, _| encoding_rs::WINDOWS_1252.decode(text.as_bytes()).0.into_owned())
}

/// Can GB 2312 write it? Its bytes are then both above A0, the first of them below F8.
fn in_gb2312(c: char) -> bool {
    let bytes = encoding_rs::GBK.encode(c.encode_utf8(&mut [0; 4])).0.into_owned();
    matches!(bytes[..], [0xB0..=0xF7, 0xA1..=0xFE])
}

/// Characters of a set, the same in every run.
fn random(set: &[char]) -> String {
    let mut state: u64 = 1;
    let mut next = || {
        // Knuth's generator; its upper bits are the good ones.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        set[(state >> 33) as usize % set.len()]
    };
    let mut text = String::new();
    while text.len() < RANDOM {
        text.push(next());
    }
    text
}

fn size(bytes: usize) -> String {
    if bytes < MIB { format!("{} KiB", bytes / KIB) } else { format!("{} MiB", bytes / MIB) }
}
