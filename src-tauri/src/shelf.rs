//! Where a person lets the page put files: the system's own dialogs ask for the place, and the page names no other.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use desk::album::{self, Album};
use domain::failure::Failure;
use rfd::AsyncFileDialog;
use tauri::{Manager, Runtime, State, WebviewWindow};

use crate::house::{House, in_background};

/// What spreadsheets know UTF-8 by.
const MARK: &str = "\u{feff}";

/// Places that a person has pointed at since the window was opened.
#[derive(Default)]
pub struct Shelf(Mutex<Held>);

#[derive(Default)]
struct Held {
    /// Folders of sheets, by the number that the page knows them by.
    albums: HashMap<u32, Arc<Mutex<Album>>>,
    last: u32,
    /// Files and folders that can be shown.
    kept: HashSet<PathBuf>,
}

/// Keeps a table where a person wants it; says where, or none where he wants it nowhere.
#[tauri::command]
pub async fn save_table<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    title: String,
    name: String,
    text: String,
) -> Result<Option<PathBuf>, Failure> {
    let write = |file: PathBuf| in_background(move || album::write(&file, format!("{MARK}{text}").as_bytes()));
    keep(&window, &house, &shelf, &title, &plain(&name), write).await
}

/// Asks for a folder of sheets; its number and where it lies, or none where nobody chose one.
#[tauri::command]
pub async fn open_album<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    title: String,
) -> Result<Option<(u32, PathBuf)>, Failure> {
    let Some(folder) = folder(&window, &house, &title).await else { return Ok(None) };
    let opening = folder.clone();
    let album = in_background(move || Album::open(&opening)).await?;
    shelf.remember(&folder);
    Ok(Some((shelf.held().add(album), folder)))
}

/// Shows a file or a folder that was kept here in the system's own view of folders.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands a command its state by value")]
pub fn show_kept(shelf: State<'_, Shelf>, path: PathBuf) -> Result<(), Failure> {
    if !shelf.held().kept.contains(&path) {
        return Err(Failure::invalid("request.malformed", &[("what", "nothing was kept there")]));
    }
    let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
    open::that_detached(folder).map_err(|error| {
        let params = [("path", &*folder.to_string_lossy()), ("what", &error.to_string())];
        Failure::refused("window.no_folder_view", &params)
    })
}

/// Lets `write` put a file where a person wants one that would well be called `name`; where that is, or none where he
/// wants it nowhere: nothing is written then.
pub async fn keep<R: Runtime, W: Future<Output = Result<(), Failure>>>(
    window: &WebviewWindow<R>,
    house: &House,
    shelf: &Shelf,
    title: &str,
    name: &str,
    write: impl FnOnce(PathBuf) -> W,
) -> Result<Option<PathBuf>, Failure> {
    let Some(place) = place_for(window, house, title, name).await else { return Ok(None) };
    write(place.clone()).await?;
    shelf.remember(&place);
    Ok(Some(place))
}

async fn place_for<R: Runtime>(window: &WebviewWindow<R>, house: &House, title: &str, name: &str) -> Option<PathBuf> {
    if let Some(unasked) = house.unasked() {
        return std::fs::create_dir_all(unasked).ok().map(|()| unasked.join(name));
    }
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let dialog = dialog(window, title).set_file_name(name).add_filter(ending.to_uppercase(), &[&ending]);
    let chosen = dialog.save_file().await?;
    Some(with_ending(chosen.path(), &ending))
}

async fn folder<R: Runtime>(window: &WebviewWindow<R>, house: &House, title: &str) -> Option<PathBuf> {
    if let Some(unasked) = house.unasked() {
        return Some(unasked.join("album"));
    }
    let dialog = dialog(window, title).set_can_create_directories(true);
    Some(dialog.pick_folder().await?.path().to_owned())
}

/// A dialog over the window that begins where this machine keeps what is downloaded.
fn dialog<R: Runtime>(window: &WebviewWindow<R>, title: &str) -> AsyncFileDialog {
    let path = window.path();
    let usual = path.download_dir().or_else(|_| path.home_dir()).unwrap_or_else(|_| desk::host::data_dir());
    AsyncFileDialog::new().set_parent(window).set_title(plain(title)).set_directory(usual)
}

impl Shelf {
    /// The folder of sheets that a number stands for.
    pub fn album(&self, id: u32) -> Result<Arc<Mutex<Album>>, Failure> {
        let album = self.held().albums.get(&id).cloned();
        album.ok_or_else(|| Failure::invalid("request.malformed", &[("what", "there is no such folder of sheets")]))
    }

    /// A file or a folder that may be shown from now on.
    fn remember(&self, place: &Path) {
        self.held().kept.insert(place.to_owned());
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// A folder that is open already stays the one it is: two lists of one folder would undo each other.
    fn add(&mut self, album: Album) -> u32 {
        let is_it =
            |known: &Mutex<Album>| known.lock().unwrap_or_else(PoisonError::into_inner).folder() == album.folder();
        if let Some((id, _)) = self.albums.iter().find(|(_, known)| is_it(known)) {
            return *id;
        }
        self.last += 1;
        self.albums.insert(self.last, Arc::new(Mutex::new(album)));
        self.last
    }
}

/// What a file system takes for a name, and a dialog for a title.
fn plain(name: &str) -> String {
    name.replace(|sign: char| sign.is_control() || "/\\:*?\"<>|".contains(sign), " ")
}

/// With the ending that its content has, where the person left it out and nothing lies there.
fn with_ending(place: &Path, ending: &str) -> PathBuf {
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{ending}"));
    let with = place.with_file_name(name);
    if place.extension().is_some() || with.exists() { place.to_owned() } else { with }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gets_the_ending_that_was_left_out_and_never_another_files_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        assert_eq!(with_ending(&at("川汇区"), "csv"), at("川汇区.csv"));
        assert_eq!(with_ending(&at("a.txt"), "csv"), at("a.txt"));
        std::fs::write(at("b.csv"), "").expect("a file");
        assert_eq!(with_ending(&at("b"), "csv"), at("b"));
    }
}
