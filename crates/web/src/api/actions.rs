//! What an official's software asks of a dossier: one shape for each action, and the use case behind it.

use access::Staff;
use app::dossier::Target;
use app::{App, Error};
use dossier::{Cause, Command, Evidence, Outcome, SupplementItem};
use jiff::Timestamp;
use kernel::Dong;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::InputRefusal;

/// "Việc cần làm với hồ sơ": one action; `open` of the dossier tells which can be done now.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Deed {
    /// Accept it: it gets its code and its promise.
    Receive {},
    /// Reject it at intake.
    RejectIntake {
        /// Why, in words a person understands.
        reason: String,
        /// Act and article.
        ground: String,
    },
    /// Ask for everything that is missing, in one go.
    RequestSupplement {
        /// What is missing.
        items: Vec<Item>,
        /// Why.
        reason: String,
    },
    /// Give it to an officer.
    Forward {
        /// Account id of the officer, one of those under `officers`.
        to: String,
    },
    /// Put a draft before the signer.
    Propose {
        /// Granted or rejected.
        outcome: Verdict,
        /// Title of the paper.
        title: String,
        /// Its text.
        content: String,
    },
    /// Send the draft back.
    Return {
        /// What must change.
        reason: String,
    },
    /// Approve exactly the draft that was shown; refused here, for it needs a recent proof that a token cannot give.
    Approve {
        /// The hash of the draft as it was shown.
        shown: String,
    },
    /// Number the result in the register of the year and send it out.
    Release {},
    /// Sign the released result; refused here, for it needs a recent proof and a PIN that a token cannot give.
    Sign {},
    /// Seal the signed result; refused here for the same reason.
    Seal {},
    /// Hand the result over.
    Deliver {
        /// Who received it.
        receiver: String,
        /// How.
        manner: Manner,
    },
    /// Take a mistaken hand-over back.
    RecallDelivery {
        /// Why.
        reason: String,
    },
    /// Let the applicant withdraw.
    AcceptWithdrawal {},
    /// Do not let the applicant withdraw.
    DeclineWithdrawal {
        /// Why not.
        reason: String,
    },
    /// Ask for a payment.
    RequestPayment {
        /// The sum in đồng.
        #[schema(minimum = 1)]
        amount: i64,
        /// What for.
        reason: String,
    },
    /// Confirm a payment.
    ConfirmPayment {
        /// The sum in đồng.
        #[schema(minimum = 1)]
        amount: i64,
        /// Receipt or transfer reference.
        reference: String,
    },
    /// Stop by decision.
    Stop {
        /// Why.
        reason: String,
    },
    /// Go on by decision.
    Resume {
        /// Why.
        reason: String,
    },
    /// Move the appointment.
    Extend {
        /// Why it is late.
        reason: String,
        /// The new end.
        #[schema(format = "date-time")]
        due_at: String,
    },
    /// Mark who else holds the work up.
    StartWait {
        /// Who or what.
        cause: Wait,
        /// What is waited for.
        reason: String,
    },
    /// The wait is over.
    EndWait {},
    /// Ask another authority to verify, where the law knows such a step.
    StartVerification {
        /// Who is asked.
        with: String,
        /// What is to be verified.
        reason: String,
    },
    /// Accept a value a register contradicts.
    AcceptValue {
        /// The check, one of those under `checks`.
        check: String,
        /// What was looked at, and why the value is right.
        reason: String,
    },
}

/// "Mục cần bổ sung".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    /// Field or component.
    #[schema(min_length = 1)]
    id: String,
    /// What to do.
    #[schema(min_length = 1)]
    ask: String,
    /// Why this item is asked for; needed where a register of the State has it.
    #[serde(default)]
    reason: String,
    /// Act and article.
    #[schema(min_length = 1)]
    ground: String,
    /// An example of a good answer.
    #[schema(min_length = 1)]
    example: String,
}

/// "Kết quả giải quyết".
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    /// What was asked is given.
    Granted,
    /// Rejected on the merits.
    Rejected,
}

impl From<Verdict> for Outcome {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Granted => Self::Granted,
            Verdict::Rejected => Self::Rejected,
        }
    }
}

/// "Cách trả".
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Manner {
    /// At the counter.
    Counter,
    /// By post.
    Post,
}

/// "Nguyên nhân chờ".
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Wait {
    /// Another agency was asked.
    OtherAgency,
    /// A partner's system does not answer.
    PartnerSystem,
    /// Our own outage.
    OurOutage,
}

