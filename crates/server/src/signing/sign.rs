//! `toantrinh sign`: one document or many, with a key that lies elsewhere.
//!
//! Documents are signed a few at a time and written as they come, so that a token pulled out in the middle leaves what is
//! signed and a list of the rest. Nothing is called signed that is not on the disk.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::signing::{Order, SigningRefusal};
use app::Error;
use app::signing::{Done, Signing, SigningSession, Task, Wish, XmlTask, sign_some, sign_xml};
use clap::ValueEnum;
use kernel::{Clock, FileHash};
use serde::Serialize;
use std::sync::Arc;

use super::appearance::{Show, Shown};
use super::child::Tells;
use super::ports::{AtSocket, Service};
use super::{Child, Place, SignRefusal, pin, write};
use crate::output;
use crate::system::SystemClock;

/// Documents signed before they are written.
const AT_ONCE: usize = 16;

/// What to sign, with what, how.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Văn bản PDF hoặc XML; ghi nhiều lần để ký nhiều văn bản. / The PDF or XML; several times for several.
    #[arg(long = "in", value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Tệp ghi ra, hoặc thư mục khi ký nhiều văn bản. / The file to write; a folder for several.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Tên khoá trong cấu hình. / The key's name in the configuration.
    #[arg(long, value_name = "NAME")]
    key: String,
    /// Mức chữ ký. / The level.
    #[arg(long, value_enum, default_value = "b-b")]
    level: LevelWord,
    #[command(flatten)]
    show: Show,
    #[command(flatten)]
    pin: pin::Source,
    /// Lý do ký, ghi vào chữ ký. / Why it is signed.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Nơi ký, ghi vào chữ ký. / Where it is signed.
    #[arg(long, value_name = "TEXT")]
    location: Option<String>,
    /// SHA-256 của tệp đã xem; tệp khác đi thì không ký. / SHA-256 of the file you looked at; else it is refused.
    #[arg(long, value_name = "HEX", value_parser = hash)]
    shown: Option<FileHash>,
    /// Máy ký đang chạy; không có thì chạy một máy ký con. / A signer that runs; else a child is started.
    #[arg(long, value_name = "SOCKET", env = "TOANTRINH_SIGNER")]
    signer: Option<PathBuf>,
    /// Ghi đè tệp kết quả đã có. / Replace a result that is there.
    #[arg(long)]
    replace: bool,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

/// "Mức chữ ký" as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LevelWord {
    /// Không có dấu thời gian. / No timestamp.
    #[value(name = "b-b")]
    BB,
    /// Có dấu thời gian. / With a timestamp.
    #[value(name = "b-t")]
    BT,
    /// Có đủ bằng chứng. / With all evidence.
    #[value(name = "b-lt")]
    BLt,
    /// Có dấu thời gian trên bằng chứng. / With a timestamp over the evidence.
    #[value(name = "b-lta")]
    BLta,
}

impl LevelWord {
    pub(super) fn wish(self) -> Wish {
        match self {
            Self::BB => Wish::Plain,
            Self::BT => Wish::Timed,
            Self::BLt => Wish::Kept,
            Self::BLta => Wish::Archived,
        }
    }
}

fn hash(text: &str) -> Result<FileHash, String> {
    FileHash::parse(text).ok_or_else(|| "64 chữ số hệ 16 / 64 hexadecimal digits".to_owned())
}

/// What became of one document.
#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Signed { file: String, out: String, level: ::signing::Level, sha256: String, bytes: usize },
    Failed { file: String, code: String, vi: String, en: String },
}

/// Everything that was asked for.
#[derive(Serialize)]
struct Told {
    key: String,
    signer: String,
    documents: Vec<Line>,
    signed: usize,
    failed: usize,
}

/// Signs.
pub(crate) async fn sign(args: Args) -> Result<ExitCode, Error> {
    let targets = targets(&args)?;
    let file = args.place.file()?;
    let pin = args.pin.read()?;
    let child = match &args.signer {
        Some(_) => None,
        None => Some(Child::start(&file.path, Tells::Troubles).await?),
    };
    let socket = args.signer.clone().or_else(|| child.as_ref().map(|child| child.socket().to_owned()));
    let signer = AtSocket::new(socket.unwrap_or_default(), Service::Trial);
    let signing = file.with(Arc::new(signer))?;
    let count = u32::try_from(targets.len()).unwrap_or(u32::MAX);
    let mut session = signing.signer.open(&args.key, pin.as_ref(), count).await?;
    drop(pin);
    let card = session.card().clone();
    let shown = args.show.shown(&card, file.config.keys.get(&args.key))?;
    let mut lines = Vec::new();
    for some in targets.chunks(AT_ONCE) {
        lines.extend(batch(&signing, &mut *session, &args, shown.as_ref(), some).await?);
    }
    drop(session);
    let failed = lines.iter().filter(|line| matches!(line, Line::Failed { .. })).count();
    let told = Told {
        key: args.key,
        signer: card.told()?.0,
        signed: lines.len() - failed,
        failed,
        documents: lines,
    };
    let code = output::answer(args.json, &told, || text(&told));
    if card.keeper == ::signing::keys::Keeper::Development {
        output::complain(
            "khoá phát triển, chữ ký không có giá trị pháp lý / a key for development: not a legal signature",
        );
    }
    Ok(if failed == 0 { code } else { ExitCode::from(output::REFUSED) })
}

