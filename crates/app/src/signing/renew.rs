//! Renewing evidence before a certificate or an algorithm ends, and the dates on which algorithms do.
//!
//! When a document is due is the room's rule ([`signing::due`]); here is the deed, callable for any stored file.

use ::signing::AlgorithmEnd;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Fault, FaultKind};
use serde::Deserialize;

use crate::Error;
use crate::signing::{Signing, keep, stamp};

const ENDS: &str = include_str!("../../../../data/signing/algorithms.json");

/// "Gia hạn bằng chứng": keeps what is known of all certificates today, and puts a new timestamp over everything.
///
/// What was there stays byte by byte; a document renewed in time can be proved for as long as the new timestamp. `since` is as for
/// [`keep`].
///
/// # Errors
/// `signing.signature-unsound` where a signature does not hold, for nothing is built on it; an authority that does not
/// answer.
pub async fn renew(signing: &Signing, pdf: &[u8], since: Option<&str>) -> Result<Vec<u8>, Error> {
    let kept = keep(signing, pdf, since).await?;
    stamp(signing, &kept).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    key: String,
    until_on: Date,
    #[expect(dead_code, reason = "the ground is for readers of the table")]
    ground: String,
}

/// "Hạn dùng của thuật toán": kinds of keys that are not believed for ever.
///
/// # Errors
/// A fault where the embedded table is not what it should be; a test keeps it so.
pub fn algorithm_ends() -> Result<Vec<AlgorithmEnd>, Fault> {
    let broken = |error: Box<dyn std::error::Error + Send + Sync>| {
        Fault::new(FaultKind::Inconsistent, "read the ends of algorithms", error)
    };
    let rows: Vec<Row> = serde_json::from_str(ENDS).map_err(|error| broken(error.into()))?;
    let end = |row: Row| {
        let last = row.until_on.at(23, 59, 59, 0).to_zoned(TimeZone::UTC)?;
        Ok(AlgorithmEnd { key: row.key, until: last.timestamp() })
    };
    rows.into_iter().map(end).collect::<Result<_, jiff::Error>>().map_err(|error| broken(error.into()))
}

#[cfg(test)]
mod tests {
    use super::algorithm_ends;

    #[test]
    fn the_table_can_be_read() {
        assert!(algorithm_ends().unwrap().iter().any(|end| end.key == "rsa-2048"));
    }
}
