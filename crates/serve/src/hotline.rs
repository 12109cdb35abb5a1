//! `POST /api/hotline?file=12345.xlsx[&dry_run=true][&command_id=…]`: work orders of a hotline, the file as the body. How
//! far it is, and stopping it, goes by `/api/import/COMMAND_ID`.
//!
//! `POST /api/hotline/failed?file=12345.xlsx&faults=1234&language=zh`: the rows that stayed out, as a spreadsheet; the body
//! is the faults that were told of them, as JSON of so many bytes, and then the file.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use desk::{CommandId, Desk, HotlineMending, HotlineRequest, Parcel};
use domain::hotline::HotlineReport;
use serde::Deserialize;

use crate::call::Pieces;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::import::{LARGEST_FILE, Leaving, malformed, taken_in};
use crate::mending::{LARGEST_FAULTS, Mending, XLSX};
use crate::seat::Seated;

/// What is said of a file of work orders.
#[derive(Deserialize)]
pub struct Orders {
    /// The file's name, without its folder.
    pub file: String,
    /// Read and report; change nothing.
    #[serde(default)]
    dry_run: bool,
    /// By what its progress is asked for.
    command_id: Option<CommandId>,
}

impl Orders {
    /// What the desk is asked for.
    pub fn with(self, parcel: Parcel) -> HotlineRequest {
        HotlineRequest { command: self.command_id, ..HotlineRequest::new(self.file, parcel, self.dry_run) }
    }
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
    let Query(orders) = address.map_err(|error| malformed(&error.body_text()))?;
    let request = orders.with(taken_in(&hall, Bytes::new(), Pieces::of(body, LARGEST_FILE)).await?);
    let _leaving = Leaving(Arc::clone(&request.passage));
    hall.at_the_desk(move |desk| desk.take_in_hotline(&seated.seat, request)).await.map(Json)
}

/// `POST /api/hotline/failed`.
pub(crate) async fn failed(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    orders: Result<Query<Orders>, QueryRejection>,
    mending: Result<Query<Mending>, QueryRejection>,
    body: Body,
) -> Result<impl IntoResponse, Failed> {
    Desk::may_import(&seated.seat)?;
    let Query(Orders { file, .. }) = orders.map_err(|error| malformed(&error.body_text()))?;
    let Query(mending) = mending.map_err(|error| malformed(&error.body_text()))?;
    let language = mending.language()?;
    let mut pieces = Pieces::of(body, LARGEST_FILE + LARGEST_FAULTS);
    let (faults, begun) = mending.taken(&mut pieces).await?;
    let parcel = taken_in(&hall, begun, pieces).await?;
    let request = HotlineMending { file, parcel, faults, language };
    let sheet = hall.at_the_desk(move |desk| desk.hotline_failed_rows(&seated.seat, request)).await?;
    Ok(([(header::CONTENT_TYPE, XLSX)], sheet))
}
