//! A GeoPackage (OGC 12-128r18): one table of features, or of attributes, from a database in memory or as it lies.
//!
//! A foreign format that is SQL: this is the one file outside the ledger that speaks it. The database is
//! opened for reading, and believed in nothing: no view, no trigger, no function,
//! no virtual table of its schema runs; what is asked is columns of plain tables, row by row.

mod pieces;
mod store;

use std::io::Read;
use std::path::Path;

use domain::import::Fault;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row, Rows, Statement};
use serde_json::{Number, Value};

use crate::content::{Content, Wanted};
use crate::features::{Collection, Drawn, Record};
use crate::findings::{at, of_file};
use crate::layers::{Closed, Layers};
use crate::limits::{MOST_COLUMNS, MOST_ROWS, MOST_TABLES};
use crate::properties::Properties;
use crate::table::Table;
use crate::wkb;

pub(crate) use pieces::{Opened, Records, open};

/// How databases of SQLite begin.
pub(crate) const BEGINNING: &[u8] = b"SQLite format 3\0";
/// Where the head of a file says how it is written and read: 2, with a log beside it.
const JOURNAL: [usize; 2] = [18, 19];
const WITH_LOG: u8 = 2;
const WITHOUT_LOG: u8 = 1;
const HEAD: usize = 100;
/// Steps of the database between two looks at how many there were.
const STEPS: i32 = 1_000_000;
/// Such looks until a file is too slow to be sound: some 4,000 million steps.
const MOST_LOOKS: u32 = 4_000;
/// Bytes of one cell: the largest boundary that is taken, with height and measure.
const MOST_IN_BLOB: i32 = 80 << 20;
/// Columns of a table, those that are worked out among them.
const MOST_DECLARED: i32 = 2_000;
/// Whole numbers that every reader keeps exactly.
const MOST_EXACT: u64 = 1 << 53;
/// What GDAL and QGIS call the number of a row: it says where the row stands, and nothing of the thing.
const ROW_NUMBERS: [&str; 2] = ["fid", "ogc_fid"];

const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0";
const CONTENTS: &str = "SELECT table_name, data_type FROM gpkg_contents";
const GEOMETRIES: &str = "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns";
/// Of a store of ours: which of its schemes holds.
const PUBLISHED: &str = "SELECT name FROM scheme WHERE state = 'published'";
const SYSTEMS: &str = "SELECT srs_id, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys";

/// Read one layer: of features where something with a place is wanted, else of attributes.
pub(crate) fn read(
    file_name: &str,
    bytes: &[u8],
    wanted: Wanted,
    layer: Option<&str>,
) -> Result<(Content<'static>, Layers), Closed> {
    let (head, rest) = bytes.split_at(bytes.len().min(HEAD));
    let package = Package::open(file_name, head, rest, bytes.len())?;
    let (layer, layers) = chosen(&package, wanted, layer)?;
    let content = package.content(&layer)?;
    Ok((content, layers))
}

/// The layer that is meant: of features where something with a place is wanted, else of attributes.
fn chosen(package: &Package, wanted: Wanted, layer: Option<&str>) -> Result<(Layer, Layers), Closed> {
    let file_name = package.file_name;
    let mut layers = package.layers()?;
    let features: Vec<bool> = layers.iter().map(|layer| layer.geometry.is_some()).collect();
    let is_mixed = features.contains(&true) && features.contains(&false);
    match wanted {
        Wanted::Table if !features.contains(&false) => {
            return Err(of_file("file.features_not_table", &[("file", file_name)]).into());
        }
        Wanted::Table => layers.retain(|layer| layer.geometry.is_none()),
        // A table of attributes may say in columns where its rows lie; it stands back where there are features.
        Wanted::Features | Wanted::Anything if is_mixed && layer.is_none() => {
            layers.retain(|layer| layer.geometry.is_some());
        }
        Wanted::Features | Wanted::Anything => {}
    }
    if layers.is_empty() {
        return Err(of_file("geopackage.no_layer", &[("file", file_name)]).into());
    }
    let names = layers.iter().map(|layer| layer.name.clone()).collect();
    let (index, chosen) = Layers::choose(file_name, names, layer)?;
    Ok((layers.swap_remove(index), chosen))
}

