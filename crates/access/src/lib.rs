//! Who may do what: officials in posts at agencies, and the permission table. Citizens act by being party to a dossier.

mod post;
mod refusal;
mod role;
mod scope;
mod table;

pub use post::{Post, Staff};
pub use refusal::AccessRefusal;
pub use role::Role;
pub use scope::Scope;
pub use table::{TABLE, may, reads};
