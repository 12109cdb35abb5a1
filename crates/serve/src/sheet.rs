//! `POST /api/sheet`: a printed map sheet as PDF or PNG. `GET /api/thumb?grid=…&measure=…`: a small PNG of one that
//! is not printed.
//!
//! The body: `{"command_id": …, "wish": {"grid": …}, "unless": CONTENT}`; a sheet whose content is `unless` is not
//! printed again and answered with 204.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
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

/// The header with the name of the scheme, percent-encoded.
pub const SCHEME: &str = "x-sheet-scheme";

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

/// `GET /api/thumb`: how the first page of a sheet would look now; the query is the wish.
pub async fn thumb(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    wish: Result<Query<SheetWish>, QueryRejection>,
) -> Result<Response, Failed> {
    let Query(wish) = wish.map_err(|error| Failure::invalid("request.malformed", &[("what", &error.body_text())]))?;
    let picture = hall.at_the_desk(move |desk| desk.thumbnail(&seated.seat, &wish)).await?;
    let told = [
        (header::CONTENT_TYPE, "image/png"),
        // Two seats in one browser may see different neighbours at one address, and counts change.
        (header::CACHE_CONTROL, "private, no-cache"),
    ];
    Ok((told, picture).into_response())
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
        (SCHEME, escaped(&print.scheme.unwrap_or_default())),
    ];
    (told, bytes).into_response()
}

/// A name as a header may carry it (RFC 8187).
pub fn escaped(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// What [`escaped`] has made of a name; anything else as it is.
pub fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let byte = after.get(..2).filter(|_| first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = byte.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{escaped, unescaped};

    #[test]
    fn a_name_comes_out_of_a_header_as_it_went_in() {
        for name in ["五级网格", "a%b 100%", "", "%4", "plain"] {
            assert_eq!(unescaped(&escaped(name)), name);
        }
    }
}
