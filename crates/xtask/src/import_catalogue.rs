//! Turns the collected records of procedures into the project's own table, `data/catalogue/procedures.tsv`.
//!
//! Only facts are carried: codes, names, bodies, numbers. What the table's columns mean is told at its reader,
//! `crates/catalogue/src/facts/table.rs`. How a name is made short stands in [`shorten`]; names the source repeats or
//! breaks are put right by `data/catalogue/names.tsv`. Nothing missing is filled in: an absent time stays absent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::Deserialize;

/// Longer names get a short form beside them, of so many characters at most.
const LONG_NAME_CHARS: usize = 200;
const SHORT_NAME_CHARS: usize = 170;
/// Where the collection cut the names of results and of bodies.
const CUT_RESULT_CHARS: usize = 155;
const CUT_AGENCY_CHARS: usize = 199;

const HEADER: &str = "# code\tname\tshort name\tministry\tlevels\tfield\tkind\tdecision\taudience\texecuting agency\tchannels\tacts\tresults\n";

#[derive(Debug, Deserialize)]
struct SourceRow {
    code: String,
    name: String,
    ministry: String,
    level: String,
    field: String,
    kind: String,
    decision: String,
    audience: String,
    executing_agency: String,
    channels_json: String,
    legal_refs: String,
    result: String,
}

#[derive(Debug, Deserialize)]
struct SourceChannel {
    channel: String,
    time: Option<f64>,
    unit: Option<String>,
    fees_vnd: Vec<i64>,
}

/// Reads `tthc/procedures_facts.csv` under `data_dir` and writes the project's table, sorted by code.
///
/// # Errors
/// When the source is missing, has a column or a word this importer does not know, or repeats a code.
pub(crate) fn run(data_dir: &Path) -> anyhow::Result<()> {
    let source = data_dir.join("tthc").join("procedures_facts.csv");
    let mut reader = csv::Reader::from_path(&source).with_context(|| source.display().to_string())?;
    let corrections = corrections()?;
    let mut rows = BTreeMap::new();
    for row in reader.deserialize::<SourceRow>() {
        let row = row?;
        let name = corrections.get(&row.code).cloned().unwrap_or_else(|| tidy_name(&row.name, &row.code));
        ensure!(rows.insert(row.code.clone(), (name, row)).is_none(), "a code stands twice");
    }
    let shorts = short_names(rows.iter().map(|(code, (name, _))| (code.as_str(), name.as_str())));
    let mut table = String::from(HEADER);
    for (code, (name, row)) in &rows {
        let short = shorts.get(code.as_str()).map_or("", String::as_str);
        let line = table_line(code, name, short, row).with_context(|| code.clone())?;
        table.push_str(&line);
    }
    let target = catalogue_dir().join("procedures.tsv");
    std::fs::write(&target, table).with_context(|| target.display().to_string())
}

fn catalogue_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/catalogue")
}

fn corrections() -> anyhow::Result<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(catalogue_dir().join("names.tsv"))?;
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (code, name) = line.split_once('\t').with_context(|| format!("no tab in: {line}"))?;
            Ok((code.to_owned(), name.to_owned()))
        })
        .collect()
}

