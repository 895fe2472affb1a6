//! The file names of a ZIP archive: `cargo run --example zip_names -- [FILE]`.
//!
//! Old archives say nothing about the charset of their names. The names are put together, a line each, and decoded
//! as one text, so that all of them say what they are in. Without a file, an archive is made in memory.

use std::{
    env, fs,
    io::{Cursor, Write},
};
use ungarble::decode;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = match env::args().nth(1) {
        Some(file) => fs::read(&file).map_err(|error| format!("{file}: {error}"))?,
        None => sample()?,
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut names = Vec::new();
    for number in 0..archive.len() {
        names.extend(archive.by_index_raw(number)?.name_raw());
        names.push(b'\n');
    }
    let decoded = decode(&names);
    println!("names in {}", decoded.encoding());
    print!("{}", decoded.repaired());
    Ok(())
}

/// An archive as Japanese Windows made them: names in code page 932, and no flag that says so.
fn sample() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["AAAAAAAA.txt", "BBBBBB/1.txt", "readme.txt"] {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(b"content")?;
    }
    let mut bytes = writer.finish()?.into_inner();
    for (ascii, name) in [("AAAAAAAA", "会議資料"), ("BBBBBB", "写真集")] {
        let (raw, _, _) = encoding_rs::SHIFT_JIS.encode(name);
        while let Some(at) = bytes.windows(ascii.len()).position(|window| window == ascii.as_bytes()) {
            bytes[at..at + raw.len()].copy_from_slice(&raw);
        }
    }
    Ok(bytes)
}
