//! What the store knows, on its way to the inspector: as much of it as the kind of file needs.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use atlas::locate::Locator;
use domain::code::{GridPath, Level};
use domain::failure::Failure;
use domain::grid::{Counts, Grid};
use domain::item::ItemName;
use domain::place::{Polygon, Position, Ring, Shape};
use domain::post::Post;
use domain::roster::Roster;
use domain::scheme::Scheme;
use domain::tree::Tree;
use domain::unit::Unit;
use domain::venue::{Checkpoint, Venue};
use exchange::{Kind, Known, Options, ParentRule};
use serde::{Deserialize, Serialize};

use crate::frame;

/// What the store knows already.
pub struct Lore<'a> {
    /// The published grids.
    pub tree: &'a Tree,
    /// The posts.
    pub roster: &'a Roster,
    /// The published scheme, if there is one.
    pub scheme: Option<&'a Scheme>,
    /// The boundaries of a level.
    pub shapes: &'a dyn Fn(Level) -> Result<Placed, Failure>,
    /// The venues.
    pub venues: &'a [Venue],
    /// The checkpoints.
    pub checkpoints: &'a [Checkpoint],
    /// The units.
    pub units: &'a [Unit],
    /// Items whose last word is by hand.
    pub amended: &'a [ItemName],
}

/// Boundaries, each with its grid.
pub type Placed = Vec<(GridPath, Shape)>;

/// The same as the inspector holds it.
pub struct Learned {
    tree: Tree,
    roster: Roster,
    scheme: Option<Scheme>,
    venues: Vec<Venue>,
    checkpoints: Vec<Checkpoint>,
    units: Vec<Unit>,
    amended: Vec<ItemName>,
    places: Places,
}

/// All but where things lie.
#[derive(Clone, Copy)]
struct Told<'a> {
    tree: &'a Tree,
    roster: &'a Roster,
    scheme: Option<&'a Scheme>,
    venues: &'a [Venue],
    checkpoints: &'a [Checkpoint],
    units: &'a [Unit],
    amended: &'a [ItemName],
}

/// Where things lie.
#[derive(Default)]
struct Places {
    locator: Option<Locator>,
    /// Only where parents come from geometry.
    shapes: BTreeMap<Level, Placed>,
}

/// All but the boundaries.
#[derive(Serialize, Deserialize)]
struct Names {
    grids: Vec<Grid>,
    posts: Vec<Post>,
    scheme: Option<Scheme>,
    venues: Vec<Venue>,
    checkpoints: Vec<Checkpoint>,
    units: Vec<Unit>,
    amended: Vec<ItemName>,
}

/// Bytes of boundaries in one frame, about.
const PIECE: usize = 1 << 20;

