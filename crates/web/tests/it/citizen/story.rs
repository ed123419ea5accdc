//! What goes well: from the first page of a form to the result in hand.

use axum::http::StatusCode;
use testkit::Mood;

use super::{Browser, Office};
use crate::site::Site;

#[tokio::test]
async fn a_birth_certificate_from_the_form_to_the_result() {
    let (site, registers) = Site::with_a_silent_register().await;
    let t = &site.test;
    let lan = Browser::of(&site, &t.citizen(0)).await;
    let start = lan.page("/nop/2.000635").await;
    assert!(
        start.contains("Bắt đầu khai") && start.contains("Số bản và cách nhận") && start.contains("8.000 đ")
    );
    assert!(lan.page("/ca-nhan").await.contains("chưa có hồ sơ nào"), "looking begins nothing");
    let draft = lan.begin("2.000635").await;
    assert_eq!(lan.begin("2.000635").await, draft, "begun twice, one draft");
    assert_eq!(lan.get(&draft).await.to, format!("{draft}/co-quan"));
    let on = lan.fill(&format!("{draft}/co-quan"), &[("co_quan", "H57.99.1")]).await;
    assert_eq!(on, format!("{draft}/person/cau/whose"));
    let page = lan.page(&on).await;
    assert!(page.contains("Phần 2 trên 5") && !page.contains("own_name"), "one question a page");
    let more = lan.fill(&on, &[("whose", "self")]).await;
    assert_eq!(more, format!("{draft}/person/cau/whose?them=own_birth"), "the answer brings up a question");
    let page = lan.page(&more).await;
    assert!(!page.contains("govuk-error"), "new questions are not mistakes");
    assert!(page.contains("Cơ sở dữ liệu về dân cư chưa trả lời"), "why something known elsewhere is asked");
    assert!(page.contains("Lấy từ thông tin đã xác thực khi mở tờ khai"), "the name was proved at sign-in");
    let answers = [("whose", "self"), ("own_birth", "8/3/1993")];
    assert_eq!(lan.fill(&more, &answers).await, format!("{draft}/event/cau/event"));
    assert!(lan.page(&more).await.contains("value=\"08/03/1993\""));
    assert_eq!(
        lan.get(&draft).await.to,
        format!("{draft}/event/cau/event"),
        "gone on with where it was left"
    );
    assert!(lan.page("/ca-nhan").await.contains("Tờ khai đang dở"));
    let on = lan.through(&draft, "event", &[("event", "birth")]).await;
    assert!(on.starts_with(&format!("{draft}/delivery/cau/")), "{on}");
    let check = lan.through(&draft, "delivery", super::DELIVERY).await;
    let checked = lan.page(&check).await;
    for shown in ["08/03/1993", "Ủy ban nhân dân phường Thuận Hoá", "16.000 đ", "8 giờ làm việc", "Nộp hồ sơ"]
    {
        assert!(checked.contains(shown), "{shown}");
    }
    let back = lan.fill(&format!("{draft}/event/cau/event?ve=kiem-tra"), &[("event", "birth")]).await;
    assert_eq!(back, check, "from a change back to the check");

    registers.set("population", Mood::Well);
    let send = format!("{draft}/nop");
    let (first, second) = tokio::join!(lan.post(&send, &[]), lan.post(&send, &[]));
    assert_eq!((first.status, &first.to), (StatusCode::SEE_OTHER, &second.to), "pressed twice, one dossier");
    let dossier = first.to.trim_end_matches("?moi=1");
    assert!(
        lan.page(&first.to)
            .await
            .contains("Đã nộp hồ sơ. Cơ quan sẽ trả lời trước 09:00 thứ Ba, ngày 03/03/2026")
    );
    assert_eq!(lan.post(&format!("{draft}/nop"), &[]).await.to, dossier, "and again later");
    for gone in [&draft, &check, &format!("{draft}/person/cau/whose"), &format!("{draft}/bo")] {
        assert_eq!(lan.get(gone).await.to, dossier, "{gone} has become the dossier");
    }

    the_result_in_hand(&site, &lan, dossier).await;
}

