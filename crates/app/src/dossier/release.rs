//! "Vào sổ, cấp số, phát hành": the clerk numbers the result and sends it out; two evidenced steps, one deed.
//!
//! Law: NĐ 30/2020/NĐ-CP Điều 15, Điều 17, Điều 18

use access::Staff;
use dossier::{Command, Numbering};
use kernel::local_date;
use store::Conn;
use store::book::{BookEntry, enter};
use store::dossier::next_serial;

use super::act::{Case, Target, Turns, begun};
use crate::{App, Error, organisation};

/// Numbers the approved result in the agency's register of the year and releases it; answers with the number as printed.
///
/// # Errors
/// As for every action.
pub async fn release(app: &App, who: &Staff, target: &Target) -> Result<String, Error> {
    let _measured = crate::operations::measure("dossier.release");
    let mut turns = Turns::of(target);
    loop {
        let (mut case, tx) = turns.read(app, target).await?;
        let mut tx = begun(app, tx).await?;
        let result = release_case(app, &mut tx.conn()?, &mut case, who).await;
        let done = tx.finish(result).await;
        if turns.again(&done) {
            continue;
        }
        if done.is_ok() {
            case.kept(app);
        }
        app.mail.notify_one();
        return done;
    }
}

async fn release_case(app: &App, conn: &mut Conn<'_>, case: &mut Case, who: &Staff) -> Result<String, Error> {
    case.permit(who, "number")?;
    let actor = case.permit(who, "release")?;
    let mut commands = Vec::new();
    if case.stored.dossier.numbering.is_none() {
        let numbering = number(app, conn, case).await?;
        enter(conn, &case.stored.dossier.opening.agency, &entry(case, &numbering)).await?;
        commands.push(Command::Number(numbering));
    }
    commands.push(Command::Release);
    case.perform(app, conn, &actor, commands).await?;
    let numbering = case.stored.dossier.numbering.as_ref();
    Ok(numbering.map(|numbering| numbering.printed.clone()).unwrap_or_default())
}

/// The line of the register, as it will be read for years.
fn entry(case: &Case, numbering: &Numbering) -> BookEntry {
    let dossier = &case.stored.dossier;
    BookEntry {
        register: numbering.register.clone(),
        serial: numbering.serial,
        printed: numbering.printed.clone(),
        on: numbering.on,
        title: dossier.draft.as_ref().map(|(draft, _)| draft.title.clone()).unwrap_or_default(),
        owner_name: dossier.opening.parties.owner.name.clone(),
        dossier: dossier.opening.id,
    }
}

/// The next number of the register: restarts with 01 each year, two digits below ten.
///
/// Law: NĐ 30/2020/NĐ-CP Phụ lục I
async fn number(app: &App, conn: &mut Conn<'_>, case: &Case) -> Result<Numbering, Error> {
    let opening = &case.stored.dossier.opening;
    let on = local_date(case.now);
    let register = match app.catalogue.revision(&opening.procedure, opening.revision) {
        Some(compiled) => organisation::register_of(compiled.revision().decided_by),
        None => return Err(crate::error::not_found("procedure")),
    };
    let serial = next_serial(conn, &opening.agency, &format!("{register}-{}", on.year())).await?;
    let printed = format!("{serial:02}/{register}");
    Ok(Numbering { register: register.to_owned(), serial, printed, on })
}
