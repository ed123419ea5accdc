//! "Ký số giấy, đóng dấu số": the person who approved signs the paper, the clerk has the agency's key seal it.
//!
//! What is signed is what was shown, by hash; the mandate is asked for again at the instant of signing and once more where
//! the step is written. Each paper is a step of its own: one refused stops no other, and what was signed before a key was
//! lost stays. The keys are elsewhere (`crate::signing`), and a PIN only passes through.

use access::{AccessRefusal, Staff};
use dossier::{Command, PaperKind, PaperSignature, SignStep};
use kernel::{FileHash, Id, Refusal};
use signing::keys::{Holder, KeyRefusal, Pin};
use signing::{Certificate, Level, Order, SigningRefusal};
use store::paper::{PaperRow, SignedFile, of_dossier, signed};

use super::judge::is_believed;
use super::keys::{holder, signing};
use crate::dossier::Target;
use crate::dossier::act::{Case, Turns, begun};
use crate::error::not_found;
use crate::files::Shelf;
use crate::signing::{Done, Signing, SigningSession, Task, Wish, sign_some};
use crate::{App, AppRefusal, DossierKey, Error};

/// The name of the field a seal stands in.
pub(super) const SEAL: &str = "ConDau";
/// Papers that go to the key together; what came back is kept before more is asked.
const SOME: usize = 8;
/// The most papers one opening of a key signs here.
pub const MOST_TO_SIGN: usize = 300;

/// "Giấy cần ký": one paper, as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperToSign {
    /// The dossier.
    pub key: DossierKey,
    /// The paper.
    pub paper: Id,
    /// SHA-256 of the file that was shown.
    pub shown: FileHash,
}

/// "Mở khoá": which key, for which step.
#[derive(Debug, Clone, Copy)]
pub struct Unlock<'a> {
    /// The person's signature or the seal.
    pub step: SignStep,
    /// The name of the key.
    pub key: &'a str,
    /// Its PIN, as it was typed just now.
    pub pin: Option<&'a Pin>,
}

/// "Kết quả ký từng giấy".
#[derive(Debug, Clone)]
pub struct PaperOutcome {
    /// Which.
    pub paper: PaperToSign,
    /// SHA-256 of the signed file, or why it is not signed.
    pub result: Result<FileHash, Refusal>,
}

/// A paper that may be signed now, with its bytes.
struct Ready {
    place: usize,
    row: PaperRow,
    label: String,
    bytes: Vec<u8>,
    holder: Holder,
}

/// "Chứng thư của khoá đã mở": what goes into the evidence.
pub(crate) struct Hand {
    pub(crate) holder: Holder,
    pub(crate) wish: Wish,
    pub(crate) name: String,
    pub(crate) serial: String,
}

/// Signs or seals papers with one opening of a key; the outcomes stand in the order of the papers.
///
/// Law: Luật Giao dịch điện tử 20/2023/QH15 Điều 22; NĐ 30/2020/NĐ-CP Điều 13, Điều 33
///
/// # Errors
/// The key cannot be opened (`key.…`), nothing is signed here, or a fault before anything was signed.
pub async fn sign_papers(
    app: &App,
    who: &Staff,
    unlock: &Unlock<'_>,
    papers: &[PaperToSign],
) -> Result<Vec<PaperOutcome>, Error> {
    let _measured = crate::operations::measure("paper.sign");
    let signing = signing(app)?;
    let papers = papers.get(..MOST_TO_SIGN).unwrap_or(papers);
    let mut results: Vec<Option<Result<FileHash, Refusal>>> = vec![None; papers.len()];
    let mut ready = Vec::new();
    for (place, paper) in papers.iter().enumerate() {
        match prepared(app, who, unlock.step, place, paper).await {
            Ok(one) => ready.push(one),
            Err(Error::Refused(why)) => put(&mut results, place, Err(why)),
            Err(fault @ Error::Faulted(_)) => return Err(fault),
        }
    }
    if let Some(first) = ready.first() {
        let (mut session, hand) = open(signing, unlock, &first.holder, ready.len()).await?;
        for some in ready.chunks(SOME) {
            let told = sign_and_keep(app, who, unlock.step, &mut *session, &hand, some).await;
            told.into_iter().for_each(|(place, result)| put(&mut results, place, result));
        }
        app.mail.notify_one();
    }
    let not_tried = || Err(KeyRefusal::NotTried.into());
    let outcomes = papers.iter().cloned().zip(results);
    Ok(outcomes
        .map(|(paper, result)| PaperOutcome { paper, result: result.unwrap_or_else(not_tried) })
        .collect())
}

