//! The counter, the lists with their filters, several rows at once, and two people at one dossier.

use access::Role;
use axum::http::StatusCode;
use testkit::TestApp;

use super::browser::{Browser, filled, page_of, plain};
use super::way::step;

const QUAY: &str = "/can-bo/quay";

/// Answers of the counter's form, as they are typed.
const TYPED: [(&str, &str); 9] = [
    ("own_birth", "08/03/1993"),
    ("whose", "self"),
    ("event", "birth"),
    ("registration_place", "Phường Thuận Hoá"),
    ("copies", "2"),
    ("purpose", "study"),
    ("delivery", "online"),
    ("phone", "0900000000"),
    ("declaration", "true"),
];

#[tokio::test]
async fn the_desk_receives_somebody_who_stands_there() {
    let t = TestApp::sqlite().await;
    let (desk, person) = (Browser::of(&t, &t.official(Role::Desk)).await, t.citizen(0));
    let (id, name) = (person.person.clone().unwrap(), person.name.clone());
    let start = desk.open(QUAY).await;
    assert!(start.html.contains("2.000635"), "the counter offers what this agency decides");
    let unclear =
        desk.press(&start, QUAY, &[("thu-tuc", "không có"), ("nguoi", &id), ("ho-ten", &name)]).await;
    assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unclear.html.contains(&format!("value=\"{id}\"")), "what was typed stands in the fields");
    let nameless = desk.press(&start, QUAY, &[("thu-tuc", "2.000635"), ("nguoi", &id)]).await;
    assert!(nameless.html.contains("Chưa tra được họ tên theo số này"));
    let begun = desk.press(&start, QUAY, &[("thu-tuc", "ban sao"), ("nguoi", &id), ("ho-ten", &name)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.html);
    let address = begun.location.clone();
    let form = desk.open(&address).await;
    assert!(form.html.contains(&name) && form.html.contains("Chưa trả lời"), "the register is down here");

    let wrong = desk.press(&form, &address, &[("viec", "tiep-nhan")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("error-summary"));
    let mut typed: Vec<(&str, &str)> = TYPED.to_vec();
    typed.push(("own_name", &name));
    let saved = desk.press(&wrong, &address, &[typed.clone(), vec![("viec", "luu")]].concat()).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let again = desk.open(&address).await;
    assert!(again.html.contains("16.000 đ") && again.html.contains("value=\"0900000000\""));

    // An older tab is told, and what it typed stays to be sent again.
    let late = [typed.clone(), vec![("viec", "luu"), ("phone", "0911111111")]].concat();
    let stale = desk.press(&wrong, &address, &late).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.html.contains("value=\"0911111111\""));

    let sent = filled(&again.html, &address, &[typed, vec![("viec", "tiep-nhan")]].concat());
    let received = desk.send(&address, &sent).await;
    assert_eq!((received.status, &received.location), (StatusCode::SEE_OTHER, &address), "{}", received.html);
    let twice = desk.send(&address, &sent).await;
    assert_eq!(
        (twice.status, &twice.location),
        (StatusCode::SEE_OTHER, &address),
        "pressed twice, it is one"
    );
    let done = desk.open(&address).await;
    assert!(done.html.contains("H57.99.1-260302-0001") && done.html.contains("Người tiếp theo"));
    let list = desk.open(&format!("/can-bo?tim={id}")).await;
    assert_eq!(list.html.matches("tt-worklist__name").count(), 1, "one dossier, not two");
    t.is_sound().await;
}

#[tokio::test]
async fn the_desk_attaches_what_its_scanner_sends() {
    let t = TestApp::sqlite().await;
    let (desk, person) = (Browser::of(&t, &t.official(Role::Desk)).await, t.citizen(0));
    let start = desk.open(QUAY).await;
    let who =
        [("thu-tuc", "2.000635"), ("nguoi", person.person.as_deref().unwrap()), ("ho-ten", &person.name)];
    let address = desk.press(&start, QUAY, &who).await.location;
    let (box_of, csrf) = (format!("{address}/giay-to/identity"), "csrf-of-officials");
    let empty = desk.attach(&box_of, csrf, "trong.pdf", b"").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.html.contains("error-summary") && empty.html.contains("trong.pdf"), "{}", empty.html);
    assert_eq!(desk.attach(&box_of, "forged", "the.pdf", b"%PDF-").await.status, StatusCode::FORBIDDEN);
    let sent = desk.attach(&box_of, csrf, "the.pdf", &testkit::scan(1)).await;
    assert_eq!((sent.status, sent.location), (StatusCode::SEE_OTHER, format!("{address}#giay-to")));
    let page = desk.open(&address).await;
    let file = page.html.split(&format!("href=\"{address}/tep/")).nth(1).unwrap().split('"').next().unwrap();
    assert!(page.html.contains("the.pdf"));
    let file = format!("{address}/tep/{file}");
    assert_eq!(desk.open(&file).await.status, StatusCode::OK);
    let gone = [("csrf".to_owned(), csrf.to_owned()), ("viec".to_owned(), "bo".to_owned())];
    assert_eq!(desk.send(&file, &gone).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.open(&file).await.status, StatusCode::NOT_FOUND);
    assert!(!desk.open(&address).await.html.contains("the.pdf"));
    t.is_sound().await;
}

