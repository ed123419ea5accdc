//! Letters by mail: who gets which, whether it is out, when it is tried again. One for each person, topic and mark.

use jiff::Timestamp;
use kernel::Fault;

use crate::arg::args;
use crate::{Conn, Row};

/// "Thư chờ gửi".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRow {
    /// Account id of whoever gets it.
    pub officer: String,
    /// What kind of letter it is.
    pub topic: String,
    /// What it is about, so that nobody gets it twice.
    pub mark: String,
    /// What it says.
    pub body: String,
    /// How often it was tried in vain.
    pub tries: i64,
    /// When it is tried next.
    pub next_at: Timestamp,
}

/// "Thư kèm địa chỉ": a letter whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterTurn {
    /// The letter.
    pub row: LetterRow,
    /// The name of whoever gets it.
    pub name: String,
    /// The mailbox as it is today; nothing where it was taken away.
    pub email: Option<String>,
    /// In which language.
    pub lang: Option<String>,
}

/// Writes a letter; one that is there, sent or not, stays as it is. Tells whether it is new.
///
/// # Errors
/// The database's failure.
pub async fn put(
    conn: &mut Conn<'_>,
    officer: &str,
    topic: &str,
    mark: &str,
    body: &str,
    next_at: Option<Timestamp>,
) -> Result<bool, Fault> {
    const SQL: &str = "INSERT INTO letter (officer, topic, mark, body, next_at, tries) \
        VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT (officer, topic, mark) DO NOTHING";
    Ok(conn.execute(SQL, args![officer, topic, mark, body, next_at]).await? > 0)
}

/// Whether there is such a letter, sent or not.
///
/// # Errors
/// The database's failure.
pub async fn is_written(conn: &mut Conn<'_>, officer: &str, topic: &str, mark: &str) -> Result<bool, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM letter WHERE officer = $1 AND topic = $2 AND mark = $3";
    Ok(conn.one(SQL, args![officer, topic, mark]).await?.int(0)? > 0)
}

/// The letters whose turn it is, the longest waiting first.
///
/// # Errors
/// The database's failure.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<LetterTurn>, Fault> {
    const SQL: &str = "SELECT letter.officer, letter.topic, letter.mark, letter.body, letter.tries, letter.next_at, \
        officer.name, officer.email, officer.lang FROM letter JOIN officer ON officer.id = letter.officer \
        WHERE letter.next_at <= $1 ORDER BY letter.next_at LIMIT $2";
    conn.all(SQL, args![now, limit]).await?.iter().map(turn).collect()
}

fn turn(row: &Row) -> Result<LetterTurn, Fault> {
    Ok(LetterTurn {
        row: LetterRow {
            officer: row.text(0)?,
            topic: row.text(1)?,
            mark: row.text(2)?,
            body: row.text(3)?,
            tries: row.int(4)?,
            next_at: row.instant(5)?,
        },
        name: row.text(6)?,
        email: row.text_opt(7)?,
        lang: row.text_opt(8)?,
    })
}

/// Takes a letter for one try; `false` where another worker was faster. Should the worker die, it is tried again at `until`.
///
/// # Errors
/// The database's failure.
pub async fn claim(conn: &mut Conn<'_>, row: &LetterRow, until: Timestamp) -> Result<bool, Fault> {
    const SQL: &str =
        "UPDATE letter SET next_at = $1 WHERE officer = $2 AND topic = $3 AND mark = $4 AND next_at = $5";
    Ok(conn.execute(SQL, args![until, &row.officer, &row.topic, &row.mark, row.next_at]).await? > 0)
}

/// Writes down what became of a try: sent, later again, or never.
///
/// # Errors
/// The database's failure.
pub async fn settle(
    conn: &mut Conn<'_>,
    row: &LetterRow,
    sent_at: Option<Timestamp>,
    next_at: Option<Timestamp>,
    failure: Option<String>,
) -> Result<(), Fault> {
    const SQL: &str = "UPDATE letter SET tries = tries + 1, sent_at = $4, next_at = $5, failure = $6 \
        WHERE officer = $1 AND topic = $2 AND mark = $3";
    let values = args![&row.officer, &row.topic, &row.mark, sent_at, next_at, failure];
    conn.execute(SQL, values).await.map(|_| ())
}

/// Forgets letters about what lies before a mark of their topic: none of them is written again.
///
/// # Errors
/// The database's failure.
pub async fn forget(conn: &mut Conn<'_>, topic: &str, before: &str) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM letter WHERE topic = $1 AND mark < $2 AND next_at IS NULL";
    conn.execute(SQL, args![topic, before]).await.map(|_| ())
}
