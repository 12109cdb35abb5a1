//! The site's broker of sensors.

use domain::answer::{BrokerLink, SensorCard};
use domain::failure::Failure;
use domain::purpose::Purpose;

use super::{Desktop, count};
use crate::failure::{broken, bug};

impl Desktop<'_, '_> {
    pub(super) fn ask_sensors(&self) -> Result<SensorCard, Failure> {
        let sensing = self.sensing.ok_or_else(|| bug("nobody listens to sensors here"))?;
        let address = self.view.broker().map_err(broken)?;
        let login = address.as_ref().map(|address| sensing.login(self.district.store.desk, address)).transpose()?;
        let (link, heard) = sensing.now();
        let sensors = count(self.district.tables.sensors.at(self.now).table.sensors.len());
        let is_wanted = address.is_some() && sensors > 0 && self.district.store.purpose != Purpose::Drill;
        // Whoever has just entered it is not told that nobody looks for it.
        let link = if link == BrokerLink::Off && is_wanted { BrokerLink::Sought } else { link };
        Ok(SensorCard { address, has_login: login.flatten().is_some(), link, sensors, heard })
    }
}
