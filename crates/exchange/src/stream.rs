//! Large files, read piece by piece: no part of the file and no part of the set stands in memory longer than it
//! takes to hand it on. Once to learn what the file has, once to read it.
//!
//! So is GeoJSON read, and so are a Shapefile and a GeoPackage, where they are sound and of a usual form. Where anything
//! else stands, what was handed over does not count, and the careful reader ([`read`](crate::read)) begins anew: every
//! fault is its to tell, so that there is one who tells them.

use std::collections::BTreeSet;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;

use domain::set::Set;
use serde::Serialize;

use crate::batch::{Batch, Cut, End, Sight, Source};
use crate::cutter::Cutter;
use crate::datum::{self, Frame};
use crate::features::{Collection, Feature, Survey, property_names};
use crate::findings::Findings;
use crate::geopackage::Database;
use crate::{Kind, Known, Options, ParentRule, Reading, archive, geopackage, grids, shapefile, share, venues};

/// Where rows go that are read piece by piece.
pub trait Outlet {
    /// How much of the file was read, from 0 to 1.
    fn far(&mut self, share: f64) -> io::Result<()>;
    /// A set begins; whatever began before does not count.
    fn begin(&mut self, empty: &Set) -> io::Result<()>;
    /// So many of its rows follow, as the normal form has them, parted by commas.
    fn rows(&mut self, text: &[u8], count: usize) -> io::Result<()>;
}

/// A file on its way in.
pub struct Foreign<'a, F> {
    /// Its name, without its folder.
    pub name: &'a str,
    /// Its bytes; what follows them is none of its own.
    pub from: F,
    /// How many there are.
    pub size: u64,
    /// The same as a database that was opened where it lies; a database without one is read from memory.
    pub database: Option<Database>,
}

/// Bytes of rows that are handed over at a time.
const PIECE: usize = 256 << 10;

/// Read a file piece by piece; none where it is for the careful reader. The reading's set is what was handed over.
pub fn stream(
    kind: Kind,
    file: Foreign<'_, impl Read + Seek>,
    options: &Options,
    known: &Known,
    to: &mut dyn Outlet,
) -> io::Result<Option<Reading>> {
    let Foreign { name, from, size, database } = file;
    let layer = options.layer.as_deref();
    let mut passes = Passes { file_name: name, layer, from, size, database, package: None, to, done: 0.0 };
    match kind {
        Kind::Grids if options.parent != Some(ParentRule::Geometry) => grids::stream(&mut passes, options, known),
        Kind::Venues => venues::stream(&mut passes, options, known),
        _ => Ok(None),
    }
}

/// A file that is gone through more than once.
pub(crate) struct Passes<'a, F> {
    pub(crate) file_name: &'a str,
    /// Which of its layers is meant, where somebody has said it.
    layer: Option<&'a str>,
    from: F,
    size: u64,
    /// The file as it lies, until its layer is opened.
    database: Option<Database>,
    /// Its layer, where it is a database that was opened.
    package: Option<geopackage::Opened<'a>>,
    pub(crate) to: &'a mut dyn Outlet,
    /// The share of the work that the passes so far were.
    done: f64,
}

/// What the features of a file say, before anybody reads them.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<String>);

/// Rows on their way out.
pub(crate) struct Piece {
    text: Vec<u8>,
    count: usize,
    pub(crate) rows: usize,
}

/// How often a pass that learns is begun anew as soon as somebody says what nobody knew.
const MOST_TURNS: usize = 8;

/// The first pass finds names, the second reads; more are needed for files that are not in order.
const SHARE_OF_NAMES: f64 = 0.2;