/// A database that was opened where it lies, and not looked into yet.
pub struct Database(Connection);

impl Database {
    /// Opened to be read before a process is bound. None where it is none, or may have a log beside it.
    pub fn open(path: &Path) -> Option<Self> {
        // Nobody writes to a file that comes in: neither locks nor logs are looked for.
        let address = format!("file:{}?immutable=1", escaped(&path.to_string_lossy()));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags(address, flags).ok().map(Self)
    }
}

/// A database, opened.
struct Package<'a> {
    file_name: &'a str,
    connection: Connection,
    /// Bytes of the file: what its cells say together is not more.
    size: usize,
    /// Its last changes may stand in a log that did not come along.
    has_log: bool,
    /// Tables that are there as such: no view, nothing virtual.
    tables: Vec<String>,
}

/// A table that the package lists.
struct Layer {
    name: String,
    /// The column of its geometries and the number of what they are measured in.
    geometry: Option<(String, i64)>,
}

/// A column that is kept in the file, and not worked out.
struct Column {
    name: String,
    is_row_number: bool,
    is_truth: bool,
}

impl<'a> Package<'a> {
    /// A database of `size` bytes; `rest` follows its head.
    fn open(file_name: &'a str, head: &[u8], rest: impl Read, size: usize) -> Result<Self, Fault> {
        let damaged = || of_file("geopackage.damaged", &[("file", file_name)]);
        if head.len() < HEAD {
            return Err(damaged());
        }
        let (mut head, has_log) = (head.to_vec(), head[JOURNAL[0]] == WITH_LOG);
        if has_log {
            // In memory there is no log; without this word the file would not open at all.
            for place in JOURNAL {
                head[place] = WITHOUT_LOG;
            }
        }
        let memory = || {
            let mut connection = Connection::open_in_memory()?;
            connection.deserialize_read_exact("main", head.as_slice().chain(rest), size, true)?;
            Ok(connection)
        };
        Self::of(file_name, memory().map_err(|_: rusqlite::Error| damaged())?, size, has_log)
    }

    /// A database that lies somewhere; `head` is how it begins.
    fn lying(
        file_name: &'a str,
        head: &[u8; HEAD],
        Database(connection): Database,
        size: usize,
    ) -> Result<Self, Fault> {
        Self::of(file_name, connection, size, head[JOURNAL[0]] == WITH_LOG)
    }

    fn of(file_name: &'a str, connection: Connection, size: usize, has_log: bool) -> Result<Self, Fault> {
        let damaged = || of_file("geopackage.damaged", &[("file", file_name)]);
        harden(&connection).map_err(|_| damaged())?;
        let mut package = Self { file_name, connection, size, has_log, tables: Vec::new() };
        package.tables = package.all(TABLES, |row| row.get(0)).map_err(|_| damaged())?;
        if !package.has("gpkg_contents") {
            return Err(of_file("geopackage.other_database", &[("file", file_name)]));
        }
        Ok(package)
    }

