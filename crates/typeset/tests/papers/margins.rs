//! The page as Phụ lục I of NĐ 30/2020/NĐ-CP asks for it: where words may stand, and how large they are.
//!
//! Law: NĐ 30/2020/NĐ-CP Phụ lục I

use serde_json::{Value, json};
use typeset::{Form, Job};

use crate::tools::{Paper, run, sample};

/// Points of a millimetre.
const MM: f64 = 72.0 / 25.4;
/// Letters may lean a little over their place.
const LEAN: f64 = 1.5;

/// A word of a page and its box, in points from the upper left.
struct Word {
    text: String,
    x: (f64, f64),
    y: (f64, f64),
}

/// A page: its width and height, and its words.
struct Sheet {
    size: (f64, f64),
    words: Vec<Word>,
}

/// What another program finds where.
fn sheets(paper: &Paper) -> Vec<Sheet> {
    let told = run("pdftotext", &["-bbox", paper.name(), "-"]);
    let number = |tag: &str, name: &str| -> f64 {
        tag.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let mut sheets = Vec::new();
    for page in told.split("<page ").skip(1) {
        let words = page.split("<word ").skip(1).map(|tag| Word {
            text: tag.split_once('>').unwrap().1.split("</word>").next().unwrap().to_owned(),
            x: (number(tag, "xMin"), number(tag, "xMax")),
            y: (number(tag, "yMin"), number(tag, "yMax")),
        });
        sheets.push(Sheet { size: (number(page, "width"), number(page, "height")), words: words.collect() });
    }
    sheets
}

/// The form with so many of what it has many of.
fn long(form: Form, count: usize) -> Job {
    let mut job = sample(form);
    let place = match form {
        Form::Receipt => "/components",
        Form::Supplement => "/items",
        Form::Control => "/hops",
        Form::Outcome | Form::Declaration => "/lines",
        Form::Copy => {
            job.values["component"] = json!("Tên giấy tờ rất dài, ghi đủ từng chữ. ".repeat(count));
            return job;
        }
        Form::Rejection | Form::Apology => {
            job.values["reason"] = json!("Lý do phải nói rõ, đủ điều khoản. ".repeat(count));
            return job;
        }
    };
    let some = job.values.pointer(place).unwrap().as_array().unwrap().clone();
    let many: Vec<Value> = some.into_iter().cycle().take(count).collect();
    *job.values.pointer_mut(place).unwrap() = Value::from(many);
    job
}

#[test]
fn every_word_stands_between_the_margins() {
    for form in Form::ALL {
        for job in [sample(form), long(form, 150)] {
            let paper = Paper::of(&job);
            for (number, sheet) in sheets(&paper).iter().enumerate() {
                let (width, height) = sheet.size;
                for word in &sheet.words {
                    let is_number =
                        number > 0 && word.text == (number + 1).to_string() && word.y.1 < 20.0 * MM;
                    let within = word.x.0 >= 30.0 * MM - LEAN
                        && word.x.1 <= width - 15.0 * MM + LEAN
                        && word.y.0 >= 20.0 * MM - LEAN
                        && word.y.1 <= height - 20.0 * MM + LEAN;
                    assert!(
                        within || is_number,
                        "{} page {}: {:?} at {:?} {:?}",
                        form.name(),
                        number + 1,
                        word.text,
                        word.x,
                        word.y
                    );
                }
            }
        }
    }
}

#[test]
fn pages_after_the_first_are_numbered_at_the_top_in_the_middle() {
    for form in Form::ALL {
        let paper = Paper::of(&long(form, 150));
        let sheets = sheets(&paper);
        assert!(sheets.len() > 1, "{}", form.name());
        for (index, sheet) in sheets.iter().enumerate() {
            let number = (index + 1).to_string();
            let above = |word: &&Word| word.y.1 < 20.0 * MM;
            let told: Vec<&Word> = sheet.words.iter().filter(above).collect();
            if index == 0 {
                assert!(told.is_empty(), "{}: the first page has no number", form.name());
                continue;
            }
            assert_eq!(told.len(), 1, "{} page {number}", form.name());
            // In the middle of the text's width, which the margins of left and right move.
            let middle = (30.0 * MM + sheet.size.0 - 16.0 * MM) / 2.0;
            let place = f64::midpoint(told[0].x.0, told[0].x.1);
            assert!(told[0].text == number && (place - middle).abs() < 10.0, "{place} {middle}");
        }
    }
}

/// Letters by their size in points, as a third program sees them.
fn sizes(paper: &Paper) -> Vec<(f64, usize)> {
    let told = run("mutool", &["draw", "-q", "-F", "stext", "-o", "-", paper.name()]);
    told.split("<font ")
        .skip(1)
        .map(|font| {
            let size = font.split("size=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
            (size, font.split("</font>").next().unwrap().matches("<char ").count())
        })
        .collect()
}

#[test]
fn letters_are_as_large_as_the_law_asks() {
    for form in [Form::Receipt, Form::Supplement, Form::Rejection, Form::Outcome] {
        let sizes = sizes(&Paper::of(&sample(form)));
        let letters: usize = sizes.iter().map(|(_, count)| count).sum();
        let body: usize = sizes.iter().filter(|(size, _)| (13.0..=14.0).contains(size)).map(|(_, n)| n).sum();
        // The rest is the letterhead, the list of receivers, and how to check the paper.
        assert!(body * 5 > letters * 2, "{}: {body} of {letters} letters are 13 to 14 points", form.name());
        let least = sizes.iter().map(|(size, _)| *size).fold(f64::MAX, f64::min);
        assert!(least >= 10.0, "{}: {least} points", form.name());
    }
}

#[test]
fn nothing_is_lost_over_many_pages() {
    for form in [Form::Receipt, Form::Supplement, Form::Control, Form::Outcome] {
        let paper = Paper::of(&long(form, 300));
        let text = paper.text();
        assert!(paper.typeset.pages > 4, "{}: {}", form.name(), paper.typeset.pages);
        let (what, times) = match form {
            Form::Receipt => ("Giấy tờ tùy thân", 100),
            Form::Supplement => ("hãy chụp lại, thấy rõ cả bốn góc", 150),
            Form::Control => ("Trình dự thảo: Lê Thị Hoà", 50),
            Form::Outcome => ("Số định danh cá nhân: 999193000001", 50),
            Form::Rejection | Form::Apology | Form::Declaration | Form::Copy => ("", 0),
        };
        assert_eq!(text.matches(what).count(), times, "{}", form.name());
    }
}
