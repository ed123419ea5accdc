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
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned();
    written(&[&[&format!("Ke hoach so {mark}")]], |_| vec![font])
}

/// A PDF with these lines of plain letters on its pages, which can be taken out again: its font has no shapes, but names.
#[must_use]
pub fn saying(pages: &[&[&str]]) -> Vec<u8> {
    written(pages, |first| {
        let names =
            "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <0020> endbfrange";
        vec![
            format!(
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 32\
                 /LastChar 126/Widths[{}]/Encoding<</Type/Encoding/Differences[32{}]>>/CharProcs<</g {} 0 R>>\
                 /ToUnicode {} 0 R>>",
                "500 ".repeat(95),
                "/g".repeat(95),
                first + 1,
                first + 2
            ),
            stream("500 0 d0"),
            stream(&format!("/CIDInit /ProcSet findresource begin begincmap {names} endcmap end")),
        ]
    })
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>stream\n{content}\nendstream", content.len())
}

/// A PDF of these pages; the font is the first of the objects that stand behind them.
fn written(pages: &[&[&str]], font: impl FnOnce(usize) -> Vec<String>) -> Vec<u8> {
    let behind = 3 + 2 * pages.len();
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 3 + 2 * page)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()),
    ];
    for (index, lines) in pages.iter().enumerate() {
        let lines: Vec<String> = lines.iter().map(|line| format!("({line}) Tj")).collect();
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</Font<</F {behind} 0 R>>>>>>",
            4 + 2 * index
        ));
        objects.push(stream(&format!("BT /F 18 Tf 72 720 Td {} ET", lines.join(" 0 -60 Td "))));
    }
    objects.extend(font(behind));
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
