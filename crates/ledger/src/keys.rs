//! The desk's keys: what signs its commits and wraps the keys of its subjects. They lie outside the store,
//! so that a copied store neither speaks for the desk nor gives away what people wrote.

use std::cell::RefCell;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use blake3::Hash;
use domain::id::DeskId;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};

use crate::error::Error;
use crate::seal::SubjectKey;

const HEADING: &str = "wutu-keys 1";
/// Far more than a key file has.
const LONGEST: u64 = 1024;

/// What signs a desk's commits and wraps its subjects' keys.
pub(crate) struct Keys {
    signing: SigningKey,
    vault: [u8; 32],
    /// The subject's key that was opened last, and its wrapped form: facts of one subject come together.
    last: RefCell<Option<(String, Vec<u8>, SubjectKey)>>,
}

impl Keys {
    /// New keys in a new file that only its owner reads.
    pub(crate) fn make(keys_dir: &Path, desk: DeskId) -> Result<Self, Error> {
        make_private_dir(keys_dir)?;
        let keys = Self { signing: SigningKey::from_bytes(&random()?), vault: random()?, last: RefCell::default() };
        let path = file_of(keys_dir, desk);
        let mut file = match private(OpenOptions::new().write(true).create_new(true)).open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(Error::Exists { path }),
            other => other?,
        };
        let written = file.write_all(keys.to_text().as_bytes()).and_then(|()| file.sync_all());
        let kept = written.and_then(|()| sync_dir(keys_dir)).and_then(|()| sync_parent(keys_dir));
        if let Err(error) = kept {
            remove(keys_dir, desk);
            return Err(error.into());
        }
        Ok(keys)
    }

    /// The desk's keys; none when the file is not there.
    pub(crate) fn load(keys_dir: &Path, desk: DeskId) -> Result<Option<Self>, Error> {
        let path = file_of(keys_dir, desk);
        let file = match File::open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let mut text = String::new();
        file.take(LONGEST).read_to_string(&mut text)?;
        Self::from_text(&text).map(Some).ok_or(Error::WrongKeys { path })
    }

    /// What checks this desk's signatures.
    pub(crate) fn public(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    /// Sign a chain's head.
    pub(crate) fn sign(&self, hash: &[u8; 32]) -> [u8; 64] {
        self.signing.sign(&signed(hash)).to_bytes()
    }

    /// What wraps the keys of subjects.
    pub(crate) fn vault(&self) -> &[u8; 32] {
        &self.vault
    }

    /// A subject's key, from its wrapped form by `open` where it is not the last that was opened. One that was destroyed
    /// has no wrapped form any more.
    pub(crate) fn opened(
        &self,
        subject: &str,
        wrapped: &[u8],
        open: impl FnOnce() -> Result<SubjectKey, Error>,
    ) -> Result<SubjectKey, Error> {
        if let Some((of, known, key)) = self.last.borrow().as_ref()
            && of == subject
            && known == wrapped
        {
            return Ok(key.clone());
        }
        let key = open()?;
        self.last.replace(Some((subject.to_owned(), wrapped.to_vec(), key.clone())));
        Ok(key)
    }

    /// A subject's key is destroyed: nor is it kept in memory.
    pub(crate) fn forget(&self, subject: &str) {
        self.last.borrow_mut().take_if(|(of, ..)| of == subject);
    }

    fn to_text(&self) -> String {
        let hex = |bytes: [u8; 32]| Hash::from_bytes(bytes).to_hex();
        format!("{HEADING}\nsigning {}\nvault {}\n", hex(self.signing.to_bytes()), hex(self.vault))
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next() != Some(HEADING) {
            return None;
        }
        let mut key = |name: &str| {
            let hex = lines.next()?.strip_prefix(name)?.strip_prefix(' ')?;
            Hash::from_hex(hex).ok().map(|hash| *hash.as_bytes())
        };
        Some(Self { signing: SigningKey::from_bytes(&key("signing")?), vault: key("vault")?, last: RefCell::default() })
    }
}

/// Whether `signature` says that the desk with this public key stood behind a chain's head.
pub(crate) fn is_signed(public: &[u8; 32], hash: &[u8; 32], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(public), Signature::from_slice(signature)) else {
        return false;
    };
    key.verify(&signed(hash), &signature).is_ok()
}

/// Take a desk's keys away again: only while the store that they are for is not made yet. Without them nobody
/// opens its sealed words.
pub fn remove(keys_dir: &Path, desk: DeskId) {
    // What can't be removed is an orphan that no store refers to.
    let _ = std::fs::remove_file(file_of(keys_dir, desk));
}

/// Bytes from the system's own source.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Io(error.into()))?;
    Ok(bytes)
}

/// Make what `options` creates readable by its owner alone, where the system knows owners.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn signed(hash: &[u8; 32]) -> Vec<u8> {
    [b"wutu commit 1\n".as_slice(), hash].concat()
}

fn file_of(keys_dir: &Path, desk: DeskId) -> PathBuf {
    keys_dir.join(format!("{desk}.key"))
}

fn make_private_dir(path: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// A new file is safe only once its folder is written too.
pub(crate) fn sync_dir(path: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()?;
    }
    Ok(())
}

fn sync_parent(path: &Path) -> std::io::Result<()> {
    path.canonicalize()?.parent().map_or(Ok(()), sync_dir)
}
