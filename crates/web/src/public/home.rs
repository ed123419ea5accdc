//! `/`: the search box first, then what can be done here from end to end, then common procedures by what happens in life.

use askama::Template;
use axum::extract::State;
use url::form_urlencoded;

use super::{Card, Shelf};
use crate::{Chrome, CitizenIs, Lang, Page, PageError, Web, t, words};

/// What can be done here, the most asked for first, and its picture; its plain name stands under `plain-{code}`.
const TILES: &[(&str, &str)] = &[
    ("1.001193", "birth"),
    ("2.000635", "copy"),
    ("1.004194", "stay"),
    ("1.004222", "home"),
    ("1.004873", "marriage"),
    ("1.001612", "business"),
];

/// A turn of life and what people then look for: its key and picture, then the words `life-{key}-{n}`, each with the
/// procedure they mean where it is one that can be done here; the others are searched for.
const LIFE_EVENTS: &[(&str, &str, [&str; 3])] = &[
    ("birth", "birth", ["1.001193", "2.000635", ""]),
    ("marriage", "marriage", ["1.004873", "", "2.000635"]),
    ("home", "home", ["1.004194", "1.004222", ""]),
    ("business", "business", ["1.001612", "", ""]),
    ("papers", "papers", ["", "", ""]),
    ("loss", "loss", ["", "", ""]),
];

#[derive(Template)]
#[template(path = "public/home.html")]
pub(crate) struct Home {
    page: Chrome,
    /// What the visitor has begun: the draft and its procedure.
    begun: Vec<(String, String)>,
    tiles: Vec<Tile>,
    events: Vec<LifeEvent>,
}

/// "Ô việc": a thing that can be done here, as people call it.
struct Tile {
    code: String,
    icon: &'static str,
    /// As people say it.
    plain: String,
    /// As the law calls it; empty where it is the same.
    official: String,
}

/// "Việc trong đời".
struct LifeEvent {
    title: String,
    icon: &'static str,
    ways: Vec<LifeWay>,
}

/// "Lối đi": words and where they lead.
struct LifeWay {
    words: String,
    to: String,
}

/// `GET /`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    visitor: Result<CitizenIs, PageError>,
) -> Result<Page<Home>, PageError> {
    let drafts = match visitor {
        Ok(CitizenIs(who)) => app::draft::mine(&web.app, &who).await?,
        Err(_) => Vec::new(),
    };
    let name = |code: &str| {
        let sheet = Shelf::of(&web.app).sheet(code, page.lang);
        sheet.map_or_else(|| code.to_owned(), |sheet| sheet.card.name)
    };
    let begun = drafts.iter().map(|draft| (draft.id.to_string(), name(&draft.procedure))).collect();
    let cards = Shelf::of(&web.app).executable(page.lang);
    let events = LIFE_EVENTS.iter().map(|event| life_event(&page, event, &cards)).collect();
    let tiles = tiles(&page, &cards);
    Ok(Page(Home { page, begun, tiles, events }))
}

/// The tiles in their order, then whatever else can be done here.
fn tiles(page: &Chrome, cards: &[Card]) -> Vec<Tile> {
    let icon = |card: &Card| TILES.iter().position(|(code, _)| *code == card.code);
    let mut sorted: Vec<&Card> = cards.iter().collect();
    sorted.sort_by_key(|card| icon(card).unwrap_or(TILES.len()));
    let tile = |card: &Card| {
        let plain = plain_name(page.lang, card);
        Tile {
            code: card.code.clone(),
            icon: icon(card).and_then(|place| TILES.get(place)).map_or("papers", |(_, icon)| icon),
            official: if plain == card.name { String::new() } else { card.name.clone() },
            plain,
        }
    };
    sorted.into_iter().map(tile).collect()
}

/// What people call a procedure, where a name is known.
fn plain_name(lang: Lang, card: &Card) -> String {
    let key = format!("plain-{}", card.code.replace('.', "-"));
    if words().has(lang, &key) { t(lang, &key) } else { card.name.clone() }
}

fn life_event(
    page: &Chrome,
    (key, icon, codes): &(&str, &'static str, [&str; 3]),
    cards: &[Card],
) -> LifeEvent {
    let way = |(place, code): (usize, &&str)| {
        let key = format!("life-{key}-{}", place + 1);
        let Some(card) = cards.iter().find(|card| card.code == *code) else {
            // The national list is Vietnamese, so the search is, whatever language the page is in.
            let searched = t(Lang::Vi, &key);
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", &searched).finish();
            return LifeWay { words: page.t(&key), to: format!("/tim-kiem?{query}") };
        };
        // What is known by its code has its own name.
        let words = if page.lang == Lang::Vi { page.t(&key) } else { plain_name(page.lang, card) };
        LifeWay { words, to: format!("/thu-tuc/{code}") }
    };
    LifeEvent {
        title: page.t(&format!("life-{key}")),
        icon,
        ways: codes.iter().enumerate().map(way).collect(),
    }
}
