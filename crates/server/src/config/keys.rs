//! Every key a configuration may hold, one line each: what it is, what it is without, and an example.
//!
//! `*` stands for the name of an issuer. Reading and judging stand in `judge.rs`; the table is printed in
//! `docs/operating.md`, and a test compares the two.

/// "Khoá cấu hình".
pub(crate) struct Key {
    /// Its path, sections parted by dots.
    pub(crate) path: &'static str,
    /// What may stand there.
    pub(crate) kind: Kind,
    /// What holds where nothing is said; `None` where it may be left out, or must not.
    pub(crate) default: Option<&'static str>,
    /// Whether `serve` needs it.
    pub(crate) needed: bool,
    /// A value as it could be written.
    pub(crate) example: &'static str,
}

/// "Loại giá trị".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any words.
    Text,
    /// Words nobody may read: masked wherever they are shown.
    Secret,
    /// An address of a database, whose password is masked.
    Database,
    /// `true` or `false`.
    Flag,
    /// A whole number between two bounds.
    Count(i64, i64),
    /// Address and port.
    Address,
    /// Address and port, or `off`.
    AddressOrOff,
    /// An address people or programs open, `https://…`.
    Url,
    /// A folder.
    Folder,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// What is logged how much, as `info` or `warn,store=debug`.
    Filter,
    /// A list of words.
    Words,
    /// A list of networks, `10.0.0.0/8`.
    Networks,
    /// Names with a number each.
    Levels,
    /// Names with a word each.
    Names,
}

const fn key(
    path: &'static str,
    kind: Kind,
    default: Option<&'static str>,
    needed: bool,
    example: &'static str,
) -> Key {
    Key { path, kind, default, needed, example }
}

/// The issuers a deployment may name; what each may do is the application's.
pub(crate) const ISSUERS: [&str; 2] = [app::identity::CITIZENS, app::identity::OFFICIALS];

