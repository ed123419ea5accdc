//! The way of every action on a dossier: load, permission, decide, save, tell.

use std::sync::Arc;

use access::{Role, Staff, may};
use dossier::{Actor, ActorKind, Command, Desk, Dossier, DossierRefusal, Record, SupplementItem};
use jiff::Timestamp;
use kernel::{OfficeHours, local_date};
use store::dossier::{Saved, Step, Stored, load};
use store::{Conn, Tx};

use crate::error::not_found;
use crate::{App, AppRefusal, DossierKey, Error, once, outbox, paper};

/// "Hồ sơ được thao tác": which dossier, and the version the person was looking at.
#[derive(Debug, Clone)]
pub struct Target {
    /// The dossier.
    pub key: DossierKey,
    /// The version shown; if another has come since, the person is told instead of surprised.
    pub version: Option<i64>,
}

/// Does what an official asks of a dossier.
///
/// # Errors
/// A refusal of access or of the dossier's rules, [`AppRefusal::Conflict`] where somebody was faster, or a fault.
pub async fn act(app: &App, who: &Staff, target: &Target, command: Command) -> Result<(), Error> {
    acted(app, who, target, command).await.map(drop)
}

/// The same, with what has become of the dossier.
pub(crate) async fn acted(
    app: &App,
    who: &Staff,
    target: &Target,
    command: Command,
) -> Result<Dossier, Error> {
    let _measured = crate::operations::measure("dossier.act");
    let mut turns = Turns::of(target);
    loop {
        let (mut case, tx) = turns.read(app, target).await?;
        let done = case.act(app, tx, who, command.clone()).await;
        if turns.again(&done) {
            continue;
        }
        app.mail.notify_one();
        return done.map(|()| case.kept(app).dossier.clone());
    }
}

/// "Lượt": how often a deed is tried where somebody else is faster each time.
pub(crate) struct Turns {
    left: u8,
    /// Whether this turn rests on what was remembered instead of read.
    is_recent: bool,
    /// Whether what is remembered has been tried already.
    was_recent: bool,
}

impl Turns {
    /// Whoever named the version they were looking at is told at once that it has moved on; for everybody else the deed is
    /// decided again on what has become of the dossier.
    pub(crate) const fn of(target: &Target) -> Self {
        let left = if target.version.is_some() { 1 } else { 3 };
        Self { left, is_recent: false, was_recent: false }
    }

    /// The dossier as it was last written here, if it is remembered and this is the first turn; otherwise read: where the
    /// writer is idle in the transaction that will save the deed, or without waiting for the writer, who then has only the
    /// statements of the deed to run.
    pub(crate) async fn read(&mut self, app: &App, target: &Target) -> Result<(Case, Option<Tx>), Error> {
        self.is_recent = false;
        if !std::mem::replace(&mut self.was_recent, true)
            && let Some(stored) = app.recent.get(target)
        {
            self.is_recent = true;
            return Ok((Case::of(app, stored), None));
        }
        if let Some(mut tx) = app.store.begin_if_idle() {
            let case = Case::open(app, &mut tx.conn()?, target).await?;
            return Ok((case, Some(tx)));
        }
        let mut reader = app.store.read().await?;
        Ok((Case::open(app, &mut reader.conn(), target).await?, None))
    }

    /// Whether there is another turn after this one. What is refused on what was remembered is judged anew.
    pub(crate) fn again<T>(&mut self, done: &Result<T, Error>) -> bool {
        let Err(Error::Refused(why)) = done else { return false };
        if self.is_recent {
            return true;
        }
        self.left = self.left.saturating_sub(1);
        why.code == AppRefusal::Conflict.code() && self.left > 0
    }
}

/// "Giấy tờ Nhà nước đã có": the connected register that takes the place of a component of this dossier; none where it
/// has kept silent or contradicted, for then the paper may be asked for.
///
/// Law: Nghị quyết 66.7/2025/NQ-CP
#[must_use]
pub fn held_by(app: &App, dossier: &Dossier, component: &str) -> Option<String> {
    let (opening, connected) = (&dossier.opening, app.registers.connected());
    let compiled = app.catalogue.revision(&opening.procedure, opening.revision);
    let register = compiled.and_then(|compiled| compiled.replaced_by(component, &connected))?;
    let is_open = dossier.awaited().chain(dossier.contradicted()).any(|checked| checked.register == register);
    (!is_open).then(|| register.to_owned())
}

/// "Hồ sơ đang thao tác": a loaded dossier. Nothing holds it: if somebody else is faster, saving finds out.
pub(crate) struct Case {
    pub(crate) stored: Arc<Stored>,
    pub(crate) now: Timestamp,
    leads: bool,
}