/// From the desk to the result, as the owner sees it.
async fn the_result_in_hand(site: &Site, lan: &Browser<'_>, dossier: &str) {
    let office = Office::of(site, dossier);
    office.receive().await;
    assert!(lan.page(dossier).await.contains("H57.99.1-260302-0001"));
    office.decide().await;
    let done = lan.page(dossier).await;
    assert!(
        done.contains("Số: 01/TB-UBND") && done.contains("Nhận kết quả") && done.contains("PHÓ CHỦ TỊCH")
    );
    let taken = lan.fill(dossier, &[]).await;
    assert_eq!(taken, format!("{dossier}?xong=nhan"));
    let end = lan.page(&taken).await;
    assert!(end.contains("đã nhận kết quả") && !end.contains("ket-qua\""));
    let readings = lan.page("/ca-nhan/luot-xem").await;
    let signer = site.test.official(access::Role::Signer);
    assert!(readings.contains(&signer.name) && readings.contains("Giải quyết hồ sơ ông/bà đã nộp"));
    site.test.is_sound().await;
}

#[tokio::test]
async fn the_pages_of_temporary_residence() {
    let site = Site::connected().await;
    let khoi = Browser::of(&site, &site.test.citizen(1)).await;
    let draft = khoi.begin("1.004194").await;
    let page = khoi.page(&format!("{draft}/co-quan")).await;
    assert!(page.contains("Công an phường Thuận Hoá") && !page.contains("Ủy ban nhân dân phường"));
    khoi.fill(&format!("{draft}/co-quan"), &[("co_quan", "G01.99.1")]).await;
    let people = [
        ("own_name", "Trần Minh Khôi"),
        ("own_birth", "2005"),
        ("filing", "household"),
        ("with_family", "no"),
    ];
    let place = khoi.through(&draft, "people", &people).await;
    assert_eq!(place, format!("{draft}/place/cau/stay_commune"));
    let asked = khoi.page(&place).await;
    assert!(
        asked.contains("<option value=\"Thành phố Huế\">Thành phố Huế</option>")
            && asked.contains("stay_line")
    );
    let stay = [("stay_commune", "19789"), ("stay_line", "12 Lê Lợi"), ("dwelling", "lease")];
    let host = [stay.as_slice(), &[("host_name", "Lê Văn Thuận"), ("lease_until", "1/9/2026")]].concat();
    assert_eq!(khoi.through(&draft, "place", &host).await, format!("{draft}/household/cau/is_head"));
    let on = khoi.through(&draft, "household", &[("is_head", "self")]).await;
    assert_eq!(on, format!("{draft}/period/cau/from_on"));
    let period = [
        ("from_on", "5/3/2026"),
        ("to_on", "1/3/2027"),
        ("reason", "study"),
        ("fee_exemption", "none"),
        ("delivery", "online"),
        ("phone", "0912345678"),
        ("declaration", "true"),
    ];
    let paper = khoi.through(&draft, "period", &period).await;
    assert!(paper.ends_with("/dwelling_lease"), "{paper}");
    let sent = khoi.send_files(&paper, &[("hop-dong.pdf", &testkit::scan(1))]).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    let check = format!("{draft}/kiem-tra");
    let shown = khoi.page(&check).await;
    assert!(shown.contains("Còn vài chỗ chưa xong"), "the lease ends before the stay does");
    assert!(!shown.contains("Nộp hồ sơ</button>"));
    let lease = format!("{draft}/place/cau/lease_until?ve=kiem-tra");
    let wrong = khoi.page(&format!("{lease}&sai=1")).await;
    let rule = "Hợp đồng thuê hết trước ngày cuối của thời gian tạm trú";
    assert_eq!(wrong.matches(rule).count(), 2, "in the summary and beside the field");
    let mended = [("host_name", "Lê Văn Thuận"), ("lease_until", "1/9/2027")];
    let mended: Vec<_> =
        mended.into_iter().filter(|(name, _)| wrong.contains(&format!(" name=\"{name}\""))).collect();
    assert_eq!(khoi.fill(&lease, &mended).await, check);
    let shown = khoi.page(&check).await;
    assert!(
        shown.contains("7.000 đ") && shown.contains("3 ngày làm việc") && shown.contains("Phường Thuận Hoá")
    );
    let sent = khoi.post(&format!("{draft}/nop"), &[]).await;
    assert!(sent.to.starts_with("/ho-so/") && sent.to.ends_with("?moi=1"), "{}", sent.html);
    assert!(khoi.page(&sent.to).await.contains("Công an phường Thuận Hoá"));
}

