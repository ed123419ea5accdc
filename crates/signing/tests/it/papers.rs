//! PDFs to sign, one for each way a file can be written.

use crate::tools::{folder, must};

/// A page of text behind a table of cross-references; `weight` bytes are noise, as pictures are.
pub(crate) fn plain(weight: usize) -> Vec<u8> {
    let text = "BT /F1 14 Tf 72 700 Td (GIAY XAC NHAN) Tj ET\n";
    let mut seed = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed.to_be_bytes()[0]
    })
    .take(weight)
    .collect();
    let mut noisy = format!("<</Length {}>>\nstream\n", noise.len()).into_bytes();
    noisy.extend_from_slice(&noise);
    noisy.extend_from_slice(b"\nendstream");
    build(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_vec(),
        format!("<</Length {}>>\nstream\n{text}\nendstream", text.len() + 1).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_vec(),
        noisy,
    ])
}

/// A file of these objects, numbered from 1, the first being the catalog.
pub(crate) fn build(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let at = file.len();
    file.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let id = "<00112233445566778899aabbccddeeff>";
    let size = objects.len() + 1;
    file.extend_from_slice(
        format!("trailer\n<</Size {size}/Root 1 0 R/ID[{id}{id}]>>\nstartxref\n{at}\n%%EOF\n").as_bytes(),
    );
    file
}

/// A file rewritten by qpdf.
pub(crate) fn rewritten(name: &str, pdf: &[u8], options: &[&str]) -> Vec<u8> {
    let folder = folder(&format!("paper-{name}"));
    std::fs::write(folder.join("in.pdf"), pdf).unwrap();
    let mut args = options.to_vec();
    args.extend(["in.pdf", "out.pdf"]);
    must(&folder, "qpdf", &args);
    std::fs::read(folder.join("out.pdf")).unwrap()
}

/// A hybrid file: old readers see the table, newer ones a stream with one object more.
pub(crate) fn hybrid() -> Vec<u8> {
    let mut file = plain(100);
    let previous = start(&file);
    let hidden = file.len();
    file.extend_from_slice(b"8 0 obj\n<</Type/ExtGState/CA 1>>\nendobj\n");
    let stream = file.len();
    let mut row = vec![1];
    row.extend_from_slice(&u32::try_from(hidden).unwrap().to_be_bytes());
    row.push(0);
    file.extend_from_slice(
        b"9 0 obj\n<</Type/XRef/Size 10/W[1 4 1]/Index[8 1]/Root 1 0 R/Length 6>>\nstream\n",
    );
    file.extend_from_slice(&row);
    file.extend_from_slice(b"\nendstream\nendobj\n");
    let table = file.len();
    file.extend_from_slice(
        format!("xref\n0 0\ntrailer\n<</Size 10/Root 1 0 R/Prev {previous}/XRefStm {stream}>>\nstartxref\n{table}\n%%EOF\n")
            .as_bytes(),
    );
    file
}

/// The place the end of a file points to.
pub(crate) fn start(file: &[u8]) -> usize {
    let at = file.windows(9).rposition(|nine| nine == b"startxref").unwrap();
    let rest = std::str::from_utf8(&file[at + 10..]).unwrap();
    rest.lines().next().unwrap().trim().parse().unwrap()
}

/// Files of every kind, by name.
pub(crate) fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    let plain = plain(3_000);
    let with_form = build(&[
        b"<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots 6 0 R>>".to_vec(),
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(ho_ten)/V(An)/Rect[10 10 100 30]/F 4/P 3 0 R>>".to_vec(),
        b"<</Fields 7 0 R/DA(/Helv 0 Tf 0 g)>>".to_vec(),
        b"[4 0 R]".to_vec(),
        b"[4 0 R]".to_vec(),
    ]);
    let direct_form = build(&[
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/DA(/Helv 0 Tf 0 g)>>>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]>>".to_vec(),
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(ho_ten)/V(An)/Rect[10 10 100 30]/F 4/P 3 0 R>>".to_vec(),
    ]);
    vec![
        ("stream", rewritten("stream", &plain, &["--object-streams=generate"])),
        ("linear", rewritten("linear", &plain, &["--linearize"])),
        ("linear-stream", rewritten("linear-stream", &plain, &["--linearize", "--object-streams=generate"])),
        ("hybrid", hybrid()),
        ("form", with_form),
        ("form-direct", direct_form),
        ("table", plain),
    ]
}

/// A later hand's revision behind a file with tables: these objects, new or changed.
pub(crate) fn added(pdf: &[u8], objects: &[(u32, String)]) -> Vec<u8> {
    let mut file = pdf.to_vec();
    let mut rows = String::new();
    for (number, object) in objects {
        rows.push_str(&format!("{number} 1\n{:010} 00000 n \n", file.len()));
        file.extend_from_slice(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    let (at, previous) = (file.len(), start(pdf));
    let id = "<00112233445566778899aabbccddeeff>";
    file.extend_from_slice(
        format!("xref\n{rows}trailer\n<</Size 40/Root 1 0 R/Prev {previous}/ID[{id}{id}]>>\nstartxref\n{at}\n%%EOF\n").as_bytes(),
    );
    file
}
