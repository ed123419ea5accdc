//! "Ký số giấy, đóng dấu số": whoever has to signs the paper, the clerk has the agency's key seal it.
//!
//! What is signed is what was shown, by hash; the mandate is asked for again at the instant of signing and once more where
//! the step is written (`sign_keep`). Each paper is a step of its own: one refused stops no other, and what was signed
//! before a key was lost stays. The keys are elsewhere (`crate::signing`), and a PIN only passes through.

use access::{AccessRefusal, Staff};
use dossier::{Dossier, DossierRefusal, PaperKind, SignStep, Signable, Signatory};
use kernel::{FileHash, Id, Refusal};
use signing::keys::{Holder, KeyRefusal, Pin};
use signing::{Certificate, Order, Rect, SigningRefusal, Stamp, Visible};
use store::paper::{PaperRow, of_dossier, opened};

use super::SignPlace;
use super::copy::reason;
use super::keys::{holder, signing};
use super::sign_keep::{By, keep};
use super::to_sign::{cause_of, leads, refuses};
use crate::dossier::Target;
use crate::dossier::act::Case;
use crate::error::not_found;
use crate::signing::{Done, Signing, SigningSession, Task, Wish, sign_some};
use crate::{App, AppRefusal, DossierKey, Error};

/// The name of the field a person's signature stands in.
pub(super) const HAND: &str = "ChuKy";
/// The name of the field a seal stands in.
pub(super) const SEAL: &str = "ConDau";
/// The fields a paper needs room for.
pub(crate) const FIELDS: [&str; 2] = [HAND, SEAL];
/// Papers that go to the key together; what came back is kept before more is asked.
const SOME: usize = 8;
/// Points under the hand for the name and, below it, the words of a seal; forms leave so much room there.
const UNDER_HAND: f32 = 49.0;
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
pub(super) struct Ready {
    pub(super) place: usize,
    pub(super) row: PaperRow,
    pub(super) label: String,
    pub(super) bytes: Vec<u8>,
    pub(super) holder: Holder,
    /// Who has to sign it, by what it confirms.
    pub(super) by: Option<Signatory>,
    /// Where the signature shows.
    pub(super) shows: Option<SignPlace>,
    /// What the signature gives as its reason, where the paper needs one.
    pub(super) reason: Option<String>,
}

/// "Chứng thư của khoá đã mở": what goes into the evidence, and how the signature shows.
pub(crate) struct Hand {
    pub(super) step: SignStep,
    holder: Holder,
    pub(crate) wish: Wish,
    pub(crate) name: String,
    pub(crate) serial: String,
    stamp: Option<Stamp>,
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
            let told = Box::pin(sign_and_keep(app, By::Official(who), &mut *session, &hand, some)).await;
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
    let conn = &mut reader.conn();
    let who = of_now(conn, who).await?;
    let target = Target { key: paper.key.clone(), version: None };
    let mut case = Case::open(app, conn, &target).await?;
    let actor = case.permit(&who, step.name())?;
    let rows = of_dossier(conn, &paper.key).await?;
    let row = rows.into_iter().find(|row| row.id == paper.paper).ok_or_else(|| not_found("paper"))?;
    let dossier = &case.stored.dossier;
    let of = row.copy_of();
    let by = cause_of(conn, &row).await?.and_then(|cause| dossier.signatory(row.kind, &cause, of.as_ref()));
    let what = Signable { paper: row.id, kind: row.kind, by: by.as_ref(), copy_of: of.as_ref() };
    match step {
        SignStep::Sign => dossier.may_sign(what, &actor, leads(app, &who, dossier))?,
        SignStep::Seal => dossier.may_seal(what, &actor)?,
    }
    let seen = opened(conn, &row.key.tenant, row.id, &who.id).await?;
    drop(reader);
    let bytes = super::read::current(app, &row).await?;
    is_as_shown(dossier, row.kind, &bytes, &paper.shown, seen.as_ref())?;
    let holder = holder(&who, step, dossier.opening.agency.as_str());
    let label = dossier.code.as_ref().map_or_else(|| row.id.to_string(), ToString::to_string);
    let shows = row.sign_place.as_deref().and_then(SignPlace::parse);
    let reason = reason(app, dossier, &row);
    Ok(Ready { place, row, label, bytes, holder, by, shows, reason })
}

