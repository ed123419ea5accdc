//! Reception at the counter, for stories about what comes of it: somebody stands there with papers, the desk scans them.

use std::collections::BTreeMap;

use access::Role;
use app::DossierKey;
use app::counter::{Arrival, TwinSeen, Typed, begin, open, receive, save, scan};
use kernel::{AgencyCode, ProcedureCode};
use serde_json::Value;

use crate::TestApp;
use crate::story::COMMITTEE;

impl TestApp {
    /// A form of 2.000635 begun at the counter for the first citizen, everything typed and these papers seen.
    pub async fn at_counter(&self, seen: &[&str]) -> DossierKey {
        let who = self.citizen(0);
        let arrival = Arrival {
            agency: AgencyCode::parse(COMMITTEE).unwrap(),
            procedure: ProcedureCode::parse("2.000635").unwrap(),
            owner: format!("{}|191000001|{}|08031993|Nữ|12 Lê Lợi|01072021", who.person.unwrap(), who.name),
            name: String::new(),
            submitter: String::new(),
            submitter_name: String::new(),
        };
        let desk = self.official(Role::Desk);
        let key = begin(&self.app, &desk, &arrival).await.unwrap();
        save(&self.app, &desk, &key, 1, &self.typed_at_counter(seen)).await.unwrap();
        key
    }

    /// What the desk types there, and the papers it has seen.
    #[must_use]
    pub fn typed_at_counter(&self, seen: &[&str]) -> Typed {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let answers = self.answers(&self.citizen(0));
        let mut fields: BTreeMap<String, String> =
            answers.iter().map(|(field, value)| (field.to_owned(), text(value))).collect();
        // The number is the card's: it is shown, not asked.
        fields.remove("own_id");
        let seen = seen.iter().map(|part| (*part).to_owned()).collect();
        Typed { fields, seen, anyway: BTreeMap::new() }
    }

    /// Receives the form; its papers are made.
    pub async fn received_at_counter(&self, form: &DossierKey) -> DossierKey {
        let desk = self.official(Role::Desk);
        let version = open(&self.app, &desk, form).await.unwrap().row.version;
        let (dossier, _) = receive(&self.app, &desk, form, version, TwinSeen::No).await.unwrap();
        app::paper::make_all(&self.app).await.unwrap();
        app::outbox::drain(&self.app).await.unwrap();
        dossier
    }

    /// A dossier received at the counter with these scans: component, name, bytes.
    pub async fn scanned(&self, scans: &[(&str, &str, Vec<u8>)]) -> DossierKey {
        let form = self.at_counter(&["identity", "residence"]).await;
        let desk = self.official(Role::Desk);
        for (part, name, bytes) in scans {
            scan(&self.app, &desk, &form, part, name, bytes.clone()).await.unwrap();
        }
        self.received_at_counter(&form).await
    }
}
