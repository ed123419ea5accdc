//! What an address of a worklist says, and the addresses of its neighbours: every filter is a link that can be kept and sent.

use app::dossier::{After, DueWithin, List, Place, Wanted, Workplace};
use catalogue::Channel;
use dossier::{Cause, Holder};
use jiff::Timestamp;
use kernel::{AgencyCode, Id, ProcedureCode};
use serde::Deserialize;
use url::form_urlencoded;

/// The ways a dossier can come in.
pub(super) const CHANNELS: [Channel; 3] = [Channel::Online, Channel::Counter, Channel::Post];
/// Filters by end, as addresses name them.
pub(super) const DUES: [(&str, DueWithin); 3] =
    [("tre", DueWithin::Late), ("hom-nay", DueWithin::Today), ("tuan-nay", DueWithin::Week)];

/// What is asked for; anything that cannot be read is as if it had not been said.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "co-quan")]
    pub(super) agency: String,
    pub(super) viec: String,
    pub(super) cho: String,
    pub(super) nguoi: String,
    #[serde(rename = "thu-tuc")]
    pub(super) procedure: String,
    pub(super) kenh: String,
    pub(super) han: String,
    pub(super) tim: String,
    pub(super) sau: String,
    pub(super) truoc: String,
    pub(super) xong: String,
    pub(super) ma: String,
    #[serde(rename = "ho-so")]
    pub(super) dossier: String,
}

/// "Bộ lọc đang dùng": a list and what narrows it.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    pub(super) agency: AgencyCode,
    pub(super) list: List,
    pub(super) officer: String,
    pub(super) procedure: Option<ProcedureCode>,
    pub(super) channel: Option<Channel>,
    pub(super) due: &'static str,
}

impl Filter {
    /// The list asked for, or the first of the person's own; none for somebody without work posts.
    pub(super) fn of(asked: &Asked, places: &[Workplace]) -> Option<Self> {
        let first = places.first()?;
        let asked_agency = AgencyCode::parse(&asked.agency).ok();
        let own = places.iter().find(|place| Some(&place.agency.code) == asked_agency.as_ref());
        // An agency without a post of this person is asked for as it is, and refused behind.
        let agency = asked_agency.unwrap_or_else(|| first.agency.code.clone());
        let holders = &own.unwrap_or(first).holders;
        let held = Holder::from_name(&asked.viec).or(holders.first().copied()).unwrap_or(Holder::Desk);
        let waits = Cause::from_name(&asked.cho).filter(|_| asked.viec.is_empty());
        Some(Self {
            agency,
            list: waits.map_or(List::Held(held), List::Waits),
            officer: asked.nguoi.clone(),
            procedure: ProcedureCode::parse(&asked.procedure).ok(),
            channel: CHANNELS.into_iter().find(|channel| channel.word() == asked.kenh),
            due: DUES.iter().map(|(name, _)| *name).find(|name| *name == asked.han).unwrap_or_default(),
        })
    }

    /// Another list, nothing narrowed.
    pub(super) fn only(agency: &AgencyCode, list: List) -> Self {
        Self { agency: agency.clone(), list, officer: String::new(), procedure: None, channel: None, due: "" }
    }

    /// Its address.
    pub(super) fn address(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("co-quan", self.agency.as_str());
        match self.list {
            List::Held(holder) => query.append_pair("viec", holder.name()),
            List::Waits(cause) => query.append_pair("cho", cause.name()),
        };
        let code = self.procedure.as_ref().map_or("", ProcedureCode::as_str);
        let channel = self.channel.map_or("", Channel::word);
        let narrowed =
            [("nguoi", self.officer.as_str()), ("thu-tuc", code), ("kenh", channel), ("han", self.due)];
        for (name, value) in narrowed.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        format!("/can-bo?{}", query.finish())
    }

    /// The address of the page after or before a row.
    pub(super) fn turned(&self, way: &str, key: After) -> String {
        format!("{}&{way}={}.{}", self.address(), key.due_at.as_microsecond(), key.id)
    }

    /// As the use case is asked.
    pub(super) fn wanted(&self, asked: &Asked) -> Wanted {
        let place = match (key(&asked.sau), key(&asked.truoc)) {
            (Some(after), _) => Place::After(after),
            (None, Some(before)) => Place::Before(before),
            (None, None) => Place::First,
        };
        Wanted {
            officer: Some(self.officer.clone()).filter(|id| !id.is_empty()),
            procedure: self.procedure.clone(),
            channel: self.channel,
            due: DUES.iter().find(|(name, _)| *name == self.due).map(|(_, due)| *due),
            place,
        }
    }

    /// The name of the list in translation files.
    pub(super) fn name(&self) -> &'static str {
        match self.list {
            List::Held(holder) => holder.name(),
            List::Waits(cause) => cause.name(),
        }
    }

    /// Whether anything narrows the list.
    pub(super) fn is_narrowed(&self) -> bool {
        self.address() != Self::only(&self.agency, self.list).address()
    }
}

fn key(text: &str) -> Option<After> {
    let (due_at, id) = text.split_once('.')?;
    let due_at = Timestamp::from_microsecond(due_at.parse().ok()?).ok()?;
    Some(After { due_at, id: Id::parse(id)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_that_was_chosen() {
        let agency = AgencyCode::parse("H57.99.1").unwrap();
        let mut filter = Filter::only(&agency, List::Held(Holder::Officer));
        assert_eq!(filter.address(), "/can-bo?co-quan=H57.99.1&viec=officer");
        assert!(!filter.is_narrowed());
        filter.officer = "o:1".into();
        filter.procedure = ProcedureCode::parse("2.000635").ok();
        filter.channel = Some(Channel::Counter);
        filter.due = "tre";
        let address =
            "/can-bo?co-quan=H57.99.1&viec=officer&nguoi=o%3A1&thu-tuc=2.000635&kenh=counter&han=tre";
        assert_eq!(filter.address(), address);
        assert!(filter.is_narrowed());
        assert!(key("1.nonsense").is_none() && key("").is_none());
    }
}
