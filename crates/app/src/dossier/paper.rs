//! The text of results: the draft put before the officer, and the paper once it is signed and numbered.
//!
//! What is known while drafting is filled in then. Number, date and signer are not: their places stay open in the draft
//! and are filled from the approval and the register when the paper is shown.

use std::collections::BTreeMap;

use access::Staff;
use catalogue::{Answers, CompiledRevision, Sentences, fill_template, render_template};
use dossier::{Command, DRAFT_PLACES, Dossier, DossierRefusal, Outcome};
use jiff::civil::Date;

use super::act::{Target, acted};
use crate::error::not_found;
use crate::{App, AppRefusal, Error, organisation, registers};

/// The place of a number a register gives.
const ALLOCATED: &str = "allocated.personal_id";

/// "Dự thảo": title and text of the result as the procedure's template makes them, for the officer to edit. A text that
/// refuses comes from the template of refusals; why is for the officer to write.
///
/// # Errors
/// A template that names what nobody knows, or a fault.
pub async fn draft_text(app: &App, dossier: &Dossier, outcome: Outcome) -> Result<(String, String), Error> {
    let opening = &dossier.opening;
    let compiled =
        app.catalogue.revision(&opening.procedure, opening.revision).ok_or_else(|| not_found("procedure"))?;
    let revision = compiled.revision();
    let refusal = match outcome {
        Outcome::Granted => None,
        Outcome::Rejected => Sentences::of(revision).refusal,
    };
    let (title, template) = match &refusal {
        Some(refusal) => (&refusal.title, &refusal.template),
        None => (&revision.result.name.vi, &revision.result.template),
    };
    let values = values_of(app, dossier, compiled, template).await?;
    Ok((title.clone(), fill_template(template, &values)?))
}

/// What the places of a template are filled with.
async fn values_of(
    app: &App,
    dossier: &Dossier,
    compiled: &CompiledRevision,
    template: &str,
) -> Result<BTreeMap<String, String>, Error> {
    let opening = &dossier.opening;
    let agency = organisation::agency(app, &opening.agency).await?;
    let parent = organisation::name_of(app, agency.parent.as_deref()).await?;
    let answers = registers::current_answers(dossier, compiled.form());
    let mut values = compiled.form().spoken_answers(&answers);
    let owner = &opening.parties.owner;
    let known = app.known_of(&owner.id).await;
    let allocated =
        if template.contains(ALLOCATED) { allocate(app, dossier, &answers).await? } else { String::new() };
    for datum in ["name", "birth", "personal_id"] {
        let subject = subject(&values, datum);
        values.insert(format!("subject.{datum}"), subject);
    }
    let mut put = |name: &str, value: String| values.insert(name.to_owned(), value);
    put(ALLOCATED, allocated);
    put("procedure.name", compiled.revision().name.vi.clone());
    put("agency.name", agency.name);
    put("agency.parent", parent);
    put("agency.place", agency.place);
    put("dossier.code", dossier.code.as_ref().map(ToString::to_string).unwrap_or_default());
    put("dossier.received_on", received_on(dossier));
    put("owner.name", owner.name.clone());
    put("owner.personal_id", owner.id.key());
    put("owner.birth", known.get("register:population.birth").cloned().unwrap_or_default());
    for value in values.values_mut() {
        *value = value.replace('{', "{{").replace('}', "}}");
    }
    for name in DRAFT_PLACES {
        values.insert(name.to_owned(), format!("{{{name}}}"));
    }
    Ok(values)
}

/// Whom the form asks about: another person where it asks for one, else the owner.
fn subject(values: &BTreeMap<String, String>, datum: &str) -> String {
    let field = if datum == "personal_id" { "id" } else { datum };
    let answer =
        |prefix: &str| values.get(&format!("answers.{prefix}_{field}")).filter(|text| !text.is_empty());
    answer("subject").or_else(|| answer("own")).cloned().unwrap_or_default()
}

/// The number the population register gives a child; asked again for the same dossier it is the same.
///
/// Law: Luật Căn cước 26/2023/QH15 Điều 12; Luật Hộ tịch 60/2014/QH13 Điều 14
async fn allocate(app: &App, dossier: &Dossier, answers: &Answers) -> Result<String, Error> {
    const REGISTER: &str = "population";
    let silent = || AppRefusal::RegisterSilent { register: REGISTER.to_owned() };
    let Some(register) = app.registers.get(REGISTER) else { return Err(silent().into()) };
    let text = |field: &str| answers.text(field).unwrap_or_default().to_owned();
    let about = [("birth", "child_birth"), ("sex", "child_sex"), ("name", "child_name")];
    let about = about.map(|(datum, field)| (datum.to_owned(), text(field))).into();
    match register.allocate(&dossier.opening.id.to_string(), &about).await {
        Ok(Some(number)) => Ok(number),
        Ok(None) | Err(registers::Silent) => Err(silent().into()),
    }
}

/// The templates put the word "ngày" before it themselves.
fn received_on(dossier: &Dossier) -> String {
    dossier.code.as_ref().map(|code| date(code.received_on())).unwrap_or_default()
}

fn day(on: Date) -> String {
    format!("ngày {}", date(on))
}

/// A date as papers print it: days below ten and the first two months with a nought.
///
/// Law: NĐ 30/2020/NĐ-CP Phụ lục I
fn date(on: Date) -> String {
    let month = if on.month() < 3 { format!("{:02}", on.month()) } else { on.month().to_string() };
    format!("{:02} tháng {month} năm {}", on.day(), on.year())
}

/// Puts a draft before the signer, once its open places are ones that will be filled; answers with its hash, which
/// whoever approves it names.
///
/// # Errors
/// A place in braces that nobody fills, and as for every action.
pub async fn propose(
    app: &App,
    who: &Staff,
    target: &Target,
    outcome: Outcome,
    title: String,
    content: String,
) -> Result<String, Error> {
    let _measured = crate::operations::measure("dossier.propose");
    let filled = DRAFT_PLACES.into_iter().map(|name| (name.to_owned(), String::new()));
    render_template(&content, &filled.collect())?;
    let after = acted(app, who, target, Command::Propose { outcome, title, content }).await?;
    after.course.draft.map(|(draft, _)| draft.hash).ok_or_else(|| DossierRefusal::DraftEmpty.into())
}

/// The text of the draft or result as far as it stands: what is not known yet shows as dots.
#[must_use]
pub fn paper_text(dossier: &Dossier) -> String {
    let Some((draft, _)) = &dossier.draft else { return String::new() };
    let dots = || "……".to_owned();
    let numbering = dossier.numbering.as_ref();
    let signer = dossier.approval.as_ref().map(|approval| &approval.by);
    let values: BTreeMap<String, String> = [
        ("result.number", numbering.map_or_else(dots, |numbering| numbering.printed.clone())),
        ("result.issued_on", numbering.map_or_else(dots, |numbering| day(numbering.on))),
        ("signer.name", signer.map_or_else(dots, |signer| signer.name.clone())),
        (
            "signer.title",
            signer.and_then(|signer| signer.title.clone()).map_or_else(dots, |title| title.to_uppercase()),
        ),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    // A text that was proposed renders; one from before that rule is shown as it is.
    render_template(&draft.content, &values).unwrap_or_else(|_| draft.content.clone())
}
