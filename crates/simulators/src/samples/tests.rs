//! That the invented province holds together, and cannot be taken for a real one.

use std::collections::BTreeSet;

use super::{AgencyKind, PostRole, SampleProvince, Sex};

fn province() -> SampleProvince {
    SampleProvince::load().unwrap()
}

#[test]
fn personal_ids_are_well_formed_consistent_and_nobodys() {
    let province = province();
    let citizens = province.citizens.iter().map(|one| (&one.personal_id, one.sex, one.born_on));
    let officials = province.officials.iter().map(|one| (&one.personal_id, one.sex, one.born_on));
    let mut seen = BTreeSet::new();
    for (id, sex, born_on) in citizens.chain(officials) {
        let century = match sex {
            Sex::Male => 0,
            Sex::Female => 1,
        } + if born_on.year() >= 2000 { 2 } else { 0 };
        let expected = format!("999{century}{:02}", born_on.year() % 100);
        assert!(
            id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit()) && id.starts_with(&expected),
            "{id}"
        );
        assert!(seen.insert(id.clone()), "{id} twice");
    }
}

#[test]
fn every_agency_of_a_commune_has_all_six_roles() {
    let province = province();
    for commune in &province.communes {
        for kind in
            [AgencyKind::CommuneCommittee, AgencyKind::CommunePolice, AgencyKind::CommuneBusinessRegistration]
        {
            let serves = |code: &Option<String>| code.as_deref() == Some(commune.code.as_str());
            let agency =
                province.agencies.iter().find(|one| one.kind == kind && serves(&one.commune_code)).unwrap();
            for role in PostRole::OF_AN_AGENCY {
                assert!(province.official_at(&agency.code, role).is_some(), "{role:?} of {}", agency.name);
            }
        }
    }
    for role in [PostRole::Admin, PostRole::Inspector] {
        assert!(
            province.officials.iter().any(|one| one.posts.iter().any(|post| post.role == role)),
            "{role:?}"
        );
    }
}

#[test]
fn agency_codes_are_well_formed_and_point_upwards() {
    let province = province();
    for (position, agency) in province.agencies.iter().enumerate() {
        let code = &agency.code;
        assert!(agency.sample && code.len() <= 35 && code.starts_with(&agency.tenant), "{code}");
        assert!(code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'.'), "{code}");
        let above: Vec<_> = province.agencies[..position].iter().map(|one| &one.code).collect();
        assert!(!above.contains(&code), "{code} twice");
        assert!(agency.parent.as_ref().is_none_or(|parent| above.contains(&parent)), "{code}");
    }
    for post in province.officials.iter().flat_map(|one| &one.posts) {
        assert!(province.agency(&post.agency).is_some(), "{}", post.agency);
    }
}

#[test]
fn businesses_have_an_owner_and_a_correct_tax_code() {
    let province = province();
    for business in &province.businesses {
        assert!(province.citizens.iter().any(|one| one.login == business.owner && one.level == 2));
        let digits: Vec<u32> = business.tax_code.chars().map(|c| c.to_digit(10).unwrap()).collect();
        let sum: u32 =
            digits.iter().zip([31, 29, 23, 19, 17, 13, 7, 5, 3]).map(|(digit, weight)| digit * weight).sum();
        assert_eq!(digits[9], 10 - sum % 11, "{}", business.tax_code);
    }
}

#[test]
fn accounts_are_whole_and_their_subjects_their_own() {
    let province = province();
    let (citizens, officials) = (province.citizen_accounts(), province.official_accounts());
    assert_eq!(citizens.len(), province.citizens.len() + province.businesses.len());
    assert_eq!(officials.len(), province.officials.len());
    let accounts: Vec<_> = citizens.iter().chain(&officials).collect();
    let subjects: BTreeSet<_> =
        accounts.iter().map(|account| account.claims["sub"].as_str().unwrap()).collect();
    assert_eq!(subjects.len(), accounts.len());
    for account in accounts {
        assert!(!account.group.is_empty() && !account.role_text.is_empty(), "{}", account.login);
        assert_eq!(account.claims["acr"], format!("loa{}", account.level));
    }
    for level in [1, 2] {
        assert!(citizens.iter().any(|account| account.level == level));
    }
}
