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
    /// Seconds of processor time, its own and the system's for it, and those of its children.
    pub processor: f64,
    /// The most memory it and its children held together, in MB.
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
    measured(command.stdin(Stdio::null()).stdout(Stdio::piped()), 0)
}

/// The same with one that ends with this status where all is well.
pub fn run_to(status: i32, command: &mut Command) -> Result<Ran> {
    measured(command.stdin(Stdio::null()).stdout(Stdio::piped()), status)
}

/// The same from a file to a file.
pub fn run_on(command: &mut Command, input: &Path, output: &Path) -> Result<Ran> {
    measured(command.stdin(File::open(input)?).stdout(File::create(output)?), 0)
}

/// The first line that a program says of itself; none where it is not installed.
pub fn says(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok().filter(|out| out.status.success())?;
    String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned)
}

fn measured(command: &mut Command, status: i32) -> Result<Ran> {
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
    ensure!(output.status.code() == Some(status), "{what} ended with {}: {words}", output.status);
    Ok(Ran { seconds: took, spent, stdout: String::from_utf8_lossy(&output.stdout).into_owned() })
}

/// Looks until the end: the system forgets what a process spent with the process.
fn watch(id: u32, ended: &AtomicBool) -> Option<Spent> {
    let mut spent: Option<Spent> = None;
    while !ended.load(Ordering::Relaxed) {
        if let Some(now) = spent_so_far(id) {
            // What a child took is known again when its parent has waited for it.
            let before = spent.unwrap_or(now);
            spent = Some(Spent { processor: now.processor.max(before.processor), peak: now.peak.max(before.peak) });
        }
        thread::sleep(Duration::from_millis(10));
    }
    spent
}

/// Of a process and of those that it started: what they hold together, and the time of those that have ended too.
fn spent_so_far(id: u32) -> Option<Spent> {
    let mut all = Spent { processor: 0.0, peak: 0.0 };
    for (id, is_first) in family(id).into_iter().zip(std::iter::once(true).chain(std::iter::repeat(false))) {
        match spent_by(id) {
            Some(one) => all = Spent { processor: all.processor + one.processor, peak: all.peak + one.peak },
            None if is_first => return None,
            // It has ended meanwhile.
            None => {}
        }
    }
    Some(all)
}

/// A process and all below it.
fn family(id: u32) -> Vec<u32> {
    let mut all = vec![id];
    let mut next = 0;
    while let Some(id) = all.get(next).copied() {
        next += 1;
        let Ok(threads) = fs::read_dir(format!("/proc/{id}/task")) else { continue };
        for thread in threads.flatten() {
            let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            all.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
        }
    }
    all
}

fn spent_by(id: u32) -> Option<Spent> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in parentheses may hold blanks.
    Some(Spent { processor: processor_in(stat.rsplit_once(')')?.1), peak: kib * 1024.0 / 1e6 })
}

/// Seconds of processor time in what stands behind a process's name: its own, and those of children that it has waited
/// for, the 12th to 15th field, in hundredths.
pub fn processor_in(fields: &str) -> f64 {
    let times = fields.split_whitespace().skip(11).take(4);
    times.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}
