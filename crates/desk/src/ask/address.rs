//! Which place an address means.

use domain::address::Address;
use domain::answer::{AddressList, AddressPlace};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::place::Position;

use super::Desktop;
use crate::failure::broken;
use crate::gazetteer::{Candidate, Meant};
use crate::moves;

/// Places that an address is answered with.
const MOST: usize = 10;
/// Signs of an address that are read; what stands behind them names no place any more.
const LONGEST: usize = 120;

impl Desktop<'_, '_> {
    pub(super) fn ask_address(&self, words: &str, near: Option<Position>) -> Result<AddressList, Failure> {
        let words: String = words.chars().take(LONGEST).collect();
        let address = Address::read(&words);
        let named = self.district.named();
        let may_see = |of: &Meant<'_>| match of.grid() {
            Some(path) => self.seat.covers(path),
            // Where on a road it lies is asked of those few that are told.
            None => matches!(of, Meant::Road { .. }) || self.seat.subtree.is_none(),
        };
        let gazetteer = self.district.gazetteer(self.view).map_err(broken)?;
        let mut places = Vec::new();
        for candidate in gazetteer.find(&address, &named, near, may_see) {
            places.extend(self.address_place(&candidate)?);
            if places.len() == MOST {
                break;
            }
        }
        Ok(AddressList { places, is_beside: address.beside.is_some() })
    }

    /// A candidate as it is told; none where it lies outside the seat's grids.
    fn address_place(&self, candidate: &Candidate<'_>) -> Result<Option<AddressPlace>, Failure> {
        let (id, name, at) = match &candidate.of {
            Meant::Grid(grid) => {
                let label = self.district.label(self.view, &grid.path).map_err(broken)?;
                (grid.path.to_string(), grid.name.clone(), label)
            }
            Meant::Venue(venue) => (venue.id.to_string(), venue.name.clone(), Some(venue.place)),
            Meant::Checkpoint(one) => (one.id.to_string(), one.name.clone(), Some(one.place)),
            Meant::Road { name, at } => (name.clone(), name.clone(), Some(*at)),
        };
        let grid = match (&candidate.of, at) {
            (Meant::Road { .. }, Some(at)) => moves::deepest(self.view, None, at).map_err(broken)?,
            (of, _) => of.grid().cloned(),
        };
        if self.seat.subtree.is_some() && !grid.as_ref().is_some_and(|path| self.seat.covers(path)) {
            return Ok(None);
        }
        let is_grid = matches!(candidate.of, Meant::Grid(_));
        let chain = grid.as_ref().map_or_else(Vec::new, |path| self.names_above(path, is_grid));
        Ok(Some(AddressPlace {
            noun: candidate.of.noun(),
            id,
            name,
            context: chain.join(" › "),
            bounds: grid.as_ref().filter(|_| is_grid).and_then(|path| self.district.bounds.get(path).copied()),
            grid,
            at,
            how: candidate.how,
            score: (candidate.score * 100.0).round() as u8,
        }))
    }

    /// What lies above a grid, without the top; with the grid itself where it is not the place.
    fn names_above(&self, path: &GridPath, is_grid: bool) -> Vec<String> {
        let above = self.district.tree.ancestors(path).into_iter().skip(1).map(|grid| grid.name.clone());
        let own = (!is_grid).then(|| self.district.name_of(path));
        above.chain(own).collect()
    }
}
