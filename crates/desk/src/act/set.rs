//! Bring an imported set in.

use std::collections::HashMap;
use std::iter;
use std::sync::PoisonError;

use domain::action::Outcome;
use domain::draft;
use domain::fact::{Fact, Source};
use domain::failure::{Failure, Impediment, Refusal};
use domain::id::{CommandId, SetHash, VenueId};
use domain::import::Admission;
use domain::scheme::Scheme;
use domain::seat::Seat;
use domain::set::{GridSet, Set, SetKind};
use domain::tree::Tree;
use domain::venue::Venue;
use ledger::{Filled, ImportRow, Packed, View};

use super::{Desktop, Pressed};
use crate::arrival::ComingIn;
use crate::district::District;
use crate::failure::broken;
use crate::import::{Staged, admit};

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
    let Staged { empty, rows, packed } = &*staged;
    let imports = desk.batch.view().imports().map_err(broken)?;
    if is_in_force(packed, &imports, desk.district).map_err(broken)? {
        return Ok(Outcome::SetImported { set: hash.clone(), changed: false });
    }
    let (file, of) = (source.file.clone(), packed.kind());
    let fact = Fact::SetImported { set: hash.clone(), of, rows: *rows, source };
    let changed = Outcome::SetImported { set: hash.clone(), changed: true };
    // What was laid in this transaction was admitted in it.
    let filled = desk.filled.take_if(|filled| filled.rows == *rows as usize);
    let Set::Grids(grids) = empty else {
        match filled {
            Some(filled) => desk.batch.import_filled(seat, command, desk.now, &fact, packed, filled),
            None => desk.batch.import(seat, command, desk.now, &fact, packed, &mut |_| true),
        }
        .map_err(broken)?;
        return Ok(changed);
    };
    let draft = draft_named(&desk.batch.view(), desk.district, &grids.scheme)?;
    if let Some(filled) = filled {
        if draft.is_none() {
            publish(desk, seat, command, grids)?;
        }
        desk.batch.import_filled(seat, command, desk.now, &fact, packed, filled).map_err(broken)?;
        return Ok(changed);
    }
    let drawn = drawn_in(&desk.batch.view(), draft.as_ref())?;
    let mut admission = admission(&desk.batch.view(), desk.district, grids, draft.as_ref().zip(drawn.as_ref()))?;
    if draft.is_none() {
        publish(desk, seat, command, grids)?;
    }
    let mut look = |rows: &Set| is_admitted(&mut admission, rows);
    let imported = desk.batch.import(seat, command, desk.now, &fact, packed, &mut look);
    // Where rows are not admitted, the import ends, and this is why.
    admission.done().map_err(|faults| Failure::of_faults(&file, faults))?;
    imported.map_err(broken)?;
    Ok(changed)
}

/// Lays the rows of a set into their layer while they come, and then runs the call that brings it in. A failure where
/// somebody else comes first, where the rows may not come in, and where the call has no use for them: nothing of it may
/// be kept then, and whoever runs the call as any other learns what is to be said.
pub fn take_in(
    desk: &mut Desktop<'_, '_>,
    coming: &ComingIn,
    others: &mut dyn FnMut() -> bool,
) -> Result<Outcome, Failure> {
    desk.filled = lay(desk, coming, others);
    let call = desk.filled.as_ref().and_then(|_| coming.call(others));
    let (seat, call) = call.ok_or_else(not_laid)?;
    let outcome = super::run(desk, Pressed::new(seat, call))?;
    if desk.filled.is_some() { Err(not_laid()) } else { Ok(outcome) }
}

fn lay(desk: &mut Desktop<'_, '_>, coming: &ComingIn, others: &mut dyn FnMut() -> bool) -> Option<Filled> {
    let mut rows = coming.rows(others);
    let empty = rows.next()??;
    let Set::Grids(grids) = &empty else {
        return desk.batch.fill(coming.of, iter::once(Some(empty)).chain(rows)).ok();
    };
    let draft = draft_named(&desk.batch.view(), desk.district, &grids.scheme).ok()?;
    let drawn = drawn_in(&desk.batch.view(), draft.as_ref()).ok()?;
    let drawn = draft.as_ref().zip(drawn.as_ref());
    let mut admission = admission(&desk.batch.view(), desk.district, grids, drawn).ok()?;
    let admitted = rows.map(|rows| rows.filter(|rows| is_admitted(&mut admission, rows)));
    desk.batch.fill(coming.of, iter::once(Some(empty.clone())).chain(admitted)).ok()
}