/// The file is the one that was shown; one that refuses what was asked was opened as it is.
///
/// Law: Luật Giao dịch điện tử 20/2023/QH15 Điều 22
fn is_as_shown(
    dossier: &Dossier,
    kind: PaperKind,
    bytes: &[u8],
    shown: &FileHash,
    seen: Option<&FileHash>,
) -> Result<(), Error> {
    let now = FileHash::of(bytes);
    if now != *shown {
        let (shown, now) = (shown.to_string(), now.to_string());
        return Err(SigningRefusal::ChangedSinceShown { shown, now }.into());
    }
    if refuses(dossier, kind) && seen != Some(&now) {
        return Err(DossierRefusal::PaperUnopened.into());
    }
    Ok(())
}

/// The official with the posts of this instant, whatever they were when the page was opened.
pub(super) async fn of_now(conn: &mut store::Conn<'_>, who: &Staff) -> Result<Staff, Error> {
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
    let stamp = signing.looks.stamp(session.card(), unlock.step == SignStep::Seal)?;
    // Without an authority of time the signature says so itself; where there is one, nothing falls back to less.
    let wish = if signing.has_stamps { Wish::Timed } else { Wish::Plain };
    let hand = Hand { step: unlock.step, holder: holder.clone(), serial: own.serial(), wish, name, stamp };
    Ok((session, hand))
}

impl Hand {
    /// Where this signature shows on a paper: the hand in the place the paper has for it, the seal over the hand's left.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Phụ lục I
    pub(super) fn shown(&self, ready: &Ready) -> Option<SignPlace> {
        let (stamp, place) = (self.stamp.as_ref()?, ready.shows?);
        let rect = match self.step {
            SignStep::Sign => place.rect,
            SignStep::Seal => {
                let beside = stamp.beside(place.rect);
                Rect { bottom: beside.bottom.max(place.rect.bottom - UNDER_HAND), ..beside }
            }
        };
        Some(SignPlace { rect, ..place })
    }

    /// What the paper remembers of the place: the hand as it was drawn, for the seal to stand over.
    pub(super) fn remembered(&self, ready: &Ready) -> Option<SignPlace> {
        match (self.step, &self.stamp, ready.shows) {
            (SignStep::Sign, Some(stamp), Some(place)) => {
                Some(SignPlace { rect: stamp.picture_in(place.rect), ..place })
            }
            (SignStep::Sign | SignStep::Seal, _, place) => place,
        }
    }

    fn order<'a>(&'a self, ready: &'a Ready, at: jiff::Timestamp) -> Order<'a> {
        let field = match self.step {
            SignStep::Sign => HAND,
            SignStep::Seal => SEAL,
        };
        let place = self.shown(ready).zip(self.stamp.as_ref());
        let visible = place.map(|(place, stamp)| Visible { page: place.page, rect: place.rect, stamp });
        Order {
            name: Some(self.name.as_str()),
            reason: ready.reason.as_deref(),
            visible,
            ..Order::new(field, at)
        }
    }
}

/// Signs some papers and writes each down before more are asked for.
pub(super) async fn sign_and_keep(
    app: &App,
    by: By<'_>,
    session: &mut dyn SigningSession,
    hand: &Hand,
    some: &[Ready],
) -> Vec<(usize, Result<FileHash, Refusal>)> {
    let Ok(signing) = signing(app) else { return Vec::new() };
    let at = signing.clock.now();
    let (ours, others): (Vec<&Ready>, Vec<&Ready>) =
        some.iter().partition(|ready| ready.holder == hand.holder);
    let asked: Vec<_> =
        ours.iter().map(|ready| (FileHash::of(&ready.bytes), hand.order(ready, at))).collect();
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
                    Done::Signed(pdf) => keep(app, by, ready, hand, pdf).await,
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
