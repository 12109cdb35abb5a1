//! Where a stream is, and what opens it.

use std::fmt;

use url::{Host, Url};

use crate::camera::Trouble;

/// RTSP's own port.
const PORT: u16 = 554;

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

/// Where a camera is reached.
#[derive(Debug)]
pub struct Place {
    pub url: Url,
    pub host: String,
    pub port: u16,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

impl Source {
    /// Where it is reached: only RTSP is played.
    pub fn place(&self) -> Result<Place, Trouble> {
        let url = Url::parse(&self.address).map_err(|_| Trouble::Nonsense)?;
        if url.scheme() != "rtsp" {
            return Err(Trouble::OtherKind);
        }
        let host = match url.host() {
            Some(Host::Ipv6(host)) => host.to_string(),
            Some(host) => host.to_string(),
            None => return Err(Trouble::Nonsense),
        };
        let port = url.port().unwrap_or(PORT);
        Ok(Place { url, host, port })
    }
}

impl Place {
    /// The same, by way of a port of this machine.
    pub fn by_way_of(&self, port: u16) -> Result<Url, Trouble> {
        let mut url = self.url.clone();
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

    #[test]
    fn only_rtsp_is_played() {
        let place = |address: &str| Source { address: address.to_owned(), login: None }.place();
        let there = place("rtsp://10.0.0.9/门/1?channel=2").expect("rtsp");
        assert_eq!((there.host.as_str(), there.port), ("10.0.0.9", PORT));
        assert_eq!(there.by_way_of(4000).expect("a way").as_str(), "rtsp://127.0.0.1:4000/%E9%97%A8/1?channel=2");
        assert_eq!(place("rtsp://[fe80::1]:8554/a").expect("rtsp").host, "fe80::1");
        for other in ["rtsps://cam/a", "https://cam/a.m3u8", "http://cam/whep"] {
            assert_eq!(place(other).expect_err("not played"), Trouble::OtherKind, "{other}");
        }
        assert_eq!(place("cam").expect_err("no address"), Trouble::Nonsense);
    }

    #[test]
    fn a_login_is_never_written_down() {
        let login = Login { user: "admin".to_owned(), password: "geheim".to_owned() };
        let source = Source { address: "rtsp://cam/1".to_owned(), login: Some(login) };
        assert!(!format!("{source:?}").contains("geheim"));
    }
}
