//! The rules: a command becomes an action, or a refusal that says why not.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::text::has_words;
use kernel::{Refusal, local_date};

use crate::draft::draft;
use crate::table::is_open;
use crate::{
    Action, ActionKind, Actor, Cause, Command, Desk, Dossier, DossierRefusal, Evidence, Money, Stage,
    SupplementItem, SupplementRequest, allowed, law,
};

impl Dossier {
    /// Decides what `actor` asks at the instant of `desk`.
    ///
    /// Who may ask at all is decided in `access`; here speak the stage, the four eyes and the clocks.
    ///
    /// # Errors
    /// The refusal of the first rule that says no; the dossier is untouched.
    pub fn decide(&self, command: Command, actor: &Actor, desk: &Desk<'_>) -> Result<Action, Refusal> {
        self.may_happen(command.kind())?;
        if desk.now < self.updated_at {
            return Err(DossierRefusal::ClockWentBack.into());
        }
        command.fits()?;
        match command {
            Command::Receive { code, terms } => self.receive(code, terms, desk),
            Command::RejectIntake { reason, ground } => rejection(&reason, &ground),
            Command::RequestSupplement { items, reason } => self.request_supplement(items, &reason, desk),
            Command::AnswerSupplement { answers, files } => self.answer_supplement(answers, files, desk),
            Command::Forward { to, name } => Ok(Action::Forward { to, name }),
            Command::Propose { outcome, title, content } => {
                self.values_allow(outcome)?;
                Ok(Action::Propose(draft(outcome, &title, &content)?))
            }
            Command::Return { reason } => Ok(Action::Return { reason: said(&reason)? }),
            Command::Approve { shown } => self.approve(shown, actor),
            Command::Number(numbering) => self.not_the_signer(actor).map(|()| Action::Number(numbering)),
            Command::Release => self.not_the_signer(actor).map(|()| Action::Release),
            Command::Sign { made, by } => self.sign(made, by.as_ref(), actor, desk.leads),
            Command::Seal(made) => self.seal(made, actor),
            Command::Deliver { evidence } => deliver(evidence),
            Command::RecallDelivery { reason } => Ok(Action::RecallDelivery { reason: said(&reason)? }),
            Command::RequestWithdrawal { reason } => {
                Ok(Action::RequestWithdrawal { reason: trimmed(&reason) })
            }
            Command::AcceptWithdrawal => Ok(Action::AcceptWithdrawal),
            Command::DeclineWithdrawal { reason } => Ok(Action::DeclineWithdrawal { reason: said(&reason)? }),
            Command::RequestPayment { amount, .. } if amount.0 <= 0 => {
                Err(DossierRefusal::NothingToPay.into())
            }
            Command::RequestPayment { amount, reason } => {
                Ok(Action::RequestPayment { amount, reason: said(&reason)? })
            }
            Command::ConfirmPayment { amount, reference } => self.confirm_payment(amount, &reference, desk),
            Command::Stop { reason } => Ok(Action::Stop { reason: said(&reason)? }),
            Command::Resume { reason } => self.resume(said(&reason)?, desk),
            Command::Extend { reason, due_at } => self.extend(said(&reason)?, due_at, desk),
            Command::StartWait { cause, reason } => start_wait(cause, said(&reason)?),
            Command::EndWait => Ok(Action::EndWait),
            Command::StartVerification { with, reason } => {
                self.start_verification(said(&with)?, said(&reason)?, desk)
            }
            Command::Verify { checked } => Ok(Action::Verify { checked }),
            Command::AcceptValue { check, reason } => self.accept_value(check, said(&reason)?),
            Command::AcknowledgeSync { status } => Stage::from_code(status)
                .map(|stage| Action::AcknowledgeSync { stage })
                .ok_or_else(|| DossierRefusal::UnknownStatus { code: status.to_string() }.into()),
        }
    }

