//! The permission table: deed × role. A deed that is not here nobody may do.

use jiff::civil::Date;
use kernel::AgencyCode;

use crate::{AccessRefusal, Post, Role, Staff};

/// "Bảng phân quyền": which roles may do which deed on a dossier, a directive or a task of their own agency. Deeds are named
/// like actions, those on directives and tasks with their noun before.
///
/// Law: NĐ 118/2025/NĐ-CP; NĐ 30/2020/NĐ-CP Điều 13, Điều 15, Điều 17
pub const TABLE: &[(&str, &[Role])] = &[
    ("receive", &[Role::Desk]),
    ("counter-intake", &[Role::Desk]),
    ("reject-intake", &[Role::Desk]),
    ("request-supplement", &[Role::Desk, Role::Officer, Role::Signer]),
    ("forward", &[Role::Officer, Role::Head, Role::Signer]),
    ("propose", &[Role::Officer]),
    ("return", &[Role::Head, Role::Signer]),
    ("approve", &[Role::Signer]),
    ("number", &[Role::Clerk]),
    ("release", &[Role::Clerk]),
    ("sign", &[Role::Desk, Role::Signer]),
    ("seal", &[Role::Clerk]),
    ("deliver", &[Role::Desk, Role::Deliverer]),
    ("recall-delivery", &[Role::Clerk, Role::Deliverer]),
    ("accept-withdrawal", &[Role::Desk, Role::Officer, Role::Signer]),
    ("decline-withdrawal", &[Role::Officer, Role::Signer]),
    ("request-payment", &[Role::Officer]),
    ("confirm-payment", &[Role::Desk, Role::Deliverer]),
    ("stop", &[Role::Signer]),
    ("resume", &[Role::Signer]),
    ("extend", &[Role::Signer]),
    ("start-wait", &[Role::Officer, Role::Head]),
    ("end-wait", &[Role::Officer, Role::Head]),
    ("write-message", &[Role::Desk, Role::Officer, Role::Head, Role::Signer, Role::Clerk, Role::Deliverer]),
    ("start-verification", &[Role::Officer]),
    ("accept-value", &[Role::Officer]),
    ("directive-draft", &[Role::Officer, Role::Head, Role::Signer, Role::Clerk]),
    ("directive-issue", &[Role::Signer]),
    ("task-accept", WORKING),
    ("task-report", WORKING),
    ("task-hand-in", WORKING),
    ("task-wait", WORKING),
    ("task-go-on", WORKING),
    ("task-ask-extension", WORKING),
    ("task-reassign", &[Role::Head, Role::Signer]),
    ("task-check", &[Role::Officer, Role::Head, Role::Signer, Role::Clerk]),
    ("task-return", &[Role::Head, Role::Signer]),
    ("task-close", &[Role::Signer]),
    ("task-extend", &[Role::Signer]),
    ("task-decline-extension", &[Role::Signer]),
    ("task-suspend", &[Role::Signer]),
    ("task-resume", &[Role::Signer]),
    ("task-cancel", &[Role::Signer]),
];

/// Whoever has work at a unit; that it is the own task is the room's to say.
const WORKING: &[Role] = &[Role::Desk, Role::Officer, Role::Head, Role::Signer, Role::Clerk, Role::Deliverer];

/// The post that lets `staff` do `deed` at `agency` on that day.
///
/// Law: NĐ 118/2025/NĐ-CP
///
/// # Errors
/// [`AccessRefusal::NotPermitted`] where there is none.
pub fn may<'a>(
    staff: &'a Staff,
    deed: &str,
    agency: &AgencyCode,
    on: Date,
) -> Result<&'a Post, AccessRefusal> {
    let roles = TABLE.iter().find(|(name, _)| *name == deed).map_or(&[][..], |(_, roles)| roles);
    staff
        .posts_on(on)
        .find(|post| post.agency == *agency && roles.contains(&post.role))
        .ok_or_else(|| AccessRefusal::NotPermitted { deed: deed.to_owned() })
}

/// The post that lets `staff` look at the dossiers of `agency` that day: one held there, or an inspector's in the same
/// tenant; an administrator of procedures has none.
///
/// # Errors
/// [`AccessRefusal::NotPermitted`] where there is none.
pub fn reads<'a>(staff: &'a Staff, agency: &AgencyCode, on: Date) -> Result<&'a Post, AccessRefusal> {
    staff
        .posts_on(on)
        .find(|post| match post.role {
            Role::Inspector => post.agency.tenant() == agency.tenant(),
            Role::Admin => false,
            Role::Desk | Role::Officer | Role::Head | Role::Signer | Role::Clerk | Role::Deliverer => {
                post.agency == *agency
            }
        })
        .ok_or_else(|| AccessRefusal::NotPermitted { deed: "read".to_owned() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::AgencyCode;

    use super::{TABLE, may, reads};
    use crate::{Post, Role, Staff};

    fn staff(role: Role) -> Staff {
        let post = Post {
            agency: AgencyCode::parse("H57.01").unwrap(),
            title: "Công chức".into(),
            role,
            from_on: date(2026, 1, 1),
            until_on: Some(date(2026, 12, 31)),
        };
        Staff { id: "o:1".into(), name: "Lê Thị Mẫu".into(), posts: vec![post] }
    }

    /// The whole matrix as a lawyer reads it; a change of rights shows as a change of this text.
    #[test]
    fn the_matrix_is_the_one_agreed() {
        let mut matrix = String::new();
        for (deed, _) in TABLE {
            let agency = AgencyCode::parse("H57.01").unwrap();
            let ticks: Vec<&str> = Role::ALL
                .into_iter()
                .filter(|role| may(&staff(*role), deed, &agency, date(2026, 6, 1)).is_ok())
                .map(Role::name)
                .collect();
            matrix.push_str(&format!("{deed}: {}\n", ticks.join(", ")));
        }
        assert_eq!(matrix, include_str!("../permissions.txt"));
    }

    #[test]
    fn a_right_ends_at_the_agency_and_with_the_post() {
        let (here, elsewhere) = (AgencyCode::parse("H57.01").unwrap(), AgencyCode::parse("H57.02").unwrap());
        let signer = staff(Role::Signer);
        assert!(may(&signer, "approve", &here, date(2026, 12, 31)).is_ok());
        assert!(may(&signer, "approve", &here, date(2027, 1, 1)).is_err());
        assert!(may(&signer, "approve", &elsewhere, date(2026, 6, 1)).is_err());
        assert!(may(&signer, "no-such-deed", &here, date(2026, 6, 1)).is_err());
        assert!(reads(&signer, &elsewhere, date(2026, 6, 1)).is_err());
        assert!(reads(&staff(Role::Admin), &here, date(2026, 6, 1)).is_err());
        assert!(reads(&staff(Role::Inspector), &elsewhere, date(2026, 6, 1)).is_ok());
        let foreign = AgencyCode::parse("H58.01").unwrap();
        assert!(reads(&staff(Role::Inspector), &foreign, date(2026, 6, 1)).is_err());
    }
}
