//! What each address of the API takes and answers; the other half of `API_ROUTES`, from which the OpenAPI is written.
//!
//! The kinds of addresses stand here, the addresses themselves by whose token they ask for.

mod citizens;
mod directives;
mod everybody;
mod officials;

use std::borrow::Cow;

use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

use super::view::Done;
use crate::routes::ApiMethod::{self, Delete, Get, Post, Put};
use crate::routes::{API_ROUTES, Door};

/// "Hình dạng": the schema of a body, by its name.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) name: fn() -> Cow<'static, str>,
    pub(super) schema: fn() -> RefOr<Schema>,
    pub(super) parts: fn(&mut Vec<(String, RefOr<Schema>)>),
}

/// A body of a type.
const fn json<T: ToSchema>() -> Takes {
    Takes::Json(of::<T>())
}

/// The shape of a type.
const fn of<T: ToSchema>() -> Option<Shape> {
    Some(Shape { name: T::name, schema: T::schema, parts: T::schemas })
}

/// What an address takes.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    /// Nothing but what stands in its address.
    Nothing,
    /// A body of this shape.
    Json(Option<Shape>),
    /// A piece of a file, with its hash.
    Piece,
}

/// What an address answers with when all is well.
#[derive(Clone, Copy)]
pub(super) enum Answer {
    /// A body of this shape.
    Json(Option<Shape>),
    /// A body with a version, told in `ETag`.
    Versioned(Option<Shape>),
    /// A JSON Schema.
    JsonSchema,
    /// The description itself.
    Document,
    /// A file, of one of these media types.
    File(&'static [&'static str]),
    /// Nothing.
    Empty,
}

/// "Thao tác": one address.
pub(super) struct Operation {
    pub(super) method: ApiMethod,
    pub(super) path: &'static str,
    /// The name software libraries give it.
    pub(super) id: &'static str,
    /// The chapter it stands in.
    pub(super) tag: &'static str,
    /// Names of its query parameters.
    pub(super) query: &'static [&'static str],
    /// What it takes.
    pub(super) takes: Takes,
    /// Status and body when all is well.
    pub(super) answer: (u16, Answer),
    /// Whether it is based on a version.
    pub(super) is_based: bool,
    /// Statuses of its own refusals, beside those every address has.
    pub(super) refuses: &'static [u16],
}

const fn read(path: &'static str, id: &'static str, tag: &'static str, answer: Answer) -> Operation {
    Operation {
        method: Get,
        path,
        id,
        tag,
        query: &[],
        takes: Takes::Nothing,
        answer: (200, answer),
        is_based: false,
        refuses: &[404],
    }
}

const fn list(path: &'static str, id: &'static str, tag: &'static str, answer: Option<Shape>) -> Operation {
    Operation { query: &["after"], refuses: &[404, 422], ..read(path, id, tag, Answer::Json(answer)) }
}

const fn deed(
    method: ApiMethod,
    path: &'static str,
    id: &'static str,
    tag: &'static str,
    takes: Takes,
    status: u16,
) -> Operation {
    let answer = (status, Answer::Versioned(of::<Done>()));
    let refuses = &[404, 409, 422];
    Operation { method, path, id, tag, query: &[], takes, answer, is_based: false, refuses }
}

/// A file that is read.
const fn file(
    path: &'static str,
    id: &'static str,
    tag: &'static str,
    kinds: &'static [&'static str],
) -> Operation {
    read(path, id, tag, Answer::File(kinds))
}

/// What papers come as.
const PAPER: &[&str] = &["application/pdf"];
/// What uploaded files come as.
const UPLOADED: &[&str] = &["application/pdf", "image/jpeg", "image/png"];

/// The chapters, in order, with what they are about.
pub(super) const TAGS: &[(&str, &str)] = &[
    ("about", "The API itself, and in whose name a token speaks."),
    ("procedures", "Procedures, the schemas of their answers, and where they can be filed."),
    ("drafts", "Forms being filled in, for citizens and businesses."),
    ("uploads", "Files for the papers a draft or a supplement request asks for."),
    ("dossiers", "A person's own dossiers, for citizens and businesses."),
    ("work", "Worklists and every action, for officials."),
    ("agencies", "An agency's register, loads, ratings and search, for officials."),
    ("counter", "Forms filled in at the counter, for officials."),
    ("directives", "Directives from above, their tasks, and how far they are, for officials."),
    ("webhooks", "Being told when something happens to a dossier."),
];

/// All of them.
pub(super) fn operations() -> Vec<Operation> {
    let mut all = everybody::operations();
    all.extend(citizens::operations());
    all.extend(officials::operations());
    all.extend(directives::operations());
    all
}

/// "Dòng trên trang dành cho lập trình viên": an address as the page for developers lists it.
pub struct Listed {
    /// Method.
    pub method: &'static str,
    /// Path.
    pub path: &'static str,
    /// Whose token it asks for, as the key of its word.
    pub door: &'static str,
    /// What for.
    pub purpose: &'static str,
    /// The name libraries give it.
    pub id: &'static str,
}

/// Every address with its operation.
#[must_use]
pub fn listed() -> Vec<Listed> {
    let operations = operations();
    let of = |route: &crate::routes::ApiRoute| {
        let known = operations.iter().find(|one| (one.method, one.path) == (route.method, route.path));
        Listed {
            method: method(route.method),
            path: route.path,
            door: door(route.door),
            purpose: route.purpose,
            id: known.map_or("", |known| known.id),
        }
    };
    API_ROUTES.iter().map(of).collect()
}

/// A method as it is written.
pub(super) const fn method(method: ApiMethod) -> &'static str {
    match method {
        Get => "GET",
        Post => "POST",
        Put => "PUT",
        Delete => "DELETE",
    }
}

const fn door(door: Door) -> &'static str {
    match door {
        Door::ApiOpen => "api-door-open",
        Door::ApiToken => "api-door-token",
        Door::ApiCitizen => "api-door-citizen",
        Door::ApiOfficial => "api-door-official",
    }
}
