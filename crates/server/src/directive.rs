//! `toantrinh directive`: tasks out of the text of a notice, from the terminal, without a network.
//!
//! One line a task, in JSON; what a person must look at is told beside it, on the other stream, in both languages.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::Error;
use clap::{Subcommand, ValueEnum};
use directives::{Document, Facts, FileKind, Gazetteer, Proposal, Remark, extract, text_of};
use jiff::civil::Date;
use serde::Serialize;

use crate::directive_measure::{self, MeasureArgs};
use crate::output;

/// A text longer than this is told of while it is read.
const LONG_CHARS: usize = 200_000;
/// Characters of a page.
const PAGE_CHARS: usize = 2_500;

kernel::refusals! {
    /// "Lý do không đọc được văn bản từ dòng lệnh".
    pub enum DirectiveFileRefusal {
        /// There is no such file, or it may not be read.
        Unreadable { path, why } => "directive-file.unreadable";
        /// Neither the caller nor the text says when the document was issued.
        NoDate { path } => "directive-file.no-date";
    }
}

/// What to do with a directive.
#[derive(Subcommand)]
pub(crate) enum Order {
    /// Bóc tách nhiệm vụ từ thông báo, chỉ thị, công điện, nghị quyết, công văn (txt, html, docx, pdf có lớp chữ). /
    /// Find the tasks of notices, directives, telegrams, resolutions and official letters.
    Extract(ExtractArgs),
    /// Chấm và đo bộ bóc tách trên văn bản đã đánh dấu. / How well and how fast, on texts a person has marked.
    Measure(MeasureArgs),
}

/// Which files, and how the answer looks.
#[derive(clap::Args)]
pub(crate) struct ExtractArgs {
    /// Các tệp văn bản. / The files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Ngày ban hành; bỏ trống thì lấy ngày ghi trong văn bản. / Day of issue; the text's own day where left out.
    #[arg(long, value_name = "DATE", value_parser = crate::calendar::read::<Date>)]
    issued_on: Option<Date>,
    /// Mỗi nhiệm vụ một dòng JSON, hoặc dạng đọc được. / A JSON line a task, or a text for people.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Thêm một dòng mỗi tệp: số, ngày, cơ quan ban hành, người ký. / A line a file: number, date, issuer, signer.
    #[arg(long)]
    facts: bool,
    /// Như --format jsonl. / The same as --format jsonl.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON, một dòng một nhiệm vụ. / JSON, a line a task.
    Jsonl,
    /// Dạng đọc được. / For people.
    Text,
}

/// A task with the file it stands in.
#[derive(Serialize)]
struct TaskLine<'a> {
    file: &'a str,
    #[serde(flatten)]
    task: &'a Proposal,
}

/// What a document says of itself; `record` keeps the line apart from those of tasks.
#[derive(Serialize)]
struct FactsLine<'a> {
    record: &'static str,
    file: &'a str,
    #[serde(flatten)]
    facts: &'a Facts,
    remarks: &'a [Remark],
}

/// Does it and ends; one file that cannot be read does not keep the others from being read.
pub(crate) fn run(order: &Order) -> ExitCode {
    let args = match order {
        Order::Measure(args) => return directive_measure::run(args),
        Order::Extract(args) => args,
    };
    let mut code = ExitCode::SUCCESS;
    for path in &args.files {
        match read(path, args.issued_on) {
            Ok(found) => told(args, path, &found),
            Err(error) => {
                output::complain(&path.display().to_string());
                code = output::refuse(&error);
            }
        }
    }
    code
}

fn read(path: &Path, issued_on: Option<Date>) -> Result<Document, Error> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|why| {
        let (path, why) = (name.clone(), why.to_string());
        Error::Refused(DirectiveFileRefusal::Unreadable { path, why }.into())
    })?;
    let text = text_of(&bytes, FileKind::of(&name, &bytes))?;
    let characters = text.chars().count();
    if characters > LONG_CHARS {
        let pages = characters / PAGE_CHARS;
        output::complain(&format!(
            "{name}: đang đọc {characters} ký tự, khoảng {pages} trang… / \
             reading {characters} characters, about {pages} pages…"
        ));
    }
    let gazetteer = Gazetteer::builtin();
    if let Some(on) = issued_on {
        return Ok(extract(&text, on, gazetteer));
    }
    // A first look reads the day the text gives; deadlines are then counted from it.
    let first = extract(&text, Date::constant(2000, 1, 1), gazetteer);
    if let Some(on) = first.facts.issued_on {
        return Ok(extract(&text, on, gazetteer));
    }
    if first.tasks.is_empty() {
        return Ok(first);
    }
    Err(Error::Refused(DirectiveFileRefusal::NoDate { path: name }.into()))
}

fn told(args: &ExtractArgs, path: &Path, found: &Document) {
    let file = path.file_name().map_or_else(|| path.display().to_string(), |name| name.display().to_string());
    let is_json = args.json || args.format == Format::Jsonl;
    if is_json {
        if args.facts {
            let line =
                FactsLine { record: "facts", file: &file, facts: &found.facts, remarks: &found.remarks };
            print(&line);
        }
        for task in &found.tasks {
            print(&TaskLine { file: &file, task });
        }
    } else {
        for line in in_words(args, &file, found) {
            output::line(&line);
        }
    }
    for remark in &found.remarks {
        for lang in web::Lang::ALL {
            output::complain(&format!("{file}: {}", web::remark_sentence(lang, remark)));
        }
    }
}

fn print(value: &impl Serialize) {
    output::answer(true, value, String::new);
}

fn in_words(args: &ExtractArgs, file: &str, found: &Document) -> Vec<String> {
    let mut lines = vec![format!("{file}: {} nhiệm vụ / {} tasks", found.tasks.len(), found.tasks.len())];
    if args.facts {
        let facts = &found.facts;
        let on = facts.issued_on.map(|on| on.to_string());
        let told = [&facts.number, &on, &facts.issuer, &facts.signer];
        let told = told.map(|fact| fact.clone().unwrap_or_else(|| "–".to_owned()));
        lines.push(format!("  {}", told.join(" | ")));
    }
    for (number, task) in (1..).zip(&found.tasks) {
        let due = task.deadline_text.as_deref().unwrap_or("–");
        lines.push(format!("{number:>3}. {}", task.task_summary));
        lines.push(format!(
            "     {} | {due} | {}–{}",
            task.lead_agencies.join("; "),
            task.char_start,
            task.char_end
        ));
    }
    lines
}
