//! What signatures show: drawn by poppler, read back letter by letter, and still valid.

use std::path::{Path, PathBuf};

use signing::{Order, Picture, Rect, Stamp, Visible, sign};

use crate::judges::{hanko_says_valid, pdfsig_says_valid, qpdf_is_content};
use crate::papers::plain;
use crate::pki::key;
use crate::tools::{folder, must};

const AGENCY: &str = "Uỷ ban nhân dân phường Dịch Vọng, thành phố Hà Nội";

pub(crate) fn font() -> Vec<u8> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../typeset/fonts/LiberationSerif-Regular.ttf");
    std::fs::read(file).unwrap()
}

/// A picture with a transparent ground; `covered` says where the colour is.
fn png(side: u32, colour: [u8; 3], covered: impl Fn(f64, f64) -> bool) -> Vec<u8> {
    let mut points = Vec::new();
    for row in 0..side {
        for column in 0..side {
            let place = |at: u32| f64::from(at) / f64::from(side) * 2.0 - 1.0;
            let alpha = if covered(place(column), place(row)) { 255 } else { 0 };
            points.extend_from_slice(&[colour[0], colour[1], colour[2], alpha]);
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&points).unwrap();
    drop(writer);
    file
}

/// A seal: a red ring with a spot in its middle.
pub(crate) fn seal_picture() -> Picture {
    let ring = |x: f64, y: f64| (0.85..1.0).contains(&x.hypot(y)) || x.hypot(y) < 0.2;
    Picture::from_png(&png(200, [220, 20, 30], ring)).unwrap()
}

/// A hand: a blue wave.
pub(crate) fn hand_picture() -> Picture {
    Picture::from_png(&png(160, [20, 40, 200], |x, y| (y - (x * 6.0).sin() * 0.5).abs() < 0.12)).unwrap()
}

/// How many points of a colour poppler draws within a rectangle, at one point for each unit of the page.
fn drawn(folder: &Path, file: &str, rect: Rect, is: impl Fn([u8; 3]) -> bool) -> usize {
    must(folder, "pdftoppm", &["-r", "72", "-f", "2", "-l", "2", "-singlefile", file, "drawn"]);
    let image = std::fs::read(folder.join("drawn.ppm")).unwrap();
    let head: Vec<_> = image
        .splitn(4, u8::is_ascii_whitespace)
        .take(3)
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .collect();
    let (width, height): (usize, usize) = (head[1].parse().unwrap(), head[2].parse().unwrap());
    let points = &image[image.len() - width * height * 3..];
    let mut count = 0;
    for (index, point) in points.chunks_exact(3).enumerate() {
        let at = |value: usize| f32::from(u16::try_from(value).unwrap());
        let (x, y) = (at(index % width), 842.0 - at(index / width));
        let inside =
            x > rect.left && x < rect.left + rect.width && y > rect.bottom && y < rect.bottom + rect.height;
        count += usize::from(inside && is([point[0], point[1], point[2]]));
    }
    count
}

#[test]
fn a_hand_and_a_seal_over_its_left_third() {
    let folder = folder("stamps");
    let (pdf, at) = (plain(500), "2026-11-28T03:15:30Z".parse().unwrap());
    let place = Rect { left: 380.0, bottom: 300.0, width: 150.0, height: 90.0 };
    let hand = Stamp::official(hand_picture());
    let mut order = Order::new("NguoiKy", at);
    order.visible = Some(Visible { page: -1, rect: place, stamp: &hand });
    let once = sign(&pdf, &order, &key("officer")).unwrap().after(&pdf).unwrap();
    let seal = Stamp::seal(seal_picture(), 36.0, &font(), AGENCY).unwrap();
    let picture = hand.picture_in(place);
    let over = seal.beside(picture);
    let mut order = Order::new("CoQuan", at);
    order.visible = Some(Visible { page: -1, rect: over, stamp: &seal });
    let twice = sign(&once, &order, &key("agency")).unwrap().after(&once).unwrap();
    std::fs::write(folder.join("sealed.pdf"), &twice).unwrap();
    qpdf_is_content(&folder, "sealed.pdf");
    assert_eq!(pdfsig_says_valid(&folder, "sealed.pdf"), 2);
    assert_eq!(hanko_says_valid(&folder, "PLAIN", &["sealed.pdf"]), [2]);

    assert!(
        (picture.width - 90.0).abs() < 0.01 && (picture.left - 410.0).abs() < 0.01,
        "in the middle of its place"
    );
    assert!((over.left + over.width - 440.0).abs() < 0.01, "a third of the 90 points of the picture");
    assert!((over.width - 102.05).abs() < 0.01, "36 mm, its true width");
    let third = Rect { width: 30.0, ..picture };
    let rest = Rect { left: picture.left + 32.0, width: 58.0, ..picture };
    let red = |[r, g, b]: [u8; 3]| r > 180 && g < 90 && b < 90;
    let blue = |[r, g, b]: [u8; 3]| r < 90 && g < 90 && b > 150;
    assert!(drawn(&folder, "sealed.pdf", third, red) > 50, "the seal lies over the left third");
    assert_eq!(drawn(&folder, "sealed.pdf", rest, red), 0, "and over no more");
    assert!(drawn(&folder, "sealed.pdf", rest, blue) > 200, "the hand is blue");

    must(&folder, "qpdf", &["--flatten-annotations=all", "sealed.pdf", "flat.pdf"]);
    let text = must(&folder, "pdftotext", &["-raw", "-f", "2", "flat.pdf", "-"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(&format!("{AGENCY} 2026-11-28T10:15:30+07:00")), "{text}");
    let fonts = must(&folder, "pdffonts", &["-f", "2", "flat.pdf"]);
    let own = fonts.lines().find(|line| line.contains("LiberationSerif")).expect("the font");
    assert!(
        own.contains("CID TrueType") && own.contains("yes yes yes"),
        "embedded, cut, with Unicode: {own}"
    );
}

#[test]
fn a_note_stands_at_the_top_of_an_attached_file() {
    let folder = folder("stamps-note");
    let pdf = plain(10);
    let lines = ["Số: 05/QĐ-UBND", "Bản sao điện tử", "Người ký: Nguyễn Thị Hường"];
    let note = Stamp::note(&font(), &lines).unwrap();
    let mut order = Order::new("SaoY", "2026-11-28T03:15:30Z".parse().unwrap());
    let rect = Rect { left: 400.0, bottom: 770.0, width: 170.0, height: 50.0 };
    order.visible = Some(Visible { page: 0, rect, stamp: &note });
    let signed = sign(&pdf, &order, &key("agency")).unwrap().after(&pdf).unwrap();
    std::fs::write(folder.join("note.pdf"), &signed).unwrap();
    assert_eq!(pdfsig_says_valid(&folder, "note.pdf"), 1);
    must(&folder, "qpdf", &["--flatten-annotations=all", "note.pdf", "flat.pdf"]);
    let text = must(&folder, "pdftotext", &["-raw", "-l", "1", "flat.pdf", "-"]);
    assert!(text.contains(&format!("{}\n2026-11-28T10:15:30+07:00", lines.join("\n"))), "{text}");
}

#[test]
fn every_vietnamese_letter_is_there_and_what_is_missing_is_named() {
    let all: String = ('\u{1EA0}'..='\u{1EF9}').chain("ăâđêôơưĂÂĐÊÔƠƯáàãạéèẽýỳíìĩóòõúùũ₫".chars()).collect();
    assert!(Stamp::note(&font(), &[&all]).is_ok());
    assert!(Stamp::note(&font(), &["Nguye\u{302}\u{303}n"]).is_ok(), "typed with marks apart");
    let refusal = Stamp::note(&font(), &["漢"]).unwrap_err();
    assert_eq!(kernel::Refusal::from(refusal).to_string(), "signing.letter-missing letter=漢");
    assert_eq!(Stamp::note(b"no font", &["a"]).unwrap_err().code(), "signing.font-unreadable");
    assert_eq!(Picture::from_png(b"\x89PNG\r\n\x1a\nno").unwrap_err().code(), "signing.picture-unreadable");
    let far = Visible { page: 7, rect: Rect::default(), stamp: &Stamp::official(hand_picture()) };
    let mut order = Order::new("NguoiKy", crate::tools::now());
    order.visible = Some(far);
    let refusal = sign(&plain(10), &order, &key("officer")).unwrap_err();
    assert_eq!(kernel::Refusal::from(refusal).to_string(), "signing.page-missing page=7");
}
