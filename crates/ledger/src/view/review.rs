//! What the figures need to know of each incident, the periods that were frozen, and what reviews decided.

use domain::charge::ChargeEnd;
use domain::code::GridPath;
use domain::fact::{Fact, FactId, Header};
use domain::id::{ChargeId, IncidentId, VenueId};
use domain::moment::Moment;
use domain::order::Priority;
use domain::place::Position;
use domain::report::ReportKind;
use domain::review::{Freezing, Period, Trail};
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("review.sql");
const DOCKETS: &str = section(SQL, "dockets");
const LAST_ARRIVAL: &str = section(SQL, "last_arrival");
const CHARGES: &str = section(SQL, "charges");
const CHARGE: &str = section(SQL, "charge");
const FROZEN: &str = section(SQL, "frozen");

/// An incident as it came in, and its trail since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocketRow {
    /// Which.
    pub id: IncidentId,
    /// When it came in.
    pub arrived: Moment,
    /// The deepest grid there.
    pub grid: GridPath,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// How urgent.
    pub urgency: Priority,
    /// As what it is classed.
    pub category: Vec<String>,
    /// At which venue.
    pub venue: Option<VenueId>,
    /// Where on the map.
    pub place: Option<Position>,
    /// What became of it.
    pub trail: Trail,
}

/// What somebody was charged with; what that is stands in its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeRow {
    /// The fact that it is.
    pub fact: FactId,
    /// Whose it is: the grid that has it, or where its unit lies; none: the whole district's.
    pub scope: Option<GridPath>,
    /// What came of it.
    pub end: Option<ChargeEnd>,
    /// The fact by which that was said.
    pub answer: Option<FactId>,
}

impl View<'_> {
    /// Charges of the review of some days, and those of reviews before that are open; of a grid and all below;
    /// none: of all.
    pub fn charges(&self, review: Period, scope: Option<&GridPath>) -> Result<Vec<ChargeRow>, Error> {
        let (below, above) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":from_day": review.from.to_string(), ":until_day": review.until.to_string(),
            ":path": scope.map(GridPath::as_str), ":below": below, ":above": above,
        };
        self.rows(CHARGES, params, charge_of)
    }

    /// One charge.
    pub fn charge(&self, id: ChargeId) -> Result<Option<ChargeRow>, Error> {
        self.row(CHARGE, named_params! {":id": id.to_string()}, charge_of)
    }

    /// What came in from one moment on and before another, as it came; of a grid and all below; none: of all grids.
    pub fn dockets(&self, (from, until): (Moment, Moment), scope: Option<&GridPath>) -> Result<Vec<DocketRow>, Error> {
        let (below, end) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {
            ":from": from.millis(), ":until": until.millis(), ":path": scope.map(GridPath::as_str), ":below": below,
            ":end": end,
        };
        self.rows(DOCKETS, params, made)
    }

    /// When something came in last from a grid and all below; none: nothing ever did.
    pub fn last_arrival(&self, scope: &GridPath) -> Result<Option<Moment>, Error> {
        let (below, end) = scope.below_range();
        let params = named_params! {":path": scope.as_str(), ":below": below, ":end": end};
        let last: Option<Option<i64>> = self.row(LAST_ARRIVAL, params, |row| Ok(row.get(0)?))?;
        Ok(last.flatten().map(Moment::from_millis))
    }

    /// How a period was frozen, with who and when before it; none: it was not.
    pub fn frozen(&self, period: Period) -> Result<Option<(Header, Freezing)>, Error> {
        let params = named_params! {
            ":from_day": period.from.to_string(), ":until_day": period.until.to_string(),
        };
        let fact = self.row(FROZEN, params, |row| {
            Ok(FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? })
        })?;
        let Some(fact) = fact else { return Ok(None) };
        Ok(match self.fact_with_header(fact)? {
            Some((header, Some(Fact::PeriodFrozen { freezing }))) => Some((header, *freezing)),
            _ => None,
        })
    }
}

fn charge_of(row: &Row<'_>) -> Result<ChargeRow, Error> {
    let answer = match row.get::<_, Option<String>>("answer_desk")? {
        Some(desk) => Some(FactId { desk: text::id(&desk)?, seq: row.get("answer_seq")? }),
        None => None,
    };
    Ok(ChargeRow {
        fact: FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? },
        scope: row.get::<_, Option<String>>("scope")?.map(GridPath::from_text),
        end: row.get::<_, Option<String>>("outcome")?.map(|word| text::from_word(&word)).transpose()?,
        answer,
    })
}

fn made(row: &Row<'_>) -> Result<DocketRow, Error> {
    let word = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    let place = match (row.get::<_, Option<i32>>(6)?, row.get::<_, Option<i32>>(7)?) {
        (Some(longitude), Some(latitude)) => Some(Position(longitude, latitude)),
        _ => None,
    };
    Ok(DocketRow {
        id: text::id(word(0)?)?,
        arrived: Moment::from_millis(row.get(1)?),
        grid: GridPath::from_text(word(2)?),
        kind: text::from_word(word(3)?)?,
        urgency: text::from_word(word(4)?)?,
        venue: row.get::<_, Option<String>>(5)?.map(VenueId),
        category: match row.get_ref(9)?.as_str_or_null().map_err(rusqlite::Error::from)? {
            Some(levels) => text::from_json(levels)?,
            None => Vec::new(),
        },
        place,
        trail: text::from_json(word(8)?)?,
    })
}
