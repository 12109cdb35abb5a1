//! `/api/import/failed`: the rows of a file that stayed out, as a spreadsheet.
//!
//! `POST /api/import/failed?kind=heads&file=heads.csv&faults=1234&language=zh[&manner={…}]`; the body is the
//! faults that were told of its rows, as JSON of so many bytes, and then the file.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use desk::{Desk, MendingRequest};
use domain::failure::Failure;
use domain::words::Language;
use serde::Deserialize;

use crate::call::whole;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::import::{LARGEST_FILE, Look, malformed};
use crate::seat::Seated;

/// The most bytes of faults: ten thousand of them, in long words.
const LARGEST_FAULTS: usize = 64 << 20;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What is said of a file whose rows come back, beside what is said of one that is looked at.
#[derive(Deserialize)]
pub struct Mending {
    /// Bytes of the faults at the beginning of the body.
    faults: usize,
    /// `zh` or `en`.
    language: String,
}

/// `POST /api/import/failed`.
pub async fn failed(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    look: Result<Query<Look>, QueryRejection>,
    mending: Result<Query<Mending>, QueryRejection>,
    body: Body,
) -> Result<impl IntoResponse, Failed> {
    Desk::may_import(&seated.seat)?;
    let Query(look) = look.map_err(|error| malformed(&error.body_text()))?;
    let Query(mending) = mending.map_err(|error| malformed(&error.body_text()))?;
    let bytes = whole(body, LARGEST_FILE + LARGEST_FAULTS).await?;
    let request = mending.request(look, &bytes)?;
    let sheet = hall.at_the_desk(move |desk| desk.failed_rows(&seated.seat, &request)).await?;
    Ok(([(header::CONTENT_TYPE, XLSX)], sheet))
}

impl Mending {
    /// What the desk is asked for; `body` is the faults and then the file.
    pub fn request(&self, look: Look, body: &[u8]) -> Result<MendingRequest, Failure> {
        let (kind, file, manner) = look.read()?;
        let kind = kind.ok_or_else(|| malformed("the kind of the file is not said"))?;
        let language = Language::named(&self.language).ok_or_else(|| malformed("the language is zh or en"))?;
        let parts = body.split_at_checked(self.faults).filter(|_| self.faults <= LARGEST_FAULTS);
        let (faults, bytes) = parts.ok_or_else(|| malformed("the body is shorter than the faults"))?;
        let faults = serde_json::from_slice(faults).map_err(|error| malformed(&error.to_string()))?;
        Ok(MendingRequest::new(kind, file, bytes.to_vec(), manner, faults, language))
    }
}
