//! THE CUSTOMS. Foreign formats in: bytes to a set, or to the list of what is wrong with them.
//!
//! One import is one file. Every row is looked at before anything is said, so that one report names
//! all faults. Rows of a table are counted as a spreadsheet counts them: the heading is row 1.
//! Features of a GeoJSON file are counted from 1.
//!
//! This room opens no file and no store: what is known already is handed in as [`Known`].

mod archive;
mod assets;
mod basemap;
mod batch;
pub mod book;
mod bytes;
mod checkpoints;
mod codes;
mod content;
mod coordinates;
mod cutter;
mod datum;
mod dbf;
mod displaced;
mod dxf;
mod editions;
mod failed;
mod features;
mod fields;
mod findings;
mod gate;
mod geometry;
mod geopackage;
mod globe;
mod grids;
mod guess;
mod homes;
mod hotline;
mod json;
mod kml;
mod layers;
mod letters;
mod limits;
mod look;
mod parents;
mod partners;
mod parts;
mod phones;
mod plain;
mod posts;
mod properties;
mod rings;
mod sequence;
mod shapefile;
mod shapes;
mod share;
mod shifted;
mod spots;
mod stream;
mod streams;
mod table;
mod ticks;
mod units;
mod venues;
mod wkb;
mod wkt;
mod words;
mod workbook;
mod xml;

use std::collections::BTreeMap;

use domain::camera::StreamLogin;
use domain::code::{GridPath, Level};
use domain::import::Fault;
use domain::item::{Item, ItemName};
use domain::manner::Manner;
use domain::place::{Position, Shape};
use domain::roster::Roster;
use domain::scheme::Scheme;
use domain::set::Set;
use domain::tree::Tree;
use domain::unit::Unit;
use domain::venue::{Checkpoint, Venue};
use serde::{Deserialize, Serialize};

pub use domain::manner::{FileKind as Kind, Parent as ParentRule};
pub use editions::{EditionReading, edition_rows};
pub use failed::failed_rows;
pub use gate::Gate;
pub use geopackage::Database;
pub use hotline::{Enclosure, HotlineOptions, HotlineReading, hotline_failed_rows, hotline_orders};
pub use look::{look, nothing_to_see};
pub use stream::{Foreign, Outlet, stream};

use crate::content::{Content, Opened, Wanted};
use crate::features::{Collection, Feature, Survey};
use crate::findings::Findings;
use crate::table::Table;

/// What the caller says about the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Which of a file's layers; none: the only one, or what its format means by all of it.
    pub layer: Option<String>,
    /// The scheme that grids belong to; none: the published one, or [`DEFAULT_SCHEME`] in an empty store.
    pub scheme: Option<String>,
    /// The level of every grid in the file; none: its `level` property, or its code's length.
    pub level: Option<Level>,
    /// What the coordinates are measured in: `EPSG:4526`, `GCJ-02`, `BD-09`; none: what the file says, or
    /// WGS 84 where the format means that.
    pub datum: Option<String>,
    /// Our field to the file's column, where the file calls it by a name that we don't know.
    pub columns: BTreeMap<String, String>,
    /// How a grid finds its parent; none: by standard code, or by a `parent` column where there is one.
    pub parent: Option<ParentRule>,
    /// What a faulty row means for the others.
    pub bad_rows: BadRows,
}

/// What a faulty row means for the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BadRows {
    /// Nothing comes in: all or nothing.
    #[default]
    RefuseFile,
    /// The faulty rows stay out, and so does what hangs under them.
    LeaveOut,
}

/// What the store holds already.
pub struct Known<'a> {
    /// The published grids.
    pub tree: &'a Tree,
    /// The posts.
    pub roster: &'a Roster,
    /// The published scheme, if there is one.
    pub scheme: Option<&'a Scheme>,
    /// The boundaries of a level; asked only when parents come from geometry.
    pub shapes: &'a (dyn Fn(Level) -> Vec<(GridPath, Shape)> + Sync),
    /// The deepest grid at a position.
    pub locate: &'a (dyn Fn(Position) -> Option<GridPath> + Sync),
    /// The venues.
    pub venues: &'a [Venue],
    /// The checkpoints.
    pub checkpoints: &'a [Checkpoint],
    /// The units.
    pub units: &'a [Unit],
    /// Items whose last word is by hand.
    pub amended: &'a [ItemName],
}

