//! What the door shows to those who come in: the site's certificate, or one of the store's own CA.

use std::io;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use desk::Desk;
use domain::failure::Failure;
use domain::moment::Moment;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use webpki::EndEntityCert;

use super::authority::{Authority, Leaf, is_due};

/// A machine has a few addresses; somebody on it who plays with more gets no new certificate for each.
const MOST_REACHED: usize = 16;
/// How often the site's files are read again, in milliseconds.
const LOOKED_AT_EVERY: u64 = 60_000;

/// Whose certificate the door shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Certificate {
    /// The site's own, PEM; the chain after it if there is one.
    Site {
        /// The certificate.
        certificate: PathBuf,
        /// Its private key.
        key: PathBuf,
        /// Under which of its names phones find the door; all when left out.
        names: Vec<String>,
    },
    /// One of the store's own CA, for these names beside the machine's addresses.
    Own {
        /// Such as `desk.local`.
        names: Vec<String>,
    },
}

/// The papers of an open door. The store's own are remade in time, and when the machine's addresses change;
/// the site's are read again now and then, so that a renewed one is shown.
pub struct Papers {
    listen: SocketAddr,
    wanted: Certificate,
    asked: Vec<String>,
    authority: Option<Authority>,
    now: Arc<dyn Fn() -> Moment + Send + Sync>,
    shown: Mutex<Shown>,
}

struct Shown {
    paper: Arc<Paper>,
    /// When the site's files were read.
    looked: Moment,
    /// Addresses of this machine at which somebody came in.
    reached: Vec<IpAddr>,
}

/// A certificate, ready to be shown.
pub struct Paper {
    pub config: Arc<ServerConfig>,
    certificate: CertificateDer<'static>,
    /// Of the store's own: its names and its end.
    names: Vec<String>,
    until: Option<Moment>,
}

impl Papers {
    pub fn read(desk: &Desk, wanted: Certificate, listen: SocketAddr) -> Result<Self, Failure> {
        let options = desk.options();
        let now = (options.now)();
        let (Certificate::Site { names, .. } | Certificate::Own { names }) = &wanted;
        let asked = names.iter().map(|name| admit_name(name)).collect::<Result<Vec<_>, _>>()?;
        let (authority, paper) = match &wanted {
            Certificate::Site { certificate, key, .. } => (None, Paper::of_the_site(certificate, key)?),
            Certificate::Own { .. } => {
                let authority = Authority::of(&options.keys_dir, desk.id(), &desk.name(), now);
                let authority = authority.map_err(|error| broken(&error))?;
                let names = asked.iter().cloned().chain(addresses(listen.ip()).into_iter().map(|one| one.to_string()));
                let paper = Paper::of_our_own(&authority, names.collect(), now).map_err(|error| broken(&error))?;
                (Some(authority), paper)
            }
        };
        let shown = Shown { paper: Arc::new(paper), looked: now, reached: Vec::new() };
        let papers = Self { listen, wanted, asked, authority, now: Arc::clone(&options.now), shown: Mutex::new(shown) };
        papers.admit_names()?;
        Ok(papers)
    }

    /// The site's own, for a switchboard, which has no store and so no authority of one.
    pub fn of_a_site((certificate, key): (PathBuf, PathBuf), listen: SocketAddr) -> Result<Self, Failure> {
        let now = desk::Options::for_user().now;
        let paper = Arc::new(Paper::of_the_site(&certificate, &key)?);
        let shown = Mutex::new(Shown { paper, looked: now(), reached: Vec::new() });
        let wanted = Certificate::Site { certificate, key, names: Vec::new() };
        Ok(Self { listen, wanted, asked: Vec::new(), authority: None, now, shown })
    }

