//! Why a whistle is not blown, answered or rated.

/// Something stands against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deaf {
    /// Nobody is called.
    Nobody,
    /// Too many are called at once.
    TooMany {
        /// So many at the most.
        most: usize,
    },
    /// Somebody is called twice.
    Twice,
    /// A unit that nobody is to whistle for.
    NotForUnit,
    /// A grid of somebody else.
    OutOfReach,
    /// From the field one calls up.
    OnlyUp,
    /// Such a whistle is blown by a street or by the district.
    StreetBlows,
    /// Those called have no such time.
    MinutesOutOfRange {
        /// No fewer.
        least: u32,
        /// No more.
        most: u32,
    },
    /// It was not called.
    NotCalled,
    /// It is for another side to do.
    NotYourSide,
    /// It has said so, or gone further.
    SaidAlready,
    /// It has ended.
    Ended,
    /// It has not ended.
    StillBlown,
    /// It was said, and stays.
    RatedAlready,
    /// Nobody writes down what is said of himself.
    OwnMark,
    /// Who has not reported in was not there.
    NotThere,
    /// Something is to be done until a time that has passed.
    UntilPassed,
}

impl Deaf {
    /// One of each.
    pub const ALL: [Self; 17] = [
        Self::Nobody,
        Self::TooMany { most: 12 },
        Self::Twice,
        Self::NotForUnit,
        Self::OutOfReach,
        Self::OnlyUp,
        Self::StreetBlows,
        Self::MinutesOutOfRange { least: 10, most: 240 },
        Self::NotCalled,
        Self::NotYourSide,
        Self::SaidAlready,
        Self::Ended,
        Self::StillBlown,
        Self::RatedAlready,
        Self::OwnMark,
        Self::NotThere,
        Self::UntilPassed,
    ];

    /// Names it for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nobody => "whistle.nobody",
            Self::TooMany { .. } => "whistle.too_many",
            Self::Twice => "whistle.twice",
            Self::NotForUnit => "whistle.not_for_unit",
            Self::OutOfReach => "whistle.out_of_reach",
            Self::OnlyUp => "whistle.only_up",
            Self::StreetBlows => "whistle.street_blows",
            Self::MinutesOutOfRange { .. } => "whistle.minutes_out_of_range",
            Self::NotCalled => "whistle.not_called",
            Self::NotYourSide => "whistle.not_your_side",
            Self::SaidAlready => "whistle.said_already",
            Self::Ended => "whistle.ended",
            Self::StillBlown => "whistle.still_blown",
            Self::RatedAlready => "whistle.rated_already",
            Self::OwnMark => "whistle.own_mark",
            Self::NotThere => "whistle.not_there",
            Self::UntilPassed => "whistle.until_passed",
        }
    }

    /// What the sentence speaks of.
    pub(super) fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooMany { most } => vec![("most", most.to_string())],
            Self::MinutesOutOfRange { least, most } => {
                vec![("least", least.to_string()), ("most", most.to_string())]
            }
            _ => vec![],
        }
    }
}
