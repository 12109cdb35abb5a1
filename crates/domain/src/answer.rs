//! What the desk answers: values made for the screen, in the same nouns.

mod address;
mod alarm;
mod board;
mod call;
mod channel;
mod edit;
mod edition;
mod finding;
mod gateway;
mod grid;
mod import;
mod inbox;
mod incident;
mod intake;
mod item;
mod journal;
mod measure;
mod order;
mod place;
mod recheck;
mod review;
mod robot;
mod scheme;
mod search;
mod sensor;
mod sheet;
mod viewing;
mod whistle;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::basemap::BasemapList;
use crate::code::{GridCode, GridPath, Level};
use crate::ladder::Ladders;
use crate::moment::Moment;
use crate::news::Vector;
use crate::place::Bounds;
use crate::purpose::Purpose;
use crate::rights::Entry;
use crate::scheme::Scheme;
use crate::seat::{Device, Seat};
use crate::watch::Handover;

pub use address::{AddressFit, AddressList, AddressNoun, AddressPlace};
pub use alarm::{AlarmLine, AlarmList, AlarmSeen, AlarmedRobot, Trouble};
pub use board::{BoardColumn, BoardLights, IncidentBoard};
pub use call::{CallLine, CallList, DeskSeat, RecordingHearing, RecordingLine, RecordingList, RecordingSetting};
pub use channel::{
    Author, CallableList, Called, ChannelLine, ChannelList, ChannelPage, ChannelRights, Ear, EarList, LastLine,
    MessageLine, Pinned, Quoted, SpeechLine, SpeechList, TalkLine, Withdrawn,
};
pub use edit::{EditFault, EditTried, EditedGrid, Near, NearGrid};
pub use edition::{EditionLine, RoutingTrial, TableCard, TableRead, TableVerdict, TrialCase, TrialCount, TrialRoute};
pub use finding::{Finding, FindingCard, FindingCount, Findings, FoundGrid, MendOffer, MendedGrid};
pub use gateway::{GatewayCard, GatewayList, SendLine, SendRow};
pub use grid::{GridCard, GridLine, PostLine};
pub use import::{ImportLine, ImportList};
pub use inbox::{InboxCall, InboxCard, InboxIncident, InboxOrder, MyCheckpoint, MyGround, MyPlace};
pub use incident::{
    CallerEnd, CallerLine, ClockLine, ContactLookLine, ContactLookPage, ContactLooker, DeedLine, HeatCell,
    IncidentCard, IncidentCount, IncidentHeat, IncidentLine, IncidentList, IncidentRing, IncidentRings,
    IncidentStepLine, NearIncidents, Owed, PartyName, ProposedRoute, RetentionCard, RetentionLine, StayingLine,
};
pub use intake::{IntakeLine, IntakeList};
pub use item::{AmendmentLine, AmendmentList, ItemCard};
pub use journal::{
    CallerCard, CallerOrder, EntryName, HeadLine, JournalEntry, JournalPage, MissedLine, OfferLine, WatchCard,
    WatchLine,
};
pub use measure::{MeanRow, MeasureColumn, MeasureMeans, MeasureRow, MeasureTable, OutlineLine, OutlineList, Survey};
pub use order::{
    Board, BoardGrid, BoardHead, BoardRow, OrderLine, OrderList, ReachCard, ReachLevel, ReachedBranch, ReachedLine,
    ReachedList, SavedList, TemplateLine,
};
pub use place::{
    AssetCard, CheckpointCard, PartnerLine, PlaceLine, PlaceList, PlaceNoun, StreamLine, UnitCard, UnitList, VenueCard,
};
pub use recheck::{NearPost, RecheckLine, RecheckList, TurnLine};
pub use review::{
    BurstLine, ChargeAnswerLine, ChargeLine, ChargeList, FrozenLine, ReviewRow, ReviewSheet, ReviewSignals, SilentGrid,
};
pub use robot::{DigestRow, RobotCard, RobotList};
pub use scheme::{
    Carried, CompareList, ComparedGrid, Comparison, DrawnGrid, GoneGrid, LevelChange, RevisionLine, SchemeCard,
    SchemeList, Shapes, StepLine, TakenPart,
};
pub use search::{Hit, HitNoun, Hits};
pub use sensor::{BrokerLink, SensorCard, SensorTally};
pub use sheet::{PrintLine, PrintList, PrintedGrid, SheetLine, SheetList};
pub use viewing::{EyeLine, StreamList, ViewingLine, ViewingPage};
pub use whistle::{
    InboxSummons, InboxWhistle, MarkLine, MinutesLine, RefusalLine, ReportInClock, SummonsLine, UndertakingLine,
    WhistleCard, WhistleLine, WhistleList, WhistleOffer,
};

