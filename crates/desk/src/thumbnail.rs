//! Small pictures of sheets: kept while the district stays as it is, and taken from beside the store where another
//! program has drawn them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::code::GridPath;
use domain::sheet::SheetWish;
use serde::Deserialize;

use crate::district::District;

/// The longer side of a thumbnail, in dots.
pub const SIDE: u32 = 480;

/// Bytes that are kept at most; beyond that everything is let go and begun anew.
const MOST_BYTES: usize = 32 << 20;

/// The largest picture that is taken from beside the store, in bytes.
const LARGEST: u64 = 4 << 20;

/// The list in the folder beside the store.
const LIST: &str = "thumbs.json";

/// Whose thumbnail of what: a seat with a part of the store sees fewer neighbours.
pub type Known = (Option<GridPath>, SheetWish);

/// What was drawn of this district lately.
#[derive(Default)]
pub struct Thumbnails(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    pictures: HashMap<Known, Vec<u8>>,
    bytes: usize,
}

impl Thumbnails {
    /// One that was kept.
    pub fn of(&self, known: &Known) -> Option<Vec<u8>> {
        self.held().pictures.get(known).cloned()
    }

    /// Keeps one.
    pub fn keep(&self, known: Known, picture: Vec<u8>) {
        let mut kept = self.held();
        if kept.bytes + picture.len() > MOST_BYTES {
            *kept = Kept::default();
        }
        kept.bytes += picture.len();
        if let Some(before) = kept.pictures.insert(known, picture) {
            kept.bytes -= before.len();
        }
    }

    fn held(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the folder beside the store was drawn from.
#[derive(Deserialize)]
struct List {
    /// The district's revision: pictures of another are not this district's.
    revision: u32,
}

/// The folder beside a store where another program may put a picture of each grid: `demo.gpkg.thumbs`.
pub fn folder_of(store: &Path) -> PathBuf {
    let mut name = store.file_name().unwrap_or_default().to_owned();
    name.push(".thumbs");
    store.with_file_name(name)
}

/// A picture of the grid that somebody drew of this very revision; none where there is none, and none that is no PNG.
pub fn drawn_elsewhere(store: &Path, district: &District, grid: &GridPath) -> Option<Vec<u8>> {
    let folder = folder_of(store);
    let list: List = serde_json::from_slice(&fs::read(folder.join(LIST)).ok()?).ok()?;
    // A foreign code may hold any sign but those that a path escapes: it names a file here, and no folder.
    let is_plain = !grid.as_str().contains(['/', '\\', ':']);
    if list.revision != district.revision || !is_plain {
        return None;
    }
    let file = folder.join(format!("{grid}.png"));
    let is_small = fs::metadata(&file).is_ok_and(|about| about.is_file() && about.len() <= LARGEST);
    let bytes = is_small.then(|| fs::read(&file).ok())??;
    bytes.starts_with(b"\x89PNG\r\n\x1a\n").then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(path: &str) -> Known {
        (None, SheetWish::of(GridPath::from_text(path)))
    }

    #[test]
    fn what_is_too_much_lets_go_of_what_was_there_and_keeps_the_last() {
        let thumbnails = Thumbnails::default();
        thumbnails.keep(known("1"), vec![1; MOST_BYTES - 10]);
        thumbnails.keep(known("2"), vec![2; 10]);
        assert!(thumbnails.of(&known("1")).is_some() && thumbnails.of(&known("2")).is_some());
        thumbnails.keep(known("2"), vec![3; 9]);
        assert!(thumbnails.of(&known("1")).is_none());
        assert_eq!(thumbnails.of(&known("2")), Some(vec![3; 9]));
    }
}
