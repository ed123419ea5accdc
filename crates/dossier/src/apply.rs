//! What each action changes; nothing is decided here, everything stands in the action.

use jiff::Timestamp;

use crate::{
    Action, Actor, Approval, Cause, Delivery, Dossier, Draft, Evidence, Holder, Money, SignStep, Signed,
    Stage, SupplementRequest, Sync,
};

impl Dossier {
    /// Changes what the action says. A second submission changes nothing: [`Dossier::apply`] has refused it.
    pub(crate) fn change(&mut self, action: Action, actor: Actor, at: Timestamp) {
        match action {
            Action::Submit(_) => {}
            Action::Receive { code, terms, due_at } => {
                (self.code, self.terms, self.due_at) = (Some(code), Some(terms), due_at);
                self.go(Stage::Received, Holder::Officer);
            }
            Action::RejectIntake { reason, .. } => self.close(Stage::IntakeRejected, reason),
            Action::RequestSupplement(request) => self.supplement_asked(request),
            Action::AnswerSupplement { answers, files, due_at } => {
                self.supplement_answers.extend(answers);
                self.supplement_files.extend(files);
                self.supplement = None;
                self.run_on(Some(due_at));
            }
            Action::Forward { to, name } => self.officer = Some((to, name)),
            Action::Propose(draft) => self.proposed(draft, actor),
            Action::Return { reason } => {
                self.returned = Some(reason);
                self.holder = Holder::Officer;
            }
            Action::Approve { .. } => {
                self.approval = Some(Approval { by: actor, at });
                self.holder = Holder::Clerk;
            }
            Action::Number(numbering) => self.numbering = Some(numbering),
            Action::Release => {
                (self.released_at, self.delivery, self.wait) = (Some(at), Delivery::Ready, None);
                self.go(Stage::Done, Holder::Delivery);
            }
            Action::Sign(made) => self.signed.push(Signed { step: SignStep::Sign, by: actor, at, made }),
            Action::Seal(made) => self.signed.push(Signed { step: SignStep::Seal, by: actor, at, made }),
            Action::Deliver { evidence } => self.delivered(evidence),
            Action::RecallDelivery { .. } => {
                (self.evidence, self.delivery) = (None, Delivery::Recalled);
                self.go(Stage::Done, Holder::Delivery);
            }
            Action::RequestWithdrawal { reason } if self.code.is_none() => {
                self.close(Stage::Withdrawn, reason);
            }
            Action::RequestWithdrawal { reason } => self.withdrawal = Some(reason),
            Action::AcceptWithdrawal => self.withdrawn(),
            Action::DeclineWithdrawal { .. } => self.withdrawal = None,
            Action::RequestPayment { amount, .. } => {
                (self.money, self.wait) = (Money::owed(amount), None);
                self.go(Stage::AwaitingPayment, Holder::Applicant);
            }
            Action::ConfirmPayment { amount, due_at, .. } => {
                self.money = Money::Paid { amount };
                self.run_on(due_at);
            }
            Action::Stop { reason } => {
                (self.closing_reason, self.supplement, self.wait) = (Some(reason), None, None);
                self.go(Stage::Stopped, Holder::Officer);
            }
            Action::Resume { due_at, .. } => {
                self.closing_reason = None;
                self.run_on(Some(due_at));
            }
            Action::Extend { due_at, .. } => (self.due_at, self.extensions) = (due_at, self.extensions + 1),
            Action::StartWait { cause, reason } => self.wait = Some((cause, reason)),
            Action::EndWait => self.wait = None,
            Action::StartVerification { with, due_at, .. } => self.asked_elsewhere(with, due_at),
            Action::Verify { checked } => self.verified(checked),
            Action::AcceptValue { check, reason } => self.accepted.push((check, reason)),
            Action::AcknowledgeSync { stage } => self.acknowledged(stage),
        }
    }

    fn delivered(&mut self, evidence: Evidence) {
        (self.evidence, self.delivery) = (Some(evidence), Delivery::Delivered);
        self.go(Stage::Delivered, Holder::Nobody);
    }

    fn asked_elsewhere(&mut self, with: String, due_at: Timestamp) {
        (self.due_at, self.verifications) = (due_at, self.verifications + 1);
        self.wait = Some((Cause::OtherAgency, with));
    }

    fn withdrawn(&mut self) {
        let reason = self.withdrawal.take().unwrap_or_default();
        self.close(Stage::Withdrawn, reason);
    }

    fn supplement_asked(&mut self, request: SupplementRequest) {
        if request.before_reception {
            self.supplements_before += 1;
        } else {
            self.supplements_asked += 1;
        }
        self.papers_overridden += request.overrides.len();
        (self.supplement, self.wait) = (Some(request), None);
        self.go(Stage::AwaitingSupplement, Holder::Applicant);
    }

    fn proposed(&mut self, draft: Draft, actor: Actor) {
        if self.officer.is_none() {
            self.officer = Some((actor.id.clone(), actor.name.clone()));
        }
        self.draft = Some((draft, actor));
        (self.returned, self.wait) = (None, None);
        self.go(Stage::InProgress, Holder::Signer);
    }

    /// After a pause the work lies where it was: with the desk before reception, with the officer after it.
    fn run_on(&mut self, due_at: Option<Timestamp>) {
        let Some(due_at) = due_at else { return };
        self.due_at = due_at;
        match self.code {
            None => self.go(Stage::Registered, Holder::Desk),
            Some(_) => self.go(Stage::InProgress, Holder::Officer),
        }
    }

    /// An acknowledgement of an older stage changes nothing: the present one is still unacknowledged.
    fn acknowledged(&mut self, stage: Stage) {
        if stage == self.stage {
            self.sync = Sync::Acknowledged { stage };
        }
    }

    fn go(&mut self, stage: Stage, holder: Holder) {
        (self.stage, self.holder) = (stage, holder);
    }

    fn close(&mut self, stage: Stage, reason: String) {
        (self.closing_reason, self.supplement, self.withdrawal) = (Some(reason), None, None);
        self.go(stage, Holder::Nobody);
    }
}
