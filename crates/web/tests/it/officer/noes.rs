//! Every "no": other communes, wrong roles, forged and stale forms, slips of the pen. Nothing typed is lost, nothing leaks.

use access::Role;
use axum::http::StatusCode;
use testkit::TestApp;
use web::{InputRefusal, Lang, word_key, words};

use super::browser::{Browser, filled, page_of};
use super::way::step;

#[tokio::test]
async fn a_dossier_of_another_commune_is_not_even_found() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    let stranger = Browser::of(&t, &t.official_of("H57.99.2", Role::Desk)).await;
    let (owner, number) = (t.citizen(0).name, t.citizen(0).person.unwrap());
    let fields = [("csrf", "csrf-of-officials"), ("version", "1"), ("reason", "x")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let page = page_of(&key);
    for seen in [
        stranger.open(&page).await,
        stranger.open(&format!("{page}/receive")).await,
        stranger.send(&format!("{page}/receive"), &fields).await,
        stranger.send(&format!("{page}/forward"), &fields).await,
        stranger.send(&format!("{page}/extend"), &fields).await,
        stranger.open("/can-bo/ho-so/H57/khong-phai-so").await,
        stranger.open("/can-bo/ho-so/H57/01906e0b-0000-7000-8000-000000000000").await,
    ] {
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        assert!(!seen.html.contains(&owner) && !seen.html.contains(&number));
    }
    for address in ["/can-bo?co-quan=H57.99.1&viec=desk", "/can-bo?co-quan=H57.99.1"] {
        let seen = stranger.open(address).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        assert!(!seen.html.contains(&owner));
    }
    assert!(!stranger.open("/can-bo").await.html.contains(&owner));
}

#[tokio::test]
async fn who_has_no_right_is_told_so() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    let clerk = Browser::of(&t, &t.official(Role::Clerk)).await;
    let receive = format!("{}/receive", page_of(&key));
    let fields = [("csrf", "csrf-of-officials"), ("version", "1")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(clerk.send(&receive, &fields).await.status, StatusCode::FORBIDDEN);
    // Nothing is offered, and the address of the form leads back to the dossier.
    assert!(!clerk.open(&page_of(&key)).await.html.contains("/receive"));
    assert_eq!(clerk.open(&receive).await.location, page_of(&key));

    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    assert_eq!(desk.send(&receive, &fields[1..]).await.status, StatusCode::FORBIDDEN);
    let citizen = Browser::with_session(&t, &t.citizen_session(&t.citizen(0)).await);
    for address in ["/can-bo".to_owned(), page_of(&key), receive.clone()] {
        assert_eq!(citizen.open(&address).await.status, StatusCode::FORBIDDEN);
        let nobody = Browser::with_session(&t, "").open(&address).await;
        assert!(nobody.location.starts_with("/dang-nhap?"), "{}", nobody.location);
    }
    for action in ["submit", "acknowledge-sync", "xoa"] {
        assert_eq!(
            desk.send(&format!("{}/{action}", page_of(&key)), &fields).await.status,
            StatusCode::NOT_FOUND
        );
    }
    assert_eq!(desk.send(&receive, &fields[..1]).await.status, StatusCode::BAD_REQUEST);
    t.is_sound().await;
}

#[tokio::test]
async fn somebody_was_faster_and_nothing_typed_is_lost() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let reject = format!("{}/reject-intake", page_of(&key));
    let stale = filled(
        &desk.open(&reject).await.html,
        &reject,
        &[("reason", "Thiếu giấy uỷ quyền <b>"), ("ground", "NĐ 118/2025/NĐ-CP")],
    );

    // Another tab confirms the payment: the form is still good, on the new version.
    step(&t, &key, Role::Desk, "confirm-payment", &[]).await;
    let seen = desk.send(&reject, &stale).await;
    assert_eq!(seen.status, StatusCode::CONFLICT);
    assert!(
        seen.html.contains("người khác đã xử lý hồ sơ này")
            && seen.html.contains("Thiếu giấy uỷ quyền &#60;b&#62;")
    );
    assert!(filled(&seen.html, &reject, &[]).contains(&("version".into(), "2".into())));

    // Another desk receives it: nothing can be rejected any more, but the text can be copied.
    step(&t, &key, Role::Desk, "receive", &[]).await;
    let seen = desk.send(&reject, &stale).await;
    assert_eq!(seen.status, StatusCode::CONFLICT);
    assert!(
        seen.html.contains("Nội dung anh/chị đã gõ") && seen.html.contains("Thiếu giấy uỷ quyền &#60;b&#62;")
    );
    assert!(!seen.html.contains(&format!("action=\"{reject}\"")) && seen.html.contains("Mở lại hồ sơ"));
}

