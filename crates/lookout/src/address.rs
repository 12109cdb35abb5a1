//! Where a stream is, and what opens it.

use std::fmt;

use url::{Host, Url};

use crate::trouble::Trouble;

/// A user and a password, as a camera wants them.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// Who.
    pub user: String,
    /// What only he knows.
    pub password: String,
}

/// A stream's address and what opens it.
#[derive(Debug, Clone)]
pub struct Source {
    /// As it was written, without user and password.
    pub address: String,
    /// None: it is open to anybody.
    pub login: Option<Login>,
}

/// Where a camera is reached, and how it is spoken to.
#[derive(Debug)]
pub struct Place {
    pub url: Url,
    pub manner: Manner,
    pub guard: Guard,
    pub host: String,
    pub port: u16,
}

/// How a stream is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Rtsp,
    Hls,
    Mqtt,
}

/// What stands between us and whoever listens on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guard {
    Open,
    /// TLS with a certificate that this machine's authorities have signed.
    Signed,
    /// TLS with the certificate of this SHA-256, whoever signed it. What is no SHA-256 is that of none.
    Pinned(Vec<u8>),
}

/// What pins a certificate, in the part of an address that is sent to nobody: `#sha256=AB:CD:…`.
const PIN: &str = "sha256=";

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

impl Source {
    /// Where it is reached; what is played is RTSP, and HLS by the name of its playlist.
    pub fn place(&self) -> Result<Place, Trouble> {
        let url = Url::parse(&self.address).map_err(|_| Trouble::Nonsense)?;
        let ending = url.path().rsplit_once('.').map(|(_, ending)| ending);
        let is_playlist = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("m3u8"));
        let (manner, is_guarded, own) = match url.scheme() {
            "rtsp" => (Manner::Rtsp, false, 554),
            "rtsps" => (Manner::Rtsp, true, 322),
            "http" if is_playlist => (Manner::Hls, false, 80),
            "https" if is_playlist => (Manner::Hls, true, 443),
            _ => return Err(Trouble::OtherKind),
        };
        placed(url, manner, is_guarded, own)
    }

    /// Where a broker is reached.
    pub fn broker(&self) -> Result<Place, Trouble> {
        let url = Url::parse(&self.address).map_err(|_| Trouble::Nonsense)?;
        match url.scheme() {
            "mqtt" => placed(url, Manner::Mqtt, false, 1883),
            "mqtts" => placed(url, Manner::Mqtt, true, 8883),
            _ => Err(Trouble::OtherKind),
        }
    }
}

fn placed(mut url: Url, manner: Manner, is_guarded: bool, own: u16) -> Result<Place, Trouble> {
    let guard = if is_guarded { guard_of(&url) } else { Guard::Open };
    url.set_fragment(None);
    let host = match url.host() {
        Some(Host::Ipv6(host)) => host.to_string(),
        Some(host) => host.to_string(),
        None => return Err(Trouble::Nonsense),
    };
    let port = url.port().unwrap_or(own);
    Ok(Place { url, manner, guard, host, port })
}

fn guard_of(url: &Url) -> Guard {
    let Some(pin) = url.fragment().and_then(|said| said.strip_prefix(PIN)) else { return Guard::Signed };
    let digits: Vec<u32> =
        pin.chars().filter(|sign| *sign != ':').map(|sign| sign.to_digit(16).unwrap_or(16)).collect();
    let is_sound = digits.iter().all(|digit| *digit < 16);
    let pairs = digits.chunks_exact(2).map(|pair| (pair[0] * 16 + pair[1]) as u8);
    Guard::Pinned(if is_sound { pairs.collect() } else { Vec::new() })
}

