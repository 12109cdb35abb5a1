//! `STORE.lock`: how the command line finds the desk that has a store open.
//!
//! It stands beside the store while the desk's door is open and names the process, the loopback port and
//! a token. Whoever can read it (mode 0600) owns the store's file, so the token seats the owner. It is a
//! signpost and not a mutex: that no second desk opens the store is the ledger's own care.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How long a port of this very machine may take to answer.
const PATIENCE: Duration = Duration::from_millis(500);

/// What `STORE.lock` says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The process that has the store open.
    pub pid: u32,
    /// Where its desk answers on loopback.
    pub port: u16,
    /// Seats the store's owner as a bearer token. Made anew each time the door opens.
    pub token: String,
}

/// A lock that stands; dropping it takes it away.
pub struct Standing {
    path: PathBuf,
    lock: Lock,
}

impl Lock {
    /// A lock of this process, with a new token.
    pub fn new(port: u16) -> Self {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).expect("an operating system without chance cannot make tokens safely");
        Self { pid: std::process::id(), port, token: blake3::hash(&secret).to_hex().to_string() }
    }

    /// The lock of the desk that has `store` open now; none when nobody has, or who had is gone.
    pub fn live(store: &Path) -> Option<Self> {
        let text = fs::read(path_of(store)).ok()?;
        let lock: Self = serde_json::from_slice(&text).ok()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, lock.port));
        let answers = is_running(lock.pid) && TcpStream::connect_timeout(&address, PATIENCE).is_ok();
        answers.then_some(lock)
    }

    /// Puts the lock beside `store`, in place of one that a dead process left.
    pub fn put(self, store: &Path) -> io::Result<Standing> {
        let path = path_of(store);
        let text = serde_json::to_vec(&self)?;
        put_private(&path, &text)?;
        Ok(Standing { path, lock: self })
    }
}

/// Writes a file that only its owner reads, whole or not at all.
pub fn put_private(path: &Path, text: &[u8]) -> io::Result<()> {
    // Written aside and renamed: nobody ever reads half of it, and its mode is right from the start.
    let aside = with_ending(path, &std::process::id().to_string());
    let _ = fs::remove_file(&aside);
    let written = write_new(&aside, text).and_then(|()| fs::rename(&aside, path));
    // On a full disk nothing of it is left, either.
    written.inspect_err(|_| drop(fs::remove_file(&aside)))
}

fn write_new(path: &Path, text: &[u8]) -> io::Result<()> {
    owners_only(OpenOptions::new().write(true).create_new(true)).open(path)?.write_all(text)
}

impl Drop for Standing {
    fn drop(&mut self) {
        // A lock that is no longer ours belongs to a later desk.
        let ours = fs::read(&self.path).ok().and_then(|text| serde_json::from_slice::<Lock>(&text).ok());
        if ours.is_some_and(|lock| lock == self.lock) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Where the lock of `store` stands.
pub fn path_of(store: &Path) -> PathBuf {
    with_ending(store, "lock")
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn owners_only(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Whether a process with this number exists; where we can't tell, the port alone decides.
fn is_running(pid: u32) -> bool {
    !cfg!(target_os = "linux") || Path::new("/proc").join(pid.to_string()).exists()
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_standing_lock_is_found_and_goes_when_the_door_closes() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("district.gpkg");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let standing = Lock::new(listener.local_addr().unwrap().port()).put(&store).unwrap();
        assert!(Lock::live(&store).is_some_and(|found| found == standing.lock));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(path_of(&store)).unwrap().permissions().mode() & 0o777, 0o600);
        }
        drop(standing);
        assert!(!path_of(&store).exists());
    }

    #[test]
    fn a_lock_whose_port_or_process_is_gone_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("district.gpkg");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let of_nobody = Lock { pid: u32::MAX, ..Lock::new(port) };
        let standing = of_nobody.put(&store).unwrap();
        assert_eq!(Lock::live(&store).is_some(), !cfg!(target_os = "linux"));
        drop(standing);

        let standing = Lock::new(port).put(&store).unwrap();
        drop(listener);
        assert!(Lock::live(&store).is_none());
        drop(standing);
    }

    #[test]
    fn a_lock_that_another_desk_put_since_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("district.gpkg");
        let ours = Lock::new(1).put(&store).unwrap();
        let theirs = Lock::new(2).put(&store).unwrap();
        drop(ours);
        assert!(path_of(&store).exists());
        drop(theirs);
        assert!(!path_of(&store).exists());
    }
}
