//! The misreadings of one legacy charset as another that happen in the world.

use crate::{charset::Charset, model::Cost};
use Charset::{
    Big5, EucJp, EucKr, Gb18030, Hz, Ibm437, Ibm737, Ibm775, Ibm850, Ibm852, Ibm855, Ibm857, Ibm862, Ibm866, Iso2022Jp,
    Iso8859_1, Iso8859_2, Iso8859_5, Iso8859_6, Iso8859_7, Iso8859_8, Iso8859_15, Koi8R, Koi8U, MacCyrillic, Macintosh,
    ShiftJis, Utf16Be, Utf16Le, Windows874, Windows1250, Windows1251, Windows1252, Windows1253, Windows1254,
    Windows1255, Windows1256, Windows1257, Windows1258,
};

/// Charsets that get taken for others, each for each.
pub(crate) struct Family {
    pub(crate) stored: &'static [Charset],
    pub(crate) read: &'static [Charset],
    /// How much rarer it is than the commonest misreadings, in the model's units of cost. Where good text takes on the look
    /// of a misreading more often than of others, as of one Latin charset that differs from another in few letters, it is
    /// dearer by what that takes: the numbers were set on 360,000 lines, phrases and words of good text and 18,000 misread
    /// ones.
    pub(crate) prior: Cost,
    /// Where it comes from.
    #[cfg_attr(not(test), expect(dead_code, reason = "for readers of the data"))]
    pub(crate) reason: &'static str,
}

const fn family(stored: &'static [Charset], read: &'static [Charset], prior: Cost, reason: &'static str) -> Family {
    Family { stored, read, prior, reason }
}

/// The first family that has a pair counts.
pub(crate) const FAMILIES: &[Family] = &[
    family(
        &[Windows1251],
        &[Windows1252, Iso8859_1],
        0,
        "Russian and Bulgarian pages, tags and mail on Western systems",
    ),
    family(
        &[Windows1254],
        &[Windows1252, Iso8859_1],
        0,
        "Turkish text on Western systems, which differs in six letters",
    ),
    family(
        &[Windows1250, Windows1253, Windows1255, Windows1256],
        &[Windows1252, Iso8859_1],
        5,
        "the ANSI code page of a country on Western systems",
    ),
    family(&[Windows1257], &[Windows1252, Iso8859_1], 7, "Baltic text on Western systems"),
    family(&[Windows874, Windows1258], &[Windows1252, Iso8859_1], 10, "Thai and Vietnamese on Western systems"),
    family(
        &[Gb18030, ShiftJis, EucKr, Big5],
        &[Windows1252, Iso8859_1],
        5,
        "East Asian text and file names on Western systems",
    ),
    family(
        &[EucJp],
        &[Windows1252, Iso8859_1, ShiftJis, Gb18030, Big5, EucKr],
        25,
        "Japanese text of Unix systems elsewhere",
    ),
    family(&[ShiftJis, Gb18030, EucKr, Big5], &[Ibm437, Ibm850], 10, "file names in ZIP archives"),
    family(
        &[ShiftJis, Gb18030, EucKr, Big5],
        &[ShiftJis, Gb18030, EucKr, Big5, EucJp],
        60,
        "East Asian systems between one another",
    ),
    family(
        &[ShiftJis, Gb18030, EucKr, Big5],
        &[Macintosh, Windows1250, Windows1251],
        20,
        "East Asian text on systems of other countries",
    ),
    family(&[Windows1252], &[Gb18030, ShiftJis, EucKr, Big5], 5, "Western text on East Asian systems"),
    family(&[Windows1251], &[Gb18030, ShiftJis, EucKr, Big5], 60, "Cyrillic text on East Asian systems"),
    family(
        &[Koi8R, Koi8U, Ibm866, Iso8859_5],
        &[Windows1252, Iso8859_1],
        10,
        "Unix, DOS and standard Cyrillic on Western systems",
    ),
    family(
        &[Windows1251, Koi8R, Koi8U, Ibm866],
        &[Windows1251, Koi8R, Koi8U, Ibm866],
        10,
        "the Cyrillic charsets for one another",
    ),
    family(
        &[Iso8859_5, MacCyrillic, Ibm855],
        &[Windows1251, Koi8R, Ibm866],
        70,
        "the rarer Cyrillic charsets for the common ones",
    ),
    family(
        &[Windows1251, Koi8R, Ibm866],
        &[Iso8859_5, MacCyrillic, Ibm855],
        30,
        "the common Cyrillic charsets for the rarer ones",
    ),
    family(&[MacCyrillic], &[Windows1252, Iso8859_1, Macintosh], 20, "Cyrillic text of Macs on Western systems"),
    family(
        &[Windows1251],
        &[Macintosh, Ibm437, Ibm850, Windows1250],
        15,
        "Cyrillic text on systems of other countries",
    ),
    family(&[Windows1251], &[Windows1253], 45, "Cyrillic text on Greek systems, whose letters are as common"),
    family(&[Ibm866], &[Ibm437, Ibm850, Macintosh], 10, "Cyrillic file names in ZIP archives"),
    family(&[Windows1252], &[Macintosh], 10, "Western text on Macs"),
    family(&[Macintosh], &[Windows1252, Iso8859_1], 9, "Western text of Macs elsewhere"),
    family(&[Ibm850, Ibm437], &[Windows1252, Iso8859_1], 2, "Western text of DOS on Windows"),
    family(&[Windows1252], &[Ibm437], 0, "Western file names in ZIP archives"),
    family(&[Windows1252], &[Windows1251], 3, "Western text on Cyrillic systems"),
    family(&[Windows1252], &[Ibm850, Windows1250], 10, "Western text in consoles and on Central European systems"),
    family(
        &[Windows1252],
        &[Windows1253, Windows1254, Windows1255, Windows1256, Windows1257, Windows874, Ibm866, Koi8R],
        40,
        "Western text on systems of other countries",
    ),
    family(&[Windows1250, Iso8859_2], &[Windows1251], 10, "Central European text on Cyrillic systems"),
    family(&[Iso8859_2], &[Windows1252, Iso8859_1], 8, "standard Central European text on Western systems"),
    family(&[Iso8859_2, Windows1250], &[Iso8859_2, Windows1250], 25, "the Central European charsets for one another"),
    family(&[Ibm852], &[Windows1250, Windows1252, Iso8859_1, Ibm437], 7, "Central European text of DOS"),
    family(&[Ibm852], &[Ibm850], 35, "Central European text of DOS on Western DOS"),
    family(&[Windows1250], &[Ibm852, Ibm437, Ibm850, Macintosh], 20, "Central European text in consoles and on Macs"),
    family(&[Windows1257, Windows1254], &[Windows1251], 20, "Baltic and Turkish text on Cyrillic systems"),
    family(&[Windows1257, Windows1254], &[Windows1250], 45, "Baltic and Turkish text on Central European systems"),
    family(
        &[Ibm775, Ibm857],
        &[Windows1252, Iso8859_1, Windows1257, Windows1254],
        20,
        "Baltic and Turkish text of DOS",
    ),
    family(&[Iso8859_7], &[Windows1252, Iso8859_1], 10, "standard Greek text on Western systems"),
    family(&[Ibm737], &[Ibm437, Windows1253, Windows1252, Iso8859_1], 12, "Greek text of DOS"),
    family(
        &[Windows1253],
        &[Windows1251, Windows1250, Ibm437, Macintosh],
        20,
        "Greek text on systems of other countries",
    ),
    family(&[Ibm862], &[Ibm437, Windows1255, Windows1252, Iso8859_1], 12, "Hebrew text of DOS"),
    family(&[Windows1255], &[Windows1251, Ibm437, Macintosh], 25, "Hebrew text on systems of other countries"),
    family(
        &[Iso8859_8, Iso8859_6],
        &[Windows1252, Iso8859_1],
        15,
        "standard Hebrew and Arabic text on Western systems",
    ),
    family(&[Windows1256], &[Windows1251, Ibm437, Macintosh], 25, "Arabic text on systems of other countries"),
    family(&[Windows874], &[Ibm437, Macintosh], 25, "Thai text on systems of other countries"),
    family(&[Iso8859_15], &[Windows1252, Iso8859_1], 20, "the euro sign of ISO-8859-15"),
    family(&[Windows1252], &[Iso8859_1], 0, "Western quotes and dashes kept as C1 controls"),
];

