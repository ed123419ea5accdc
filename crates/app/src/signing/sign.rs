//! Signing documents: each is prepared, its bytes go to the key, and what comes back is finished to the level asked for.
//!
//! A document that cannot be brought to its level is not signed at all: nothing here falls back to less.

use ::signing::{Addition, Identity, Level, Order, Prepared, SigningRefusal, prepare};
use kernel::{FileHash, Refusal};

use crate::Error;
use crate::signing::Signing;
use crate::signing::evidence::{self, ask_for_time};
use crate::signing::port::{KeyAnswer, SigningSession, ToSign};

/// "Việc ký": one document to be signed.
#[derive(Debug, Clone)]
pub struct Task<'a> {
    /// A code or a file's name, for the log of the key.
    pub label: &'a str,
    /// The file.
    pub pdf: &'a [u8],
    /// The hash of the file the signer was shown; where it is another now, signing is refused.
    pub shown: Option<FileHash>,
    /// Name of the field, instant, appearance.
    pub order: Order<'a>,
}

/// "Mức ký muốn có".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// B-B: the signer's own word for the time.
    Plain,
    /// B-T: with a timestamp.
    Timed,
    /// B-LT: with all evidence.
    Kept,
    /// B-LTA: with a timestamp over the evidence.
    Archived,
}

impl Wish {
    /// The level of PAdES this is.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Plain => Level::BB,
            Self::Timed => Level::BT,
            Self::Kept => Level::BLt,
            Self::Archived => Level::BLta,
        }
    }
}

/// "Kết quả ký" of one document.
#[derive(Debug)]
pub enum Done {
    /// The whole file, signed, at the level asked for.
    Signed(Vec<u8>),
    /// It is not signed.
    Failed(Error),
}

/// Signs some documents with an open key; the answers are as many as the tasks, in their order.
///
/// Keep what is answered before signing more: a session may end at any document.
///
/// # Errors
/// Only where the certificate of the key cannot sign any document; whatever happens to one document is its own answer.
pub async fn sign_some(
    signing: &Signing,
    session: &mut dyn SigningSession,
    tasks: &[Task<'_>],
    wish: Wish,
) -> Result<Vec<Done>, Error> {
    let identity = session.card().identity()?;
    let mut done: Vec<Option<Done>> = Vec::new();
    let (mut places, mut asked, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
    for (index, task) in tasks.iter().enumerate() {
        match begin(task, &identity, wish) {
            Ok(prepared) => {
                asked.push(ToSign { label: task.label.to_owned(), bytes: prepared.to_be_signed().to_vec() });
                places.push(index);
                waiting.push(prepared);
                done.push(None);
            }
            Err(refusal) => done.push(Some(Done::Failed(refusal.into()))),
        }
    }
    let answers = if asked.is_empty() { Ok(Vec::new()) } else { session.sign(&asked).await };
    match answers {
        Ok(answers) => {
            let mut answers = answers.into_iter();
            for (index, prepared) in places.into_iter().zip(waiting) {
                let (answer, task) = (answers.next(), tasks.get(index));
                let ended = finish(signing, task, prepared, answer, wish).await;
                put(&mut done, index, ended.map_or_else(Done::Failed, Done::Signed));
            }
        }
        Err(error) => {
            let refusal = refusal_of(&error);
            let mut first = Some(error);
            for index in places {
                let again = || Error::Refused(refusal.clone());
                put(&mut done, index, Done::Failed(first.take().unwrap_or_else(again)));
            }
        }
    }
    Ok(done.into_iter().flatten().collect())
}

fn put(done: &mut [Option<Done>], index: usize, ended: Done) {
    if let Some(place) = done.get_mut(index) {
        *place = Some(ended);
    }
}

/// What the others of a batch are told when the way to the key broke.
fn refusal_of(error: &Error) -> Refusal {
    match error {
        Error::Refused(refusal) => refusal.clone(),
        Error::Faulted(_) => ::signing::keys::KeyRefusal::SignerLost.into(),
    }
}

fn begin(task: &Task<'_>, identity: &Identity, wish: Wish) -> Result<Prepared, SigningRefusal> {
    if let Some(shown) = &task.shown {
        let now = FileHash::of(task.pdf);
        if now != *shown {
            let (shown, now) = (shown.as_str().to_owned(), now.as_str().to_owned());
            return Err(SigningRefusal::ChangedSinceShown { shown, now });
        }
    }
    let mut order = task.order.clone();
    if wish == Wish::Plain {
        order.timestamp_room = 0;
    }
    prepare(task.pdf, &order, identity)
}

async fn finish(
    signing: &Signing,
    task: Option<&Task<'_>>,
    prepared: Prepared,
    answer: Option<KeyAnswer>,
    wish: Wish,
) -> Result<Vec<u8>, Error> {
    let lost = || Error::from(::signing::keys::KeyRefusal::SignerLost);
    let task = task.ok_or_else(lost)?;
    let value = match answer.ok_or_else(lost)? {
        KeyAnswer::Signed(value) => value,
        KeyAnswer::Refused(refusal) => return Err(refusal.into()),
    };
    let signed = prepared.signed(&value)?;
    let addition: Addition = match wish {
        Wish::Plain => signed.finish()?,
        Wish::Timed | Wish::Kept | Wish::Archived => {
            let token = ask_for_time(signing, |nonce| signed.timestamp_request(nonce)).await?;
            signed.finish_with(&token)?
        }
    };
    let pdf = addition.after(task.pdf)?;
    match wish {
        Wish::Plain | Wish::Timed => Ok(pdf),
        Wish::Kept => evidence::keep(signing, &pdf, None).await,
        Wish::Archived => {
            let kept = evidence::keep(signing, &pdf, None).await?;
            evidence::stamp(signing, &kept).await
        }
    }
}
