//! `/api/drill`: synthetic people at this desk, begun and ended by whoever supervises it.
//!
//! The drill is `wutu drill`, in a process of its own: it reaches the desk as phones do. What it says of itself comes
//! line by line over its standard output; it ends when its standard input does, whatever becomes of the desk.

use std::env::consts::EXE_SUFFIX;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use desk::Desk;
use domain::answer::Answer;
use domain::drill::{self, DrillFigures, DrillStand, DrillWish};
use domain::failure::Failure;
use domain::purpose::Purpose;
use domain::question::Question;
use domain::seat::{Door, Seat};

use crate::call::whole;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

/// The largest wish, in bytes.
const LARGEST_WISH: usize = 4 << 10;
const PROGRAM: &str = "wutu";

/// Where the desk's drill plays. Dropping it ends the drill.
#[derive(Default)]
pub struct Stage {
    stand: Arc<Mutex<DrillStand>>,
    /// As long as it is held the drill goes on.
    rope: Mutex<Option<ChildStdin>>,
}

impl Stage {
    /// How the drill stands.
    pub fn stand(&self, seat: &Seat) -> Result<DrillStand, Failure> {
        drill::check(seat)?;
        Ok(lock(&self.stand).clone())
    }

    /// Begins a drill. One at a time, and never in a store in service.
    pub fn begin(&self, desk: &Desk, seat: &Seat, wish: &DrillWish) -> Result<DrillStand, Failure> {
        drill::check(seat)?;
        wish.admit()?;
        let store = desk.path();
        let path = store.to_string_lossy();
        if purpose(desk)? != Purpose::Drill {
            return Err(Failure::refused("drill.in_service", &[("path", &path)]));
        }
        let mut stand = lock(&self.stand);
        if matches!(*stand, DrillStand::Pairing { .. } | DrillStand::Running { .. }) {
            return Err(Failure::refused("drill.running", &[]));
        }
        let program = program()?;
        let failed = |error: &std::io::Error| {
            Failure::refused("drill.no_program", &[("path", &program.to_string_lossy()), ("what", &error.to_string())])
        };
        let mut child = Command::new(&program)
            .args(["--json", "drill", "--tell"])
            .args(arguments(wish))
            .arg(store)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(&error))?;
        *lock(&self.rope) = child.stdin.take();
        *stand = DrillStand::Pairing { done: 0, all: 0 };
        let (said, heard) = (child.stdout.take(), Arc::clone(&self.stand));
        thread::Builder::new()
            .name("drill".to_owned())
            .spawn(move || {
                for line in said.into_iter().flat_map(|said| BufReader::new(said).lines()).map_while(Result::ok) {
                    match serde_json::from_str(&line) {
                        Ok(told) => *lock(&heard) = told,
                        Err(error) => tracing::warn!(%error, line, "what the drill said makes no sense"),
                    }
                }
                let left = child.wait();
                tracing::debug!(?left, "the drill is over");
                let mut stand = lock(&heard);
                if !matches!(*stand, DrillStand::Ended { .. }) {
                    let failure = Some(Box::new(Failure::broken_as("drill.broke_off", [].into(), "serve.drill")));
                    *stand = DrillStand::Ended { figures: figures(&stand), failure };
                }
            })
            .map_err(|error| failed(&error))?;
        Ok(stand.clone())
    }

    /// Sends everybody home.
    pub fn end(&self, seat: &Seat) -> Result<DrillStand, Failure> {
        drill::check(seat)?;
        drop(lock(&self.rope).take());
        Ok(lock(&self.stand).clone())
    }
}

/// `GET /api/drill`.
pub async fn stand(State(hall): State<Arc<Hall>>, seated: Seated) -> Result<Json<DrillStand>, Failed> {
    Ok(Json(hall.stage.stand(&seated.seat).map_err(Failed)?))
}

/// `POST /api/drill`: a wish.
pub async fn begin(State(hall): State<Arc<Hall>>, seated: Seated, body: Body) -> Result<Json<DrillStand>, Failed> {
    let bytes = whole(body, LARGEST_WISH).await?;
    let wish: DrillWish = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::invalid("request.malformed", &[("what", &error.to_string())]))?;
    let stage = Arc::clone(&hall.stage);
    Ok(Json(hall.at_the_desk(move |desk| stage.begin(desk, &seated.seat, &wish)).await?))
}

/// `DELETE /api/drill`.
pub async fn end(State(hall): State<Arc<Hall>>, seated: Seated) -> Result<Json<DrillStand>, Failed> {
    Ok(Json(hall.stage.end(&seated.seat).map_err(Failed)?))
}

fn purpose(desk: &Desk) -> Result<Purpose, Failure> {
    match desk.ask(&Seat::owner(Door::Terminal), &Question::District)? {
        Answer::District(card) => Ok(card.purpose),
        _ => Ok(Purpose::Service),
    }
}

fn arguments(wish: &DrillWish) -> Vec<String> {
    let DrillWish { profile, people, pace, seconds, seed } = wish;
    let mut arguments =
        vec![format!("--profile={}", profile.word()), format!("--seed={seed}"), format!("--pace={pace}")];
    arguments.extend(people.map(|people| format!("--people={people}")));
    arguments.extend(seconds.map(|seconds| format!("--seconds={seconds}")));
    arguments
}

/// `wutu`: this program itself, or what lies beside the window's.
fn program() -> Result<PathBuf, Failure> {
    let missing = |path: &Path, what: &str| {
        Failure::refused("drill.no_program", &[("path", &path.to_string_lossy()), ("what", what)])
    };
    let own = std::env::current_exe().map_err(|error| missing(Path::new(PROGRAM), &error.to_string()))?;
    let beside = own.with_file_name(format!("{PROGRAM}{EXE_SUFFIX}"));
    if beside.is_file() { Ok(beside) } else { Err(missing(&beside, "no such file")) }
}

fn figures(stand: &DrillStand) -> Option<DrillFigures> {
    match stand {
        DrillStand::Running { figures, .. } => Some(figures.clone()),
        _ => None,
    }
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
