//! Rows that stayed out of an import: a window has no downloads of its own, so the desk puts the spreadsheet
//! where this machine keeps them and says where that is.

use std::path::{Path, PathBuf};

use desk::Desk;
use domain::failure::Failure;
use serve::import::{Look, said};
use serve::mending::Mending;
use tauri::{AppHandle, Runtime, State, ipc::Request};

use crate::downloads;
use crate::file::{bytes, query};
use crate::house::House;

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
    let mending = said::<Mending>(&query)?;
    let told = mending.read(said::<Look>(&query)?)?;
    let (faults, file) = mending.part(bytes(&request)?)?;
    let name = format!("{}.xlsx", stem(told.file()));
    let mut parcel = opened.desk().parcel()?;
    parcel.add(file)?;
    let wanted = told.with(faults, parcel);
    let folder = downloads::folder(&app, &house);
    opened
        .at_the_desk(move |desk, seat| {
            let sheet = desk.failed_rows(seat, wanted)?;
            downloads::keep(&folder, &name, &sheet).map_err(|error| unwritable(&folder.join(&name), &error.to_string()))
        })
        .await
}

/// What a spreadsheet of a file's rows is called: after the file, without what could lead into another folder.
fn stem(file: &str) -> String {
    let stem = Path::new(file).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let plain = stem.replace(['/', '\\', ':'], " ");
    format!("{}-待改", plain.trim_matches(['.', ' ']))
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
}
