//! Files as people send them: made here, looked at as a whole.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    missing_docs,
    reason = "tests"
)]

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use upload::{Inspected, Kind, Limits, Weight, inspect};

fn look(name: &str, bytes: &[u8]) -> Inspected {
    inspect(name, bytes, &Limits::builtin().unwrap())
}

fn codes(seen: &Inspected) -> Vec<(Weight, &str)> {
    seen.findings.iter().map(|finding| (finding.weight, finding.what.code.as_str())).collect()
}

/// A page as a camera sees it: grey paper in uneven light with lines of small dark strokes.
fn page(width: u32, height: u32) -> DynamicImage {
    let paper = |x: u32, y: u32| {
        let light = 200 + ((x * 30 / width.max(1)) as u8) - ((y * 20 / height.max(1)) as u8);
        let in_line = y % 28 > 10 && (width / 10..width - width / 10).contains(&x);
        let stroke = (x * 7 + (y / 28) * 13) % 11 < 4 && !(x / 3 + y / 5).is_multiple_of(3);
        if in_line && stroke { Luma([45]) } else { Luma([light]) }
    };
    DynamicImage::ImageLuma8(GrayImage::from_fn(width, height, paper))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.to_rgb8().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn pdf(inside: &str) -> Vec<u8> {
    format!("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{inside}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n").into_bytes()
}

#[test]
fn a_sharp_photo_is_taken_and_has_a_small_upright_copy() {
    for (format, name) in [(ImageFormat::Jpeg, "giay.jpg"), (ImageFormat::Png, "giay.png")] {
        let seen = look(name, &encoded(&page(1200, 1600), format));
        assert_eq!(codes(&seen), [], "{name}");
        let small = image::load_from_memory(&seen.preview.unwrap()).unwrap();
        assert_eq!((small.width(), small.height()), (240, 320));
    }
}

#[test]
fn a_blurred_photo_is_told_and_left_to_its_owner() {
    for blur in [4.0, 8.0, 16.0] {
        let seen = look("mo.jpg", &encoded(&page(1200, 1600).fast_blur(blur), ImageFormat::Jpeg));
        assert_eq!(codes(&seen), [(Weight::Warn, "upload.picture-blurred")], "blur {blur}");
        assert!(seen.preview.is_some(), "it can be looked at before it is kept");
    }
}

#[test]
fn an_empty_wall_a_stamp_and_a_cut_file_are_not_taken() {
    let wall = DynamicImage::ImageLuma8(GrayImage::from_pixel(800, 800, Luma([240])));
    let whole = encoded(&page(1200, 1600), ImageFormat::Png);
    for (name, bytes, code) in [
        ("tuong.jpg", encoded(&wall, ImageFormat::Jpeg), "upload.picture-blank"),
        ("tem.png", encoded(&page(300, 900), ImageFormat::Png), "upload.picture-too-small"),
        ("cut.png", whole[..whole.len() / 2].to_vec(), "upload.picture-broken"),
        ("rong.pdf", Vec::new(), "upload.empty"),
        ("ghi-chu.pdf", b"PK\x03\x04 a word processor's file".to_vec(), "upload.unknown-kind"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "upload.heic"),
        ("to.pdf", vec![b' '; 10_485_761], "upload.too-large"),
    ] {
        let seen = look(name, &bytes);
        assert_eq!(codes(&seen), [(Weight::Stop, code)], "{name}");
        assert_eq!(seen.stop().unwrap().code, code);
    }
}

#[test]
fn what_a_file_is_is_told_by_its_bytes() {
    let seen = look("hop-dong.pdf", &encoded(&page(900, 1200), ImageFormat::Jpeg));
    assert_eq!(codes(&seen), [(Weight::Note, "upload.mislabelled")]);
    assert_eq!((seen.kind, seen.name.as_str()), (Some(Kind::Jpeg), "hop-dong.jpg"));
}

#[test]
fn a_picture_that_unfolds_into_gigabytes_is_never_unfolded() {
    // A PNG head that claims 60,000 × 60,000 points, with next to nothing behind it.
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bomb.extend_from_slice(&60_000_u32.to_be_bytes());
    bomb.extend_from_slice(&60_000_u32.to_be_bytes());
    bomb.extend_from_slice(&[8, 2, 0, 0, 0]);
    let crc = crc32(&bomb[12..]);
    bomb.extend_from_slice(&crc.to_be_bytes());
    bomb.extend_from_slice(&[0, 0, 0, 0]);
    bomb.extend_from_slice(b"IDAT");
    bomb.extend_from_slice(&crc32(b"IDAT").to_be_bytes());
    assert_eq!(codes(&look("bom.png", &bomb)), [(Weight::Stop, "upload.picture-too-large")]);
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[test]
fn a_photo_taken_sideways_stands_upright() {
    let mut bytes = encoded(&page(1600, 1200), ImageFormat::Jpeg);
    // Orientation 6: the camera was turned, the picture must be turned back by a quarter.
    let exif: &[u8] = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut segment = vec![0xff, 0xe1];
    segment.extend_from_slice(&u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    segment.extend_from_slice(exif);
    bytes.splice(2..2, segment);
    let small = image::load_from_memory(&look("ngang.jpg", &bytes).preview.unwrap()).unwrap();
    assert_eq!((small.width(), small.height()), (240, 320));
}

#[test]
fn pdfs_whole_cut_locked_and_acting() {
    let cut = pdf("").len() - 30;
    let mut folded = ZlibEncoder::new(Vec::new(), Compression::default());
    folded.write_all(b"4 0 <</S/JavaScript/JS(app.alert)>>").unwrap();
    let mut hidden =
        b"%PDF-1.7\n3 0 obj<</Type/Page>>endobj 4 0 obj<</Type/ObjStm/Filter/FlateDecode/N 1>>stream\n"
            .to_vec();
    hidden.extend(folded.finish().unwrap());
    hidden.extend_from_slice(b"\nendstream endobj\nstartxref\n9\n%%EOF");
    let spelt = b"%PDF-1.7\n3 0 obj<</Type/Page>>endobj 5 0 obj<</Length 9>>stream\n/Encrypt \nendstream endobj\nstartxref\n9\n%%EOF".to_vec();
    for (what, bytes, expected) in [
        ("whole", pdf(""), vec![]),
        ("a picture that spells a name", spelt, vec![]),
        ("cut", pdf("")[..cut].to_vec(), vec![(Weight::Stop, "upload.pdf-broken")]),
        ("no page", b"%PDF-1.7\nstartxref\n0\n%%EOF".to_vec(), vec![(Weight::Stop, "upload.pdf-broken")]),
        ("locked", pdf("/Encrypt 9 0 R"), vec![(Weight::Stop, "upload.pdf-encrypted")]),
        ("script", pdf("/OpenAction<</S/JavaScript/JS(x)>>"), vec![(Weight::Warn, "upload.pdf-active")]),
        ("escaped", pdf("/OpenAction<</S/J#61vaScript>>"), vec![(Weight::Warn, "upload.pdf-active")]),
        ("folded", hidden, vec![(Weight::Warn, "upload.pdf-active")]),
        ("a word that only begins so", pdf("/JSON(x)"), vec![]),
    ] {
        assert_eq!(codes(&look("a.pdf", &bytes)), expected, "{what}");
    }
}
