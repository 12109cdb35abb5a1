//! Robots bound, changed, tried and unbound; digests settled, and what the desk itself notes of them.

use domain::action::Outcome;
use domain::basemap::Secret;
use domain::code::GridPath;
use domain::errand::Credentials;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::gateway::Settling;
use domain::id::{CommandId, RobotId, SendId};
use domain::purpose::Purpose;
use domain::robot::{MOST_ROBOTS, RobotSetting, RobotWish};
use domain::seat::Seat;
use ledger::RobotRow;
use messenger::robot::{address, admit_secret, errand};

use super::Desktop;
use crate::failure::broken;
use crate::import::admit;
use crate::robot::FIELDS;

/// The secrets are sealed first: without the fact nobody speaks with them, and a retry seals them again. A robot is
/// named by the command that bound it.
pub fn bind(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    robot: Option<RobotId>,
    wish: RobotWish,
) -> Result<Outcome, Failure> {
    admit("bind_robot", seat)?;
    if desk.district.store.purpose == Purpose::Drill {
        return Err(Failure::refused("robot.drill", &[]));
    }
    let robots = robots(desk)?;
    let known = robot.map(|id| find(&robots, id)).transpose()?;
    if known.is_none() && robots.len() >= MOST_ROBOTS {
        return Err(Failure::refused("robot.too_many", &[("most", &MOST_ROBOTS.to_string())]));
    }
    let channel = &wish.setting.channel;
    if desk.district.tree.grid(channel).is_none() {
        return Err(Refusal::NoSuchGrid { path: channel.clone() }.into());
    }
    wish.setting.admit()?;
    let id = robot.unwrap_or(RobotId(command.0));
    let (setting, credentials) = entered(desk, id, known.map(|row| &row.setting), wish)?;
    desk.robots.seal(desk.district.store.desk, id, Some(&credentials))?;
    let channel = setting.channel.clone();
    append(desk, seat, command, &channel, &Fact::RobotBound { robot: id, setting: Box::new(setting) })?;
    Ok(Outcome::RobotBound { robot: id })
}

/// Its secrets go with it; without the fact it would only say that they are missing.
pub fn unbind(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, id: RobotId) -> Result<Outcome, Failure> {
    admit("unbind_robot", seat)?;
    let row = find(&robots(desk)?, id)?.clone();
    desk.robots.seal(desk.district.store.desk, id, None)?;
    append(desk, seat, command, &row.setting.channel, &Fact::RobotUnbound { robot: id })?;
    Ok(Outcome::RobotUnbound)
}

/// The trial waits for its turn as everything does: it counts against the service's limit, too.
pub fn try_out(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, id: RobotId) -> Result<Outcome, Failure> {
    admit("try_robot", seat)?;
    let row = find(&robots(desk)?, id)?.clone();
    append(desk, seat, command, &row.setting.channel, &Fact::RobotTried { robot: id })?;
    Ok(Outcome::RobotTried)
}

/// Nothing that may have arrived is sent again but by this.
pub fn settle(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: SendId,
    how: Settling,
) -> Result<Outcome, Failure> {
    admit("settle_digest", seat)?;
    let digests = desk.batch.view().robot_digests(desk.district.store.desk).map_err(broken)?;
    let known = digests.into_iter().find(|digest| digest.id == id && digest.state.may_be_settled(how));
    let digest = known.ok_or_else(|| Failure::refused("robot.not_open", &[]))?;
    let row = find(&robots(desk)?, digest.robot)?.clone();
    append(desk, seat, command, &row.setting.channel, &Fact::DigestSettled { robot: row.id, digest: id, how })?;
    Ok(Outcome::DigestSettled)
}

/// What the desk itself does, in the name of whoever bound the robot. Tells how much of it was noted: what is of a
/// robot that was unbound meanwhile is not.
pub fn note(desk: &mut Desktop<'_, '_>, facts: Vec<(RobotId, Fact)>) -> Result<u32, Failure> {
    let robots = robots(desk)?;
    let mut noted = 0;
    for (id, fact) in facts {
        let Ok(row) = find(&robots, id) else { continue };
        let command = CommandId((desk.options.new_id)());
        append(desk, &row.by, command, &row.setting.channel, &fact)?;
        noted += 1;
    }
    Ok(noted)
}

/// What is bound, with its secrets: those that were not entered stay what they were.
fn entered(
    desk: &Desktop<'_, '_>,
    id: RobotId,
    known: Option<&RobotSetting>,
    wish: RobotWish,
) -> Result<(RobotSetting, Credentials), Failure> {
    let RobotWish { mut setting, address: pasted, secret, is_near } = wish;
    let kind = setting.kind;
    let known = known.filter(|known| known.kind == kind);
    let sealed = match known {
        Some(_) => desk.robots.sealed(desk.district.store.desk, id)?.unwrap_or_default(),
        None => Credentials::default(),
    };
    setting.name = setting.name.trim().into();
    let (near, key) = if let Some(pasted) = pasted.filter(|pasted| !pasted.0.trim().is_empty()) {
        let found = address(kind, &pasted.0, is_near)?;
        (found.near, Secret(found.key))
    } else {
        let key = sealed.key.ok_or_else(|| Failure::invalid("robot.address_missing", &[]))?;
        (known.and_then(|known| known.near.clone()), key)
    };
    setting.near = near;
    let secret = match secret {
        Some(secret) => Some(Secret(secret.0.trim().to_owned())).filter(|secret| !secret.0.is_empty()),
        None => sealed.secret,
    };
    admit_secret(kind, secret.as_ref().map_or("", |secret| &secret.0))?;
    let credentials = Credentials { key: Some(key), secret };
    messenger::admit(&errand(kind, setting.near.as_deref(), credentials.secret.is_some()), &credentials, &FIELDS)?;
    Ok((setting, credentials))
}

fn robots(desk: &Desktop<'_, '_>) -> Result<Vec<RobotRow>, Failure> {
    desk.batch.view().robots(desk.district.store.desk).map_err(broken)
}

fn find(robots: &[RobotRow], id: RobotId) -> Result<&RobotRow, Refusal> {
    robots.iter().find(|row| row.id == id).ok_or_else(|| Refusal::NoSuch { noun: "robot", id: id.to_string() })
}

fn append(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    channel: &GridPath,
    fact: &Fact,
) -> Result<(), Failure> {
    desk.batch.append(seat, command, desk.now, Some(channel.clone()), fact).map_err(broken)?;
    Ok(())
}
