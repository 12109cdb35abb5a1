//! `/api/import`: a foreign file, from a page or from the command line, on a store that is open here.
//!
//! `POST /api/import?kind=grids&file=streets.geojson&command_id=…&manner={…}`, the file as the body.
//! `POST /api/import/look?file=streets.geojson[&kind=grids][&manner={…}]`, the same, before anything is read for good.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use desk::{Desk, ImportRequest};
use domain::failure::Failure;
use domain::id::CommandId;
use domain::import::ImportReport;
use domain::look::FileLook;
use domain::manner::{FileKind, Manner};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::call::whole;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

/// The largest file that comes in this way, in bytes.
pub(crate) const LARGEST_FILE: usize = 512 << 20;

/// What is said of a file that is to come in: the query of an import's address, and what the window's page says.
#[derive(Deserialize)]
pub struct Import {
    kind: String,
    file: String,
    command_id: CommandId,
    /// A [`Manner`] as JSON.
    manner: Option<String>,
}

/// What is said of a file that is to be looked at.
#[derive(Deserialize)]
pub struct Look {
    /// Left out where it is to be guessed.
    kind: Option<String>,
    file: String,
    /// A [`Manner`] as JSON.
    manner: Option<String>,
}

/// `POST /api/import`.
pub async fn import(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    address: Result<Query<Import>, QueryRejection>,
    body: Body,
) -> Result<Json<ImportReport>, Failed> {
    // Before half a gigabyte is read for nothing; the desk checks again.
    Desk::may_import(&seated.seat)?;
    let Query(address) = address.map_err(|error| malformed(&error.body_text()))?;
    let (kind, manner) = address.read()?;
    let bytes = whole(body, LARGEST_FILE).await?.into();
    let request = ImportRequest::new(kind, address.file, bytes, manner);
    hall.at_the_desk(move |desk| desk.import(&seated.seat, address.command_id, request)).await.map(Json)
}

/// `POST /api/import/look`.
pub async fn look(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    address: Result<Query<Look>, QueryRejection>,
    body: Body,
) -> Result<Json<FileLook>, Failed> {
    Desk::may_import(&seated.seat)?;
    let Query(address) = address.map_err(|error| malformed(&error.body_text()))?;
    let (kind, file, manner) = address.read()?;
    let bytes = whole(body, LARGEST_FILE).await?;
    hall.at_the_desk(move |desk| desk.look(&seated.seat, kind, &file, &bytes, manner)).await.map(Json)
}

/// Reads what is said of a file from a query as browsers write it: `kind=grids&file=%E8…`.
pub fn said<T: DeserializeOwned>(query: &str) -> Result<T, Failure> {
    let address = format!("/?{query}").parse().map_err(|error| malformed(&format!("{error}")))?;
    let Query(said) = Query::try_from_uri(&address).map_err(|error| malformed(&error.body_text()))?;
    Ok(said)
}

/// Whether a file is small enough to come in.
pub fn admit_size(bytes: usize) -> Result<(), Failure> {
    if bytes <= LARGEST_FILE {
        return Ok(());
    }
    Err(Failure::invalid("request.too_large", &[("most", &LARGEST_FILE.to_string())]))
}

impl Import {
    /// What the desk is asked to bring in, under which command.
    pub fn with(self, bytes: Vec<u8>) -> Result<(CommandId, ImportRequest), Failure> {
        let (kind, manner) = self.read()?;
        Ok((self.command_id, ImportRequest::new(kind, self.file, bytes, manner)))
    }

    fn read(&self) -> Result<(FileKind, Manner), Failure> {
        Ok((kind_named(&self.kind)?, manner_of(self.manner.as_deref())?))
    }
}

impl Look {
    /// The kind, the file's name and the manner.
    pub fn read(self) -> Result<(Option<FileKind>, String, Manner), Failure> {
        let kind = self.kind.as_deref().map(kind_named).transpose()?;
        Ok((kind, self.file, manner_of(self.manner.as_deref())?))
    }
}

fn kind_named(name: &str) -> Result<FileKind, Failure> {
    FileKind::named(name).ok_or_else(|| malformed(&format!("there is no kind {name}")))
}

fn manner_of(text: Option<&str>) -> Result<Manner, Failure> {
    text.map_or_else(|| Ok(Manner::default()), serde_json::from_str).map_err(|error| malformed(&error.to_string()))
}

pub(crate) fn malformed(what: &str) -> Failure {
    Failure::invalid("request.malformed", &[("what", what)])
}
