//! "Ký số trên giấy": who has to sign which paper of a dossier, and the evidence that they did and that the agency sealed
//! it after. Two steps, two actions; what a signature is made of stands in `signing`, the file in the store of files.

use jiff::Timestamp;
use kernel::{FileHash, Id, Refusal};
use serde::{Deserialize, Serialize};

use crate::{Action, Actor, ActorKind, CopyOf, Dossier, DossierRefusal, PaperKind, Record};

/// "Bằng chứng ký": what one signature did to one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSignature {
    /// The paper.
    pub paper: Id,
    /// What it is; at first only results were signed.
    #[serde(rename = "paper_kind", default = "outcome", skip_serializing_if = "is_outcome")]
    pub kind: PaperKind,
    /// The scan it is a copy of, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<CopyOf>,
    /// SHA-256 of the file that was shown and signed.
    pub before: FileHash,
    /// SHA-256 of the file with the signature in it.
    pub after: FileHash,
    /// The name in the certificate.
    pub name: String,
    /// Serial number of the certificate, in hexadecimal.
    pub certificate: String,
    /// The level of the signature: `B-T`, or `B-B` where no authority vouches for the time.
    pub level: String,
}

const fn outcome() -> PaperKind {
    PaperKind::Outcome
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_outcome(kind: &PaperKind) -> bool {
    matches!(kind, PaperKind::Outcome)
}

/// "Người phải ký": whose signature a paper bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signatory {
    /// This person and no other: the one who did what the paper confirms.
    Person(Actor),
    /// Whoever may sign for the authority.
    Leader,
}

/// "Bước ký": whose signature it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignStep {
    /// "Chữ ký của người có thẩm quyền".
    Sign,
    /// "Chữ ký số của cơ quan": the seal, over the person's signature.
    Seal,
}

impl SignStep {
    /// The name of the action, as permissions and translation files know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Seal => "seal",
        }
    }

    /// The step with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Sign, Self::Seal].into_iter().find(|step| step.name() == name)
    }
}

/// "Giấy đã ký": one step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Which step.
    pub step: SignStep,
    /// Who took it, in the post of that day.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// What it did.
    pub made: PaperSignature,
}

/// "Giấy cần ký": which paper, and who has to sign it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signable<'a> {
    /// The paper.
    pub paper: Id,
    /// What it is.
    pub kind: PaperKind,
    /// Who has to sign it.
    pub by: Option<&'a Signatory>,
    /// The scan it is a copy of, where it is one.
    pub copy_of: Option<&'a CopyOf>,
}

impl PaperSignature {
    const fn signable<'a>(&'a self, by: Option<&'a Signatory>) -> Signable<'a> {
        Signable { paper: self.paper, kind: self.kind, by, copy_of: self.copy_of.as_ref() }
    }
}

impl Dossier {
    /// Who has to sign the paper that confirms `cause`, or is a copy of the scan `of`.
    ///
    /// The desk's own papers are signed by the official at the desk who did what they confirm, and a copy by the one who
    /// scanned it; what is asked while the dossier is being settled, the apology and the result by whoever may sign for the
    /// authority. A declaration is signed by whoever sent it in; the control sheet is a sheet of the house and bears no
    /// signature.
    ///
    /// Law: TT 03/2025/TT-VPCP Mẫu 01, Mẫu 02, Mẫu 03, Mẫu 04; NĐ 118/2025/NĐ-CP; NĐ 45/2020/NĐ-CP; NĐ 30/2020/NĐ-CP Điều 13
    ///
    /// A receipt is signed by the official who received; a request for papers during settlement by a leader, whoever drafted it.
    #[must_use]
    pub fn signatory(&self, kind: PaperKind, cause: &Record, of: Option<&CopyOf>) -> Option<Signatory> {
        let actor = || Some(cause.actor.clone()).filter(|actor| actor.kind == ActorKind::Official);
        match kind {
            PaperKind::Receipt | PaperKind::Rejection | PaperKind::Apology => actor().map(Signatory::Person),
            PaperKind::Supplement => {
                let is_of_settling =
                    matches!(&cause.action, Action::RequestSupplement(asked) if !asked.before_reception);
                if is_of_settling { Some(Signatory::Leader) } else { actor().map(Signatory::Person) }
            }
            PaperKind::Outcome => {
                self.approval.as_ref().map(|approval| Signatory::Person(approval.by.clone()))
            }
            // Its own words, by whoever sent them in.
            PaperKind::Declaration => Some(Signatory::Person(cause.actor.clone())),
            PaperKind::Copy => self.scan(of?).map(|(_, digitised)| Signatory::Person(digitised.by.clone())),
            PaperKind::Control => None,
        }
    }