/// What a file turned out to hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What would come in; none when a fault refuses the file, or when nothing is left.
    pub set: Option<Set>,
    /// Rows or features in the file.
    pub read: u32,
    /// What refuses: the whole file, or under [`BadRows::LeaveOut`] its row.
    pub faults: Vec<Fault>,
    /// What is doubtful but was taken.
    pub notes: Vec<Fault>,
    /// What the coordinates were measured in, `EPSG:4326`, `GCJ-02`.
    pub datum: String,
    /// What opens the cameras of streams; it stands in no set.
    pub logins: Vec<StreamLogin>,
}

/// The name of the scheme that a first import makes when nobody names one.
pub const DEFAULT_SCHEME: &str = "网格方案";

/// Read a file's bytes as what they are said to be. `file_name` stands in what the faults say.
pub fn read(kind: Kind, file_name: &str, bytes: &[u8], options: &Options, known: &Known) -> Reading {
    let content = match Opened::read(file_name, bytes, Wanted::by(Some(kind)), options.layer.as_deref()) {
        Ok(opened) => opened.content,
        Err(closed) => return Reading::refused(closed.fault),
    };
    let file = File { name: file_name, content, options };
    match kind {
        Kind::Grids => file.features(known, |rows, findings| Set::Grids(grids::read(rows, options, known, findings))),
        Kind::Heads => file.table(known, |table, findings| Set::Posts(posts::read(table, options, known, findings))),
        Kind::Venues => {
            file.places(known, |rows, options, findings| Set::Venues(venues::read(rows, options, known, findings)))
        }
        Kind::Checkpoints => file.places(known, |rows, options, findings| {
            Set::Checkpoints(checkpoints::read(rows, options, known, findings))
        }),
        Kind::Streams => {
            file.table(known, |table, findings| Set::Streams(streams::read(table, options, known, findings)))
        }
        Kind::Units => {
            file.seats(known, |rows, options, findings| Set::Units(units::read(rows, options, known, findings)))
        }
        Kind::Partners => {
            file.table(known, |table, findings| Set::Partners(partners::read(table, options, known, findings)))
        }
        Kind::Assets => {
            file.places(known, |rows, options, findings| Set::Assets(assets::read(rows, options, known, findings)))
        }
        Kind::Basemap => {
            file.features(known, |rows, findings| Set::Basemap(basemap::read(rows, options, known, findings)))
        }
    }
}

/// A file that was opened.
struct File<'a> {
    name: &'a str,
    content: Content<'a>,
    options: &'a Options,
}

impl File<'_> {
    fn table(self, known: &Known, read: impl FnOnce(&Table, &mut Findings) -> Set) -> Reading {
        let Self { name, content, options } = self;
        let Content::Table(mut table) = content else {
            return Reading::refused(findings::of_file("file.features_not_table", &[("file", name)]));
        };
        let mut findings = Findings::default();
        table.notes.drain(..).for_each(|note| findings.note(note));
        let set = read(&table, &mut findings);
        note_amended(amended(&set, known), &mut findings);
        Reading::of(name, options, set, table.rows.len(), datum::WGS84.to_owned(), findings)
    }

    /// Things with a boundary: never a table.
    fn features(self, known: &Known, read: impl FnOnce(&[Feature], &mut Findings) -> Set) -> Reading {
        let Content::Features(collection) = self.content else {
            return Reading::refused(findings::of_file("file.table_not_features", &[("file", self.name)]));
        };
        let options = self.options;
        collected(self.name, collection, options, known, Findings::default(), |rows, _, findings| read(rows, findings))
    }

    /// Points, and rows that lie nowhere: a table need not say where.
    fn seats(self, known: &Known, read: impl FnOnce(&[Feature], &Options, &mut Findings) -> Set) -> Reading {
        let Self { name, content, options } = self;
        match content {
            Content::Table(table) if !spots::are_said(&table, options) => {
                let mut findings = Findings::default();
                let collection = spots::without_place(table, options, &mut findings);
                collected(name, collection, options, known, findings, read)
            }
            content => File { name, content, options }.places(known, read),
        }
    }

    /// Points: a table that says where its rows lie will do.
    fn places(self, known: &Known, read: impl FnOnce(&[Feature], &Options, &mut Findings) -> Set) -> Reading {
        let Self { name, content, options } = self;
        let mut findings = Findings::default();
        match content {
            Content::Features(collection) => collected(name, collection, options, known, findings, read),
            Content::Table(table) => {
                let collection = spots::features(table, options, &mut findings);
                collected(name, collection, &spots::without(options), known, findings, read)
            }
        }
    }
}

