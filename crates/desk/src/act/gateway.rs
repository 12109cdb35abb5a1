//! Gateways entered and tried; messages put in the queue, moved on, reported and settled.

use std::collections::BTreeMap;

use domain::action::Outcome;
use domain::basemap::Secret;
use domain::errand::Credentials;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::gateway::{Delivery, GatewayKind, GatewayWish, Reported, Send, SendMove, SendState, Settling, Why};
use domain::id::{CommandId, OrderId, PostId, RobotId, SendId};
use domain::purpose::Purpose;
use domain::receipt::Mark;
use domain::seat::Seat;
use ledger::SentRow;

use super::{Desktop, order, receipt, robot};
use crate::failure::broken;
use crate::gateway::{self, Sealed};
use crate::import::admit;

/// The most messages that are settled at once.
const MOST_SETTLED: usize = 5_000;

/// What the desk itself does with messages.
pub enum Work {
    /// They are on the wire now, or came to something.
    Moved(Vec<(SentRow, SendMove)>),
    /// A gateway tells what became of some.
    Delivered(GatewayKind, Vec<Delivery>),
    /// What robots say, and what it came to.
    Robots(Vec<(RobotId, Fact)>),
}

/// The secrets are sealed first: without the fact nobody sends with them, and a retry seals them again.
pub fn set(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    by: GatewayKind,
    wish: Option<Box<GatewayWish>>,
) -> Result<Outcome, Failure> {
    admit("set_gateway", seat)?;
    let id = desk.district.store.desk;
    let Some(wish) = wish else {
        desk.gateways.seal(id, by, None)?;
        append(desk, seat, command, &Fact::GatewaySet { by, setting: None })?;
        return Ok(Outcome::GatewaySet);
    };
    if desk.district.store.purpose == Purpose::Drill {
        return Err(Failure::refused("gateway.drill", &[]));
    }
    let GatewayWish { setting, credentials } = *wish;
    let known = desk.gateways.sealed(id, by)?.unwrap_or_default();
    let credentials = Credentials {
        key: kept(credentials.key, known.credentials.key),
        secret: kept(credentials.secret, known.credentials.secret),
    };
    gateway::admit(&setting, &credentials)?;
    let token = match (&setting.report, known.token) {
        (None, _) => String::new(),
        (Some(_), token) if !token.is_empty() => token,
        (Some(_), _) => blake3::hash(&(desk.options.secret)()).to_hex()[..40].to_owned(),
    };
    desk.gateways.seal(id, by, Some(&Sealed { credentials, token }))?;
    append(desk, seat, command, &Fact::GatewaySet { by, setting: Some(Box::new(setting)) })?;
    Ok(Outcome::GatewaySet)
}

/// Notes a try that the desk has just made.
pub fn tried(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, by: GatewayKind) -> Result<Outcome, Failure> {
    admit("try_gateway", seat)?;
    let Some(answer) = desk.gateways.tried(command) else { return Err(Failure::refused("gateway.off", &[])) };
    append(desk, seat, command, &Fact::GatewayTried { by, upshot: answer.upshot.clone() })?;
    Ok(Outcome::GatewayTried { upshot: answer.upshot, status: answer.status, said: answer.said })
}

/// What an order sends out waits from now on. Where it sends nothing, nothing is noted.
pub fn queue(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: OrderId,
    (by, posts, text): (GatewayKind, Vec<PostId>, String),
) -> Result<(), Failure> {
    if posts.is_empty() {
        return Ok(());
    }
    let (known, _) = order::known(desk, id)?;
    let sends = posts.into_iter().map(|post| Send { id: SendId((desk.options.new_id)()), post }).collect();
    let fact = Fact::SendsQueued { order: id, by, text, sends };
    desk.batch.append(seat, command, desk.now, Some(known.scope().clone()), &fact).map_err(broken)?;
    Ok(())
}

/// Those that can be, are sent once more at once, or left; the others have come to an end meanwhile.
pub fn settle(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    sends: &[SendId],
    how: Settling,
) -> Result<Outcome, Failure> {
    admit("settle_sends", seat)?;
    if sends.len() > MOST_SETTLED {
        return Err(Failure::invalid("gateway.too_many", &[("most", &MOST_SETTLED.to_string())]));
    }
    let mut moves = Vec::new();
    for id in sends {
        let row = desk.batch.view().send(*id).map_err(broken)?;
        let row = row.ok_or_else(|| Refusal::NoSuch { noun: "send", id: id.to_string() })?;
        if !row.state.may_be_settled(how) {
            continue;
        }
        let settled = match how {
            Settling::Retry => SendMove { due: Some(desk.now), ..SendMove::to(*id, SendState::Waiting) },
            Settling::Drop => SendMove::because(*id, SendState::Dropped, Why::ByHand),
        };
        moves.push((row, settled));
    }
    let settled = u32::try_from(moves.len()).unwrap_or(u32::MAX);
    note(desk, Some((seat, command)), moves)?;
    Ok(Outcome::SendsSettled { sends: settled })
}

