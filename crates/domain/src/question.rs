//! What a seat can ask: the desk's other door.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::channel::Span;
use crate::code::{GridPath, Level};
use crate::edit::Edit;
use crate::edition::TableKind;
use crate::finding::{FindingKey, FindingKind, FindingState};
use crate::id::{AssetId, CheckpointId, IncidentId, OrderId, PostId, SpeechId, UnitId, VenueId};
use crate::incident::{BoardWish, IncidentWish};
use crate::item::ItemName;
use crate::journal::JournalWish;
use crate::moment::Moment;
use crate::news::Vector;
use crate::order::Draft;
use crate::place::{Bounds, Position};
use crate::recheck::RecheckWish;
use crate::review::{Dimension, Period};
use crate::sheet::SheetWish;
use crate::target::ReachFigure;
use crate::viewing::ViewingWish;
use crate::whistle::WhistleWish;

/// A question, as a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Question {
    /// The store, its scheme and totals, and who sits here.
    District,
    /// All about one grid.
    Grid {
        /// Which.
        path: GridPath,
    },
    /// One venue.
    Venue {
        /// Which.
        id: VenueId,
    },
    /// One checkpoint.
    Checkpoint {
        /// Which.
        id: CheckpointId,
    },
    /// One unit.
    Unit {
        /// Which.
        id: UnitId,
    },
    /// All units, also those without a seat.
    Units,
    /// One asset.
    Asset {
        /// Which.
        id: AssetId,
    },
    /// One item as it can be changed by hand, and how it was.
    Item {
        /// Which.
        name: ItemName,
    },
    /// What was changed by hand, newest first.
    Amendments {
        /// How many at the most.
        limit: u32,
    },
    /// All venues, checkpoints, units with a seat and assets, for the map and the lists.
    Places,
    /// What the grids of a level hold, with sums and ramps.
    Measures {
        /// Inside this grid; none: in all that the seat covers.
        scope: Option<GridPath>,
        /// Which level.
        level: Level,
    },
    /// The grids of a level as a small drawing shows them.
    Outlines {
        /// Inside this grid; none: in all that the seat covers.
        scope: Option<GridPath>,
        /// Which level.
        level: Level,
    },
    /// Grids, venues, checkpoints, units, assets and posts by name, pinyin initials or code.
    Search {
        /// What was typed.
        text: String,
        /// How many at the most.
        limit: u32,
    },
    /// Which place an address means.
    FindAddress {
        /// As somebody said it.
        words: String,
        /// Of what fits alike the nearest to this comes first.
        #[serde(default)]
        near: Option<Position>,
    },
    /// Whom a draft would reach.
    Reach {
        /// As composed so far.
        draft: Draft,
    },
    /// Some of whom a draft would reach, grid by grid and page by page.
    Reached {
        /// As composed so far.
        draft: Draft,
        /// Which of its figures is opened.
        which: ReachFigure,
        /// Only what lies in this grid or below; none: all of it.
        #[serde(default)]
        under: Option<GridPath>,
        /// How many to pass over.
        #[serde(default)]
        from: u32,
        /// How many at the most; the desk gives five hundred at once.
        limit: u32,
    },
    /// Saved targets and templates, for whoever composes.
    Saved,
    /// The orders of a subtree, newest first.
    Orders {
        /// This grid and all below; none: all that the seat covers.
        scope: Option<GridPath>,
        /// How many at the most.
        limit: u32,
    },
    /// One order with its board.
    Order {
        /// Which.
        id: OrderId,
    },
    /// The channels that one reads, with what is unread in each.
    Channels {
        /// Those of this grid and all below; none: all that the seat covers.
        #[serde(default)]
        scope: Option<GridPath>,
        /// How many at the most; the desk gives five hundred at once.
        limit: u32,
    },
    /// What is said in a channel, newest first.
    Channel {
        /// Which.
        channel: GridPath,
        /// Only this one, or with all below.
        span: Span,
        /// With this in its words or its author; empty: all of it.
        #[serde(default)]
        text: String,
        /// Before this number; none: from the newest.
        #[serde(default)]
        before: Option<u32>,
        /// How many at the most; the desk gives two hundred at once.
        limit: u32,
    },
    /// Who speaks live now, of whom one hears.
    Speeches,
    /// The live calls that one knows of.
    Calls,
    /// The streams of places that one may look at.
    Streams {
        /// Of this grid and all below; none: of all that the seat covers.
        #[serde(default)]
        scope: Option<GridPath>,
    },
    /// Who looked at which stream, newest first.
    Viewings {
        /// Which.
        #[serde(default)]
        wish: ViewingWish,
        /// How many of them to pass over.
        #[serde(default)]
        from: u32,
        /// How many at the most; the desk gives five hundred at once.
        limit: u32,
    },
    /// Who heard a speech.
    Ears {
        /// Which.
        speech: SpeechId,
    },
    /// Whom a message in a channel can call by name.
    Callable {
        /// Which channel.
        channel: GridPath,
        /// How far down the message would go.
        span: Span,
        /// A part of the person's name, title or grid, or initials; empty: those nearest.
        #[serde(default)]
        text: String,
        /// How many at the most; the desk gives fifty at once.
        limit: u32,
    },
    /// Entries of the journal, newest first.
    Journal {
        /// Which.
        wish: JournalWish,
        /// How many of them to pass over.
        #[serde(default)]
        from: u32,
        /// How many at the most; the desk gives five hundred at once.
        limit: u32,
    },
    /// Who has the watch, what was signed, and which calls were missed.
    Watch,
    /// What needs an answer now.
    Alarms,
    /// What is open now, as a handover would sum it up.
    Handover,
    /// A post that calls: its grid, its heads, what is open there.
    Caller {
        /// Which.
        post: PostId,
    },
    /// Incidents, newest first.
    Incidents {
        /// Which.
        #[serde(default)]
        wish: IncidentWish,
        /// How many of them to pass over.
        #[serde(default)]
        from: u32,
        /// How many at the most; the desk gives two hundred at once.
        limit: u32,
    },
    /// Incidents that have not ended close by a place, the nearest first: they may be the same as one that comes in.
    IncidentsNear {
        /// Where.
        position: Position,
    },
    /// All open incidents that lie somewhere on the map, and no more of each than its ring.
    IncidentRings,
    /// How many incidents came in since a moment, place by place: where they heap up, whatever became of them.
    IncidentHeat {
        /// Since when.
        since: Moment,
    },
    /// Open incidents column by column, the most pressing first.
    IncidentBoard {
        /// Which.
        wish: BoardWish,
    },
    /// One incident, with what became of it.
    Incident {
        /// Which.
        id: IncidentId,
    },
    /// The figures of the incidents that came in within a period, divided into rows.
    Review {
        /// Of which days.
        period: Period,
        /// Of this grid and all below; none: of all that the seat covers.
        #[serde(default)]
        scope: Option<GridPath>,
        /// By what the rows are divided.
        by: Dimension,
    },
    /// What reviews charged somebody with: all of the review of some days, and what was open before.
    Charges {
        /// Of the review of which days.
        review: Period,
    },
    /// What stands out in a period: silent grids, bursts, hot spots.
    ReviewSignals {
        /// Of which days.
        period: Period,
        /// Of this grid and all below; none: of all that the seat covers.
        #[serde(default)]
        scope: Option<GridPath>,
    },
    /// Which calls were recorded, newest first, and who listened.
    Recordings {
        /// After so many.
        #[serde(default)]
        from: u32,
        /// So many at the most.
        limit: u32,
        /// How many would go at once, were they kept for so many days; none: for as many as they are.
        #[serde(default)]
        days: Option<u32>,
    },
    /// Which contacts would be destroyed now, which stay though they are old, and why.
    Retention,
    /// Who looked at which contact, newest first.
    ContactLooks {
        /// Of incidents in this grid and all below; none: of all that the seat covers.
        #[serde(default)]
        scope: Option<GridPath>,
        /// By whom, as an answer names them; none: by anybody.
        #[serde(default)]
        #[ts(optional)]
        by: Option<String>,
        /// Not before then.
        #[serde(default)]
        #[ts(optional)]
        since: Option<Moment>,
        /// Before then.
        #[serde(default)]
        #[ts(optional)]
        until: Option<Moment>,
        /// How many of them to pass over.
        #[serde(default)]
        from: u32,
        /// How many at the most; the desk gives two hundred at once.
        limit: u32,
    },
    /// Ways in for other systems, newest first.
    Intakes,
    /// The broker at which sensors speak, and what was heard.
    Sensors,
    /// A table by which the district works, as rows, with who has said what of it.
    Table {
        /// Which.
        of: TableKind,
    },
    /// What is wrong with rows of a table, by row.
    CheckTable {
        /// Which.
        of: TableKind,
        /// As they would be said.
        rows: Vec<Vec<String>>,
    },
    /// Where the cases of some time would go by other rules, beside where they go by those in force.
    TryRouting {
        /// The other rules, as rows of their table.
        rows: Vec<Vec<String>>,
        /// Cases that came in since.
        from: Moment,
        /// And before.
        until: Moment,
    },
    /// Whistles, newest first.
    Whistles {
        /// Which.
        #[serde(default)]
        wish: WhistleWish,
        /// How many of them to pass over.
        #[serde(default)]
        from: u32,
        /// How many at the most; the desk gives a hundred at once.
        limit: u32,
    },
    /// Where one looks again, what is owed longest first.
    Rechecks {
        /// Which.
        #[serde(default)]
        wish: RecheckWish,
        /// How many of them to pass over.
        #[serde(default)]
        from: u32,
        /// How many at the most; the desk gives a hundred at once.
        limit: u32,
    },
    /// My grid as a small map, with what lies in it, for a person in the field.
    MyGround,
    /// When the silent are called, by priority.
    Ladders,
    /// Robots of groups elsewhere, and what waits for them.
    Robots,
    /// The site's gateways, and the messages that wait or came to no good end.
    Gateways,
    /// My grid and my orders, for a person in the field.
    Inbox {
        /// The vector of the inbox that I have: what did not change since may be left out. None: all of it.
        #[serde(default)]
        since: Option<Vector>,
    },
    /// Paired devices.
    Devices,
    /// What was brought in, newest first.
    Imports,
    /// The sheets of a grid and of those below it, from the top.
    Sheets {
        /// The sheet of the grid itself; the others are like it.
        wish: SheetWish,
        /// These levels only; empty: all.
        levels: Vec<Level>,
    },
    /// The prints of a subtree, newest first.
    Prints {
        /// This grid and all below; none: all that the seat covers.
        scope: Option<GridPath>,
        /// How many of them to pass over.
        #[serde(default)]
        from: u32,
        /// How many at the most; the desk gives a thousand at once.
        limit: u32,
    },
    /// All schemes: what is being made, what is in force, what was.
    Schemes,
    /// Two schemes side by side: what changes from one to the other, and where everybody would stand.
    Compare {
        /// The earlier one; none: the published one.
        from: Option<String>,
        /// The later one.
        to: String,
    },
    /// Grids of a scheme with their boundaries, as one sees them before one changes them.
    Shapes {
        /// Which scheme; none: the published one.
        scheme: Option<String>,
        /// Which grids, five hundred at the most.
        paths: Vec<GridPath>,
    },
    /// Grids of a scheme around a place, to snap to and to take hold of.
    Near {
        /// Which scheme.
        scheme: String,
        /// Which level.
        level: Level,
        /// Those whose box meets this one, four hundred at the most.
        bounds: Bounds,
    },
    /// What an edit of a draft would change, and what would be wrong then that is not wrong now.
    TryEdit {
        /// Which draft.
        scheme: String,
        /// What was drawn.
        edit: Edit,
    },
    /// What is wrong with grids, posts and counts: a page of it, and how many of each kind.
    Check {
        /// Which scheme; none: the published one.
        #[serde(default)]
        scheme: Option<String>,
        /// These kinds only; empty: all.
        #[serde(default)]
        kinds: Vec<FindingKind>,
        /// This level only.
        #[serde(default)]
        level: Option<Level>,
        /// These only that are open, or accepted.
        #[serde(default)]
        state: Option<FindingState>,
        /// How many of them to pass over.
        #[serde(default)]
        from: u32,
        /// How many at the most; the desk gives a thousand at once.
        #[serde(default = "page")]
        limit: u32,
    },
    /// One finding, to be drawn.
    Finding {
        /// In which scheme; none: the published one.
        #[serde(default)]
        scheme: Option<String>,
        /// Which.
        key: FindingKey,
    },
    /// The deepest grid at some positions.
    Locate {
        /// Longitude, latitude in degrees.
        points: Vec<(f64, f64)>,
    },
    /// What can lie under the grids: basemaps and 天地图.
    Basemaps,
    /// Both tables, with who may.
    Help,
}

