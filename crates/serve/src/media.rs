//! `/api/media`: live sound and pictures, as Media over QUIC over a WebSocket. The page says whom it hears and what it sees by the name of a line; the
//! desk says whether it may, each time and again while it goes on.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::ws::{self, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::response::Response;
use desk::{Desk, SpeechPart};
use domain::failure::Failure;
use domain::id::{CallId, SpeechId};
use domain::livecall::Side;
use domain::seat::Seat;
use futures_util::{Sink, Stream};
use switchboard::tungstenite::{self, Message};
use switchboard::{Keeping, PROTOCOLS, Switchboard, Warden};
use tokio::time::sleep;

use crate::eyes::Looks;
use crate::failed::Failed;
use crate::gate::closed;
use crate::hall::Hall;
use crate::seat::Seated;

/// Lines of speeches are called `speech/ID`, those of live calls `call/ID/SIDE` by the side that gives them, and those of its
/// camera `call/ID/SIDE/picture`.
const SPEECH: &str = "speech/";
const CALL: &str = "call/";
const CAMERA: &str = "/picture";
/// Lines of streams are called `stream/ID`.
const STREAM: &str = "stream/";
/// How often it is asked whether a connection's token is still good.
const CHECK_EVERY: Duration = Duration::from_secs(2);
/// The transport sends no record that is larger, and a large picture in several.
const LARGEST: usize = 64 << 10;

/// The same for the window's own page, by a ticket instead of a cookie.
pub const BY_TICKET: &str = "/media/{ticket}";

/// `GET /api/media`.
pub async fn media(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Failed> {
    join(hall, seated, upgrade)
}

/// `GET /media/TICKET`.
pub async fn by_ticket(
    State(hall): State<Arc<Hall>>,
    Path(ticket): Path<String>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Failed> {
    let seat = hall.tickets.take(&ticket).ok_or_else(Failed::no_seat)?;
    join(hall, Seated::at_the_window(seat), upgrade)
}

fn join(hall: Arc<Hall>, seated: Seated, upgrade: WebSocketUpgrade) -> Result<Response, Failed> {
    let upgrade = upgrade.max_message_size(LARGEST).write_buffer_size(0).protocols(PROTOCOLS);
    let Some(protocol) = upgrade.selected_protocol().and_then(|name| name.to_str().ok()).map(str::to_owned) else {
        return Err(Failed::no_such_address());
    };
    Ok(upgrade.on_upgrade(move |socket| async move {
        let mut closing = hall.closing.clone();
        let board = Arc::clone(&hall.switchboard);
        let looks = Arc::new(Looks::default());
        let warden = Arc::new(Porter { hall: Arc::clone(&hall), seated: seated.clone(), looks: Arc::clone(&looks) });
        let looker = seated.clone();
        tokio::select! {
            served = Switchboard::serve(&board, Wire(socket), &protocol, warden) => {
                if let Err(error) = served {
                    tracing::debug!(%error, "a media connection broke");
                }
            }
            () = unseated(&hall, seated) => {}
            () = looks.over(&hall, &looker) => {}
            () = closed(&mut closing) => {}
        }
        looks.end(&hall).await;
    }))
}

/// Waits until the token is good no longer.
async fn unseated(hall: &Hall, mut seated: Seated) {
    loop {
        sleep(CHECK_EVERY).await;
        match seated.again(hall).await {
            Ok(again) => seated = again,
            Err(failed) if failed.is_no_seat() => return,
            // The desk failed, not the seat: it is asked again.
            Err(_) => {}
        }
    }
}

/// Asks the desk for a connection's seat.
struct Porter {
    hall: Arc<Hall>,
    seated: Seated,
    looks: Arc<Looks>,
}

impl Porter {
    async fn asked(&self, of: impl FnOnce(&Desk, &Seat) -> Result<bool, Failure> + Send + 'static) -> bool {
        let Ok(seated) = self.seated.again(&self.hall).await else { return false };
        self.hall.for_seat(seated.seat, of).await.unwrap_or(false)
    }
}

/// What a line carries, by its name.
#[derive(Debug, Clone, Copy)]
enum Carried {
    Speech(SpeechId),
    Call(CallId, Side),
    /// What a side's camera shows.
    Camera(CallId, Side),
    /// Which one, the desk knows by the whole name.
    Stream,
}

impl Carried {
    fn by(line: &str) -> Option<Self> {
        if let Some(speech) = line.strip_prefix(SPEECH) {
            return Some(Self::Speech(speech.parse().ok()?));
        }
        if line.starts_with(STREAM) {
            return Some(Self::Stream);
        }
        let (call, side) = line.strip_prefix(CALL)?.split_once('/')?;
        let call = call.parse().ok()?;
        Some(match side.strip_suffix(CAMERA) {
            Some(side) => Self::Camera(call, Side::from_word(side)?),
            None => Self::Call(call, Side::from_word(side)?),
        })
    }
}

/// What the line is called that a side of a live call gives.
pub fn line_of_call(call: CallId, side: Side) -> String {
    format!("{CALL}{call}/{}", side.word())
}

impl Warden for Porter {
    async fn gives(&self, line: &str) -> bool {
        match Carried::by(line) {
            Some(Carried::Speech(speech)) => {
                self.asked(move |desk, seat| Ok(desk.part_in_speech(seat, speech)? == Some(SpeechPart::Speaks))).await
            }
            Some(Carried::Call(call, side) | Carried::Camera(call, side)) => {
                self.asked(move |desk, seat| desk.gives_call(seat, call, side)).await
            }
            // The house gives these itself.
            Some(Carried::Stream) | None => false,
        }
    }

    async fn gets(&self, line: &str) -> bool {
        match Carried::by(line) {
            Some(Carried::Speech(speech)) => {
                self.asked(move |desk, seat| Ok(desk.part_in_speech(seat, speech)? == Some(SpeechPart::Hears))).await
            }
            Some(Carried::Call(call, side)) => self.asked(move |desk, seat| desk.gets_call(seat, call, side)).await,
            Some(Carried::Camera(call, side)) => self.asked(move |desk, seat| desk.sees_call(seat, call, side)).await,
            Some(Carried::Stream) => match self.seated.again(&self.hall).await {
                Ok(seated) => self.looks.open(&self.hall, seated.seat, line).await,
                Err(_) => false,
            },
            None => false,
        }
    }

    fn keeping(&self, line: &str) -> Keeping {
        match Carried::by(line) {
            Some(Carried::Speech(_)) => Keeping::Note,
            Some(Carried::Call(..)) | None => Keeping::Nothing,
            Some(Carried::Camera(..)) => Keeping::Pictures,
            Some(Carried::Stream) => Keeping::OfTheHouse,
        }
    }

    async fn ended(&self, line: &str, note: Option<Vec<u8>>) {
        // Of a call the attendant sees that the line is gone.
        let Some(Carried::Speech(speech)) = Carried::by(line) else { return };
        let seat = self.seated.seat.clone();
        if let Err(failed) = self.hall.for_seat(seat, move |desk, seat| desk.keep_speech(seat, speech, note)).await {
            tracing::error!(failure = %failed.0, %speech, "what was said could not be kept");
        }
    }
}

/// The host's socket as the switchboard's: both mean the same messages by types of their own.
struct Wire(WebSocket);

impl Stream for Wire {
    type Item = Result<Message, tungstenite::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0)
            .poll_next(context)
            .map(|message| Some(message?.map(taken_in).map_err(|error| broken(&error))))
    }
}

