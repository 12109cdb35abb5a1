//! `/api/live`: what happens, told as it happens, and nothing missed after a cut.
//!
//! The log is the queue. A connection keeps a vector of what it has told; a tick of the desk only wakes
//! it, and it reads on from its vector. However slow or often cut a page is, it costs no memory here.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::response::Response;
use desk::{Attendance, Desk};
use domain::failure::Failure;
use domain::news::{Told, Vector};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::time::{Instant, interval_at, timeout};

use crate::failed::Failed;
use crate::gate::closed;
use crate::hall::Hall;
use crate::seat::Seated;

const BEAT: Duration = Duration::from_secs(15);
/// What is nothing to a phone moves its vector this seldom: a district's answers are thousands.
const SELDOM: Duration = Duration::from_secs(5);
/// A page that takes nothing for this long is gone; it comes back with its vector.
const PATIENCE: Duration = Duration::from_secs(20);
/// A page has nothing to say here, and thousands of pages listen: what is set aside for each is small.
const LARGEST_WORD: usize = 1 << 10;

/// The address's query.
#[derive(Deserialize)]
pub struct Since {
    since: Option<String>,
}

/// What goes out beside the news.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Word<'a> {
    /// From here on. The page asks anew for what it shows.
    Hello { vector: &'a Vector },
    /// Still there; all up to here was told.
    Beat { vector: &'a Vector },
}

/// Why a connection ends, from this side.
#[derive(Debug)]
enum End {
    /// The other side is gone.
    Gone,
    /// The token is no longer good.
    NoSeat,
    /// The door closes.
    Closing,
    /// The desk failed; the page comes back and tries again.
    Broken,
}

/// Why a connection that slept is awake.
enum Woken {
    /// Something was committed.
    ByNews,
    /// Time passed.
    ByBeat,
}

/// `GET /api/live[?since=VECTOR]`.
pub async fn live(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    Query(Since { since }): Query<Since>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Failed> {
    let since = since
        .map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|error: serde_json::Error| Failure::invalid("live.malformed", &[("what", &error.to_string())]))?;
    let upgrade = upgrade.max_message_size(LARGEST_WORD).read_buffer_size(LARGEST_WORD).write_buffer_size(0);
    Ok(upgrade.on_upgrade(move |mut socket| async move {
        let _visit = hall.visit();
        let attendance = hall.desk.attend(&seated.seat);
        let end = tell(&hall, seated, since, attendance, &mut socket).await;
        let (code, reason) = match end {
            End::Gone => return,
            End::NoSeat => (4401, "seat.none"),
            End::Closing => (1001, "closing"),
            End::Broken => (1011, "broken"),
        };
        let frame = CloseFrame { code, reason: Utf8Bytes::from_static(reason) };
        let _ = timeout(PATIENCE, socket.send(Message::Close(Some(frame)))).await;
    }))
}

async fn tell(
    hall: &Hall,
    mut seated: Seated,
    since: Option<Vector>,
    mut attendance: Attendance,
    socket: &mut WebSocket,
) -> End {
    let mut closing = hall.closing.clone();
    let mut beat = interval_at(Instant::now() + BEAT, BEAT);
    let Ok(now) = hall.at_the_desk(Desk::vector).await else { return End::Broken };
    if let Err(end) = check_seat(hall, &mut seated).await {
        return end;
    }
    let mut seen = match since.filter(|since| !is_ahead(since, &now)) {
        Some(since) => since,
        None => match say(socket, &Word::Hello { vector: &now }).await {
            Ok(()) => now,
            Err(end) => return end,
        },
    };
    let (mut last_nothing, mut is_due) = (None, false);
    loop {
        // Seen before read: a commit in between wakes us once more, which is harmless; the other order
        // could sleep over it.
        attendance.settle();
        let nothing = match catch_up(hall, &mut seated, &mut seen, socket).await {
            Ok(nothing) => nothing,
            Err(end) => return end,
        };
        if let Some(nothing) = nothing {
            if last_nothing.is_none_or(|last: Instant| last.elapsed() >= SELDOM) {
                if let Err(end) = say(socket, &nothing).await {
                    return end;
                }
                last_nothing = Some(Instant::now());
            } else if !is_due {
                beat.reset_after(SELDOM);
                is_due = true;
            }
        }
        match wait(&mut attendance, &mut closing, &mut beat, &seen, socket).await {
            Ok(Woken::ByNews) => {}
            // A token that ended is noticed here when nothing happens.
            Ok(Woken::ByBeat) => {
                (last_nothing, is_due) = (Some(Instant::now()), false);
                if let Err(end) = check_seat(hall, &mut seated).await {
                    return end;
                }
            }
            Err(end) => return end,
        }
    }
}

/// Tells everything after `seen`; what came last, where it is nothing to the page and was left untold.
async fn catch_up(
    hall: &Hall,
    seated: &mut Seated,
    seen: &mut Vector,
    socket: &mut WebSocket,
) -> Result<Option<Told>, End> {
    if let Some(at_hand) = hall.told_at_hand(&seated.seat, seen).await
        && !at_hand.unseats
    {
        for told in &at_hand.told {
            say(socket, told).await?;
        }
        *seen = at_hand.seen;
        return Ok(at_hand.nothing);
    }
    check_seat(hall, seated).await?;
    loop {
        let (seat, since) = (seated.seat.clone(), seen.clone());
        let news = hall.for_seat(seat, move |desk, seat| desk.told_since(seat, &since)).await;
        let news = news.map_err(|_| End::Broken)?;
        // The desk reads on in portions: only an empty one is the end.
        if news.is_empty() {
            return Ok(None);
        }
        for told in news {
            say(socket, &told).await?;
            seen.0.insert(told.desk, told.seq);
        }
    }
}

/// Whether the token is still good, and what it seats.
async fn check_seat(hall: &Hall, seated: &mut Seated) -> Result<(), End> {
    *seated = seated.again(hall).await.map_err(|failed| if failed.is_no_seat() { End::NoSeat } else { End::Broken })?;
    Ok(())
}

/// Sleeps until there may be news, beating meanwhile.
async fn wait(
    attendance: &mut Attendance,
    closing: &mut watch::Receiver<bool>,
    beat: &mut tokio::time::Interval,
    seen: &Vector,
    socket: &mut WebSocket,
) -> Result<Woken, End> {
    loop {
        tokio::select! {
            is_open = attendance.woken() => return if is_open { Ok(Woken::ByNews) } else { Err(End::Closing) },
            () = closed(closing) => return Err(End::Closing),
            _ = beat.tick() => {
                say(socket, &Word::Beat { vector: seen }).await?;
                return Ok(Woken::ByBeat);
            }
            word = socket.recv() => match word {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(End::Gone),
                Some(Ok(_)) => {}
            },
        }
    }
}

async fn say(socket: &mut WebSocket, word: &impl Serialize) -> Result<(), End> {
    let text = serde_json::to_string(word).map_err(|_| End::Broken)?;
    let sent = timeout(PATIENCE, socket.send(Message::Text(text.into()))).await;
    sent.map_err(|_| End::Gone)?.map_err(|_| End::Gone)
}

/// Whether a page has seen what this store does not hold: it was restored from an older copy, or is another.
fn is_ahead(since: &Vector, now: &Vector) -> bool {
    since.0.iter().any(|(desk, seq)| now.0.get(desk).is_none_or(|last| seq > last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_has_seen_more_than_the_store_holds_begins_anew() {
        let vector = |text: &str| serde_json::from_str::<Vector>(text).unwrap();
        let now = vector(r#"{"01920000-0000-7000-8000-000000000000":5}"#);
        assert!(!is_ahead(&vector("{}"), &now));
        assert!(!is_ahead(&vector(r#"{"01920000-0000-7000-8000-000000000000":5}"#), &now));
        assert!(is_ahead(&vector(r#"{"01920000-0000-7000-8000-000000000000":6}"#), &now));
        assert!(is_ahead(&vector(r#"{"01920000-0000-7000-8000-000000000001":1}"#), &now));
    }
}
