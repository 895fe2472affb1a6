//! One string: what a call costs, and what the first call in a process costs.

use crate::{clock::fastest, plsfix, rounded};
use std::{borrow::Cow, env, hint::black_box, process::Command, time::Instant};

const CLEAN: &str = "La maison est fermée le dimanche, même en été.";
const GARBLED: &str = "La maison est fermÃ©e le dimanche, mÃªme en mai.";
/// Calls that are timed together, as one is too short for the clock.
const CALLS: usize = 1000;
/// Processes started for a first call; the fastest counts.
const PROCESSES: usize = 15;

/// Seconds: ungarble, plsfix.
pub struct Single {
    pub name: &'static str,
    pub ungarble: f64,
    pub plsfix: f64,
}

pub fn measure() -> [Single; 4] {
    let calls = |text: &'static str| {
        let times = fastest([&mut || (0..CALLS).map(|_| ungarble::repair(black_box(text)).len()).sum(), &mut || {
            (0..CALLS).map(|_| plsfix(black_box(text)).len()).sum()
        }]);
        times.map(|time| time / CALLS as f64)
    };
    let [clean, garbled] = [CLEAN, GARBLED].map(calls);
    let [first_clean, first_garbled] =
        ["clean", "garbled"].map(|text| ["ungarble", "plsfix"].map(|tool| first(tool, text)));
    let single = |name, [ungarble, plsfix]: [f64; 2]| Single { name, ungarble, plsfix };
    [
        single("one clean string of 50 bytes", clean),
        single("one garbled string of 50 bytes", garbled),
        single("first call in a process, clean", first_clean),
        single("first call in a process, garbled", first_garbled),
    ]
}

/// What the program does when it is started for a first call: prints how many seconds it took.
pub fn first_call(tool: &str, text: &str) {
    let text = if text == "clean" { CLEAN } else { GARBLED };
    let repair: fn(&str) -> Cow<'_, str> = if tool == "plsfix" { plsfix } else { ungarble::repair };
    let start = Instant::now();
    black_box(repair(black_box(text)));
    println!("{}", start.elapsed().as_secs_f64());
}

fn first(tool: &str, text: &str) -> f64 {
    let program = env::current_exe().expect("this program has a path");
    let once = || {
        let output = Command::new(&program).args([tool, text]).output().expect("this program starts");
        String::from_utf8_lossy(&output.stdout).trim().parse::<f64>().expect("it prints seconds")
    };
    (0..PROCESSES).map(|_| once()).fold(f64::INFINITY, f64::min)
}

pub fn table(singles: &[Single]) -> String {
    let rows = singles.iter().map(|single| {
        let [ungarble, plsfix] = [single.ungarble, single.plsfix].map(time);
        format!("| {} | {ungarble} | {plsfix} |\n", single.name)
    });
    format!("| call | ungarble | plsfix |\n| --- | ---: | ---: |\n{}", rows.collect::<String>())
}

fn time(seconds: f64) -> String {
    match seconds {
        ..1e-6 => format!("{} ns", rounded(seconds * 1e9)),
        ..1e-3 => format!("{} µs", rounded(seconds * 1e6)),
        _ => format!("{} ms", rounded(seconds * 1e3)),
    }
}