/// What the features of a file come to.
fn collected(
    name: &str,
    collection: Collection,
    options: &Options,
    known: &Known,
    mut findings: Findings,
    read: impl FnOnce(&[Feature], &Options, &mut Findings) -> Set,
) -> Reading {
    let frame = match datum::agree(name, options.datum.as_deref(), &collection) {
        Ok(frame) => frame,
        Err(fault) => return Reading::refused(fault),
    };
    let (datum, survey, count) = (frame.name.clone(), Survey::new(frame), collection.count);
    let features = collection.features(&survey, &mut findings);
    let set = read(&features, options, &mut findings);
    survey.check(name, &mut findings);
    displaced::note(name, &set, &survey.frame, known, &mut findings);
    note_amended(amended(&set, known), &mut findings);
    Reading::of(name, options, set, count, datum, findings)
}

/// How many items say something of what was changed by hand since.
fn amended(set: &Set, known: &Known) -> usize {
    if known.amended.is_empty() {
        return 0;
    }
    Item::of_set(set).iter().filter(|item| known.amended.contains(&item.name())).count()
}

/// Tells that the file's word holds from now on.
fn note_amended(count: usize, findings: &mut Findings) {
    if count > 0 {
        findings.note(findings::of_file("place.amended", &[("count", &count.to_string())]));
    }
}

/// Where every feature has its coordinates the wrong way round or in metres, the file says so once.
fn file_wide(mut faults: Vec<Fault>, read: usize) -> Vec<Fault> {
    const OF_ALL: [(&str, &str); 3] = [
        ("position.axes_swapped", "file.axes_swapped"),
        ("position.projected", "file.projected"),
        ("position.projected_as", "file.projected_as"),
    ];
    for (of_row, of_file) in OF_ALL {
        let such = faults.iter().filter(|fault| fault.code == of_row);
        let (Some(first), count) = (such.clone().next(), such.count()) else { continue };
        if count < 2 || count < read.min(limits::MOST_LISTED) {
            continue;
        }
        let read = read.to_string();
        let params: Vec<(&str, &str)> = first
            .params
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain([("count", read.as_str())])
            .collect();
        let whole = findings::of_file(of_file, &params);
        faults.retain(|fault| fault.code != of_row);
        faults.insert(0, whole);
    }
    faults
}

impl Reading {
    /// What the rows came to: all of them, those without fault, or none.
    fn of(name: &str, options: &Options, set: Set, read: usize, datum: String, mut findings: Findings) -> Self {
        let logins = findings.take_logins();
        let (faults, notes) = findings.sorted();
        let mut faults = file_wide(faults, read);
        let of_file = faults.iter().any(|fault| fault.row.is_none());
        let refused = of_file || (options.bad_rows == BadRows::RefuseFile && !faults.is_empty());
        if set.is_empty() && faults.is_empty() {
            faults.push(findings::of_file("file.empty", &[("file", name)]));
        }
        let set = Some(set).filter(|set| !refused && !set.is_empty());
        Self { set, read: read as u32, faults, notes, datum, logins }
    }

    /// What can't be read at all.
    pub fn refused(fault: Fault) -> Self {
        let (datum, logins) = (datum::WGS84.to_owned(), Vec::new());
        Self { set: None, read: 0, faults: vec![fault], notes: Vec::new(), datum, logins }
    }
}

impl From<Manner> for Options {
    /// What a manner says of reading; whether it is only a trial is not for the customs.
    fn from(manner: Manner) -> Self {
        Self {
            layer: manner.layer,
            scheme: manner.scheme,
            level: manner.level.map(Level),
            datum: manner.datum,
            columns: manner.columns,
            parent: manner.parent,
            bad_rows: if manner.skip_bad { BadRows::LeaveOut } else { BadRows::RefuseFile },
        }
    }
}
