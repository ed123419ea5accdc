//! What a citizen is promised, as a table: every case of every procedure, what it costs and when it is due.
//!
//! The table is written by hand from the acts named in the procedures' data; the story of each case in `procedures.rs`
//! compares with it. Received on Monday 2 March 2026 at nine, and, for each procedure once, late on the last Friday
//! before Tết.

use access::Role;
use app::dossier::{Submission, look, receive, submit};
use catalogue::{Channel, fee_due};
use kernel::{AgencyCode, ProcedureCode};
use serde_json::json;
use testkit::{TestApp, cases};

mod both {
    testkit::both!(
        late_on_the_last_friday_before_tet_the_holidays_are_not_counted,
        who_is_exempt_pays_nothing_anywhere,
    );
}

/// "Điều đã hứa": a case, its fee at the counter and online in đồng, and its day.
pub(crate) struct Promise {
    pub(crate) procedure: &'static str,
    pub(crate) case: &'static str,
    pub(crate) counter: i64,
    pub(crate) online: i64,
    pub(crate) due: &'static str,
}

const fn row(procedure: &'static str, case: &'static str, fees: (i64, i64), due: &'static str) -> Promise {
    Promise { procedure, case, counter: fees.0, online: fees.1, due }
}

/// The working day itself, received before 15:00.
const SAME_DAY: &str = "2026-03-02T17:00";
/// Three working days: Tuesday to Thursday.
const THREE_DAYS: &str = "2026-03-05T17:00";
/// Seven working days: over one week-end.
const SEVEN_DAYS: &str = "2026-03-11T17:00";

pub(crate) const TABLE: &[Promise] = &[
    // 8,000 đồng a copy by every channel: one copy of a marriage record, two of the others.
    row("2.000635", "own_birth", (16_000, 16_000), SAME_DAY),
    row("2.000635", "own_marriage", (8_000, 8_000), SAME_DAY),
    row("2.000635", "for_a_child", (16_000, 16_000), SAME_DAY),
    row("2.000635", "authorised", (16_000, 16_000), SAME_DAY),
    row("2.000635", "by_post", (16_000, 16_000), SAME_DAY),
    // 15,000 đồng or 7,000 online a case; by list 10,000 or 5,000 a person, here twelve.
    row("1.004194", "owner", (15_000, 7_000), THREE_DAYS),
    row("1.004194", "lease", (15_000, 7_000), THREE_DAYS),
    row("1.004194", "relative", (15_000, 7_000), THREE_DAYS),
    row("1.004194", "organisation", (15_000, 7_000), THREE_DAYS),
    row("1.004194", "with_family", (15_000, 7_000), THREE_DAYS),
    row("1.004194", "by_list", (120_000, 60_000), THREE_DAYS),
    row("1.004194", "exempt", (0, 0), THREE_DAYS),
    row("1.004222", "owner", (20_000, 10_000), SEVEN_DAYS),
    row("1.004222", "relative", (20_000, 10_000), SEVEN_DAYS),
    row("1.004222", "lease", (20_000, 10_000), SEVEN_DAYS),
    row("1.004222", "care_home", (20_000, 10_000), SEVEN_DAYS),
    row("1.004222", "care_family", (20_000, 10_000), SEVEN_DAYS),
    row("1.004222", "religious", (20_000, 10_000), SEVEN_DAYS),
    row("1.004222", "vehicle", (20_000, 10_000), SEVEN_DAYS),
    row("1.004222", "barracks_army", (20_000, 10_000), SEVEN_DAYS),
    row("1.004222", "barracks_police", (20_000, 10_000), SEVEN_DAYS),
    row("1.004222", "child", (0, 0), SEVEN_DAYS),
    // Nothing within sixty days of the birth; later the sample council's 8,000 đồng, online nothing.
    row("1.001193", "in_time", (0, 0), SAME_DAY),
    row("1.001193", "late", (8_000, 0), SAME_DAY),
    row("1.001193", "late_exempt", (0, 0), SAME_DAY),
    row("1.001193", "no_father", (0, 0), SAME_DAY),
    row("1.001193", "recognised", (0, 0), SAME_DAY),
    row("1.001193", "abandoned", (0, 0), SAME_DAY),
    row("1.001193", "surrogacy", (0, 0), SAME_DAY),
    row("1.001193", "witness", (0, 0), SAME_DAY),
    row("1.001193", "pledge", (0, 0), SAME_DAY),
    row("1.001193", "proxy", (0, 0), SAME_DAY),
    // The sample council's 15,000 đồng at the counter, whatever the paper is for; online nothing.
    row("1.004873", "never", (15_000, 0), THREE_DAYS),
    row("1.004873", "to_marry", (15_000, 0), THREE_DAYS),
    row("1.004873", "divorced", (15_000, 0), THREE_DAYS),
    row("1.004873", "widowed", (15_000, 0), THREE_DAYS),
    row("1.004873", "married", (15_000, 0), THREE_DAYS),
    row("1.004873", "two_residences", (15_000, 0), THREE_DAYS),
    row("1.004873", "reissued", (15_000, 0), THREE_DAYS),
    row("1.004873", "for_another", (15_000, 0), THREE_DAYS),
    // The sample council's 50,000 đồng at the counter; online nothing.
    row("1.001612", "individual", (50_000, 0), THREE_DAYS),
    row("1.001612", "household", (50_000, 0), THREE_DAYS),
    row("1.001612", "two_lines", (50_000, 0), THREE_DAYS),
    row("1.001612", "by_person", (50_000, 0), THREE_DAYS),
    row("1.001612", "by_organisation", (50_000, 0), THREE_DAYS),
    row("1.001612", "by_public_post", (50_000, 0), THREE_DAYS),
    row("1.001612", "by_other_post", (50_000, 0), THREE_DAYS),
];

