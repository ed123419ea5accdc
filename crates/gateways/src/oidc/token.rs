//! The ID token: its signature, and that it was made by this provider, for us, for this sign-in, now.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::Jwk};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{IssuerConfig, OidcRefusal};

/// What the first part of a token says about the rest.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Header {
    /// Algorithm as named on the wire.
    pub(super) alg: String,
    /// Which of the provider's keys.
    pub(super) kid: Option<String>,
}

/// Reads the header and refuses every algorithm but the two we take.
pub(super) fn header(token: &str) -> Result<Header, OidcRefusal> {
    let part = token.split('.').next().unwrap_or_default();
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| OidcRefusal::MalformedToken)?;
    let header: Header = serde_json::from_slice(&bytes).map_err(|_| OidcRefusal::MalformedToken)?;
    algorithm(&header.alg)?;
    Ok(header)
}

fn algorithm(name: &str) -> Result<Algorithm, OidcRefusal> {
    match name {
        "ES256" => Ok(Algorithm::ES256),
        "RS256" => Ok(Algorithm::RS256),
        other => {
            let algorithm = other.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
            Err(OidcRefusal::AlgorithmNotAllowed { algorithm })
        }
    }
}

/// Checks the signature with any of the keys and returns the claims.
pub(super) fn verify_signature(
    token: &str,
    header: &Header,
    keys: &[Jwk],
) -> Result<Map<String, Value>, OidcRefusal> {
    let mut rules = Validation::new(algorithm(&header.alg)?);
    // Time, audience and issuer are checked below, against the clock handed in and each with its own refusal.
    rules.validate_exp = false;
    rules.validate_aud = false;
    rules.required_spec_claims.clear();
    keys.iter()
        .filter_map(|key| DecodingKey::from_jwk(key).ok())
        .find_map(|key| jsonwebtoken::decode::<Map<String, Value>>(token, &key, &rules).ok())
        .map(|decoded| decoded.claims)
        .ok_or(OidcRefusal::WrongSignature)
}

/// Checks that verified claims answer this sign-in.
pub(super) fn check_claims(
    claims: &Map<String, Value>,
    config: &IssuerConfig,
    nonce: &str,
    now: Timestamp,
) -> Result<(), OidcRefusal> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(config.issuer.as_str()) {
        return Err(OidcRefusal::WrongIssuer);
    }
    if !meant_for(claims, &config.registration.client_id) {
        return Err(OidcRefusal::WrongAudience);
    }
    check_times(claims, config, now)?;
    if text("nonce") != Some(nonce) {
        return Err(OidcRefusal::WrongNonce);
    }
    Ok(())
}

/// One audience must be us; where several are named, the authorised party must be us (OpenID Connect Core 3.1.3.7).
pub(super) fn meant_for(claims: &Map<String, Value>, client_id: &str) -> bool {
    let party = claims.get("azp").and_then(Value::as_str);
    match claims.get("aud") {
        Some(Value::String(one)) => one == client_id && party.is_none_or(|party| party == client_id),
        Some(Value::Array(many)) => {
            let named = many.iter().any(|one| one.as_str() == Some(client_id));
            named && (party == Some(client_id) || (many.len() == 1 && party.is_none()))
        }
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => false,
    }
}

fn check_times(
    claims: &Map<String, Value>,
    config: &IssuerConfig,
    now: Timestamp,
) -> Result<(), OidcRefusal> {
    let (now, leeway) = (now.as_second(), i64::from(config.leeway_s));
    let seconds = |name: &str| claims.get(name).and_then(Value::as_i64);
    let expires = seconds("exp").ok_or_else(|| OidcRefusal::MissingClaim { claim: "exp".to_owned() })?;
    if expires.saturating_add(leeway) <= now {
        return Err(OidcRefusal::TokenExpired);
    }
    let from_the_future = |name: &str| seconds(name).is_some_and(|at| at.saturating_sub(leeway) > now);
    if from_the_future("iat") || from_the_future("nbf") {
        return Err(OidcRefusal::ClockSkew);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{header, meant_for, verify_signature};
    use crate::oidc::OidcRefusal;

    /// RFC 7515 appendices A.2 (RS256) and A.3 (ES256): keys and tokens of the standard itself.
    const PAYLOAD: &str =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const RSA_N: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
    const RSA_SIGNATURE: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    const EC_SIGNATURE: &str =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    fn keys() -> Vec<jsonwebtoken::jwk::Jwk> {
        let ec = json!({"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"});
        let rsa = json!({"kty": "RSA", "n": RSA_N, "e": "AQAB"});
        [ec, rsa].into_iter().map(|key| serde_json::from_value(key).unwrap()).collect()
    }

    #[test]
    fn verifies_the_standards_own_tokens() {
        for (head, signature) in
            [("eyJhbGciOiJSUzI1NiJ9", RSA_SIGNATURE), ("eyJhbGciOiJFUzI1NiJ9", EC_SIGNATURE)]
        {
            let token = format!("{head}.{PAYLOAD}.{signature}");
            let head = header(&token).unwrap();
            assert_eq!(verify_signature(&token, &head, &keys()).unwrap().get("iss"), Some(&json!("joe")));
            let forged = token.replace("eyJpc3MiOiJqb2Ui", "eyJpc3MiOiJqaW0i");
            assert_eq!(verify_signature(&forged, &head, &keys()), Err(OidcRefusal::WrongSignature));
            assert_eq!(verify_signature(&token, &head, &[]), Err(OidcRefusal::WrongSignature));
        }
    }

    #[test]
    fn refuses_other_algorithms_and_what_is_no_token() {
        let not_allowed = |name: &str| OidcRefusal::AlgorithmNotAllowed { algorithm: name.to_owned() };
        for (token, refusal) in [
            ("eyJhbGciOiJub25lIn0.e30.", not_allowed("none")),
            ("eyJhbGciOiJIUzI1NiJ9.e30.AA", not_allowed("HS256")),
            ("", OidcRefusal::MalformedToken),
            ("a.b.c", OidcRefusal::MalformedToken),
            ("e30.e30.", OidcRefusal::MalformedToken),
        ] {
            assert_eq!(header(token).unwrap_err(), refusal, "{token}");
        }
    }

    #[test]
    fn audience_must_be_us() {
        for (aud, azp, ours) in [
            (json!("us"), Value::Null, true),
            (json!(["us"]), Value::Null, true),
            (json!(["us", "them"]), json!("us"), true),
            (json!(["us", "them"]), Value::Null, false),
            (json!(["us", "them"]), json!("them"), false),
            (json!("us"), json!("them"), false),
            (json!("them"), Value::Null, false),
            (Value::Null, Value::Null, false),
        ] {
            let claims = json!({"aud": aud, "azp": azp});
            assert_eq!(meant_for(claims.as_object().unwrap(), "us"), ours, "{claims}");
        }
    }
}
