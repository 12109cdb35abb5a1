//! A desk's secrets for services elsewhere: sealed with its vault key, in files beside its keys, outside every store.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use domain::id::DeskId;

use crate::error::Error;
use crate::keys::{self, Keys};
use crate::seal;

/// Keeps a secret under a name of ours, in place of the one before; none takes it away.
pub fn keep(keys_dir: &Path, desk: DeskId, name: &str, secret: Option<&str>) -> Result<(), Error> {
    let path = file_of(keys_dir, desk, name);
    let Some(secret) = secret else {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        };
    };
    let sealed = seal::seal_secret(&keys_of(keys_dir, desk)?, name, secret.as_bytes())?;
    let aside = path.with_extension(format!("{name}.new"));
    let mut file = keys::private(OpenOptions::new().write(true).create(true).truncate(true)).open(&aside)?;
    file.write_all(&sealed)?;
    file.sync_all()?;
    fs::rename(aside, path)?;
    Ok(keys::sync_dir(keys_dir)?)
}

/// A secret that was kept; none where there is none.
pub fn read(keys_dir: &Path, desk: DeskId, name: &str) -> Result<Option<String>, Error> {
    let sealed = match fs::read(file_of(keys_dir, desk, name)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let plain = seal::open_secret(&keys_of(keys_dir, desk)?, name, &sealed)?;
    String::from_utf8(plain).map(Some).map_err(|_| Error::corrupt(format!("the secret {name} is no text")))
}

fn keys_of(keys_dir: &Path, desk: DeskId) -> Result<Keys, Error> {
    Keys::load(keys_dir, desk)?.ok_or_else(|| Error::KeysMissing { desk, keys_dir: keys_dir.to_owned() })
}

fn file_of(keys_dir: &Path, desk: DeskId, name: &str) -> PathBuf {
    keys_dir.join(format!("{desk}.{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_lies_sealed_and_comes_back_to_its_own_desk_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let [ours, theirs] = [1, 2].map(|number| DeskId(uuid(number)));
        for desk in [ours, theirs] {
            Keys::make(folder.path(), desk).expect("keys");
        }
        assert_eq!(read(folder.path(), ours, "tianditu").expect("nothing"), None);
        keep(folder.path(), ours, "tianditu", Some("0123456789abcdef")).expect("kept");
        keep(folder.path(), ours, "tianditu", Some("fedcba9876543210")).expect("kept again");
        assert_eq!(read(folder.path(), ours, "tianditu").expect("sealed").as_deref(), Some("fedcba9876543210"));
        let lies = fs::read(file_of(folder.path(), ours, "tianditu")).expect("a file");
        assert!(!lies.windows(8).any(|part| part == b"fedcba98"));
        fs::copy(file_of(folder.path(), ours, "tianditu"), file_of(folder.path(), theirs, "tianditu")).expect("a copy");
        assert!(read(folder.path(), theirs, "tianditu").is_err(), "another desk's keys do not open it");
        keep(folder.path(), ours, "tianditu", None).expect("gone");
        keep(folder.path(), ours, "tianditu", None).expect("gone before");
        assert_eq!(read(folder.path(), ours, "tianditu").expect("nothing"), None);
    }

    fn uuid(number: u128) -> uuid::Uuid {
        uuid::Uuid::from_u128(number)
    }
}
