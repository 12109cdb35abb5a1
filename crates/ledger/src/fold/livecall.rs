//! Live calls: who is in one, and how far it has come.

use domain::code::GridPath;
use domain::fact::Header;
use domain::id::CallId;
use domain::livecall::{CallEnd, CallStage, CallTurn, Ring};
use domain::seat::Role;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("livecall.sql");
const RANG: &str = section(SQL, "rang");
const ANSWERED: &str = section(SQL, "answered");
const MOVED: &str = section(SQL, "moved");
const OFFERED: &str = section(SQL, "offered");
const FREED: &str = section(SQL, "freed");
const ENDED: &str = section(SQL, "ended");
const RECORDED: &str = section(SQL, "recorded");
const UNRECORDED: &str = section(SQL, "unrecorded");
const CENTRE_TOLD: &str = section(SQL, "centre_told");
const POST_TOLD: &str = section(SQL, "post_told");

pub(super) fn rang(connection: &Connection, header: &Header, ring: &Ring) -> Result<(), Error> {
    let (centre, phone) = parties(header);
    connection.prepare_cached(RANG)?.execute(named_params! {
        ":id": ring.id.to_string(), ":desk": header.desk.to_string(), ":post": ring.post.0,
        ":grid": header.scope.as_ref().map_or("", GridPath::as_str), ":way": text::word(&ring.way),
        ":at": header.at.to_string(), ":centre": centre, ":phone": phone,
    })?;
    Ok(())
}

pub(super) fn turned(connection: &Connection, header: &Header, call: CallId, turn: &CallTurn) -> Result<(), Error> {
    let (id, at) = (call.to_string(), header.at.to_string());
    let moved = |stage: CallStage| {
        let stage = text::word(&stage);
        connection.prepare_cached(MOVED)?.execute(named_params! {":id": id, ":at": at, ":stage": stage})
    };
    let offered =
        |to: Option<String>| connection.prepare_cached(OFFERED)?.execute(named_params! {":id": id, ":to": to});
    match turn {
        CallTurn::Answered => {
            let (centre, phone) = parties(header);
            let taken = named_params! {":id": id, ":at": at, ":centre": centre, ":phone": phone};
            connection.prepare_cached(ANSWERED)?.execute(taken)?
        }
        CallTurn::Held => moved(CallStage::Held)?,
        CallTurn::Watched => moved(CallStage::Watched)?,
        CallTurn::Resumed => moved(CallStage::Talking)?,
        CallTurn::Offered { to } => offered(Some(text::json(to)))?,
        CallTurn::Kept => offered(None)?,
        CallTurn::Recorded => connection.prepare_cached(RECORDED)?.execute(named_params! {":id": id})?,
        CallTurn::Unrecorded => connection.prepare_cached(UNRECORDED)?.execute(named_params! {":id": id})?,
        CallTurn::Told => {
            let sql = if header.by.role == Role::Field { POST_TOLD } else { CENTRE_TOLD };
            connection.prepare_cached(sql)?.execute(named_params! {":id": id})?
        }
        CallTurn::Freed => connection.prepare_cached(FREED)?.execute(named_params! {":id": id, ":at": at})?,
    };
    Ok(())
}

pub(super) fn ended(connection: &Connection, header: &Header, call: CallId, end: CallEnd) -> Result<(), Error> {
    connection.prepare_cached(ENDED)?.execute(named_params! {
        ":id": call.to_string(), ":at": header.at.to_string(), ":how": text::word(&end),
    })?;
    Ok(())
}

/// Whoever rings or answers, on the side where he is.
fn parties(header: &Header) -> (Option<String>, Option<String>) {
    let seat = text::json(&header.by);
    if header.by.role == Role::Field { (None, Some(seat)) } else { (Some(seat), None) }
}
