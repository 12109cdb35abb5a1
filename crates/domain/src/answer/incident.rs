//! Incidents, as the desk sees them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Author, GridLine, NearPost, RecheckLine, WhistleCard, WhistleOffer};
use crate::attachment::Attachment;
use crate::code::GridPath;
use crate::contact::{ContactReason, VeiledContact};
use crate::id::IncidentId;
use crate::incident::{
    Channel, ClockKind, Deed, IncidentState, Light, Limit, OrderOfIncident, Party, Reached, Request, StepOfIncident,
};
use crate::moment::Moment;
use crate::order::Priority;
use crate::place::Position;
use crate::post::Post;
use crate::recheck::Plan;
use crate::report::{ReportKind, Spot};
use crate::retention::{ContactEnding, Staying};
use crate::worktime::Stretch;

/// Some incidents.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct IncidentList {
    /// Newest first.
    pub incidents: Vec<IncidentLine>,
    /// How many there are of those that are wanted.
    pub total: u32,
    /// How many there are of all that the seat covers, whatever is wanted; states without any are left out.
    pub counts: Vec<IncidentCount>,
}

/// Open incidents close by a place: a list by itself could not be told beside its name.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct NearIncidents {
    /// The nearest first.
    pub incidents: Vec<IncidentLine>,
}

/// All open incidents that lie somewhere on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct IncidentRings {
    /// In no order.
    pub rings: Vec<IncidentRing>,
}

/// An open incident as the map has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct IncidentRing {
    /// Which.
    pub id: IncidentId,
    /// How urgent.
    pub urgency: Priority,
    /// Where.
    pub place: Position,
    /// When it arrived.
    pub arrived: Moment,
}

/// Where incidents heap up. What was declined, merged or void counts as none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct IncidentHeat {
    /// Squares of a thousandth of a degree in which something came in, in no order.
    pub cells: Vec<HeatCell>,
    /// How many came in that lie somewhere on the map.
    pub placed: u32,
    /// How many came in of which only the grid is known: they are on no square.
    pub unplaced: u32,
}

/// How many incidents came in in a square.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HeatCell {
    /// Its middle.
    pub place: Position,
    /// How many.
    pub count: u32,
}

/// How many incidents stand so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct IncidentCount {
    /// How.
    pub state: IncidentState,
    /// How many.
    pub count: u32,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct IncidentLine {
    /// Which.
    pub id: IncidentId,
    /// Its human number.
    pub number: String,
    /// By which way it came in.
    pub channel: Channel,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// What it is about by the district's table, from the widest; empty: nobody has said.
    pub category: Vec<String>,
    /// How urgent.
    pub urgency: Priority,
    /// Where it stands.
    pub state: IncidentState,
    /// What was told; empty where its key is not at hand.
    pub words: String,
    /// The deepest grid there.
    pub grid: GridPath,
    /// What it is called.
    pub grid_name: String,
    /// Where it is on the map; none: somewhere in the grid.
    pub place: Option<Position>,
    /// Who of the front line told it: name and title; empty where nobody did.
    pub person: String,
    /// When it was seen or told.
    pub seen: Moment,
    /// When it arrived.
    pub arrived: Moment,
    /// How many photos there are.
    pub photos: u32,
    /// Whether somebody speaks in it.
    pub voice: bool,
    /// Who has it.
    pub lead: Option<PartyName>,
    /// What is owed, and how that clock stands; none: nobody owes anything.
    pub owed: Option<Owed>,
    /// How often it was returned.
    pub returns: u32,
    /// How often somebody was reminded.
    pub chased: u32,
    /// Whether it is watched from above.
    pub is_supervised: bool,
    /// What was asked for and not answered.
    pub asked: Option<Request>,
    /// Whether somebody waits for a word on reopening it.
    pub wants_reopening: bool,
}

/// Who should get an incident, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ProposedRoute {
    /// Who.
    pub party: PartyName,
    /// The rule, counted from 1 as the table shows it.
    pub rule: u32,
    /// The category that the rule is for; empty: any.
    pub category: Vec<String>,
    /// The sort that the rule is for; none: any.
    pub kind: Option<ReportKind>,
    /// What the grid is called that the rule is for; none: anywhere.
    pub within: Option<String>,
    /// How many other rules fit less well.
    pub others: u32,
}

/// Who has an incident, or should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PartyName {
    /// Which.
    pub party: Party,
    /// What it is called.
    pub name: String,
    /// The phone that somebody answers there; none: nobody has said one.
    pub phone: Option<String>,
}

/// What is owed to an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Owed {
    /// What.
    pub kind: ClockKind,
    /// Since when.
    pub since: Moment,
    /// Until when; none: its clock stands still, or nobody can tell.
    pub due: Option<Moment>,
    /// How its clock stands; none: nobody can tell, because a year is missing in the calendar.
    pub light: Option<Light>,
}

