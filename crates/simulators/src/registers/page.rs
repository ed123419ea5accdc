//! `/gia-lap/co-so-du-lieu`: how each simulated register behaves, and switching it, so that one can see "register down".

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use super::{Mood, Registers};

/// Where the page stands.
pub const PATH: &str = "/gia-lap/co-so-du-lieu";

#[derive(Template)]
#[template(path = "registers.html")]
struct Page {
    registers: Vec<Row>,
}

struct Row {
    name: &'static str,
    title: &'static str,
    moods: Vec<(&'static str, &'static str, bool)>,
}

#[derive(Deserialize)]
struct Switch {
    register: String,
    mood: String,
}

impl Registers {
    /// The page, to be merged with the others.
    pub fn router(&self) -> Router {
        Router::new().route(PATH, get(show).post(switch)).with_state(self.clone())
    }
}

async fn show(State(registers): State<Registers>) -> Response {
    let row = |name: &'static str| {
        let present = registers.mood(name);
        Row {
            name,
            title: title(name),
            moods: Mood::ALL.map(|mood| (mood.word(), says(mood), mood == present)).into(),
        }
    };
    match (Page { registers: Registers::NAMES.map(row).into() }).render() {
        Ok(html) => Html(html).into_response(),
        Err(_) => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn switch(State(registers): State<Registers>, Form(asked): Form<Switch>) -> Response {
    let mood = Mood::ALL.into_iter().find(|mood| mood.word() == asked.mood);
    if let (Some(mood), true) = (mood, Registers::NAMES.contains(&asked.register.as_str())) {
        registers.set(&asked.register, mood);
    }
    Redirect::to(PATH).into_response()
}

fn title(name: &str) -> &'static str {
    match name {
        "population" => "Cơ sở dữ liệu quốc gia về dân cư",
        "civil-status" => "Cơ sở dữ liệu hộ tịch điện tử",
        "land" => "Cơ sở dữ liệu đất đai",
        "enterprise" => "Cơ sở dữ liệu đăng ký kinh doanh",
        _ => "Cơ sở dữ liệu y tế (giấy chứng sinh)",
    }
}

fn says(mood: Mood) -> &'static str {
    match mood {
        Mood::Well => "Trả lời bình thường",
        Mood::Down => "Không kết nối được",
        Mood::Slow => "Trả lời quá chậm",
        Mood::Wrong => "Trả lời sai người",
        Mood::Partial => "Trả lời thiếu",
    }
}
