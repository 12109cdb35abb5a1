//! `POST /api/hotline?file=12345.xlsx[&dry_run=true]`: work orders of a hotline, the file as the body.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use desk::{Desk, HotlineRequest};
use domain::hotline::HotlineReport;
use serde::Deserialize;

use crate::call::Pieces;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::import::{LARGEST_FILE, Leaving, malformed, taken_in};
use crate::seat::Seated;

/// What is said of a file of work orders.
#[derive(Deserialize)]
pub(crate) struct Orders {
    file: String,
    #[serde(default)]
    dry_run: bool,
}

/// `POST /api/hotline`.
pub(crate) async fn take_in(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    address: Result<Query<Orders>, QueryRejection>,
    body: Body,
) -> Result<Json<HotlineReport>, Failed> {
    // Before a file is read for nothing; the desk checks again.
    Desk::may_import(&seated.seat)?;
    let Query(Orders { file, dry_run }) = address.map_err(|error| malformed(&error.body_text()))?;
    let parcel = taken_in(&hall, Bytes::new(), Pieces::of(body, LARGEST_FILE)).await?;
    let request = HotlineRequest::new(file, parcel, dry_run);
    let _leaving = Leaving(Arc::clone(&request.passage));
    hall.at_the_desk(move |desk| desk.take_in_hotline(&seated.seat, request)).await.map(Json)
}
