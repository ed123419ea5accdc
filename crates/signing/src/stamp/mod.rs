//! x
use crate::SigningRefusal;
use crate::pdf::increment::Increment;
use crate::pdf::object::Reference;
use crate::sign::order::Rect;
use jiff::Timestamp;
/// x
#[derive(Debug, Clone)]
pub struct Stamp;
impl Stamp {
    pub(crate) fn draw(&self, _i: &mut Increment, _r: Rect, _at: Timestamp) -> Result<Reference, SigningRefusal> { Err(SigningRefusal::FontUnreadable) }
}