/// Nobody is told: the set comes in all the same.
pub fn not_laid() -> Failure {
    Failure::broken("the rows of a set were not laid while they came", "set.laying")
}

/// The draft that grids go into; none where they go into what is published. Refused where it may not change any more.
pub fn draft_named(view: &View<'_>, district: &District, scheme: &str) -> Result<Option<Scheme>, Failure> {
    let published = district.scheme.as_ref().map(|published| published.name.as_str());
    let named = view.scheme_named(scheme).map_err(broken)?;
    let draft = named.filter(|named| Some(named.name.as_str()) != published);
    draft.as_ref().map(draft::admit_change).transpose()?;
    Ok(draft)
}

fn drawn_in(view: &View<'_>, draft: Option<&Scheme>) -> Result<Option<Tree>, Failure> {
    draft.map(|draft| Ok(Tree::new(view.grids_of(Some(&draft.name)).map_err(broken)?))).transpose()
}

/// Who looks at grids that come in: into a draft, with what it has, or into what is published.
fn admission<'t>(
    view: &View<'_>,
    district: &'t District,
    grids: &GridSet,
    draft: Option<(&Scheme, &'t Tree)>,
) -> Result<Admission<'t>, Failure> {
    match draft {
        Some((draft, tree)) => Ok(Admission::new(&grids.scheme, Some(draft), tree, false)?),
        None => admit_published(view, district, &grids.scheme),
    }
}

fn is_admitted(admission: &mut Admission<'_>, rows: &Set) -> bool {
    if let Set::Grids(rows) = rows {
        admission.look(rows);
    }
    admission.is_sound()
}

/// The first grids make the scheme; further levels extend it, until orders or drafts rest on it.
pub fn admit_published<'d>(view: &View<'_>, district: &'d District, scheme: &str) -> Result<Admission<'d>, Failure> {
    let District { scheme: published, tree, .. } = district;
    let in_use = view.has_orders().map_err(broken)?;
    let admission = Admission::new(scheme, published.as_ref(), tree, in_use)?;
    if let Some(published) = published
        && let Some(draft) = view.drafts_of(&published.name).map_err(broken)?.into_iter().next()
    {
        return Err(Refusal::Scheme(Impediment::DraftsOfScheme { draft }).into());
    }
    Ok(admission)
}

fn publish(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, grids: &GridSet) -> Result<(), Failure> {
    let published = desk.district.scheme.as_ref();
    let scheme = Scheme::grown(published, &grids.scheme, &grids.levels, desk.now);
    if published != Some(&scheme) {
        let fact = Fact::SchemePublished { scheme, moves: Vec::new() };
        desk.batch.append(seat, command, desk.now, None, &fact).map_err(broken)?;
    }
    Ok(())
}

/// Whether all that the set says is so already: its rows stand in the district as they are; of grids and ground,
/// which the district does not hold whole, that the very same set stands. `imports` come newest first.
fn is_in_force(packed: &Packed, imports: &[ImportRow], district: &District) -> Result<bool, ledger::Error> {
    let mut standing = imports.iter().filter(|row| row.of == packed.kind() && row.undone.is_none());
    match packed.kind() {
        SetKind::Grids => return Ok(standing.any(|row| row.set == *packed.hash())),
        // Each ground replaces the one before.
        SetKind::Basemap => return Ok(standing.next().is_some_and(|last| last.set == *packed.hash())),
        SetKind::Posts
        | SetKind::Venues
        | SetKind::Checkpoints
        | SetKind::Streams
        | SetKind::Units
        | SetKind::Partners
        | SetKind::Assets => {}
    }
    let venues: HashMap<&VenueId, &Venue> = district.venues.iter().map(|venue| (&venue.id, venue)).collect();
    packed.with_rows(|rows| {
        for rows in rows {
            let stand = match rows? {
                Set::Posts(rows) => rows.iter().all(|row| district.roster.post(&row.id) == Some(row)),
                Set::Venues(rows) => rows.iter().all(|row| venues.get(&row.id) == Some(&row)),
                Set::Checkpoints(rows) => rows.iter().all(|row| district.checkpoints.contains(row)),
                Set::Streams(rows) => rows.iter().all(|row| district.streams.contains(row)),
                Set::Units(rows) => rows.iter().all(|row| district.units.contains(row)),
                Set::Partners(rows) => rows.iter().all(|row| district.partners.contains(row)),
                Set::Assets(rows) => rows.iter().all(|row| district.assets.contains(row)),
                Set::Grids(_) | Set::Basemap(_) => false,
            };
            if !stand {
                return Ok(false);
            }
        }
        Ok(true)
    })
}
