//! Makes mojibake, for tests: `cargo run --example damage -- "utf-8 read as gb18030" < FILE`.
//!
//! The misreadings of the chain happen to standard input, the last in the chain first; the outcome goes to
//! standard output.

use std::{
    env,
    io::{self, Read},
    process::ExitCode,
};
use ungarble::Plan;

fn main() -> ExitCode {
    match damage() {
        Ok(garbled) => {
            print!("{garbled}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn damage() -> Result<String, Box<dyn std::error::Error>> {
    let chain = env::args().nth(1).ok_or("usage: damage \"utf-8 read as windows-1252\" < FILE")?;
    let plan: Plan = chain.parse()?;
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    Ok(plan.garble(&text)?)
}
