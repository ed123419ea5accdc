//! Today's board: how much lies in whose hands at a workplace, what of it is late, and what waits for others.
//!
//! Every page of a worklist shows it, and most are looked at between two writes: where all writes pass through this process a
//! board is counted once after each of them, and once a second, for lateness comes by itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use dossier::{Cause, Holder};
use kernel::AgencyCode;
use store::dossier::{List, count, count_due, count_waiting};

use super::worklist::{Workplace, days_on};
use crate::{App, Error};

/// Boards that are remembered at most.
const MOST: usize = 1_024;

/// "Bảng hôm nay": what is late, what ends today and what waits for others, of one agency; a thousand means "or more".
pub struct Board {
    /// Hands, all, late, ending today.
    pub held: Vec<(Holder, i64, i64, i64)>,
    /// What waits for others, by account; only what there is.
    pub waits: Vec<(Cause, i64)>,
}

/// Whose board: an agency, and the hands whose work is shown.
type Whose = (AgencyCode, Vec<Holder>);

/// After which commit and in which second a board was counted.
type Counted = (u64, i64);

/// "Bảng vừa đếm".
#[derive(Default)]
pub struct Boards(Mutex<BTreeMap<Whose, (Counted, Arc<Board>)>>);

impl Boards {
    fn get(&self, whose: &Whose, now: Counted) -> Option<Arc<Board>> {
        let boards = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        boards.get(whose).filter(|(counted, _)| *counted == now).map(|(_, board)| Arc::clone(board))
    }

    fn put(&self, whose: Whose, now: Counted, board: Arc<Board>) {
        let mut boards = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if boards.len() >= MOST {
            boards.clear();
        }
        boards.insert(whose, (now, board));
    }
}

/// The board of one workplace.
///
/// # Errors
/// The database's failure.
pub async fn board(app: &App, place: &Workplace) -> Result<Arc<Board>, Error> {
    let _measured = crate::operations::measure("dossier.counts");
    let whose = (place.agency.code.clone(), place.holders.clone());
    let counted = app.store.commits().map(|commits| (commits, app.clock.now().as_second()));
    if let Some(board) = counted.and_then(|now| app.boards.get(&whose, now)) {
        return Ok(board);
    }
    let board = Arc::new(counted_now(app, place).await?);
    if let Some(now) = counted {
        app.boards.put(whose, now, Arc::clone(&board));
    }
    Ok(board)
}

async fn counted_now(app: &App, place: &Workplace) -> Result<Board, Error> {
    let (now, tonight) = (app.clock.now(), days_on(app, 1));
    let mut reader = app.store.read().await?;
    let mut conn = reader.conn();
    let code = &place.agency.code;
    let mut board = Board { held: Vec::new(), waits: Vec::new() };
    for holder in &place.holders {
        let all = count(&mut conn, code, *holder).await?;
        let (mut late, mut today) = (0, 0);
        if all > 0 && List::Held(*holder).has_clock() {
            late = count_due(&mut conn, code, *holder, None, now).await?;
            today = count_due(&mut conn, code, *holder, Some(now), tonight.unwrap_or(now)).await?;
        }
        board.held.push((*holder, all, late, today));
    }
    for cause in Cause::ALL.into_iter().filter(|cause| *cause != Cause::Officer) {
        let number = count_waiting(&mut conn, code, cause).await?;
        if number > 0 {
            board.waits.push((cause, number));
        }
    }
    Ok(board)
}
