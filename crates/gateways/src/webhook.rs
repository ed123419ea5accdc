//! Carrying messages to subscribers: signed, over encrypted lines, never into our own house, never where a redirect leads.
//!
//! What to send and when to try again is `app`'s; here a message is carried once. An address is looked at twice: when it
//! is given, and again each time its name is resolved, for names change.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::hmac;
use kernel::{Fault, FaultKind};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, header, redirect};
use url::{Host, Url};

/// How long a receiver may take, from the first byte to the last.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest address.
const ADDRESS_CHARS: usize = 2_000;
/// The header of the signature.
const SIGNATURE: &str = "toantrinh-signature";
/// The header of the delivery's id.
const DELIVERY: &str = "toantrinh-delivery";

/// "Phạm vi gửi": how far messages may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses over encrypted lines.
    Public,
    /// Also private addresses and plain lines, where the operator says so: a test bench, a network of its own.
    Inside,
}

/// "Người đưa tin": carries messages.
pub struct Webhooks {
    client: Client,
    reach: Reach,
}

/// "Tin": one message to be carried.
pub struct Message<'a> {
    /// Where it goes.
    pub address: &'a str,
    /// The secret it is signed with.
    pub secret: &'a str,
    /// The delivery's id.
    pub id: &'a str,
    /// The body, exactly as it is signed.
    pub body: &'a str,
    /// Seconds since 1970, part of what is signed.
    pub at: i64,
}

impl Webhooks {
    /// A carrier that goes as far as that.
    ///
    /// # Errors
    /// A fault where the machine has no certificates to trust.
    pub fn new(reach: Reach) -> Result<Self, Fault> {
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(PATIENCE)
            .timeout(PATIENCE)
            .no_proxy()
            .pool_max_idle_per_host(1)
            .dns_resolver(Arc::new(Guarded(reach)))
            .user_agent("toantrinh")
            .build()
            .map_err(|error| Fault::new(FaultKind::Internal, "prepare to carry messages", error))?;
        Ok(Self { client, reach })
    }

    /// Whether messages may be sent to this address, as far as the address itself tells.
    #[must_use]
    pub fn accepts(&self, address: &str) -> bool {
        address.len() <= ADDRESS_CHARS && Url::parse(address).is_ok_and(|url| fits(&url, self.reach))
    }

    /// Carries a message; anything but a 2xx in time is a failure, told in a few words.
    ///
    /// # Errors
    /// Why it did not arrive.
    pub async fn carry(&self, message: &Message<'_>) -> Result<(), String> {
        let url = Url::parse(message.address).map_err(|_| "the address cannot be read".to_owned())?;
        if !fits(&url, self.reach) {
            return Err("the address is not one we send to".to_owned());
        }
        let sent = self
            .client
            .post(url)
            .header(header::CONTENT_TYPE, "application/cloudevents+json; charset=utf-8")
            .header(SIGNATURE, signature(message.secret, message.at, message.body))
            .header(DELIVERY, message.id)
            .body(message.body.to_owned())
            .send()
            .await;
        // What the receiver writes back is not read: only that it took the message matters.
        match sent {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(format!("status {}", answer.status().as_u16())),
            Err(error) if error.is_timeout() => Err("no answer in time".to_owned()),
            Err(error) if error.is_connect() => Err("no connection".to_owned()),
            Err(_) => Err("the line broke".to_owned()),
        }
    }
}

/// `t=seconds,v1=hex`: HMAC-SHA256 over the seconds, a dot and the body, byte for byte.
#[must_use]
pub fn signature(secret: &str, at: i64, body: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let mut signing = hmac::Context::with_key(&key);
    signing.update(at.to_string().as_bytes());
    signing.update(b".");
    signing.update(body.as_bytes());
    format!("t={at},v1={}", hex::encode(signing.sign()))
}

