//! Incidents, and how each stands.

use domain::channel::Reader;
use domain::fact::{Fact, Header};
use domain::id::{IncidentId, OrderId};
use domain::incident::{Incident, IncidentStep, Party, Standing, StepOfIncident};
use domain::place::Bounds;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{contents, daybook, review};
use crate::error::Error;
use crate::gpkg;
use crate::keys::Keys;
use crate::log;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("incident.sql");
const REPORT: &str = section(SQL, "report");
const STANDING: &str = section(SQL, "standing");
const GO_ON: &str = section(SQL, "go_on");
const WANT_REOPENING: &str = section(SQL, "want_reopening");
const ANSWER_REOPENING: &str = section(SQL, "answer_reopening");
const KEEP_STEP: &str = section(SQL, "keep_step");
const ORDER: &str = section(SQL, "order");
const IS_BEHIND: &str = section(SQL, "is_behind");
const CLASSED: &str = section(SQL, "classed");
const CAUGHT_UP: &str = section(SQL, "caught_up");

pub(super) fn fold(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::IncidentReported { incident } => reported(connection, header, incident),
        Fact::IncidentHandled { incident, step, .. } => handled(connection, header, *incident, step),
        _ => Ok(()),
    }
}

fn reported(connection: &Connection, header: &Header, incident: &Incident) -> Result<(), Error> {
    let standing = Standing::reported(header.at);
    connection.prepare_cached(REPORT)?.execute(named_params! {
        ":id": incident.id.to_string(), ":number": incident.number, ":desk": header.desk.to_string(),
        ":seq": header.seq, ":hlc": header.hlc.0, ":grid": incident.grid.as_str(),
        ":post": incident.post.as_ref().map(|post| &post.0), ":channel": text::word(&incident.channel),
        ":foreign_number": incident.foreign, ":category": text::word(&incident.kind),
        ":urgency": text::word(&incident.urgency), ":longitude": incident.place.map(|place| place.0),
        ":latitude": incident.place.map(|place| place.1), ":state": text::word(&standing.course.state),
        ":standing": text::json(&standing), ":geom": incident.place.map(gpkg::point),
        ":reported_at": gpkg::written(header.at),
    })?;
    contents::extend(connection, "incident", header, Bounds::around(incident.place))?;
    review::reported(connection, header, incident)
}

/// It goes on where there is a way; what came first in the log stands.
fn handled(connection: &Connection, header: &Header, incident: IncidentId, step: &IncidentStep) -> Result<(), Error> {
    let id = incident.to_string();
    let standing: Option<String> =
        connection.prepare_cached(STANDING)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
    let Some(standing) = standing else { return Ok(()) };
    let standing: Standing = text::from_json(&standing)?;
    if step.deed().hurdle(standing.course.state).is_some() {
        return Ok(());
    }
    let taken = StepOfIncident { step: step.clone(), by: header.by.clone(), at: header.at };
    let before = standing.course.clone();
    let standing = standing.after(&taken);
    connection.prepare_cached(KEEP_STEP)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":incident": id,
    })?;
    let handler = (!step.deed().is_word()).then(|| Reader::of(&header.by).key());
    connection.prepare_cached(GO_ON)?.execute(named_params! {
        ":id": id, ":state": text::word(&standing.course.state), ":lead": standing.course.lead.as_ref().map(Party::key),
        ":merged": standing.course.merged.map(|into| into.to_string()), ":handler": handler,
        ":standing": text::json(&standing),
    })?;
    let wanted = match (before.wants_reopening(), standing.course.wants_reopening()) {
        (false, true) => Some(WANT_REOPENING),
        (true, false) => Some(ANSWER_REOPENING),
        _ => None,
    };
    if let Some(sql) = wanted {
        connection.prepare_cached(sql)?.execute(named_params! {":id": id})?;
    }
    contents::extend(connection, "incident", header, None)?;
    review::handled(connection, incident, (&before, &standing.course), &taken)
}

/// An order was made of it.
pub(super) fn ordered(connection: &Connection, incident: IncidentId, order: OrderId) -> Result<(), Error> {
    connection
        .prepare_cached(ORDER)?
        .execute(named_params! {":incident": incident.to_string(), ":order_id": order.to_string()})?;
    Ok(())
}

/// Fold again what a step of the schema left unfolded, because it is sealed. The caller holds the transaction.
pub(crate) fn catch_up(connection: &Connection, keys: &Keys) -> Result<(), Error> {
    let is_behind = |what: &str| -> Result<bool, Error> {
        Ok(connection.query_row(IS_BEHIND, named_params! {":kind": what}, |row| row.get(0))?)
    };
    let (of_reports, of_dockets) = (is_behind("ReportMade")? || is_behind("ReportHandled")?, is_behind("docket")?);
    if of_reports {
        reports_of_before(connection, keys)?;
    }
    if of_dockets {
        review::catch_up(connection, keys)?;
    }
    if is_behind("docket_category")? {
        review::class(connection, keys)?;
        connection.execute(CLASSED, [])?;
    }
    if is_behind("day_book")? {
        daybook::bind(connection)?;
    }
    // Even emptying what is empty writes: a store is opened again on a full disk, too.
    if of_reports || of_dockets {
        connection.execute(CAUGHT_UP, [])?;
    }
    Ok(())
}

/// What the front line reported when reports were no incidents.
fn reports_of_before(connection: &Connection, keys: &Keys) -> Result<(), Error> {
    log::each(connection, |row| {
        let header = log::header(row)?;
        if !matches!(header.kind.as_str(), "ReportMade" | "ReportHandled") {
            return Ok(());
        }
        match log::fact(connection, Some(keys), &header, row)? {
            Some(fact) => fold(connection, &header, &fact),
            None => Ok(()),
        }
    })
}
