//! Names that officials' pages need in words: procedures, agencies, addresses of dossiers.

use app::{App, AppRefusal, DossierKey};
use catalogue::{CompiledRevision, Text};
use kernel::{AgencyCode, Id, ProcedureCode, Refusal};

use crate::{Lang, PageError};

/// A text of the catalogue in the visitor's language.
pub(super) fn said(text: &Text, lang: Lang) -> String {
    match lang {
        Lang::Vi => text.vi.clone(),
        Lang::En => text.en.clone(),
    }
}

/// The name of a procedure: of its revision in force, of the national list, or its code.
pub(super) fn procedure(app: &App, code: &str, lang: Lang) -> String {
    let Ok(parsed) = ProcedureCode::parse(code) else { return code.to_owned() };
    let in_force = app.catalogue.in_force(&parsed, app.today()).map(CompiledRevision::revision);
    match (in_force, app.facts.get(&parsed)) {
        (Some(revision), _) => said(&revision.name, lang),
        (None, Some(fact)) => fact.display_name().to_owned(),
        (None, None) => code.to_owned(),
    }
}

/// The name of an agency; one that is not enrolled shows its code.
pub(super) async fn agency(app: &App, code: &AgencyCode) -> Result<String, PageError> {
    match app::organisation::agency(app, code).await {
        Ok(agency) => Ok(agency.name),
        Err(app::Error::Refused(_)) => Ok(code.to_string()),
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
    }
}

/// Where the page of a dossier stands.
pub(super) fn address(key: &DossierKey) -> String {
    format!("/can-bo/ho-so/{}/{}", key.tenant, key.id)
}

/// The key in an address; what is not one leads to no dossier.
pub(super) fn key(tenant: String, id: &str) -> Result<DossierKey, PageError> {
    match Id::parse(id) {
        Some(id) => Ok(DossierKey { tenant, id }),
        None => Err(Refusal::from(AppRefusal::NotFound { what: "dossier".to_owned() }).into()),
    }
}
