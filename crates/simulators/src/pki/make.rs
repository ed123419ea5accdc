//! Making it: authorities first, then a key and a certificate for everybody.
//!
//! Nothing is written here: what is made is handed back as files, the private ones marked.

use aws_lc_rs::rsa::KeySize;
use jiff::{SignedDuration, Timestamp};
use kernel::Entropy;
use signing::Certificate;
use signing::issue::{Issuer, Purpose, Subject, Template, certificate};

use super::{DUTY, Key, PUBLIC};
use crate::samples::{PostRole, SampleProvince};

/// Names of the authorities: their key, their issuer, what they are for.
pub const AUTHORITIES: [&str; 7] = [
    "public-duty-root",
    "public-duty",
    "public-ca-root",
    "public-ca",
    "public-duty-responder",
    "public-ca-responder",
    "tsa",
];

/// "Thiết lập": what a development infrastructure is made for.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Where it will answer, without a stroke at the end.
    pub address: &'a str,
    /// The present instant.
    pub now: Timestamp,
    /// For serial numbers.
    pub entropy: &'a dyn Entropy,
}

/// What was made.
pub struct Made {
    /// Authorities: name, private key in PKCS#8, certificate.
    pub authorities: Vec<(String, Vec<u8>, Certificate)>,
    /// Everybody else.
    pub people: Vec<PersonKey>,
    /// Serial numbers that are withdrawn from the beginning: issuer, number, since when.
    pub withdrawn: Vec<(String, String, Timestamp)>,
}

/// A key of somebody, with its certificates.
pub struct PersonKey {
    /// The key's name.
    pub name: String,
    /// `official:…`, `person:…` or `agency:…`.
    pub holder: String,
    /// The name in the certificate.
    pub subject: String,
    /// The private half in PKCS#8.
    pub pkcs8: Vec<u8>,
    /// The certificate and those above it, in DER, without the root.
    pub chain: Vec<Vec<u8>>,
}

/// Which key somebody gets.
#[derive(Clone, Copy)]
enum Kind {
    P256,
    Rsa2048,
    Rsa3072,
}

impl Kind {
    fn make(self) -> Option<Key> {
        match self {
            Self::P256 => Key::p256(),
            Self::Rsa2048 => Key::rsa(KeySize::Rsa2048),
            Self::Rsa3072 => Key::rsa(KeySize::Rsa3072),
        }
    }
}

struct Authority {
    key: Key,
    certificate: Certificate,
}

impl Authority {
    fn issue(&self, template: &Template<'_>) -> Option<Certificate> {
        let sign = |bytes: &[u8]| self.key.sign(bytes);
        let issuer = Issuer { certificate: Some(&self.certificate), scheme: self.key.scheme(), sign: &sign };
        Certificate::from_der(&certificate(issuer, template)?).ok()
    }
}

/// Makes everything; `None` where the machine's cryptography fails.
#[must_use]
pub fn make(setting: &Setting<'_>, province: &SampleProvince) -> Option<Made> {
    let maker = Maker { setting: *setting };
    let mut made = Made { authorities: Vec::new(), people: Vec::new(), withdrawn: Vec::new() };
    let duty = maker.domain(DUTY, "CHỨNG THỰC CÔNG VỤ PHÁT TRIỂN", Kind::P256, &mut made)?;
    let public = maker.domain(PUBLIC, "CHỨNG THỰC CÔNG CỘNG PHÁT TRIỂN", Kind::Rsa3072, &mut made)?;
    let stamper = maker.service(&duty.0, DUTY, "tsa", Purpose::TimeStamping, Kind::Rsa3072)?;
    made.authorities.push(stamper);
    maker.people(&duty.1, &public.1, province, &mut made)?;
    Some(made)
}

struct Maker<'a> {
    setting: Setting<'a>,
}