fn put<T>(results: &mut [Option<T>], place: usize, result: T) {
    if let Some(one) = results.get_mut(place) {
        *one = Some(result);
    }
}

/// Whether this person may sign this paper now, and the bytes it is about.
async fn prepared(
    app: &App,
    who: &Staff,
    step: SignStep,
    place: usize,
    paper: &PaperToSign,
) -> Result<Ready, Error> {
    let mut reader = app.store.read().await?;
    let who = of_now(&mut reader.conn(), who).await?;
    let target = Target { key: paper.key.clone(), version: None };
    let mut case = Case::open(app, &mut reader.conn(), &target).await?;
    let actor = case.permit(&who, step.name())?;
    let rows = of_dossier(&mut reader.conn(), &paper.key).await?;
    drop(reader);
    let is_it = |row: &PaperRow| row.id == paper.paper && row.kind == PaperKind::Outcome;
    let row = rows.into_iter().find(is_it).ok_or_else(|| not_found("paper"))?;
    let dossier = &case.stored.dossier;
    match step {
        SignStep::Sign => dossier.may_sign(row.id, &actor)?,
        SignStep::Seal => dossier.may_seal(row.id, &actor)?,
    }
    let holder = holder(&who, step, dossier.opening.agency.as_str());
    let bytes = super::read::current(app, &row).await?;
    let now = FileHash::of(&bytes);
    if now != paper.shown {
        let (shown, now) = (paper.shown.to_string(), now.to_string());
        return Err(SigningRefusal::ChangedSinceShown { shown, now }.into());
    }
    let label = dossier.code.as_ref().map_or_else(|| row.id.to_string(), ToString::to_string);
    Ok(Ready { place, row, label, bytes, holder })
}

/// The official with the posts of this instant, whatever they were when the page was opened.
async fn of_now(conn: &mut store::Conn<'_>, who: &Staff) -> Result<Staff, Error> {
    let found = store::staff::by_id(conn, &who.id).await?;
    found.ok_or_else(|| AccessRefusal::NotSignedIn.into())
}

/// Opens a key of this holder and no other.
pub(crate) async fn open(
    signing: &Signing,
    unlock: &Unlock<'_>,
    holder: &Holder,
    documents: usize,
) -> Result<(Box<dyn SigningSession>, Hand), Error> {
    let unknown = || KeyRefusal::Unknown { key: unlock.key.to_owned() };
    let lines = signing.signer.keys(Some(holder)).await?;
    if !lines.iter().any(|line| line.name == unlock.key) {
        return Err(unknown().into());
    }
    let session = signing.signer.open(unlock.key, unlock.pin, u32::try_from(documents).unwrap_or(1)).await?;
    if session.card().holder != *holder {
        return Err(unknown().into());
    }
    let own = session.card().chain.first().ok_or(SigningRefusal::CertificateUnreadable)?;
    let own = Certificate::from_der(own)?;
    let name = own.common_name().map_or_else(|| own.subject(), str::to_owned);
    // Without an authority of time the signature says so itself; where there is one, nothing falls back to less.
    let wish = if signing.has_stamps { Wish::Timed } else { Wish::Plain };
    Ok((session, Hand { holder: holder.clone(), serial: own.serial(), wish, name }))
}

