//! Ways in for other systems, opened and closed.

use domain::action::Outcome;
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, IntakeId};
use domain::incident::Channel;
use domain::intake::Intake;
use domain::purpose::Purpose;
use domain::seat::Seat;
use domain::sensor;

use super::Desktop;
use crate::failure::broken;
use crate::import::admit;
use crate::pairing::hash;

/// The longest that one lasts by itself, in days.
const MOST_DAYS: u16 = 3_660;
const DAY: i64 = 24 * 3600;

/// How far somebody wants one to be open.
pub struct Wanted {
    pub name: String,
    pub channel: Channel,
    pub subtree: Option<GridPath>,
    pub days: Option<u16>,
}

/// The token is told once, and only its hash is kept.
pub fn open(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, wanted: Wanted) -> Result<Outcome, Failure> {
    admit("open_intake", seat)?;
    let Wanted { name, channel, subtree, days } = wanted;
    let name = Intake::named(&name)?;
    if !Intake::may_bring(channel) {
        return Err(Failure::invalid("intake.no_such_channel", &[]));
    }
    if let Some(path) = subtree.as_ref().filter(|path| desk.district.tree.grid(path).is_none()) {
        return Err(Refusal::NoSuchGrid { path: path.clone() }.into());
    }
    if days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)) {
        return Err(Failure::invalid("intake.no_such_days", &[("most", &MOST_DAYS.to_string())]));
    }
    let until = days.map(|days| desk.now.plus_seconds(i64::from(days) * DAY));
    let id = IntakeId(command.0);
    let token = blake3::Hash::from((desk.options.secret)()).to_hex().to_string();
    let intake = Box::new(Intake { id, name, channel, subtree: subtree.clone(), until });
    let fact = Fact::IntakeOpened { intake, token: hash(&token) };
    desk.batch.append(seat, command, desk.now, subtree, &fact).map_err(broken)?;
    Ok(Outcome::IntakeOpened { intake: id, token })
}

/// What opens the broker was taken out of the address before, and is sealed after the commit.
pub fn set_broker(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    address: Option<String>,
) -> Result<Outcome, Failure> {
    admit("set_broker", seat)?;
    let address = address.map(|address| address.trim().to_owned()).filter(|address| !address.is_empty());
    if let Some(address) = &address {
        if desk.district.store.purpose == Purpose::Drill {
            return Err(Failure::refused("sensor.drill", &[]));
        }
        sensor::admit_broker(address)?;
    }
    desk.batch.append(seat, command, desk.now, None, &Fact::BrokerSet { address }).map_err(broken)?;
    Ok(Outcome::BrokerSet)
}

/// Closed twice it is closed once.
pub fn close(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, id: IntakeId) -> Result<Outcome, Failure> {
    admit("close_intake", seat)?;
    let row = desk.batch.view().intake(id).map_err(broken)?;
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "intake", id: id.to_string() })?;
    if row.closed.is_none() {
        let fact = Fact::IntakeClosed { intake: id };
        desk.batch.append(seat, command, desk.now, row.intake.subtree, &fact).map_err(broken)?;
    }
    Ok(Outcome::IntakeClosed)
}
