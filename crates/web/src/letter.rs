//! The weekly letter in words: plain text, each thing told with the address of the page that shows it.

use std::fmt::Write;

use app::letter::{DigestLetter, LetterSum, LetterTask};
use jiff::{SignedDuration, Timestamp};
use kernel::local_date;

use crate::{Lang, format, t, t_args};

/// Beyond this a number is "200+".
const MANY: i64 = 200;

/// Subject and text of the digest of a week; `origin` is the address people type.
#[must_use]
pub fn digest_letter(lang: Lang, origin: &str, name: &str, letter: &DigestLetter) -> (String, String) {
    let week = format::date(letter.week);
    let late = letter.late.len() + letter.bodies.iter().filter(|body| body.late > 0).count();
    let key = if late > 0 { "letter-digest-subject-late" } else { "letter-digest-subject" };
    let subject = t_args(lang, key, &[("week", &week)]);
    let mut text = String::new();
    line(&mut text, &t_args(lang, "letter-greeting", &[("name", &name.to_owned())]));
    line(&mut text, "");
    own(&mut text, lang, origin, "letter-digest-late", &letter.late);
    own(&mut text, lang, origin, "letter-digest-ends", &letter.ends);
    for body in &letter.bodies {
        sum(&mut text, lang, origin, body);
    }
    line(&mut text, &t(lang, "letter-digest-page"));
    line(&mut text, &format!("{origin}/can-bo/nhiem-vu/tuan"));
    line(&mut text, "");
    line(&mut text, &t(lang, "letter-digest-why"));
    (subject, text)
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

fn own(text: &mut String, lang: Lang, origin: &str, key: &str, tasks: &[LetterTask]) {
    if tasks.is_empty() {
        return;
    }
    line(text, &t(lang, key));
    for task in tasks {
        let due = last_day(task.due_at);
        line(
            text,
            &t_args(lang, "letter-task", &[("deed", &task.deed), ("number", &task.number), ("due", &due)]),
        );
        line(text, &format!("  {origin}/can-bo/nhiem-vu/{}/{}", task.tenant, task.id));
    }
    line(text, "");
}

/// The last day on which it is in time: the clock ends with it.
fn last_day(due_at: Timestamp) -> String {
    format::date(local_date(due_at.checked_sub(SignedDuration::from_micros(1)).unwrap_or(due_at)))
}

fn sum(text: &mut String, lang: Lang, origin: &str, body: &LetterSum) {
    let (key, side) =
        if body.is_assigner { ("letter-sum-assigned", "da-giao") } else { ("letter-sum-given", "duoc-giao") };
    line(text, &t_args(lang, key, &[("name", &body.name)]));
    for (key, count) in [
        ("letter-sum-late", body.late),
        ("letter-sum-ends", body.ends),
        ("letter-sum-to-check", body.to_check),
        ("letter-sum-kept", body.kept),
        ("letter-sum-broken", body.broken),
    ] {
        if count > 0 {
            let count = if count > MANY { format!("{MANY}+") } else { count.to_string() };
            line(text, &t_args(lang, key, &[("count", &count)]));
        }
    }
    let _infallible = writeln!(text, "  {origin}/can-bo/nhiem-vu/tuan?co-quan={}&ben={side}\n", body.agency);
}
