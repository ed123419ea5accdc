//! Two trust domains made with openssl: roots, an issuing authority, signers of every kind, a responder, a time-stamping
//! authority, and lists of what was revoked.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use jiff::Timestamp;
use signing::{Certificate, Domain, Identity, Key, Request, Scheme, SigningRefusal, Trust};

use crate::tools::{folder, must, now, pyhanko, script};

/// Name, issuer, kind of key, section of extensions, first and last day from today.
const PEOPLE: [(&str, &str, &str, &str, i64, i64); 14] = [
    ("duty-issuing", "duty-root", "P-256", "authority", -20, 900),
    ("officer", "duty-issuing", "P-256", "signer", -10, 600),
    ("agency", "duty-issuing", "P-256", "signer", -10, 600),
    ("rsa2048", "duty-issuing", "2048", "signer", -10, 600),
    ("rsa3072", "duty-issuing", "3072", "signer", -10, 600),
    ("revoked", "duty-issuing", "P-256", "signer", -10, 600),
    ("expired", "duty-issuing", "P-256", "signer", -10, -5),
    ("future", "duty-issuing", "P-256", "signer", 5, 600),
    ("no-signer", "duty-issuing", "P-256", "cipher", -10, 600),
    ("p384", "duty-issuing", "P-384", "signer", -10, 600),
    ("responder", "duty-issuing", "P-256", "responder", -10, 600),
    ("tsa", "duty-root", "3072", "tsa", -10, 600),
    ("tsa-wrong", "duty-root", "2048", "tsa-wrong", -10, 600),
    ("citizen", "public-root", "P-256", "signer", -10, 600),
];

/// The folder with keys (`NAME.key`), certificates (`NAME.crt`, `NAME.der`) and lists (`ISSUER.crl`).
pub(crate) fn pki() -> &'static PathBuf {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(make)
}

fn make() -> PathBuf {
    let folder = folder("pki");
    let openssl = |args: &str| must(&folder, "openssl", &args.split(' ').collect::<Vec<_>>());
    let (mut config, day) = (String::from(EXTENSIONS), |days| day(days));
    for authority in ["duty-root", "duty-issuing", "public-root", "stranger-root"] {
        write!(config, "\n[{authority}]\ndatabase = {authority}.index\nserial = {authority}.serial\nnew_certs_dir = .\n\
            crlnumber = {authority}.serial\ncertificate = {authority}.crt\nprivate_key = {authority}.key\ndefault_md = sha256\n\
            policy = any\nunique_subject = no\ndefault_crl_days = 7\ndefault_days = 900\n").unwrap();
        std::fs::write(folder.join(format!("{authority}.index")), "").unwrap();
        std::fs::write(folder.join(format!("{authority}.serial")), "1000\n").unwrap();
    }
    std::fs::write(folder.join("ca.cnf"), config).unwrap();
    for root in ["duty-root", "public-root", "stranger-root"] {
        openssl(&format!("ecparam -name P-256 -genkey -noout -out {root}.key"));
        openssl(&format!(
            "req -config ca.cnf -new -key {root}.key -subj /C=VN/O=Authority/CN={root} -out {root}.csr"
        ));
        openssl(&format!(
            "ca -config ca.cnf -name {root} -selfsign -batch -notext -extensions authority -startdate {} \
            -enddate {} -in {root}.csr -out {root}.crt",
            day(-30),
            day(3000)
        ));
    }
    for (name, issuer, key, section, from, until) in PEOPLE {
        match key {
            "2048" | "3072" => openssl(&format!("genrsa -out {name}.key {key}")),
            curve => openssl(&format!("ecparam -name {curve} -genkey -noout -out {name}.key")),
        };
        let subject = format!("/C=VN/O=Uỷ ban nhân dân phường Dịch Vọng/CN=Nguyễn Thị Hường ({name})");
        let csr = format!("{name}.csr");
        must(
            &folder,
            "openssl",
            &[
                "req",
                "-config",
                "ca.cnf",
                "-new",
                "-utf8",
                "-key",
                &format!("{name}.key"),
                "-subj",
                &subject,
                "-out",
                &csr,
            ],
        );
        openssl(&format!(
            "ca -config ca.cnf -name {issuer} -batch -notext -utf8 -preserveDN -extensions {section} -startdate {} \
            -enddate {} -in {csr} -out {name}.crt",
            day(from),
            day(until)
        ));
    }
    for name in PEOPLE.iter().map(|row| row.0).chain(["duty-root", "public-root", "stranger-root"]) {
        openssl(&format!("x509 -in {name}.crt -outform DER -out {name}.der"));
        openssl(&format!("pkcs8 -topk8 -nocrypt -in {name}.key -outform DER -out {name}.p8"));
    }
    openssl("ca -config ca.cnf -name duty-issuing -revoke revoked.crt -crl_reason keyCompromise");
    for issuer in ["duty-root", "duty-issuing", "public-root"] {
        openssl(&format!("ca -config ca.cnf -name {issuer} -gencrl -out {issuer}.pem"));
        openssl(&format!("crl -in {issuer}.pem -outform DER -out {issuer}.crl"));
    }
    folder
}

/// `YYYYMMDDHHMMSSZ`, so many days from now.
fn day(days: i64) -> String {
    let at = now() + jiff::SignedDuration::from_hours(24 * days);
    at.to_string().chars().filter(char::is_ascii_alphanumeric).filter(|letter| *letter != 'T').collect()
}

