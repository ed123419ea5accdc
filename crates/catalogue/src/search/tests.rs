//! The table of queries the weights stand on: what people type, and the procedure that must come first.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{SearchIndex, words};
use crate::facts::Facts;

static INDEX: LazyLock<SearchIndex> = LazyLock::new(|| SearchIndex::new(&Facts::builtin().unwrap()));

const QUERIES: [(&str, &str); 103] = [
    ("dang ky khai sinh", "1.001193"),
    ("Đăng ký khai sinh", "1.001193"),
    ("khai sinh", "1.001193"),
    ("giấy khai sinh", "1.001193"),
    ("lam giay khai sinh", "1.001193"),
    ("thủ tục làm giấy khai sinh ở đâu", "1.001193"),
    ("sinh khai ky dang", "1.001193"),
    ("dang ki khai sin", "1.001193"),
    ("khaisinh", "1.001193"),
    ("dangkykhaisinh", "1.001193"),
    ("ddawng kys khai sinh", "1.001193"),
    ("đăng kí khai sinh", "1.001193"),
    ("khai sinhh", "1.001193"),
    ("KHAI SINH", "1.001193"),
    ("khai sinh luu dong", "1.003583"),
    ("làm giấy khai sinh cho con", "1.001193"),
    ("khai sinh cho cháu", "1.001193"),
    ("ở trọ", "1.004194"),
    ("mo tiem tap hoa", "1.001612"),
    ("birth", "1.001193"),
    ("marriage", "1.000894"),
    ("đăng ký khai sinh cho bé", "1.001193"),
    ("đăng ký lại khai sinh", "1.004884"),
    ("khai sinh lại", "1.004884"),
    ("khai sinh co yeu to nuoc ngoai", "2.000528"),
    ("khai sinh ket hop nhan cha me con", "1.000689"),
    ("ket hon", "1.000894"),
    ("dang ky kết hôn", "1.000894"),
    ("keets hoon", "1.000894"),
    ("ket hom", "1.000894"),
    ("giấy đăng ký kết hôn", "1.000894"),
    ("ket hon co yeu to nuoc ngoai", "2.000806"),
    ("đăng ký lại kết hôn", "1.004746"),
    ("khai tu", "1.000656"),
    ("khai tử", "1.000656"),
    ("giấy chứng tử", "1.000656"),
    ("bao tu", "1.000656"),
    ("tam tru", "1.004194"),
    ("dang ky tam tru", "1.004194"),
    ("tạm trú", "1.004194"),
    ("tamtru", "1.004194"),
    ("dang ky tam chu", "1.004194"),
    ("gia han tam tru", "1.002755"),
    ("xoa tam tru", "1.010028"),
    ("thuong tru", "1.004222"),
    ("đăng ký thường trú", "1.004222"),
    ("nhap ho khau", "1.004222"),
    ("hộ khẩu", "1.004222"),
    ("xoa dang ky thuong tru", "1.003197"),
    ("tach ho", "1.010038"),
    ("tách hộ khẩu", "1.010038"),
    ("tam vang", "1.003677"),
    ("thong bao luu tru", "2.001159"),
    ("xac nhan cu tru", "1.010041"),
    ("ho kinh doanh", "1.001612"),
    ("thanh lap ho kinh doanh", "1.001612"),
    ("đăng ký hộ kinh doanh cá thể", "1.001612"),
    ("hokinhdoanh", "1.001612"),
    ("cham dut ho kinh doanh", "1.001266"),
    ("tam ngung kinh doanh ho kinh doanh", "1.001570"),
    ("tinh trang hon nhan", "1.004873"),
    ("xac nhan tinh trang hon nhan", "1.004873"),
    ("giay xac nhan doc than", "1.004873"),
    ("độc thân", "1.004873"),
    ("ban sao trich luc", "2.000635"),
    ("trich luc khai sinh", "2.000635"),
    ("trích lục hộ tịch", "2.000635"),
    ("ban sao giay khai sinh", "2.000635"),
    ("trich luc khai tu", "2.000635"),
    ("chung thuc ban sao", "2.000815"),
    ("sao y bản chính", "2.000815"),
    ("chung thuc chu ky", "2.000884"),
    ("chứng thực di chúc", "2.001019"),
    ("ly lich tu phap", "3.000333"),
    ("li lich tu phap", "3.000333"),
    ("phiếu lý lịch tư pháp", "3.000333"),
    ("cap lai can cuoc", "1.014064"),
    ("cap doi can cuoc", "1.014063"),
    ("cccd", "1.014061"),
    ("làm căn cước", "1.014061"),
    ("can cuoc cong dan", "1.014061"),
    ("cap the can cuoc cho nguoi duoi 14 tuoi", "1.014062"),
    ("cap the can cuoc cho nguoi tu du 14 tuoi tro len", "1.014061"),
    ("giay phep lai xe", "3.000346"),
    ("doi giay phep lai xe", "3.000347"),
    ("cap lai giay phep lai xe", "3.000348"),
    ("bằng lái", "3.000346"),
    ("giay phep lai xe quoc te", "3.000353"),
    ("con nuoi trong nuoc", "2.001263"),
    ("đăng ký lại việc nuôi con nuôi trong nước", "2.001255"),
    ("giam ho", "1.004837"),
    ("cham dut giam ho", "1.004845"),
    ("nhan cha me con", "1.001022"),
    ("cai chinh ho tich", "1.004859"),
    ("sổ đỏ", "1.013978"),
    ("tach thua", "1.012784"),
    ("đăng ký xe", "1.012575"),
    ("ho chieu", "1.001456"),
    ("thai san", "2.000693"),
    ("doanh nghiep tu nhan", "2.001610"),
    ("vneid", "3.000228"),
    ("1.004194", "1.004194"),
    ("2.000635.H46", "2.000635"),
];