fn fits(url: &Url, reach: Reach) -> bool {
    let has_line = match reach {
        Reach::Public => url.scheme() == "https",
        Reach::Inside => matches!(url.scheme(), "https" | "http"),
    };
    let is_bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    let is_outside = reach == Reach::Inside
        || match url.host() {
            Some(Host::Ipv4(ip)) => is_public_v4(ip),
            Some(Host::Ipv6(ip)) => is_public_v6(ip),
            Some(Host::Domain(name)) => is_public_name(name),
            None => false,
        };
    has_line && is_bare && is_outside && url.has_host()
}

fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let inside = ["localhost", "local", "internal", "lan", "home", "arpa"];
    name.contains('.') && !inside.iter().any(|end| name.rsplit('.').next() == Some(*end))
}

/// Resolves names and leaves out every address that lies inside a house.
struct Guarded(Reach);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let may = |address: &SocketAddr| reach == Reach::Inside || is_public(address.ip());
            let kept: Vec<SocketAddr> = found.filter(may).collect();
            if kept.is_empty() {
                return Err("no public address".into());
            }
            let addresses: Addrs = Box::new(kept.into_iter());
            Ok(addresses)
        })
    }
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [first, second, third, _] = ip.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    let is_special = first == 0 || first >= 240 || (first, second, third) == (192, 0, 0);
    let is_bench = first == 198 && (second == 18 || second == 19);
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || is_shared
        || is_special
        || is_bench)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    if let Some(inner) = ip.to_ipv4() {
        // Mapped and compatible addresses are the address inside them.
        return is_public_v4(inner);
    }
    let is_translated = first == 0x64 && second == 0xff9b;
    let is_tunnel = first == 0x2002 || (first == 0x2001 && second == 0);
    let is_documentation = first == 0x2001 && second == 0xdb8;
    // Only the global unicast range is anybody's in public.
    (0x2000..0x4000).contains(&first)
        && !is_translated
        && !is_tunnel
        && !is_documentation
        && !ip.is_multicast()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_over_encrypted_lines_are_accepted() {
        let webhooks = Webhooks::new(Reach::Public).unwrap();
        for (address, accepted) in [
            ("https://phanmem.example.vn/tin", true),
            ("https://phanmem.example.vn:8443/tin?a=1", true),
            ("https://8.8.8.8/", true),
            ("https://[2606:4700::1111]/", true),
            ("http://phanmem.example.vn/tin", false),
            ("https://user@phanmem.example.vn/", false),
            ("https://user:secret@phanmem.example.vn/", false),
            ("https://phanmem.example.vn/#x", false),
            ("https://localhost/", false),
            ("https://may-chu/", false),
            ("https://db.internal/", false),
            ("https://127.0.0.1/", false),
            ("https://2130706433/", false),
            ("https://0x7f.1/", false),
            ("https://10.1.2.3/", false),
            ("https://172.16.0.1/", false),
            ("https://192.168.1.1/", false),
            ("https://169.254.169.254/latest", false),
            ("https://100.64.0.1/", false),
            ("https://0.0.0.0/", false),
            ("https://[::1]/", false),
            ("https://[::ffff:10.0.0.1]/", false),
            ("https://[fd00::1]/", false),
            ("https://[fe80::1]/", false),
            ("https://[64:ff9b::a00:1]/", false),
            ("https://[2002:a00:1::]/", false),
            ("ftp://phanmem.example.vn/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("", false),
        ] {
            assert_eq!(webhooks.accepts(address), accepted, "{address}");
        }
        assert!(Webhooks::new(Reach::Inside).unwrap().accepts("http://127.0.0.1:9/tin"));
    }

    #[test]
    fn the_signature_is_the_documented_one() {
        // openssl dgst -sha256 -hmac secret <<< over `1772416800.{}` without a line end.
        assert_eq!(
            signature("secret", 1_772_416_800, "{}"),
            "t=1772416800,v1=805a95056dc6bdd46b7508ef6eb850c58c9dc155c7636b64a952bc90de6298cf"
        );
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_followed() {
        let resolved = Guarded(Reach::Public).resolve("localhost".parse().unwrap()).await;
        assert!(resolved.is_err());
        assert!(Guarded(Reach::Inside).resolve("localhost".parse().unwrap()).await.is_ok());
    }
}
