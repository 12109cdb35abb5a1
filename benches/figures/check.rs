//! A whole tree proven seamless and nested, and one group again after an edit, beside GEOS.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use atlas::breach::Edited;
use atlas::coverage::{Checker, Coverage, Group, Tolerance, groups_of};
use benches::spread::percentile;
use benches::tree::Tree;
use domain::code::GridPath;
use domain::place::{Polygon, Position, Shape};
use serde_json::Value;

use crate::figure::{Aim, Figure, Unit, seconds, thousands};
use crate::town::Town;
use crate::{Bench, command, turns};

type Grids = Vec<(GridPath, Shape)>;

/// Edits that are checked again one by one.
const EDITS: usize = 500;
/// A corner moves so far: about two metres.
const SHIFT: i32 = 200;

pub fn measure(bench: &Bench, _: &Town) -> Result<Vec<Figure>> {
    let tree = Tree::of_at_least(bench.province, bench.seed);
    let grids = grids_of(tree)?;
    let count = thousands(grids.len() as u64);
    let geos = "shapely coverage_is_valid, level by level";
    let mut whole = Figure::new(format!("Prove {count} grids in five levels seamless and nested"), Unit::Seconds)
        .beside(geos, Some(10.0), Some(25.0));
    let sound = bench.place("coverage.rings");
    write_rings(&grids, &sound)?;
    let planted = plant(&grids_of(Tree::of_at_least(1, bench.seed))?)?;
    let mut files = Vec::new();
    for (index, grids) in planted.iter().enumerate() {
        files.push(bench.place(&format!("planted-{index}.rings")));
        write_rings(grids, &files[index])?;
    }
    let known: Value =
        serde_json::from_str(&command::says(bench.python().arg("versions")).unwrap_or_default()).unwrap_or_default();
    let has_peer = known.get("shapely").is_some();
    for round in 0..bench.rounds {
        for is_ours in turns(round, [true, false]) {
            if is_ours {
                let began = Instant::now();
                let coverage = Coverage::of(groups_of(&grids), Tolerance::USUAL);
                whole.ours.add(began.elapsed().as_secs_f64());
                ensure!(coverage.is_proven(), "the tree is not sound");
            } else if has_peer {
                whole.peers[0].took.add(step(&peer(bench, &[&sound])?, "query"));
            }
        }
    }
    let found = planted.iter().filter(|grids| !Coverage::of(groups_of(grids), Tolerance::USUAL).is_proven()).count();
    whole.note = format!("finds {found} of {} planted faults", planted.len());
    if has_peer {
        let files: Vec<&Path> = files.iter().map(std::path::PathBuf::as_path).collect();
        let found = step(&peer(bench, &files)?, "found");
        whole.peers[0].note = format!("finds {found} of {} planted faults", planted.len());
    }
    let mut again = Figure::new("Prove again after one edit: its siblings and its children", Unit::Seconds);
    let groups = groups_of(&grids);
    let coverage = Coverage::of(groups.clone(), Tolerance::USUAL);
    let mut below = edits(&grids, &groups, &coverage, |level| level > 1);
    let mut at_top = edits(&grids, &groups, &coverage, |level| level == 1);
    again.ours.add(percentile(&mut below, 0.5));
    let all = [("p99 at the four lower levels", &mut below), ("p99 at the top, which has no outline", &mut at_top)];
    again.aims = all
        .into_iter()
        .map(|(what, samples)| Aim::less(what, percentile(samples, 0.99), seconds).floor(9e-3).goal(1e-3))
        .collect();
    Ok(vec![whole, again])
}

fn peer(bench: &Bench, files: &[&Path]) -> Result<Value> {
    Ok(serde_json::from_str(&command::run(bench.python().arg("coverage").args(files))?.stdout)?)
}

fn step(steps: &Value, name: &str) -> f64 {
    steps[name].as_f64().unwrap_or_default()
}

fn grids_of(tree: Tree) -> Result<Grids> {
    let mut grids = Grids::with_capacity(tree.polygons());
    tree.each(|block| {
        let corners = block.ring.iter().map(|&(x, y)| Ok(Position(i32::try_from(x)?, i32::try_from(y)?)));
        let ring = corners.collect::<Result<_>>()?;
        grids.push((
            GridPath::from_text(block.codes().join(".")),
            Shape { polygons: vec![Polygon { rings: vec![ring] }] },
        ));
        anyhow::Ok(())
    })?;
    Ok(grids)
}

