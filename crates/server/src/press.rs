//! The typesetter behind the door `app` asks for: which form a kind of paper is, and where it can be checked.

use std::sync::Arc;

use ::signing::Rect;
use app::identity::BoxFuture;
use app::paper::{Printed, Sheet, SignPlace, Typesetter};
use dossier::PaperKind;
use kernel::Fault;
use typeset::{Form, Job, Press};

/// A typesetter whose papers lead to the check page at `base_url`.
#[must_use]
pub fn typesetter(base_url: &str) -> Arc<dyn Typesetter> {
    let base_url = base_url.trim_end_matches('/').to_owned();
    Arc::new(AtPress { press: Press::of_this_machine(), base_url })
}

struct AtPress {
    press: Press,
    base_url: String,
}

impl Typesetter for AtPress {
    fn set<'a>(&'a self, sheet: Sheet) -> BoxFuture<'a, Result<Printed, Fault>> {
        Box::pin(async move {
            let job = Job {
                form: form(sheet.kind),
                values: sheet.values,
                code: sheet.code.to_string(),
                check_url: format!("{}{}", self.base_url, sheet.code.path()),
                at: sheet.at,
                picture: sheet.picture,
            };
            let done = self.press.set(job).await?;
            let sign_place = done.sign_place.and_then(place);
            Ok(Printed { bytes: done.bytes, pages: done.pages, sign_place, replaced: done.replaced })
        })
    }
}

/// The place in the words of who signs.
fn place(found: typeset::SignPlace) -> Option<SignPlace> {
    // Points of a page: a few hundred, which both kinds of numbers hold.
    let short = |number: f64| format!("{number:.1}").parse::<f32>().ok();
    let rect = Rect {
        left: short(found.left)?,
        bottom: short(found.bottom)?,
        width: short(found.width)?,
        height: short(found.height)?,
    };
    Some(SignPlace { page: i32::try_from(found.page).ok()?, rect })
}

/// The form of a kind of paper.
pub(crate) const fn form(kind: PaperKind) -> Form {
    match kind {
        PaperKind::Receipt => Form::Receipt,
        PaperKind::Supplement => Form::Supplement,
        PaperKind::Rejection => Form::Rejection,
        PaperKind::Apology => Form::Apology,
        PaperKind::Outcome => Form::Outcome,
        PaperKind::Declaration => Form::Declaration,
        PaperKind::Copy => Form::Copy,
        PaperKind::Control => Form::Control,
    }
}
