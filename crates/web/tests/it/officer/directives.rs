//! Drafts of directives on their pages: bodies that help, what is replaced and changed, twins merged, shares kept, and what a
//! text may be instead of a good notice.

use access::Role;
use app::directive::DirectiveKey;
use axum::http::StatusCode;
use directives::Proof;
use testkit::TestApp;

use super::browser::{Browser, Seen, plain};
use super::tasks::{described_as, draft, draft_bytes, fields, version};

fn page(key: &DirectiveKey) -> String {
    format!("/can-bo/chi-dao/{}/{}", key.tenant, key.id)
}

async fn head_of(t: &TestApp) -> Browser {
    Browser::of(t, &t.official_of("H57", Role::Head)).await
}

async fn leader_of(t: &TestApp) -> Browser {
    Browser::of(t, &t.official_of("H57", Role::Signer)).await
}

/// The five answers of an item, and more.
fn answers<'a>(
    seen: &'a str,
    deed: &'a str,
    who: &'a [String; 2],
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut answers = vec![
        ("version", seen),
        ("deed", deed),
        ("unit", "H57.99.1"),
        ("person", who[0].as_str()),
        ("owner", who[1].as_str()),
        ("when", "by"),
        ("day", "31/03/2026"),
        ("product", "Kế hoạch"),
        ("proof", "product"),
        ("public", "true"),
        ("buoc", "luu"),
    ];
    for (name, value) in more {
        answers.retain(|(known, _)| known != name || *name == "phoi-hop");
        answers.push((name, value));
    }
    answers
}

fn ward(t: &TestApp) -> [String; 2] {
    [t.official(Role::Officer).id, t.official(Role::Signer).id]
}

