//! The OpenAPI 3.1 description, written from `API_ROUTES`, `operations.rs` and the shapes themselves.

use std::collections::BTreeSet;

use axum::Json;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use catalogue::Channel;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem,
};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::schema::{Components, ComponentsBuilder, ObjectBuilder, SchemaFormat, SchemaType, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, PathsBuilder, Ref, Required,
    Response, ResponseBuilder, Server,
};
use utoipa::{PartialSchema, ToSchema};

use super::asked::{KEY_CHARS, PIECE_HASH};
use super::operations::{Answer, Operation, TAGS, Takes, operations};
use super::problem::Problem;
use super::tasks::{GROUPS, SIDES};
use super::work::{CHANNELS, DUES};
use crate::routes::{API_ROUTES, ApiMethod, ApiRoute, Door};

/// The page for developers, which also explains every code.
pub(super) const PAGE: &str = "/lap-trinh";
/// The name of the one way to prove who one is.
const BEARER: &str = "token";
/// A SHA-256 as it is written.
const HASH: &str = "^[0-9a-f]{64}$";
const ABOUT: &str = "The services of the State as JSON: the same use cases, rules and rights as the pages. \
    Errors are problem+json (RFC 9457), lists page by opaque cursors, every POST that changes something carries an \
    Idempotency-Key, every deed on something that has a version carries If-Match.";

/// `GET /api/v1/openapi.json`
pub(super) async fn openapi() -> impl IntoResponse {
    ([(CACHE_CONTROL, "public, max-age=300")], Json(document()))
}

/// The whole description.
#[must_use]
pub fn document() -> OpenApi {
    let all = operations();
    let mut paths = PathsBuilder::new().build();
    for route in API_ROUTES {
        let Some(operation) = all.iter().find(|one| (one.method, one.path) == (route.method, route.path))
        else {
            continue;
        };
        let method = match route.method {
            ApiMethod::Get => HttpMethod::Get,
            ApiMethod::Post => HttpMethod::Post,
            ApiMethod::Put => HttpMethod::Put,
            ApiMethod::Delete => HttpMethod::Delete,
        };
        let item = PathItem::new(method, described(route, operation));
        match paths.paths.get_mut(route.path) {
            Some(known) => known.merge_operations(item),
            None => {
                paths.paths.insert(route.path.to_owned(), item);
            }
        }
    }
    let licence = LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title("Toàn Trình")
        .version("1.0.0")
        .description(Some(ABOUT))
        .license(Some(licence))
        .build();
    let tags =
        TAGS.iter().map(|(name, about)| TagBuilder::new().name(*name).description(Some(*about)).build());
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new("/")]))
        .paths(paths)
        .tags(Some(tags))
        .components(Some(components(&all)))
        .build()
}

fn components(all: &[Operation]) -> Components {
    let mut parts = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut parts);
    let answers = all.iter().filter_map(|operation| match operation.answer.1 {
        Answer::Json(shape) | Answer::Versioned(shape) => shape,
        Answer::JsonSchema | Answer::Document | Answer::File(_) | Answer::Empty => None,
    });
    let taken = all.iter().filter_map(|operation| match operation.takes {
        Takes::Json(shape) => shape,
        Takes::Nothing | Takes::Piece => None,
    });
    for shape in answers.chain(taken) {
        parts.push(((shape.name)().into_owned(), (shape.schema)()));
        (shape.parts)(&mut parts);
    }
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "An access token, made by its owner on a page of their own space; it ends by itself.",
        ))
        .build();
    ComponentsBuilder::new()
        .schemas_from_iter(parts)
        .security_scheme(BEARER, SecurityScheme::Http(bearer))
        .build()
}

fn described(route: &ApiRoute, operation: &Operation) -> utoipa::openapi::path::Operation {
    let is_open = route.door == Door::ApiOpen;
    let security = if is_open {
        SecurityRequirement::default()
    } else {
        SecurityRequirement::new(BEARER, Vec::<String>::new())
    };
    let mut described = OperationBuilder::new()
        .operation_id(Some(operation.id))
        .summary(Some(route.purpose))
        .tag(operation.tag)
        .request_body(body(operation.takes))
        .response(operation.answer.0.to_string(), well(operation))
        .security(security);
    for status in refusals(route, operation) {
        described = described.response(status.to_string(), refused(status));
    }
    for parameter in parameters(route, operation) {
        described = described.parameter(parameter);
    }
    described.build()
}

