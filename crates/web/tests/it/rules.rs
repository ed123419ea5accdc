//! Rules every page keeps: one heading, a label for every input, the language said, nothing inline, no script needed.

use web::Lang;

use crate::pages::all;

fn count(html: &str, what: &str) -> usize {
    html.matches(what).count()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[at..].split('"').next()
}

fn tags<'a>(html: &'a str, names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    html.match_indices('<')
        .filter_map(|(at, _)| html[at + 1..].split('>').next())
        .filter(move |tag| names.contains(&tag.split([' ', '\n']).next().unwrap_or_default()))
}

#[tokio::test]
async fn every_page_has_one_heading_and_says_its_language() {
    for lang in Lang::ALL {
        for (name, html) in all(lang).await {
            assert_eq!(count(&html, "<h1"), 1, "{name}");
            assert!(html.contains(&format!("<html lang=\"{}\"", lang.tag())), "{name}");
            assert_eq!(count(&html, "<main"), 1, "{name}");
            assert!(!html.contains("<title> –"), "{name}: no title");
        }
    }
}

#[tokio::test]
async fn every_input_has_a_label_and_every_id_stands_once() {
    for (name, html) in all(Lang::Vi).await {
        for tag in tags(&html, &["input", "select", "textarea"]) {
            if attribute(tag, "type") == Some("hidden") {
                continue;
            }
            let id = attribute(tag, "id").unwrap_or_else(|| panic!("{name}: no id on <{tag}>"));
            assert!(html.contains(&format!("for=\"{id}\"")), "{name}: no label for {id}");
        }
        for (at, _) in html.match_indices(" id=\"") {
            let id = html[at + 5..].split('"').next().unwrap();
            assert_eq!(count(&html, &format!(" id=\"{id}\"")), 1, "{name}: id {id} twice");
        }
    }
}

#[tokio::test]
async fn nothing_is_inline_and_every_described_by_leads_somewhere() {
    for (name, html) in all(Lang::Vi).await {
        for banned in ["<script", "<style", " style=\"", " onclick=", "javascript:"] {
            assert!(!html.contains(banned), "{name}: {banned}");
        }
        for tag in tags(&html, &["input", "select", "textarea", "fieldset"]) {
            for id in attribute(tag, "aria-describedby").unwrap_or_default().split_whitespace() {
                assert!(html.contains(&format!(" id=\"{id}\"")), "{name}: nothing is {id}");
            }
        }
    }
}

#[tokio::test]
async fn no_key_shows_through() {
    for lang in Lang::ALL {
        for (name, html) in all(lang).await {
            for family in ["home-", "search-", "procedure-", "error-", "stage-", "channel-", "role-", "nav-"]
            {
                assert!(!html.contains(&format!(">{family}")), "{name}: a key of {family}");
            }
        }
    }
}
