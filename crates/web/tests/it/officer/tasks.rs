//! Directives and tasks as officials meet them, without scripts: a text becomes a draft, the draft is made clear, issued, and
//! its task lived on the pages; what everybody may see; what is refused, and how it is told.

use access::Role;
use axum::http::StatusCode;
use directives::Proof;
use testkit::TestApp;

use super::browser::{Browser, Seen};

/// Sends a form with a file, as a browser does.
pub(super) fn multipart(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> (String, Vec<u8>) {
    let mark = "----toantrinh";
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    if let Some((name, content)) = file {
        let part = format!(
            "--{mark}\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(part.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{mark}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={mark}"), body)
}

const TEXT: &str = "Ủy ban nhân dân phường Thuận Hoá ban hành Kế hoạch tiếp nhận hồ sơ ngoài giờ trước ngày 20/3/2026.\n\
    Sở Tài chính gửi báo cáo trước ngày 01/4/2026, chậm nhất ngày 15/4/2026.";

pub(super) fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let csrf = ("csrf", "csrf-of-officials");
    pairs.iter().chain([&csrf]).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The version a page was made for.
pub(super) fn version(seen: &Seen) -> String {
    let (_, after) = seen.html.split_once("name=\"version\" value=\"").expect("a form with a version");
    after.split('"').next().unwrap().to_owned()
}

/// Hands a file in.
pub(super) async fn draft_bytes(browser: &Browser, name: &str, bytes: &[u8]) -> Seen {
    drafted(browser, Some((name, bytes)), "").await
}

pub(super) async fn draft(browser: &Browser, file: Option<(&str, &str)>, text: &str) -> Seen {
    drafted(browser, file.map(|(name, content)| (name, content.as_bytes())), text).await
}

async fn drafted(browser: &Browser, file: Option<(&str, &[u8])>, text: &str) -> Seen {
    let (kind, body) = multipart(
        &[("csrf", "csrf-of-officials"), ("co-quan", "H57"), ("van-ban", text), ("ngay", "01/03/2026")],
        file,
    );
    browser.post_as("/can-bo/chi-dao/moi", &kind, body).await
}

#[tokio::test]
async fn a_text_becomes_a_draft_and_the_draft_a_directive() {
    let t = TestApp::sqlite().await;
    let head = Browser::of(&t, &t.official_of("H57", Role::Head)).await;
    assert!(head.open("/can-bo/chi-dao").await.html.contains("Đưa văn bản vào"));
    let begun = draft(&head, Some(("ket-luan.txt", TEXT)), "").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.html);
    let directive = begun.location.clone();
    let seen = head.open(&directive).await;
    for words in [
        "id=\"cau-1\"",
        "href=\"#muc-1\"",
        "Ủy ban nhân dân phường Thuận Hoá",
        "trước ngày 20/03/2026",
        "trước ngày 01/4/2026 | chậm nhất ngày 15/4/2026",
        "chưa ban hành được",
        "Văn bản chưa có số",
    ] {
        assert!(seen.html.contains(words), "{words}: {}", seen.html);
    }
    assert!(!seen.html.contains("Ban hành và giao nhiệm vụ"), "not while something is not clear");

    let drop = fields(&[("version", &version(&seen)), ("buoc", "bo")]);
    assert_eq!(head.send(&format!("{directive}/muc/2"), &drop).await.status, StatusCode::SEE_OTHER);
    let item = format!("{directive}/muc/1");
    let page = head.open(&item).await;
    assert!(page.html.contains("Công chức tư pháp – hộ tịch"), "the people of the unit: {}", page.html);
    let ward = t.official(Role::Head).id;
    let signer = t.official(Role::Signer).id;
    let version_now = version(&page);
    let clear = [
        ("version", version_now.as_str()),
        ("deed", "Ban hành Kế hoạch tiếp nhận hồ sơ ngoài giờ"),
        ("unit", "H57.99.1"),
        ("person", ward.as_str()),
        ("owner", signer.as_str()),
        ("when", "before"),
        ("day", "31/02/2026"),
        ("product", "Kế hoạch"),
        ("proof", "document"),
        ("public", "true"),
        ("buoc", "luu"),
    ];
    let told = head.send(&item, &fields(&clear)).await;
    assert!(told.html.contains("31/02/2026") && told.html.contains("error-summary"), "{}", told.html);
    let clear: Vec<_> =
        clear.iter().map(|(n, v)| (*n, if *n == "day" { "20/03/2026" } else { *v })).collect();
    let saved = head.send(&item, &fields(&clear)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
    described(&head, &directive).await;
    let seen = head.open(&directive).await;
    assert!(seen.html.contains("Mọi nhiệm vụ đã rõ"), "{}", seen.html);
    assert!(!seen.html.contains("Ban hành và giao nhiệm vụ"), "the head of the office does not issue");
    issued(&t, &directive).await;
    let english = Browser::of(&t, &t.official_of("H57", Role::Head)).await.in_english();
    assert!(english.open(&directive).await.html.contains("0 of 1 tasks done"));
    t.is_sound().await;
}

/// Fills its head in: number, title, day, and more.
pub(super) async fn described_as(
    head: &Browser,
    directive: &str,
    number: &str,
    more: &[(&str, &str)],
) -> Seen {
    let now = version(&head.open(directive).await);
    let mut told = vec![
        ("version", now.as_str()),
        ("kind", "conclusion"),
        ("number", number),
        ("title", "Kết luận về phục vụ người dân"),
        ("issued-on", "02/03/2026"),
        ("public", "true"),
    ];
    told.extend_from_slice(more);
    head.send(&format!("{directive}/mo-ta"), &fields(&told)).await
}

async fn described(head: &Browser, directive: &str) {
    let described = described_as(head, directive, "15/TB-UBND", &[]).await;
    assert_eq!(described.status, StatusCode::SEE_OTHER, "{}", described.html);
}

/// The leader issues it, and sees it on the board of what was assigned.
async fn issued(t: &TestApp, directive: &str) {
    let leader = Browser::of(t, &t.official_of("H57", Role::Signer)).await;
    let seen = leader.open(directive).await;
    let issue = fields(&[("version", &version(&seen))]);
    assert_eq!(leader.send(&format!("{directive}/ban-hanh"), &issue).await.status, StatusCode::SEE_OTHER);
    let seen = leader.open(directive).await;
    assert!(
        seen.html.contains("Xong 0 trên 1 nhiệm vụ") && seen.html.contains("Mở nhiệm vụ"),
        "{}",
        seen.html
    );
    let board = leader.open("/can-bo/nhiem-vu?co-quan=H57&ben=da-giao&theo=don-vi").await;
    assert!(board.html.contains("Ủy ban nhân dân phường Thuận Hoá") && board.html.contains("15/TB-UBND"));
}

#[tokio::test]
async fn a_task_is_lived_on_its_page() {
    let t = TestApp::sqlite().await;
    let (directive, key) = t.issued(Role::Officer, Proof::Product).await;
    let address = format!("/can-bo/nhiem-vu/{}/{}", key.tenant, key.id);
    let doer = Browser::of(&t, &t.official(Role::Officer)).await;
    let board = doer.open("/can-bo/nhiem-vu").await;
    assert!(board.html.contains(&address) && board.html.contains("chờ nhận"), "{}", board.html);
    let seen = doer.open(&address).await;
    let sentence = format!("/can-bo/chi-dao/{}/{}#muc-1", directive.tenant, directive.id);
    assert!(seen.html.contains(&sentence) && seen.html.contains("tt-quote"), "it opens to its sentence");
    let accepted = doer.send(&format!("{address}/accept"), &fields(&[("version", &version(&seen))])).await;
    assert_eq!(accepted.location, address, "{}", accepted.html);
    let seen = doer.open(&address).await;
    let empty = fields(&[("version", &version(&seen)), ("percent", "140"), ("report-words", "Đã soạn")]);
    let told = doer.send(&format!("{address}/report"), &empty).await;
    assert!(told.html.contains("từ 0 đến 100") && told.html.contains("Đã soạn"), "{}", told.html);
    let good = fields(&[("version", &version(&seen)), ("percent", "40"), ("report-words", "Đã soạn")]);
    assert_eq!(doer.send(&format!("{address}/report"), &good).await.location, address);
    let stale = doer.send(&format!("{address}/report"), &good).await;
    assert!(stale.html.contains("error-summary"), "somebody was faster: {}", stale.html);

    let seen = doer.open(&address).await;
    assert!(seen.html.contains("40 %"));
    let (kind, body) = multipart(
        &[("csrf", "csrf-of-officials"), ("version", &version(&seen)), ("words", "Xong")],
        Some(("ke-hoach.pdf", "%PDF-1.7 …".as_bytes())),
    );
    let handed = doer.post_as(&format!("{address}/san-pham"), &kind, body).await;
    assert_eq!(handed.location, address, "{}", handed.html);
    let seen = doer.open(&address).await;
    assert!(
        seen.html.contains("ke-hoach.pdf") && seen.html.contains("Chưa ký số: nơi này không đặt máy ký"),
        "{}",
        seen.html
    );
    assert!(seen.html.contains("không phải làm gì"), "the unit waits now");

    let head = Browser::of(&t, &t.official_of("H57", Role::Head)).await;
    let waits = head.open("/can-bo/nhiem-vu/cho?co-quan=H57").await;
    assert!(waits.html.contains(&address), "{}", waits.html);
    let seen = head.open(&address).await;
    let check = fields(&[("version", &version(&seen)), ("check-words", "Đúng")]);
    assert_eq!(head.send(&format!("{address}/check"), &check).await.location, address);
    let leader = Browser::of(&t, &t.official_of("H57", Role::Signer)).await;
    let seen = leader.open(&address).await;
    let closed = leader.send(&format!("{address}/close"), &fields(&[("version", &version(&seen))])).await;
    assert_eq!(closed.location, address);
    assert!(leader.open(&address).await.html.contains("Hoàn thành"));
    for page in ["lich", "cho", "tuan"] {
        let seen = doer.open(&format!("/can-bo/nhiem-vu/{page}")).await;
        assert_eq!(seen.status, StatusCode::OK, "{page}");
    }
    let seen = leader.open("/can-bo/nhiem-vu/tuan?co-quan=H57&ben=da-giao").await;
    assert!(seen.html.contains("1 việc đúng hạn, 0 việc quá hạn"), "{}", seen.html);
    t.is_sound().await;
}

#[tokio::test]
async fn everybody_sees_what_is_public_and_no_names() {
    let t = TestApp::sqlite().await;
    let nobody = Browser::with_session(&t, "khong-co");
    assert!(nobody.open("/nhiem-vu").await.html.contains("Chưa có cơ quan nào"));
    assert_eq!(nobody.open("/nhiem-vu/H57").await.status, StatusCode::NOT_FOUND);
    t.issued(Role::Officer, Proof::Product).await;
    assert!(nobody.open("/nhiem-vu").await.html.contains("/nhiem-vu/H57"));
    let seen = nobody.open("/nhiem-vu/H57").await;
    assert!(seen.html.contains("15/TB-UBND") && seen.html.contains("Ủy ban nhân dân phường Thuận Hoá"));
    assert!(!seen.html.contains(&t.official(Role::Officer).name), "{}", seen.html);
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_the_rest_stays() {
    let t = TestApp::sqlite().await;
    let head = Browser::of(&t, &t.official_of("H57", Role::Head)).await;
    for (file, text, words) in [
        (None, "", "Hãy chọn tệp hoặc dán văn bản"),
        (Some(("quet.pdf", "%PDF-1.7 rác")), "", "PDF không mở được"),
        (Some(("anh.jpg", "\u{ff}")), "", "ngày"),
    ] {
        let told = draft(&head, file, text).await;
        if told.status == StatusCode::SEE_OTHER {
            continue;
        }
        assert!(told.html.contains(words), "{words}: {}", told.html);
    }
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    assert_eq!(desk.open("/can-bo/chi-dao/moi").await.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.open("/can-bo/nhiem-vu?co-quan=H57.99.2").await.status, StatusCode::FORBIDDEN);
}

/// With keys: the file is shown and signed before it is handed in, and whoever checks it sees what the signature is worth.
#[tokio::test]
async fn a_product_is_signed_on_its_page() {
    let t = TestApp::sqlite().await.with_signing().await;
    let (_, key) = t.issued(Role::Officer, Proof::Product).await;
    let address = format!("/can-bo/nhiem-vu/{}/{}", key.tenant, key.id);
    let doer = Browser::of(&t, &t.official(Role::Officer)).await;
    let seen = doer.open(&address).await;
    doer.send(&format!("{address}/accept"), &fields(&[("version", &version(&seen))])).await;
    let seen = doer.open(&address).await;
    assert!(seen.html.contains("sản phẩm phải là tệp PDF có chữ ký số"), "{}", seen.html);
    let hand_in = async |file: Option<(&str, &[u8])>| {
        let now = version(&doer.open(&address).await);
        let (kind, body) =
            multipart(&[("csrf", "csrf-of-officials"), ("version", &now), ("words", "Xong")], file);
        doer.post_as(&format!("{address}/san-pham"), &kind, body).await
    };
    let told = hand_in(Some(("ke-hoach.docx", b"PK\x03\x04"))).await;
    assert!(told.html.contains("Chỉ ký số được tệp PDF"), "{}", told.html);
    let told = hand_in(None).await;
    assert!(told.html.contains("Chưa có sản phẩm"), "{}", told.html);
    let pdf = testkit::sheet(7);
    let way = hand_in(Some(("ke-hoach.pdf", &pdf))).await;
    let sign = format!("{address}/san-pham/ky");
    assert_eq!(way.location, sign, "{}", way.html);
    assert!(doer.open(&address).await.html.contains("Chưa ký thì chưa nộp"));
    let form = doer.open(&sign).await;
    let hash = kernel::FileHash::of(&pdf).to_string();
    assert!(form.html.contains("ke-hoach.pdf") && form.html.contains(&hash), "{}", form.html);
    assert_eq!(doer.open(&format!("{address}/san-pham/tep")).await.status, StatusCode::OK);
    let wrong = doer.press(&form, &sign, &[("pin", "918273")]).await;
    assert!(wrong.html.contains("id=\"pin-error\"") && !wrong.html.contains("918273"), "{}", wrong.html);
    let other = doer.press(&form, &sign, &[("pin", testkit::TRIAL_PIN), ("shown", &"0".repeat(64))]).await;
    assert!(other.html.contains("đã thay đổi sau khi hiển thị"), "{}", other.html);
    let done = doer.press(&wrong, &sign, &[("pin", testkit::TRIAL_PIN)]).await;
    assert_eq!(done.location, address, "{}", done.html);
    assert_eq!(doer.open(&sign).await.location, address, "nothing waits any more");
    let head = Browser::of(&t, &t.official_of("H57", Role::Head)).await;
    let seen = head.open(&address).await;
    let sound = web::t(web::Lang::Vi, "signed-verdict-sound");
    assert!(seen.html.contains(&sound) && seen.html.contains("có chữ ký số của người nộp"), "{}", seen.html);
    t.is_sound().await;
}

/// The file is replaced between being read and being signed: the page says in words what changed, and opens both.
#[tokio::test]
async fn what_changed_since_a_product_was_shown_stands_on_its_page() {
    let t = TestApp::sqlite().await.with_signing().await;
    let (_, key) = t.issued(Role::Officer, Proof::Product).await;
    let address = format!("/can-bo/nhiem-vu/{}/{}", key.tenant, key.id);
    let doer = Browser::of(&t, &t.official(Role::Officer)).await;
    let seen = doer.open(&address).await;
    doer.send(&format!("{address}/accept"), &fields(&[("version", &version(&seen))])).await;
    let sign = format!("{address}/san-pham/ky");
    let show = async |pages: &[&[&str]]| {
        let now = version(&doer.open(&address).await);
        let (kind, body) = multipart(
            &[("csrf", "csrf-of-officials"), ("version", &now)],
            Some(("ke-hoach.pdf", &testkit::saying(pages))),
        );
        let way = doer.post_as(&format!("{address}/san-pham"), &kind, body).await;
        assert_eq!(way.location, sign, "{}", way.html);
        doer.open(&sign).await
    };
    let first: &[&[&str]] = &[&["Ke hoach so 7", "Cap 2 ban sao trong thang 3"]];
    let read = show(first).await;
    assert!(!read.html.contains("tt-diff"), "nothing changed yet");
    show(&[&["Ke hoach so 7", "Cap 3 ban sao trong thang 3"], &["Phu luc them vao trang hai"]]).await;
    let told = doer.press(&read, &sign, &[("pin", testkit::TRIAL_PIN)]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.html);
    assert!(told.html.contains("href=\"#changed\""), "the summary leads there: {}", told.html);
    insta::assert_snapshot!("changed_product_vi", changes(&told));
    let shown = kernel::FileHash::of(&testkit::saying(first));
    let english = Browser::of(&t, &t.official(Role::Officer)).await.in_english();
    let same = english.open(&format!("{sign}?da-xem={shown}")).await;
    insta::assert_snapshot!("changed_product_en", changes(&same));
    let file = doer.open(&format!("{address}/san-pham/tep?ban={shown}")).await;
    assert_eq!(kernel::FileHash::of(file.html.as_bytes()), shown);
    let strange = "0".repeat(64);
    let file = doer.open(&format!("{address}/san-pham/tep?ban={strange}")).await;
    assert_eq!(file.status, StatusCode::NOT_FOUND);
    let gone = doer.open(&format!("{sign}?da-xem={strange}")).await;
    assert!(gone.html.contains("không còn được giữ") && !gone.html.contains("?ban="), "{}", gone.html);
    let scan = show(&[&[]]).await;
    let told = doer.press(&scan, &sign, &[("pin", testkit::TRIAL_PIN), ("shown", shown.as_str())]).await;
    assert!(told.html.contains("Không lấy được chữ") && told.html.contains("?ban="), "{}", told.html);
    // Read again as it is now, it is signed.
    let done = doer.press(&told, &sign, &[("pin", testkit::TRIAL_PIN)]).await;
    assert_eq!(done.location, address, "{}", done.html);
}

/// The part of a page that tells what changed.
fn changes(seen: &Seen) -> String {
    let (_, after) = seen.html.split_once("aria-labelledby=\"changed\"").expect("what changed");
    after.split("</section>").next().unwrap().to_owned()
}
