//! A stage behind TLS, with a certificate that nobody signed.

use std::sync::Arc;

use lookout::{Seen, Source, Trouble};
use ring::digest::{SHA256, digest};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::hls::{self, Format};
use crate::stage::Stage;
use crate::{look, lookout, next};

/// Puts TLS before it; its port, and the fingerprint of its certificate.
async fn guard(stage: &Stage) -> (u16, String) {
    let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let pairs: Vec<String> =
        digest(&SHA256, own.cert.der()).as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    let fingerprint = pairs.join(":");
    let key = PrivateKeyDer::try_from(own.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)
        .unwrap();
    let (tls, behind) = (TlsAcceptor::from(Arc::new(config)), stage.port);
    let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = door.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((came, _)) = door.accept().await {
            let tls = tls.clone();
            tokio::spawn(async move {
                let Ok(mut came) = tls.accept(came).await else { return };
                let mut behind = TcpStream::connect(("127.0.0.1", behind)).await.unwrap();
                let _ = copy_bidirectional(&mut came, &mut behind).await;
            });
        }
    });
    (port, fingerprint)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_camera_behind_tls_is_believed_by_the_fingerprint_in_its_address_and_by_no_other() {
    let lookout = lookout();
    let (packets, files) = (Stage::open(|line| line.film(usize::MAX)), hls::camera(Format::Transport));
    for (stage, scheme, path) in [(packets, "rtsps", "1"), (files, "https", "live.m3u8")] {
        let (port, fingerprint) = guard(&stage).await;
        let at = |pin: &str| Source { address: format!("{scheme}://127.0.0.1:{port}/{path}{pin}"), login: None };
        let (_known, mut seen) = look(&lookout, &format!("known/{scheme}"), &at(&format!("#sha256={fingerprint}")));
        assert_eq!(next(&mut seen).await, Seen::Picture, "{scheme}");
        let knocks = stage.knocks();
        for pin in [String::new(), format!("#sha256={}", "00".repeat(32)), "#sha256=what".to_owned()] {
            let (_strange, mut seen) = look(&lookout, &format!("stream/{scheme}{pin}"), &at(&pin));
            let shown = Trouble::Untrusted { fingerprint: fingerprint.clone() };
            assert_eq!(next(&mut seen).await, Seen::Nothing(shown), "{scheme} {pin}");
        }
        assert_eq!(stage.knocks(), knocks, "nothing is asked of whom nobody believes");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_speaks_no_tls_where_it_should_has_a_word() {
    let lookout = lookout();
    let plain = Stage::open(|line| line.film(usize::MAX));
    let source = Source { address: format!("rtsps://127.0.0.1:{}/1", plain.port), login: None };
    let (_looking, mut seen) = look(&lookout, "stream/a", &source);
    let Seen::Nothing(trouble) = next(&mut seen).await else { panic!("no picture") };
    assert!(matches!(trouble, Trouble::Nonsense | Trouble::Silent), "{trouble:?}");
}
