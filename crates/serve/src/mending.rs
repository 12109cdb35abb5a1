//! `/api/import/failed`: the rows of a file that stayed out, as a spreadsheet.
//!
//! `POST /api/import/failed?kind=heads&file=heads.csv&faults=1234&language=zh[&manner={…}]`; the body is the
//! faults that were told of its rows, as JSON of so many bytes, and then the file.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use desk::{Desk, MendingRequest, Parcel};
use domain::failure::Failure;
use domain::import::Fault;
use domain::manner::FileKind;
use domain::words::Language;
use serde::Deserialize;

use crate::call::Pieces;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::import::{LARGEST_FILE, Look, Looking, malformed, taken_in};
use crate::seat::Seated;

/// The most bytes of faults: ten thousand of them, in long words.
pub(crate) const LARGEST_FAULTS: usize = 64 << 20;
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
    let told = mending.read(look)?;
    let mut pieces = Pieces::of(body, LARGEST_FILE + LARGEST_FAULTS);
    let (faults, begun) = mending.taken(&mut pieces).await?;
    let parcel = taken_in(&hall, begun, pieces).await?;
    let request = told.with(faults, parcel);
    let sheet = hall.at_the_desk(move |desk| desk.failed_rows(&seated.seat, request)).await?;
    Ok(([(header::CONTENT_TYPE, XLSX)], sheet))
}

/// What is said of a file whose rows come back, once it makes sense.
pub struct Told {
    looking: Looking,
    kind: FileKind,
    language: Language,
}

impl Mending {
    /// What is said makes sense, before the body is taken in.
    pub fn read(&self, look: Look) -> Result<Told, Failure> {
        let language = self.language()?;
        let looking = look.read()?;
        let kind = looking.kind.ok_or_else(|| malformed("the kind of the file is not said"))?;
        Ok(Told { looking, kind, language })
    }

    /// In which language the reasons are told; the faults have to be few enough, too.
    pub fn language(&self) -> Result<Language, Failure> {
        if self.faults > LARGEST_FAULTS {
            return Err(malformed("the faults are too long"));
        }
        Language::named(&self.language).ok_or_else(|| malformed("the language is zh or en"))
    }

    /// The faults at the beginning of a body that comes, and what has come of the file with them.
    pub(crate) async fn taken(&self, pieces: &mut Pieces) -> Result<(Vec<Fault>, Bytes), Failed> {
        let mut first = Vec::new();
        while first.len() < self.faults {
            let Some(piece) = pieces.next().await? else { break };
            first.extend_from_slice(&piece);
        }
        let (faults, begun) = self.part(&first)?;
        Ok((faults, Bytes::copy_from_slice(begun)))
    }

    /// The faults at the beginning of a body, and what has come of the file after them.
    pub fn part<'a>(&self, body: &'a [u8]) -> Result<(Vec<Fault>, &'a [u8]), Failure> {
        let parts = body.split_at_checked(self.faults);
        let (faults, file) = parts.ok_or_else(|| malformed("the body is shorter than the faults"))?;
        Ok((serde_json::from_slice(faults).map_err(|error| malformed(&error.to_string()))?, file))
    }
}

impl Told {
    /// The file's name, without its folder.
    pub fn file(&self) -> &str {
        &self.looking.file
    }

    /// What the desk is asked for.
    pub fn with(self, faults: Vec<Fault>, parcel: Parcel) -> MendingRequest {
        let Looking { file, manner, .. } = self.looking;
        MendingRequest::new(self.kind, file, parcel, manner, faults, self.language)
    }
}
