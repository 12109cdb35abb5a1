//! On what it was measured, when, and with which versions.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::figure::thousands;
use crate::{Bench, command, orders, raw, root};

/// The machine as it was before the run, and who took part.
pub struct Machine {
    lines: Vec<String>,
}

impl Machine {
    pub fn look(bench: &Bench) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let load = first_number("/proc/loadavg");
        let busy = load.is_some_and(|load| load > 0.5 * cores as f64);
        let load = load.map_or_else(|| "not told".to_owned(), |load| format!("{load:.1}"));
        let words = if busy { ": **a busy machine**, others worked on it during the run" } else { "" };
        let memory = field("/proc/meminfo", "MemTotal").and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
        let memory = memory.map_or_else(String::new, |kib| format!(", {:.0} GB of memory", kib * 1024.0 / 1e9));
        let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
        let system = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        let disk = file_system(&bench.folder).unwrap_or_else(|| "unknown".to_owned());
        Self {
            lines: vec![
                format!("- Measured on {} (UTC)", today(bench)),
                format!("- Machine: {processor}, {cores} cores{memory}; {} {}", std::env::consts::OS, system.trim()),
                format!("- File system: {disk}; load before the run {load} on {cores} cores{words}"),
                format!("- Wutu: {}, {}", source(), rustc()),
                format!("- Beside it: {}", peers(bench).join("; ")),
            ],
        }
    }

    /// As a list.
    pub fn lines(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

fn today(bench: &Bench) -> String {
    let options = desk::Options::with_keys_in(bench.place("home"));
    (options.now)().to_string().chars().take(10).collect()
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
    command::says(Command::new("rustc").arg("--version")).unwrap_or_default()
}

fn peers(bench: &Bench) -> Vec<String> {
    let mut found = vec![raw::version()];
    found.extend(command::says(Command::new("ogr2ogr").arg("--version")).map(|line| format!("ogr2ogr of {line}")));
    found.extend(command::says(orders::nats_server().arg("--version")));
    found.extend(orders::mosquitto());
    for (mut command, name) in [(bench.python(), "Python"), (bench.node(), "geojson-vt")] {
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

fn first_number(file: &str) -> Option<f64> {
    fs::read_to_string(file).ok()?.split_whitespace().next()?.parse().ok()
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
