//! Fees of a revision, as data. What is due for one dossier is computed in `crate::fee_due`.

use jiff::civil::Date;
use kernel::Dong;
use serde::{Deserialize, Serialize};

use super::{Channel, Ground, Text};

/// "Phí, lệ phí": one charge, with its price by channel and its dates of effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// Name inside the revision.
    pub id: String,
    /// Phí or lệ phí: they have separate lines and receipts.
    pub kind: FeeKind,
    /// What it is called.
    pub name: Text,
    /// What one amount pays for.
    pub unit: FeeUnit,
    /// Field whose number multiplies the amount; once where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times_field: Option<String>,
    /// Condition (CEL over the answers) under which it is due; always where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Price by channel.
    pub amounts: Amounts,
    /// "Miễn, giảm": who pays nothing, in the act's own words.
    #[serde(default)]
    pub exemptions: Vec<Exemption>,
    /// Where the price comes from.
    pub ground: Ground,
    /// First day of the price.
    pub effective_from: Date,
    /// Last day of the price; open where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_until: Option<Date>,
    /// Whether the price is the sample province's own.
    pub is_sample: bool,
}

impl Fee {
    /// Whether the price is asked on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.effective_from <= day && self.effective_until.is_none_or(|until| day <= until)
    }
}

/// "Phí" or "lệ phí".
///
/// Law: Luật Phí và lệ phí 97/2015/QH13 Điều 3
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeeKind {
    /// "Phí": for a service.
    Phi,
    /// "Lệ phí": for an administrative act.
    LePhi,
}

/// "Đơn vị tính": what one amount pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeeUnit {
    /// "Lần".
    Case,
    /// "Bản".
    Copy,
    /// "Trang".
    Page,
    /// "Người".
    Person,
}

/// "Mức thu theo hình thức nộp"; a channel without a price cannot be used with this fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amounts {
    /// At the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<Dong>,
    /// Online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<Dong>,
    /// By post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Dong>,
}

impl Amounts {
    /// The price in a channel.
    #[must_use]
    pub fn of(&self, channel: Channel) -> Option<Dong> {
        match channel {
            Channel::Counter => self.counter,
            Channel::Online => self.online,
            Channel::Post => self.post,
        }
    }
}

/// "Trường hợp miễn": people the act frees from a fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// Name inside the fee.
    pub id: String,
    /// Who is free, shortly, as the act says it.
    pub text: String,
    /// Condition (CEL over the answers) under which it is claimed; none where only the officer can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Where it comes from.
    pub ground: Ground,
}
