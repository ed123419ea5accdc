//! What signing adds to papers: the signed file, who still has to sign, what was opened before, and by when the evidence of
//! signatures has to be renewed.

use dossier::{PaperKind, Record};
use jiff::Timestamp;
use kernel::{AgencyCode, Fault, FileHash, Id};

use super::{PaperRow, SignedFile, hash_in, read};
use crate::Conn;
use crate::arg::args;
use crate::dossier::DossierKey;
use crate::dossier::place::place;

/// Notes a signed file of a paper in the transaction of its action; one signature more than before, or nothing is noted and
/// the answer is `false`: somebody was faster.
///
/// # Errors
/// The database's failure.
pub async fn signed(
    conn: &mut Conn<'_>,
    paper: &PaperRow,
    file: &SignedFile,
    place: Option<&str>,
) -> Result<bool, Fault> {
    const SQL: &str = "UPDATE paper SET signatures = $1, signed_hash = $2, signed_bytes = $3, sign_place = $4 \
        WHERE tenant = $5 AND id = $6 AND hash IS NOT NULL AND signatures = $7";
    let before = file.signatures - 1;
    let (tenant, hash) = (&paper.key.tenant, file.hash.as_str());
    let place = place.map(str::to_owned);
    let values = args![file.signatures, hash, file.bytes, place, tenant, paper.id, before];
    Ok(conn.execute(SQL, values).await? == 1)
}

/// Papers that wait for the first signature of an account, or of the leaders of an agency, the longest waiting first.
///
/// # Errors
/// The database's failure.
pub async fn waiting_for(conn: &mut Conn<'_>, signatory: &str, limit: i64) -> Result<Vec<PaperRow>, Fault> {
    const SQL: &str = "SELECT tenant, id, dossier, kind, cause, seq, code, wanted_at, tries, failure, hash, bytes, pages, \
        signatures, signed_hash, signed_bytes, signatory, sign_place FROM paper \
        WHERE signatory = $1 AND signatures = 0 AND hash IS NOT NULL ORDER BY wanted_at, id LIMIT $2";
    conn.all(SQL, args![signatory, limit]).await?.iter().map(read).collect()
}

/// Nobody has to sign or seal a paper any more: it leaves the lists of those it waited for.
///
/// # Errors
/// The database's failure.
pub async fn waits_no_more(conn: &mut Conn<'_>, paper: &PaperRow) -> Result<(), Fault> {
    const SQL: &str = "UPDATE paper SET signatory = NULL WHERE tenant = $1 AND id = $2 AND signatures < 2";
    conn.execute(SQL, args![&paper.key.tenant, paper.id]).await.map(|_| ())
}

/// Papers of a kind at an agency that bear so many signatures, the longest waiting first; a copy nobody has to sign is none
/// of them.
///
/// # Errors
/// The database's failure.
pub async fn bearing(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    kind: PaperKind,
    signatures: i64,
    limit: i64,
) -> Result<Vec<PaperRow>, Fault> {
    const SQL: &str = "SELECT p.tenant, p.id, p.dossier, p.kind, p.cause, p.seq, p.code, p.wanted_at, p.tries, p.failure, \
        p.hash, p.bytes, p.pages, p.signatures, p.signed_hash, p.signed_bytes, p.signatory, p.sign_place FROM paper p \
        JOIN dossier d ON d.tenant = p.tenant AND d.id = p.dossier \
        WHERE p.tenant = $1 AND p.kind = $2 AND p.signatures = $3 AND p.hash IS NOT NULL AND d.agency = $4 \
        AND (p.signatory IS NOT NULL OR p.kind <> 'copy') \
        ORDER BY p.wanted_at, p.id LIMIT $5";
    let values = args![agency.tenant(), kind.name(), signatures, agency.as_str(), limit];
    conn.all(SQL, values).await?.iter().map(read).collect()
}

/// The action a paper confirms.
///
/// # Errors
/// The database's failure, or a record that cannot be read.
pub async fn cause(conn: &mut Conn<'_>, key: &DossierKey, seq: i64) -> Result<Option<Record>, Fault> {
    const SQL: &str = concat!(
        "SELECT body FROM action WHERE place = (SELECT ",
        place!("number", "$3"),
        " FROM dossier WHERE tenant = $1 AND id = $2)"
    );
    let row = conn.optional(SQL, args![&key.tenant, key.id, seq]).await?;
    row.map(|row| row.json(0)).transpose()
}

/// "Lần mở giấy": an official has had exactly this file before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The paper.
    pub paper: Id,
    /// Its tenant.
    pub tenant: String,
    /// The official.
    pub account: String,
    /// SHA-256 of the file.
    pub hash: FileHash,
    /// When.
    pub at: Timestamp,
}

