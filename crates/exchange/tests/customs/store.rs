//! A store in memory that imports go into, as a desk would do it.

use std::collections::HashMap;
use std::io::{self, Cursor};

use atlas::locate::Locator;
use domain::asset::Asset;
use domain::code::{GridPath, Level};
use domain::grid::Grid;
use domain::import::{Fault, admit_grids};
use domain::item::ItemName;
use domain::moment::Moment;
use domain::place::Shape;
use domain::post::Post;
use domain::roster::Roster;
use domain::scheme::{Scheme, SchemeState};
use domain::set::Set;
use domain::tree::Tree;
use domain::unit::{Partner, Unit};
use domain::venue::{Checkpoint, Stream, Venue};
use exchange::{Database, Foreign, Kind, Known, Options, Outlet, Reading};

#[derive(Default)]
pub struct Store {
    pub tree: Tree,
    pub shapes: HashMap<GridPath, Shape>,
    pub scheme: Option<Scheme>,
    pub posts: Vec<Post>,
    pub venues: Vec<Venue>,
    pub checkpoints: Vec<Checkpoint>,
    pub streams: Vec<Stream>,
    pub units: Vec<Unit>,
    pub partners: Vec<Partner>,
    pub assets: Vec<Asset>,
    pub amended: Vec<ItemName>,
}

impl Store {
    /// Import bytes; what comes in is kept.
    pub fn import(&mut self, kind: Kind, file: &str, bytes: &[u8], options: &Options) -> Reading {
        let reading = self.read(kind, file, bytes, options);
        if let Some(set) = &reading.set {
            self.take(set);
        }
        reading
    }

    /// Read bytes and keep nothing.
    pub fn read(&self, kind: Kind, file: &str, bytes: &[u8], options: &Options) -> Reading {
        self.with_known(kind, |known| {
            let reading = exchange::read(kind, file, bytes, options, known);
            in_pieces_it_is_the_same(&reading, kind, file, bytes, options, known);
            reading
        })
    }

    /// The normal form of a set as it comes in pieces; none where the file is not read so.
    pub fn in_pieces(&self, kind: Kind, file: &str, bytes: &[u8], options: &Options) -> Option<String> {
        self.read(kind, file, bytes, options);
        self.with_known(kind, |known| heard(kind, file, bytes, None, options, known).map(|(_, text)| text))
    }

    fn with_known<T>(&self, kind: Kind, work: impl FnOnce(&Known<'_>) -> T) -> T {
        let roster = Roster::new(self.posts.clone());
        let all: Vec<(GridPath, Shape)> =
            self.shapes.iter().map(|(path, shape)| (path.clone(), shape.clone())).collect();
        let locator = Locator::new(if matches!(kind, Kind::Venues | Kind::Checkpoints | Kind::Units | Kind::Assets) {
            all
        } else {
            Vec::new()
        });
        let shapes = |level: Level| {
            let of_level = self.tree.grids().iter().filter(|grid| grid.level == level);
            of_level.map(|grid| (grid.path.clone(), self.shapes[&grid.path].clone())).collect()
        };
        let known = Known {
            tree: &self.tree,
            roster: &roster,
            scheme: self.scheme.as_ref(),
            shapes: &shapes,
            locate: &|at| locator.deepest(at).cloned(),
            venues: &self.venues,
            checkpoints: &self.checkpoints,
            units: &self.units,
            amended: &self.amended,
        };
        work(&known)
    }

    pub fn grid(&self, path: &str) -> &Grid {
        self.tree.grid(&GridPath::from_text(path)).unwrap_or_else(|| panic!("no grid {path}"))
    }

    fn take(&mut self, set: &Set) {
        match set {
            Set::Grids(set) => {
                let verdict = admit_grids(set, self.scheme.as_ref(), &self.tree, false);
                assert_eq!(verdict, Ok(Ok(())), "what the customs let in, the rules admit");
                let mut grids = self.tree.grids().to_vec();
                for placed in &set.grids {
                    grids.push(placed.grid.clone());
                    self.shapes.insert(placed.grid.path.clone(), placed.shape.clone());
                }
                self.tree = Tree::new(grids);
                self.scheme = Some(Scheme {
                    name: set.scheme.clone(),
                    levels: set.levels.clone(),
                    state: SchemeState::Published,
                    valid_from: Moment::from_millis(0),
                });
            }
            Set::Posts(posts) => self.posts.extend(posts.iter().cloned()),
            Set::Venues(venues) => self.venues.extend(venues.iter().cloned()),
            Set::Checkpoints(checkpoints) => self.checkpoints.extend(checkpoints.iter().cloned()),
            Set::Streams(streams) => self.streams.extend(streams.iter().cloned()),
            Set::Units(units) => self.units.extend(units.iter().cloned()),
            Set::Partners(partners) => self.partners.extend(partners.iter().cloned()),
            Set::Assets(assets) => self.assets.extend(assets.iter().cloned()),
            Set::Basemap(_) => {}
        }
    }
}

/// The normal form of a set as it comes in pieces.
#[derive(Default)]
struct Heard {
    empty: Option<Set>,
    rows: usize,
    text: Vec<u8>,
}

impl Outlet for Heard {
    fn far(&mut self, share: f64) -> io::Result<()> {
        assert!((0.0..=1.0001).contains(&share), "{share}");
        Ok(())
    }

