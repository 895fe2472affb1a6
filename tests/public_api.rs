//! The public face is listed in `tests/data/public_api.txt`, so that a change of it is seen in review.
//!
//! The listing is made from the sources: the signature of every public item and method, and of every trait
//! implementation for a type, by file. `UPDATE=1 cargo test --test public_api` writes it anew.

use std::{env, fmt::Write, fs, path::Path};

/// The files that define what `lib.rs` gives out.
const FILES: [&str; 19] = [
    "lib.rs",
    "bytes.rs",
    "chain.rs",
    "charset/label.rs",
    "charsets.rs",
    "encoding.rs",
    "error.rs",
    "fidelity.rs",
    "finding.rs",
    "language.rs",
    "misreading.rs",
    "options.rs",
    "plan.rs",
    "repair.rs",
    "repairer.rs",
    "report.rs",
    "serde.rs",
    "settings.rs",
    "stream.rs",
];

/// The public signatures of a file: from `pub` or `impl` up to what opens the body, with the attributes that belong
/// to the interface, and what public enums hold; the charsets are rows of a macro.
fn signatures(source: &str) -> String {
    let source = source.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut out = String::new();
    let mut attributes = String::new();
    let mut signature = String::new();
    let mut in_enum = false;
    for line in source.lines() {
        let code = line.split("// ").next().unwrap_or_default().trim();
        let indent = line.len() - line.trim_start().len();
        if code.is_empty() || code.starts_with("//") {
            continue;
        }
        if in_enum {
            in_enum = line != "}";
            writeln!(out, "{line}").unwrap();
        } else if let Some((row, _)) = code.split_once(", Source::").filter(|(row, _)| row.ends_with('"')) {
            writeln!(out, "    {row}").unwrap();
        } else if signature.is_empty() && ["#[non_exh", "#[derive", "#[cfg("].iter().any(|a| code.starts_with(a)) {
            writeln!(attributes, "{}{code}", &line[..indent]).unwrap();
        } else if !signature.is_empty() || code.starts_with("pub ") || code.starts_with("impl") || is_type(line) {
            signature.push_str(code);
            signature.push(' ');
            if code.ends_with(['{', ';', '}']) || code.contains(" = ") {
                let head = signature.trim_end().trim_end_matches(['{', ' ']);
                writeln!(out, "{attributes}{}{head}", &line[..if code == "{" { 0 } else { indent }]).unwrap();
                in_enum = head.starts_with("pub enum") && !head.contains('$');
                signature.clear();
                attributes.clear();
            }
        } else if !code.starts_with("#[") {
            attributes.clear();
        }
    }
    out
}

/// Is this an associated type?
fn is_type(line: &str) -> bool {
    line.starts_with("    type ")
}

#[test]
fn the_listing_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut listing = String::from("# The public face; tests/public_api.rs says how this is made.\n");
    for file in FILES {
        let source = fs::read_to_string(root.join("src").join(file)).unwrap();
        write!(listing, "\n## {file}\n{}", signatures(&source)).unwrap();
    }
    let path = root.join("tests/data/public_api.txt");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &listing).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let differs = listing.lines().zip(committed.lines()).find(|(new, old)| new != old);
    assert!(
        listing == committed,
        "the public API differs from tests/data/public_api.txt, first at {differs:?}; \
         if that is meant, run UPDATE=1 cargo test --test public_api"
    );
}

#[test]
fn every_file_with_public_items_is_listed() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for line in library.lines().filter_map(|line| line.strip_prefix("pub use ")) {
        let module = line.split("::").next().unwrap_or_default();
        let listed =
            FILES.iter().any(|file| file.starts_with(&format!("{module}.")) || file.starts_with(&format!("{module}/")));
        assert!(listed, "{module} is not among the files that are listed");
    }
}

/// The public types and functions of a file whose documentation has no example, and how many have one.
fn examples(source: &str) -> (usize, Vec<String>) {
    let source = source.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let items = ["pub fn ", "pub const fn ", "pub struct ", "pub enum "];
    let (mut shown, mut missing, mut documentation) = (0, Vec::new(), String::new());
    for line in source.lines().map(str::trim_start) {
        if line.starts_with("///") {
            documentation.push_str(line);
        } else if !line.starts_with("#[") {
            if items.iter().any(|item| line.starts_with(item)) {
                if documentation.contains("```") {
                    shown += 1;
                } else {
                    missing.push(line.to_owned());
                }
            }
            documentation.clear();
        }
    }
    (shown, missing)
}

#[test]
fn every_public_item_has_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut shown = 0;
    for file in FILES {
        let (some, missing) = examples(&fs::read_to_string(root.join(file)).unwrap());
        assert_eq!(missing, [""; 0], "{file}: no example that runs");
        shown += some;
    }
    assert!(shown > 70, "the scan finds the items: {shown}");
}