#[tokio::test]
async fn what_is_missing_is_added_in_one_go() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let dossier = lan.submit().await;
    let office = Office::of(&site, &dossier);
    office.receive().await;
    site.test.clock.set("2026-03-02T09:20");
    office
        .ask_for(&[("registration_number", "Ghi số đăng ký trên bản cũ"), ("book", "Ghi năm đăng ký")])
        .await;
    app::outbox::drain(&site.test.app).await.unwrap();
    assert!(lan.page("/ca-nhan").await.contains("Cần ông/bà làm"));
    let shown = lan.page(&dossier).await;
    for said in [
        "Cần ông/bà bổ sung",
        "Luật Hộ tịch Điều 64",
        "Ghi năm đăng ký",
        "Đồng hồ đang dừng từ 09:20",
        "chờ ông/bà bổ sung",
    ] {
        assert!(shown.contains(said), "{said}");
    }
    let address = format!("{dossier}/bo-sung");
    let page = lan.page(&address).await;
    let version = super::hidden(&page).into_iter().find(|(name, _)| name == "version").unwrap().1;
    assert!(page.contains("Số đăng ký") || page.contains("Ghi số đăng ký"), "the form's own box");
    let later =
        lan.post(&address, &[("version", &version), ("muc_1", "Số 12"), ("muc_2", ""), ("sau", "1")]).await;
    assert_eq!(later.to, dossier, "kept for later");
    assert!(lan.page(&address).await.contains("Số 12"), "and found again");
    let half = lan.post(&address, &[("version", &version), ("muc_1", "Số 12"), ("muc_2", "  ")]).await;
    assert!(half.to.starts_with(&format!("{address}?chua=")), "a reload sends nothing again: {}", half.to);
    let half = lan.page(&half.to).await;
    assert!(half.contains("Số 12") && half.contains("id=\"muc_2-error\""));
    let whole = [("version", version.as_str()), ("muc_1", "Số 12"), ("muc_2", "1993")];
    let sent = lan.post(&address, &whole).await;
    assert_eq!(sent.to, format!("{dossier}?xong=bo-sung"), "{}", sent.html);
    assert_eq!(lan.post(&address, &whole).await.to, sent.to, "pressed twice");
    let other = lan.post(&address, &[("version", &version), ("muc_1", "Số 13"), ("muc_2", "1994")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.html.contains("Số 13") && other.html.contains(&dossier), "what was typed stays in sight");
    let after = lan.page(&sent.to).await;
    assert!(after.contains("Phần ông/bà đã bổ sung") && after.contains("Số 12"));
    assert_eq!(lan.get(&address).await.to, dossier, "nothing is asked for any more");
}

#[tokio::test]
async fn a_dossier_can_be_taken_back() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let dossier = lan.submit().await;
    let gone = lan.fill(&format!("{dossier}/rut"), &[("ly_do", "Tôi đã tìm thấy bản cũ")]).await;
    let page = lan.page(&gone).await;
    assert!(page.contains("Tôi đã tìm thấy bản cũ") && page.contains("Hồ sơ đã được rút"));
    assert_eq!(lan.get(&format!("{dossier}/rut")).await.to, dossier);
}

