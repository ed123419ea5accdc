//! Uploads: taken whole or in pieces, looked at, kept with the draft, carried into the dossier, swept when nobody names them.

use std::collections::BTreeMap;

use access::Role;
use app::draft::{Typed, discard, open, restore, save_page, send, start};
use app::files::Shelf;
use app::identity::Citizen;
use app::upload::{Broom, Offer, Shift, Shown, begin, finish, keep, of_purpose, piece, remove, shift, whole};
use kernel::{AgencyCode, FileHash, Id, ProcedureCode};
use testkit::{TestApp, photo, scan};

use crate::code;

mod both {
    testkit::both!(
        a_paper_travels_from_the_phone_into_the_dossier,
        a_broken_line_costs_one_piece,
        what_is_wrong_with_a_file_is_told_at_once,
        what_nobody_names_is_swept,
        a_draft_comes_back_out_of_the_bin_with_its_papers,
    );
}

const PART: &str = "authorisation";

/// A draft of 2.000635 for somebody's parent, which needs a letter of authorisation.
async fn draft(t: &TestApp, who: &Citizen) -> Id {
    let id = start(&t.app, who, &ProcedureCode::parse("2.000635").unwrap()).await.unwrap();
    let agency = AgencyCode::parse("H57.99.1").unwrap();
    save_page(&t.app, who, id, 1, &Typed::Agency(&agency)).await.unwrap();
    let pages: [(&str, &[(&str, &str)]); 3] = [
        (
            "person",
            &[
                ("whose", "other"),
                ("relation", "parent"),
                ("subject_name", "Nguyễn Văn Tư"),
                ("subject_birth", "1955"),
            ],
        ),
        ("event", &[("event", "birth"), ("registration_place", "Phường Thuận Hoá")]),
        (
            "delivery",
            &[
                ("copies", "1"),
                ("purpose", "study"),
                ("delivery", "online"),
                ("phone", "0900000000"),
                ("declaration", "true"),
            ],
        ),
    ];
    for (version, (page, fields)) in (2..).zip(pages) {
        let fields: BTreeMap<String, String> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        save_page(&t.app, who, id, version, &Typed::Page { id: page, fields: &fields }).await.unwrap();
    }
    id
}

fn offer<'a>(id: Id, name: &'a str, bytes: &[u8]) -> Offer<'a> {
    Offer { id, part: PART, name, size: u64::try_from(bytes.len()).unwrap() }
}

async fn put(t: &TestApp, who: &Citizen, id: Id, name: &str, bytes: Vec<u8>) -> Result<Id, app::Error> {
    whole(&t.app, who, &offer(id, name, &bytes), bytes).await.map(|done| done.id)
}