const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Maker<'_> {
    fn serial(&self) -> [u8; 12] {
        let mut serial = [0; 12];
        self.setting.entropy.fill(&mut serial);
        // Neither negative nor beginning with nought.
        if let Some(first) = serial.first_mut() {
            *first = (*first & 0x3f) | 0x40;
        }
        serial
    }

    fn days(&self, days: i32) -> Timestamp {
        self.setting.now.checked_add(DAY * days).unwrap_or(self.setting.now)
    }

    /// The root, the issuing authority and the responder of one domain.
    fn domain(&self, name: &str, words: &str, kind: Kind, made: &mut Made) -> Option<(Authority, Authority)> {
        let root_key = kind.make()?;
        let public = root_key.public()?;
        let serial = self.serial();
        let subject = format!("GỐC {words}");
        let template = Template {
            subject: Subject { name: &subject, organisation: ORGANISATION, number: None },
            key: &public,
            serial: &serial,
            from: self.days(-800),
            until: self.days(7_300),
            purpose: Purpose::Authority,
            ocsp: None,
            crl: None,
        };
        let sign = |bytes: &[u8]| root_key.sign(bytes);
        let own = Issuer { certificate: None, scheme: root_key.scheme(), sign: &sign };
        let root = Certificate::from_der(&certificate(own, &template)?).ok()?;
        made.authorities.push((format!("{name}-root"), root_key.pkcs8()?, root.clone()));
        let root = Authority { key: root_key, certificate: root };
        let key = Key::p256()?;
        let (crl, serial) = (format!("{}/crl/{name}-root.crl", self.setting.address), self.serial());
        let subject = format!("CẤP PHÁT {words}");
        let template = Template {
            subject: Subject { name: &subject, organisation: ORGANISATION, number: None },
            key: &key.public()?,
            serial: &serial,
            until: self.days(3_650),
            crl: Some(&crl),
            ..template
        };
        let issuing = root.issue(&template)?;
        made.authorities.push((name.to_owned(), key.pkcs8()?, issuing.clone()));
        let issuing = Authority { key, certificate: issuing };
        let responder = format!("{name}-responder");
        made.authorities.push(self.service(&issuing, name, &responder, Purpose::Responder, Kind::P256)?);
        Some((root, issuing))
    }

    fn service(
        &self,
        by: &Authority,
        domain: &str,
        name: &str,
        purpose: Purpose,
        kind: Kind,
    ) -> Option<(String, Vec<u8>, Certificate)> {
        let key = kind.make()?;
        let words = if purpose == Purpose::TimeStamping {
            "CẤP DẤU THỜI GIAN"
        } else {
            "TRẢ LỜI TRẠNG THÁI"
        };
        // A timestamp authority stands under the root here, whose state only a list tells.
        let crl = format!("{}/crl/{domain}-root.crl", self.setting.address);
        let certificate = by.issue(&Template {
            subject: Subject {
                name: &format!("{words} PHÁT TRIỂN ({domain})"),
                organisation: ORGANISATION,
                number: None,
            },
            key: &key.public()?,
            serial: &self.serial(),
            from: self.days(-700),
            until: self.days(1_825),
            purpose,
            ocsp: None,
            crl: (purpose == Purpose::TimeStamping).then_some(&crl),
        })?;
        Some((name.to_owned(), key.pkcs8()?, certificate))
    }

    fn people(
        &self,
        duty: &Authority,
        public: &Authority,
        province: &SampleProvince,
        made: &mut Made,
    ) -> Option<()> {
        let usual = (self.days(-600), self.days(1_095));
        for official in &province.officials {
            let post = official.posts.first()?;
            let body = province.agency(&post.agency).map_or("", |agency| agency.name.as_str());
            let row = (official.login.as_str(), format!("official:{}", official.login));
            made.people.push(self.person(duty, DUTY, row, (&official.full_name, body), Kind::P256, usual)?);
        }
        for agency in &province.agencies {
            let (name, holder) = (format!("seal-{}", agency.code), format!("agency:{}", agency.code));
            made.people.push(self.person(
                duty,
                DUTY,
                (&name, holder),
                (&agency.name, &agency.name),
                Kind::P256,
                usual,
            )?);
        }
        for citizen in province.citizens.iter().filter(|citizen| citizen.level == 2) {
            let row = (citizen.login.as_str(), format!("person:{}", citizen.personal_id));
            made.people.push(self.person(
                public,
                PUBLIC,
                row,
                (&citizen.full_name, "Công dân"),
                Kind::P256,
                usual,
            )?);
        }
        self.named(duty, public, province, made)
    }

    /// One key of each kind and in each state, under names that are easy to type.
    fn named(
        &self,
        duty: &Authority,
        public: &Authority,
        province: &SampleProvince,
        made: &mut Made,
    ) -> Option<()> {
        let signer = province
            .officials
            .iter()
            .find(|one| one.posts.iter().any(|post| post.role == PostRole::Signer))?;
        let agency = province.agency(&signer.posts.first()?.agency)?;
        let citizen = province.citizens.iter().find(|citizen| citizen.level == 2)?;
        let (official, seal) = (format!("official:{}", signer.login), format!("agency:{}", agency.code));
        let person = format!("person:{}", citizen.personal_id);
        let (usual, over) = ((self.days(-600), self.days(1_095)), (self.days(-600), self.days(-5)));
        let own = (signer.full_name.as_str(), agency.name.as_str());
        let body = (agency.name.as_str(), agency.name.as_str());
        let citizen = (citizen.full_name.as_str(), "Công dân");
        for (by, domain, name, holder, subject, kind, time) in [
            (duty, DUTY, "official", &official, own, Kind::P256, usual),
            (duty, DUTY, "official-rsa", &official, own, Kind::Rsa2048, usual),
            (duty, DUTY, "agency", &seal, body, Kind::Rsa3072, usual),
            (public, PUBLIC, "citizen", &person, citizen, Kind::P256, usual),
            (public, PUBLIC, "citizen-rsa", &person, citizen, Kind::Rsa2048, usual),
            (duty, DUTY, "expired", &official, own, Kind::P256, over),
            (duty, DUTY, "revoked", &official, own, Kind::P256, usual),
        ] {
            let row = (name, holder.clone());
            made.people.push(self.person(by, domain, row, subject, kind, time)?);
        }
        let revoked = Certificate::from_der(made.people.last()?.chain.first()?).ok()?;
        made.withdrawn.push((DUTY.to_owned(), revoked.serial(), self.days(-30)));
        Some(())
    }

    fn person(
        &self,
        by: &Authority,
        domain: &str,
        (name, holder): (&str, String),
        (subject, body): (&str, &str),
        kind: Kind,
        (from, until): (Timestamp, Timestamp),
    ) -> Option<PersonKey> {
        let key = kind.make()?;
        let number = holder.split_once(':').map(|(_, code)| code);
        let own = by.issue(&Template {
            subject: Subject {
                name: subject,
                organisation: body,
                number: number.filter(|_| holder.starts_with("person:")),
            },
            key: &key.public()?,
            serial: &self.serial(),
            from,
            until,
            purpose: Purpose::Documents,
            ocsp: Some(&format!("{}/ocsp/{domain}", self.setting.address)),
            crl: Some(&format!("{}/crl/{domain}.crl", self.setting.address)),
        })?;
        Some(PersonKey {
            name: name.to_owned(),
            holder,
            subject: subject.to_owned(),
            pkcs8: key.pkcs8()?,
            chain: vec![own.der().to_vec(), by.certificate.der().to_vec()],
        })
    }
}

/// The body all of these say they are.
const ORGANISATION: &str = "Toàn Trình — chỉ để phát triển";
