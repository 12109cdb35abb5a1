//! What the desk answers: values made for the screen, in the same nouns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::{GridCode, GridPath, Level};
use crate::grid::{Counts, Grid};
use crate::id::{CheckpointId, OrderId, PostId, VenueId};
use crate::moment::Moment;
use crate::news::Vector;
use crate::order::{Order, OrderKind, Priority};
use crate::place::Bounds;
use crate::post::{Post, PostRole};
use crate::receipt::{Answering, Part, Progress, Receipt, Tally};
use crate::rights::Entry;
use crate::scheme::Scheme;
use crate::seat::{Device, Seat};
use crate::venue::{CheckpointState, Stream};

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
    /// To `places`.
    Places(PlaceList),
    /// To `search`.
    Search(Hits),
    /// To `reach`.
    Reach(ReachCard),
    /// To `orders`.
    Orders(OrderList),
    /// To `order`.
    Order(Box<Board>),
    /// To `inbox`.
    Inbox(Box<InboxCard>),
    /// To `devices`.
    Devices(DeviceList),
    /// To `check`.
    Check(Findings),
    /// To `locate`.
    Locate(Located),
    /// To `help`.
    Help(HelpCard),
}

/// The store as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DistrictCard {
    /// The store's name.
    pub name: String,
    /// The letter in human numbers.
    pub letter: String,
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

/// One grid in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct GridLine {
    /// Which.
    pub path: GridPath,
    /// Its code.
    pub code: GridCode,
    /// Its level.
    pub level: Level,
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Who answers for it.
    pub heads: Vec<String>,
    /// People in it.
    pub residents: Option<u32>,
    /// Box around it.
    pub bounds: Option<Bounds>,
}

/// All about one grid.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct GridCard {
    /// The grid.
    pub grid: Grid,
    /// What its level is called.
    pub level_name: String,
    /// From the top down, for the breadcrumb.
    pub ancestors: Vec<GridLine>,
    /// Who answers for it, with office phone.
    pub heads: Vec<PostLine>,
    /// Others who serve in it.
    pub staff: Vec<PostLine>,
    /// Direct children.
    pub children: Vec<GridLine>,
    /// What the children's level is called.
    pub children_level: Option<String>,
    /// The sum of the children's counts, to hold against its own.
    pub children_counts: Counts,
    /// Venues in it and below.
    pub venues: Vec<PlaceLine>,
    /// Checkpoints in it and below.
    pub checkpoints: Vec<PlaceLine>,
    /// Orders that reach it or something in it and are not fully answered.
    pub orders: Vec<OrderLine>,
    /// How many grids lie below, by level.
    pub below: Vec<LevelCount>,
    /// Box around it.
    pub bounds: Option<Bounds>,
}

/// A post with who holds it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PostLine {
    /// The post.
    pub post: Post,
    /// Whether a device is paired to it.
    pub reachable: bool,
}

/// A venue or checkpoint on the map.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PlaceLine {
    /// Venue or checkpoint.
    pub noun: PlaceNoun,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 大型商超 …; 卡点 for checkpoints.
    pub kind: String,
    /// Degrees.
    pub longitude: f64,
    /// Degrees.
    pub latitude: f64,
    /// The deepest grid it lies in.
    pub grid: Option<GridPath>,
    /// 开放 …
    pub state: String,
}

/// Which noun a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlaceNoun {
    /// 重点场所.
    Venue,
    /// 卡点.
    Checkpoint,
}

/// All venues and checkpoints.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PlaceList {
    /// By id.
    pub places: Vec<PlaceLine>,
}

/// All about one venue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct VenueCard {
    /// Its id.
    pub id: VenueId,
    /// On the map.
    pub place: PlaceLine,
    /// People that it holds.
    pub capacity: Option<u32>,
    /// Street address.
    pub address: Option<String>,
    /// People on duty.
    pub duty: Vec<PostLine>,
    /// Cameras.
    pub streams: Vec<Stream>,
    /// From the top down to the deepest grid.
    pub ancestors: Vec<GridLine>,
}

/// All about one checkpoint.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CheckpointCard {
    /// Its id.
    pub id: CheckpointId,
    /// On the map.
    pub place: PlaceLine,
    /// Whether traffic passes.
    pub state: CheckpointState,
    /// 0 none to 3 jammed.
    pub queue: u8,
    /// People on duty.
    pub duty: Vec<PostLine>,
    /// From the top down to the deepest grid.
    pub ancestors: Vec<GridLine>,
}

