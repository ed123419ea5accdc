//! Whatever the text: no panic, every quote is where it says, and twice the same is twice the same.

use directives::{DeadlineDay, Gazetteer, extract};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const ISSUED_ON: Date = date(2026, 1, 31);

/// Pieces of orders in any order: what the rules react to, put together as nobody would write it.
const PIECES: [&str; 40] = [
    "Giao",
    "yêu cầu",
    "đề nghị",
    "Bộ Nội vụ",
    "Sở Y tế",
    "các Bộ: Tài chính, Công an",
    "UBND các xã, phường",
    ",",
    ";",
    ".",
    ":",
    "\n",
    "\n1. ",
    "\na) ",
    "\n- ",
    "I. ",
    "chủ trì",
    "phối hợp với",
    "rà soát",
    "báo cáo",
    "trình Chính phủ",
    "trước ngày 31/02/2026",
    "trước ngày 30/6",
    "trong quý",
    "quý III/2026",
    "hằng tháng",
    "100%",
    "đồng thời",
    "(",
    "Kính gửi:",
    "điện:",
    "Nơi nhận:",
    "đã",
    "hoàn thành",
    "triểnkhai",
    "e\u{301}",
    "😀",
    "99999999999999999999",
    "tháng 13",
    "từ",
];

fn check(text: &str) {
    let found = extract(text, ISSUED_ON, Gazetteer::builtin());
    let chars: Vec<char> = text.chars().collect();
    for task in &found.tasks {
        let quote: String = chars[task.char_start..task.char_end].iter().collect();
        assert_eq!(task.source_quote, quote);
        assert!(!quote.trim().is_empty());
        if let Some(DeadlineDay::On(day)) = task.deadline_iso {
            assert!(day >= ISSUED_ON, "{day} in {text:?}");
            assert!(task.deadline_text.is_some());
        }
    }
    assert_eq!(found, extract(text, ISSUED_ON, Gazetteer::builtin()));
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_order(pieces in proptest::collection::vec((0..PIECES.len(), any::<bool>()), 0..60)) {
        let mut text = String::new();
        for (piece, spaced) in pieces {
            text.push_str(PIECES[piece]);
            if spaced {
                text.push(' ');
            }
        }
        check(&text);
    }
}

#[test]
fn many_pages_and_no_full_stop() {
    let page = "Bộ Nội vụ chủ trì, phối hợp với Bộ Tài chính rà soát hồ sơ trước ngày 30/6/2026; báo cáo Chính phủ.\n";
    let found = extract(&page.repeat(20 * 25), ISSUED_ON, Gazetteer::builtin());
    assert_eq!(found.tasks.len(), 20 * 25 * 2);
    let without_stops = "rà soát, Bộ Nội vụ, hoàn thành trước ngày 30/6 ".repeat(1_000);
    check(&without_stops);
}
