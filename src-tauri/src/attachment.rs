//! What people attach, from the page and back to where a person wants it.

use std::{path::PathBuf, sync::Arc};

use desk::{Desk, Passage, album, attachment::Form};
use domain::{
    attachment::{AttachedFile, FileHash, safe_name},
    failure::Failure,
};
use serve::{
    file::{Attaching, admit_size},
    import::said,
};
use tauri::{Runtime, State, WebviewWindow, ipc::Request};

use crate::{
    file::{bytes, query},
    house::House,
    shelf::{self, Shelf},
};

/// Takes a file in, looks it through and keeps it until something names it.
#[tauri::command]
pub async fn attach(house: State<'_, House>, request: Request<'_>) -> Result<AttachedFile, Failure> {
    let opened = house.opened().await?;
    Desk::may_attach(opened.seat())?;
    let Attaching { name, command_id } = said(&query(request.headers()))?;
    let bytes = bytes(&request)?;
    admit_size(bytes.len(), &name)?;
    let mut parcel = opened.desk().parcel()?;
    parcel.add(bytes)?;
    let passage = Arc::<Passage>::default();
    opened.at_the_desk(move |desk, seat| desk.attach(seat, command_id, &name, parcel, &passage)).await
}

/// Keeps a file that somebody attached where a person wants it; says where, or none where he wants it nowhere.
#[tauri::command]
pub async fn keep_attachment<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    title: String,
    hash: FileHash,
    name: String,
) -> Result<Option<PathBuf>, Failure> {
    // Whoever may not have the file is not asked where to put it.
    let handed = house.opened().await?.at_the_desk(move |desk, seat| desk.file(seat, &hash, Form::Whole)).await?;
    let name = safe_name(&name, handed.file.media);
    let write = |file: PathBuf| crate::house::in_background(move || album::write(&file, &handed.bytes));
    shelf::keep(&window, &house, &shelf, &title, &name, write).await
}
