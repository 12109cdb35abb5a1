//! Our face beside a bare MapLibre page, in Chromium without a GPU: until the map is there, while it is dragged,
//! and how much memory that takes.

use std::process::Command;

use anyhow::Result;
use serde_json::Value;

use crate::figure::{Aim, Figure, Limit, Unit, megabytes};
use crate::town::Town;
use crate::{Bench, built, command, root};

/// The pages of a round, as `tests/e2e/bench.mjs` names them.
const PAGES: [&str; 3] = ["ours", "blank", "district"];

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let [blank, district] = ["bare MapLibre page without data", "bare MapLibre page, the district as one GeoJSON"];
    let mut start = Figure::new("Cold start to an interactive map, Chromium without a GPU", Unit::Seconds)
        .beside(blank, None, Some(0.67))
        .beside(district, None, None);
    let mut frames = Figure::new("Frames while that map is dragged", Unit::PerSecond)
        .beside(blank, None, Some(0.75))
        .beside(district, Some(2.0), None);
    if command::says(script(bench).arg("versions")).is_none() {
        return Ok(vec![start, frames]);
    }
    let geojson = bench.place("district.geojson");
    town.write_geojson(&town.levels(), &geojson)?;
    let bounds = town.bounds()?;
    let corners = format!("{},{},{},{}", bounds.west, bounds.south, bounds.east, bounds.north);
    let ran = command::run(script(bench).arg(bench.rounds.to_string()).arg(&geojson).arg(corners))?;
    let samples: Vec<Value> = serde_json::from_str(&ran.stdout)?;
    let mut memory = [0.0_f64; 3];
    for sample in &samples {
        let Some(page) = PAGES.iter().position(|page| sample["page"] == *page) else { continue };
        let number = |name: &str| sample[name].as_f64().unwrap_or_default();
        memory[page] = memory[page].max(number("memory"));
        for (figure, name) in [(&mut start, "start"), (&mut frames, "frames")] {
            let took = if page == 0 { &mut figure.ours } else { &mut figure.peers[page - 1].took };
            took.add(number(name));
        }
    }
    start.note = megabytes(memory[0]);
    start.peers.iter_mut().zip(&memory[1..]).for_each(|(peer, &memory)| peer.note = megabytes(memory));
    let (what, is) =
        ("memory of all its processes, as a multiple of the blank page's".to_owned(), memory[0] / memory[1]);
    start.aims.push(Aim { what, is, limit: Limit::AtMost(1.3), shown: times });
    Ok(vec![start, frames])
}

fn script(bench: &Bench) -> Command {
    let mut command = Command::new("node");
    command.arg(root().join("tests/e2e/bench.mjs")).env("WUTU_BUILT", built().join("release"));
    command.env("TMPDIR", &bench.folder);
    command
}

fn times(value: f64) -> String {
    format!("{value:.2}×")
}
