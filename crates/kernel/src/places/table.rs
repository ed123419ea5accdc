//! Reading `data/places/`: one unit a line, cells parted by tabs, lines beginning with `#` are remarks.
//!
//! A line that does not keep the format is left out; a test counts the lines, so that none can go missing unseen.

use super::{Commune, Former, Places, Province, Successor};
use crate::text::fold;

const PROVINCES: &str = include_str!("../../../../data/places/provinces.tsv");
const COMMUNES: &str = include_str!("../../../../data/places/communes.tsv");
const FORMER_PROVINCES: &str = include_str!("../../../../data/places/former_provinces.tsv");
const FORMER_COMMUNES: &str = include_str!("../../../../data/places/former_communes.tsv");

/// Cells of every line that is no remark, as many as asked for.
fn lines<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let cells: Vec<&'static str> = line.split('\t').collect();
        cells.try_into().ok()
    })
}

pub(super) fn current() -> Places {
    let provinces = lines(PROVINCES)
        .map(|[code, name, name_en]| Province { code, name, name_en, key: fold(name) })
        .collect();
    let communes = lines(COMMUNES)
        .map(|[code, province, name]| Commune { code, province, name, key: fold(name) })
        .collect();
    Places { provinces, communes }
}

pub(super) fn former() -> Vec<Former> {
    let provinces: Vec<[&'static str; 3]> = lines(FORMER_PROVINCES).collect();
    let name_of =
        |code: &str| provinces.iter().find(|[known, ..]| *known == code).map_or("", |[_, name, _]| *name);
    lines(FORMER_COMMUNES)
        .map(|[code, name, district, province, now]| Former {
            code,
            name,
            district,
            province: name_of(province),
            now: now.split_whitespace().map(successor).collect(),
            key: fold(name),
        })
        .collect()
}

fn successor(cell: &'static str) -> Successor {
    match cell.strip_prefix('~') {
        Some(code) => Successor { code, is_part: true },
        None => Successor { code: cell, is_part: false },
    }
}
