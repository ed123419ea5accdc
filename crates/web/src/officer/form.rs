//! The form of one open action: its fields, what stands in them, what is wrong with them.

use app::App;
use app::dossier::Look;
use catalogue::CompiledRevision;
use dossier::{ActionKind, Money, Outcome};

use super::deed::field_of;
use super::typed::{Typed, Wrong};
use super::{hand_out, intake, names, signing, values, work};
use crate::components::{Choice, Field, Problem};
use crate::{Chrome, PageError, refusal_sentence};

/// The outcome whose draft lacks reason and ground: no template can know why.
pub(super) const REJECTED: &str = "rejected";

/// "Biểu mẫu thao tác".
pub(super) struct Form {
    /// Where it is sent.
    pub(super) address: String,
    /// What it does, on its button.
    pub(super) button: String,
    /// What to know before.
    pub(super) intro: String,
    /// The same action with other beginnings: address and name.
    pub(super) instead: Option<(String, String)>,
    /// Version of the dossier it was made for.
    pub(super) version: i64,
    /// Hash of the draft that stands on the page; empty where none is approved.
    pub(super) shown: String,
    /// Whether the deed takes something away from somebody.
    pub(super) is_grave: bool,
    /// Fields in order.
    pub(super) fields: Vec<Field>,
    /// Fields that belong together, under a name.
    pub(super) groups: Vec<(String, Vec<Field>)>,
    /// Whether one more group can be asked for.
    pub(super) takes_more: bool,
    /// Sentences to begin with.
    pub(super) ready: Vec<Choice>,
    /// Why this person cannot send it, in a sentence; empty where they can.
    pub(super) barred: String,
}

/// "Nguyên liệu": what a form needs beside the dossier itself.
#[derive(Default)]
pub(super) struct Around {
    /// Who the dossier can be given to.
    pub(super) officers: Vec<(String, String)>,
    /// What stands in the fields.
    pub(super) typed: Typed,
    /// What is wrong with it.
    pub(super) wrongs: Vec<Wrong>,
}

impl Form {
    /// Whether there is nothing to fill in and nothing to read before it is sent.
    pub(super) const fn is_button(&self) -> bool {
        self.fields.is_empty() && self.groups.is_empty() && self.ready.is_empty() && self.shown.is_empty()
    }

    /// The form of an action on a dossier.
    pub(super) fn of(app: &App, page: &Chrome, look: &Look, kind: ActionKind, around: &Around) -> Self {
        let compiled = app.catalogue.revision(&look.dossier.opening.procedure, look.dossier.opening.revision);
        let fields = fields(page, kind, compiled, &look.dossier, &around.officers);
        let groups = groups(app, page, look, kind, around);
        let shown = look.dossier.draft.as_ref().filter(|_| kind == ActionKind::Approve);
        let address = format!("{}/{}", names::address(&app::DossierKey::of(&look.dossier)), kind.name());
        Self {
            instead: (kind == ActionKind::Propose)
                .then(|| instead(page, &address, around.typed.raw("outcome"))),
            address,
            button: label(page, kind),
            intro: page.word("deed-intro", kind.name()),
            version: look.dossier.version,
            shown: shown.map(|(draft, _)| draft.hash.clone()).unwrap_or_default(),
            is_grave: matches!(
                kind,
                ActionKind::RejectIntake
                    | ActionKind::Stop
                    | ActionKind::RecallDelivery
                    | ActionKind::AcceptWithdrawal
            ),
            fields: filled(page, fields, around),
            takes_more: !groups.is_empty() && groups.len() < intake::ITEMS,
            groups,
            ready: intake::offered(kind, compiled),
            barred: barred(app, page, look, kind),
        }
    }

    /// Every field, wherever it stands.
    fn all(&self) -> impl Iterator<Item = &Field> {
        self.groups.iter().flat_map(|(_, fields)| fields).chain(&self.fields)
    }

