//! Forms of the desk: asking for what is missing, all of it in one go, each item with reason, ground and example.
//!
//! Sentences to begin with are the catalogue's; here they are offered, and put into the first free place of a form.

use app::App;
use catalogue::{CompiledRevision, ReadyItem, Sentences, Text};
use dossier::{ActionKind, Command, Dossier, DossierRefusal, SupplementItem};

use super::InputRefusal;
use super::names::said;
use super::typed::{Typed, Wrong};
use crate::Chrome;
use crate::components::{Choice, Control, Field};

/// Items one request can hold.
pub(super) const ITEMS: usize = 10;
/// The field that holds how many items a form shows.
pub(super) const SHOWN: &str = "so-muc";
/// The field that holds the sentence chosen.
pub(super) const READY: &str = "mau";
/// The choice that is no field of the form.
const OTHER: &str = "other";
/// What an item consists of.
const PARTS: [&str; 5] = ["what", "reason", "ask", "example", "ground"];

/// The id of one field of an item.
pub(super) fn id(place: usize, part: &str) -> String {
    format!("item-{place}-{part}")
}

/// Reads the items. The same field named twice is asked once, with both sentences; an item without its parts is told
/// part by part.
pub(super) fn request_supplement(typed: &Typed) -> Result<Command, Vec<Wrong>> {
    let (mut items, mut wrongs): (Vec<SupplementItem>, Vec<Wrong>) = (Vec::new(), Vec::new());
    let reason = typed.text("reason");
    for place in (1..=ITEMS).filter(|place| is_begun(typed, *place)) {
        let item = item(typed, place);
        wrongs.extend(open_parts(&item, place, &reason));
        match items.iter_mut().find(|known| known.id == item.id) {
            Some(known) => merge(known, item),
            None => items.push(item),
        }
    }
    if wrongs.is_empty() { Ok(Command::RequestSupplement { items, reason }) } else { Err(wrongs) }
}

/// Whether anything stands in an item; the choice of a field alone counts, a ground alone is what was offered.
fn is_begun(typed: &Typed, place: usize) -> bool {
    ["what", "reason", "ask", "example"].iter().any(|part| !typed.text(&id(place, part)).is_empty())
}

fn item(typed: &Typed, place: usize) -> SupplementItem {
    let part = |name: &str| typed.text(&id(place, name));
    let what = part("what");
    SupplementItem {
        id: if what.is_empty() || what == OTHER { format!("{OTHER}-{place}") } else { what },
        ask: part("ask"),
        reason: part("reason"),
        ground: part("ground"),
        example: part("example"),
    }
}

fn open_parts(item: &SupplementItem, place: usize, reason: &str) -> Vec<Wrong> {
    let about = || item.ask.clone();
    let mut wrongs = Vec::new();
    let mut note = |is_open: bool, part: &str, why: kernel::Refusal| {
        if is_open {
            wrongs.push(Wrong { field: id(place, part), why });
        }
    };
    note(item.reason.is_empty() && reason.is_empty(), "reason", DossierRefusal::ReasonMissing.into());
    note(item.ask.is_empty(), "ask", InputRefusal::AskMissing.into());
    note(item.example.is_empty(), "example", DossierRefusal::ExampleMissing { item: about() }.into());
    note(item.ground.is_empty(), "ground", DossierRefusal::GroundMissing { item: about() }.into());
    wrongs
}

fn merge(known: &mut SupplementItem, other: SupplementItem) {
    let join = |known: &mut String, other: String| {
        if !other.is_empty() && !known.contains(&other) {
            *known = format!("{known}\n{other}").trim().to_owned();
        }
    };
    join(&mut known.ask, other.ask);
    join(&mut known.reason, other.reason);
    join(&mut known.example, other.example);
    join(&mut known.ground, other.ground);
}

/// The place of the item a rule's "no" is about: the one with this sentence.
pub(super) fn place_of(typed: &Typed, ask: &str) -> Option<usize> {
    (1..=ITEMS).find(|place| typed.text(&id(*place, "ask")) == ask)
}

/// How many items the form shows: those begun, and never none.
pub(super) fn shown(typed: &Typed) -> usize {
    let last = (1..=ITEMS).rev().find(|place| is_begun(typed, *place)).unwrap_or(1);
    let asked = typed.raw(SHOWN).parse().unwrap_or(1);
    last.max(asked).min(ITEMS)
}

/// One more item to fill in.
pub(super) fn one_more(typed: &mut Typed) {
    let more = shown(typed) + 1;
    typed.put(SHOWN, more.min(ITEMS).to_string());
}

/// Puts the sentence that was chosen into the first free place.
pub(super) fn put_ready(typed: &mut Typed, sentences: &Sentences) {
    let chosen = typed.text(READY);
    let Some(ready) = sentences.supplements.iter().find(|ready| ready.id == chosen) else { return };
    let Some(place) = (1..=ITEMS).find(|place| !is_begun(typed, *place)) else { return };
    for part in PARTS {
        typed.put(&id(place, part), part_of(ready, part));
    }
    typed.put(READY, "");
}

fn part_of(ready: &ReadyItem, part: &str) -> String {
    match part {
        "what" => ready.about.clone().unwrap_or_default(),
        "reason" => ready.reason.clone(),
        "ask" => ready.ask.clone(),
        "example" => ready.example.clone(),
        _ => ready.ground.cited(),
    }
}