    /// The steps taken on a paper, in their order.
    pub fn signatures(&self, paper: Id) -> impl Iterator<Item = &Signed> {
        self.signed.iter().filter(move |signed| signed.made.paper == paper)
    }

    /// The last step taken on a paper: its file is the one that is handed out.
    #[must_use]
    pub fn last_signature(&self, paper: Id) -> Option<&Signed> {
        self.signatures(paper).last()
    }

    /// Who has to sign signs: the person, and no deputy of the machine's choosing; each step once, the person before the seal.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Điều 13; Luật Giao dịch điện tử 20/2023/QH15 Điều 22
    ///
    /// # Errors
    /// Why this person may not sign this paper now.
    pub fn may_sign(&self, what: Signable<'_>, actor: &Actor, leads: bool) -> Result<(), Refusal> {
        if self.signatures(what.paper).next().is_some() {
            return Err(DossierRefusal::PaperSigned.into());
        }
        if what.kind == PaperKind::Outcome {
            return self.is_approver(actor);
        }
        if what.kind == PaperKind::Copy {
            self.copy_is_wanted(what.copy_of)?;
        }
        match what.by {
            Some(Signatory::Person(person)) if person.is(actor) => Ok(()),
            Some(Signatory::Person(person)) => {
                Err(DossierRefusal::NotTheSignatory { who: person.name.clone() }.into())
            }
            Some(Signatory::Leader) if leads => Ok(()),
            Some(Signatory::Leader) => Err(DossierRefusal::LeaderSigns.into()),
            None => Err(DossierRefusal::PaperBearsNone.into()),
        }
    }

    /// A result is signed by whoever approved it, once it is out.
    fn is_approver(&self, actor: &Actor) -> Result<(), Refusal> {
        match self.approval.as_ref().filter(|_| self.released_at.is_some()) {
            Some(approval) if approval.by.is(actor) => Ok(()),
            Some(approval) => {
                Err(DossierRefusal::NotTheApprover { approver: approval.by.name.clone() }.into())
            }
            None => Err(DossierRefusal::NotTheApprover { approver: String::new() }.into()),
        }
    }

    /// The clerk seals what was signed, once, and is not the signer.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Điều 15, Điều 33
    ///
    /// # Errors
    /// Why this paper is not sealed now.
    pub fn may_seal(&self, what: Signable<'_>, actor: &Actor) -> Result<(), Refusal> {
        if !what.kind.is_sealed() {
            return Err(DossierRefusal::PaperBearsNone.into());
        }
        if what.kind == PaperKind::Copy {
            self.copy_is_wanted(what.copy_of)?;
        }
        match self.last_signature(what.paper) {
            Some(signed) if signed.step == SignStep::Seal => Err(DossierRefusal::PaperSealed.into()),
            Some(signed) if signed.by.is(actor) => Err(DossierRefusal::ClerkIsSigner.into()),
            Some(_) => Ok(()),
            None => Err(DossierRefusal::PaperUnsigned.into()),
        }
    }

    pub(crate) fn sign(
        &self,
        made: PaperSignature,
        by: Option<&Signatory>,
        actor: &Actor,
        leads: bool,
    ) -> Result<Action, Refusal> {
        self.may_sign(made.signable(by), actor, leads)?;
        Ok(Action::Sign(made))
    }

    /// The seal stands on the file the person signed, and on no other.
    pub(crate) fn seal(&self, made: PaperSignature, actor: &Actor) -> Result<Action, Refusal> {
        self.may_seal(made.signable(None), actor)?;
        if self.last_signature(made.paper).is_some_and(|signed| signed.made.after != made.before) {
            return Err(DossierRefusal::PaperOther.into());
        }
        Ok(Action::Seal(made))
    }
}