fn body(takes: Takes) -> Option<RequestBody> {
    let (kind, content) = match takes {
        Takes::Nothing | Takes::Json(None) => return None,
        Takes::Json(Some(shape)) => {
            let schema = Ref::from_schema_name((shape.name)());
            ("application/json", ContentBuilder::new().schema(Some(schema)).build())
        }
        Takes::Piece => ("application/octet-stream", ContentBuilder::new().schema(Some(bytes())).build()),
    };
    Some(RequestBodyBuilder::new().content(kind, content).required(Some(Required::True)).build())
}

/// Bytes as they are: OpenAPI 3.1 says no more of them than their media type.
fn bytes() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
    ObjectBuilder::new().schema_type(SchemaType::AnyValue).build().into()
}

/// The answer when all is well.
fn well(operation: &Operation) -> Response {
    let (kind, schema) = match operation.answer.1 {
        Answer::Json(shape) | Answer::Versioned(shape) => {
            ("application/json", shape.map(|shape| Ref::from_schema_name((shape.name)()).into()))
        }
        Answer::Document => ("application/json", Some(object())),
        Answer::JsonSchema => ("application/schema+json", Some(object())),
        Answer::File(kinds) => {
            let file = || ContentBuilder::new().schema(Some(bytes())).build();
            let response = ResponseBuilder::new().description("the file itself");
            return kinds.iter().fold(response, |told, kind| told.content(*kind, file())).build();
        }
        Answer::Empty => return ResponseBuilder::new().description("done").build(),
    };
    let response = ResponseBuilder::new()
        .description("as asked")
        .content(kind, ContentBuilder::new().schema(schema).build());
    match operation.answer.1 {
        Answer::Versioned(_) => {
            let tag = HeaderBuilder::new()
                .schema(Some(ObjectBuilder::new().schema_type(Type::String).pattern(Some("^\"[0-9]+\"$"))))
                .description(Some("The version, to be sent back in If-Match."))
                .build();
            response.header("ETag", tag).build()
        }
        Answer::Json(_) | Answer::Document | Answer::JsonSchema | Answer::File(_) | Answer::Empty => {
            response.build()
        }
    }
}

fn object() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
    ObjectBuilder::new().schema_type(Type::Object).build().into()
}

fn refused(status: u16) -> Response {
    let schema = Ref::from_schema_name(Problem::name());
    let content = ContentBuilder::new().schema(Some(schema)).build();
    ResponseBuilder::new().description(meaning(status)).content("application/problem+json", content).build()
}

/// Every status an address may refuse with.
fn refusals(route: &ApiRoute, operation: &Operation) -> BTreeSet<u16> {
    let mut all: BTreeSet<u16> = operation.refuses.iter().copied().collect();
    all.extend([400, 405, 429, 500, 503]);
    if route.door != Door::ApiOpen {
        all.extend([401, 403]);
    }
    if !matches!(operation.takes, Takes::Nothing) {
        all.extend([413, 415, 422]);
    }
    if operation.method != ApiMethod::Get {
        all.insert(412);
    }
    if operation.is_based {
        all.insert(428);
    }
    all
}

const fn meaning(status: u16) -> &'static str {
    match status {
        400 => "a part of the request cannot be read",
        401 => "no token, or one that opens nothing",
        403 => "the holder of the token, or the token, may not do this",
        404 => "no such thing, or none the caller may know of",
        405 => "the address is not for this method",
        409 => "the rules do not allow it now",
        412 => "somebody acted in between: read again",
        413 => "more than a request may hold",
        415 => "the body is of another media type",
        422 => "a rule says no; the problem tells which and what to do",
        428 => "If-Match is missing",
        429 => "too many requests: wait as Retry-After says",
        500 => "our failure; the problem carries a reference number",
        _ => "busy or cut off: wait as Retry-After says",
    }
}

