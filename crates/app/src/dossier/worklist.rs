//! Worklists of an official: only agencies and hands the posts of today open.

use access::{Post, Role, Staff, reads};
use dossier::Holder;
use kernel::AgencyCode;
use store::dossier::After;
use store::dossier::{WorkRow, Worklist, count};
use store::staff::deciding_in;

use crate::{App, Error};

/// Rows of a page.
const PAGE: i64 = 50;

/// "Trang danh sách": a page of rows and where the next begins.
pub struct Page {
    /// The rows, the most urgent first.
    pub rows: Vec<WorkRow>,
    /// The key after which the next page begins, if there is one.
    pub next: Option<After>,
}

/// A page of what lies with `holder` at `agency`.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn worklist(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    holder: Holder,
    after: Option<After>,
) -> Result<Page, Error> {
    let _measured = crate::operations::measure("dossier.worklist");
    reads(who, agency, app.today())?;
    let asked = Worklist { agency, holder, after, limit: PAGE + 1 };
    let mut rows = store::dossier::worklist(&mut app.store.read().await?.conn(), &asked).await?;
    let is_more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > PAGE;
    if is_more {
        rows.pop();
    }
    let next = rows.last().filter(|_| is_more).map(|row| After { due_at: row.due_at, id: row.id });
    Ok(Page { rows, next })
}

/// How much lies in whose hands, for the posts held today: agency, hands, number (a thousand means "or more").
///
/// # Errors
/// The database's failure.
pub async fn counts(app: &App, who: &Staff) -> Result<Vec<(AgencyCode, Holder, i64)>, Error> {
    let _measured = crate::operations::measure("dossier.counts");
    let mut reader = app.store.read().await?;
    let mut counts: Vec<(AgencyCode, Holder, i64)> = Vec::new();
    for post in who.posts_on(app.today()) {
        let agencies = match post.role {
            Role::Inspector => deciding_in(&mut reader.conn(), post.agency.tenant()).await?,
            Role::Desk
            | Role::Officer
            | Role::Head
            | Role::Signer
            | Role::Clerk
            | Role::Deliverer
            | Role::Admin => Vec::new(),
        };
        let mut codes: Vec<AgencyCode> = agencies.into_iter().map(|agency| agency.code).collect();
        if codes.is_empty() {
            codes.push(post.agency.clone());
        }
        for code in codes {
            for holder in holders(post) {
                if !counts.iter().any(|(agency, of, _)| *agency == code && of == holder) {
                    let number = count(&mut reader.conn(), &code, *holder).await?;
                    counts.push((code.clone(), *holder, number));
                }
            }
        }
    }
    Ok(counts)
}

/// Whose work a role wants to see, the own first.
const fn holders(post: &Post) -> &'static [Holder] {
    match post.role {
        Role::Desk => &[Holder::Desk, Holder::Delivery, Holder::Applicant],
        Role::Officer => &[Holder::Officer, Holder::Applicant],
        Role::Head => &[Holder::Officer, Holder::Signer, Holder::Applicant],
        Role::Signer => &[Holder::Signer, Holder::Officer],
        Role::Clerk => &[Holder::Clerk, Holder::Delivery],
        Role::Deliverer => &[Holder::Delivery],
        Role::Inspector => &[Holder::Desk, Holder::Officer, Holder::Signer, Holder::Clerk, Holder::Delivery],
        Role::Admin => &[],
    }
}
