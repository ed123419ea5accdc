//! Letters over SMTP: handed to the mail server of the installation, over an encrypted line where its address says so.
//!
//! What is said, to whom and when it is tried again is `app`'s; here a letter is handed over once.

use std::time::Duration;

use kernel::{Fault, FaultKind};
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, Message, SmtpTransport, Transport};

/// How long the server may take for each of its answers.
const PATIENCE: Duration = Duration::from_secs(20);

/// "Máy chủ thư": where letters are handed over, and in whose name.
pub struct Mail {
    transport: SmtpTransport,
    from: Mailbox,
}

/// "Thư": one letter in words.
pub struct Letter<'a> {
    /// The same for the same letter, so that a mailbox can tell a copy.
    pub id: &'a str,
    /// The name of whoever gets it.
    pub name: &'a str,
    /// The mailbox.
    pub email: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// Plain text.
    pub text: &'a str,
    /// `vi`, `en`.
    pub lang: &'a str,
}

/// "Thư không gửi được".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undelivered {
    /// The server does not answer, or asks for patience.
    Later(String),
    /// The server will never take it, or there is no such address.
    Never(String),
}

impl Mail {
    /// The server at `smtp://…`, `smtps://…` or `smtp://…?tls=required`, with a name and a password where it asks for them;
    /// `from` is `Name <mailbox@domain>`.
    ///
    /// # Errors
    /// A fault where the address or the sender is none.
    pub fn new(address: &str, from: &str) -> Result<Self, Fault> {
        let unusable = |why: String| Fault::new(FaultKind::Inconsistent, "prepare to send letters", Why(why));
        let from: Mailbox = from.parse().map_err(|_| unusable("mail.from is no sender".to_owned()))?;
        // The address may hold a password: what is told of it says nothing of its content.
        let transport = SmtpTransport::from_url(address)
            .map_err(|_| unusable("mail.server is no address of a mail server".to_owned()))?;
        let hello = ClientId::Domain(from.email.domain().to_owned());
        Ok(Self { transport: transport.timeout(Some(PATIENCE)).hello_name(hello).build(), from })
    }

    /// Hands one letter over.
    ///
    /// # Errors
    /// Why it was not taken, and whether it ever will be.
    pub async fn send(&self, letter: &Letter<'_>) -> Result<(), Undelivered> {
        let message = self.message(letter).map_err(Undelivered::Never)?;
        // The line to the mail server is a plain conversation: it is held on a thread of its own.
        let transport = self.transport.clone();
        match tokio::task::spawn_blocking(move || transport.send(&message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if error.is_permanent() => Err(Undelivered::Never(short(&error))),
            Ok(Err(error)) => Err(Undelivered::Later(short(&error))),
            Err(_) => Err(Undelivered::Later("the conversation was broken off".to_owned())),
        }
    }

    fn message(&self, letter: &Letter<'_>) -> Result<Message, String> {
        let email: Address = letter.email.parse().map_err(|_| "the mailbox is no address".to_owned())?;
        let to = Mailbox::new(Some(letter.name.to_owned()), email);
        let id = format!("<{}@{}>", letter.id, self.from.email.domain());
        let built = Message::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(id))
            .subject(letter.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.to_owned());
        let mut message = built.map_err(|error| error.to_string())?;
        // Nobody's "I am away" answers a letter no person has written.
        for (name, value) in [("Auto-Submitted", "auto-generated"), ("Content-Language", letter.lang)] {
            let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|error| error.to_string())?;
            message.headers_mut().insert_raw(HeaderValue::new(name, value.to_owned()));
        }
        Ok(message)
    }
}

/// Whether this is the address of a mailbox.
#[must_use]
pub fn is_mailbox(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}

/// The server's own words, without whatever lies behind them.
fn short(error: &lettre::transport::smtp::Error) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

#[derive(Debug)]
struct Why(String);

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Why {}
