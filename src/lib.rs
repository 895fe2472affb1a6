//! temp
mod charset; mod error;
pub use charset::Charset; pub use error::UnknownCharset;