    /// The tables of features and of attributes, in the order in which the package lists them.
    fn layers(&self) -> Result<Vec<Layer>, Fault> {
        let contents: Vec<(String, String)> = self.listed(CONTENTS, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut geometries: Vec<(String, String, i64)> = Vec::new();
        if self.has("gpkg_geometry_columns") {
            geometries = self.listed(GEOMETRIES, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        }
        let mut layers: Vec<Layer> = Vec::new();
        for (name, kind) in contents {
            let geometry = geometries.iter().find(|(table, ..)| *table == name);
            let geometry = geometry.map(|(_, column, system)| (column.clone(), *system));
            let is_layer = match kind.as_str() {
                "features" => geometry.is_some(),
                "attributes" => true,
                _ => false,
            };
            if is_layer && self.has(&name) {
                layers.push(Layer { name, geometry: geometry.filter(|_| kind == "features") });
            }
        }
        Ok(layers)
    }

    fn content(&self, layer: &Layer) -> Result<Content<'static>, Fault> {
        let columns = self.columns(&layer.name)?;
        let Some((geometry, system)) = &layer.geometry else {
            let mut table = self.table(layer, &columns)?;
            table.notes.extend(self.note());
            return Ok(Content::Table(table));
        };
        let crs = self.system(*system)?;
        let mut collection = self.features(layer, geometry, &columns)?;
        collection.notes.extend(self.note());
        Ok(Content::Features(Collection { crs, ..collection }))
    }

    fn note(&self) -> Option<Fault> {
        self.has_log.then(|| of_file("geopackage.log_left_behind", &[("file", self.file_name)]))
    }

    /// What geometries with this number are measured in; none where that is nothing in particular.
    fn system(&self, number: i64) -> Result<Option<String>, Fault> {
        if matches!(number, -1 | 0) || !self.has("gpkg_spatial_ref_sys") {
            return Ok(None);
        }
        let systems = self.listed(SYSTEMS, |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get::<_, String>(3)?))
        })?;
        let found = systems.into_iter().find(|(known, ..)| *known == number);
        Ok(found.map(|(_, organization, code, definition)| match organization.to_ascii_uppercase().as_str() {
            "EPSG" => format!("EPSG:{code}"),
            _ => definition,
        }))
    }

    fn features(&self, layer: &Layer, geometry: &str, columns: &[Column]) -> Result<Collection<'static>, Fault> {
        let Some(place) = columns.iter().position(|column| column.name.eq_ignore_ascii_case(geometry)) else {
            return Err(self.damaged());
        };
        let ours = store::Ours::of(self, &layer.name)?;
        let (mut records, mut faults, mut row) = (Vec::new(), Vec::new(), 0);
        self.rows(&layer.name, columns, |number, cells| {
            let mut properties = Properties::new();
            for (index, column) in columns.iter().enumerate() {
                let value = value_of(cells.get_ref(index)?, column.is_truth);
                if index != place && !column.is_row_number && !value.is_null() {
                    properties.insert(column.name.clone(), value);
                }
            }
            if let Some(ours) = &ours
                && !ours.keeps(&mut properties)
            {
                return Ok(Kept::No);
            }
            row = number;
            let drawn = match cells.get_ref(place)? {
                ValueRef::Null => Ok(None),
                ValueRef::Blob(blob) => wkb::of_geopackage(blob),
                _ => Err(wkb::Unread),
            };
            match drawn {
                Ok(geometry) => records.push(record(row, properties, geometry)),
                Err(wkb::Unread) => faults.push(at(row, geometry, "geopackage.unreadable", &[])),
            }
            Ok(Kept::Yes)
        })?;
        Ok(Collection { faults, ..Collection::of_records(records, row) })
    }

    fn table(&self, layer: &Layer, columns: &[Column]) -> Result<Table, Fault> {
        let mut table = Table::new(self.file_name, None);
        let kept: Vec<usize> = (0..columns.len()).filter(|index| !columns[*index].is_row_number).collect();
        let heading = kept.iter().map(|index| columns[*index].name.clone()).collect();
        table.push(1, heading)?;
        let mut outcome = Ok(());
        self.rows(&layer.name, columns, |number, cells| {
            let text = |index: &usize| {
                let value = value_of(cells.get_ref(*index)?, columns[*index].is_truth);
                Ok(crate::words::text_from(&value).unwrap_or_default())
            };
            let cells = kept.iter().map(text).collect::<rusqlite::Result<Vec<_>>>()?;
            // The heading is row 1, as a spreadsheet counts.
            outcome = std::mem::replace(&mut outcome, Ok(())).and_then(|()| table.push(number + 1, cells));
            Ok(Kept::Yes)
        })?;
        outcome?;
        table.whole()
    }

    /// Go through the rows of a table, counted from 1.
    fn rows(
        &self,
        table: &str,
        columns: &[Column],
        mut see: impl FnMut(usize, &Row) -> rusqlite::Result<Kept>,
    ) -> Result<(), Fault> {
        let mut statement = self.asked(table, &columns.iter().collect::<Vec<_>>())?;
        let mut rows = statement.query([]).map_err(|_| self.damaged())?;
        let (mut number, mut said) = (0, 0_usize);
        while let Some(row) = rows.next().map_err(|_| self.damaged())? {
            if number == MOST_ROWS {
                let params = [("file", self.file_name), ("most", &MOST_ROWS.to_string())];
                return Err(of_file("file.too_many_rows", &params));
            }
            said += self.weigh(row, columns.len(), said)?;
            if let Kept::Yes = see(number + 1, row).map_err(|_| self.damaged())? {
                number += 1;
            }
        }
        Ok(())
    }

    /// The rows of a table.
    fn asked(&self, table: &str, columns: &[&Column]) -> Result<Statement<'_>, Fault> {
        let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
        // A table may be asked for nothing but where its rows lie.
        let names = if names.is_empty() { "NULL".to_owned() } else { names.join(", ") };
        let asked = format!("SELECT {names} FROM {}", quoted(table));
        self.connection.prepare(&asked).map_err(|_| self.damaged())
    }

    /// Bytes of a row's cells, after so many of others.
    fn weigh(&self, row: &Row, columns: usize, others: usize) -> Result<usize, Fault> {
        let mut bytes = 0;
        for index in 0..columns {
            bytes += match row.get_ref(index).map_err(|_| self.damaged())? {
                ValueRef::Text(cell) | ValueRef::Blob(cell) => cell.len(),
                _ => 0,
            };
        }
        // A sound file has a place of its own for each cell; this one counts its pages twice.
        if others + bytes > self.size { Err(self.damaged()) } else { Ok(bytes) }
    }

    /// The columns of a table that stand in the file.
    fn columns(&self, table: &str) -> Result<Vec<Column>, Fault> {
        let mut columns = Vec::new();
        let outcome = self.connection.pragma(None, "table_xinfo", table, |row| {
            let (name, kind): (String, String) = (row.get("name")?, row.get("type")?);
            let is_key = row.get::<_, i64>("pk")? > 0;
            if row.get::<_, i64>("hidden")? == 0 {
                let is_row_number = is_key && ROW_NUMBERS.contains(&name.to_lowercase().as_str());
                columns.push(Column { is_row_number, is_truth: kind.eq_ignore_ascii_case("BOOLEAN"), name });
            }
            Ok(())
        });
        outcome.map_err(|_| self.damaged())?;
        if columns.is_empty() || columns.len() > MOST_COLUMNS { Err(self.damaged()) } else { Ok(columns) }
    }

    fn has(&self, table: &str) -> bool {
        self.tables.iter().any(|known| known == table)
    }

    fn listed<T>(&self, asked: &str, read: impl Fn(&Row) -> rusqlite::Result<T>) -> Result<Vec<T>, Fault> {
        self.all(asked, read).map_err(|_| self.damaged())
    }

    /// The rows of one of the package's own tables, which are never many.
    fn all<T>(&self, asked: &str, read: impl Fn(&Row) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
        let mut statement = self.connection.prepare(asked)?;
        let rows = statement.query_map([], |row| read(row))?;
        rows.take(MOST_TABLES).collect()
    }

    fn damaged(&self) -> Fault {
        of_file("geopackage.damaged", &[("file", self.file_name)])
    }
}

