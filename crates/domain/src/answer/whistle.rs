//! Whistles, as the desk sees them, and those of a person in the field.

use serde::Serialize;
use ts_rs::TS;

use super::{Author, PartyName};
use crate::code::GridPath;
use crate::id::{IncidentId, WhistleId};
use crate::incident::{Light, Limit};
use crate::moment::Moment;
use crate::order::Priority;
use crate::place::Position;
use crate::report::ReportKind;
use crate::whistle::{Mark, OnSite, WhistleDeed, WhistleKind};
use crate::worktime::{Pace, Stretch};

/// Some whistles.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WhistleList {
    /// Newest first.
    pub whistles: Vec<WhistleLine>,
    /// How many there are of those that are wanted.
    pub total: u32,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WhistleLine {
    /// Which.
    pub id: WhistleId,
    /// Its human number.
    pub number: String,
    /// What sort.
    pub kind: WhistleKind,
    /// Of which incident.
    pub incident: IncidentId,
    /// Its human number.
    pub incident_number: String,
    /// Where that lies.
    pub grid: GridPath,
    /// What that is called.
    pub grid_name: String,
    /// What is needed there; empty where its key is not at hand.
    pub words: String,
    /// Who blew it.
    pub by: Author,
    /// From which desk, where it was none of the front line.
    pub desk_name: String,
    /// When.
    pub blown: Moment,
    /// When it ended; none: it has not.
    pub ended: Option<Moment>,
    /// Each of those called.
    pub called: Vec<SummonsLine>,
}

/// One of those called.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SummonsLine {
    /// Who.
    pub party: PartyName,
    /// Whether it is there.
    pub on_site: OnSite,
    /// When it said that it comes.
    pub answered: Option<Moment>,
    /// When it was there.
    pub arrived: Option<Moment>,
    /// Each time that it refused, from the first.
    pub refusals: Vec<RefusalLine>,
    /// Its clock.
    pub clock: ReportInClock,
    /// What the caller says of it.
    pub of_called: Option<MarkLine>,
    /// What it says of the caller.
    pub of_caller: Option<MarkLine>,
    /// What this seat may do about it now.
    pub may: Vec<WhistleDeed>,
}

/// The clock by which one of those called has to be there, with the parts that add up to it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ReportInClock {
    /// Since when.
    pub from: Moment,
    /// When it stopped; none: it runs.
    pub until: Option<Moment>,
    /// How long it may take.
    pub limit: Limit,
    /// How long it has run, in milliseconds.
    #[ts(type = "number")]
    pub run: i64,
    /// The parts of that, from the first; the newest hundred at the most.
    pub stretches: Vec<Stretch>,
    /// When it runs out.
    pub due: Option<Moment>,
    /// How it stands; none: nobody can tell.
    pub light: Option<Light>,
    /// The year that the calendar does not tell.
    pub missing: Option<i16>,
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RefusalLine {
    /// Why.
    pub reason: String,
    /// Who said so, or wrote it down.
    pub by: Author,
    /// When.
    pub at: Moment,
}

/// How one did, says the other.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MarkLine {
    /// How.
    pub mark: Mark,
    /// In what words; empty: none.
    pub words: String,
    /// Who said so, or wrote it down.
    pub by: Author,
    /// When.
    pub at: Moment,
}

/// One whistle with what was agreed on.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WhistleCard {
    /// As in the list.
    pub line: WhistleLine,
    /// What was agreed on, from the first.
    pub minutes: Vec<MinutesLine>,
    /// What came of it; empty: it has not ended.
    pub end_words: String,
    /// What this seat may do about all of them now.
    pub may: Vec<WhistleDeed>,
}

/// What was agreed on once.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct MinutesLine {
    /// In words.
    pub words: String,
    /// Who was there.
    pub present: Vec<PartyName>,
    /// What each has taken on.
    pub undertakings: Vec<UndertakingLine>,
    /// Who wrote it down.
    pub by: Author,
    /// When.
    pub at: Moment,
}

/// What one has taken on.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct UndertakingLine {
    /// Who.
    pub party: PartyName,
    /// What.
    pub words: String,
    /// Until when.
    pub until: Moment,
}

/// A sort of whistle that may be blown of an incident, or not.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WhistleOffer {
    /// Which.
    pub kind: WhistleKind,
    /// In how many minutes those called report in, where nobody says otherwise.
    pub minutes: u32,
    /// In no fewer.
    pub least: u32,
    /// In no more.
    pub most: u32,
    /// In which time they run.
    pub pace: Pace,
    /// Why it is not for this seat: a code of the table of words; none: it may be blown.
    pub hurdle: Option<String>,
}

/// A whistle as a person in the field sees it: one that calls my grid, or that I blew.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct InboxWhistle {
    /// Which.
    pub id: WhistleId,
    /// Its human number.
    pub number: String,
    /// What sort.
    pub kind: WhistleKind,
    /// What sort of thing its incident is.
    pub of: ReportKind,
    /// How urgent that is.
    pub urgency: Priority,
    /// What is needed there.
    pub words: String,
    /// Where that is, in words.
    pub place_name: String,
    /// Where that is on the map.
    pub place: Option<Position>,
    /// Who calls, in words.
    pub from: String,
    /// When it was blown.
    pub blown: Moment,
    /// When it ended.
    pub ended: Option<Moment>,
    /// Those called: mine alone, or all whom I called.
    pub called: Vec<InboxSummons>,
    /// What I may do about all of them now.
    pub may: Vec<WhistleDeed>,
}

/// One of those called, as a person in the field sees it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct InboxSummons {
    /// Who.
    pub party: PartyName,
    /// Whether it is there.
    pub on_site: OnSite,
    /// Until when it has to be.
    pub due: Option<Moment>,
    /// How its clock stands.
    pub light: Option<Light>,
    /// What I may do about it now.
    pub may: Vec<WhistleDeed>,
}