    fn may_happen(&self, kind: ActionKind) -> Result<(), Refusal> {
        let drafts = matches!(kind, ActionKind::Propose | ActionKind::Approve);
        if is_open(kind, self) {
            return if drafts && self.withdrawal.is_some() {
                Err(DossierRefusal::WithdrawalPending.into())
            } else {
                Ok(())
            };
        }
        Err(self.why_not(kind).into())
    }

    /// The most telling reason: a flag where the stage would do, the stage otherwise.
    fn why_not(&self, kind: ActionKind) -> DossierRefusal {
        let in_table = allowed(kind, self.stage, self.holder);
        if in_table && matches!(kind, ActionKind::AcceptWithdrawal | ActionKind::DeclineWithdrawal) {
            return DossierRefusal::NoWithdrawal;
        }
        if in_table && matches!(kind, ActionKind::RequestWithdrawal) {
            return DossierRefusal::WithdrawalPending;
        }
        if in_table && matches!(kind, ActionKind::StartVerification) {
            return DossierRefusal::NoVerification;
        }
        if in_table && matches!(kind, ActionKind::AcceptValue) {
            return DossierRefusal::NothingContradicted { check: String::new() };
        }
        if in_table && matches!(kind, ActionKind::ConfirmPayment) {
            return DossierRefusal::NothingOwed;
        }
        if in_table && matches!(kind, ActionKind::StartWait | ActionKind::EndWait) {
            return DossierRefusal::WaitMismatch;
        }
        DossierRefusal::WrongStage { action: kind.name().to_owned(), stage: self.stage.name().to_owned() }
    }

    /// Whether another supplement request is the leader's to send.
    ///
    /// Law: NĐ 61/2018/NĐ-CP Điều 17; NĐ 118/2025/NĐ-CP
    ///
    /// # Errors
    /// Where no number is in force on that day.
    pub fn supplement_needs_leader(&self, today: Date) -> Result<bool, DossierRefusal> {
        Ok(if self.code.is_none() {
            self.supplements_before >= law::supplement_requests_at_reception(today)?
        } else {
            self.supplements_asked >= law::supplement_requests(today)?
        })
    }

    /// One complete request, at reception and while solving; a second one is the leader's to send. Every item says why,
    /// on what ground, and shows an example.
    ///
    /// Law: NĐ 61/2018/NĐ-CP Điều 17; NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 02
    fn request_supplement(
        &self,
        items: Vec<SupplementItem>,
        reason: &str,
        desk: &Desk<'_>,
    ) -> Result<Action, Refusal> {
        let today = local_date(desk.now);
        complete(&items)?;
        let reason = said(reason).or_else(|why| reasons(&items).ok_or(why))?;
        let before_reception = self.code.is_none();
        if !desk.leads && self.supplement_needs_leader(today)? {
            return Err(DossierRefusal::SecondSupplement.into());
        }
        let answer_by = self.terms.as_ref().and_then(|terms| last_day(today, terms.answer_window_days));
        Ok(Action::RequestSupplement(SupplementRequest {
            items,
            reason,
            answer_by,
            before_reception,
            overrides: Vec::new(),
        }))
    }

    /// The signer approves what was shown, and somebody else drafted it.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Điều 13
    fn approve(&self, shown: String, actor: &Actor) -> Result<Action, Refusal> {
        let Some((draft, drafter)) = &self.draft else { return Err(DossierRefusal::DraftEmpty.into()) };
        if drafter.is(actor) {
            return Err(DossierRefusal::SignerIsDrafter.into());
        }
        self.values_allow(draft.outcome)?;
        if draft.hash != shown {
            return Err(DossierRefusal::DraftChanged.into());
        }
        Ok(Action::Approve { content_hash: shown })
    }

    /// The clerk who numbers and releases is not the one who signed.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Điều 15, Điều 17
    pub(crate) fn not_the_signer(&self, actor: &Actor) -> Result<(), Refusal> {
        match &self.approval {
            Some(approval) if approval.by.is(actor) => Err(DossierRefusal::ClerkIsSigner.into()),
            Some(_) | None => Ok(()),
        }
    }

