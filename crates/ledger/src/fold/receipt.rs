//! Receipts: one row per person that an order reaches.

use domain::fact::Header;
use domain::id::{OrderId, PostId};
use domain::receipt::{Mark, Part, Progress, Receipt, Stamp, Way};
use domain::target::Recipient;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::error::Error;
use crate::keys::Keys;
use crate::sql::section;
use crate::{seal, text};

const SQL: &str = include_str!("receipt.sql");
const INSERT: &str = section(SQL, "insert");
const READ: &str = section(SQL, "read");
const UPDATE: &str = section(SQL, "update");
const UPDATE_REFUSED_WORDS: &str = section(SQL, "update_refused_words");
const UPDATE_DONE_WORDS: &str = section(SQL, "update_done_words");
const UPDATE_DONE_ATTACHMENTS: &str = section(SQL, "update_done_attachments");
const UPDATE_DONE_VALUE: &str = section(SQL, "update_done_value");

/// Where a person's words stand: what their seal is bound to.
pub(crate) fn place_of(order: OrderId, post: &PostId, progress: Progress) -> String {
    format!("receipt/{order}/{}/{}", text::word(&progress), post.0)
}

/// Where the number or choice of a person's report stands.
pub(crate) fn place_of_value(order: OrderId, post: &PostId) -> String {
    format!("receipt/{order}/value/{}", post.0)
}

/// Where what stands beside a person's report does.
pub(crate) fn place_of_attachments(order: OrderId, post: &PostId) -> String {
    format!("receipt/{order}/attachments/{}", post.0)
}

/// The receipt in a row that begins with its ten columns, in the order of the states.
pub(crate) fn read(row: &Row<'_>) -> Result<Receipt, Error> {
    let stamp = |state: usize| -> Result<Option<Stamp>, Error> {
        let word = |column: usize| row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from);
        let (at, way) = (word(2 * state)?, word(2 * state + 1)?);
        let (Some(at), Some(way)) = (at, way) else { return Ok(None) };
        Ok(Some(Stamp { at: text::moment(at)?, way: text::from_word(way)? }))
    };
    Ok(Receipt { delivered: stamp(0)?, read: stamp(1)?, accepted: stamp(2)?, refused: stamp(3)?, done: stamp(4)? })
}

pub(super) fn expected(
    connection: &Connection,
    order: OrderId,
    recipients: &[Recipient],
    copies: &[Recipient],
) -> Result<(), Error> {
    let order = order.to_string();
    let waiting = text::word(&Progress::Waiting);
    // What is the same in thousands of rows is bound once.
    let mut insert = connection.prepare_cached(INSERT)?;
    insert.raw_bind_parameter(":order_id", &order)?;
    insert.raw_bind_parameter(":progress", &waiting)?;
    for (part, people) in [(Part::Recipient, recipients), (Part::Copy, copies)] {
        insert.raw_bind_parameter(":part", text::word(&part))?;
        for Recipient { grid, post } in people {
            insert.raw_bind_parameter(":grid", grid.as_str())?;
            insert.raw_bind_parameter(":post", &post.0)?;
            insert.raw_execute()?;
        }
    }
    Ok(())
}

pub(super) fn marked(
    connection: &Connection,
    keys: &Keys,
    header: &Header,
    order: OrderId,
    post: &PostId,
    mark: &Mark,
    way: Way,
) -> Result<(), Error> {
    let id = order.to_string();
    let mut statement = connection.prepare_cached(READ)?;
    let known =
        statement.query_row(named_params! {":order_id": id, ":post": post.0}, |row| Ok(read(row))).optional()?;
    let Some(before) = known.transpose()? else { return Ok(()) };
    let mut after = before.clone();
    let claimed = mark.progress();
    after.fold(claimed, Stamp { at: header.at, way });
    if after != before {
        update(connection, &id, post, &after)?;
    }
    // The words go with the stamp that stays.
    if after.stamp(claimed) == before.stamp(claimed) {
        return Ok(());
    }
    let Some(words) = mark.words() else { return Ok(()) };
    let Some(key) = seal::subject_key(connection, keys, &header.subject)? else { return Ok(()) };
    let words = key.seal_word(&place_of(order, post, claimed), words)?;
    let sql = if claimed == Progress::Done { UPDATE_DONE_WORDS } else { UPDATE_REFUSED_WORDS };
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute(named_params! {":order_id": id, ":post": post.0, ":words": words})?;
    if claimed == Progress::Done {
        let value = mark.value().map(|value| key.seal_word(&place_of_value(order, post), value)).transpose()?;
        let mut statement = connection.prepare_cached(UPDATE_DONE_VALUE)?;
        statement.execute(named_params! {":order_id": id, ":post": post.0, ":value": value})?;
        let attachments = (!mark.attachments().is_empty())
            .then(|| key.seal_word(&place_of_attachments(order, post), &text::json(&mark.attachments())))
            .transpose()?;
        let mut statement = connection.prepare_cached(UPDATE_DONE_ATTACHMENTS)?;
        statement.execute(named_params! {":order_id": id, ":post": post.0, ":attachments": attachments})?;
    }
    Ok(())
}

fn update(connection: &Connection, order: &str, post: &PostId, receipt: &Receipt) -> Result<(), Error> {
    let at = |stamp: Option<Stamp>| stamp.map(|stamp| stamp.at.to_string());
    let way = |stamp: Option<Stamp>| stamp.map(|stamp| text::word(&stamp.way));
    connection.prepare_cached(UPDATE)?.execute(named_params! {
        ":order_id": order, ":post": post.0, ":progress": text::word(&receipt.progress()),
        ":delivered_at": at(receipt.delivered), ":delivered_way": way(receipt.delivered),
        ":read_at": at(receipt.read), ":read_way": way(receipt.read),
        ":accepted_at": at(receipt.accepted), ":accepted_way": way(receipt.accepted),
        ":refused_at": at(receipt.refused), ":refused_way": way(receipt.refused),
        ":done_at": at(receipt.done), ":done_way": way(receipt.done),
    })?;
    Ok(())
}
