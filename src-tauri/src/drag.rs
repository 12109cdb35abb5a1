//! Files dragged onto the window. `WebKitGTK` tells its page that something is dropped, and not what; so the window
//! hears of it from the system, tells the page names and sizes, and hands over the bytes of what was let go here,
//! and of nothing else.

use std::{
    collections::HashMap,
    fmt::Display,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::{
    drag::{Dragged, DraggedThing},
    failure::Failure,
};
use serve::import::admit_size;
use tauri::{
    DragDropEvent, Manager, Runtime, State, Window, WindowEvent,
    async_runtime::spawn_blocking,
    ipc::{Channel, Response},
};

/// Files and folders in a folder that is let go, at most; as many as the page looks at (`ui/src/desk/folder.ts`).
const MOST_IN_A_FOLDER: usize = 1000;

/// What was dragged onto the window, and who hears of it.
#[derive(Default)]
pub struct Drags(Mutex<Held>);

#[derive(Default)]
struct Held {
    page: Option<Channel<Dragged>>,
    last: u32,
    /// Let go here, and not asked for yet.
    dropped: HashMap<u32, PathBuf>,
}

/// Tells the page of every drag from now on, until it asks anew.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands a command its state by value")]
pub fn drags(drags: State<'_, Drags>, channel: Channel<Dragged>) {
    drags.held().page = Some(channel);
}

/// The bytes of a file that was dropped, once.
#[tauri::command]
pub async fn dropped(drags: State<'_, Drags>, id: u32) -> Result<Response, Failure> {
    let path = drags.take(id);
    let bytes = spawn_blocking(move || read(&path)).await;
    Ok(Response::new(bytes.map_err(|error| unreadable(Path::new(""), error))??))
}

/// What the system says of a drag, passed on.
pub fn hear<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    let mut held = window.state::<Drags>().inner().held();
    let told = match event {
        DragDropEvent::Enter { paths, .. } => held.entered(paths),
        DragDropEvent::Drop { paths, .. } => held.let_go(paths),
        DragDropEvent::Leave => Dragged::Left,
        _ => return,
    };
    if let Some(Err(error)) = held.page.as_ref().map(|page| page.send(told)) {
        tracing::warn!(%error, "the page does not hear what is dragged onto the window");
    }
}

impl Drags {
    /// Where something lies that was dropped, once; nowhere when nothing was.
    pub fn take(&self, id: u32) -> PathBuf {
        self.held().dropped.remove(&id).unwrap_or_default()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn entered(&mut self, paths: &[PathBuf]) -> Dragged {
        Dragged::Over(paths.iter().filter_map(|path| self.thing(path)).collect())
    }

    fn let_go(&mut self, paths: &[PathBuf]) -> Dragged {
        let mut things = Vec::new();
        for path in paths {
            let inside = if path.is_dir() { files_in(path).unwrap_or_default() } else { Vec::new() };
            let meant = if inside.is_empty() { vec![(path.clone(), String::new())] } else { inside };
            for (path, within) in meant {
                if let Some(thing) = self.thing(&path) {
                    self.dropped.insert(thing.id, path);
                    things.push(DraggedThing { within, ..thing });
                }
            }
        }
        Dragged::Dropped(things)
    }

    /// None: what was dragged is no file of this machine, but a link or a text.
    fn thing(&mut self, path: &Path) -> Option<DraggedThing> {
        let known = fs::metadata(path).ok()?;
        self.last += 1;
        Some(DraggedThing {
            id: self.last,
            name: path.file_name()?.to_string_lossy().into_owned(),
            within: String::new(),
            size: known.len(),
            is_folder: known.is_dir(),
        })
    }
}

/// The files of a folder and of those in it, by name, each with where it lies; none where there are too many to be
/// what somebody means to bring in. Links are not followed: they may lead round, or out of what was let go.
fn files_in(folder: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (mut found, mut seen, mut folders) = (Vec::new(), 0, vec![(folder.to_owned(), name)]);
    while let Some((folder, within)) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let (entry, path) = entry.map(|entry| (entry.file_type(), entry.path()))?;
            seen += 1;
            if seen > MOST_IN_A_FOLDER {
                return Ok(Vec::new());
            }
            match entry? {
                kind if kind.is_dir() => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    folders.push((path, format!("{within}/{name}")));
                }
                kind if kind.is_file() => found.push((path, within.clone())),
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let size = fs::metadata(path).map_err(|error| unreadable(path, error))?.len();
    admit_size(usize::try_from(size).unwrap_or(usize::MAX))?;
    fs::read(path).map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, error: impl Display) -> Failure {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Failure::invalid("import.unreadable", &[("file", &name), ("what", &error.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_let_go_is_its_files_and_where_they_lie() {
        let folder = tempfile::tempdir().expect("a folder");
        let (top, below) = (folder.path().join("网格"), folder.path().join("网格/2026"));
        fs::create_dir_all(&below).expect("room");
        for path in [top.join("a.shp"), below.join("a.shp"), below.join("a.dbf")] {
            fs::write(path, "x").expect("room");
        }
        fs::create_dir(folder.path().join("空")).expect("room");
        let mut held = Held::default();
        let Dragged::Dropped(things) = held.let_go(&[top.clone(), folder.path().join("空")]) else { panic!("let go") };
        let told: Vec<_> = things.iter().map(|one| (one.within.as_str(), one.name.as_str(), one.is_folder)).collect();
        let files = [("网格/2026", "a.dbf", false), ("网格/2026", "a.shp", false), ("网格", "a.shp", false)];
        assert_eq!(told, [files.as_slice(), &[("", "空", true)]].concat());
        assert_eq!(held.dropped.get(&things[2].id), Some(&top.join("a.shp")), "and each can be asked for");
        let Dragged::Over(hovering) = held.entered(std::slice::from_ref(&top)) else { panic!("over") };
        assert!(hovering.len() == 1 && hovering[0].is_folder, "what hovers is not walked through");
    }
}
