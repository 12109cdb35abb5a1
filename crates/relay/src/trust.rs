//! Whom to believe: one authority for a centre, and before there is one, what the centre shows, to be compared by a
//! person.

use std::io;
use std::sync::Arc;

use domain::failure::Failure;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use crate::centre::Address;
use crate::line::greet;

/// The certificate of somebody who signs for others.
pub type Authority = CertificateDer<'static>;

/// The certificates that a centre shows, its own first. They are looked at and nothing else: not a byte of a call
/// goes to whoever showed them.
pub async fn offered(address: &Address) -> Result<Vec<Authority>, Failure> {
    let looking = Looking(Arc::new(default_provider()));
    let config = ClientConfig::builder_with_provider(Arc::clone(&looking.0))
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::broken(error.to_string(), "relay.tls"))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(looking))
        .with_no_client_auth();
    let greeted = greet(address, Arc::new(config)).await.map_err(|cut| cut.told(address))?;
    let (_, session) = greeted.get_ref();
    Ok(session.peer_certificates().unwrap_or_default().iter().map(|one| one.clone().into_owned()).collect())
}

/// The certificates in a file, PEM or DER.
pub fn authorities_in(file: &[u8]) -> Vec<Authority> {
    let read: Vec<_> = CertificateDer::pem_slice_iter(file).flatten().map(CertificateDer::into_owned).collect();
    let is_one = |der: &CertificateDer<'_>| RootCertStore::empty().add(der.clone().into_owned()).is_ok();
    let all = if read.is_empty() { vec![CertificateDer::from(file.to_vec())] } else { read };
    all.into_iter().filter(is_one).collect()
}

/// TLS to a centre that this authority has signed for, and to no other.
pub fn pinned(authority: &Authority) -> Result<Arc<ClientConfig>, Error> {
    let mut roots = RootCertStore::empty();
    roots.add(authority.clone())?;
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// Whether a connection failed because of who is at its other end.
pub fn is_about_the_certificate(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    matches!(inner, Some(Error::InvalidCertificate(_)))
}

/// Takes whatever is shown, for a person to compare. That the other end has the key to it is checked all the same.
#[derive(Debug)]
struct Looking(Arc<CryptoProvider>);

impl ServerCertVerifier for Looking {
    fn verify_server_cert(
        &self,
        _shown: &CertificateDer<'_>,
        _beside: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _stapled: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, shown, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, shown, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
