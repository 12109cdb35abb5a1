//! What people attach: `POST /api/file?name=…&command_id=…`, the file as the body, and
//! `GET /api/file/HASH[?form=small][&name=…]`, for whoever has handed it in or may read what names it.
//!
//! How far a file is and stopping it go by its page hanging up: one is small and soon there.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::attachment::{Form, HandedOut};
use desk::{Desk, Passage};
use domain::attachment::{AttachedFile, FileHash, LARGEST_FILE, safe_name};
use domain::failure::Failure;
use domain::id::CommandId;
use serde::Deserialize;

use crate::call::Pieces;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::import::{Leaving, malformed, taken_in};
use crate::seat::Seated;
use crate::sheet::escaped;

/// What is said of a file that is handed in.
#[derive(Deserialize)]
pub struct Attaching {
    /// Its name, without its folder.
    pub name: String,
    /// By what it is kept.
    pub command_id: CommandId,
}

/// Which form of a file is asked for, and what it is to be called.
#[derive(Deserialize)]
pub struct Fetching {
    /// `small`, or all of it.
    form: Option<String>,
    /// As those call it who attached it.
    name: Option<String>,
}

impl Fetching {
    /// Which form of it.
    pub fn form(&self) -> Form {
        if self.form.as_deref() == Some("small") { Form::Small } else { Form::Whole }
    }
}

/// What a handed-out form of a file is: a picture's small one is a JPEG, whatever the picture is.
pub fn media_type(handed: &HandedOut, form: Form) -> &'static str {
    if form == Form::Small && handed.file.media.is_picture() { "image/jpeg" } else { handed.file.media.media_type() }
}

/// `POST /api/file`.
pub(crate) async fn attach(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    address: Result<Query<Attaching>, QueryRejection>,
    body: Body,
) -> Result<Json<AttachedFile>, Failed> {
    // Before megabytes are read for nothing; the desk checks again.
    Desk::may_attach(&seated.seat)?;
    let Query(Attaching { name, command_id }) = address.map_err(|error| malformed(&error.body_text()))?;
    // What has a little more than the most is refused in words that name the file.
    let parcel = taken_in(&hall, Bytes::new(), Pieces::of(body, LARGEST_FILE as usize + (1 << 20))).await?;
    let passage = Arc::new(Passage::default());
    let _leaving = Leaving(Arc::clone(&passage));
    hall.at_the_desk(move |desk| desk.attach(&seated.seat, command_id, &name, parcel, &passage)).await.map(Json)
}

/// `GET /api/file/HASH`.
pub(crate) async fn fetch(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    hash: Result<Path<String>, PathRejection>,
    asked: Result<Query<Fetching>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Failed> {
    let Path(hash) = hash.map_err(|error| malformed(&error.body_text()))?;
    let Query(asked) = asked.map_err(|error| malformed(&error.body_text()))?;
    let (form, hash) = (asked.form(), FileHash(hash));
    let handed = hall.at_the_desk(move |desk| desk.file(&seated.seat, &hash, form)).await?;
    let tag = format!("\"{}{}\"", handed.file.hash, if form == Form::Small { "-small" } else { "" });
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let (media, kind) = (handed.file.media, media_type(&handed, form));
    let mut response = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { handed.bytes.into_response() };
    let told = response.headers_mut();
    told.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // A seat may lose what it may read, so the desk is asked each time; what the browser has need not be sent again.
    told.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    told.insert(header::VARY, HeaderValue::from_static("Cookie, Authorization"));
    // Whatever the bytes are, opened as a page of its own they can do nothing.
    told.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    let manner = if media.is_shown() { "inline" } else { "attachment" };
    let name = escaped(&safe_name(&asked.name.unwrap_or_default(), media));
    for (key, value) in
        [(header::ETAG, tag), (header::CONTENT_DISPOSITION, format!("{manner}; filename*=UTF-8''{name}"))]
    {
        told.extend(HeaderValue::from_str(&value).ok().map(|value| (key, value)));
    }
    Ok(response)
}

/// Whether a file is small enough to be handed in.
pub fn admit_size(bytes: usize, name: &str) -> Result<(), Failure> {
    if bytes as u64 <= LARGEST_FILE {
        return Ok(());
    }
    Err(Failure::invalid("attachment.too_large", &[("file", name), ("most", &(LARGEST_FILE >> 20).to_string())]))
}
