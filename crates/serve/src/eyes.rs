//! Looks at streams as they pass the media door: a camera is opened for who has a look begun, what is seen of it is told
//! to the desk, and a look ends with its connection.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk::Sighted;
use domain::camera::CameraLogin;
use domain::failure::Failure;
use domain::moment::Moment;
use domain::seat::Seat;
use domain::words::Params;
use lookout::{Login, Looking, Seen, Source, Trouble};
use tokio::time::sleep;

use crate::hall::Hall;
use crate::seat::Seated;

/// How often it is asked whether the looks of a connection go on.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The looks of one connection.
#[derive(Default)]
pub struct Looks(Mutex<Vec<Look>>);

struct Look {
    sighted: Sighted,
    seat: Seat,
    looking: Looking,
    began: Moment,
}

/// When a picture came last from each stream that was opened, by its line.
pub type LastSeen = Arc<Mutex<HashMap<String, Moment>>>;

impl Looks {
    /// Open the camera of a line for a seat; false: it looks at none of this name.
    pub async fn open(&self, hall: &Arc<Hall>, seat: Seat, line: &str) -> bool {
        let name = line.to_owned();
        let sighted = hall.for_seat(seat.clone(), move |desk, seat| desk.sighted(seat, &name)).await;
        let Ok(Some(sighted)) = sighted else { return false };
        let source = Source { address: sighted.address.clone(), login: sighted.login.clone().map(opened) };
        let looking = hall.lookout.look(line, &source, teller(hall, &seat, &sighted.stream, line));
        let began = (hall.desk.options().now)();
        self.all().push(Look { sighted, seat, looking, began });
        true
    }

    /// Waits until a look of the connection is over, or its seat may look there no longer.
    pub async fn over(&self, hall: &Hall, seated: &Seated) {
        loop {
            sleep(LOOK_EVERY).await;
            let Ok(seated) = seated.again(hall).await else { continue };
            let looks: Vec<_> = self.all().iter().map(|look| look.sighted.clone()).collect();
            for look in looks {
                let on = move |desk: &desk::Desk, seat: &Seat| desk.is_viewing(seat, &look.stream, look.viewing);
                if matches!(hall.for_seat(seated.seat.clone(), on).await, Ok(false)) {
                    return;
                }
            }
        }
    }

    /// The connection is gone: nobody looks through it any more.
    pub async fn end(&self, hall: &Arc<Hall>) {
        let looks = std::mem::take(&mut *self.all());
        for Look { sighted, seat, looking, began } in looks {
            if looking.is_seen() {
                note_seen(&hall.last_seen, looking.line(), (hall.desk.options().now)());
            }
            // What came before he looked is another's.
            let last = last_of(&hall.last_seen, looking.line()).filter(|last| *last >= began);
            let ended = hall.at_the_desk(move |desk| desk.end_viewing(&seat, sighted.viewing, last));
            if let Err(failed) = ended.await {
                tracing::error!(failure = %failed.0, "the end of a look could not be noted");
            }
            drop(looking);
        }
    }

    fn all(&self) -> std::sync::MutexGuard<'_, Vec<Look>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the desk what the lookout sees, without keeping the lookout waiting.
fn teller(hall: &Arc<Hall>, seat: &Seat, stream: &str, line: &str) -> impl Fn(Seen) + Send + Sync + 'static {
    let (desk, last_seen) = (Arc::clone(&hall.desk), Arc::clone(&hall.last_seen));
    let (seat, stream, line) = (seat.clone(), stream.to_owned(), line.to_owned());
    move |seen| {
        if !matches!(seen, Seen::Nothing(_)) {
            note_seen(&last_seen, &line, (desk.options().now)());
        }
        let last = last_of(&last_seen, &line);
        let (desk, seat, stream) = (Arc::clone(&desk), seat.clone(), stream.clone());
        tokio::task::spawn_blocking(move || {
            let told = match seen {
                Seen::Picture => desk.find_stream(&seat, &stream),
                Seen::Lost(trouble) | Seen::Nothing(trouble) => {
                    desk.lose_stream(&seat, &stream, words_of(trouble), last)
                }
            };
            if let Err(failure) = told {
                report(&failure);
            }
        });
    }
}

fn report(failure: &Failure) {
    tracing::error!(%failure, "what is seen of a stream could not be noted");
}

/// Why no picture comes, as the table of words calls it.
fn words_of(trouble: Trouble) -> (&'static str, Params) {
    let with = |code, name: &str, value| (code, Params::from([(name.to_owned(), value)]));
    let code = match trouble {
        Trouble::Unreachable => "camera.unreachable",
        Trouble::Silent => "camera.silent",
        Trouble::LoginRefused => "camera.login",
        Trouble::NoSuchStream => "camera.no_stream",
        Trouble::OtherCodec { codec } => return with("camera.codec", "codec", codec),
        Trouble::Elsewhere { place } => return with("camera.elsewhere", "place", place),
        Trouble::Untrusted { fingerprint } => return with("camera.untrusted", "fingerprint", fingerprint),
        Trouble::Encrypted => "camera.encrypted",
        Trouble::NoPictures => "camera.no_pictures",
        Trouble::Nonsense => "camera.nonsense",
        Trouble::TooMuch => "camera.too_much",
        Trouble::Ended => "camera.ended",
        Trouble::OtherKind => "viewing.not_played",
    };
    (code, Params::new())
}

fn opened(login: CameraLogin) -> Login {
    Login { user: login.user, password: login.password }
}

fn note_seen(last_seen: &LastSeen, line: &str, at: Moment) {
    last_seen.lock().unwrap_or_else(PoisonError::into_inner).insert(line.to_owned(), at);
}

fn last_of(last_seen: &LastSeen, line: &str) -> Option<Moment> {
    last_seen.lock().unwrap_or_else(PoisonError::into_inner).get(line).copied()
}
