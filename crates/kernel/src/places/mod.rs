//! "Đơn vị hành chính": the provinces and communes of the list in force, and where the old ones went.
//!
//! A five-digit code means different ground before and after 1 July 2025, so every code travels with [`LIST_VERSION`].
//! The tables are data (`data/places/`, written by `cargo xtask import-places`); their format stands in `table.rs`.
//! Which agency serves a commune is not told here: agencies are the organisation's.

mod table;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use crate::text::fold;

/// The list the codes of this table belong to: the day it came into force.
pub const LIST_VERSION: &str = "2025-07-01";

static CURRENT: LazyLock<Places> = LazyLock::new(table::current);
static FORMER: LazyLock<Vec<Former>> = LazyLock::new(table::former);

/// "Tỉnh, thành phố trực thuộc trung ương".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Two digits.
    pub code: &'static str,
    /// Full name, as `Thành phố Huế`.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
    key: String,
}

/// "Xã, phường, đặc khu".
///
/// Law: QĐ 19/2025/QĐ-TTg
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// Five digits, by the list of [`LIST_VERSION`].
    pub code: &'static str,
    /// Code of its province.
    pub province: &'static str,
    /// Full name, as `Phường Thuận Hoá`.
    pub name: &'static str,
    key: String,
}

/// "Đơn vị hành chính cấp xã trước ngày 01/7/2025", and where its ground lies now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Five digits, by the list before; three for an island district without communes.
    pub code: &'static str,
    /// Full name, as `Phường Phúc Xá`.
    pub name: &'static str,
    /// The district it belonged to; empty where it was one itself.
    pub district: &'static str,
    /// Name of the province it belonged to.
    pub province: &'static str,
    /// The communes that hold its ground.
    pub now: Vec<Successor>,
    key: String,
}

/// "Đơn vị hành chính mới" of an old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Successor {
    /// Code of the commune.
    pub code: &'static str,
    /// Whether it got only a part, so that an old address alone does not tell whether it lies there.
    pub is_part: bool,
}

