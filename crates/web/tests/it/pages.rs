//! Snapshots of every public page, in Vietnamese; in English where words change the page.

use web::Lang;

use crate::site::Site;

/// Pages by the names of their snapshots, in Vietnamese and in English, and their address.
const PAGES: &[(&str, &str, &str)] = &[
    ("home_vi", "home_en", "/"),
    ("search_empty_vi", "search_empty_en", "/tim-kiem"),
    ("search_found_vi", "search_found_en", "/tim-kiem?q=khai%20sinh"),
    ("search_nothing_vi", "search_nothing_en", "/tim-kiem?q=xyz"),
    ("procedure_vi", "procedure_en", "/thu-tuc/2.000635"),
    ("procedure_information_vi", "procedure_information_en", "/thu-tuc/1.000894"),
    ("sign_in_vi", "sign_in_en", "/dang-nhap?ve=/ca-nhan"),
    ("sign_in_official_vi", "sign_in_official_en", "/dang-nhap?cho=can-bo"),
    ("developers_vi", "developers_en", "/lap-trinh"),
    ("no_page_vi", "no_page_en", "/khong-co"),
];

/// Every public page, by the name of its snapshot.
pub(crate) async fn all(lang: Lang) -> Vec<(&'static str, String)> {
    let site = Site::connected().await;
    let name = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let mut pages = Vec::new();
    for (vi, en, address) in PAGES {
        pages.push((name(vi, en), site.page(address, lang, None).await));
    }
    pages
}

/// Without content hashes, which change with every touch of a style sheet.
pub(crate) fn steady(html: &str) -> String {
    let mut steady = String::new();
    for (index, part) in html.split("/tai-nguyen/").enumerate() {
        let part = if index == 0 { part } else { part.split_once('/').map_or(part, |(_, rest)| rest) };
        steady.push_str(if index == 0 { "" } else { "/tai-nguyen/…/" });
        steady.push_str(part);
    }
    steady
}

#[tokio::test]
async fn every_page_is_as_it_was() {
    for lang in Lang::ALL {
        for (name, html) in all(lang).await {
            insta::assert_snapshot!(name, steady(&html));
        }
    }
}
