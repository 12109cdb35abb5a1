//! Why something is not said in a channel, or not done with what was.

/// Something stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mute {
    /// A message without words.
    NothingSaid,
    /// In the field one writes in the channel of one's own grid.
    NotInIt,
    /// Who does not answer for a grid does not write to all below it.
    HeadsOnly,
    /// What rings at night comes from the desk.
    CriticalFromField,
    /// Too many people are called by name.
    TooManyCalled {
        /// The most.
        most: usize,
    },
    /// Somebody is called who can't read it.
    CannotRead {
        /// Who.
        person: String,
    },
    /// What is quoted was not said to whoever quotes it.
    QuotesUnseen,
    /// The message is somebody else's.
    NotYours,
    /// Who withdraws a message says why.
    NoReason,
    /// The message was withdrawn.
    Withdrawn,
    /// So many notices are pinned in the channel already.
    TooManyPinned {
        /// The most.
        most: u32,
    },
    /// Quiet hours that are none.
    NoSuchHours,
    /// Somebody else speaks there.
    FloorTaken {
        /// Who; empty for the command centre.
        person: String,
    },
    /// Nobody speaks there any more.
    SpeechOver,
}

impl Mute {
    /// Names it for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingSaid => "channel.nothing_said",
            Self::NotInIt => "channel.not_in_it",
            Self::HeadsOnly => "channel.heads_only",
            Self::CriticalFromField => "channel.critical_from_field",
            Self::TooManyCalled { .. } => "channel.too_many_called",
            Self::CannotRead { .. } => "channel.cannot_read",
            Self::QuotesUnseen => "channel.quotes_unseen",
            Self::NotYours => "channel.not_yours",
            Self::NoReason => "channel.no_reason",
            Self::Withdrawn => "channel.withdrawn",
            Self::TooManyPinned { .. } => "channel.too_many_pinned",
            Self::NoSuchHours => "channel.no_such_hours",
            Self::FloorTaken { person } if person.is_empty() => "speech.centre_speaks",
            Self::FloorTaken { .. } => "speech.floor_taken",
            Self::SpeechOver => "speech.over",
        }
    }

    /// What the sentence speaks of.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooManyCalled { most } => vec![("most", most.to_string())],
            Self::TooManyPinned { most } => vec![("most", most.to_string())],
            Self::FloorTaken { person } if person.is_empty() => vec![],
            Self::CannotRead { person } | Self::FloorTaken { person } => vec![("person", person.clone())],
            _ => vec![],
        }
    }
}
