//! A handful of procedures to show pages with, and a [`Web`] whose clock and randomness stand still.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{Clock, Entropy};
use web::public::{Basis, Card, ChannelLine, FeeRow, Need, Procedures, Service, Sheet, Source, Step};
use web::{AccountKind, Config, Lang, SignedIn, Web};

/// Procedures of the sample.
pub(crate) struct Sample;

struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        "2026-02-12T02:30:00Z".parse().unwrap_or_default()
    }
}

impl Entropy for Still {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(0x5a);
    }
}

/// The state of the pages over the sample.
pub(crate) fn web() -> Web {
    let config = Config { sample: true, form_origins: vec!["https://sso.example.vn".to_owned()] };
    Web {
        procedures: Arc::new(Sample),
        config: Arc::new(config),
        clock: Arc::new(Still),
        entropy: Arc::new(Still),
    }
}

/// Somebody signed in.
#[allow(dead_code, reason = "the example shows public pages only")]
pub(crate) fn signed_in(kind: AccountKind) -> SignedIn {
    SignedIn {
        issuer: "https://sso.example.vn".to_owned(),
        account: "a-1".to_owned(),
        name: "Nguyễn Thị Ánh Hồng".to_owned(),
        person: Some("999190000001".to_owned()),
        level: 2,
        csrf: "b7f1c0de".to_owned(),
        kind,
    }
}

impl Procedures for Sample {
    fn search(&self, query: &str, _: Lang, limit: usize) -> Vec<Card> {
        let is_known = !query.contains("xyz");
        cards().into_iter().filter(|_| is_known).take(limit).collect()
    }

    fn executable(&self, _: Lang) -> Vec<Card> {
        cards().into_iter().filter(|card| card.service != Service::InformationOnly).collect()
    }

    fn sheet(&self, code: &str, _: Lang) -> Option<Sheet> {
        let card = cards().into_iter().find(|card| card.code == code)?;
        Some(if card.service == Service::InformationOnly { told(card) } else { whole(card) })
    }
}

fn cards() -> Vec<Card> {
    let card = |code: &str, name: &str, field: &str, ministry: &str, service| Card {
        code: code.to_owned(),
        name: name.to_owned(),
        field: field.to_owned(),
        ministry: ministry.to_owned(),
        service,
    };
    vec![
        card(
            "2.000635",
            "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
            "Hộ tịch",
            "Bộ Tư pháp",
            Service::EndToEnd,
        ),
        card("1.004194", "Đăng ký tạm trú", "Đăng ký, quản lý cư trú", "Bộ Công an", Service::EndToEnd),
        card("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch", "Bộ Tư pháp", Service::InformationOnly),
        card(
            "2.002516",
            "Thủ tục liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi",
            "Hộ tịch",
            "Bộ Tư pháp",
            Service::InformationOnly,
        ),
    ]
}

fn told(card: Card) -> Sheet {
    Sheet {
        card,
        summary: String::new(),
        audience: vec!["Công dân Việt Nam".to_owned()],
        decided_by: String::new(),
        needs: Vec::new(),
        times: Vec::new(),
        fees: Vec::new(),
        is_fee_known: false,
        results: vec!["Giấy khai sinh".to_owned()],
        steps: Vec::new(),
        bases: vec![Basis { act: "123/2015/NĐ-CP".to_owned(), title: String::new() }],
        decision: "163/QĐ-BTP".to_owned(),
    }
}

fn whole(card: Card) -> Sheet {
    let need = |name: &str, is_looked_up, is_conditional| Need {
        name: name.to_owned(),
        is_looked_up,
        is_conditional,
        originals: 1,
        copies: 0,
    };
    let step = |name: &str, role: &str| Step { name: name.to_owned(), role: role.to_owned() };
    let source =
        |text: &str, is_sample| Source { text: text.to_owned(), is_sample, is_unchecked: !is_sample };
    let price = |channel: &str, amount: &str| (channel.to_owned(), amount.to_owned());
    Sheet {
        card,
        summary: "Xin bản sao giấy khai sinh, trích lục kết hôn, khai tử từ Cơ sở dữ liệu hộ tịch."
            .to_owned(),
        audience: vec!["Công dân Việt Nam".to_owned(), "Người Việt Nam định cư ở nước ngoài".to_owned()],
        decided_by: "Ủy ban nhân dân cấp xã".to_owned(),
        needs: vec![
            need("Văn bản ủy quyền, khi xin thay người khác", false, true),
            need("Giấy tờ tùy thân còn giá trị sử dụng", true, false),
            need("Giấy tờ chứng minh nơi cư trú", true, false),
        ],
        times: vec![ChannelLine {
            channel: String::new(),
            text: "Trong ngày; nộp sau 15 giờ thì ngày làm việc sau".to_owned(),
            source: source("Luật Hộ tịch 60/2014/QH13 Điều 63, Điều 64", false),
        }],
        fees: vec![FeeRow {
            name: "Phí khai thác thông tin hộ tịch".to_owned(),
            unit: "copy".to_owned(),
            prices: vec![price("online", "8.000 đ"), price("counter", "8.000 đ"), price("post", "8.000 đ")],
            source: source("mức của hội đồng nhân dân tỉnh", true),
        }],
        is_fee_known: true,
        results: vec!["Bản sao Trích lục hộ tịch, bản sao Giấy khai sinh".to_owned()],
        steps: vec![
            step("Tiếp nhận, kiểm tra hồ sơ", "desk"),
            step("Tra cứu Cơ sở dữ liệu hộ tịch, dự thảo bản sao", "officer"),
            step("Ký bản sao", "signer"),
            step("Vào số, đóng dấu, phát hành", "clerk"),
            step("Trả kết quả", "delivery"),
        ],
        bases: vec![
            Basis { act: "60/2014/QH13".to_owned(), title: "Luật Hộ tịch".to_owned() },
            Basis {
                act: "123/2015/NĐ-CP".to_owned(), title: "Nghị định hướng dẫn Luật Hộ tịch".to_owned()
            },
        ],
        decision: "163/QĐ-BTP".to_owned(),
    }
}
