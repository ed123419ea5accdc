//! The tables are whole, and names are found as people type them.

use super::{FORMER, Meant, Places, former, successors};

#[test]
fn the_tables_are_whole() {
    let places = Places::builtin();
    assert_eq!((places.provinces().len(), places.communes().len()), (34, 3_321));
    assert!(places.communes().iter().is_sorted_by(|left, right| left.code < right.code));
    assert!(places.communes().iter().all(|commune| places.province(commune.province).is_some()));
    assert_eq!(FORMER.len(), 10_040, "10,035 communes and five island districts without any");
    for former in FORMER.iter() {
        assert!(!former.now.is_empty() && !former.province.is_empty(), "{}", former.code);
        assert!(former.now.iter().all(|now| places.commune(now.code).is_some()), "{}", former.code);
        assert_eq!(former.now.len() > 1, former.now.iter().any(|now| now.is_part), "{}", former.code);
    }
}

#[test]
fn typed_names_are_understood() {
    let one = |typed: &str| match Places::meant(typed) {
        Meant::One(commune) => commune.code,
        Meant::Several(_) => "several",
        Meant::Former(former) => former.code,
        Meant::ProvinceOnly(province) => province.code,
        Meant::Nothing => "nothing",
    };
    for (typed, expected) in [
        ("19789", "19789"),
        (" 19789 ", "19789"),
        ("Phường Thuận Hoá, Thành phố Huế", "19789"),
        ("thuan hoa, hue", "19789"),
        ("xa phu vang, Thành phố Huế", "19942"),
        ("Phú Vang", "19942"),
        (", Thành phố Huế", "46"),
        ("P. Thuận Hoá, TP. Huế", "19789"),
        ("p.thuan hoa,tp hue", "19789"),
        ("P Thuận Hoá,, Thành phố Huế", "19789"),
        ("X. Phú Vang", "19942"),
        ("Phường Phúc Xá", "00001"),
        ("Tân Lập", "several"),
        ("99999", "nothing"),
        ("", "nothing"),
        ("Xã Không Có", "nothing"),
    ] {
        assert_eq!(one(typed), expected, "{typed:?}");
    }
}

#[test]
fn old_names_lead_to_new_ones() {
    assert_eq!(successors("00001").iter().map(|now| now.code).collect::<Vec<_>>(), ["00097"]);
    assert!(successors("99999").is_empty());
    let found = former("phường phúc xá");
    assert_eq!((found.len(), found[0].district, found[0].province), (1, "Quận Ba Đình", "Thành phố Hà Nội"));
    assert_eq!(Places::builtin().full_name("19789").as_deref(), Some("Phường Thuận Hoá, Thành phố Huế"));
}

#[test]
fn search_puts_the_closest_first() {
    let found = Places::builtin().search("thuan hoa, hue", 5);
    assert_eq!(found[0].code, "19789");
    assert!(Places::builtin().search("phu", 10).len() == 10);
}
