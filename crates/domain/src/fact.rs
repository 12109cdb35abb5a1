//! Facts: everything that happens, in the past tense. The contract with other desks and with auditors.
//!
//! New fields are optional; a kind that a desk does not know is kept and passed on.

mod header;
mod name;
mod read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::alarm::Cause as AlarmCause;
use crate::amendment::Amendment;
use crate::basemap::{Basemap, TiandituSetting, Underlay};
use crate::callin::{MissedCall, TakenCall};
use crate::calling::{CallOutcome, Means};
use crate::channel::{Message, QuietHours};
use crate::charge::{Charge, ChargeEnd};
use crate::contact::{Caller, ContactLook};
use crate::edition::Table;
use crate::errand::Upshot;
use crate::finding::{FindingKey, FindingKind};
use crate::gateway::{GatewayKind, GatewaySetting, Send, SendMove, Settling};
use crate::heir::{Heir, Move};
use crate::id::{
    CallId, ChargeId, CheckpointId, DeviceId, IncidentId, IntakeId, MessageId, OrderId, PostId, RecheckId, RobotId,
    SendId, SetHash, SpeechId, TargetId, TemplateId, ViewingId, WatchId, WhistleId,
};
use crate::incident::{Incident, IncidentStep, Party};
use crate::intake::Intake;
use crate::journal::{JournalPrint, Note};
use crate::ladder::{RungMessage, Silent, Step};
use crate::livecall::{CallTurn, EndedCall, Ring};
use crate::moment::Moment;
use crate::order::{Ending, Order, Priority};
use crate::paper::PaperPrint;
use crate::purpose::Purpose;
use crate::receipt::{Mark, Way};
use crate::recheck::{Recheck, RecheckStep};
use crate::recording::{RecordedPiece, RecordingRule};
use crate::retention::ContactEnd;
use crate::review::{Freezing, ReviewPrint};
use crate::revision::{Cause, GridChange};
use crate::robot::{DigestEnd, RobotSetting};
use crate::scheme::Scheme;
use crate::seat::Grant;
use crate::set::SetKind;
use crate::sheet::SheetPrint;
use crate::speech::{Speech, SpeechEnd};
use crate::target::{Recipient, SavedTarget};
use crate::template::Template;
use crate::venue::CheckpointState;
use crate::viewing::{Loss, Viewing, ViewingPrint};
use crate::watch::Handover;
use crate::whistle::{Whistle, WhistleStep};
use crate::words::Params;

