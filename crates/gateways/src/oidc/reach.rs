//! Does a provider answer at all? For the operator's page, before people find out.

use kernel::Clock;

use super::{Issuer, OidcFault};

impl Issuer {
    /// Asks for the provider's public keys and reads none of them.
    ///
    /// # Errors
    /// The provider is down, too slow, or answers something that is no document.
    pub async fn reach(&self, clock: &dyn Clock) -> Result<(), OidcFault> {
        let step = "reach";
        let answer = self.http.get(step, &self.places(clock).await?.jwks).await?;
        if answer.status.is_success() {
            return Ok(());
        }
        Err(OidcFault::bad_answer(&self.config.key, step, format!("status {}", answer.status.as_u16())))
    }
}