impl Sink<Message> for Wire {
    type Error = tungstenite::Error;

    fn poll_ready(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.0).poll_ready(context).map_err(|error| broken(&error))
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Self::Error> {
        match given_out(message) {
            Some(message) => Pin::new(&mut self.0).start_send(message).map_err(|error| broken(&error)),
            None => Ok(()),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.0).poll_flush(context).map_err(|error| broken(&error))
    }

    fn poll_close(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.0).poll_close(context).map_err(|error| broken(&error))
    }
}

/// Whatever broke it, the line is gone.
fn broken(error: &axum::Error) -> tungstenite::Error {
    tracing::debug!(%error, "a media socket broke");
    tungstenite::Error::ConnectionClosed
}

fn taken_in(message: ws::Message) -> Message {
    match message {
        ws::Message::Binary(bytes) => Message::Binary(bytes),
        ws::Message::Text(text) => Message::Text(text.as_str().into()),
        ws::Message::Ping(bytes) => Message::Ping(bytes),
        ws::Message::Pong(bytes) => Message::Pong(bytes),
        ws::Message::Close(_) => Message::Close(None),
    }
}

/// None: a raw frame, which nobody sends.
fn given_out(message: Message) -> Option<ws::Message> {
    Some(match message {
        Message::Binary(bytes) => ws::Message::Binary(bytes),
        Message::Text(text) => ws::Message::Text(text.as_str().into()),
        Message::Ping(bytes) => ws::Message::Ping(bytes),
        Message::Pong(bytes) => ws::Message::Pong(bytes),
        Message::Close(word) => ws::Message::Close(
            word.map(|word| ws::CloseFrame { code: word.code.into(), reason: word.reason.as_str().into() }),
        ),
        Message::Frame(_) => return None,
    })
}
