//! What the property tests share.

use proptest::prelude::*;

/// Text of the pieces that mojibake is made of, so that much of it is suspect.
pub fn suspect(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z ,.]{1,9}",
        2 => "cafÃ© |It鈥檚 |РџСЂРёРІРµС‚ |Ïðèâåò |漏 2025|ÃƒÂ©|â€œ|â€",
        2 => "[ÃÂâ€™œžŸ¢¤©¬±\u{80}-\u{9f}]{1,4}",
        1 => "[РСџѓЂѕ°µґ‚„]{1,4}",
        1 => "[鈥檚渉淐漏脳锟斤拷縺薙ｓ｡ﾟ]{1,4}",
        1 => "[À-ÿ]{1,3}",
        1 => "[一-龥]{1,3}",
        2 => "\n|\r\n",
        1 => "[\u{FFFD}?・]{1,2}",
        1 => "\\PC{1,3}",
    ];
    prop::collection::vec(piece, pieces).prop_map(|pieces| pieces.concat())
}
