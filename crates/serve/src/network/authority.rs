//! The store's own CA, and the certificates that it gives its door.
//!
//! Both lie with the desk's keys, readable by their owner alone. In front of the PEM stand a few lines of
//! ours, which every reader of PEM passes over: what we made, for how long, for whom.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use domain::id::DeskId;
use domain::moment::Moment;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use time::OffsetDateTime;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

const DAY: i64 = 24 * 3600;
const CA_LASTS: i64 = 3650 * DAY;
/// A CA that ends sooner than this is remade when the door opens; no door stays open as long.
const CA_REMADE: i64 = 730 * DAY;
/// Telephones refuse what lasts longer than 825 days; ours is remade long before, and nobody notices.
const LEAF_LASTS: i64 = 90 * DAY;
/// A certificate that ends sooner than this is remade.
const REMADE: i64 = 30 * DAY;
/// Telephones whose clock is behind.
const EARLIER: i64 = 2 * DAY;
/// A name in a certificate has at most 64 characters; a few are ours.
const LONGEST_NAME: usize = 40;

/// The store's own CA.
pub struct Authority {
    pub certificate: CertificateDer<'static>,
    pub pem: String,
    /// What phones show: named after the store.
    pub name: String,
    issuer: Issuer<'static, KeyPair>,
    until: Moment,
    leaf_path: PathBuf,
}

/// A certificate of the door, with its key.
pub struct Leaf {
    pub certificate: CertificateDer<'static>,
    pub key: PrivateKeyDer<'static>,
    /// Sorted.
    pub names: Vec<String>,
    pub until: Moment,
}

impl Authority {
    /// The CA of this desk's store: the one that was made before, or a new one.
    pub fn of(keys_dir: &Path, desk: DeskId, store: &str, now: Moment) -> io::Result<Self> {
        let path = keys_dir.join(format!("{desk}.ca.pem"));
        let leaf_path = keys_dir.join(format!("{desk}.leaf.pem"));
        let text = match fs::read_to_string(&path) {
            Ok(text) if moment(&text, "until").is_some_and(|until| now.plus_seconds(CA_REMADE) < until) => text,
            Ok(_) => {
                tracing::warn!("the store's CA is at its end: phones have to trust the new one");
                Self::make(&path, store, now)?
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::make(&path, store, now)?,
            Err(error) => return Err(error),
        };
        let unreadable = || io::Error::new(io::ErrorKind::InvalidData, "the store's CA cannot be read");
        let name = line(&text, "name").ok_or_else(unreadable)?.to_owned();
        let certificate = CertificateDer::from_pem_slice(text.as_bytes()).map_err(io::Error::other)?;
        let key = PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(io::Error::other)?;
        let key = KeyPair::try_from(key.secret_der()).map_err(io::Error::other)?;
        let pem = text.find("-----BEGIN CERTIFICATE-----").and_then(|at| text.get(at..)).ok_or_else(unreadable)?;
        Ok(Self {
            issuer: Issuer::new(ca_params(&name, now, now), key),
            until: moment(&text, "until").ok_or_else(unreadable)?,
            pem: pem.to_owned(),
            certificate,
            name,
            leaf_path,
        })
    }

    fn make(path: &Path, store: &str, now: Moment) -> io::Result<String> {
        let store: String = store.chars().filter(|letter| !letter.is_control()).take(LONGEST_NAME).collect();
        let name = format!("五图 {store} CA");
        let until = now.plus_seconds(CA_LASTS);
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let certificate = ca_params(&name, now, until).self_signed(&key).map_err(io::Error::other)?;
        let until = until.millis();
        let text = format!("wutu-ca 1\nname {name}\nuntil {until}\n{}{}", key.serialize_pem(), certificate.pem());
        keep(path, &text)?;
        Ok(text)
    }

    /// A certificate for these names: the one from before, as long as it lasts and names no others.
    pub fn leaf(&self, mut names: Vec<String>, now: Moment) -> io::Result<Leaf> {
        names.sort();
        names.dedup();
        let kept = self.kept().filter(|leaf| fits(&leaf.names, &names) && !is_due(leaf.until, now));
        kept.map_or_else(|| self.make_leaf(names, now), Ok)
    }

    fn make_leaf(&self, names: Vec<String>, now: Moment) -> io::Result<Leaf> {
        let until = now.plus_seconds(LEAF_LASTS).min(self.until);
        let mut params = CertificateParams::new(names.clone()).map_err(io::Error::other)?;
        params.distinguished_name = distinguished(names.first().map_or("wutu", String::as_str));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        (params.not_before, params.not_after) = (date(now.plus_seconds(-EARLIER)), date(until));
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(io::Error::other)?;
        let text = format!(
            "wutu-leaf 1\nca {}\nuntil {}\nnames {}\n{}{}",
            fingerprint(&self.certificate),
            until.millis(),
            names.join(","),
            key.serialize_pem(),
            certificate.pem()
        );
        keep(&self.leaf_path, &text)?;
        let key = PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(io::Error::other)?;
        Ok(Leaf { certificate: certificate.der().clone(), key, names, until })
    }

    /// The certificate from before, if it is this CA's.
    fn kept(&self) -> Option<Leaf> {
        let text = fs::read_to_string(&self.leaf_path).ok()?;
        if line(&text, "ca")? != fingerprint(&self.certificate) {
            return None;
        }
        Some(Leaf {
            certificate: CertificateDer::from_pem_slice(text.as_bytes()).ok()?,
            key: PrivateKeyDer::from_pem_slice(text.as_bytes()).ok()?,
            names: line(&text, "names")?.split(',').map(str::to_owned).collect(),
            until: moment(&text, "until")?,
        })
    }
}

/// Whether a certificate for `has` does for `wanted`. Addresses that the machine once had do no harm, and
/// whoever told his browser to go on without trust is not asked again.
fn fits(has: &[String], wanted: &[String]) -> bool {
    wanted.iter().all(|name| has.contains(name))
        && has.iter().all(|name| wanted.contains(name) || name.parse::<IpAddr>().is_ok())
}

/// Whether a certificate that ends at `until` has to be remade. One of a clock that was far ahead does too.
pub fn is_due(until: Moment, now: Moment) -> bool {
    until < now.plus_seconds(REMADE) || until > now.plus_seconds(LEAF_LASTS + DAY)
}

/// SHA-256 of a certificate, as telephones show it: `AB:CD:…`.
pub fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, certificate);
    let pairs: Vec<String> = digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

fn ca_params(name: &str, now: Moment, until: Moment) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = distinguished(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (params.not_before, params.not_after) = (date(now.plus_seconds(-EARLIER)), date(until));
    params
}

fn distinguished(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::OrganizationName, "Wutu 五图");
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn date(moment: Moment) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(moment.millis() / 1000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn line<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().take(8).find_map(|line| line.strip_prefix(key)?.strip_prefix(' '))
}

fn moment(text: &str, key: &str) -> Option<Moment> {
    line(text, key)?.parse().ok().map(Moment::from_millis)
}

/// Written aside and renamed, so that nobody ever reads half a key; its owner's alone from the start.
fn keep(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    let aside = path.with_extension(format!("{}.new", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    builder.create(folder)?;
    let _ = fs::remove_file(&aside);
    let mut file = options.open(&aside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&aside, path)?;
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
