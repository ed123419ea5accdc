//! What is told: topics, and the message as a CloudEvent.

use dossier::Stage;
use serde_json::json;

use super::Happened;

/// The type of every event about a dossier.
pub const EVENT_TYPE: &str = "vn.toantrinh.dossier.changed.v1";

/// "Chủ đề": what a subscriber wants to hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Everything that happens to a dossier.
    Changed,
    /// What leaves it in this stage.
    Stage(Stage),
}

impl Topic {
    /// The name subscribers use: `dossier.changed`, `dossier.done`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Changed => "dossier.changed".to_owned(),
            Self::Stage(stage) => format!("dossier.{}", stage.name()),
        }
    }

    /// Every topic.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Changed).chain(Stage::ALL.into_iter().map(Self::Stage))
    }

    /// The topic with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|topic| topic.name() == name)
    }
}

/// The message, as CloudEvents 1.0 in structured JSON.
pub(super) fn body(happened: &Happened<'_>) -> String {
    json!({
        "specversion": "1.0",
        "id": happened.event.to_string(),
        "source": format!("/api/v1/tenants/{}", happened.tenant),
        "type": EVENT_TYPE,
        "subject": happened.dossier.to_string(),
        "time": happened.at.to_string(),
        "datacontenttype": "application/json",
        "data": {
            "tenant": happened.tenant,
            "dossier": happened.dossier.to_string(),
            "version": happened.version,
            "procedure": happened.procedure,
            "stage": happened.stage.name(),
            "stage_code": happened.stage.code(),
        }
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::Topic;

    #[test]
    fn every_topic_has_a_name_of_its_own() {
        for topic in Topic::all() {
            assert_eq!(Topic::from_name(&topic.name()), Some(topic));
        }
        assert_eq!(Topic::all().count(), 11);
        assert_eq!(Topic::from_name("dossier.eaten"), None);
    }
}