/// The table.
pub(crate) const KEYS: &[Key] = &[
    key("server.public_url", Kind::Url, None, true, "https://dichvucong.example.vn"),
    key("server.listen", Kind::Address, Some("127.0.0.1:8080"), false, "127.0.0.1:8080"),
    key("server.operator_listen", Kind::AddressOrOff, Some("127.0.0.1:9464"), false, "127.0.0.1:9464"),
    key("server.drain_seconds", Kind::Count(1, 3600), Some("30"), false, "30"),
    key("server.drain_delay_seconds", Kind::Count(0, 300), Some("0"), false, "5"),
    key("server.trusted_proxies", Kind::Networks, None, false, "[\"10.0.0.0/8\"]"),
    key("sessions.idle_official_minutes", Kind::Count(1, 1440), Some("15"), false, "15"),
    key("sessions.idle_citizen_minutes", Kind::Count(1, 1440), Some("30"), false, "30"),
    key("sessions.absolute_hours", Kind::Count(1, 24), Some("8"), false, "8"),
    key("sessions.fresh_minutes", Kind::Count(1, 60), Some("5"), false, "5"),
    key("sessions.kept_form_minutes", Kind::Count(1, 1440), Some("60"), false, "60"),
    key("limits.sign_in", Kind::Count(0, 1_000_000), Some("120"), false, "120"),
    key("limits.search", Kind::Count(0, 1_000_000), Some("120"), false, "120"),
    key("limits.write", Kind::Count(0, 1_000_000), Some("240"), false, "240"),
    key("limits.upload", Kind::Count(0, 1_000_000), Some("600"), false, "600"),
    key("limits.check", Kind::Count(0, 1_000_000), Some("30"), false, "30"),
    key("limits.read", Kind::Count(0, 1_000_000), Some("0"), false, "900"),
    key("limits.most_clients", Kind::Count(100, 10_000_000), Some("100000"), false, "100000"),
    key("storage.data", Kind::Folder, Some("var/toantrinh"), false, "/var/lib/toantrinh"),
    key("storage.database", Kind::Database, None, false, "postgres://toantrinh@db.example.vn/toantrinh"),
    key("storage.files", Kind::Folder, None, false, "/srv/toantrinh/files"),
    key("storage.wait_seconds", Kind::Count(0, 3600), Some("30"), false, "30"),
    key("storage.least_free_mb", Kind::Count(0, 1_000_000), Some("200"), false, "500"),
    key("signing.file", Kind::Text, None, false, "/etc/toantrinh/signing.toml"),
    key(
        "signing.socket",
        Kind::Text,
        Some("/run/toantrinh/signer.sock"),
        false,
        "/run/toantrinh/signer.sock",
    ),
    key("webhooks.inside", Kind::Flag, Some("false"), false, "true"),
    key("mail.server", Kind::Secret, None, false, "smtps://tai-khoan:mat-khau@mail.example.vn"),
    key("mail.from", Kind::Text, None, false, "Toàn Trình <khong-tra-loi@example.vn>"),
    key("log.format", Kind::Choice(&["text", "json"]), Some("text"), false, "json"),
    key("log.level", Kind::Filter, Some("info"), false, "info"),
    key("issuers.*.issuer", Kind::Url, None, true, "https://sso.example.vn"),
    key("issuers.*.client_id", Kind::Text, None, true, "ma-dang-ky"),
    key("issuers.*.client_secret", Kind::Secret, None, true, "bi-mat-duoc-cap"),
    key("issuers.*.discovery", Kind::Flag, None, false, "true"),
    key("issuers.*.redirect_uri", Kind::Url, None, false, "https://dichvucong.example.vn/dang-nhap/vneid/ve"),
    key("issuers.*.post_logout_redirect_uri", Kind::Url, None, false, "https://dichvucong.example.vn/"),
    key("issuers.*.authorize_endpoint", Kind::Url, None, false, "https://sso.example.vn/authorize"),
    key("issuers.*.token_endpoint", Kind::Url, None, false, "https://sso.example.vn/token"),
    key("issuers.*.userinfo_endpoint", Kind::Url, None, false, "https://sso.example.vn/userinfo"),
    key("issuers.*.jwks_uri", Kind::Url, None, false, "https://sso.example.vn/jwks"),
    key("issuers.*.revocation_endpoint", Kind::Url, None, false, "https://sso.example.vn/revoke"),
    key(
        "issuers.*.userinfo_method",
        Kind::Choice(&["post-or-get", "post", "get"]),
        None,
        false,
        "post-or-get",
    ),
    key("issuers.*.without_auth_time", Kind::Flag, None, false, "false"),
    key("issuers.*.end_session_endpoint", Kind::Url, None, false, "https://sso.example.vn/logout"),
    key("issuers.*.scopes", Kind::Words, None, false, "[\"openid\", \"profile\"]"),
    key("issuers.*.levels", Kind::Levels, None, false, "{ loa1 = 1, loa2 = 2 }"),
    key("issuers.*.level_claims", Kind::Words, None, false, "[\"acr\", \"loAs\"]"),
    key("issuers.*.account_kinds", Kind::Names, None, false, "{ 1 = \"person\", 2 = \"business\" }"),
    key("issuers.*.subject_claim", Kind::Text, None, false, "TechID"),
    key("issuers.*.proxy", Kind::Url, None, false, "http://proxy.example.vn:3128"),
    key("issuers.*.allow_plain_http", Kind::Flag, None, false, "false"),
    key("issuers.*.leeway_s", Kind::Count(0, 600), None, false, "30"),
    key("issuers.*.connect_timeout_ms", Kind::Count(1, 600_000), None, false, "3000"),
    key("issuers.*.total_timeout_ms", Kind::Count(1, 600_000), None, false, "10000"),
];

/// The line of the table for a path, whatever the issuer's name.
pub(crate) fn find(path: &str) -> Option<&'static Key> {
    let general = general(path);
    KEYS.iter().find(|key| key.path == general)
}

/// The path with `*` in the place of an issuer's name.
pub(crate) fn general(path: &str) -> String {
    match path.split('.').collect::<Vec<_>>().as_slice() {
        ["issuers", _, rest @ ..] if !rest.is_empty() => format!("issuers.*.{}", rest.join(".")),
        _ => path.to_owned(),
    }
}

/// The known path most like an unknown one.
pub(crate) fn nearest(path: &str) -> Option<String> {
    let name = path.split('.').nth(1).filter(|_| path.starts_with("issuers."));
    let known = KEYS.iter().map(|key| match name {
        Some(name) => key.path.replace('*', name),
        None => key.path.to_owned(),
    });
    known
        .map(|known| (strsim::damerau_levenshtein(&known, path), known))
        .filter(|(distance, _)| *distance <= 6)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}
