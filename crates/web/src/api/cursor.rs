//! Where the next page begins: opaque to callers, the key of the last row to us.

use jiff::Timestamp;
use kernel::Id;
use serde::Deserialize;

use super::problem::ApiRefusal;

/// The query of a list.
#[derive(Deserialize, Default)]
pub(super) struct After {
    /// The `next` of the page before.
    #[serde(default)]
    pub(super) after: Option<String>,
}

impl After {
    /// What the cursor holds.
    pub(super) fn key(&self) -> Result<Option<String>, ApiRefusal> {
        let Some(cursor) = &self.after else { return Ok(None) };
        if cursor.is_empty() {
            return Err(ApiRefusal::CursorMalformed);
        }
        let bytes = hex::decode(cursor).map_err(|_| ApiRefusal::CursorMalformed)?;
        String::from_utf8(bytes).map(Some).map_err(|_| ApiRefusal::CursorMalformed)
    }

    /// An instant and an id.
    pub(super) fn row(&self) -> Result<Option<(Timestamp, Id)>, ApiRefusal> {
        let Some(key) = self.key()? else { return Ok(None) };
        let read = || {
            let (at, id) = key.split_once('.')?;
            Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, Id::parse(id)?))
        };
        read().map(Some).ok_or(ApiRefusal::CursorMalformed)
    }

    /// An id.
    pub(super) fn id(&self) -> Result<Option<Id>, ApiRefusal> {
        let Some(key) = self.key()? else { return Ok(None) };
        Id::parse(&key).map(Some).ok_or(ApiRefusal::CursorMalformed)
    }
}

/// The cursor of a key.
pub(super) fn cursor(key: &impl ToString) -> String {
    hex::encode(key.to_string())
}

/// The cursor of a row.
pub(super) fn cursor_of(at: Timestamp, id: Id) -> String {
    cursor(&format!("{}.{id}", at.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_row_and_nothing_else_is_one() {
        let id = Id::parse("01890000-0000-7000-8000-000000000001").unwrap();
        let at = Timestamp::from_microsecond(1_772_416_800_000_000).unwrap();
        let after = After { after: Some(cursor_of(at, id)) };
        assert_eq!(after.row().unwrap(), Some((at, id)));
        for wrong in ["", "x", "00", "ff", &cursor(&"1.2"), &cursor(&id)] {
            assert!(After { after: Some(wrong.to_owned()) }.row().is_err(), "{wrong}");
        }
        assert_eq!(After::default().row().unwrap(), None);
    }
}
