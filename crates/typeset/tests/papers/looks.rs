//! Two engines render the same page, and the square code on it leads to the check page.

use typeset::Form;

use crate::tools::{CHECK_URL, Paper, run, sample};

/// A grey picture: width, height, one byte a point.
fn grey(file: &str) -> (usize, usize, Vec<u8>) {
    let bytes = std::fs::read(file).unwrap();
    let mut head = Vec::new();
    let mut at = 0;
    while head.len() < 4 {
        let end = at + bytes[at..].iter().position(u8::is_ascii_whitespace).unwrap();
        head.push(String::from_utf8(bytes[at..end].to_vec()).unwrap());
        at = end + 1;
    }
    assert_eq!((head[0].as_str(), head[3].as_str()), ("P5", "255"), "{file}");
    (head[1].parse().unwrap(), head[2].parse().unwrap(), bytes[at..].to_vec())
}

/// Ink in each square of about half a centimetre, so that two engines' edges do not matter.
fn ink(picture: &(usize, usize, Vec<u8>)) -> Vec<f64> {
    const SQUARE: usize = 14;
    const POINTS: f64 = 196.0;
    let (width, height, points) = picture;
    let mut sums = vec![0.0; (width / SQUARE) * (height / SQUARE)];
    for y in 0..height / SQUARE * SQUARE {
        for x in 0..width / SQUARE * SQUARE {
            let place = (y / SQUARE) * (width / SQUARE) + x / SQUARE;
            sums[place] += f64::from(255 - points[y * width + x]) / 255.0;
        }
    }
    sums.into_iter().map(|sum| sum / POINTS).collect()
}

#[test]
fn two_engines_draw_the_same_page() {
    for form in Form::ALL {
        let paper = Paper::of(&sample(form));
        let (first, second) = (paper.beside("a"), paper.beside("b.pgm"));
        run("pdftoppm", &["-r", "72", "-gray", "-f", "1", "-l", "1", "-singlefile", paper.name(), &first]);
        run("mutool", &["draw", "-q", "-r", "72", "-c", "gray", "-o", &second, paper.name(), "1"]);
        let (a, b) = (grey(&format!("{first}.pgm")), grey(&second));
        assert!(a.0.abs_diff(b.0) <= 1 && a.1.abs_diff(b.1) <= 1, "{}: A4 in both", form.name());
        let (a, b) = (ink(&a), ink(&b));
        let most = a.iter().zip(&b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(a.iter().sum::<f64>() > 20.0, "{}: the page is not empty", form.name());
        assert!(most < 0.2, "{}: the engines differ by {most} somewhere", form.name());
    }
}

#[test]
fn the_square_code_leads_to_the_check_page() {
    for form in Form::ALL {
        let paper = Paper::of(&sample(form));
        assert_eq!(paper.typeset.pages, 1, "{}: an everyday paper needs one page", form.name());
        let picture = paper.beside("page");
        run("pdftoppm", &["-r", "150", "-png", "-singlefile", paper.name(), &picture]);
        let said = run("zbarimg", &["-q", "--raw", &format!("{picture}.png")]);
        assert_eq!(said.trim(), CHECK_URL, "{}", form.name());
    }
}

#[test]
fn a_form_leaves_room_for_a_signature_where_nothing_else_stands() {
    for form in Form::ALL {
        let paper = Paper::of(&sample(form));
        let Some(place) = paper.typeset.sign_place else {
            assert_eq!(form, Form::Control, "only the sheet of the house bears no signature");
            continue;
        };
        let picture = paper.beside("room");
        run("pdftoppm", &["-r", "72", "-gray", "-f", "1", "-l", "1", "-singlefile", paper.name(), &picture]);
        let (width, height, points) = grey(&format!("{picture}.pgm"));
        let column = |at: f64| at.max(0.0).round().to_string().parse::<usize>().unwrap();
        let (left, right) = (column(place.left), column(place.left + place.width));
        let (top, bottom) = (height - column(place.bottom + place.height), height - column(place.bottom));
        assert!(place.page == 0 && right < width && bottom < height, "{}: {place:?}", form.name());
        let dark = (top + 1..bottom - 1)
            .flat_map(|y| (left..right).map(move |x| (x, y)))
            .filter(|(x, y)| points[y * width + x] < 128);
        assert_eq!(dark.count(), 0, "{}: something stands where the hand comes", form.name());
    }
}
