//! The fuzz targets hold on their seed corpus; `cargo fuzz` goes on from there.

#[path = "../fuzz/promises.rs"]
mod promises;

use std::{fs, path::Path};

fn feed(target: &str, promise: fn(&[u8])) {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut count = 0;
    for seed in fs::read_dir(seeds).unwrap() {
        promise(&fs::read(seed.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count >= 9, "the corpus of {target} is there");
}

#[test]
fn seeds_keep_the_promises() {
    feed("text", promises::text);
    feed("bytes", promises::bytes);
    feed("stream", promises::stream);
    feed("report", promises::report);
}
