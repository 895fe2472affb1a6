//! A filter for pipes: `some-program | cargo run --example filter`.
//!
//! Repairs standard input to standard output, of any size in bounded memory. What is not UTF-8 is an error that
//! names the byte; what came before it is written.

use std::{
    io::{self, ErrorKind},
    process::ExitCode,
};
use ungarble::Repairer;

fn main() -> ExitCode {
    let mut input = Repairer::default().reader(io::stdin().lock());
    match io::copy(&mut input, &mut io::stdout().lock()) {
        Ok(_) => ExitCode::SUCCESS,
        // Whoever reads has seen enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("filter: {error}");
            ExitCode::FAILURE
        }
    }
}
