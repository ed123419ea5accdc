//! What goes wrong: bad answers, two tabs, other people's things, forms from elsewhere. Nothing typed is lost.

use axum::http::StatusCode;

use super::{Browser, hidden};
use crate::site::Site;

fn version(page: &str) -> String {
    hidden(page).into_iter().find(|(name, _)| name == "version").unwrap().1
}

#[tokio::test]
async fn wrong_answers_are_kept_and_told_twice() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let draft = lan.begin("2.000635").await;
    lan.through(&draft, "person", &[("whose", "other"), ("relation", "parent")]).await;
    let person = format!("{draft}/person/cau/subject_name");
    for (typed, said) in [
        ("31/02/1993", "Không có ngày 31/02/1993 trên lịch. Hãy xem lại ngày và tháng."),
        ("hôm qua", "“hôm qua” chưa phải ngày. Hãy ghi theo kiểu 28/02/1990."),
        ("01/01/1066", "Năm trong “01/01/1066” không hợp lý."),
        ("01/01/2030", "Ngày sinh này chưa tới. Ông/bà hãy xem lại ngày, tháng, năm."),
    ] {
        let fields = [("subject_name", "Trần Thị B4"), ("subject_id", "12"), ("subject_birth", typed)];
        let back = lan.fill(&person, &fields).await;
        assert_eq!(back, format!("{person}?sai=1"));
        let page = lan.page(&back).await;
        assert_eq!(page.matches(said).count(), 2, "{typed}: in the summary and beside the field");
        assert!(
            page.contains("Tên chỉ gồm chữ cái và khoảng trắng.")
                && page.contains("Số định danh gồm 12 chữ số.")
        );
        for kept in [typed, "Trần Thị B4", "value=\"12\""] {
            assert!(page.contains(kept), "{kept}");
        }
        assert!(page.contains("<title>Lỗi:"));
    }
    let year = [("subject_name", "Trần Thị B"), ("subject_birth", "00/00/1955")];
    assert_eq!(
        lan.fill(&person, &year).await,
        format!("{draft}/event/cau/event"),
        "a year alone is a birth date"
    );
    assert!(lan.page(&person).await.contains("value=\"1955\""));
}

#[tokio::test]
async fn odd_forms_are_answered_in_sentences() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let draft = lan.begin("2.000635").await;
    let event = format!("{draft}/event/cau/event");
    let place = format!("{draft}/event/cau/registration_place");
    let v = version(&lan.page(&event).await);
    let unknown = lan.post(&event, &[("version", &v), ("event", "birth"), ("con_meo", "x")]).await;
    assert!(unknown.to.starts_with(&format!("{event}?chua=")), "{}", unknown.to);
    let told = lan.page(&unknown.to).await;
    assert!(told.contains("Tờ khai không có mục “con_meo”.") && told.contains("value=\"birth\" checked"));
    assert_eq!(lan.page(&unknown.to).await, told, "a reload shows the same and sends nothing");
    let long = "a".repeat(20_000);
    let large = lan.post(&place, &[("version", &v), ("registration_place", &long)]).await;
    let told = lan.page(&large.to).await;
    assert!(told.contains(&long) && told.contains("10000"), "it stands there to be shortened");
    let khoi = Browser::of(&site, &site.test.citizen(1)).await;
    let own = khoi.begin("2.000635").await;
    let (_, name) = large.to.split_once("chua=").unwrap();
    let other = khoi.page(&format!("{own}/event/cau/registration_place?chua={name}")).await;
    assert!(!other.contains(&long), "what was typed is its sender's alone");
    let long = "b".repeat(300);
    let kept = lan.fill(&place, &[("registration_place", &long)]).await;
    assert!(lan.page(&kept).await.contains("Nội dung dài quá 250 ký tự. Hãy rút ngắn."));
    assert_eq!(lan.fill(&event, &[("event", "birth"), ("event", "death")]).await, place);
    assert!(lan.page(&event).await.contains("value=\"birth\" checked"), "the first of two counts");
    let script = lan.fill(&place, &[("registration_place", "<script>\"x")]).await;
    assert!(script.starts_with(&format!("{draft}/delivery")), "{script}");
    assert!(!lan.page(&place).await.contains("<script>"));
    for (field, typed, said) in [
        ("copies", "hai", "Hãy ghi một số nguyên bằng chữ số, ví dụ 2."),
        ("phone", "123", "Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng 0."),
        ("email", "a@", "Thư điện tử chưa đúng."),
        ("purpose", "?", "Phương án này không có trong danh sách."),
        ("delivery", "", "Hãy chọn một phương án."),
        ("declaration", "", "Hãy đánh dấu vào ô này để tiếp tục."),
    ] {
        let question = format!("{draft}/delivery/cau/{field}");
        let page = lan.page(&lan.fill(&question, &[(field, typed)]).await).await;
        assert_eq!(page.matches(said).count(), 2, "{said}");
        assert!(typed.is_empty() || typed == "?" || page.contains(&format!("value=\"{typed}\"")), "{typed}");
    }
    let agency = lan.post(&format!("{draft}/co-quan"), &[("version", "9"), ("co_quan", "")]).await;
    assert!(lan.page(&agency.to).await.contains("Hãy chọn một phương án."), "{}", agency.to);
    let agency = lan.post(&format!("{draft}/co-quan"), &[("version", "9"), ("co_quan", "G01.99.1")]).await;
    assert!(lan.page(&agency.to).await.contains("Phương án này không có trong danh sách."));
    assert_eq!(
        lan.post(&format!("{draft}/nop"), &[]).await.to,
        format!("{draft}/kiem-tra"),
        "not finished: the check says what"
    );
}

