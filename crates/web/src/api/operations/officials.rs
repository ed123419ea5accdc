//! Addresses for an official's token: worklists, dossiers, the agency, the counter.

use super::super::actions::Deed;
use super::super::intakes::{IntakeList, IntakeView};
use super::super::messages::{MessageList, WaitingList};
use super::super::office::{FoundDossiers, LoadList, RatingFigures, RegisterList, RevisionList};
use super::super::papers::PaperList;
use super::super::shapes::{Arriving, NewMessage, Reception, SavedIntake};
use super::super::view::DossierView;
use super::super::work::{DraftText, OfficerList, WorkCounts, WorkList};
use super::{Answer, Operation, PAPER, Takes, UPLOADED, deed, file, json, list, of, read};
use crate::routes::ApiMethod::{Delete, Post, Put};

/// What narrows a worklist.
const NARROWED: &[&str] = &["officer", "procedure", "channel", "due", "after"];

/// All of them.
pub(super) fn operations() -> Vec<Operation> {
    let mut all = working();
    all.extend(talking());
    all.extend(agencies());
    all.extend(counter());
    all
}

fn working() -> Vec<Operation> {
    let tag = "work";
    let dossier = "/api/v1/work/dossiers/{tenant}/{id}";
    vec![
        Operation {
            refuses: &[],
            ..read("/api/v1/work", "countWork", tag, Answer::Json(of::<WorkCounts>()))
        },
        Operation {
            query: NARROWED,
            ..list("/api/v1/work/{agency}/{holder}", "listWork", tag, of::<WorkList>())
        },
        read(dossier, "lookAtDossier", tag, Answer::Versioned(of::<DossierView>())),
        read(
            "/api/v1/work/dossiers/{tenant}/{id}/officers",
            "listOfficers",
            tag,
            Answer::Json(of::<OfficerList>()),
        ),
        Operation {
            refuses: &[404, 422],
            query: &["outcome"],
            ..read(
                "/api/v1/work/dossiers/{tenant}/{id}/draft",
                "draftResult",
                tag,
                Answer::Json(of::<DraftText>()),
            )
        },
        Operation {
            is_based: true,
            ..deed(
                Post,
                "/api/v1/work/dossiers/{tenant}/{id}/actions",
                "actOnDossier",
                tag,
                json::<Deed>(),
                200,
            )
        },
    ]
}

fn talking() -> Vec<Operation> {
    let tag = "work";
    let messages = "/api/v1/work/dossiers/{tenant}/{id}/messages";
    let papers = "/api/v1/work/dossiers/{tenant}/{id}/papers";
    vec![
        Operation {
            refuses: &[],
            ..read("/api/v1/work/messages", "listWaitingMessages", tag, Answer::Json(of::<WaitingList>()))
        },
        Operation {
            refuses: &[],
            ..read("/api/v1/work/procedures", "listRevisions", tag, Answer::Json(of::<RevisionList>()))
        },
        list(messages, "listDossierMessages", tag, of::<MessageList>()),
        deed(Post, messages, "writeToApplicant", tag, json::<NewMessage>(), 201),
        read(papers, "listDossierPapers", tag, Answer::Json(of::<PaperList>())),
        deed(Post, papers, "makeControlSheet", tag, Takes::Nothing, 201),
        Operation {
            refuses: &[404, 422],
            ..file("/api/v1/work/dossiers/{tenant}/{id}/papers/{paper}", "getDossierPaper", tag, PAPER)
        },
        file("/api/v1/work/dossiers/{tenant}/{id}/files/{hash}", "getDossierFile", tag, UPLOADED),
    ]
}

fn agencies() -> Vec<Operation> {
    let tag = "agencies";
    vec![
        Operation {
            query: &["q"],
            refuses: &[404],
            ..list("/api/v1/agencies/{agency}/search", "searchDossiers", tag, of::<FoundDossiers>())
        },
        Operation {
            query: NARROWED,
            ..list("/api/v1/agencies/{agency}/waits/{cause}", "listWaits", tag, of::<WorkList>())
        },
        read("/api/v1/agencies/{agency}/loads", "listLoads", tag, Answer::Json(of::<LoadList>())),
        Operation {
            query: &["year", "after"],
            ..list("/api/v1/agencies/{agency}/register", "listRegister", tag, of::<RegisterList>())
        },
        read("/api/v1/agencies/{agency}/ratings", "getRatings", tag, Answer::Json(of::<RatingFigures>())),
    ]
}

fn counter() -> Vec<Operation> {
    let (tag, at, form) =
        ("counter", "/api/v1/agencies/{agency}/intakes", "/api/v1/intakes/{tenant}/{intake}");
    let save = |path, id, takes| Operation {
        is_based: true,
        answer: (200, Answer::Versioned(of::<IntakeView>())),
        ..deed(Put, path, id, tag, takes, 200)
    };
    vec![
        Operation { refuses: &[404, 422], ..read(at, "listIntakes", tag, Answer::Json(of::<IntakeList>())) },
        deed(Post, at, "beginIntake", tag, json::<Arriving>(), 201),
        Operation {
            refuses: &[404, 422],
            ..read(form, "getIntake", tag, Answer::Versioned(of::<IntakeView>()))
        },
        save(form, "saveIntake", json::<SavedIntake>()),
        Operation {
            answer: (204, Answer::Empty),
            ..deed(Delete, form, "discardIntake", tag, Takes::Nothing, 204)
        },
        save("/api/v1/intakes/{tenant}/{intake}/online", "takeOnlineDraft", Takes::Nothing),
        Operation {
            is_based: true,
            ..deed(
                Post,
                "/api/v1/intakes/{tenant}/{intake}/reception",
                "receiveIntake",
                tag,
                json::<Reception>(),
                201,
            )
        },
    ]
}
