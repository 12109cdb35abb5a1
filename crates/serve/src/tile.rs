//! `/tiles/{layer}/{z}/{x}/{y}`: the map's vector tiles.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::failure::Failure;

use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/vnd.mapbox-vector-tile");

/// One tile. With `?rev=` in its address it never changes; without, the browser asks whether it has.
pub async fn tile(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    place: Result<Path<(String, u8, u32, u32)>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failed> {
    let Path((layer, zoom, x, y)) = place.map_err(|_| Failure::invalid("tile.malformed", &[]))?;
    let bytes = hall.at_the_desk(move |desk| desk.tile(&seated.seat, &layer, zoom, x, y)).await?;
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let names_revision = query.is_some_and(|query| query.split('&').any(|pair| pair.starts_with("rev=")));
    let keep = if names_revision { "private, max-age=31536000, immutable" } else { "private, no-cache" };
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
