//! Style, fonts and the mark, embedded and served under an address that holds a hash of the content.
//!
//! A new content is a new address, so browsers keep each file for ever: on a bad line the second page costs its HTML only.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::{PageError, WebRefusal};

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// The style sheet of every page: the vendored base and our own on top, in one file to save a journey on a slow line.
pub const STYLE: &str = "style.css";
const STYLE_PARTS: [&str; 5] = [
    "govuk-frontend.css",
    "toantrinh.css",
    "toantrinh-work.css",
    "toantrinh-citizen.css",
    "toantrinh-operator.css",
];

struct Asset {
    bytes: Cow<'static, [u8]>,
    hash: String,
    media_type: &'static str,
}

static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(load);

/// The address of an asset; the name alone where there is none, which a test refuses.
#[must_use]
pub fn url(name: &str) -> String {
    ASSETS.get(name).map_or_else(|| name.to_owned(), |asset| address(&asset.hash, name))
}

/// Names of everything that can be served.
pub fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.keys().map(String::as_str)
}

/// `GET /tai-nguyen/{hash}/{name}`
pub(crate) async fn get(Path((hash, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let asset = ASSETS.get(&name).filter(|asset| asset.hash == hash).ok_or(WebRefusal::NoPage)?;
    let headers = [(CONTENT_TYPE, asset.media_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.bytes.clone()).into_response())
}

fn address(hash: &str, name: &str) -> String {
    format!("/tai-nguyen/{hash}/{name}")
}

fn load() -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for path in Files::iter().filter(|path| !path.ends_with(".css")) {
        // Licences stand in a folder and are served beside what they cover.
        let name = path.rsplit('/').next().unwrap_or(&path);
        if let Some(file) = Files::get(&path) {
            assets.insert(name.to_owned(), asset(name, file.data));
        }
    }
    let style = style(&assets).into_bytes();
    assets.insert(STYLE.to_owned(), asset(STYLE, Cow::Owned(style)));
    assets
}

/// The parts of the style sheet joined, with `url(name)` put into addresses.
fn style(assets: &BTreeMap<String, Asset>) -> String {
    let parts = STYLE_PARTS.iter().filter_map(|name| Files::get(name));
    let mut css: String = parts.map(|file| String::from_utf8_lossy(&file.data).into_owned()).collect();
    for (name, asset) in assets {
        css = css.replace(&format!("url({name})"), &format!("url({})", address(&asset.hash, name)));
    }
    css
}

fn asset(name: &str, bytes: Cow<'static, [u8]>) -> Asset {
    let digest = hex::encode(Sha256::digest(&bytes));
    let media_type = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some(_) | None => "application/octet-stream",
    };
    Asset { bytes, hash: digest.chars().take(12).collect(), media_type }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_names_only_what_is_served() {
        let css = String::from_utf8(ASSETS[STYLE].bytes.to_vec()).unwrap();
        for (at, _) in css.match_indices("url(") {
            let target = css[at + 4..].split(')').next().unwrap();
            assert!(target.starts_with("/tai-nguyen/") || target.starts_with("data:"), "{target}");
        }
        assert!(css.contains("Be Vietnam Pro") && !css.contains("GDS Transport"));
    }
}
