//! `/api/media`: live sound and pictures, as Media over QUIC over a WebSocket. The page says whom it hears and what it sees by the name of a line; the
//! desk says whether it may, each time and again while it goes on.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use desk::{CallPiece, Desk, SpeechPart};
use domain::failure::Failure;
use domain::id::{CallId, SpeechId};
use domain::livecall::Side;
use domain::seat::Seat;
use serde::Deserialize;
use switchboard::{Keeping, Piece, Switchboard, Warden};
use tokio::time::sleep;

use crate::eyes::Looks;
use crate::failed::Failed;
use crate::gate::closed;
use crate::hall::Hall;
use crate::outposts::{self, Place};
use crate::seat::Seated;
use crate::socket::{Wire, spoken};

/// Lines of speeches are called `speech/ID`, those of live calls `call/ID/SIDE` by the side that gives them, and those of its
/// camera `call/ID/SIDE/picture`.
const SPEECH: &str = "speech/";
const CALL: &str = "call/";
const CAMERA: &str = "/picture";
/// Lines of streams are called `stream/ID`.
const STREAM: &str = "stream/";
/// How often it is asked whether a connection's token is still good.
const CHECK_EVERY: Duration = Duration::from_secs(2);
/// The same for the window's own page, by a ticket instead of a cookie.
pub const BY_TICKET: &str = "/media/{ticket}";

/// The address's query.
#[derive(Deserialize)]
pub struct Wanted {
    /// What the page comes for; without it the line is one that the desk carries itself.
    line: Option<String>,
}

/// `GET /api/media`.
pub async fn media(
    State(hall): State<Arc<Hall>>,
    Query(wanted): Query<Wanted>,
    seated: Seated,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Failed> {
    join(hall, seated, wanted, upgrade).await
}

/// `GET /media/TICKET`.
pub async fn by_ticket(
    State(hall): State<Arc<Hall>>,
    Path(ticket): Path<String>,
    Query(wanted): Query<Wanted>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Failed> {
    let seat = hall.tickets.take(&ticket).ok_or_else(Failed::no_seat)?;
    join(hall, Seated::at_the_window(seat), wanted, upgrade).await
}

async fn join(hall: Arc<Hall>, seated: Seated, wanted: Wanted, upgrade: WebSocketUpgrade) -> Result<Response, Failed> {
    let (upgrade, protocol) = spoken(upgrade).ok_or_else(Failed::no_such_address)?;
    if let Some(line) = wanted.line
        && let Place::At(number) = outposts::place_of(&hall, &line).await
    {
        return outposts::lead_on(hall, number, (seated, line), (upgrade, protocol)).await;
    }
    Ok(upgrade.on_upgrade(move |socket| async move {
        let mut closing = hall.closing.clone();
        let board = Arc::clone(&hall.switchboard);
        let looks = Arc::new(Looks::default());
        let porter = Porter { hall: Arc::clone(&hall), seated: seated.clone(), looks: Arc::clone(&looks) };
        let warden = Arc::new(porter);
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
pub async fn unseated(hall: &Hall, mut seated: Seated) {
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

/// What becomes of a line, by its name.
pub fn keeping_of(line: &str) -> Keeping {
    match Carried::by(line) {
        Some(Carried::Speech(_)) => Keeping::Note,
        Some(Carried::Call(..)) | None => Keeping::Nothing,
        Some(Carried::Camera(..)) => Keeping::Pictures,
        Some(Carried::Stream) => Keeping::OfTheHouse,
    }
}

/// The speech that a line carries; none: it carries something else.
pub fn speech_of(line: &str) -> Option<SpeechId> {
    match Carried::by(line) {
        Some(Carried::Speech(speech)) => Some(speech),
        _ => None,
    }
}

/// The call in which somebody says what a line carries; none: it carries something else.
pub fn call_of(line: &str) -> Option<CallId> {
    match Carried::by(line) {
        Some(Carried::Call(call, _)) => Some(call),
        _ => None,
    }
}

/// Whether a line is given by people, and may so be carried elsewhere: the house gives the others itself.
pub fn is_of_people(line: &str) -> bool {
    Carried::by(line).is_some_and(|carried| !matches!(carried, Carried::Stream))
}

/// Asks the desk for a connection's seat.
pub struct Porter {
    hall: Arc<Hall>,
    seated: Seated,
    looks: Arc<Looks>,
}

impl Porter {
    /// For a page at a switchboard elsewhere, where nobody looks at streams.
    pub fn of_a_page(hall: Arc<Hall>, seated: Seated) -> Self {
        Self { hall, seated, looks: Arc::default() }
    }

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
        keeping_of(line)
    }

    async fn records(&self, line: &str) -> bool {
        let Some(Carried::Call(call, _)) = Carried::by(line) else { return false };
        self.hall.at_the_desk(move |desk| desk.keeps_call(call)).await.unwrap_or(false)
    }

    async fn recorded(&self, line: &str, Piece { sound, ago, length }: Piece) {
        let Some(Carried::Call(call, side)) = Carried::by(line) else { return };
        let ago = i64::try_from(ago.as_millis()).unwrap_or(i64::MAX);
        let millis = u32::try_from(length.as_millis()).unwrap_or(u32::MAX);
        let piece = CallPiece { sound, ago, millis };
        let keep = move |desk: &Desk, seat: &Seat| desk.keep_call(seat, (call, side), piece);
        if let Err(failed) = self.hall.for_seat(self.seated.seat.clone(), keep).await {
            tracing::error!(failure = %failed.0, %call, "a piece of a call could not be kept");
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
