//! Why something is not attached.

/// Something stands against an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snag {
    /// A file that nobody handed in, or that somebody else did.
    FileUnknown,
    /// Too many attachments beside one text.
    TooMany {
        /// How many there may be.
        most: usize,
    },
    /// Files that are too heavy together.
    TooHeavy {
        /// How heavy they may be, in MiB.
        most: u64,
    },
    /// A seat hands in files and names none.
    TooManyWaiting {
        /// How many may wait.
        most: u32,
    },
    /// A drawing without a place, or outside the globe.
    SketchShowsNothing,
    /// A drawing with too many corners, or too wide.
    SketchTooLarge {
        /// The most corners.
        corners: usize,
        /// The widest circle, in metres.
        metres: u32,
    },
    /// The order asks for a photo.
    PhotoMissing,
}

impl Snag {
    /// Names it for programs and for the interface's words.
    pub fn code(self) -> &'static str {
        match self {
            Self::FileUnknown => "attachment.unknown",
            Self::TooMany { .. } => "attachment.too_many",
            Self::TooHeavy { .. } => "attachment.too_heavy",
            Self::TooManyWaiting { .. } => "attachment.too_many_waiting",
            Self::SketchShowsNothing => "sketch.shows_nothing",
            Self::SketchTooLarge { .. } => "sketch.too_large",
            Self::PhotoMissing => "receipt.no_photo",
        }
    }

    /// The figures.
    pub(super) fn params(self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooMany { most } => vec![("most", most.to_string())],
            Self::TooHeavy { most } => vec![("most", most.to_string())],
            Self::TooManyWaiting { most } => vec![("most", most.to_string())],
            Self::SketchTooLarge { corners, metres } => {
                vec![("corners", corners.to_string()), ("metres", metres.to_string())]
            }
            Self::FileUnknown | Self::SketchShowsNothing | Self::PhotoMissing => vec![],
        }
    }
}