async fn issued(t: &TestApp, directive: &str) {
    let leader = leader_of(t).await;
    let seen = leader.open(directive).await;
    let done = leader.send(&format!("{directive}/ban-hanh"), &fields(&[("version", &version(&seen))])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
}

#[tokio::test]
async fn bodies_that_help_are_chosen_and_find_their_task() {
    let t = TestApp::sqlite().await;
    let (head, who) = (head_of(&t).await, ward(&t));
    let directive = page(&t.drafted().await);
    let item = format!("{directive}/muc/1");
    let seen = head.open(&item).await;
    assert!(seen.html.contains("Đơn vị phối hợp") && seen.html.contains("chưa chọn"), "{}", seen.html);
    let two =
        [("phoi-hop", "H57.94"), ("phoi-hop", "H57.99.2"), ("phoi-hop", "H57.99.1"), ("day", "31/02/2026")];
    let now = version(&seen);
    let deed = "Ban hành Kế hoạch tiếp nhận hồ sơ ngoài giờ";
    let told = head.send(&item, &fields(&answers(&now, deed, &who, &two))).await;
    assert!(told.html.contains("error-summary"), "{}", told.html);
    assert_eq!(told.html.matches("name=\"phoi-hop\"").count(), told.html.matches("id=\"phoi-hop-").count());
    let ticked = |html: &str, code: &str| {
        let (_, after) = html.split_once(&format!("name=\"phoi-hop\" value=\"{code}\"")).unwrap();
        after.split('>').next().unwrap().contains("checked")
    };
    assert!(ticked(&told.html, "H57.94") && ticked(&told.html, "H57.99.2"), "what was ticked is told again");
    let saved = head.send(&item, &fields(&answers(&now, deed, &who, &two[..3]))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
    let seen = head.open(&item).await;
    assert!(
        ticked(&seen.html, "H57.94") && !ticked(&seen.html, "H57.99.1"),
        "who leads does not help as well"
    );
    described_as(&head, &directive, "15/TB-UBND", &[]).await;
    issued(&t, &directive).await;
    assert!(head.open(&directive).await.html.contains("Sở Tài chính thành phố Huế"));

    let helper = Browser::of(&t, &t.official_of("H57.94", Role::Officer)).await;
    let list = helper.open("/can-bo/nhiem-vu/phoi-hop").await;
    assert!(list.html.contains(deed) && list.html.contains("chưa có báo cáo"), "{}", list.html);
    let task = list.html.split("href=\"/can-bo/nhiem-vu/H57/").nth(1).unwrap().split('"').next().unwrap();
    let seen = helper.open(&format!("/can-bo/nhiem-vu/H57/{task}")).await;
    assert!(seen.html.contains("Phối hợp") && seen.html.contains("không phải làm gì"), "{}", seen.html);
    assert_eq!(helper.open(&directive).await.status, StatusCode::OK);
    t.is_sound().await;
}

#[tokio::test]
async fn an_older_directive_is_named_by_its_number() {
    let t = TestApp::sqlite().await;
    let (first, task) = t.issued(Role::Officer, Proof::Product).await;
    let (head, who) = (head_of(&t).await, ward(&t));
    let directive = page(&t.drafted().await);
    let told = described_as(&head, &directive, "17/TB-UBND", &[("replaces", "16/TB-UBND")]).await;
    assert!(
        plain(&told.html).contains("Không thấy văn bản số 16/TB-UBND")
            && told.html.contains("href=\"#replaces\""),
        "{}",
        told.html
    );
    assert!(told.html.contains("value=\"16/TB-UBND\""), "what was typed stays");
    let done = described_as(
        &head,
        &directive,
        "17/TB-UBND",
        &[("replaces", "15/TB-UBND"), ("replaces-on", "02/03/2026")],
    );
    assert_eq!(done.await.status, StatusCode::SEE_OTHER);
    let seen = head.open(&directive).await;
    assert!(seen.html.contains("Sẽ bị huỷ khi ban hành"), "{}", seen.html);
    let keep = format!("{directive}/giu");
    assert_eq!(head.press(&seen, &keep, &[]).await.status, StatusCode::SEE_OTHER);
    let seen = head.open(&directive).await;
    assert!(seen.html.contains("Được giữ lại ở nhiệm vụ 2"), "{}", seen.html);
    let other = answers_of(&head, &format!("{directive}/muc/1")).await;
    let sent = fields(&answers(&other, "Lắp đặt ki-ốt tra cứu", &who, &[]));
    assert_eq!(head.send(&format!("{directive}/muc/1"), &sent).await.status, StatusCode::SEE_OTHER);
    issued(&t, &directive).await;
    let old = head.open(&page(&first)).await;
    assert!(old.html.contains("đã được thay thế bởi") && old.html.contains("17/TB-UBND"), "{}", old.html);
    let kept = head.open(&format!("/can-bo/nhiem-vu/{}/{}", task.tenant, task.id)).await;
    assert!(kept.html.contains("15/TB-UBND") && kept.html.contains("17/TB-UBND"), "both ask for it");
    t.is_sound().await;
}

/// The version a form was made for.
async fn answers_of(browser: &Browser, address: &str) -> String {
    version(&browser.open(address).await)
}

#[tokio::test]
async fn a_task_is_changed_or_merged_from_the_page() {
    let t = TestApp::sqlite().await;
    let (first, task) = t.issued(Role::Officer, Proof::Product).await;
    let (head, who) = (head_of(&t).await, ward(&t));
    let known = format!("{}/{}", task.tenant, task.id);
    // The same sentence in another document is found, and merged where the day does not differ.
    let directive = page(&t.drafted().await);
    let item = format!("{directive}/muc/1");
    let seen = head.open(&item).await;
    assert!(plain(&seen.html).contains("một nhiệm vụ đã giao"), "{}", seen.html);
    let merged = format!("merged:{known}");
    assert!(seen.html.contains(&merged), "it can be chosen");
    let now = version(&seen);
    let deed = "Ban hành Kế hoạch tiếp nhận hồ sơ ngoài giờ";
    let other_day = [("becomes", merged.as_str()), ("day", "30/04/2026")];
    head.send(&item, &fields(&answers(&now, deed, &who, &other_day))).await;
    let seen = head.open(&directive).await;
    assert!(plain(&seen.html).contains("hai thời hạn khác nhau"), "{}", seen.html);
    let now = answers_of(&head, &item).await;
    head.send(&item, &fields(&answers(&now, deed, &who, &[("becomes", merged.as_str())]))).await;
    described_as(&head, &directive, "16/TB-UBND", &[]).await;
    issued(&t, &directive).await;
    let seen = head.open(&format!("/can-bo/nhiem-vu/{known}")).await;
    assert!(seen.html.contains("15/TB-UBND") && seen.html.contains("16/TB-UBND"), "{}", seen.html);

    // A task that reads quite differently is changed because its directive was named.
    let directive = page(&t.drafted().await);
    let item = format!("{directive}/muc/1");
    described_as(&head, &directive, "18/TB-UBND", &[("amends", "15/TB-UBND")]).await;
    let seen = head.open(&item).await;
    let amended = format!("amendment:{known}");
    assert!(seen.html.contains(&amended), "{}", seen.html);
    let now = version(&seen);
    let change = [("becomes", amended.as_str()), ("day", "31/05/2026")];
    head.send(&item, &fields(&answers(&now, "Tiếp nhận cả ngày thứ bảy", &who, &change))).await;
    let seen = head.open(&directive).await;
    assert!(seen.html.contains("Được sửa đổi ở nhiệm vụ 1"), "{}", seen.html);
    issued(&t, &directive).await;
    let seen = head.open(&format!("/can-bo/nhiem-vu/{known}")).await;
    assert!(seen.html.contains("Tiếp nhận cả ngày thứ bảy") && seen.html.contains("31/05/2026"));
    let old = head.open(&page(&first)).await;
    assert!(old.html.contains("được sửa đổi bởi") && old.html.contains("18/TB-UBND"), "{}", old.html);
    t.is_sound().await;
}

#[tokio::test]
async fn shares_keep_the_sum_from_page_to_page() {
    let t = TestApp::sqlite().await;
    let figure = Proof::Figure { target: 100, unit: "trang".into() };
    let (_, task) = t.issued(Role::Head, figure).await;
    let above = format!("/can-bo/nhiem-vu/{}/{}", task.tenant, task.id);
    // The ward hands its hundred pages down to its own bodies.
    let ward = Browser::of(&t, &t.official(Role::Head)).await;
    let seen = ward.open(&above).await;
    assert!(seen.html.contains("Giao xuống cấp dưới"), "{}", seen.html);
    let down = ward.press(&seen, &format!("{above}/giao-xuong"), &[]).await;
    assert_eq!(down.status, StatusCode::SEE_OTHER, "{}", down.html);
    let directive = down.location.clone();
    let seen = ward.open(&directive).await;
    assert!(seen.html.contains("Triển khai nhiệm vụ cấp trên giao") && seen.html.contains(&above));
    let item = format!("{directive}/muc/1");
    let now = answers_of(&ward, &item).await;
    let shares = |one: &'static str, two: &'static str| {
        fields(&[
            ("version", now.as_str()),
            ("buoc", "chia"),
            ("chia", "H57.99.2"),
            ("chia", "H57.99.3"),
            ("so-H57.99.2", one),
            ("so-H57.99.3", two),
        ])
    };
    let told = ward.send(&item, &shares("60", "30")).await;
    assert!(plain(&told.html).contains("Tổng các phần là 90, phải bằng 100"), "{}", told.html);
    assert_eq!(ward.send(&item, &shares("60", "40")).await.status, StatusCode::SEE_OTHER);
    let seen = ward.open(&directive).await;
    assert!(seen.html.contains("60 trang") && seen.html.contains("40 trang"), "{}", seen.html);
    // One share is dropped: the draft says what is missing, and cannot be issued.
    let second =
        seen.html.split("/muc/").filter_map(|part| part.split('"').next()).find(|n| *n == "3").unwrap();
    let now = version(&seen);
    let drop = fields(&[("version", &now), ("buoc", "bo")]);
    ward.send(&format!("{directive}/muc/{second}"), &drop).await;
    let seen = ward.open(&directive).await;
    assert!(plain(&seen.html).contains("Tổng các phần là 60, cấp trên giao 100"), "{}", seen.html);
    t.is_sound().await;
}

#[tokio::test]
async fn a_text_that_is_no_good_notice_is_told_of() {
    let t = TestApp::sqlite().await;
    let head = head_of(&t).await;
    for (text, words) in [
        ("The Ministry shall report to the Government before 30 June 2026.", "không phải tiếng Việt"),
        (
            "Thời gian qua, kinh tế phát triển ổn định, đời sống nhân dân được nâng lên.",
            "Không thấy câu nào giao nhiệm vụ",
        ),
        ("Sở Tài chính gửi báo cáo trước ngày 31/02/2026.", "không có trên lịch: trước ngày 31/02/2026"),
        (
            "Sở Tài chính gửi báo cáo trước ngày 01/4/2026, chậm nhất ngày 15/4/2026.",
            "hai thời hạn khác nhau: trước ngày 01/4/2026 | chậm nhất ngày 15/4/2026",
        ),
        (
            "Bộ Giao thông vận tải rà soát quy chuẩn trước ngày 30/6/2026.",
            "Bộ Giao thông vận tải không còn; đề xuất Bộ Xây dựng (Nghị quyết 176/2025/QH15)",
        ),
    ] {
        let begun = draft(&head, None, text).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{text}: {}", begun.html);
        let seen = head.open(&begun.location).await;
        assert!(plain(&seen.html).contains(words), "{words}: {}", seen.html);
        assert!(!seen.html.contains("Ban hành và giao nhiệm vụ"), "{text}");
    }
    // The item's own page says so as well, and nothing was chosen.
    let begun = draft(&head, None, "Bộ Giao thông vận tải rà soát quy chuẩn trước ngày 30/6/2026.").await;
    let seen = head.open(&format!("{}/muc/1", begun.location)).await;
    assert!(plain(&seen.html).contains("đề xuất Bộ Xây dựng"), "{}", seen.html);
    t.is_sound().await;
}

#[tokio::test]
async fn files_that_cannot_be_read_are_told_and_tracked_changes_are_read_as_accepted() {
    let t = TestApp::sqlite().await;
    let head = head_of(&t).await;
    let files = concat!(env!("CARGO_MANIFEST_DIR"), "/../directives/tests/files");
    for (name, words) in [("scan.pdf", "Tệp chỉ có hình, không có chữ"), ("locked.pdf", "PDF có mật khẩu")]
    {
        let bytes = std::fs::read(format!("{files}/{name}")).unwrap();
        let told = draft_bytes(&head, name, &bytes).await;
        assert!(told.html.contains(words) && told.html.contains("href=\"#tep\""), "{name}: {}", told.html);
    }
    let bytes = std::fs::read(format!("{files}/tracked.docx")).unwrap();
    let begun = draft_bytes(&head, "tracked.docx", &bytes).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.html);
    let seen = head.open(&begun.location).await;
    assert!(seen.html.contains("30/6/2026") && !seen.html.contains("30/5/2026"), "{}", seen.html);
    t.is_sound().await;
}

/// Five hundred pages are read within the patience of a person, and nobody else waits for it.
#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_pages_are_read_in_time() {
    let t = TestApp::sqlite().await;
    let head = head_of(&t).await;
    let prose =
        "Thời gian qua, kinh tế của địa phương phát triển ổn định, đời sống nhân dân được nâng lên rõ rệt. ";
    let task = "Sở Tài chính gửi báo cáo kết quả thực hiện trước ngày 01/4/2026.\n";
    let page = format!("{}{task}", prose.repeat(24));
    let begun = draft_bytes(&head, "nghi-quyet.txt", page.repeat(500).as_bytes()).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.html);
    let seen = head.open(&begun.location).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.html.contains("id=\"muc-500\""));
    t.is_sound().await;
}