#[test]
fn the_right_one_comes_first() {
    let mut wrong = Vec::new();
    for (query, expected) in QUERIES {
        let hits = INDEX.search(query, 3);
        if hits.first().map(|hit| hit.code.as_str()) != Some(expected) {
            let found: Vec<String> =
                hits.iter().map(|hit| format!("{} {} {}", hit.code, hit.score, hit.name)).collect();
            wrong.push(format!("{query} → {expected}, found:\n    {}", found.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), QUERIES.len(), wrong.join("\n"));
}

#[test]
fn every_name_finds_itself() {
    let facts = Facts::builtin().unwrap();
    let lost = facts.all().iter().step_by(23).filter(|fact| {
        let hits = INDEX.search(&kernel::text::fold(&fact.name), 5);
        !hits.iter().any(|hit| hit.code == fact.code || hit.name == fact.display_name())
    });
    assert_eq!(lost.map(|fact| fact.code.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn marks_typed_are_marks_meant() {
    let first = |query: &str| INDEX.search(query, 1).first().map(|hit| hit.name.clone()).unwrap_or_default();
    assert!(first("khai tử").contains("khai tử"));
    assert!(first("Cấp lại giấy phép lái xe").starts_with("Cấp lại"));
}

#[test]
fn nothing_is_found_for_nothing() {
    for query in ["", "   ", "…", "zzzzqqqq", "9.999999"] {
        assert!(INDEX.search(query, 5).is_empty(), "{query}");
    }
}

#[test]
fn every_saying_means_a_procedure_of_the_list() {
    let facts = Facts::builtin().unwrap();
    for table in [include_str!("../../../../data/catalogue/synonyms.tsv"), super::COMMON] {
        let codes = super::synonyms::rows(table).flat_map(|cells| cells.filter(|cell| cell.contains('.')));
        for code in codes {
            let code = kernel::ProcedureCode::parse(code).unwrap();
            assert!(facts.get(&code).is_some(), "{code}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_can_be_asked(query in "\\PC{0,260}", limit in 0_usize..20) {
        prop_assert!(INDEX.search(&query, limit).len() <= limit);
    }

    #[test]
    fn keys_are_keys_of_themselves(word in "[a-zà-ỹđ]{1,9}") {
        let key = words::key(&word);
        prop_assert_eq!(words::key(&key), key.clone());
    }
}