/// Whether a row counts.
enum Kept {
    Yes,
    No,
}

fn record(row: usize, properties: Properties<'static>, geometry: Option<Drawn>) -> Record {
    Record { row, id: Value::Null, properties, geometry }
}

/// Lets a connection run nothing of what a file brings along.
fn harden(connection: &Connection) -> rusqlite::Result<()> {
    for (switch, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(switch, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, MOST_IN_BLOB),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_COLUMN, MOST_DECLARED),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 64),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 2),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, most)?;
    }
    connection.pragma_update(None, "cell_size_check", true)?;
    let mut looks = 0;
    connection.progress_handler(
        STEPS,
        Some(move || {
            looks += 1;
            looks > MOST_LOOKS
        }),
    )?;
    connection.authorizer(Some(|context: AuthContext<'_>| match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Pragma { pragma_name: "table_xinfo", .. } => {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }))
}

/// A path as an address takes it.
fn escaped(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// A name as the language of databases takes any name.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A cell as a property. What is neither text nor number says nothing.
fn value_of(cell: ValueRef, is_truth: bool) -> Value {
    match cell {
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
        ValueRef::Integer(number) if is_truth => (number != 0).into(),
        // Its digits are all there: only a number in JSON would lose some.
        ValueRef::Integer(number) if number.unsigned_abs() > MOST_EXACT => number.to_string().into(),
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).trim_end_matches('\0').into(),
    }
}
