//! `POST /api/table?of=categories&file=类别.xlsx`: the rows of a table in a file, the file as the body. Nothing comes
//! into force by it.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use desk::Desk;
use domain::answer::TableRead;
use domain::edition::TableKind;
use serde::Deserialize;

use crate::call::Pieces;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::import::{malformed, taken_in};
use crate::seat::Seated;

/// Bytes of a file: five thousand rows, in long words, as a workbook with pictures.
const LARGEST: usize = 16 << 20;

/// What is said of a file.
#[derive(Deserialize)]
pub struct Sheet {
    /// Which table.
    pub of: TableKind,
    /// Its name, without its folder.
    pub file: String,
}

/// `POST /api/table`.
pub(crate) async fn read(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    address: Result<Query<Sheet>, QueryRejection>,
    body: Body,
) -> Result<Json<TableRead>, Failed> {
    Desk::may_revise(&seated.seat)?;
    let Query(Sheet { of, file }) = address.map_err(|error| malformed(&error.body_text()))?;
    let parcel = taken_in(&hall, Bytes::new(), Pieces::of(body, LARGEST)).await?;
    hall.at_the_desk(move |desk| desk.read_table(&seated.seat, of, &file, parcel)).await.map(Json)
}
