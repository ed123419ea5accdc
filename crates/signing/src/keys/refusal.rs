//! Why a key does not sign.
//!
//! Whoever keeps keys says no with one of these; the sentences stand in the translation files.

kernel::refusals! {
    /// "Lý do khoá không ký".
    pub enum KeyRefusal {
        /// No key has this name here.
        Unknown { key } => "key.unknown";
        /// This person or agency has no key here.
        NoneOfHolder { holder } => "key.none-of-holder";
        /// The key needs a PIN, and none was given.
        PinNeeded { key } => "key.pin-needed";
        /// The PIN is wrong; the token counts.
        PinWrong { key } => "key.pin-wrong";
        /// The PIN is wrong, and the next wrong one locks the token.
        PinLastTry { key } => "key.pin-last-try";
        /// The token has locked itself after wrong PINs.
        PinLocked { key } => "key.pin-locked";
        /// The token is not there.
        TokenMissing { token } => "key.token-missing";
        /// The token was pulled out while it was in use.
        TokenRemoved { token } => "key.token-removed";
        /// Somebody else is signing with the token, and did not end in time.
        TokenBusy { token } => "key.token-busy";
        /// The token holds no such key, or not for signing.
        KeyMissing { key } => "key.missing";
        /// No certificate belongs to the key.
        CertificateMissing { key } => "key.certificate-missing";
        /// The certificate belongs to another key.
        CertificateOther { key } => "key.certificate-other";
        /// The token cannot sign the way the certificate asks for.
        MechanismMissing { key } => "key.mechanism-missing";
        /// The token's own program cannot be loaded.
        ModuleUnusable { module } => "key.module-unusable";
        /// The token failed in some other way; `why` is its own word.
        TokenFailed { token, why } => "key.token-failed";
        /// Keys of the demo do not sign in real service.
        DevelopmentRefused { key } => "key.development-refused";
        /// What was to be signed is no document's.
        NotADocument => "key.not-a-document";
        /// More signatures were asked for than the session was opened for.
        TooMany { limit } => "key.too-many";
        /// The time of the session is over.
        SessionEnded => "key.session-ended";
        /// The remote service does not answer.
        RemoteUnreachable { service } => "key.remote-unreachable";
        /// The remote service said no; `why` is its own word.
        RemoteRefused { service, why } => "key.remote-refused";
        /// The remote service answered something that cannot be right.
        RemoteNonsense { service } => "key.remote-nonsense";
        /// The process that keeps the keys does not answer.
        SignerUnreachable { socket } => "key.signer-unreachable";
        /// It ended while it was asked; what it had not answered is not signed.
        SignerLost => "key.signer-lost";
        /// This document was not tried, because one before it failed.
        NotTried => "key.not-tried";
        /// The list of keys cannot be read.
        ListUnreadable { path, why } => "key.list-unreadable";
    }
}
