//! Worklists of an official: only agencies and hands the posts of today open.

use access::{Post, Role, Staff, reads};
use catalogue::Channel;
use dossier::Holder;
use jiff::{Timestamp, ToSpan};
use kernel::{AgencyCode, DossierCode, PersonalId, ProcedureCode, VN_OFFSET, text::fold};
use store::dossier::{After, List, Only, Place, WorkRow, Worklist, count};
use store::staff::{Agency, deciding_in};

use crate::{App, Error};

/// Rows of a page.
const PAGE: i64 = 50;
/// Fewest letters a name is looked for by.
const SHORTEST_NAME: usize = 2;
/// Days of "this week".
const WEEK_DAYS: i64 = 7;

/// "Trang danh sách": a page of rows, and where the pages around it begin.
pub struct Page {
    /// The rows, the most urgent first.
    pub rows: Vec<WorkRow>,
    /// The key after which the next page begins, if there is one.
    pub next: Option<After>,
    /// The key before which the previous page ends, if there is one.
    pub previous: Option<After>,
}

/// "Điều kiện lọc": everything a link to a worklist can say.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Given to this officer.
    pub officer: Option<String>,
    /// Of this procedure.
    pub procedure: Option<ProcedureCode>,
    /// That came in this way.
    pub channel: Option<Channel>,
    /// By its end.
    pub due: Option<DueWithin>,
    /// Where the page begins.
    pub place: Place,
}

/// "Lọc theo hạn".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueWithin {
    /// Past its end, with a clock that runs.
    Late,
    /// Not late, ends today.
    Today,
    /// Not late, ends within seven days.
    Week,
}

/// A page of what lies with `holder` at `agency`.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn worklist(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    holder: Holder,
    after: Option<After>,
) -> Result<Page, Error> {
    let place = after.map_or(Place::First, Place::After);
    list(app, who, agency, List::Held(holder), &Wanted { place, ..Wanted::default() }).await
}

/// A page of a list of an agency, through filters.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn list(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    list: List,
    wanted: &Wanted,
) -> Result<Page, Error> {
    let _measured = crate::operations::measure("dossier.worklist");
    reads(who, agency, app.today())?;
    if wanted.due.is_some() && !list.has_clock() {
        // Nothing is late, or due today, where every clock stands still or is over.
        return Ok(Page { rows: Vec::new(), next: None, previous: None });
    }
    let (from_at, until_at) = within(app, wanted.due);
    let only = Only {
        officer: wanted.officer.as_deref(),
        procedure: wanted.procedure.as_ref().map(ProcedureCode::as_str),
        channel: wanted.channel.map(Channel::word),
        from_at,
        until_at,
    };
    let asked = Worklist { agency, list, only, place: wanted.place, limit: PAGE + 1 };
    let mut rows = store::dossier::worklist(&mut app.store.read().await?.conn(), &asked).await?;
    let is_more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > PAGE;
    let is_back = matches!(wanted.place, Place::Before(_));
    if is_more && is_back {
        rows.remove(0);
    } else if is_more {
        rows.pop();
    }
    let key = |row: &WorkRow| After { due_at: row.due_at, id: row.id };
    // Whoever came from a page knows there is one on that side.
    let has_next = if is_back { true } else { is_more };
    let has_previous = if is_back { is_more } else { wanted.place != Place::First };
    Ok(Page {
        next: rows.last().filter(|_| has_next).map(key),
        previous: rows.first().filter(|_| has_previous).map(key),
        rows,
    })
}

/// From when to when a filter's ends lie.
fn within(app: &App, due: Option<DueWithin>) -> (Option<Timestamp>, Option<Timestamp>) {
    let now = app.clock.now();
    match due {
        None => (None, None),
        Some(DueWithin::Late) => (None, Some(now)),
        Some(DueWithin::Today) => (Some(now), days_on(app, 1)),
        Some(DueWithin::Week) => (Some(now), days_on(app, WEEK_DAYS)),
    }
}

/// Midnight so many days on, in Viet Nam.
pub(super) fn days_on(app: &App, days: i64) -> Option<Timestamp> {
    let on = app.today().checked_add(days.days()).ok()?;
    VN_OFFSET.to_timestamp(on.at(0, 0, 0, 0)).ok()
}

/// "Kết quả tìm": at most one page, and whether there are more than it shows.
pub struct Search {
    /// The rows.
    pub rows: Vec<WorkRow>,
    /// Whether others were found that are not among them.
    pub is_more: bool,
}

/// Finds dossiers of an agency by code, personal id, or the beginning of the owner's name or given name.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn search(app: &App, who: &Staff, agency: &AgencyCode, typed: &str) -> Result<Search, Error> {
    let mut rows = found(app, who, agency, typed).await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let is_more = rows.len() > most;
    rows.truncate(most);
    Ok(Search { rows, is_more })
}

