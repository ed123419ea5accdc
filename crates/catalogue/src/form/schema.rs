//! The JSON Schema (2020-12) of a form's answers, derived from its fields, and what a validator says about answers.
//!
//! Only what holds whatever else is answered stands in it: a field with a condition is never `required` there.

use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value, json};

use super::value;
use crate::revision::{FieldData, FieldKind, FormData};

/// The schema of the answers of a form.
pub(super) fn derive(form: &FormData) -> Value {
    let mut schema = object(form.fields());
    if let Value::Object(schema) = &mut schema {
        schema.insert("$schema".to_owned(), Value::from("https://json-schema.org/draft/2020-12/schema"));
    }
    schema
}

/// An object with these fields and no others.
fn object<'a>(fields: impl Iterator<Item = &'a FieldData>) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for field in fields {
        properties.insert(field.id.clone(), property(field));
        if field.required && field.show_if.is_none() {
            required.push(field.id.as_str());
        }
    }
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn property(field: &FieldData) -> Value {
    let mut property = match field.kind {
        FieldKind::Number => json!({"type": "integer"}),
        FieldKind::Checkbox => json!({"const": true}),
        FieldKind::Choice => {
            json!({"enum": field.options.iter().map(|option| option.value.as_str()).collect::<Vec<_>>()})
        }
        FieldKind::PersonalId => pattern("^[0-9]{12}$"),
        FieldKind::Commune => pattern("^[0-9]{5}$"),
        FieldKind::Phone => pattern("^0[0-9]{9,10}$"),
        FieldKind::Date => pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        FieldKind::Time => pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$"),
        FieldKind::List => json!({"type": "array", "items": object(field.items.iter())}),
        FieldKind::PartialDate => pattern("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
        FieldKind::Email => pattern("^[^@\\s]+@[^@\\s]+$"),
        FieldKind::Text | FieldKind::LongText | FieldKind::PersonName => {
            json!({"type": "string", "minLength": 1, "maxLength": value::max_chars(field)})
        }
    };
    if let Value::Object(property) = &mut property {
        property.insert("title".to_owned(), Value::from(field.label.vi.as_str()));
        let limits = if field.kind == FieldKind::List {
            [("minItems", field.min.filter(|_| field.required)), ("maxItems", field.max)]
        } else {
            [("minimum", field.min), ("maximum", field.max)]
        };
        for (keyword, limit) in limits {
            property.extend(limit.map(|limit| (keyword.to_owned(), Value::from(limit))));
        }
    }
    property
}

fn pattern(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}

/// Compiles a schema; it must be an object schema of 2020-12 and itself valid.
pub(super) fn compile(schema: &Value) -> Result<jsonschema::Validator, String> {
    if schema.get("$schema").and_then(Value::as_str) != Some("https://json-schema.org/draft/2020-12/schema") {
        return Err("the schema must name draft 2020-12".to_owned());
    }
    jsonschema::draft202012::new(schema).map_err(|error| error.to_string())
}

/// Field and keyword of everything the validator does not accept.
pub(super) fn faults(validator: &jsonschema::Validator, answers: &Value) -> Vec<(String, String)> {
    validator
        .iter_errors(answers)
        .map(|error| {
            let at = error.instance_path().to_string();
            let named = at.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
            let field = if let ValidationErrorKind::Required { property } = error.kind() {
                property.as_str().unwrap_or_default().to_owned()
            } else {
                named
            };
            (field, error.kind().keyword().to_owned())
        })
        .collect()
}
