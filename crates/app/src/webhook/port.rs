//! The door to the outside: whoever carries a message to its address; `gateways` stands behind it.

use jiff::Timestamp;

use crate::identity::BoxFuture;

/// "Bưu kiện": a message to be carried.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// Where it goes.
    pub address: String,
    /// The secret it is signed with.
    pub secret: String,
    /// The delivery's id.
    pub id: String,
    /// The message, exactly as it is signed and sent.
    pub body: String,
    /// The instant of this try, part of what is signed.
    pub at: Timestamp,
}

/// "Người đưa tin": carries messages.
pub trait Courier: Send + Sync {
    /// Whether the address is one this installation sends to: encrypted, and not inside the house.
    fn accepts(&self, address: &str) -> bool;

    /// Carries a message; `Err` tells in a few words why it did not arrive.
    fn carry<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Result<(), String>>;
}
