//! Makes `data/ungarble.model` and `data/ungarble.words` from the corpora that `tools/corpora/fetch.py` fetches.
//!
//!     cargo run --release -p ungarble-train -- CORPORA OUT.model OUT.words
//!
//! Every language gets its weight, however much text of it there is; see `weight`.

mod class;
mod corpus;
mod counts;
mod entries;
#[path = "../../../src/model/fold.rs"]
mod fold;
mod fuse;
mod language;
#[path = "../../../src/model/ngram.rs"]
mod ngram;
#[path = "../../../src/model/side.rs"]
mod side;
mod table;
#[path = "../../../src/model/word_key.rs"]
mod word_key;
mod words;

use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [corpora, out, words] = arguments.as_slice() else {
        eprintln!("usage: ungarble-train CORPORA OUT.model OUT.words");
        return ExitCode::FAILURE;
    };
    let list = words::table(corpora.as_ref(), table::units);
    let list = match list.and_then(|list| fs::write(words, &list).map(|()| list)) {
        Ok(list) => list,
        Err(error) => {
            eprintln!("{words}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let totals = match corpus::count(corpora.as_ref()) {
        Ok(totals) => totals,
        Err(error) => {
            eprintln!("{corpora}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let Some(bytes) = table::build(&totals, list.len()) else {
        eprintln!("{out}: the runs do not fit");
        return ExitCode::FAILURE;
    };
    if let Err(error) = fs::write(out, &bytes) {
        eprintln!("{out}: {error}");
        return ExitCode::FAILURE;
    }
    println!("{out}: {} bytes from {} runs", bytes.len(), totals.three.len());
    ExitCode::SUCCESS
}
