//! Where a request comes from: the other end of the connection, or, behind proxies the operator trusts, what they say.
//!
//! A header anybody may write is believed only as far as trusted hands have passed it on.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request};

use crate::Config;

/// "Dải địa chỉ": an address with the number of leading bits that count, `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    bits: u128,
    length: u32,
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("{text} is no network; write 10.0.0.0/8 or 192.0.2.7"))
    }
}

impl Network {
    /// Reads `10.0.0.0/8`, `2001:db8::/32` or a single address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (address, length) = text.split_once('/').unwrap_or((text, ""));
        let address: IpAddr = address.trim().parse().ok()?;
        let (most, before) = if address.is_ipv4() { (32, 96) } else { (128, 0) };
        let length: u32 = if length.is_empty() { most } else { length.trim().parse().ok()? };
        (length <= most).then(|| Self { bits: bits(address), length: before + length })
    }

    /// Whether an address lies within.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        let apart = self.bits ^ bits(address);
        self.length == 0 || apart.leading_zeros() >= self.length
    }
}

/// Both families in one: IPv4 as IPv6 writes it.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(four) => four.to_ipv6_mapped().to_bits(),
        IpAddr::V6(six) => six.to_bits(),
    }
}

/// The client's address, with what lies behind one line counted as one.
pub(crate) fn client_address(config: &Config, request: &Request) -> Option<IpAddr> {
    let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    let is_trusted = |address: IpAddr| config.trusted_proxies.iter().any(|network| network.holds(address));
    let mut client = plain(peer.ip());
    // From the nearest hand outwards, as long as the hand that tells is trusted.
    for told in told(request).iter().rev() {
        if !is_trusted(client) {
            break;
        }
        let Some(before) = told else { break };
        client = *before;
    }
    Some(one_line(client))
}

/// The hands a request has passed through, the first one first; `Forwarded` (RFC 7239) before `X-Forwarded-For`.
fn told(request: &Request) -> Vec<Option<IpAddr>> {
    let values = |name: &str| {
        let headers = request.headers().get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        headers.flat_map(|value| value.split(',')).map(str::trim).map(str::to_owned).collect::<Vec<_>>()
    };
    let standard = values("forwarded");
    if standard.is_empty() {
        return values("x-forwarded-for").iter().map(|hand| address_in(hand)).collect();
    }
    standard.iter().map(|element| forwarded_for(element)).collect()
}

fn forwarded_for(element: &str) -> Option<IpAddr> {
    let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let mut named = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    address_in(named.next()?.1.trim().trim_matches('"'))
}

/// An address, with or without a port: `192.0.2.7:80`, `[2001:db8::1]:80`, `2001:db8::1`.
fn address_in(text: &str) -> Option<IpAddr> {
    let bare = text.trim().trim_start_matches('[');
    let address = text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|known| known.ip());
    let bracketed = || bare.split(']').next().and_then(|inner| inner.parse::<IpAddr>().ok());
    address.or_else(with_port).or_else(bracketed).map(plain)
}

fn plain(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

/// A line has one IPv4 address, but 2^64 of IPv6: those count as one.
fn one_line(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn address(peer: &str, trusted: &[&str], headers: &[(&str, &str)]) -> String {
        let mut request = Request::get("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        let trusted_proxies = trusted.iter().map(|text| Network::parse(text).unwrap()).collect();
        let config = Config { trusted_proxies, ..Config::default() };
        client_address(&config, &request).unwrap().to_string()
    }

    #[test]
    fn a_header_is_believed_as_far_as_trusted_hands_passed_it_on() {
        let (ours, chain) = (&["10.0.0.0/8", "2001:db8:a::/48"][..], "203.0.113.9, 198.51.100.7, 10.1.1.1");
        for (peer, trusted, headers, client) in [
            ("198.51.100.1", &[][..], &[("x-forwarded-for", "203.0.113.9")][..], "198.51.100.1"),
            ("198.51.100.1", ours, &[("x-forwarded-for", "203.0.113.9")], "198.51.100.1"),
            ("10.0.0.1", ours, &[("x-forwarded-for", chain)], "198.51.100.7"),
            (
                "10.0.0.1",
                ours,
                &[("x-forwarded-for", "203.0.113.9"), ("x-forwarded-for", "10.2.2.2")],
                "203.0.113.9",
            ),
            ("10.0.0.1", ours, &[("x-forwarded-for", "a lie, 10.2.2.2")], "10.2.2.2"),
            ("10.0.0.1", ours, &[], "10.0.0.1"),
            ("::ffff:10.0.0.1", ours, &[("x-forwarded-for", "203.0.113.9:4711")], "203.0.113.9"),
            ("10.0.0.1", ours, &[("forwarded", "for=203.0.113.9;proto=https, For=10.9.9.9")], "203.0.113.9"),
            ("2001:db8:a::1", ours, &[("forwarded", "for=\"[2001:db8:b:c:d::1]:4711\"")], "2001:db8:b:c::"),
            (
                "10.0.0.1",
                ours,
                &[("forwarded", "for=203.0.113.9"), ("x-forwarded-for", "192.0.2.1")],
                "203.0.113.9",
            ),
        ] {
            assert_eq!(address(peer, trusted, headers), client, "{peer} {headers:?}");
        }
    }

    #[test]
    fn networks_are_read() {
        assert!(Network::parse("0.0.0.0/0").unwrap().holds("203.0.113.9".parse().unwrap()));
        assert!(!Network::parse("0.0.0.0/0").unwrap().holds("2001:db8::1".parse().unwrap()));
        assert!(Network::parse("::/0").unwrap().holds("203.0.113.9".parse().unwrap()));
        for wrong in ["10.0.0.0/33", "::/129", "ten", "10.0.0.0/x", ""] {
            assert!(Network::parse(wrong).is_none(), "{wrong}");
        }
    }
}
