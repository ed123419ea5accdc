//! "Tiếp nhận tại quầy": the desk helps a person who stands there, from the identity card to the receipt in one go.
//!
//! The form is kept at every step in a table of its own; what comes of it is an ordinary dossier. Not here: dossiers sent
//! in online, which `dossier::receive` takes.

mod arrival;
mod begin;
mod fill;
mod papers;
mod receive;
mod scan;

pub use arrival::{Arrival, Standing};
pub use begin::{begin, find_procedure, offered, wrongs};
pub use fill::{Intake, OnlineDraft, Twin, Typed, discard, from_online, open, save, waiting};
pub use papers::{AskedAs, CounterPaper};
pub use receive::{TwinSeen, receive};
pub use scan::{keep_scan, remove_scan, scan, scanned, scans};
pub use store::intake::IntakeRow;

use access::{Post, Staff, may};
use dossier::{Actor, ActorKind};
use kernel::AgencyCode;

use crate::{App, Error};

/// The deed all of this needs.
const DEED: &str = "counter-intake";

kernel::refusals! {
    /// "Lý do chưa tiếp nhận được tại quầy".
    pub enum CounterRefusal {
        /// The register gave no name and nobody typed one.
        NameMissing => "counter.name-missing", law "NĐ 118/2025/NĐ-CP";
        /// No procedure of this counter is called so, or several are.
        ProcedureUnclear { typed } => "counter.procedure-unclear";
        /// The person has an open dossier of the same procedure, sent in `on`; `code` is `none` before it has one.
        Twin { code, procedure, on } => "counter.twin", law "NĐ 118/2025/NĐ-CP";
        /// An organisation's matter needs the number of whoever stands there for it.
        SubmitterMissing => "counter.submitter-missing", law "NĐ 118/2025/NĐ-CP";
        /// The number of whoever stands there cannot be read.
        SubmitterUnread => "counter.submitter-unread", law "Luật Căn cước 26/2023/QH15";
        /// The register gave no name of whoever stands there, and nobody typed one.
        SubmitterNameMissing => "counter.submitter-name-missing", law "NĐ 118/2025/NĐ-CP";
        /// A paper the State holds was looked at without saying why.
        OverrideUnexplained { name } => "counter.override-unexplained", law "Nghị quyết 66.7/2025/NQ-CP";
        /// A scanned PDF takes no signature, so no copy could be signed.
        ScanUnsignable { name } => "counter.scan-unsignable", law "NĐ 45/2020/NĐ-CP";
        /// A paper the procedure asks for was not seen.
        PaperNotSeen { name } => "counter.paper-not-seen", law "NĐ 118/2025/NĐ-CP";
    }
}

/// The posts of today that open a counter.
pub fn counters<'a>(app: &App, who: &'a Staff) -> Vec<&'a Post> {
    let on = app.today();
    who.posts_on(on)
        .filter(|post| may(who, DEED, &post.agency, on).is_ok_and(|found| found.role == post.role))
        .collect()
}

/// The official as the history of a dossier names them: in the post that opens this counter.
fn actor(app: &App, who: &Staff, agency: &AgencyCode) -> Result<Actor, Error> {
    let title = Some(permit(app, who, agency)?.title);
    Ok(Actor { kind: ActorKind::Official, id: who.id.clone(), name: who.name.clone(), title })
}

/// Whether this official may work the counter of an agency today.
fn permit(app: &App, who: &Staff, agency: &AgencyCode) -> Result<Post, Error> {
    Ok(may(who, DEED, agency, app.today())?.clone())
}
