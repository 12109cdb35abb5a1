//! The one writer: a door behind which a thread owns the ledger. Whoever changes something hands it in here and waits.

mod clock;
mod job;
mod queue;
mod scribe;

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use domain::action::{Call, Outcome};
use domain::failure::Failure;
use domain::journal::JournalPrint;
use domain::paper::PaperPrint;
use domain::review::ReviewPrint;
use domain::seat::Seat;
use domain::sheet::SheetPrint;
use domain::viewing::ViewingPrint;
use domain::words::Params;
use ledger::{Batch, Ledger};
use tokio::sync::{oneshot, watch};

use crate::act::gateway::Work;
use crate::act::recording::Said;
use crate::act::viewing::Watched;
use crate::act::{Desktop, Pressed};
use crate::alarm::Writing;
use crate::arrival::ComingIn;
use crate::attachment::FileTray;
use crate::basemap::Charts;
use crate::check::Checks;
use crate::district::District;
use crate::failure::bug;
use crate::gateway::Gateways;
use crate::host::Options;
use crate::import::Staging;
use crate::latest::Latest;
use crate::laying::Laying;
use crate::pairing::{Pairing, Redeem};
use crate::presence::Presence;
use crate::robot::Robots;
use crate::seats::Seats;
use crate::sheet::Tray;
use crate::standing::Holdings;
use crate::tape::Tape;

use self::job::{Job, Reply};
use self::scribe::Scribe;

/// The door to the writer thread.
pub struct Writer {
    queue: Sender<Job>,
    thread: Mutex<Option<JoinHandle<Result<(), Failure>>>>,
}

/// What the thread has in common with the desk that started it.
pub struct Shared {
    pub options: Options,
    pub latest: Arc<Latest>,
    pub staging: Arc<Mutex<Staging>>,
    pub tray: Arc<Tray<SheetPrint>>,
    pub papers: Arc<Tray<PaperPrint>>,
    pub journals: Arc<Tray<JournalPrint>>,
    pub reviews: Arc<Tray<ReviewPrint>>,
    pub viewings: Arc<Tray<ViewingPrint>>,
    pub files: Arc<FileTray>,
    pub charts: Arc<Charts>,
    pub gateways: Arc<Gateways>,
    pub robots: Arc<Robots>,
    pub holdings: Arc<Holdings>,
    pub checks: Arc<Checks>,
    pub laying: Arc<Laying>,
    pub presence: Arc<Presence>,
    pub seats: Arc<Seats>,
    pub tape: Arc<Tape>,
    pub writing: Arc<Writing>,
}

impl Shared {
    /// All that a command works with, as of now.
    fn desktop<'a, 'b>(&'a self, batch: &'a mut Batch<'b>, district: &'a District) -> Desktop<'a, 'b> {
        Desktop {
            batch,
            district,
            options: &self.options,
            staging: &self.staging,
            tray: &self.tray,
            papers: &self.papers,
            journals: &self.journals,
            reviews: &self.reviews,
            viewings: &self.viewings,
            files: &self.files,
            charts: &self.charts,
            gateways: &self.gateways,
            robots: &self.robots,
            holdings: &self.holdings,
            checks: &self.checks,
            laying: &self.laying,
            filled: None,
            now: (self.options.now)(),
        }
    }
}

impl Writer {
    /// Start the thread. The receiver ticks with the highest seq after each commit.
    pub fn start(mut ledger: Ledger, shared: Shared) -> (Self, watch::Receiver<u64>) {
        let (queue, jobs) = mpsc::channel();
        let (tick, changes) = watch::channel(0);
        let mut scribe = Scribe::new(shared, tick);
        // Before anybody asks.
        scribe.begin_anew(&mut ledger);
        let thread = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || scribe.run(ledger, &jobs))
            .expect("a machine that cannot start one thread cannot run a desk");
        (Self { queue, thread: Mutex::new(Some(thread)) }, changes)
    }

    pub fn act(&self, seat: Seat, call: Call) -> Result<Outcome, Failure> {
        let pressed = Box::new(Pressed::new(seat, call));
        self.wait_for(|reply| Job::Act { pressed, reply })
    }

    /// The same without a thread that waits. What is queued by one caller is done in its order.
    pub fn queue(&self, seat: Seat, call: Call) -> Result<oneshot::Receiver<Result<Outcome, Failure>>, Failure> {
        let (reply, answer) = oneshot::channel();
        let reply = Box::new(|result| drop(reply.send(result)));
        self.submit(Job::Act { pressed: Box::new(Pressed::new(seat, call)), reply })?;
        Ok(answer)
    }

    pub fn redeem(&self, redeem: Redeem) -> Result<Pairing, Failure> {
        self.wait_for(|reply| Job::Redeem { redeem, reply })
    }

    /// Lays out the next grids of a scheme for a draft; tells how many, nought at the end.
    pub fn lay(&self, from: &str, to: &str) -> Result<u32, Failure> {
        self.wait_for(|reply| Job::Lay { from: from.to_owned(), to: to.to_owned(), reply })
    }

    /// Lays the rows of a set that is on its way in, and brings it in by the call behind them. A failure comes back where
    /// somebody else came first, or where anything is to be said about it: the same call as any other says it.
    pub fn take_in(&self, coming: ComingIn) -> Result<mpsc::Receiver<Result<Outcome, Failure>>, Failure> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(Job::TakeIn { coming, reply: Box::new(move |result| drop(reply.send(result))) })?;
        Ok(answer)
    }

    /// Notes what became of messages by gateways; tells how many moved.
    pub fn send_work(&self, work: Work) -> Result<u32, Failure> {
        self.wait_for(|reply| Job::Sends { work, reply })
    }

    /// Notes what the lookout sees.
    pub fn watched(&self, watched: Watched) -> Result<(), Failure> {
        self.wait_for(|reply| Job::Watched { watched, reply }).map(drop)
    }

    /// Keeps some of what was said in a call.
    pub fn recorded(&self, said: Said) -> Result<(), Failure> {
        self.wait_for(|reply| Job::Recorded { said: Box::new(said), reply }).map(drop)
    }

    /// Removes the next grids of schemes that are gone, and of a draft that did not come; tells how many, nought at the
    /// end.
    pub fn sweep(&self, draft: Option<&str>) -> Result<u32, Failure> {
        self.wait_for(|reply| Job::Sweep { draft: draft.map(str::to_owned), reply })
    }

    /// Run what is queued, then close the ledger.
    pub fn close(&self) -> Result<(), Failure> {
        let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() else { return Ok(()) };
        let _ = self.queue.send(Job::Close);
        thread.join().map_err(|_| bug("the writer panicked"))?
    }

    fn wait_for<T: Send + 'static>(&self, job: impl FnOnce(Reply<T>) -> Job) -> Result<T, Failure> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(job(Box::new(move |result| drop(reply.send(result)))))?;
        answer.recv().map_err(|_| closed())?
    }

    fn submit(&self, job: Job) -> Result<(), Failure> {
        self.queue.send(job).map_err(|_| closed())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.close();
    }
}

pub fn closed() -> Failure {
    Failure::broken_as("desk.closed", Params::new(), "closed")
}
