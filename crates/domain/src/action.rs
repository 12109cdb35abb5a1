//! What a seat can do: one of the desk's two doors.

mod name;
mod outcome;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::alarm::Cause;
use crate::amendment::AmendWish;
use crate::attachment::{AttachedFile, Attachment};
use crate::basemap::{Basemap, TiandituWish, Underlay};
use crate::callin::CallDraft;
use crate::calling::{CallResult, Means};
use crate::channel::{MessageDraft, QuietHours, Span};
use crate::charge::{ChargeDraft, ChargeEnd};
use crate::code::GridPath;
use crate::contact::ContactReason;
use crate::edit::{Edit, Seen};
use crate::edition::TableKind;
use crate::fact::{FactId, Source};
use crate::finding::{FindingKey, Mend};
use crate::gateway::{GatewayKind, GatewayWish, Settling};
use crate::heir::Heir;
use crate::id::{
    CallId, ChargeId, CheckpointId, DeviceId, IncidentId, IntakeId, MessageId, OrderId, PostId, RecheckId, RobotId,
    RoundId, SendId, SetHash, SpeechId, TargetId, TemplateId, ViewingId, WatchId, WhistleId,
};
use crate::incident::{Channel, IncidentState, IncidentStep};
use crate::journal::{JournalPrint, NoteDraft};
use crate::ladder::RungMessage;
use crate::livecall::CallStep;
use crate::moment::Moment;
use crate::order::{Draft, Priority};
use crate::paper::PaperPrint;
use crate::receipt::{Mark, Way};
use crate::recheck::{Plan as RecheckPlan, RecheckStep};
use crate::recording::RecordingRule;
use crate::report::ReportDraft;
use crate::review::{Period, ReviewPrint};
use crate::revision::Wanted;
use crate::robot::RobotWish;
use crate::seat::Role;
use crate::sheet::SheetPrint;
use crate::target::SavedTarget;
use crate::template::Template;
use crate::venue::CheckpointState;
use crate::viewing::{ViewingPrint, ViewingReason};
use crate::watch::Taking;
use crate::whistle::{WhistleDraft, WhistleStep};

pub use outcome::{Answered, Outcome};