    /// What to show to somebody who reached this machine at `local`.
    pub fn for_whom_reached(&self, local: IpAddr) -> Arc<Paper> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let now = (self.now)();
        let remade = match &self.wanted {
            Certificate::Own { .. } => self.remade(&mut shown, local.to_canonical(), now),
            Certificate::Site { certificate, key, .. } => {
                let is_time = now.millis().abs_diff(shown.looked.millis()) >= LOOKED_AT_EVERY;
                is_time.then(|| {
                    shown.looked = now;
                    Paper::of_the_site(certificate, key)
                })
            }
        };
        match remade {
            Some(Ok(paper)) => shown.paper = Arc::new(paper),
            // The one that is shown may still do; whoever it does not suit is told so by his phone.
            Some(Err(failure)) => tracing::error!(%failure, "the door's certificate cannot be made or read anew"),
            None => {}
        }
        Arc::clone(&shown.paper)
    }

    /// A new certificate of our own, when the one that is shown ends soon or lacks an address of this machine.
    fn remade(&self, shown: &mut Shown, local: IpAddr, now: Moment) -> Option<Result<Paper, Failure>> {
        let authority = self.authority.as_ref()?;
        let is_new = !shown.paper.names.contains(&local.to_string()) && shown.reached.len() < MOST_REACHED;
        if is_new {
            shown.reached.push(local);
        } else if !shown.paper.until.is_some_and(|until| is_due(until, now)) {
            return None;
        }
        let addresses = addresses(self.listen.ip()).into_iter().chain(shown.reached.iter().copied());
        let names = self.asked.iter().cloned().chain(addresses.map(|address| address.to_string())).collect();
        Some(Paper::of_our_own(authority, names, now).map_err(|error| broken(&error)))
    }

    /// The store's own CA, when it is that.
    pub fn authority(&self) -> Option<&Authority> {
        self.authority.as_ref()
    }

    /// Under which names phones find the door: those that were asked for first, then the machine's addresses
    /// as far as the certificate is for them.
    pub fn names(&self) -> Vec<String> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let mut names = self.asked.clone();
        if self.authority.is_none() && names.is_empty() {
            names = shown.paper.dns_names();
        }
        let addresses = addresses(self.listen.ip()).into_iter().map(bracketed);
        names.extend(addresses.filter(|address| shown.paper.is_for(address)));
        names
    }

    /// Refuses a certificate under whose names nobody would find the door.
    fn admit_names(&self) -> Result<(), Failure> {
        let paper = Arc::clone(&self.shown.lock().unwrap_or_else(PoisonError::into_inner).paper);
        match self.asked.iter().find(|name| !paper.is_for(name)) {
            Some(name) => Err(Failure::refused("serve.certificate_name", &[("name", name)])),
            None if self.asked.is_empty() && addresses(self.listen.ip()).is_empty() && self.authority.is_some() => {
                Err(Failure::refused("serve.no_address", &[]))
            }
            None if self.names().is_empty() => Err(Failure::refused("serve.certificate_nameless", &[])),
            None => Ok(()),
        }
    }
}

impl Paper {
    fn of_our_own(authority: &Authority, names: Vec<String>, now: Moment) -> io::Result<Self> {
        let Leaf { certificate, key, names, until } = authority.leaf(names, now)?;
        let chain = vec![certificate.clone(), authority.certificate.clone()];
        Ok(Self { config: config(chain, key)?, certificate, names, until: Some(until) })
    }

    fn of_the_site(certificate: &Path, key: &Path) -> Result<Self, Failure> {
        let chain = CertificateDer::pem_file_iter(certificate)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| unreadable(certificate, &error))?;
        let first = chain.first().cloned().ok_or_else(|| unreadable(certificate, &"there is none in it"))?;
        EndEntityCert::try_from(&first).map_err(|error| unreadable(certificate, &error))?;
        let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable(key, &error))?;
        let config = config(chain, secret).map_err(|error| unreadable(key, &error))?;
        Ok(Self { config, certificate: first, names: Vec::new(), until: None })
    }

    /// Whether the certificate is for this host, written as in a Host header but without its port.
    pub fn is_for(&self, host: &str) -> bool {
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let certificate = EndEntityCert::try_from(&self.certificate);
        match (certificate, ServerName::try_from(bare)) {
            (Ok(certificate), Ok(name)) => certificate.verify_is_valid_for_subject_name(&name).is_ok(),
            _ => false,
        }
    }

    /// Names that stand for one machine: a wildcard's star is nobody's address.
    fn dns_names(&self) -> Vec<String> {
        let certificate = EndEntityCert::try_from(&self.certificate);
        let names = certificate.iter().flat_map(|certificate| certificate.valid_dns_names());
        names.filter(|name| !name.contains('*')).map(str::to_owned).collect()
    }
}

fn config(chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static>) -> io::Result<Arc<ServerConfig>> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(io::Error::other)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Where phones reach a door that listens at `listen`, the usual way out first.
fn addresses(listen: IpAddr) -> Vec<IpAddr> {
    if !listen.is_unspecified() {
        return vec![listen.to_canonical()];
    }
    let mut found: Vec<IpAddr> = way_out().into_iter().collect();
    for interface in if_addrs::get_if_addrs().unwrap_or_default() {
        let address = interface.ip();
        let is_reachable = match address {
            IpAddr::V4(address) => !address.is_loopback() && !address.is_link_local(),
            IpAddr::V6(address) => listen.is_ipv6() && !address.is_loopback() && !address.is_unicast_link_local(),
        };
        if is_reachable && !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// The address from which this machine would speak to others. Nothing is sent for this.
fn way_out() -> Option<IpAddr> {
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    socket.connect(("192.0.2.1", 9)).ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(|address| !address.is_loopback() && !address.is_unspecified())
}

fn bracketed(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

/// A name that a certificate can be for.
fn admit_name(name: &str) -> Result<String, Failure> {
    let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
    match ServerName::try_from(name.as_str()) {
        Ok(_) => Ok(name),
        Err(_) => Err(Failure::invalid("serve.name", &[("name", &name)])),
    }
}

fn unreadable(file: &Path, error: &impl std::fmt::Display) -> Failure {
    Failure::refused("serve.certificate", &[("file", &file.to_string_lossy()), ("what", &error.to_string())])
}

fn broken(error: &io::Error) -> Failure {
    Failure::broken(format!("the store's CA cannot be made or read: {error}"), "serve.authority")
}