fn table_line(code: &str, name: &str, short: &str, row: &SourceRow) -> anyhow::Result<String> {
    let channels: Vec<SourceChannel> = match row.channels_json.as_str() {
        "" => Vec::new(),
        json => serde_json::from_str(json)?,
    };
    let channels = channels.iter().map(channel_cell).collect::<anyhow::Result<Vec<_>>>()?.join(";");
    let cells = [
        code,
        name,
        short,
        &clean(&row.ministry),
        &levels_cell(&row.level)?,
        &clean(&row.field),
        &clean(&row.kind),
        &clean(&row.decision),
        &audience_cell(&row.audience)?,
        &agency_cell(&row.executing_agency),
        &channels,
        &acts_cell(&row.legal_refs),
        &results_cell(&row.result),
    ];
    ensure!(cells.iter().all(|cell| !cell.contains(['\t', '\n'])), "a cell holds a tab or a line end");
    Ok(cells.join("\t") + "\n")
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name without the code some records repeat at its end and without a trailing mark.
fn tidy_name(name: &str, code: &str) -> String {
    let mut name = clean(name);
    if let Some(start) = name.rfind('(')
        && name.get(start..).is_some_and(|tail| tail.contains(code))
    {
        name.truncate(start);
    }
    clean(name.trim_end_matches(['.', ';', ':', ',', ' ']))
}

/// Short forms of the long names; two procedures never share one, for then it would name neither.
fn short_names<'a>(names: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
    let mut codes_by_short: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut full = BTreeSet::new();
    for (code, name) in names {
        if name.chars().count() > LONG_NAME_CHARS {
            codes_by_short.entry(shorten(name, SHORT_NAME_CHARS)).or_default().push(code);
        } else {
            full.insert(name);
        }
    }
    codes_by_short
        .into_iter()
        .filter(|(short, codes)| codes.len() == 1 && !full.contains(short.as_str()))
        .flat_map(|(short, codes)| codes.into_iter().map(move |code| (code.to_owned(), short.clone())))
        .collect()
}

/// The longest beginning of a name, within `limit` characters, that ends where a phrase ends.
fn shorten(name: &str, limit: usize) -> String {
    const STRONG: [&str; 6] =
        ["; ", " (", " trong trường hợp", " đối với", " theo quy định", " thuộc phạm vi"];
    const WEAK: [&str; 12] = [
        ", ", " để ", " do ", " và ", " hoặc ", " của ", " cho ", " tại ", " trong ", " theo ", " từ ",
        " có ",
    ];
    let head: String = name.chars().take(limit).collect();
    let last = |marks: &[&str]| {
        marks
            .iter()
            .flat_map(|mark| head.match_indices(mark).map(|(at, _)| at))
            .filter(|at| head.get(..*at).is_some_and(|part| part.chars().count() >= 30 && is_balanced(part)))
            .max()
    };
    let end = last(&STRONG).or_else(|| last(&WEAK)).unwrap_or(head.len());
    head.get(..end).unwrap_or(&head).trim_end_matches([',', ';', ' ', '(']).to_owned()
}

fn is_balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

fn levels_cell(levels: &str) -> anyhow::Result<String> {
    levels
        .split(", ")
        .map(|level| match level.to_lowercase().as_str() {
            "cấp bộ" => Ok('m'),
            "cấp tỉnh" => Ok('p'),
            "cấp xã" => Ok('c'),
            "cơ quan khác" => Ok('o'),
            _ => anyhow::bail!("unknown level: {level}"),
        })
        .collect()
}

/// One letter per kind of applicant; the words stand in the reader.
fn audience_cell(audience: &str) -> anyhow::Result<String> {
    const KINDS: [(&str, char); 14] = [
        ("Tổ chức (không bao gồm doanh nghiệp, HTX)", 'o'),
        ("Cán bộ, công chức, viên chức", 's'),
        ("Doanh nghiệp có vốn đầu tư nước ngoài", 'i'),
        ("Doanh nghiệp Việt Nam", 'b'),
        ("Doanh nghiệp", 'e'),
        ("Công dân Việt Nam", 'c'),
        ("Hợp tác xã", 'h'),
        ("Tổ chức nước ngoài", 'x'),
        ("Người nước ngoài cư trú tại Việt Nam", 'r'),
        ("Người nước ngoài", 'f'),
        ("Người Việt Nam định cư ở nước ngoài", 'v'),
        ("Đảng viên", 'd'),
        ("Tổ chức Đảng", 'p'),
        ("Cá nhân", 'n'),
    ];
    let mut rest = audience.to_owned();
    let mut letters = BTreeSet::new();
    for (words, letter) in KINDS {
        if rest.contains(words) {
            rest = rest.replace(words, "");
            letters.insert(letter);
        }
    }
    ensure!(rest.chars().all(|c| c == ',' || c == ' '), "unknown audience: {rest}");
    Ok(letters.into_iter().collect())
}

