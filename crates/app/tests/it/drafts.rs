//! Drafts: one per procedure, saved whatever is typed, never lost by a second tab, sent once.

use std::collections::BTreeMap;

use app::draft::{Typed, discard, mine, open, save_page, send, start};
use kernel::{AgencyCode, ProcedureCode};
use testkit::{Mood, TestApp};

use crate::code;

mod both {
    testkit::both!(
        a_draft_is_kept_and_sent_once,
        an_address_elsewhere_is_told_at_its_question,
        what_the_register_knows_of_the_mother_is_offered_to_her,
        half_a_form_is_saved_and_not_sent
    );
}

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn a_draft_is_kept_and_sent_once(t: TestApp) {
    let (who, code_of) = (t.citizen(0), ProcedureCode::parse("2.000635").unwrap());
    let id = start(&t.app, &who, &code_of).await.unwrap();
    assert_eq!(start(&t.app, &who, &code_of).await.unwrap(), id, "a second start finds the first draft");
    let pages = [
        (
            "person",
            fields(&[
                ("whose", "self"),
                ("own_name", "Nguye\u{302}\u{303}n Thi\u{323} Lan"),
                ("own_birth", "08/03/1993"),
            ]),
        ),
        ("event", fields(&[("event", "birth"), ("registration_place", "Phường Thuận Hoá")])),
        (
            "delivery",
            fields(&[
                ("copies", "2"),
                ("purpose", "study"),
                ("delivery", "online"),
                ("phone", "0900000000"),
                ("declaration", "true"),
            ]),
        ),
    ];
    let agency = AgencyCode::parse("H57.99.1").unwrap();
    save_page(&t.app, &who, id, 1, &Typed::Agency(&agency)).await.unwrap();
    for (version, (page, typed)) in (2..).zip(&pages) {
        let page = Typed::Page { id: page, fields: typed };
        save_page(&t.app, &who, id, version, &page).await.unwrap();
        assert_eq!(
            code(save_page(&t.app, &who, id, version, &page).await),
            "app.draft-overtaken",
            "the other tab"
        );
    }
    let filling = open(&t.app, &who, id).await.unwrap();
    assert_eq!(filling.answers.text("own_name"), Some("Nguyễn Thị Lan"), "NFD came in, NFC is kept");
    assert_eq!(filling.answers.text("own_id"), who.person.as_deref(), "what the State knows is filled in");
    assert!(filling.locked.contains("own_id"));
    let first = send(&t.app, &who, id).await.unwrap();
    assert_eq!(send(&t.app, &who, id).await.unwrap(), first, "sent twice, one dossier");
    app::outbox::drain(&t.app).await.unwrap();
    assert!(mine(&t.app, &who).await.unwrap().is_empty());
    let late = Typed::Page { id: pages[0].0, fields: &pages[0].1 };
    assert_eq!(code(save_page(&t.app, &who, id, 5, &late).await), "app.draft-sent");
    assert_ne!(start(&t.app, &who, &code_of).await.unwrap(), id, "the next need gets a draft of its own");
    t.is_sound().await;
}

async fn an_address_elsewhere_is_told_at_its_question(t: TestApp) {
    let (who, code_of) = (t.citizen(0), ProcedureCode::parse("1.004194").unwrap());
    let id = start(&t.app, &who, &code_of).await.unwrap();
    let told = async |commune: &str, version: i64| {
        let place = fields(&[("stay_commune", commune)]);
        save_page(&t.app, &who, id, version, &Typed::Page { id: "place", fields: &place }).await.unwrap();
        let filling = open(&t.app, &who, id).await.unwrap();
        let problems = filling.problems("place", t.app.today());
        problems.into_iter().find(|problem| problem.field == "stay_commune").map(|problem| problem.code)
    };
    assert_eq!(told("19942", 1).await, None, "no authority is chosen yet");
    let police = AgencyCode::parse("G01.99.1").unwrap();
    save_page(&t.app, &who, id, 2, &Typed::Agency(&police)).await.unwrap();
    assert_eq!(told("19942", 3).await.as_deref(), Some("form.commune-elsewhere"));
    assert_eq!(told("19789", 4).await, None);
}

