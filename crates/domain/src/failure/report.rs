//! Why a report of the front line is not taken, or not gone on with.

/// Something stands against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rebuff {
    /// A report without words, photos or a voice note.
    NothingTold,
    /// A report ends before somebody has taken it up.
    NotTakenUp,
    /// Somebody has taken it up before.
    TakenUp,
    /// It has ended.
    Over,
    /// Who ends a report says how.
    NothingSaid,
}

impl Rebuff {
    /// Names it for programs and for the interface's words.
    pub fn code(self) -> &'static str {
        match self {
            Self::NothingTold => "report.nothing_told",
            Self::NotTakenUp => "report.not_taken_up",
            Self::TakenUp => "report.taken_up",
            Self::Over => "report.over",
            Self::NothingSaid => "report.nothing_said",
        }
    }
}