/// Charsets that no table reads, each for each: read apart, by `src/seven_bit`.
pub(crate) const WHOLE: &[Family] = &[
    family(&[Utf16Le, Utf16Be], &[Windows1252, Iso8859_1], 20, "UTF-16 read by the byte (with `Options::seven_bit`)"),
    family(
        &[Iso2022Jp, Hz],
        &[Windows1252],
        20,
        "Japanese and Chinese mail in seven bits, with its escapes or without (with `Options::seven_bit`)",
    ),
];

/// Every pair once: stored as, read as, prior.
pub(crate) fn all() -> impl Iterator<Item = (Charset, Charset, Cost)> {
    FAMILIES.iter().enumerate().flat_map(|(number, family)| {
        let pairs = family.stored.iter().flat_map(|&stored| family.read.iter().map(move |&read| (stored, read)));
        let fresh = move |&(stored, read): &(Charset, Charset)| {
            let known = |other: &Family| other.stored.contains(&stored) && other.read.contains(&read);
            stored != read && !FAMILIES[..number].iter().any(known)
        };
        pairs.filter(fresh).map(|(stored, read)| (stored, read, family.prior))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The families as the README shows them.
    fn table() -> String {
        let names = |charsets: &[Charset]| charsets.iter().map(Charset::to_string).collect::<Vec<_>>().join(", ");
        let row =
            |family: &Family| format!("| {} | {} | {} |\n", names(family.stored), names(family.read), family.reason);
        let rows: String = FAMILIES.iter().chain(WHOLE).map(row).collect();
        format!("| stored as any of | read as any of | what it is |\n| --- | --- | --- |\n{rows}")
    }

    #[test]
    fn the_readme_has_the_table() {
        assert!(include_str!("../README.md").contains(&table()), "put this into README.md:\n{}", table());
    }

    #[test]
    fn pairs_differ() {
        let pairs: Vec<_> = all().map(|(stored, read, _)| (stored, read)).collect();
        assert!(pairs.len() > 120 && pairs.iter().all(|(stored, read)| stored != read));
        assert!(pairs.iter().enumerate().all(|(at, pair)| !pairs[..at].contains(pair)));
        assert!(FAMILIES.iter().all(|family| !family.reason.is_empty()));
    }
}