impl Place {
    /// The same RTSP, by way of a port of this machine.
    pub fn by_way_of(&self, port: u16) -> Result<Url, Trouble> {
        // A scheme is not changed to another in place; what stands after it is the same.
        let rest = &self.url[url::Position::AfterScheme..];
        let mut url = Url::parse(&format!("rtsp{rest}")).map_err(|_| Trouble::Nonsense)?;
        // Parsing has normalised the address, so none of these can fail; a way that fails leads nowhere.
        url.set_host(Some("127.0.0.1")).map_err(|_| Trouble::Nonsense)?;
        url.set_port(Some(port)).map_err(|()| Trouble::Nonsense)?;
        url.set_username("").map_err(|()| Trouble::Nonsense)?;
        url.set_password(None).map_err(|()| Trouble::Nonsense)?;
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(address: &str) -> Result<Place, Trouble> {
        Source { address: address.to_owned(), login: None }.place()
    }

    #[test]
    fn rtsp_is_played_and_hls_and_nothing_else() {
        let there = place("rtsp://10.0.0.9/门/1?channel=2").expect("rtsp");
        assert_eq!((there.host.as_str(), there.port, there.guard.clone()), ("10.0.0.9", 554, Guard::Open));
        assert_eq!(there.by_way_of(4000).expect("a way").as_str(), "rtsp://127.0.0.1:4000/%E9%97%A8/1?channel=2");
        assert_eq!(place("rtsp://[fe80::1]:8554/a").expect("rtsp").host, "fe80::1");
        let guarded = place("rtsps://cam:8322/a?b=1").expect("rtsps");
        assert_eq!((guarded.manner, guarded.port, guarded.guard.clone()), (Manner::Rtsp, 8322, Guard::Signed));
        assert_eq!(guarded.by_way_of(4000).expect("a way").as_str(), "rtsp://127.0.0.1:4000/a?b=1");
        let list = place("https://cam/live/index.M3U8?token=1").expect("hls");
        assert_eq!((list.manner, list.port, list.guard), (Manner::Hls, 443, Guard::Signed));
        assert_eq!(place("http://cam:8888/a.m3u8").expect("hls").guard, Guard::Open);
        for other in ["https://cam/whep", "https://cam/a.mp4", "http://cam/", "file:///a.m3u8"] {
            assert_eq!(place(other).expect_err("not played"), Trouble::OtherKind, "{other}");
        }
        assert_eq!(place("cam").expect_err("no address"), Trouble::Nonsense);
        let broker = |address: &str| Source { address: address.to_owned(), login: None }.broker();
        let plain = broker("mqtt://10.0.0.9").expect("a broker");
        assert_eq!((plain.host.as_str(), plain.port, plain.guard), ("10.0.0.9", 1883, Guard::Open));
        assert_eq!(broker("mqtts://broker#sha256=0A:FF").expect("a broker").guard, Guard::Pinned(vec![10, 255]));
        assert_eq!(broker("rtsp://cam").expect_err("no broker"), Trouble::OtherKind);
    }

    #[test]
    fn an_address_pins_a_certificate_and_what_is_no_fingerprint_is_that_of_none() {
        let guard = |pin: &str| place(&format!("rtsps://cam/1#{pin}")).expect("rtsps").guard;
        assert_eq!(guard("sha256=0A:ff:10"), Guard::Pinned(vec![10, 255, 16]));
        assert_eq!(guard("sha256=0aff10"), Guard::Pinned(vec![10, 255, 16]));
        assert_eq!(guard("sha256=what"), Guard::Pinned(Vec::new()));
        assert_eq!(guard("sha256="), Guard::Pinned(Vec::new()));
        assert_eq!(guard("top"), Guard::Signed);
        assert_eq!(place("rtsps://cam/1#sha256=0a").expect("rtsps").url.as_str(), "rtsps://cam/1");
    }

    #[test]
    fn a_login_is_never_written_down() {
        let login = Login { user: "admin".to_owned(), password: "geheim".to_owned() };
        let source = Source { address: "rtsp://cam/1".to_owned(), login: Some(login) };
        assert!(!format!("{source:?}").contains("geheim"));
    }
}