/// How many findings a page has that does not say.
fn page() -> u32 {
    1_000
}

impl Question {
    /// All that is wrong in the published scheme, from the first.
    pub fn check() -> Self {
        Self::Check { scheme: None, kinds: Vec::new(), level: None, state: None, from: 0, limit: page() }
    }

    /// The entry's name in the table of rights, and on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Grid { .. } => "grid",
            Self::Venue { .. } => "venue",
            Self::Checkpoint { .. } => "checkpoint",
            Self::Unit { .. } => "unit",
            Self::Units => "units",
            Self::Asset { .. } => "asset",
            Self::Item { .. } => "item",
            Self::Amendments { .. } => "amendments",
            Self::Places => "places",
            Self::Measures { .. } => "measures",
            Self::Outlines { .. } => "outlines",
            Self::Search { .. } => "search",
            Self::FindAddress { .. } => "find_address",
            Self::Reach { .. } => "reach",
            Self::Reached { .. } => "reached",
            Self::Saved => "saved",
            Self::Orders { .. } => "orders",
            Self::Order { .. } => "order",
            Self::Channels { .. } => "channels",
            Self::Channel { .. } => "channel",
            Self::Speeches => "speeches",
            Self::Calls => "calls",
            Self::Streams { .. } => "streams",
            Self::Viewings { .. } => "viewings",
            Self::Ears { .. } => "ears",
            Self::Callable { .. } => "callable",
            Self::Journal { .. } => "journal",
            Self::Watch => "watch",
            Self::Alarms => "alarms",
            Self::Handover => "handover",
            Self::Caller { .. } => "caller",
            Self::Incidents { .. } => "incidents",
            Self::IncidentsNear { .. } => "incidents_near",
            Self::IncidentRings => "incident_rings",
            Self::IncidentHeat { .. } => "incident_heat",
            Self::IncidentBoard { .. } => "incident_board",
            Self::Incident { .. } => "incident",
            Self::Review { .. } => "review",
            Self::Charges { .. } => "charges",
            Self::ReviewSignals { .. } => "review_signals",
            Self::Recordings { .. } => "recordings",
            Self::Retention => "retention",
            Self::ContactLooks { .. } => "contact_looks",
            Self::Intakes => "intakes",
            Self::Sensors => "sensors",
            Self::Table { .. } => "table",
            Self::CheckTable { .. } => "check_table",
            Self::TryRouting { .. } => "try_routing",
            Self::Whistles { .. } => "whistles",
            Self::Rechecks { .. } => "rechecks",
            Self::MyGround => "my_ground",
            Self::Ladders => "ladders",
            Self::Robots => "robots",
            Self::Gateways => "gateways",
            Self::Inbox { .. } => "inbox",
            Self::Devices => "devices",
            Self::Imports => "imports",
            Self::Sheets { .. } => "sheets",
            Self::Prints { .. } => "prints",
            Self::Schemes => "schemes",
            Self::Compare { .. } => "compare",
            Self::Shapes { .. } => "shapes",
            Self::Near { .. } => "near",
            Self::TryEdit { .. } => "try_edit",
            Self::Check { .. } => "check",
            Self::Finding { .. } => "finding",
            Self::Locate { .. } => "locate",
            Self::Basemaps => "basemaps",
            Self::Help => "help",
        }
    }
}
