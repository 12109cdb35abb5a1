//! Where the centre is, and by which authority it is known.

use std::fmt;
use std::str::FromStr;

use domain::failure::Failure;
use hyper::Uri;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};

use crate::trust::Authority;

const HTTPS: u16 = 443;

/// A centre whose authority a person has confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Centre {
    /// Where it is.
    pub address: Address,
    /// The one authority whose word counts for it, DER.
    pub authority: Authority,
}

/// Where a centre is: `https://desk.example:8443`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    host: String,
    port: u16,
}

/// SHA-256 of a certificate, as the centre's screen shows it: `AB:CD:…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Address {
    /// What stands in a Host header: the port where it is not the usual one.
    pub fn authority(&self) -> String {
        if self.port == HTTPS { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }

    /// Name and port to connect to.
    pub(crate) fn target(&self) -> (&str, u16) {
        (self.bare(), self.port)
    }

    /// The name for which the certificate has to be.
    pub(crate) fn name(&self) -> Option<ServerName<'static>> {
        ServerName::try_from(self.bare().to_owned()).ok()
    }

    fn bare(&self) -> &str {
        self.host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(&self.host)
    }
}

impl FromStr for Address {
    type Err = Failure;

    /// As people write or paste it: without `https://`, or as the whole link to the field page.
    fn from_str(text: &str) -> Result<Self, Failure> {
        let malformed = || Failure::invalid("centre.address", &[("address", text)]);
        let text = text.trim();
        let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let uri: Uri = whole.parse().map_err(|_| malformed())?;
        let host = uri.host().filter(|_| uri.scheme_str() == Some("https")).ok_or_else(malformed)?;
        let address = Self { host: host.to_ascii_lowercase(), port: uri.port_u16().unwrap_or(HTTPS) };
        let is_plain = uri.authority().is_some_and(|authority| !authority.as_str().contains('@'));
        if is_plain && address.name().is_some() { Ok(address) } else { Err(malformed()) }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "https://{}", self.authority())
    }
}

impl Fingerprint {
    /// Of a certificate.
    pub fn of(certificate: &CertificateDer<'_>) -> Self {
        let digest = ring::digest::digest(&ring::digest::SHA256, certificate);
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest.as_ref());
        Self(bytes)
    }
}

impl FromStr for Fingerprint {
    type Err = Failure;

    /// Whatever stands between the pairs does not count: colons, spaces, line ends.
    fn from_str(text: &str) -> Result<Self, Failure> {
        let malformed = || Failure::invalid("centre.fingerprint", &[]);
        let letters: Vec<char> = text.chars().filter(|sign| !sign.is_whitespace() && *sign != ':').collect();
        let mut bytes = [0; 32];
        if letters.len() != bytes.len() * 2 {
            return Err(malformed());
        }
        for (byte, pair) in bytes.iter_mut().zip(letters.chunks(2)) {
            let [Some(high), Some(low)] = [0, 1].map(|nth| pair.get(nth).and_then(|sign| sign.to_digit(16))) else {
                return Err(malformed());
            };
            *byte = (high * 16 + low) as u8;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<String> = self.0.iter().map(|byte| format!("{byte:02X}")).collect();
        formatter.write_str(&pairs.join(":"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_people_write_it_and_leads_to_tls_alone() {
        for (text, read) in [
            ("https://desk.example:8443", "https://desk.example:8443"),
            (" Desk.Example:8443 ", "https://desk.example:8443"),
            ("https://10.0.0.7:8443/field#code=ABCD2345", "https://10.0.0.7:8443"),
            ("https://desk.example/field", "https://desk.example"),
            ("https://[::1]:8443/", "https://[::1]:8443"),
        ] {
            assert_eq!(text.parse::<Address>().map(|address| address.to_string()), Ok(read.to_owned()), "{text}");
        }
        for wrong in ["http://desk.example", "", "https://", "ftp://a", "a b", "https://who@desk.example"] {
            assert_eq!(
                wrong.parse::<Address>().map_err(|failure| failure.code),
                Err("centre.address".into()),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_fingerprint_is_read_however_it_is_spaced() {
        let shown = Fingerprint([0xAB; 32]).to_string();
        let spaced = shown.to_lowercase().replace(':', " \n");
        assert_eq!(spaced.parse::<Fingerprint>(), Ok(Fingerprint([0xAB; 32])));
        for wrong in [&shown[3..], "", &format!("{shown}:00"), &shown.replace('A', "G")] {
            assert!(wrong.parse::<Fingerprint>().is_err(), "{wrong}");
        }
    }
}
