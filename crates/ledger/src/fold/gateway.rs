//! The site's gateways, and messages on their way out by them.

use domain::fact::{Fact, Header};
use domain::gateway::{GatewayKind, GatewaySetting, Send, SendMove, SendState};
use domain::id::{OrderId, SendId};
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::keys::Keys;
use crate::sql::section;
use crate::{seal, text};

const SQL: &str = include_str!("gateway.sql");
const SET: &str = section(SQL, "set");
const UNSET: &str = section(SQL, "unset");
const TEXT: &str = section(SQL, "text");
const QUEUE: &str = section(SQL, "queue");
const MOVE: &str = section(SQL, "move");
const COUNT: &str = section(SQL, "count");

/// Where what an order says by a gateway stands: what its seal is bound to.
pub(crate) fn place_of_text(order: OrderId, by: GatewayKind) -> String {
    format!("send/{order}/{}", by.word())
}

/// Where what a gateway said of a message stands.
pub(crate) fn place_of_said(send: SendId) -> String {
    format!("send/{send}/said")
}

/// Folds a fact about gateways; any other changes nothing here.
pub(super) fn fold(connection: &Connection, keys: &Keys, header: &Header, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::GatewaySet { by, setting } => set(connection, header, *by, setting.as_deref()),
        Fact::GatewayTried { by, .. } => count(connection, header, *by, 1),
        Fact::SendsQueued { order, by, text, sends } => queued(connection, keys, header, (*order, *by), text, sends),
        Fact::SendsMoved { by, moves, .. } => moved(connection, keys, header, *by, moves),
        _ => Ok(()),
    }
}

fn set(
    connection: &Connection,
    header: &Header,
    by: GatewayKind,
    setting: Option<&GatewaySetting>,
) -> Result<(), Error> {
    let desk = header.desk.to_string();
    match setting {
        Some(setting) => connection.prepare_cached(SET)?.execute(named_params! {
            ":desk": desk, ":gateway": by.word(), ":setting": text::json(setting),
        })?,
        None => connection.prepare_cached(UNSET)?.execute(named_params! {":desk": desk, ":gateway": by.word()})?,
    };
    Ok(())
}

fn queued(
    connection: &Connection,
    keys: &Keys,
    header: &Header,
    (order, by): (OrderId, GatewayKind),
    words: &str,
    sends: &[Send],
) -> Result<(), Error> {
    let Some(key) = seal::subject_key(connection, keys, &header.subject)? else { return Ok(()) };
    let id = order.to_string();
    connection.prepare_cached(TEXT)?.execute(named_params! {
        ":order_id": id, ":gateway": by.word(), ":words": key.seal_word(&place_of_text(order, by), words)?,
    })?;
    let (state, at) = (text::word(&SendState::Waiting), header.at.to_string());
    for send in sends {
        connection.prepare_cached(QUEUE)?.execute(named_params! {
            ":id": send.id.to_string(), ":desk": header.desk.to_string(), ":gateway": by.word(), ":order_id": id,
            ":post": send.post.0, ":state": state, ":due": header.at.millis(), ":at": at,
        })?;
    }
    Ok(())
}

/// What stands in the log last holds: moves are made in order by the one desk that sends.
fn moved(
    connection: &Connection,
    keys: &Keys,
    header: &Header,
    by: GatewayKind,
    moves: &[SendMove],
) -> Result<(), Error> {
    let key = if moves.iter().any(|one| one.said.is_some()) {
        seal::subject_key(connection, keys, &header.subject)?
    } else {
        None
    };
    for one in moves {
        let said = match (&key, &one.said) {
            (Some(key), Some(said)) => Some(key.seal_word(&place_of_said(one.send), said)?),
            _ => None,
        };
        connection.prepare_cached(MOVE)?.execute(named_params! {
            ":id": one.send.to_string(), ":state": text::word(&one.state),
            ":due": one.due.filter(|_| one.state == SendState::Waiting).map(domain::moment::Moment::millis),
            ":at": header.at.to_string(), ":begins": one.state == SendState::Sending, ":number": one.number,
            ":why": one.why.map(|why| text::word(&why)), ":said": said,
        })?;
    }
    match moves.iter().filter(|one| one.state == SendState::Sending).count() {
        0 => Ok(()),
        begun => count(connection, header, by, begun),
    }
}

fn count(connection: &Connection, header: &Header, by: GatewayKind, count: usize) -> Result<(), Error> {
    connection.prepare_cached(COUNT)?.execute(named_params! {
        ":desk": header.desk.to_string(), ":seq": header.seq, ":gateway": by.word(), ":at": header.at.millis(),
        ":count": count,
    })?;
    Ok(())
}
