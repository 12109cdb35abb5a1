//! On what a path was measured, when, of which commit, beside which versions, and how much others worked meanwhile.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::figure::thousands;
use crate::{Bench, command, orders, raw, root, window};

/// What stays the same through a run: the machine, the commit, and who takes part.
pub struct Machine {
    cores: usize,
    words: String,
    peers: Vec<String>,
}

/// What processors had done when a path began, in seconds.
pub struct Begun {
    at: Instant,
    all: f64,
    own: f64,
}

/// From so many cores taken by others on the machine is busy, and said to be.
const BUSY: f64 = 0.2;

impl Machine {
    pub fn look(bench: &Bench) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let memory = field("/proc/meminfo", "MemTotal").and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
        let memory = memory.map_or_else(String::new, |kib| format!(", {:.0} GB of memory", kib * 1024.0 / 1e9));
        let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
        let disk = file_system(&bench.folder).unwrap_or_else(|| "an unknown file system".to_owned());
        let machine = format!("{processor}, {cores} cores{memory}, {}, {disk}", std::env::consts::OS);
        Self { cores, words: format!("{}, {} on {machine}", source(), rustc()), peers: peers(bench) }
    }

    pub fn begin() -> Begun {
        Begun { at: Instant::now(), all: all_processors(), own: own_processor() }
    }

    /// All that is to be known of a path's figures; of the peers those that are named.
    pub fn words(&self, bench: &Bench, begun: &Begun, beside: &[&str]) -> String {
        let Self { cores, words, peers } = self;
        let others = (all_processors() - begun.all) - (own_processor() - begun.own);
        let others = (others / begun.at.elapsed().as_secs_f64()).max(0.0);
        let busy = if others >= BUSY { "**a busy machine**, " } else { "" };
        let beside: Vec<&str> =
            peers.iter().filter(|peer| beside.iter().any(|name| peer.starts_with(name))).map(String::as_str).collect();
        let beside = if beside.is_empty() { String::new() } else { format!("; beside {}", beside.join(", ")) };
        format!(
            "Measured on {} (UTC), {words}; {busy}others had {others:.1} of {cores} cores meanwhile{beside}",
            today(bench)
        )
    }
}

/// Seconds that all processors have worked since the machine was started, or were kept from it by its host.
fn all_processors() -> f64 {
    let text = fs::read_to_string("/proc/stat").unwrap_or_default();
    let numbers = text.lines().next().unwrap_or_default().split_whitespace().skip(1);
    let hundredths: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
    // User, nice, system; then idle and waiting for the disk; then interrupts and what the host took.
    hundredths.iter().enumerate().filter(|(at, _)| matches!(at, 0..=2 | 5..=7)).map(|(_, one)| one).sum::<f64>() / 100.0
}

/// Seconds that this process has worked, and those of its children that have ended.
fn own_processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    stat.rsplit_once(')').map_or(0.0, |(_, fields)| command::processor_in(fields))
}

fn today(bench: &Bench) -> String {
    let options = desk::Options::with_keys_in(bench.place("home"));
    (options.now)().to_string().chars().take(16).collect::<String>().replace('T', " ")
}

fn source() -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).current_dir(root()).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let commit = git(&["rev-parse", "--short", "HEAD"]).filter(|commit| !commit.is_empty());
    let changed = git(&["status", "--porcelain"]).is_some_and(|lines| !lines.is_empty());
    let commit = commit.map_or_else(|| "no commit".to_owned(), |commit| format!("commit {commit}"));
    if changed { format!("{commit} with changes") } else { commit }
}

fn rustc() -> String {
    let line = command::says(Command::new("rustc").arg("--version")).unwrap_or_default();
    // Without its own commit and day.
    line.split(" (").next().unwrap_or_default().to_owned()
}

fn peers(bench: &Bench) -> Vec<String> {
    let mut found = vec![raw::version()];
    found.extend(command::says(Command::new("ogr2ogr").arg("--version")).map(|line| format!("ogr2ogr of {line}")));
    found.extend(command::says(orders::nats_server().arg("--version")));
    found.extend(orders::mosquitto());
    for (mut command, name) in [(bench.python(), "Python"), (bench.node(), "geojson-vt"), (window::script(bench), "")] {
        let Some(line) = command::says(command.arg("versions")) else { continue };
        let known: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        for (key, version) in known.as_object().into_iter().flatten() {
            let key = if key == "version" { name } else { key };
            found.push(format!("{key} {}", version.as_str().unwrap_or_default()));
        }
    }
    found
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// Of the mounts that hold the folder the deepest; what lies in memory only is no disk.
fn file_system(folder: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let mounts = fs::read_to_string("/proc/mounts").ok()?;
    let fitting = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        let (at, kind) = (fields.next()?, fields.next()?);
        folder.starts_with(at).then(|| (at.len(), kind.to_owned()))
    });
    fitting.max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

/// How large a file is, in MB.
pub fn size_of(path: &Path) -> String {
    let bytes = fs::metadata(path).map_or(0, |metadata| metadata.len());
    format!("{} MB", thousands(bytes.div_ceil(1_000_000)))
}
