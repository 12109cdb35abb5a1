//! The way from the desk to a switchboard elsewhere: through TLS, to an authority that was named; in the open on this
//! machine alone.

use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::http::header::{AUTHORIZATION, SEC_WEBSOCKET_PROTOCOL};
use axum::http::{HeaderName, Request};
use domain::failure::Failure;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::outpost::word::LARGEST_NOTE;

/// Whoever does not answer within this is not there.
const PATIENCE: Duration = Duration::from_secs(2);

/// A way on which bytes go both ways.
pub trait Duplex: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Duplex for T {}

pub type Socket = WebSocketStream<Box<dyn Duplex>>;

/// Where a switchboard is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    text: String,
    host: String,
    port: u16,
    is_tls: bool,
}

impl Address {
    /// `wss://name:port`, or `ws://127.0.0.1:port`: beyond this machine the wire is closed.
    pub fn from_text(text: &str) -> Result<Self, Failure> {
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let wrong = || Failure::invalid("serve.switchboard_address", &[("address", &text)]);
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let (host, port) = rest.rsplit_once(':').ok_or_else(wrong)?;
        let port: u16 = port.parse().map_err(|_| wrong())?;
        let is_tls = scheme == "wss";
        let is_here = scheme == "ws" && host == Ipv4Addr::LOCALHOST.to_string();
        let is_name = ServerName::try_from(host).is_ok();
        if !is_name || !(is_tls || is_here) {
            return Err(wrong());
        }
        Ok(Self { host: host.to_owned(), port, is_tls, text })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_tls(&self) -> bool {
        self.is_tls
    }
}

/// Trusts what an authority has signed, and nobody else.
pub fn trusting(authority: &Path) -> Result<Arc<ClientConfig>, Failure> {
    let unreadable =
        |what: &str| Failure::refused("serve.certificate", &[("file", &authority.to_string_lossy()), ("what", what)]);
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(authority).map_err(|error| unreadable(&error.to_string()))? {
        let certificate = certificate.map_err(|error| unreadable(&error.to_string()))?;
        roots.add(certificate).map_err(|error| unreadable(&error.to_string()))?;
    }
    if roots.is_empty() {
        return Err(unreadable("no certificate"));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| unreadable(&error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// As the desk, with the secret that both share.
pub async fn desk(address: &Address, authority: Option<&Arc<ClientConfig>>, secret: &str) -> io::Result<Socket> {
    let to = format!("{}/desk", address.text);
    open(address, authority, &to, (AUTHORIZATION, &format!("Bearer {secret}"))).await
}

/// As a page, with its ticket.
pub async fn page(
    address: &Address,
    authority: Option<&Arc<ClientConfig>>,
    ticket: &str,
    protocol: &str,
) -> io::Result<Socket> {
    open(address, authority, ticket, (SEC_WEBSOCKET_PROTOCOL, protocol)).await
}

async fn open(
    address: &Address,
    authority: Option<&Arc<ClientConfig>>,
    to: &str,
    (name, value): (HeaderName, &str),
) -> io::Result<Socket> {
    let mut request: Request<()> = to.into_client_request().map_err(io::Error::other)?;
    request.headers_mut().insert(name, value.parse().map_err(io::Error::other)?);
    let opened = async {
        let socket = TcpStream::connect((address.host.as_str(), address.port)).await?;
        let _ = socket.set_nodelay(true);
        let way: Box<dyn Duplex> = match authority {
            Some(config) if address.is_tls => {
                let name = ServerName::try_from(address.host.clone()).map_err(io::Error::other)?;
                Box::new(TlsConnector::from(Arc::clone(config)).connect(name, socket).await?)
            }
            _ => Box::new(socket),
        };
        let bounds = WebSocketConfig::default().max_message_size(Some(LARGEST_NOTE));
        let opened = tokio_tungstenite::client_async_with_config(request, way, Some(bounds)).await;
        Ok(opened.map_err(io::Error::other)?.0)
    };
    timeout(PATIENCE, opened).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_this_machine_a_switchboard_is_reached_through_tls_alone() {
        for good in ["wss://sw1.example:8450", "WSS://10.0.0.7:8450/", "ws://127.0.0.1:8450"] {
            assert!(Address::from_text(good).is_ok(), "{good}");
        }
        for bad in
            ["ws://sw1.example:8450", "https://sw1.example:8450", "wss://sw1.example", "wss://a b:1", "wss://x:1/y"]
        {
            assert!(Address::from_text(bad).is_err(), "{bad}");
        }
    }
}
