//! Items as they can be changed by hand, and how they were.

use domain::answer::{AmendmentLine, AmendmentList, ItemCard};
use domain::failure::{Failure, Refusal};
use domain::item::{ItemKind, ItemName};

use super::Desktop;
use crate::failure::broken;

/// The most amendments that a list gives at once.
const MOST: usize = 500;

impl Desktop<'_, '_> {
    pub(super) fn ask_item(&self, name: &ItemName) -> Result<ItemCard, Failure> {
        let Some(item) = self.district.item(name) else {
            return Err(Refusal::NoSuch { noun: name.of.noun(), id: name.id.clone() }.into());
        };
        self.admit_place(self.district.grid_of(&item))?;
        // A camera has no card of its own that somebody opens: what was done to it stands in that of its place.
        let told = match name.of {
            ItemKind::Venue | ItemKind::Checkpoint => self.view.amendments_at(name),
            ItemKind::Stream | ItemKind::Unit | ItemKind::Asset | ItemKind::Partner => self.view.amendments_of(name),
        };
        let mut amendments = told.map_err(broken)?;
        amendments.retain(|line| self.may_see(line));
        Ok(ItemCard { digest: item.digest(), item, amendments })
    }

    pub(super) fn ask_amendments(&self, limit: u32) -> Result<AmendmentList, Failure> {
        let mut amendments = self.view.amendments().map_err(broken)?;
        amendments.retain(|line| self.may_see(line));
        amendments.truncate(MOST.min(limit as usize));
        Ok(AmendmentList { amendments })
    }

    /// Both where it was and where it is.
    fn may_see(&self, line: &AmendmentLine) -> bool {
        let mut items = line.before.iter().chain(&line.after);
        items.all(|item| self.admit_place(self.district.grid_of(item)).is_ok())
    }
}
