//! How a use case ends badly: a rule said no, or the world failed.

use kernel::{CalendarRefusal, Fault, Refusal};

kernel::refusals! {
    /// "Lý do không thực hiện được", beyond what the rooms say.
    pub enum AppRefusal {
        /// There is no such thing, or none this person may know of.
        NotFound { what } => "app.not-found";
        /// Somebody acted in between.
        Conflict => "app.conflict";
        /// The form has open questions.
        FormIncomplete { count } => "app.form-incomplete";
        /// No authority of that kind at that place takes dossiers here.
        NoAuthority { place } => "app.no-authority", law "NĐ 118/2025/NĐ-CP";
        /// The place the matter is about is another authority's.
        PlaceElsewhere { place, office } => "app.place-elsewhere", law "NĐ 118/2025/NĐ-CP";
        /// The procedure is information only.
        NotOnline { code } => "app.not-online", law "NĐ 42/2022/NĐ-CP";
        /// A paper lacks what it cannot be without.
        PaperIncomplete { missing } => "app.paper-incomplete", law "TT 03/2025/TT-VPCP";
        /// The account does not say who the owner is.
        NoOwner => "app.no-owner", law "CT 18/CT-TTg 2023";
        /// The sign-in was begun in another browser, too long ago, or finished already.
        SignInLost => "app.sign-in-lost";
        /// This installation has no keys to sign with.
        NoSigner => "app.no-signer";
        /// What the key made would be believed by nobody: a certificate withdrawn, or of an issuer not trusted.
        SignatureUnsound { name } => "app.signature-unsound", law "Luật Giao dịch điện tử 20/2023/QH15 Điều 22";
        /// A paper could not be signed because the machine failed; it is as it was.
        NotSigned => "app.not-signed";
        /// The issuer states a level of assurance nobody has agreed on.
        LevelUnknown => "app.level-unknown", law "NĐ 69/2024/NĐ-CP";
        /// The issuer proved less than the deed needs.
        LevelNotReached => "app.level-not-reached", law "NĐ 69/2024/NĐ-CP";
        /// The issuer did not ask the person anew.
        ProofTooOld => "app.proof-too-old";
        /// The issuer's word that somebody has signed out was said before.
        WordRepeated => "app.word-repeated";
        /// The person has signed in, but holds no post today.
        NoPost => "app.no-post";
        /// A register gives no answer, and this step cannot do without.
        RegisterSilent { register } => "app.register-silent", law "Nghị quyết 66.7/2025/NQ-CP";
        /// A published procedure was changed.
        RevisionChanged { code, revision } => "app.revision-changed";
        /// The draft was saved in another tab.
        DraftOvertaken => "app.draft-overtaken";
        /// Nothing was written.
        MessageEmpty => "app.message-empty";
        /// More was written than a message may hold.
        MessageTooLong { limit } => "app.message-too-long";
        /// One side has written very often today.
        MessagesMany { limit } => "app.messages-many";
        /// A service is rated once it was delivered.
        RatingNotYet => "app.rating-not-yet";
        /// A rating is one to five.
        RatingScore => "app.rating-score";
        /// The time to change a rating is over.
        RatingClosed => "app.rating-closed";
        /// The draft lies in the bin.
        DraftInBin => "app.draft-in-bin";
        /// Another draft of the same procedure is open.
        DraftOpen => "app.draft-open";
        /// The draft has been sent in.
        DraftSent => "app.draft-sent";
    }
}

/// "Lỗi": a refusal for the person, or a fault for the operator.
#[derive(Debug)]
pub enum Error {
    /// A rule said no.
    Refused(Refusal),
    /// The world failed.
    Faulted(Fault),
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Faulted(fault)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

macro_rules! from_refusals {
    ($($refusal:ty),* $(,)?) => { $(
        impl From<$refusal> for Error {
            fn from(refusal: $refusal) -> Self {
                Self::Refused(refusal.into())
            }
        }
    )* };
}

from_refusals!(
    AppRefusal,
    crate::counter::CounterRefusal,
    crate::once::OnceRefusal,
    crate::token::TokenRefusal,
    crate::webhook::WebhookRefusal,
    CalendarRefusal,
    access::AccessRefusal,
    catalogue::CatalogueRefusal,
    catalogue::FormRefusal,
    directives::DirectiveRefusal,
    directives::TaskRefusal,
    dossier::DossierRefusal,
    kernel::DossierCodeRefusal,
    kernel::OrganisationCodeRefusal,
    kernel::PersonalIdRefusal,
    kernel::ProcedureCodeRefusal,
    ::signing::SigningRefusal,
    ::signing::keys::KeyRefusal,
    ::signing::passkey::PasskeyRefusal,
    ::upload::UploadRefusal,
);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Faulted(fault) => f.write_str(&fault.chain()),
        }
    }
}

impl std::error::Error for Error {}

/// There is no such thing.
pub(crate) fn not_found(what: &str) -> Error {
    AppRefusal::NotFound { what: what.to_owned() }.into()
}
