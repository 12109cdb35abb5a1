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

use crate::call::whole;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

/// The largest file that comes in this way, in bytes.
const LARGEST_FILE: usize = 512 << 20;

/// The query of an import's address.
#[derive(Deserialize)]
pub struct Import {
    kind: String,
    file: String,
    command_id: CommandId,
    /// A [`Manner`] as JSON.
    manner: Option<String>,
}

/// The query of a look's address.
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
    let (kind, manner) = (kind_named(&address.kind)?, manner_of(address.manner.as_deref())?);
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
    let Query(Look { kind, file, manner }) = address.map_err(|error| malformed(&error.body_text()))?;
    let (kind, manner) = (kind.as_deref().map(kind_named).transpose()?, manner_of(manner.as_deref())?);
    let bytes = whole(body, LARGEST_FILE).await?;
    hall.at_the_desk(move |desk| desk.look(&seated.seat, kind, &file, &bytes, manner)).await.map(Json)
}

fn kind_named(name: &str) -> Result<FileKind, Failure> {
    FileKind::named(name).ok_or_else(|| malformed(&format!("there is no kind {name}")))
}

fn manner_of(text: Option<&str>) -> Result<Manner, Failure> {
    text.map_or_else(|| Ok(Manner::default()), serde_json::from_str).map_err(|error| malformed(&error.to_string()))
}

fn malformed(what: &str) -> Failure {
    let advice = "name file, and to import also kind and command_id, in the address; wutu import does";
    Failure::invalid("request.malformed", format!("the address makes no sense: {what}"), advice)
}
