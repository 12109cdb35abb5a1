//! What a desk and a switchboard of its own machine say to each other: one WebSocket, which the desk opens. Words are
//! JSON; what was said in a speech comes as bytes.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// The largest word but for notes, in bytes.
pub const LARGEST_WORD: usize = 64 << 10;
/// The largest note, as the desk takes it: the longest speech is a quarter of it.
pub const LARGEST_NOTE: usize = 4 << 20;

/// What a switchboard says. The desk answers each question by its number.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum OutpostSays {
    /// A page came, with a ticket; its browser says from which origin.
    Enters { ask: u64, page: u64, ticket: String, origin: Option<String> },
    /// Whether a page may do its part in a line, now.
    May { ask: u64, page: u64, part: Part, line: String },
    /// A page left.
    Leaves { page: u64 },
    /// These lines stand here; all that were said before count no longer.
    Stand { lines: Vec<String> },
}

/// What a desk says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum DeskSays {
    /// To a question.
    Answers { ask: u64, may: bool },
    /// That page has no seat any longer.
    Cuts { page: u64 },
    /// What was said in this line lies in the store.
    Kept { line: String },
}

/// What a page does with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Gives,
    Gets,
}

/// A line that is over, and what was said in it as Opus in Ogg; none: hardly anything was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub line: String,
    pub sound: Option<Vec<u8>>,
}

impl Note {
    /// The name's length, the name, the sound.
    pub fn packed(&self) -> Bytes {
        let length = u8::try_from(self.line.len()).unwrap_or_default();
        let sound = self.sound.as_deref().unwrap_or_default();
        [&[length], &self.line.as_bytes()[..usize::from(length)], sound].concat().into()
    }

    /// None: it is none.
    pub fn unpacked(packed: &[u8]) -> Option<Self> {
        let (length, rest) = packed.split_first()?;
        let (line, sound) = rest.split_at_checked(usize::from(*length))?;
        let line = String::from_utf8(line.to_vec()).ok()?;
        Some(Self { line, sound: (!sound.is_empty()).then(|| sound.to_vec()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_comes_over_as_it_was() {
        for sound in [None, Some(vec![1, 2, 3])] {
            let note = Note { line: "speech/x".to_owned(), sound };
            assert_eq!(Note::unpacked(&note.packed()), Some(note));
        }
        assert_eq!(Note::unpacked(&[]), None);
        assert_eq!(Note::unpacked(&[9, b'x']), None);
    }
}
