//! How long work takes on a machine that has other work.

use std::{hint::black_box, time::Instant};

/// Rounds in which all contestants take turns, so that what disturbs one disturbs the others.
const ROUNDS: usize = 5;
/// Seconds for one contestant in a round, after which it is not called again.
const TURN: f64 = 0.04;

/// Seconds of the fastest call of each.
pub fn fastest<const N: usize>(mut contestants: [&mut dyn FnMut() -> usize; N]) -> [f64; N] {
    let mut fastest = [f64::INFINITY; N];
    for _ in 0..ROUNDS {
        for (contestant, fastest) in contestants.iter_mut().zip(&mut fastest) {
            let turn = Instant::now();
            while turn.elapsed().as_secs_f64() < TURN {
                let start = Instant::now();
                black_box(contestant());
                *fastest = fastest.min(start.elapsed().as_secs_f64());
            }
        }
    }
    fastest
}
