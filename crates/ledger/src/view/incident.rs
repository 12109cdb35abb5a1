//! Incidents, and how each stands.

use domain::answer::IncidentRing;
use domain::channel::Reader;
use domain::code::GridPath;
use domain::fact::FactId;
use domain::hlc::Hlc;
use domain::id::{IncidentId, PostId};
use domain::incident::{Channel, IncidentState, OrderOfIncident, Party, Standing};
use domain::moment::Moment;
use domain::order::Priority;
use domain::place::Position;
use domain::report::ReportKind;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("incident.sql");
const SOME: &str = section(SQL, "some");
const COUNT: &str = section(SQL, "count");
const BETWEEN: &str = section(SQL, "between");
const OPEN_BY_STATE: &str = section(SQL, "open_by_state");
const ONE: &str = section(SQL, "one");
const OF_POST: &str = section(SQL, "of_post");
const OF_LEAD: &str = section(SQL, "of_lead");
const TO_CHECK: &str = section(SQL, "to_check");
const MERGED_INTO: &str = section(SQL, "merged_into");
const OF_FOREIGN_NUMBER: &str = section(SQL, "of_foreign_number");
const OPEN_WITHIN: &str = section(SQL, "open_within");
const RINGS: &str = section(SQL, "rings");
const OPEN: &str = section(SQL, "open");
const HEAT: &str = section(SQL, "heat");
const STEPS: &str = section(SQL, "steps");
const ORDERS: &str = section(SQL, "orders");
const COUNT_ON: &str = section(SQL, "count_on");

/// The side of a square of [`View::heat`], in ten-millionths of a degree: some hundred metres.
const SIDE: i32 = 10_000;

/// One incident; what came in stands in its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentRow {
    /// Which.
    pub id: IncidentId,
    /// Its human number.
    pub number: String,
    /// The fact that it is.
    pub fact: FactId,
    /// The deepest grid there.
    pub grid: GridPath,
    /// Who of the front line told it.
    pub post: Option<PostId>,
    /// How it stands.
    pub standing: Standing,
}

/// One that has not ended, with what its clock goes by: nothing of it has to be opened for that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenIncident {
    /// Which, and how it stands.
    pub row: IncidentRow,
    /// How urgent.
    pub urgency: Priority,
    /// When it came in.
    pub arrived: Moment,
}

/// Which incidents are wanted.
#[derive(Debug, Clone, Default)]
pub struct IncidentFilter {
    /// Of this grid and all below; none: of all grids.
    pub scope: Option<GridPath>,
    /// In one of these states; empty: in any.
    pub states: Vec<IncidentState>,
    /// Of one of these sorts; empty: of any.
    pub kinds: Vec<ReportKind>,
    /// That came in by one of these ways; empty: by any.
    pub channels: Vec<Channel>,
    /// Accepted by this one; none: by anybody, or by nobody yet.
    pub handler: Option<Reader>,
    /// Those only that somebody wants to see reopened.
    pub wants_reopening: bool,
}

