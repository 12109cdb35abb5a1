//! Why somebody does not look at a stream.

/// Something stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blind {
    /// No camera may look there.
    Private {
        /// Where: a code of the places in which people are private.
        private: &'static str,
    },
    /// Its address is of a kind that is not played.
    NotPlayed,
    /// Another reason is none without words.
    NoReason,
}

impl Blind {
    /// Names it for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Private { .. } => "viewing.private",
            Self::NotPlayed => "viewing.not_played",
            Self::NoReason => "viewing.no_reason",
        }
    }

    /// What the sentence speaks of.
    pub(super) fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Private { private } => vec![("private", (*private).to_owned())],
            _ => vec![],
        }
    }
}