impl Case {
    /// Loads the dossier and compares it with what the person was looking at.
    pub(crate) async fn open(app: &App, conn: &mut Conn<'_>, target: &Target) -> Result<Self, Error> {
        let stored = load(conn, &target.key).await?.ok_or_else(|| not_found("dossier"))?;
        if target.version.is_some_and(|version| version != stored.dossier.version) {
            return Err(AppRefusal::Conflict.into());
        }
        Ok(Self::of(app, Arc::new(stored)))
    }

    fn of(app: &App, stored: Arc<Stored>) -> Self {
        // Two machines' clocks may differ a little; the history never runs backwards.
        let now = app.clock.now().max(stored.dossier.updated_at);
        Self { stored, now, leads: false }
    }

    /// Decides a deed and saves it; nothing but its statements waits for the writer.
    async fn act(&mut self, app: &App, tx: Option<Tx>, who: &Staff, command: Command) -> Result<(), Error> {
        let actor = self.permit(who, command.kind().name())?;
        let step = self.decide(app, &actor, [command])?;
        let mut tx = begun(app, tx).await?;
        let result = save(app, &mut tx.conn()?, &step).await;
        tx.finish(result).await?;
        self.stored = Arc::new(step.stored());
        Ok(())
    }

    /// Remembers the dossier, whose last deed is durable now.
    pub(crate) fn kept(&self, app: &App) -> &Stored {
        app.recent.put(app, Arc::clone(&self.stored));
        &self.stored
    }

    /// Asks the permission table, remembers whether the post leads, and answers with the official as the history names
    /// them: in the post the deed is done in.
    pub(crate) fn permit(&mut self, who: &Staff, deed: &str) -> Result<Actor, Error> {
        let agency = &self.stored.dossier.opening.agency;
        let on = local_date(self.now);
        let post = may(who, deed, agency, on)?;
        self.leads = post.role == Role::Signer
            || who.posts_on(on).any(|post| post.agency == *agency && post.role == Role::Signer);
        let title = Some(post.title.clone());
        Ok(Actor { kind: ActorKind::Official, id: who.id.clone(), name: who.name.clone(), title })
    }

    /// A paper the State holds is asked for only with a reason of its own.
    ///
    /// Law: Nghị quyết 66.7/2025/NQ-CP
    fn explained(&self, app: &App, command: &Command) -> Result<(), DossierRefusal> {
        let Command::RequestSupplement { items, .. } = command else { return Ok(()) };
        let is_unexplained =
            |item: &&SupplementItem| item.reason.trim().is_empty() && self.is_replaced(app, &item.id);
        match items.iter().find(is_unexplained) {
            Some(item) => Err(DossierRefusal::OverrideUnexplained { item: item.ask.clone() }),
            None => Ok(()),
        }
    }

    fn is_replaced(&self, app: &App, component: &str) -> bool {
        held_by(app, &self.stored.dossier, component).is_some()
    }

    /// What the rules say of deeds one upon the other, and all that has to be written for them.
    fn decide(
        &self,
        app: &App,
        actor: &Actor,
        commands: impl IntoIterator<Item = Command>,
    ) -> Result<Step, Error> {
        let mut after = self.stored.dossier.clone();
        let desk = Desk {
            now: self.now,
            calendar: app.calendar,
            hours: OfficeHours::of(&after.opening.agency)?,
            leads: self.leads,
        };
        let mut deeds = Vec::new();
        for command in commands {
            self.explained(app, &command)?;
            let action = after.decide(command, actor, &desk)?;
            let action = action.overriding(|item| self.is_replaced(app, item));
            let record = Record { seq: after.version + 1, at: self.now, actor: actor.clone(), action };
            after
                .apply(record.clone())
                .map_err(|broken| kernel::Fault::inconsistent(format!("apply a decided action: {broken}")))?;
            deeds.push((record, outbox::letter(app, &after, None)?));
        }
        Ok(Step::after(&self.stored, after, deeds)?)
    }

    /// Decides, saves and tells.
    pub(crate) async fn perform(
        &mut self,
        app: &App,
        conn: &mut Conn<'_>,
        actor: &Actor,
        commands: impl IntoIterator<Item = Command>,
    ) -> Result<(), Error> {
        let step = self.decide(app, actor, commands)?;
        save(app, conn, &step).await?;
        self.stored = Arc::new(step.stored());
        Ok(())
    }
}

/// The transaction the dossier was read in, or one whose turn comes now.
pub(crate) async fn begun(app: &App, tx: Option<Tx>) -> Result<Tx, Error> {
    match tx {
        Some(tx) => Ok(tx),
        None => Ok(app.store.begin().await?),
    }
}

/// Saves a decided step and tells of it.
async fn save(app: &App, conn: &mut Conn<'_>, step: &Step) -> Result<(), Error> {
    app.recent.forget(&DossierKey::of(step.dossier()));
    if step.write(conn).await? == Saved::Overtaken {
        return Err(AppRefusal::Conflict.into());
    }
    once::leave_of(app, conn, step.dossier()).await?;
    for record in step.records() {
        paper::order(app, conn, step.dossier(), record).await?;
    }
    Ok(())
}
