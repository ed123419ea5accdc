//! How the signature of a key shows on a page: the door to whoever has the pictures.

use ::signing::Stamp;
use ::signing::keys::KeyCard;

use crate::Error;

/// "Hình thức chữ ký": the drawings of keys, after NĐ 30/2020/NĐ-CP.
pub trait Looks: Send + Sync {
    /// The picture of a person's hand, or of a seal with the agency's name and the time; nothing where the key has none.
    ///
    /// # Errors
    /// The picture cannot be read, or the name cannot be written.
    fn stamp(&self, card: &KeyCard, is_seal: bool) -> Result<Option<Stamp>, Error>;
}

/// "Không có hình": signatures that show on no page.
pub struct NoLooks;

impl Looks for NoLooks {
    fn stamp(&self, _: &KeyCard, _: bool) -> Result<Option<Stamp>, Error> {
        Ok(None)
    }
}
