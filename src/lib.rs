#![doc = include_str!("../README.md")]
#![cfg_attr(not(any(test, feature = "std")), no_std)]

extern crate alloc;

mod ascii;
mod blocks;
mod bytes;
mod candidates;
mod chain;
mod change;
mod charset;
mod charsets;
mod chart;
mod clear;
mod codes;
mod declared;
mod encoding;
mod engine;
mod entire;
mod error;
mod fidelity;
mod finding;
mod fluent;
mod formula;
mod gain;
mod glance;
mod guess;
#[doc = include_str!("guide.md")]
pub mod guide {}
mod kinds;
mod language;
mod lattice;
mod layers;
mod lazy;
mod legacy;
mod letter;
mod misreading;
mod model;
mod options;
mod pairs;
mod plan;
mod potential;
mod promise;
mod reach;
mod remnants;
mod repair;
mod repairer;
mod report;
mod rivals;
mod scan;
mod sequences;
#[cfg(feature = "serde")]
mod serde;
mod settings;
mod seven_bit;
#[cfg(feature = "std")]
mod stream;
mod suspicion;
mod undecided;
mod weights;

pub use bytes::{Basis, Decoded};
pub use chain::Chain;
pub use charset::Charset;
pub use charsets::Charsets;
pub use encoding::Encoding;
pub use error::Error;
pub use fidelity::Fidelity;
pub use finding::{Finding, RunnerUp};
pub use language::Language;
pub use misreading::Misreading;
pub use options::Options;
pub use plan::Plan;
pub use repair::{analyze, decode, is_garbled, repair};
pub use repairer::Repairer;
pub use report::Report;
pub use settings::Lossy;
#[cfg(feature = "std")]
pub use stream::{RepairReader, RepairWriter};
