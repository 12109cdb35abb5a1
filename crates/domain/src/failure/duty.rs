//! Why something on watch is not done: in the journal, with a call, with an alarm, at a handover.

/// Something stands against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hitch {
    /// An entry or a call without words.
    NothingSaid,
    /// It is said to have happened later than now.
    InTheFuture,
    /// An instruction to somebody who is in no post.
    NobodyToInstruct,
    /// A phone number that is none.
    NoNumber,
    /// The missed call was answered or put aside before.
    CallSettled,
    /// Another seat has taken the call.
    CallTaken,
    /// The call has ended.
    CallOver,
    /// The one who asks is no party of the call, or not the one who may do that.
    NotYourCall,
    /// A recording is to be kept for too short or too long.
    RecordingDays,
    /// More recordings would go at once than whoever sets their days has read.
    RecordingChanged,
    /// Who listens has not said why.
    ListensWithoutWords,
    /// Nothing of the call was recorded, or it is gone.
    NoRecording,
    /// The post is in a call, or rings.
    PostEngaged,
    /// The alarm is closed.
    AlarmClosed,
    /// The alarm has been raised again since it was looked at.
    AlarmRoseAgain,
    /// A watch over the same grids is on.
    WatchOn,
    /// The watch ended before.
    WatchOver,
    /// A watch without a name.
    NoName,
    /// One person signs for both.
    SamePerson,
    /// What was signed is not what the person has read.
    OfferChanged,
    /// Taken without the signature of the one who goes, and without a reason.
    Unsigned,
}

impl Hitch {
    /// Names it for programs and for the interface's words.
    pub fn code(self) -> &'static str {
        match self {
            Self::NothingSaid => "journal.nothing_said",
            Self::InTheFuture => "journal.in_the_future",
            Self::NobodyToInstruct => "call.nobody_to_instruct",
            Self::NoNumber => "call.no_number",
            Self::CallSettled => "call.settled",
            Self::CallTaken => "call.taken",
            Self::CallOver => "call.over",
            Self::NotYourCall => "call.not_yours",
            Self::RecordingDays => "call.recording_days",
            Self::RecordingChanged => "call.recording_changed",
            Self::ListensWithoutWords => "call.listens_without_words",
            Self::NoRecording => "call.no_recording",
            Self::PostEngaged => "call.engaged",
            Self::AlarmClosed => "alarm.closed",
            Self::AlarmRoseAgain => "alarm.rose_again",
            Self::WatchOn => "watch.on",
            Self::WatchOver => "watch.over",
            Self::NoName => "watch.no_name",
            Self::SamePerson => "watch.same_person",
            Self::OfferChanged => "watch.offer_changed",
            Self::Unsigned => "watch.unsigned",
        }
    }
}