/// One incident with what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct IncidentCard {
    /// As in the list.
    pub line: IncidentLine,
    /// The number that it has where it came from.
    pub foreign: Option<String>,
    /// Where, as it was said.
    pub spot: Spot,
    /// What the venue or checkpoint there is called.
    pub spot_name: Option<String>,
    /// Photos and a voice note.
    pub attachments: Vec<Attachment>,
    /// Who of the front line told it; none where nobody did, or nobody has the post any more.
    pub post: Option<Post>,
    /// How to reach whoever told it, veiled; none: nobody has said, it was destroyed, or the complaint is about whoever
    /// sits here.
    pub caller: Option<CallerLine>,
    /// It was known how to reach whoever told it, and was destroyed.
    pub caller_end: Option<CallerEnd>,
    /// Who looked at it, newest first: all for whoever may ask that, one's own for everybody else.
    pub looks: Vec<ContactLookLine>,
    /// From the top down to the deepest grid there.
    pub ancestors: Vec<GridLine>,
    /// What was done about it, from the first.
    pub steps: Vec<IncidentStepLine>,
    /// All its clocks, in the order in which they began.
    pub clocks: Vec<ClockLine>,
    /// What this seat may do with it, and why not the rest.
    pub deeds: Vec<DeedLine>,
    /// Whether this seat would check its own work: then somebody else who has looked is named.
    pub is_own_work: bool,
    /// Who helps.
    pub assisting: Vec<PartyName>,
    /// Whose it is, says who returned it last.
    pub proposed: Option<PartyName>,
    /// Whose it is by the rules in force, where it waits to be given out; none: no rule fits.
    pub route: Option<ProposedRoute>,
    /// As which one it goes on.
    pub merged: Option<IncidentLine>,
    /// Which ones go on as this one.
    pub merges: Vec<IncidentLine>,
    /// Orders that were made of it, from the first.
    pub orders: Vec<OrderOfIncident>,
    /// Open ones close by, which may be the same; the nearest first.
    pub near: Vec<IncidentLine>,
    /// Whistles that were blown of it, from the first.
    pub whistles: Vec<WhistleCard>,
    /// Which sorts of whistle may be blown of it.
    pub whistle_offers: Vec<WhistleOffer>,
    /// Where one looks again, from the first.
    pub rechecks: Vec<RecheckLine>,
    /// How often one should look again; none: nothing is proposed.
    pub recheck_proposed: Option<Plan>,
    /// What whoever reported it said of it last; none: nobody has reached him.
    pub heard: Option<Reached>,
    /// How many follow-ups reached nobody. They are in no rate.
    pub unreached: u32,
    /// The two in post nearest to it, while it is open.
    pub nearest: Vec<NearPost>,
}

/// How to reach whoever told of an incident, as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CallerLine {
    /// Veiled.
    #[serde(flatten)]
    pub veiled: VeiledContact,
    /// Whom the complaint is about; none: nobody.
    pub about: Option<PartyName>,
    /// The code of why this seat may not look; none: it may.
    pub hurdle: Option<String>,
    /// Why it is kept beyond its time; none: it goes at its time.
    pub held: Option<String>,
}

/// A contact was destroyed.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CallerEnd {
    /// Why; none: its words are gone with the incident's key.
    pub why: Option<ContactEnding>,
    /// Who did it.
    pub by: Author,
    /// When.
    pub at: Moment,
}

/// What becomes of contacts now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RetentionCard {
    /// So many days after its incident ended a contact goes.
    pub days: u32,
    /// Contacts that go now, the oldest first; a thousand at the most.
    pub due: Vec<RetentionLine>,
    /// How many go.
    pub due_count: u32,
    /// Contacts that are old enough and stay, with why; a thousand at the most.
    pub staying: Vec<StayingLine>,
    /// How many of those there are.
    pub staying_count: u32,
    /// How many are not old enough.
    pub young: u32,
    /// How many were destroyed until now.
    pub destroyed: u32,
}

/// A contact that goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RetentionLine {
    /// Of which incident.
    pub incident: IncidentId,
    /// Its human number.
    pub number: String,
    /// When it ended.
    pub ended: Moment,
}

/// A contact that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StayingLine {
    /// Of which incident.
    pub incident: IncidentId,
    /// Its human number.
    pub number: String,
    /// Why.
    pub why: Staying,
}

/// Some of those who looked at contacts.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ContactLookPage {
    /// Newest first.
    pub looks: Vec<ContactLookLine>,
    /// How many there are of those that are wanted.
    pub total: u32,
    /// Everybody who has looked, whoever is wanted.
    pub people: Vec<ContactLooker>,
}

/// Somebody who has looked at contacts.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ContactLooker {
    /// As questions name him.
    pub key: String,
    /// Who.
    pub by: Author,
}

/// Somebody looked at a contact.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ContactLookLine {
    /// Of which incident.
    pub incident: IncidentId,
    /// Its human number.
    pub number: String,
    /// Where it lies.
    pub grid_name: String,
    /// Why.
    pub reason: ContactReason,
    /// More of it, in words; empty: nothing more was said.
    pub words: String,
    /// Who looked.
    pub by: Author,
    /// As questions name him.
    pub key: String,
    /// When.
    pub at: Moment,
}

/// A step with what its parties are called.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct IncidentStepLine {
    /// The step, with who and when.
    #[serde(flatten)]
    pub taken: StepOfIncident,
    /// Where it stood after it.
    pub state: IncidentState,
    /// Who took it, of the front line: name and title.
    pub person: Option<String>,
    /// Those whom it names: who gets it, who helps, whose it is, who has looked.
    pub names: Vec<String>,
}

/// One clock of an incident, with the parts that add up to it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ClockLine {
    /// What is owed.
    pub kind: ClockKind,
    /// Since when.
    pub from: Moment,
    /// When it was done; none: it is owed still.
    pub until: Option<Moment>,
    /// How long it may take.
    pub limit: Option<Limit>,
    /// Until when it may take instead of that.
    pub extended: Option<Moment>,
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

/// Whether something may be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DeedLine {
    /// What.
    pub deed: Deed,
    /// Why not: a code of the table of words; none: it may.
    pub hurdle: Option<String>,
}
