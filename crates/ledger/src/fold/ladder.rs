//! Ladders: when the silent are called, and were.

use domain::fact::Header;
use domain::id::OrderId;
use domain::ladder::{Ladder, RungMessage, Step};
use domain::order::{Order, Priority};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("ladder.sql");
const BEGIN: &str = section(SQL, "begin");
const READ: &str = section(SQL, "read");
const UPDATE: &str = section(SQL, "update");
const STOP: &str = section(SQL, "stop");
const SET: &str = section(SQL, "set");

/// The desk that issued an order owns its ladder.
pub(super) fn began(connection: &Connection, header: &Header, order: &Order) -> Result<(), Error> {
    if order.ladder.is_empty() {
        return Ok(());
    }
    let ladder = Ladder::of(order.issued, &order.ladder);
    connection.prepare_cached(BEGIN)?.execute(named_params! {
        ":order_id": order.id.to_string(), ":desk": header.desk.to_string(), ":ladder": text::json(&ladder),
        ":next": next(&ladder),
    })?;
    Ok(())
}

pub(super) fn reached(connection: &Connection, header: &Header, order: OrderId, step: Step) -> Result<(), Error> {
    let id = order.to_string();
    let mut statement = connection.prepare_cached(READ)?;
    let known: Option<String> =
        statement.query_row(named_params! {":order_id": id}, |row| row.get("ladder")).optional()?;
    let Some(known) = known else { return Ok(()) };
    let mut ladder: Ladder = text::from_json(&known)?;
    ladder.fold(step, header.at);
    connection.prepare_cached(UPDATE)?.execute(named_params! {
        ":order_id": id, ":ladder": text::json(&ladder), ":next": next(&ladder),
    })?;
    Ok(())
}

/// Nobody is called about an order that has ended.
pub(super) fn stopped(connection: &Connection, order: OrderId) -> Result<(), Error> {
    connection.prepare_cached(STOP)?.execute(named_params! {":order_id": order.to_string()})?;
    Ok(())
}

pub(super) fn set(
    connection: &Connection,
    priority: Priority,
    minutes: &[u32],
    message: Option<RungMessage>,
) -> Result<(), Error> {
    let message = message.as_ref().map(text::json);
    connection.prepare_cached(SET)?.execute(named_params! {
        ":priority": text::word(&priority), ":minutes": text::json(&minutes), ":message": message,
    })?;
    Ok(())
}

fn next(ladder: &Ladder) -> Option<i64> {
    ladder.next().map(|rung| rung.due.millis())
}