async fn what_the_register_knows_of_the_mother_is_offered_to_her(t: TestApp) {
    let (t, registers) = t.with_registers();
    let (who, code_of) = (t.citizen(0), ProcedureCode::parse("1.001193").unwrap());
    let id = start(&t.app, &who, &code_of).await.unwrap();
    let said = async |version: i64, page: &str, typed: &[(&str, &str)]| {
        let typed = fields(typed);
        save_page(&t.app, &who, id, version, &Typed::Page { id: page, fields: &typed }).await.unwrap();
        let filling = open(&t.app, &who, id).await.unwrap();
        let all = ["mother_ethnicity", "mother_commune", "mother_line", "father_ethnicity", "post_line"];
        let text =
            |value: Option<&serde_json::Value>| value.map_or("-", |value| value.as_str().unwrap()).to_owned();
        let offered = all.map(|field| text(filling.offered.get(field))).join("|");
        (offered, all.map(|field| text(filling.answers.get(field))).join("|"))
    };
    let (kin, mother) = ([("relation", "kin")], [("relation", "mother")]);
    let nothing = "-|-|-|-|-".to_owned();
    assert_eq!(said(1, "declarant", &kin).await, (nothing.clone(), nothing.clone()));
    let whole = "01|19789|Tổ dân phố 3|-|-".to_owned();
    assert_eq!(said(2, "declarant", &mother).await, (whole, nothing.clone()), "an offer is no answer");
    let post = said(3, "contact", &[("delivery", "post")]).await;
    assert_eq!(post.0, "01|19789|Tổ dân phố 3|-|Tổ dân phố 3", "offered where it is asked");
    registers.set("population", Mood::Wrong);
    assert_eq!(said(4, "declarant", &mother).await.0, "54|00004|Thôn Khác|-|Thôn Khác");
    registers.set("population", Mood::Down);
    assert_eq!(said(5, "declarant", &mother).await, (nothing.clone(), nothing));
    registers.set("population", Mood::Well);
    let typed = [("mother_ethnicity", "31"), ("mother_line", "12 Lê Lợi")];
    let (offered, answers) = said(6, "mother", &typed).await;
    assert_eq!(offered, "-|19789|-|-|Tổ dân phố 3", "what was said is not offered");
    assert_eq!(answers, "31|-|12 Lê Lợi|-|-");
    let told = open(&t.app, &who, id).await.unwrap().problems("mother", t.app.today());
    assert!(told.iter().any(|problem| problem.field == "mother_commune" && problem.code == "form.required"));

    let elsewhere = [("mother_ethnicity", "31"), ("mother_commune", "19942")];
    let (offered, _) = said(7, "mother", &elsewhere).await;
    assert_eq!(offered, "-|-|-|-|Tổ dân phố 3", "no house of one commune beside another");
    let own = [("mother_ethnicity", "31"), ("mother_commune", "19789"), ("mother_name", who.name.as_str())];
    assert_eq!(said(8, "mother", &own).await.1, "31|19789|-|-|-");
    let (_, answers) = said(9, "declarant", &[("relation", "father")]).await;
    assert_eq!(answers, "31|-|-|-|-", "what was hers as declarant is not the mother's now");
    let now = app::draft::open(&t.app, &who, id).await.unwrap().answers;
    assert_eq!((now.text("mother_name"), now.text("father_name")), (None, Some(who.name.as_str())));
}

async fn half_a_form_is_saved_and_not_sent(t: TestApp) {
    let (who, code_of) = (t.citizen(0), ProcedureCode::parse("2.000635").unwrap());
    let id = start(&t.app, &who, &code_of).await.unwrap();
    assert_eq!(code(send(&t.app, &who, id).await), "app.no-authority");
    let agency = AgencyCode::parse("H57.99.1").unwrap();
    save_page(&t.app, &who, id, 1, &Typed::Agency(&agency)).await.unwrap();
    let wrong = fields(&[("whose", "self"), ("own_birth", "31/02/1993")]);
    save_page(&t.app, &who, id, 2, &Typed::Page { id: "person", fields: &wrong }).await.unwrap();
    let filling = open(&t.app, &who, id).await.unwrap();
    assert_eq!(filling.answers.text("own_birth"), Some("31/02/1993"), "what was typed comes back as typed");
    let problems = filling.procedure.form().check_page("person", &filling.answers, t.app.today());
    assert!(
        problems.iter().any(|problem| problem.field == "own_birth" && problem.code == "form.date-not-real")
    );
    assert_eq!(code(send(&t.app, &who, id).await), "app.form-incomplete");
    let stranger = fields(&[("no_such_field", "x")]);
    let strange = Typed::Page { id: "person", fields: &stranger };
    assert_eq!(code(save_page(&t.app, &who, id, 3, &strange).await), "form.unknown-field");
    assert_eq!(
        code(open(&t.app, &t.citizen(1), id).await.map(|_| ())),
        "app.not-found",
        "a draft is its owner's"
    );
    discard(&t.app, &who, id).await.unwrap();
    assert!(mine(&t.app, &who).await.unwrap().is_empty());
}
