//! A line to a camera: over TCP, and inside it TLS where the address asks for that.
//!
//! Cameras sign for themselves. So a certificate is believed that an authority of this machine has signed – where the
//! site's own stands as well –, or the very one whose fingerprint stands in the address; what another shows is told, so
//! that a person can compare it and write it down.

use std::fmt::Write;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use ring::digest::{SHA256, digest};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

use crate::address::{Guard, Place};
use crate::trouble::Trouble;

/// How long a camera may take to answer a knock, and then to say who it is.
pub const KNOCK: Duration = Duration::from_secs(5);

/// What can be read and written.
pub trait Line: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

/// Knocks at a camera.
pub async fn reach(place: &Place) -> Result<Box<dyn Line>, Trouble> {
    let knock = timeout(KNOCK, TcpStream::connect((place.host.as_str(), place.port))).await;
    let Ok(Ok(plain)) = knock else { return Err(Trouble::Unreachable) };
    plain.set_nodelay(true).map_err(|_| Trouble::Unreachable)?;
    if place.guard == Guard::Open {
        return Ok(Box::new(plain));
    }
    let name = ServerName::try_from(place.host.clone()).map_err(|_| Trouble::Nonsense)?;
    let shown = Arc::<Mutex<Option<String>>>::default();
    let config = config(&place.guard, Arc::clone(&shown)).await.map_err(|_| Trouble::Nonsense)?;
    match timeout(KNOCK, TlsConnector::from(Arc::new(config)).connect(name, plain)).await {
        Ok(Ok(guarded)) => Ok(Box::new(guarded)),
        Ok(Err(_)) => {
            let shown = shown.lock().unwrap_or_else(PoisonError::into_inner).take();
            Err(shown.map_or(Trouble::Nonsense, |fingerprint| Trouble::Untrusted { fingerprint }))
        }
        Err(_) => Err(Trouble::Silent),
    }
}

async fn config(guard: &Guard, shown: Arc<Mutex<Option<String>>>) -> Result<ClientConfig, Error> {
    let crypto = Arc::new(default_provider());
    let signed = match guard {
        Guard::Pinned(_) => None,
        _ => authorities()
            .await
            .and_then(|roots| WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&crypto)).build().ok()),
    };
    let pin = if let Guard::Pinned(pin) = guard { Some(pin.clone()) } else { None };
    let judge = Judge { crypto: Arc::clone(&crypto), pin, signed, shown };
    Ok(ClientConfig::builder_with_provider(crypto)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(judge))
        .with_no_client_auth())
}

/// Those whom this machine trusts, read once; none: they cannot be read.
async fn authorities() -> Option<Arc<RootCertStore>> {
    static ROOTS: OnceLock<Arc<RootCertStore>> = OnceLock::new();
    let read = || {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        Arc::new(roots)
    };
    tokio::task::spawn_blocking(move || Arc::clone(ROOTS.get_or_init(read))).await.ok()
}

/// Whether a camera is the one that is meant. Whom it does not believe it notes down.
#[derive(Debug)]
struct Judge {
    crypto: Arc<CryptoProvider>,
    /// Nothing but this will do.
    pin: Option<Vec<u8>>,
    signed: Option<Arc<WebPkiServerVerifier>>,
    shown: Arc<Mutex<Option<String>>>,
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        beside: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        stapled: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let found = digest(&SHA256, own);
        let judged = match (&self.pin, &self.signed) {
            (Some(pin), _) if pin == found.as_ref() => Ok(ServerCertVerified::assertion()),
            (None, Some(signed)) => signed.verify_server_cert(own, beside, name, stapled, now),
            _ => Err(Error::InvalidCertificate(CertificateError::UnknownIssuer)),
        };
        if judged.is_err() {
            *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(paired(found.as_ref()));
        }
        judged
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, own, signed, &self.crypto.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, own, signed, &self.crypto.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.crypto.signature_verification_algorithms.supported_schemes()
    }
}

/// In pairs, as whoever looks at the camera itself reads them: `0A:FF`.
fn paired(bytes: &[u8]) -> String {
    let mut pairs = String::new();
    for (nth, byte) in bytes.iter().enumerate() {
        let colon = if nth > 0 { ":" } else { "" };
        let _ = write!(pairs, "{colon}{byte:02X}");
    }
    pairs
}
