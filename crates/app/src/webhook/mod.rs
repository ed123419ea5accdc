//! Telling software about dossiers: subscriptions, messages as CloudEvents, delivery that tries again.
//!
//! A message holds ids and states and nothing about anybody: whoever wants more asks the API, which asks for the right.
//! Who is told is decided anew for each event, by the rights of that day.

mod deliver;
mod event;
mod fan_out;
mod port;
mod replay;
mod subscribe;

pub use deliver::{deliver, sweep, work};
pub use event::{EVENT_TYPE, Topic};
pub(crate) use fan_out::{Happened, fan_out};
pub use port::{Courier, Parcel};
pub use replay::{State, deliveries, replay};
pub use store::delivery::DeliveryRow;
pub use store::webhook::SubscriptionRow;
pub use subscribe::{Wanted, mine, one, subscribe, unsubscribe};

kernel::refusals! {
    /// "Lý do chưa nhận đăng ký nhận tin".
    pub enum WebhookRefusal {
        /// The address is not one messages may be sent to.
        AddressRefused => "webhook.address-refused";
        /// A topic that does not exist, or none at all.
        TopicUnknown { topic } => "webhook.topic-unknown";
        /// An official listens to an agency; a citizen listens to the own dossiers only.
        AgencyMissing => "webhook.agency-missing";
        /// The account has enough subscriptions.
        TooMany { limit } => "webhook.too-many";
        /// This installation sends no messages.
        Off => "webhook.off";
    }
}
