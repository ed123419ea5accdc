//! Checking a paper by its code: what anybody who holds it may learn, and nothing about the person.

use dossier::{PaperKind, Standing};
use jiff::Timestamp;
use kernel::FileHash;
use store::check::Report;
use store::paper::{MANY_TRIES, after, before_renewals, by_code, of_dossier};

use super::copy::told;
use super::judge::judge;
use super::read::standing;
use super::{CopyTold, PaperCode, SignatureLine};
use crate::files::Shelf;
use crate::{App, Error, organisation};

/// Papers verified in one reading.
const PAGE: i64 = 500;

/// "Kết quả kiểm tra giấy".
#[derive(Debug, Clone)]
pub struct Checked {
    /// The code as it is printed.
    pub code: PaperCode,
    /// What it is.
    pub kind: PaperKind,
    /// The dossier's code, where it has one.
    pub dossier_code: Option<String>,
    /// Who made it.
    pub agency: String,
    /// The date it bears.
    pub at: Timestamp,
    /// The hash of the one true file: the signed one, once it is signed.
    pub hash: FileHash,
    /// The hash of the file before it was signed, where it is signed.
    pub unsigned: Option<FileHash>,
    /// Hashes of the file at earlier steps: signed and not yet sealed, or sealed before its evidence was renewed.
    pub earlier: Vec<FileHash>,
    /// Its signatures, judged.
    pub signatures: Vec<SignatureLine>,
    /// Its pages.
    pub pages: i64,
    /// Whether it still holds.
    pub standing: Standing,
    /// Which paper it is a copy of, where it is one.
    pub copy_of: Option<CopyTold>,
}

/// What is known of the paper with this code; malformed, unknown and not yet made are all the same `None`.
///
/// # Errors
/// The database's failure.
pub async fn check(app: &App, typed: &str) -> Result<Option<Checked>, Error> {
    let Some(code) = PaperCode::parse(typed) else { return Ok(None) };
    let mut reader = app.store.read().await?;
    let Some(row) = by_code(&mut reader.conn(), &code.tenant, &code.secret).await? else { return Ok(None) };
    let (Some(file), Some(hash)) = (row.file.clone(), row.current().cloned()) else { return Ok(None) };
    let Some(stored) = store::dossier::load(&mut reader.conn(), &row.key).await? else { return Ok(None) };
    let dossier = stored.dossier;
    let papers = of_dossier(&mut reader.conn(), &row.key).await?;
    let mut earlier = before_renewals(&mut reader.conn(), &row.key.tenant, row.id).await?;
    earlier.extend(dossier.signatures(row.id).map(|signed| signed.made.after.clone()));
    earlier.retain(|one| *one != hash);
    drop(reader);
    Ok(Some(Checked {
        earlier,
        code,
        kind: row.kind,
        dossier_code: dossier.code.as_ref().map(ToString::to_string),
        agency: organisation::agency(app, &dossier.opening.agency).await?.name,
        at: row.wanted_at,
        unsigned: (hash != file.hash).then_some(file.hash),
        hash,
        signatures: judge(app, &row).await?,
        pages: file.pages,
        standing: standing(&dossier, &papers, &row),
        copy_of: told(app, &dossier, &row),
    }))
}

/// Verifies that every paper's file is there and is what its row says, and names papers that cannot be made.
pub(crate) async fn verify_files(app: &App, report: &mut Report) -> Result<(), Error> {
    let (mut tenant, mut id) = (String::new(), String::new());
    loop {
        let rows = after(&mut app.store.read().await?.conn(), &tenant, &id, PAGE).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        (tenant, id) = (last.key.tenant.clone(), last.id.to_string());
        for row in &rows {
            let name = format!("paper {}/{}", row.key.tenant, row.id);
            match &row.file {
                Some(file) => {
                    let signed = row.signed.iter().map(|signed| &signed.hash);
                    for hash in std::iter::once(&file.hash).chain(signed) {
                        if let Err(fault) = app.files.get(Shelf::Papers, hash).await {
                            report.problems.push(format!("{name}: {}", fault.chain()));
                        }
                    }
                }
                None if row.tries >= MANY_TRIES => {
                    let why = row.failure.as_deref().unwrap_or_default();
                    report.problems.push(format!("{name}: could not be made {} times: {why}", row.tries));
                }
                None => {}
            }
        }
    }
}
