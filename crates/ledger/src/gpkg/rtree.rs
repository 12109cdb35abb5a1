//! The R-tree of a layer, packed whole from the boxes of its rows (sort, tile, recurse): a large import writes
//! each node once, where the standard's triggers would look for the place of every row.
//!
//! The nodes are written into the tables that SQLite keeps behind an R-tree, in the form its documentation gives
//! them: two bytes of depth (in the root), two of count, then a row number and four 32-bit sides for each cell,
//! all big-endian. `wutu verify` runs `rtreecheck` over the result.

use std::collections::HashMap;

use domain::place::Bounds;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::error::Error;

/// A layer and the tables behind its R-tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    Grid,
    Venue,
    Checkpoint,
    Basemap,
    Unit,
    Asset,
    Incident,
}

/// The boxes of a layer's rows while it is filled: of those that stood there before, and of those that came.
pub(crate) struct Boxes {
    standing: HashMap<i64, Cell>,
    new: Vec<Cell>,
}

/// What a node holds: in a leaf the number of a row, above it that of a node.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    id: i64,
    /// Least x, most x, least y, most y.
    sides: [f32; 4],
}

/// As many cells fit a node of SQLite's, whatever the page's size.
const MOST_IN_NODE: usize = 51;
/// Row number and sides.
const CELL: usize = 24;
const ROOT: i64 = 1;

/// Write many rows of a layer without its triggers, then pack its R-tree. `write` says which rows came and went.
///
/// Invariant: triggers and the guard of the tables behind the R-tree are off for `write` only.
pub(crate) fn fill(
    connection: &Connection,
    layer: Layer,
    write: impl FnOnce(&mut Boxes) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut boxes = standing(connection, layer)?;
    unguarded(connection, || {
        write(&mut boxes)?;
        boxes.new.extend(boxes.standing.into_values());
        pack(connection, layer, boxes.new)
    })
}

/// Take all rows out of a layer, and out of its R-tree, at once.
pub(crate) fn clear(connection: &Connection, layer: Layer) -> Result<(), Error> {
    unguarded(connection, || {
        connection.execute_batch(&format!("DELETE FROM {}", layer.name()))?;
        pack(connection, layer, Vec::new())
    })
}

/// Run `work` with the connection's triggers off and the tables behind its R-trees open; both are shut again whatever
/// comes of it. Statements that are running go on; all others are prepared anew.
fn unguarded<T>(connection: &Connection, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let set = |on: bool| {
        let guards = [DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, DbConfig::SQLITE_DBCONFIG_DEFENSIVE];
        guards.into_iter().try_for_each(|guard| connection.set_db_config(guard, on).map(drop))
    };
    let done = set(false).map_err(Error::from).and_then(|()| work());
    set(true)?;
    done
}

impl Layer {
    /// Every layer that has an R-tree.
    pub(crate) const ALL: [Self; 7] =
        [Self::Grid, Self::Venue, Self::Checkpoint, Self::Basemap, Self::Unit, Self::Asset, Self::Incident];

    fn name(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Venue => "venue",
            Self::Checkpoint => "checkpoint",
            Self::Basemap => "basemap",
            Self::Unit => "unit",
            Self::Asset => "asset",
            Self::Incident => "incident",
        }
    }
}

impl Boxes {
    /// A row came. One without a box is in no index.
    pub(crate) fn add(&mut self, row: i64, bounds: Option<Bounds>) {
        let Some(Bounds { west, south, east, north }) = bounds else { return };
        self.new.push(Cell { id: row, sides: [down(west), up(east), down(south), up(north)] });
    }

    /// A row went. Its number may come again.
    pub(crate) fn remove(&mut self, row: i64) {
        // Hardly ever does a row go that has just come.
        if self.standing.remove(&row).is_none() {
            self.new.retain(|cell| cell.id != row);
        }
    }
}

fn standing(connection: &Connection, layer: Layer) -> Result<Boxes, Error> {
    let sql = format!("SELECT id, minx, maxx, miny, maxy FROM rtree_{}_geom", layer.name());
    let mut statement = connection.prepare(&sql)?;
    let cells = statement.query_map([], |row| {
        let id = row.get(0)?;
        Ok((id, Cell { id, sides: [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?] }))
    })?;
    Ok(Boxes { standing: cells.collect::<Result<_, _>>()?, new: Vec::new() })
}

