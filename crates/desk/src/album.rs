//! Sheets in one folder. The folder's list says what each file holds, so that what lies there already is not made
//! again, and a run that was cut short goes on where it ended.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::failure::Failure;
use serde::{Deserialize, Serialize};

use crate::sheet::Printed;

/// The folder's list.
const LIST: &str = "sheets.json";

/// A folder of sheets. One writes into it at a time.
#[derive(Debug)]
pub struct Album {
    folder: PathBuf,
    list: List,
}

/// What the folder holds, by file name.
#[derive(Debug, Default, Serialize, Deserialize)]
struct List {
    sheets: BTreeMap<String, Kept>,
}

/// A sheet that lies in the folder.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// Names what stands on it.
    content: String,
    /// BLAKE3 of the file.
    hash: String,
}

impl Album {
    /// The folder, made where it is missing. A list that cannot be read makes all sheets anew, which costs time and
    /// nothing else.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(|error| {
            let params = [("path", &*folder.to_string_lossy()), ("what", &error.to_string())];
            Failure::invalid("store.folder", &params)
        })?;
        let list = fs::read(folder.join(LIST)).unwrap_or_default();
        Ok(Self { folder: folder.to_owned(), list: serde_json::from_slice(&list).unwrap_or_default() })
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts a sheet in as `file`, a name without a folder. `print` is asked for it unless it has the content that it
    /// is given, which is what the file holds already, untouched since; whether it was made.
    pub fn put<E: From<Failure>>(
        &mut self,
        file: &str,
        print: impl FnOnce(Option<&str>) -> Result<Option<Printed>, E>,
    ) -> Result<bool, E> {
        if !is_plain(file) {
            return Err(Failure::invalid("sheet.file_name", &[("file", file)]).into());
        }
        let Some(printed) = print(self.content_of(file).as_deref())? else { return Ok(false) };
        write(&self.folder.join(file), &printed.bytes)?;
        let kept = Kept { content: printed.print.content, hash: printed.print.hash };
        self.list.sheets.insert(file.to_owned(), kept);
        let list = serde_json::to_vec_pretty(&self.list).expect("texts under texts are JSON");
        write(&self.folder.join(LIST), &list)?;
        Ok(true)
    }

    /// What the file holds, when it is still the one that the list speaks of.
    fn content_of(&self, file: &str) -> Option<String> {
        let kept = self.list.sheets.get(file)?;
        let bytes = fs::read(self.folder.join(file)).ok()?;
        (blake3::hash(&bytes).to_hex().as_str() == kept.hash).then(|| kept.content.clone())
    }
}

/// All of a file or none of it: it is written beside its place and then moved there.
pub fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = file.with_file_name(format!(".{}.part", file.file_name().unwrap_or_default().to_string_lossy()));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, file));
    written.map_err(|error| {
        // What was written of it is of no use to anybody.
        let _ = fs::remove_file(&beside);
        let params = [("file", &*file.to_string_lossy()), ("what", &error.to_string())];
        Failure::invalid("sheet.unwritable", &params)
    })
}

/// Whether it is the name of a sheet, and of nothing elsewhere.
fn is_plain(file: &str) -> bool {
    let ends_well = [".pdf", ".png"].into_iter().any(|ending| file.ends_with(ending));
    ends_well && !file.starts_with('.') && !file.contains(['/', '\\', ':'])
}

#[cfg(test)]
mod tests {
    use domain::code::GridPath;
    use domain::sheet::{SheetPrint, SheetWish};

    use super::*;

    fn printed(content: &str) -> Printed {
        let bytes = content.as_bytes().to_vec();
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let wish = SheetWish::of(GridPath::from_text("1"));
        Printed {
            print: SheetPrint { wish, pages: 1, content: content.to_owned(), hash, scheme: None },
            name: String::new(),
            bytes,
        }
    }

    /// Puts a sheet of that content in; whether it was made.
    fn put(album: &mut Album, content: &str) -> bool {
        let made = album.put("1.pdf", |unless| Ok::<_, Failure>((unless != Some(content)).then(|| printed(content))));
        made.expect("the folder takes it")
    }

    #[test]
    fn what_lies_there_is_not_made_again_and_what_was_spoilt_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut album = Album::open(&folder.path().join("new")).expect("it is made");
        assert_eq!([put(&mut album, "a"), put(&mut album, "a"), put(&mut album, "b")], [true, false, true]);
        let mut again = Album::open(album.folder()).expect("it is there");
        assert!(!put(&mut again, "b"), "the list was kept");
        fs::write(again.folder().join("1.pdf"), "half").expect("a file");
        assert!(put(&mut again, "b"));
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused_before_anything_is_printed() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut album = Album::open(folder.path()).expect("it is there");
        for name in ["../1.pdf", "/tmp/1.pdf", "a\\1.pdf", "C:1.pdf", ".1.pdf", "sheets.json", "1", ""] {
            let refused = album.put(name, |_| -> Result<_, Failure> { panic!("{name} was printed") });
            assert_eq!(refused.expect_err("it is no name").code, "sheet.file_name", "{name}");
        }
    }
}
