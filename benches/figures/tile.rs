//! Tiles drawn from a province's store as they are asked for, beside geojson-vt in memory. Each has a process of its
//! own, so that what it holds is what its tiles need.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use benches::spread::percentile;
use desk::{Desk, Options};
use domain::code::Level;
use domain::place::Bounds;
use serde_json::{Value, json};

use crate::command::Ran;
use crate::figure::{Aim, Figure, Unit, megabytes, seconds, thousands, times};
use crate::town::{Town, owner, remove};
use crate::{Bench, command, turns};

/// Zoom levels at which a province and a district are looked at.
const ZOOMS: std::ops::RangeInclusive<u8> = 6..=15;
/// Tiles of a level at one zoom; where it has more, evenly spread ones.
const AT_EACH: usize = 40;
/// A level of more grids is drawn from the zoom at which they are so many pixels wide on average: as the page asks for
/// it (decision 0018).
const DRAWN_WHOLE: u32 = 10_000;
const PIXELS: f64 = 12.0;
/// Pixels that a tile has on the page.
const TILE: f64 = 512.0;
/// What this program is called with to be the one that draws.
pub const DRAW: &str = "--draw";

/// Which tile of which level.
type Address = (Level, u8, u32, u32);

/// One pass over all tiles: how long each took, in seconds.
type Pass = Vec<f64>;

pub fn measure(bench: &Bench, _: &Town) -> Result<Vec<Figure>> {
    let town = Town::province(bench, "tile.gpkg")?;
    let folder = bench.place("tiles");
    std::fs::create_dir_all(&folder)?;
    let tiles = with_something_in(&town, addresses(&town)?)?;
    write_list(&tiles, &folder)?;
    let (count, grids) = (thousands(tiles.len() as u64), thousands(town.grids().into()));
    let zooms = format!("z{}–z{}", ZOOMS.start(), ZOOMS.end());
    let what =
        format!("Tiles from the store of {grids} grids: {count} of {zooms}, each level where it is drawn, one thread");
    let mut again = Figure::new(what, Unit::PerSecond)
        .beside("geojson-vt, tiles ready in memory", Some(1.0), Some(3.0))
        .beside("martin on PostGIS", Some(10.0), Some(25.0));
    let mut first = Figure::new("The same, each asked for the first time", Unit::PerSecond).beside(
        "geojson-vt, tiles cut as they are asked for",
        None,
        None,
    );
    let has_peer = command::says(bench.node().arg("versions")).is_some();
    if has_peer {
        for level in town.levels() {
            town.write_geojson(&[level], &folder.join(format!("grid-{}.geojson", level.0)))?;
        }
    }
    let (mut slowest, mut held) = (Vec::new(), [0.0_f64; 2]);
    for round in 0..bench.rounds {
        for is_ours in turns(round, [true, false]) {
            if !is_ours && !has_peer {
                continue;
            }
            let mut command = if is_ours { ourselves(&town)? } else { bench.node() };
            let ran = command::run(command.arg(&folder))?;
            let took: Value = serde_json::from_str(&ran.stdout)?;
            let words = |pass: &mut Pass| format!("p99 {}{}", seconds(percentile(pass, 0.99)), built(&took, &ran));
            for (figure, name) in [(&mut first, "first"), (&mut again, "second")] {
                let mut pass = samples(&took, name);
                if is_ours {
                    figure.ours.add(rate(&pass));
                    figure.note = words(&mut pass);
                } else {
                    figure.peers[0].took.add(rate(&pass));
                    figure.peers[0].note = words(&mut pass);
                }
            }
            held[usize::from(!is_ours)] =
                ran.spent.map_or(f64::NAN, |spent| spent.peak).max(held[usize::from(!is_ours)]);
            if is_ours {
                slowest.push(percentile(&mut samples(&took, "second"), 0.99));
            }
        }
    }
    remove(&town.path);
    again.aims.push(Aim::less("p99 of the middle round", percentile(&mut slowest, 0.5), seconds).floor(5e-3));
    if has_peer {
        let what = "most memory of the process that draws, as a part of geojson-vt's";
        again.aims.push(Aim::less(what, held[0] / held[1], times).floor(1.0 / 8.0));
    }
    Ok(vec![again, first])
}

