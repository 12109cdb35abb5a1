//! `POST /api/review`: figures or charges as PDF, or both as XLSX.
//!
//! The body: `{"command_id": …, "wish": {…}}`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use domain::failure::Failure;
use domain::id::CommandId;
use domain::review::{ReviewForm, ReviewPaperWish};
use serde::Deserialize;

use crate::call::whole;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::paper::{Media, file};
use crate::seat::Seated;

/// The largest wish, in bytes.
const LARGEST_WISH: usize = 64 << 10;

#[derive(Deserialize)]
struct Wanted {
    command_id: CommandId,
    wish: ReviewPaperWish,
}

/// `POST /api/review`.
pub async fn review(State(hall): State<Arc<Hall>>, seated: Seated, body: Body) -> Result<Response, Failed> {
    let bytes = whole(body, LARGEST_WISH).await?;
    let Wanted { command_id, wish } = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::invalid("request.malformed", &[("what", &error.to_string())]))?;
    let media = if wish.form == ReviewForm::Workbook { Media::Xlsx } else { Media::Pdf };
    let printed = hall.at_the_desk(move |desk| desk.review(&seated.seat, command_id, &wish)).await?;
    Ok(file(media, &printed.name, printed.bytes))
}
