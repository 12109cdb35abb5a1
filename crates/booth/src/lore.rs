//! What the store knows, on its way to the inspector: as much of it as the kind of file needs.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use atlas::cadastre::Cadastre;
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
use exchange::{Kind, Known};
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
    /// Hands over each boundary of a level: together they stand nowhere.
    pub shapes: &'a dyn Fn(Level, &mut Each<'_>) -> Result<(), Failure>,
    /// The venues.
    pub venues: &'a [Venue],
    /// The checkpoints.
    pub checkpoints: &'a [Checkpoint],
    /// The units.
    pub units: &'a [Unit],
    /// Items whose last word is by hand.
    pub amended: &'a [ItemName],
}

/// Who is handed boundaries, each with its grid.
pub type Each<'a> = dyn FnMut(&GridPath, &Shape) + 'a;

/// Boundaries of one frame.
type Placed = Vec<(GridPath, Shape)>;

/// The same as the inspector holds it.
pub struct Learned {
    tree: Tree,
    roster: Roster,
    scheme: Option<Scheme>,
    venues: Vec<Venue>,
    checkpoints: Vec<Checkpoint>,
    units: Vec<Unit>,
    amended: Vec<ItemName>,
    places: Cadastre,
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

/// Places of the store up to which a file of such places is compared with them: whether it lies off as a whole. Beyond,
/// the inspector would hold them all, and goes by how many of the file's lie outside of every grid.
const MOST_COMPARED: usize = 20_000;

/// Bytes of boundaries in one frame, about.
const PIECE: usize = 1 << 20;

impl Lore<'_> {
    /// Does `work` with all of it as the customs want it.
    pub(crate) fn with_known<T>(&self, kind: Kind, work: impl FnOnce(&Known<'_>) -> T) -> Result<T, Failure> {
        let mut places = Cadastre::default();
        for level in self.levels(kind) {
            (self.shapes)(level, &mut |path, shape| places.add(level, path, shape))?;
        }
        let Self { tree, roster, scheme, venues, checkpoints, units, amended, .. } = *self;
        let told = Told { tree, roster, scheme, venues, checkpoints, units, amended };
        Ok(told.with_places(&places.whole(), work))
    }

    /// Writes what this kind of file needs.
    pub(crate) fn write(&self, kind: Kind, mut to: impl Write) -> Result<io::Result<()>, Failure> {
        if let Err(error) = frame::write_json(&mut to, &self.names(kind)) {
            return Ok(Err(error));
        }
        for level in self.levels(kind) {
            let mut frames = Frames::of(level, &mut to);
            (self.shapes)(level, &mut |path, shape| frames.add(path, shape))?;
            if let Err(error) = frames.done() {
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
        let heads = kind == Kind::Heads;
        // Who serves at them, or looks at them, names them.
        let sites = matches!(kind, Kind::Heads | Kind::Streams);
        let compared = |of: Kind, count: usize| kind == of && count <= MOST_COMPARED;
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
            venues: if sites || compared(Kind::Venues, self.venues.len()) { self.venues.to_vec() } else { Vec::new() },
            checkpoints: if sites || compared(Kind::Checkpoints, self.checkpoints.len()) {
                self.checkpoints.to_vec()
            } else {
                Vec::new()
            },
            amended: self.amended.iter().filter(|name| name.of.set_kind() == kind.set_kind()).cloned().collect(),
            units: if matches!(kind, Kind::Partners | Kind::Assets) { self.units.to_vec() } else { Vec::new() },
        }
    }
}

impl Learned {
    /// Reads what [`Lore::write`] wrote.
    pub fn read(mut from: impl Read) -> io::Result<Self> {
        let Names { grids, posts, scheme, venues, checkpoints, units, amended } = frame::read_json(&mut from)?;
        let mut places = Cadastre::default();
        loop {
            let piece = frame::read(&mut from)?;
            let Some((level, rest)) = piece.split_first() else { break };
            shapes_of(rest)?.iter().for_each(|(path, shape)| places.add(Level(*level), path, shape));
        }
        let (tree, roster) = (Tree::new(grids), Roster::new(posts));
        Ok(Self { tree, roster, scheme, venues, checkpoints, units, amended, places: places.whole() })
    }

    pub fn with_known<T>(&self, work: impl FnOnce(&Known<'_>) -> T) -> T {
        let Self { tree, roster, scheme, venues, checkpoints, units, amended, places } = self;
        Told { tree, roster, scheme: scheme.as_ref(), venues, checkpoints, units, amended }.with_places(places, work)
    }
}

impl Told<'_> {
    fn with_places<T>(self, places: &Cadastre, work: impl FnOnce(&Known<'_>) -> T) -> T {
        let Self { tree, roster, scheme, venues, checkpoints, units, amended } = self;
        work(&Known {
            tree,
            roster,
            scheme,
            shapes: &|level| places.of_level(level),
            locate: &|position| places.deepest(position),
            venues,
            checkpoints,
            units,
            amended,
        })
    }
}

/// Frames of a level, then of each boundary: the path's length and the path, how many polygons, in each how many
/// rings, in each how many positions and the positions. All numbers are 32 bits, the low ones first.
struct Frames<W> {
    to: W,
    piece: Vec<u8>,
    written: io::Result<()>,
}

impl<W: Write> Frames<W> {
    fn of(level: Level, to: W) -> Self {
        Self { to, piece: vec![level.0], written: Ok(()) }
    }

    /// Adds a boundary. What can't be written is told at the end.
    fn add(&mut self, path: &GridPath, shape: &Shape) {
        let piece = &mut self.piece;
        put(piece, path.as_str().len());
        piece.extend_from_slice(path.as_str().as_bytes());
        put(piece, shape.polygons.len());
        for polygon in &shape.polygons {
            put(piece, polygon.rings.len());
            for ring in &polygon.rings {
                put(piece, ring.len());
                for Position(x, y) in ring {
                    piece.extend_from_slice(&x.to_le_bytes());
                    piece.extend_from_slice(&y.to_le_bytes());
                }
            }
        }
        if self.piece.len() >= PIECE {
            self.write();
        }
    }

    fn done(mut self) -> io::Result<()> {
        self.write();
        self.written
    }

    fn write(&mut self) {
        if self.piece.len() > 1 && self.written.is_ok() {
            self.written = frame::write(&mut self.to, &self.piece);
        }
        self.piece.truncate(1);
    }
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
    use domain::code::GridCode;
    use domain::id::VenueId;

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
    fn the_boundaries_of_the_store_are_known_to_who_reads_grids() {
        let code = GridCode("411602".to_owned());
        let grid = Grid {
            path: GridPath::top(&code),
            code,
            level: Level(1),
            kind: String::new(),
            name: "川汇区".to_owned(),
            counts: Counts::default(),
            attributes: BTreeMap::new(),
        };
        let (path, tree, roster) = (grid.path.clone(), Tree::new(vec![grid]), Roster::default());
        let shapes = |level: Level, each: &mut Each<'_>| {
            assert_eq!(level, Level(1));
            each(&path, &square(1000));
            Ok(())
        };
        let lore = Lore {
            tree: &tree,
            roster: &roster,
            scheme: None,
            shapes: &shapes,
            venues: &[],
            checkpoints: &[],
            units: &[],
            amended: &[],
        };
        let mut line = Vec::new();
        lore.write(Kind::Grids, &mut line).expect("a store").expect("memory");
        let known = Learned::read(line.as_slice()).expect("whole").with_known(|known| {
            ((known.shapes)(Level(1)), (known.shapes)(Level(2)), (known.locate)(Position(1001, 1001)))
        });
        assert_eq!(known, (vec![(path.clone(), square(1000))], Vec::new(), Some(path.clone())));
    }

    #[test]
    fn the_places_of_the_store_are_known_to_who_reads_such_places() {
        let venue = Venue {
            id: VenueId("V1".to_owned()),
            name: "学校".to_owned(),
            kind: String::new(),
            place: Position(1, 1),
            grid: None,
            capacity: None,
            state: String::new(),
            address: None,
        };
        let (tree, roster, venues) = (Tree::default(), Roster::default(), vec![venue]);
        let shapes = |_: Level, _: &mut Each<'_>| Ok(());
        let learned = |venues: &[Venue], kind| {
            let (checkpoints, units, amended) = (&[], &[], &[]);
            let (tree, roster, shapes) = (&tree, &roster, &shapes);
            let lore = Lore { tree, roster, scheme: None, shapes, venues, checkpoints, units, amended };
            let mut line = Vec::new();
            lore.write(kind, &mut line).expect("a store").expect("memory");
            Learned::read(line.as_slice()).expect("whole").with_known(|known| known.venues.len())
        };
        assert_eq!((learned(&venues, Kind::Venues), learned(&venues, Kind::Checkpoints)), (1, 0));
        let many = vec![venues[0].clone(); MOST_COMPARED + 1];
        assert_eq!(learned(&many, Kind::Venues), 0, "the inspector's memory is bounded");
    }

    #[test]
    fn boundaries_arrive_as_they_left() {
        let placed: Placed = (0..3).map(|at| (GridPath::from_text(format!("网格.{at}")), square(at * 1000))).collect();
        let mut line = Vec::new();
        let mut frames = Frames::of(Level(3), &mut line);
        for (path, shape) in &placed {
            frames.add(path, shape);
        }
        frames.done().expect("memory");
        let piece = frame::read(line.as_slice()).expect("one frame");
        assert_eq!((piece[0], shapes_of(&piece[1..]).expect("whole")), (3, placed));
        assert!(shapes_of(&piece[1..piece.len() - 1]).is_err());
    }
}
