//! Grids piece by piece. The first pass learns levels, codes and names; the second reads boundaries, upper levels
//! first, so that every parent has its place before its children come. What is kept of a grid is its code and path.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek};

use domain::code::{GridPath, Level};
use domain::grid::Counts;
use domain::place::{Polygon, Position, Shape};
use domain::set::{GridSet, Set};

use super::{
    Area, CODE, FIELDS, ID, LEVEL, Orphan, Reader, Rows, attributes_of, check_scheme, level_names, parent_column,
    scheme_of,
};
use crate::batch::{Batch, Sight};
use crate::features::{Feature, Survey};
use crate::fields::Columns;
use crate::findings::Findings;
use crate::globe::Globe;
use crate::parents::{Census, Search};
use crate::stream::{Names, Outlet, Passes, Piece, sound, write_row};
use crate::ticks::Ticks;
use crate::{Known, Options, ParentRule, Reading, displaced};

/// What the first pass learns of a batch.
#[derive(Default)]
struct Learned {
    /// Of each grid, in the file's order.
    levels: Vec<Level>,
    census: Census,
    /// How many are in the store already.
    repeats: usize,
}

/// The grids of a batch.
struct Drawn {
    /// All but their paths, one after the other in the normal form.
    text: Vec<u8>,
    /// Each with the end of its text; its boundary is the box around it, where anybody will ask for that.
    grids: Vec<(Orphan, usize)>,
    findings: Findings,
}

/// Where every grid that came so far hangs.
struct Nest<'a> {
    search: Search<'a>,
    rule: ParentRule,
    deepest: Level,
    leaves: Ticks,
}

/// What the normal form of a grid without a path begins with.
const NO_PATH: &[u8] = b"{\"path\":\"\"";

/// Read grids of a sound file. Parents are found by codes or by a column: by geometry they are for the careful reader.
pub(crate) fn stream<F: Read + Seek>(
    passes: &mut Passes<'_, F>,
    options: &Options,
    known: &Known,
) -> io::Result<Option<Reading>> {
    let asked = |names: &Names| {
        let columns = Columns::find(names.all(), &options.columns, &FIELDS, &mut Findings::default());
        let fields = [CODE, ID, LEVEL].into_iter().filter_map(|field| columns.of(field));
        fields.chain(parent_column(&columns, options)).map(str::to_owned).collect()
    };
    let Some((names, end, batches)) = passes.learn(asked, |features, names| learn(features, names, options, known))?
    else {
        return Ok(None);
    };
    let mut all = Learned::default();
    for batch in batches {
        all.absorb(batch);
    }
    let mut findings = Findings::default();
    let columns = Columns::find(names.all(), &options.columns, &FIELDS, &mut findings);
    check_scheme(options, known, &mut findings);
    let rule = all.census.rule(parent_column(&columns, options), options).ok();
    let Some((frame, rule)) = passes.frame(&end, options).zip(rule) else { return Ok(None) };
    if findings.count() > 0 || end.rows == 0 || ![0, end.rows].contains(&all.repeats) {
        return Ok(None);
    }
    let survey = Survey::new(frame);
    let sweeps = sweeps(&all.levels);
    let levels: Vec<Level> = sweeps.iter().flatten().copied().collect();
    let Some(deepest) = levels.last().copied() else { return Ok(None) };
    let (scheme, levels) = (scheme_of(options, known), level_names(levels, known.scheme));
    let mut shadow = GridSet { scheme, levels, grids: Vec::new() };
    passes.to.begin(&Set::Grids(shadow.clone()))?;
    let no_rows = Rows::new();
    let mut nest = Nest { search: Search::new(known, &no_rows), rule, deepest, leaves: Ticks::default() };
    let (mut piece, share) = (Piece::new(), passes.left() / sweeps.len() as f64);
    for sweep in &sweeps {
        let wanted = |row: usize| all.levels.get(row - 1).is_some_and(|level| sweep.contains(level));
        let draw = |mut batch: Batch| draw(&mut batch, &names, &columns, &survey, options, known, &wanted);
        let swept = passes.pass(Sight::Whole, share, draw, |to, drawn| {
            findings.absorb(drawn.findings);
            let mut begin = 0;
            for (orphan, end) in drawn.grids {
                let Some(path) = nest.path_of(&orphan) else { return Ok(None) };
                write_placed(&mut piece, to, &path, &drawn.text[begin + NO_PATH.len()..end])?;
                begin = end;
                if !known.tree.is_empty() {
                    shadow.grids.push(orphan.placed(path));
                }
            }
            Ok(Some(()))
        })?;
        if swept.is_none() {
            return Ok(None);
        }
    }
    piece.hand_over(passes.to)?;
    survey.check(passes.file_name, &mut findings);
    if findings.count() > 0 || piece.rows != end.rows {
        return Ok(None);
    }
    displaced::note(passes.file_name, &Set::Grids(shadow), &survey.frame, known, &mut findings);
    Ok(Some(sound(end.rows, &survey.frame, findings)))
}

