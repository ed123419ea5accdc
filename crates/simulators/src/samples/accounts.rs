//! The sample people as accounts of the simulated providers, in the claims the national one is known to use.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{Business, Citizen, Official, SampleProvince, Sex};
use crate::oidc::SampleAccount;

impl SampleProvince {
    /// Accounts of the simulated VNeID: citizens of both levels, then organisations.
    #[must_use]
    pub fn citizen_accounts(&self) -> Vec<SampleAccount> {
        let citizens = self.citizens.iter().map(citizen);
        let businesses = self.businesses.iter().filter_map(|business| {
            let owner = self.citizens.iter().find(|citizen| citizen.login == business.owner)?;
            Some(organisation(business, owner))
        });
        citizens.chain(businesses).collect()
    }

    /// Accounts of the simulated officials' portal, under the name of their body.
    #[must_use]
    pub fn official_accounts(&self) -> Vec<SampleAccount> {
        self.officials.iter().map(|person| self.official(person)).collect()
    }

    fn official(&self, person: &Official) -> SampleAccount {
        let post = person.posts.first();
        let agency = post.and_then(|post| self.agency(&post.agency));
        let titles: Vec<&str> = person.posts.iter().map(|post| post.title.as_str()).collect();
        let mut claims = who(&person.full_name, person.sex, person.born_on, &person.personal_id);
        put(
            &mut claims,
            &[("sub", &person.subject), ("SoDienThoai", &person.phone), ("ThuDienTu", &person.email)],
        );
        put_level(&mut claims, 2);
        SampleAccount {
            login: person.login.clone(),
            display_name: person.full_name.clone(),
            role_text: titles.join("; "),
            group: agency.map(|agency| agency.name.clone()).unwrap_or_default(),
            level: 2,
            claims,
        }
    }
}

fn citizen(person: &Citizen) -> SampleAccount {
    let mut claims = who(&person.full_name, person.sex, person.born_on, &person.personal_id);
    put(
        &mut claims,
        &[
            ("sub", &person.subject),
            ("TechID", &person.subject),
            ("LoaiTaiKhoan", "1"),
            ("DiaChi", &person.address),
            ("SoDienThoai", &person.phone),
            ("ThuDienTu", &person.email),
        ],
    );
    put_level(&mut claims, person.level);
    SampleAccount {
        login: person.login.clone(),
        display_name: person.full_name.clone(),
        role_text: person.about.clone(),
        group: "Công dân".to_owned(),
        level: person.level,
        claims,
    }
}

fn organisation(business: &Business, owner: &Citizen) -> SampleAccount {
    let mut claims = who(&owner.full_name, owner.sex, owner.born_on, &owner.personal_id);
    put(
        &mut claims,
        &[
            ("sub", &business.subject),
            ("TechID", &business.subject),
            ("LoaiTaiKhoan", "2"),
            ("TenDoanhNghiep", &business.name),
            ("MaSoThue", &business.tax_code),
            ("MaSoDoanhNghiep", &business.registration_code),
            ("DiaChi", &business.address),
            ("SoDienThoai", &business.phone),
            ("ThuDienTu", &business.email),
        ],
    );
    put_level(&mut claims, business.level);
    SampleAccount {
        login: business.login.clone(),
        display_name: business.name.clone(),
        role_text: business.about.clone(),
        group: "Doanh nghiệp, tổ chức".to_owned(),
        level: business.level,
        claims,
    }
}

fn who(full_name: &str, sex: Sex, born_on: Date, personal_id: &str) -> Map<String, Value> {
    let sex = match sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let born_on = born_on.strftime("%d/%m/%Y").to_string();
    let mut claims = Map::new();
    put(
        &mut claims,
        &[("HoVaTen", full_name), ("GioiTinh", sex), ("NgaySinh", &born_on), ("SoDinhDanh", personal_id)],
    );
    claims
}

fn put_level(claims: &mut Map<String, Value>, level: u8) {
    let value = format!("loa{level}");
    put(claims, &[("acr", &value), ("loAs", &value)]);
}

fn put(claims: &mut Map<String, Value>, pairs: &[(&str, &str)]) {
    for (name, value) in pairs {
        claims.insert((*name).to_owned(), Value::String((*value).to_owned()));
    }
}
