//! What it takes for an imported set to come in, and how an import reports.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::Level;
use crate::failure::{Failure, Impediment, Refusal};
use crate::id::SetHash;
use crate::scheme::Scheme;
use crate::set::{GridSet, PlacedGrid, SetKind};
use crate::tree::Tree;
use crate::words::{self, Language, Params};

/// One thing that is wrong with a file: where, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Fault {
    /// Feature or row, counted from 1; none when it is the file as a whole.
    pub row: Option<u32>,
    /// The column or property, where one is to blame.
    pub field: Option<String>,
    /// Names the fault: `grid.duplicate_code`.
    pub code: String,
    /// What the sentence speaks of.
    pub params: Params,
    /// The sentence for terminals and logs: why, and what to do.
    pub message: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportReport {
    /// What the file held.
    pub kind: SetKind,
    /// The file's name, without its folder.
    pub file: String,
    /// Rows or features in the file.
    pub read: u32,
    /// Rows that came in, or would.
    pub taken: u32,
    /// Rows that were left out, and why; on a trial also what would refuse the file.
    pub faults: Vec<Fault>,
    /// What is doubtful in the rows that were taken.
    pub notes: Vec<Fault>,
    /// Whether the store changed: not on a dry run, nor when the same set was there already.
    pub changed: bool,
    /// The set's name; none when nothing would come in.
    pub set: Option<SetHash>,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportProgress {
    /// How much of the file was read, from 0 to 1.
    pub read: f64,
    /// Rows that were made of it so far.
    pub rows: u32,
    /// Whether other files come first.
    pub waits: bool,
    /// Whether the store takes it in: from here on it can't be cancelled.
    pub settled: bool,
}

impl Fault {
    /// A fault at a row, counted from 1. Its words come from the one table; `params` are what they speak of.
    pub fn at(row: usize, field: &str, code: &str, params: &[(&str, &str)]) -> Self {
        let (row, field) = (u32::try_from(row).ok(), (!field.is_empty()).then(|| field.to_owned()));
        Self { row, field, ..Self::of_file(code, params) }
    }

    /// What refuses the file as a whole, whatever stands in it.
    pub fn of_whole(refused: Failure) -> Self {
        let Failure { code, params, message, .. } = refused;
        let message = words::whole(&code, &params, Language::English).unwrap_or(message);
        Self { row: None, field: None, code, params, message }
    }

    /// A fault of the file as a whole.
    pub fn of_file(code: &str, params: &[(&str, &str)]) -> Self {
        let params = words::params(params);
        let message = words::whole(code, &params, Language::English);
        debug_assert!(message.is_some(), "{code} has no words, or they speak of more than {params:?}");
        let message = message.unwrap_or_else(|| code.to_owned());
        Self { row: None, field: None, code: code.to_owned(), params, message }
    }
}

/// Decide whether grids may extend what is published.
///
/// The first import makes the scheme; further levels extend it as long as no order refers to it.
/// Faults name the position in the set, counted from 1.
pub fn admit_grids(
    set: &GridSet,
    published: Option<&Scheme>,
    tree: &Tree,
    in_use: bool,
) -> Result<Result<(), Vec<Fault>>, Refusal> {
    let mut admission = Admission::new(&set.scheme, published, tree, in_use)?;
    admission.look(set);
    Ok(admission.done())
}

/// The same for grids that come part by part. Of a grid that came a tick of its path and one of its code are kept, not
/// the names: two names may have the same by a chance that nobody can bring about, once in a hundred million provinces.
#[derive(Debug)]
pub struct Admission<'a> {
    tree: &'a Tree,
    ticks: RandomState,
    /// The level of each path.
    paths: HashMap<u64, Level>,
    /// Where each code of a level came first.
    codes: HashMap<u64, u32>,
    rows: u32,
    faults: Vec<Fault>,
}

impl<'a> Admission<'a> {
    /// Of grids that go into the scheme of this name.
    pub fn new(scheme: &str, published: Option<&Scheme>, tree: &'a Tree, in_use: bool) -> Result<Self, Refusal> {
        if let Some(scheme) = published
            && in_use
        {
            return Err(Refusal::Scheme(Impediment::SchemeInUse { scheme: scheme.name.clone() }));
        }
        let mut faults = Vec::new();
        if let Some(published) = published.filter(|published| published.name != scheme) {
            faults.push(Fault::of_file("scheme.other", &[("ours", &published.name), ("theirs", scheme)]));
        }
        let ticks = RandomState::new();
        Ok(Self { tree, ticks, paths: HashMap::new(), codes: HashMap::new(), rows: 0, faults })
    }

    /// Looks at the next grids.
    pub fn look(&mut self, set: &GridSet) {
        set.grids.iter().for_each(|placed| self.look_at(placed));
    }

    /// Whether nothing is wrong so far.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// What all of them came to.
    pub fn done(self) -> Result<(), Vec<Fault>> {
        if self.faults.is_empty() { Ok(()) } else { Err(self.faults) }
    }

    fn look_at(&mut self, placed: &PlacedGrid) {
        let Self { tree, ticks, paths, codes, rows, faults } = self;
        *rows += 1;
        let (grid, number, row) = (&placed.grid, *rows, *rows as usize);
        let (code, level) = (grid.code.0.as_str(), || grid.level.to_string());
        if grid.level < Level::TOP || grid.level.0 > Level::MOST {
            let params: [(&str, &str); 2] = [("value", &level()), ("most", &Level::MOST.to_string())];
            faults.push(Fault::at(row, "level", "grid.unknown_level", &params));
        }
        let first = *codes.entry(ticks.hash_one((grid.level, &grid.code))).or_insert(number);
        if first != number {
            let params = [("code", code), ("level", &level()), ("first", &first.to_string())];
            faults.push(Fault::at(row, "code", "grid.duplicate_code", &params));
            return;
        }
        if tree.with_code(grid.level, &grid.code).is_some() {
            faults.push(Fault::at(row, "code", "grid.in_store", &[("code", code), ("level", &level())]));
            return;
        }
        if let Some(parent) = grid.path.parent() {
            let above =
                paths.get(&ticks.hash_one(&parent)).copied().or_else(|| tree.grid(&parent).map(|known| known.level));
            match above {
                None => {
                    let params = [("parent", parent.as_str()), ("code", code)];
                    faults.push(Fault::at(row, "parent", "grid.missing_parent", &params));
                }
                Some(above) if above >= grid.level => {
                    let params = [("code", code), ("level", &level()), ("above", &above.to_string())];
                    faults.push(Fault::at(row, "level", "grid.level_not_below_parent", &params));
                }
                Some(_) => {}
            }
        }
        if placed.shape.polygons.is_empty() {
            faults.push(Fault::at(row, "geometry", "grid.no_shape", &[("code", code)]));
        }
        paths.insert(ticks.hash_one(&grid.path), grid.level);
    }
}
