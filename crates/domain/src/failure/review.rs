//! Why figures are not given, a period is not frozen, or nobody is charged with something.

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
    /// It is not said what is to be done, or why it was not.
    ChargeWithoutWords,
    /// It would be due before it is given.
    DuePassed,
    /// Somebody has said before what came of it.
    ChargeAnswered,
}

impl Unripe {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::NoPeriod,
        Self::TooLong,
        Self::NoWeekOrMonth,
        Self::NotOver,
        Self::FrozenAlready,
        Self::ChargeWithoutWords,
        Self::DuePassed,
        Self::ChargeAnswered,
    ];

    /// Names it for programs and for the interface's words.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoPeriod => "review.no_period",
            Self::TooLong => "review.too_long",
            Self::NoWeekOrMonth => "review.no_week_or_month",
            Self::NotOver => "review.not_over",
            Self::FrozenAlready => "review.frozen_already",
            Self::ChargeWithoutWords => "review.charge_without_words",
            Self::DuePassed => "review.due_passed",
            Self::ChargeAnswered => "review.charge_answered",
        }
    }
}