/// What a case was promised.
pub(crate) fn promise(procedure: &str, case: &str) -> &'static Promise {
    let found = TABLE.iter().find(|row| (row.procedure, row.case) == (procedure, case));
    found.unwrap_or_else(|| panic!("{procedure} {case}: say in promises.rs what it costs and when it is due"))
}

/// An end as the table writes it.
pub(crate) fn due(at: jiff::Timestamp) -> String {
    kernel::local_time(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// After 15:00 a same-day matter is due on the next working day, and Tết lies between: the 16th to the 20th.
async fn late_on_the_last_friday_before_tet_the_holidays_are_not_counted(t: TestApp) {
    let (t, _) = t.with_registers();
    t.clock.set("2026-02-13T15:30");
    for (procedure, case, agency, wanted) in [
        ("2.000635", "own_birth", "H57.99.1", "2026-02-23T17:00"),
        ("1.001193", "no_father", "H57.99.1", "2026-02-23T17:00"),
        ("1.004873", "never", "H57.99.1", "2026-02-25T17:00"),
        ("1.004194", "owner", "G01.99.1", "2026-02-25T17:00"),
        ("1.004222", "owner", "G01.99.1", "2026-03-03T17:00"),
        ("1.001612", "individual", "H57.99.1.1", "2026-02-25T17:00"),
    ] {
        let who = t.citizen(3);
        let found = cases(procedure).into_iter().find(|known| known.name == case).unwrap();
        let submission = Submission {
            key: t.app.new_id(t.app.clock.now()),
            procedure: t.app.executable(&ProcedureCode::parse(procedure).unwrap()).unwrap(),
            agency: AgencyCode::parse(agency).unwrap(),
            channel: Channel::Online,
            answers: found.answers(&t.app, &t.province, &who, "19789"),
            files: Vec::new(),
        };
        let target = t.target(&submit(&t.app, &who, submission).await.unwrap());
        receive(&t.app, &t.official_of(agency, Role::Desk), &target).await.unwrap();
        let seen = look(&t.app, &t.official_of(agency, Role::Officer), &target.key).await.unwrap().dossier;
        assert_eq!(due(seen.due_at), wanted, "{procedure}");
    }
}

async fn who_is_exempt_pays_nothing_anywhere(t: TestApp) {
    let who = t.citizen(3);
    let mut tried = 0;
    for revision in ["1.004194", "1.004222", "1.001193", "1.004873"] {
        let compiled = t.app.executable(&ProcedureCode::parse(revision).unwrap()).unwrap();
        let first = if revision == "1.001193" {
            "late"
        } else {
            TABLE.iter().find(|row| row.procedure == revision).unwrap().case
        };
        let case = cases(revision).into_iter().find(|known| known.name == first).unwrap();
        let mut answers = case.answers(&t.app, &t.province, &who, "19789");
        let kinds: Vec<String> = compiled
            .revision()
            .fees
            .iter()
            .flat_map(|fee| &fee.exemptions)
            .map(|exemption| exemption.id.clone())
            .collect();
        for kind in kinds {
            answers.set("fee_exemption", json!(kind));
            for channel in [Channel::Counter, Channel::Online] {
                let due = fee_due(compiled, channel, &compiled.form().read(&answers), t.app.today()).unwrap();
                assert_eq!(due.total.0, 0, "{revision} {kind} {channel:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 20, "{tried}");
}
