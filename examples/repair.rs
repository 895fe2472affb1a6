//! Repairs files: `cargo run --release --example repair -- [--explain] [FILE...]`.
//!
//! The repaired text goes to standard output; without a file, standard input is read. With `--explain`,
//! each finding gets a line on standard error. A file that cannot be read or is not UTF-8 is named there
//! too, with the place; then nothing at all is written to standard output, and the exit status is 1.

use std::{
    env, fs,
    io::{self, Read, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let (options, files): (Vec<String>, Vec<String>) = env::args().skip(1).partition(|word| word.starts_with("--"));
    if let Some(unknown) = options.iter().find(|option| *option != "--explain") {
        eprintln!("unknown option {unknown}; usage: repair [--explain] [FILE...]");
        return ExitCode::FAILURE;
    }
    match run(&files, !options.is_empty()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(files: &[String], explain: bool) -> Result<(), String> {
    let names = if files.is_empty() { vec!["-".to_owned()] } else { files.to_vec() };
    let texts = names.iter().map(|name| read(name)).collect::<Result<Vec<_>, _>>()?;
    let mut out = io::stdout().lock();
    for (name, text) in names.iter().zip(&texts) {
        if explain {
            for finding in ungarble::analyze(text).findings() {
                eprintln!("{name}:{finding}");
            }
        }
        let repaired = ungarble::repair(text);
        match out.write_all(repaired.as_bytes()).and_then(|()| out.flush()) {
            // Whoever reads has seen enough, as `head` does.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            other => other.map_err(|error| format!("standard output: {error}"))?,
        }
    }
    Ok(())
}

fn read(name: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    if name == "-" {
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| format!("standard input: {error}"))?;
    } else {
        bytes = fs::read(name).map_err(|error| format!("{name}: {error}"))?;
    }
    String::from_utf8(bytes).map_err(|error| format!("{name}: not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
}
