//! Papers as files: sent by a form without script, in pieces with it, told at once when something is wrong, served safely.

use access::Role;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use kernel::FileHash;
use testkit::{photo, scan};

use super::{Browser, CSRF, DELIVERY};
use crate::site::Site;

/// A form with files, as a browser sends it.
fn multipart(secret: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body =
        format!("--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{secret}\r\n").into_bytes();
    for (name, bytes) in files {
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    body
}

impl Browser<'_> {
    /// Sends files by the form of a page.
    pub(super) async fn send_files(&self, address: &str, files: &[(&str, &[u8])]) -> Response<Body> {
        let request = Request::post(address)
            .header("cookie", format!("sid={}", self.sid))
            .header("content-type", "multipart/form-data; boundary=b");
        self.site.ask(request.body(Body::from(multipart(CSRF, files))).unwrap()).await
    }

    /// Begins 2.000635 for a parent; answers with the address of the letter of authorisation.
    pub(super) async fn needs_a_letter(&self) -> (String, String) {
        let draft = self.begin("2.000635").await;
        self.fill(&format!("{draft}/co-quan"), &[("co_quan", "H57.99.1")]).await;
        let whose = [
            ("whose", "other"),
            ("relation", "parent"),
            ("subject_name", "Nguyễn Văn Tư"),
            ("subject_id", ""),
            ("subject_birth", "1955"),
        ];
        self.through(&draft, "person", &whose).await;
        self.through(&draft, "event", &[("event", "birth"), ("registration_place", "Huế")]).await;
        let on = self.through(&draft, "delivery", DELIVERY).await;
        (draft, on)
    }
}

#[tokio::test]
async fn a_letter_is_sent_without_script_and_told_at_once_when_it_is_no_good() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let (draft, paper) = lan.needs_a_letter().await;
    assert!(paper.starts_with("/giay-to/") && paper.ends_with("/authorisation"), "{paper}");
    let page = lan.page(&paper).await;
    for shown in [
        "Văn bản ủy quyền",
        "capture=\"environment\"",
        "multiple",
        "10 MB",
        "enctype=\"multipart/form-data\"",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    for (files, said) in [
        (&[][..], "chưa chọn tệp nào"),
        (&[("", &b""[..])], "chưa chọn tệp nào"),
        (&[("rong.jpg", b"")], "rỗng"),
        (&[("thu.docx", b"PK\x03\x04")], "không phải ảnh JPEG, PNG hay PDF"),
        (
            &[("khoa.pdf", b"%PDF-1.7 1 0 obj<</Type/Page>>trailer<</Encrypt 9 0 R>>startxref 9 %%EOF")],
            "có mật khẩu",
        ),
    ] {
        let answer = lan.send_files(&paper, files).await;
        // Led back to the page: a reload sends nothing again.
        let back = answer.headers()["location"].to_str().unwrap().to_owned();
        assert!(back.starts_with(&format!("{paper}?chua=")), "{said}: {back}");
        let page = lan.page(&back).await;
        assert_eq!(page.matches(said).count(), 2, "{said}: in the summary and beside the box");
    }
    let blurred = photo(false, 1);
    let answer = lan.send_files(&paper, &[("mo.jpg", &blurred), ("ro.jpg", &photo(true, 2))]).await;
    assert_eq!(answer.headers()["location"], paper.as_str());
    let page = lan.page(&paper).await;
    assert!(
        page.contains("có vẻ bị mờ") && page.contains("Ảnh đọc được, giữ lại") && page.contains("/nho\"")
    );
    assert!(!page.contains("Đi tiếp</a>"), "first the second look");
    let check = lan.page(&format!("{draft}/kiem-tra")).await;
    assert!(check.contains("có điều cần xem lại") && !check.contains("Nộp hồ sơ</button>"));
    let file = page.split("name=\"tep\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let kept = lan.post(&format!("{paper}/sua"), &[("tep", &file), ("viec", "giu")]).await;
    assert_eq!(kept.to, paper);
    assert!(lan.page(&paper).await.contains("Đi tiếp</a>"));

    let sent = lan.post(&format!("{draft}/nop"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    let dossier = sent.to.trim_end_matches("?moi=1").to_owned();
    let track = lan.page(&dossier).await;
    assert!(track.contains("Giấy tờ đã nộp") && track.contains("mo.jpg"));
    served_safely(&site, &lan, &dossier, &blurred).await;
}

/// The owner and the officials get the very bytes, in an answer that can do nothing.
async fn served_safely(site: &Site, lan: &Browser<'_>, dossier: &str, bytes: &[u8]) {
    let address = format!("{dossier}/tep/{}", FileHash::of(bytes));
    let request = Request::get(&address).header("cookie", format!("sid={}", lan.sid));
    let answer = site.ask(request.body(Body::empty()).unwrap()).await;
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(answer.headers()[name], value, "{name}");
    }
    assert!(to_bytes(answer.into_body(), 1 << 20).await.unwrap() == bytes);
    let other = Browser::of(site, &site.test.citizen(1)).await;
    assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND);
    let sid = site.test.official_session(&site.test.official(Role::Desk)).await;
    let id = dossier.trim_start_matches("/ho-so/");
    let page = site.page(&format!("/can-bo/ho-so/H57/{id}"), web::Lang::Vi, Some(&sid)).await;
    assert!(page.contains("Giấy tờ người dân đã nộp") && page.contains("Ảnh có thể mờ"));
    let address = format!("/can-bo/ho-so/H57/{id}/tep/{}", FileHash::of(bytes));
    let request = Request::get(address).header("cookie", format!("sid={sid}"));
    assert_eq!(site.ask(request.body(Body::empty()).unwrap()).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_scan_is_sent_in_pieces() {
    let site = Site::connected().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let (_, paper) = lan.needs_a_letter().await;
    let bytes = scan(3);
    let begun =
        lan.post(&format!("{paper}/bat-dau"), &[("ten", "scan.pdf"), ("co", &bytes.len().to_string())]).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.html);
    let answer: serde_json::Value = serde_json::from_str(&begun.html).unwrap();
    let id = answer["ma"].as_str().unwrap();
    let piece = async |secret: &str, hash: &FileHash| {
        let request = Request::post(format!("{paper}/{id}/manh/0"))
            .header("cookie", format!("sid={}", lan.sid))
            .header("content-type", "application/octet-stream")
            .header("x-csrf", secret)
            .header("x-sha256", hash.as_str());
        site.ask(request.body(Body::from(bytes.clone())).unwrap()).await.status()
    };
    assert_eq!(piece("wrong", &FileHash::of(&bytes)).await, StatusCode::FORBIDDEN);
    assert_eq!(piece(CSRF, &FileHash::of(b"x")).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(piece(CSRF, &FileHash::of(&bytes)).await, StatusCode::OK);
    let done = lan.post(&format!("{paper}/{id}/xong"), &[]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.html);
    assert!(lan.page(&paper).await.contains("scan.pdf"));
    let large = lan.post(&format!("{paper}/bat-dau"), &[("ten", "to.pdf"), ("co", "99999999")]).await;
    assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(large.html.contains("quá 10 MB"), "{}", large.html);
}
