//! How every page of a citizen looks, and the rules all pages keep.

use testkit::{Mood, SimulatedRegisters};
use web::Lang;

use super::{Browser, Office};
use crate::site::Site;

/// Every page there is, with the dossier in every state that changes what is shown.
async fn pages(lang: Lang) -> Vec<(&'static str, String)> {
    let (site, registers) = Site::with_a_silent_register().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let low = Browser::of(&site, &site.test.citizen(5)).await;
    let mut pages = Vec::new();
    let see = async |browser: &Browser<'_>, address: &str| site.page(address, lang, Some(&browser.sid)).await;
    pages.push(("space_empty", see(&lan, "/ca-nhan").await));
    pages.push(("space_level_one", see(&low, "/ca-nhan").await));
    pages.push(("start", see(&lan, "/nop/2.000635").await));
    let draft = lan.begin("2.000635").await;
    pages.push(("start_begun", see(&lan, "/nop/2.000635").await));
    pages.push(("agency", see(&lan, &format!("{draft}/co-quan")).await));
    pages.push(("check_open", see(&lan, &format!("{draft}/kiem-tra")).await));
    let more = lan.fill(&format!("{draft}/person/cau/whose"), &[("whose", "self")]).await;
    pages.push(("page_who", see(&lan, &more).await));
    pages.push(("page_single", see(&lan, &format!("{draft}/event/cau/event")).await));
    let wrong = lan.fill(&more, &[("own_birth", "31/02/1993")]).await;
    pages.push(("page_wrong", see(&lan, &wrong).await));
    pages.push(("page_contact", see(&lan, &format!("{draft}/delivery/cau/phone")).await));
    pages.push(("discard", see(&lan, &format!("{draft}/bo")).await));
    pages.push(("space_draft", see(&lan, "/ca-nhan").await));
    let residence = lan.begin("1.004194").await;
    pages.push(("page_place", see(&lan, &format!("{residence}/place/cau/stay_commune?sai=1")).await));
    pages.push(("page_period", see(&lan, &format!("{residence}/period/cau/from_on")).await));
    lan.fill(&format!("{residence}/place/cau/dwelling"), &[("dwelling", "lease")]).await;
    let lease = residence.replace("/to-khai/", "/giay-to/") + "/dwelling_lease";
    pages.push(("paper_empty", see(&lan, &lease).await));
    let files = [("mo.jpg", &testkit::photo(false, 1)[..]), ("thu.docx", b"PK")];
    let refused = lan.send_files(&lease, &files).await;
    pages.push(("paper_wrong", see(&lan, refused.headers()["location"].to_str().unwrap()).await));
    lan.send_files(&lease, &[("hop-dong.pdf", &testkit::scan(1))]).await;
    pages.push(("paper_doubtful", see(&lan, &lease).await));
    pages.push(("check_paper", see(&lan, &format!("{residence}/kiem-tra")).await));
    lan.post(&format!("{residence}/bo"), &[]).await;
    pages.push(("space_bin", see(&lan, "/ca-nhan").await));
    sending(lang, &site, &registers, &lan, &mut pages).await;
    communes(lang, &site, &mut pages).await;
    pages
}

/// A commune asked alone, and one that stands in the box already.
async fn communes(lang: Lang, site: &Site, pages: &mut Pages) {
    let khoi = Browser::of(site, &site.test.citizen(1)).await;
    let birth = khoi.begin("1.001193").await;
    khoi.fill(&format!("{birth}/birth_place_page/cau/birth_place_kind"), &[("birth_place_kind", "facility")])
        .await;
    khoi.fill(&format!("{birth}/contact/cau/delivery"), &[("delivery", "post")]).await;
    for (name, question) in
        [("page_commune", "birth_place_page/cau/birth_commune"), ("page_offered", "contact/cau/post_commune")]
    {
        pages.push((name, site.page(&format!("{birth}/{question}"), lang, Some(&khoi.sid)).await));
    }
}

