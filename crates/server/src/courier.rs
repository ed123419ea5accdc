//! Messages to subscribers: the door `app` asks for, with the carrier of `gateways` behind it.

use std::sync::Arc;

use app::Error;
use app::identity::BoxFuture;
use app::webhook::{Courier, Parcel};
use gateways::webhook::{Message, Webhooks};

pub use gateways::webhook::Reach;

struct Carrier(Webhooks);

impl Courier for Carrier {
    fn accepts(&self, address: &str) -> bool {
        self.0.accepts(address)
    }

    fn carry<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let message = Message {
                address: &parcel.address,
                secret: &parcel.secret,
                id: &parcel.id,
                body: &parcel.body,
                at: parcel.at.as_second(),
            };
            self.0.carry(&message).await
        })
    }
}

/// A carrier that goes as far as that.
///
/// # Errors
/// A fault where the machine has no certificates to trust.
pub fn courier(reach: Reach) -> Result<Arc<dyn Courier>, Error> {
    Ok(Arc::new(Carrier(Webhooks::new(reach)?)))
}
