//! What the rest of the program is handed: values of their own types, made only where nothing is wrong.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use app::identity::SessionPolicy;
use gateways::oidc::IssuerConfig;
use serde_json::{Map, Value};
use web::{Limits, Network, Rate};

use super::keys::{self, Kind};
use crate::courier::Reach;
use crate::letters::MailPlace;

use super::{Config, Problem, Shown, count, flag, judge, table, words};

/// "Cấu hình đã kiểm": all sections.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Addresses and the way to stop.
    pub(crate) server: Server,
    /// Where the data lie.
    pub(crate) storage: Storage,
    /// What is logged.
    pub(crate) log: Log,
    /// How long sessions and proofs last.
    pub(crate) sessions: SessionPolicy,
    /// How often somebody may ask.
    pub(crate) limits: Limits,
    /// How far messages to subscribers may go.
    pub(crate) reach: Reach,
    /// Who signs, where this installation does.
    pub(crate) signing: Option<Signing>,
    /// Where letters to officials are handed over, where any are sent.
    pub(crate) mail: Option<MailPlace>,
    /// Who vouches for people.
    pub(crate) issuers: Vec<IssuerConfig>,
    /// Everything that is set, masked, for the operator.
    pub(crate) shown: Vec<Shown>,
}

/// "Ký số".
#[derive(Debug, Clone)]
pub(crate) struct Signing {
    /// Whom to believe and whom to ask.
    pub(crate) file: PathBuf,
    /// Where the signer listens.
    pub(crate) socket: PathBuf,
}

/// "Máy chủ".
#[derive(Debug, Clone)]
pub(crate) struct Server {
    /// The address people type.
    pub(crate) public_url: String,
    /// Where pages are served.
    pub(crate) listen: SocketAddr,
    /// Where the operator looks; `None` for nowhere.
    pub(crate) operator_listen: Option<SocketAddr>,
    /// Proxies whose word about the client's address is believed.
    pub(crate) trusted_proxies: Vec<Network>,
    /// The longest wait for requests under way when stopping.
    pub(crate) drain: Duration,
    /// How long "not ready" is told before the door is closed, for balancers to hear it.
    pub(crate) drain_delay: Duration,
}

/// "Nơi lưu".
#[derive(Clone)]
pub(crate) struct Storage {
    /// Folder of SQLite.
    pub(crate) data: PathBuf,
    /// Address of PostgreSQL, in the place of the folder.
    pub(crate) database: Option<String>,
    /// Folder of files.
    pub(crate) files: PathBuf,
    /// How long a database that does not answer is waited for at start.
    pub(crate) wait: Duration,
    /// Less free space than this is not ready.
    pub(crate) least_free_bytes: u64,
}

impl std::fmt::Debug for Storage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let database = self.database.as_deref().map(super::without_password);
        f.debug_struct("Storage")
            .field("data", &self.data)
            .field("database", &database)
            .finish_non_exhaustive()
    }
}

/// "Nhật ký".
#[derive(Debug, Clone)]
pub(crate) struct Log {
    /// For people or for machines.
    pub(crate) format: Format,
    /// How much.
    pub(crate) level: String,
}

/// "Dạng nhật ký".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Lines for people.
    Text,
    /// An object a line.
    Json,
}

impl Config {
    /// All sections, or everything that is wrong.
    pub(crate) fn settings(mut self) -> Result<Settings, Vec<Problem>> {
        let issuers = self.issuers();
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let (server, storage) = (self.server()?, self.storage_section());
        let format =
            if self.text("log.format").as_deref() == Some("json") { Format::Json } else { Format::Text };
        let log = Log { format, level: self.text("log.level").unwrap_or_default() };
        let (sessions, limits) = (self.sessions(), self.limits());
        let is_inside = self.leaves.get("webhooks.inside").and_then(|leaf| flag(&leaf.value)) == Some(true);
        let reach = if is_inside { Reach::Inside } else { Reach::Public };
        let signing = self
            .folder("signing.file")
            .map(|file| Signing { file, socket: self.folder("signing.socket").unwrap_or_default() });
        let mail = self
            .text("mail.server")
            .map(|server| MailPlace { from: self.text("mail.from").unwrap_or_default(), server });
        let shown = self.shown();
        Ok(Settings { server, storage, log, sessions, limits, reach, signing, mail, issuers, shown })
    }

    /// Where the data lie, or what is wrong with that section.
    pub(crate) fn storage(self) -> Result<Storage, Vec<Problem>> {
        if self.problems.is_empty() { Ok(self.storage_section()) } else { Err(self.problems) }
    }

