//! A phone on the network: TLS on a real socket, under a name that is not loopback.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use domain::signpost::Signpost;
use serde_json::{Value, json};
use serve::{NetworkDoor, NetworkOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::house::House;

/// The name under which phones know the desk here; it is looked up nowhere.
pub const NAME: &str = "desk.wutu.test";
/// Far longer than loopback takes; only a broken test waits for it.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What came back.
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

/// A phone that trusts one CA, or none.
pub struct Phone<'a> {
    pub house: &'a House,
    pub address: SocketAddr,
    pub connector: TlsConnector,
}

/// The network's door of a house on any free ports.
pub fn options() -> NetworkOptions {
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    NetworkOptions {
        trust: serve::TrustPage::At(listen),
        ..NetworkOptions::with_own_certificate(listen, vec![NAME.to_owned()])
    }
}

impl House {
    pub fn open_network(&self, options: NetworkOptions) -> NetworkDoor {
        self.runtime.block_on(self.door().open_network(options)).unwrap()
    }

    /// What the page in the open answers; it is found where the signpost says, whatever its name.
    pub fn plain(&self, signpost: &Signpost, first: &str) -> Reply {
        let trust = signpost.trust.as_deref().expect("the page is open");
        let port = trust.trim_end_matches('/').rsplit(':').next().unwrap().parse::<u16>().unwrap();
        let request = format!("{first} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        self.runtime.block_on(async {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            stream.write_all(request.as_bytes()).await.unwrap();
            Reply::read(&mut stream).await.unwrap()
        })
    }

    /// The CA as the page in the open gives it out.
    pub fn authority(&self, signpost: &Signpost) -> CertificateDer<'static> {
        self.plain(signpost, "GET /wutu-ca.crt").body.into()
    }

    pub fn phone(&self, door: &NetworkDoor, trusted: Option<CertificateDer<'static>>) -> Phone<'_> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(trusted);
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        Phone { house: self, address: door.address(), connector: TlsConnector::from(Arc::new(config)) }
    }

    /// A phone that trusts the door's CA.
    pub fn trusting(&self, door: &NetworkDoor) -> Phone<'_> {
        self.phone(door, Some(self.authority(door.signpost())))
    }
}

impl Phone<'_> {
    pub async fn connect(&self, name: &'static str) -> io::Result<TlsStream<TcpStream>> {
        let stream = TcpStream::connect(self.address).await?;
        self.connector.connect(ServerName::try_from(name).unwrap(), stream).await
    }

    /// Sends a request with these header lines; the Host is as given.
    pub fn raw(&self, first: &str, headers: &[&str], body: &str) -> io::Result<Reply> {
        let headers = [headers, &["Connection: close"]].concat().join("\r\n");
        let length = body.len();
        let text = format!("{first} HTTP/1.1\r\n{headers}\r\nContent-Length: {length}\r\n\r\n{body}");
        self.house.runtime.block_on(async {
            let mut stream = self.connect(NAME).await?;
            stream.write_all(text.as_bytes()).await?;
            Reply::read(&mut stream).await
        })
    }

    pub fn host(&self) -> String {
        format!("Host: {NAME}:{}", self.address.port())
    }

    /// Posts JSON as the page under the door's name does.
    pub fn post(&self, path: &str, token: Option<&str>, body: &Value) -> Reply {
        let (host, origin) = (self.host(), format!("Origin: https://{NAME}:{}", self.address.port()));
        let bearer = token.map(|token| format!("Authorization: Bearer {token}"));
        let mut headers = vec![host.as_str(), origin.as_str(), "Content-Type: application/json"];
        headers.extend(bearer.as_deref());
        self.raw(&format!("POST {path}"), &headers, &body.to_string()).unwrap()
    }

    pub fn redeem(&self, code: &str) -> Reply {
        self.post("/field/api/pair", None, &json!({ "code": code, "command_id": self.house.new_id() }))
    }
}

impl Reply {
    pub async fn read(stream: &mut (impl AsyncReadExt + Unpin)) -> io::Result<Self> {
        let mut bytes = Vec::new();
        // A server that closes without a goodbye has still said what it said.
        let read = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await.expect("the answer comes in time");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let Some(end) = end else {
            read?;
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
        Ok(Self { status, head, body: bytes[end + 4..].to_vec() })
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}
