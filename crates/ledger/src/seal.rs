//! Seals what people wrote, each subject with a key of its own (XChaCha20-Poly1305).
//!
//! In the log a body is sealed whole under a random nonce. In the folds the nonce follows from the words
//! (keyed BLAKE3), so that a rebuilt fold is equal to the byte; all that this tells is whether the same
//! words stand twice at the same place, which is never.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::keys::{self, Keys};
use crate::sql::section;

const SQL: &str = include_str!("seal.sql");
const SUBJECT_KEY: &str = section(SQL, "subject_key");
const INSERT_SUBJECT_KEY: &str = section(SQL, "insert_subject_key");

const NONCE: usize = 24;

/// The key of one subject.
#[derive(Clone)]
pub(crate) struct SubjectKey {
    body: [u8; 32],
    word: [u8; 32],
    word_nonce: [u8; 32],
}

impl SubjectKey {
    pub(crate) fn new(secret: &[u8; 32]) -> Self {
        Self {
            body: blake3::derive_key("wutu 2026-11 sealed body of a fact", secret),
            word: blake3::derive_key("wutu 2026-11 sealed word of a fold", secret),
            word_nonce: blake3::derive_key("wutu 2026-11 nonce of a sealed word", secret),
        }
    }

    /// Seal the body of a fact; `place` binds it to its row.
    pub(crate) fn seal_body(&self, place: &str, body: &[u8]) -> Result<Vec<u8>, Error> {
        seal(&self.body, &keys::random()?, place, body)
    }

    /// Open the body of a fact.
    pub(crate) fn open_body(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        open(&self.body, place, sealed)
    }

    /// Seal words of a fold; the same words at the same place give the same bytes.
    pub(crate) fn seal_word(&self, place: &str, word: &str) -> Result<Vec<u8>, Error> {
        let mut hasher = blake3::Hasher::new_keyed(&self.word_nonce);
        hasher.update(&(place.len() as u64).to_le_bytes()).update(place.as_bytes()).update(word.as_bytes());
        let mut nonce = [0; NONCE];
        hasher.finalize_xof().fill(&mut nonce);
        seal(&self.word, &nonce, place, word.as_bytes())
    }

    /// Open words of a fold.
    pub(crate) fn open_word(&self, place: &str, sealed: &[u8]) -> Result<String, Error> {
        String::from_utf8(open(&self.word, place, sealed)?).map_err(|_| damaged(place))
    }
}

/// A subject's key; none when it was destroyed or never made.
pub(crate) fn subject_key(connection: &Connection, keys: &Keys, subject: &str) -> Result<Option<SubjectKey>, Error> {
    let wrapped: Option<Vec<u8>> = connection
        .prepare_cached(SUBJECT_KEY)?
        .query_row(named_params! {":subject": subject}, |row| row.get(0))
        .optional()?;
    let Some(wrapped) = wrapped else { return Ok(None) };
    let unwrap = || {
        let secret = open(keys.vault(), subject, &wrapped)?;
        let secret: [u8; 32] = secret.try_into().map_err(|_| damaged(subject))?;
        Ok(SubjectKey::new(&secret))
    };
    keys.opened(subject, &wrapped, unwrap).map(Some)
}

/// A subject's key, made when it has none.
pub(crate) fn subject_key_or_new(connection: &Connection, keys: &Keys, subject: &str) -> Result<SubjectKey, Error> {
    if let Some(known) = subject_key(connection, keys, subject)? {
        return Ok(known);
    }
    let secret: [u8; 32] = keys::random()?;
    let wrapped = seal(keys.vault(), &keys::random()?, subject, &secret)?;
    connection.prepare_cached(INSERT_SUBJECT_KEY)?.execute(named_params! {":subject": subject, ":wrapped": wrapped})?;
    Ok(SubjectKey::new(&secret))
}

/// Seal a desk's secret under its name.
pub(crate) fn seal_secret(keys: &Keys, name: &str, secret: &[u8]) -> Result<Vec<u8>, Error> {
    seal(&secret_key(keys), &keys::random()?, name, secret)
}

/// Open a desk's secret.
pub(crate) fn open_secret(keys: &Keys, name: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
    open(&secret_key(keys), name, sealed)
}

fn secret_key(keys: &Keys) -> [u8; 32] {
    blake3::derive_key("wutu 2026-11 sealed secret of a desk", keys.vault())
}

fn seal(key: &[u8; 32], nonce: &[u8; NONCE], place: &str, plain: &[u8]) -> Result<Vec<u8>, Error> {
    let cipher = XChaCha20Poly1305::new(key.into());
    let sealed = cipher
        .encrypt(XNonce::from_slice(nonce), Payload { msg: plain, aad: place.as_bytes() })
        .map_err(|_| Error::corrupt(format!("{place} is too long to seal")))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn open(key: &[u8; 32], place: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
    let Some((nonce, sealed)) = sealed.split_at_checked(NONCE) else { return Err(damaged(place)) };
    XChaCha20Poly1305::new(key.into())
        .decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: place.as_bytes() })
        .map_err(|_| damaged(place))
}

fn damaged(place: &str) -> Error {
    Error::corrupt(format!("the seal of {place} is broken"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_at_the_same_place_seal_to_the_same_bytes_and_nowhere_else() {
        let key = SubjectKey::new(&[7; 32]);
        let sealed = key.seal_word("orders/1", "立即到岗").unwrap();
        assert_eq!(sealed, key.seal_word("orders/1", "立即到岗").unwrap());
        assert_ne!(sealed, key.seal_word("orders/2", "立即到岗").unwrap());
        assert_eq!(key.open_word("orders/1", &sealed).unwrap(), "立即到岗");
        assert!(key.open_word("orders/2", &sealed).is_err(), "sealed words can't be moved to another row");
    }

    #[test]
    fn the_same_body_seals_to_other_bytes_each_time() {
        let key = SubjectKey::new(&[7; 32]);
        let sealed = key.seal_body("a/1", b"{}").unwrap();
        assert_ne!(sealed, key.seal_body("a/1", b"{}").unwrap());
        assert_eq!(key.open_body("a/1", &sealed).unwrap(), b"{}");
    }
}
