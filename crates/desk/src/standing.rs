//! Which imports stand, and what undoing one of them meets: read here for the action and for the list alike.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::fact::FactId;
use domain::failure::Refusal;
use domain::id::SetHash;
use domain::item::ItemKind;
use domain::moment::Moment;
use domain::seat::Device;
use domain::set::SetKind;
use domain::undo::{self, Began, Change, Holding, Import};
use ledger::{Error, ImportRow, View};

use crate::district::District;

/// What imported sets hold, each read once: a set never changes under its name.
#[derive(Default)]
pub struct Holdings {
    read: Mutex<HashMap<SetHash, Arc<Holding>>>,
    /// Of those whose rows need not be read.
    whole: Mutex<HashMap<SetHash, Arc<Holding>>>,
}

impl Holdings {
    /// The imports of a kind that stand and what was amended of it, oldest first. `imports` come newest first.
    pub fn standing(&self, view: &View<'_>, imports: &[ImportRow], of: SetKind) -> Result<Vec<Import>, Error> {
        let rows: Vec<&ImportRow> = imports.iter().rev().filter(|row| row.of == of && row.undone.is_none()).collect();
        let mut amendments = Vec::new();
        if ItemKind::of_set(of).is_some() && !Holding::is_known_by_kind(of) {
            amendments = view.standing_amendments()?;
            amendments.retain(|line| line.item.of.set_kind() == of);
        }
        let mut standing = Vec::with_capacity(rows.len() + amendments.len());
        if let [row] = rows.as_slice()
            && Holding::may_be_whole(of)
            && amendments.iter().all(|line| (line.at, line.fact.seq) > (row.at, row.import.seq))
        {
            standing.push(Import { id: row.import, at: row.at, holding: self.whole(view, &row.set)? });
        } else {
            for row in rows {
                standing.push(Import { id: row.import, at: row.at, holding: self.of(view, &row.set, of)? });
            }
        }
        if !amendments.is_empty() {
            standing.extend(amendments.into_iter().map(|line| {
                let holding = Arc::new(Holding::of_item(&line.item, line.after.as_ref()));
                Import { id: line.fact, at: line.at, holding }
            }));
            standing.sort_by_key(|import| (import.at, import.id.seq));
        }
        Ok(standing)
    }

    fn whole(&self, view: &View<'_>, set: &SetHash) -> Result<Arc<Holding>, Error> {
        if let Some(known) = self.whole.lock().unwrap_or_else(PoisonError::into_inner).get(set) {
            return Ok(Arc::clone(known));
        }
        let whole = Arc::new(Holding::whole(&view.head_of_set(set)?));
        self.whole.lock().unwrap_or_else(PoisonError::into_inner).insert(set.clone(), Arc::clone(&whole));
        Ok(whole)
    }

    fn of(&self, view: &View<'_>, set: &SetHash, of: SetKind) -> Result<Arc<Holding>, Error> {
        if Holding::is_known_by_kind(of) {
            return Ok(Arc::default());
        }
        if let Some(known) = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(set) {
            return Ok(Arc::clone(known));
        }
        let mut read = Holding::default();
        view.each_of_set(set, |rows| read.add(rows))?;
        let read = Arc::new(read);
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(set.clone(), Arc::clone(&read));
        Ok(read)
    }
}

/// Of imports of grids those of one import's scheme, or why none of that scheme is undone; all of any other kind.
pub fn of_scheme(
    view: &View<'_>,
    district: &District,
    mut imports: Vec<Import>,
    import: FactId,
) -> Result<Result<Vec<Import>, Refusal>, Error> {
    let known = imports.iter().find(|known| known.id == import).map(|known| Arc::clone(&known.holding));
    let Some(scheme) = known.as_ref().and_then(|holding| holding.scheme()) else { return Ok(Ok(imports)) };
    let began = if view.steps(scheme)?.is_empty() { Began::ByImport } else { Began::AsDraft };
    let verdict = undo::admit_scheme(scheme, district.scheme.as_ref(), began, &view.drafts_of(scheme)?);
    imports.retain(|known| known.holding.scheme() == Some(scheme));
    Ok(verdict.map(|()| imports))
}

/// What an undo meets in the store beside the district in memory.
pub struct Ground<'a, 'v> {
    view: &'a View<'v>,
    district: &'a District,
    devices: Vec<Device>,
}

impl<'a, 'v> Ground<'a, 'v> {
    pub fn read(view: &'a View<'v>, district: &'a District, now: Moment) -> Result<Self, Error> {
        let mut devices = view.devices()?;
        devices.retain(|device| device.is_valid(now));
        Ok(Self { view, district, devices })
    }

    /// Whether the rule lets an undo change this.
    pub fn admit(&self, change: &Change<'_>) -> Result<Result<(), Refusal>, Error> {
        let around = self.district.around(&self.devices, self.order(change)?);
        Ok(change.admit(&around))
    }

    /// The number of an order that stands on what would go.
    fn order(&self, change: &Change<'_>) -> Result<Option<String>, Error> {
        if change.takes_grids() {
            return Ok(self.view.orders(1)?.into_iter().next().map(|order| order.number));
        }
        change.posts().find_map(|post| self.view.order_to(&post).transpose()).transpose()
    }
}
