//! What the verifier asks of fees and of the result: a price with its ground in every channel, a code, and a draft whose
//! placeholders all have values.

use super::Findings;
use crate::form::has_year;
use crate::revision::{FieldKind, Revision};
use crate::template::{DOSSIER_PLACEHOLDERS, placeholders};

pub(super) fn verify(revision: &Revision, findings: &mut Findings) {
    verify_fees(revision, findings);
    verify_result(revision, findings);
}

fn verify_fees(revision: &Revision, findings: &mut Findings) {
    for (index, fee) in revision.fees.iter().enumerate() {
        let place = format!("fee.{index}.{}", fee.id);
        findings.ids(std::iter::once(fee.id.as_str()), "fee");
        findings.ids(fee.exemptions.iter().map(|exemption| exemption.id.as_str()), &place);
        findings.words(&fee.name, &format!("{place}.name"));
        findings.ground(&fee.ground, &format!("{place}.ground"));
        for exemption in &fee.exemptions {
            findings.ground(&exemption.ground, &format!("{place}.exemption.{}.ground", exemption.id));
        }
        for channel in &revision.channels {
            match fee.amounts.of(*channel) {
                None => findings.error("verify.fee-without-price", &place, channel.word()),
                Some(amount) if amount.0 < 0 => {
                    findings.error("verify.price-negative", &place, channel.word());
                }
                Some(_) => {}
            }
        }
        if fee.effective_until.is_some_and(|until| until < fee.effective_from) {
            findings.error("verify.dates-reversed", &place, "");
        }
        let counted = fee.times_field.as_ref().map(|id| (id, revision.form.field(id)));
        if let Some((id, _)) =
            counted.filter(|(_, field)| field.is_none_or(|field| field.kind != FieldKind::Number))
        {
            findings.error("verify.times-field-not-a-number", &place, id);
        }
        if fee.is_sample {
            findings.warn("verify.sample-price", &place, "");
        }
    }
}

fn verify_result(revision: &Revision, findings: &mut Findings) {
    let result = &revision.result;
    findings.words(&result.name, "result.name");
    findings.ground(&result.ground, "result.ground");
    if !is_result_code(&result.code) {
        findings.error("verify.result-code-malformed", "result.code", result.code.as_str());
    }
    if result.template.trim().is_empty() {
        findings.error("verify.nothing-here", "result.template", "");
    }
    match placeholders(&result.template) {
        Err(refusal) => findings.error("verify.template-broken", "result.template", refusal.to_string()),
        Ok(names) => {
            for name in names {
                let is_known = match name.strip_prefix("answers.") {
                    Some(field) => match field.strip_suffix(".year") {
                        Some(date) => revision.form.field(date).is_some_and(has_year),
                        None => revision.form.field(field).is_some(),
                    },
                    None => DOSSIER_PLACEHOLDERS.contains(&name),
                };
                if !is_known {
                    findings.error("verify.unknown-placeholder", "result.template", name);
                }
            }
        }
    }
}

/// `KQ.G` or `KQ.H`, two digits, a dot and six digits.
fn is_result_code(code: &str) -> bool {
    let mut parts = code.split('.');
    let is_digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    parts.next() == Some("KQ")
        && parts
            .next()
            .is_some_and(|body| body.strip_prefix(['G', 'H']).is_some_and(|rest| is_digits(rest, 2)))
        && parts.next().is_some_and(|serial| is_digits(serial, 6))
        && parts.next().is_none()
}
