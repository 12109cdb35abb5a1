//! Bring an imported set in.

use std::sync::PoisonError;

use domain::action::Outcome;
use domain::draft;
use domain::fact::{Fact, Source};
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, SetHash};
use domain::import;
use domain::scheme::Scheme;
use domain::seat::Seat;
use domain::set::{GridSet, Set};
use domain::tree::Tree;
use ledger::ImportRow;

use super::Desktop;
use crate::district::District;
use crate::failure::{broken, bug};
use crate::import::admit;

/// All of the set, or nothing; the same set again changes nothing.
pub fn import(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    hash: &SetHash,
    source: Source,
) -> Result<Outcome, Failure> {
    admit("import_set", seat)?;
    let staged = desk.staging.lock().unwrap_or_else(PoisonError::into_inner).take(hash);
    let Some(staged) = staged else {
        return Err(Refusal::NoSuch { noun: "set", id: hash.to_string() }.into());
    };
    let imports = desk.batch.view().imports().map_err(broken)?;
    if is_in_force(&staged.set, hash, &imports, desk.district) {
        return Ok(Outcome::SetImported { set: hash.clone(), changed: false });
    }
    if let Set::Grids(grids) = staged.set.as_ref() {
        admit_grids(desk, seat, command, grids, &source.file)?;
    }
    let fact = Fact::SetImported {
        set: hash.clone(),
        of: staged.set.kind(),
        rows: u32::try_from(staged.set.len()).unwrap_or(u32::MAX),
        source,
    };
    desk.batch.import(seat, command, desk.now, &fact, &staged.set).map_err(broken)?;
    let packed = staged.packing.join().map_err(|_| bug("a set could not be packed"))?;
    desk.batch.put_set(&packed).map_err(broken)?;
    Ok(Outcome::SetImported { set: hash.clone(), changed: true })
}

/// Grids that name a draft go into it; else the first make the scheme, and further levels extend it.
fn admit_grids(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    grids: &GridSet,
    file: &str,
) -> Result<(), Failure> {
    let published = desk.district.scheme.as_ref();
    let named = desk.batch.view().scheme_named(&grids.scheme).map_err(broken)?;
    match named.filter(|named| Some(named.name.as_str()) != published.map(|scheme| scheme.name.as_str())) {
        Some(other) => draw_in(desk, grids, &other, file),
        None => publish(desk, seat, command, grids, file),
    }
}

/// A draft takes grids in as long as it may change.
fn draw_in(desk: &Desktop<'_, '_>, grids: &GridSet, scheme: &Scheme, file: &str) -> Result<(), Failure> {
    draft::admit_change(scheme)?;
    let tree = Tree::new(desk.batch.view().grids_of(Some(&scheme.name)).map_err(broken)?);
    import::admit_grids(grids, Some(scheme), &tree, false)?.map_err(|faults| Failure::of_faults(file, faults))
}

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
    if let Some(published) = published
        && let Some(draft) = desk.batch.view().drafts_of(&published.name).map_err(broken)?.into_iter().next()
    {
        return Err(Refusal::DraftsOfScheme { draft }.into());
    }
    let scheme = Scheme::grown(published, &grids.scheme, &grids.levels, desk.now);
    if published != Some(&scheme) {
        let fact = Fact::SchemePublished { scheme, moves: Vec::new() };
        desk.batch.append(seat, command, desk.now, None, &fact).map_err(broken)?;
    }
    Ok(())
}

/// Whether all that the set says is so already: its rows stand in the district as they are; of grids and ground,
/// which the district does not hold whole, that the very same set stands. `imports` come newest first.
fn is_in_force(set: &Set, hash: &SetHash, imports: &[ImportRow], district: &District) -> bool {
    let mut standing = imports.iter().filter(|row| row.of == set.kind() && row.undone.is_none());
    match set {
        Set::Grids(_) => standing.any(|row| row.set == *hash),
        // Each ground replaces the one before.
        Set::Basemap(_) => standing.next().is_some_and(|last| last.set == *hash),
        Set::Posts(rows) => rows.iter().all(|row| district.roster.post(&row.id) == Some(row)),
        Set::Venues(rows) => rows.iter().all(|row| district.venues.contains(row)),
        Set::Checkpoints(rows) => rows.iter().all(|row| district.checkpoints.contains(row)),
        Set::Streams(rows) => rows.iter().all(|row| district.streams.contains(row)),
        Set::Units(rows) => rows.iter().all(|row| district.units.contains(row)),
        Set::Partners(rows) => rows.iter().all(|row| district.partners.contains(row)),
        Set::Assets(rows) => rows.iter().all(|row| district.assets.contains(row)),
    }
}