/// One row more than a page where there are more.
async fn found(app: &App, who: &Staff, agency: &AgencyCode, typed: &str) -> Result<Vec<WorkRow>, Error> {
    reads(who, agency, app.today())?;
    let mut reader = app.store.read().await?;
    let mut conn = reader.conn();
    if let Ok(code) = DossierCode::parse(typed.trim()) {
        return Ok(store::dossier::row_by_code(&mut conn, agency, &code.to_string()).await?);
    }
    if let Ok(id) = PersonalId::parse(typed) {
        return Ok(store::dossier::by_owner(&mut conn, agency, id.as_str(), PAGE + 1).await?);
    }
    let folded = fold(typed);
    if folded.chars().count() < SHORTEST_NAME {
        return Ok(Vec::new());
    }
    Ok(store::dossier::by_name(&mut conn, agency, &folded, PAGE + 1).await?)
}

/// "Nơi làm việc": an agency whose lists somebody's posts of today open, the own lists first.
pub struct Workplace {
    /// The agency.
    pub agency: Agency,
    /// Its lists, in the order of the work.
    pub holders: Vec<Holder>,
    /// The roles held there.
    pub roles: Vec<Role>,
}

/// Where somebody works today.
///
/// # Errors
/// The database's failure.
pub async fn workplaces(app: &App, who: &Staff) -> Result<Vec<Workplace>, Error> {
    let mut reader = app.store.read().await?;
    let mut places: Vec<Workplace> = Vec::new();
    for post in who.posts_on(app.today()) {
        let agencies = match post.role {
            Role::Inspector => deciding_in(&mut reader.conn(), post.agency.tenant()).await?,
            Role::Admin => Vec::new(),
            Role::Desk | Role::Officer | Role::Head | Role::Signer | Role::Clerk | Role::Deliverer => {
                store::staff::agency(&mut reader.conn(), &post.agency).await?.into_iter().collect()
            }
        };
        for agency in agencies {
            add(&mut places, agency, post);
        }
    }
    Ok(places)
}

fn add(places: &mut Vec<Workplace>, agency: Agency, post: &Post) {
    let known = places.iter().position(|place| place.agency.code == agency.code);
    if known.is_none() {
        places.push(Workplace { agency, holders: Vec::new(), roles: Vec::new() });
    }
    let place = match known {
        Some(at) => places.get_mut(at),
        None => places.last_mut(),
    };
    if let Some(place) = place {
        place.roles.push(post.role);
        for holder in holders(post) {
            if !place.holders.contains(holder) {
                place.holders.push(*holder);
            }
        }
    }
}

/// "Khối lượng của từng người": account id, name, in hand, late; with the empty id for what nobody has.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn loads(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
) -> Result<Vec<(String, String, i64, i64)>, Error> {
    reads(who, agency, app.today())?;
    let officers = officers(app, agency).await?;
    let mut reader = app.store.read().await?;
    let loads = store::dossier::load_by_officer(&mut reader.conn(), agency, app.clock.now()).await?;
    let of = |id: &str| {
        loads.iter().find(|(known, _, _)| known == id).map_or((0, 0), |(_, all, late)| (*all, *late))
    };
    let name = |id: &str| {
        let known = officers.iter().find(|(known, _)| known == id);
        known.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let present = officers.iter().map(|(id, _)| id.as_str());
    let gone = loads
        .iter()
        .map(|(id, _, _)| id.as_str())
        .filter(|id| !officers.iter().any(|(known, _)| known == id));
    Ok(gone
        .chain(present)
        .map(|id| {
            let (all, late) = of(id);
            (id.to_owned(), name(id), all, late)
        })
        .collect())
}

/// The officers of an agency today: account id and name.
///
/// # Errors
/// The database's failure.
pub async fn officers(app: &App, agency: &AgencyCode) -> Result<Vec<(String, String)>, Error> {
    let mut reader = app.store.read().await?;
    Ok(store::staff::holders(&mut reader.conn(), agency, Role::Officer, app.today()).await?)
}

/// How much lies in whose hands, for the posts held today: agency, hands, number (a thousand means "or more").
///
/// # Errors
/// The database's failure.
pub async fn counts(app: &App, who: &Staff) -> Result<Vec<(AgencyCode, Holder, i64)>, Error> {
    let places = workplaces(app, who).await?;
    let mut reader = app.store.read().await?;
    let mut counts: Vec<(AgencyCode, Holder, i64)> = Vec::new();
    for place in places {
        for holder in place.holders {
            let number = count(&mut reader.conn(), &place.agency.code, holder).await?;
            counts.push((place.agency.code.clone(), holder, number));
        }
    }
    Ok(counts)
}

/// Whose work a role wants to see, the own first.
const fn holders(post: &Post) -> &'static [Holder] {
    match post.role {
        Role::Desk => &[Holder::Desk, Holder::Delivery, Holder::Applicant],
        Role::Officer => &[Holder::Officer, Holder::Applicant],
        Role::Head => &[Holder::Officer, Holder::Signer, Holder::Applicant],
        Role::Signer => &[Holder::Signer, Holder::Officer],
        Role::Clerk => &[Holder::Clerk, Holder::Delivery],
        Role::Deliverer => &[Holder::Delivery],
        Role::Inspector => &[Holder::Desk, Holder::Officer, Holder::Signer, Holder::Clerk, Holder::Delivery],
        Role::Admin => &[],
    }
}
