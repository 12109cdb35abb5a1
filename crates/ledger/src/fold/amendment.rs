//! Items that were changed by hand.

use std::iter;

use domain::amendment::{AmendCause, Amendment};
use domain::fact::Header;
use domain::item::{Item, ItemKind, ItemName};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("amendment.sql");
const KEEP: &str = section(SQL, "keep");
const UNDO: &str = section(SQL, "undo");
const BETWEEN: &str = section(SQL, "between");
const DELETE_VENUE: &str = section(SQL, "delete_venue");
const DELETE_CHECKPOINT: &str = section(SQL, "delete_checkpoint");
const DELETE_STREAM: &str = section(SQL, "delete_stream");
const DELETE_UNIT: &str = section(SQL, "delete_unit");
const DELETE_ASSET: &str = section(SQL, "delete_asset");
const DELETE_PARTNER: &str = section(SQL, "delete_partner");

/// The item changes, and the amendment is kept: an import that is undone brings rows back that were changed since.
pub(super) fn amended(connection: &Connection, header: &Header, amendment: &Amendment) -> Result<(), Error> {
    let Amendment { item, before, after, cause, reason, said } = amendment;
    let undone = match cause {
        AmendCause::ByHand => None,
        AmendCause::Undone { fact } => Some(*fact),
    };
    // Logs from before say in some addresses what opens the camera.
    let [before, after] = [before, after].map(|item| item.clone().map(Item::without_login));
    let json = |item: &Option<Item>| item.as_ref().map(text::json);
    connection.prepare_cached(KEEP)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":hlc": header.hlc.0, ":noun": text::word(&item.of),
        ":id": item.id, ":before": json(&before), ":after": json(&after), ":cause": text::json(cause),
        ":undoes_desk": undone.map(|fact| fact.desk.to_string()), ":undoes_seq": undone.map(|fact| fact.seq),
        ":reason": reason, ":by": text::json(&header.by), ":at": header.at.to_string(),
        ":said": said.map(|said| said.to_string()),
    })?;
    if let Some(fact) = undone {
        connection.prepare_cached(UNDO)?.execute(named_params! {
            ":desk": fact.desk.to_string(), ":seq": fact.seq, ":at": header.at.to_string(),
        })?;
    }
    leave(connection, header, item, after.as_ref())
}

/// An amendment that still stands, by its moment in the log.
pub(super) struct Standing {
    pub(super) hlc: i64,
    name: ItemName,
    after: Option<Item>,
}

/// The amendments of a kind that stand, made after one moment of the log and up to another; none: without an end.
/// One that was taken back does not stand, nor what took it back.
pub(super) fn between(
    connection: &Connection,
    of: ItemKind,
    after: i64,
    until: Option<i64>,
) -> Result<Vec<Standing>, Error> {
    let mut statement = connection.prepare_cached(BETWEEN)?;
    let mut rows = statement.query(named_params! {":noun": text::word(&of), ":after": after, ":until": until})?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let after: Option<String> = row.get("after")?;
        let after = after.map(|json| text::from_json(&json)).transpose()?;
        all.push(Standing { hlc: row.get("hlc")?, name: ItemName { of, id: row.get("id")? }, after });
    }
    Ok(all)
}

impl Standing {
    /// Carry it out again.
    pub(super) fn again(&self, connection: &Connection, header: &Header) -> Result<(), Error> {
        leave(connection, header, &self.name, self.after.as_ref())
    }
}

fn leave(connection: &Connection, header: &Header, name: &ItemName, after: Option<&Item>) -> Result<(), Error> {
    let Some(item) = after else { return remove(connection, name) };
    let set = item.clone().into_set();
    super::bring_in(connection, header, set.kind(), &mut iter::once(Ok(set)))?;
    Ok(())
}

fn remove(connection: &Connection, name: &ItemName) -> Result<(), Error> {
    let sql = match name.of {
        ItemKind::Venue => DELETE_VENUE,
        ItemKind::Checkpoint => DELETE_CHECKPOINT,
        ItemKind::Stream => DELETE_STREAM,
        ItemKind::Unit => DELETE_UNIT,
        ItemKind::Asset => DELETE_ASSET,
        ItemKind::Partner => DELETE_PARTNER,
    };
    connection.prepare_cached(sql)?.execute(named_params! {":id": name.id})?;
    Ok(())
}
