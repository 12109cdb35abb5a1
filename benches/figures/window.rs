//! Our face beside bare pages of MapLibre and deck.gl, in Chromium without a GPU: until the map is there, while it is
//! dragged, how much memory that takes, and how long somebody waits who looks for a place or moves a border.

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use benches::spread::percentile;
use serde_json::Value;

use crate::figure::{Aim, Figure, Unit, megabytes, seconds, thousands, times};
use crate::town::Town;
use crate::{Bench, built, command, import, root};

/// A bare page, as `tests/e2e/bench.mjs` names it.
struct Page {
    name: &'static str,
    words: &'static str,
    /// How many times as fast as it we start, and how many times its frames we draw: floor and goal.
    start: [Option<f64>; 2],
    frames: [Option<f64>; 2],
    /// What part of its memory we may hold at most.
    memory: [Option<f64>; 2],
}

const BLANK: Page = Page {
    name: "blank",
    words: "bare MapLibre page without data",
    start: [None, Some(0.67)],
    frames: [None, Some(0.75)],
    memory: [None, Some(1.3)],
};
const AREAS: Page = Page {
    name: "areas",
    words: "bare MapLibre page, all grids as one GeoJSON",
    start: [None; 2],
    frames: [Some(2.0), None],
    memory: [Some(1.0 / 8.0), None],
};
const POINTS: Page = Page {
    name: "points",
    words: "bare MapLibre page, all venues as one GeoJSON",
    start: [None; 2],
    frames: [Some(5.0), None],
    memory: [None; 2],
};
const DECK: Page =
    Page { name: "deck", words: "deck.gl over a bare MapLibre page", frames: [Some(10.0), None], ..POINTS };

/// The demonstration district; of its few grids a bare page needs little memory.
pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let geojson = bench.place("district.geojson");
    town.write_geojson(&town.levels(), &geojson)?;
    let what = format!("a district of {} grids", thousands(town.grids().into()));
    let pages = [BLANK, Page { memory: [None; 2], ..AREAS }];
    of(bench, town, "areas", &what, &geojson, &pages)
}

/// A province.
pub fn measure_province(bench: &Bench, _: &Town) -> Result<Vec<Figure>> {
    let town = Town::province(bench, "window.gpkg")?;
    let geojson = bench.place("window.geojson");
    town.write_geojson(&town.levels(), &geojson)?;
    let what = format!("a province of {} grids", thousands(town.grids().into()));
    of(bench, &town, "areas", &what, &geojson, &[BLANK, AREAS])
}

/// A province with a million venues.
pub fn measure_venues(bench: &Bench, _: &Town) -> Result<Vec<Figure>> {
    let geojson = import::venues(bench)?;
    let store = import::province(bench, "window.gpkg")?;
    command::run(bench.wutu().arg("import").arg(&store).arg(&geojson).args(["--as", "venues"]))?;
    let town = Town::at(store, desk::Options::with_keys_in(bench.place("home/wutu/keys")))?;
    let (grids, venues) = (thousands(town.grids().into()), thousands(bench.points as u64));
    let what = format!("a province of {grids} grids with {venues} venues");
    of(bench, &town, "points", &what, &geojson, &[BLANK, POINTS, DECK])
}

fn of(bench: &Bench, town: &Town, scene: &str, what: &str, geojson: &Path, pages: &[Page]) -> Result<Vec<Figure>> {
    let mut start = Figure::new(format!("Cold start to an interactive map of {what}"), Unit::Seconds);
    let mut frames = Figure::new("Frames while that map is dragged", Unit::PerSecond);
    for page in pages {
        start = start.beside(page.words, page.start[0], page.start[1]);
        frames = frames.beside(page.words, page.frames[0], page.frames[1]);
    }
    if command::says(script(bench).arg("versions")).is_none() {
        return Ok(vec![start, frames]);
    }
    let bounds = town.bounds()?;
    let corners = format!("{},{},{},{}", bounds.west, bounds.south, bounds.east, bounds.north);
    let mut run = script(bench);
    run.arg(scene).args([&town.path, &town.options.keys_dir]).arg(bench.rounds.to_string()).arg(geojson).arg(corners);
    let samples: Vec<Value> = serde_json::from_str(&command::run(&mut run)?.stdout)?;
    let mut memory = vec![0.0_f64; pages.len()];
    let (mut ours, mut found) = (0.0_f64, Vec::new());
    let mut edited = [
        Figure::new("A corner of a draft dropped on that page, until it says what that changes", Unit::Seconds),
        Figure::new("The same confirmed, until the map lies still with the new border", Unit::Seconds),
    ];
    for sample in &samples {
        let number = |name: &str| sample[name].as_f64().unwrap_or_default();
        let numbers =
            |list: &Value| list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect::<Vec<_>>();
        let Some(page) = pages.iter().position(|page| sample["page"] == page.name) else {
            start.ours.add(number("start"));
            frames.ours.add(number("frames"));
            ours = ours.max(number("memory"));
            found.extend(numbers(&sample["found"]));
            for (figure, name) in edited.iter_mut().zip(["tried", "drawn"]) {
                numbers(&sample["edited"][name]).into_iter().for_each(|one| figure.ours.add(one));
            }
            continue;
        };
        if let Some(words) = sample["fell"].as_str() {
            for figure in [&mut start, &mut frames] {
                figure.peers[page].note = format!("fell over, {words:?}");
            }
            continue;
        }
        start.peers[page].took.add(number("start"));
        frames.peers[page].took.add(number("frames"));
        memory[page] = memory[page].max(number("memory"));
    }
    start.note = megabytes(ours);
    for ((page, peer), memory) in pages.iter().zip(&mut start.peers).zip(memory).filter(|(_, memory)| *memory > 0.0) {
        peer.note = megabytes(memory);
        let [floor, goal] = page.memory;
        if floor.or(goal).is_some() {
            let what = format!("memory of all its processes, as a multiple of that of a {}", page.words);
            start.aims.push(Aim { floor, goal, ..Aim::less(what, ours / memory, times) });
        }
    }
    let mut figures = vec![start, frames];
    if !found.is_empty() {
        let mut search =
            Figure::new("Two letters looked for on that page, until the first hit stands there", Unit::Seconds);
        found.iter().for_each(|&one| search.ours.add(one));
        search.note = format!("p99 {}", seconds(percentile(&mut found, 0.99)));
        figures.push(search);
    }
    if scene == "areas" {
        figures.extend(edited);
    }
    Ok(figures)
}

/// What drives the browser.
pub fn script(bench: &Bench) -> Command {
    let mut command = Command::new("node");
    command.arg(root().join("tests/e2e/bench.mjs")).env("WUTU_BUILT", built().join("release"));
    command.env("TMPDIR", &bench.folder).env("DECK_GL", built().join("bench-deck"));
    command
}
