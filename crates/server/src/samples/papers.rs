//! Papers of the sample people: one small sample sheet for each paper a case must hand in, kept like any uploaded file.

use app::files::Shelf;
use app::{App, Error};
use catalogue::{Answers, CompiledRevision};
use dossier::Attached;

/// The sheet itself, a whole PDF of one empty page that says what it is.
const SHEET: &str = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F<</Type/Font/Subtype/Type1\
/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>endobj\n\
    4 0 obj<</Length 51>>stream\nBT /F 24 Tf 72 720 Td (GIAY TO MAU - SAMPLE) Tj ET \nendstream endobj\n\
    trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

/// A sample sheet for each paper these answers must come with.
///
/// # Errors
/// A fault of the store of files.
pub async fn papers(
    app: &App,
    procedure: &CompiledRevision,
    answers: &Answers,
) -> Result<Vec<Attached>, Error> {
    let asked = procedure.asked_components(&procedure.form().visible_answers(answers));
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let hash = app.files.put(Shelf::Uploads, SHEET.as_bytes().to_vec(), app.clock.now()).await?;
    let attached = |part: &str| Attached {
        part: part.to_owned(),
        name: "giay-to-mau.pdf".to_owned(),
        kind: "pdf".to_owned(),
        bytes: u64::try_from(SHEET.len()).unwrap_or(u64::MAX),
        hash: hash.clone(),
        remarks: Vec::new(),
    };
    Ok(asked.into_iter().map(|component| attached(&component.id)).collect())
}