/// An answer; its type is its question's.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Answer {
    /// To `district`.
    District(Box<DistrictCard>),
    /// To `grid`.
    Grid(Box<GridCard>),
    /// To `venue`.
    Venue(Box<VenueCard>),
    /// To `checkpoint`.
    Checkpoint(Box<CheckpointCard>),
    /// To `unit`.
    Unit(Box<UnitCard>),
    /// To `units`.
    Units(UnitList),
    /// To `asset`.
    Asset(Box<AssetCard>),
    /// To `item`.
    Item(Box<ItemCard>),
    /// To `amendments`.
    Amendments(AmendmentList),
    /// To `places`.
    Places(PlaceList),
    /// To `measures`.
    Measures(Box<MeasureTable>),
    /// To `outlines`.
    Outlines(OutlineList),
    /// To `search`.
    Search(Hits),
    /// To `find_address`.
    FindAddress(AddressList),
    /// To `reach`.
    Reach(ReachCard),
    /// To `reached`.
    Reached(ReachedList),
    /// To `saved`.
    Saved(SavedList),
    /// To `orders`.
    Orders(OrderList),
    /// To `order`.
    Order(Box<Board>),
    /// To `channels`.
    Channels(ChannelList),
    /// To `channel`.
    Channel(Box<ChannelPage>),
    /// To `callable`.
    Callable(CallableList),
    /// Who speaks live.
    Speeches(SpeechList),
    /// To `calls`.
    Calls(Box<CallList>),
    /// The streams that one may look at.
    Streams(StreamList),
    /// Who looked at which stream.
    Viewings(ViewingPage),
    /// Who heard a speech.
    Ears(EarList),
    /// To `journal`.
    Journal(JournalPage),
    /// To `watch`.
    Watch(Box<WatchCard>),
    /// To `alarms`.
    Alarms(AlarmList),
    /// To `handover`.
    Handover(Box<Handover>),
    /// To `caller`.
    Caller(Box<CallerCard>),
    /// To `inbox`.
    Inbox(Box<InboxCard>),
    /// To `incidents`.
    Incidents(IncidentList),
    /// To `incidents_near`.
    IncidentsNear(NearIncidents),
    /// To `incident_rings`.
    IncidentRings(IncidentRings),
    /// To `incident_heat`.
    IncidentHeat(IncidentHeat),
    /// To `incident_board`.
    IncidentBoard(IncidentBoard),
    /// To `incident`.
    Incident(Box<IncidentCard>),
    /// To `review`.
    Review(Box<ReviewSheet>),
    /// To `charges`.
    Charges(ChargeList),
    /// To `review_signals`.
    ReviewSignals(ReviewSignals),
    /// To `recordings`.
    Recordings(RecordingList),
    /// To `retention`.
    Retention(RetentionCard),
    /// To `contact_looks`.
    ContactLooks(ContactLookPage),
    /// To `intakes`.
    Intakes(IntakeList),
    /// To `sensors`.
    Sensors(SensorCard),
    /// To `table`.
    Table(Box<TableCard>),
    /// To `check_table`.
    CheckTable(TableVerdict),
    /// To `try_routing`.
    TryRouting(Box<RoutingTrial>),
    /// To `whistles`.
    Whistles(WhistleList),
    /// To `rechecks`.
    Rechecks(RecheckList),
    /// To `my_ground`.
    MyGround(Box<MyGround>),
    /// To `ladders`.
    Ladders(Ladders),
    /// To `robots`.
    Robots(Box<RobotList>),
    /// To `gateways`.
    Gateways(Box<GatewayList>),
    /// To `devices`.
    Devices(DeviceList),
    /// To `imports`.
    Imports(ImportList),
    /// To `sheets`.
    Sheets(SheetList),
    /// To `prints`.
    Prints(PrintList),
    /// To `schemes`.
    Schemes(SchemeList),
    /// To `compare`.
    Compare(Box<Comparison>),
    /// To `shapes`.
    Shapes(Shapes),
    /// To `near`.
    Near(Near),
    /// To `try_edit`.
    TryEdit(Box<EditTried>),
    /// To `check`.
    Check(Findings),
    /// To `finding`.
    Finding(Box<FindingCard>),
    /// To `locate`.
    Locate(Located),
    /// To `basemaps`.
    Basemaps(Box<BasemapList>),
    /// To `help`.
    Help(HelpCard),
}

/// The store as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DistrictCard {
    /// The store's name.
    pub name: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The letter in human numbers.
    pub letter: String,
    /// Hours east of Greenwich of its day.
    pub offset_hours: i8,
    /// The published scheme; none while there are no grids.
    pub scheme: Option<Scheme>,
    /// The grids at the top.
    pub tops: Vec<GridLine>,
    /// How many grids at each level of the scheme.
    pub levels: Vec<LevelCount>,
    /// Box around everything.
    pub bounds: Option<Bounds>,
    /// People in post at grids.
    pub heads: u32,
    /// People on duty at venues and checkpoints.
    pub duty: u32,
    /// Venues.
    pub venues: u32,
    /// Checkpoints.
    pub checkpoints: u32,
    /// Units.
    pub units: u32,
    /// Pairings of units with grids.
    pub partners: u32,
    /// Assets.
    pub assets: u32,
    /// Orders not yet fully answered.
    pub open_orders: u32,
    /// People who have not answered an open order yet.
    pub waiting: u32,
    /// Posts with a paired device.
    pub reachable: u32,
    /// Grows when grids or ground change: part of the tile address.
    pub revision: u32,
    /// Free attributes that grids carry, with how many grids have them.
    pub attributes: BTreeMap<String, u32>,
    /// Who asks.
    pub seat: Seat,
    /// What this answer has seen.
    pub vector: Vector,
    /// When it was made.
    pub now: Moment,
}

/// How many grids a level has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LevelCount {
    /// Which level.
    pub level: Level,
    /// What it is called.
    pub name: String,
    /// How many.
    pub grids: u32,
}

/// Paired devices.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DeviceList {
    /// Newest first.
    pub devices: Vec<Device>,
}

/// Positions with their grids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Located {
    /// One for each position, in order; none outside every grid.
    pub grids: Vec<Option<LocatedGrid>>,
}

/// The deepest grid at a position.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LocatedGrid {
    /// Which.
    pub path: GridPath,
    /// Its code.
    pub code: GridCode,
    /// Its name.
    pub name: String,
}

/// Both tables.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct HelpCard {
    /// All actions and questions.
    pub entries: Vec<Entry>,
}
