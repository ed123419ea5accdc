//! The pictures of keys as `signing.toml` names them: a hand, or a seal with the agency's name and the time.
//!
//! Law: NĐ 30/2020/NĐ-CP Phụ lục I

use std::collections::BTreeMap;

use ::signing::keys::KeyCard;
use ::signing::{Picture, Stamp};
use app::Error;
use app::signing::Looks;
use gateways::keys::KeyConfig;

use super::appearance::{agency, seal_width_mm};
use super::write;

/// "Hình của các khoá".
pub(super) struct Pictures(pub(super) BTreeMap<String, KeyConfig>);

impl Looks for Pictures {
    fn stamp(&self, card: &KeyCard, is_seal: bool) -> Result<Option<Stamp>, Error> {
        let key = self.0.get(&card.name);
        let Some(path) = key.and_then(|key| key.picture.as_ref()) else { return Ok(None) };
        let picture = Picture::from_png(&write::read(path)?)?;
        if !is_seal {
            return Ok(Some(Stamp::official(picture)));
        }
        Ok(Some(Stamp::seal(picture, seal_width_mm(key), typeset::upright(), &agency(card)?)?))
    }
}