impl Lore<'_> {
    /// Does `work` with all of it as the customs want it.
    pub(crate) fn with_known<T>(
        &self,
        kind: Kind,
        options: &Options,
        work: impl FnOnce(&Known<'_>) -> T,
    ) -> Result<T, Failure> {
        let mut places = PlacesMaker::new(options);
        for level in self.levels(kind) {
            places.add(level, (self.shapes)(level)?);
        }
        let Self { tree, roster, scheme, venues, checkpoints, units, amended, .. } = *self;
        Ok(places.done().with_known(Told { tree, roster, scheme, venues, checkpoints, units, amended }, work))
    }

    /// Writes what this kind of file needs.
    pub(crate) fn write(&self, kind: Kind, mut to: impl Write) -> Result<io::Result<()>, Failure> {
        if let Err(error) = frame::write_json(&mut to, &self.names(kind)) {
            return Ok(Err(error));
        }
        for level in self.levels(kind) {
            if let Err(error) = write_shapes(&mut to, level, &(self.shapes)(level)?) {
                return Ok(Err(error));
            }
        }
        Ok(frame::write(&mut to, &[]))
    }

    /// The levels whose boundaries are needed: none where nothing lies anywhere.
    fn levels(&self, kind: Kind) -> Vec<Level> {
        match kind {
            Kind::Grids | Kind::Venues | Kind::Checkpoints | Kind::Units | Kind::Assets | Kind::Basemap => {
                self.tree.levels()
            }
            Kind::Heads | Kind::Streams | Kind::Partners => Vec::new(),
        }
    }

    fn names(&self, kind: Kind) -> Names {
        // Nothing is compared with what a grid counts.
        let bare = |grid: &Grid| Grid { counts: Counts::default(), attributes: BTreeMap::new(), ..grid.clone() };
        let (heads, streams) = (kind == Kind::Heads, kind == Kind::Streams);
        Names {
            grids: match kind {
                Kind::Grids | Kind::Heads | Kind::Units | Kind::Partners | Kind::Assets => {
                    self.tree.grids().iter().map(bare).collect()
                }
                // Where they lie is told by boundaries, and whether there are any by those at the top.
                Kind::Venues | Kind::Checkpoints | Kind::Basemap => self.tree.tops().map(bare).collect(),
                Kind::Streams => Vec::new(),
            },
            posts: if heads { self.roster.posts().to_vec() } else { Vec::new() },
            scheme: self.scheme.cloned(),
            venues: if heads || streams { self.venues.to_vec() } else { Vec::new() },
            checkpoints: if heads || streams { self.checkpoints.to_vec() } else { Vec::new() },
            amended: self.amended.iter().filter(|name| name.of.set_kind() == kind.set_kind()).cloned().collect(),
            units: if matches!(kind, Kind::Partners | Kind::Assets) { self.units.to_vec() } else { Vec::new() },
        }
    }
}

impl Learned {
    /// Reads what [`Lore::write`] wrote.
    pub fn read(mut from: impl Read, options: &Options) -> io::Result<Self> {
        let Names { grids, posts, scheme, venues, checkpoints, units, amended } = frame::read_json(&mut from)?;
        let mut places = PlacesMaker::new(options);
        loop {
            let piece = frame::read(&mut from)?;
            let Some((level, rest)) = piece.split_first() else { break };
            places.add(Level(*level), shapes_of(rest)?);
        }
        let (tree, roster) = (Tree::new(grids), Roster::new(posts));
        Ok(Self { tree, roster, scheme, venues, checkpoints, units, amended, places: places.done() })
    }

    pub fn with_known<T>(&self, work: impl FnOnce(&Known<'_>) -> T) -> T {
        let Self { tree, roster, scheme, venues, checkpoints, units, amended, places } = self;
        places.with_known(Told { tree, roster, scheme: scheme.as_ref(), venues, checkpoints, units, amended }, work)
    }
}

impl Places {
    fn with_known<T>(&self, told: Told<'_>, work: impl FnOnce(&Known<'_>) -> T) -> T {
        let Self { locator, shapes } = self;
        let Told { tree, roster, scheme, venues, checkpoints, units, amended } = told;
        work(&Known {
            tree,
            roster,
            scheme,
            shapes: &|level| shapes.get(&level).cloned().unwrap_or_default(),
            locate: &|position| locator.as_ref().and_then(|locator| locator.deepest(position)).cloned(),
            venues,
            checkpoints,
            units,
            amended,
        })
    }
}

/// Gathers boundaries.
struct PlacesMaker {
    keeps: bool,
    all: Placed,
    shapes: BTreeMap<Level, Placed>,
}

impl PlacesMaker {
    fn new(options: &Options) -> Self {
        let keeps = options.parent == Some(ParentRule::Geometry);
        Self { keeps, all: Vec::new(), shapes: BTreeMap::new() }
    }

    fn add(&mut self, level: Level, mut placed: Placed) {
        if self.keeps {
            self.shapes.entry(level).or_default().extend(placed.iter().cloned());
        }
        self.all.append(&mut placed);
    }