/// What the process does that draws: all tiles twice, and what each took, on standard output.
pub fn draw(mut arguments: impl Iterator<Item = String>) -> Result<()> {
    let mut next =
        || arguments.next().map(PathBuf::from).context("a store, its keys and a folder with a list are wanted");
    let (store, keys, folder) = (next()?, next()?, next()?);
    let list: Vec<(u8, u8, u32, u32)> = serde_json::from_slice(&std::fs::read(folder.join("tiles.json"))?)?;
    let began = Instant::now();
    let desk = Desk::open(&store, Options::with_keys_in(keys))?;
    let build = began.elapsed().as_secs_f64();
    let pass = || -> Result<Pass> {
        let each = list.iter().map(|&(level, zoom, x, y)| {
            let began = Instant::now();
            std::hint::black_box(desk.tile(&owner(), None, &format!("grid-{level}"), zoom, x, y)?);
            Ok(began.elapsed().as_secs_f64())
        });
        each.collect()
    };
    let (first, second) = (pass()?, pass()?);
    writeln!(io::stdout(), "{}", json!({ "build": build, "first": first, "second": second }))?;
    desk.close()?;
    Ok(())
}

fn ourselves(town: &Town) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(DRAW).arg(&town.path).arg(&town.options.keys_dir);
    Ok(command)
}

/// How long it took until the first tile could be drawn, and what was held at most.
fn built(took: &Value, ran: &Ran) -> String {
    let build = seconds(took["build"].as_f64().unwrap_or_default());
    let memory = ran.spent.map_or_else(String::new, |spent| format!(", {}", megabytes(spent.peak)));
    format!(", ready after {build}{memory}")
}

fn samples(took: &Value, pass: &str) -> Pass {
    took[pass].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

fn rate(samples: &[f64]) -> f64 {
    samples.len() as f64 / samples.iter().sum::<f64>()
}

/// Of these tiles those that are not empty.
fn with_something_in(town: &Town, addresses: Vec<Address>) -> Result<Vec<Address>> {
    let desk = Desk::open(&town.path, town.options.clone())?;
    let mut tiles = Vec::with_capacity(addresses.len());
    for address in addresses {
        let (level, zoom, x, y) = address;
        if !desk.tile(&owner(), None, &format!("grid-{}", level.0), zoom, x, y)?.is_empty() {
            tiles.push(address);
        }
    }
    desk.close()?;
    Ok(tiles)
}

/// Of every level, at each zoom at which it is drawn, some of the tiles that meet the box of all grids.
fn addresses(town: &Town) -> Result<Vec<Address>> {
    let bounds = town.bounds()?;
    let mut all = Vec::new();
    for count in &town.card.levels {
        for zoom in ZOOMS.filter(|&zoom| is_drawn(bounds, count.grids, zoom)) {
            let ((west, north), (east, south)) = corners(bounds, zoom);
            let here: Vec<Address> =
                (north..=south).flat_map(|y| (west..=east).map(move |x| (count.level, zoom, x, y))).collect();
            all.extend(here.iter().step_by(here.len().div_ceil(AT_EACH)));
        }
    }
    Ok(all)
}

fn is_drawn(bounds: Bounds, grids: u32, zoom: u8) -> bool {
    let side = ((bounds.east - bounds.west) * (bounds.north - bounds.south) / f64::from(grids)).sqrt();
    grids <= DRAWN_WHOLE || side / 360.0 * TILE * f64::from(1_u32 << zoom) >= PIXELS
}

/// The tiles of the north-west and of the south-east corner.
fn corners(bounds: Bounds, zoom: u8) -> ((u32, u32), (u32, u32)) {
    let across = f64::from(1_u32 << zoom);
    let column = |longitude: f64| ((longitude + 180.0) / 360.0 * across) as u32;
    let row = |latitude: f64| {
        let height = latitude.to_radians().tan().asinh() / std::f64::consts::PI;
        ((1.0 - height) / 2.0 * across) as u32
    };
    ((column(bounds.west), row(bounds.north)), (column(bounds.east), row(bounds.south)))
}

fn write_list(tiles: &[Address], folder: &Path) -> Result<()> {
    let list: Vec<_> = tiles.iter().map(|(level, zoom, x, y)| json!([level, zoom, x, y])).collect();
    Ok(std::fs::write(folder.join("tiles.json"), Value::Array(list).to_string())?)
}