/// Write the whole R-tree of a layer anew.
fn pack(connection: &Connection, layer: Layer, cells: Vec<Cell>) -> Result<(), Error> {
    let tree = format!("rtree_{}_geom", layer.name());
    let size: usize =
        connection
            .query_row(&format!("SELECT length(data) FROM {tree}_node WHERE nodeno = {ROOT}"), [], |row| row.get(0))?;
    connection
        .execute_batch(&format!("DELETE FROM {tree}_node; DELETE FROM {tree}_parent; DELETE FROM {tree}_rowid"))?;
    let mut put_node = connection.prepare(&format!("INSERT INTO {tree}_node (nodeno, data) VALUES (?1, ?2)"))?;
    let mut put_parent =
        connection.prepare(&format!("INSERT INTO {tree}_parent (nodeno, parentnode) VALUES (?1, ?2)"))?;
    let mut put_row = connection.prepare(&format!("INSERT INTO {tree}_rowid (rowid, nodeno) VALUES (?1, ?2)"))?;
    let (mut level, mut depth, mut last) = (cells, 0_u16, ROOT);
    loop {
        let is_root = level.len() <= MOST_IN_NODE;
        let groups = tiled(&mut level);
        let mut above = Vec::with_capacity(groups.len());
        let mut homes = Vec::with_capacity(level.len());
        for group in groups {
            let node = if is_root { ROOT } else { last + 1 };
            last = last.max(node);
            let cells = &level[group];
            put_node.execute((node, blob(cells, if is_root { depth } else { 0 }, size)))?;
            homes.extend(cells.iter().map(|cell| (cell.id, node)));
            above.push(Cell { id: node, sides: around(cells) });
        }
        // In the order of the table that they go into.
        homes.sort_unstable();
        let put = if depth == 0 { &mut put_row } else { &mut put_parent };
        homes.into_iter().try_for_each(|home| put.execute(home).map(drop))?;
        if is_root {
            return Ok(());
        }
        (level, depth) = (above, depth + 1);
    }
}

/// Sort cells so that neighbours stand together, and say which go into one node: none is nearly empty.
fn tiled(cells: &mut [Cell]) -> Vec<std::ops::Range<usize>> {
    let nodes = cells.len().div_ceil(MOST_IN_NODE).max(1);
    let slices = (nodes as f64).sqrt().ceil() as usize;
    let middle = |cell: &Cell, axis: usize| cell.sides[axis] + cell.sides[axis + 1];
    let by = |axis: usize| move |a: &Cell, b: &Cell| middle(a, axis).total_cmp(&middle(b, axis)).then(a.id.cmp(&b.id));
    cells.sort_unstable_by(by(0));
    let mut groups = Vec::with_capacity(nodes);
    for slice in shares(0..nodes, slices) {
        let begin = |node: usize| cells.len() * node / nodes;
        let (from, to) = (begin(slice.start), begin(slice.end));
        groups.extend(slice.map(|node| begin(node)..begin(node + 1)));
        cells[from..to].sort_unstable_by(by(2));
    }
    groups
}

/// A range in so many parts of nearly the same length.
fn shares(range: std::ops::Range<usize>, parts: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    let length = range.len();
    (0..parts).map(move |part| range.start + length * part / parts..range.start + length * (part + 1) / parts)
}

fn blob(cells: &[Cell], depth: u16, size: usize) -> Vec<u8> {
    let mut blob = Vec::with_capacity(size.max(4 + cells.len() * CELL));
    blob.extend(depth.to_be_bytes());
    blob.extend((cells.len() as u16).to_be_bytes());
    for cell in cells {
        blob.extend(cell.id.to_be_bytes());
        cell.sides.iter().for_each(|side| blob.extend(side.to_be_bytes()));
    }
    blob.resize(size, 0);
    blob
}

fn around(cells: &[Cell]) -> [f32; 4] {
    cells.iter().fold([f32::INFINITY, f32::NEG_INFINITY, f32::INFINITY, f32::NEG_INFINITY], |[w, e, s, n], cell| {
        let [west, east, south, north] = cell.sides;
        [w.min(west), e.max(east), s.min(south), n.max(north)]
    })
}

/// The largest 32-bit number that is not above.
fn down(side: f64) -> f32 {
    let near = side as f32;
    if f64::from(near) > side { near.next_down() } else { near }
}

