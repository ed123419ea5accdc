//! Sign-ins that work, and what the pages promise.

use gateways::oidc::AccountKind;
use jiff::Timestamp;
use simulators::oidc::Fault;

use crate::stage::{BYE, Stage};

#[tokio::test]
async fn a_citizen_signs_in_at_level_2() {
    let stage = Stage::citizens().await;
    let identity = stage.sign_in("nguyen-thi-lan", 2).await.unwrap();
    assert_eq!(identity.issuer, "vneid");
    assert_eq!(identity.subject, "VNEID-MAU-0001");
    assert_eq!((identity.level, identity.kind), (2, AccountKind::Person));
    assert_eq!(identity.personal_id.as_deref(), Some("999193110245"));
    assert_eq!(identity.name, "Nguyễn Thị Lan");
    assert_eq!(identity.authenticated_at, Some(Timestamp::from_second(1_795_400_000).unwrap()));
    assert_eq!(identity.claims["NgaySinh"], "08/03/1993");
    assert_eq!(identity.claims["LoaiTaiKhoan"], "1");
    assert!(!format!("{identity:?}").contains("999193110245"), "a log must not hold the number");
}

#[tokio::test]
async fn levels_follow_the_account_and_the_configuration() {
    let stage = Stage::citizens().await;
    assert_eq!(stage.sign_in("dang-thi-sau", 1).await.unwrap().level, 1);
    assert_eq!(stage.sign_in("dang-thi-sau", 0).await.unwrap().level, 1);
    assert_eq!(stage.sign_in("nguyen-thi-lan", 0).await.unwrap().level, 2);
    let unknown = Stage::with(|config| config.levels.clear()).await;
    assert_eq!(unknown.sign_in("nguyen-thi-lan", 2).await.unwrap().level, 0);
}

#[tokio::test]
async fn a_business_account_is_told_from_its_owner() {
    let stage = Stage::citizens().await;
    let business = stage.sign_in("gom-song-mau", 2).await.unwrap();
    let owner = stage.sign_in("phan-quoc-huy", 2).await.unwrap();
    assert_eq!((business.kind, owner.kind), (AccountKind::Business, AccountKind::Person));
    assert_eq!(business.claims["TenDoanhNghiep"], "Công ty TNHH Gốm Sông Mẫu");
    assert_eq!(business.personal_id, owner.personal_id);
    assert_eq!(
        business.owner_number().as_deref(),
        Some("9900000016"),
        "the office never opens a person's matters"
    );
    assert_eq!(business.owner_name(), "Công ty TNHH Gốm Sông Mẫu");
    assert_eq!(
        (owner.owner_number(), owner.owner_name()),
        (owner.personal_id.clone(), "Phan Quốc Huy".to_owned())
    );
    assert_ne!(business.subject, owner.subject);
}

#[tokio::test]
async fn an_official_signs_in_by_sub() {
    let stage = Stage::officials().await;
    let identity = stage.sign_in("thuan-hoa-desk", 2).await.unwrap();
    assert_eq!((identity.subject.as_str(), identity.level), ("CB-MAU-0001", 2));
}

#[tokio::test]
async fn user_info_by_get_where_post_is_not_known() {
    let stage = Stage::citizens().await;
    stage.faults.switch_on(Fault::UserInfoByGetOnly);
    assert_eq!(stage.sign_in("tran-minh-khoi", 2).await.unwrap().name, "Trần Minh Khôi");
}

#[tokio::test]
async fn a_changed_key_is_fetched_at_once_but_not_over_and_over() {
    let stage = Stage::citizens().await;
    stage.sign_in("nguyen-thi-lan", 2).await.unwrap();
    stage.provider.change_key().unwrap();
    stage.sign_in("nguyen-thi-lan", 2).await.unwrap();
    stage.provider.change_key().unwrap();
    assert_eq!(stage.sign_in("nguyen-thi-lan", 2).await.unwrap_err().code(), "oidc.wrong-signature");
    stage.clock.forward(31);
    stage.sign_in("nguyen-thi-lan", 2).await.unwrap();
}

#[tokio::test]
async fn the_page_says_what_it_is_and_offers_only_who_reaches_the_level() {
    let stage = Stage::citizens().await;
    let answer = stage.browser.get(stage.begin(2).await.authorize_url).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(
        policy.contains("default-src 'none'") && policy.contains("form-action 'self' http://localhost:9;")
    );
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let page = answer.text().await.unwrap();
    assert!(page.contains("Hệ thống giả lập VNeID — không phải VNeID thật."));
    assert!(page.contains("value=\"nguyen-thi-lan\"") && !page.contains("value=\"dang-thi-sau\""));
    assert!(!page.contains("<script") && !page.contains("style=\""));
    let (_, any_level) = stage.page(&stage.begin(0).await.authorize_url).await;
    assert!(any_level.contains("value=\"dang-thi-sau\""));
    let (status, css) = stage.page(&format!("{}/style.css", stage.issuer_url)).await;
    assert!(status == 200 && css.contains("focus-visible"));
}

#[tokio::test]
async fn discovery_agrees_with_the_routes() {
    let stage = Stage::citizens().await;
    let (_, text) = stage.page(&format!("{}/.well-known/openid-configuration", stage.issuer_url)).await;
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["issuer"], stage.issuer_url.as_str());
    assert_eq!(document["acr_values_supported"], serde_json::json!(["loa1", "loa2"]));
    assert_eq!(document["code_challenge_methods_supported"], serde_json::json!(["S256"]));
    let (status, keys) = stage.page(document["jwks_uri"].as_str().unwrap()).await;
    assert!(status == 200 && keys.contains("\"P-256\"") && !keys.contains("\"d\""));
}

#[tokio::test]
async fn signing_out_leads_back_to_registered_addresses_only() {
    let stage = Stage::citizens().await;
    let identity = stage.sign_in("nguyen-thi-lan", 2).await.unwrap();
    let url = stage.issuer.logout_url(&identity.id_token, stage.clock.as_ref()).await.unwrap();
    let answer = stage.browser.get(&url).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (303, BYE));
    let (status, page) = stage.page(&url.replace("da-dang-xuat", "noi-khac")).await;
    assert!(status == 400 && page.contains("Không thể quay về địa chỉ này"));
}
