//! `wutu import`: foreign files in, one after the other.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use domain::import::ImportReport;
use domain::manner::{Manner, Parent};
use serde_json::json;

use super::look;
use crate::args::Import;
use crate::foreign::{self, Foreign};
use crate::out::Out;
use crate::passing::Passing;
use crate::stop::{Result, Stop, Verdict};
use crate::store;
use crate::told::{self, Unit};

pub fn run(import: &Import, out: Out) -> Result<Verdict> {
    let manner = manner(import);
    // Read before the store is opened: a wrong name costs nothing.
    let paths = foreign::meant(&import.files)?;
    let files = paths.iter().map(|path| Ok(Foreign::open(path)?)).collect::<Result<Vec<_>>>()?;
    let Some(kind) = import.kind.filter(|_| !import.look) else {
        return look::run(&import.store, import.kind, files, &manner, out);
    };
    let failed = import.failed.as_deref();
    if let Some(path) = failed {
        check_new(path, files.len())?;
    }
    let (reports, written) =
        store::with_alone(&import.store, |store| {
            let (mut reports, mut written) = (Vec::new(), None);
            let passing = Passing::new(out)?;
            for (file, path) in files.into_iter().zip(&paths) {
                let outcome = passing.bring_in(store, kind, file, &manner);
                let faults = outcome.as_ref().map_or_else(|failure| &failure.faults, |report| &report.faults);
                if let Some(to) = failed.filter(|_| faults.iter().any(|fault| fault.row.is_some())) {
                    let sheet = store.failed_rows(kind, Foreign::open(path)?, &manner, faults, out.language());
                    write(to, &sheet.map_err(Stop::found_wrong)?)?;
                    out.progress(&out.either(
                        format!("要改的行写入 {}", to.display()),
                        format!("rows to mend are in {}", to.display()),
                    ));
                    written = Some(to);
                }
                let report = outcome.map_err(Stop::found_wrong)?;
                out.progress(&line(&report, out));
                reports.push(report);
            }
            Ok::<_, Stop>((reports, written))
        })?;
    let words: Vec<String> =
        reports.iter().map(|report| details(report, out)).filter(|words| !words.is_empty()).collect();
    let sum = summary(&reports, &manner, out);
    let unwritten = failed.filter(|_| written.is_none()).map(|path| nothing_to_mend(path, out));
    out.answer(
        &json!({ "reports": reports, "dry_run": manner.dry_run, "failed": written }),
        &words.into_iter().chain([sum]).chain(unwritten).collect::<Vec<_>>().join("\n"),
    );
    // Only a trial gets here with a file that would be refused.
    let refused = reports.iter().any(|report| report.set.is_none());
    Ok(if refused { Verdict::FoundWrong } else { Verdict::Done })
}

/// One file in one line.
pub fn line(report: &ImportReport, out: Out) -> String {
    let state = if report.changed { out.either("已入库", "changed") } else { out.either("无变化", "unchanged") };
    let ImportReport { file, read, taken, faults, notes, .. } = report;
    let doubtful = faults.len() + notes.len();
    out.either(
        format!("{file}  读 {read}  收 {taken}  疑 {doubtful}  {state}"),
        format!("{file}  read {read}  taken {taken}  doubtful {doubtful}  {state}"),
    )
}

fn summary(reports: &[ImportReport], manner: &Manner, out: Out) -> String {
    let files = reports.len();
    let taken: u32 = reports.iter().map(|report| report.taken).sum();
    let changed = reports.iter().filter(|report| report.changed).count();
    if manner.dry_run {
        out.either(
            format!("试读 {files} 个文件，可收 {taken} 条，未改动"),
            format!("files tried: {files}, rows that would come in: {taken}, nothing changed"),
        )
    } else {
        out.either(
            format!("导入 {files} 个文件，收 {taken} 条，{changed} 个有变化"),
            format!("files imported: {files}, rows taken: {taken}, files that changed something: {changed}"),
        )
    }
}

/// Who asked for a file and finds none would look for it.
fn nothing_to_mend(path: &Path, out: Out) -> String {
    let path = path.display();
    out.either(format!("没有要改的行，未写 {path}"), format!("no row needs mending, so {path} was not written"))
}

fn details(report: &ImportReport, out: Out) -> String {
    let lines = told::faults(report.faults.iter().chain(&report.notes), Unit::of(&report.file), out.language());
    lines.iter().map(|line| format!("{}  {line}", report.file)).collect::<Vec<_>>().join("\n")
}

fn manner(import: &Import) -> Manner {
    Manner {
        layer: import.layer.clone(),
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

/// Rows to mend go into a new file: what somebody mended before is not written over.
fn check_new(path: &Path, files: usize) -> Result<()> {
    if files != 1 {
        return Err(Stop::senseless("import.failed_of_many", &[("files", &files.to_string())]));
    }
    if path.exists() { Err(unwritable(path, "it is there already")) } else { Ok(()) }
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(bytes)).map_err(|error| unwritable(path, &error.to_string()))
}

fn unwritable(path: &Path, what: &str) -> Stop {
    Stop::senseless("import.unwritable", &[("file", &path.to_string_lossy()), ("what", what)])
}
