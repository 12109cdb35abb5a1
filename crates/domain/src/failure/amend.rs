//! Why an item is not changed by hand.

use crate::item::ItemName;

/// Something stands against an amendment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objection {
    /// The item is not what the person saw.
    ChangedSince(ItemName),
    /// A later amendment changed the item again.
    AmendedAgain(ItemName),
    /// The amendment was taken back before.
    AlreadyUndone,
    /// An amendment that changes nothing.
    Nothing,
    /// An item under another name than the one it is to replace.
    Another(ItemName),
    /// An item without id or name.
    NoName,
    /// A position that is not on the globe.
    OffTheMap,
    /// A queue longer than the longest.
    QueueTooLong {
        /// The longest.
        most: u8,
    },
    /// A checkpoint at which somebody else is on duty.
    NotYourCheckpoint,
    /// A camera's address that is none.
    NoStreamAddress,
    /// A camera that would look where people are private.
    Private {
        /// Where: a code of such places.
        private: &'static str,
    },
    /// Who removes an item says why.
    ReasonMissing,
    /// Something stands on the item that would go.
    RestedUpon {
        /// What rests on it.
        noun: &'static str,
        /// How many.
        count: usize,
        /// One of them.
        example: String,
    },
}

impl Objection {
    /// Names it for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ChangedSince(_) => "amend.changed_since",
            Self::AmendedAgain(_) => "amend.amended_again",
            Self::AlreadyUndone => "amend.already_undone",
            Self::Nothing => "amend.nothing",
            Self::Another(_) => "amend.another",
            Self::NoName => "amend.no_name",
            Self::OffTheMap => "amend.off_the_map",
            Self::QueueTooLong { .. } => "amend.queue",
            Self::NotYourCheckpoint => "rights.not_your_checkpoint",
            Self::NoStreamAddress => "amend.address",
            Self::Private { .. } => "viewing.private",
            Self::ReasonMissing => "amend.reason_missing",
            Self::RestedUpon { .. } => "amend.rested_upon",
        }
    }

    /// The item, the figures.
    pub(super) fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ChangedSince(item) | Self::AmendedAgain(item) | Self::Another(item) => {
                vec![("noun", item.of.noun().to_owned()), ("id", item.id.clone())]
            }
            Self::Private { private } => vec![("private", (*private).to_owned())],
            Self::QueueTooLong { most } => vec![("most", most.to_string())],
            Self::RestedUpon { noun, count, example } => {
                vec![("noun", (*noun).to_owned()), ("count", count.to_string()), ("example", example.clone())]
            }
            _ => vec![],
        }
    }
}
