//! `/api/import`: a foreign file, from a page or from the command line, on a store that is open here.
//!
//! `POST /api/import?kind=grids&file=streets.geojson&command_id=…&manner={…}`, the file as the body.
//! `POST /api/import/look?file=streets.geojson[&kind=grids][&manner={…}]`, the same, before anything is read for good.
//! `GET /api/import/COMMAND_ID`: how far an import is. `DELETE` of the same stops it. Whoever hangs up stops it, too.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use desk::{Desk, ImportRequest, LookRequest, Parcel, Passage};
use domain::failure::Failure;
use domain::id::CommandId;
use domain::import::{ImportProgress, ImportReport};
use domain::look::FileLook;
use domain::manner::{FileKind, Manner};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::mpsc;

use crate::call::Pieces;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

/// The largest file that comes in this way, in bytes.
pub(crate) const LARGEST_FILE: usize = 512 << 20;
/// Pieces of a body that wait for the disk.
const PIECES_WAITING: usize = 16;

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
    /// By what its progress is asked for.
    command_id: Option<CommandId>,
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
    let parcel = taken_in(&hall, Bytes::new(), Pieces::of(body, LARGEST_FILE)).await?;
    let request = ImportRequest::new(kind, address.file, parcel, manner);
    let _leaving = Leaving(Arc::clone(&request.passage));
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
    // What makes no sense is said before the file is taken in.
    let address = address.read()?;
    let request = address.with(taken_in(&hall, Bytes::new(), Pieces::of(body, LARGEST_FILE)).await?);
    let _leaving = Leaving(Arc::clone(&request.passage));
    hall.at_the_desk(move |desk| desk.look(&seated.seat, request)).await.map(Json)
}

/// `GET /api/import/COMMAND_ID`: null when it is not on its way.
pub async fn progress(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    address: Result<Path<CommandId>, PathRejection>,
) -> Result<Json<Option<ImportProgress>>, Failed> {
    let Path(command) = address.map_err(|error| malformed(&error.body_text()))?;
    hall.at_the_desk(move |desk| desk.import_progress(&seated.seat, command)).await.map(Json)
}

/// `DELETE /api/import/COMMAND_ID`: false when there is nothing to stop any more.
pub async fn cancel(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    address: Result<Path<CommandId>, PathRejection>,
) -> Result<Json<bool>, Failed> {
    let Path(command) = address.map_err(|error| malformed(&error.body_text()))?;
    hall.at_the_desk(move |desk| desk.cancel_import(&seated.seat, command)).await.map(Json)
}

/// A page that waits for a file; dropped when the answer is there, or when the page has gone and nobody waits.
pub(crate) struct Leaving(pub(crate) Arc<Passage>);

impl Drop for Leaving {
    fn drop(&mut self) {
        // What is done by then can't be stopped.
        self.0.cancel();
    }
}

/// A body in a parcel beside the store, after what came of it already: a file of half a gigabyte never stands in memory.
pub(crate) async fn taken_in(hall: &Hall, first: Bytes, body: Pieces) -> Result<Parcel, Failed> {
    let begin = move |desk: &Desk| {
        let mut parcel = desk.parcel()?;
        parcel.add(&first)?;
        Ok(parcel)
    };
    poured(hall, body, begin, Parcel::add).await
}

/// A body in what `begin` makes of it, piece by piece: the disk is written while the rest comes.
pub(crate) async fn poured<T: Send + 'static>(
    hall: &Hall,
    mut body: Pieces,
    begin: impl FnOnce(&Desk) -> Result<T, Failure> + Send + 'static,
    add: fn(&mut T, &[u8]) -> Result<(), Failure>,
) -> Result<T, Failed> {
    let (pieces, mut coming) = mpsc::channel::<Bytes>(PIECES_WAITING);
    let keeping = hall.at_the_desk(move |desk| {
        let mut kept = begin(desk)?;
        while let Some(piece) = coming.blocking_recv() {
            add(&mut kept, &piece)?;
        }
        Ok(kept)
    });
    let taking = async move {
        while let Some(piece) = body.next().await? {
            // Whoever takes no more says why itself.
            if pieces.send(piece).await.is_err() {
                break;
            }
        }
        Ok::<_, Failed>(())
    };
    let (kept, taken) = tokio::join!(keeping, taking);
    taken.and(kept)
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
    pub fn with(self, parcel: Parcel) -> Result<(CommandId, ImportRequest), Failure> {
        let (kind, manner) = self.read()?;
        Ok((self.command_id, ImportRequest::new(kind, self.file, parcel, manner)))
    }

    fn read(&self) -> Result<(FileKind, Manner), Failure> {
        Ok((kind_named(&self.kind)?, manner_of(self.manner.as_deref())?))
    }
}

impl Look {
    /// What the desk is asked to look at.
    pub fn with(self, parcel: Parcel) -> Result<LookRequest, Failure> {
        Ok(self.read()?.with(parcel))
    }

    pub(crate) fn read(self) -> Result<Looking, Failure> {
        let kind = self.kind.as_deref().map(kind_named).transpose()?;
        let manner = manner_of(self.manner.as_deref())?;
        Ok(Looking { kind, file: self.file, command: self.command_id, manner })
    }
}

/// A look that makes sense and has no file yet.
pub(crate) struct Looking {
    pub(crate) kind: Option<FileKind>,
    pub(crate) file: String,
    command: Option<CommandId>,
    pub(crate) manner: Manner,
}

impl Looking {
    fn with(self, parcel: Parcel) -> LookRequest {
        let Self { kind, file, command, manner } = self;
        LookRequest { command, ..LookRequest::new(kind, file, parcel, manner) }
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
