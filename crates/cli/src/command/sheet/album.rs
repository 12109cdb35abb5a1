//! All sheets of a district in one folder, from a terminal.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use desk::album::Album;
use domain::answer::{SheetLine, SheetList};
use domain::code::{GridPath, Level};
use domain::failure::Failure;
use domain::question::Question;
use serde::Deserialize;
use serde_json::{Value, json};

use super::wish;
use crate::args::Sheet;
use crate::out::Out;
use crate::stop::{Result, Stop, Verdict};
use crate::store::Store;

/// Print them all, the top first.
pub fn print(store: &Store, sheet: &Sheet, out: Out) -> Result<Verdict> {
    let folder = &sheet.out;
    let mut album = Album::open(folder)?;
    let wanted = wanted(store, sheet, out)?;
    let stopped = on_interrupt()?;
    let (mut made, mut same) = (0, 0);
    for (line, at) in wanted.iter().zip(1..) {
        if stopped.load(Ordering::Relaxed) {
            break;
        }
        let state = if album.put(&line.file, |unless| store.sheet(&line.wish, unless))? {
            made += 1;
            out.either("已印", "made")
        } else {
            same += 1;
            out.either("已有", "there already")
        };
        out.progress(&format!("{at}/{}  {}  {state}", wanted.len(), line.file));
    }
    let left = wanted.len() - made - same;
    let document = json!({ "folder": folder, "sheets": wanted.len(), "made": made, "same": same, "left": left });
    let words = out.either(
        format!("共 {} 幅：新印 {made}，已有 {same}", wanted.len()),
        format!("sheets: {}, made: {made}, there already: {same}", wanted.len()),
    );
    let rest =
        out.either(format!("，未印 {left}；再运行一次即接着印"), format!(", left: {left}; run it again to go on"));
    out.answer(&document, &format!("{words}{}", if left > 0 { rest } else { String::new() }));
    Ok(if left > 0 { Verdict::FoundWrong } else { Verdict::Done })
}

/// The sheets from the top, or from the grid that is named, down to the level that is wanted.
fn wanted(store: &Store, sheet: &Sheet, out: Out) -> Result<Vec<SheetLine>> {
    let from: Vec<GridPath> = match &sheet.grid {
        Some(path) => vec![GridPath::from_text(path.clone())],
        None => paths(&store.ask(&Question::District)?["tops"]),
    };
    if from.is_empty() {
        return Err(Stop::refused("scheme.none", &[]));
    }
    let levels: Vec<Level> = (1..=sheet.down_to).map(Level).collect();
    let mut wanted = Vec::new();
    for path in from {
        let asked = Question::Sheets { wish: wish(sheet, path, out), levels: levels.clone() };
        let list = SheetList::deserialize(store.ask(&asked)?);
        wanted.extend(list.map_err(|error| Failure::broken(error.to_string(), "cli.sheets"))?.sheets);
    }
    Ok(wanted)
}

fn paths(lines: &Value) -> Vec<GridPath> {
    let lines = lines.as_array().into_iter().flatten();
    lines.filter_map(|line| Some(GridPath::from_text(line["path"].as_str()?))).collect()
}

/// Becomes true on Ctrl-C: the sheet in the press is finished, and no further one begun.
fn on_interrupt() -> Result<Arc<AtomicBool>> {
    let stopped = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stopped);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    let runtime = runtime.map_err(|error| Failure::broken(error.to_string(), "cli.sheets"))?;
    thread::spawn(move || {
        if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            told.store(true, Ordering::Relaxed);
        }
    });
    Ok(stopped)
}
