//! Papers as people photograph and scan them, made here: nobody's real paper is in any test.

use app::{App, Error};
use catalogue::{Answers, CompiledRevision};
use dossier::Attached;
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use std::io::Cursor;

/// A photo of a page in uneven light, sharp or out of focus, as a JPEG; `mark` makes it another paper.
#[must_use]
pub fn photo(is_sharp: bool, mark: u32) -> Vec<u8> {
    let (width, height) = (900, 1200);
    let point = |x: u32, y: u32| {
        let in_line = y % 28 > 10 && (90..810).contains(&x);
        let stroke = (x * 7 + (y / 28) * (13 + mark)) % 11 < 4 && !(x / 3 + y / 5).is_multiple_of(3);
        if in_line && stroke { Luma([45]) } else { Luma([215]) }
    };
    let page = DynamicImage::ImageLuma8(GrayImage::from_fn(width, height, point));
    let page = if is_sharp { page } else { page.fast_blur(9.0) };
    let mut bytes = Cursor::new(Vec::new());
    page.to_rgb8().write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A sample sheet, kept, for each paper these answers must come with.
///
/// # Errors
/// A fault of the store of files.
pub async fn sample_papers(
    app: &App,
    procedure: &CompiledRevision,
    answers: &Answers,
) -> Result<Vec<Attached>, Error> {
    let sheet = server::samples::sheet(app).await?;
    Ok(server::samples::papers(procedure, answers, &sheet))
}

/// A small whole PDF; `mark` makes it another paper.
#[must_use]
pub fn scan(mark: u32) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Mark {mark}>>endobj\n\
         trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )
    .into_bytes()
}

/// A whole PDF of one page, with its table of places, as programs write it and keys sign it; `mark` makes it another paper.
#[must_use]
pub fn sheet(mark: u32) -> Vec<u8> {
    saying(&[&[&format!("Ke hoach so {mark}")]])
}

/// A PDF with these lines on each of its pages.
#[must_use]
pub fn saying(pages: &[&[&str]]) -> Vec<u8> {
    let (kids, font) = ((0..pages.len()).map(|page| 3 + 2 * page), 3 + 2 * pages.len());
    let kids: Vec<String> = kids.map(|page| format!("{page} 0 R")).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()),
    ];
    for (index, lines) in pages.iter().enumerate() {
        let lines: Vec<String> = lines.iter().map(|line| format!("({line}) Tj")).collect();
        let words = format!("BT /F 18 Tf 72 720 Td {} ET", lines.join(" 0 -60 Td "));
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</Font<</F {font} 0 R>>>>>>",
            4 + 2 * index
        ));
        objects.push(format!("<</Length {}>>stream\n{words}\nendstream", words.len()));
    }
    objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned());
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}
