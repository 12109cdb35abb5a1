//! The schema's steps: append-only, counted in a table of their own, because GeoPackage owns `user_version`.

use std::path::Path;

use domain::camera;
use domain::place::Position;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, named_params};

use crate::error::Error;
use crate::gpkg;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("migration.sql");
const CREATE: &str = section(SQL, "create");
const EXISTS: &str = section(SQL, "exists");
const ALL: &str = section(SQL, "all");
const INSERT: &str = section(SQL, "insert");

/// Invariant: a released step never changes; a change is a new step.
const STEPS: [(&str, &str); 46] = [
    ("0001_log", include_str!("schema/0001_log.sql")),
    ("0002_geopackage", include_str!("schema/0002_geopackage.sql")),
    ("0003_layers", include_str!("schema/0003_layers.sql")),
    ("0004_folds", include_str!("schema/0004_folds.sql")),
    ("0005_imports", include_str!("schema/0005_imports.sql")),
    ("0006_drafts", include_str!("schema/0006_drafts.sql")),
    ("0007_findings", include_str!("schema/0007_findings.sql")),
    ("0008_kinds", include_str!("schema/0008_kinds.sql")),
    ("0009_basemaps", include_str!("schema/0009_basemaps.sql")),
    ("0010_prints", include_str!("schema/0010_prints.sql")),
    ("0011_styles", include_str!("schema/0011_styles.sql")),
    ("0012_more_styles", include_str!("schema/0012_more_styles.sql")),
    ("0013_endings", include_str!("schema/0013_endings.sql")),
    ("0014_ladders", include_str!("schema/0014_ladders.sql")),
    ("0015_papers", include_str!("schema/0015_papers.sql")),
    ("0016_saved", include_str!("schema/0016_saved.sql")),
    ("0017_steps", include_str!("schema/0017_steps.sql")),
    ("0018_journal", include_str!("schema/0018_journal.sql")),
    ("0019_files", include_str!("schema/0019_files.sql")),
    ("0020_channels", include_str!("schema/0020_channels.sql")),
    ("0021_purpose", include_str!("schema/0021_purpose.sql")),
    ("0022_gateways", include_str!("schema/0022_gateways.sql")),
    ("0023_reports", include_str!("schema/0023_reports.sql")),
    ("0024_alarms", include_str!("schema/0024_alarms.sql")),
    ("0025_robots", include_str!("schema/0025_robots.sql")),
    ("0026_orders_side_by_side", include_str!("schema/0026_orders_side_by_side.sql")),
    ("0027_robot_alarms", include_str!("schema/0027_robot_alarms.sql")),
    ("0028_rung_messages", include_str!("schema/0028_rung_messages.sql")),
    ("0029_the_log_is_the_outbox", include_str!("schema/0029_the_log_is_the_outbox.sql")),
    ("0030_speeches", include_str!("schema/0030_speeches.sql")),
    ("0031_leaving", include_str!("schema/0031_leaving.sql")),
    ("0032_live_calls", include_str!("schema/0032_live_calls.sql")),
    ("0033_viewings", include_str!("schema/0033_viewings.sql")),
    ("0034_incidents", include_str!("schema/0034_incidents.sql")),
    ("0035_outages", include_str!("schema/0035_outages.sql")),
    ("0036_contacts", include_str!("schema/0036_contacts.sql")),
    ("0037_incident_layer", include_str!("schema/0037_incident_layer.sql")),
    ("0038_review", include_str!("schema/0038_review.sql")),
    ("0039_editions", include_str!("schema/0039_editions.sql")),
    ("0040_whistles", include_str!("schema/0040_whistles.sql")),
    ("0041_intakes", include_str!("schema/0041_intakes.sql")),
    ("0042_retention", include_str!("schema/0042_retention.sql")),
    ("0043_doors", include_str!("schema/0043_doors.sql")),
    ("0044_day_books", include_str!("schema/0044_day_books.sql")),
    ("0045_recordings", include_str!("schema/0045_recordings.sql")),
    ("0046_broker", include_str!("schema/0046_broker.sql")),
];

/// Make the schema in an empty file. The caller holds the transaction.
pub(crate) fn found(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(CREATE)?;
    apply_from(connection, 0)
}

/// Bring an older store to this schema, whole or not at all.
pub(crate) fn advance(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let done = check(connection, path)?;
    if done == STEPS.len() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    apply_from(&transaction, done)?;
    Ok(transaction.commit()?)
}

/// How many steps a store has. It must have ours, as we know them, and no more.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<usize, Error> {
    let is_store: bool = connection.query_row(EXISTS, [], |row| row.get(0))?;
    if !is_store {
        return Err(Error::NotAStore { path: path.to_owned() });
    }
    let done: Vec<(String, String)> = connection
        .prepare(ALL)?
        .query_map([], |row| Ok((row.get("name")?, row.get("hash")?)))?
        .collect::<Result<_, _>>()?;
    if done.len() > STEPS.len() {
        return Err(Error::Newer { path: path.to_owned() });
    }
    for ((name, hash), (ours, sql)) in done.iter().zip(STEPS) {
        if name != ours || *hash != digest(sql) {
            return Err(Error::corrupt(format!("its schema step {name} is not our {ours}")));
        }
    }
    Ok(done.len())
}

fn apply_from(connection: &Connection, done: usize) -> Result<(), Error> {
    // For step 0033: an address without what opens its camera.
    connection.create_scalar_function("wutu_bare_address", 1, FunctionFlags::SQLITE_UTF8, |context| {
        let address: Option<String> = context.get(0)?;
        Ok(address.map(|address| camera::parted(&address).0))
    })?;
    // For step 0037: a place and a moment as other programs read them.
    connection.create_scalar_function("wutu_point", 2, FunctionFlags::SQLITE_UTF8, |context| {
        let (longitude, latitude): (Option<i32>, Option<i32>) = (context.get(0)?, context.get(1)?);
        Ok(longitude.zip(latitude).map(|(longitude, latitude)| gpkg::point(Position(longitude, latitude))))
    })?;
    connection.create_scalar_function("wutu_written", 1, FunctionFlags::SQLITE_UTF8, |context| {
        let at: String = context.get(0)?;
        let at = text::moment(&at).map_err(|error| rusqlite::Error::UserFunctionError(Box::new(error)))?;
        Ok(gpkg::written(at))
    })?;
    for (index, (name, sql)) in STEPS.iter().enumerate().skip(done) {
        connection.execute_batch(sql)?;
        connection.execute(INSERT, named_params! {":number": index + 1, ":name": name, ":hash": digest(sql)})?;
    }
    Ok(())
}

fn digest(sql: &str) -> String {
    blake3::hash(sql.as_bytes()).to_hex().to_string()
}
