//! MBTiles (1.3): a database of tiles, turned into an archive.
//!
//! The one place outside ledger and customs that speaks SQL: a foreign format that is SQL. The database is opened to be
//! read and believed in nothing: no trigger, no function, no recursion, nothing virtual, nothing attached. Its views run,
//! because half of all writers keep `tiles` as one; an authorizer sees to it that a view only reads.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use domain::basemap::TileKind;
use domain::place::Position;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use serde_json::{Map, Value};

use crate::caps;
use crate::flaw;
use crate::packing::{Packing, gzip, is_gzip};
use crate::peek;
use crate::place::TilePlace;
use crate::survey::{Said, Surveyed, around, note_layers, sound};
use crate::writer::{Colophon, Writer};
use domain::flaw::Flaw;

const METADATA: &str = "SELECT name, value FROM metadata";
const HAS_TILES: &str = "SELECT 1 FROM sqlite_schema WHERE name = 'tiles'";
/// In whatever order they lie: sorting them would take a file of its own.
const TILES: &str = "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles";
/// Rows of metadata that are read.
const MOST_SAID: usize = 1_000;
/// Of so many tiles one is unpacked and looked into, after the first ones.
const STRIDE: u64 = 64;
/// How many times its own bytes a database may give, and what the smallest may.
const SWELLING: u64 = 4;
const ROOM: u64 = 64 << 20;

/// A database that is open to be read.
pub struct Mbtiles {
    connection: Connection,
    /// Bytes of the file.
    size: u64,
}

impl Mbtiles {
    /// Opened before a process is bound; nothing but the first hundred bytes is read until tiles are asked for.
    pub fn open(path: &Path) -> Result<Self, Flaw> {
        let open = || -> rusqlite::Result<Connection> {
            let address = format!("file:{}?immutable=1", escaped(&path.to_string_lossy()));
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(address, flags)?;
            harden(&connection)?;
            Ok(connection)
        };
        let size = std::fs::metadata(path).map_err(flaw::unreadable)?.len();
        Ok(Self { connection: open().map_err(|_| damaged())?, size })
    }

    /// Turns it into an archive: `out` gets what lies behind the beginning, and the beginning is given at the end.
    /// `far` is told how many tiles there are so far.
    pub fn convert(
        &self,
        out: impl FnMut(&[u8]) -> io::Result<()>,
        mut far: impl FnMut(u64),
    ) -> Result<(Surveyed, Vec<u8>), Flaw> {
        let metadata = self.metadata();
        let said = Said::of(&metadata);
        let has_tiles = self.connection.query_row(HAS_TILES, [], |_| Ok(())).optional().map_err(|_| damaged())?;
        has_tiles.ok_or_else(|| Flaw::new("basemap.no_tiles"))?;
        let mut statement = self.connection.prepare(TILES).map_err(|_| Flaw::new("basemap.no_tiles"))?;
        let mut rows = statement.query([]).map_err(|_| damaged())?;
        let mut writer = Writer::new(out);
        // Tiles that a view repeats are repeated here where they are large; a file that gives many times what it has is
        // made to fill disks.
        let most = self.size.saturating_mul(SWELLING).saturating_add(ROOM);
        let mut seen =
            Seen { kind: None, count: 0, zooms: [caps::DEEPEST, 0], extents: HashMap::new(), layers: Vec::new() };
        while let Some(row) = rows.next().map_err(|_| damaged())? {
            let number = |at: usize| row.get::<_, u32>(at).map_err(|_| damaged());
            let (zoom, x, y) = (number(0)?, number(1)?, number(2)?);
            let zoom = u8::try_from(zoom).ok().filter(|zoom| *zoom <= caps::DEEPEST).ok_or_else(damaged)?;
            // Rows are counted from the south.
            let y = (1_u32 << zoom).checked_sub(1).and_then(|last| last.checked_sub(y)).ok_or_else(damaged)?;
            let place = TilePlace::new(zoom, x, y).ok_or_else(damaged)?;
            let bytes = match row.get_ref(3).map_err(|_| damaged())? {
                ValueRef::Blob(bytes) if !bytes.is_empty() => bytes,
                ValueRef::Null | ValueRef::Blob(_) => continue,
                _ => return Err(Flaw::new("basemap.tile_damaged").with("tile", &place)),
            };
            if bytes.len() as u64 > caps::TILE {
                return Err(crate::archive::too_large(place));
            }
            seen.see(place, bytes)?;
            // Tiles of one archive are packed alike.
            if seen.kind == Some(TileKind::Vector) && !is_gzip(bytes) {
                writer.add(place, &gzip(bytes))?;
            } else {
                writer.add(place, bytes)?;
            }
            if writer.written() > most {
                return Err(damaged());
            }
            if seen.count.is_multiple_of(1_000) {
                far(seen.count);
            }
        }
        let Some(kind) = seen.kind else { return Err(Flaw::new("basemap.empty")) };
        let extent = seen.extents.remove(&seen.zooms[1]);
        let corners = bounds_of(&metadata).and_then(sound).or(extent).ok_or_else(damaged)?;
        let layers = if said.layers.is_empty() { seen.layers } else { said.layers };
        let surveyed = Surveyed {
            kind,
            count: seen.count,
            zooms: seen.zooms,
            corners,
            name: said.name,
            attribution: said.attribution,
            layers: if kind == TileKind::Vector { layers } else { Vec::new() },
        };
        let metadata = serde_json::to_vec(&metadata).unwrap_or_default();
        let colophon = Colophon { kind, is_packed: kind == TileKind::Vector, zooms: seen.zooms, corners, metadata };
        Ok((surveyed, writer.finish(&colophon)?))
    }