    fn done(self) -> Places {
        Places { locator: (!self.all.is_empty()).then(|| Locator::new(self.all)), shapes: self.shapes }
    }
}

/// Frames of a level, then of each boundary: the path's length and the path, how many polygons, in each how many
/// rings, in each how many positions and the positions. All numbers are 32 bits, the low ones first.
fn write_shapes(mut to: impl Write, level: Level, placed: &Placed) -> io::Result<()> {
    let mut piece = vec![level.0];
    for (path, shape) in placed {
        put(&mut piece, path.as_str().len());
        piece.extend_from_slice(path.as_str().as_bytes());
        put(&mut piece, shape.polygons.len());
        for polygon in &shape.polygons {
            put(&mut piece, polygon.rings.len());
            for ring in &polygon.rings {
                put(&mut piece, ring.len());
                for Position(x, y) in ring {
                    piece.extend_from_slice(&x.to_le_bytes());
                    piece.extend_from_slice(&y.to_le_bytes());
                }
            }
        }
        if piece.len() >= PIECE {
            frame::write(&mut to, &piece)?;
            piece.truncate(1);
        }
    }
    if piece.len() > 1 { frame::write(&mut to, &piece) } else { Ok(()) }
}

fn put(piece: &mut Vec<u8>, count: usize) {
    piece.extend_from_slice(&(count as u32).to_le_bytes());
}

fn shapes_of(mut rest: &[u8]) -> io::Result<Placed> {
    let mut placed = Vec::new();
    while !rest.is_empty() {
        let length = count(&mut rest)?;
        let path = std::str::from_utf8(bytes(&mut rest, length)?).map_err(|_| damaged())?.to_owned();
        let polygons = list(&mut rest, |rest| {
            let rings = list(rest, |rest| {
                let length = count(rest)?;
                let (pairs, _) = bytes(rest, length.saturating_mul(8))?.as_chunks::<8>();
                Ok::<Ring, io::Error>(
                    pairs
                        .iter()
                        .map(|[a, b, c, d, e, f, g, h]| {
                            Position(i32::from_le_bytes([*a, *b, *c, *d]), i32::from_le_bytes([*e, *f, *g, *h]))
                        })
                        .collect(),
                )
            })?;
            Ok(Polygon { rings })
        })?;
        placed.push((GridPath::from_text(path), Shape { polygons }));
    }
    Ok(placed)
}

fn list<T>(rest: &mut &[u8], mut item: impl FnMut(&mut &[u8]) -> io::Result<T>) -> io::Result<Vec<T>> {
    (0..count(rest)?).map(|_| item(rest)).collect()
}

fn count(rest: &mut &[u8]) -> io::Result<usize> {
    let number = bytes(rest, 4)?;
    Ok(number.try_into().map(u32::from_le_bytes).map_err(|_| damaged())? as usize)
}

fn bytes<'a>(rest: &mut &'a [u8], length: usize) -> io::Result<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(length).ok_or_else(damaged)?;
    *rest = left;
    Ok(taken)
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "what the store knows came damaged")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(at: i32) -> Shape {
        let ring = |from: i32, to: i32| {
            vec![Position(from, from), Position(to, from), Position(to, to), Position(from, to), Position(from, from)]
        };
        Shape {
            polygons: vec![
                Polygon { rings: vec![ring(at, at + 90), ring(at + 10, at + 20)] },
                Polygon { rings: vec![] },
            ],
        }
    }

    #[test]
    fn boundaries_arrive_as_they_left() {
        let placed: Placed = (0..3).map(|at| (GridPath::from_text(format!("网格.{at}")), square(at * 1000))).collect();
        let mut line = Vec::new();
        write_shapes(&mut line, Level(3), &placed).expect("memory");
        let piece = frame::read(line.as_slice()).expect("one frame");
        assert_eq!((piece[0], shapes_of(&piece[1..]).expect("whole")), (3, placed));
        assert!(shapes_of(&piece[1..piece.len() - 1]).is_err());
    }
}
