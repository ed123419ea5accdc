//! What changed in a file since it was shown to whoever signs it, in words: passages, pages, signatures, and both files.

use app::paper::{Between, Changed, NoWords};
use kernel::{Fault, FaultKind};
use tokio::sync::Semaphore;

use super::difference::{Fate, Piece, difference};
use crate::signature::{self, SignatureItem};
use crate::{Chrome, PageError};

/// Letters of what stayed that are shown on either side of a change.
const AROUND: usize = 90;
/// Letters of one change that are shown; a text that was replaced whole is read in the file.
const MOST_LETTERS: usize = 1_500;
/// Passages shown; whoever has more reads the file.
const MOST_PASSAGES: usize = 40;

/// Differences worked out together; each costs no more than `difference` lets it, so others wait for their turn.
static COMPARING: Semaphore = Semaphore::const_new(2);

/// "Khác gì với bản đã xem".
pub(super) struct Changes {
    /// How much of the words changed, in a sentence; or that they are the same, or cannot be compared.
    pub(super) words: String,
    /// How the pages are counted before and now; empty where they are as many.
    pub(super) pages: String,
    pub(super) passages: Vec<Vec<Piece>>,
    /// Signatures that came, and that went.
    pub(super) came: Vec<SignatureItem>,
    pub(super) went: Vec<SignatureItem>,
    pub(super) shown: String,
    /// Where the file that was shown can be opened; empty where it is not kept.
    pub(super) shown_file: String,
    pub(super) now: String,
    pub(super) now_file: String,
}

impl Changes {
    /// The part of a page; `file` is the address of the file that is there now.
    ///
    /// # Errors
    /// A fault of the machine.
    pub(super) async fn of(page: &Chrome, changed: Changed, file: &str) -> Result<Self, PageError> {
        let (shown, now) = (changed.shown.to_string(), changed.now.to_string());
        let shown_file =
            if changed.between.is_some() { format!("{file}?ban={shown}") } else { String::new() };
        let mut changes = Self {
            words: page.t("changed-not-kept"),
            pages: String::new(),
            passages: Vec::new(),
            came: Vec::new(),
            went: Vec::new(),
            shown_file,
            now_file: file.to_owned(),
            shown,
            now,
        };
        if let Some(between) = changed.between {
            changes.tell(page, between).await?;
        }
        Ok(changes)
    }

    async fn tell(&mut self, page: &Chrome, between: Between) -> Result<(), PageError> {
        if let Some((before, now)) = between.pages.filter(|(before, now)| before != now) {
            self.pages = page.t2("changed-pages", "before", before, "now", now);
        }
        self.came = signature::items(page, &between.came);
        self.went = signature::items(page, &between.went);
        let mut passages = match between.words {
            Ok((before, now)) => worked_out(before, now).await?,
            Err(why) => {
                self.words = page.t(match why {
                    NoWords::Unreadable => "changed-unreadable",
                    NoWords::Busy => "changed-busy",
                });
                return Ok(());
            }
        };
        self.words = match passages.len() {
            0 => page.t("changed-no-word"),
            many if many > MOST_PASSAGES => page.t1("changed-many", "most", MOST_PASSAGES),
            some => page.t1("changed-words", "count", some),
        };
        passages.truncate(MOST_PASSAGES);
        self.passages = passages;
        Ok(())
    }
}

/// Not on a thread that answers people.
async fn worked_out(before: String, now: String) -> Result<Vec<Vec<Piece>>, Fault> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
        Fault::new(FaultKind::Internal, "compare two texts", error)
    };
    let turn = COMPARING.acquire().await.map_err(|error| failed(error.into()))?;
    let work = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        passages(&difference(&before, &now))
    });
    work.await.map_err(|error| failed(error.into()))
}

/// What came and went, each with a little of what stayed around it; changes close to each other are one passage.
fn passages(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut passages: Vec<Vec<Piece>> = Vec::new();
    let (mut open, mut before): (Vec<Piece>, Option<Piece>) = (Vec::new(), None);
    for piece in pieces {
        if piece.fate != Fate::Kept {
            open.extend(before.take());
            open.push(Piece { fate: piece.fate, text: short(&piece.text) });
        } else if open.is_empty() {
            before = Some(kept(last(&piece.text)));
        } else if piece.text.chars().count() <= 2 * AROUND {
            before = Some(piece.clone());
        } else {
            open.push(kept(first(&piece.text)));
            passages.push(std::mem::take(&mut open));
            before = Some(kept(last(&piece.text)));
        }
    }
    if !open.is_empty() {
        open.extend(before.map(|piece| kept(first(&piece.text))));
        passages.push(open);
    }
    passages
}

fn kept(text: String) -> Piece {
    Piece { fate: Fate::Kept, text }
}

/// A change as it is, or the beginning of a very long one.
fn short(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The beginning of a long text, by whole words and within its line.
fn first(text: &str) -> String {
    let line = text.split_inclusive('\n').next().unwrap_or_default();
    let mut out = String::new();
    for word in line.split_inclusive(' ') {
        if out.chars().count() + word.chars().count() > AROUND {
            out.push('…');
            return out;
        }
        out.push_str(word);
    }
    out
}

/// The end of one, in the same way.
fn last(text: &str) -> String {
    let line = text.split_inclusive('\n').next_back().unwrap_or_default();
    let mut words: Vec<&str> = Vec::new();
    let mut count = 0;
    for word in line.split_inclusive(' ').rev() {
        count += word.chars().count();
        if count > AROUND {
            words.push("… ");
            break;
        }
        words.push(word);
    }
    words.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, now: &str) -> Vec<String> {
        let piece = |piece: &Piece| match piece.fate {
            Fate::Kept => piece.text.clone(),
            Fate::Removed => format!("[{}]", piece.text),
            Fate::Added => format!("{{{}}}", piece.text),
        };
        passages(&difference(before, now)).iter().map(|all| all.iter().map(piece).collect()).collect()
    }

    #[test]
    fn changes_are_told_with_a_little_around_them() {
        let far = "chữ giữ nguyên ".repeat(40);
        assert_eq!(told("một", "một"), Vec::<String>::new());
        assert_eq!(told("cấp 2 bản sao", "cấp 3 bản sao"), ["cấp [2 ]{3 }bản sao"]);
        let around = format!("{}…", "chữ giữ nguyên ".repeat(6));
        let before = format!("… {}", "chữ giữ nguyên ".repeat(6));
        assert_eq!(
            told(&format!("a 1 {far}b 2 c"), &format!("a x {far}b y c")),
            [format!("a [1 ]{{x }}{around}"), format!("{}b [2 ]{{y }}c", before.replace("… chữ ", "… "))]
        );
        assert_eq!(told(&format!("{far}\nhai\n{far}"), &format!("{far}\nba\n{far}")).len(), 1);
        assert_eq!(told("", "mới"), ["{mới}"]);
        let whole = told(&"cũ ".repeat(90_000), &"mới ".repeat(90_000));
        assert_eq!(whole.len(), 1);
        assert!(whole.iter().all(|passage| passage.chars().count() < 2 * MOST_LETTERS + 10));
    }
}