fn write_placed(piece: &mut Piece, to: &mut dyn Outlet, path: &GridPath, rest: &[u8]) -> io::Result<()> {
    piece.add(to, |text| {
        text.extend_from_slice(&NO_PATH[..NO_PATH.len() - 2]);
        write_row(text, path);
        text.extend_from_slice(rest);
    })
}

/// The levels that are read in each pass: all in one, where upper levels come first in the file.
fn sweeps(levels: &[Level]) -> Vec<Vec<Level>> {
    let mut there = levels.to_vec();
    if levels.is_sorted() {
        there.dedup();
        return vec![there];
    }
    there.sort_unstable();
    there.dedup();
    there.into_iter().map(|level| vec![level]).collect()
}

fn learn(features: &[Feature], names: &Names, options: &Options, known: &Known) -> Option<Learned> {
    let (mut learned, mut findings) = (Learned::default(), Findings::default());
    let columns = Columns::find(names.all(), &options.columns, &FIELDS, &mut findings);
    let (attributes, parent_column) = (BTreeSet::new(), parent_column(&columns, options));
    for feature in features {
        let globe = Globe::new(options, known);
        let reader = Reader { feature, columns: &columns, attributes: &attributes, options, globe, parent_column };
        let (level, code) = reader.key(&mut findings)?;
        learned.census.add(level, &code, reader.parent(&mut findings).as_deref());
        learned.repeats += usize::from(known.tree.with_code(level, &code).is_some());
        learned.levels.push(level);
    }
    (findings.count() == 0).then_some(learned)
}

fn draw(
    batch: &mut Batch,
    names: &Names,
    columns: &Columns,
    survey: &Survey,
    options: &Options,
    known: &Known,
    wanted: &dyn Fn(usize) -> bool,
) -> Option<Drawn> {
    let parent_column = parent_column(columns, options);
    let attributes = attributes_of(names.all(), columns, parent_column);
    let mut drawn = Drawn { text: Vec::with_capacity(batch.size()), grids: Vec::new(), findings: Findings::default() };
    let globe = Globe::new(options, known);
    batch.each(survey, wanted, |feature| {
        let reader = Reader { feature, columns, attributes: &attributes, options, globe, parent_column };
        let key = reader.key(&mut drawn.findings);
        let orphan = reader.orphan(key, Area::of(feature), 0, &mut drawn.findings)?;
        let kept = kept_of(&orphan, known);
        orphan.placed(GridPath::from_text("")).write_row(&mut drawn.text);
        drawn.grids.push((kept, drawn.text.len()));
        Some(())
    })?;
    Some(drawn)
}

/// What is kept of a grid until it has its path; more where it will be compared with what the store has.
fn kept_of(orphan: &Orphan, known: &Known) -> Orphan {
    let (row, level, code, parent) = (orphan.row, orphan.level, orphan.code.clone(), orphan.parent.clone());
    let (mut name, mut shape) = (String::new(), Shape::default());
    if !known.tree.is_empty() {
        name.clone_from(&orphan.name);
        shape = box_around(&orphan.shape);
    }
    let (kind, counts, attributes) = (String::new(), Counts::default(), BTreeMap::new());
    Orphan { row, code, level, shape, parent, name, kind, counts, attributes }
}

/// A shape with the same bounds.
fn box_around(shape: &Shape) -> Shape {
    let mut positions = shape.positions();
    let Some(first) = positions.next() else { return Shape::default() };
    let (low, high) = positions.fold((first, first), |(low, high), Position(x, y)| {
        (Position(low.0.min(x), low.1.min(y)), Position(high.0.max(x), high.1.max(y)))
    });
    Shape { polygons: vec![Polygon { rings: vec![vec![low, high]] }] }
}

impl Nest<'_> {
    /// Where a grid hangs; none where it cannot, or where its level has its code already.
    fn path_of(&mut self, orphan: &Orphan) -> Option<GridPath> {
        let Self { search, rule, deepest, leaves } = self;
        let path = search.path_of(orphan, rule, &[], &[], &mut Findings::default()).ok()?;
        // Nothing hangs under the deepest: their paths need not be known.
        let is_new = if orphan.level == *deepest {
            leaves.tick(leaves.of(&orphan.code.0))
        } else {
            search.place(orphan.level, &orphan.code, &path)
        };
        is_new.then_some(path)
    }
}

impl Learned {
    fn absorb(&mut self, later: Self) {
        self.levels.extend(later.levels);
        self.census.absorb(later.census);
        self.repeats += later.repeats;
    }
}
