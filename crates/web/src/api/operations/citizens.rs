//! Addresses for a citizen's token: drafts, their files, and the own dossiers.

use super::super::bin::BinList;
use super::super::dossiers::{DossierList, ReadingList};
use super::super::drafts::{DraftList, DraftView};
use super::super::messages::{MessageList, RatingView};
use super::super::papers::PaperList;
use super::super::shapes::{
    Begin, ChosenAgency, Filing, Move, NewMessage, NewUpload, Rating, SavedPage, Supplement, Withdrawal,
};
use super::super::uploads::{UploadList, UploadView};
use super::super::view::DossierView;
use super::{Answer, Operation, PAPER, Takes, UPLOADED, deed, file, json, list, of, read};
use crate::routes::ApiMethod::{Delete, Post, Put};

/// All of them.
pub(super) fn operations() -> Vec<Operation> {
    let mut all = filing();
    all.extend(uploading());
    all.extend(following());
    all.extend(talking());
    all
}

fn filing() -> Vec<Operation> {
    let tag = "drafts";
    let save = |path, id, body| Operation {
        is_based: true,
        answer: (200, Answer::Versioned(of::<DraftView>())),
        ..deed(Put, path, id, tag, body, 200)
    };
    vec![
        Operation {
            refuses: &[],
            ..read("/api/v1/drafts", "listDrafts", tag, Answer::Json(of::<DraftList>()))
        },
        Operation { refuses: &[], ..read("/api/v1/bin", "listBin", tag, Answer::Json(of::<BinList>())) },
        deed(Post, "/api/v1/bin/{draft}/restoration", "restoreDraft", tag, Takes::Nothing, 200),
        deed(Post, "/api/v1/drafts", "beginDraft", tag, json::<Begin>(), 201),
        Operation {
            refuses: &[404, 422],
            ..read("/api/v1/drafts/{draft}", "getDraft", tag, Answer::Versioned(of::<DraftView>()))
        },
        Operation {
            answer: (204, Answer::Empty),
            ..deed(Delete, "/api/v1/drafts/{draft}", "discardDraft", tag, Takes::Nothing, 204)
        },
        save("/api/v1/drafts/{draft}/agency", "chooseAgency", json::<ChosenAgency>()),
        save("/api/v1/drafts/{draft}/pages/{page}", "savePage", json::<SavedPage>()),
        deed(Post, "/api/v1/drafts/{draft}/submission", "submitDraft", tag, Takes::Nothing, 201),
    ]
}

fn uploading() -> Vec<Operation> {
    let tag = "uploads";
    let asked = |path, id| Operation {
        refuses: &[404, 409, 422],
        ..read(path, id, tag, Answer::Json(of::<UploadList>()))
    };
    let change = |method, path, id, takes| Operation {
        answer: (200, Answer::Json(of::<UploadView>())),
        refuses: &[404, 409, 413, 422],
        ..deed(method, path, id, tag, takes, 200)
    };
    vec![
        asked("/api/v1/drafts/{draft}/uploads", "listDraftUploads"),
        begun("/api/v1/drafts/{draft}/uploads", "beginDraftUpload"),
        asked("/api/v1/dossiers/{id}/uploads", "listSupplementUploads"),
        begun("/api/v1/dossiers/{id}/uploads", "beginSupplementUpload"),
        read("/api/v1/uploads/{upload}", "getUpload", tag, Answer::Json(of::<UploadView>())),
        Operation {
            answer: (204, Answer::Empty),
            ..deed(Delete, "/api/v1/uploads/{upload}", "removeUpload", tag, Takes::Nothing, 204)
        },
        Operation {
            answer: (204, Answer::Empty),
            ..deed(Put, "/api/v1/uploads/{upload}/pieces/{number}", "putPiece", tag, Takes::Piece, 204)
        },
        change(Post, "/api/v1/uploads/{upload}/completion", "completeUpload", Takes::Nothing),
        change(Put, "/api/v1/uploads/{upload}/kept", "keepUpload", Takes::Nothing),
        change(Post, "/api/v1/uploads/{upload}/moves", "moveUpload", json::<Move>()),
        file("/api/v1/uploads/{upload}/content", "getUploadContent", tag, UPLOADED),
        file("/api/v1/uploads/{upload}/preview", "getUploadPreview", tag, &["image/jpeg"]),
    ]
}

fn begun(path: &'static str, id: &'static str) -> Operation {
    Operation { refuses: &[404, 409, 413, 422], ..deed(Post, path, id, "uploads", json::<NewUpload>(), 201) }
}

fn following() -> Vec<Operation> {
    let tag = "dossiers";
    let act = |path, id, body| Operation { is_based: true, ..deed(Post, path, id, tag, body, 200) };
    vec![
        Operation { refuses: &[], ..list("/api/v1/dossiers", "listDossiers", tag, of::<DossierList>()) },
        deed(Post, "/api/v1/dossiers", "fileDossier", tag, json::<Filing>(), 201),
        read("/api/v1/dossiers/{id}", "getDossier", tag, Answer::Versioned(of::<DossierView>())),
        act("/api/v1/dossiers/{id}/supplement", "supplementDossier", json::<Supplement>()),
        act("/api/v1/dossiers/{id}/withdrawal", "withdrawDossier", json::<Withdrawal>()),
        act("/api/v1/dossiers/{id}/result", "takeResult", Takes::Nothing),
        Operation { refuses: &[], ..list("/api/v1/readings", "listReadings", tag, of::<ReadingList>()) },
    ]
}

fn talking() -> Vec<Operation> {
    let tag = "dossiers";
    vec![
        list("/api/v1/dossiers/{id}/messages", "listMessages", tag, of::<MessageList>()),
        deed(Post, "/api/v1/dossiers/{id}/messages", "writeMessage", tag, json::<NewMessage>(), 201),
        read("/api/v1/dossiers/{id}/rating", "getRating", tag, Answer::Json(of::<RatingView>())),
        Operation {
            answer: (200, Answer::Json(of::<RatingView>())),
            ..deed(Put, "/api/v1/dossiers/{id}/rating", "rateService", tag, json::<Rating>(), 200)
        },
        read("/api/v1/dossiers/{id}/papers", "listPapers", tag, Answer::Json(of::<PaperList>())),
        Operation {
            refuses: &[404, 422],
            ..file("/api/v1/dossiers/{id}/papers/{paper}", "getPaper", tag, PAPER)
        },
        file("/api/v1/dossiers/{id}/files/{hash}", "getFile", tag, UPLOADED),
    ]
}