    /// Everything that is wrong, the issuers' own complaints included.
    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        let _ = self.issuers();
        self.problems
    }

    fn server(&self) -> Result<Server, Vec<Problem>> {
        let address = |path: &str| self.text(path).and_then(|text| text.parse().ok());
        // Judged before: an address that is none does not come this far.
        let listen = address("server.listen").ok_or_else(Vec::new)?;
        let seconds = |path: &str| Duration::from_secs(self.number(path));
        let proxies = self.leaves.get("server.trusted_proxies").and_then(|leaf| words(&leaf.value));
        let networks = proxies.unwrap_or_default().into_iter().map(Network::try_from);
        Ok(Server {
            public_url: self.text("server.public_url").unwrap_or_default(),
            listen,
            operator_listen: address("server.operator_listen"),
            trusted_proxies: networks.collect::<Result<_, _>>().map_err(|_| Vec::new())?,
            drain: seconds("server.drain_seconds"),
            drain_delay: seconds("server.drain_delay_seconds"),
        })
    }

    fn sessions(&self) -> SessionPolicy {
        let count = |name: &str| self.small(&format!("sessions.{name}"));
        SessionPolicy {
            idle_official_minutes: count("idle_official_minutes"),
            idle_citizen_minutes: count("idle_citizen_minutes"),
            absolute_hours: count("absolute_hours"),
            fresh_minutes: count("fresh_minutes"),
            kept_form_minutes: count("kept_form_minutes"),
        }
    }

    fn limits(&self) -> Limits {
        let rate = |name: &str| Rate::per_minute(self.small(&format!("limits.{name}")));
        Limits {
            sign_in: rate("sign_in"),
            search: rate("search"),
            write: rate("write"),
            upload: rate("upload"),
            check: rate("check"),
            read: rate("read"),
            most_keys: usize::try_from(self.number("limits.most_clients")).ok(),
        }
    }

    /// A number judged before to be small.
    fn small(&self, path: &str) -> u32 {
        u32::try_from(self.number(path)).unwrap_or(u32::MAX)
    }

    fn storage_section(&self) -> Storage {
        let data = self.folder("storage.data").unwrap_or_default();
        Storage {
            files: self.folder("storage.files").unwrap_or_else(|| data.join("files")),
            data,
            database: self.text("storage.database"),
            wait: Duration::from_secs(self.number("storage.wait_seconds")),
            least_free_bytes: self.number("storage.least_free_mb") * 1_000_000,
        }
    }

    /// The issuers, each tried out: what an issuer itself complains about is a problem like the others.
    fn issuers(&mut self) -> Vec<IssuerConfig> {
        let mut issuers = Vec::new();
        // Half of what an issuer needs may stand in a file that could not be read.
        let names = if self.is_unread { Vec::new() } else { judge::issuers(&self.leaves) };
        for name in names {
            let section = format!("issuers.{name}");
            if self.problems.iter().any(|problem| problem.key.starts_with(&section)) {
                continue;
            }
            match self.issuer(&name).and_then(|config| {
                let tried = gateways::oidc::Issuer::new(config.clone());
                tried.map(|_| config).map_err(|fault| fault.to_string())
            }) {
                Ok(config) => issuers.push(config),
                Err(why) => self.problems.push(Problem {
                    key: section,
                    from: String::new(),
                    vi: format!("hệ thống định danh không dùng được: {why}"),
                    en: format!("the issuer cannot be used: {why}"),
                    example: String::new(),
                }),
            }
        }
        issuers
    }

    /// One issuer; addresses nobody wrote stand under its own address, unless its document is asked for them, and people
    /// come back to ours.
    fn issuer(&self, name: &str) -> Result<IssuerConfig, String> {
        let mut map = Map::new();
        map.insert("key".to_owned(), Value::from(name));
        let asked = self.leaves.get(&format!("issuers.{name}.discovery")).and_then(|leaf| flag(&leaf.value));
        let issuer = self.text(&format!("issuers.{name}.issuer")).filter(|_| asked != Some(true));
        if let Some(issuer) = issuer {
            let under = |path: &str| Value::from(format!("{}/{path}", issuer.trim_end_matches('/')));
            for (key, path) in [
                ("authorize_endpoint", "authorize"),
                ("token_endpoint", "token"),
                ("userinfo_endpoint", "userinfo"),
                ("jwks_uri", "jwks"),
            ] {
                map.insert(key.to_owned(), under(path));
            }
        }
        let ours = self.text("server.public_url").unwrap_or_default();
        let back = format!("{}/dang-nhap/{name}/ve", ours.trim_end_matches('/'));
        map.insert("redirect_uri".to_owned(), Value::from(back));
        let prefix = format!("issuers.{name}.");
        for (path, leaf) in &self.leaves {
            let (Some(key), Some(known)) = (path.strip_prefix(&prefix), keys::find(path)) else { continue };
            map.insert(key.to_owned(), typed(known.kind, &leaf.value));
        }
        serde_json::from_value(Value::Object(map)).map_err(|error| error.to_string())
    }
}

/// A judged value in the type its key has.
fn typed(kind: Kind, value: &Value) -> Value {
    match kind {
        Kind::Flag => flag(value).map(Value::from),
        Kind::Count(..) => count(value).map(Value::from),
        Kind::Words | Kind::Networks => words(value).map(Value::from),
        Kind::Levels => table(value).map(|map| {
            let level =
                |(name, level): (String, Value)| (name, count(&level).map_or(Value::Null, Value::from));
            Value::Object(map.into_iter().map(level).collect())
        }),
        Kind::Names => table(value).map(Value::Object),
        Kind::Text
        | Kind::Secret
        | Kind::Database
        | Kind::Address
        | Kind::AddressOrOff
        | Kind::Url
        | Kind::Folder
        | Kind::Choice(_)
        | Kind::Filter => None,
    }
    .unwrap_or_else(|| value.clone())
}
