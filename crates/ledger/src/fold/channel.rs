//! Channels: one line for each message and each order, numbered in the order in which the store learnt of them; and
//! how far each person has read, which is no fold.
//!
//! Invariant: a message costs the same whatever its span; who reads it is found out where somebody reads.

use domain::channel::{Message, QuietHours, Reader, Span};
use domain::code::GridPath;
use domain::fact::Header;
use domain::id::MessageId;
use domain::order::Order;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("channel.sql");
const SAID: &str = section(SQL, "said");
const CALLED: &str = section(SQL, "called");
const LAST: &str = section(SQL, "last");
const PINNED: &str = section(SQL, "pinned");
const UNPINNED: &str = section(SQL, "unpinned");
const WITHDRAWN: &str = section(SQL, "withdrawn");
const ALWAYS_RINGS: &str = section(SQL, "always_rings");
const QUIET: &str = section(SQL, "quiet");
const READ: &str = section(SQL, "read");
const READ_BELOW: &str = section(SQL, "read_below");

pub(super) fn said(connection: &Connection, header: &Header, message: &Message) -> Result<(), Error> {
    let (channel, quotes) = (message.channel.as_str(), message.quotes.map(|id| id.to_string()));
    let number: u32 = connection.prepare_cached(SAID)?.query_row(
        named_params! {
            ":id": message.id.to_string(), ":what": "message", ":channel": channel,
            ":span": text::word(&message.span), ":author": Reader::of(&header.by).key(),
            ":desk": header.desk.to_string(), ":seq": header.seq, ":quotes": quotes,
        },
        |row| row.get(0),
    )?;
    for post in &message.mentions {
        connection.prepare_cached(CALLED)?.execute(named_params! {":post": post.0, ":number": number})?;
    }
    connection.prepare_cached(LAST)?.execute(named_params! {":path": channel, ":last": number})?;
    Ok(())
}

pub(super) fn ordered(connection: &Connection, header: &Header, order: &Order) -> Result<(), Error> {
    let scope = header.scope.as_ref().unwrap_or(order.scope());
    let _: u32 = connection.prepare_cached(SAID)?.query_row(
        named_params! {
            ":id": order.id.to_string(), ":what": "order", ":channel": scope.as_str(),
            ":span": text::word(&Span::Here), ":author": "", ":desk": header.desk.to_string(), ":seq": header.seq,
            ":quotes": None::<String>,
        },
        |row| row.get(0),
    )?;
    Ok(())
}

pub(super) fn pinned(connection: &Connection, header: &Header, message: MessageId) -> Result<(), Error> {
    connection.prepare_cached(PINNED)?.execute(named_params! {
        ":id": message.to_string(), ":at": header.at.to_string(), ":by": text::json(&header.by),
    })?;
    Ok(())
}

pub(super) fn unpinned(connection: &Connection, message: MessageId) -> Result<(), Error> {
    connection.prepare_cached(UNPINNED)?.execute(named_params! {":id": message.to_string()})?;
    Ok(())
}

/// A withdrawn message is pinned no longer.
pub(super) fn withdrawn(connection: &Connection, header: &Header, message: MessageId) -> Result<(), Error> {
    connection.prepare_cached(WITHDRAWN)?.execute(named_params! {
        ":id": message.to_string(), ":desk": header.desk.to_string(), ":seq": header.seq,
    })?;
    Ok(())
}

pub(super) fn quiet(connection: &Connection, hours: Option<QuietHours>) -> Result<(), Error> {
    match hours {
        Some(hours) => connection.prepare_cached(QUIET)?.execute(named_params! {":hours": text::json(&hours)})?,
        None => connection.prepare_cached(ALWAYS_RINGS)?.execute([])?,
    };
    Ok(())
}

/// Move somebody's mark in a channel, or in it and all below; it never goes back, nor past what was said.
pub(crate) fn read(
    connection: &Connection,
    reader: &Reader,
    (channel, span): (&GridPath, Span),
    number: u32,
) -> Result<(), Error> {
    let reader = reader.key();
    connection
        .prepare_cached(READ)?
        .execute(named_params! {":reader": reader, ":path": channel.as_str(), ":number": number})?;
    if span == Span::Below {
        let (from, to) = channel.below_range();
        connection
            .prepare_cached(READ_BELOW)?
            .execute(named_params! {":reader": reader, ":from": from, ":to": to, ":number": number})?;
    }
    Ok(())
}