/// A page of a draft as a tired person needs it: what is not clear first, what is clear folded, and the way there.
#[tokio::test]
async fn what_is_not_clear_comes_first() {
    let t = TestApp::sqlite().await;
    let (head, who) = (head_of(&t).await, ward(&t));
    let text = "Ủy ban nhân dân phường Thuận Hoá ban hành Kế hoạch tiếp nhận hồ sơ ngoài giờ.\n\
        Sở Tài chính rà soát kinh phí phục vụ tiếp nhận hồ sơ.";
    let directive = draft(&head, None, text).await.location;
    let item = format!("{directive}/muc/1");
    let now = answers_of(&head, &item).await;
    head.send(&item, &fields(&answers(&now, "Ban hành Kế hoạch", &who, &[]))).await;
    let seen: Seen = head.open(&directive).await;
    let place = |mark: &str| seen.html.find(mark).unwrap_or_else(|| panic!("{mark}: {}", seen.html));
    assert!(place("id=\"muc-2\"") < place("id=\"muc-1\""), "the gap first");
    assert!(place("href=\"#muc-2\"") < place("id=\"muc-2\""), "and a way there");
    assert!(
        seen.html.contains("<details class=\"tt-fold\">")
            && !seen.html.contains("href=\"#muc-1\"><span aria-hidden=\"true\">▲")
    );
}