fn write_rings(grids: &Grids, to: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(to)?);
    for (path, shape) in grids {
        for ring in shape.rings() {
            let head = [path.ancestors().len() as i32 + 1, i32::try_from(ring.len())?];
            for number in head.into_iter().chain(ring.iter().flat_map(|at| [at.0, at.1])) {
                file.write_all(&number.to_le_bytes())?;
            }
        }
    }
    Ok(file.flush()?)
}

/// The same district with one fault each: a leaf missing, a leaf drawn twice, a leaf under the wrong parent, a
/// corner of one leaf moved into its neighbour, a corner at the rim moved in the leaf alone, and a common corner
/// of two communities moved in both but not in their children.
fn plant(sound: &Grids) -> Result<Vec<Grids>> {
    let leaf = sound.len() - 1_500;
    let with = |change: &dyn Fn(&mut Grids) -> Result<()>| {
        let mut grids = sound.clone();
        change(&mut grids)?;
        anyhow::Ok(grids)
    };
    let rim = sound.iter().position(|(path, _)| path.as_str().ends_with("G500000000")).context("no first leaf")?;
    Ok(vec![
        with(&|grids| {
            grids.remove(leaf);
            Ok(())
        })?,
        with(&|grids| {
            let (path, shape) = grids[leaf].clone();
            grids.push((GridPath::from_text(format!("{path}B")), shape));
            Ok(())
        })?,
        with(&|grids| {
            let other = grids[leaf + 100].0.parent().context("a leaf has a parent")?;
            grids[leaf].0 = GridPath::from_text(format!("{other}.X"));
            Ok(())
        })?,
        with(&|grids| {
            shift(&mut grids[leaf].1, 10);
            Ok(())
        })?,
        with(&|grids| {
            shift(&mut grids[rim].1, 3);
            Ok(())
        })?,
        with(&|grids| {
            let third = |grid: &&mut (GridPath, Shape)| grid.0.ancestors().len() == 2;
            let mut communities = grids.iter_mut().filter(third);
            let (one, other) = communities.next().zip(communities.next()).context("no two communities")?;
            let common = one.1.positions().find(|at| other.1.positions().any(|known| known == *at));
            let common = common.context("the first two communities are no neighbours")?;
            // The next one along the border lies inside both.
            for shape in [&mut one.1, &mut other.1] {
                for at in shape.polygons[0].rings[0].iter_mut().filter(|at| **at == common) {
                    at.0 += SHIFT;
                }
            }
            Ok(())
        })?,
    ])
}

/// Move one corner of a shape that is not where its ring begins.
fn shift(shape: &mut Shape, corner: usize) {
    shape.polygons[0].rings[0][corner].0 += SHIFT;
}

/// Seconds for each of some edits of what was proven, as many at one level as at another.
fn edits(grids: &Grids, groups: &[Group<'_>], coverage: &Coverage, is_wanted: fn(usize) -> bool) -> Vec<f64> {
    let group_of = |above: &Option<GridPath>| groups.binary_search_by(|group| group.above.cmp(above)).ok();
    let mut levels: BTreeMap<usize, Vec<&(GridPath, Shape)>> = BTreeMap::new();
    for grid in grids {
        levels.entry(grid.0.ancestors().len() + 1).or_default().push(grid);
    }
    let wanted: Vec<_> = levels.into_iter().filter(|(level, _)| is_wanted(*level)).map(|(_, grids)| grids).collect();
    let mut samples = Vec::with_capacity(EDITS);
    for at in 0..EDITS {
        let level = &wanted[at % wanted.len()];
        let (path, shape) = level[at * level.len() / EDITS];
        let mut edited = shape.clone();
        let middle = edited.polygons[0].rings[0].len() / 3;
        shift(&mut edited, middle);
        let siblings = group_of(&path.parent()).map(|group| {
            let mut after = groups[group].clone();
            for child in after.children.iter_mut().filter(|child| child.0 == path) {
                child.1 = &edited;
            }
            Edited { before: groups[group].clone(), after }
        });
        let children = group_of(&Some(path.clone())).map(|group| {
            let after = Group { outline: Some(&edited), ..groups[group].clone() };
            Edited { before: groups[group].clone(), after }
        });
        let began = Instant::now();
        let mut checker = Checker::default();
        for edit in siblings.iter().chain(&children) {
            let known = coverage.faults_of(edit.before.above.as_ref());
            std::hint::black_box(checker.faults_after(edit, known, Tolerance::USUAL));
        }
        samples.push(began.elapsed().as_secs_f64());
    }
    samples
}
