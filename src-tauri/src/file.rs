//! Files from the page: their bytes as they are, what is said about them in headers, percent-encoded.

use domain::{failure::Failure, import::ImportReport};
use serve::import::Address;
use tauri::{
    State,
    http::HeaderMap,
    ipc::{InvokeBody, Request},
};

use crate::house::House;

/// What `/api/import` takes as its query.
const SAID: [&str; 4] = ["kind", "file", "command_id", "manner"];

/// Brings a file in, or tries to.
#[tauri::command]
pub async fn import(house: State<'_, House>, request: Request<'_>) -> Result<ImportReport, Failure> {
    let address = Address::from_query(&query(request.headers()))?;
    let (command, wanted) = address.with(bytes(&request)?)?;
    house.opened().await?.at_the_desk(move |desk, seat| desk.import(seat, command, wanted)).await
}

/// The headers are encoded as an address's query is, so that both hosts read it in one place.
fn query(headers: &HeaderMap) -> String {
    let said = SAID.iter().filter_map(|name| Some(format!("{name}={}", headers.get(*name)?.to_str().ok()?)));
    said.collect::<Vec<_>>().join("&")
}

/// A copy: Tauri lends what it was sent.
fn bytes(request: &Request<'_>) -> Result<Vec<u8>, Failure> {
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(bytes.clone()),
        InvokeBody::Json(_) => {
            let message = "a file is sent as bytes, not as JSON";
            Err(Failure::invalid("request.malformed", message, "reload the page and try again"))
        }
    }
}
