//! `POST /api/sheet`: a printed map sheet as PDF or PNG.
//!
//! The body: `{"command_id": …, "wish": {"grid": …}, "unless": CONTENT}`; a sheet whose content is `unless` is not
//! printed again and answered with 204.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::Printed;
use domain::failure::Failure;
use domain::id::CommandId;
use domain::sheet::{SheetFormat, SheetWish};
use serde::Deserialize;

use crate::call::whole;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

/// The header that says how many pages the sheet has.
pub const PAGES: &str = "x-sheet-pages";
/// The header that names what stands on the sheet.
pub const CONTENT: &str = "x-sheet-content";
/// The header with the BLAKE3 of the file.
pub const HASH: &str = "x-sheet-hash";

/// The largest wish, in bytes.
const LARGEST_WISH: usize = 64 << 10;

#[derive(Deserialize)]
struct Wanted {
    command_id: CommandId,
    wish: SheetWish,
    unless: Option<String>,
}

/// `POST /api/sheet`.
pub async fn sheet(State(hall): State<Arc<Hall>>, seated: Seated, body: Body) -> Result<Response, Failed> {
    let bytes = whole(body, LARGEST_WISH).await?;
    let wanted: Wanted = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::invalid("request.malformed", &[("what", &error.to_string())]))?;
    let Wanted { command_id, wish, unless } = wanted;
    let printed = hall.at_the_desk(move |desk| desk.sheet(&seated.seat, command_id, &wish, unless.as_deref())).await?;
    Ok(printed.map_or_else(|| StatusCode::NO_CONTENT.into_response(), answer))
}

fn answer(Printed { print, name, bytes }: Printed) -> Response {
    let kind = match print.wish.format {
        SheetFormat::Pdf => "application/pdf",
        SheetFormat::Png => "image/png",
    };
    let told = [
        (header::CONTENT_TYPE.as_str(), kind.to_owned()),
        (header::CACHE_CONTROL.as_str(), "no-store".to_owned()),
        (header::CONTENT_DISPOSITION.as_str(), format!("attachment; filename*=UTF-8''{}", escaped(&name))),
        (PAGES, print.pages.to_string()),
        (CONTENT, print.content),
        (HASH, print.hash),
    ];
    (told, bytes).into_response()
}

/// A name as a header may carry it (RFC 8187).
fn escaped(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
