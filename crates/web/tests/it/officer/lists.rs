//! What lists say of themselves: which dossier a deed touched, that a search shows only a part, and what is late.

use access::Role;
use testkit::TestApp;

use super::browser::{Browser, filled, page_of};
use super::way::step;

fn rows(html: &str) -> usize {
    html.matches("tt-worklist__name").count()
}

#[tokio::test]
async fn the_outcome_of_a_deed_on_many_says_which_dossier_each_line_is_about() {
    let t = TestApp::sqlite().await;
    let (first, second) = (t.submitted(&t.citizen(0)).await, t.submitted(&t.citizen(1)).await);
    step(&t, &first, Role::Desk, "receive", &[]).await;
    let head = Browser::of(&t, &t.official(Role::Head)).await;
    let list = head.open("/can-bo?viec=officer").await;
    let officer = t.official(Role::Officer).id;
    let mut sent = filled(&list.html, "/can-bo/nhieu", &[("viec", "forward"), ("to", &officer)]);
    sent.retain(|(name, _)| name != "chon");
    for (key, version) in [(&first, 2), (&second, 1)] {
        sent.push(("chon".to_owned(), format!("{}/{}/{version}", key.tenant, key.id)));
    }
    let told = head.send("/can-bo/nhieu", &sent).await;
    let line = |key| {
        let link = format!("href=\"{}\">", page_of(key));
        told.html.split(&link).nth(1).unwrap_or_default().split("</li>").next().unwrap().to_owned()
    };
    let (done, refused) = (line(&first), line(&second));
    assert!(done.starts_with("H57.99.1-260302-0001</a>") && done.contains("đã xong"), "{done}");
    assert!(refused.contains(&format!(", {}</a>", t.citizen(1).name)), "{refused}");
    assert!(refused.contains("bản sao") && refused.contains("Chưa làm được"), "{refused}");
}

#[tokio::test]
async fn a_search_that_shows_only_a_part_says_so() {
    let t = TestApp::sqlite().await;
    for _ in 0..50 {
        t.submitted(&t.citizen(0)).await;
    }
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let id = t.citizen(0).person.unwrap();
    for typed in ["nguyen%20thi%20lan", "lan", &id] {
        let whole = desk.open(&format!("/can-bo?tim={typed}")).await.html;
        assert_eq!((rows(&whole), whole.contains("chỉ hiện 50")), (50, false), "{typed}");
    }
    t.submitted(&t.citizen(0)).await;
    for typed in ["nguyen%20thi%20lan", "lan", &id] {
        let part = desk.open(&format!("/can-bo?tim={typed}")).await.html;
        assert_eq!((rows(&part), part.contains("chỉ hiện 50 hồ sơ đầu")), (50, true), "{typed}");
    }
}

#[tokio::test]
async fn count_filter_row_and_head_agree_on_what_is_late() {
    let t = TestApp::sqlite().await;
    let keys = [t.submitted(&t.citizen(0)).await, t.submitted(&t.citizen(1)).await];
    let late_before = t.submitted(&t.citizen(2)).await;
    for key in keys.iter().chain([&late_before]) {
        step(&t, key, Role::Desk, "receive", &[]).await;
    }
    let [runs, stopped] = &keys;
    let reason = [("reason", "Chờ bản án của Toà án")];
    step(&t, stopped, Role::Signer, "stop", &reason).await;
    t.clock.set("2026-03-20T10:00");
    step(&t, &late_before, Role::Signer, "stop", &reason).await;

    let head = Browser::of(&t, &t.official(Role::Head)).await;
    let all = head.open("/can-bo?viec=officer").await.html;
    assert_eq!(rows(&all), 3);
    assert!(all.contains("<strong>1</strong> quá hạn") && all.contains("1 trễ"), "one clock runs: {all}");
    let late = head.open("/can-bo?viec=officer&han=tre").await.html;
    assert_eq!(rows(&late), 1);
    assert!(
        late.contains(&page_of(runs)) && late.contains("Quá hạn, trễ") && !late.contains("Đang chờ, không")
    );
    let team = head.open("/can-bo/phan-cong").await.html;
    assert!(
        team.contains("<span aria-hidden=\"true\">▲</span> 1</a>"),
        "nobody has three, one of them late: {team}"
    );

    for (key, said) in [
        (runs, "Đang trễ"),
        (stopped, "Chưa trễ; đang chờ, không tính giờ."),
        (&late_before, "làm việc trước khi chờ; nay đang chờ, không tính giờ."),
    ] {
        let page = head.open(&page_of(key)).await.html;
        assert!(page.contains(said), "{said}");
        assert_eq!(
            page.contains("<dd><span class=\"tt-due\">Đang chờ, không tính giờ"),
            key != runs,
            "{said}"
        );
    }

    // Where nothing has a clock that runs, nothing is late, and nobody is asked.
    let waits = head.open("/can-bo?cho=decision").await.html;
    let by_end = "aria-label=\"Hạn\"";
    assert!(rows(&waits) == 2 && !waits.contains(by_end) && all.contains(by_end));
    assert_eq!(rows(&head.open("/can-bo?cho=decision&han=tre").await.html), 0);
    t.is_sound().await;
}
