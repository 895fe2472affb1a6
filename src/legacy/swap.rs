//! Characters of a word that come out of others.

/// A character that comes out of another, and what stands beside that.
#[derive(Clone, Copy)]
pub(super) struct Swap {
    pub(super) from: char,
    pub(super) to: char,
    pub(super) before: char,
    pub(super) after: char,
}

impl Swap {
    /// Does it end or begin the word?
    pub(super) fn is_at_an_end(self) -> bool {
        !self.before.is_alphanumeric() || !self.after.is_alphanumeric()
    }
}

/// The characters of a word that come out of others, if each comes out of one.
pub(super) fn swaps(standing: &str, text: &str) -> impl Iterator<Item = Swap> {
    let single = standing.chars().count() == text.chars().count();
    let before = [' '].into_iter().chain(standing.chars());
    let after = standing.chars().skip(1).chain([' ']);
    let all = standing.chars().zip(text.chars()).zip(before.zip(after));
    let all = all.map(|((from, to), (before, after))| Swap { from, to, before, after });
    all.filter(move |swap| single && swap.from != swap.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_come_out_of_others_one_by_one() {
        let swaps: Vec<_> = swaps("Ðaß", "–ač").map(|swap| (swap.before, swap.from, swap.to, swap.after)).collect();
        assert_eq!(swaps, [(' ', 'Ð', '–', 'a'), ('a', 'ß', 'č', ' ')]);
        assert_eq!(super::swaps("Ã©", "é").count(), 0);
    }
}
