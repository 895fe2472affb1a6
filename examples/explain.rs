//! Explains what is garbled in a text: `cargo run --features serde --example explain -- [--json] FILE`.
//!
//! Each finding gets a line, with two other readings where there are any. With `--json`, the report is written in
//! the shape that the guide documents.

use std::fmt::Write as _;
use std::{env, fs, process::ExitCode};
use ungarble::{Options, Repairer};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (json, file) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [file] => (false, file),
        ["--json", file] => (true, file),
        _ => {
            eprintln!("usage: explain [--json] FILE");
            return ExitCode::FAILURE;
        }
    };
    match explain(file, json) {
        Ok(explained) => {
            print!("{explained}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{file}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn explain(file: &str, json: bool) -> Result<String, Box<dyn std::error::Error>> {
    let text = fs::read_to_string(file)?;
    let report = Repairer::new(Options::new().runners_up(2)).analyze(&text);
    if json {
        return Ok(serde_json::to_string_pretty(&report)? + "\n");
    }
    let mut out = String::new();
    for finding in &report {
        let line = 1 + text[..finding.range().start].matches('\n').count();
        let _ = writeln!(out, "line {line}: {:?} was {:?}", finding.garbled(), finding.repaired());
        let _ = writeln!(out, "  {}, {}", finding.chain(), finding.fidelity());
        for other in finding.runners_up() {
            let _ = writeln!(out, "  or {:?}: {}", other.repaired(), other.chain());
        }
    }
    Ok(out)
}
