//! See `promises::text`.

#![cfg_attr(feature = "fuzzing", no_main)]

#[path = "../promises.rs"]
#[allow(dead_code, reason = "each target checks one promise")]
mod promises;

#[cfg(feature = "fuzzing")]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::text(bytes));

/// Without a fuzzer: the files that are named.
#[cfg(not(feature = "fuzzing"))]
fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        promises::text(&std::fs::read(file)?);
    }
    Ok(())
}
