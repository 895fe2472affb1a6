//! Text in which nothing is suspect costs no allocation once the tables are there.

use ungarble::repair;

#[test]
fn text_without_suspects_allocates_nothing() {
    let clean = [
        "plain ASCII, as most text is",
        "Année après année",
        "la señora",
        "el señor",
        "“So,” she said — and left",
        // Letters with accents side by side, of which a first look asks more.
        "jego siłą",
        "pod drzewami małą",
    ];
    // The first texts that have something to look at build the tables, those with such characters.
    assert_eq!(repair("el niño dijo “ven” — après"), "el niño dijo “ven” — après");
    assert_eq!(repair("cafÃ©"), "café");
    assert_eq!(repair("from a letter: Ïðèâåò, äðóçüÿ"), "from a letter: Привет, друзья");
    assert_eq!(repair("z dużą skałą"), "z dużą skałą");
    for text in clean {
        let used = allocation_counter::measure(|| assert_eq!(repair(text).len(), text.len()));
        assert_eq!(used.count_total, 0, "{text}");
    }
}
