#![doc = include_str!("../README.md")]

mod charset;
mod error;
mod lattice;
mod layers;
mod misreading;
mod model;
mod repair;
mod report;
mod scan;
mod weights;

pub use charset::Charset;
pub use error::UnknownCharset;
pub use misreading::Misreading;
pub use repair::{analyze, repair};
pub use report::{Finding, Report};
