//! The API's description of itself: the same addresses as the table, shapes that exist, examples that hold.

use std::collections::BTreeSet;

use serde_json::Value;
use web::{API_ROUTES, ApiMethod};

use super::software::Software;
use crate::site::Site;

fn method(method: ApiMethod) -> &'static str {
    match method {
        ApiMethod::Get => "get",
        ApiMethod::Post => "post",
        ApiMethod::Put => "put",
        ApiMethod::Delete => "delete",
    }
}

#[tokio::test]
async fn the_description_names_every_address_and_no_other() {
    let site = Site::open().await;
    let told = Software::with(&site, None).get("/api/v1/openapi.json").await.when(200);
    assert_eq!(told["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    for (path, item) in told["paths"].as_object().unwrap() {
        for (verb, operation) in item.as_object().unwrap() {
            described.insert(format!("{verb} {path}"));
            assert!(
                operation["operationId"].is_string() && operation["summary"].is_string(),
                "{verb} {path}"
            );
        }
    }
    let table: BTreeSet<String> =
        API_ROUTES.iter().map(|route| format!("{} {}", method(route.method), route.path)).collect();
    assert_eq!(described, table);
}

/// Every `$ref` leads to a shape, and no operation has a name twice.
#[tokio::test]
async fn every_shape_named_is_there() {
    let told = serde_json::to_value(web::api::document()).unwrap();
    let mut refs = BTreeSet::new();
    gather(&told, &mut refs);
    assert!(refs.len() > 20, "{refs:?}");
    for reference in refs {
        let pointer = reference.trim_start_matches('#');
        assert!(told.pointer(pointer).is_some(), "{reference}");
    }
    let ids: Vec<&str> = web::api::listed().iter().map(|listed| listed.id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), API_ROUTES.len(), "{ids:?}");
}

fn gather(value: &Value, refs: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if let (true, Some(reference)) = (key == "$ref", value.as_str()) {
                    refs.insert(reference.to_owned());
                }
                gather(value, refs);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, refs)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whoever files software against a procedure begins with its example: it must be one the form accepts.
#[tokio::test]
async fn every_procedure_has_a_schema_and_an_example_that_holds() {
    let site = Site::open().await;
    let software = Software::with(&site, None);
    let mut seen = 0;
    for code in site.test.app.catalogue.executable_codes() {
        let heard = software.get(&format!("/api/v1/procedures/{code}/schema")).await;
        assert_eq!(heard.headers["content-type"], "application/schema+json");
        let schema = heard.when(200);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let Value::Object(example) = schema["examples"][0].clone() else { panic!("{code}: no example") };
        let form = site.test.app.executable(code).unwrap().form();
        let problems = form.check_all(&catalogue::Answers::from(example), site.test.app.today());
        assert!(problems.is_empty(), "{code}: {problems:?}");
        seen += 1;
    }
    assert!(seen >= 2);
}
