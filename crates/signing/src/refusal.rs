//! Why a signature is not made, or a timestamp, a certificate or a file is not taken.
//!
//! The sentences stand in the translation files; what validation finds is a `Reason` of the report, not a refusal.

kernel::refusals! {
    /// Why the engine says no.
    pub enum SigningRefusal {
        /// The file is no PDF, or not written as the standard says; `what` names the place.
        Malformed { what } => "signing.pdf-malformed";
        /// The file is locked by a password.
        Encrypted => "signing.pdf-encrypted";
        /// The file goes beyond a bound that protects the program.
        TooLarge { what } => "signing.pdf-too-large";
        /// A signature field of that name is there already.
        FieldTaken { name } => "signing.field-taken";
        /// There is no such page.
        PageMissing { page } => "signing.page-missing";
        /// An earlier signer allowed no further change, not even a signature.
        Closed => "signing.document-closed";
        /// The file is not the one this signature was prepared for.
        OtherFile => "signing.other-file";
        /// A certificate cannot be read.
        CertificateUnreadable => "signing.certificate-unreadable";
        /// The certificates do not follow on each other.
        ChainBroken => "signing.chain-broken";
        /// The certificate has ended.
        CertificateExpired { until } => "signing.certificate-expired";
        /// The certificate was withdrawn.
        CertificateRevoked { at } => "signing.certificate-revoked", law "Luật Giao dịch điện tử 20/2023/QH15 Điều 22";
        /// No trusted authority stands above the certificate.
        CertificateUntrusted { subject } => "signing.certificate-untrusted";
        /// The certificate has not begun.
        CertificateNotYet { from } => "signing.certificate-not-yet-valid";
        /// The certificate is not for signing documents.
        CertificatePurpose => "signing.certificate-purpose";
        /// The kind of key is not one the engine signs with.
        KeyKind => "signing.key-kind";
        /// The value the key gave is not a signature of this document by this certificate.
        SignatureMismatch => "signing.signature-mismatch";
        /// The signature does not fit into the place that was kept for it.
        NoRoom { need, room } => "signing.no-room";
        /// The time-stamping authority did not grant the request; `status` is its answer.
        TimestampRefused { status } => "signing.timestamp-refused";
        /// The answer of the time-stamping authority cannot be read.
        TimestampUnreadable => "signing.timestamp-unreadable";
        /// The timestamp is not for this request; `what` is nonce, imprint, policy or time.
        TimestampOther { what } => "signing.timestamp-other";
        /// The timestamp's own signature is wrong, or its certificate is not for time-stamping.
        TimestampUnsound { what } => "signing.timestamp-unsound";
        /// The time-stamping authority is not one that is trusted here.
        TimestampUntrusted => "signing.timestamp-untrusted";
        /// A revocation list or an answer about a certificate cannot be read.
        RevocationUnreadable => "signing.revocation-unreadable";
        /// About a certificate nothing is known: no list and no answer was handed in.
        EvidenceMissing { subject } => "signing.evidence-missing";
        /// A signature of the document does not hold, so nothing is built on it.
        SignatureUnsound { field } => "signing.signature-unsound";
        /// The picture is no PNG within the bounds.
        PictureUnreadable => "signing.picture-unreadable";
        /// The font cannot be read, or may not be embedded.
        FontUnreadable => "signing.font-unreadable";
        /// The font has no form for a letter of the text.
        LetterMissing { letter } => "signing.letter-missing";
        /// The file is another than the signer was shown; both hashes are told.
        ChangedSinceShown { shown, now } => "signing.changed-since-shown";
        /// The time-stamping authority does not answer.
        TimestampUnreachable { address } => "signing.timestamp-unreachable";
        /// No time-stamping authority is set.
        TimestampNowhere => "signing.timestamp-nowhere";
        /// Nobody who could tell about a certificate answers.
        EvidenceUnreachable { address } => "signing.evidence-unreachable";
        /// The text is no XML, or of a kind that is not signed here; `what` names the place.
        XmlMalformed { what } => "signing.xml-malformed";
        /// An earlier signature is over everything but itself, so that another one would break it.
        XmlClosed { field } => "signing.xml-closed";
        /// XML is signed at level B-B or B-T only.
        XmlLevel => "signing.xml-level";
        /// There is no signature in the file.
        NoSignature => "signing.no-signature";
    }
}

impl SigningRefusal {
    pub(crate) fn malformed(what: &str) -> Self {
        Self::Malformed { what: what.to_owned() }
    }
}
