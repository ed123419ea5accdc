//! `toantrinh enrol --from …`: the agencies and officials of a deployment, out of a file; enrolling twice changes nothing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use access::{Post, Role};
use app::Error;
use app::organisation::{Agency, Enrolment, enrol as put};
use jiff::civil::Date;
use kernel::AgencyCode;
use serde::{Deserialize, Serialize};

use crate::open::Place;
use crate::{asked, output, samples};

kernel::refusals! {
    /// "Lý do không ghi danh được".
    pub enum EnrolRefusal {
        /// The file says something that cannot be.
        Unreadable { path, why } => "enrol.unreadable";
    }
}

/// What to enrol where.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Tệp JSON: cơ quan và cán bộ. / A JSON file of agencies and officials.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

/// "Tổ chức": what the file holds.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organisation {
    agencies: Vec<AgencyRow>,
    officials: Vec<OfficialRow>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyRow {
    code: String,
    name: String,
    kind: String,
    #[serde(default)]
    commune: Option<String>,
    place: String,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    sample: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficialRow {
    id: String,
    subject: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    posts: Vec<PostRow>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PostRow {
    agency: String,
    role: String,
    title: String,
    from_on: Date,
    #[serde(default)]
    until_on: Option<Date>,
}

/// Enrols what the file names.
pub(crate) async fn enrol(args: Args) -> Result<ExitCode, Error> {
    let (agencies, officials) = read(&args.from)?;
    let app = args.place.app().await?;
    put(&app, &agencies, &officials).await?;
    app.store.close().await;
    let (agencies, posts) = (agencies.len(), officials.len());
    let told = serde_json::json!({ "agencies": agencies, "posts": posts });
    Ok(output::answer(args.json, &told, || {
        format!("Đã ghi {agencies} cơ quan, {posts} vị trí. / {agencies} agencies, {posts} posts enrolled.")
    }))
}

/// The organisation of the sample province, as such a file.
pub(crate) fn of_samples() -> Result<Organisation, Error> {
    let (agencies, officials) = samples::organisation(&samples::province()?)?;
    let agencies = agencies.into_iter().map(|agency| AgencyRow {
        code: agency.code.as_str().to_owned(),
        name: agency.name,
        kind: agency.kind,
        commune: agency.commune,
        place: agency.place,
        parent: agency.parent,
        sample: agency.is_sample,
    });
    let officials = officials.into_iter().map(|official| OfficialRow {
        id: official.id,
        subject: official.subject,
        name: official.name,
        email: official.email,
        lang: official.lang,
        posts: vec![PostRow {
            agency: official.post.agency.as_str().to_owned(),
            role: official.post.role.name().to_owned(),
            title: official.post.title,
            from_on: official.post.from_on,
            until_on: official.post.until_on,
        }],
    });
    Ok(Organisation { agencies: agencies.collect(), officials: officials.collect() })
}

type Enrolled = (Vec<Agency>, Vec<Enrolment>);

fn read(path: &Path) -> Result<Enrolled, Error> {
    let unreadable = |why: String| {
        let path = path.display().to_string();
        Error::Refused(EnrolRefusal::Unreadable { path, why }.into())
    };
    let text = std::fs::read_to_string(path).map_err(|error| asked::unreadable("--from", path, &error))?;
    let file: Organisation = serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
    let code =
        |text: &str| AgencyCode::parse(text).map_err(|_| unreadable(format!("{text} is no agency code")));
    let mut agencies = Vec::new();
    for row in file.agencies {
        agencies.push(Agency {
            code: code(&row.code)?,
            name: row.name,
            kind: row.kind,
            commune: row.commune,
            place: row.place,
            parent: row.parent,
            is_sample: row.sample,
        });
    }
    let mut officials = Vec::new();
    for row in file.officials {
        if let Some(lang) = row.lang.as_deref().filter(|lang| web::Lang::from_tag(lang).is_none()) {
            return Err(unreadable(format!("{lang} is no language ({})", row.name)));
        }
        if row.email.as_deref().is_some_and(|email| !gateways::mail::is_mailbox(email)) {
            return Err(unreadable(format!("the mailbox of {} is none", row.name)));
        }
        for post in row.posts {
            let role = Role::from_name(&post.role);
            let role = role.ok_or_else(|| unreadable(format!("{} is no role ({})", post.role, row.name)))?;
            let agency = code(&post.agency)?;
            let post =
                Post { agency, title: post.title, role, from_on: post.from_on, until_on: post.until_on };
            let (id, subject, name) = (row.id.clone(), row.subject.clone(), row.name.clone());
            let (email, lang) = (row.email.clone(), row.lang.clone());
            officials.push(Enrolment { id, subject, name, email, lang, post });
        }
    }
    Ok((agencies, officials))
}
