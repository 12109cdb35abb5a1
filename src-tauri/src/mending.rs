//! Rows that stayed out of an import: a window has no downloads of its own, so the desk puts the spreadsheet
//! where this machine keeps them and says where that is.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use desk::Desk;
use domain::failure::Failure;
use serve::import::{Look, said};
use serve::mending::Mending;
use tauri::{AppHandle, Manager, Runtime, State, ipc::Request};

use crate::file::{bytes, query};
use crate::house::House;

/// Names that are tried: `a.xlsx`, `a 2.xlsx` …
const MOST_NAMES: usize = 1000;

/// Writes the rows of a file that stayed out into the folder of downloads, under the name that is given; says where.
#[tauri::command]
pub async fn failed_rows<R: Runtime>(
    app: AppHandle<R>,
    house: State<'_, House>,
    request: Request<'_>,
) -> Result<PathBuf, Failure> {
    let opened = house.opened().await?;
    Desk::may_import(opened.seat())?;
    let query = query(request.headers());
    let wanted = said::<Mending>(&query)?.request(said::<Look>(&query)?, &bytes(&request)?)?;
    let name = format!("{}.xlsx", stem(&wanted.file));
    let paths = app.path();
    let folder = paths.download_dir().or_else(|_| paths.home_dir());
    let folder = folder.map_err(|error| unwritable(Path::new(&name), &error.to_string()))?;
    opened
        .at_the_desk(move |desk, seat| {
            let sheet = desk.failed_rows(seat, &wanted)?;
            put(&folder, &name, &sheet)
        })
        .await
}

/// What a spreadsheet of a file's rows is called: after the file, without what could lead into another folder.
fn stem(file: &str) -> String {
    let stem = Path::new(file).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let plain = stem.replace(['/', '\\', ':'], " ");
    format!("{}-待改", plain.trim_matches(['.', ' ']))
}

/// A new file in the folder; nothing that is there is written over.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "xlsx"));
    std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error.to_string()))?;
    for number in 1..=MOST_NAMES {
        let name = if number == 1 { name.to_owned() } else { format!("{stem} {number}.{ending}") };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(bytes).map_err(|error| unwritable(&path, &error.to_string()))?;
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(unwritable(&path, &error.to_string())),
        }
    }
    Err(unwritable(&folder.join(name), "there are too many of that name"))
}

fn unwritable(path: &Path, what: &str) -> Failure {
    Failure::invalid("import.unwritable", &[("file", &path.to_string_lossy()), ("what", what)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_is_called_after_its_file_and_stays_in_its_folder() {
        assert_eq!(stem("名册.csv"), "名册-待改");
        assert_eq!(stem("../../a:b.xlsx"), "a b-待改");
        assert_eq!(stem(""), "-待改");
    }

    #[test]
    fn nothing_that_is_there_is_written_over() {
        let folder = std::env::temp_dir().join(format!("wutu-mending-{}", std::process::id()));
        let first = put(&folder, "a.xlsx", b"1").unwrap();
        let second = put(&folder, "a.xlsx", b"2").unwrap();
        assert_eq!(second.file_name().unwrap(), "a 2.xlsx");
        assert_eq!((std::fs::read(first).unwrap(), std::fs::read(second).unwrap()), (b"1".to_vec(), b"2".to_vec()));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
