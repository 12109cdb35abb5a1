//! `POST /api/viewings`: who looked at which streams, as PDF: a round, or a part of the list.
//!
//! The body: `{"command_id": …, "wish": {…}, "language": "zh"}`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use domain::failure::Failure;
use domain::id::CommandId;
use domain::viewing::ViewingWish;
use domain::words::Language;
use serde::Deserialize;

use crate::call::whole;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::paper::pdf;
use crate::seat::Seated;

/// The largest wish, in bytes.
const LARGEST_WISH: usize = 64 << 10;

#[derive(Deserialize)]
struct Wanted {
    command_id: CommandId,
    wish: ViewingWish,
    language: Language,
}

/// `POST /api/viewings`.
pub async fn viewings(State(hall): State<Arc<Hall>>, seated: Seated, body: Body) -> Result<Response, Failed> {
    let bytes = whole(body, LARGEST_WISH).await?;
    let Wanted { command_id, wish, language } = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::invalid("request.malformed", &[("what", &error.to_string())]))?;
    let printed = hall.at_the_desk(move |desk| desk.viewings(&seated.seat, command_id, &wish, language)).await?;
    Ok(pdf(&printed.name, printed.bytes))
}
