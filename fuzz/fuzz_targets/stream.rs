//! See `promises::stream`.

#![cfg_attr(feature = "fuzzing", no_main)]

#[path = "../promises.rs"]
#[allow(dead_code, reason = "each target checks one promise")]
mod promises;
#[macro_use]
#[path = "../target.rs"]
mod target;

target!(promises::stream);
