//! Whole commands: how long they take, and how much memory they hold at most.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::figure::{megabytes, seconds};

/// What a command took.
pub struct Ran {
    pub seconds: f64,
    /// None where the system does not tell.
    pub spent: Option<Spent>,
    pub stdout: String,
}

/// What a command cost the machine, however busy that was.
#[derive(Debug, Clone, Copy)]
pub struct Spent {
    /// Seconds of processor time, its own and the system's for it.
    pub processor: f64,
    /// The most memory it held, in MB.
    pub peak: f64,
}

impl Spent {
    /// In words, to stand beside a figure.
    pub fn words(spent: Option<Self>) -> String {
        spent.map_or_else(String::new, |Self { processor, peak }| {
            format!("{} of processor, {}", seconds(processor), megabytes(peak))
        })
    }
}

/// Runs a command to its end; one that fails is an error with its own words.
pub fn run(command: &mut Command) -> Result<Ran> {
    measured(command.stdin(Stdio::null()).stdout(Stdio::piped()))
}

/// The same from a file to a file.
pub fn run_on(command: &mut Command, input: &Path, output: &Path) -> Result<Ran> {
    measured(command.stdin(File::open(input)?).stdout(File::create(output)?))
}

/// The first line that a program says of itself; none where it is not installed.
pub fn says(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok().filter(|out| out.status.success())?;
    String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned)
}

fn measured(command: &mut Command) -> Result<Ran> {
    let what = format!("{command:?}");
    let began = Instant::now();
    let child = command.stderr(Stdio::piped()).spawn().with_context(|| what.clone())?;
    let (id, ended) = (child.id(), AtomicBool::new(false));
    let (output, took, spent) = thread::scope(|scope| {
        let watch = scope.spawn(|| watch(id, &ended));
        let output = child.wait_with_output();
        let took = began.elapsed().as_secs_f64();
        ended.store(true, Ordering::Relaxed);
        (output, took, watch.join().unwrap_or_default())
    });
    let output = output?;
    let words = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{what} ended with {}: {words}", output.status);
    Ok(Ran { seconds: took, spent, stdout: String::from_utf8_lossy(&output.stdout).into_owned() })
}

/// Looks until the end: the system forgets what a process spent with the process.
fn watch(id: u32, ended: &AtomicBool) -> Option<Spent> {
    let mut spent = None;
    while !ended.load(Ordering::Relaxed) {
        spent = spent_so_far(id).or(spent);
        thread::sleep(Duration::from_millis(10));
    }
    spent
}

fn spent_so_far(id: u32) -> Option<Spent> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in parentheses may hold blanks; times are the 12th and 13th field after it, in hundredths.
    let fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11).take(2);
    let hundredths: f64 = fields.filter_map(|field| field.parse::<f64>().ok()).sum();
    Some(Spent { processor: hundredths / 100.0, peak: kib * 1024.0 / 1e6 })
}
