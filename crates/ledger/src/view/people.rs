//! Posts and the places where some of them serve; units and what they answer for.

use domain::asset::Asset;
use domain::code::GridPath;
use domain::id::{AssetId, CheckpointId, PartnerId, PostId, UnitId, VenueId};
use domain::post::{Post, Station};
use domain::unit::{Partner, Unit};
use domain::venue::{Checkpoint, Stream, Venue};
use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::View;
use crate::error::Error;
use crate::gpkg::Geometry;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("people.sql");
const POSTS: &str = section(SQL, "posts");
const VENUES: &str = section(SQL, "venues");
const CHECKPOINTS: &str = section(SQL, "checkpoints");
const UNITS: &str = section(SQL, "units");
const PARTNERS: &str = section(SQL, "partners");
const ASSETS: &str = section(SQL, "assets");
const STREAMS: &str = section(SQL, "streams");

impl View<'_> {
    /// All posts, by id.
    pub fn posts(&self) -> Result<Vec<Post>, Error> {
        self.rows(POSTS, [], |row| {
            Ok(Post {
                id: PostId(row.get("id")?),
                title: row.get("title")?,
                role: text::from_word(row.get_ref("role")?.as_str().map_err(rusqlite::Error::from)?)?,
                grid: GridPath::from_text(row.get::<_, String>("grid")?),
                station: station(row)?,
                person: row.get("person")?,
                phone: row.get("phone")?,
                since: row.get("since")?,
            })
        })
    }

    /// All venues, by id.
    pub fn venues(&self) -> Result<Vec<Venue>, Error> {
        self.rows(VENUES, [], |row| {
            Ok(Venue {
                id: VenueId(row.get("id")?),
                name: row.get("name")?,
                kind: row.get("kind")?,
                place: place(row)?,
                grid: row.get::<_, Option<String>>("grid")?.map(GridPath::from_text),
                capacity: row.get("capacity")?,
                state: row.get("state")?,
                address: row.get("address")?,
            })
        })
    }

    /// All checkpoints, by id.
    pub fn checkpoints(&self) -> Result<Vec<Checkpoint>, Error> {
        self.rows(CHECKPOINTS, [], |row| {
            Ok(Checkpoint {
                id: CheckpointId(row.get("id")?),
                name: row.get("name")?,
                place: place(row)?,
                grid: row.get::<_, Option<String>>("grid")?.map(GridPath::from_text),
                state: text::from_word(&row.get::<_, String>("state")?)?,
                queue: row.get("queue")?,
            })
        })
    }

    /// All streams, by venue and name.
    pub fn streams(&self) -> Result<Vec<Stream>, Error> {
        self.rows(STREAMS, [], |row| {
            Ok(Stream { venue: row.get("venue")?, name: row.get("name")?, address: row.get("address")? })
        })
    }

    /// All units, by id.
    pub fn units(&self) -> Result<Vec<Unit>, Error> {
        self.rows(UNITS, [], |row| {
            let has_seat = !matches!(row.get_ref("geom")?, ValueRef::Null);
            Ok(Unit {
                id: UnitId(row.get("id")?),
                name: row.get("name")?,
                kind: row.get("kind")?,
                phone: row.get("phone")?,
                whistle: row.get("whistle")?,
                place: if has_seat { Some(place(row)?) } else { None },
                grid: row.get::<_, Option<String>>("grid")?.map(GridPath::from_text),
                address: row.get("address")?,
            })
        })
    }

    /// All pairings of units with grids, by grid and name.
    pub fn partners(&self) -> Result<Vec<Partner>, Error> {
        self.rows(PARTNERS, [], |row| {
            Ok(Partner {
                id: PartnerId(row.get("id")?),
                grid: GridPath::from_text(row.get::<_, String>("grid")?),
                name: row.get("name")?,
                unit: row.get::<_, Option<String>>("unit")?.map(UnitId),
                contact: row.get("contact")?,
                phone: row.get("phone")?,
                duty: row.get("duty")?,
            })
        })
    }

    /// All assets, by id.
    pub fn assets(&self) -> Result<Vec<Asset>, Error> {
        self.rows(ASSETS, [], |row| {
            Ok(Asset {
                id: AssetId(row.get("id")?),
                name: row.get("name")?,
                kind: row.get("kind")?,
                place: place(row)?,
                grid: row.get::<_, Option<String>>("grid")?.map(GridPath::from_text),
                owner: row.get::<_, Option<String>>("owner")?.map(UnitId),
                quantity: row.get("quantity")?,
                measure: row.get("measure")?,
                state: row.get("state")?,
                as_of: row.get("as_of")?,
            })
        })
    }
}

fn station(row: &Row<'_>) -> Result<Station, Error> {
    let id: Option<String> = row.get("station_id")?;
    match (row.get::<_, String>("station")?.as_str(), id) {
        ("grid", None) => Ok(Station::Grid),
        ("venue", Some(id)) => Ok(Station::Venue(VenueId(id))),
        ("checkpoint", Some(id)) => Ok(Station::Checkpoint(CheckpointId(id))),
        (other, _) => Err(Error::corrupt(format!("a post serves at {other}"))),
    }
}

fn place(row: &Row<'_>) -> Result<domain::place::Position, Error> {
    Geometry::read(row.get_ref("geom")?.as_blob().map_err(rusqlite::Error::from)?)?.into_point()
}
