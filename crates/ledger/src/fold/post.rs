//! Posts and who holds them.

use domain::post::{Post, Station};
use domain::set::Set;
use rusqlite::{Connection, named_params};

use super::of_another_kind;
use crate::error::Error;
use crate::sets::Rows;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("post.sql");
const CLEAR: &str = section(SQL, "clear");
const PUT: &str = section(SQL, "put");

/// A post that is there already is replaced.
pub(super) fn imported(connection: &Connection, rows: &mut Rows<'_>) -> Result<(), Error> {
    for rows in rows {
        let Set::Posts(posts) = rows? else { return Err(of_another_kind()) };
        posts.iter().try_for_each(|post| put(connection, post))?;
    }
    Ok(())
}

fn put(connection: &Connection, post: &Post) -> Result<(), Error> {
    let (station, station_id) = match &post.station {
        Station::Grid => ("grid", None),
        Station::Venue(id) => ("venue", Some(&id.0)),
        Station::Checkpoint(id) => ("checkpoint", Some(&id.0)),
    };
    connection.prepare_cached(PUT)?.execute(named_params! {
        ":id": post.id.0, ":title": post.title, ":role": text::word(&post.role), ":grid": post.grid.as_str(),
        ":station": station, ":station_id": station_id, ":person": post.person, ":phone": post.phone,
        ":since": post.since,
    })?;
    Ok(())
}

/// All posts go.
pub(super) fn clear(connection: &Connection) -> Result<(), Error> {
    connection.prepare_cached(CLEAR)?.execute([])?;
    Ok(())
}
