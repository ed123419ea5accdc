//! What the data themselves say of a product: the register knows its number, the system counts the figure, the units
//! below have reached the sum.

use directives::{Found, Measure, Product, Proof, Task};
use dossier::Holder;
use kernel::AgencyCode;
use store::Conn;
use store::book::{has_number, released_since};
use store::directive::with_number;
use store::dossier::count_due;

use super::act::day;
use crate::{App, Error};

/// In whose hands a dossier can be late.
const AT_WORK: [Holder; 4] = [Holder::Desk, Holder::Officer, Holder::Signer, Holder::Clerk];

/// Asks; nothing where the system holds nothing of it.
pub(super) async fn found(
    app: &App,
    conn: &mut Conn<'_>,
    task: &Task,
    product: &Product,
) -> Result<Option<Found>, Error> {
    let unit = &task.opening.unit.code;
    match &task.proof {
        Proof::Document | Proof::Product => {
            let number = product.document.trim();
            let is_known = !number.is_empty()
                && (with_number(conn, unit, number).await? || has_number(conn, unit, number).await?);
            Ok(is_known.then(|| Found::Document { number: number.to_owned() }))
        }
        Proof::Indicator { measure, .. } => {
            Ok(Some(Found::Indicator { value: measured(app, conn, task, *measure, unit).await? }))
        }
        Proof::Figure { .. } => Ok((!task.below.is_empty()).then(|| Found::Below { sum: task.reached() })),
    }
}

/// The value of a measure now.
pub(super) async fn measured(
    app: &App,
    conn: &mut Conn<'_>,
    task: &Task,
    measure: Measure,
    unit: &AgencyCode,
) -> Result<i64, Error> {
    match measure {
        Measure::ResultsReleased => Ok(released_since(conn, unit, day(task.assigned_at)).await?),
        Measure::DossiersLate => {
            let mut late = 0;
            for holder in AT_WORK {
                late += count_due(conn, unit, holder, None, app.clock.now()).await?;
            }
            Ok(late)
        }
    }
}
