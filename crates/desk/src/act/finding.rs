//! Let a finding stand, and open it again.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::finding::{self, FindingKey};
use domain::id::CommandId;
use domain::seat::Seat;

use super::Desktop;
use crate::ask;
use crate::check::Found;
use crate::failure::broken;

/// What somebody says of a finding.
pub struct Said {
    pub scheme: String,
    pub key: FindingKey,
    pub note: String,
    pub name: String,
}

/// Only what is found now can be accepted. Whoever shares a finding with a neighbour leaves it to the level above.
pub fn accept(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, said: Said) -> Result<Outcome, Failure> {
    let Said { scheme, key, note, name } = said;
    finding::check_note(&note, &name)?;
    admit_scheme(desk, &scheme)?;
    let check = desk.district.checked(&desk.batch.view()).map_err(broken)?;
    let found = ask::admit_finding(seat, check.with_key(&key), &key)?;
    let scope = found.scope();
    if let Some(path) = scope.as_ref().filter(|path| !seat.covers(path)) {
        return Err(Refusal::OutsideSubtree { path: path.clone() }.into());
    }
    let (note, name) = (note.trim().to_owned(), name.trim().to_owned());
    let fact = Fact::FindingAccepted { scheme, key, finding: found.kind, note, name };
    desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(Outcome::FindingAccepted)
}

/// What is found no more can be withdrawn all the same, by who has the whole store.
pub fn withdraw(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scheme: String,
    key: FindingKey,
) -> Result<Outcome, Failure> {
    let accepted = desk.batch.view().acceptances(&scheme).map_err(broken)?;
    if !accepted.contains_key(&key) {
        return Err(Refusal::NoSuch { noun: "acceptance", id: key.to_string() }.into());
    }
    let check = desk.district.checked(&desk.batch.view()).map_err(broken)?;
    let scope = check.with_key(&key).and_then(Found::scope);
    let is_theirs = scope.as_ref().map_or(seat.subtree.is_none(), |path| seat.covers(path));
    if let Some(top) = seat.subtree.as_ref().filter(|_| !is_theirs) {
        return Err(Refusal::OutsideSubtree { path: scope.unwrap_or_else(|| top.clone()) }.into());
    }
    let fact = Fact::AcceptanceWithdrawn { scheme, key };
    desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(Outcome::AcceptanceWithdrawn)
}

fn admit_scheme(desk: &Desktop<'_, '_>, wanted: &str) -> Result<(), Refusal> {
    let published = desk.district.scheme.as_ref().map(|scheme| scheme.name.as_str());
    if published == Some(wanted) {
        return Ok(());
    }
    Err(Refusal::NoSuch { noun: "scheme", id: wanted.to_owned() })
}
