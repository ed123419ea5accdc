//! What the provider tells about a person, once everything about the telling was checked.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{IssuerConfig, OidcRefusal};

/// The claims kept beside the ones with a field of their own; everything else a provider says is dropped.
pub const KNOWN_CLAIMS: &[&str] = &[
    "TechID",
    "LoaiTaiKhoan",
    "HoVaTen",
    "SoDinhDanh",
    "SoCMND",
    "HoChieu",
    "NgaySinh",
    "GioiTinh",
    "DiaChi",
    "SoDienThoai",
    "ThuDienTu",
    "TenDoanhNghiep",
    "MaSoThue",
    "MaSoDoanhNghiep",
    "loAs",
    "acr",
];

/// "Loại tài khoản": whose account it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// "Công dân": one person.
    Person,
    /// "Doanh nghiệp, tổ chức": an organisation, used by a person of it.
    Business,
}

/// "Danh tính đã xác thực": who signed in, in the provider's words.
///
/// Link it to a person only by `personal_id` and only at level 2; e-mail and telephone prove nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Our name for the provider.
    pub issuer: String,
    /// The provider's stable key of the account; unique only together with `issuer`.
    pub subject: String,
    /// The provider's `sub`, by which it names the account when somebody signs out there.
    pub provider_subject: String,
    /// The provider's own session, where it names one.
    pub provider_session: Option<String>,
    /// Level of identification reached, 0 when the provider states none we know.
    pub level: u8,
    /// "Số định danh cá nhân": twelve digits; absent when the provider gives none or something else.
    pub personal_id: Option<String>,
    /// Full name of the person, or the organisation's where it states no person.
    pub name: String,
    /// Whose account it is.
    pub kind: AccountKind,
    /// When the person proved who they are, where the provider says so.
    pub authenticated_at: Option<Timestamp>,
    /// The other claims we know, as text: see [`KNOWN_CLAIMS`].
    pub claims: BTreeMap<String, String>,
    /// The ID token itself, wanted back by the provider at signing out.
    pub id_token: String,
}

impl Identity {
    /// The number whose matters this account opens: of an organisation's account the organisation's, never that of the
    /// person who uses it, whose own matters are nobody's in the office.
    #[must_use]
    pub fn owner_number(&self) -> Option<String> {
        let claim = |name: &str| self.claims.get(name).filter(|said| !said.is_empty()).cloned();
        match self.kind {
            AccountKind::Person => self.personal_id.clone(),
            AccountKind::Business => claim("MaSoDoanhNghiep").or_else(|| claim("MaSoThue")),
        }
    }

    /// The name of whoever has that number.
    #[must_use]
    pub fn owner_name(&self) -> String {
        let organisation = self.claims.get("TenDoanhNghiep").filter(|_| self.kind == AccountKind::Business);
        organisation.unwrap_or(&self.name).clone()
    }
}

impl std::fmt::Debug for Identity {
    /// Only what a log may hold: no name, no number, no token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { issuer, level, kind, authenticated_at, .. } = self;
        f.debug_struct("Identity")
            .field("issuer", issuer)
            .field("level", level)
            .field("kind", kind)
            .field("authenticated_at", authenticated_at)
            .finish_non_exhaustive()
    }
}

/// ID token and user info of one sign-in, both read, neither yet believed about the other.
pub(super) struct Told<'a> {
    pub(super) token: &'a Map<String, Value>,
    pub(super) info: &'a Map<String, Value>,
}

impl Told<'_> {
    /// Compares the two and draws the identity from them.
    pub(super) fn identity(&self, config: &IssuerConfig, id_token: &str) -> Result<Identity, OidcRefusal> {
        self.check_same_subject()?;
        let missing = |claim: &str| OidcRefusal::MissingClaim { claim: claim.to_owned() };
        let subject = self.claim(&config.subject_claim).ok_or_else(|| missing(&config.subject_claim))?;
        let name = ["HoVaTen", "TenDoanhNghiep", "name"].into_iter().find_map(|claim| self.claim(claim));
        let known = KNOWN_CLAIMS.iter().filter_map(|name| Some(((*name).to_owned(), self.claim(name)?)));
        let stated = if config.without_auth_time { "iat" } else { "auth_time" };
        let authenticated = self.token.get(stated).and_then(Value::as_i64);
        let provider_subject = text(self.token.get("sub")).unwrap_or_else(|| subject.clone());
        Ok(Identity {
            issuer: config.key.clone(),
            subject,
            provider_subject,
            provider_session: text(self.token.get("sid")),
            level: self.level(config),
            personal_id: self.claim("SoDinhDanh").filter(|id| is_personal_id(id)),
            name: name.ok_or_else(|| missing("HoVaTen"))?,
            kind: self.kind(config)?,
            authenticated_at: authenticated.and_then(|at| Timestamp::from_second(at).ok()),
            claims: known.collect(),
            id_token: id_token.to_owned(),
        })
    }

    /// `sub` must stand in both and be the same; `TechID` must not differ where both state it.
    fn check_same_subject(&self) -> Result<(), OidcRefusal> {
        let pair = |name: &str| (text(self.token.get(name)), text(self.info.get(name)));
        let same = |name: &str| matches!(pair(name), (Some(a), Some(b)) if a == b);
        let differs = |name: &str| matches!(pair(name), (Some(a), Some(b)) if a != b);
        if differs("sub") || differs("TechID") || !(same("sub") || same("TechID")) {
            return Err(OidcRefusal::SubjectMismatch);
        }
        Ok(())
    }

    /// A claim as text: the signed token's word before the user info's.
    fn claim(&self, name: &str) -> Option<String> {
        text(self.token.get(name)).or_else(|| text(self.info.get(name)))
    }

    /// The lowest level any of the level claims states; an unknown value is 0, and so is silence.
    fn level(&self, config: &IssuerConfig) -> u8 {
        let stated = config.level_claims.iter().flat_map(|name| [self.token.get(name), self.info.get(name)]);
        let levels = stated.filter_map(text).map(|value| config.levels.get(&value).copied().unwrap_or(0));
        levels.min().unwrap_or(0)
    }

    /// Silence means a person: officials' portals know no other kind.
    fn kind(&self, config: &IssuerConfig) -> Result<AccountKind, OidcRefusal> {
        let Some(stated) = self.claim("LoaiTaiKhoan") else { return Ok(AccountKind::Person) };
        config.account_kinds.get(&stated).copied().ok_or(OidcRefusal::UnknownAccountKind { kind: stated })
    }
}

/// A claim's value as composed text; providers write numbers both as numbers and as text. Empty is absent.
fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => kernel::text::nfc(text.trim()),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

fn is_personal_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}