    fn begin(&mut self, empty: &Set) -> io::Result<()> {
        *self = Self { empty: Some(empty.clone()), rows: 0, text: Vec::new() };
        Ok(())
    }

    fn rows(&mut self, text: &[u8], count: usize) -> io::Result<()> {
        self.rows += count;
        if !self.text.is_empty() {
            self.text.push(b',');
        }
        self.text.extend_from_slice(text);
        Ok(())
    }
}

fn heard(
    kind: Kind,
    file: &str,
    bytes: &[u8],
    database: Option<Database>,
    options: &Options,
    known: &Known,
) -> Option<(Reading, String)> {
    let mut heard = Heard::default();
    let file = Foreign { name: file, from: Cursor::new(bytes), size: bytes.len() as u64, database };
    let streamed = exchange::stream(kind, file, options, known, &mut heard);
    let reading = streamed.expect("memory can be read")?;
    assert_eq!(reading.read as usize, heard.rows);
    let around = heard.empty.expect("a set began").around();
    Some((reading, format!("{}{}{}", around.before, String::from_utf8_lossy(&heard.text), around.after)))
}

/// Every file that a test reads: whoever reads it in pieces, if anybody does, comes to the same.
fn in_pieces_it_is_the_same(careful: &Reading, kind: Kind, file: &str, bytes: &[u8], options: &Options, known: &Known) {
    let lying = tempfile::NamedTempFile::new().expect("room on the disk");
    std::fs::write(lying.path(), bytes).expect("room on the disk");
    for database in [None, Database::open(lying.path())] {
        let Some((streamed, text)) = heard(kind, file, bytes, database, options, known) else { continue };
        let set: Set = serde_json::from_str(&text).expect("a set");
        assert_eq!(Reading { set: Some(set), ..streamed }, *careful);
        assert_eq!(careful.set.as_ref().map(Set::normal_form), Some(text.into_bytes()));
    }
}

/// A feature with a square of `size` thousandths of a degree.
pub fn square(properties: &str, west: u32, south: u32, size: u32) -> String {
    let degrees = |steps: u32| f64::from(steps) / 1000.0;
    let (w, s, e, n) = (degrees(west), degrees(south), degrees(west + size), degrees(south + size));
    let ring = format!("[[{w},{s}],[{e},{s}],[{e},{n}],[{w},{n}],[{w},{s}]]");
    feature(properties, &format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#))
}

pub fn feature(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{geometry}}}"#)
}

pub fn collection(features: &[String]) -> Vec<u8> {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",\n")).into_bytes()
}

/// Row and code of each fault.
pub fn codes(faults: &[Fault]) -> Vec<(Option<u32>, &str)> {
    faults.iter().map(|fault| (fault.row, fault.code.as_str())).collect()
}

/// A district with one street and two communities; the eastern community has an unfilled margin.
pub fn district() -> Store {
    let mut store = Store::default();
    let file = collection(&[
        square(r#""code":"411602","name":"川汇区""#, 114_000, 33_000, 100),
        square(r#""code":"411602001","name":"陈州街""#, 114_000, 33_000, 100),
        square(r#""code":"411602001001","name":"甲社区""#, 114_000, 33_000, 50),
        square(r#""code":"411602001002","name":"乙社区""#, 114_050, 33_000, 50),
    ]);
    let reading = store.import(Kind::Grids, "grids.geojson", &file, &Options::default());
    assert_eq!(reading.faults, []);
    store
}
