//! The proof that every route is kept: each line of `ROUTES` is opened by each kind of visitor.
//!
//! What each of them gets stands in the snapshot `matrix`, one line a route; what must hold whatever the snapshot says
//! stands in `rules`. A new route needs nothing here, unless its path has a place nobody has filled yet: then
//! `world.rs` says what stands for it.

mod forged;
mod pages;
mod rules;
mod visitor;
mod world;

use web::{Guard, Method, ROUTES, Route};

use crate::access::visitor::Visitor;
use crate::access::world::{World, forged_or_free, name};

/// What a visitor got.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Got {
    status: u16,
    to: String,
}

impl Got {
    /// In a word of the matrix.
    fn word(&self) -> String {
        let leads = |page: &str| self.status == 303 && self.to.starts_with(page);
        if leads("/dang-nhap?") {
            "sign-in".to_owned()
        } else if leads("/xac-thuc?") {
            "step-up".to_owned()
        } else {
            self.status.to_string()
        }
    }
}

/// What each visitor gets at a route, in the order of [`Visitor::ALL`].
async fn answers(reading: &World, route: &Route) -> Vec<(Visitor, Got)> {
    let mut got = Vec::new();
    // Who may change something changes it: each of them finds a world nobody has touched.
    let others = if route.method == Method::Get { None } else { Some(World::made().await) };
    for visitor in Visitor::ALL {
        let own = route.method != Method::Get && visitor.may_change();
        let fresh = if own { Some(World::made().await) } else { None };
        let world = fresh.as_ref().or(others.as_ref()).unwrap_or(reading);
        got.push((visitor, world.open(route, visitor).await));
    }
    got
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_is_opened_by_every_kind_of_visitor() {
    let world = World::made().await;
    let mut matrix = String::new();
    let mut wrong = Vec::new();
    for route in ROUTES {
        let got = answers(&world, route).await;
        wrong.extend(rules::broken(route, &got));
        let words: Vec<String> =
            got.iter().map(|(visitor, got)| format!("{}={}", visitor.word(), got.word())).collect();
        matrix.push_str(&format!("{} [{:?}] {}\n", name(route), route.guard, words.join(" ")));
    }
    assert!(wrong.is_empty(), "routes that are not kept:\n{}", wrong.join("\n"));
    insta::assert_snapshot!("matrix", matrix);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_change_needs_our_own_page_and_the_secret_of_its_session() {
    let world = World::made().await;
    for route in ROUTES.iter().filter(|route| route.method != Method::Get) {
        for attempt in forged::ATTEMPTS {
            for visitor in [Visitor::LevelOne, Visitor::Owner, Visitor::Official] {
                if forged_or_free(route, visitor) {
                    let status = world.forge(route, visitor, attempt).await;
                    assert_eq!(status, 403, "{} as {visitor:?} with {attempt:?}", name(route));
                }
            }
        }
    }
}

#[test]
fn a_route_that_changes_something_is_open_to_everybody_only_where_that_is_meant() {
    /// Changes anybody may make, and why.
    const OPEN: &[(&str, &str)] = &[
        ("/dang-xuat", "ends the session it is sent with, if any"),
        ("/dang-nhap/{issuer}/dang-xuat", "the issuer's server, which proves itself by its signature"),
        ("/kiem-tra", "reads the code of a file, compares its hash and keeps nothing"),
        ("/kiem-tra/{code}", "compares a file with a hash and keeps nothing"),
    ];
    for route in ROUTES.iter().filter(|route| route.method != Method::Get && route.guard == Guard::Public) {
        assert!(
            OPEN.iter().any(|(path, _)| *path == route.path),
            "{}: say in this table why anybody may",
            route.path
        );
    }
}