async fn a_paper_travels_from_the_phone_into_the_dossier(t: TestApp) {
    let (lan, other) = (t.citizen(0), t.citizen(1));
    let id = draft(&t, &lan).await;
    assert_eq!(code(send(&t.app, &lan, id).await), "upload.paper-missing");
    let first = put(&t, &lan, id, "giay-uy-quyen.jpg", photo(true, 1)).await.unwrap();
    let blurred = put(&t, &lan, id, "trang-2.jpg", photo(false, 2)).await.unwrap();
    assert_eq!(
        code(send(&t.app, &lan, id).await),
        "upload.not-kept",
        "a blurred one waits for a second look"
    );
    assert_eq!(code(keep(&t.app, &other, blurred).await), "app.not-found");
    keep(&t.app, &lan, blurred).await.unwrap();
    shift(&t.app, &lan, blurred, Shift::Up).await.unwrap();
    let order: Vec<Id> = of_purpose(&t.app, &lan, id).await.unwrap().iter().map(|row| row.id).collect();
    assert_eq!(order, [blurred, first]);
    let small = app::upload::open(&t.app, &lan, first, Shown::Preview).await.unwrap();
    assert!(small.bytes.len() < 40_000 && small.kind == "jpeg");
    assert!(app::upload::open(&t.app, &other, first, Shown::Whole).await.is_err(), "nobody else's");

    let key = send(&t.app, &lan, id).await.unwrap();
    app::outbox::drain(&t.app).await.unwrap();
    let seen = app::dossier::dossier_of(&t.app, &lan, key.id).await.unwrap().dossier;
    let files: Vec<_> = seen.attached().collect();
    assert_eq!(files.len(), 2);
    assert_eq!(files[0].remarks, ["upload.picture-blurred"]);
    let hash = FileHash::of(&photo(true, 1));
    assert_eq!(files[1].hash, hash, "the chain covers the bytes themselves");
    assert_eq!(t.app.paper_of(&lan, key.id, &hash).await.unwrap().bytes, photo(true, 1));
    assert!(t.app.paper_of(&other, key.id, &hash).await.is_err());
    let desk = t.official(Role::Desk);
    assert_eq!(t.app.paper_for(&desk, &key, &hash).await.unwrap().name, "giay-uy-quyen.jpg");
    let readings = app::dossier::my_readings(&t.app, &lan).await.unwrap();
    assert_eq!(readings[0].reader, desk.name, "the owner sees who opened it");
    let elsewhere = t.official_of("H57.99.2", Role::Desk);
    assert!(t.app.paper_for(&elsewhere, &key, &hash).await.is_err());
    assert_eq!(code(remove(&t.app, &lan, first).await), "app.draft-sent", "what was sent stays");
    t.is_sound().await;
}

async fn a_broken_line_costs_one_piece(t: TestApp) {
    let lan = t.citizen(0);
    let id = draft(&t, &lan).await;
    let mut bytes = scan(7);
    let at = bytes.len() - 40;
    bytes.splice(at..at, std::iter::repeat_n(b'%', 600_000));
    let begun = begin(&t.app, &lan, &offer(id, "scan.pdf", &bytes)).await.unwrap();
    assert!(begun.have.is_empty());
    let size = usize::try_from(begun.piece_bytes).unwrap();
    let pieces: Vec<&[u8]> = bytes.chunks(size).collect();
    assert_eq!(pieces.len(), 3);
    let send = async |number: usize, hash: &FileHash, bytes: &[u8]| {
        piece(&t.app, &lan, begun.id, i64::try_from(number).unwrap(), hash, bytes.to_vec()).await
    };
    send(0, &FileHash::of(pieces[0]), pieces[0]).await.unwrap();
    assert_eq!(code(send(1, &FileHash::of(pieces[0]), pieces[1]).await), "upload.piece-broken");
    assert_eq!(code(send(1, &FileHash::of(b"cut"), b"cut").await), "upload.piece-broken");
    assert_eq!(code(send(9, &FileHash::of(pieces[1]), pieces[1]).await), "upload.piece-broken");
    assert_eq!(code(finish(&t.app, &lan, begun.id).await), "upload.pieces-missing");
    send(2, &FileHash::of(pieces[2]), pieces[2]).await.unwrap();
    let again = begin(&t.app, &lan, &offer(id, "scan.pdf", &bytes)).await.unwrap();
    assert_eq!((again.id, again.have), (begun.id, vec![0, 2]), "after a reload only what is missing is sent");
    send(1, &FileHash::of(pieces[1]), pieces[1]).await.unwrap();
    send(1, &FileHash::of(pieces[1]), pieces[1]).await.unwrap();
    finish(&t.app, &lan, begun.id).await.unwrap();
    finish(&t.app, &lan, begun.id).await.unwrap();
    let whole = app::upload::open(&t.app, &lan, begun.id, Shown::Whole).await.unwrap();
    assert!(whole.bytes == bytes, "the same bytes");
    t.is_sound().await;
}

