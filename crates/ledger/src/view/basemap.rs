//! Basemaps beside the store, and what is said of the map for everybody.

use domain::basemap::{Basemap, TiandituSetting, Underlay};
use domain::moment::Moment;
use domain::seat::Seat;
use rusqlite::named_params;
use serde::de::DeserializeOwned;

use super::View;
use crate::error::Error;
use crate::fold::{USUAL, tianditu_of};
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("basemap.sql");
const BASEMAPS: &str = section(SQL, "basemaps");
const SETTING: &str = section(SQL, "setting");

impl View<'_> {
    /// Basemaps, with who brought each and when.
    pub fn basemaps(&self) -> Result<Vec<(Basemap, Seat, Moment)>, Error> {
        self.rows(BASEMAPS, [], |row| {
            let basemap = text::from_json(&row.get::<_, String>("basemap")?)?;
            let by = text::from_json(&row.get::<_, String>("by")?)?;
            Ok((basemap, by, text::moment(&row.get::<_, String>("at")?)?))
        })
    }

    /// What lies under the grids for whoever has not chosen; none where nobody has said it.
    pub fn usual_underlay(&self) -> Result<Option<Underlay>, Error> {
        self.setting(USUAL)
    }

    /// How this desk asks 天地图, without its key; none: it does not.
    pub fn tianditu(&self) -> Result<Option<TiandituSetting>, Error> {
        self.setting(&tianditu_of(self.store()?.desk))
    }

    fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        self.row(SETTING, named_params! {":name": name}, |row| text::from_json(&row.get::<_, String>("value")?))
    }
}
