//! Another directive of the same body, as somebody names it: by number and day, the way it stands in the text.
//!
//! Only what is issued and in force can be replaced or changed; whatever is not found is told with what to do.

use directives::{Directive, DirectiveRefusal, DirectiveStage};
use jiff::civil::Date;
use kernel::{AgencyCode, Id};
use store::Conn;
use store::directive::{DirectiveKey, load, of_number};
use store::task::{TaskListRow, of_directive};

use crate::Error;
use crate::error::not_found;

/// "Văn bản được nêu".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Other {
    /// By its id.
    Id(Id),
    /// By its number, and its day where several have that number.
    Number {
        /// "Số, ký hiệu".
        number: String,
        /// Day of issue.
        issued_on: Option<Date>,
    },
}

/// "Văn bản liên quan": another directive as a page names it.
#[derive(Debug, Clone)]
pub struct OtherLook {
    /// Its id; it lies in the same tenant.
    pub id: Id,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Day of issue.
    pub issued_on: Date,
    /// Its open tasks.
    pub open: Vec<TaskListRow>,
}

/// The directive of this body that is meant; it must be in force.
///
/// # Errors
/// [`DirectiveRefusal`] where none is, where several are, or where it is no longer in force.
pub(super) async fn find(conn: &mut Conn<'_>, agency: &AgencyCode, other: &Other) -> Result<Id, Error> {
    let (number, issued_on) = match other {
        Other::Id(id) => {
            let stored = load(conn, &DirectiveKey::new(agency, *id)).await?;
            let found = stored.map(|stored| stored.directive).filter(|found| found.agency.code == *agency);
            let found = found.ok_or_else(|| not_found("directive"))?;
            return if found.stage == DirectiveStage::Issued {
                Ok(found.id)
            } else {
                Err(DirectiveRefusal::NotInForce { number: found.head.number }.into())
            };
        }
        Other::Number { number, issued_on } => (number.trim(), *issued_on),
    };
    let mut rows = of_number(conn, agency, number).await?;
    rows.retain(|row| issued_on.is_none_or(|on| row.issued_on == on));
    let (in_force, gone): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.stage == DirectiveStage::Issued.name());
    let number = number.to_owned();
    match (in_force.as_slice(), gone.is_empty()) {
        ([one], _) => Ok(one.id),
        ([], true) => Err(DirectiveRefusal::NumberUnknown { number }.into()),
        ([], false) => Err(DirectiveRefusal::NotInForce { number }.into()),
        (several, _) => {
            Err(DirectiveRefusal::NumberShared { number, count: several.len().to_string() }.into())
        }
    }
}

/// Another directive of the same body; its open tasks only where they are asked for.
pub(super) async fn other(
    conn: &mut Conn<'_>,
    directive: &Directive,
    id: Id,
    with_tasks: bool,
) -> Result<Option<OtherLook>, Error> {
    let key = DirectiveKey::new(&directive.agency.code, id);
    let Some(stored) = load(conn, &key).await? else { return Ok(None) };
    let mut open = if with_tasks { of_directive(conn, &key.tenant, id).await? } else { Vec::new() };
    open.retain(|row| row.stage.is_open());
    let head = stored.directive.head;
    Ok(Some(OtherLook { id, number: head.number, title: head.title, issued_on: head.issued_on, open }))
}
