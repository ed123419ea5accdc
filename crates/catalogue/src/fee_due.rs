//! What one dossier owes: the fees of its revision, its channel, its answers and the day.
//!
//! Prices are data of the revision (`revision/fee.rs`); what is done with the money is the ledger's.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::Dong;
use serde::Serialize;

use crate::form::{Reading, Scope};
use crate::in_force::{CompiledRevision, exemption_place, fee_place};
use crate::refusal::CatalogueRefusal;
use crate::revision::{Channel, Fee, FeeKind, FeeUnit, Ground, Text};

/// "Các khoản phải nộp": lines and their sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeeLines {
    /// One line a fee, in the order of the revision; a fee nobody pays because of an exemption still has its line.
    pub lines: Vec<FeeLine>,
    /// What is to be paid.
    pub total: Dong,
}

/// "Khoản phí, lệ phí": one fee due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeeLine {
    /// Fee inside the revision.
    pub fee: String,
    /// Phí or lệ phí: never on one receipt line.
    pub kind: FeeKind,
    /// What it is called.
    pub name: Text,
    /// What one amount pays for.
    pub unit: FeeUnit,
    /// Price of one.
    pub unit_amount: Dong,
    /// How many.
    pub count: i64,
    /// What is to be paid.
    pub amount: Dong,
    /// Why nothing is to be paid, as the applicant claims; the officer checks it.
    pub exemption: Option<ClaimedExemption>,
    /// Where the price comes from.
    pub ground: Ground,
    /// Whether the price is the sample province's own.
    pub is_sample: bool,
}

/// "Trường hợp miễn được kê khai".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimedExemption {
    /// Exemption inside the fee.
    pub id: String,
    /// Who is free, as the act says it.
    pub text: String,
}

/// Computes the fees of a dossier.
///
/// The decision: each fee of the revision whose condition holds is due once, at the price of the channel on that day, times
/// the answer it is counted by. The reason: the amount is fixed by the revision in force at reception, never by hand.
///
/// Law: Luật Phí và lệ phí 97/2015/QH13 Điều 8
///
/// # Errors
/// A closed channel, no price on that day, a missing count, or a condition these answers cannot settle.
pub fn fee_due(
    compiled: &CompiledRevision,
    channel: Channel,
    reading: &Reading<'_>,
    on: Date,
) -> Result<FeeLines, CatalogueRefusal> {
    let revision = compiled.revision();
    if !revision.channels.contains(&channel) {
        return Err(CatalogueRefusal::ChannelClosed {
            code: revision.code.to_string(),
            channel: channel.word().to_owned(),
        });
    }
    let scope = reading.scope().clone().on(on);
    let (mut lines, mut ids_due, mut ids_priced) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (index, fee) in revision.fees.iter().enumerate() {
        if !holds(compiled, &fee_place(index), fee, &scope)?.unwrap_or(true) {
            continue;
        }
        ids_due.insert(fee.id.as_str());
        if fee.holds_on(on) {
            ids_priced.insert(fee.id.as_str());
            lines.push(line(compiled, index, fee, channel, reading, &scope, on)?);
        }
    }
    if let Some(fee) = ids_due.difference(&ids_priced).next() {
        return Err(no_price(fee, channel, on));
    }
    let total = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.amount.0));
    Ok(FeeLines { total: Dong(total.unwrap_or(i64::MAX)), lines })
}

fn line(
    compiled: &CompiledRevision,
    index: usize,
    fee: &Fee,
    channel: Channel,
    reading: &Reading<'_>,
    scope: &Scope<'_>,
    on: Date,
) -> Result<FeeLine, CatalogueRefusal> {
    let unit_amount = fee.amounts.of(channel).ok_or_else(|| no_price(&fee.id, channel, on))?;
    let no_count =
        |field: &str| CatalogueRefusal::NoFeeCount { fee: fee.id.clone(), field: field.to_owned() };
    let count = match &fee.times_field {
        None => 1,
        Some(field) => {
            let count = reading.get(field).and_then(|count| count.as_i64());
            count.filter(|count| *count >= 1).ok_or_else(|| no_count(field))?
        }
    };
    let mut exemption = None;
    for claimed in &fee.exemptions {
        if holds(compiled, &exemption_place(index, &claimed.id), fee, scope)?.unwrap_or(false) {
            exemption = Some(ClaimedExemption { id: claimed.id.clone(), text: claimed.text.clone() });
            break;
        }
    }
    let full =
        unit_amount.times(count).ok_or_else(|| no_count(fee.times_field.as_deref().unwrap_or_default()))?;
    Ok(FeeLine {
        fee: fee.id.clone(),
        kind: fee.kind,
        name: fee.name.clone(),
        unit: fee.unit,
        unit_amount,
        count,
        amount: if exemption.is_some() { Dong(0) } else { full },
        exemption,
        ground: fee.ground.clone(),
        is_sample: fee.is_sample,
    })
}

fn holds(
    compiled: &CompiledRevision,
    place: &str,
    fee: &Fee,
    scope: &Scope<'_>,
) -> Result<Option<bool>, CatalogueRefusal> {
    let unclear = |_| CatalogueRefusal::FeeUnclear { fee: fee.id.clone() };
    compiled.condition(place).map(|condition| condition.holds(scope)).transpose().map_err(unclear)
}

fn no_price(fee: &str, channel: Channel, on: Date) -> CatalogueRefusal {
    CatalogueRefusal::NoPrice { fee: fee.to_owned(), channel: channel.word().to_owned(), on: on.to_string() }
}
