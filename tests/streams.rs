//! A stream gives what the whole text gives, however it is cut.

#![cfg(feature = "std")]

mod common;

use proptest::{prelude::*, sample::Index};
use std::io::{BufRead, Read, Write};
use ungarble::{Options, Repairer};

/// Gives the bytes of a text in pieces of the given lengths, over and over.
struct Pieces<'t> {
    rest: &'t [u8],
    lengths: Vec<usize>,
    number: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.lengths[self.number % self.lengths.len()].min(buffer.len()).min(self.rest.len());
        self.number += 1;
        buffer[..length].copy_from_slice(&self.rest[..length]);
        self.rest = &self.rest[length..];
        Ok(length)
    }
}

fn small() -> Repairer {
    Repairer::new(Options::new().window(1024))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn readers_give_what_the_whole_gives(
        text in common::suspect(0..600),
        lengths in prop::collection::vec(1..3000_usize, 1..5),
        asked in 1..5000_usize,
    ) {
        let whole = small().repair(&text).into_owned();
        let mut reader = small().reader(Pieces { rest: text.as_bytes(), lengths, number: 0 });
        let mut out = Vec::new();
        let mut buffer = vec![0; asked];
        loop {
            let read = reader.read(&mut buffer).unwrap();
            if read == 0 { break }
            out.extend_from_slice(&buffer[..read]);
        }
        prop_assert_eq!(String::from_utf8(out).unwrap(), whole);
    }

    #[test]
    fn writers_give_what_the_whole_gives(
        text in common::suspect(0..600),
        lengths in prop::collection::vec(1..3000_usize, 1..5),
        flush in any::<bool>(),
    ) {
        let whole = small().repair(&text).into_owned();
        let mut writer = small().writer(Vec::new());
        let mut rest = text.as_bytes();
        for length in lengths.iter().cycle() {
            if rest.is_empty() { break }
            let (piece, more) = rest.split_at((*length).min(rest.len()));
            writer.write_all(piece).unwrap();
            if flush { writer.flush().unwrap() }
            rest = more;
        }
        prop_assert_eq!(String::from_utf8(writer.finish().unwrap()).unwrap(), whole);
    }

    #[test]
    fn every_split_in_two(text in common::suspect(0..60), at in any::<Index>()) {
        let whole = small().repair(&text).into_owned();
        let (first, second) = text.as_bytes().split_at(at.index(text.len() + 1));
        let mut writer = small().writer(Vec::new());
        writer.write_all(first).unwrap();
        writer.write_all(second).unwrap();
        prop_assert_eq!(String::from_utf8(writer.finish().unwrap()).unwrap(), whole);
    }
}

#[test]
fn every_split_of_one_text() {
    let text = "It鈥檚 here, and 漏 2025.\nplain\ncafÃ© or РџСЂРёРІРµС‚\n".repeat(40);
    let whole = small().repair(&text).into_owned();
    for at in (0..text.len()).step_by(7) {
        let (first, second) = text.as_bytes().split_at(at);
        let mut out = String::new();
        small().reader(first.chain(second)).read_to_string(&mut out).unwrap();
        assert_eq!(out, whole, "split at {at}");
    }
}

#[test]
fn lines_are_those_of_the_whole() {
    let text = "cafÃ©\r\n\nIt鈥檚 late".repeat(100);
    let whole = small().repair(&text).into_owned();
    let lines: Vec<String> = small().lines(text.as_bytes()).map(Result::unwrap).collect();
    assert_eq!(lines, whole.lines().collect::<Vec<_>>());
    assert_eq!(small().reader(text.as_bytes()).lines().count(), lines.len());
}

#[test]
fn memory_is_bounded_by_the_window() {
    let mut reader = small().reader(std::io::repeat(b'a').take(50_000_000));
    let used = allocation_counter::measure(|| {
        std::io::copy(&mut reader, &mut std::io::sink()).unwrap();
    });
    assert!(used.bytes_max < 20 * 1024, "{} bytes", used.bytes_max);
}
