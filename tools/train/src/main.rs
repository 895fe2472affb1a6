//! Makes `data/ungarble.model` from the corpora that `tools/corpora/fetch.py` fetches.
//!
//!     cargo run --release -p ungarble-train -- CORPORA OUT.model
//!
//! Every language gets its weight, however much text of it there is; see `weight`.

mod class;
mod corpus;
mod language;
mod table;

use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [corpora, out] = arguments.as_slice() else {
        eprintln!("usage: ungarble-train CORPORA OUT.model");
        return ExitCode::FAILURE;
    };
    let counts = match corpus::count(corpora.as_ref()) {
        Ok(counts) => counts,
        Err(error) => {
            eprintln!("{corpora}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let bytes = table::build(&counts);
    if let Err(error) = fs::write(out, &bytes) {
        eprintln!("{out}: {error}");
        return ExitCode::FAILURE;
    }
    println!("{out}: {} bytes from {} pairs", bytes.len(), counts.pairs.len());
    ExitCode::SUCCESS
}