#[tokio::test]
async fn a_paper_changed_after_it_was_shown_is_not_approved() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    step(&t, &key, Role::Desk, "receive", &[]).await;
    step(&t, &key, Role::Officer, "propose", &[]).await;
    let signer = Browser::of(&t, &t.official(Role::Signer)).await;
    let approve = format!("{}/approve", page_of(&key));
    let page = signer.open(&approve).await;
    let seen = signer.press(&page, &approve, &[("shown", "0000")]).await;
    assert_eq!(seen.status, StatusCode::CONFLICT);
    assert!(
        seen.html.contains("Dự thảo đã thay đổi sau khi anh/chị mở xem") && seen.html.contains("tt-paper")
    );
    assert_eq!(signer.press(&seen, &approve, &[]).await.status, StatusCode::SEE_OTHER);
}

/// A slip: who, which action, what was typed, the field it belongs to, and words of the sentence.
type Slip = (Role, &'static str, Vec<(&'static str, &'static str)>, &'static str, &'static str);

const LONG: &str = "Một lý do đủ dài để tiếc nếu mất";

/// Items of a supplement request without their ground, or without an example.
fn bare_items() -> [Slip; 2] {
    let long = LONG;
    [
        (
            Role::Officer,
            "request-supplement",
            vec![("item-1-ask", "Chụp lại"), ("item-1-example", "Rõ bốn góc"), ("reason", long)],
            "item-1-ground",
            "Chưa ghi căn cứ",
        ),
        (
            Role::Officer,
            "request-supplement",
            vec![("item-1-ask", "Chụp lại"), ("item-1-ground", "Luật Hộ tịch"), ("reason", long)],
            "item-1-example",
            "Chưa có ví dụ",
        ),
    ]
}

fn slips() -> Vec<Slip> {
    let long = LONG;
    vec![
        (
            Role::Officer,
            "request-supplement",
            vec![("item-1-ask", "Chụp lại")],
            "item-1-reason",
            "Cần ghi lý do",
        ),
        (
            Role::Officer,
            "request-supplement",
            vec![("item-3-what", "phone"), ("reason", long)],
            "item-3-ask",
            "chưa ghi phải làm gì",
        ),
        (Role::Officer, "request-supplement", vec![("reason", long)], "item-1-ask", "chọn ít nhất một mục"),
        (
            Role::Signer,
            "extend",
            vec![("day", "31/02/2026"), ("reason", long)],
            "day",
            "Không có ngày “31/02/2026”",
        ),
        (
            Role::Signer,
            "extend",
            vec![("day", "02/03/2026"), ("reason", long)],
            "day",
            "phải sau ngày hẹn cũ",
        ),
        (Role::Signer, "extend", vec![("day", "03/2026"), ("reason", long)], "day", "còn thiếu ngày"),
        (
            Role::Officer,
            "request-payment",
            vec![("amount", "tám nghìn"), ("reason", long)],
            "amount",
            "không phải một số tiền",
        ),
        (
            Role::Desk,
            "confirm-payment",
            vec![("amount", "8.001"), ("reference", long)],
            "amount",
            "khác số phải nộp",
        ),
        (Role::Officer, "forward", vec![("to", "somebody-else")], "to", "Chưa chọn"),
        (
            Role::Officer,
            "start-wait",
            vec![("cause", "officer"), ("reason", long)],
            "",
            "không phải lý do chờ",
        ),
        (Role::Officer, "start-wait", vec![("reason", long)], "cause-1", "Chưa chọn"),
        (Role::Officer, "propose", vec![("content", "Số {so.nao}"), ("title", long)], "content", "{so.nao}"),
        (Role::Officer, "propose", vec![("content", "Số"), ("title", long)], "content", "đúng một lần"),
        (Role::Officer, "propose", vec![("content", " "), ("title", long)], "content", "còn trống"),
    ]
}

#[tokio::test]
async fn slips_of_the_pen_come_back_with_a_sentence_at_their_field() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    step(&t, &key, Role::Desk, "receive", &[]).await;
    let long = LONG;
    for (role, action, typed, field, sentence) in slips().into_iter().chain(bare_items()) {
        let seen = Browser::of(&t, &t.official(role)).await.act(&key, action, &typed).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{action} {typed:?}");
        let sentence = if sentence.starts_with('{') { "so.nao" } else { sentence };
        let said = seen.html.matches(sentence).count();
        assert!(said >= if field.is_empty() { 1 } else { 2 }, "{action} {typed:?}: {sentence} {said} times");
        assert!(
            field.is_empty() || seen.html.contains(&format!("<a href=\"#{field}\">")),
            "{action}: no way to {field}"
        );
        assert!(
            !typed.iter().any(|(_, text)| *text == long) || seen.html.contains(long),
            "{action}: text lost"
        );
        assert!(seen.html.contains("id=\"error-summary\""));
    }
    // Nothing of all that was done.
    assert_eq!(app::dossier::look(&t.app, &t.official(Role::Desk), &key).await.unwrap().dossier.version, 2);
}