    /// What it says of itself, as an archive says it: the rows, and what stands in the row `json`.
    fn metadata(&self) -> Value {
        let mut said = Map::new();
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(METADATA)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()?.filter(|_| said.len() < MOST_SAID) {
                if let (ValueRef::Text(name), ValueRef::Text(value)) = (row.get_ref(0)?, row.get_ref(1)?) {
                    let [name, value] = [name, value].map(|text| String::from_utf8_lossy(text).into_owned());
                    said.insert(name, value.into());
                }
            }
            Ok(())
        };
        // Tiles without a word about them are tiles all the same.
        let _ = read();
        if let Some(Value::String(json)) = said.remove("json")
            && let Ok(Value::Object(more)) = serde_json::from_str(&json)
        {
            said.extend(more);
        }
        Value::Object(said)
    }
}

/// What was seen of the tiles so far.
struct Seen {
    kind: Option<TileKind>,
    count: u64,
    zooms: [u8; 2],
    /// Around the tiles of each zoom.
    extents: HashMap<u8, [Position; 2]>,
    layers: Vec<String>,
}

impl Seen {
    fn see(&mut self, place: TilePlace, bytes: &[u8]) -> Result<(), Flaw> {
        let flaw = || Flaw::new("basemap.tile_damaged").with("tile", &place);
        let kind = TileKind::of_picture(bytes).unwrap_or(TileKind::Vector);
        if *self.kind.get_or_insert(kind) != kind {
            return Err(Flaw::new("basemap.mixed").with("tile", &place));
        }
        if kind == TileKind::Vector && (self.count < caps::SAMPLED as u64 || self.count.is_multiple_of(STRIDE)) {
            let packing = if is_gzip(bytes) { Packing::Gzip } else { Packing::None };
            let unpacked = packing.unpack(bytes.to_vec(), caps::TILE_UNPACKED, || crate::archive::too_large(place))?;
            let layers = unpacked.and_then(|unpacked| peek::layers(&unpacked)).ok_or_else(flaw)?;
            note_layers(&mut self.layers, layers);
        }
        self.count += 1;
        self.zooms = [self.zooms[0].min(place.zoom), self.zooms[1].max(place.zoom)];
        let corners = place.corners();
        self.extents.entry(place.zoom).and_modify(|known| *known = around(*known, corners)).or_insert(corners);
        Ok(())
    }
}

/// `west,south,east,north` in degrees.
fn bounds_of(metadata: &Value) -> Option<[Position; 2]> {
    let text = metadata.get("bounds")?.as_str()?;
    let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [west, south, east, north] = numbers.try_into().ok()?;
    Some([Position::from_degrees(west, south)?, Position::from_degrees(east, north)?])
}

/// A connection that runs nothing of what a file brings along, but views that read its tables.
fn harden(connection: &Connection) -> rusqlite::Result<()> {
    for (switch, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
    ] {
        connection.set_db_config(switch, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, caps::TILE as i32 + (1 << 20)),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 64 << 10),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 64),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 4),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, most)?;
    }
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.authorizer(Some(|context: AuthContext<'_>| match context.action {
        AuthAction::Select | AuthAction::Read { .. } => Authorization::Allow,
        _ => Authorization::Deny,
    }))
}

/// A path as it stands in an address.
fn escaped(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

fn damaged() -> Flaw {
    Flaw::new("basemap.database")
}
