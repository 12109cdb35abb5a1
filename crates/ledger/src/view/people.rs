//! Posts, and the places where some of them serve.

use domain::code::GridPath;
use domain::id::{CheckpointId, PostId, VenueId};
use domain::post::{Post, Station};
use domain::venue::{Checkpoint, Stream, Venue};
use rusqlite::Row;

use super::View;
use crate::error::Error;
use crate::gpkg::Geometry;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("people.sql");
const POSTS: &str = section(SQL, "posts");
const VENUES: &str = section(SQL, "venues");
const CHECKPOINTS: &str = section(SQL, "checkpoints");
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
