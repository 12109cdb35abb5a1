//! Rows that stayed out of an import, as a spreadsheet where a person wants it.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use desk::{Desk, album};
use domain::failure::Failure;
use serve::import::{Look, said};
use serve::mending::Mending;
use tauri::{Runtime, State, WebviewWindow, ipc::Request};

use crate::{
    file::{bytes, query},
    house::{House, in_background},
    shelf::{self, Shelf},
};

/// Keeps the rows of a file that stayed out; says where, or none where a person wants them nowhere.
#[tauri::command]
pub async fn failed_rows<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    request: Request<'_>,
) -> Result<Option<PathBuf>, Failure> {
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
    let title = said::<HashMap<String, String>>(&query)?.remove("title").unwrap_or_default();
    let sheet = opened.at_the_desk(move |desk, seat| desk.failed_rows(seat, wanted)).await?;
    let write = |file: PathBuf| in_background(move || album::write(&file, &sheet));
    shelf::keep(&window, &house, &shelf, &title, &name, write).await
}

/// What a spreadsheet of a file's rows is called: after the file, without what could lead into another folder.
pub fn stem(file: &str) -> String {
    let stem = Path::new(file).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let plain = stem.replace(['/', '\\', ':'], " ");
    format!("{}-待改", plain.trim_matches(['.', ' ']))
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
