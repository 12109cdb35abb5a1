//! Let a finding stand, and open it again.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::finding::{self, FindingKey, Mend};
use domain::id::CommandId;
use domain::revision::Cause;
use domain::seat::Seat;

use super::{Desktop, admit_scope, revise};
use crate::ask;
use crate::check::mends::Bench;
use crate::check::{Found, State};
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
    let (kind, scope) = desk.checks.on(&desk.batch.view(), desk.district, State::Pending, Some(&scheme), |ground| {
        let found = ask::admit_finding(seat, ground.check.with_key(&key), &key)?;
        Ok((found.kind, found.scope()))
    })?;
    // All of a finding must be the seat's.
    admit_scope(seat, scope.as_ref())?;
    let (note, name) = (note.trim().to_owned(), name.trim().to_owned());
    let fact = Fact::FindingAccepted { scheme, key, finding: kind, note, name };
    desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(Outcome::FindingAccepted)
}

/// A revision of a draft that leaves less at fault, or a refusal.
pub fn mend(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scheme: &str,
    key: &FindingKey,
    mend: &Mend,
) -> Result<Outcome, Failure> {
    // Drafts are the whole store's.
    crate::import::admit("mend_finding", seat)?;
    let view = desk.batch.view();
    let (kind, wanted) = desk.checks.on(&view, desk.district, State::Pending, Some(scheme), |ground| {
        let found = ask::admit_finding(seat, ground.check.with_key(key), key)?;
        let bench = Bench { view: &view, scheme, tree: ground.tree, check: &ground.check };
        Ok((found.kind, bench.wanted(found, mend)?))
    })?;
    drop(view);
    let cause = Cause::Mended { finding: kind.word().to_owned(), how: mend.word().to_owned() };
    revise::change(desk, seat, command, scheme, cause, wanted)
}

/// What is found no more can be withdrawn all the same, by who has the whole store.
pub fn withdraw(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scheme: String,
    key: FindingKey,
) -> Result<Outcome, Failure> {
    let view = desk.batch.view();
    if !view.acceptances(&scheme).map_err(broken)?.contains_key(&key) {
        return Err(Refusal::NoSuch { noun: "acceptance", id: key.to_string() }.into());
    }
    let scope = desk.checks.on(&view, desk.district, State::Pending, Some(&scheme), |ground| {
        Ok(ground.check.with_key(&key).and_then(Found::scope))
    })?;
    drop(view);
    // All of a finding must be the seat's.
    admit_scope(seat, scope.as_ref())?;
    let fact = Fact::AcceptanceWithdrawn { scheme, key };
    desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(Outcome::AcceptanceWithdrawn)
}
