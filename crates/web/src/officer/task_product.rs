//! The product of a task: handing it in, with its file where there is one, and how it is shown to whoever checks it.

use app::task::{Handed, TaskLook, TaskTarget, look};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use directives::{Found, Product};
use kernel::FileHash;

use super::task::{answered, key};
use super::task_words::task_address;
use super::typed::{Typed, Wrong};
use crate::session::Current;
use crate::signature::{self, SignatureItem};
use crate::{Chrome, OfficerIs, PageError, Web, WebRefusal, download};

/// "Sản phẩm đã nộp".
pub(super) struct ProductView {
    pub(super) words: String,
    pub(super) document: String,
    pub(super) file: Option<(String, String)>,
    pub(super) hash: String,
    /// What is said where the file has no signature.
    pub(super) unsigned: String,
    pub(super) signatures: Vec<SignatureItem>,
    pub(super) figure: String,
    pub(super) found: String,
}

/// `POST /can-bo/nhiem-vu/{tenant}/{task}/san-pham`: the product, with its file where there is one; a file that must be
/// signed first is shown to be signed.
pub(crate) async fn hand_in(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id)): Path<(String, String)>,
    request: axum::extract::Request,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    look(&web.app, &who, &key).await?;
    let (typed, file) = super::directive_new::with_file(request).await?;
    let target = TaskTarget { key: key.clone(), version: typed.version() };
    let done = match product(&typed) {
        Err(wrong) => Err(vec![wrong]),
        Ok(product) => match app::task::hand_in(&web.app, &who, &target, product, file).await {
            Ok(Handed::In(_)) => Ok(()),
            Ok(Handed::ToSign) => {
                let address = format!("{}/san-pham/ky", task_address(&key.tenant, &key.id));
                return Ok(Redirect::to(&address).into_response());
            }
            Err(app::Error::Refused(why)) => Err(vec![Wrong::at("viec-hand-in", why)]),
            Err(error) => return Err(error.into()),
        },
    };
    answered(&web, page, &who, &session, &key, typed, done).await
}

fn product(typed: &Typed) -> Result<Product, Wrong> {
    let figure = typed.whole("figure")?;
    let (words, document) = (typed.text("words"), typed.text("document"));
    Ok(Product { words, document, figure, ..Product::default() })
}

/// `GET /can-bo/nhiem-vu/{tenant}/{task}/tep/{hash}`
pub(crate) async fn file(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id, hash)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    let hash = FileHash::parse(&hash).ok_or(WebRefusal::NoPage)?;
    Ok(download::file(app::task::file(&web.app, &who, &key, &hash).await?))
}

/// What was handed in, with what its signatures are worth today.
pub(super) fn product_view(page: &Chrome, address: &str, look: &TaskLook) -> Option<ProductView> {
    let (product, _, _) = look.task.handed_in.as_ref()?;
    let file = product.file.as_ref();
    let unsigned = match (file, product.is_proved(), look.signatures.is_empty()) {
        (Some(_), _, true) if look.can_be_signed => page.t("task-not-signed"),
        (Some(_), _, true) => page.t("task-not-signed-here"),
        (None, false, _) if !product.document.is_empty() => page.t("task-no-file"),
        (Some(_) | None, _, _) => String::new(),
    };
    Some(ProductView {
        words: product.words.clone(),
        document: product.document.clone(),
        file: file.map(|file| (format!("{address}/tep/{}", file.hash.as_str()), file.name.clone())),
        hash: file.map(|file| file.hash.to_string()).unwrap_or_default(),
        unsigned,
        signatures: signature::items(page, &look.signatures),
        figure: product.figure.map(|figure| figure.to_string()).unwrap_or_default(),
        found: match &product.found {
            Some(Found::Document { number }) => page.t1("task-found-document", "number", number.clone()),
            Some(Found::Indicator { value }) => page.t1("task-found-indicator", "value", *value),
            Some(Found::Below { sum }) => page.t1("task-found-below", "value", *sum),
            None if product.is_signed() => page.t("task-found-signed"),
            None => page.t("task-found-none"),
        },
    })
}