/// What the desk itself does, in the name of whoever issued each order. Tells how many messages moved.
pub fn work(desk: &mut Desktop<'_, '_>, work: Work) -> Result<u32, Failure> {
    let moves = match work {
        Work::Moved(moves) => moves,
        Work::Delivered(by, told) => delivered(desk, by, told)?,
        Work::Robots(facts) => return robot::note(desk, facts),
    };
    let moved = u32::try_from(moves.len()).unwrap_or(u32::MAX);
    note(desk, None, moves)?;
    Ok(moved)
}

/// What deliveries come to; what is told of messages that nobody sent is nothing.
fn delivered(
    desk: &mut Desktop<'_, '_>,
    by: GatewayKind,
    told: Vec<Delivery>,
) -> Result<Vec<(SentRow, SendMove)>, Failure> {
    let mut moves: Vec<(SentRow, SendMove)> = Vec::new();
    for delivery in told {
        let Some(mut row) = meant(desk, by, &delivery.number)? else { continue };
        // Told twice at once: the second time it stands where the first has put it.
        if let Some((_, before)) = moves.iter().rev().find(|(known, _)| known.id == row.id) {
            row.state = before.state;
        }
        if row.tries == 0 {
            continue;
        }
        let state = if delivery.what == Reported::Failed { SendState::Failed } else { SendState::Delivered };
        let mark = match delivery.what {
            Reported::Failed => None,
            Reported::Delivered => Some(Mark::Delivered),
            Reported::Accepted => Some(Mark::Accepted),
        };
        if let Some(mark) = mark {
            receipt::reported(desk, row.order, &row.post, mark, by.way())?;
        }
        if row.state.may_be_reported(state) {
            let moved = SendMove { said: delivery.reason, ..SendMove::to(row.id, state) };
            moves.push((row, moved));
        }
    }
    Ok(moves)
}

/// The message that is told of: by our id, or by the gateway's number of it.
fn meant(desk: &Desktop<'_, '_>, by: GatewayKind, number: &str) -> Result<Option<SentRow>, Failure> {
    let (view, id) = (desk.batch.view(), desk.district.store.desk);
    let ours = match number.parse::<SendId>() {
        Ok(send) => view.send(send).map_err(broken)?,
        Err(_) => None,
    };
    match ours.filter(|row| row.by == by) {
        Some(row) => Ok(Some(row)),
        None => view.send_numbered(id, by, number).map_err(broken),
    }
}

/// One fact for each order and gateway.
fn note(
    desk: &mut Desktop<'_, '_>,
    by_whom: Option<(&Seat, CommandId)>,
    moves: Vec<(SentRow, SendMove)>,
) -> Result<(), Failure> {
    let mut by_order: BTreeMap<(OrderId, GatewayKind), Vec<SendMove>> = BTreeMap::new();
    for (row, moved) in moves {
        by_order.entry((row.order, row.by)).or_default().push(moved);
    }
    for ((id, by), moves) in by_order {
        let (known, _) = order::known(desk, id)?;
        let fact = Fact::SendsMoved { order: id, by, moves };
        let (seat, command) = match by_whom {
            Some((seat, command)) => (seat.clone(), command),
            None => (known.by.clone(), CommandId((desk.options.new_id)())),
        };
        desk.batch.append(&seat, command, desk.now, Some(known.scope().clone()), &fact).map_err(broken)?;
    }
    Ok(())
}

/// A secret that was not entered stays; an empty one goes.
fn kept(entered: Option<Secret>, known: Option<Secret>) -> Option<Secret> {
    match entered {
        None => known,
        Some(secret) => Some(Secret(secret.0.trim().to_owned())).filter(|secret| !secret.0.is_empty()),
    }
}

fn append(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, fact: &Fact) -> Result<(), Failure> {
    desk.batch.append(seat, command, desk.now, None, fact).map_err(broken)?;
    Ok(())
}