#[tokio::test]
async fn a_second_tab_overwrites_nothing_unknowingly() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let draft = lan.begin("2.000635").await;
    let event = format!("{draft}/event/cau/event");
    let on = format!("{draft}/event/cau/registration_place");
    let v = version(&lan.page(&event).await);
    let first = [("version", v.as_str()), ("event", "birth")];
    assert_eq!(lan.post(&event, &first).await.status, StatusCode::SEE_OTHER);
    assert_eq!(lan.post(&event, &first).await.to, on, "pressed twice is no second tab");
    let second = [("version", v.as_str()), ("event", "death")];
    let told = lan.post(&event, &second).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.html.contains("Xem bản mới hơn") && told.html.contains("Khai tử"), "{}", told.html);
    assert!(lan.page(&event).await.contains("value=\"birth\" checked"), "nothing was overwritten");
    let mine = hidden(&told.html);
    let mine: Vec<(&str, &str)> = mine.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(lan.post_bare(&event, &mine).await.to, on);
    assert!(lan.page(&event).await.contains("value=\"death\" checked"), "now knowingly");
    let chosen = lan.post(&format!("{draft}/co-quan"), &[("version", &v), ("co_quan", "H57.99.2")]).await;
    assert!(chosen.status == StatusCode::CONFLICT && chosen.html.contains("xã Phú Vang"));
}

#[tokio::test]
async fn what_is_typed_is_saved_quietly_and_another_tab_is_told() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let draft = lan.begin("2.000635").await;
    let place = format!("{draft}/event/cau/registration_place");
    let v = version(&lan.page(&place).await);
    let cau = "registration_place.registration_number.registration_on";
    let typed = |v: &str, text: &str| {
        [("version", v.to_owned()), ("cau", cau.to_owned()), ("registration_place", text.to_owned())]
    };
    let send = async |v: &str, text: &str| {
        let fields = typed(v, text);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lan.post(&format!("{place}/luu"), &fields).await
    };
    let saved = send(&v, "Phường Thu").await;
    assert_eq!((saved.status, saved.html.as_str()), (StatusCode::OK, "{\"ban\":2}"));
    assert_eq!(send(&v, "Phường Thu").await.html, "{\"ban\":2}", "the answer was lost, the same comes again");
    assert!(lan.page(&place).await.contains("value=\"Phường Thu\""), "closing the tab loses nothing");
    let told = send(&v, "Xã khác").await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.html.contains("vừa được lưu ở một cửa sổ khác"), "{}", told.html);
    // A choice saved while it was made does not turn the questions it brings up into mistakes.
    let whose = format!("{draft}/person/cau/whose");
    let quiet = [("version", "2"), ("cau", "whose"), ("whose", "other")];
    assert_eq!(lan.post(&format!("{whose}/luu"), &quiet).await.html, "{\"ban\":3}");
    let on = lan.post(&whose, &[("version", "3"), ("cau", "whose"), ("whose", "other")]).await.to;
    assert!(!on.contains("sai=1"), "{on}");
    let khoi = Browser::of(&site, &site.test.citizen(1)).await;
    assert_eq!(khoi.post(&format!("{whose}/luu"), &quiet).await.status, StatusCode::NOT_FOUND);
}

