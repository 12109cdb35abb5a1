//! Files dragged onto the window. `WebKitGTK` tells its page that something is dropped, and not what; so the window
//! hears of it from the system, tells the page names and sizes, and hands over the bytes of what was let go here,
//! and of nothing else.

use std::{
    collections::HashMap,
    fmt::Display,
    fs,
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
        let things = paths.iter().filter_map(|path| {
            let thing = self.thing(path)?;
            self.dropped.insert(thing.id, path.clone());
            Some(thing)
        });
        Dragged::Dropped(things.collect())
    }

    /// None: what was dragged is no file of this machine, but a link or a text.
    fn thing(&mut self, path: &Path) -> Option<DraggedThing> {
        let known = fs::metadata(path).ok()?;
        self.last += 1;
        Some(DraggedThing {
            id: self.last,
            name: path.file_name()?.to_string_lossy().into_owned(),
            size: known.len(),
            is_folder: known.is_dir(),
        })
    }
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