/// A change, as a value. Its command id travels beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Action {
    /// Bring in a set that was handed to the desk before.
    ImportSet {
        /// Its name.
        set: SetHash,
        /// Where it came from.
        source: Source,
    },
    /// Take a whole import back. The log keeps both.
    UndoImport {
        /// The fact that brought it in.
        import: FactId,
    },
    /// Begin a draft of a scheme.
    DraftScheme {
        /// What it is called.
        name: String,
        /// The scheme whose grids it begins with; none: with no grids, for an import.
        from: Option<String>,
    },
    /// Change grids of a draft.
    ReviseGrids {
        /// Which draft.
        scheme: String,
        /// Grid by grid: what was seen, and how it shall be.
        changes: Vec<Wanted>,
    },
    /// Change grids of a draft as somebody drew it on the map.
    EditGrids {
        /// Which draft.
        scheme: String,
        /// What was drawn.
        edit: Box<Edit>,
        /// Grids as the person saw them; where one of them was changed since, nothing is done.
        #[serde(default)]
        seen: Vec<Seen>,
    },
    /// Take a revision of a draft back, also one that took another back.
    UndoRevision {
        /// The fact that made it.
        fact: FactId,
    },
    /// Hand a draft to a second person.
    SubmitScheme {
        /// Which.
        scheme: String,
    },
    /// Send a draft back to who drew it.
    ReturnScheme {
        /// Which.
        scheme: String,
        /// What is to be done.
        reason: String,
    },
    /// Bring a draft into force, as a person who had no hand in it.
    PublishScheme {
        /// Which.
        scheme: String,
        /// From when it holds; none: from now on. A day to come waits for it.
        valid_from: Option<Moment>,
        /// Where people of grids that go are to stand; the rest follows the larger part of their grid.
        heirs: Vec<Heir>,
    },
    /// Give a draft up.
    DiscardScheme {
        /// Which.
        scheme: String,
    },
    /// Keep a file that the desk has just looked through and stripped, until something names it.
    KeepFile {
        /// What it is.
        file: AttachedFile,
    },
    /// Issue an order.
    IssueOrder {
        /// As composed.
        draft: Draft,
    },
    /// Keep a target under a name; under the id of one that is there, change it.
    SaveTarget {
        /// As it shall be.
        saved: Box<SavedTarget>,
    },
    /// Take a saved target away.
    RemoveTarget {
        /// Which.
        id: TargetId,
    },
    /// Keep a template; under the id of one that is there, change it.
    KeepTemplate {
        /// As it shall be.
        template: Box<Template>,
    },
    /// Take a template away.
    RemoveTemplate {
        /// Which.
        id: TemplateId,
    },
    /// Say how far an order has got with a post.
    MarkReceipt {
        /// Which order.
        order: OrderId,
        /// Whose receipt.
        post: PostId,
        /// What is said.
        mark: Mark,
        /// How it reached the desk. A device may only say `device`.
        way: Way,
        /// When it was said, by the clock of a device that could not send it at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        said: Option<Moment>,
    },
    /// Close an order: everybody is accounted for, or there is a reason.
    CloseOrder {
        /// Which.
        order: OrderId,
        /// Why, where somebody is not accounted for.
        reason: Option<String>,
    },
    /// Withdraw an order: nobody need do it any more.
    WithdrawOrder {
        /// Which.
        order: OrderId,
        /// Why.
        reason: String,
    },
    /// Write down that somebody was called about an order, and what came of it.
    LogCall {
        /// Which order.
        order: OrderId,
        /// Whose answer was sought.
        post: PostId,
        /// Who was called, where it was not that person but a head over them.
        #[serde(default)]
        to: Option<PostId>,
        /// How.
        means: Means,
        /// What came of it.
        result: CallResult,
    },
    /// Say when those are called who are silent about an order of a priority. It holds for orders from now on.
    SetLadder {
        /// For which.
        priority: Priority,
        /// Minutes after issue; none: nobody is called.
        minutes: Vec<u32>,
        /// The rung that tells by a gateway those who are silent and have no page open; none does where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<RungMessage>,
    },
    /// Let this desk send by a gateway; none: no longer, and its secrets go.
    SetGateway {
        /// By which.
        by: GatewayKind,
        /// How.
        wish: Option<Box<GatewayWish>>,
    },
    /// Send one message by a gateway to a number that somebody typed, to see what it answers.
    TryGateway {
        /// By which.
        by: GatewayKind,
        /// The number.
        to: String,
    },
    /// Send messages once more that came to no good end, or leave it at that.
    SettleSends {
        /// Which.
        sends: Vec<SendId>,
        /// Which of both.
        how: Settling,
    },
    /// Bind a robot of a group elsewhere to a channel, or change one that is bound.
    BindRobot {
        /// Which; none: a new one.
        #[serde(default)]
        robot: Option<RobotId>,
        /// How.
        wish: Box<RobotWish>,
    },
    /// Unbind a robot: nothing goes out by it any more, and its secrets go.
    UnbindRobot {
        /// Which.
        robot: RobotId,
    },
    /// Let a robot say that this is a trial; one that was stopped goes on.
    TryRobot {
        /// Which.
        robot: RobotId,
    },
    /// Send a digest once more that came to no good end, or leave it at that.
    SettleDigest {
        /// Which.
        digest: SendId,
        /// Which of both.
        how: Settling,
    },
    /// Say something in a channel.
    SendMessage {
        /// What.
        message: Box<MessageDraft>,
    },
    /// Withdraw a message: its words go, the reason stays in their place.
    WithdrawMessage {
        /// Which.
        message: MessageId,
        /// Why.
        reason: String,
    },
    /// Pin a message over its channel.
    PinMessage {
        /// Which.
        message: MessageId,
    },
    /// Take a pinned message down.
    UnpinMessage {
        /// Which.
        message: MessageId,
    },
    /// Move one's mark in a channel: up to there it is read. It never goes back, and it is no fact.
    ReadChannel {
        /// Which channel.
        channel: GridPath,
        /// Only this one, or with all below.
        span: Span,
        /// The number of the last line that was seen.
        number: u32,
    },
    /// Begin to speak live into a channel: the floor is taken, the sound goes by the media door.
    BeginSpeech {
        /// Which channel.
        channel: GridPath,
        /// How far down it is heard.
        span: Span,
    },
    /// Say that one hears somebody speak.
    HearSpeech {
        /// What.
        speech: SpeechId,
    },
    /// End a speech: one's own by letting go, in the field another's by cutting in. What was said is kept as a note.
    EndSpeech {
        /// Which.
        speech: SpeechId,
        /// What was said, as a voice note that the speaker's seat has handed in.
        #[serde(default)]
        note: Option<Attachment>,
    },
    /// Begin to look at a stream, for a reason: its picture comes by the media door.
    BeginViewing {
        /// Which, by its key.
        stream: String,
        /// Why.
        reason: ViewingReason,
        /// More of it, in words.
        #[serde(default)]
        words: String,
        /// The round that it is part of.
        #[serde(default)]
        round: Option<RoundId>,
    },
    /// End a look at a stream. One whose page is gone ends by itself.
    EndViewing {
        /// Which.
        viewing: ViewingId,
    },
    /// Say when nothing rings but what is 特急.
    SetQuietHours {
        /// When; none: it always rings.
        hours: Option<QuietHours>,
    },
    /// Write into the journal.
    WriteJournal {
        /// What.
        note: NoteDraft,
    },
    /// Hand out a part of the journal that the desk's press has just made.
    PrintJournal {
        /// What was made.
        print: JournalPrint,
    },
    /// Hand out a list of viewings that the desk's press has just made.
    PrintViewings {
        /// What was made.
        print: ViewingPrint,
    },
    /// Keep a call that somebody took.
    TakeCall {
        /// As written.
        call: CallDraft,
    },
    /// Note a call that nobody took.
    NoteMissedCall {
        /// The number that rang.
        number: String,
        /// When.
        rang: Moment,
    },
    /// Ask the centre to call, as a person in the field.
    AskForCall {
        /// When the button was pressed, by the phone's clock.
        asked: Moment,
        /// What it is about; may be empty.
        words: String,
    },
    /// Call the centre, as a person in the field: it rings, the sound goes by the media door.
    RingCentre,
    /// Call a post from the desk: it rings on its open pages.
    RingPost {
        /// Whom.
        post: PostId,
    },
    /// Take a live call, put it on hold, hand it over, end it.
    StepCall {
        /// Which.
        call: CallId,
        /// How.
        step: CallStep,
    },
    /// Switch on or off that calls are recorded, and say how long recordings are kept.
    SetRecording {
        /// Whether, and how long.
        rule: RecordingRule,
        /// So many recordings go with it at once, as far as the person knew: where these are more, nothing is done.
        destroys: u32,
    },
    /// Listen to what was said in a call.
    ListenToRecording {
        /// Which.
        call: CallId,
        /// Why.
        words: String,
        /// From which piece on: a long one is listened to in several goes, each of which is in the log.
        #[serde(default)]
        #[ts(optional, as = "Option<u32>")]
        from: u32,
    },
    /// Leave a missed call at that.
    PutCallAside {
        /// Which.
        call: CallId,
        /// Why.
        reason: String,
    },
    /// Say that one knows of an alarm.
    AcknowledgeAlarm {
        /// Which.
        cause: Cause,
        /// How many reasons for it the person has seen: what came since needs a word of its own.
        raises: u32,
    },
    /// Leave an alarm at that.
    CloseAlarm {
        /// Which.
        cause: Cause,
        /// How many reasons for it the person has seen.
        raises: u32,
        /// Why.
        reason: String,
    },
    /// Report what one found, in the field, or what was told, at the desk.
    MakeReport {
        /// What.
        report: Box<ReportDraft>,
    },
    /// Take a step on an incident.
    HandleIncident {
        /// Which.
        incident: IncidentId,
        /// Which step.
        step: IncidentStep,
        /// Where it stood as far as the person knew: where it has gone on since, nothing is done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        seen: Option<IncidentState>,
    },
    /// Look at how to reach whoever told of an incident. The answer gives it once; that somebody looked is kept.
    LookAtContact {
        /// Of which incident.
        incident: IncidentId,
        /// Why.
        reason: ContactReason,
        /// More of it; for another reason, which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        words: Option<String>,
    },
    /// Freeze the figures of a week or a month that is over, so that they stay for ever.
    FreezePeriod {
        /// Which days.
        period: Period,
    },
    /// Say a table anew: the whole of it, from now on or from a moment to come. Incidents that are there keep the edition
    /// that held when they came in.
    ReviseTable {
        /// Which.
        of: TableKind,
        /// Its rows, with a cell for each column.
        rows: Vec<Vec<String>>,
        /// From when it holds; none: from now on.
        #[serde(default)]
        #[ts(optional)]
        from: Option<Moment>,
        /// Who said so: the notice, the meeting.
        #[serde(default)]
        source: String,
        /// The fact that spoke last as far as the person knew; where another has spoken since, nothing is done.
        #[serde(default)]
        #[ts(optional)]
        seen: Option<FactId>,
    },
    /// Whistle for others to come to the spot of an incident.
    BlowWhistle {
        /// For whom, and why.
        whistle: WhistleDraft,
    },
    /// Take a step on a whistle.
    HandleWhistle {
        /// Which.
        whistle: WhistleId,
        /// Which step.
        step: WhistleStep,
    },
    /// Look again at what an incident was about, every so many days.
    BeginRecheck {
        /// Which incident.
        incident: IncidentId,
        /// How often.
        plan: RecheckPlan,
        /// At what.
        words: String,
    },
    /// Tell of one turn, or end it.
    HandleRecheck {
        /// Which.
        recheck: RecheckId,
        /// Which step.
        step: RecheckStep,
    },
    /// Hand out figures or charges that the press has made.
    PrintReview {
        /// Which.
        print: ReviewPrint,
    },
    /// Charge somebody with what a review decided.
    GiveCharge {
        /// With what.
        charge: ChargeDraft,
    },
    /// Say what came of a charge.
    AnswerCharge {
        /// Of which.
        charge: ChargeId,
        /// What.
        end: ChargeEnd,
        /// In what words; where it was not done, why.
        #[serde(default)]
        words: String,
    },
    /// Let another system hand incidents in. The answer gives its token, once.
    OpenIntake {
        /// As people call it.
        name: String,
        /// By which way its incidents come in.
        channel: Channel,
        /// Where they may lie; none: anywhere.
        #[serde(default)]
        subtree: Option<GridPath>,
        /// After how many days it ends; none: when somebody closes it.
        #[serde(default)]
        days: Option<u16>,
    },
    /// Say where sensors speak; a user and a password in the address are sealed, and those of before go on where none are.
    SetBroker {
        /// `mqtt://host:port` or `mqtts://host:port`; none: nobody is listened to.
        #[serde(default)]
        address: Option<String>,
    },
    /// Take nothing more in from another system.
    CloseIntake {
        /// Which.
        intake: IntakeId,
    },
    /// Destroy how to reach whoever told of an incident, at once: the incident stays.
    DestroyContact {
        /// Of which incident.
        incident: IncidentId,
        /// Why.
        words: String,
    },
    /// Keep it beyond its time, because somebody needs it.
    HoldContact {
        /// Of which incident.
        incident: IncidentId,
        /// Who needs it, and what for.
        words: String,
    },
    /// Let it go at its time again.
    ReleaseContact {
        /// Of which incident.
        incident: IncidentId,
        /// Why.
        words: String,
    },
    /// Say how long contacts are kept after their incidents ended.
    SetRetention {
        /// In days.
        days: u32,
    },
    /// Destroy the contacts whose time is over, some hundreds at once.
    RunRetention {
        /// How long they are kept, as far as the person knew: where that has changed since, nothing is done.
        days: u32,
    },
    /// Begin a watch over all that the seat covers.
    StartWatch {
        /// Who has it.
        name: String,
    },
    /// Sign what is open, as the one who goes.
    OfferWatch {
        /// Which watch.
        watch: WatchId,
        /// What there is to say beside the desk's summary; may be empty.
        words: String,
    },
    /// Take a watch over, as the one who comes.
    TakeWatch {
        /// From whom, and over what.
        taking: Taking,
    },
    /// End a watch that nobody takes over.
    EndWatch {
        /// Which.
        watch: WatchId,
        /// What is left to say.
        words: String,
    },
    /// Make a one-time code that pairs a phone to a post.
    OfferPairing {
        /// The post.
        post: PostId,
    },
    /// Make a one-time code that lets a browser take a seat at the desk.
    OfferSeat {
        /// What the seat may do.
        role: Role,
        /// Over what; none: all that the offering seat has.
        subtree: Option<GridPath>,
    },
    /// Add, move, change or remove one venue, checkpoint, stream, unit or asset by hand.
    AmendItem {
        /// What was seen, and how it shall be.
        wish: Box<AmendWish>,
    },
    /// Say whether a checkpoint lets traffic pass, and how long its queue is.
    SetCheckpoint {
        /// Which.
        id: CheckpointId,
        /// The digest of what the person saw.
        seen: String,
        /// Whether traffic passes.
        state: CheckpointState,
        /// 0 none, 1 short, 2 long, 3 jammed.
        queue: u8,
    },
    /// Say, from the field, how one's own checkpoint stands. What is newer than that by then stays.
    SayCheckpoint {
        /// Which.
        id: CheckpointId,
        /// Whether traffic passes.
        state: CheckpointState,
        /// 0 none, 1 short, 2 long, 3 jammed.
        queue: u8,
        /// When that was, by the phone's clock.
        said: Moment,
    },
    /// Take an amendment back, also one that took another back.
    UndoAmendment {
        /// The fact that made it.
        fact: FactId,
    },
    /// Let a finding stand as it is.
    AcceptFinding {
        /// In which scheme.
        scheme: String,
        /// Which.
        key: FindingKey,
        /// Why it may stand.
        note: String,
        /// Who answers for that.
        name: String,
    },
    /// Mend a finding of a draft. The revision can be undone.
    MendFinding {
        /// Which draft.
        scheme: String,
        /// Which finding.
        key: FindingKey,
        /// In which way.
        mend: Mend,
    },
    /// Open a finding again that was accepted.
    WithdrawAcceptance {
        /// In which scheme.
        scheme: String,
        /// Which.
        key: FindingKey,
    },
    /// Take a device's token away.
    RevokeDevice {
        /// The device.
        device: DeviceId,
    },
    /// Hand out a sheet that the desk's press has just made.
    PrintSheet {
        /// What was made.
        print: SheetPrint,
    },
    /// Hand out a paper about an order that the desk's press has just made.
    PrintPaper {
        /// What was made.
        print: PaperPrint,
    },
    /// Note a basemap whose file the desk has just looked through and put beside the store.
    AddBasemap {
        /// What it is.
        basemap: Box<Basemap>,
    },
    /// Take a basemap and its file away.
    RemoveBasemap {
        /// Which.
        hash: String,
    },
    /// Say what lies under the grids for whoever has not chosen.
    ChooseBasemap {
        /// What.
        underlay: Underlay,
    },
    /// Let this desk ask 天地图 with a key; none: no longer, and the key goes.
    SetTianditu {
        /// How.
        wish: Option<TiandituWish>,
    },
}

/// One press of one button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Call {
    /// Made by the screen, used again on every retry.
    pub command_id: crate::id::CommandId,
    /// What is wanted.
    pub action: Action,
}
