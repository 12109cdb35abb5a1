//! Map sheets: printed by the desk, kept by the window, for a page can keep no files here.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
};

use desk::{CommandId, Printed};
use domain::{failure::Failure, sheet::SheetWish};
use tauri::{AppHandle, Manager, Runtime, State};

use crate::house::House;

/// Files of one name that lie side by side at the most.
const MOST_ALIKE: u32 = 999;

/// Prints a sheet into the folder where downloads go; says where it lies.
#[tauri::command]
pub async fn print_sheet<R: Runtime>(
    app: AppHandle<R>,
    house: State<'_, House>,
    command_id: CommandId,
    wish: SheetWish,
) -> Result<PathBuf, Failure> {
    let folder = match house.sheets() {
        Some(folder) => folder.to_owned(),
        None => downloads(&app),
    };
    let opened = house.opened().await?;
    opened
        .at_the_desk(move |desk, seat| {
            let printed = desk.sheet(seat, command_id, &wish, None)?;
            let Printed { name, bytes, .. } = printed.expect("no content was named that it might have");
            keep(&folder, &name, &bytes).map_err(|error| {
                let file = folder.join(&name).to_string_lossy().into_owned();
                Failure::refused("sheet.unwritable", &[("file", &file), ("what", &error.to_string())])
            })
        })
        .await
}

fn downloads<R: Runtime>(app: &AppHandle<R>) -> PathBuf {
    let path = app.path();
    path.download_dir().or_else(|_| path.home_dir()).unwrap_or_else(|_| desk::host::data_dir())
}

/// Never over a file that is there: `map.pdf`, `map (2).pdf` …
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "pdf"));
    for count in 1..=MOST_ALIKE {
        let again = if count == 1 { String::new() } else { format!(" ({count})") };
        let path = folder.join(format!("{stem}{again}.{ending}"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                let written = file.write_all(bytes).and_then(|()| file.sync_all());
                // Half a sheet is worse than none.
                return written.map(|()| path.clone()).inspect_err(|_| drop(std::fs::remove_file(&path)));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::keep;

    #[test]
    fn a_second_sheet_of_the_same_name_lies_beside_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let names: Vec<String> = [b"one", b"two"]
            .iter()
            .map(|bytes| keep(&folder.path().join("new"), "图.pdf", *bytes).expect("it is kept"))
            .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["图.pdf", "图 (2).pdf"]);
        assert_eq!(std::fs::read(folder.path().join("new/图.pdf")).expect("it is there"), b"one");
    }
}
