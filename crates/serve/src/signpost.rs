//! `/api/door`: under which address phones find this desk. Links and QR codes are made from it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use domain::signpost::DoorCard;

use crate::hall::Hall;
use crate::seat::Seated;

/// `GET /api/door`: the network's signpost, or this machine's own while the desk is closed to the network.
pub async fn door(State(hall): State<Arc<Hall>>, _: Seated, headers: HeaderMap) -> Json<DoorCard> {
    let here = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    Json(hall.card(here))
}
