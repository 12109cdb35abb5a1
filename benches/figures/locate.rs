//! A million points to their deepest grid: the whole command, the index warm, and the index made inside the clock.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use atlas::locate::Locator;
use benches::points;
use benches::spread::percentile;
use domain::code::GridPath;
use domain::place::{Position, Shape};
use serde_json::Value;

use crate::command::Spent;
use crate::figure::{Aim, Figure, Unit, seconds, thousands};
use crate::town::Town;
use crate::{Bench, command, turns};

/// The paths of a peer are named as `bench-peers.py` names them.
const PEERS: [&str; 2] = ["shapely", "duckdb"];
/// So many single points are timed one by one.
const SINGLE: usize = 100_000;

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let province = Town::province(bench, "province.gpkg")?;
    // The floors and goals are those of a province; a district's row is there to see what its size costs.
    let mut figures = located(bench, &province, [Some(9.0), Some(7.0), Some(2.5)])?;
    figures.extend(located(bench, town, [None; 3])?);
    Ok(figures)
}

/// Floors: warm beside shapely and beside `DuckDB`, and cold beside `DuckDB`; goals only where there are floors.
fn located(bench: &Bench, town: &Town, floors: [Option<f64>; 3]) -> Result<Vec<Figure>> {
    let source = bench.place("points.csv");
    let shapes = town.reader()?.view().shapes(None)?;
    write_points(bench, town, &shapes, &source)?;
    let positions = read_points(&source)?;
    let points = thousands(bench.points as u64);
    let among = format!("among {} grids", thousands(town.grids().into()));
    let [shapely, duckdb] = ["shapely STRtree", "DuckDB spatial"];
    let mut whole = Figure::new(format!("`wutu locate`: {points} points {among}, CSV to CSV"), Unit::Seconds)
        .beside(shapely, None, None)
        .beside(duckdb, None, None);
    let goal = |wanted: f64| floors[0].map(|_| wanted);
    let mut warm = Figure::new(format!("Locate {points} points {among}, index warm"), Unit::Seconds)
        .beside(shapely, floors[0], None)
        .beside(format!("{duckdb} (index in the clock)"), floors[1], goal(20.0));
    let mut cold = Figure::new(format!("Locate {points} points {among}, index made inside the clock"), Unit::Seconds)
        .beside(shapely, None, None)
        .beside(duckdb, floors[2], goal(6.0));
    let known = known_peers(bench);
    let mut answers: [Option<usize>; 2] = [None, None];
    for round in 0..bench.rounds {
        for who in turns(round, [None, Some(0), Some(1)]) {
            let Some(peer) = who else {
                let ran =
                    command::run_on(bench.wutu().arg("locate").arg(&town.path), &source, &bench.place("ours.csv"))?;
                whole.ours.add(ran.seconds);
                whole.note = Spent::words(ran.spent);
                let (made, asked) = library(&shapes, &positions);
                warm.ours.add(asked);
                cold.ours.add(made + asked);
                continue;
            };
            if !known.contains(&PEERS[peer]) {
                continue;
            }
            let out = bench.place(PEERS[peer]).with_extension("csv");
            let ran = command::run(bench.python().arg(PEERS[peer]).args([&town.path, &source, &out]))?;
            let steps: Value = serde_json::from_str(&ran.stdout)?;
            let step = |name: &str| steps[name].as_f64().unwrap_or_default();
            whole.peers[peer].took.add(ran.seconds);
            whole.peers[peer].note = Spent::words(ran.spent);
            warm.peers[peer].took.add(step("query"));
            cold.peers[peer].took.add(step("index") + step("query"));
            answers[peer] = Some(differences(&bench.place("ours.csv"), &out)?);
        }
    }
    for (peer, differing) in answers.into_iter().enumerate() {
        if let Some(differing) = differing {
            warm.peers[peer].note = format!("{} answers differ from ours", thousands(differing as u64));
        }
    }
    let single = Aim::less("one point, p99", one_by_one(&shapes, &positions), seconds);
    warm.aims.push(if floors[0].is_some() { single.goal(2e-6) } else { single });
    Ok(vec![whole, warm, cold])
}

fn known_peers(bench: &Bench) -> Vec<&'static str> {
    let line = command::says(bench.python().arg("versions")).unwrap_or_default();
    let known: Value = serde_json::from_str(&line).unwrap_or_default();
    PEERS.into_iter().filter(|peer| known.get(peer).is_some()).collect()
}

fn write_points(bench: &Bench, town: &Town, shapes: &[(GridPath, Shape)], to: &Path) -> Result<()> {
    let bounds = town.bounds()?;
    let boxes = shapes.iter().filter_map(|(_, shape)| shape.bounds());
    let middle = |west: f64, east: f64| f64::midpoint(west, east);
    let centres: Vec<(f64, f64)> =
        boxes.map(|one| (middle(one.west, one.east), middle(one.south, one.north))).collect();
    let corners = (bounds.west, bounds.south, bounds.east, bounds.north);
    let mut file = BufWriter::new(File::create(to)?);
    points::write(&mut file, bench.seed, bench.points, corners, &centres)?;
    Ok(file.flush()?)
}

fn read_points(from: &Path) -> Result<Vec<Position>> {
    let text = fs::read_to_string(from)?;
    let position = |line: &str| {
        let mut cells = line.split(',').skip(1);
        Position::from_degrees(cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)
    };
    text.lines().skip(1).map(|line| position(line).with_context(|| format!("{line} is no point"))).collect()
}

/// Seconds to make the index, and to ask it for all of them.
fn library(shapes: &[(GridPath, Shape)], positions: &[Position]) -> (f64, f64) {
    let shapes = shapes.to_vec();
    let began = Instant::now();
    let locator = Locator::new(shapes);
    let made = began.elapsed().as_secs_f64();
    let began = Instant::now();
    std::hint::black_box(locator.deepest_of(positions));
    (made, began.elapsed().as_secs_f64())
}

fn one_by_one(shapes: &[(GridPath, Shape)], positions: &[Position]) -> f64 {
    let locator = Locator::new(shapes.to_vec());
    let mut samples: Vec<f64> = positions
        .iter()
        .take(SINGLE)
        .map(|position| {
            let began = Instant::now();
            std::hint::black_box(locator.deepest(*position));
            began.elapsed().as_secs_f64()
        })
        .collect();
    percentile(&mut samples, 0.99)
}

/// How many points the two answers put into different grids.
fn differences(ours: &Path, theirs: &Path) -> Result<usize> {
    let (ours, theirs) = (fs::read_to_string(ours)?, fs::read_to_string(theirs)?);
    let path = |line: &str| line.split(',').nth(1).unwrap_or_default().trim_matches('"').to_owned();
    let pairs = ours.lines().skip(1).zip(theirs.lines());
    let lengths = (ours.lines().count() - 1).abs_diff(theirs.lines().count());
    Ok(lengths + pairs.filter(|(ours, theirs)| path(ours) != path(theirs)).count())
}
