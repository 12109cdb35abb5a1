//! All sheets of a district in one folder. The folder's list says what each file holds, so that what lies there
//! already is not made again, and a run that was cut short goes on where it ended.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use domain::code::{GridPath, Level};
use domain::failure::Failure;
use domain::question::Question;
use domain::sheet::SheetWish;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{wish, write};
use crate::args::Sheet;
use crate::out::Out;
use crate::stop::{Result, Stop, Verdict};
use crate::store::Store;

/// The folder's list.
const LIST: &str = "sheets.json";

/// What the folder holds, by file name.
#[derive(Default, Serialize, Deserialize)]
struct List {
    sheets: BTreeMap<String, Kept>,
}

/// A sheet that lies in the folder.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// Names what stands on it.
    content: String,
    /// BLAKE3 of the file.
    hash: String,
}

/// A grid whose sheet is wanted.
struct Wanted {
    path: GridPath,
    file: String,
}

/// Print them all, the top first.
pub fn print(store: &Store, sheet: &Sheet, out: Out) -> Result<Verdict> {
    let folder = &sheet.out;
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let mut list = List::read(folder);
    let wanted = wanted(store, sheet)?;
    let stopped = on_interrupt()?;
    let (mut made, mut same) = (0, 0);
    for (grid, at) in wanted.iter().zip(1..) {
        if stopped.load(Ordering::Relaxed) {
            break;
        }
        let wish: SheetWish = wish(sheet, grid.path.clone(), out);
        let known = list.content_of(folder, &grid.file);
        let state = if let Some(printed) = store.sheet(&wish, known.as_deref())? {
            write(&folder.join(&grid.file), &printed.bytes)?;
            let kept = Kept { content: printed.print.content, hash: printed.print.hash };
            list.sheets.insert(grid.file.clone(), kept);
            list.write(folder)?;
            made += 1;
            out.either("已印", "made")
        } else {
            same += 1;
            out.either("已有", "there already")
        };
        out.progress(&format!("{at}/{}  {}  {state}", wanted.len(), grid.file));
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

/// The grids from the top, or from the one that is named, down to the level that is wanted.
fn wanted(store: &Store, sheet: &Sheet) -> Result<Vec<Wanted>> {
    let mut row: Vec<GridPath> = match &sheet.grid {
        Some(path) => vec![GridPath::from_text(path.clone())],
        None => paths(&store.ask(&Question::District)?["tops"]),
    };
    if row.is_empty() {
        return Err(Stop::refused("scheme.none", &[]));
    }
    let mut wanted = Vec::new();
    while !row.is_empty() {
        let mut below = Vec::new();
        for path in row {
            let card = store.ask(&Question::Grid { path: path.clone() })?;
            let grid = &card["grid"];
            let text = |name: &str| grid[name].as_str().unwrap_or_default().to_owned();
            let level = Level(u8::try_from(grid["level"].as_u64().unwrap_or_default()).unwrap_or_default());
            if level.0 > sheet.down_to {
                continue;
            }
            let file = file_name(&format!("{level}-{}-{}", text("code"), text("name")));
            wanted.push(Wanted { path, file });
            below.extend(paths(&card["children"]));
        }
        row = below;
    }
    Ok(wanted)
}

fn paths(lines: &Value) -> Vec<GridPath> {
    let lines = lines.as_array().into_iter().flatten();
    lines.filter_map(|line| Some(GridPath::from_text(line["path"].as_str()?))).collect()
}

/// A name that every file system takes.
fn file_name(text: &str) -> String {
    let plain = |sign: char| if sign.is_control() || "/\\:*?\"<>|".contains(sign) { '_' } else { sign };
    let name: String = text.chars().map(plain).take(80).collect();
    format!("{}.pdf", name.trim_end_matches([' ', '.']))
}

impl List {
    /// A list that cannot be read makes all sheets anew, which costs time and nothing else.
    fn read(folder: &Path) -> Self {
        let text = fs::read(folder.join(LIST)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    fn write(&self, folder: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(|error| Failure::broken(error.to_string(), "cli.sheets"))?;
        write(&folder.join(LIST), &text)
    }

    /// What the file holds, when it is still the one that the list speaks of.
    fn content_of(&self, folder: &Path, file: &str) -> Option<String> {
        let kept = self.sheets.get(file)?;
        let bytes = fs::read(folder.join(file)).ok()?;
        (blake3::hash(&bytes).to_hex().as_str() == kept.hash).then(|| kept.content.clone())
    }
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

fn unwritable(folder: &Path, error: &std::io::Error) -> Stop {
    Stop::senseless("store.folder", &[("path", &folder.to_string_lossy()), ("what", &error.to_string())])
}
