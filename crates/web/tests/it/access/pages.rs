//! Each page a route opens, as whoever it is for sees it: a snapshot a route, so that no page is without one.
//!
//! What a page looks like in its many states stands in `citizen/look.rs`, `officer/looks.rs` and `pages.rs`; here is
//! the proof that there is none nobody looks at. Only what stands between `<main>` and `</main>` is kept.

use web::{Method, ROUTES};

use super::visitor::Visitor;
use super::world::World;

/// The address as a file may be called.
fn called(path: &str) -> String {
    let words = path.split(['/', '{', '}', '-']).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-");
    if name.is_empty() { "home".to_owned() } else { name }
}

/// What the page says, without the frame all pages share and without content hashes.
fn said(html: &str) -> Option<String> {
    let from = html.find("<main")?;
    let until = html.find("</main>")?;
    let steady = crate::pages::steady(&html[from..until]);
    // Certificates are made anew for each run, and so is each question to a passkey.
    let steady = without(&steady, "Chứng thư số ", ".");
    let steady = without(&steady, " data-challenge=\"", "\"");
    // A file's hash says how it was typeset, which is looked at elsewhere.
    Some(steady.split_inclusive(|sign: char| !sign.is_ascii_hexdigit()).map(unhashed).collect())
}

/// A run of hexadecimal digits as long as a hash, and the sign after it.
fn unhashed(run: &str) -> String {
    match run.trim_end_matches(|sign: char| !sign.is_ascii_hexdigit()) {
        hash if hash.len() == 64 => format!("…{}", &run[64..]),
        _ => run.to_owned(),
    }
}

/// The text without what stands between a mark and the end after it.
fn without(text: &str, mark: &str, end: &str) -> String {
    let mut parts = text.split(mark);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(mark);
        kept.push('…');
        kept.push_str(part.find(end).map_or("", |at| &part[at..]));
    }
    kept
}

#[tokio::test]
async fn no_page_is_without_a_snapshot() {
    let world = World::with_keys().await;
    let mut bare = Vec::new();
    for route in ROUTES.iter().filter(|route| route.method == Method::Get) {
        let mut seen = false;
        for visitor in Visitor::ALL.into_iter().rev().filter(|visitor| visitor.belongs(route.guard)) {
            let Some(html) = world.page(route, visitor).await else { continue };
            let Some(main) = said(&html) else { continue };
            insta::with_settings!({ snapshot_path => "../snapshots/routes", prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(called(route.path), main);
            });
            seen = true;
            break;
        }
        if !seen {
            bare.push(route.path);
        }
    }
    insta::assert_snapshot!("opens_no_page", bare.join("\n"));
}
