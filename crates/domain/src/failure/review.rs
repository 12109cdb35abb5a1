//! Why figures are not given, or a period is not frozen.

/// Something stands against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unripe {
    /// The period ends before it begins.
    NoPeriod,
    /// The period is longer than ten years.
    TooLong,
    /// Weeks from Monday and months are frozen, no other days.
    NoWeekOrMonth,
    /// The period is not over.
    NotOver,
    /// Somebody has frozen it before.
    FrozenAlready,
}

impl Unripe {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::NoPeriod, Self::TooLong, Self::NoWeekOrMonth, Self::NotOver, Self::FrozenAlready];

    /// Names it for programs and for the interface's words.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoPeriod => "review.no_period",
            Self::TooLong => "review.too_long",
            Self::NoWeekOrMonth => "review.no_week_or_month",
            Self::NotOver => "review.not_over",
            Self::FrozenAlready => "review.frozen_already",
        }
    }
}
