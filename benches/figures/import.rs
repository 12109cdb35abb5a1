//! Large files into a store, beside ogr2ogr: a tree from GeoJSON and from a Shapefile, a province of it, and points.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use benches::points;
use benches::tree::Tree;

use crate::command::Spent;
use crate::figure::{Aim, Figure, Unit, megabytes, thousands};
use crate::machine::size_of;
use crate::town::{Town, remove};
use crate::{Bench, command, turns};

/// How many times as fast as ogr2ogr we must be, and want to be: with polygons, points, and from a Shapefile.
const POLYGONS: (f64, f64) = (6.0, 12.0);
const POINTS: (f64, f64) = (9.0, 15.0);
const SHAPEFILE: (f64, f64) = (2.0, 3.0);

/// A district, a Shapefile of it, and points.
pub fn measure(bench: &Bench, _: &Town) -> Result<Vec<Figure>> {
    let tree = Tree::of_at_least(bench.polygons, bench.seed);
    let source = written(&bench.place("tree.geojson"), |out| tree.write(out))?;
    let polygons = thousands(tree.polygons() as u64);
    let what = format!("Import {polygons} grids in five levels, GeoJSON of {}", size_of(&source));
    let mut figures = vec![import(bench, what, &source, "grids", POLYGONS)?];
    if has_peer() {
        let archive = shapefile(bench, &source)?;
        let what = format!("Import the same from a Shapefile in an archive of {}", size_of(&archive));
        figures.push(import(bench, what, &archive, "grids", SHAPEFILE)?);
    }
    let source = venues(bench)?;
    let what = format!("Import {} venues, GeoJSON of {}", thousands(bench.points as u64), size_of(&source));
    figures.push(import(bench, what, &source, "venues", POINTS)?);
    Ok(figures)
}

/// The points as venues with names, in a file.
pub fn venues(bench: &Bench) -> Result<PathBuf> {
    let (count, corners) = (bench.points, (112.0, 30.0, 113.6, 32.8));
    written(&bench.place("points.geojson"), |out| points::write_geojson(out, bench.seed, count, corners))
}

/// A province in a fresh store of that name.
pub fn province(bench: &Bench, name: &str) -> Result<PathBuf> {
    let (tree, store) = (Tree::of_at_least(bench.province, bench.seed), bench.place(name));
    let source = written(&bench.place("province.geojson"), |out| tree.write(out))?;
    remove(&store);
    command::run(bench.wutu().arg("new").arg(&store))?;
    command::run(bench.wutu().arg("import").arg(&store).arg(&source).args(["--as", "grids"]))?;
    Ok(store)
}

/// A province.
pub fn measure_province(bench: &Bench, _: &Town) -> Result<Vec<Figure>> {
    let tree = Tree::of_at_least(bench.province, bench.seed);
    let source = written(&bench.place("province.geojson"), |out| tree.write(out))?;
    let polygons = thousands(tree.polygons() as u64);
    let what = format!("Import a province: {polygons} grids in five levels, GeoJSON of {}", size_of(&source));
    let mut figures = vec![import(bench, what, &source, "grids", POLYGONS)?];
    let mut check = Figure::new(format!("`wutu check` of these {polygons} grids, opening the store"), Unit::Seconds);
    let store = bench.place("import.gpkg");
    let mut spent = None;
    for _ in 0..bench.rounds {
        // Nobody answers for these grids: that is found, and the command ends so.
        let ran = command::run_to(1, bench.wutu().arg("check").arg(&store).arg("--json"))?;
        check.ours.add(ran.seconds);
        spent = ran.spent.or(spent);
    }
    check.note = Spent::words(spent);
    figures.push(check);
    Ok(figures)
}

/// One file into an empty store, in turns with ogr2ogr. The store of the last round stays.
fn import(bench: &Bench, what: String, source: &Path, kind: &str, (floor, goal): (f64, f64)) -> Result<Figure> {
    let mut figure = Figure::new(what, Unit::Seconds).beside("ogr2ogr -f GPKG", Some(floor), Some(goal));
    let has_peer = has_peer();
    let mut spent = None;
    for round in 0..bench.rounds {
        for is_ours in turns(round, [true, false]) {
            if is_ours {
                let store = bench.place("import.gpkg");
                remove(&store);
                let new = command::run(bench.wutu().arg("new").arg(&store))?;
                let ran = command::run(bench.wutu().arg("import").arg(&store).arg(source).args(["--as", kind]))?;
                figure.ours.add(new.seconds + ran.seconds);
                spent = ran.spent.or(spent);
            } else if has_peer {
                let target = bench.place("ogr2ogr.gpkg");
                remove(&target);
                let from = match source.extension() {
                    // Two strokes: what follows one is taken from the folder in which the program stands.
                    Some(ending) if ending == "zip" => PathBuf::from(format!("/vsizip/{}", source.display())),
                    _ => source.to_owned(),
                };
                let many = ["-f", "GPKG", "-nlt", "PROMOTE_TO_MULTI"];
                let ran = command::run(Command::new("ogr2ogr").args(many).arg(&target).arg(from))?;
                figure.peers[0].took.add(ran.seconds);
                figure.peers[0].note = Spent::words(ran.spent);
            }
        }
    }
    figure.note = Spent::words(spent);
    if let Some(Spent { peak: is, .. }) = spent {
        figure.aims.push(Aim::less("most memory held, both processes together", is, megabytes).goal(150.0));
    }
    Ok(figure)
}

/// The same grids as ogr2ogr writes them.
fn shapefile(bench: &Bench, source: &Path) -> Result<PathBuf> {
    let archive = bench.place("tree.shp.zip");
    remove(&archive);
    let options = ["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"];
    command::run(Command::new("ogr2ogr").args(options).arg(&archive).arg(source))?;
    Ok(archive)
}

fn has_peer() -> bool {
    command::says(Command::new("ogr2ogr").arg("--version")).is_some()
}

fn written(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> Result<PathBuf> {
    let mut file = BufWriter::new(File::create(path)?);
    write(&mut file)?;
    file.flush()?;
    Ok(path.to_owned())
}