/// What a search found, best first.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Hits {
    /// Best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u32,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Hit {
    /// What it is.
    pub noun: HitNoun,
    /// A grid's path, or an id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it belongs: names from the top, or a post's title.
    pub context: String,
    /// Its code or kind.
    pub detail: String,
    /// The grid it lies in, or is.
    pub grid: Option<GridPath>,
    /// Box around it, to fly there.
    pub bounds: Option<Bounds>,
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HitNoun {
    /// 网格.
    Grid,
    /// 重点场所.
    Venue,
    /// 卡点.
    Checkpoint,
    /// 岗位.
    Post,
}

/// Whom a draft would reach.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReachCard {
    /// People who must answer.
    pub people: u32,
    /// Grids that they stand for.
    pub grids: u32,
    /// Superiors who read a copy.
    pub copies: u32,
    /// Of the people, those without a paired device.
    pub without_device: u32,
    /// Grids that were meant and have nobody to answer.
    pub silent_grids: Vec<GridLine>,
    /// Who answers, by the draft or by custom.
    pub answering: Answering,
}

/// Orders in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct OrderList {
    /// Newest first.
    pub orders: Vec<OrderLine>,
    /// How many there are in all.
    pub total: u32,
}

/// One order in a list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct OrderLine {
    /// Which.
    pub id: OrderId,
    /// Its human number.
    pub number: String,
    /// What is asked.
    pub text: String,
    /// What sort.
    pub kind: OrderKind,
    /// How urgent.
    pub priority: Priority,
    /// Where: the target's top.
    pub scope: GridPath,
    /// The target's top by name.
    pub scope_name: String,
    /// When.
    pub issued: Moment,
    /// Until when.
    pub deadline: Option<Moment>,
    /// By the order's own rule of who must answer.
    pub tally: Tally,
}

/// One order with its board.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Board {
    /// As issued.
    pub order: Order,
    /// The target's top by name.
    pub scope_name: String,
    /// By the order's own rule of who must answer: people or grids.
    pub units: Tally,
    /// By person.
    pub people: Tally,
    /// The copies.
    pub copies: Tally,
    /// Every person, by grid.
    pub rows: Vec<BoardRow>,
    /// Every grid that holds a recipient, and every grid above up to the target's top, by path.
    pub grids: Vec<BoardGrid>,
    /// Grids that were meant and have nobody to answer.
    pub silent_grids: Vec<GridLine>,
    /// What this answer has seen: later news apply on top.
    pub vector: Vector,
}

/// One person on the board.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct BoardRow {
    /// The post.
    pub post: PostId,
    /// Its title.
    pub title: String,
    /// Its part.
    pub role: PostRole,
    /// The person.
    pub person: String,
    /// Office phone.
    pub phone: String,
    /// For which grid.
    pub grid: GridPath,
    /// Must answer, or reads a copy.
    pub part: Part,
    /// How far.
    pub progress: Progress,
    /// When each state was reached.
    pub receipt: Receipt,
    /// Their reason or report.
    pub words: Option<String>,
    /// Whether a device is paired.
    pub reachable: bool,
}

/// One grid on the board.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct BoardGrid {
    /// Which.
    pub path: GridPath,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Of everybody in it and below, by the order's own rule.
    pub tally: Tally,
}

/// What a person in the field sees.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct InboxCard {
    /// My post.
    pub post: Post,
    /// My grid.
    pub grid: GridLine,
    /// From the top down.
    pub ancestors: Vec<GridLine>,
    /// My orders, newest first.
    pub orders: Vec<InboxOrder>,
    /// What this answer has seen.
    pub vector: Vector,
}

/// One order of mine.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct InboxOrder {
    /// Which.
    pub id: OrderId,
    /// Its human number.
    pub number: String,
    /// What is asked.
    pub text: String,
    /// What sort.
    pub kind: OrderKind,
    /// How urgent.
    pub priority: Priority,
    /// When.
    pub issued: Moment,
    /// Until when.
    pub deadline: Option<Moment>,
    /// Must I answer, or is it a copy?
    pub part: Part,
    /// How far I have got.
    pub progress: Progress,
    /// When each state was reached.
    pub receipt: Receipt,
    /// My reason or report.
    pub words: Option<String>,
    /// From whom, in words.
    pub from: String,
}

/// Paired devices.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DeviceList {
    /// Newest first.
    pub devices: Vec<Device>,
}

/// What is wrong in the district.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Findings {
    /// By grid.
    pub findings: Vec<Finding>,
    /// How many grids were looked at.
    pub grids: u32,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Finding {
    /// `no_head`, `invalid_ring`, `count_mismatch`, `wrong_parent`, `malformed_code` …
    pub kind: String,
    /// The grid.
    pub path: GridPath,
    /// Its code.
    pub code: GridCode,
    /// Its name.
    pub name: String,
    /// Where, in degrees: longitude, latitude.
    pub place: Option<(f64, f64)>,
    /// How large, in words with a unit.
    pub size: Option<String>,
    /// What is wrong and what would repair it.
    pub message: String,
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