    /// What was typed, to be copied.
    pub(super) fn typed(&self) -> impl Iterator<Item = &Field> {
        self.all().filter(|field| !field.value.is_empty())
    }
}

/// The items of a supplement request, each a group of its own.
fn groups(
    app: &App,
    page: &Chrome,
    look: &Look,
    kind: ActionKind,
    around: &Around,
) -> Vec<(String, Vec<Field>)> {
    if kind != ActionKind::RequestSupplement {
        return Vec::new();
    }
    let opening = &look.dossier.opening;
    let compiled = app.catalogue.revision(&opening.procedure, opening.revision);
    let choices = intake::item_choices(app, page, &look.dossier, compiled);
    let group = |place: usize| {
        let fields = filled(page, intake::item_fields(page, place, &choices), around);
        (page.t1("deed-item", "place", place), fields)
    };
    (1..=intake::shown(&around.typed)).map(group).collect()
}

/// A second supplement request is the leader's to send; whoever is not is told before they type.
fn barred(app: &App, page: &Chrome, look: &Look, kind: ActionKind) -> String {
    let is_second = kind == ActionKind::RequestSupplement
        && !look.leads
        && look.dossier.supplement_needs_leader(app.today()).unwrap_or(false);
    if is_second { page.t("deed-second-supplement") } else { String::new() }
}

/// A text that grants is no beginning for one that refuses, nor the other way round.
fn instead(page: &Chrome, address: &str, outcome: &str) -> (String, String) {
    if outcome == REJECTED {
        (address.to_owned(), page.t("deed-grant-instead"))
    } else {
        (format!("{address}?ket-qua={REJECTED}"), page.t("deed-reject-instead"))
    }
}

/// What an action is called on its button: numbering and release are one deed.
pub(super) fn label(page: &Chrome, kind: ActionKind) -> String {
    if is_release(kind) {
        page.t("deed-release")
    } else {
        page.word("action", &format!("{}-do", kind.name()))
    }
}

/// Whether this is half of the clerk's one deed.
pub(super) fn is_release(kind: ActionKind) -> bool {
    matches!(kind, ActionKind::Number | ActionKind::Release)
}

fn fields(
    page: &Chrome,
    kind: ActionKind,
    compiled: Option<&CompiledRevision>,
    dossier: &dossier::Dossier,
    officers: &[(String, String)],
) -> Vec<Field> {
    match kind {
        ActionKind::RequestSupplement => {
            vec![Field { is_optional: true, ..work::reason_field(page, kind) }]
        }
        ActionKind::RejectIntake => vec![work::reason_field(page, kind), work::ground_field(page)],
        ActionKind::Forward => work::forward_fields(page, officers),
        ActionKind::Propose => work::propose_fields(page),
        ActionKind::Deliver => hand_out::deliver_fields(page),
        ActionKind::RequestPayment => vec![hand_out::amount_field(page), work::reason_field(page, kind)],
        ActionKind::ConfirmPayment => hand_out::payment_fields(page),
        ActionKind::Extend => signing::extend_fields(page),
        ActionKind::StartWait => work::wait_fields(page),
        ActionKind::StartVerification => values::verification_fields(page),
        ActionKind::AcceptValue => values::accept_fields(page, dossier, compiled),
        ActionKind::Return
        | ActionKind::RecallDelivery
        | ActionKind::DeclineWithdrawal
        | ActionKind::Stop
        | ActionKind::Resume => vec![work::reason_field(page, kind)],
        ActionKind::Receive
        | ActionKind::Approve
        | ActionKind::Number
        | ActionKind::Release
        | ActionKind::AcceptWithdrawal
        | ActionKind::EndWait
        | ActionKind::Submit
        | ActionKind::AnswerSupplement
        | ActionKind::RequestWithdrawal
        | ActionKind::Verify
        | ActionKind::Sign
        | ActionKind::Seal
        | ActionKind::AcknowledgeSync => Vec::new(),
    }
}

