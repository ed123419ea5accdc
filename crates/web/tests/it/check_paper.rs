//! The public page that says of a paper: ours, changed, or unknown; it tells nothing about the person and claims no signature.

use access::Role;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use web::{Lang, t};

use crate::site::{Site, text};

/// A received dossier's receipt: its code as printed, and its file.
async fn receipt(site: &Site) -> (String, Vec<u8>) {
    let (t, who) = (&site.test, site.test.citizen(0));
    let key = t.submitted(&who).await;
    app::dossier::receive(&t.app, &t.official(Role::Desk), &t.target(&key)).await.unwrap();
    app::paper::make_all(&t.app).await.unwrap();
    let seen = app::dossier::look(&t.app, &t.official(Role::Desk), &key).await.unwrap();
    let line = app::paper::papers(&t.app, &seen.dossier).await.unwrap().remove(0);
    let file = app::paper::open_mine(&t.app, &who, key.id, line.id).await.unwrap();
    (line.code.to_string(), file.bytes)
}

/// Sends a file to compare, as a form does; nobody is signed in. Without a code, the file comes first.
async fn compare(site: &Site, code: &str, file: Option<&[u8]>) -> (StatusCode, String) {
    let mut body = b"--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\r\n".to_vec();
    if let Some(file) = file {
        body.extend_from_slice(
            b"--b\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"giay.pdf\"\r\n\r\n",
        );
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    let path = if code.is_empty() { "/kiem-tra".to_owned() } else { format!("/kiem-tra/{code}") };
    let request = Request::post(path)
        .header("content-type", "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    let answer = site.ask(request.body(Body::from(body)).unwrap()).await;
    (answer.status(), text(answer).await)
}

#[tokio::test]
async fn a_file_is_ours_or_changed_and_the_page_says_which() {
    let site = Site::open().await;
    let (code, file) = receipt(&site).await;
    let mut changed = file.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let mut longer = file.clone();
    longer.push(b'\n');
    for (sent, key) in [
        (Some(&file[..]), "check-same"),
        (Some(&changed[..]), "check-other"),
        (Some(&longer[..]), "check-other"),
        (Some(&file[..file.len() - 1]), "check-other"),
        (Some(b"another file"), "check-other"),
        (Some(b""), "check-nothing"),
        (None, "check-nothing"),
    ] {
        let (status, html) = compare(&site, &code, sent).await;
        assert_eq!(status, StatusCode::OK);
        for told in ["check-same", "check-other", "check-nothing"] {
            assert_eq!(html.contains(&t(Lang::Vi, told)), told == key, "{told} for {key}");
        }
        assert!(html.contains("chưa có chữ ký số"), "no signature is claimed");
    }
    for (bytes, expected) in [(10_500_000, StatusCode::OK), (17_000_000, StatusCode::PAYLOAD_TOO_LARGE)] {
        let (status, _) = compare(&site, &code, Some(&vec![b'x'; bytes])).await;
        assert_eq!(status, expected, "a copy is as large as its scan");
    }
}

#[tokio::test]
async fn a_paper_is_found_however_its_code_is_typed_and_nobody_is_named() {
    let site = Site::open().await;
    let (code, _) = receipt(&site).await;
    let typed = code.to_lowercase().replace('-', "%20");
    let found = site.get(&format!("/kiem-tra?ma={typed}")).await;
    assert_eq!(found.headers()["location"], format!("/kiem-tra/{code}"));
    for lang in Lang::ALL {
        let html = site.page(&format!("/kiem-tra/{code}"), lang, None).await;
        assert!(html.contains(&t(lang, "paper-receipt")) && html.contains(&code), "{html}");
        assert!(html.contains(&t(lang, "standing-in-force")), "{html}");
        let who = site.test.citizen(0);
        assert!(!html.contains(&who.name) && !html.contains(&who.person.unwrap()), "{html}");
    }
}

#[tokio::test]
async fn what_is_not_ours_is_told_the_same_way_whatever_it_is() {
    let site = Site::open().await;
    let (code, file) = receipt(&site).await;
    let mut other = code.clone();
    let last = if other.pop() == Some('0') { '1' } else { '0' };
    other.push(last);
    let unknown = t(Lang::Vi, "check-unknown");
    for typed in [other.as_str(), "H57-0000-0000-0000", "khong-phai-ma", "%3Cscript%3E"] {
        let answer = site.get(&format!("/kiem-tra/{typed}")).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{typed}");
        let html = text(answer).await;
        assert!(html.contains(&unknown) && !html.contains("<script"), "{html}");
        let (status, html) = compare(&site, typed, Some(&file)).await;
        assert!(status == StatusCode::NOT_FOUND && html.contains(&unknown), "{typed}: {html}");
    }
}

#[tokio::test]
async fn the_file_alone_leads_to_what_is_known_of_it() {
    let site = Site::open().await;
    let (code, file) = receipt(&site).await;
    let mut changed = file.clone();
    changed.push(b'\n');
    let of_nobody = "%PDF <pdf:Keywords>Mã kiểm tra H57-0000-0000-0000</pdf:Keywords>".as_bytes();
    for (sent, status, key) in [
        (Some(&file[..]), StatusCode::OK, "check-same"),
        (Some(&changed[..]), StatusCode::OK, "check-other"),
        (Some(of_nobody), StatusCode::NOT_FOUND, "check-unknown"),
        (Some(b"%PDF-1.7 of somebody else"), StatusCode::NOT_FOUND, "check-file-unknown"),
        (Some(b""), StatusCode::OK, "check-nothing"),
        (None, StatusCode::OK, "check-nothing"),
    ] {
        let (answered, html) = compare(&site, "", sent).await;
        assert_eq!(answered, status, "{key}");
        assert!(html.contains(&t(Lang::Vi, key)), "{key}: {html}");
        assert_eq!(html.contains(&code), ["check-same", "check-other"].contains(&key), "{key}");
    }
}
