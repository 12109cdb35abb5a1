//! The site's broker of sensors.

use domain::answer::SensorCard;
use domain::failure::Failure;

use super::{Desktop, count};
use crate::failure::{broken, bug};

impl Desktop<'_, '_> {
    pub(super) fn ask_sensors(&self) -> Result<SensorCard, Failure> {
        let sensing = self.sensing.ok_or_else(|| bug("nobody listens to sensors here"))?;
        let address = self.view.broker().map_err(broken)?;
        let login = address.as_ref().map(|address| sensing.login(self.district.store.desk, address)).transpose()?;
        let (link, heard) = sensing.now();
        Ok(SensorCard {
            address,
            has_login: login.flatten().is_some(),
            link,
            sensors: count(self.district.tables.sensors.at(self.now).table.sensors.len()),
            heard,
        })
    }
}