/// What stands in a box is saved by the button, and not while somebody types into the box beside it.
#[tokio::test]
async fn an_offer_is_no_answer_before_the_page_is_sent() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let draft = lan.begin("2.000635").await;
    lan.fill(&format!("{draft}/delivery/cau/delivery"), &[("delivery", "post")]).await;
    let post = format!("{draft}/delivery/cau/post_commune");
    let page = lan.page(&post).await;
    let (v, line) = (version(&page), "value=\"Tổ dân phố 3\"");
    assert!(page.contains("Đã điền sẵn theo Cơ sở dữ liệu quốc gia về dân cư") && page.contains(line));
    let boxes = |commune: &'static str, line: &'static str, v: &str| {
        let cau = "post_commune.post_line".to_owned();
        [("version", v.to_owned()), ("cau", cau), ("post_commune", commune.to_owned())]
            .into_iter()
            .chain([("post_commune.tinh", "Thành phố Huế".to_owned()), ("post_line", line.to_owned())])
    };
    let send = async |to: &str, fields: Vec<(&'static str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lan.post(to, &fields).await
    };
    let quiet = format!("{post}/luu");
    let saved = send(&quiet, boxes("Xã Phú Vang", "Tổ dân phố 3", &v).collect()).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.html);
    let page = lan.page(&post).await;
    assert!(
        page.contains("value=\"Xã Phú Vang\"") && !page.contains(line),
        "no house beside another commune"
    );
    let check = lan.page(&format!("{draft}/kiem-tra")).await;
    assert!(check.contains("Số nhà, đường, thôn, tổ dân phố"), "it is still open");
    let told = send(&post, boxes("Phường Thuận Hoá", "", &version(&page)).collect()).await.to;
    assert!(told.contains("sai=1"), "{told}");
    let page = lan.page(&told).await;
    assert!(page.contains("Hãy điền mục này") && !page.contains(line), "emptied, told and empty");
    let on = send(&post, boxes("Phường Thuận Hoá", "Tổ dân phố 3", &version(&page)).collect()).await.to;
    assert!(!on.contains("post_commune"), "{on}");
    assert!(lan.page(&post).await.contains(line));
}

#[tokio::test]
async fn a_new_entry_is_saved_quietly_once() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let draft = lan.begin("1.004194").await;
    let people = [
        ("own_name", "Nguyễn Thị Lan"),
        ("own_birth", "8/3/1993"),
        ("filing", "household"),
        ("with_family", "yes"),
    ];
    lan.through(&draft, "people", &people).await;
    let list = format!("{draft}/family_list");
    let v = version(&lan.page(&format!("{list}/moi")).await);
    let typed = [("version", v.as_str()), ("cau", "name.birth"), ("name", "Nguyễn Gia")];
    for turn in 0..2 {
        let saved = lan.post(&format!("{list}/moi/luu"), &typed).await;
        assert!(saved.html.contains(&format!("\"noi\":\"{list}/0\"")), "{turn}: {}", saved.html);
    }
    let page = lan.page(&list).await;
    assert_eq!(page.matches("id=\"entry-").count(), 1, "a lost answer adds no second entry");
    assert!(page.contains("Nguyễn Gia") && page.contains("cần xem lại"));
}