async fn what_is_wrong_with_a_file_is_told_at_once(t: TestApp) {
    let lan = t.citizen(0);
    let id = draft(&t, &lan).await;
    for (name, bytes, expected) in [
        ("rong.pdf", Vec::new(), "upload.empty"),
        ("to.pdf", vec![b'x'; 10_485_761], "upload.too-large"),
        ("thu.docx", b"PK\x03\x04".to_vec(), "upload.unknown-kind"),
        ("hong.pdf", b"%PDF-1.7 cut".to_vec(), "upload.pdf-broken"),
    ] {
        assert_eq!(code(put(&t, &lan, id, name, bytes).await), expected);
    }
    assert!(
        of_purpose(&t.app, &lan, id).await.unwrap().is_empty(),
        "what is not taken leaves nothing behind"
    );
    put(&t, &lan, id, "a.pdf", scan(1)).await.unwrap();
    assert_eq!(code(put(&t, &lan, id, "b.pdf", scan(1)).await), "upload.twice");
    for mark in 2..=10 {
        put(&t, &lan, id, "a.pdf", scan(mark)).await.unwrap();
    }
    assert_eq!(code(put(&t, &lan, id, "a.pdf", scan(11)).await), "upload.too-many");
    let offered = Offer { part: "identity", ..offer(id, "a.pdf", b"x") };
    assert_eq!(
        code(begin(&t.app, &lan, &offered).await),
        "upload.not-asked",
        "the register answers that one"
    );
    assert_eq!(code(begin(&t.app, &t.citizen(1), &offer(id, "a.pdf", b"x")).await), "app.not-found");
    t.is_sound().await;
}

async fn what_nobody_names_is_swept(t: TestApp) {
    let lan = t.citizen(0);
    let id = draft(&t, &lan).await;
    let kept = put(&t, &lan, id, "giu.pdf", scan(1)).await.unwrap();
    let gone = put(&t, &lan, id, "bo.pdf", scan(2)).await.unwrap();
    begin(&t.app, &lan, &offer(id, "do-dang.pdf", b"unfinished")).await.unwrap();
    remove(&t.app, &lan, gone).await.unwrap();
    remove(&t.app, &lan, gone).await.unwrap();
    let mut broom = Broom::default();
    assert_eq!(broom.sweep(&t.app).await.unwrap(), Some(0), "what is young stays");
    t.clock.set("2026-03-10T10:00");
    let mut broom = Broom::default();
    assert_eq!(broom.sweep(&t.app).await.unwrap(), Some(1));
    assert_eq!(broom.sweep(&t.app).await.unwrap(), None, "the shelf was walked to its end");
    assert_eq!(t.app.files.size(Shelf::Uploads, &FileHash::of(&scan(2))).await.unwrap(), None);
    let rows = of_purpose(&t.app, &lan, id).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [kept], "broken off a week ago");
}

async fn a_draft_comes_back_out_of_the_bin_with_its_papers(t: TestApp) {
    let lan = t.citizen(0);
    let id = draft(&t, &lan).await;
    put(&t, &lan, id, "giu.pdf", scan(1)).await.unwrap();
    discard(&t.app, &lan, id).await.unwrap();
    discard(&t.app, &lan, id).await.unwrap();
    assert_eq!(code(open(&t.app, &lan, id).await.map(|_| ())), "app.draft-in-bin");
    assert!(app::draft::mine(&t.app, &lan).await.unwrap().is_empty());
    assert_eq!(app::draft::binned(&t.app, &lan).await.unwrap().len(), 1);
    let second = start(&t.app, &lan, &ProcedureCode::parse("2.000635").unwrap()).await.unwrap();
    assert_eq!(code(restore(&t.app, &lan, id).await), "app.draft-open", "one open draft a procedure");
    discard(&t.app, &lan, second).await.unwrap();
    restore(&t.app, &lan, id).await.unwrap();
    assert_eq!(open(&t.app, &lan, id).await.unwrap().answers.text("subject_name"), Some("Nguyễn Văn Tư"));
    send(&t.app, &lan, id).await.unwrap();
    t.clock.set("2026-04-10T10:00");
    Broom::default().sweep(&t.app).await.unwrap();
    assert!(app::draft::binned(&t.app, &lan).await.unwrap().is_empty(), "after a month the bin is emptied");
}