/// Where each goes; checked before any key is opened.
fn targets(args: &Args) -> Result<Vec<(PathBuf, PathBuf)>, Error> {
    let mut targets: Vec<(PathBuf, PathBuf)> = Vec::new();
    if args.files.len() > 1 && !args.out.is_dir() {
        return Err(SignRefusal::FolderNeeded.into());
    }
    for file in &args.files {
        let out = match file.file_name() {
            Some(name) if args.out.is_dir() => args.out.join(name),
            Some(_) | None => args.out.clone(),
        };
        if targets.iter().any(|(_, there)| *there == out) {
            return Err(SignRefusal::SameName { name: out.display().to_string() }.into());
        }
        write::check(file, &out, args.replace)?;
        targets.push((file.clone(), out));
    }
    Ok(targets)
}

async fn batch(
    signing: &Signing,
    session: &mut dyn SigningSession,
    args: &Args,
    shown: Option<&Shown>,
    some: &[(PathBuf, PathBuf)],
) -> Result<Vec<Line>, Error> {
    let (name, at) = (session.card().told()?.0, SystemClock.now());
    let read: Vec<Result<Vec<u8>, Error>> = some.iter().map(|(file, _)| write::read(file)).collect();
    let labels: Vec<String> = some.iter().map(|(file, _)| label(file)).collect();
    let fields: Vec<String> = read
        .iter()
        .map(|pdf| pdf.as_ref().map_or_else(|_| String::new(), |pdf| field(pdf, args.show.field())))
        .collect();
    let wish = args.level.wish();
    let mut apart = Vec::new();
    for (bytes, label) in read.iter().zip(&labels) {
        let text = bytes.as_ref().ok().and_then(|bytes| xml(bytes));
        apart.push(match text {
            None => None,
            Some(text) => {
                let task = XmlTask { label, text, shown: args.shown.as_ref(), stem: args.show.field(), at };
                Some(sign_xml(signing, session, &task, wish).await.map(String::into_bytes))
            }
        });
    }
    let mut tasks = Vec::new();
    for (((pdf, label), field), apart) in read.iter().zip(&labels).zip(&fields).zip(&apart) {
        let (Ok(pdf), None) = (pdf, apart) else { continue };
        let mut order = Order::new(field, at);
        order.name = Some(&name);
        order.reason = args.reason.as_deref();
        order.location = args.location.as_deref();
        order.visible = shown.map(Shown::visible);
        tasks.push(Task { label, pdf, shown: args.shown.clone(), order });
    }
    let mut done = sign_some(signing, session, &tasks, wish).await?.into_iter();
    let mut lines = Vec::new();
    for (((file, out), read), apart) in some.iter().zip(&read).zip(apart) {
        let outcome = match (read, apart) {
            (Err(error), _) => {
                lines.push(failed(file, error));
                continue;
            }
            (Ok(_), Some(outcome)) => outcome,
            (Ok(_), None) => match done.next() {
                Some(Done::Signed(pdf)) => Ok(pdf),
                Some(Done::Failed(error)) => Err(error),
                None => Err(SigningRefusal::OtherFile.into()),
            },
        };
        lines.push(kept(file, out, wish, outcome));
    }
    Ok(lines)
}

/// Writes what was signed; only what is on the disk is told as signed.
fn kept(file: &Path, out: &Path, wish: Wish, outcome: Result<Vec<u8>, Error>) -> Line {
    let written = outcome.and_then(|bytes| write::write(out, &bytes).map(|()| bytes));
    match written {
        Ok(bytes) => Line::Signed {
            file: file.display().to_string(),
            out: out.display().to_string(),
            level: wish.level(),
            sha256: FileHash::of(&bytes).as_str().to_owned(),
            bytes: bytes.len(),
        },
        Err(error) => failed(file, &error),
    }
}

/// The text of an XML file; `None` for anything else.
pub(super) fn xml(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<').then_some(text)
}

fn label(file: &Path) -> String {
    file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The first name of a field that is not taken.
fn field(pdf: &[u8], stem: &str) -> String {
    let taken = ::signing::field_names(pdf).unwrap_or_default();
    let mut names = (1..=taken.len() + 1).map(|number| format!("{stem}{number}"));
    names.find(|name| !taken.contains(name)).unwrap_or_else(|| stem.to_owned())
}

fn failed(file: &Path, error: &Error) -> Line {
    let file = file.display().to_string();
    match error {
        Error::Refused(refusal) => Line::Failed {
            file,
            code: refusal.code.clone(),
            vi: web::refusal_sentence(web::Lang::Vi, refusal),
            en: web::refusal_sentence(web::Lang::En, refusal),
        },
        Error::Faulted(fault) => {
            output::complain(&fault.chain());
            Line::Failed {
                file,
                code: fault.kind.code().to_owned(),
                vi: web::operator_sentence(web::Lang::Vi, fault.kind),
                en: web::operator_sentence(web::Lang::En, fault.kind),
            }
        }
    }
}

fn text(told: &Told) -> String {
    let mut lines: Vec<String> = told
        .documents
        .iter()
        .map(|line| match line {
            Line::Signed { file, out, sha256, .. } => {
                format!("{file} -> {out}: đã ký / signed, sha256 {sha256}")
            }
            Line::Failed { file, code, vi, en } => {
                format!("{file}: CHƯA KÝ / NOT SIGNED ({code})\n    {vi}\n    {en}")
            }
        })
        .collect();
    lines.push(format!(
        "{}: đã ký {} / chưa ký {}. / signed {}, not signed {}.",
        told.signer, told.signed, told.failed, told.signed, told.failed
    ));
    lines.join("\n")
}
