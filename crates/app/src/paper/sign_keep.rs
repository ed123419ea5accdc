//! Keeping what a key has signed: looked at once more, brought to the level that lasts, and written with its evidence in
//! one transaction with the step in the dossier's chain.

use access::Staff;
use dossier::{Command, PaperSignature, SignStep};
use kernel::FileHash;
use signing::Level;
use store::paper::{SignedFile, signed, will_renew};

use super::judge::is_believed_since;
use super::renew::next_renewal;
use super::sign::{HAND, Hand, Ready, of_now};
use crate::dossier::act::{Case, Turns, begun};
use crate::dossier::{Target, party_actor};
use crate::error::not_found;
use crate::files::Shelf;
use crate::identity::Citizen;
use crate::signing::{Wish, keep as with_evidence};
use crate::{App, AppRefusal, Error};

/// Whose signature it is.
#[derive(Clone, Copy)]
pub(super) enum By<'a> {
    /// An official's, in the post of the instant.
    Official(&'a Staff),
    /// A party's to the dossier.
    Party(&'a Citizen),
}

/// Writes the step with its evidence, and which file is handed out from now on.
pub(super) async fn keep(
    app: &App,
    by: By<'_>,
    ready: &Ready,
    hand: &Hand,
    pdf: Vec<u8>,
) -> Result<FileHash, Error> {
    if !is_believed_since(app, &ready.bytes, &pdf).await? {
        return Err(AppRefusal::SignatureUnsound { name: hand.name.clone() }.into());
    }
    let (pdf, reached) = lasting(app, hand, pdf).await;
    let bytes = i64::try_from(pdf.len()).map_err(|_| not_found("paper"))?;
    let renew_at = match hand.step {
        // A seal still comes: nothing is added that it would not stand on.
        SignStep::Sign if ready.row.kind.is_sealed() => None,
        SignStep::Sign | SignStep::Seal => next_renewal(app, &pdf).await?,
    };
    let after = app.files.put(Shelf::Papers, pdf, app.clock.now()).await?;
    let made = PaperSignature {
        paper: ready.row.id,
        kind: ready.row.kind,
        copy_of: ready.row.copy_of(),
        before: FileHash::of(&ready.bytes),
        after: after.clone(),
        name: hand.name.clone(),
        certificate: hand.serial.clone(),
        level: level(reached.level()).to_owned(),
    };
    let (command, signatures) = match hand.step {
        SignStep::Sign => (Command::Sign { made, by: ready.by.clone() }, 1),
        SignStep::Seal => (Command::Seal(made), 2),
    };
    let kept = Kept {
        file: SignedFile { hash: after.clone(), bytes, signatures },
        place: hand.remembered(ready).map(|place| place.to_string()),
        renew_at,
    };
    let target = Target { key: ready.row.key.clone(), version: None };
    let mut turns = Turns::of(&target);
    loop {
        let (mut case, tx) = turns.read(app, &target).await?;
        let mut tx = begun(app, tx).await?;
        let result = write(app, &mut tx.conn()?, by, &mut case, command.clone(), ready, &kept).await;
        let done = tx.finish(result).await;
        if !turns.again(&done) {
            return done.map(|()| after);
        }
    }
}

/// A sealed paper holds all evidence of its signatures (B-LT), so that it can be judged when those who gave the
/// certificates are gone. Where one of them keeps silent now, the seal stands as it is, says its level, and the evidence
/// is brought later (`renew`).
async fn lasting(app: &App, hand: &Hand, pdf: Vec<u8>) -> (Vec<u8>, Wish) {
    let Some(signing) =
        app.signing.as_ref().filter(|_| hand.step == SignStep::Seal && hand.wish == Wish::Timed)
    else {
        return (pdf, hand.wish);
    };
    match with_evidence(signing, &pdf, Some(HAND)).await {
        Ok(kept) => (kept, Wish::Kept),
        Err(error) => {
            tracing::warn!(%error, "evidence of a sealed paper is brought later");
            (pdf, hand.wish)
        }
    }
}

/// What is written beside the step.
struct Kept {
    file: SignedFile,
    place: Option<String>,
    renew_at: Option<jiff::Timestamp>,
}

async fn write(
    app: &App,
    conn: &mut store::Conn<'_>,
    by: By<'_>,
    case: &mut Case,
    command: Command,
    ready: &Ready,
    kept: &Kept,
) -> Result<(), Error> {
    let actor = match by {
        By::Official(who) => case.permit(&of_now(conn, who).await?, command.kind().name())?,
        By::Party(who) => party_actor(&case.stored.dossier, who)?,
    };
    case.perform(app, conn, &actor, [command]).await?;
    if !signed(conn, &ready.row, &kept.file, kept.place.as_deref()).await? {
        return Err(AppRefusal::Conflict.into());
    }
    Ok(will_renew(conn, &ready.row, kept.renew_at).await?)
}

/// The level as people write it.
pub(crate) const fn level(level: Level) -> &'static str {
    match level {
        Level::Basic => "–",
        Level::BB => "B-B",
        Level::BT => "B-T",
        Level::BLt => "B-LT",
        Level::BLta => "B-LTA",
    }
}
