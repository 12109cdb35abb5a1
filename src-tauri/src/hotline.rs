//! Work orders of a hotline from the page, and those that stayed out as a spreadsheet where a person wants it.

use std::{collections::HashMap, path::PathBuf};

use desk::{Desk, HotlineMending, album};
use domain::{failure::Failure, hotline::HotlineReport};
use serve::hotline::Orders;
use serve::import::said;
use serve::mending::Mending;
use tauri::{Runtime, State, WebviewWindow, ipc::Request};

use crate::{
    file::{bytes, parcel, query},
    house::{House, in_background},
    mending::stem,
    shelf::{self, Shelf},
};

/// Takes work orders in, or tries to.
#[tauri::command]
pub async fn take_in_hotline(house: State<'_, House>, request: Request<'_>) -> Result<HotlineReport, Failure> {
    let opened = house.opened().await?;
    Desk::may_import(opened.seat())?;
    let wanted = said::<Orders>(&query(request.headers()))?.with(parcel(opened.desk(), &request)?);
    opened.at_the_desk(move |desk, seat| desk.take_in_hotline(seat, wanted)).await
}

/// Keeps the rows that stayed out; says where, or none where a person wants them nowhere.
#[tauri::command]
pub async fn hotline_failed_rows<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    request: Request<'_>,
) -> Result<Option<PathBuf>, Failure> {
    let opened = house.opened().await?;
    Desk::may_import(opened.seat())?;
    let query = query(request.headers());
    let (mending, Orders { file, .. }) = (said::<Mending>(&query)?, said::<Orders>(&query)?);
    let language = mending.language()?;
    let (faults, content) = mending.part(bytes(&request)?)?;
    let name = format!("{}.xlsx", stem(&file));
    let mut parcel = opened.desk().parcel()?;
    parcel.add(content)?;
    let wanted = HotlineMending { file, parcel, faults, language };
    let title = said::<HashMap<String, String>>(&query)?.remove("title").unwrap_or_default();
    let sheet = opened.at_the_desk(move |desk, seat| desk.hotline_failed_rows(seat, wanted)).await?;
    let write = |file: PathBuf| in_background(move || album::write(&file, &sheet));
    shelf::keep(&window, &house, &shelf, &title, &name, write).await
}
