//! What a seat can do: one of the desk's two doors.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::amendment::AmendWish;
use crate::basemap::{Basemap, TiandituWish, Underlay};
use crate::callin::CallDraft;
use crate::calling::{CallResult, Means};
use crate::channel::{MessageDraft, QuietHours, Span};
use crate::code::GridPath;
use crate::edit::{Edit, Seen};
use crate::fact::{FactId, Source};
use crate::finding::{FindingKey, Mend};
use crate::heir::Heir;
use crate::id::{CallId, CheckpointId, DeviceId, MessageId, OrderId, PostId, SetHash, TargetId, TemplateId, WatchId};
use crate::journal::{JournalPrint, NoteDraft};
use crate::moment::Moment;
use crate::order::{Draft, Priority};
use crate::paper::PaperPrint;
use crate::receipt::{Mark, Way};
use crate::revision::Wanted;
use crate::scheme::SchemeState;
use crate::seat::Role;
use crate::sheet::SheetPrint;
use crate::target::SavedTarget;
use crate::template::Template;
use crate::venue::CheckpointState;
use crate::watch::Taking;

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
    /// Leave a missed call at that.
    PutCallAside {
        /// Which.
        call: CallId,
        /// Why.
        reason: String,
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
    /// The missed call is settled.
    CallPutAside,
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

impl Action {
    /// The entry's name in the table of rights, and on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ImportSet { .. } => "import_set",
            Self::UndoImport { .. } => "undo_import",
            Self::DraftScheme { .. } => "draft_scheme",
            Self::ReviseGrids { .. } => "revise_grids",
            Self::EditGrids { .. } => "edit_grids",
            Self::UndoRevision { .. } => "undo_revision",
            Self::SubmitScheme { .. } => "submit_scheme",
            Self::ReturnScheme { .. } => "return_scheme",
            Self::PublishScheme { .. } => "publish_scheme",
            Self::DiscardScheme { .. } => "discard_scheme",
            Self::IssueOrder { .. } => "issue_order",
            Self::SaveTarget { .. } => "save_target",
            Self::RemoveTarget { .. } => "remove_target",
            Self::KeepTemplate { .. } => "keep_template",
            Self::RemoveTemplate { .. } => "remove_template",
            Self::MarkReceipt { .. } => "mark_receipt",
            Self::SendMessage { .. } => "send_message",
            Self::WithdrawMessage { .. } => "withdraw_message",
            Self::PinMessage { .. } => "pin_message",
            Self::UnpinMessage { .. } => "unpin_message",
            Self::ReadChannel { .. } => "read_channel",
            Self::SetQuietHours { .. } => "set_quiet_hours",
            Self::WriteJournal { .. } => "write_journal",
            Self::PrintJournal { .. } => "print_journal",
            Self::TakeCall { .. } => "take_call",
            Self::NoteMissedCall { .. } => "note_missed_call",
            Self::AskForCall { .. } => "ask_for_call",
            Self::PutCallAside { .. } => "put_call_aside",
            Self::StartWatch { .. } => "start_watch",
            Self::OfferWatch { .. } => "offer_watch",
            Self::TakeWatch { .. } => "take_watch",
            Self::EndWatch { .. } => "end_watch",
            Self::CloseOrder { .. } => "close_order",
            Self::WithdrawOrder { .. } => "withdraw_order",
            Self::LogCall { .. } => "log_call",
            Self::SetLadder { .. } => "set_ladder",
            Self::OfferPairing { .. } => "offer_pairing",
            Self::OfferSeat { .. } => "offer_seat",
            Self::AmendItem { .. } => "amend_item",
            Self::SetCheckpoint { .. } => "set_checkpoint",
            Self::UndoAmendment { .. } => "undo_amendment",
            Self::AcceptFinding { .. } => "accept_finding",
            Self::MendFinding { .. } => "mend_finding",
            Self::WithdrawAcceptance { .. } => "withdraw_acceptance",
            Self::RevokeDevice { .. } => "revoke_device",
            Self::PrintSheet { .. } => "print_sheet",
            Self::PrintPaper { .. } => "print_paper",
            Self::AddBasemap { .. } => "add_basemap",
            Self::RemoveBasemap { .. } => "remove_basemap",
            Self::ChooseBasemap { .. } => "choose_basemap",
            Self::SetTianditu { .. } => "set_tianditu",
        }
    }
}
