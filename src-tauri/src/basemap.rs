//! Basemaps from the page: too large for one message, so they come in pieces; what was dropped is read where it lies.

use std::{
    collections::HashMap,
    fs::File,
    sync::{Arc, Mutex, PoisonError},
};

use desk::{BasemapParcel, CommandId, Desk, Passage};
use domain::{basemap::BasemapAdded, failure::Failure};
use serve::basemap::Piece;
use tauri::{State, ipc::Request};

use crate::{
    drag::Drags,
    file::{bytes, query},
    house::House,
};

/// Basemaps that are on their way, by the command that adds them.
#[derive(Default)]
pub struct Coming(Mutex<HashMap<CommandId, BasemapParcel>>);

impl Coming {
    fn put(&self, command: CommandId, parcel: BasemapParcel) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(command, parcel);
    }

    fn take(&self, command: CommandId) -> Result<BasemapParcel, Failure> {
        let parcel = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&command);
        parcel.ok_or_else(|| Failure::invalid("request.malformed", &[("what", "no basemap is on its way")]))
    }
}

/// Takes the next piece of a basemap's file; the first one begins it.
#[tauri::command]
pub async fn basemap_piece(
    house: State<'_, House>,
    coming: State<'_, Coming>,
    request: Request<'_>,
) -> Result<(), Failure> {
    let opened = house.opened().await?;
    Desk::may_add_basemap(opened.seat())?;
    let Piece { file, command_id, at } = serve::import::said(&query(request.headers()))?;
    let piece = bytes(&request)?.to_vec();
    let parcel = if at == 0 { None } else { Some(coming.take(command_id)?) };
    let parcel = opened.at_the_desk(move |desk, _| {
        let mut parcel = parcel.map_or_else(|| desk.basemap_parcel(&file), Ok)?;
        parcel.add(&piece)?;
        Ok(parcel)
    });
    coming.put(command_id, parcel.await?);
    Ok(())
}

/// Adds the basemap whose pieces are all there.
#[tauri::command]
pub async fn add_basemap(
    house: State<'_, House>,
    coming: State<'_, Coming>,
    command_id: CommandId,
) -> Result<BasemapAdded, Failure> {
    let opened = house.opened().await?;
    Desk::may_add_basemap(opened.seat())?;
    let parcel = coming.take(command_id)?;
    let passage = Arc::<Passage>::default();
    opened.at_the_desk(move |desk, seat| desk.add_basemap(seat, command_id, parcel, &passage)).await
}

/// Lets go of a basemap that does not come any more.
#[tauri::command]
pub async fn leave_basemap(
    house: State<'_, House>,
    coming: State<'_, Coming>,
    command_id: CommandId,
) -> Result<(), Failure> {
    Desk::may_add_basemap(house.opened().await?.seat())?;
    drop(coming.take(command_id));
    Ok(())
}

/// Adds a basemap that was dropped onto the window, from where it lies.
#[tauri::command]
pub async fn add_dropped_basemap(
    house: State<'_, House>,
    drags: State<'_, Drags>,
    command_id: CommandId,
    id: u32,
) -> Result<BasemapAdded, Failure> {
    let opened = house.opened().await?;
    Desk::may_add_basemap(opened.seat())?;
    let path = drags.take(id);
    let passage = Arc::<Passage>::default();
    opened
        .at_the_desk(move |desk, seat| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let unreadable = |error: std::io::Error| {
                Failure::invalid("import.unreadable", &[("file", &name), ("what", &error.to_string())])
            };
            let file = File::open(&path).map_err(unreadable)?;
            let mut parcel = desk.basemap_parcel(&name)?;
            parcel.fill(file).map_err(unreadable)??;
            desk.add_basemap(seat, command_id, parcel, &passage)
        })
        .await
}