/// Puts the sentence that was chosen into the form of a rejection.
pub(super) fn put_rejection(typed: &mut Typed, sentences: &Sentences) {
    let chosen = typed.text(READY);
    let Some(ready) = sentences.rejections.iter().find(|ready| ready.id == chosen) else { return };
    let reason = format!("{}\n{}", typed.text("reason"), ready.reason);
    typed.put("reason", reason.trim());
    typed.put("ground", ready.ground.cited());
    typed.put(READY, "");
}

/// The sentences offered for an action, by id and title; none where it has none.
pub(super) fn offered(kind: ActionKind, compiled: Option<&CompiledRevision>) -> Vec<Choice> {
    let Some(compiled) = compiled else { return Vec::new() };
    let choice = |(id, title): (String, String)| Choice { value: id, label: title, hint: String::new() };
    let sentences = || Sentences::of(compiled.revision());
    if kind == ActionKind::RequestSupplement {
        sentences().supplements.into_iter().map(|one| choice((one.id, one.title))).collect()
    } else if kind == ActionKind::RejectIntake {
        sentences().rejections.into_iter().map(|one| choice((one.id, one.title))).collect()
    } else {
        Vec::new()
    }
}

/// The fields of one item.
pub(super) fn item_fields(page: &Chrome, place: usize, choices: &[Choice]) -> Vec<Field> {
    let control = |part: &str| match part {
        "what" => Control::Select(choices.to_vec()),
        "ask" | "reason" => Control::TextArea { rows: 2 },
        _ => Control::Text,
    };
    let field = |part: &str| Field {
        id: id(place, part),
        label: page.word("deed-item", part),
        hint: if place == 1 { page.word("deed-item-hint", part) } else { String::new() },
        control: control(part),
        ..Field::default()
    };
    PARTS.iter().map(|part| field(part)).collect()
}

/// What can be asked for: the papers, the questions of the form, and anything else. A paper the State holds says so.
pub(super) fn item_choices(
    app: &App,
    page: &Chrome,
    dossier: &Dossier,
    compiled: Option<&CompiledRevision>,
) -> Vec<Choice> {
    let choice = |value: &str, label: &Text| Choice {
        value: value.to_owned(),
        label: match app::dossier::held_by(app, dossier, value) {
            Some(_) => page.t1("deed-item-held", "paper", said(label, page.lang)),
            None => said(label, page.lang),
        },
        hint: String::new(),
    };
    let revision = compiled.map(CompiledRevision::revision);
    let papers =
        revision.iter().flat_map(|revision| &revision.components).map(|paper| choice(&paper.id, &paper.name));
    let fields = revision
        .iter()
        .flat_map(|revision| revision.form.fields())
        .map(|field| choice(&field.id, &field.label));
    let other = Choice { value: OTHER.to_owned(), label: page.t("deed-item-other"), hint: String::new() };
    papers.chain(fields).chain(std::iter::once(other)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// Items as they are sent: place, and its five parts in order.
    fn with(items: &[(usize, [&str; 5])]) -> Typed {
        let mut all = Typed::default();
        for (place, values) in items {
            for (part, value) in PARTS.iter().zip(values) {
                all.put(&id(*place, part), *value);
            }
        }
        all
    }

    #[test]
    fn items_are_told_apart_and_the_same_field_is_asked_once() {
        let read = request_supplement(&with(&[
            (1, ["phone", "Không gọi được", "Ghi số khác", "0912 345 678", "NĐ 45/2020/NĐ-CP"]),
            (2, ["", "Mờ", "Chụp lại giấy", "Rõ bốn góc", "NĐ 45/2020/NĐ-CP"]),
            (4, ["phone", "Không gọi được", "Số đang bị khoá", "0912 345 678", "NĐ 45/2020/NĐ-CP"]),
        ]));
        let Ok(Command::RequestSupplement { items, reason }) = read else { panic!("not read") };
        let asks: Vec<(&str, &str)> =
            items.iter().map(|item| (item.id.as_str(), item.ask.as_str())).collect();
        assert_eq!(asks, [("phone", "Ghi số khác\nSố đang bị khoá"), ("other-2", "Chụp lại giấy")]);
        assert_eq!((items[0].ground.as_str(), reason.as_str()), ("NĐ 45/2020/NĐ-CP", ""));
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let wrongs = request_supplement(&typed(&[("item-3-what", "phone")])).unwrap_err();
        let fields: Vec<&str> = wrongs.iter().map(|wrong| wrong.field.as_str()).collect();
        assert_eq!(fields, ["item-3-reason", "item-3-ask", "item-3-example", "item-3-ground"]);
        let Ok(Command::RequestSupplement { items, .. }) = request_supplement(&typed(&[("reason", "x")]))
        else {
            panic!("not read")
        };
        assert!(items.is_empty(), "that nothing is asked for is the room's to say");
    }

    #[test]
    fn a_ready_sentence_goes_to_the_first_free_place() {
        let (revision, _) = catalogue::builtin_revisions().unwrap().pop().unwrap();
        let sentences = Sentences::of(&revision);
        let mut typed = with(&[(1, ["", "", "Ghi rõ", "", ""])]);
        typed.put(READY, "blurred");
        put_ready(&mut typed, &sentences);
        assert!(typed.text("item-2-ask").contains("bốn góc") && typed.text("item-2-ground").contains("Điều"));
        assert_eq!((typed.text("item-1-ask").as_str(), shown(&typed)), ("Ghi rõ", 2));
        one_more(&mut typed);
        assert_eq!(shown(&typed), 3);
        put_rejection(&mut typed, &sentences);
        assert_eq!(typed.text("reason"), "", "nothing was chosen");
        typed.put(READY, "twice");
        put_rejection(&mut typed, &sentences);
        assert!(typed.text("reason").contains("cùng nội dung") && !typed.text("ground").is_empty());
    }
}
