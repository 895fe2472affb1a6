//! What every target is: a promise that a fuzzer feeds, or without one the files that are named.

macro_rules! target {
    ($promise:path) => {
        #[cfg(feature = "fuzzing")]
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $promise(bytes));

        #[cfg(not(feature = "fuzzing"))]
        fn main() -> std::io::Result<()> {
            for file in std::env::args().skip(1) {
                $promise(&std::fs::read(file)?);
            }
            Ok(())
        }
    };
}
