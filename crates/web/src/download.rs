//! Handing out a file somebody uploaded: it is shown or saved, never run, and can do nothing to the page it came from.

use app::upload::File;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use upload::Kind;

/// A file of its owner or of a dossier: a picture is shown, anything else is saved.
pub(crate) fn file(file: File) -> Response {
    let kind = Kind::from_name(&file.kind);
    let media_type = kind.map_or("application/octet-stream", Kind::media_type);
    let manner = if kind.is_some_and(Kind::is_picture) { "inline" } else { "attachment" };
    let disposition =
        format!("{manner}; filename=\"{}\"; filename*=UTF-8''{}", plain(&file.name), escaped(&file.name));
    let disposition =
        HeaderValue::from_str(&disposition).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, file.bytes).into_response()
}

/// The small picture: kept by the browser for a few minutes, so that a slow line carries it once.
pub(crate) fn preview(shown: File) -> Response {
    let mut response = file(shown);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=600"));
    response
}

/// A size as people write it.
pub(crate) fn size(bytes: u64) -> String {
    const KILOBYTE: u64 = 1024;
    match bytes / KILOBYTE {
        small if small < 1000 => format!("{} kB", small.max(1)),
        kilobytes => format!("{},{} MB", kilobytes / KILOBYTE, kilobytes % KILOBYTE * 10 / KILOBYTE),
    }
}

/// For old browsers: letters, digits, dots and hyphens only.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' }).collect()
}

/// RFC 8187: every other byte as `%xx`.
fn escaped(name: &str) -> String {
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b".-_~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_can_neither_run_nor_split_a_header() {
        let served =
            file(File {
                name: "Hợp đồng\"\r\nX: y.pdf".into(), kind: "pdf".into(), bytes: b"%PDF-".into()
            });
        let header = |name| served.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "application/pdf");
        assert!(header("content-disposition").starts_with("attachment; filename=\"H_p___ng___X__y.pdf\""));
        assert!(header("content-disposition").contains("UTF-8''H%E1%BB%A3p%20"));
        assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
        let shown = file(File { name: "a.jpg".into(), kind: "jpeg".into(), bytes: Vec::new() });
        assert!(shown.headers()["content-disposition"].to_str().unwrap().starts_with("inline"));
    }
}
