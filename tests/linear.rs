//! Time and memory are linear in the length, for any input.

use std::time::Instant;
use ungarble::repair;

/// Pieces that are suspect over and over, as one line and as many.
const PIECES: [&str; 10] =
    ["Ã", "â€", "鈥�", "縺・", "ÃƒÂ©", "Ïðèâåò ", "РџСЂ", "ÇÃè„Ç≈ñ∞", "漏 2025 �\u{80}", "It鈥檚 here, and 鈥?that\n"];
/// Bytes of the shorter text.
const SHORT: usize = 3000;
/// How many times longer the other is.
const TIMES: usize = 4;
/// How many times what is expected it may take: the machine has other work. Quadratic time would be four.
const SLACK: f64 = 2.0;

fn text(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

#[test]
fn time_is_linear() {
    for piece in PIECES {
        let texts = [text(piece, SHORT), text(piece, SHORT * TIMES)];
        let ratio = || {
            let [short, long] = [0, 1].map(|number| {
                let start = Instant::now();
                let _ = repair(&texts[number]);
                start.elapsed().as_secs_f64()
            });
            long / short
        };
        let most = TIMES as f64 * SLACK;
        let least = (0..5).map(|_| ratio()).find(|&ratio| ratio < most);
        assert!(least.is_some(), "{piece:?} takes more than {most} times as long");
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
