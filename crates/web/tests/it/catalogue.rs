//! The public pages over the real list and the real revisions: nothing is promised that the list does not say.

use catalogue::{Catalogue, Facts, SearchIndex, builtin_revisions};
use jiff::civil::date;
use web::Lang;
use web::public::{Service, Sheet, Shelf};

fn with_shelf<T>(look: impl FnOnce(Shelf<'_>) -> T) -> T {
    let facts = Facts::builtin().unwrap();
    let revisions = builtin_revisions().unwrap().into_iter().map(|(revision, _)| revision).collect();
    let (search, catalogue) = (SearchIndex::new(&facts), Catalogue::from_revisions(revisions).unwrap());
    look(Shelf { facts: &facts, search: &search, catalogue: &catalogue, today: date(2026, 2, 12) })
}

fn sheet(code: &str, lang: Lang) -> Sheet {
    with_shelf(|shelf| shelf.sheet(code, lang)).expect("the list has it")
}

#[test]
fn what_can_be_done_is_told_from_its_revision() {
    let sheet = sheet("1.004194", Lang::Vi);
    assert_eq!(sheet.card.service, Service::EndToEnd);
    assert_eq!(sheet.times[0].text, "3 ngày làm việc");
    assert!(sheet.fees[0].prices.contains(&("online".to_owned(), "7.000 đ".to_owned())), "{:?}", sheet.fees);
    assert!(sheet.needs.iter().any(|need| need.is_looked_up) && !sheet.steps.is_empty());
}

#[test]
fn a_time_without_a_unit_is_not_told() {
    let sheet = sheet("1.000894", Lang::Vi);
    assert_eq!((sheet.card.service, sheet.times.len()), (Service::InformationOnly, 0));
    assert!(sheet.fees[0].prices.contains(&("online".to_owned(), "Miễn phí".to_owned())));
}

#[test]
fn the_search_finds_without_marks_and_says_what_is_online() {
    let found = with_shelf(|shelf| shelf.search("dang ky tam tru", Lang::En, 5));
    assert_eq!((found[0].code.as_str(), found[0].service), ("1.004194", Service::EndToEnd));
    assert_eq!(found[0].name, "Registration of temporary residence");
}

#[test]
fn every_procedure_has_a_sheet_in_both_languages() {
    with_shelf(|shelf| {
        for fact in shelf.facts.all() {
            for lang in Lang::ALL {
                assert!(shelf.sheet(fact.code.as_str(), lang).is_some(), "{}", fact.code);
            }
        }
        assert_eq!(shelf.executable(Lang::Vi).len(), 6);
        assert!(shelf.sheet("9.999999", Lang::Vi).is_none());
    });
}
