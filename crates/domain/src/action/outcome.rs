//! What came of a press of a button.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::AttachedFile;
use crate::contact::Caller;
use crate::errand::Upshot;
use crate::fact::FactId;
use crate::failure::Failure;
use crate::id::{
    CallId, ChargeId, IncidentId, IntakeId, MessageId, OrderId, PostId, RecheckId, RobotId, SetHash, SpeechId,
    ViewingId, WatchId, WhistleId,
};
use crate::incident::IncidentState;
use crate::moment::Moment;
use crate::recording::{RecordedSound, RecordingRule};
use crate::scheme::SchemeState;

/// What became of one of several calls that came together: each is done or fails by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Answered {
    /// It is durable.
    Done {
        /// The first answer to its command id.
        outcome: Outcome,
    },
    /// It is not.
    Failed {
        /// Why.
        failure: Failure,
    },
}

/// The first answer to a command id, given again on every retry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Outcome {
    /// The set is in.
    SetImported {
        /// Its name.
        set: SetHash,
        /// Whether anything changed; the same set again changes nothing.
        changed: bool,
    },
    /// The import is taken back.
    ImportUndone {
        /// How many rows it had brought.
        rows: u32,
    },
    /// The draft is there.
    SchemeDrafted {
        /// Its name.
        scheme: String,
        /// How many grids it begins with.
        grids: u32,
    },
    /// The draft's grids changed.
    GridsRevised {
        /// The fact that says so: what an undo names.
        fact: FactId,
        /// How many grids changed.
        grids: u32,
    },
    /// The draft waits for a second person.
    SchemeSubmitted,
    /// The draft is back with who drew it.
    SchemeReturned,
    /// The scheme is in force, or will be on its day.
    SchemePublished {
        /// Where its life stands.
        state: SchemeState,
        /// How many people, places and devices stand in another grid now.
        moved: u32,
    },
    /// The draft is gone.
    SchemeDiscarded,
    /// The file can be attached.
    FileKept {
        /// As the store knows it.
        file: AttachedFile,
    },
    /// The order is stored here 已存本机.
    OrderIssued {
        /// The order.
        order: OrderId,
        /// Its human number.
        number: String,
        /// How many must answer.
        people: u32,
        /// How many read a copy.
        copies: u32,
    },
    /// The target can be chosen by its name.
    TargetSaved,
    /// The saved target is gone.
    TargetRemoved,
    /// The template can be chosen by its name.
    TemplateKept,
    /// The template is gone.
    TemplateRemoved,
    /// The receipt stands at least where the mark says.
    ReceiptMarked {
        /// Whether this mark was news.
        changed: bool,
    },
    /// It stands in its channel.
    MessageSent {
        /// Which.
        message: MessageId,
        /// Its place among what is said.
        number: u32,
        /// How many people it goes to.
        people: u32,
    },
    /// The reason stands where the words stood.
    MessageWithdrawn,
    /// It is pinned.
    MessagePinned {
        /// Whether it was not before.
        changed: bool,
    },
    /// It is no longer pinned.
    MessageUnpinned {
        /// Whether it was before.
        changed: bool,
    },
    /// The mark stands at least there.
    ChannelRead,
    /// The floor is taken: the media door takes what is said under this id.
    SpeechBegun {
        /// Which.
        speech: SpeechId,
        /// How many people it goes to.
        people: u32,
    },
    /// It is known that one hears it.
    SpeechHeard,
    /// It is over.
    SpeechEnded {
        /// The voice note that stands in the channel, where something was said.
        note: Option<MessageId>,
    },
    /// The look is in the log: the media door gives the picture.
    ViewingBegun {
        /// Which.
        viewing: ViewingId,
        /// What the media door calls the stream.
        line: String,
    },
    /// It is over.
    ViewingEnded,
    /// They hold from now on.
    QuietHoursSet,
    /// It stands in the journal.
    JournalWritten {
        /// The entry.
        fact: FactId,
        /// Its human number.
        number: String,
    },
    /// The print may be handed out: the ledger has it.
    JournalPrinted {
        /// BLAKE3 of the file.
        hash: String,
    },
    /// The print may be handed out: the ledger has it.
    ViewingsPrinted {
        /// BLAKE3 of the file.
        hash: String,
    },
    /// The call is kept.
    CallTaken {
        /// Which.
        call: CallId,
        /// The number of its entry in the journal.
        number: String,
    },
    /// The missed call stands in the list.
    CallMissed {
        /// Which.
        call: CallId,
        /// The post whose number it is; none: nobody's in post.
        post: Option<PostId>,
    },
    /// It rings, or the post is in a call that goes on.
    CallRings {
        /// Which.
        call: CallId,
    },
    /// It is done with the call.
    CallStepped,
    /// The missed call is settled.
    CallPutAside,
    /// Somebody knows of the alarm.
    AlarmAcknowledged,
    /// The alarm is left at that.
    AlarmClosed,
    /// The desk has it.
    ReportMade {
        /// The incident that it opened.
        incident: IncidentId,
        /// Its human number.
        number: String,
        /// How many numbers of people were veiled in what a hotline had written.
        #[serde(default)]
        veiled: usize,
    },
    /// The period was frozen.
    PeriodFrozen {
        /// With so many cases.
        cases: u32,
    },
    /// The paper is in the ledger.
    ReviewPrinted {
        /// BLAKE3 of the file.
        hash: String,
    },
    /// Somebody is charged with it.
    ChargeGiven {
        /// For ever.
        charge: ChargeId,
    },
    /// What came of the charge is known.
    ChargeAnswered,
    /// The incident stands there now.
    IncidentHandled {
        /// Where.
        state: IncidentState,
    },
    /// Those called hear of it.
    WhistleBlown {
        /// Which.
        whistle: WhistleId,
        /// Its human number.
        number: String,
    },
    /// The step on the whistle was taken.
    WhistleHandled,
    /// One looks again.
    RecheckBegun {
        /// Which.
        recheck: RecheckId,
    },
    /// It was told.
    RecheckHandled,
    /// Whoever told it can be reached so. It is told once: the same call again is answered with nobody.
    ContactShown {
        /// How.
        contact: Caller,
    },
    /// Another system may hand incidents in. It is told once: the same call again is answered without the token.
    IntakeOpened {
        /// Which.
        intake: IntakeId,
        /// What it shows from now on.
        token: String,
    },
    /// Sensors are listened to there.
    BrokerSet,
    /// It may no longer.
    IntakeClosed,
    /// The table is another one.
    TableRevised {
        /// The fact that says so.
        fact: FactId,
        /// From when.
        from: Moment,
    },
    /// Calls are recorded, or not, and recordings are kept so long.
    RecordingSet {
        /// Whether, and how long.
        rule: RecordingRule,
    },
    /// The log knows why one listens.
    RecordingHeard {
        /// What there is to hear, in the order in which it began; a retry of the same press gets nothing.
        pieces: Vec<RecordedSound>,
        /// From where it goes on; none: that was the end.
        next: Option<u32>,
    },
    /// Contacts were destroyed, or one is kept now, or let go.
    ContactsSettled {
        /// How many were destroyed; of a run none: there is nothing left to be destroyed.
        destroyed: u32,
    },
    /// Contacts are kept so long now.
    RetentionSet {
        /// In days.
        days: u32,
    },
    /// The desk knows how the checkpoint stood then.
    CheckpointSaid {
        /// Whether it stands so; otherwise something newer was known.
        changed: bool,
    },
    /// The watch is on.
    WatchStarted {
        /// Which.
        watch: WatchId,
    },
    /// What is open is signed.
    WatchOffered {
        /// The fact that says so: what the one who comes takes over.
        offer: FactId,
    },
    /// The watch went from one to the next.
    WatchHandedOver {
        /// The one that is on now.
        watch: WatchId,
    },
    /// The watch is over.
    WatchEnded,
    /// The order has ended.
    OrderEnded,
    /// The call stands in the log.
    CallLogged {
        /// Whether a receipt moved.
        changed: bool,
    },
    /// The ladder is set.
    LadderSet,
    /// The desk sends by the gateway from now on, or no longer.
    GatewaySet,
    /// The gateway was tried.
    GatewayTried {
        /// What it means.
        upshot: Upshot,
        /// The status of its answer, where there was one.
        status: Option<u16>,
        /// What it said, on one line and without secrets.
        said: String,
    },
    /// The messages are on their way again, or left.
    SendsSettled {
        /// How many; others had come to an end meanwhile.
        sends: u32,
    },
    /// The robot is bound.
    RobotBound {
        /// Which it is.
        robot: RobotId,
    },
    /// The robot is unbound.
    RobotUnbound,
    /// The trial waits for its turn; what came of it stands with the robot.
    RobotTried,
    /// The digest is on its way again, or left.
    DigestSettled,
    /// A code was made. It is shown once and kept nowhere.
    PairingOffered {
        /// Eight characters, easy to read out.
        code: String,
        /// When it ends.
        until: Moment,
    },
    /// The item is changed.
    ItemAmended {
        /// The fact that says so: what an undo names.
        fact: FactId,
    },
    /// The finding stands, with a note.
    FindingAccepted,
    /// The finding is open again.
    AcceptanceWithdrawn,
    /// The device is out.
    DeviceRevoked,
    /// The sheet may be handed out: the ledger has it.
    SheetPrinted {
        /// BLAKE3 of the file.
        hash: String,
    },
    /// The paper may be handed out: the ledger has it.
    PaperPrinted {
        /// BLAKE3 of the file.
        hash: String,
    },
    /// The basemap can be shown.
    BasemapAdded {
        /// Which.
        hash: String,
        /// Whether it was not there before.
        changed: bool,
    },
    /// The basemap is gone.
    BasemapRemoved,
    /// It lies under the grids of whoever has not chosen.
    BasemapChosen,
    /// 天地图 is asked from now on, or no longer.
    TiandituSet,
}
