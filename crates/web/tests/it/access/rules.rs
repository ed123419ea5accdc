//! What must hold at every route, whatever the snapshot of the matrix says.

use web::{Guard, Method, Route};

use super::Got;
use super::visitor::Visitor;
use super::world::name;

/// Places of a path that name a thing with an owner.
const OWNED: [&str; 8] =
    ["{directive}", "{draft}", "{form}", "{id}", "{intake}", "{purpose}", "{task}", "{token}"];

/// Routes where a stranger's attempt is answered like the owner's because it does nothing, and why.
const WITHOUT_EFFECT: &[(&str, &str)] =
    &[("POST /to-khai/{draft}/bo", "a draft that is not there is as good as thrown away")];

/// The rules a route breaks, in words.
pub(super) fn broken(route: &Route, got: &[(Visitor, Got)]) -> Vec<String> {
    let of = |visitor: Visitor| &got.iter().find(|(known, _)| *known == visitor).expect("every visitor").1;
    let mut wrong = Vec::new();
    for (visitor, answer) in got {
        if let Some(what) = broken_by(route, *visitor, answer) {
            wrong.push(format!("{}: {} {what}, got {answer:?}", name(route), visitor.word()));
        }
    }
    // A refusal proves something only where the right one is let in by the same address.
    let right = match route.guard {
        Guard::Public | Guard::Static => None,
        Guard::SignedIn | Guard::Citizen | Guard::Verified => Some(Visitor::Owner),
        Guard::Officer => Some(Visitor::Official),
    };
    if let Some(right) = right.filter(|right| is_refused(of(*right)) || of(*right).status >= 500) {
        wrong.push(format!(
            "{}: the {} must come in, got {:?}; see world.rs",
            name(route),
            right.word(),
            of(right)
        ));
    }
    wrong
}

fn broken_by(route: &Route, visitor: Visitor, got: &Got) -> Option<&'static str> {
    if got.status >= 500 {
        return Some("must not make the server fail");
    }
    if !route.guard.needs_session() {
        return None;
    }
    let reads = route.method == Method::Get;
    if visitor == Visitor::Nobody {
        return if reads {
            (got.word() != "sign-in").then_some("must be sent to sign in")
        } else {
            (got.status != 403).then_some("must be refused")
        };
    }
    if !visitor.belongs(route.guard) {
        return (got.status != 403).then_some("stands on the wrong side of the counter");
    }
    if visitor == Visitor::LevelOne && route.guard == Guard::Verified {
        let asked = got.word() == "step-up" || (!reads && got.status == 403);
        return (!asked).then_some("must be asked for more proof");
    }
    let has_no_right = is_foreign(visitor) && names_a_thing(route) && !is_harmless(route);
    (has_no_right && !is_refused(got)).then_some("has no right to this thing")
}

fn is_foreign(visitor: Visitor) -> bool {
    matches!(visitor, Visitor::Stranger | Visitor::Powerless | Visitor::Elsewhere | Visitor::OtherTenant)
}

fn names_a_thing(route: &Route) -> bool {
    OWNED.iter().any(|place| route.path.contains(place))
}

fn is_harmless(route: &Route) -> bool {
    WITHOUT_EFFECT.iter().any(|(known, _)| *known == name(route))
}

/// Turned away: unknown, forbidden, not there; or sent to prove who it is.
fn is_refused(got: &Got) -> bool {
    matches!(got.status, 401 | 403 | 404 | 405) || matches!(got.word().as_str(), "sign-in" | "step-up")
}
