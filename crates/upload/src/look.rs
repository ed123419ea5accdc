//! Looking at a whole file: the one question the use cases ask.

use kernel::Refusal;
use serde::{Deserialize, Serialize};

use crate::kind::{is_heic, tidy};
use crate::{Kind, Limits, UploadRefusal, pdf, picture};

/// "Mức độ": whether a finding keeps the file out, or its owner decides after a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// The file is not taken.
    Stop,
    /// The owner is told and may keep it.
    Warn,
    /// Worth knowing; nothing is to be done.
    Note,
}

/// "Điều nhận thấy": one thing about a file, with its sentence's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How heavy it is.
    pub weight: Weight,
    /// What it is.
    pub what: Refusal,
}

/// "Kết quả xem tệp".
#[derive(Debug, Clone, Default)]
pub struct Inspected {
    /// What the file is, if it is one of the kinds that are taken.
    pub kind: Option<Kind>,
    /// Its name as it is kept.
    pub name: String,
    /// What there is to say.
    pub findings: Vec<Finding>,
    /// A small picture of it, upright, where it is a picture.
    pub preview: Option<Vec<u8>>,
}

impl Inspected {
    /// The reason the file is not taken, if there is one.
    #[must_use]
    pub fn stop(&self) -> Option<&Refusal> {
        self.findings.iter().find(|finding| finding.weight == Weight::Stop).map(|finding| &finding.what)
    }
}

/// Looks at a file with the name its owner gave it.
///
/// The bytes decide what it is; a name that says something else is worth a remark, and the file is kept under the right ending.
#[must_use]
pub fn inspect(name: &str, bytes: &[u8], limits: &Limits) -> Inspected {
    let shown = || shown(name);
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let stopped = |what: UploadRefusal| Inspected {
        name: shown(),
        findings: vec![Finding { weight: Weight::Stop, what: what.into() }],
        ..Inspected::default()
    };
    if bytes.is_empty() {
        return stopped(UploadRefusal::Empty { name: shown() });
    }
    if size > limits.max_bytes {
        return stopped(too_large(name, size, limits));
    }
    let Some(kind) = Kind::of(bytes) else {
        let name = shown();
        return stopped(if is_heic(bytes) {
            UploadRefusal::Heic { name }
        } else {
            UploadRefusal::UnknownKind { name }
        });
    };
    let mut seen = Inspected { kind: Some(kind), name: tidy(name, kind), ..Inspected::default() };
    if Kind::claimed(name).is_some_and(|claimed| claimed != kind) {
        let what = UploadRefusal::Mislabelled { name: shown(), found: kind.name().to_uppercase() };
        seen.findings.push(Finding { weight: Weight::Note, what: what.into() });
    }
    match kind {
        Kind::Pdf => pdf::look(bytes, limits, &mut seen),
        Kind::Jpeg | Kind::Png => picture::look(bytes, kind, limits, &mut seen),
    }
    seen
}

/// The refusal of a file that is larger than one may be; also told before all of it has come.
pub(crate) fn too_large(name: &str, size: u64, limits: &Limits) -> UploadRefusal {
    UploadRefusal::TooLarge { name: shown(name), size: megabytes(size), limit: megabytes(limits.max_bytes) }
}

impl Limits {
    /// Whether a file of this name and size may be begun at all.
    ///
    /// # Errors
    /// [`UploadRefusal::Empty`] and [`UploadRefusal::TooLarge`].
    pub fn allow(&self, name: &str, size: u64) -> Result<(), UploadRefusal> {
        match size {
            0 => Err(UploadRefusal::Empty { name: shown(name) }),
            size if size > self.max_bytes => Err(too_large(name, size, self)),
            _ => Ok(()),
        }
    }
}

/// `1.5 MB` in Vietnamese writing: one decimal, with a comma.
fn megabytes(bytes: u64) -> String {
    const MEGABYTE: u128 = 1024 * 1024;
    // Sizes are told by whoever sends, and may be any number.
    let tenths = (u128::from(bytes) * 10).div_ceil(MEGABYTE);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} MB"),
        (whole, tenth) => format!("{whole},{tenth} MB"),
    }
}

/// A name as a sentence repeats it.
fn shown(name: &str) -> String {
    const MOST: usize = 60;
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    kernel::text::nfc(last).chars().filter(|c| !c.is_control()).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::megabytes;

    #[test]
    fn sizes_as_people_write_them() {
        for (bytes, text) in
            [(1, "0,1 MB"), (1_048_576, "1 MB"), (10_485_760, "10 MB"), (1_572_864, "1,5 MB")]
        {
            assert_eq!(megabytes(bytes), text);
        }
        assert_eq!(megabytes(u64::MAX), "17592186044416 MB");
    }
}
