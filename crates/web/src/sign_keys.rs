//! Choosing a key and typing its PIN: the same part on the pages of officials and of people.

use app::App;
use app::identity::{Session, is_recent};
use app::paper::{KeyChoice, KeyTold};
use kernel::Refusal;

use crate::components::{Choice, Control, Field};
use crate::kept::step_up_address;
use crate::{Chrome, PageError, format, refusal_sentence, t_args};

/// "Chọn khoá": what the form asks for beside the papers.
pub(crate) struct Keys {
    /// The keys that can be used, one of which is chosen.
    pub(crate) choice: Field,
    /// The sentence at the PIN where it was wrong.
    pub(crate) pin_error: Option<String>,
    /// Whether any of them asks for a PIN.
    pub(crate) needs_pin: bool,
    /// Keys that sign nothing now, each with its reason.
    pub(crate) unusable: Vec<(String, String)>,
    /// Whether some are for development.
    pub(crate) has_development: bool,
    /// What signatures will say of the time.
    pub(crate) level: String,
    /// Where the person confirms first who they are, where the last time is too long ago: no PIN is typed in vain.
    pub(crate) prove: Option<String>,
}

impl Keys {
    /// Whether something can be signed now.
    pub(crate) fn is_open(&self) -> bool {
        self.prove.is_none() && self.has_some()
    }

    /// Whether there is a key to sign with.
    pub(crate) fn has_some(&self) -> bool {
        matches!(&self.choice.control, Control::Radios(choices) if !choices.is_empty())
    }
}

/// Who is asked, on which page, and what was wrong with what they sent.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) session: &'a Session,
    /// The page.
    pub(crate) back: &'a str,
    /// The key that was chosen.
    pub(crate) chosen: &'a str,
    pub(crate) wrongs: &'a [(String, Refusal)],
}

impl Keys {
    /// The keys that were found, as a page asks for one.
    pub(crate) fn of(
        app: &App,
        page: &Chrome,
        found: Result<Vec<KeyChoice>, app::Error>,
        Asking { session, back, chosen, wrongs }: Asking<'_>,
    ) -> Result<Self, PageError> {
        let (found, silent) = match found {
            Ok(found) => (found, None),
            // Where the signer does not answer, the paper can still be read.
            Err(app::Error::Refused(why)) => (Vec::new(), Some(refusal_sentence(page.lang, &why))),
            Err(app::Error::Faulted(fault)) => return Err(fault.into()),
        };
        let error = |field: &str| {
            let wrong = wrongs.iter().find(|(at, _)| at == field);
            wrong.map(|(_, why)| refusal_sentence(page.lang, why))
        };
        let usable: Vec<(&KeyChoice, &KeyTold)> =
            found.iter().filter_map(|key| key.told.as_ref().ok().map(|told| (key, told))).collect();
        let refused = found.iter().filter_map(|key| Some((key, key.told.as_ref().err()?)));
        let unusable = refused.map(|(key, why)| (key.name.clone(), refusal_sentence(page.lang, why)));
        let first = usable.first().map(|(key, _)| key.name.clone()).unwrap_or_default();
        let has_stamps = app.signing.as_ref().is_some_and(|signing| signing.has_stamps);
        Ok(Self {
            needs_pin: usable.iter().any(|(_, told)| told.needs_pin),
            has_development: usable.iter().any(|(_, told)| told.is_development) || page.is_sample,
            unusable: silent.map(|why| (page.t("sign-signer"), why)).into_iter().chain(unusable).collect(),
            choice: Field {
                id: "key".into(),
                label: page.t("sign-key"),
                value: if chosen.is_empty() { first } else { chosen.to_owned() },
                error: error("key"),
                control: Control::Radios(
                    usable.into_iter().map(|(key, told)| choice(page, key, told)).collect(),
                ),
                ..Field::default()
            },
            pin_error: error(crate::kept::PIN_FIELD),
            level: page.t(if has_stamps { "sign-level-timed" } else { "sign-level-plain" }),
            prove: (!is_recent(app, session)).then(|| step_up_address(back, true)),
        })
    }
}

/// The field a "no" is about: the PIN, the key, or the page as a whole.
pub(crate) fn field_of(why: &Refusal) -> String {
    match why.code.as_str() {
        "key.pin-needed" | "key.pin-wrong" | "key.pin-last-try" | "key.pin-locked" => {
            crate::kept::PIN_FIELD.to_owned()
        }
        code if code.starts_with("key.") => "key".to_owned(),
        _ => String::new(),
    }
}

fn choice(page: &Chrome, key: &KeyChoice, told: &KeyTold) -> Choice {
    let until = format::instant(page.lang, told.until);
    let about: [(&str, &dyn crate::words::Arg); 2] = [("serial", &told.certificate), ("until", &until)];
    let hint = t_args(page.lang, "sign-key-about", &about);
    let more = match (told.is_development, told.is_remote) {
        (true, _) => page.t("sign-key-development"),
        (false, true) if page.is_sample => page.t("sign-key-remote-sample"),
        (false, true) => page.t("sign-key-remote"),
        (false, false) => String::new(),
    };
    let hint = format!("{hint} {more}").trim_end().to_owned();
    Choice { value: key.name.clone(), label: format!("{} ({})", told.holder, key.name), hint }
}
