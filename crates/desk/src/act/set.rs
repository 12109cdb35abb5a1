//! Bring an imported set in.

use std::sync::PoisonError;

use domain::action::Outcome;
use domain::fact::{Fact, Source};
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, SetHash};
use domain::import;
use domain::scheme::{Scheme, SchemeState};
use domain::seat::{Role, Seat};
use domain::set::{GridSet, Set};

use super::Desktop;
use crate::district::District;
use crate::failure::broken;

/// All of the set, or nothing; the same set again changes nothing.
pub fn import(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    hash: &SetHash,
    source: Source,
) -> Result<Outcome, Failure> {
    if seat.role != Role::Admin || seat.subtree.is_some() {
        return Err(Refusal::NotYours { entry: "import_set", role: seat.role.word().to_owned() }.into());
    }
    let staged = desk.staging.lock().unwrap_or_else(PoisonError::into_inner).take(hash);
    let Some(staged) = staged else {
        return Err(Refusal::NoSuch { noun: "set", id: hash.to_string() }.into());
    };
    let known = desk.batch.has_set(hash).map_err(broken)?;
    if is_in_force(&staged.set, known, desk.district) {
        return Ok(Outcome::SetImported { set: hash.clone(), changed: false });
    }
    if let Set::Grids(grids) = &staged.set {
        publish(desk, seat, command, grids, &source.file)?;
    }
    desk.batch.put_set(hash, &staged.set, &staged.normal_form).map_err(broken)?;
    let fact = Fact::SetImported {
        set: hash.clone(),
        of: staged.set.kind(),
        rows: u32::try_from(staged.set.len()).unwrap_or(u32::MAX),
        source,
    };
    desk.batch.append(seat, command, desk.now, None, &fact).map_err(broken)?;
    Ok(Outcome::SetImported { set: hash.clone(), changed: true })
}

/// The first grids make the scheme; further levels extend it.
fn publish(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    grids: &GridSet,
    file: &str,
) -> Result<(), Failure> {
    let published = desk.district.scheme.as_ref();
    let in_use = desk.batch.view().has_orders().map_err(broken)?;
    import::admit_grids(grids, published, &desk.district.tree, in_use)?
        .map_err(|faults| Failure::of_faults(file, faults))?;
    let mut scheme = published.cloned().unwrap_or_else(|| Scheme {
        name: grids.scheme.clone(),
        levels: Vec::new(),
        state: SchemeState::Published,
        valid_from: desk.now,
    });
    let before = scheme.levels.len();
    for level in &grids.levels {
        if scheme.levels.iter().all(|known| known.level != level.level) {
            scheme.levels.push(level.clone());
        }
    }
    scheme.levels.sort_by_key(|level| level.level);
    if published.is_none() || scheme.levels.len() != before {
        desk.batch.append(seat, command, desk.now, None, &Fact::SchemePublished { scheme }).map_err(broken)?;
    }
    Ok(())
}

/// Whether every row of the set stands in the district as it is. `known`: the very same set came in before.
fn is_in_force(set: &Set, known: bool, district: &District) -> bool {
    match set {
        Set::Grids(_) | Set::Basemap(_) => known,
        Set::Posts(rows) => rows.iter().all(|row| district.roster.post(&row.id) == Some(row)),
        Set::Venues(rows) => rows.iter().all(|row| district.venues.contains(row)),
        Set::Checkpoints(rows) => rows.iter().all(|row| district.checkpoints.contains(row)),
        Set::Streams(rows) => rows.iter().all(|row| district.streams.contains(row)),
    }
}
