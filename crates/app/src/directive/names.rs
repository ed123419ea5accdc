//! From the names a text uses to the bodies and people of the organisation; what is not certain stays open.

use access::Role;
use directives::{Item, Person, Unit, name_key};
use kernel::AgencyCode;
use store::Conn;
use store::staff::{Agency, agency, in_tenant, people_at};

use crate::error::not_found;
use crate::{App, Error};

/// The bodies of a tenant, to choose a unit from.
///
/// # Errors
/// The database's failure.
pub async fn units(app: &App, tenant: &str) -> Result<Vec<Agency>, Error> {
    Ok(in_tenant(&mut app.store.read().await?.conn(), tenant).await?)
}

/// Everybody with a post at a body today, and whether they lead it.
///
/// # Errors
/// The database's failure.
pub async fn people_of(app: &App, agency: &AgencyCode) -> Result<Vec<(Person, bool)>, Error> {
    people_in(&mut app.store.read().await?.conn(), agency, app).await
}

async fn people_in(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    app: &App,
) -> Result<Vec<(Person, bool)>, Error> {
    let rows = people_at(conn, agency, app.today()).await?;
    let mut people: Vec<(Person, bool)> = Vec::new();
    for (id, name, role, title) in rows {
        let leads = matches!(role, Role::Signer | Role::Head);
        match people.iter_mut().find(|(known, _)| known.id == id) {
            Some((_, known)) => *known |= leads,
            None => people.push((Person { id, name, title }, leads)),
        }
    }
    Ok(people)
}

/// The body with this code.
///
/// # Errors
/// The database's failure, or that there is none.
pub(crate) async fn unit_with(conn: &mut Conn<'_>, code: &AgencyCode) -> Result<Unit, Error> {
    let found = agency(conn, code).await?.ok_or_else(|| not_found("agency"))?;
    Ok(Unit { code: found.code, name: found.name })
}

/// Somebody with a post at a body today.
///
/// # Errors
/// The database's failure, or that there is nobody of that id.
pub(crate) async fn person_in(
    conn: &mut Conn<'_>,
    app: &App,
    agency: &AgencyCode,
    id: &str,
) -> Result<Person, Error> {
    let people = people_in(conn, agency, app).await?;
    let found = people.into_iter().find(|(person, _)| person.id == id);
    found.map(|(person, _)| person).ok_or_else(|| not_found("person"))
}

/// Puts the bodies a proposal names, where each name means exactly one, and the only person or leader there is.
pub(super) async fn put_names(
    conn: &mut Conn<'_>,
    app: &App,
    agencies: &[(String, Agency)],
    item: &mut Item,
) -> Result<(), Error> {
    let unit = |name: &String| {
        meant(agencies, name).map(|found| Unit { code: found.code.clone(), name: found.name.clone() })
    };
    item.coordinating = item.written.coordinating.iter().filter_map(unit).collect();
    // Several leads are several answers to "who": a person chooses, or splits the task among them.
    let [lead] = item.written.leads.as_slice() else { return Ok(()) };
    let Some(unit) = unit(lead) else { return Ok(()) };
    let people = people_in(conn, &unit.code, app).await?;
    let only = |leads: bool| {
        let mut those = people.iter().filter(|(_, known)| *known == leads);
        those.next().filter(|_| those.next().is_none()).map(|(person, _)| person.clone())
    };
    (item.owner, item.person) = (only(true), only(false));
    item.unit = Some(unit);
    Ok(())
}

/// Bodies with the key of their name.
pub(super) fn keyed(agencies: Vec<Agency>) -> Vec<(String, Agency)> {
    agencies.into_iter().map(|agency| (name_key(&agency.name), agency)).collect()
}

/// The one body a written name means: its whole name within what is written, or what is written at the beginning of its
/// name and of no other's.
fn meant<'a>(agencies: &'a [(String, Agency)], written: &str) -> Option<&'a Agency> {
    let key = name_key(written);
    if key.is_empty() {
        return None;
    }
    let spaced = format!(" {key} ");
    let whole = agencies.iter().filter(|(name, _)| spaced.contains(&format!(" {name} ")));
    if let Some((_, agency)) = whole.max_by_key(|(name, _)| name.len()) {
        return Some(agency);
    }
    // "Giám đốc Sở Tài chính" speaks of the department.
    let of_post = key.find(" so ").map_or(key.as_str(), |at| key.get(at + 1..).unwrap_or_default());
    let mut begun =
        agencies.iter().filter(|(name, _)| format!("{name} ").starts_with(&format!("{of_post} ")));
    begun.next().filter(|_| begun.next().is_none()).map(|(_, agency)| agency)
}
