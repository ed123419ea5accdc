//! The whole way: desk, officer, signer, clerk, deliverer, each in their own browser, and the by-ways.

use access::Role;
use axum::http::StatusCode;
use testkit::TestApp;

use super::browser::{Browser, page_of};

/// Takes a dossier one step on, and says who has it next.
pub(super) async fn step(
    t: &TestApp,
    key: &app::DossierKey,
    role: Role,
    action: &str,
    typed: &[(&str, &str)],
) {
    let browser = Browser::of(t, &t.official(role)).await;
    let done = browser.act(key, action, typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{action}: {}", done.html);
}

#[tokio::test]
async fn a_dossier_goes_from_hand_to_hand_to_its_owner() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    let dossier = page_of(&key);

    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let list = desk.open("/can-bo").await;
    assert!(list.html.contains(&format!("href=\"{dossier}\"")) && list.html.contains("Chưa có mã"));
    let seen = desk.open(&dossier).await;
    let done = desk.press(&seen, &format!("{dossier}/receive"), &[]).await;
    assert!(
        done.location.starts_with("/can-bo?xong=receive&ma=H57.99.1-260302-0001&ho-so=H57%2F"),
        "{}",
        done.location
    );
    let list = desk.open(&done.location).await;
    assert!(
        list.html.contains("Đã tiếp nhận: hồ sơ H57.99.1-260302-0001")
            && list.html.contains("Không còn hồ sơ nào")
    );
    assert!(list.html.contains(&dossier));

    let officer = Browser::of(&t, &t.official(Role::Officer)).await;
    assert!(officer.open("/can-bo").await.html.contains("H57.99.1-260302-0001"));
    let seen = officer.open(&dossier).await;
    assert!(
        seen.html.contains("{result.number}") && seen.html.contains(t.citizen(0).person.as_deref().unwrap())
    );
    let done = officer.press(&seen, &format!("{dossier}/propose"), &[]).await;
    assert!(done.location.starts_with("/can-bo?xong=propose"), "{}", done.html);

    let signer = Browser::of(&t, &t.official(Role::Signer)).await;
    let seen = signer.open(&dossier).await;
    let (paper, button) = (seen.html.find("tt-paper").unwrap(), seen.html.rfind("Phê duyệt").unwrap());
    assert!(paper < button, "the paper is read before the button is pressed");
    let done = signer.press(&seen, &format!("{dossier}/approve"), &[]).await;
    assert!(done.location.starts_with("/can-bo?xong=approve"), "{}", done.html);

    let clerk = Browser::of(&t, &t.official(Role::Clerk)).await;
    let seen = clerk.open(&dossier).await;
    let done = clerk.press(&seen, &format!("{dossier}/number"), &[]).await;
    let seen = clerk.open(&done.location).await;
    assert!(seen.html.contains("Đã phát hành kết quả.") && seen.html.contains("01/TB-UBND"), "{}", done.html);

    let deliverer = Browser::of(&t, &t.official(Role::Deliverer)).await;
    let seen = deliverer.open(&dossier).await;
    let done = deliverer.press(&seen, &format!("{dossier}/deliver"), &[("manner", "post")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let seen = deliverer.open(&dossier).await;
    assert!(
        seen.html.contains("Đã trả kết quả")
            && seen.html.contains("Gửi bưu chính")
            && seen.html.contains("Đã xong đúng hạn")
    );
    t.is_sound().await;
}

#[tokio::test]
async fn a_supplement_names_what_is_missing_and_a_draft_comes_back_as_it_was() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    let asked = [
        ("item-1-what", "phone"),
        ("item-1-ask", "Ghi số gọi được"),
        ("item-1-example", "0912 345 678"),
        ("item-1-ground", "NĐ 45/2020/NĐ-CP Điều 11"),
        ("item-4-ask", "Chụp lại giấy"),
        ("item-4-example", "Thấy rõ bốn góc"),
        ("item-4-ground", "Luật Hộ tịch 60/2014/QH13 Điều 64"),
        ("reason", "Không liên lạc được"),
    ];
    step(&t, &key, Role::Desk, "request-supplement", &asked).await;
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let seen = desk.open(&page_of(&key)).await.html;
    assert!(
        seen.contains("Yêu cầu bổ sung giấy tờ")
            && seen.contains("Ghi số gọi được")
            && seen.contains("Chụp lại giấy")
            && seen.contains("Căn cứ: Luật Hộ tịch 60/2014/QH13 Điều 64")
            && seen.contains("Ví dụ: 0912 345 678")
    );
    assert!(
        desk.open("/can-bo?co-quan=H57.99.1&viec=applicant").await.html.contains("Đang chờ, không tính giờ")
    );

    let key = t.submitted(&t.citizen(1)).await;
    step(&t, &key, Role::Desk, "confirm-payment", &[("amount", "16.000 đ"), ("reference", "BL-01")]).await;
    step(&t, &key, Role::Desk, "receive", &[]).await;
    let officer = t.official(Role::Officer);
    step(&t, &key, Role::Head, "forward", &[("to", &officer.id)]).await;
    step(
        &t,
        &key,
        Role::Officer,
        "start-wait",
        &[("cause", "other-agency"), ("reason", "Đã hỏi xã A Lưới 1")],
    )
    .await;
    step(&t, &key, Role::Officer, "end-wait", &[]).await;
    step(&t, &key, Role::Officer, "propose", &[("title", "Bản sao"), ("content", OWN)]).await;
    step(&t, &key, Role::Signer, "return", &[("reason", "Sai ngày sinh")]).await;
    step(&t, &key, Role::Signer, "extend", &[("day", "05/03/2026"), ("reason", "Mất điện")]).await;
    let seen = Browser::of(&t, &officer).await.open(&page_of(&key)).await.html;
    assert!(
        seen.contains("Sai ngày sinh")
            && seen.contains("Nội dung riêng {result.number}")
            && seen.contains("17:00 ngày 05/03/2026")
    );
    assert!(seen.contains("Đã nộp 16.000 đ") && seen.contains(&officer.name));
    t.is_sound().await;
}

/// A text of the officer's own, with every place a paper needs.
const OWN: &str = "Nội dung riêng {result.number}\n{result.issued_on}\n{signer.title}\n{signer.name}";

#[tokio::test]
async fn the_other_ends_of_a_dossier() {
    let t = TestApp::sqlite().await;
    let rejected = t.submitted(&t.citizen(0)).await;
    step(
        &t,
        &rejected,
        Role::Desk,
        "reject-intake",
        &[("reason", "Nộp nhầm nơi"), ("ground", "NĐ 118/2025/NĐ-CP")],
    )
    .await;

    let stopped = t.submitted(&t.citizen(1)).await;
    step(&t, &stopped, Role::Desk, "receive", &[]).await;
    step(&t, &stopped, Role::Officer, "request-payment", &[("amount", "8.000"), ("reason", "Thêm một bản")])
        .await;
    step(&t, &stopped, Role::Signer, "stop", &[("reason", "Chờ toà án")]).await;
    step(&t, &stopped, Role::Signer, "resume", &[("reason", "Đã có bản án")]).await;
    let rejecting = Browser::of(&t, &t.official(Role::Officer)).await;
    let form = rejecting.open(&format!("{}/propose?ket-qua=rejected", page_of(&stopped))).await;
    let address = format!("{}/propose", page_of(&stopped));
    let begun = super::browser::filled(&form.html, &address, &[]);
    let (_, text) = begun.iter().find(|(name, _)| name == "content").unwrap();
    assert!(text.contains("từ chối giải quyết hồ sơ này.") && text.contains("Lý do:"), "{text}");
    let granting = "XÁC NHẬN\nSố: {result.number}, {result.issued_on}\n{signer.title}\n{signer.name}";
    let open = text.replace("Căn cứ:", "Căn cứ: Luật Hộ tịch");
    for (content, expected) in
        [(granting, "Cần ghi lý do"), (text, "Cần ghi lý do"), (&open, "Cần ghi lý do")]
    {
        let refused = rejecting.press(&form, &address, &[("content", content)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{content}");
        assert!(refused.html.contains(expected), "{content}");
    }
    let text = open.replace("Lý do:", "Lý do: Không có trong sổ.");
    let typed = [("title", "Thông báo từ chối"), ("content", text.as_str())];
    assert_eq!(rejecting.press(&form, &address, &typed).await.status, StatusCode::SEE_OTHER);
    assert!(rejecting.open(&page_of(&stopped)).await.html.contains("Từ chối giải quyết: Thông báo từ chối"));

    let withdrawn = t.submitted(&t.citizen(0)).await;
    step(&t, &withdrawn, Role::Desk, "receive", &[]).await;
    let wish = dossier::Command::RequestWithdrawal { reason: "Không cần nữa".into() };
    app::outbox::drain(&t.app).await.unwrap();
    app::dossier::act_as_party(&t.app, &t.citizen(0), withdrawn.id, None, wish).await.unwrap();
    let officer = Browser::of(&t, &t.official(Role::Officer)).await;
    let seen = officer.open(&page_of(&withdrawn)).await;
    assert!(seen.html.contains("Người dân xin rút hồ sơ.") && seen.html.contains("Không cần nữa"));
    step(&t, &withdrawn, Role::Officer, "decline-withdrawal", &[("reason", "Đã ký xong")]).await;
    t.is_sound().await;
}