    /// The sum paid is the sum owed; where the clock waited for it, the time runs on.
    ///
    /// Law: Luật Phí và lệ phí 97/2015/QH13
    fn confirm_payment(
        &self,
        amount: kernel::Dong,
        reference: &str,
        desk: &Desk<'_>,
    ) -> Result<Action, Refusal> {
        let Money::Due { amount: owed } = self.money else { return Err(DossierRefusal::NothingOwed.into()) };
        if owed != amount {
            return Err(DossierRefusal::WrongSum { owed: owed.to_string(), paid: amount.to_string() }.into());
        }
        let waited_for_it = self.stage == Stage::AwaitingPayment;
        let due_at = if waited_for_it { Some(self.end_after_pause(desk)?) } else { None };
        Ok(Action::ConfirmPayment { amount, reference: trimmed(reference), due_at })
    }
}

/// No silent return: what to do, on what ground and what would be right, item by item, each asked once.
///
/// Law: NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 02
fn complete(items: &[SupplementItem]) -> Result<(), Refusal> {
    let is_open = |text: &str| !has_words(text);
    if items.is_empty() || items.iter().any(|item| is_open(&item.ask)) {
        return Err(DossierRefusal::NothingAsked.into());
    }
    let ids: BTreeSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
    if let Some(item) = items.first().filter(|_| ids.len() < items.len()) {
        return Err(DossierRefusal::AskedTwice { item: item.ask.clone() }.into());
    }
    if let Some(item) = items.iter().find(|item| is_open(&item.ground)) {
        return Err(DossierRefusal::GroundMissing { item: item.ask.clone() }.into());
    }
    // An example may be a number alone, or a short word.
    let is_shown = |item: &&SupplementItem| item.example.chars().any(char::is_alphanumeric);
    match items.iter().find(|item| !is_shown(item)) {
        Some(item) => Err(DossierRefusal::ExampleMissing { item: item.ask.clone() }.into()),
        None => Ok(()),
    }
}

/// A rejection names its ground, as a request does.
///
/// Law: NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 03
fn rejection(reason: &str, ground: &str) -> Result<Action, Refusal> {
    let reason = said(reason)?;
    let ground = said(ground).map_err(|_| DossierRefusal::RejectionUngrounded)?;
    Ok(Action::RejectIntake { reason, ground })
}

/// The reasons of the items, where each has its own; then the request needs none beside them.
fn reasons(items: &[SupplementItem]) -> Option<String> {
    let mut all: Vec<String> = items.iter().map(|item| trimmed(&item.reason)).collect();
    let is_whole = all.iter().all(|reason| has_words(reason));
    all.dedup();
    is_whole.then(|| all.join("; "))
}

/// A result is handed to somebody, in some manner.
fn deliver(evidence: Evidence) -> Result<Action, Refusal> {
    if evidence.receiver.trim().is_empty() || evidence.manner.trim().is_empty() {
        return Err(DossierRefusal::ReceiverMissing.into());
    }
    Ok(Action::Deliver { evidence })
}

/// Only what somebody else holds up is a wait; the applicant, the fee and a stop have their own actions.
fn start_wait(cause: Cause, reason: String) -> Result<Action, Refusal> {
    match cause {
        Cause::OtherAgency | Cause::PartnerSystem | Cause::OurOutage => {
            Ok(Action::StartWait { cause, reason })
        }
        Cause::Officer | Cause::Applicant | Cause::Fee | Cause::Decision => {
            Err(DossierRefusal::NotAWait { cause: cause.name().to_owned() }.into())
        }
    }
}

fn last_day(today: Date, days: u32) -> Option<Date> {
    today.checked_add(jiff::Span::new().try_days(i64::from(days)).ok()?).ok()
}

pub(crate) fn trimmed(text: &str) -> String {
    kernel::text::nfc(text).trim().to_owned()
}

/// A reason in words: no silent return, no empty refusal.
fn said(reason: &str) -> Result<String, Refusal> {
    let reason = trimmed(reason);
    if has_words(&reason) { Ok(reason) } else { Err(DossierRefusal::ReasonMissing.into()) }
}
