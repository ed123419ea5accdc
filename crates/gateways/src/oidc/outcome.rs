//! How a sign-in can fail: the person or the proof is refused, or the world fails.

kernel::refusals! {
    /// Why a sign-in is refused. None of these is repaired by asking again with the same answer: the person starts anew.
    pub enum OidcRefusal {
        /// The person pressed "no" at the provider.
        Denied => "oidc.denied";
        /// The provider could not reach the level asked for.
        LevelUnavailable => "oidc.level-unavailable";
        /// The way back carries no code: it was cut, or typed by hand.
        NoCode => "oidc.no-code";
        /// The code was used before, is older than the provider allows, or was asked for by another browser.
        CodeSpent => "oidc.code-spent";
        /// The ID token is not one.
        MalformedToken => "oidc.malformed-token";
        /// The ID token is unsigned or signed in a way we do not accept.
        AlgorithmNotAllowed { algorithm } => "oidc.algorithm-not-allowed";
        /// No key of the provider made the signature of the ID token.
        WrongSignature => "oidc.wrong-signature";
        /// The answer comes from another provider than the one asked.
        WrongIssuer => "oidc.wrong-issuer";
        /// The ID token was made for another system.
        WrongAudience => "oidc.wrong-audience";
        /// The ID token answers another sign-in.
        WrongNonce => "oidc.wrong-nonce";
        /// The ID token's life is over.
        TokenExpired => "oidc.token-expired";
        /// The ID token comes from the future: one of the two clocks is wrong.
        ClockSkew => "oidc.clock-skew";
        /// User info and ID token speak of two people.
        SubjectMismatch => "oidc.subject-mismatch";
        /// The provider left out something nobody can be signed in without.
        MissingClaim { claim } => "oidc.missing-claim";
        /// The provider's word that somebody has signed out does not hold.
        NotALogout { why } => "oidc.not-a-logout";
        /// The provider names a kind of account the configuration does not know.
        UnknownAccountKind { kind } => "oidc.unknown-account-kind";
    }
}

/// The world failing: nothing the person did; the code goes to the page, the whole to the log.
#[derive(Debug, thiserror::Error)]
pub enum OidcFault {
    /// The provider cannot be reached, or says itself that it is out of order.
    #[error("issuer {issuer} is down at {step}: {detail}")]
    Down {
        /// Our name for the provider.
        issuer: String,
        /// Which call.
        step: &'static str,
        /// What the network or the provider said.
        detail: String,
    },
    /// The provider did not answer in time.
    #[error("issuer {issuer} did not answer in time at {step}")]
    TimedOut {
        /// Our name for the provider.
        issuer: String,
        /// Which call.
        step: &'static str,
    },
    /// The provider answered something we cannot read.
    #[error("issuer {issuer} gave an unreadable answer at {step}: {detail}")]
    BadAnswer {
        /// Our name for the provider.
        issuer: String,
        /// Which call.
        step: &'static str,
        /// What is wrong with it.
        detail: String,
    },
    /// The provider does not accept our registration or our request.
    #[error("issuer {issuer} rejects us at {step}: {error}")]
    ClientRejected {
        /// Our name for the provider.
        issuer: String,
        /// Which call.
        step: &'static str,
        /// The provider's error code.
        error: String,
    },
    /// Our own configuration of the provider is wrong.
    #[error("issuer {issuer} is configured wrongly: {detail}")]
    Configuration {
        /// Our name for the provider.
        issuer: String,
        /// What is wrong.
        detail: String,
    },
}

impl OidcFault {
    /// Every code a fault can carry; each has one sentence per language.
    pub const CODES: &'static [&'static str] =
        &["oidc.down", "oidc.timed-out", "oidc.bad-answer", "oidc.client-rejected", "oidc.configuration"];

    /// The stable code of this fault.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Down { .. } => "oidc.down",
            Self::TimedOut { .. } => "oidc.timed-out",
            Self::BadAnswer { .. } => "oidc.bad-answer",
            Self::ClientRejected { .. } => "oidc.client-rejected",
            Self::Configuration { .. } => "oidc.configuration",
        }
    }

    pub(super) fn configuration(issuer: &str, detail: impl Into<String>) -> Self {
        Self::Configuration { issuer: issuer.to_owned(), detail: detail.into() }
    }

    pub(super) fn bad_answer(issuer: &str, step: &'static str, detail: impl Into<String>) -> Self {
        Self::BadAnswer { issuer: issuer.to_owned(), step, detail: detail.into() }
    }
}

/// Either way a sign-in ends without an identity.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The person or the proof is refused.
    #[error("sign-in refused: {0}")]
    Refused(#[from] OidcRefusal),
    /// The world failed.
    #[error(transparent)]
    Fault(#[from] OidcFault),
}

impl OidcError {
    /// The stable code, whichever way it ended.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Fault(fault) => fault.code(),
        }
    }
}