impl Deed {
    /// Asks the use case.
    pub(super) async fn perform(self, app: &App, who: &Staff, target: &Target) -> Result<(), Error> {
        let command = match self {
            Self::Receive {} => return app::dossier::receive(app, who, target).await.map(|_| ()),
            Self::Release {} => return app::dossier::release(app, who, target).await.map(|_| ()),
            Self::Sign {} => return by_hand("sign"),
            Self::Seal {} => return by_hand("seal"),
            Self::Propose { outcome, title, content } => {
                let outcome = outcome.into();
                return app::dossier::propose(app, who, target, outcome, title, content).await.map(drop);
            }
            Self::Forward { to } => forward(app, who, target, to).await?,
            rest @ (Self::RejectIntake { .. }
            | Self::RequestSupplement { .. }
            | Self::Return { .. }
            | Self::Approve { .. }
            | Self::Deliver { .. }
            | Self::RecallDelivery { .. }
            | Self::AcceptWithdrawal { .. }
            | Self::DeclineWithdrawal { .. }
            | Self::RequestPayment { .. }
            | Self::ConfirmPayment { .. }
            | Self::Stop { .. }
            | Self::Resume { .. }
            | Self::Extend { .. }
            | Self::StartWait { .. }
            | Self::EndWait { .. }
            | Self::StartVerification { .. }
            | Self::AcceptValue { .. }) => rest.command()?,
        };
        app::token::permits(command.kind().name())?;
        app::dossier::act(app, who, target, command).await
    }

    /// The command of an action that is one and nothing else.
    fn command(self) -> Result<Command, Error> {
        Ok(match self {
            Self::RejectIntake { reason, ground } => Command::RejectIntake { reason, ground },
            Self::RequestSupplement { items, reason } => {
                let item = |item: Item| {
                    let Item { id, ask, reason, ground, example } = item;
                    SupplementItem { id, ask, reason, ground, example }
                };
                Command::RequestSupplement { items: items.into_iter().map(item).collect(), reason }
            }
            Self::Return { reason } => Command::Return { reason },
            Self::Approve { shown } => Command::Approve { shown },
            Self::Deliver { receiver, manner } => {
                let manner = match manner {
                    Manner::Counter => "counter",
                    Manner::Post => "post",
                };
                Command::Deliver { evidence: Evidence { receiver, manner: manner.to_owned() } }
            }
            Self::RecallDelivery { reason } => Command::RecallDelivery { reason },
            Self::AcceptWithdrawal {} => Command::AcceptWithdrawal,
            Self::DeclineWithdrawal { reason } => Command::DeclineWithdrawal { reason },
            Self::RequestPayment { amount, reason } => {
                Command::RequestPayment { amount: sum(amount)?, reason }
            }
            Self::ConfirmPayment { amount, reference } => {
                Command::ConfirmPayment { amount: sum(amount)?, reference }
            }
            Self::Stop { reason } => Command::Stop { reason },
            Self::Resume { reason } => Command::Resume { reason },
            Self::Extend { reason, due_at } => Command::Extend { reason, due_at: instant(&due_at)? },
            Self::StartWait { cause, reason } => {
                let cause = match cause {
                    Wait::OtherAgency => Cause::OtherAgency,
                    Wait::PartnerSystem => Cause::PartnerSystem,
                    Wait::OurOutage => Cause::OurOutage,
                };
                Command::StartWait { cause, reason }
            }
            Self::EndWait {} => Command::EndWait,
            Self::StartVerification { with, reason } => Command::StartVerification { with, reason },
            Self::AcceptValue { check, reason } => Command::AcceptValue { check, reason },
            Self::Receive {}
            | Self::Release {}
            | Self::Sign {}
            | Self::Seal {}
            | Self::Propose { .. }
            | Self::Forward { .. } => {
                return Err(kernel::Fault::inconsistent("a deed with a use case of its own").into());
            }
        })
    }
}

/// What only a person at the screen does, with a proof and a PIN.
fn by_hand(deed: &str) -> Result<(), Error> {
    app::token::permits(deed)?;
    Err(kernel::Fault::inconsistent("a deed by hand was let through to software").into())
}

/// The name of the officer is the organisation's, never the caller's.
async fn forward(app: &App, who: &Staff, target: &Target, to: String) -> Result<Command, Error> {
    let look = app::dossier::look(app, who, &target.key).await?;
    let officers = app::dossier::assignable(app, &look.dossier).await?;
    match officers.into_iter().find(|(id, _)| *id == to) {
        Some((to, name)) => Ok(Command::Forward { to, name }),
        None => Err(Error::Refused(InputRefusal::ChoiceMissing.into())),
    }
}

fn sum(amount: i64) -> Result<Dong, Error> {
    if amount > 0 { Ok(Dong(amount)) } else { Err(Error::Refused(InputRefusal::AmountMissing.into())) }
}

fn instant(text: &str) -> Result<Timestamp, Error> {
    let malformed =
        |_| Error::Refused(InputRefusal::DayIncomplete { input: text.chars().take(40).collect() }.into());
    text.parse().map_err(malformed)
}
