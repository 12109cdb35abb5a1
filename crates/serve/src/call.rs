//! The desk's two doors: `/api/act` and `/api/ask`.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use domain::action::{Call, Outcome};
use domain::answer::Answer;
use domain::failure::Failure;
use domain::question::Question;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

/// The most bytes of a call; the largest is a long list of positions to locate.
const LARGEST_CALL: usize = 4 << 20;

/// What stands in the body of `/api/ask`.
#[derive(Deserialize)]
pub struct Asking {
    question: Question,
}

/// `POST /api/act`: a change.
pub async fn act(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Outcome>, Failed> {
    let call: Call = read(&headers, body).await?;
    hall.at_the_desk(move |desk| desk.act(&seated.seat, call)).await.map(Json)
}

/// `POST /api/ask`: a question.
pub async fn ask(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Answer>, Failed> {
    let Asking { question } = read(&headers, body).await?;
    hall.at_the_desk(move |desk| desk.ask(&seated.seat, &question)).await.map(Json)
}

/// The JSON of a body.
pub async fn read<T: DeserializeOwned>(headers: &HeaderMap, body: Body) -> Result<T, Failed> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    // A form of a foreign page can send anything but this type without asking us first.
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        let advice = "send the body as application/json";
        return Err(Failed(Failure::invalid("request.not_json", "the body is not said to be JSON", advice)));
    }
    let bytes = whole(body, LARGEST_CALL).await?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let advice = "wutu ask STORE help lists every action and question with its fields";
        Failed(Failure::invalid("request.malformed", format!("the body makes no sense: {error}"), advice))
    })
}

/// The bytes of a body that has at most `most` of them.
pub async fn whole(body: Body, most: usize) -> Result<axum::body::Bytes, Failed> {
    to_bytes(body, most).await.map_err(|_| {
        let message = format!("the body was cut off, or has more than {most} bytes");
        Failed(Failure::invalid("request.too_large", message, "send less at once"))
    })
}
