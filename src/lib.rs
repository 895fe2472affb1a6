#![doc = include_str!("../README.md")]

mod candidates;
mod charset;
mod engine;
mod error;
mod fidelity;
mod lattice;
mod layers;
mod legacy;
mod misreading;
mod model;
mod pairs;
mod repair;
mod report;
mod scan;
mod trellis;
mod weights;

pub use charset::Charset;
pub use error::UnknownCharset;
pub use fidelity::Fidelity;
pub use misreading::Misreading;
pub use repair::{analyze, repair};
pub use report::{Finding, Report};
