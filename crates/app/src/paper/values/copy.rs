//! What the sheet around a scanned picture says: a copy of which paper, who put it on the scanner and when.
//!
//! Law: NĐ 45/2020/NĐ-CP; NĐ 118/2025/NĐ-CP

use serde_json::{Map, Value, json};
use store::paper::PaperRow;

use super::{Case, fields, moment, need};
use crate::Error;
use crate::paper::copy::{scan_of, told};

pub(super) fn values(case: &Case<'_>, row: &PaperRow) -> Result<Map<String, Value>, Error> {
    let (file, digitised) = scan_of(case.dossier, row)?;
    let name = told(case.app, case.dossier, row).map(|told| told.name.vi);
    Ok(fields(json!({
        "component": name.unwrap_or_default(),
        "file": { "name": file.name, "hash": file.hash.to_string() },
        "digitised_at": moment(digitised.at),
        "officer": { "name": need("officer-name", &digitised.by.name)? },
    })))
}