pub(crate) fn read(file: &str) -> Vec<u8> {
    std::fs::read(pki().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

pub(crate) fn certificate(name: &str) -> Certificate {
    Certificate::from_der(&read(&format!("{name}.der"))).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

/// Both roots, each in its domain, and no lists.
pub(crate) fn trust() -> Trust {
    Trust::new()
        .anchor(certificate("duty-root"), Domain::PublicDuty)
        .anchor(certificate("public-root"), Domain::PublicCa)
}

/// Both roots and all lists.
pub(crate) fn trust_with_lists() -> Trust {
    ["duty-root.crl", "duty-issuing.crl", "public-root.crl"]
        .iter()
        .fold(trust(), |trust, list| trust.crl(&read(list)).unwrap())
}

/// A key in memory.
pub(crate) struct Soft {
    identity: Identity,
    pair: Pair,
}

enum Pair {
    Ec(Box<EcdsaKeyPair>),
    Rsa(RsaKeyPair),
}

/// The key of one of the people above, with its chain.
pub(crate) fn key(name: &str) -> Soft {
    let issuer = PEOPLE.iter().find(|row| row.0 == name).expect("one of the people").1;
    let mut chain = vec![certificate(name), certificate(issuer)];
    if issuer == "duty-issuing" {
        chain.push(certificate("duty-root"));
    }
    let identity = Identity::new(&chain).unwrap();
    let p8 = read(&format!("{name}.p8"));
    let pair = match identity.scheme() {
        Scheme::EcdsaP256Sha256 => {
            Pair::Ec(Box::new(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &p8).unwrap()))
        }
        Scheme::RsaPkcs1Sha256 => Pair::Rsa(RsaKeyPair::from_pkcs8(&p8).unwrap()),
    };
    Soft { identity, pair }
}

impl Key for Soft {
    type Error = SigningRefusal;

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn sign(&self, to_be_signed: &[u8]) -> Result<Vec<u8>, SigningRefusal> {
        let random = SystemRandom::new();
        Ok(match &self.pair {
            Pair::Ec(pair) => pair.sign(&random, to_be_signed).unwrap().as_ref().to_vec(),
            Pair::Rsa(pair) => {
                let mut value = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, to_be_signed, &mut value).unwrap();
                value
            }
        })
    }
}

/// A name for the next exchange with an authority.
fn turn() -> u32 {
    static TURN: AtomicU32 = AtomicU32::new(0);
    TURN.fetch_add(1, Ordering::Relaxed)
}

/// The time-stamping authority's answer, given by `openssl ts`.
pub(crate) fn stamped(request: &Request) -> Vec<u8> {
    // One serial number after the other.
    static ONE: Mutex<()> = Mutex::new(());
    let _turn = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let turn = turn();
    let (query, reply) = (format!("ts{turn}.tsq"), format!("ts{turn}.tsr"));
    std::fs::write(pki().join(&query), request.der()).unwrap();
    let args = [
        "ts",
        "-reply",
        "-config",
        "ca.cnf",
        "-section",
        "tsa-service",
        "-signer",
        "tsa.crt",
        "-inkey",
        "tsa.key",
        "-chain",
        "duty-root.crt",
        "-queryfile",
        &query,
        "-out",
        &reply,
    ];
    must(pki(), "openssl", &args);
    read(&reply)
}

/// The answer of an authority that looks at nothing: under any certificate, at any instant.
pub(crate) fn stamped_by(request: &Request, who: &str, at: Option<Timestamp>) -> Vec<u8> {
    let turn = turn();
    let (query, reply) = (format!("ts{turn}.tsq"), format!("ts{turn}.tsr"));
    std::fs::write(pki().join(&query), request.der()).unwrap();
    let (key, certificate, at) = (format!("{who}.key"), format!("{who}.crt"), at.map(|at| at.to_string()));
    let script = script("produce.py");
    let mut args = vec![script.as_str(), "stamp", &query, &reply, &key, &certificate, "duty-root.crt"];
    args.extend(at.as_deref());
    must(pki(), &pyhanko(), &args);
    read(&reply)
}

/// The responder's answer about one certificate.
pub(crate) fn ocsp(name: &str) -> Vec<u8> {
    let request = signing::ocsp_request(&certificate(name), &certificate("duty-issuing"));
    let (asked, answered) = (format!("{name}.ocspq"), format!("{name}.ocsp"));
    std::fs::write(pki().join(&asked), request).unwrap();
    must(
        pki(),
        "openssl",
        &[
            "ocsp",
            "-index",
            "duty-issuing.index",
            "-CA",
            "duty-issuing.crt",
            "-rsigner",
            "responder.crt",
            "-rkey",
            "responder.key",
            "-reqin",
            &asked,
            "-respout",
            &answered,
            "-ndays",
            "7",
        ],
    );
    read(&answered)
}

const EXTENSIONS: &str = "\
[req]
distinguished_name = dn
string_mask = utf8only
[dn]
[any]
countryName = optional
organizationName = optional
commonName = supplied
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = CA:false
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:http://ocsp.example.vn, caIssuers;URI:http://ca.example.vn/issuing.crt
crlDistributionPoints = URI:http://ca.example.vn/issuing.crl
[cipher]
keyUsage = critical, keyEncipherment
[responder]
extendedKeyUsage = OCSPSigning
noCheck = ignored
[tsa]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa-wrong]
keyUsage = critical, digitalSignature
extendedKeyUsage = timeStamping, clientAuth
[tsa-service]
serial = tsa.serial
default_policy = 1.3.6.1.4.1.99999.1
other_policies = 1.3.6.1.4.1.99999.2
digests = sha256, sha384, sha512
signer_digest = sha256
ess_cert_id_alg = sha256
ess_cert_id_chain = no
accuracy = secs:1
";
