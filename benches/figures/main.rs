//! Us beside our peers, on the same files in the same run.
//!
//! Every path runs in rounds; within a round we and each peer take turns, and each round another begins. What is
//! said is the median with the least and the most. A peer that is not installed is named, never filled in.

mod check;
mod command;
mod edit;
mod figure;
mod import;
mod locate;
mod machine;
mod order;
mod orders;
mod page;
mod raw;
mod rebuild;
mod receipt;
mod review;
mod search;
mod tile;
mod town;
mod window;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::figure::Figure;
use crate::machine::Machine;
use crate::town::Town;

/// What is measured, and with what.
pub struct Bench {
    /// Where everything is made; on the disk that the build lies on.
    folder: PathBuf,
    seed: u64,
    rounds: usize,
    polygons: usize,
    /// Grids of a province in five levels.
    province: usize,
    points: usize,
    /// Cases that come in within a year.
    cases: usize,
    /// Only these paths; all of them when none is named.
    only: Vec<String>,
    /// The page whose tables are replaced; none: they are only shown.
    page: Option<PathBuf>,
}

/// One path.
struct Measured {
    name: &'static str,
    measure: fn(&Bench, &Town) -> Result<Vec<Figure>>,
    /// Who stands beside it, as their versions begin.
    beside: &'static [&'static str],
}

const PATHS: [Measured; 15] = [
    Measured { name: "import", measure: import::measure, beside: &["ogr2ogr"] },
    Measured { name: "province", measure: import::measure_province, beside: &["ogr2ogr"] },
    Measured { name: "locate", measure: locate::measure, beside: &["shapely", "duckdb"] },
    Measured { name: "check", measure: check::measure, beside: &["shapely"] },
    Measured { name: "edit", measure: edit::measure, beside: &[] },
    Measured { name: "search", measure: search::measure, beside: &["SQLite"] },
    Measured { name: "order", measure: order::measure, beside: &["SQLite"] },
    Measured { name: "orders", measure: orders::measure, beside: &["nats", "mosquitto"] },
    Measured { name: "receipt", measure: receipt::measure, beside: &["SQLite", "nats"] },
    Measured { name: "tile", measure: tile::measure, beside: &["geojson-vt", "node"] },
    Measured { name: "rebuild", measure: rebuild::measure, beside: &[] },
    Measured { name: "figures", measure: review::measure, beside: &["duckdb"] },
    Measured { name: "window", measure: window::measure, beside: &["maplibre"] },
    Measured { name: "window-province", measure: window::measure_province, beside: &["maplibre"] },
    Measured { name: "window-venues", measure: window::measure_venues, beside: &["maplibre", "deck.gl"] },
];

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|first| first == tile::DRAW).is_some() {
        return tile::draw(arguments);
    }
    let bench = Bench::from_arguments(arguments)?;
    std::fs::create_dir_all(&bench.folder)?;
    let machine = Machine::look(&bench);
    say("the demonstration district is made");
    let town = Town::make(&bench)?;
    for Measured { name, measure, beside } in bench.wanted() {
        say(name);
        let begun = Machine::begin();
        let figures = measure(&bench, &town).with_context(|| format!("while measuring {name}"))?;
        let text = page::text(&bench, &machine.words(&bench, &begun, beside), &figures);
        writeln!(io::stdout(), "{name}: {text}")?;
        // At once: a later path that fails takes nothing from this one.
        bench.page.as_deref().map_or(Ok(()), |path| page::replace(path, name, &text))?;
    }
    Ok(())
}

impl Bench {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
        let mut bench = Self {
            folder,
            seed: 7,
            rounds: 3,
            polygons: 100_000,
            province: 318_320,
            points: 1_000_000,
            cases: 31_000,
            only: Vec::new(),
            page: None,
        };
        while let Some(argument) = arguments.next() {
            // Cargo says by itself that this is a benchmark.
            if argument == "--bench" {
                continue;
            }
            let value = arguments.next().with_context(|| format!("{argument} wants a value"))?;
            match argument.as_str() {
                "--rounds" => bench.rounds = value.parse()?,
                "--polygons" => bench.polygons = value.parse()?,
                "--province" => bench.province = value.parse()?,
                "--points" => bench.points = value.parse()?,
                "--cases" => bench.cases = value.parse()?,
                "--seed" => bench.seed = value.parse()?,
                "--only" => bench.only = value.split(',').map(str::to_owned).collect(),
                "--page" => bench.page = Some(root().join(value)),
                _ => bail!(
                    "{argument}: use --rounds, --polygons, --province, --points, --cases, --seed, --only or --page"
                ),
            }
        }
        for name in &bench.only {
            let names: Vec<&str> = PATHS.iter().map(|path| path.name).collect();
            ensure!(names.contains(&name.as_str()), "{name} is none of {}", names.join(", "));
        }
        Ok(bench)
    }

    /// The paths that are measured.
    fn wanted(&self) -> impl Iterator<Item = &'static Measured> {
        let is_wanted = |path: &&Measured| self.only.is_empty() || self.only.iter().any(|only| only == path.name);
        PATHS.iter().filter(is_wanted)
    }

    /// A file or folder of this run.
    fn place(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// `wutu` itself, as released.
    fn wutu(&self) -> std::process::Command {
        let mut command = std::process::Command::new(built().join("release/wutu"));
        command.env("XDG_DATA_HOME", self.place("home"));
        command
    }

    /// A peer in Python.
    fn python(&self) -> std::process::Command {
        let mut command = std::process::Command::new(built().join("bench-venv/bin/python"));
        command.arg(root().join("scripts/bench-peers.py"));
        command
    }

    /// The peer in JavaScript.
    fn node(&self) -> std::process::Command {
        let mut command = std::process::Command::new("node");
        // A province has more than it would take by itself.
        command.arg("--max-old-space-size=12000").arg(root().join("scripts/bench-tiles.mjs"));
        command
    }
}

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package lies in the repository")
}

/// Where everything is built.
fn built() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("cargo keeps its temporary folder among what it builds")
}

/// Who takes his turn when in a round: each round another begins.
fn turns<T: Copy, const N: usize>(round: usize, mut all: [T; N]) -> [T; N] {
    all.rotate_left(round % N);
    all
}

fn say(words: &str) {
    let _ = writeln!(io::stderr(), "bench: {words}");
}
