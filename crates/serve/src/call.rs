//! The desk's two doors: `/api/act` and `/api/ask`; and `/api/acts`, through which an outbox sends what waits together.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use domain::action::{Answered, Call, Outcome};
use domain::answer::Answer;
use domain::failure::Failure;
use domain::question::Question;
use http_body_util::BodyExt;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, timeout_at};

use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

/// The most bytes of a call; the largest is a long list of positions to locate.
const LARGEST_CALL: usize = 4 << 20;
/// The most calls of one request: a phone's outbox has a few.
const MOST_CALLS: usize = 100;
/// So long may a body take before its speed is looked at.
const GRACE: Duration = Duration::from_secs(15);
/// Bytes in a millisecond: slower is no telephone, however bad its line, but somebody who holds the door.
const SLOWEST: u64 = 4;
/// What is set aside before a body has shown that it comes.
const SHORT: u64 = 64 << 10;

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
    hall.act(&seated.seat, call).await.map(Json)
}

/// `POST /api/acts`: changes that waited together, in their order, each with its own command id and its own answer.
pub async fn acts(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Vec<Answered>>, Failed> {
    let calls: Vec<Call> = read(&headers, body).await?;
    if calls.len() > MOST_CALLS {
        let params = [("most", &*MOST_CALLS.to_string()), ("count", &*calls.len().to_string())];
        return Err(Failed(Failure::invalid("request.too_many", &params)));
    }
    let mut waiting = Vec::with_capacity(calls.len());
    for call in calls {
        waiting.push(hall.begin(&seated.seat, call).await);
    }
    let mut answers = Vec::with_capacity(waiting.len());
    for begun in waiting {
        answers.push(match begun.outcome().await {
            Ok(outcome) => Answered::Done { outcome },
            Err(Failed(failure)) => Answered::Failed { failure },
        });
    }
    Ok(Json(answers))
}

/// `POST /api/ask`: a question.
pub async fn ask(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Answer>, Failed> {
    let Asking { question } = read(&headers, body).await?;
    let seat = seated.seat;
    hall.for_seat(seat, move |desk, seat| desk.ask(seat, &question)).await.map(Json)
}

/// The JSON of a body.
pub async fn read<T: DeserializeOwned>(headers: &HeaderMap, body: Body) -> Result<T, Failed> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    // A form of a foreign page can send anything but this type without asking us first.
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Failed(Failure::invalid("request.not_json", &[])));
    }
    let bytes = whole(body, LARGEST_CALL).await?;
    let malformed = |error: serde_json::Error| Failure::invalid("request.malformed", &[("what", &error.to_string())]);
    serde_json::from_slice(&bytes).map_err(|error| Failed(malformed(error)))
}

/// The bytes of a body that has at most `most` of them and comes at more than a trickle.
pub async fn whole(body: Body, most: usize) -> Result<Bytes, Failed> {
    let mut bytes = Vec::with_capacity(body.size_hint().lower().min(SHORT) as usize);
    let mut pieces = Pieces::of(body, most);
    while let Some(piece) = pieces.next().await? {
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.into())
}

/// A body as it comes: at most so many bytes, and at more than a trickle.
pub struct Pieces {
    body: Body,
    most: usize,
    start: Instant,
    taken: usize,
}

impl Pieces {
    /// Of a body that has at most `most` bytes.
    pub fn of(body: Body, most: usize) -> Self {
        Self { body, most, start: Instant::now(), taken: 0 }
    }

    /// The next piece; none at the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Failed> {
        let until = self.start + GRACE + Duration::from_millis(self.taken as u64 / SLOWEST);
        let Ok(frame) = timeout_at(until, self.body.frame()).await else { return Err(Failed::too_slow()) };
        let Some(frame) = frame else { return Ok(None) };
        let frame = frame.map_err(|_| cut_off(self.most))?;
        let piece = frame.into_data().unwrap_or_default();
        self.taken += piece.len();
        if self.taken > self.most { Err(cut_off(self.most)) } else { Ok(Some(piece)) }
    }
}

fn cut_off(most: usize) -> Failed {
    Failed(Failure::invalid("request.too_large", &[("most", &most.to_string())]))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::stream::{StreamExt, iter, pending, unfold};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_body_that_stops_is_not_waited_for() {
        let pieces = iter([Ok::<_, Infallible>("{")]).chain(pending());
        let failed = whole(Body::from_stream(pieces), LARGEST_CALL).await.err().unwrap();
        assert_eq!(failed.0.code, "request.too_slow");
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_trickles_is_not_waited_for() {
        let trickle = unfold((), async |()| {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Some((Ok::<_, Infallible>("x"), ()))
        });
        let start = Instant::now();
        let failed = whole(Body::from_stream(trickle), LARGEST_CALL).await.err().unwrap();
        assert_eq!(failed.0.code, "request.too_slow");
        assert!(start.elapsed() < GRACE + Duration::from_secs(2));
    }

    #[tokio::test(start_paused = true)]
    async fn a_large_file_on_a_slow_line_comes_in() {
        let (piece, pieces) = ("x".repeat(8 << 10), 60);
        let slow = unfold(0, move |sent| {
            let piece = piece.clone();
            async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                (sent < pieces).then(|| (Ok::<_, Infallible>(piece), sent + 1))
            }
        });
        let bytes = whole(Body::from_stream(slow), 1 << 20).await.ok().unwrap();
        assert_eq!(bytes.len(), pieces * (8 << 10));
    }
}
