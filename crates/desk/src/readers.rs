//! A few read-only connections, handed from question to question.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use domain::failure::Failure;
use ledger::{Reader, View};

use crate::failure::broken;

/// The idle connections. One more is opened when all are busy; a few are kept.
pub struct Readers {
    path: PathBuf,
    keys_dir: PathBuf,
    idle: Mutex<Vec<Reader>>,
}

/// More than this many idle connections are closed: more than cores do not read faster.
const KEPT: usize = 8;

impl Readers {
    pub fn new(path: &Path, keys_dir: &Path) -> Self {
        Self { path: path.to_owned(), keys_dir: keys_dir.to_owned(), idle: Mutex::new(Vec::new()) }
    }

    /// Ask the store something; all that one closure reads is of one moment.
    pub fn with<T>(&self, ask: impl FnOnce(&View<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let reader = match kept {
            Some(reader) => reader,
            None => Reader::open(&self.path, &self.keys_dir).map_err(broken)?,
        };
        let answer = ask(&reader.view());
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(reader);
        }
        answer
    }

    /// Close the idle ones, so that the writer can leave write-ahead mode.
    pub fn close(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
