//! What was said, until the desk has it: a desk that begins anew gets it when it is back.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::word::Note;

/// So many notes are held for a desk that is gone; of each the sound is a few hundred kilobytes.
const MOST: usize = 64;

/// Notes on their way, by their line.
#[derive(Default)]
pub struct Held(Mutex<HashMap<String, Note>>);

impl Held {
    /// Holds a note until [`Held::let_go`]; none: there is no room, and it is lost.
    pub fn hold(&self, note: Note) -> Option<Note> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= MOST {
            tracing::error!(line = note.line, "what was said is lost: the desk has been gone for too long");
            return None;
        }
        held.insert(note.line.clone(), note.clone());
        Some(note)
    }

    /// The desk has it.
    pub fn let_go(&self, line: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(line);
    }

    /// All that the desk does not have yet.
    pub fn all(&self) -> Vec<Note> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}