fn parameters(route: &ApiRoute, operation: &Operation) -> Vec<Parameter> {
    let mut all: Vec<Parameter> = route.path.split('/').filter_map(in_path).collect();
    all.extend(operation.query.iter().map(|name| in_query(name)));
    if operation.method == ApiMethod::Post {
        let schema = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(KEY_CHARS))
            .pattern(Some("^[!-~]+$"));
        let about =
            "A fresh key for each deed; the same key with the same request hears the first answer again.";
        all.push(parameter("Idempotency-Key", ParameterIn::Header, Required::True, about, schema));
    }
    if matches!(operation.takes, Takes::Piece) {
        let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some(HASH));
        let about = "SHA-256 of the piece, in lower-case hexadecimal.";
        all.push(parameter(PIECE_HASH.as_str(), ParameterIn::Header, Required::True, about, schema));
    }
    if operation.is_based {
        let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^\"[0-9]{1,18}\"$"));
        let about = "The ETag of what the deed is based on.";
        all.push(parameter("If-Match", ParameterIn::Header, Required::True, about, schema));
    }
    all
}

fn parameter(
    name: &str,
    place: ParameterIn,
    required: Required,
    about: &str,
    schema: ObjectBuilder,
) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .description(Some(about))
        .schema(Some(schema.build()))
        .build()
}

fn in_path(part: &str) -> Option<Parameter> {
    let name = part.strip_prefix('{')?.strip_suffix('}')?;
    let text = ObjectBuilder::new().schema_type(Type::String);
    let (about, schema) = match name {
        "code" => ("National code of the procedure.", text.pattern(Some("^[0-9]\\.[0-9]{6}$"))),
        "tenant" => ("The ministry or province, as H57.", text.pattern(Some("^[A-Z][0-9]{2}$"))),
        "agency" => ("Code of the agency, as H57.99.1.", text.min_length(Some(1))),
        "holder" => {
            ("In whose hands.", text.enum_values(Some(dossier::Holder::ALL.map(dossier::Holder::name))))
        }
        "cause" => {
            ("On whose account.", text.enum_values(Some(dossier::Cause::ALL.map(dossier::Cause::name))))
        }
        "paper_code" => ("The code printed on the paper.", text.min_length(Some(1))),
        "hash" => ("SHA-256 of the file.", text.pattern(Some(HASH))),
        "number" => {
            let number =
                ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(100_000));
            ("Which piece, from 0.", number)
        }
        "page" => ("Id of the page.", text.pattern(Some("^[a-z][a-z0-9_]*$"))),
        _ => ("Its id.", text.format(Some(SchemaFormat::Custom("uuid".to_owned())))),
    };
    Some(parameter(name, ParameterIn::Path, Required::True, about, schema))
}

fn in_query(name: &str) -> Parameter {
    let text = ObjectBuilder::new().schema_type(Type::String);
    let (about, schema) = match name {
        "q" => ("Words people use, or a code.", text.max_length(Some(200))),
        "year" => {
            let year =
                ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(2000)).maximum(Some(9999));
            ("Which year; this one where nothing is said.", year)
        }
        "officer" => ("Given to this account.", text.min_length(Some(1))),
        "procedure" => ("Of this procedure.", text.pattern(Some("^[0-9]\\.[0-9]{6}$"))),
        "channel" => ("How it came in.", text.enum_values(Some(CHANNELS.map(Channel::word)))),
        "stage" => {
            let stages = directives::DirectiveStage::ALL.map(directives::DirectiveStage::name);
            ("At this stage; issued where nothing is said.", text.enum_values(Some(stages)))
        }
        "side" => ("Assigned to the body, or by it.", text.enum_values(Some(SIDES.map(|(name, _)| name)))),
        "lane" => {
            let lanes = app::task::Lane::ALL.map(app::task::Lane::name);
            ("With whom they lie.", text.enum_values(Some(lanes)))
        }
        "by" => ("Grouped by.", text.enum_values(Some(GROUPS.map(|(name, _)| name)))),
        "group" => ("Only this line of the board.", text.min_length(Some(1))),
        "outcome" => (
            "Which template it begins from: of what is granted where nothing is said.",
            text.enum_values(Some(["granted", "rejected"])),
        ),
        "from" | "until" | "on" => {
            let day = text.format(Some(SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::Date)));
            ("A day.", day)
        }
        "late" => ("Only what is past its end.", ObjectBuilder::new().schema_type(Type::Boolean)),
        "due" => ("By its end.", text.enum_values(Some(DUES.map(|(name, _)| name)))),
        "state" => {
            let states = app::webhook::State::ALL.map(app::webhook::State::name);
            ("Which messages; those given up where nothing is said.", text.enum_values(Some(states)))
        }
        _ => ("The `next` of the page before.", text.pattern(Some("^([0-9a-f]{2})+$"))),
    };
    parameter(name, ParameterIn::Query, Required::False, about, schema)
}
