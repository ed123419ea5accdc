//! Papers of the sample people: one small sample sheet for each paper a case must hand in, kept like any uploaded file.

use app::files::Shelf;
use app::{App, Error};
use catalogue::{Answers, CompiledRevision};
use dossier::Attached;
use kernel::FileHash;

/// The sheet itself, a whole PDF of one empty page that says what it is.
const SHEET: &str = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F<</Type/Font/Subtype/Type1\
/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>endobj\n\
    4 0 obj<</Length 51>>stream\nBT /F 24 Tf 72 720 Td (GIAY TO MAU - SAMPLE) Tj ET \nendstream endobj\n\
    trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

/// Keeps the sheet among the uploaded files and answers with its hash.
///
/// # Errors
/// A fault of the store of files.
pub async fn sheet(app: &App) -> Result<FileHash, Error> {
    Ok(app.files.put(Shelf::Uploads, SHEET.as_bytes().to_vec(), app.clock.now()).await?)
}

/// The kept sheet for each paper these answers must come with.
#[must_use]
pub fn papers(procedure: &CompiledRevision, answers: &Answers, sheet: &FileHash) -> Vec<Attached> {
    let attached = |part: &str| Attached {
        part: part.to_owned(),
        name: "giay-to-mau.pdf".to_owned(),
        kind: "pdf".to_owned(),
        bytes: u64::try_from(SHEET.len()).unwrap_or(u64::MAX),
        hash: sheet.clone(),
        remarks: Vec::new(),
        digitised: None,
    };
    let asked = procedure.asked_components(&procedure.form().read(answers));
    asked.into_iter().map(|component| attached(&component.id)).collect()
}
