//! The line format of `data/catalogue/procedures.tsv`, one procedure a line, thirteen cells parted by tabs.
//!
//! Code, name, short name, ministry, levels (`c` commune, `p` province, `m` ministry, `o` other), field, kind, decision,
//! audience (one letter each, below), executing agency, channels (`online=3wd:7000+10000;counter=-:`, units `h`, `wd`,
//! `d`, `m`), acts (parted by ` | `), results (`name@code`, parted by ` | `). A line beginning with `#` is a remark.

use kernel::{Dong, ProcedureCode};

use super::fact::{Act, Audience, ChannelFact, FactTime, Level, ProcedureFact, ResultFact, TimeUnit};
use crate::revision::Channel;

/// "Lỗi bảng danh mục": a line of the table that does not keep the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsFault {
    /// Line, counted from 1.
    pub line: usize,
    /// Which cell or rule is broken.
    pub what: &'static str,
}

impl std::fmt::Display for FactsFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "table of procedures, line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for FactsFault {}

pub(super) fn parse(table: &str) -> Result<Vec<ProcedureFact>, FactsFault> {
    let mut facts: Vec<ProcedureFact> = Vec::with_capacity(3_000);
    for (index, line) in table.lines().enumerate() {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let fault = |what| FactsFault { line: index + 1, what };
        let fact = parse_line(line).map_err(fault)?;
        if facts.last().is_some_and(|last| last.code >= fact.code) {
            return Err(fault("codes must rise"));
        }
        facts.push(fact);
    }
    Ok(facts)
}

fn parse_line(line: &str) -> Result<ProcedureFact, &'static str> {
    let mut cells = line.split('\t');
    let mut cell = |what| cells.next().ok_or(what);
    let fact = ProcedureFact {
        code: ProcedureCode::parse(cell("code")?).map_err(|_| "code")?,
        name: text(cell("name")?).ok_or("name")?,
        short_name: text(cell("short name")?),
        ministry: text(cell("ministry")?).ok_or("ministry")?,
        levels: cell("levels")?.chars().map(level).collect::<Option<_>>().ok_or("levels")?,
        field: text(cell("field")?).ok_or("field")?,
        kind: cell("kind")?.to_owned(),
        decision: text(cell("decision")?).ok_or("decision")?,
        audience: cell("audience")?.chars().map(audience).collect::<Option<_>>().ok_or("audience")?,
        executing_agency: cell("executing agency")?.to_owned(),
        channels: parts(cell("channels")?, ";").map(channel).collect::<Option<_>>().ok_or("channels")?,
        acts: parts(cell("acts")?, " | ").map(|act| Act(act.to_owned())).collect(),
        results: parts(cell("results")?, " | ").map(result).collect::<Option<_>>().ok_or("results")?,
    };
    if cells.next().is_some() { Err("too many cells") } else { Ok(fact) }
}

fn text(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn parts<'a>(cell: &'a str, between: &'a str) -> impl Iterator<Item = &'a str> {
    cell.split(between).filter(|part| !part.is_empty())
}

fn level(letter: char) -> Option<Level> {
    match letter {
        'c' => Some(Level::Commune),
        'p' => Some(Level::Province),
        'm' => Some(Level::Ministry),
        'o' => Some(Level::Other),
        _ => None,
    }
}

fn audience(letter: char) -> Option<Audience> {
    match letter {
        'c' => Some(Audience::Citizen),
        's' => Some(Audience::Official),
        'v' => Some(Audience::OverseasVietnamese),
        'f' => Some(Audience::Foreigner),
        'r' => Some(Audience::ResidentForeigner),
        'e' => Some(Audience::Enterprise),
        'b' => Some(Audience::VietnameseEnterprise),
        'i' => Some(Audience::ForeignInvestedEnterprise),
        'h' => Some(Audience::Cooperative),
        'o' => Some(Audience::Organisation),
        'x' => Some(Audience::ForeignOrganisation),
        'd' => Some(Audience::PartyMember),
        'p' => Some(Audience::PartyOrganisation),
        _ => None,
    }
}

fn channel(cell: &str) -> Option<ChannelFact> {
    let (place, rest) = cell.split_once('=')?;
    let (time, fees) = rest.split_once(':')?;
    let channel = match place {
        "online" => Channel::Online,
        "counter" => Channel::Counter,
        "post" => Channel::Post,
        _ => return None,
    };
    let fees = parts(fees, "+").map(|fee| fee.parse().ok().map(Dong)).collect::<Option<_>>()?;
    let time = if time == "-" { None } else { Some(fact_time(time)?) };
    Some(ChannelFact { channel, time, fees })
}

fn fact_time(cell: &str) -> Option<FactTime> {
    let number = cell.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let unit = match cell.get(number.len()..)? {
        "" => None,
        "h" => Some(TimeUnit::Hours),
        "wd" => Some(TimeUnit::WorkingDays),
        "d" => Some(TimeUnit::Days),
        "m" => Some(TimeUnit::Months),
        _ => return None,
    };
    let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
    let tenth = if tenth.len() == 1 { tenth.parse::<u32>().ok()? } else { return None };
    let tenths = whole.parse::<u32>().ok()?.checked_mul(10)?.checked_add(tenth)?;
    Some(FactTime { tenths, unit })
}

fn result(cell: &str) -> Option<ResultFact> {
    let (name, code) = cell.rsplit_once('@')?;
    Some(ResultFact { name: text(name)?, code: text(code) })
}