#[tokio::test]
async fn a_refused_form_can_be_loaded_again_and_sends_nothing() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let address = format!("{}/request-supplement", page_of(&key));
    let form = desk.open(&address).await;
    let ready = desk.press(&form, &address, &[("mau", "blurred"), ("buoc", "mau")]).await;
    assert_eq!(ready.status, StatusCode::OK, "a ready sentence only goes on with the form");
    assert!(ready.html.contains("bốn góc") && ready.html.contains("Nghị định 45/2020/NĐ-CP Điều 11"));
    let more = desk.press(&ready, &address, &[("buoc", "them")]).await;
    assert!(more.html.contains("id=\"item-2-ask\"") && more.html.contains("bốn góc"));
    let refused = desk.press(&more, &address, &[("item-2-ask", "Gửi giấy ủy quyền")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("Gửi giấy ủy quyền") && refused.html.contains("href=\"#item-2-ground\""));
    let officer = t.official(Role::Officer);
    let before = app::dossier::look(&t.app, &officer, &key).await.unwrap().dossier;
    assert_eq!(before.version, 1, "nothing was done");
    let law = [("item-2-ground", "Thông tư 04/2020/TT-BTP Điều 2"), ("item-2-example", "Có chữ ký")];
    let whole = [law.to_vec(), vec![("item-2-reason", "Nộp thay người khác")]].concat();
    let done = desk.press(&refused, &address, &whole).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let asked = app::dossier::look(&t.app, &officer, &key).await.unwrap().dossier;
    assert_eq!(asked.course.supplement.unwrap().items.len(), 2);
    t.is_sound().await;
}

#[tokio::test]
async fn a_second_request_is_the_leaders_and_whoever_is_not_is_told_at_once() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    step(&t, &key, Role::Desk, "receive", &[]).await;
    let item = [
        ("item-1-what", "phone"),
        ("item-1-reason", "Không gọi được"),
        ("item-1-ask", "Ghi số đang dùng"),
        ("item-1-example", "0912 345 678"),
        ("item-1-ground", "NĐ 45/2020/NĐ-CP Điều 11"),
    ];
    step(&t, &key, Role::Officer, "request-supplement", &item).await;
    app::outbox::drain(&t.app).await.unwrap();
    let answers = [("phone".to_owned(), "0912345678".to_owned())].into();
    let answer = dossier::Command::AnswerSupplement { answers, files: Vec::new() };
    app::dossier::act_as_party(&t.app, &t.citizen(0), key.id, None, answer).await.unwrap();
    let officer = Browser::of(&t, &t.official(Role::Officer)).await;
    let page = officer.open(&page_of(&key)).await.html;
    assert!(
        page.contains("0912345678") && page.contains("Người nộp bổ sung") && page.contains("(trước đó: ")
    );
    let barred = officer.open(&format!("{}/request-supplement", page_of(&key))).await.html;
    assert!(barred.contains("phải do lãnh đạo gửi") && !barred.contains("item-1-ask"));
    step(&t, &key, Role::Signer, "request-supplement", &item).await;
    t.is_sound().await;
}

#[tokio::test]
async fn answers_say_where_they_come_from_and_who_bears_them_out() {
    let (t, registers) = TestApp::sqlite().await.with_registers();
    for (mood, said) in [
        (testkit::Mood::Well, "Cơ sở dữ liệu quốc gia về dân cư xác nhận lúc 09:00 ngày 02/03/2026"),
        (testkit::Mood::Down, "Chờ Cơ sở dữ liệu quốc gia về dân cư trả lời, đã hỏi lúc 09:00"),
        (testkit::Mood::Wrong, "Cơ sở dữ liệu quốc gia về dân cư ghi khác: “Người Khác Mẫu”"),
    ] {
        registers.set("population", mood);
        let key = t.submitted(&t.citizen(0)).await;
        let page = Browser::of(&t, &t.official(Role::Officer)).await.open(&page_of(&key)).await.html;
        assert!(page.contains(said), "{mood:?}");
        assert!(
            page.contains("Người nộp tự khai") && page.contains("Đã xác thực khi đăng nhập hoặc mở tờ khai")
        );
    }
}

