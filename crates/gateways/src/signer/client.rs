//! The side of whoever wants a signature: lists keys, opens one, has documents signed.

use std::path::PathBuf;
use std::time::Duration;

use kernel::Refusal;
use serde::de::DeserializeOwned;
use signing::keys::{Holder, KeyCard, KeyLine, KeyRefusal, Pin};
use tokio::io::BufReader;
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};

use super::wire::{Item, KeysAnswer, OpenAnswer, Question, SignAnswer, line, tell};

/// How long an answer may take: a slow token signs a few documents a second.
const PATIENCE: Duration = Duration::from_secs(180);

/// The way to a signer.
#[derive(Debug, Clone)]
pub struct Client {
    socket: PathBuf,
}

/// A key that is open; closed when dropped.
pub struct Session {
    line: Line,
    card: KeyCard,
}

struct Line {
    reader: BufReader<OwnedReadHalf>,
    writer: OwnedWriteHalf,
}

impl Client {
    /// To the signer that listens there.
    #[must_use]
    pub fn new(socket: PathBuf) -> Self {
        Self { socket }
    }

    /// The keys of a holder, or all of them.
    ///
    /// # Errors
    /// `SignerUnreachable`, `SignerLost`.
    pub async fn keys(&self, holder: Option<&Holder>) -> Result<Vec<KeyLine>, Refusal> {
        let mut line = self.connect().await?;
        line.ask::<KeysAnswer>(&Question::Keys { holder: holder.cloned() }).await?
    }

    /// Opens a key for at most so many documents.
    ///
    /// # Errors
    /// `SignerUnreachable`, `SignerLost`, and whatever the key's keeper says.
    pub async fn open(&self, key: &str, pin: Option<&Pin>, documents: u32) -> Result<Session, Refusal> {
        let mut line = self.connect().await?;
        let pin = pin.map(|pin| pin.expose().to_owned());
        let question = Question::Open { key: key.to_owned(), pin, documents };
        let answer = line.ask::<OpenAnswer>(&question).await;
        if let Question::Open { pin: Some(pin), .. } = question {
            drop(Pin::new(pin));
        }
        Ok(Session { card: answer??, line })
    }

    async fn connect(&self) -> Result<Line, Refusal> {
        let unreachable = |_| KeyRefusal::SignerUnreachable { socket: self.socket.display().to_string() };
        let stream = UnixStream::connect(&self.socket).await.map_err(unreachable)?;
        let (reader, writer) = stream.into_split();
        Ok(Line { reader: BufReader::new(reader), writer })
    }
}

impl Session {
    /// Which key it is.
    #[must_use]
    pub fn card(&self) -> &KeyCard {
        &self.card
    }

    /// Signs, in order; as many answers as items.
    ///
    /// # Errors
    /// `SignerLost` where the process ended meanwhile: none of these is known to be signed.
    pub async fn sign(&mut self, items: Vec<Item>) -> Result<Vec<Result<Vec<u8>, Refusal>>, Refusal> {
        let answers = self.line.ask::<SignAnswer>(&Question::Sign { items }).await??;
        Ok(answers.into_iter().map(|answer| answer.map(|value| value.0)).collect())
    }
}

impl Line {
    async fn ask<T: DeserializeOwned>(&mut self, question: &Question) -> Result<T, Refusal> {
        let lost = |_| Refusal::from(KeyRefusal::SignerLost);
        tell(&mut self.writer, question).await.map_err(lost)?;
        let answer = tokio::time::timeout(PATIENCE, line(&mut self.reader)).await;
        let answer = answer.map_err(|_| KeyRefusal::SignerLost)?.map_err(lost)?;
        let answer = answer.ok_or(KeyRefusal::SignerLost)?;
        serde_json::from_slice(&answer).map_err(|_| KeyRefusal::SignerLost.into())
    }
}
