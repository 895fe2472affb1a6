//! What the project wants to reach, held against what was measured.

use crate::texts::Kind;
use crate::{Row, single::Single};

/// Says for each goal what was measured, and whether it is reached.
pub fn report(rows: &[Row], singles: &[Single]) {
    let single_byte = rows.iter().filter(|row| row.text.kind == Kind::SingleByte).map(|row| row.by_line);
    let multi_byte = single_byte.fold(f64::INFINITY, f64::min) * 0.4;
    for row in rows {
        let name = format!("{} {}", row.text.kind.name(), row.text.name);
        match (row.text.kind, row.text.name) {
            (Kind::Clean, "ASCII") => {
                least(&name, "of is_ascii", row.by_line / row.scan, 0.85);
                least(&name, "of memcpy, whole", row.whole / row.memcpy, 0.7);
            }
            (Kind::Clean, _) => {
                least(&name, "times plsfix", row.by_line / row.plsfix, 10.0);
                least(&name, "of decoding", row.by_line / row.scan, 0.8);
            }
            (Kind::SingleByte, _) => least(&name, "times plsfix", row.by_line / row.plsfix, 4.0),
            (Kind::MultiByte, _) => least(&name, "MB/s", row.by_line, multi_byte.min(60.0)),
            (Kind::Legacy, _) => least(&name, "MB/s", row.by_line, 20.0),
        }
    }
    for (single, (unit, per_second, most)) in
        singles.iter().zip([("ns", 1e9, 40.0), ("µs", 1e6, 1.5), ("ms", 1e3, 0.1), ("ms", 1e3, 3.0)])
    {
        line(single.name, unit, single.ungarble * per_second, "at most", most, single.ungarble * per_second <= most);
    }
}

fn least(name: &str, unit: &str, value: f64, goal: f64) {
    line(name, unit, value, "at least", goal, value >= goal);
}

fn line(name: &str, unit: &str, value: f64, bound: &str, goal: f64, reached: bool) {
    let verdict = if reached { "reached" } else { "NOT reached" };
    eprintln!("{name:44} {value:9.2} {unit:18} {bound} {goal:6.2} {verdict}");
}
