//! The register of results as officials read it.

use access::{Staff, reads};
use kernel::AgencyCode;
pub use store::book::BookEntry;

use crate::{App, Error};

/// Lines of a page.
pub const BOOK_PAGE: i64 = 100;

/// A page of an agency's register of a year, the newest first.
///
/// Law: NĐ 30/2020/NĐ-CP Điều 15
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn book(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    year: i16,
    before: Option<i64>,
) -> Result<Vec<BookEntry>, Error> {
    reads(who, agency, app.today())?;
    Ok(store::book::page(&mut app.store.read().await?.conn(), agency, year, before, BOOK_PAGE).await?)
}
