//! `/tiles/{layer}/{z}/{x}/{y}`: the map's vector tiles; `?scheme=` names another scheme than the one in force.

use std::sync::Arc;

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::failure::Failure;
use serde::Deserialize;

use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/vnd.mapbox-vector-tile");

/// What else an address says.
#[derive(Deserialize)]
pub struct Asked {
    /// Whose grids; none: those in force.
    pub scheme: Option<String>,
    /// As of which change. Only whether it is there matters.
    pub rev: Option<String>,
}

/// One tile. With `?rev=` in its address it never changes; without, the browser asks whether it has.
pub async fn tile(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    place: Result<Path<(String, u8, u32, u32)>, PathRejection>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Failed> {
    let Path((layer, zoom, x, y)) = place.map_err(|_| Failure::invalid("tile.malformed", &[]))?;
    let Query(Asked { scheme, rev }) = asked.map_err(|_| Failure::invalid("tile.malformed", &[]))?;
    let drawn = move |desk: &desk::Desk| desk.tile(&seated.seat, scheme.as_deref(), &layer, zoom, x, y);
    let bytes = hall.at_the_desk(drawn).await?;
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let keep = if rev.is_some() { "private, max-age=31536000, immutable" } else { "private, no-cache" };
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, MEDIA_TYPE)], bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    // Two seats in one browser may see different tiles at one address.
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Authorization"));
    headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag)));
    Ok(response)
}
