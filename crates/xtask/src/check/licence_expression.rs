//! Licence expressions: SPDX with OR, AND, WITH and parentheses, and the older `A/B`, which means OR.
//!
//! Only one question is asked of an expression: can it be satisfied with the licences accepted here?

use std::iter::Peekable;

/// Can `expression` be satisfied when `accepted` tells of each single licence, `A WITH B` counting as one?
///
/// # Errors
/// A sentence when the expression cannot be read.
pub(crate) fn satisfied(expression: &str, accepted: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let mut tokens = tokens(expression).into_iter().peekable();
    let verdict = any_of(&mut tokens, accepted)?;
    match tokens.next() {
        None => Ok(verdict),
        Some(rest) => Err(format!("`{rest}` stands where the expression should end")),
    }
}

fn tokens(expression: &str) -> Vec<String> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    spaced.split_whitespace().map(str::to_owned).collect()
}

fn any_of<I>(tokens: &mut Peekable<I>, accepted: &dyn Fn(&str) -> bool) -> Result<bool, String>
where
    I: Iterator<Item = String>,
{
    let mut verdict = all_of(tokens, accepted)?;
    while tokens.next_if(|token| token.eq_ignore_ascii_case("or")).is_some() {
        verdict |= all_of(tokens, accepted)?;
    }
    Ok(verdict)
}

fn all_of<I>(tokens: &mut Peekable<I>, accepted: &dyn Fn(&str) -> bool) -> Result<bool, String>
where
    I: Iterator<Item = String>,
{
    let mut verdict = single(tokens, accepted)?;
    while tokens.next_if(|token| token.eq_ignore_ascii_case("and")).is_some() {
        verdict &= single(tokens, accepted)?;
    }
    Ok(verdict)
}

fn single<I>(tokens: &mut Peekable<I>, accepted: &dyn Fn(&str) -> bool) -> Result<bool, String>
where
    I: Iterator<Item = String>,
{
    let token = tokens.next().ok_or("it ends where a licence should stand")?;
    if token == "(" {
        let verdict = any_of(tokens, accepted)?;
        return match tokens.next().as_deref() {
            Some(")") => Ok(verdict),
            _ => Err("a parenthesis is not closed".to_owned()),
        };
    }
    if token == ")" || ["or", "and", "with"].contains(&token.to_ascii_lowercase().as_str()) {
        return Err(format!("`{token}` stands where a licence should stand"));
    }
    if tokens.next_if(|next| next.eq_ignore_ascii_case("with")).is_some() {
        let exception = tokens.next().ok_or("it ends after WITH")?;
        return Ok(accepted(&format!("{token} WITH {exception}")));
    }
    Ok(accepted(&token))
}

#[cfg(test)]
mod tests {
    use super::satisfied;

    #[test]
    fn evaluates() {
        let accepted =
            |licence: &str| ["MIT", "Apache-2.0", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&licence);
        for (expression, expected) in [
            ("MIT", Ok(true)),
            ("GPL-3.0-only", Ok(false)),
            ("MIT/Apache-2.0", Ok(true)),
            ("MIT / GPL-2.0", Ok(true)),
            ("GPL-2.0-only OR MIT", Ok(true)),
            ("MIT AND GPL-2.0-only", Ok(false)),
            ("MIT OR GPL-2.0-only AND BSD-4-Clause", Ok(true)),
            ("(MIT OR GPL-2.0-only) AND BSD-4-Clause", Ok(false)),
            ("ISC AND (Apache-2.0 OR ISC) AND (GPL-1.0 OR (MIT AND ISC))", Ok(true)),
            ("Apache-2.0 WITH LLVM-exception", Ok(true)),
            ("MIT WITH Odd-exception", Ok(false)),
            ("GPL-2.0 with Classpath-exception-2.0 or MIT", Ok(true)),
        ] {
            assert_eq!(satisfied(expression, &accepted), expected, "{expression}");
        }
        for malformed in ["", "MIT OR", "(MIT", "MIT)", "MIT ISC", "AND MIT", "MIT WITH"] {
            assert!(satisfied(malformed, &accepted).is_err(), "{malformed}");
        }
    }
}
