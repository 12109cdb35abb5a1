//! Pairing codes and devices.

use domain::action::Outcome;
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, DeviceId, PostId};
use domain::seat::{Grant, Role, Seat};

use super::Desktop;
use crate::failure::broken;
use crate::pairing;

/// A code that pairs a phone to a post.
pub fn offer_pairing(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    post: PostId,
) -> Result<Outcome, Failure> {
    let Some(known) = desk.district.roster.post(&post) else {
        return Err(Refusal::NoSuch { noun: "post", id: post.to_string() }.into());
    };
    if !seat.covers(&known.grid) {
        return Err(Refusal::OutsideSubtree { path: known.grid.clone() }.into());
    }
    let subtree = Some(known.grid.clone());
    offer(desk, seat, command, Grant { role: Role::Field, subtree, post: Some(post) })
}

/// A code that seats a browser at the desk. Nobody grants more than he has.
pub fn offer_seat(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    role: Role,
    subtree: Option<GridPath>,
) -> Result<Outcome, Failure> {
    if role == Role::Field {
        return Err(Refusal::NoSuch { noun: "post", id: "field seat".to_owned() }.into());
    }
    if let Some(path) = &subtree {
        if desk.district.tree.grid(path).is_none() {
            return Err(Refusal::NoSuchGrid { path: path.clone() }.into());
        }
        if !seat.covers(path) {
            return Err(Refusal::OutsideSubtree { path: path.clone() }.into());
        }
    }
    let subtree = subtree.or_else(|| seat.subtree.clone());
    offer(desk, seat, command, Grant { role, subtree, post: None })
}

/// Take a token away.
pub fn revoke(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    device: DeviceId,
) -> Result<Outcome, Failure> {
    let devices = desk.batch.view().devices().map_err(broken)?;
    let Some(known) = devices.into_iter().find(|known| known.id == device) else {
        return Err(Refusal::NoSuch { noun: "device", id: device.to_string() }.into());
    };
    if let Some(path) = known.grant.subtree.filter(|path| !seat.covers(path)) {
        return Err(Refusal::OutsideSubtree { path }.into());
    }
    if known.revoked.is_none() {
        let fact = Fact::DeviceRevoked { device };
        desk.batch.append(seat, command, desk.now, None, &fact).map_err(broken)?;
    }
    Ok(Outcome::DeviceRevoked)
}

fn offer(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, grant: Grant) -> Result<Outcome, Failure> {
    let code = pairing::code((desk.options.secret)());
    let until = desk.now.plus_seconds(pairing::CODE_LASTS);
    let scope = grant.subtree.clone();
    let fact = Fact::PairingOffered { code: pairing::hash_of_code(&code), grant, until };
    desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(Outcome::PairingOffered { code, until })
}
