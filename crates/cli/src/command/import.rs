//! `wutu import`: foreign files in, one after the other.

use std::fs;
use std::path::Path;

use domain::import::{Fault, ImportReport};
use domain::manner::{Manner, Parent};
use domain::set::SetKind;
use serde_json::json;

use super::look;
use crate::args::Import;
use crate::out::Out;
use crate::stop::{Result, Stop, Verdict};
use crate::store;

/// Faults that are shown of one file; a JSON document has them all.
const SHOWN: usize = 20;

pub fn run(import: &Import, out: Out) -> Result<Verdict> {
    let manner = manner(import);
    // Read before the store is opened: a wrong name costs nothing.
    let files = import.files.iter().map(|path| read(path)).collect::<Result<Vec<_>>>()?;
    let Some(kind) = import.kind.filter(|_| !import.look) else {
        return look::run(&import.store, import.kind, &files, &manner, out);
    };
    let reports = store::with(&import.store, |store| {
        let mut reports = Vec::new();
        for (name, bytes) in files {
            let report = store.import(kind, &name, bytes, manner.clone()).map_err(Stop::found_wrong)?;
            out.progress(&line(&report));
            reports.push(report);
        }
        Ok::<_, Stop>(reports)
    })?;
    let words: Vec<String> = reports.iter().map(details).filter(|words| !words.is_empty()).collect();
    let sum = summary(&reports, &manner);
    out.answer(&json!({ "reports": reports, "dry_run": manner.dry_run }), &[words, vec![sum]].concat().join("\n"));
    // Only a trial gets here with a file that would be refused.
    let refused = reports.iter().any(|report| report.set.is_none());
    Ok(if refused { Verdict::FoundWrong } else { Verdict::Done })
}

/// One file in one line.
pub fn line(report: &ImportReport) -> String {
    let state = if report.changed { "已入库" } else { "无变化" };
    let ImportReport { file, read, taken, faults, notes, .. } = report;
    format!("{file}  读 {read}  收 {taken}  疑 {}  {state}", faults.len() + notes.len())
}

fn summary(reports: &[ImportReport], manner: &Manner) -> String {
    let taken: u32 = reports.iter().map(|report| report.taken).sum();
    let changed = reports.iter().filter(|report| report.changed).count();
    if manner.dry_run {
        format!("试读 {} 个文件，可收 {taken} 条，未改动", reports.len())
    } else {
        format!("导入 {} 个文件，收 {taken} 条，{changed} 个有变化", reports.len())
    }
}

fn details(report: &ImportReport) -> String {
    let found = || report.faults.iter().chain(&report.notes);
    let mut lines: Vec<String> = found().take(SHOWN).map(|fault| place(report, fault)).collect();
    let more = found().count().saturating_sub(SHOWN);
    if more > 0 {
        lines.push(format!("{}  另有 {more} 处，见 --json", report.file));
    }
    lines.join("\n")
}

fn place(report: &ImportReport, fault: &Fault) -> String {
    let is_table = matches!(report.kind, SetKind::Posts | SetKind::Streams);
    format!("{}{}", report.file, at(fault, is_table))
}

/// Where in a file a fault is, and its words. Tables have rows, GeoJSON has features.
pub fn at(fault: &Fault, is_table: bool) -> String {
    let unit = if is_table { "行" } else { "个要素" };
    let row = fault.row.map_or_else(String::new, |row| format!("  第 {row} {unit}"));
    let field = fault.field.as_ref().map_or_else(String::new, |field| format!("  {field}"));
    format!("{row}{field}  {}", fault.message)
}

fn manner(import: &Import) -> Manner {
    Manner {
        scheme: import.scheme.clone(),
        level: import.level,
        datum: import.crs.clone(),
        columns: import.columns.iter().cloned().collect(),
        parent: import.parent.as_deref().map(|rule| match rule {
            "code" => Parent::Code,
            "geometry" => Parent::Geometry,
            column => Parent::Column(column.to_owned()),
        }),
        skip_bad: import.skip_bad,
        dry_run: import.dry_run,
    }
}

fn read(path: &Path) -> Result<(String, Vec<u8>)> {
    let advice = "check the path of the file";
    let bytes = fs::read(path)
        .map_err(|error| Stop::senseless("file.unreadable", format!("{}: {error}", path.display()), advice))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok((name, bytes))
}