fn filled(page: &Chrome, fields: Vec<Field>, around: &Around) -> Vec<Field> {
    let fill = |field: Field| {
        let wrong = around.wrongs.iter().find(|wrong| wrong.field == field.id);
        let error = wrong.map(|wrong| refusal_sentence(page.lang, &wrong.why));
        let typed = around.typed.raw(&field.id);
        let value = if typed.is_empty() { field.value } else { typed.to_owned() };
        Field { value, error, ..field }
    };
    fields.into_iter().map(fill).collect()
}

/// What is wrong, for the summary: each with the field it leads to, where the form has it.
pub(super) fn summary(page: &Chrome, wrongs: &[Wrong], form: Option<&Form>) -> Vec<Problem> {
    let target = |field: &str| {
        let known = form.into_iter().flat_map(Form::all);
        known.filter(|known| known.id == field).map(Field::target).next().unwrap_or_default()
    };
    let problem = |wrong: &Wrong| Problem {
        target: target(&wrong.field),
        text: refusal_sentence(page.lang, &wrong.why),
    };
    wrongs.iter().map(problem).collect()
}

/// A rule's "no", at the field it is about.
pub(super) fn refused(kind: ActionKind, typed: &Typed, why: kernel::Refusal) -> Wrong {
    let ask = why.args.iter().find(|(name, _)| name == "item").map(|(_, ask)| ask.as_str());
    let place = ask.and_then(|ask| intake::place_of(typed, ask));
    let field = match (why.code.as_str(), place) {
        ("dossier.override-unexplained", Some(place)) => intake::id(place, "reason"),
        ("dossier.asked-twice", Some(place)) => intake::id(place, "what"),
        (code, _) => field_of(kind, code).to_owned(),
    };
    Wrong { field, why }
}

/// What a fresh form begins with, and whom it can choose among.
pub(super) async fn fresh(
    app: &App,
    look: &Look,
    kind: ActionKind,
    outcome: &str,
) -> Result<Around, PageError> {
    let mut around = Around { officers: officers(app, look, kind).await?, ..Around::default() };
    let dossier = &look.dossier;
    match (kind, &dossier.money) {
        (ActionKind::ConfirmPayment, Money::Due { amount }) => {
            around.typed.put("amount", amount.to_string().trim_end_matches(" đ"));
        }
        (ActionKind::Deliver, _) => {
            around.typed.put("receiver", dossier.opening.parties.owner.name.clone());
            around.typed.put("manner", "counter");
        }
        (ActionKind::Propose, _) => {
            let is_rejected = outcome == REJECTED;
            let outcome = if is_rejected { Outcome::Rejected } else { Outcome::Granted };
            let (title, content) = draft(app, look, outcome).await?;
            around.typed.put("outcome", if is_rejected { REJECTED } else { "granted" });
            around.typed.put("title", title);
            around.typed.put("content", content);
        }
        _ => {}
    }
    Ok(around)
}

/// Whom a dossier can be given to; asked for only where somebody chooses.
pub(super) async fn officers(
    app: &App,
    look: &Look,
    kind: ActionKind,
) -> Result<Vec<(String, String)>, PageError> {
    if kind == ActionKind::Forward {
        Ok(app::dossier::assignable(app, &look.dossier).await?)
    } else {
        Ok(Vec::new())
    }
}

/// The draft that came back, or a new one from the procedure's template; empty where the template cannot be filled.
async fn draft(app: &App, look: &Look, outcome: Outcome) -> Result<(String, String), PageError> {
    let returned = look.dossier.draft.as_ref().filter(|_| look.dossier.returned.is_some());
    if let Some((draft, _)) = returned.filter(|(draft, _)| draft.outcome == outcome) {
        return Ok((draft.title.clone(), draft.content.clone()));
    }
    match app::dossier::draft_text(app, &look.dossier, outcome).await {
        Ok(text) => Ok(text),
        Err(app::Error::Refused(_)) => Ok((String::new(), String::new())),
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
    }
}
