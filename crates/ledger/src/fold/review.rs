//! What the figures need to know of each incident, the periods that were frozen, and what reviews decided.

use domain::charge::{Charge, ChargeEnd};
use domain::code::GridPath;
use domain::fact::{Fact, FactId, Header};
use domain::id::{ChargeId, IncidentId};
use domain::incident::{Course, Incident, StepOfIncident};
use domain::report::Spot;
use domain::review::{Freezing, Trail};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::daybook::{self, Arrival};
use crate::error::Error;
use crate::keys::Keys;
use crate::sql::section;
use crate::text;
use crate::view::View;

const SQL: &str = include_str!("review.sql");
const DOCKET: &str = section(SQL, "docket");
const TRAIL: &str = section(SQL, "trail");
const GO_ON: &str = section(SQL, "go_on");
const FREEZE: &str = section(SQL, "freeze");
const CHARGE: &str = section(SQL, "charge");
const ANSWER_CHARGE: &str = section(SQL, "answer_charge");
const CLASS: &str = section(SQL, "class");
const ALL_INCIDENTS: &str = section(SQL, "all_incidents");

/// It came in.
pub(super) fn reported(connection: &Connection, header: &Header, incident: &Incident) -> Result<(), Error> {
    keep(connection, header, incident, &Trail::default())
}

/// A step was taken that led from one course to the next.
pub(super) fn handled(
    connection: &Connection,
    id: IncidentId,
    (before, after): (&Course, &Course),
    taken: &StepOfIncident,
) -> Result<(), Error> {
    let id = id.to_string();
    let kept: Option<(String, i64, Option<u32>)> = connection
        .prepare_cached(TRAIL)?
        .query_row(named_params! {":id": id}, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((trail, arrived, slot)) = kept else { return Ok(()) };
    let trail = text::from_json::<Trail>(&trail)?.after(before, after, taken);
    connection.prepare_cached(GO_ON)?.execute(named_params! {":id": id, ":trail": text::json(&trail)})?;
    daybook::go_on(connection, arrived, slot, &trail)
}

/// Of two that freeze the same days the first stands.
pub(super) fn frozen(connection: &Connection, header: &Header, freezing: &Freezing) -> Result<(), Error> {
    connection.prepare_cached(FREEZE)?.execute(named_params! {
        ":from_day": freezing.period.from.to_string(), ":until_day": freezing.period.until.to_string(),
        ":desk": header.desk.to_string(), ":seq": header.seq, ":at": header.at.to_string(),
    })?;
    Ok(())
}

/// A review charged somebody with something.
pub(super) fn charged(connection: &Connection, header: &Header, charge: &Charge) -> Result<(), Error> {
    connection.prepare_cached(CHARGE)?.execute(named_params! {
        ":id": charge.id.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq,
        ":scope": header.scope.as_ref().map(GridPath::as_str), ":from_day": charge.review.from.to_string(),
        ":until_day": charge.review.until.to_string(), ":due": charge.due.to_string(),
    })?;
    Ok(())
}

/// What came of it first stands.
pub(super) fn answered(connection: &Connection, header: &Header, id: ChargeId, end: ChargeEnd) -> Result<(), Error> {
    connection.prepare_cached(ANSWER_CHARGE)?.execute(named_params! {
        ":id": id.to_string(), ":outcome": text::word(&end), ":desk": header.desk.to_string(), ":seq": header.seq,
    })?;
    Ok(())
}

/// Make the dockets of what came in before there were any.
pub(super) fn catch_up(connection: &Connection, keys: &Keys) -> Result<(), Error> {
    let view = View::new(connection, Some(keys));
    let mut statement = connection.prepare(ALL_INCIDENTS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: IncidentId = text::id(&row.get::<_, String>(0)?)?;
        let fact = FactId { desk: text::id(&row.get::<_, String>(1)?)?, seq: row.get(2)? };
        let Some((header, Some(Fact::IncidentReported { incident }))) = view.fact_with_header(fact)? else { continue };
        let mut steps = Vec::new();
        for step in view.incident_steps(id)? {
            if let Some((header, Some(Fact::IncidentHandled { step, .. }))) = view.fact_with_header(step)? {
                steps.push(StepOfIncident { step, by: header.by, at: header.at });
            }
        }
        keep(connection, &header, &incident, &Trail::of(&steps))?;
    }
    Ok(())
}

/// Read as what each was classed that came in before dockets said so.
pub(super) fn class(connection: &Connection, keys: &Keys) -> Result<(), Error> {
    let view = View::new(connection, Some(keys));
    let mut statement = connection.prepare(ALL_INCIDENTS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let fact = FactId { desk: text::id(&row.get::<_, String>(1)?)?, seq: row.get(2)? };
        let Some(Fact::IncidentReported { incident }) = view.fact(fact)? else { continue };
        if let Some(category) = category_of(&incident) {
            let params = named_params! {":id": row.get::<_, String>(0)?, ":category": category};
            connection.prepare_cached(CLASS)?.execute(params)?;
        }
    }
    Ok(())
}

fn category_of(incident: &Incident) -> Option<String> {
    (!incident.category.is_empty()).then(|| text::json(&incident.category))
}

fn keep(connection: &Connection, header: &Header, incident: &Incident, trail: &Trail) -> Result<(), Error> {
    let venue = match &incident.spot {
        Spot::Venue { id } => Some(&id.0),
        _ => None,
    };
    let category = category_of(incident);
    let kept = connection.prepare_cached(DOCKET)?.execute(named_params! {
        ":id": incident.id.to_string(), ":arrived": header.at.millis(), ":scope": incident.grid.as_str(),
        ":kind": text::word(&incident.kind), ":urgency": text::word(&incident.urgency), ":venue": venue,
        ":longitude": incident.place.map(|place| place.0), ":latitude": incident.place.map(|place| place.1),
        ":category": category, ":trail": text::json(trail),
    })?;
    if kept == 0 {
        return Ok(());
    }
    let arrival = Arrival {
        id: incident.id,
        arrived: header.at,
        grid: incident.grid.as_str(),
        kind: incident.kind,
        urgency: incident.urgency,
        category: category.as_deref(),
        venue: venue.map(String::as_str),
        place: incident.place.map(|place| (place.0, place.1)),
    };
    daybook::enter(connection, &arrival, trail)
}
