//! Files from the page: their bytes as they are, what is said about them in headers, percent-encoded.

use desk::Desk;
use domain::{failure::Failure, import::ImportReport, look::FileLook};
use serve::import::{Import, Look, admit_size, said};
use tauri::{
    State,
    http::HeaderMap,
    ipc::{InvokeBody, Request},
};

use crate::house::House;

/// What `/api/import` and what lies under it take as their query.
const SAID: [&str; 6] = ["kind", "file", "command_id", "manner", "faults", "language"];

/// Looks at a file; changes nothing.
#[tauri::command]
pub async fn look(house: State<'_, House>, request: Request<'_>) -> Result<FileLook, Failure> {
    let opened = house.opened().await?;
    Desk::may_import(opened.seat())?;
    let (kind, file, manner) = said::<Look>(&query(request.headers()))?.read()?;
    let bytes = bytes(&request)?;
    opened.at_the_desk(move |desk, seat| desk.look(seat, kind, &file, &bytes, manner)).await
}

/// Brings a file in, or tries to.
#[tauri::command]
pub async fn import(house: State<'_, House>, request: Request<'_>) -> Result<ImportReport, Failure> {
    let opened = house.opened().await?;
    Desk::may_import(opened.seat())?;
    let (command, wanted) = said::<Import>(&query(request.headers()))?.with(bytes(&request)?)?;
    opened.at_the_desk(move |desk, seat| desk.import(seat, command, wanted)).await
}

/// The headers are encoded as an address's query is, so that both hosts read it in one place.
pub fn query(headers: &HeaderMap) -> String {
    let said = SAID.iter().filter_map(|name| Some(format!("{name}={}", headers.get(*name)?.to_str().ok()?)));
    said.collect::<Vec<_>>().join("&")
}

/// A copy: Tauri lends what it was sent.
pub fn bytes(request: &Request<'_>) -> Result<Vec<u8>, Failure> {
    match request.body() {
        InvokeBody::Raw(bytes) => admit_size(bytes.len()).map(|()| bytes.clone()),
        InvokeBody::Json(_) => {
            Err(Failure::invalid("request.malformed", &[("what", "a file is sent as bytes, not as JSON")]))
        }
    }
}
