//! Where people and places stand when another division comes into force.

use std::collections::HashSet;

use atlas::locate::Locator;
use domain::code::GridPath;
use domain::heir::{self, Heir, Plan, Standing};
use domain::moment::Moment;
use domain::seat::Device;
use domain::set::PlacedGrid;
use ledger::View;

/// A division that may come into force.
pub struct Ground<'a> {
    paths: HashSet<&'a GridPath>,
    locator: Locator,
}

impl<'a> Ground<'a> {
    pub fn of(grids: &'a [PlacedGrid]) -> Self {
        let shapes = grids.iter().map(|placed| (placed.grid.path.clone(), placed.shape.clone())).collect();
        Self { paths: grids.iter().map(|placed| &placed.grid.path).collect(), locator: Locator::new(shapes) }
    }

    pub fn has(&self, path: &GridPath) -> bool {
        self.paths.contains(path)
    }

    /// Everything that stands somewhere finds its grid.
    pub fn plan(&self, standing: Standing<'_>, heirs: &[Heir]) -> Plan {
        heir::plan(standing, heirs, |path| self.has(path), |place| self.locator.deepest(place).cloned())
    }
}

/// The devices that may act.
pub fn devices(view: &View<'_>, now: Moment) -> Result<Vec<Device>, ledger::Error> {
    let mut devices = view.devices()?;
    devices.retain(|device| device.is_valid(now));
    Ok(devices)
}