#[tokio::test]
async fn who_declares_the_own_child_is_not_asked_twice() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let draft = lan.begin("1.001193").await;
    let own = [("own_name", "Nguyễn Thị Lan"), ("own_birth", "8/3/1993"), ("relation", "mother")];
    lan.through(&draft, "declarant", &own).await;
    lan.through(&draft, "situation_page", &[("situation", "ordinary")]).await;
    let mother = lan.page(&format!("{draft}/mother/cau/mother_name")).await;
    for known in ["value=\"Nguyễn Thị Lan\"", "value=\"999193110245\"", "value=\"08/03/1993\""] {
        assert!(mother.contains(known), "{known}");
    }
    lan.through(&draft, "declarant", &[own[0], own[1], ("relation", "grandparent")]).await;
    let mother = lan.page(&format!("{draft}/mother/cau/mother_name")).await;
    assert!(!mother.contains("value=\"Nguyễn Thị Lan\""), "a grandmother is not the mother");
}

#[tokio::test]
async fn other_peoples_things_are_not_there() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let khoi = Browser::of(&site, &site.test.citizen(1)).await;
    let draft = lan.begin("2.000635").await;
    let others = [
        &draft,
        &format!("{draft}/co-quan"),
        &format!("{draft}/person/cau/whose"),
        &format!("{draft}/kiem-tra"),
    ];
    for address in others {
        assert_eq!(khoi.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    khoi.post(&format!("{draft}/bo"), &[]).await;
    assert_eq!(khoi.post(&format!("{draft}/nop"), &[]).await.status, StatusCode::NOT_FOUND);
    lan.page(&format!("{draft}/person/cau/whose")).await;
    let dossier = lan.submit().await;
    for address in [dossier.clone(), format!("{dossier}/bo-sung"), format!("{dossier}/rut")] {
        assert_eq!(khoi.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    for deed in ["bo-sung", "rut", "ket-qua"] {
        let answer = khoi.post(&format!("{dossier}/{deed}"), &[("version", "1")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{deed}");
    }
    for nowhere in ["/to-khai/x", "/to-khai/x/person", "/ho-so/x", "/ho-so/1/rut", "/nop/x", "/nop/9.999999"]
    {
        let answer = lan.get(nowhere).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
        assert!(answer.html.contains("Về trang đầu"));
    }
    let draft = lan.begin("1.004194").await;
    assert_eq!(lan.get(&format!("{draft}/khong-co")).await.status, StatusCode::NOT_FOUND);
    let sheet = lan.get("/nop/1.000894").await;
    assert!(
        sheet.status == StatusCode::UNPROCESSABLE_ENTITY && sheet.html.contains("chưa nộp trực tuyến được")
    );
}

#[tokio::test]
async fn a_form_without_the_secret_changes_nothing() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let draft = lan.begin("2.000635").await;
    for address in [
        "/nop/1.004194",
        &format!("{draft}/person/cau/whose"),
        &format!("{draft}/nop"),
        &format!("{draft}/bo"),
    ] {
        for fields in [&[("whose", "self")][..], &[("csrf", "guessed"), ("whose", "self")]] {
            assert_eq!(lan.post_bare(address, fields).await.status, StatusCode::FORBIDDEN, "{address}");
        }
    }
    assert!(!lan.page(&format!("{draft}/person/cau/whose")).await.contains("checked"));
}

#[tokio::test]
async fn level_one_may_fill_in_and_is_told_how_to_go_on() {
    let site = Site::connected().await;
    let low = Browser::of(&site, &site.test.citizen(5)).await;
    assert!(low.page("/nop/2.000635").await.contains("cần mức độ 2 để nộp"));
    let draft = low.begin("2.000635").await;
    let space = low.page("/ca-nhan").await;
    assert!(
        space.contains("tài khoản mức độ 1")
            && space.contains("Tờ khai đang dở")
            && !space.contains("luot-xem")
    );
    let proof = format!("/xac-thuc?ve={draft}/kiem-tra");
    assert!(low.page(&format!("{draft}/kiem-tra")).await.contains(&format!("href=\"{proof}\"")));
    let why = low.page(&proof).await;
    let back = draft.replace('/', "%2F");
    assert!(why.contains(&format!("href=\"/dang-nhap/vneid?muc=2&#38;ve={back}%2Fkiem-tra\"")), "{why}");
}