impl View<'_> {
    /// Some incidents, newest first, after `from` others.
    pub fn incidents(&self, filter: &IncidentFilter, from: u32, limit: u32) -> Result<Vec<IncidentRow>, Error> {
        let Asked { path, below, end, states, kinds, channels, handler } = Asked::of(filter);
        let params = named_params! {
            ":path": path, ":below": below, ":end": end, ":states": states, ":kinds": kinds, ":channels": channels,
            ":handler": handler, ":reopening": filter.wants_reopening, ":limit": limit, ":offset": from,
        };
        self.rows(SOME, params, made)
    }

    /// How many there are of those.
    pub fn incidents_count(&self, filter: &IncidentFilter) -> Result<u32, Error> {
        let Asked { path, below, end, states, kinds, channels, handler } = Asked::of(filter);
        let params = named_params! {
            ":path": path, ":below": below, ":end": end, ":states": states, ":kinds": kinds, ":channels": channels,
            ":handler": handler, ":reopening": filter.wants_reopening,
        };
        Ok(self.row(COUNT, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// Those that came in from one moment on and before another, in a grid and all below, newest first; of no grid: of
    /// all.
    pub fn incidents_between(
        &self,
        scope: Option<&GridPath>,
        (from, until): (Moment, Moment),
        limit: u32,
    ) -> Result<Vec<IncidentRow>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let [from, until] = [from, until].map(|moment| Hlc::default().tick(moment).0);
        let params = named_params! {
            ":path": scope.map(GridPath::as_str), ":below": below, ":end": end, ":from": from, ":until": until,
            ":limit": limit,
        };
        self.rows(BETWEEN, params, made)
    }

    /// How many that have not ended stand in each state, of a grid and all below; none: of all grids.
    pub fn open_incidents(&self, scope: Option<&GridPath>) -> Result<Vec<(IncidentState, u32)>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {":path": scope.map(GridPath::as_str), ":below": below, ":end": end};
        self.rows(OPEN_BY_STATE, params, |row| {
            Ok((text::from_word(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?, row.get(1)?))
        })
    }

    /// One incident.
    pub fn incident(&self, id: IncidentId) -> Result<Option<IncidentRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// What a post reported, newest first.
    pub fn incidents_of(&self, post: &PostId, limit: u32) -> Result<Vec<IncidentRow>, Error> {
        self.rows(OF_POST, named_params! {":post": post.0, ":limit": limit}, made)
    }

    /// What a party has to put right, the oldest first.
    pub fn incidents_led_by(&self, party: &Party, limit: u32) -> Result<Vec<IncidentRow>, Error> {
        self.rows(OF_LEAD, named_params! {":lead": party.key(), ":limit": limit}, made)
    }

    /// What is said to be put right in a grid and all below, and nobody has looked at; the oldest first.
    pub fn incidents_to_check(&self, grid: &GridPath, limit: u32) -> Result<Vec<IncidentRow>, Error> {
        let (below, end) = grid.below_range();
        self.rows(TO_CHECK, named_params! {":path": grid.as_str(), ":below": below, ":end": end, ":limit": limit}, made)
    }

    /// Those that go on as this one, from the first.
    pub fn incidents_merged_into(&self, id: IncidentId) -> Result<Vec<IncidentRow>, Error> {
        self.rows(MERGED_INTO, named_params! {":id": id.to_string()}, made)
    }

    /// The one that came in by a way with this number.
    pub fn incident_of_number(&self, channel: Channel, number: &str) -> Result<Option<IncidentRow>, Error> {
        self.row(OF_FOREIGN_NUMBER, named_params! {":channel": text::word(&channel), ":foreign_number": number}, made)
    }

    /// Those that have not ended and lie between a corner in the south-west and one in the north-east, with where.
    pub fn open_incidents_between(&self, low: Position, high: Position) -> Result<Vec<(IncidentRow, Position)>, Error> {
        let params = named_params! {":west": low.0, ":east": high.0, ":south": low.1, ":north": high.1};
        self.rows(OPEN_WITHIN, params, |row| Ok((made(row)?, Position(row.get("longitude")?, row.get("latitude")?))))
    }

    /// Those that have not ended and lie somewhere on the map, of a grid and all below; none: of all grids.
    pub fn rings(&self, scope: Option<&GridPath>) -> Result<Vec<IncidentRing>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {":path": scope.map(GridPath::as_str), ":below": below, ":end": end};
        self.rows(RINGS, params, |row| {
            let word = |column: &str| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            Ok(IncidentRing {
                id: text::id(word("id")?)?,
                urgency: text::from_word(word("urgency")?)?,
                place: Position(row.get("longitude")?, row.get("latitude")?),
                arrived: text::moment(word("at")?)?,
            })
        })
    }

    /// Those that have not ended, of a grid and all below; none: of all grids. In no order.
    pub fn incidents_under_way(&self, scope: Option<&GridPath>) -> Result<Vec<OpenIncident>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {":path": scope.map(GridPath::as_str), ":below": below, ":end": end};
        self.rows(OPEN, params, |row| {
            let word = |column: &str| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            let (urgency, arrived) = (text::from_word(word("urgency")?)?, text::moment(word("at")?)?);
            Ok(OpenIncident { row: made(row)?, urgency, arrived })
        })
    }

    /// How many incidents came in since a moment and are neither declined, merged nor void, square by square; the place
    /// is none for those of which only the grid is known. Of a grid and all below; none: of all grids.
    pub fn heat(&self, scope: Option<&GridPath>, since: Moment) -> Result<Vec<(Option<Position>, u32)>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":path": scope.map(GridPath::as_str), ":below": below, ":end": end, ":since": Hlc::first_at(since).0,
            ":side": SIDE,
        };
        self.rows(HEAT, params, |row| {
            let (longitude, latitude): (Option<i32>, Option<i32>) = (row.get("longitude")?, row.get("latitude")?);
            Ok((longitude.zip(latitude).map(|(longitude, latitude)| Position(longitude, latitude)), row.get("count")?))
        })
    }

    /// The facts by which steps were taken on an incident, from the first.
    pub fn incident_steps(&self, id: IncidentId) -> Result<Vec<FactId>, Error> {
        self.rows(STEPS, named_params! {":id": id.to_string()}, fact_of)
    }

    /// Orders that were made of an incident, from the first.
    pub fn orders_of_incident(&self, id: IncidentId) -> Result<Vec<OrderOfIncident>, Error> {
        self.rows(ORDERS, named_params! {":id": id.to_string()}, |row| {
            Ok(OrderOfIncident { order: text::id(&row.get::<_, String>("id")?)?, number: row.get("number")? })
        })
    }

    /// How many human numbers of a day, `20261121`, were given out.
    pub fn incidents_on(&self, day: &str) -> Result<u32, Error> {
        let (from, to) = (format!("SJ-{day}-"), format!("SJ-{day}."));
        Ok(self.row(COUNT_ON, named_params! {":from": from, ":to": to}, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }
}

/// A filter as the statements want it.
struct Asked<'a> {
    path: Option<&'a str>,
    below: String,
    end: String,
    states: String,
    kinds: String,
    channels: String,
    handler: Option<String>,
}

impl<'a> Asked<'a> {
    fn of(filter: &'a IncidentFilter) -> Self {
        let (below, end) = filter.scope.as_ref().map(GridPath::below_range).unwrap_or_default();
        Self {
            path: filter.scope.as_ref().map(GridPath::as_str),
            below,
            end,
            states: text::listed(&filter.states),
            kinds: text::listed(&filter.kinds),
            channels: text::listed(&filter.channels),
            handler: filter.handler.as_ref().map(Reader::key),
        }
    }
}

pub(super) fn made(row: &Row<'_>) -> Result<IncidentRow, Error> {
    Ok(IncidentRow {
        id: text::id(&row.get::<_, String>("id")?)?,
        number: row.get("number")?,
        fact: fact_of(row)?,
        grid: GridPath::from_text(row.get::<_, String>("grid")?),
        post: row.get::<_, Option<String>>("post")?.map(PostId),
        standing: text::from_json(row.get_ref("standing")?.as_str().map_err(rusqlite::Error::from)?)?,
    })
}

fn fact_of(row: &Row<'_>) -> Result<FactId, Error> {
    Ok(FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? })
}