#[tokio::test]
async fn a_draft_is_thrown_away_after_a_question() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let draft = lan.begin("2.000635").await;
    assert!(lan.page(&format!("{draft}/bo")).await.contains("muốn bỏ tờ khai này"));
    assert_eq!(lan.fill(&format!("{draft}/bo"), &[]).await, "/ca-nhan?bo=1");
    let space = lan.page("/ca-nhan?bo=1").await;
    assert!(space.contains("Đã bỏ tờ khai") && space.contains("Thùng rác (1"));
    let gone = lan.get(&draft).await;
    assert!(gone.status == StatusCode::CONFLICT && gone.html.contains("trong thùng rác"));
    assert_eq!(lan.post(&format!("{draft}/bo"), &[]).await.to, "/ca-nhan?bo=1", "twice is no mistake");
    assert_eq!(lan.post(&format!("{draft}/lay-lai"), &[]).await.to, draft, "and back again");
    assert!(lan.page("/ca-nhan").await.contains("Làm tiếp"));
}

/// A list is asked on pages of its own: added to, changed, taken from, and never lost by going on.
#[tokio::test]
async fn a_list_is_filled_entry_by_entry() {
    let site = Site::connected().await;
    let who = site.test.citizen(1);
    let browser = Browser::of(&site, &who).await;
    let draft = browser.begin("1.004194").await;
    browser.fill(&format!("{draft}/co-quan"), &[("co_quan", "G01.99.1")]).await;
    let people = [
        ("own_name", "Trần Minh Khôi"),
        ("own_birth", "20/11/2005"),
        ("filing", "household"),
        ("with_family", "yes"),
    ];
    let list = browser.through(&draft, "people", &people).await;
    assert_eq!(list, format!("{draft}/family_list"));
    let empty = browser.page(&list).await;
    assert!(empty.contains("Chưa ghi người đi cùng nào"), "{empty}");
    let not_yet = browser.fill(&list, &[]).await;
    assert!(browser.page(&not_yet).await.contains("Cần ít nhất 1 mục"));
    let half = [("name", "Lê Thị Mơ"), ("birth", "31/02/2015")];
    let wrong = browser.fill(&format!("{list}/moi"), &half).await;
    assert_eq!(wrong, format!("{list}/0?sai=1"));
    let shown = browser.page(&wrong).await;
    assert!(shown.contains("Không có ngày 31/02/2015") && shown.contains("Lê Thị Mơ"), "{shown}");
    let whole = [
        ("name", "Lê Thị Mơ"),
        ("birth", "28/02/2015"),
        ("sex", "female"),
        ("id", "999315000001"),
        ("relation", "kin"),
    ];
    assert_eq!(browser.fill(&wrong, &whole).await, list);
    let second = browser.fill(&format!("{list}/moi"), &[("name", "Lê Văn Hai")]).await;
    assert_eq!(second, format!("{list}/1?sai=1"));
    let two = browser.page(&list).await;
    assert!(two.contains("Lê Thị Mơ; 28/02/2015; Nữ") && two.contains("cần xem lại"), "{two}");
    assert!(browser.page(&format!("{list}/1/bo")).await.contains("Lê Văn Hai"));
    assert_eq!(browser.fill(&format!("{list}/1/bo"), &[]).await, list);
    assert!(!browser.page(&list).await.contains("Lê Văn Hai"));
    assert_eq!(browser.fill(&list, &[]).await, format!("{draft}/place/cau/stay_commune"));
    let place = [
        ("stay_commune", "Thuận Hoá"),
        ("stay_commune.tinh", "Thành phố Huế"),
        ("stay_line", "12 Lê Lợi"),
        ("dwelling", "owner"),
    ];
    browser.through(&draft, "place", &place).await;
    let check = browser.page(&format!("{draft}/kiem-tra")).await;
    assert!(check.contains("Phường Thuận Hoá, Thành phố Huế"), "{check}");
    assert!(check.contains("1. Lê Thị Mơ; 28/02/2015; Nữ; 999315000001; Họ hàng khác"), "{check}");
    assert_eq!(browser.get(&format!("{list}/9")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(&format!("{draft}/place/0")).await.status, StatusCode::NOT_FOUND);
}