/// The least 32-bit number that is not below.
fn up(side: f64) -> f32 {
    let near = side as f32;
    if f64::from(near) < side { near.next_up() } else { near }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE VIRTUAL TABLE rtree_grid_geom USING rtree (id, minx, maxx, miny, maxy)")
            .unwrap();
        connection
    }

    fn says(connection: &Connection, sql: &str) -> String {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn found(connection: &Connection, [w, e, s, n]: [f64; 4]) -> Vec<i64> {
        let sql =
            "SELECT id FROM rtree_grid_geom WHERE minx <= ?2 AND maxx >= ?1 AND miny <= ?4 AND maxy >= ?3 ORDER BY id";
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map((w, e, s, n), |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    /// Boxes of one hundredth of a degree, scattered.
    fn scattered(count: i64) -> Vec<(i64, Bounds)> {
        (1..=count)
            .map(|row| {
                let (west, south) =
                    (110.0 + (row * 7919 % 1009) as f64 / 100.0, 30.0 + (row * 104_729 % 997) as f64 / 100.0);
                (row, Bounds { west, south, east: west + 0.01, north: south + 0.01 })
            })
            .collect()
    }

    #[test]
    fn a_packed_tree_is_sound_at_every_size_and_finds_what_is_there() {
        for count in [0, 1, 51, 52, 102, 103, 2601, 2602, 20_000] {
            let (connection, rows) = (store(), scattered(count));
            fill(&connection, Layer::Grid, |boxes| {
                for (row, bounds) in &rows {
                    boxes.add(*row, Some(*bounds));
                }
                Ok(())
            })
            .unwrap();
            assert_eq!(says(&connection, "SELECT rtreecheck('rtree_grid_geom')"), "ok", "{count} rows");
            let window = [112.0, 113.0, 32.0, 34.0];
            let [w, e, s, n] = window;
            let inside = |b: &Bounds| b.west <= e && b.east >= w && b.south <= n && b.north >= s;
            let wanted: Vec<i64> = rows.iter().filter(|(_, b)| inside(b)).map(|(row, _)| *row).collect();
            let near = found(&connection, window);
            // Sides are rounded outwards: a box too many at the rim is allowed, one too few is not.
            assert!(wanted.iter().all(|row| near.contains(row)), "{count} rows");
            assert!(near.len() <= wanted.len() + 20, "{count} rows");
        }
    }

    #[test]
    fn rows_come_and_go_one_by_one_after_it_was_packed() {
        let connection = store();
        fill(&connection, Layer::Grid, |boxes| {
            for (row, bounds) in scattered(5_000) {
                boxes.add(row, Some(bounds));
            }
            Ok(())
        })
        .unwrap();
        connection.execute_batch("DELETE FROM rtree_grid_geom WHERE id % 3 = 0").unwrap();
        connection
            .execute_batch("INSERT INTO rtree_grid_geom SELECT id + 5000, minx, maxx, miny, maxy FROM rtree_grid_geom")
            .unwrap();
        assert_eq!(says(&connection, "SELECT rtreecheck('rtree_grid_geom')"), "ok");
        fill(&connection, Layer::Grid, |boxes| {
            boxes.remove(1);
            boxes.add(20_002, Some(Bounds { west: 100.0, south: 30.0, east: 100.1, north: 30.1 }));
            boxes.remove(20_002);
            boxes.add(20_001, Some(Bounds { west: 100.0, south: 30.0, east: 100.1, north: 30.1 }));
            Ok(())
        })
        .unwrap();
        assert_eq!(says(&connection, "SELECT rtreecheck('rtree_grid_geom')"), "ok");
        assert_eq!(says(&connection, "SELECT CAST(count(*) AS TEXT) FROM rtree_grid_geom"), "6668");
        assert_eq!(found(&connection, [99.0, 101.0, 30.0, 31.0]), [20_001]);
    }

    #[test]
    fn the_guards_are_up_again_whatever_comes_of_it() {
        let connection = store();
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).unwrap();
        let failed = fill(&connection, Layer::Grid, |_| Err(Error::corrupt("no")));
        assert!(failed.is_err());
        assert!(connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert!(connection.db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER).unwrap());
    }

    #[test]
    fn a_side_is_rounded_outwards() {
        for side in [114.650_000_1, -114.650_000_1, 0.1, -0.1, 0.0] {
            assert!(f64::from(down(side)) <= side && f64::from(up(side)) >= side, "{side}");
        }
    }
}
