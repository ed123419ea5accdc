//! "Ký số trên giấy": evidence that a paper of the dossier was signed by the person who approved it, and sealed after by
//! the agency. Two steps, two actions; what a signature is made of stands in `signing`, the file in the store of files.

use jiff::Timestamp;
use kernel::{FileHash, Id, Refusal};
use serde::{Deserialize, Serialize};

use crate::{Action, Actor, Dossier, DossierRefusal};

/// "Bằng chứng ký": what one signature did to one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSignature {
    /// The paper.
    pub paper: Id,
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

impl Dossier {
    /// The steps taken on a paper, in their order.
    pub fn signatures(&self, paper: Id) -> impl Iterator<Item = &Signed> {
        self.signed.iter().filter(move |signed| signed.made.paper == paper)
    }

    /// The last step taken on a paper: its file is the one that is handed out.
    #[must_use]
    pub fn last_signature(&self, paper: Id) -> Option<&Signed> {
        self.signatures(paper).last()
    }

    /// Who approved signs: the person, and no deputy of the machine's choosing; each step once, the person before the seal.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Điều 13; Luật Giao dịch điện tử 20/2023/QH15 Điều 22
    ///
    /// # Errors
    /// Why this person may not sign this paper now.
    pub fn may_sign(&self, paper: Id, actor: &Actor) -> Result<(), Refusal> {
        if self.signatures(paper).next().is_some() {
            return Err(DossierRefusal::PaperSigned.into());
        }
        match &self.approval {
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
    pub fn may_seal(&self, paper: Id, actor: &Actor) -> Result<(), Refusal> {
        match self.last_signature(paper).map(|signed| signed.step) {
            Some(SignStep::Sign) => self.not_the_signer(actor),
            Some(SignStep::Seal) => Err(DossierRefusal::PaperSealed.into()),
            None => Err(DossierRefusal::PaperUnsigned.into()),
        }
    }

    /// The seal stands on the file the person signed, and on no other.
    pub(crate) fn sign(
        &self,
        step: SignStep,
        made: PaperSignature,
        actor: &Actor,
    ) -> Result<Action, Refusal> {
        match step {
            SignStep::Sign => {
                self.may_sign(made.paper, actor)?;
                Ok(Action::Sign(made))
            }
            SignStep::Seal => {
                self.may_seal(made.paper, actor)?;
                let last = self.last_signature(made.paper);
                if last.is_some_and(|signed| signed.made.after != made.before) {
                    return Err(DossierRefusal::PaperOther.into());
                }
                Ok(Action::Seal(made))
            }
        }
    }
}
