//! The sample province in the store: the same people the simulated issuers vouch for.

mod cases;
mod papers;

use access::{Post, Role, Staff};
use app::organisation::{Agency, Enrolment, enrol as put};
use app::{App, Error};
use kernel::{AgencyCode, Fault, FaultKind};
use simulators::samples::{Official, SampleProvince};

pub use cases::{Case, cases, procedures_of};
pub use papers::{papers, sheet};

/// Reads the sample province.
///
/// # Errors
/// A fault when the embedded file is not what it should be.
pub fn province() -> Result<SampleProvince, Error> {
    let read = SampleProvince::load();
    Ok(read.map_err(|error| Fault::new(FaultKind::Inconsistent, "read the sample province", error))?)
}

/// Enrols its agencies and officials; doing it twice changes nothing.
///
/// # Errors
/// The database's failure.
pub async fn enrol(app: &App, province: &SampleProvince) -> Result<(), Error> {
    let (agencies, officials) = organisation(province)?;
    put(app, &agencies, &officials).await
}

/// Its agencies and officials as they are enrolled.
///
/// # Errors
/// A fault when the embedded file is not what it should be.
pub fn organisation(province: &SampleProvince) -> Result<(Vec<Agency>, Vec<Enrolment>), Error> {
    let agencies = province
        .agencies
        .iter()
        .map(|agency| {
            let commune =
                province.communes.iter().find(|commune| Some(&commune.code) == agency.commune_code.as_ref());
            Ok(Agency {
                code: code(&agency.code)?,
                name: agency.name.clone(),
                kind: agency.kind.word().to_owned(),
                commune: agency.commune_code.clone(),
                place: place(commune.map_or(&province.province.name, |commune| &commune.name)),
                parent: agency.parent.clone(),
                is_sample: agency.sample,
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let mut officials = Vec::new();
    for official in &province.officials {
        for post in posts(official)? {
            officials.push(Enrolment {
                id: official.login.clone(),
                subject: official.subject.clone(),
                name: official.full_name.clone(),
                email: Some(official.email.clone()),
                lang: None,
                post,
            });
        }
    }
    Ok((agencies, officials))
}

/// "Địa danh" as papers name it: the name alone, unless it is a number, which only the kind before it makes a name.
///
/// Law: NĐ 30/2020/NĐ-CP Phụ lục I
fn place(full: &str) -> String {
    let kinds = ["Xã ", "Phường ", "Đặc khu ", "Thành phố ", "Tỉnh "];
    let name = kinds.into_iter().find_map(|kind| full.strip_prefix(kind)).unwrap_or(full);
    let is_number = name.starts_with(|first: char| first.is_ascii_digit());
    if is_number { full.to_owned() } else { name.to_owned() }
}

/// The official with a role at an agency, as the store will know them.
///
/// # Errors
/// A fault where there is none.
pub fn staff_at(province: &SampleProvince, agency: &str, role: Role) -> Result<Staff, Error> {
    for official in &province.officials {
        let posts = posts(official)?;
        if posts.iter().any(|post| post.agency.as_str() == agency && post.role == role) {
            return Ok(Staff { id: official.login.clone(), name: official.full_name.clone(), posts });
        }
    }
    Err(Fault::inconsistent(format!("the sample province has no {} at {agency}", role.name())).into())
}

fn posts(official: &Official) -> Result<Vec<Post>, Error> {
    official
        .posts
        .iter()
        .map(|post| {
            let role = Role::from_name(post.role.word());
            Ok(Post {
                agency: code(&post.agency)?,
                title: post.title.clone(),
                role: role.ok_or_else(|| Fault::inconsistent(format!("{} is no role", post.role.word())))?,
                from_on: post.since,
                until_on: None,
            })
        })
        .collect()
}

fn code(text: &str) -> Result<AgencyCode, Error> {
    Ok(AgencyCode::parse(text).map_err(kernel::Refusal::from)?)
}
