//! Tiles drawn from the store as they are asked for, beside geojson-vt in memory.

use std::time::Instant;

use anyhow::Result;
use benches::spread::percentile;
use domain::code::Level;
use domain::place::Bounds;
use serde_json::{Value, json};

use crate::figure::{Aim, Figure, Limit, Unit, megabytes, seconds, thousands};
use crate::town::{Town, owner};
use crate::{Bench, command, turns};

/// Zoom levels at which a district is looked at.
const ZOOMS: std::ops::RangeInclusive<u8> = 12..=15;

/// Which tile of which level.
type Address = (Level, u8, u32, u32);

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let room = town.room(&town.copy("tile.gpkg")?)?;
    let draw = |(level, zoom, x, y): Address| room.desk.tile(&owner(), None, &format!("grid-{}", level.0), zoom, x, y);
    // The first pass warms, and finds the tiles that have something in them.
    let mut tiles = Vec::new();
    for address in addresses(town)? {
        if !draw(address)?.is_empty() {
            tiles.push(address);
        }
    }
    let count = thousands(tiles.len() as u64);
    let what = format!("Tiles from the store: {count} of z{}–z{}, all levels, one thread", ZOOMS.start(), ZOOMS.end());
    let mut figure = Figure::new(what, Unit::PerSecond)
        .beside("geojson-vt, tiles ready in memory", Some(1.0), Some(3.0))
        .beside("geojson-vt, tiles cut as they are asked for", None, None)
        .beside("martin on PostGIS", Some(10.0), Some(25.0));
    let has_peer = command::says(bench.node().arg("versions")).is_some();
    let folder = bench.place("tiles");
    if has_peer {
        write_for_peer(town, &tiles, &folder)?;
    }
    let (mut slowest, mut ours) = (Vec::new(), Vec::with_capacity(tiles.len()));
    for round in 0..bench.rounds {
        for is_ours in turns(round, [true, false]) {
            if is_ours {
                ours.clear();
                for &address in &tiles {
                    let began = Instant::now();
                    std::hint::black_box(draw(address)?);
                    ours.push(began.elapsed().as_secs_f64());
                }
                figure.ours.add(rate(&ours));
                slowest.push(percentile(&mut ours, 0.99));
            } else if has_peer {
                let ran = command::run(bench.node().arg(&folder))?;
                let took: Value = serde_json::from_str(&ran.stdout)?;
                let build = seconds(took["build"].as_f64().unwrap_or_default());
                let memory = ran.spent.map_or_else(String::new, |spent| format!(", {}", megabytes(spent.peak)));
                for (peer, pass) in figure.peers.iter_mut().zip(["second", "first"]) {
                    let samples = took[pass].as_array().into_iter().flatten();
                    let mut samples: Vec<f64> = samples.filter_map(Value::as_f64).collect();
                    peer.took.add(rate(&samples));
                    let p99 = seconds(percentile(&mut samples, 0.99));
                    peer.note = format!("p99 {p99}, {build} to build{memory}");
                }
            }
        }
    }
    room.desk.close()?;
    let (what, is) = ("p99 of the middle round".to_owned(), percentile(&mut slowest, 0.5));
    figure.aims.push(Aim { what, is, limit: Limit::AtMost(0.005), shown: seconds });
    Ok(vec![figure])
}

fn rate(samples: &[f64]) -> f64 {
    samples.len() as f64 / samples.iter().sum::<f64>()
}

/// Every tile of every level that meets the district's box.
fn addresses(town: &Town) -> Result<Vec<Address>> {
    let bounds = town.bounds()?;
    let mut all = Vec::new();
    for level in town.levels() {
        for zoom in ZOOMS {
            let ((west, north), (east, south)) = corners(bounds, zoom);
            all.extend((north..=south).flat_map(|y| (west..=east).map(move |x| (level, zoom, x, y))));
        }
    }
    Ok(all)
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

/// Each level as GeoJSON with what our tiles say of a grid, and the list of tiles.
fn write_for_peer(town: &Town, tiles: &[Address], folder: &std::path::Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for level in town.levels() {
        town.write_geojson(&[level], &folder.join(format!("grid-{}.geojson", level.0)))?;
    }
    let list: Vec<_> = tiles.iter().map(|(level, zoom, x, y)| json!([level, zoom, x, y])).collect();
    Ok(std::fs::write(folder.join("tiles.json"), Value::Array(list).to_string())?)
}
