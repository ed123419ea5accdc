//! What one simulated provider is made of.

use serde_json::{Map, Value};

/// A simulated provider: who it says it is, whom it serves, whom it knows.
#[derive(Debug, Clone)]
pub struct ProviderConfig {
    /// Its public address without a final slash, prefix included; also the `iss` of its tokens.
    pub issuer_url: String,
    /// Name on its pages, for example "VNeID giả lập".
    pub name: String,
    /// The sentence that says it is not the real one; stands on every page.
    pub label: String,
    /// Systems that may ask it.
    pub clients: Vec<Client>,
    /// Accounts a visitor may play.
    pub accounts: Vec<SampleAccount>,
}

/// A system registered at the provider.
#[derive(Clone)]
pub struct Client {
    /// Its id.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
    /// Its name on the page: "… muốn biết bạn là ai".
    pub name: String,
    /// Where people may be sent back to, compared letter by letter.
    pub redirect_uris: Vec<String>,
    /// Where people may be sent after signing out, compared letter by letter.
    pub post_logout_redirect_uris: Vec<String>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// An account a visitor can play by pressing its button.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleAccount {
    /// Short name in the form, unique in the provider.
    pub login: String,
    /// The person's name on the button.
    pub display_name: String,
    /// Who that is, in a few words under the name.
    pub role_text: String,
    /// Heading the button stands under, for example the agency.
    pub group: String,
    /// "Mức độ xác thực": level shown on the button.
    pub level: u8,
    /// Claims told about the account; `sub` and `acr` must be among them.
    pub claims: Map<String, Value>,
}

impl SampleAccount {
    /// A claim as text, empty when the account does not have it.
    pub(super) fn claim(&self, name: &str) -> &str {
        self.claims.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether the account reaches one of the levels asked for; no wish is always met.
    pub(super) fn reaches(&self, acr_values: &[String]) -> bool {
        acr_values.is_empty() || acr_values.iter().any(|wished| wished == self.claim("acr"))
    }
}

impl ProviderConfig {
    pub(super) fn client(&self, client_id: &str) -> Option<&Client> {
        self.clients.iter().find(|client| client.client_id == client_id)
    }

    pub(super) fn account(&self, login: &str) -> Option<&SampleAccount> {
        self.accounts.iter().find(|account| account.login == login)
    }
}
