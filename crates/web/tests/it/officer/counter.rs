//! The counter's own pages: everything that is wrong told at once, who hands in, a twin without a code, throwing away.

use access::Role;
use axum::http::StatusCode;
use testkit::TestApp;

use super::browser::{Browser, Seen, filled};

const QUAY: &str = "/can-bo/quay";

/// The line of a page with the field of this id, as far as its tag goes.
fn field(seen: &Seen, id: &str) -> String {
    let tag = seen
        .html
        .split("<input class=\"govuk-input")
        .find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains(&format!(" id=\"{id}\""))));
    tag.unwrap_or_default().split('>').next().unwrap_or_default().to_owned()
}

/// Begins a form for the first citizen, and says where it stands.
async fn begun(t: &TestApp, desk: &Browser) -> String {
    let (start, person) = (desk.open(QUAY).await, t.citizen(0));
    let who =
        [("thu-tuc", "2.000635"), ("nguoi", person.person.as_deref().unwrap()), ("ho-ten", &person.name)];
    let begun = desk.press(&start, QUAY, &who).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.html);
    begun.location
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_and_the_cursor_stands_in_the_first() {
    let t = TestApp::sqlite().await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let start = desk.open(QUAY).await;
    assert!(field(&start, "thu-tuc").contains("autofocus"));
    let id = t.citizen(0).person.unwrap();
    for (typed, wrong) in [
        (["không có", "123", "456"], vec!["thu-tuc", "nguoi", "nop-thay"]),
        (["2.000635", "123", "456"], vec!["nguoi", "nop-thay"]),
        (["2.000635", &id, "456"], vec!["nop-thay", "ho-ten"]),
        (["2.000635", "9900000016", ""], vec!["nop-thay", "ho-ten"]),
        (["2.000635", "9900000017", ""], vec!["nguoi", "nop-thay"]),
    ] {
        let [procedure, owner, submitter] = typed;
        let sent = [("thu-tuc", procedure), ("nguoi", owner), ("nop-thay", submitter)];
        let told = desk.press(&start, QUAY, &sent).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        let links: Vec<&str> =
            told.html.split("<li><a href=\"#").skip(1).map(|at| at.split('"').next().unwrap()).collect();
        assert_eq!(links, wrong, "{typed:?}");
        for id in ["thu-tuc", "nguoi", "nop-thay", "ho-ten", "ho-ten-nop-thay"] {
            let tag = field(&told, id);
            assert_eq!(tag.contains("aria-invalid=\"true\""), wrong.contains(&id), "{typed:?}: {tag}");
            assert_eq!(tag.contains("autofocus"), wrong.first() == Some(&id), "{typed:?}: {tag}");
        }
    }
}

#[tokio::test]
async fn a_form_opened_again_names_whoever_hands_it_in_now() {
    let t = TestApp::sqlite().await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let address = begun(&t, &desk).await;
    assert!(desk.open(&address).await.html.contains("<dt>Người nộp</dt><dd>Chủ hồ sơ tự nộp</dd>"));
    let (owner, other) = (t.citizen(0), t.citizen(1));
    let id = other.person.as_deref().unwrap();
    let again = [
        ("thu-tuc", "2.000635"),
        ("nguoi", owner.person.as_deref().unwrap()),
        ("ho-ten", &owner.name),
        ("nop-thay", id),
        ("ho-ten-nop-thay", &other.name),
    ];
    let start = desk.open(QUAY).await;
    assert_eq!(desk.press(&start, QUAY, &again).await.location, address, "the same form");
    let named = format!("<dt>Người nộp</dt><dd>{} ({id})</dd>", other.name);
    assert!(desk.open(&address).await.html.contains(&named));
    assert!(desk.open(QUAY).await.html.contains(&format!("Người nộp: {}", other.name)));
}

#[tokio::test]
async fn a_twin_without_a_code_is_named_by_procedure_and_day() {
    let t = TestApp::sqlite().await;
    let twin = t.submitted(&t.citizen(0)).await;
    let key = t.at_counter(&["identity", "residence"]).await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let address = format!("{QUAY}/{}/{}", key.tenant, key.id);
    let form = desk.open(&address).await;
    let mut sent = filled(&form.html, &address, &[("viec", "tiep-nhan")]);
    sent.retain(|(name, _)| name != "trung");
    let told = desk.send(&address, &sent).await;
    let summary = told.html.split("id=\"error-summary\"").nth(1).unwrap_or_default();
    let summary = summary.split("</ul>").next().unwrap();
    assert!(summary.contains("bản sao") && summary.contains("nộp ngày 02/03/2026, chưa có mã"), "{summary}");
    assert!(!summary.contains(&twin.id.to_string()));
    assert!(
        told.html.contains("Chưa có mã</a> <span class=\"tt-worklist__quiet\">Nộp lúc"),
        "the link says when, too"
    );
}

#[tokio::test]
async fn a_form_is_thrown_away_only_after_a_question_and_a_word_says_so() {
    let t = TestApp::sqlite().await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let address = begun(&t, &desk).await;
    let form = desk.open(&address).await;
    let asked = desk.press(&form, &address, &[("viec", "bo"), ("phone", "0912345678")]).await;
    assert_eq!(asked.location, format!("{address}?bo=1"));
    let question = desk.open(&asked.location).await;
    assert!(
        question.html.contains("Anh/chị muốn bỏ tờ khai này?")
            && question.html.contains("câu trả lời đã nhập")
    );
    assert!(
        question.html.contains(&format!("<a class=\"govuk-link\" href=\"{address}\">")),
        "there is a way back"
    );
    let back = desk.open(&address).await;
    assert!(back.html.contains("value=\"0912345678\""), "nothing is lost by the question");
    assert!(!desk.open(QUAY).await.html.contains("Đã bỏ tờ khai"));

    let gone = desk.press(&question, &address, &[("viec", "bo-han")]).await;
    assert_eq!(gone.location, format!("{QUAY}?co-quan=H57.99.1&xong=bo"));
    let told = desk.open(&gone.location).await;
    assert!(told.html.contains("Đã bỏ tờ khai") && told.html.contains("Không có tờ khai nào đang dở"));
    assert_eq!(desk.open(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_can_say_that_another_window_has_saved() {
    let t = TestApp::sqlite().await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let address = begun(&t, &desk).await;
    let (first, second) = (desk.open(&address).await, desk.open(&address).await);
    let line = first.html.split("data-keeping").nth(1).unwrap_or_default();
    assert!(line.split('>').next().unwrap().contains("data-overtaken=\"Một cửa sổ khác"));
    desk.press(&first, &address, &[("viec", "luu"), ("phone", "0912345678")]).await;
    // The status by which the script knows: only a newer version answers with it.
    let late = desk.press(&second, &address, &[("viec", "luu"), ("phone", "0987654321")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let script = include_str!("../../../assets/work.js");
    assert!(script.contains("sent.status === 409") && script.contains("'overtaken'"));
}
