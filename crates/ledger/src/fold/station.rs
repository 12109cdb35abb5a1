//! What stands in another grid since a scheme came into force.

use domain::code::GridPath;
use domain::fact::Header;
use domain::heir::{Move, Mover};
use domain::seat::Grant;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("station.sql");
const KEEP: &str = section(SQL, "keep");
const POST: &str = section(SQL, "post");
const VENUE: &str = section(SQL, "venue");
const CHECKPOINT: &str = section(SQL, "checkpoint");
const UNIT: &str = section(SQL, "unit");
const PARTNER: &str = section(SQL, "partner");
const ASSET: &str = section(SQL, "asset");
const GRANT: &str = section(SQL, "grant");
const DEVICE: &str = section(SQL, "device");
const BETWEEN: &str = section(SQL, "between");

/// Each moves, and the move is kept: an import that is undone brings rows back that were moved since.
pub(super) fn moved(connection: &Connection, header: &Header, moves: &[Move]) -> Result<(), Error> {
    for (place, one) in moves.iter().enumerate() {
        let grid = one.to.as_ref().map(GridPath::as_str);
        connection.prepare_cached(KEEP)?.execute(named_params! {
            ":desk": header.desk.to_string(), ":seq": header.seq, ":place": place, ":hlc": header.hlc.0,
            ":noun": text::word(&one.of), ":id": one.id, ":grid": grid,
        })?;
        carry(connection, one.of, &one.id, grid)?;
    }
    Ok(())
}

/// Carry out again what was moved after one moment of the log and up to another; none: without an end.
pub(super) fn again(connection: &Connection, of: Mover, after: i64, until: Option<i64>) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(BETWEEN)?;
    let mut rows = statement.query(named_params! {":noun": text::word(&of), ":after": after, ":until": until})?;
    while let Some(row) = rows.next()? {
        let (id, grid): (String, Option<String>) = (row.get("id")?, row.get("grid")?);
        carry(connection, of, &id, grid.as_deref())?;
    }
    Ok(())
}

fn carry(connection: &Connection, of: Mover, id: &str, grid: Option<&str>) -> Result<(), Error> {
    let sql = match of {
        Mover::Post => POST,
        Mover::Venue => VENUE,
        Mover::Checkpoint => CHECKPOINT,
        Mover::Unit => UNIT,
        Mover::Partner => PARTNER,
        Mover::Asset => ASSET,
        Mover::Device => return carry_device(connection, id, grid),
    };
    connection.prepare_cached(sql)?.execute(named_params! {":id": id, ":grid": grid})?;
    Ok(())
}

fn carry_device(connection: &Connection, id: &str, grid: Option<&str>) -> Result<(), Error> {
    let granted: Option<String> =
        connection.prepare_cached(GRANT)?.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
    let Some(granted) = granted else { return Ok(()) };
    let grant = Grant { subtree: grid.map(GridPath::from_text), ..text::from_json(&granted)? };
    connection.prepare_cached(DEVICE)?.execute(named_params! {":id": id, ":granted": text::json(&grant)})?;
    Ok(())
}
