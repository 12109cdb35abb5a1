//! Why something is not done with an incident, or not now.

/// Something stands against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hurdle {
    /// Nobody has accepted it yet.
    NotAccepted,
    /// Nobody has it yet.
    NotAssigned,
    /// Whoever has it has not taken it on.
    NotTakenOn,
    /// Nothing was done about it yet.
    NotDisposed,
    /// Nobody has looked whether it is put right.
    NotVerified,
    /// Nobody has asked whoever reported it.
    NotFollowedUp,
    /// It has come further than that.
    PastThat,
    /// It has ended.
    Over,
    /// It goes on as another one.
    Merged,
    /// It was never merged.
    NotMerged,
    /// It is merged into itself.
    IntoItself,
    /// Its clocks stand still.
    Suspended,
    /// Its clocks do not stand still.
    NotSuspended,
    /// It has not ended.
    StillOpen,
    /// It is somebody else's part.
    NotYourPart,
    /// Whoever disposed of it does not check it.
    OwnWork,
    /// It was returned twice: its street's head says whose it is.
    StreetRules,
    /// It was returned three times: the district says whose it is.
    DistrictRules,
    /// The district has ruled: it is not returned any more.
    Ruled,
    /// Nothing was asked for.
    NothingAsked,
    /// Something was asked for that nobody has answered.
    AskedAlready,
    /// It is asked for until a time that has passed.
    UntilPassed,
    /// It has to be said why, or what.
    NothingSaid,
    /// It comes in without words, photos or a voice note.
    NothingTold,
    /// Nobody has said how to reach whoever told it, or that was deleted.
    NoContact,
    /// Whoever looks at a contact for another reason says which.
    LookWithoutWords,
    /// It is said to be about something that the table of categories does not have.
    NoSuchCategory,
    /// The complaint is about whoever sits here.
    ComplainedAbout,
    /// Somebody needs the contact: it is not destroyed.
    ContactHeld,
    /// Nobody has said that the contact is needed.
    NotHeld,
    /// Contacts are kept neither so long nor so short.
    DaysOutside,
    /// How long contacts are kept has changed.
    DaysChanged,
}

impl Hurdle {
    /// All of them.
    pub const ALL: [Self; 32] = [
        Self::NotAccepted,
        Self::NotAssigned,
        Self::NotTakenOn,
        Self::NotDisposed,
        Self::NotVerified,
        Self::NotFollowedUp,
        Self::PastThat,
        Self::Over,
        Self::Merged,
        Self::NotMerged,
        Self::IntoItself,
        Self::Suspended,
        Self::NotSuspended,
        Self::StillOpen,
        Self::NotYourPart,
        Self::OwnWork,
        Self::StreetRules,
        Self::DistrictRules,
        Self::Ruled,
        Self::NothingAsked,
        Self::AskedAlready,
        Self::UntilPassed,
        Self::NothingSaid,
        Self::NothingTold,
        Self::NoContact,
        Self::LookWithoutWords,
        Self::NoSuchCategory,
        Self::ComplainedAbout,
        Self::ContactHeld,
        Self::NotHeld,
        Self::DaysOutside,
        Self::DaysChanged,
    ];

    /// Names it for programs and for the interface's words.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAccepted => "incident.not_accepted",
            Self::NotAssigned => "incident.not_assigned",
            Self::NotTakenOn => "incident.not_taken_on",
            Self::NotDisposed => "incident.not_disposed",
            Self::NotVerified => "incident.not_verified",
            Self::NotFollowedUp => "incident.not_followed_up",
            Self::PastThat => "incident.past_that",
            Self::Over => "incident.over",
            Self::Merged => "incident.merged",
            Self::NotMerged => "incident.not_merged",
            Self::IntoItself => "incident.into_itself",
            Self::Suspended => "incident.suspended",
            Self::NotSuspended => "incident.not_suspended",
            Self::StillOpen => "incident.still_open",
            Self::NotYourPart => "incident.not_your_part",
            Self::OwnWork => "incident.own_work",
            Self::StreetRules => "incident.street_rules",
            Self::DistrictRules => "incident.district_rules",
            Self::Ruled => "incident.ruled",
            Self::NothingAsked => "incident.nothing_asked",
            Self::AskedAlready => "incident.asked_already",
            Self::UntilPassed => "incident.until_passed",
            Self::NothingSaid => "incident.nothing_said",
            Self::NothingTold => "incident.nothing_told",
            Self::NoContact => "incident.no_contact",
            Self::LookWithoutWords => "incident.look_without_words",
            Self::NoSuchCategory => "incident.no_such_category",
            Self::ComplainedAbout => "incident.complained_about",
            Self::ContactHeld => "incident.contact_held",
            Self::NotHeld => "incident.not_held",
            Self::DaysOutside => "incident.days_outside",
            Self::DaysChanged => "incident.days_changed",
        }
    }
}
