//! `toantrinh verify`: a plain verdict on every signature of a PDF or an XML file.
//!
//! Exit code 0 only where there is a signature, all are sound, and all of the level that was asked for.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use ::signing::{Change, Judged, Kind, Level, Reason, Report, SigningRefusal, Verdict};
use app::Error;
use kernel::{FileHash, local_time};
use serde::Serialize;
use web::{Lang, t, t_args};

use super::ports::Offline;
use super::sign::{LevelWord, xml};
use super::{Place, write};
use crate::output;

/// What to judge.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Tệp PDF hoặc XML. / The PDF or XML.
    file: PathBuf,
    /// Mức thấp nhất chấp nhận; chữ ký thấp hơn thì không đạt. / The least level taken; below it is a failure.
    #[arg(long, value_enum)]
    level: Option<LevelWord>,
    /// Không hỏi qua mạng. / Ask nobody over the network.
    #[arg(long)]
    offline: bool,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

/// The answer: the whole, and each.
#[derive(Serialize)]
struct Told<'a> {
    file: String,
    sha256: String,
    /// The worst of all.
    verdict: Verdict,
    signatures: &'a [Judged],
    /// Signatures below the level that was asked for; without one, none is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    below: Vec<&'a str>,
}

/// Judges.
pub(crate) async fn verify(args: Args) -> Result<ExitCode, Error> {
    let mut signing = args.place.judging()?;
    if args.offline {
        signing.authorities = Arc::new(Offline);
    }
    let bytes = write::read_named("FILE", &args.file)?;
    let report = match xml(&bytes) {
        Some(text) => app::signing::verify_xml(&signing, text).await?,
        None => app::signing::verify(&signing, &bytes).await?,
    };
    let Some(verdict) = report.signatures.iter().map(|one| one.verdict).max() else {
        return Err(SigningRefusal::NoSignature.into());
    };
    let least = args.level.map_or(Level::Basic, |word| word.wish().level());
    let own = report.signatures.iter().filter(|one| one.kind == Kind::Signature && one.level < least);
    let below: Vec<&str> = own.map(|one| one.field.as_str()).collect();
    let is_enough = verdict == Verdict::Sound && below.is_empty();
    let told = Told {
        file: args.file.display().to_string(),
        sha256: FileHash::of(&bytes).as_str().to_owned(),
        verdict,
        signatures: &report.signatures,
        below,
    };
    let code = output::answer(args.json, &told, || text(&report, &told.below));
    Ok(if is_enough { code } else { ExitCode::from(output::REFUSED) })
}

fn text(report: &Report, below: &[&str]) -> String {
    let each = |lang: Lang| {
        let judged = report.signatures.iter().map(move |one| sentence(lang, one));
        judged.chain(below.iter().map(move |field| t_args(lang, "signature-below", &[("field", field)])))
    };
    let lines: Vec<String> = Lang::ALL.into_iter().flat_map(each).collect();
    lines.join("\n")
}

/// One signature in plain words: the verdict, who, when, what is the matter, what came after.
fn sentence(lang: Lang, one: &Judged) -> String {
    let mut lines = vec![t_args(
        lang,
        match one.kind {
            Kind::Signature => "signature-line",
            Kind::DocumentTimestamp => "signature-line-timestamp",
        },
        &[("field", &one.field), ("verdict", &t(lang, verdict(one.verdict))), ("level", &level(one.level))],
    )];
    if let Some(signer) = &one.signer {
        let name = signer.name.as_deref().unwrap_or(&signer.subject);
        let body = signer.organisation.as_deref().filter(|body| *body != name);
        let domain = t(
            lang,
            match signer.domain {
                Some(::signing::Domain::PublicDuty) => "signature-domain-public-duty",
                Some(::signing::Domain::PublicCa) => "signature-domain-public-ca",
                None => "signature-domain-none",
            },
        );
        let whole = body.map_or_else(|| name.to_owned(), |body| format!("{name}, {body}"));
        lines.push(t_args(lang, "signature-signer", &[("name", &whole), ("domain", &domain)]));
    }
    match (one.proven_at, one.claimed_at) {
        (Some(at), _) => lines.push(t_args(lang, "signature-proven-at", &[("at", &moment(at))])),
        (None, Some(at)) => lines.push(t_args(lang, "signature-claimed-at", &[("at", &moment(at))])),
        (None, None) => {}
    }
    lines.extend(one.reasons.iter().map(|one| t_args(lang, reason(one), &[("what", &what(one))])));
    lines.extend(one.changes.iter().map(|one| change(lang, one)));
    lines.join("\n    ")
}

fn moment(at: jiff::Timestamp) -> String {
    local_time(at).strftime("%H:%M:%S %d/%m/%Y").to_string()
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Sound => "signature-verdict-sound",
        Verdict::Unproven => "signature-verdict-unproven",
        Verdict::Broken => "signature-verdict-broken",
    }
}

fn level(level: Level) -> String {
    match level {
        Level::Basic => "-",
        Level::BB => "B-B",
        Level::BT => "B-T",
        Level::BLt => "B-LT",
        Level::BLta => "B-LTA",
    }
    .to_owned()
}

fn reason(reason: &Reason) -> &'static str {
    match reason {
        Reason::Unreadable => "signature-reason-unreadable",
        Reason::Coverage => "signature-reason-coverage",
        Reason::DocumentChanged => "signature-reason-document-changed",
        Reason::WrongSignature => "signature-reason-wrong-signature",
        Reason::WrongCertificate => "signature-reason-wrong-certificate",
        Reason::WeakAlgorithm => "signature-reason-weak-algorithm",
        Reason::CertificateMissing => "signature-reason-certificate-missing",
        Reason::WrongPurpose => "signature-reason-wrong-purpose",
        Reason::ContentAfter { .. } => "signature-reason-content-after",
        Reason::NotPermitted { .. } => "signature-reason-not-permitted",
        Reason::UntrustedIssuer => "signature-reason-untrusted-issuer",
        Reason::CertificateNotInForce => "signature-reason-certificate-not-in-force",
        Reason::Revoked => "signature-reason-revoked",
        Reason::RevocationUnknown => "signature-reason-revocation-unknown",
        Reason::TimestampUnsound => "signature-reason-timestamp-unsound",
    }
}

fn what(reason: &Reason) -> &str {
    match reason {
        Reason::ContentAfter { what } | Reason::NotPermitted { what } => what,
        Reason::Unreadable
        | Reason::Coverage
        | Reason::DocumentChanged
        | Reason::WrongSignature
        | Reason::WrongCertificate
        | Reason::WeakAlgorithm
        | Reason::CertificateMissing
        | Reason::WrongPurpose
        | Reason::UntrustedIssuer
        | Reason::CertificateNotInForce
        | Reason::Revoked
        | Reason::RevocationUnknown
        | Reason::TimestampUnsound => "",
    }
}

fn change(lang: Lang, change: &Change) -> String {
    match change {
        Change::Signature { field } => t_args(lang, "signature-change-signature", &[("field", field)]),
        Change::Evidence => t(lang, "signature-change-evidence"),
        Change::Filled { field } => t_args(lang, "signature-change-filled", &[("field", field)]),
        Change::Metadata => t(lang, "signature-change-metadata"),
        Change::Other { what } => t_args(lang, "signature-change-other", &[("what", what)]),
    }
}
