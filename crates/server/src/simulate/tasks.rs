//! Filling a database with tasks: directives with clear items, issued through the use case, of one ward.

use access::Role;
use app::{App, Error};
use directives::{
    Deadline, Directive, DirectiveAction, DirectiveKind, DirectiveOpening, DirectiveRecord, Facts, Head,
    Item, Person, Proof, Source, Unit,
};
use dossier::{Actor, ActorKind};
use jiff::ToSpan;
use kernel::{AgencyCode, FileHash};
use store::directive::{DirectiveKey, insert};

use crate::samples;

/// Tasks of one directive.
const OF_DIRECTIVE: u64 = 200;
/// Who issues them.
const CITY: &str = "H57";
/// Who has them.
const WARD: &str = "H57.99.1";
/// Days over which their ends are spread.
const DAYS: u64 = 360;

/// Issues directives until there are so many tasks.
///
/// # Errors
/// The database's failure.
pub(super) async fn fill(app: &App, tasks: u64) -> Result<(), Error> {
    let province = samples::province()?;
    let signer = samples::staff_at(&province, CITY, Role::Signer)?;
    let roles = [Role::Desk, Role::Officer, Role::Head, Role::Clerk, Role::Deliverer];
    let mut people = Vec::new();
    for role in roles {
        people.push(samples::staff_at(&province, WARD, role)?);
    }
    let owner = samples::staff_at(&province, WARD, Role::Signer)?;
    let unit = |code: &str| -> Result<Unit, Error> {
        let code = AgencyCode::parse(code).map_err(kernel::Refusal::from)?;
        let name = province.agency(code.as_str()).map(|agency| agency.name.clone()).unwrap_or_default();
        Ok(Unit { code, name })
    };
    let (city, ward) = (unit(CITY)?, unit(WARD)?);
    let mut made = 0;
    while made < tasks {
        let count = OF_DIRECTIVE.min(tasks - made);
        let items = (0..count).zip(1..).map(|(place, number)| {
            let nth = made + place;
            let at = usize::try_from(nth).unwrap_or(0) % people.len().max(1);
            let person = people.get(at).map(person);
            let days = i64::try_from(nth.wrapping_mul(7_919) % DAYS).unwrap_or(0);
            let on = app.today().saturating_add(days.days());
            Item {
                source: Source { char_start: 0, char_end: 4, quote: "Giao".to_owned() },
                deed: deed(nth),
                unit: Some(ward.clone()),
                person,
                owner: Some(self::person(&owner)),
                deadline: Some(Deadline::By { on }),
                product: "Báo cáo".to_owned(),
                proof: Some(Proof::Product),
                ..Item::blank(number)
            }
        });
        let items: Vec<Item> = items.collect();
        let key = drafted(app, &city, made / OF_DIRECTIVE + 1, items).await?;
        app::directive::issue(app, &signer, &key, None).await?;
        made += count;
    }
    app::outbox::drain(app).await
}

fn person(staff: &access::Staff) -> Person {
    let title = staff.posts.first().map(|post| post.title.clone()).unwrap_or_default();
    Person { id: staff.id.clone(), name: staff.name.clone(), title }
}

/// Deeds that have no word in common, so that none is taken for another.
fn deed(nth: u64) -> String {
    (1..9_u64)
        .map(|turn| format!("v{:x}", nth.wrapping_mul(2_654_435_761).wrapping_add(turn << 40)))
        .collect::<Vec<_>>()
        .join(" ")
}

async fn drafted(app: &App, city: &Unit, number: u64, items: Vec<Item>) -> Result<DirectiveKey, Error> {
    let now = app.clock.now();
    let opening = DirectiveOpening {
        id: app.new_id(now),
        agency: city.clone(),
        head: Head {
            kind: DirectiveKind::Conclusion,
            number: format!("{number}/TB-UBND"),
            title: "Nhiệm vụ để đo".to_owned(),
            issued_on: app.today(),
            signer: String::new(),
            is_public: false,
            replaces: None,
            amends: None,
        },
        text_hash: FileHash::of(b"Giao").as_str().to_owned(),
        facts: Facts::default(),
        items,
        remarks: Vec::new(),
        above: None,
    };
    let actor = Actor {
        kind: ActorKind::System,
        id: "simulate".to_owned(),
        name: "simulate".to_owned(),
        title: None,
    };
    let action = DirectiveAction::Open(Box::new(opening));
    let record = DirectiveRecord { seq: 1, at: now, actor, action };
    let directive =
        Directive::open(record.clone()).map_err(|error| kernel::Fault::inconsistent(error.to_string()))?;
    let mut tx = app.store.begin().await?;
    let result = insert(&mut tx.conn()?, &directive, &record, "Giao").await.map_err(Error::from);
    tx.finish(result).await?;
    Ok(DirectiveKey::of(&directive))
}
