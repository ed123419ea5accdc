//! What each address of the API takes and answers; the other half of `API_ROUTES`, from which the OpenAPI is written.

use std::borrow::Cow;

use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

use super::actions::Deed;
use super::dossiers::{DossierList, ReadingList};
use super::drafts::{DraftList, DraftView};
use super::me::Me;
use super::procedures::{AgencyList, ProcedureList, ProcedureView};
use super::shapes::{Begin, ChosenAgency, Filing, NewWebhook, SavedPage, Supplement, Withdrawal};
use super::view::{Done, DossierView};
use super::webhooks::{DeliveryList, WebhookList, WebhookView};
use super::work::{DraftText, OfficerList, WorkCounts, WorkList};
use crate::routes::ApiMethod::{self, Delete, Get, Post, Put};
use crate::routes::{API_ROUTES, Door};

/// "Hình dạng": the schema of a body, by its name.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) name: fn() -> Cow<'static, str>,
    pub(super) schema: fn() -> RefOr<Schema>,
    pub(super) parts: fn(&mut Vec<(String, RefOr<Schema>)>),
}

/// The shape of a type.
const fn of<T: ToSchema>() -> Option<Shape> {
    Some(Shape { name: T::name, schema: T::schema, parts: T::schemas })
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
    pub(super) body: Option<Shape>,
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
        body: None,
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
    body: Option<Shape>,
    status: u16,
) -> Operation {
    let answer = (status, Answer::Versioned(of::<Done>()));
    let refuses = &[404, 409, 422];
    Operation { method, path, id, tag, query: &[], body, answer, is_based: false, refuses }
}

/// The chapters, in order, with what they are about.
pub(super) const TAGS: &[(&str, &str)] = &[
    ("about", "The API itself, and in whose name a token speaks."),
    ("procedures", "Procedures, the schemas of their answers, and where they can be filed."),
    ("drafts", "Forms being filled in, for citizens and businesses."),
    ("dossiers", "A person's own dossiers, for citizens and businesses."),
    ("work", "Worklists and every action, for officials."),
    ("webhooks", "Being told when something happens to a dossier."),
];

/// All of them, in the order of `API_ROUTES`.
pub(super) fn operations() -> Vec<Operation> {
    let mut all = reading();
    all.extend(filing());
    all.extend(following());
    all.extend(working());
    all.extend(telling());
    all
}

fn reading() -> Vec<Operation> {
    let p = "procedures";
    vec![
        Operation { refuses: &[], ..read("/api/v1/openapi.json", "describe", "about", Answer::Document) },
        Operation {
            query: &["q", "after"],
            refuses: &[],
            ..list("/api/v1/procedures", "listProcedures", p, of::<ProcedureList>())
        },
        read("/api/v1/procedures/{code}", "getProcedure", p, Answer::Json(of::<ProcedureView>())),
        Operation {
            refuses: &[404, 422],
            ..read("/api/v1/procedures/{code}/schema", "getProcedureSchema", p, Answer::JsonSchema)
        },
        list("/api/v1/procedures/{code}/agencies", "listAgencies", p, of::<AgencyList>()),
        Operation { refuses: &[], ..read("/api/v1/me", "getMe", "about", Answer::Json(of::<Me>())) },
    ]
}

fn filing() -> Vec<Operation> {
    let tag = "drafts";
    let save = |path, id, body| Operation {
        is_based: true,
        answer: (200, Answer::Versioned(of::<DraftView>())),
        ..deed(Put, path, id, tag, body, 200)
    };
    vec![
        Operation {
            refuses: &[],
            ..read("/api/v1/drafts", "listDrafts", tag, Answer::Json(of::<DraftList>()))
        },
        deed(Post, "/api/v1/drafts", "beginDraft", tag, of::<Begin>(), 201),
        Operation {
            refuses: &[404, 422],
            ..read("/api/v1/drafts/{draft}", "getDraft", tag, Answer::Versioned(of::<DraftView>()))
        },
        Operation {
            answer: (204, Answer::Empty),
            ..deed(Delete, "/api/v1/drafts/{draft}", "discardDraft", tag, None, 204)
        },
        save("/api/v1/drafts/{draft}/agency", "chooseAgency", of::<ChosenAgency>()),
        save("/api/v1/drafts/{draft}/pages/{page}", "savePage", of::<SavedPage>()),
        deed(Post, "/api/v1/drafts/{draft}/submission", "submitDraft", tag, None, 201),
    ]
}

fn following() -> Vec<Operation> {
    let tag = "dossiers";
    let act = |path, id, body| Operation { is_based: true, ..deed(Post, path, id, tag, body, 200) };
    vec![
        Operation { refuses: &[], ..list("/api/v1/dossiers", "listDossiers", tag, of::<DossierList>()) },
        deed(Post, "/api/v1/dossiers", "fileDossier", tag, of::<Filing>(), 201),
        read("/api/v1/dossiers/{id}", "getDossier", tag, Answer::Versioned(of::<DossierView>())),
        act("/api/v1/dossiers/{id}/supplement", "supplementDossier", of::<Supplement>()),
        act("/api/v1/dossiers/{id}/withdrawal", "withdrawDossier", of::<Withdrawal>()),
        act("/api/v1/dossiers/{id}/result", "takeResult", None),
        Operation {
            refuses: &[],
            ..read("/api/v1/readings", "listReadings", tag, Answer::Json(of::<ReadingList>()))
        },
    ]
}

fn working() -> Vec<Operation> {
    let tag = "work";
    let dossier = "/api/v1/work/dossiers/{tenant}/{id}";
    vec![
        Operation {
            refuses: &[],
            ..read("/api/v1/work", "countWork", tag, Answer::Json(of::<WorkCounts>()))
        },
        list("/api/v1/work/{agency}/{holder}", "listWork", tag, of::<WorkList>()),
        read(dossier, "lookAtDossier", tag, Answer::Versioned(of::<DossierView>())),
        read(
            "/api/v1/work/dossiers/{tenant}/{id}/officers",
            "listOfficers",
            tag,
            Answer::Json(of::<OfficerList>()),
        ),
        Operation {
            refuses: &[404, 422],
            ..read(
                "/api/v1/work/dossiers/{tenant}/{id}/draft",
                "draftResult",
                tag,
                Answer::Json(of::<DraftText>()),
            )
        },
        Operation {
            is_based: true,
            ..deed(
                Post,
                "/api/v1/work/dossiers/{tenant}/{id}/actions",
                "actOnDossier",
                tag,
                of::<Deed>(),
                200,
            )
        },
    ]
}

fn telling() -> Vec<Operation> {
    let tag = "webhooks";
    vec![
        Operation {
            refuses: &[],
            ..read("/api/v1/webhooks", "listWebhooks", tag, Answer::Json(of::<WebhookList>()))
        },
        deed(Post, "/api/v1/webhooks", "subscribe", tag, of::<NewWebhook>(), 201),
        read("/api/v1/webhooks/{webhook}", "getWebhook", tag, Answer::Json(of::<WebhookView>())),
        Operation {
            answer: (204, Answer::Empty),
            ..deed(Delete, "/api/v1/webhooks/{webhook}", "unsubscribe", tag, None, 204)
        },
        Operation {
            query: &["state", "after"],
            ..list("/api/v1/webhooks/{webhook}/deliveries", "listDeliveries", tag, of::<DeliveryList>())
        },
        deed(
            Post,
            "/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay",
            "replayDelivery",
            tag,
            None,
            200,
        ),
    ]
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
