//! Alarms: the reasons that facts give for them, and what people said of them. And the deadlines that may give one yet.

use std::collections::BTreeMap;

use domain::alarm::{self, Alarm, Cause, Said, Word};
use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::id::OrderId;
use domain::order::Order;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("alarm.sql");
const RAISE: &str = section(SQL, "raise");
const REASON: &str = section(SQL, "reason");
const WORDS: &str = section(SQL, "words");
const SETTLE: &str = section(SQL, "settle");
const ALARM: &str = section(SQL, "alarm");
const REASONS: &str = section(SQL, "reasons");
const ORDER_OVER: &str = section(SQL, "order_over");
const CALL_OVER: &str = section(SQL, "call_over");
const REPORT_OVER: &str = section(SQL, "report_over");
const DUE: &str = section(SQL, "due");
const CAME: &str = section(SQL, "came");

/// What a fact is to the alarms, once it was folded into all that they are about.
pub(super) fn heard(connection: &Connection, header: &Header, fact: &Fact) -> Result<(), Error> {
    if let Some((cause, reason)) = alarm::raised_by(header, fact) {
        raised(connection, header, &cause, &reason)?;
    }
    for cause in alarm::settled_by(fact) {
        connection.prepare_cached(SETTLE)?.execute(named_params! {":cause": cause.to_string()})?;
    }
    let word = |raises: u32| Word { raises, at: header.at, by: header.by.clone(), fact: header.id() };
    match fact {
        Fact::AlarmAcknowledged { cause, raises } => said(connection, cause, Said::Acknowledged(word(*raises))),
        Fact::AlarmClosed { cause, raises, .. } => said(connection, cause, Said::Closed(word(*raises))),
        Fact::OrderIssued { order, .. } => begun(connection, header, order),
        Fact::DeadlineReached { order, .. } | Fact::OrderEnded { order, .. } => came(connection, *order),
        _ => Ok(()),
    }
}

/// An alarm as it stands; one without reasons where there is none.
pub(crate) fn read(connection: &Connection, cause: &str) -> Result<Alarm, Error> {
    let params = named_params! {":cause": cause};
    let known: Option<(Option<String>, Option<String>)> = connection
        .prepare_cached(ALARM)?
        .query_row(params, |row| Ok((row.get("seen")?, row.get("closed")?)))
        .optional()?;
    let Some((seen, closed)) = known else { return Ok(Alarm::default()) };
    let word = |text: Option<String>| text.map(|text| text::from_json(&text)).transpose();
    let mut raised = BTreeMap::new();
    let mut statement = connection.prepare_cached(REASONS)?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        raised.insert(row.get("reason")?, text::moment(&row.get::<_, String>("at")?)?);
    }
    Ok(Alarm { raised, seen: word(seen)?, closed: word(closed)? })
}

fn raised(connection: &Connection, header: &Header, cause: &Cause, reason: &str) -> Result<(), Error> {
    let key = cause.to_string();
    let mut alarm = read(connection, &key)?;
    alarm.fold(Said::Raised { reason: reason.to_owned(), at: header.at });
    connection.prepare_cached(RAISE)?.execute(named_params! {
        ":cause": key, ":scope": header.scope.as_ref().map(GridPath::as_str), ":settled": is_over(connection, cause)?,
    })?;
    let at = alarm.raised.get(reason).copied().unwrap_or(header.at).to_string();
    connection.prepare_cached(REASON)?.execute(named_params! {":cause": key, ":reason": reason, ":at": at})?;
    Ok(())
}

fn said(connection: &Connection, cause: &Cause, said: Said) -> Result<(), Error> {
    let key = cause.to_string();
    let mut alarm = read(connection, &key)?;
    alarm.fold(said);
    let json = |word: &Option<Word>| word.as_ref().map(text::json);
    connection.prepare_cached(WORDS)?.execute(named_params! {
        ":cause": key, ":seen": json(&alarm.seen), ":closed": json(&alarm.closed),
    })?;
    Ok(())
}

/// Whether somebody has ended the cause before this reason for it was heard of.
fn is_over(connection: &Connection, cause: &Cause) -> Result<bool, Error> {
    let (sql, id) = match cause {
        Cause::Silent { order } | Cause::Overdue { order } | Cause::Refused { order } => {
            (ORDER_OVER, order.to_string())
        }
        Cause::Call { call } => (CALL_OVER, call.to_string()),
        Cause::Report { report } => (REPORT_OVER, report.to_string()),
        Cause::Robot { .. }
        | Cause::Scheme { .. }
        | Cause::Stream { .. }
        | Cause::Calendar { .. }
        | Cause::Writing { .. } => return Ok(false),
    };
    Ok(connection.prepare_cached(sql)?.query_row(named_params! {":id": id}, |row| row.get(0))?)
}

/// The desk that issued an order looks after its deadline; of an order whose words are gone for good nobody does.
fn begun(connection: &Connection, header: &Header, order: &Order) -> Result<(), Error> {
    let Some(due) = order.deadline else { return Ok(()) };
    connection.prepare_cached(DUE)?.execute(named_params! {
        ":order_id": order.id.to_string(), ":desk": header.desk.to_string(), ":due": due.to_string(),
    })?;
    Ok(())
}

fn came(connection: &Connection, order: OrderId) -> Result<(), Error> {
    connection.prepare_cached(CAME)?.execute(named_params! {":order_id": order.to_string()})?;
    Ok(())
}
