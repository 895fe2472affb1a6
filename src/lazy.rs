//! Tables that are built at their first use, with the standard library or without.

#[cfg(feature = "std")]
pub(crate) use std::sync::{LazyLock as Lazy, OnceLock as Once};

/// What is built at its first use. Without threads to wait for, two that come first both build it, and one of
/// the outcomes is dropped.
#[cfg(not(feature = "std"))]
pub(crate) struct Lazy<T> {
    cell: once_cell::race::OnceBox<T>,
    build: fn() -> T,
}

#[cfg(not(feature = "std"))]
impl<T> Lazy<T> {
    pub(crate) const fn new(build: fn() -> T) -> Self {
        Self { cell: once_cell::race::OnceBox::new(), build }
    }
}

#[cfg(not(feature = "std"))]
impl<T> core::ops::Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.cell.get_or_init(|| alloc::boxed::Box::new((self.build)()))
    }
}

/// What is built at its first use by whoever asks first.
#[cfg(not(feature = "std"))]
pub(crate) struct Once<T>(once_cell::race::OnceBox<T>);

#[cfg(not(feature = "std"))]
impl<T> Once<T> {
    pub(crate) const fn new() -> Self {
        Self(once_cell::race::OnceBox::new())
    }

    pub(crate) fn get_or_init(&self, build: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(|| alloc::boxed::Box::new(build()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_to_ask_builds() {
        static NUMBER: Once<u8> = Once::new();
        assert_eq!((*NUMBER.get_or_init(|| 1), *NUMBER.get_or_init(|| 2)), (1, 1));
    }

    #[test]
    fn built_once() {
        static NUMBERS: Lazy<alloc::vec::Vec<u8>> = Lazy::new(|| alloc::vec![1, 2, 3]);
        assert_eq!(NUMBERS.as_ptr(), NUMBERS.as_ptr());
        assert_eq!(*NUMBERS, [1, 2, 3]);
    }
}