#[tokio::test]
async fn a_hand_over_names_who_took_it() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    for (role, action) in [
        (Role::Desk, "receive"),
        (Role::Officer, "propose"),
        (Role::Signer, "approve"),
        (Role::Clerk, "number"),
    ] {
        step(&t, &key, role, action, &[]).await;
    }
    let deliverer = Browser::of(&t, &t.official(Role::Deliverer)).await;
    let seen = deliverer.act(&key, "deliver", &[("receiver", " "), ("manner", "bay")]).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.html.contains("Chưa ghi ai nhận kết quả") && seen.html.contains("href=\"#manner-1\""));
}

#[tokio::test]
async fn what_is_asked_for_wrongly_falls_back() {
    let t = TestApp::sqlite().await;
    t.submitted(&t.citizen(0)).await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    for query in [
        "co-quan=%3Cscript%3E",
        "viec=bay",
        "co-quan=H57.99.1&viec=bay",
        "sau=x.y",
        "sau=99999999999999999999.1",
        "xong=%3Cb%3E&ma=1&ho-so=//elsewhere.example/x",
        "co-quan=H57.99.1&viec=desk&sau=1.01906e0b-0000-7000-8000-000000000000",
    ] {
        let seen = desk.open(&format!("/can-bo?{query}")).await;
        assert_eq!(seen.status, StatusCode::OK, "{query}");
        assert!(
            seen.html.contains(&t.citizen(0).name)
                && !seen.html.contains("href=\"/can-bo/ho-so//")
                && !seen.html.contains("notice-title"),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_long_list_pages_by_key() {
    let t = TestApp::sqlite().await;
    for _ in 0..53 {
        t.submitted(&t.citizen(0)).await;
    }
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let first = desk.open("/can-bo").await.html;
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let second = desk.open(&super::browser::plain(next)).await.html;
    let rows = |html: &str| html.matches("tt-worklist__name").count();
    assert_eq!((rows(&first), rows(&second)), (50, 3));
    assert!(second.contains("Về đầu danh sách") && !second.contains("rel=\"next\""));
}

#[test]
fn every_word_a_form_asks_with_is_said() {
    let said = |key: String| {
        for lang in Lang::ALL {
            assert!(words().has(lang, &key), "{key}");
        }
    };
    InputRefusal::CODES.iter().for_each(|code| said(word_key(code)));
    for holder in dossier::Holder::ALL {
        said(format!("work-tab-{}", holder.name()));
        said(format!("work-empty-{}", holder.name()));
    }
    let of_dossiers = |(deed, _): &&(&str, _)| dossier::ActionKind::from_name(deed).is_some();
    for (kind, _) in access::TABLE.iter().filter(of_dossiers) {
        said(format!("deed-intro-{kind}"));
    }
}