/// "Kết quả tra tên xã": what a typed name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// One commune.
    One(&'static Commune),
    /// Several, by the order of their codes.
    Several(Vec<&'static Commune>),
    /// None of today's, but a commune of before.
    Former(&'static Former),
    /// A province, and nothing typed before it.
    ProvinceOnly(&'static Province),
    /// Nothing known.
    Nothing,
}

/// "Danh mục đơn vị hành chính".
#[derive(Debug)]
pub struct Places {
    provinces: Vec<Province>,
    communes: Vec<Commune>,
}

impl Places {
    /// The list this program was built with.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &CURRENT
    }

    /// All provinces, by code.
    #[must_use]
    pub fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// All communes, by code.
    #[must_use]
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// A province by its code.
    #[must_use]
    pub fn province(&self, code: &str) -> Option<&Province> {
        self.provinces.iter().find(|province| province.code == code)
    }

    /// A commune by its code.
    #[must_use]
    pub fn commune(&self, code: &str) -> Option<&Commune> {
        let at = self.communes.binary_search_by(|commune| commune.code.cmp(code)).ok()?;
        self.communes.get(at)
    }

    /// The communes of a province, by name.
    #[must_use]
    pub fn communes_of(&self, province: &str) -> Vec<&Commune> {
        let mut found: Vec<_> = self.communes.iter().filter(|commune| commune.province == province).collect();
        found.sort_by(|left, right| left.bare_key().cmp(right.bare_key()));
        found
    }

    /// A commune as one writes it on an envelope: `Phường Thuận Hoá, Thành phố Huế`; nothing for an unknown code.
    #[must_use]
    pub fn full_name(&self, code: &str) -> Option<String> {
        let commune = self.commune(code)?;
        let province = self.province(commune.province)?;
        Some(format!("{}, {}", commune.name, province.name))
    }

    /// Communes whose name begins with or holds what was typed, whatever the marks; the closest first.
    #[must_use]
    pub fn search(&self, typed: &str, most: usize) -> Vec<&Commune> {
        let (name, province) = self.parts(typed);
        let within = |commune: &&Commune| province.is_none_or(|province| commune.province == province.code);
        let mut found: Vec<(u8, &Commune)> = self
            .communes
            .iter()
            .filter(within)
            .filter_map(|commune| Some((commune.closeness(&name)?, commune)))
            .collect();
        found.sort_by_key(|(distance, commune)| (*distance, commune.code));
        found.into_iter().take(most).map(|(_, commune)| commune).collect()
    }

    /// What a typed name means: `19789`, `Thuận Hoá, Huế`, `phuong thuan hoa`, or a name of before 1 July 2025.
    #[must_use]
    pub fn meant(typed: &str) -> Meant {
        let places = Self::builtin();
        if let Some(commune) = places.commune(typed.trim()) {
            return Meant::One(commune);
        }
        let (name, province) = places.parts(typed);
        if name.is_empty() {
            return province.map_or(Meant::Nothing, Meant::ProvinceOnly);
        }
        let named = |commune: &&Commune| {
            (commune.key == name || commune.bare_key() == name)
                && province.is_none_or(|province| commune.province == province.code)
        };
        let found: Vec<&'static Commune> = places.communes.iter().filter(named).collect();
        match found.as_slice() {
            [] => former_meant(&name, province.map(|province| province.code)),
            [one] => Meant::One(one),
            _ => Meant::Several(found),
        }
    }

    /// Name and province of a typed text: what stands after the last comma is a province where there is one so called.
    fn parts(&self, typed: &str) -> (String, Option<&Province>) {
        let province = |text: &str| {
            let key = spelled_out(text);
            self.provinces.iter().find(|province| province.key == key || province.bare_key() == key)
        };
        match typed.rsplit_once(',').map(|(name, last)| (name, province(last))) {
            Some((name, Some(province))) => (spelled_out(name), Some(province)),
            Some((_, None)) | None => (spelled_out(typed), None),
        }
    }
}

/// A name without marks, its kind in full: people write `P. Thuận Hoá`, `TT Phú Đa`, `TP.Huế`.
fn spelled_out(typed: &str) -> String {
    const KINDS: [(&str, &str); 7] = [
        ("p", "phuong"),
        ("x", "xa"),
        ("tt", "thi tran"),
        ("tx", "thi xa"),
        ("dk", "dac khu"),
        ("tp", "thanh pho"),
        ("t", "tinh"),
    ];
    let key = fold(typed);
    let key = key.trim_matches([',', '.', ' ']);
    let spelled = KINDS.iter().find_map(|(short, kind)| {
        let rest = key.strip_prefix(short)?;
        rest.starts_with(['.', ' ']).then(|| format!("{kind} {}", rest.trim_start_matches(['.', ' '])))
    });
    spelled.unwrap_or_else(|| key.to_owned())
}

/// Communes of before 1 July 2025 with this name, whatever the marks.
#[must_use]
pub fn former(typed: &str) -> Vec<&'static Former> {
    let name = spelled_out(typed);
    FORMER.iter().filter(|former| former.key == name || bare(&former.key) == name).collect()
}

/// Where the ground of a commune of before lies now, by its old code.
#[must_use]
pub fn successors(old_code: &str) -> &'static [Successor] {
    FORMER.iter().find(|former| former.code == old_code).map_or(&[], |former| former.now.as_slice())
}

/// A name of before that only one old commune in that province had.
fn former_meant(name: &str, province: Option<&str>) -> Meant {
    let is_there = |former: &&Former| {
        let lies = |successor: &Successor| {
            let commune = Places::builtin().commune(successor.code);
            commune.is_some_and(|commune| Some(commune.province) == province)
        };
        (former.key == name || bare(&former.key) == name)
            && (province.is_none() || former.now.iter().any(lies))
    };
    let mut found = FORMER.iter().filter(is_there);
    match (found.next(), found.next()) {
        (Some(one), None) => Meant::Former(one),
        (Some(_) | None, _) => Meant::Nothing,
    }
}

impl Province {
    fn bare_key(&self) -> &str {
        ["thanh pho ", "tinh "].iter().find_map(|kind| self.key.strip_prefix(kind)).unwrap_or(&self.key)
    }
}

impl Commune {
    fn bare_key(&self) -> &str {
        bare(&self.key)
    }

    /// How far the name is from what was typed; none where it does not hold it.
    fn closeness(&self, typed: &str) -> Option<u8> {
        let name = self.bare_key();
        if name == typed || self.key == typed {
            Some(0)
        } else if name.starts_with(typed) || self.key.starts_with(typed) {
            Some(1)
        } else {
            name.contains(typed).then_some(2)
        }
    }
}

/// A folded name without its kind of unit.
fn bare(key: &str) -> &str {
    ["phuong ", "xa ", "dac khu ", "thi tran "].iter().find_map(|kind| key.strip_prefix(kind)).unwrap_or(key)
}