type Pages = Vec<(&'static str, String)>;

/// From the check to the dossier just sent.
async fn sending(
    lang: Lang,
    site: &Site,
    registers: &SimulatedRegisters,
    lan: &Browser<'_>,
    pages: &mut Pages,
) {
    let see = async |browser: &Browser<'_>, address: &str| site.page(address, lang, Some(&browser.sid)).await;
    let draft = lan.fill_all().await;
    pages.push(("check", see(lan, &format!("{draft}/kiem-tra")).await));
    let stale = [("version", "1"), ("event", "death")];
    pages.push(("overtaken", lan.post(&format!("{draft}/event/cau/event"), &stale).await.html));
    registers.set("population", Mood::Well);
    let dossier = lan.submit().await;
    let stale = [("version", "9"), ("ly_do", "Không cần nữa")];
    pages.push(("conflict", lan.post(&format!("{dossier}/rut"), &stale).await.html));
    pages.push(("track_new", see(lan, &format!("{dossier}?moi=1")).await));
    pages.push(("withdraw", see(lan, &format!("{dossier}/rut")).await));
    following(lang, site, lan, &dossier, pages).await;
}

/// From a supplement to the opinion at the end.
async fn following(lang: Lang, site: &Site, lan: &Browser<'_>, dossier: &str, pages: &mut Pages) {
    let see = async |browser: &Browser<'_>, address: &str| site.page(address, lang, Some(&browser.sid)).await;
    let office = Office::of(site, dossier);
    site.test.clock.set("2026-03-02T09:20");
    office.receive().await;
    let asks = [
        ("registration_on", "Ghi ngày đăng ký"),
        ("identity", "Chụp lại thẻ căn cước, thấy rõ bốn góc"),
        ("book", "Ghi số quyển, nếu còn nhớ"),
    ];
    office.ask_for(&asks).await;
    app::outbox::drain(&site.test.app).await.unwrap();
    pages.push(("space_todo", see(lan, "/ca-nhan").await));
    pages.push(("track_supplement", see(lan, dossier).await));
    pages.push(("supplement", see(lan, &format!("{dossier}/bo-sung")).await));
    let half = [("version", "3"), ("muc_1", "31/02/1993"), ("muc_3", "")];
    let refused = lan.post(&format!("{dossier}/bo-sung"), &half).await.to;
    pages.push(("supplement_wrong", see(lan, &refused).await));
    let card = dossier.replace("/ho-so/", "/giay-to/") + "/identity";
    pages.push(("supplement_paper", see(lan, &card).await));
    lan.send_files(&card, &[("the.jpg", &testkit::photo(true, 5))]).await;
    lan.fill(&format!("{dossier}/bo-sung"), &[("muc_1", "1/2/1993"), ("muc_3", "Số 12")]).await;
    let t = &site.test;
    app::message::write(
        &t.app,
        &t.official(access::Role::Officer),
        &office.target.key,
        "Đã nhận đủ, cảm ơn bà.",
    )
    .await
    .unwrap();
    app::outbox::drain(&t.app).await.unwrap();
    lan.post(&format!("{dossier}/trao-doi"), &[("tin", "Bao giờ tôi nhận được?")]).await;
    pages.push(("messages", see(lan, &format!("{dossier}/trao-doi")).await));
    let refused = lan.post(&format!("{dossier}/trao-doi"), &[("tin", " ")]).await.to;
    pages.push(("messages_wrong", see(lan, &refused).await));
    site.test.clock.set("2026-03-03T09:20");
    let lan = &Browser::of(site, &site.test.citizen(0)).await;
    pages.push(("track_late", see(lan, dossier).await));
    office.decide().await;
    pages.push(("track_done", see(lan, dossier).await));
    lan.fill(dossier, &[]).await;
    pages.push(("track_delivered", see(lan, &format!("{dossier}?xong=nhan")).await));
    pages.push(("rating", see(lan, &format!("{dossier}/danh-gia")).await));
    let refused = lan.post(&format!("{dossier}/danh-gia"), &[("diem", "9")]).await.to;
    pages.push(("rating_wrong", see(lan, &refused).await));
    pages.push(("readings", see(lan, "/ca-nhan/luot-xem").await));
}

/// Without content hashes and ids.
fn steady(html: &str) -> String {
    let mut text = String::new();
    for (index, part) in html.split("/tai-nguyen/").enumerate() {
        let part = if index == 0 { part } else { part.split_once('/').map_or(part, |(_, rest)| rest) };
        text.push_str(if index == 0 { "" } else { "/tai-nguyen/…/" });
        text.push_str(part);
    }
    for family in ["/to-khai/", "/ho-so/", "/giay-to/", "chua="] {
        let parts: Vec<String> = text.split(family).map(str::to_owned).collect();
        let cut = |part: &String| part.get(36..).map_or_else(|| part.clone(), |rest| format!("…{rest}"));
        let rest = parts.iter().skip(1).map(cut);
        text = parts.iter().take(1).cloned().chain(rest).collect::<Vec<_>>().join(family);
    }
    text
}

#[tokio::test]
async fn pages_in_vietnamese() {
    for (name, html) in pages(Lang::Vi).await {
        insta::assert_snapshot!(format!("{name}_vi"), steady(&html));
    }
}

#[tokio::test]
async fn pages_in_english() {
    for (name, html) in pages(Lang::En).await {
        if ["page_wrong", "check_open", "paper_doubtful", "track_supplement", "track_done", "readings"]
            .contains(&name)
        {
            insta::assert_snapshot!(format!("{name}_en"), steady(&html));
        }
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()
}

fn tags<'a>(html: &'a str, names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let tags = html.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter(move |tag| names.contains(&tag.split([' ', '\n']).next().unwrap_or_default()))
}

#[tokio::test]
async fn every_page_keeps_the_rules() {
    for lang in Lang::ALL {
        for (name, html) in pages(lang).await {
            assert_eq!((html.matches("<h1").count(), html.matches("<main").count()), (1, 1), "{name}");
            for banned in ["<script>", "<style", " style=\"", " onclick=", "javascript:"] {
                assert!(!html.contains(banned), "{name}: {banned}");
            }
            for tag in tags(&html, &["input", "select", "textarea"]) {
                if attribute(tag, "type") != Some("hidden") {
                    let id = attribute(tag, "id").unwrap_or_else(|| panic!("{name}: no id on <{tag}>"));
                    assert!(html.contains(&format!("for=\"{id}\"")), "{name}: no label for {id}");
                }
            }
            for part in html.split(" id=\"").skip(1) {
                let id = part.split('"').next().unwrap();
                assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{name}: id {id} twice");
            }
            for tag in tags(&html, &["input", "select", "textarea", "fieldset", "section", "div"]) {
                for by in ["aria-describedby", "aria-labelledby"] {
                    for id in attribute(tag, by).unwrap_or_default().split_whitespace() {
                        assert!(html.contains(&format!(" id=\"{id}\"")), "{name}: nothing is {id}");
                    }
                }
            }
            for link in tags(&html, &["a"]).filter_map(|tag| attribute(tag, "href")?.strip_prefix('#')) {
                assert!(html.contains(&format!(" id=\"{link}\"")), "{name}: #{link} leads nowhere");
            }
            for rest in html.split("method=\"post\"").skip(1) {
                let form = rest.split("</form>").next().unwrap();
                assert!(form.contains("name=\"csrf\""), "{name}: a form without its secret: {form}");
            }
            let words = [
                "draft-",
                "space-",
                "track-",
                "start-",
                "stage-",
                "answer-",
                "register-",
                "procedure-",
                "holder-",
            ];
            for family in words {
                assert!(!html.contains(&format!(">{family}")), "{name}: a key of {family}");
            }
        }
    }
}
