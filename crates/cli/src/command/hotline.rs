//! `wutu hotline`: work orders of the hotline in, one file after the other.

use std::path::{Path, PathBuf};

use domain::hotline::HotlineReport;
use serde_json::json;

use crate::foreign::Foreign;
use crate::out::Out;
use crate::stop::{Result, Stop, Verdict};
use crate::store;
use crate::told::{self, Unit};

pub fn run(store: &Path, files: &[PathBuf], dry_run: bool, out: Out) -> Result<Verdict> {
    // Read before the store is opened: a wrong name costs nothing.
    let files = files.iter().map(|path| Ok(Foreign::open(path)?)).collect::<Result<Vec<_>>>()?;
    let reports = store::with(store, |store| {
        let take_in = |file| store.take_in_hotline(file, dry_run).map_err(Stop::found_wrong);
        files.into_iter().map(take_in).collect::<Result<Vec<_>>>()
    })?;
    let lines: Vec<String> = reports.iter().flat_map(|report| told(report, out)).collect();
    out.answer(&json!({ "reports": reports }), &lines.join("\n"));
    let is_clean = reports.iter().all(|report| report.faults.is_empty());
    Ok(if is_clean { Verdict::Done } else { Verdict::FoundWrong })
}

/// A line for what it came to, and one for whatever stayed out or is doubtful.
fn told(report: &HotlineReport, out: Out) -> Vec<String> {
    let HotlineReport { channel: _, file, read, taken, placed, known, faults, notes, dry_run, left: _ } = report;
    let sum = if *dry_run {
        out.either(
            format!("{file}  读 {read}  可收 {taken}（定位 {placed}）  已有 {known}  未改动"),
            format!("{file}  read {read}  would come in {taken} (placed {placed})  known {known}  nothing changed"),
        )
    } else {
        out.either(
            format!("{file}  读 {read}  收 {taken}（定位 {placed}）  已有 {known}"),
            format!("{file}  read {read}  taken {taken} (placed {placed})  known {known}"),
        )
    };
    let rows = told::faults(faults.iter().chain(notes), Unit::of(file), out.language());
    std::iter::once(sum).chain(rows.iter().map(|row| format!("{file}  {row}"))).collect()
}
