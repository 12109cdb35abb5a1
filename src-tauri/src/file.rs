//! Files from the page: their bytes as they are, what is said about them in headers, percent-encoded.

use desk::{CommandId, Desk, Parcel};
use domain::{
    failure::Failure,
    import::{ImportProgress, ImportReport},
    look::FileLook,
};
use serve::import::{Import, Look, admit_size, said};
use tauri::{
    State,
    http::HeaderMap,
    ipc::{InvokeBody, Request},
};

use crate::house::House;

/// What `/api/import` and what lies under it take as their query, and what a dialog says above.
const SAID: [&str; 10] =
    ["kind", "file", "name", "command_id", "manner", "faults", "language", "at", "title", "dry_run"];

/// Looks at a file; changes nothing.
#[tauri::command]
pub async fn look(house: State<'_, House>, request: Request<'_>) -> Result<FileLook, Failure> {
    let opened = house.opened().await?;
    Desk::may_import(opened.seat())?;
    let look = said::<Look>(&query(request.headers()))?.with(parcel(opened.desk(), &request)?)?;
    opened.at_the_desk(move |desk, seat| desk.look(seat, look)).await
}

/// Brings a file in, or tries to.
#[tauri::command]
pub async fn import(house: State<'_, House>, request: Request<'_>) -> Result<ImportReport, Failure> {
    let opened = house.opened().await?;
    Desk::may_import(opened.seat())?;
    let (command, wanted) = said::<Import>(&query(request.headers()))?.with(parcel(opened.desk(), &request)?)?;
    opened.at_the_desk(move |desk, seat| desk.import(seat, command, wanted)).await
}

/// How far an import is; none when it is not on its way.
#[tauri::command]
pub async fn import_progress(
    house: State<'_, House>,
    command_id: CommandId,
) -> Result<Option<ImportProgress>, Failure> {
    house.opened().await?.at_the_desk(move |desk, seat| desk.import_progress(seat, command_id)).await
}

/// Stops an import; false when there is nothing to stop any more.
#[tauri::command]
pub async fn cancel_import(house: State<'_, House>, command_id: CommandId) -> Result<bool, Failure> {
    house.opened().await?.at_the_desk(move |desk, seat| desk.cancel_import(seat, command_id)).await
}

/// The headers are encoded as an address's query is, so that both hosts read it in one place.
pub fn query(headers: &HeaderMap) -> String {
    let said = SAID.iter().filter_map(|name| Some(format!("{name}={}", headers.get(*name)?.to_str().ok()?)));
    said.collect::<Vec<_>>().join("&")
}

/// What the page sent, beside the store: Tauri holds it in memory as a whole, once.
pub fn parcel(desk: &Desk, request: &Request<'_>) -> Result<Parcel, Failure> {
    let mut parcel = desk.parcel()?;
    parcel.add(bytes(request)?)?;
    Ok(parcel)
}

/// What the page sent.
pub fn bytes<'a>(request: &'a Request<'_>) -> Result<&'a [u8], Failure> {
    match request.body() {
        InvokeBody::Raw(bytes) => admit_size(bytes.len()).map(|()| bytes.as_slice()),
        InvokeBody::Json(_) => {
            Err(Failure::invalid("request.malformed", &[("what", "a file is sent as bytes, not as JSON")]))
        }
    }
}