/// The list of bodies; where the collection cut it, the last, broken one is left out.
fn agency_cell(agencies: &str) -> String {
    let is_cut = agencies.chars().count() >= CUT_AGENCY_CHARS;
    let agencies = clean(agencies);
    match agencies.rsplit_once(", ") {
        Some((whole, _)) if is_cut => whole.to_owned(),
        _ => agencies,
    }
}

fn channel_cell(channel: &SourceChannel) -> anyhow::Result<String> {
    let place = match channel.channel.as_str() {
        "Trực tuyến" => "online",
        "Trực tiếp" => "counter",
        "Dịch vụ bưu chính" => "post",
        other => anyhow::bail!("unknown channel: {other}"),
    };
    let unit = match channel.unit.as_deref() {
        None => "",
        Some("Ngày làm việc") => "wd",
        Some("Ngày") => "d",
        Some("Giờ") => "h",
        Some("Tháng") => "m",
        Some(other) => anyhow::bail!("unknown unit: {other}"),
    };
    let time = channel.time.map_or_else(|| String::from("-"), |time| format!("{time}"));
    let fees = channel.fees_vnd.iter().map(i64::to_string).collect::<Vec<_>>().join("+");
    Ok(format!("{place}={time}{unit}:{fees}"))
}

/// Numbers of acts; the year some records glue before the number (`202068/2020/QH14`) is taken off.
fn acts_cell(acts: &str) -> String {
    let tidy = |act: &str| -> String {
        let act = act.split_whitespace().collect::<String>();
        let digits = act.chars().take_while(char::is_ascii_digit).count();
        match act.get(4..) {
            Some(rest) if digits > 4 && (act.starts_with("19") || act.starts_with("20")) => rest.to_owned(),
            _ => act,
        }
    };
    let mut seen = BTreeSet::new();
    let acts = acts.split(" | ").map(tidy).filter(|act| !act.is_empty() && seen.insert(act.clone()));
    acts.collect::<Vec<_>>().join(" | ")
}

/// `name@code` of every result; a name the collection cut ends where a phrase ends.
fn results_cell(results: &str) -> String {
    let one = |result: &str| -> Option<String> {
        let result = clean(result);
        let (name, code) = match result.rsplit_once(" [KQ") {
            Some((name, code)) => (name, format!("KQ{}", code.trim_end_matches(']'))),
            None => (result.as_str(), String::new()),
        };
        let name = name.split("Mã:").next().unwrap_or(name).replace('@', " ");
        let chars = name.chars().count();
        let name = if chars >= CUT_RESULT_CHARS { shorten(&name, chars - 1) } else { name };
        let name = name.trim_end_matches(['.', ';', ',', ' ']);
        (!name.is_empty()).then(|| format!("{name}@{code}"))
    };
    results.split(" | ").filter_map(one).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use super::{acts_cell, agency_cell, results_cell, shorten, tidy_name};

    #[test]
    fn names_end_where_a_phrase_ends() {
        let name = "Đăng ký thuế để cấp mã số thuế nộp thay đối với người nộp thuế là doanh nghiệp, tổ chức, cá nhân";
        assert_eq!(shorten(name, 80), "Đăng ký thuế để cấp mã số thuế nộp thay");
        assert_eq!(
            tidy_name("Cấp giấy phép môi trường ( 1.010727 )", "1.010727"),
            "Cấp giấy phép môi trường"
        );
        assert_eq!(tidy_name("Tách thửa hoặc hợp thửa đất.", "1.012784"), "Tách thửa hoặc hợp thửa đất");
    }

    #[test]
    fn glued_years_and_codes_come_apart() {
        assert_eq!(acts_cell("202068/2020/QH14 | 55/2021/TT-BCA | "), "68/2020/QH14 | 55/2021/TT-BCA");
        assert_eq!(
            results_cell("Bản sao [KQ.G15.000342] | Đề ánMã: KQ-G10"),
            "Bản sao@KQ.G15.000342 | Đề án@"
        );
        assert_eq!(agency_cell("Sở Tư pháp"), "Sở Tư pháp");
    }
}
