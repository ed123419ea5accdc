//! Signing and judging beside pyHanko on the same file with the same key, and beside what the key alone costs by
//! `openssl speed`; a bulk of three hundred, within the process and through the signer.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::bench::Bench;
use crate::bench::ours::{answer, number};
use crate::bench::table::{Line, Target, median};

/// A key, and what was promised: beside pyHanko, beside openssl, judging beside pyHanko.
struct Kind {
    name: &'static str,
    key: &'static str,
    openssl: &'static str,
    promised: [f64; 3],
}

const KINDS: [Kind; 2] = [
    Kind { name: "P-256", key: "citizen", openssl: "ecdsap256", promised: [100.0, 0.15, 25.0] },
    Kind { name: "RSA-2048", key: "citizen-rsa", openssl: "rsa2048", promised: [55.0, 0.25, 40.0] },
];
/// Seconds a bulk may take.
const BULK_S: f64 = 3.0;

/// The figures of one kind, round by round.
#[derive(Default)]
struct Figures {
    ours: Vec<f64>,
    judged: Vec<f64>,
    bulk: Vec<f64>,
    through: Vec<f64>,
    theirs: Vec<f64>,
    their_judged: Vec<f64>,
    bare: Vec<f64>,
}

/// Measures both kinds of keys.
pub(crate) fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    let folder = bench.fresh("sign")?;
    let (pki, pdf) = (folder.join("pki"), folder.join("paper.pdf"));
    answer(Command::new(&bench.program).args(["pki", "dev", "--json"]).arg(&pki))?;
    let sample = ["paper", "sample", "outcome", "--json", "--out"];
    let made = answer(Command::new(&bench.program).args(sample).arg(&pdf))?;
    eprintln!("the file has {} bytes", made.get("bytes").unwrap_or(&Value::Null));
    let mut figures = [Figures::default(), Figures::default()];
    for _ in 0..bench.rounds {
        let mut command = Command::new(&bench.program);
        command.args(["pki", "measure", "--json"]).arg(&pki).arg("--file").arg(&pdf);
        let ours = answer(&mut command)?;
        for (index, (kind, figures)) in KINDS.iter().zip(&mut figures).enumerate() {
            let own = ours.get(index).context("a kind of key was not measured")?;
            figures.ours.push(number(own, "signed_per_s")?);
            figures.judged.push(number(own, "validated_per_s")?);
            figures.bulk.push(number(own, "bulk_300_s")?);
            figures.through.push(number(own, "bulk_300_through_the_signer_s")?);
            let theirs = hanko(bench, &pki, &pdf, kind)?;
            figures.theirs.push(number(&theirs, "signed_per_s")?);
            figures.their_judged.push(number(&theirs, "validated_per_s")?);
            figures.bare.push(openssl(kind.openssl)?);
        }
    }
    Ok(KINDS.iter().zip(&figures).flat_map(|(kind, figures)| figures.lines(kind)).collect())
}

impl Figures {
    fn lines(&self, kind: &Kind) -> Vec<Line> {
        let [ours, judged, bulk, through] =
            [&self.ours, &self.judged, &self.bulk, &self.through].map(|list| median(list));
        let [theirs, their_judged, bare] =
            [&self.theirs, &self.their_judged, &self.bare].map(|list| median(list));
        let [beside_hanko, beside_openssl, judging] = kind.promised;
        let beside = |what: &str, ours: f64, name: &str, value: f64, least: f64| {
            let what = format!("{}: {what}", kind.name);
            let ratio = if value > 0.0 { ours / value } else { 0.0 };
            let rate = |value: f64| format!("{value:.0}/s");
            Line::new(&what, rate(ours), format!("{name}: {}", rate(value)), ratio, Target::AtLeast(least))
        };
        let seconds = |what: &str, value: f64, target: Target| {
            let what = format!("{}: 300 documents {what}", kind.name);
            Line::new(&what, format!("{value:.2} s"), String::new(), value, target)
        };
        vec![
            beside("documents signed", ours, "pyHanko", theirs, beside_hanko),
            beside("documents signed", ours, "openssl speed, the key alone", bare, beside_openssl),
            beside("documents judged", judged, "pyHanko", their_judged, judging),
            seconds("within the process", bulk, Target::Below(BULK_S)),
            seconds("through the signer", through, Target::Below(BULK_S)),
        ]
    }
}

/// The peer gets the same key and certificates: the simulated remote service keeps them in a form anybody reads.
fn hanko(bench: &Bench<'_>, pki: &Path, pdf: &Path, kind: &Kind) -> anyhow::Result<Value> {
    let (key, chain) =
        (pki.join(format!("remote/{}.p8", kind.key)), pki.join(format!("keys/{}.pem", kind.key)));
    let mut command = bench.peers.program("sign_pyhanko.py");
    answer(command.arg(pdf).arg(key).arg(chain).arg(pki.join("roots/public-ca.der")))
}

/// Signatures a second by `openssl speed`: the key and nothing around it.
fn openssl(name: &str) -> anyhow::Result<f64> {
    let output = Command::new("openssl").args(["speed", "-mr", "-seconds", "2", name]).output();
    let output = output.context("openssl cannot be started")?;
    let text = String::from_utf8_lossy(&output.stdout);
    // +F2 for RSA and +F4 for ECDSA: number, bits, signatures a second, checks a second.
    let line = text.lines().find(|line| line.starts_with("+F2:") || line.starts_with("+F4:"));
    match line.and_then(|line| line.split(':').nth(3)?.parse::<f64>().ok()) {
        Some(rate) if rate > 0.0 => Ok(rate),
        _ => bail!("openssl speed said nothing that is understood:\n{text}"),
    }
}