/// Notes that a file was opened; the last one of each official counts.
///
/// # Errors
/// The database's failure.
pub async fn note_opened(conn: &mut Conn<'_>, opened: &Opened) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO paper_opened (tenant, paper, account, hash, opened_at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (tenant, paper, account) DO UPDATE SET hash = excluded.hash, opened_at = excluded.opened_at";
    let values = args![&opened.tenant, opened.paper, &opened.account, opened.hash.as_str(), opened.at];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The file of a paper an official has opened last.
///
/// # Errors
/// The database's failure.
pub async fn opened(
    conn: &mut Conn<'_>,
    tenant: &str,
    paper: Id,
    account: &str,
) -> Result<Option<FileHash>, Fault> {
    const SQL: &str = "SELECT hash FROM paper_opened WHERE tenant = $1 AND paper = $2 AND account = $3";
    let row = conn.optional(SQL, args![tenant, paper, account]).await?;
    row.map(|row| hash_in(&row.text(0)?)).transpose()
}

/// Notes by when the evidence of a paper's signatures has to be renewed; never, for nothing.
///
/// # Errors
/// The database's failure.
pub async fn will_renew(conn: &mut Conn<'_>, paper: &PaperRow, at: Option<Timestamp>) -> Result<(), Fault> {
    const SQL: &str = "UPDATE paper SET renew_at = $1, renew_try_at = $1 WHERE tenant = $2 AND id = $3";
    conn.execute(SQL, args![at, &paper.key.tenant, paper.id]).await.map(|_| ())
}

/// "Hạn gia hạn bằng chứng" of one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The paper.
    pub row: PaperRow,
    /// By when.
    pub renew_at: Timestamp,
}

/// Notes when a renewal that failed is tried again; by when it must be done stays.
///
/// # Errors
/// The database's failure.
pub async fn renew_later(conn: &mut Conn<'_>, paper: &PaperRow, at: Timestamp) -> Result<(), Fault> {
    const SQL: &str = "UPDATE paper SET renew_try_at = $1 WHERE tenant = $2 AND id = $3";
    conn.execute(SQL, args![at, &paper.key.tenant, paper.id]).await.map(|_| ())
}

/// How many papers should have had their evidence renewed before an instant.
///
/// # Errors
/// The database's failure.
pub async fn renewals_overdue(conn: &mut Conn<'_>, before: Timestamp) -> Result<i64, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM paper WHERE renew_at IS NOT NULL AND renew_at < $1";
    conn.one(SQL, args![before]).await?.int(0)
}

/// Papers whose evidence is to be renewed now, the longest waiting first.
///
/// # Errors
/// The database's failure.
pub async fn to_renew(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<Due>, Fault> {
    const SQL: &str = "SELECT tenant, id, dossier, kind, cause, seq, code, wanted_at, tries, failure, hash, bytes, pages, \
        signatures, signed_hash, signed_bytes, signatory, sign_place, renew_at FROM paper \
        WHERE renew_try_at IS NOT NULL AND renew_try_at <= $1 AND signed_hash IS NOT NULL ORDER BY renew_try_at, id LIMIT $2";
    let rows = conn.all(SQL, args![now, limit]).await?;
    rows.iter().map(|row| Ok(Due { row: read(row)?, renew_at: row.instant(18)? })).collect()
}

/// Papers whose evidence has to be renewed before an instant, the most urgent first.
///
/// # Errors
/// The database's failure.
pub async fn renewals(conn: &mut Conn<'_>, before: Timestamp, limit: i64) -> Result<Vec<Due>, Fault> {
    const SQL: &str = "SELECT tenant, id, dossier, kind, cause, seq, code, wanted_at, tries, failure, hash, bytes, pages, \
        signatures, signed_hash, signed_bytes, signatory, sign_place, renew_at FROM paper \
        WHERE renew_at IS NOT NULL AND renew_at <= $1 AND signed_hash IS NOT NULL ORDER BY renew_at, id LIMIT $2";
    let rows = conn.all(SQL, args![before, limit]).await?;
    rows.iter().map(|row| Ok(Due { row: read(row)?, renew_at: row.instant(18)? })).collect()
}

/// Puts the file with renewed evidence in the place of the one it was made from, and notes that this was done; `false` where
/// another file stands there by now.
///
/// # Errors
/// The database's failure.
pub async fn renewed(
    conn: &mut Conn<'_>,
    paper: &PaperRow,
    file: &SignedFile,
    level: &str,
    at: Timestamp,
    next: Option<Timestamp>,
) -> Result<bool, Fault> {
    const SQL: &str = "UPDATE paper SET signed_hash = $1, signed_bytes = $2, renew_at = $3, renew_try_at = $3 \
        WHERE tenant = $4 AND id = $5 AND signed_hash = $6";
    const NOTE: &str = "INSERT INTO paper_renewal (tenant, paper, earlier, later, level, renewed_at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let Some(before) = paper.signed.as_ref().map(|signed| signed.hash.as_str()) else { return Ok(false) };
    let tenant = &paper.key.tenant;
    let values = args![file.hash.as_str(), file.bytes, next, tenant, paper.id, before];
    if conn.execute(SQL, values).await? != 1 {
        return Ok(false);
    }
    conn.execute(NOTE, args![tenant, paper.id, before, file.hash.as_str(), level, at]).await.map(|_| true)
}

/// The files a paper had before its evidence was renewed: each is still a true one.
///
/// # Errors
/// The database's failure.
pub async fn before_renewals(conn: &mut Conn<'_>, tenant: &str, paper: Id) -> Result<Vec<FileHash>, Fault> {
    const SQL: &str = "SELECT earlier FROM paper_renewal WHERE tenant = $1 AND paper = $2 \
        ORDER BY renewed_at, earlier LIMIT 100";
    conn.all(SQL, args![tenant, paper]).await?.iter().map(|row| hash_in(&row.text(0)?)).collect()
}
