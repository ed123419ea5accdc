//! How a signature shows: a picture of the hand, or the agency's seal over its left third.
//!
//! What each looks like is the room's; here is only where it stands when nobody says, and which picture it is.
//!
//! Law: NĐ 30/2020/NĐ-CP Phụ lục I

use std::path::PathBuf;

use ::signing::keys::KeyCard;
use ::signing::{Certificate, Picture, Rect, SigningRefusal, Stamp, Visible};
use app::Error;
use clap::ValueEnum;
use gateways::keys::KeyConfig;

use super::{SignRefusal, write};

/// Where the authorised person's signature stands on the last page when nobody says: between title and name, on the right.
const HAND: Rect = Rect { left: 330.0, bottom: 130.0, width: 160.0, height: 68.0 };
/// The width of a seal when its key does not tell.
const SEAL_WIDTH_MM: f32 = 36.0;

/// "Hình thức hiển thị".
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Appearance {
    /// Chữ ký người có thẩm quyền. / The official's hand, blue.
    Official,
    /// Dấu cơ quan. / The agency's seal, red.
    Seal,
}

/// How it shows, as asked on the command line.
#[derive(clap::Args)]
pub(crate) struct Show {
    /// Hiển thị chữ ký trên trang. / Show the signature on a page.
    #[arg(long, value_enum)]
    appearance: Option<Appearance>,
    /// Ảnh PNG nền trong; không có thì lấy của khoá. / PNG with a transparent ground; else the key's own.
    #[arg(long, value_name = "FILE")]
    picture: Option<PathBuf>,
    /// Trang, đếm từ 1; không có thì trang cuối. / The page, from 1; the last one if not given.
    #[arg(long, value_name = "N")]
    page: Option<u16>,
    /// Chỗ đặt, tính bằng điểm: trái,dưới,rộng,cao. / The place in points: left,bottom,width,height.
    #[arg(long, value_name = "L,B,W,H")]
    rect: Option<String>,
}

/// A drawing and its place.
pub(super) struct Shown {
    stamp: Stamp,
    page: i32,
    rect: Rect,
}

impl Shown {
    pub(super) fn visible(&self) -> Visible<'_> {
        Visible { page: self.page, rect: self.rect, stamp: &self.stamp }
    }
}

impl Show {
    /// The beginning of the field's name.
    pub(super) fn field(&self) -> &'static str {
        match self.appearance {
            Some(Appearance::Seal) => "ConDau",
            Some(Appearance::Official) | None => "ChuKy",
        }
    }

    /// The drawing; `None` where nothing shows.
    pub(super) fn shown(&self, card: &KeyCard, key: Option<&KeyConfig>) -> Result<Option<Shown>, Error> {
        let Some(appearance) = self.appearance else { return Ok(None) };
        let picture = self.picture.as_ref().or_else(|| key.and_then(|key| key.picture.as_ref()));
        let picture = picture.ok_or_else(|| SignRefusal::PictureNeeded { key: card.name.clone() })?;
        let picture = Picture::from_png(&write::read(picture)?)?;
        let given = self.rect.as_deref().map(place).transpose()?;
        let page = self.page.map_or(-1, |page| i32::from(page.max(1)) - 1);
        let (stamp, rect) = match appearance {
            Appearance::Official => (Stamp::official(picture), given.unwrap_or(HAND)),
            Appearance::Seal => {
                let stamp = Stamp::seal(picture, seal_width_mm(key), typeset::upright(), &agency(card)?)?;
                let rect = given.unwrap_or_else(|| stamp.beside(HAND));
                (stamp, rect)
            }
        };
        Ok(Some(Shown { stamp, page, rect }))
    }
}

/// The true width of a key's seal.
pub(super) fn seal_width_mm(key: Option<&KeyConfig>) -> f32 {
    key.and_then(|key| key.seal_width_mm).unwrap_or(SEAL_WIDTH_MM)
}

/// The name under a seal: the body of the certificate.
pub(super) fn agency(card: &KeyCard) -> Result<String, SigningRefusal> {
    let own = card.chain.first().ok_or(SigningRefusal::CertificateUnreadable)?;
    let own = Certificate::from_der(own)?;
    let name = own.organisation().or_else(|| own.common_name());
    Ok(name.map_or_else(|| own.subject(), str::to_owned))
}

fn place(text: &str) -> Result<Rect, SignRefusal> {
    let malformed = || SignRefusal::PlaceMalformed { text: text.to_owned() };
    let numbers: Vec<f32> =
        text.split(',').map(|part| part.trim().parse()).collect::<Result<_, _>>().map_err(|_| malformed())?;
    match numbers[..] {
        [left, bottom, width, height]
            if numbers.iter().all(|number| number.is_finite()) && width > 0.0 && height > 0.0 =>
        {
            Ok(Rect { left, bottom, width, height })
        }
        _ => Err(malformed()),
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn places_are_read_or_refused() {
        for (text, good) in [
            ("300,100,150,60", true),
            ("300.5, 100, 150, 60", true),
            ("300,100,150", false),
            ("300,100,0,60", false),
            ("a,b,c,d", false),
            ("NaN,0,1,1", false),
        ] {
            assert_eq!(place(text).is_ok(), good, "{text}");
        }
    }
}
