//! `POST /api/paper`: a paper about an order as PDF: the doors to knock on, or the order with its accounting.
//!
//! The body: `{"command_id": …, "wish": {"order": …, "kind": …, "language": …}}`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::failure::Failure;
use domain::id::CommandId;
use domain::paper::PaperWish;
use serde::Deserialize;

use crate::call::whole;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;
use crate::sheet::escaped;

/// The largest wish, in bytes.
const LARGEST_WISH: usize = 4 << 10;

#[derive(Deserialize)]
struct Wanted {
    command_id: CommandId,
    wish: PaperWish,
}

/// `POST /api/paper`.
pub async fn paper(State(hall): State<Arc<Hall>>, seated: Seated, body: Body) -> Result<Response, Failed> {
    let bytes = whole(body, LARGEST_WISH).await?;
    let Wanted { command_id, wish } = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::invalid("request.malformed", &[("what", &error.to_string())]))?;
    let printed = hall.at_the_desk(move |desk| desk.paper(&seated.seat, command_id, &wish)).await?;
    Ok(pdf(&printed.name, printed.bytes))
}

/// A file from the press, under its name.
pub fn pdf(name: &str, bytes: Vec<u8>) -> Response {
    file(Media::Pdf, name, bytes)
}

/// What a file that is handed out is.
#[derive(Debug, Clone, Copy)]
pub enum Media {
    /// A paper.
    Pdf,
    /// A workbook.
    Xlsx,
}

/// A file to be kept under this name.
pub fn file(media: Media, name: &str, bytes: Vec<u8>) -> Response {
    let media = match media {
        Media::Pdf => "application/pdf",
        Media::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    let told = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", escaped(name))),
    ];
    (told, bytes).into_response()
}
