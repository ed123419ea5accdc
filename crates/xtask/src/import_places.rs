//! Turns the lists of administrative units into the project's own tables under `data/places/`, and the list of ethnic
//! groups into `data/reference/ethnic_groups.tsv`.
//!
//! Only facts are carried: codes, names, and which new unit an old one went to. What the columns mean is told at their
//! reader, `crates/kernel/src/places/table.rs`. A row that does not fit stops the import; nothing missing is filled in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;

const SOURCE: &str = "# Source: Quyết định 19/2025/QĐ-TTg and resolutions 1654 to 1687/NQ-UBTVQH15, as listed by \
    thanglequoc/vietnamese-provinces-database, dvhcvn/20250701 and tranngocminhhieu/vietnamadminunits (MIT)\n\
    # List version 2025-07-01; in force from 2025-07-01.\n";

#[derive(Deserialize)]
struct Province {
    code: String,
    full_name: String,
    name_en: String,
}

#[derive(Deserialize)]
struct OldProvince {
    code: String,
    full_name: String,
    new_province_code: String,
}

#[derive(Deserialize)]
struct Commune {
    code: String,
    province_code: String,
    full_name: String,
}

#[derive(Deserialize)]
struct OldCommune {
    code: String,
    district_code: String,
}

#[derive(Deserialize)]
struct District {
    code: String,
    full_name: String,
}

#[derive(Deserialize)]
struct Successor {
    old_code: String,
    old_name: String,
    old_province_code: String,
    new_code: String,
    kind: String,
}

#[derive(Deserialize)]
struct Ethnic {
    code: String,
    name: String,
    aliases: String,
}

/// Reads `admin-units/` and `reference/` under `data_dir` and writes the project's tables, sorted by code.
///
/// # Errors
/// When a source is missing, a code is not one, or an old unit leads to none that is there.
pub(crate) fn run(data_dir: &Path) -> anyhow::Result<()> {
    let units = data_dir.join("admin-units");
    let provinces: Vec<Province> = rows(&units.join("provinces_2025.csv"))?;
    let lines = provinces.iter().map(|row| [row.code.as_str(), &row.full_name, &row.name_en].join("\t"));
    write("places/provinces.tsv", "# code\tname\tEnglish name", lines)?;
    let communes: Vec<Commune> = rows(&units.join("communes_2025.csv"))?;
    let lines = communes.iter().map(|row| [row.code.as_str(), &row.province_code, &row.full_name].join("\t"));
    write("places/communes.tsv", "# code\tprovince\tname", lines)?;
    let old: Vec<OldProvince> = rows(&units.join("provinces_old63.csv"))?;
    let lines = old.iter().map(|row| [row.code.as_str(), &row.full_name, &row.new_province_code].join("\t"));
    write("places/former_provinces.tsv", "# code until 2025-06-30\tname\tprovince since", lines)?;
    former(&units, &communes)?;
    let ethnic: Vec<Ethnic> = rows(&data_dir.join("reference").join("ethnic_groups.csv"))?;
    let lines = ethnic.iter().map(|row| [row.code.as_str(), &row.name, &row.aliases].join("\t"));
    write("reference/ethnic_groups.tsv", "# code\tname\tother names", lines)
}

/// Old communes, each with the new ones its territory went to; `~` stands before a code that got a part only.
fn former(units: &Path, communes: &[Commune]) -> anyhow::Result<()> {
    let districts: BTreeMap<String, String> = rows::<District>(&units.join("districts_old.csv"))?
        .into_iter()
        .map(|row| (row.code, row.full_name))
        .collect();
    let district_of: BTreeMap<String, String> = rows::<OldCommune>(&units.join("communes_old.csv"))?
        .into_iter()
        .map(|row| (row.code, row.district_code))
        .collect();
    let mut old: BTreeMap<String, (String, String, Vec<String>)> = BTreeMap::new();
    for row in rows::<Successor>(&units.join("commune_map_old_new.csv"))? {
        ensure!(
            communes.iter().any(|commune| commune.code == row.new_code),
            "{} is no commune",
            row.new_code
        );
        let mark = match row.kind.as_str() {
            "full" => "",
            "part" => "~",
            other => anyhow::bail!("unknown kind {other}"),
        };
        let entry = old.entry(row.old_code).or_insert((row.old_name, row.old_province_code, Vec::new()));
        entry.2.push(format!("{mark}{}", row.new_code));
    }
    let lines = old.iter().map(|(code, (name, province, new))| {
        let district = district_of.get(code).and_then(|district| districts.get(district));
        let district = district.map_or("", String::as_str);
        [code.as_str(), name, district, province, &new.join(" ")].join("\t")
    });
    write(
        "places/former_communes.tsv",
        "# code until 2025-06-30\tname\tdistrict\tformer province\tcommunes since (~ a part)",
        lines,
    )
}

fn rows<T: DeserializeOwned>(source: &Path) -> anyhow::Result<Vec<T>> {
    let mut reader = csv::Reader::from_path(source).with_context(|| source.display().to_string())?;
    reader.deserialize().map(|row| row.with_context(|| source.display().to_string())).collect()
}

fn write(name: &str, header: &str, lines: impl Iterator<Item = String>) -> anyhow::Result<()> {
    let target: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name);
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    let source =
        if name.starts_with("places") { SOURCE } else { "# Statistical codes of the 54 ethnic groups.\n" };
    let text = format!("{source}{header}\n{}\n", lines.join("\n"));
    std::fs::write(&target, text).with_context(|| target.display().to_string())
}
