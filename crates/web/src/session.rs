//! Who is signed in, as the pages see it. The session itself is made and ended by `app`; a layer outside this crate puts
//! [`SignedIn`] into the request's extensions.

/// "Người đang đăng nhập".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Issuer of the identity.
    pub issuer: String,
    /// Account at the issuer.
    pub account: String,
    /// Name to show.
    pub name: String,
    /// Personal id, where the issuer vouches for one.
    pub person: Option<String>,
    /// Level of identification, 1 or 2.
    pub level: u8,
    /// Secret of the session's forms.
    pub csrf: String,
    /// Which side of the counter.
    pub kind: AccountKind,
}

/// "Loại tài khoản": which side of the counter somebody sits on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountKind {
    /// "Công dân, doanh nghiệp".
    Citizen,
    /// "Cán bộ, công chức".
    Officer,
}