#[tokio::test]
async fn lists_are_narrowed_searched_and_worked_through_at_once() {
    let t = TestApp::sqlite().await;
    let (first, second) = (t.submitted(&t.citizen(0)).await, t.submitted(&t.citizen(1)).await);
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let rows = |html: &str| html.matches("tt-worklist__name").count();
    for (query, expected) in [
        ("viec=desk", 2),
        ("viec=desk&kenh=online", 2),
        ("viec=desk&kenh=counter", 0),
        ("viec=desk&thu-tuc=2.000635", 2),
        ("viec=desk&thu-tuc=1.004194", 0),
        ("viec=desk&nguoi=nobody", 0),
        ("viec=desk&han=tre", 0),
        ("viec=desk&han=tuan-nay", 2),
        ("cho=applicant", 0),
        ("tim=nguyen%20thi%20lan", 1),
        ("tim=LAN", 1),
        ("tim=x", 0),
        ("tim=H57.99.1-260302-0001", 0),
    ] {
        let seen = desk.open(&format!("/can-bo?co-quan=H57.99.1&{query}")).await;
        assert_eq!((seen.status, rows(&seen.html)), (StatusCode::OK, expected), "{query}");
    }
    t.clock.set("2026-03-05T09:00");
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let late = desk.open("/can-bo?viec=desk&han=tre").await;
    assert_eq!(rows(&late.html), 2);
    assert!(
        late.html.contains("Quá hạn, trễ") && late.html.contains("quá hạn, Chờ tiếp nhận"),
        "said, not only red"
    );

    let list = desk.open("/can-bo").await;
    let ticked = |key: &app::DossierKey, version: i64| {
        ("chon".to_owned(), format!("{}/{}/{version}", key.tenant, key.id))
    };
    let mut sent = filled(&list.html, "/can-bo/nhieu", &[("viec", "receive")]);
    sent.retain(|(name, _)| name != "chon");
    sent.extend([ticked(&first, 1), ticked(&second, 7)]);
    let told = desk.send("/can-bo/nhieu", &sent).await;
    assert!(
        told.html.contains("Đã làm 1 trên 2 hồ sơ") && told.html.contains("H57.99.1-260305-0001"),
        "{}",
        told.html
    );

    step(&t, &second, Role::Desk, "receive", &[]).await;
    let head = Browser::of(&t, &t.official(Role::Head)).await;
    let officer = t.official(Role::Officer).id;
    let list = head.open("/can-bo?viec=officer").await;
    let mut sent = filled(&list.html, "/can-bo/nhieu", &[("viec", "forward"), ("to", &officer)]);
    sent.retain(|(name, _)| name != "chon");
    sent.extend([ticked(&first, 2), ticked(&second, 2)]);
    let told = head.send("/can-bo/nhieu", &sent).await;
    assert!(told.html.contains("Đã làm 2 trên 2 hồ sơ"), "{}", told.html);
    let team = head.open("/can-bo/phan-cong").await;
    let own = plain(team.html.split("nguoi=").nth(1).unwrap().split('"').next().unwrap());
    let mine = head.open(&format!("/can-bo?co-quan=H57.99.1&viec=officer&nguoi={own}")).await;
    assert_eq!(rows(&mine.html), 2, "{own}");
    let stranger = Browser::of(&t, &t.official_of("H57.99.2", Role::Desk)).await;
    for address in [
        "/can-bo?co-quan=H57.99.1&tim=lan",
        "/can-bo/phan-cong?co-quan=H57.99.1",
        "/can-bo/so?co-quan=H57.99.1",
    ] {
        assert_eq!(stranger.open(address).await.status, StatusCode::FORBIDDEN, "{address}");
    }
    t.is_sound().await;
}

#[tokio::test]
async fn whoever_comes_second_sees_what_changed() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let (dossier, receive) = (page_of(&key), format!("{}/receive", page_of(&key)));
    let page = desk.open(&dossier).await;
    let done = desk.press(&page, &receive, &[]).await;
    let again = desk.press(&page, &receive, &[]).await;
    assert_eq!((again.status, again.location), (done.status, done.location), "pressed twice, it is one deed");

    step(&t, &key, Role::Officer, "propose", &[]).await;
    let signer = Browser::of(&t, &t.official(Role::Signer)).await;
    let approve = format!("{dossier}/approve");
    let first = signer.open(&dossier).await;
    assert!(!first.html.contains("tt-diff"), "nothing is compared at the first look");
    t.clock.set("2026-03-02T09:01");
    step(&t, &key, Role::Signer, "return", &[("reason", "Ghi rõ số bản")]).await;
    t.clock.set("2026-03-02T09:02");
    let text =
        ("content", "{result.number}, {result.issued_on}\nCấp 02 bản sao.\n{signer.title}\n{signer.name}");
    step(&t, &key, Role::Officer, "propose", &[text]).await;
    t.clock.set("2026-03-02T09:03");
    let told = signer.press(&first, &approve, &[]).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.html.contains("Có thay đổi trong lúc anh/chị làm") && told.html.contains("Ghi rõ số bản"));
    assert!(told.html.contains("<ins>") && told.html.contains("<del>"), "the draft is compared word by word");
    let beside = signer.open(&format!("{dossier}?viec=return")).await;
    assert!(
        beside.html.contains(&format!("action=\"{dossier}/return\""))
            && beside.html.contains("id=\"history\"")
    );
}
