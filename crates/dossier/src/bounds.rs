//! How long the texts of a command may be: they stay in the history for ever and stand on everybody's page.
//!
//! Whether a text is there at all is asked rule by rule in `decide`; how long an answer of a form may be stands in the
//! form itself.

use kernel::Refusal;

use crate::{Command, DossierRefusal};

/// Characters of a reason, a ground, a name.
const SHORT: usize = 4_000;
/// Characters of the answer to one item of a supplement.
const ANSWER: usize = 20_000;
/// Characters of the text of a result.
const DRAFT: usize = 100_000;

impl Command {
    /// Refuses texts that nobody would read.
    pub(crate) fn fits(&self) -> Result<(), Refusal> {
        let (limit, texts) = self.texts();
        if texts.iter().any(|text| text.chars().count() > limit) {
            return Err(DossierRefusal::TextTooLong { limit: limit.to_string() }.into());
        }
        Ok(())
    }

    /// What somebody has typed, and how long each of it may be.
    fn texts(&self) -> (usize, Vec<&str>) {
        match self {
            Self::RejectIntake { reason, ground } => (SHORT, vec![reason, ground]),
            Self::RequestSupplement { items, reason } => {
                let all = items.iter().flat_map(|item| {
                    [item.id.as_str(), &item.ask, &item.reason, &item.ground, &item.example]
                });
                (SHORT, all.chain([reason.as_str()]).collect())
            }
            Self::AnswerSupplement { answers, .. } => {
                (ANSWER, answers.values().map(String::as_str).collect())
            }
            Self::Forward { to, name } => (SHORT, vec![to, name]),
            Self::Propose { title, content, .. } => (DRAFT, vec![title, content]),
            Self::Deliver { evidence } => (SHORT, vec![&evidence.receiver, &evidence.manner]),
            Self::ConfirmPayment { reference, .. } => (SHORT, vec![reference]),
            Self::StartVerification { with, reason } => (SHORT, vec![with, reason]),
            Self::AcceptValue { check, reason } => (SHORT, vec![check, reason]),
            Self::Return { reason }
            | Self::RecallDelivery { reason }
            | Self::RequestWithdrawal { reason }
            | Self::DeclineWithdrawal { reason }
            | Self::RequestPayment { reason, .. }
            | Self::Stop { reason }
            | Self::Resume { reason }
            | Self::Extend { reason, .. }
            | Self::StartWait { reason, .. } => (SHORT, vec![reason]),
            Self::Receive { .. }
            | Self::Approve { .. }
            | Self::Number(_)
            | Self::Release
            | Self::Sign { .. }
            | Self::Seal(_)
            | Self::AcceptWithdrawal
            | Self::EndWait
            | Self::Verify { .. }
            | Self::AcknowledgeSync { .. } => (SHORT, Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DRAFT, SHORT};
    use crate::{Command, Outcome, SupplementItem};

    #[test]
    fn texts_nobody_would_read_are_refused() {
        let long = |chars: usize| "ế".repeat(chars);
        let draft = |content: String| Command::Propose {
            outcome: Outcome::Granted,
            title: "Trích lục".to_owned(),
            content,
        };
        let item = |example: String| SupplementItem { example, ..SupplementItem::default() };
        let ask = |example| Command::RequestSupplement { items: vec![item(example)], reason: String::new() };
        for (command, is_refused) in [
            (Command::RequestWithdrawal { reason: long(SHORT) }, false),
            (Command::RequestWithdrawal { reason: long(SHORT + 1) }, true),
            (Command::Return { reason: long(SHORT + 1) }, true),
            (ask(long(SHORT)), false),
            (ask(long(SHORT + 1)), true),
            (draft(long(DRAFT)), false),
            (draft(long(DRAFT + 1)), true),
            (Command::Release, false),
        ] {
            let found = command.fits().map_err(|why| why.code);
            let expected = if is_refused { Err("dossier.text-too-long".to_owned()) } else { Ok(()) };
            assert_eq!(found, expected, "{:?}", command.kind());
        }
    }
}
