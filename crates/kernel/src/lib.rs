//! The words every room shares: identifiers, money, partial dates, names, places, the working calendar, time and refusals.
//!
//! Nothing here reads a clock, a file or a socket: time and randomness are handed in through [`Clock`] and [`Entropy`].

mod agency_code;
pub mod calendar;
mod clock;
mod dossier_code;
mod fault;
mod file_hash;
mod id;
mod identity_card;
mod limit;
mod money;
mod name;
mod organisation_code;
mod partial_date;
mod personal_id;
pub mod places;
mod procedure_code;
mod refusal;
pub mod text;
mod whole_number;

pub use agency_code::{AgencyCode, AgencyCodeRefusal};
pub use calendar::{
    CalendarRefusal, DayKind, Due, HoursRow, OfficeHours, OfficeHoursTable, PassedOver, Reception, Session,
    WorkingCalendar, lunar,
};
pub use clock::{Clock, Entropy, VN_OFFSET, local_date, local_time};
pub use dossier_code::{DossierCode, DossierCodeRefusal};
pub use fault::{Fault, FaultKind};
pub use file_hash::FileHash;
pub use id::Id;
pub use identity_card::IdentityCard;
pub use limit::{DuePolicy, TimeLimit};
pub use money::Dong;
pub use name::{PersonName, PersonNameRefusal};
pub use organisation_code::{OrganisationCode, OrganisationCodeRefusal};
pub use partial_date::{PartialDate, PartialDateRefusal};
pub use personal_id::{PersonalId, PersonalIdRefusal, PersonalIdWarning, RegistrationPlace, Sex};
pub use places::{Commune, Former, LIST_VERSION, Meant, Places, Province, Successor};
pub use procedure_code::{ProcedureCode, ProcedureCodeRefusal};
pub use refusal::Refusal;
pub use whole_number::whole_number;