impl<F: Read + Seek> Passes<'_, F> {
    /// Goes through the file once, and does `work` with each batch of features. None where anything is unusual,
    /// and where `work` or `take` has nothing to give.
    pub(crate) fn pass<R: Send>(
        &mut self,
        sight: Sight,
        share_of_all: f64,
        work: impl Fn(Batch) -> Option<R> + Sync,
        mut take: impl FnMut(&mut dyn Outlet, R) -> io::Result<Option<()>>,
    ) -> io::Result<Option<End>> {
        let done = self.done;
        self.done += share_of_all;
        self.with_source(sight, |source, to| {
            let mut end = Ok(None);
            let next = || match source.next() {
                Ok(Cut::Batch(batch)) => Some((source.far(), batch)),
                Ok(Cut::End(told)) => {
                    end = Ok(Some(told));
                    None
                }
                Ok(Cut::Unusual) => None,
                Err(error) => {
                    end = Err(error);
                    None
                }
            };
            let flown = share::flow(
                next,
                |(far, batch)| (far, work(batch)),
                |(far, outcome)| {
                    let Some(outcome) = outcome else { return ControlFlow::Break(Ok(())) };
                    match to.far(done + share_of_all * far).and_then(|()| take(to, outcome)) {
                        Ok(Some(())) => ControlFlow::Continue(()),
                        Ok(None) => ControlFlow::Break(Ok(())),
                        Err(error) => ControlFlow::Break(Err(error)),
                    }
                },
            );
            match flown {
                ControlFlow::Continue(()) => end,
                ControlFlow::Break(stopped) => stopped.map(|()| None),
            }
        })
    }

    /// Does `work` with the file at its beginning; none where it does not begin in a usual way.
    fn with_source<T>(
        &mut self,
        sight: Sight,
        work: impl FnOnce(&mut dyn Source, &mut dyn Outlet) -> io::Result<Option<T>>,
    ) -> io::Result<Option<T>> {
        let Self { file_name, layer, from, size, database, package, to, .. } = self;
        let mut beginning = Vec::new();
        from.rewind()?;
        from.by_ref().take(geopackage::BEGINNING.len() as u64).read_to_end(&mut beginning)?;
        if beginning == geopackage::BEGINNING {
            if package.is_none() {
                *package = geopackage::open(file_name, database.take(), from, *size, *layer)?;
            }
            let Some(package) = package else { return Ok(None) };
            return package.with_rows(sight, |source| work(source, &mut **to));
        }
        if beginning.starts_with(archive::BEGINNING) {
            return shapefile::with_layer(file_name, from, *size, *layer, sight, |source| work(source, &mut **to));
        }
        from.rewind()?;
        let Some(mut cutter) = Cutter::open(file_name, from.by_ref().take(*size), *size)? else { return Ok(None) };
        work(&mut cutter, &mut **to)
    }

    /// The same to learn what stands in a file: `work` finds it in the features of a batch, in order, and asks only for
    /// the columns that are `wanted`. What a name stands for depends on all names, so that it is done again when one
    /// comes that nobody knew.
    pub(crate) fn learn<R: Send>(
        &mut self,
        wanted: impl Fn(&Names) -> Vec<String>,
        work: impl Fn(&[Feature], &Names) -> Option<R> + Sync,
    ) -> io::Result<Option<(Names, End, Vec<R>)>> {
        let Some((mut names, _)) = self.first_told()? else { return Ok(None) };
        for turn in 0.. {
            // Names that nobody knew come early, if they come: it is begun anew at once, but not for ever.
            let begins_anew = turn < MOST_TURNS;
            let (mut new, mut learned) = (BTreeSet::new(), Vec::new());
            self.done = 0.0;
            let columns = wanted(&names);
            let find = |mut batch: Batch| {
                let survey = Survey::default();
                let features = batch.rolls(&survey, &|name| columns.iter().any(|column| column == name))?;
                let new = names.new_in(&features);
                if new.is_empty() { work(&features, &names).map(Ok) } else { Some(Err(new)) }
            };
            let end = self.pass(Sight::Said, SHARE_OF_NAMES, find, |_, found| {
                match found {
                    Ok(found) => learned.push(found),
                    Err(names) => new.extend(names),
                }
                Ok((new.is_empty() || !begins_anew).then_some(()))
            })?;
            if new.is_empty() || !begins_anew && end.is_none() {
                return Ok(end.map(|end| (names, end, learned)));
            }
            names.0.append(&mut new);
        }
        Ok(None)
    }

    /// What the first features say, and what the file tells before them: nearly always all say the same, and the file
    /// tells nothing else at its end.
    pub(crate) fn first_told(&mut self) -> io::Result<Option<(Names, Option<End>)>> {
        self.with_source(Sight::Said, |source, _| {
            let told = source.told();
            let Cut::Batch(mut batch) = source.next()? else { return Ok(None) };
            let survey = Survey::default();
            let features = batch.rolls(&survey, &|_| false);
            Ok(features.map(|features| (Names(Names::default().new_in(&features)), told)))
        })
    }

    /// Nothing of it was gone through.
    pub(crate) fn begin_anew(&mut self) {
        self.done = 0.0;
    }

    /// The share of the work that is not done yet.
    pub(crate) fn left(&self) -> f64 {
        1.0 - self.done
    }

    /// What the coordinates are measured in.
    pub(crate) fn frame(&self, end: &End, options: &Options) -> Option<Frame> {
        let none = Collection::of_texts(Vec::new(), Vec::new());
        let whole = Collection { crs: end.crs.clone(), is_wgs84: end.is_wgs84, ..none };
        datum::agree(self.file_name, options.datum.as_deref(), &whole).ok()
    }
}

impl Names {
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a feature says only these; `usual` is what the one before said.
    pub(crate) fn has_all_of(&self, feature: &Feature, usual: &mut Vec<String>) -> bool {
        if feature.properties.names().eq(usual.iter().map(String::as_str)) {
            return true;
        }
        *usual = feature.properties.names().map(str::to_owned).collect();
        usual.iter().all(|name| self.0.contains(name))
    }

    /// What features say that is none of these.
    fn new_in(&self, features: &[Feature]) -> BTreeSet<String> {
        let unknown = property_names(features).into_iter().filter(|name| !self.0.contains(*name));
        unknown.map(str::to_owned).collect()
    }
}

impl Piece {
    pub(crate) fn new() -> Self {
        Self { text: Vec::with_capacity(PIECE * 2), count: 0, rows: 0 }
    }

    /// Adds a row: `write` writes it.
    pub(crate) fn add(&mut self, to: &mut dyn Outlet, write: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        if self.count > 0 {
            self.text.push(b',');
        }
        write(&mut self.text);
        self.count += 1;
        if self.text.len() < PIECE { Ok(()) } else { self.hand_over(to) }
    }

    /// Hands over what is left.
    pub(crate) fn hand_over(&mut self, to: &mut dyn Outlet) -> io::Result<()> {
        if self.count > 0 {
            to.rows(&self.text, self.count)?;
            self.rows += std::mem::take(&mut self.count);
            self.text.clear();
        }
        Ok(())
    }
}

/// A row as the normal form has it.
pub(crate) fn write_row(text: &mut Vec<u8>, row: &impl Serialize) {
    serde_json::to_writer(text, row).expect("a row has text keys and finite numbers only");
}

/// What a sound file came to.
pub(crate) fn sound(read: usize, frame: &Frame, findings: Findings) -> Reading {
    let (faults, notes) = findings.sorted();
    Reading { set: None, read: read as u32, faults, notes, datum: frame.name.clone(), logins: Vec::new() }
}