pub use header::{FactId, Header};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "PascalCase")]
pub enum Fact {
    /// A store was made.
    StoreFounded {
        /// Its name.
        name: String,
        /// The letter in this desk's human numbers.
        letter: char,
        /// Hours east of Greenwich of the day in human numbers.
        offset_hours: i8,
        /// What it is for.
        #[serde(default, skip_serializing_if = "Purpose::is_service")]
        purpose: Purpose,
    },
    /// A scheme came into force, gained levels by import, or lost some when an import was undone.
    SchemePublished {
        /// The whole scheme as it is now.
        scheme: Scheme,
        /// What stands in another grid from now on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        moves: Vec<Move>,
    },
    /// A draft was begun: with all grids of another scheme, or with none.
    SchemeDrafted {
        /// The scheme that is being made.
        scheme: Scheme,
        /// Whose grids it begins with.
        from: Option<String>,
    },
    /// Grids of a draft changed.
    GridsRevised {
        /// Which draft.
        scheme: String,
        /// Why.
        cause: Cause,
        /// Grid by grid.
        changes: Vec<GridChange>,
    },
    /// A draft went to review.
    SchemeSubmitted {
        /// Which.
        scheme: String,
    },
    /// A draft came back from review.
    SchemeReturned {
        /// Which.
        scheme: String,
        /// What is to be done.
        reason: String,
    },
    /// A second person approved a draft for a day that is to come.
    SchemeApproved {
        /// Which.
        scheme: String,
        /// From when it holds.
        valid_from: Moment,
        /// Where the people and places of grids that go are to stand.
        heirs: Vec<Heir>,
    },
    /// A draft was given up, and its grids with it.
    SchemeDiscarded {
        /// Which.
        scheme: String,
    },
    /// A set was imported.
    SetImported {
        /// The set's name.
        set: SetHash,
        /// What it holds.
        of: SetKind,
        /// How many rows.
        rows: u32,
        /// Where it came from.
        source: Source,
    },
    /// An import was taken back: its kind is again what the imports that still stand give.
    ImportUndone {
        /// The fact that brought it in.
        import: FactId,
        /// The set that it brought.
        set: SetHash,
        /// What it held.
        of: SetKind,
        /// How many rows.
        rows: u32,
    },
    /// An order was issued.
    OrderIssued {
        /// The order.
        order: Box<Order>,
        /// Who must answer.
        recipients: Vec<Recipient>,
        /// Who reads a copy.
        copies: Vec<Recipient>,
    },
    /// Somebody said something of an order.
    ReceiptMarked {
        /// Which order.
        order: OrderId,
        /// Whose receipt.
        post: PostId,
        /// What was said.
        mark: Mark,
        /// How it reached the desk.
        way: Way,
        /// When it was said, where that was a while before it came.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said: Option<Moment>,
    },
    /// An order ended.
    OrderEnded {
        /// Which.
        order: OrderId,
        /// How.
        ending: Ending,
    },
    /// A rung of an order's ladder came.
    RungReached {
        /// Which order.
        order: OrderId,
        /// Which rung, and who was silent then.
        step: Step,
    },
    /// An order's deadline came.
    DeadlineReached {
        /// Which order.
        order: OrderId,
        /// Who had not answered by then.
        silent: Silent,
    },
    /// Somebody was called about an order, or sought at the door.
    CallLogged {
        /// Which order.
        order: OrderId,
        /// Whose answer was sought.
        post: PostId,
        /// Who was called: that person, or a head over them.
        to: PostId,
        /// How.
        means: Means,
        /// What came of it.
        outcome: CallOutcome,
        /// What the operator wrote.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// The ladder of a priority was set: it holds for orders from now on.
    LadderSet {
        /// For which.
        priority: Priority,
        /// Minutes after issue.
        minutes: Vec<u32>,
        /// The rung that tells by a gateway those who are silent and have no page open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<RungMessage>,
    },
    /// A desk sends by a gateway from now on, or no longer. Its secrets stand nowhere in the log.
    GatewaySet {
        /// By which.
        by: GatewayKind,
        /// How; none: no longer.
        setting: Option<Box<GatewaySetting>>,
    },
    /// A message was sent by a gateway to a number that an admin typed.
    GatewayTried {
        /// By which.
        by: GatewayKind,
        /// What came of it.
        upshot: Upshot,
    },
    /// An order goes out by a gateway as well.
    SendsQueued {
        /// Which order.
        order: OrderId,
        /// By which.
        by: GatewayKind,
        /// What it says to all of them.
        text: String,
        /// To whom.
        sends: Vec<Send>,
    },
    /// Messages about an order are tried, or came to something.
    SendsMoved {
        /// Which order.
        order: OrderId,
        /// By which gateway.
        by: GatewayKind,
        /// What became of each.
        moves: Vec<SendMove>,
    },
    /// A robot of a group elsewhere is bound to a channel, or bound otherwise. Its secrets stand nowhere in the log.
    RobotBound {
        /// Which.
        robot: RobotId,
        /// How.
        setting: Box<RobotSetting>,
    },
    /// A robot is unbound.
    RobotUnbound {
        /// Which.
        robot: RobotId,
    },
    /// A robot is to say that this is a trial.
    RobotTried {
        /// Which.
        robot: RobotId,
    },
    /// A digest is on the wire.
    DigestBegun {
        /// By which robot.
        robot: RobotId,
        /// Which digest.
        digest: SendId,
        /// What is in it, by its numbers.
        items: Vec<u32>,
    },
    /// A digest came to something.
    DigestEnded {
        /// By which robot.
        robot: RobotId,
        /// Which digest.
        digest: SendId,
        /// To what.
        end: DigestEnd,
    },
    /// An admin said what becomes of a digest that came to no good end.
    DigestSettled {
        /// By which robot.
        robot: RobotId,
        /// Which digest.
        digest: SendId,
        /// What.
        how: Settling,
    },
    /// Something was said in a channel.
    MessageSent {
        /// What.
        message: Box<Message>,
    },
    /// A message was withdrawn.
    MessageWithdrawn {
        /// Which.
        message: MessageId,
        /// Why.
        reason: String,
    },
    /// A message was pinned over its channel.
    MessagePinned {
        /// Which.
        message: MessageId,
    },
    /// A pinned message was taken down.
    MessageUnpinned {
        /// Which.
        message: MessageId,
    },
    /// Somebody began to speak live into a channel.
    SpeechBegun {
        /// Where, and for whom.
        speech: Speech,
    },
    /// Whoever says so heard it live.
    SpeechHeard {
        /// What.
        speech: SpeechId,
    },
    /// It is over.
    SpeechEnded {
        /// Which.
        speech: SpeechId,
        /// How it ended.
        end: SpeechEnd,
    },
    /// Somebody looks at a stream.
    ViewingBegun {
        /// At what, and why.
        viewing: Box<Viewing>,
    },
    /// He looks away.
    ViewingEnded {
        /// Which.
        viewing: ViewingId,
        /// When the last picture came; none: none came, or nobody knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last: Option<Moment>,
    },
    /// No picture comes from a stream that somebody looks at.
    StreamLost {
        /// From which, since when, and why.
        loss: Box<Loss>,
    },
    /// Pictures come again.
    StreamFound {
        /// From which.
        stream: String,
    },
    /// Hours were set in which nothing rings but what is 特急.
    QuietHoursSet {
        /// When; none: it always rings.
        hours: Option<QuietHours>,
    },
    /// Somebody wrote into the journal.
    JournalWritten {
        /// What.
        note: Box<Note>,
    },
    /// A call from the front line was taken.
    CallTaken {
        /// Whose, and what was said.
        call: Box<TakenCall>,
    },
    /// A call was missed, or somebody in the field asks to be called.
    CallMissed {
        /// Whose, and when.
        call: Box<MissedCall>,
    },
    /// A live call rings.
    CallRang {
        /// Who calls whom.
        ring: Ring,
    },
    /// A live call was taken, put on hold, handed over.
    CallTurned {
        /// Which.
        call: CallId,
        /// The post in it.
        post: PostId,
        /// How.
        turn: CallTurn,
    },
    /// A live call ended.
    CallEnded {
        /// Which, and how.
        call: Box<EndedCall>,
    },
    /// Calls are recorded from now on, or no longer.
    RecordingSet {
        /// Whether, and how long recordings are kept.
        rule: RecordingRule,
    },
    /// Some of what was said in a call was kept.
    RecordingKept {
        /// What.
        piece: Box<RecordedPiece>,
    },
    /// Somebody listens to what was said in a call: the fact is there before he hears anything.
    RecordingHeard {
        /// Which.
        call: CallId,
        /// The post in it.
        post: PostId,
        /// Why.
        words: String,
        /// From which piece on.
        #[serde(default)]
        from: u32,
    },
    /// A call's recording was destroyed with its key: whoever folds it destroys that, too.
    RecordingDestroyed {
        /// Of which call.
        call: CallId,
        /// The post in it.
        post: PostId,
        /// So many days it was kept.
        days: u32,
    },
    /// A missed call is not rung back.
    CallPutAside {
        /// Which.
        call: CallId,
        /// Why, in words.
        reason: String,
    },
    /// Somebody knows of an alarm.
    AlarmAcknowledged {
        /// Which.
        cause: AlarmCause,
        /// How many reasons there were for it.
        raises: u32,
    },
    /// Somebody left an alarm at that.
    AlarmClosed {
        /// Which.
        cause: AlarmCause,
        /// How many reasons there were for it.
        raises: u32,
        /// Why.
        reason: String,
    },
    /// An approved scheme could not come into force on its day.
    SchemeHeldUp {
        /// Which.
        scheme: String,
        /// What keeps it: a code of the table of words.
        code: String,
        /// What its sentence speaks of.
        #[serde(default, skip_serializing_if = "Params::is_empty")]
        params: Params,
    },
    /// This desk could not write its store for a while, and can again. Nobody was acknowledged in between.
    WritingFailed {
        /// What was wrong: a code of the table of words.
        code: String,
        /// What its sentence speaks of.
        #[serde(default, skip_serializing_if = "Params::is_empty")]
        params: Params,
        /// Since when.
        since: Moment,
    },
    /// Something came in.
    IncidentReported {
        /// What.
        incident: Box<Incident>,
    },
    /// A step was taken on an incident. Number and post are the incident's, so that nobody has to look for it.
    IncidentHandled {
        /// Which.
        incident: IncidentId,
        /// Its human number.
        number: String,
        /// Who of the front line reported it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        post: Option<PostId>,
        /// Who had it before, and who has it since.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parties: Vec<Party>,
        /// What was done.
        step: IncidentStep,
    },
    /// Whoever told of an incident can be reached. It has a key of its own: destroying that deletes it.
    ContactSealed {
        /// Of which incident.
        incident: IncidentId,
        /// Who called.
        contact: Caller,
    },
    /// Somebody looked at a contact.
    ContactViewed {
        /// Of which incident, and why.
        look: Box<ContactLook>,
    },
    /// The figures of a week or a month were frozen.
    PeriodFrozen {
        /// What was counted.
        freezing: Box<Freezing>,
    },
    /// A table by which the district works is another one from some moment on: the whole of it.
    TableRevised {
        /// What it says.
        table: Box<Table>,
        /// From when it holds; never before the fact.
        from: Moment,
        /// Who said so: the notice, the meeting.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        source: String,
    },
    /// Another system may hand incidents in. Of its token only the hash is here.
    IntakeOpened {
        /// Which, and how far.
        intake: Box<Intake>,
        /// The hash of its token.
        token: String,
    },
    /// Sensors are listened to at a broker. What opens it stands nowhere but sealed.
    BrokerSet {
        /// Where; none: nobody is listened to.
        #[serde(default)]
        address: Option<String>,
    },
    /// It may no longer.
    IntakeClosed {
        /// Which.
        intake: IntakeId,
    },
    /// A clock that somebody is judged by needs a year that the calendar does not tell.
    CalendarYearMissed {
        /// Which.
        year: i16,
    },
    /// A whistle was blown.
    WhistleBlown {
        /// What was blown, and who is called.
        whistle: Box<Whistle>,
    },
    /// A step was taken on a whistle. All but the step is the whistle's, so that nobody has to look for it.
    WhistleHandled {
        /// Which.
        whistle: WhistleId,
        /// Its human number.
        number: String,
        /// Of which incident.
        incident: IncidentId,
        /// Who of the front line blew it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        post: Option<PostId>,
        /// Who is called.
        parties: Vec<Party>,
        /// What was done.
        step: WhistleStep,
    },
    /// One looks again at what an incident was about.
    RecheckBegun {
        /// How often.
        recheck: Box<Recheck>,
    },
    /// It was told of a turn, or it was ended.
    RecheckHandled {
        /// Which.
        recheck: RecheckId,
        /// At which incident.
        incident: IncidentId,
        /// Its human number.
        number: String,
        /// What was done.
        step: RecheckStep,
    },
    /// Figures or charges left the house, on paper or as a workbook.
    ReviewPrinted {
        /// Which, and which file they became.
        print: ReviewPrint,
    },
    /// A review charged somebody with something.
    ChargeGiven {
        /// With what.
        charge: Box<Charge>,
    },
    /// It was said what came of a charge.
    ChargeAnswered {
        /// Of which.
        charge: ChargeId,
        /// What.
        end: ChargeEnd,
        /// In what words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// A contact was destroyed with its key: whoever folds it destroys that, too.
    ContactDestroyed {
        /// Of which incident, and why.
        end: Box<ContactEnd>,
    },
    /// A contact is kept beyond its time.
    ContactHeld {
        /// Of which incident.
        incident: IncidentId,
        /// Its human number.
        number: String,
        /// Who needs it, and what for.
        words: String,
    },
    /// It goes at its time again.
    ContactReleased {
        /// Of which incident.
        incident: IncidentId,
        /// Its human number.
        number: String,
        /// Why.
        words: String,
    },
    /// Contacts are kept so long after their incidents ended.
    RetentionSet {
        /// In days.
        days: u32,
    },
    /// What the front line says of a checkpoint came after something newer was known: it is told, and changes nothing.
    CheckpointHeardLate {
        /// Which.
        id: CheckpointId,
        /// Its name.
        name: String,
        /// Whether traffic passed then.
        state: CheckpointState,
        /// 0 none, 1 short, 2 long, 3 jammed.
        queue: u8,
        /// When that was.
        said: Moment,
    },
    /// A watch began with nobody before it.
    WatchStarted {
        /// Which.
        watch: WatchId,
        /// Who has it.
        name: String,
    },
    /// The one who goes has signed what is open.
    WatchOffered {
        /// Which watch.
        watch: WatchId,
        /// What the desk has summed up.
        summary: Box<Handover>,
        /// What he says beside it.
        words: String,
    },
    /// The next person took the watch.
    WatchHandedOver {
        /// The watch that ended.
        watch: WatchId,
        /// Who had it.
        from: String,
        /// The watch that began.
        next: WatchId,
        /// Who has it.
        to: String,
        /// What the one who goes had signed; none: he has not.
        offer: Option<FactId>,
        /// What the one who comes says.
        words: String,
    },
    /// A watch ended and nobody took it over.
    WatchEnded {
        /// Which.
        watch: WatchId,
        /// Who had it.
        name: String,
        /// What was left to say.
        words: String,
    },
    /// A target was kept under a name, or changed.
    TargetSaved {
        /// What it says.
        saved: Box<SavedTarget>,
    },
    /// A saved target was taken away.
    TargetRemoved {
        /// Which.
        id: TargetId,
    },
    /// A template was kept, or changed.
    TemplateKept {
        /// What it says.
        template: Box<Template>,
    },
    /// A template was taken away.
    TemplateRemoved {
        /// Which.
        id: TemplateId,
    },
    /// An item was changed by hand.
    ItemAmended {
        /// How.
        amendment: Box<Amendment>,
    },
    /// A finding of the check was let stand.
    FindingAccepted {
        /// In which scheme.
        scheme: String,
        /// Which.
        key: FindingKey,
        /// What was wrong.
        finding: FindingKind,
        /// Why it may stand.
        note: String,
        /// Who answers for that.
        name: String,
    },
    /// A finding that was let stand is open again.
    AcceptanceWithdrawn {
        /// In which scheme.
        scheme: String,
        /// Which.
        key: FindingKey,
    },
    /// A pairing code was given out. Only its hash is kept.
    PairingOffered {
        /// BLAKE3 of the code.
        code: String,
        /// What it grants.
        grant: Grant,
        /// When it ends.
        until: Moment,
    },
    /// A device redeemed a code. Only the token's hash is kept.
    DevicePaired {
        /// The device.
        device: DeviceId,
        /// BLAKE3 of the code it redeemed.
        code: String,
        /// BLAKE3 of the token it holds.
        token: String,
        /// What it was granted.
        grant: Grant,
        /// When the token ends.
        until: Moment,
    },
    /// A device lost its token.
    DeviceRevoked {
        /// The device.
        device: DeviceId,
    },
    /// A map sheet was printed. Who and when stand before the fact, as before every other.
    SheetPrinted {
        /// Which sheet, and which file it became.
        print: SheetPrint,
    },
    /// The journal was printed.
    JournalPrinted {
        /// Which part, and which file it became.
        print: JournalPrint,
    },
    /// It was printed who looked at which streams: a round, or a part of the list.
    ViewingsPrinted {
        /// Which part, and which file it became.
        print: ViewingPrint,
    },
    /// A paper about an order was printed.
    PaperPrinted {
        /// Which paper, and which file it became.
        print: PaperPrint,
    },
    /// A basemap came. Its file lies beside the store, not in the log.
    BasemapAdded {
        /// What it is.
        basemap: Box<Basemap>,
    },
    /// A basemap was taken away.
    BasemapRemoved {
        /// Which.
        hash: String,
    },
    /// What lies under the grids for whoever has not chosen.
    BasemapChosen {
        /// What.
        underlay: Underlay,
    },
    /// A desk asks 天地图 from now on, or no longer. Its key stands nowhere in the log.
    TiandituSet {
        /// How; none: no longer.
        setting: Option<TiandituSetting>,
    },
}

/// Where an imported set came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Source {
    /// The file's name, without its folder.
    pub file: String,
    /// BLAKE3 of the file.
    pub hash: String,
    /// How long the file was, in bytes; none where nobody wrote it down yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// The datum it was in, `EPSG:4326`.
    pub datum: String,
    /// What a person said of its columns, our field to the file's column; empty where they were known by their names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}