/// Signs some papers and writes each down before more are asked for.
async fn sign_and_keep(
    app: &App,
    who: &Staff,
    step: SignStep,
    session: &mut dyn SigningSession,
    hand: &Hand,
    some: &[Ready],
) -> Vec<(usize, Result<FileHash, Refusal>)> {
    let Ok(signing) = signing(app) else { return Vec::new() };
    let at = signing.clock.now();
    let field = match step {
        SignStep::Sign => "ChuKy",
        SignStep::Seal => SEAL,
    };
    let (ours, others): (Vec<&Ready>, Vec<&Ready>) =
        some.iter().partition(|ready| ready.holder == hand.holder);
    let task = |ready: &&'_ Ready| {
        let order = Order { name: Some(hand.name.as_str()), ..Order::new(field, at) };
        (FileHash::of(&ready.bytes), order)
    };
    let asked: Vec<_> = ours.iter().map(task).collect();
    let tasks: Vec<Task<'_>> = ours
        .iter()
        .zip(asked)
        .map(|(ready, (shown, order))| Task {
            label: &ready.label,
            pdf: &ready.bytes,
            shown: Some(shown),
            order,
        })
        .collect();
    let mut told: Vec<(usize, Result<FileHash, Refusal>)> = Vec::new();
    let other =
        |ready: &Ready| (ready.place, Err(KeyRefusal::Unknown { key: hand.holder.to_string() }.into()));
    told.extend(others.into_iter().map(other));
    match sign_some(signing, session, &tasks, hand.wish).await {
        Ok(answers) => {
            for (ready, answer) in ours.iter().zip(answers) {
                let result = match answer {
                    Done::Signed(pdf) => keep(app, who, step, ready, hand, pdf).await,
                    Done::Failed(error) => Err(error),
                };
                told.push((ready.place, result.map_err(|error| said(ready, error))));
            }
        }
        Err(error) => {
            let why = ours.first().map_or_else(|| KeyRefusal::NotTried.into(), |ready| said(ready, error));
            told.extend(ours.iter().map(|ready| (ready.place, Err(why.clone()))));
        }
    }
    told
}

/// What is told of one paper; a failure of the machine is logged, and the paper counts as not signed.
fn said(ready: &Ready, error: Error) -> Refusal {
    match error {
        Error::Refused(why) => why,
        Error::Faulted(fault) => {
            tracing::error!(paper = %ready.row.id, fault = %fault.chain(), "a paper could not be signed");
            AppRefusal::NotSigned.into()
        }
    }
}

/// Writes the step with its evidence, and which file is handed out from now on, in one transaction.
async fn keep(
    app: &App,
    who: &Staff,
    step: SignStep,
    ready: &Ready,
    hand: &Hand,
    pdf: Vec<u8>,
) -> Result<FileHash, Error> {
    if !is_believed(app, &pdf).await? {
        return Err(AppRefusal::SignatureUnsound { name: hand.name.clone() }.into());
    }
    let bytes = i64::try_from(pdf.len()).map_err(|_| not_found("paper"))?;
    let after = app.files.put(Shelf::Papers, pdf, app.clock.now()).await?;
    let made = PaperSignature {
        paper: ready.row.id,
        before: FileHash::of(&ready.bytes),
        after: after.clone(),
        name: hand.name.clone(),
        certificate: hand.serial.clone(),
        level: level(hand.wish.level()).to_owned(),
    };
    let (command, signatures) = match step {
        SignStep::Sign => (Command::Sign(made), 1),
        SignStep::Seal => (Command::Seal(made), 2),
    };
    let file = SignedFile { hash: after.clone(), bytes, signatures };
    let target = Target { key: ready.row.key.clone(), version: None };
    let mut turns = Turns::of(&target);
    loop {
        let (mut case, tx) = Case::read(app, &target).await?;
        let mut tx = begun(app, tx).await?;
        let result = write(app, &mut tx.conn()?, who, &mut case, command.clone(), &ready.row, &file).await;
        let done = tx.finish(result).await;
        if !turns.again(&done) {
            return done.map(|()| after);
        }
    }
}

async fn write(
    app: &App,
    conn: &mut store::Conn<'_>,
    who: &Staff,
    case: &mut Case,
    command: Command,
    row: &PaperRow,
    file: &SignedFile,
) -> Result<(), Error> {
    let who = of_now(conn, who).await?;
    let actor = case.permit(&who, command.kind().name())?;
    case.perform(app, conn, &actor, command).await?;
    if signed(conn, row, file).await? { Ok(()) } else { Err(AppRefusal::Conflict.into()) }
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
