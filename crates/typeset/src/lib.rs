//! Papers of the State as PDF/A-2b, laid out as Phụ lục I of NĐ 30/2020/NĐ-CP asks: values in, bytes out.
//!
//! The words of each form stand in `templates/`, one file a form; values come as JSON and are never read as markup.
//! Nothing but the templates, the values and the fonts in this crate can be reached from a template.
//! What a paper must say, and who may have it, is decided in `app`.
//!
//! Law: NĐ 30/2020/NĐ-CP Phụ lục I; TT 03/2025/TT-VPCP

mod fonts;
mod form;
mod press;
mod qr;
mod set;
mod text;
mod world;

pub use fonts::upright;
pub use form::Form;
pub use press::Press;
pub use set::{Job, SignPlace, Typeset, rest, set};
