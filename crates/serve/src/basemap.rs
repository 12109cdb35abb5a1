//! Basemaps: `POST /api/basemap?file=city.pmtiles&command_id=…`, the file as the body, and
//! `GET /tiles/basemap/{name}/{z}/{x}/{y}`, where the name is a basemap's hash or a sheet of 天地图.
//!
//! How far a file is and stopping it go by `/api/import/COMMAND_ID`, as for every other file.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::{BasemapParcel, Desk, Passage};
use domain::basemap::BasemapAdded;
use domain::failure::Failure;
use domain::id::CommandId;
use serde::Deserialize;

use crate::call::Pieces;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::import::{Leaving, malformed, poured};
use crate::seat::Seated;

/// What is said of a basemap that is to come in.
#[derive(Deserialize)]
pub(crate) struct Adding {
    file: String,
    command_id: CommandId,
}

/// What stands beside a piece of a basemap that comes from the window's page.
#[derive(Deserialize)]
pub struct Piece {
    /// The file's name, without its folder.
    pub file: String,
    /// By what it is added in the end.
    pub command_id: CommandId,
    /// Where the piece belongs: 0 begins a file.
    pub at: u64,
}

/// `POST /api/basemap`.
pub(crate) async fn add(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    address: Result<Query<Adding>, QueryRejection>,
    body: Body,
) -> Result<Json<BasemapAdded>, Failed> {
    // Before gigabytes are read for nothing; the desk checks again.
    Desk::may_add_basemap(&seated.seat)?;
    let Query(Adding { file, command_id }) = address.map_err(|error| malformed(&error.body_text()))?;
    // What it may have at the most is for the desk to say.
    let begin = move |desk: &Desk| desk.basemap_parcel(&file);
    let parcel = poured(&hall, Pieces::of(body, usize::MAX), begin, BasemapParcel::add).await?;
    let passage = Arc::new(Passage::default());
    let _leaving = Leaving(Arc::clone(&passage));
    hall.at_the_desk(move |desk| desk.add_basemap(&seated.seat, command_id, parcel, &passage)).await.map(Json)
}

/// One tile. A basemap's address names its bytes, so it never changes; 天地图 is asked again after a day.
pub(crate) async fn tile(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    place: Result<Path<(String, u8, u32, u32)>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Failed> {
    let Path((name, zoom, x, y)) = place.map_err(|_| Failure::invalid("tile.malformed", &[]))?;
    let tile = hall.at_the_desk(move |desk| desk.basemap_tile(&seated.seat, &name, zoom, x, y)).await?;
    // To MapLibre this is no error: it shows what it has of a lower zoom.
    let Some(tile) = tile else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let tag = format!("\"{}\"", &blake3::hash(&tile.bytes).to_hex()[..32]);
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { tile.bytes.into_response() };
    let keep = if tile.is_lasting { "private, max-age=31536000, immutable" } else { "private, max-age=86400" };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(tile.kind.media_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Authorization"));
    headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag)));
    Ok(response)
}
