//! What can be done with a directive: read a text into a draft, make its tasks clear, issue it, hand a task down.

mod around;
mod begin;
mod edit;
mod hand_down;
mod issue;
mod list;
mod look;
mod names;
mod other;
mod public;

pub use begin::{Begin, begin};
pub use edit::{Edit, HeadWish, ItemWish, ShareWish, edit};
pub use hand_down::hand_down;
pub use issue::issue;
pub use list::{drafting, list};
pub use look::{DirectiveLook, Others, look};
pub use names::{people_of, units};
pub use other::{Other, OtherLook};
pub use public::{PublicBoard, PublicDirective, public, public_tenants};
pub use store::directive::{DirectiveKey, DirectiveRow};

pub(crate) use begin::{actor, broken};
pub(crate) use names::{person_in, unit_with};
