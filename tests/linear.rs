//! Time and memory are linear in the length, for any input.

use std::{fs, thread, time::Instant};
use ungarble::repair;

/// Pieces that are suspect over and over.
const PIECES: [&str; 16] = [
    "Ã",
    "â€",
    "鈥�",
    "縺・",
    "ÃƒÂ©",
    "Ïðèâåò ",
    "РџСЂ",
    "ÇÃè„Ç≈ñ∞",
    "漏 2025 �\u{80}",
    "It鈥檚 here, and 鈥?that\n",
    "Ãxâ-ðÐ.鈥x縺 ",
    "aяÃλ漢한ศאé",
    "straßenüberquerungsfußgänger",
    "the millÃ¢â‚¬â„¢s wheel ",
    "\u{FFFD}",
    "Ïðèâåò, cafÃ© 鈥檚\n",
];
/// Bytes of the shorter text: more than a text is looked at in one piece.
const SHORT: usize = 20 * 1024;
/// How many times longer the other is.
const TIMES: usize = 4;
/// How many times what is expected it may take: pieces are cut amid characters. Quadratic time would be four.
const SLACK: f64 = 2.5;
/// How often a text is measured, if need be.
const TRIES: usize = 8;

fn text(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

/// Nanoseconds that a repair takes.
fn time(text: &str) -> f64 {
    let (start, work) = (Instant::now(), worked());
    drop(repair(text));
    match (work, worked()) {
        (Some(before), Some(after)) => (after - before) as f64,
        _ => start.elapsed().as_nanos() as f64,
    }
}

/// Nanoseconds that this thread has been at work, where the system says so: the machine may be busy with others.
fn worked() -> Option<u64> {
    // The system counts when it switches.
    thread::yield_now();
    fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok().filter(|&time| time > 0)
}

#[test]
fn time_is_linear() {
    for piece in PIECES {
        let texts = [text(piece, SHORT), text(piece, SHORT * TIMES)];
        // Nothing makes a repair faster than it is, so the least time of each counts.
        let mut least = [f64::INFINITY; 2];
        let is_linear = (0..TRIES).any(|_| {
            for (least, text) in least.iter_mut().zip(&texts) {
                *least = least.min(time(text));
            }
            least[1] <= least[0] * TIMES as f64 * SLACK
        });
        assert!(is_linear, "{piece:?} takes {least:?} nanoseconds, the second for {TIMES} times as much");
    }
}

#[test]
fn memory_is_linear() {
    let _ = repair("It鈥檚 here, cafÃ©, Ïðèâåò"); // builds the tables
    for piece in PIECES {
        let [short, long] = [SHORT, SHORT * TIMES].map(|bytes| {
            let text = text(piece, bytes);
            allocation_counter::measure(|| drop(repair(&text))).bytes_max as f64
        });
        assert!(long <= short.max(1.0) * TIMES as f64 * SLACK, "{piece:?}: {short} bytes, then {long}");
    }
}
