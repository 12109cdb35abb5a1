//! Map sheets: printed by the desk, kept by the window, for a page can keep no files here.

use std::path::PathBuf;

use desk::{CommandId, Printed};
use domain::{failure::Failure, sheet::SheetWish};
use tauri::{AppHandle, Runtime, State};

use crate::downloads;
use crate::house::House;

/// Prints a sheet into the folder where downloads go; says where it lies.
#[tauri::command]
pub async fn print_sheet<R: Runtime>(
    app: AppHandle<R>,
    house: State<'_, House>,
    command_id: CommandId,
    wish: SheetWish,
) -> Result<PathBuf, Failure> {
    let folder = downloads::folder(&app, &house);
    let opened = house.opened().await?;
    opened
        .at_the_desk(move |desk, seat| {
            let printed = desk.sheet(seat, command_id, &wish, None)?;
            let Printed { name, bytes, .. } = printed.expect("no content was named that it might have");
            downloads::keep(&folder, &name, &bytes).map_err(|error| {
                let file = folder.join(&name).to_string_lossy().into_owned();
                Failure::refused("sheet.unwritable", &[("file", &file), ("what", &error.to_string())])
            })
        })
        .await
}
