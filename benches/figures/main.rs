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
mod search;
mod tile;
mod town;
mod window;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

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
    points: usize,
    /// Only this path; all of them when none is named.
    only: Option<String>,
    /// The page whose table is replaced; none: the table is only shown.
    page: Option<PathBuf>,
}

/// One path: its name, and what measures it.
type Measure = fn(&Bench, &Town) -> Result<Vec<Figure>>;
const PATHS: [(&str, Measure); 12] = [
    ("import", import::measure),
    ("province", import::measure_province),
    ("locate", locate::measure),
    ("check", check::measure),
    ("edit", edit::measure),
    ("search", search::measure),
    ("order", order::measure),
    ("orders", orders::measure),
    ("receipt", receipt::measure),
    ("tile", tile::measure),
    ("rebuild", rebuild::measure),
    ("window", window::measure),
];

fn main() -> Result<()> {
    let bench = Bench::from_arguments(std::env::args().skip(1))?;
    std::fs::create_dir_all(&bench.folder)?;
    let machine = Machine::look(&bench);
    say("the demonstration district is made");
    let town = Town::make(&bench)?;
    let mut figures = Vec::new();
    for (name, measure) in PATHS {
        if bench.only.as_deref().is_none_or(|only| only == name) {
            say(name);
            figures.extend(measure(&bench, &town).with_context(|| format!("while measuring {name}"))?);
        }
    }
    let text = page::text(&bench, &machine, &figures);
    writeln!(io::stdout(), "{text}")?;
    bench.page.as_deref().map_or(Ok(()), |path| page::replace(path, &text))
}

impl Bench {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
        let mut bench =
            Self { folder, seed: 7, rounds: 3, polygons: 100_000, points: 1_000_000, only: None, page: None };
        while let Some(argument) = arguments.next() {
            // Cargo says by itself that this is a benchmark.
            if argument == "--bench" {
                continue;
            }
            let value = arguments.next().with_context(|| format!("{argument} wants a value"))?;
            match argument.as_str() {
                "--rounds" => bench.rounds = value.parse()?,
                "--polygons" => bench.polygons = value.parse()?,
                "--points" => bench.points = value.parse()?,
                "--seed" => bench.seed = value.parse()?,
                "--only" => bench.only = Some(value),
                "--page" => bench.page = Some(root().join(value)),
                _ => bail!("{argument}: use --rounds, --polygons, --points, --seed, --only or --page"),
            }
        }
        Ok(bench)
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
        command.arg(root().join("scripts/bench-tiles.mjs"));
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
