//! The one writer: a thread that owns the ledger, drains its queue into one transaction, commits, and
//! only then answers.
//!
//! Invariant: an answer `Ok` leaves this file after COMMIT returned with `synchronous=FULL`, never before.
//! Invariant: every command is answered, and after a commit that failed no command of it with `Ok`.

mod clock;

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use domain::action::{Action, Call, Outcome};
use domain::failure::{Failure, FailureKind};
use domain::id::DeskId;
use domain::journal::JournalPrint;
use domain::moment::Moment;
use domain::news::Vector;
use domain::paper::PaperPrint;
use domain::scheme::Scheme;
use domain::seat::Seat;
use domain::sheet::SheetPrint;
use domain::words::Params;
use ledger::{Batch, Ledger};
use tokio::sync::watch;

use crate::act::gateway::Work;
use crate::act::{self, Desktop};
use crate::attachment::FileTray;
use crate::basemap::Charts;
use crate::check::Checks;
use crate::district::District;
use crate::failure::{broken, bug};
use crate::gateway::Gateways;
use crate::host::Options;
use crate::import::Staging;
use crate::latest::Latest;
use crate::laying::{self, Laying};
use crate::pairing::{self, Pairing, Redeem};
use crate::robot::Robots;
use crate::sheet::Tray;
use crate::standing::Holdings;

/// At most this many commands share a transaction: more would keep the first one waiting.
const MOST_IN_ONE_COMMIT: usize = 512;

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
    pub files: Arc<FileTray>,
    pub charts: Arc<Charts>,
    pub gateways: Arc<Gateways>,
    pub robots: Arc<Robots>,
    pub holdings: Arc<Holdings>,
    pub checks: Arc<Checks>,
    pub laying: Arc<Laying>,
}

enum Job {
    Act {
        seat: Seat,
        call: Box<Call>,
        reply: SyncSender<Result<Outcome, Failure>>,
    },
    Redeem {
        redeem: Redeem,
        reply: SyncSender<Result<Pairing, Failure>>,
    },
    /// The next grids of a scheme, for a draft that is to begin with them.
    Lay {
        from: String,
        to: String,
        reply: SyncSender<Result<u32, Failure>>,
    },
    /// Messages by gateways went out, came to something, or were reported.
    Sends {
        work: Work,
        reply: SyncSender<Result<u32, Failure>>,
    },
    /// Nothing is left of grids that were laid out for a draft that did not come.
    Sweep {
        draft: String,
        reply: SyncSender<Result<u32, Failure>>,
    },
    Close,
}

/// An answer that waits for the commit.
enum Answer {
    Act(SyncSender<Result<Outcome, Failure>>, Result<Outcome, Failure>),
    Redeem(SyncSender<Result<Pairing, Failure>>, Result<Pairing, Failure>),
    Counted(SyncSender<Result<u32, Failure>>, Result<u32, Failure>),
}

impl Writer {
    /// Start the thread. The receiver ticks with the highest seq after each commit.
    pub fn start(ledger: Ledger, shared: Shared) -> (Self, watch::Receiver<u64>) {
        let (queue, jobs) = mpsc::channel();
        let (tick, changes) = watch::channel(0);
        let desk = Thread { shared, tick, in_doubt: false, approved: Vec::new(), next_rung: None };
        let thread = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || desk.run(ledger, &jobs))
            .expect("a machine that cannot start one thread cannot run a desk");
        (Self { queue, thread: Mutex::new(Some(thread)) }, changes)
    }

    pub fn act(&self, seat: Seat, call: Call) -> Result<Outcome, Failure> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(Job::Act { seat, call: Box::new(call), reply })?;
        answer.recv().map_err(|_| closed())?
    }

    pub fn redeem(&self, redeem: Redeem) -> Result<Pairing, Failure> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(Job::Redeem { redeem, reply })?;
        answer.recv().map_err(|_| closed())?
    }

    /// Lays out the next grids of a scheme for a draft; tells how many, nought at the end.
    pub fn lay(&self, from: &str, to: &str) -> Result<u32, Failure> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(Job::Lay { from: from.to_owned(), to: to.to_owned(), reply })?;
        answer.recv().map_err(|_| closed())?
    }

    /// Notes what became of messages by gateways; tells how many moved.
    pub fn send_work(&self, work: Work) -> Result<u32, Failure> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(Job::Sends { work, reply })?;
        answer.recv().map_err(|_| closed())?
    }

    /// Lets go of what was laid out for a draft that did not come.
    pub fn sweep(&self, draft: &str) -> Result<(), Failure> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(Job::Sweep { draft: draft.to_owned(), reply })?;
        answer.recv().map_err(|_| closed())?.map(drop)
    }

    /// Run what is queued, then close the ledger.
    pub fn close(&self) -> Result<(), Failure> {
        let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() else { return Ok(()) };
        let _ = self.queue.send(Job::Close);
        thread.join().map_err(|_| bug("the writer panicked"))?
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

fn closed() -> Failure {
    Failure::broken_as("desk.closed", Params::new(), "closed")
}

/// What the thread holds beside the ledger.
struct Thread {
    shared: Shared,
    tick: watch::Sender<u64>,
    /// A commit failed and nobody knows what is on the disk: nothing is written until the store was opened anew.
    in_doubt: bool,
    /// Schemes that wait for their day, the next first.
    approved: Vec<Scheme>,
    /// When the next rung comes of the orders that this desk issued.
    next_rung: Option<Moment>,
}

impl Thread {
    /// Invariant: only closing ends the thread. On a full or broken disk every command is answered with the reason,
    /// and each tries the store again.
    fn run(mut self, mut ledger: Ledger, jobs: &Receiver<Job>) -> Result<(), Failure> {
        self.look_ahead(&ledger);
        loop {
            self.keep_time(&mut ledger);
            let first = match self.next(jobs) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            // What came while the desk slept sees the scheme of the hour.
            self.keep_time(&mut ledger);
            let (group, last) = take_group(first, jobs);
            // Nothing is read for a group of none.
            if group.is_empty() {
                break;
            }
            match self.look_again(&mut ledger) {
                Ok(()) => self.commit_group(&mut ledger, group),
                Err(failure) => group.into_iter().for_each(|job| job.fail(&failure)),
            }
            if last {
                break;
            }
        }
        ledger.close().map_err(broken)
    }

    fn next(&self, jobs: &Receiver<Job>) -> Result<Job, RecvTimeoutError> {
        match self.wait() {
            Some(wait) => jobs.recv_timeout(wait),
            None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// After doubt: open the store anew and take up what it says.
    fn look_again(&mut self, ledger: &mut Ledger) -> Result<(), Failure> {
        if self.in_doubt {
            ledger.reopen().map_err(broken)?;
            self.shared.latest.outdate();
            self.shared.latest.get(&ledger.view()).map_err(broken)?;
            // A commit that failed may be there all the same: pages ask.
            self.tell(ledger.desk(), &ledger.view().vector().map_err(broken)?);
            self.look_ahead(ledger);
            self.in_doubt = false;
        }
        Ok(())
    }

    fn commit_group(&mut self, ledger: &mut Ledger, group: Vec<Job>) {
        let changes_district = group.iter().any(changes_district);
        let changes_approved = changes_district || group.iter().any(changes_approved);
        let changes_ladders = group.iter().any(changes_ladders);
        let is_news = !group.iter().all(is_laying);
        let (mut waiting, mut answers) = (VecDeque::from(group), Vec::new());
        match self.run_group(ledger, &mut waiting, &mut answers) {
            Ok(vector) => {
                if changes_district {
                    self.shared.latest.outdate();
                }
                if changes_approved {
                    self.look_for_approved(ledger);
                }
                if changes_ladders {
                    self.look_for_rungs(ledger);
                }
                if is_news {
                    self.tell(ledger.desk(), &vector);
                }
                answers.into_iter().for_each(Answer::send);
            }
            Err(failure) => {
                tracing::error!(%failure, "a commit failed; the store is opened anew");
                self.in_doubt = true;
                for answer in answers {
                    answer.fail(&failure);
                }
                for job in waiting {
                    job.fail(&failure);
                }
                // Now rather than at the next command, which may be long in coming: a transaction that could not
                // be rolled back ends with its connection. What fails here is tried again then.
                let _ = self.look_again(ledger);
            }
        }
    }

    /// All of a group in one transaction. After an error nobody in `answers` or left `waiting` is acknowledged.
    fn run_group(
        &self,
        ledger: &mut Ledger,
        waiting: &mut VecDeque<Job>,
        answers: &mut Vec<Answer>,
    ) -> Result<Vector, Failure> {
        let district = self.shared.latest.get(&ledger.view()).map_err(broken)?;
        let mut batch = ledger.begin().map_err(broken)?;
        while !waiting.is_empty() {
            batch.mark().map_err(broken)?;
            let Some(job) = waiting.pop_front() else { break };
            let answer = self.run_one(&mut batch, &district, job);
            let failure = answer.failure().cloned();
            answers.push(answer);
            match failure {
                None => batch.keep().map_err(broken)?,
                // What it wrote is undone. SQLite gives the whole transaction up where it can't undo a part on a full
                // disk; the command's own failure is the cause then.
                Some(cause) => batch.undo().map_err(|error| match cause.kind {
                    FailureKind::Broken => cause,
                    FailureKind::Refused | FailureKind::Invalid => broken(error),
                })?,
            }
        }
        batch.commit().map_err(broken)
    }

    fn run_one(&self, batch: &mut Batch<'_>, district: &District, job: Job) -> Answer {
        let Shared {
            options,
            staging,
            tray,
            papers,
            journals,
            files,
            charts,
            gateways,
            robots,
            holdings,
            checks,
            laying,
            ..
        } = &self.shared;
        let now = (options.now)();
        match job {
            Job::Lay { from, to, reply } => {
                return Answer::Counted(reply, batch.lay(&from, &to, laying::PORTION).map_err(broken));
            }
            Job::Sweep { draft, reply } => {
                return Answer::Counted(reply, batch.sweep(&draft).map(|()| 0).map_err(broken));
            }
            _ => {}
        }
        let mut desktop = Desktop {
            batch,
            district,
            options,
            staging,
            tray,
            papers,
            journals,
            files,
            charts,
            gateways,
            robots,
            holdings,
            checks,
            laying,
            now,
        };
        match job {
            Job::Act { seat, call, reply } => Answer::Act(reply, act::run(&mut desktop, &seat, *call)),
            Job::Redeem { redeem, reply } => Answer::Redeem(reply, pairing::redeem(&mut desktop, &redeem)),
            Job::Sends { work, reply } => Answer::Counted(reply, act::gateway::work(&mut desktop, work)),
            Job::Lay { .. } | Job::Sweep { .. } => unreachable!("answered before"),
            Job::Close => unreachable!("take_group keeps it out of every group"),
        }
    }

    fn tell(&self, desk: DeskId, vector: &Vector) {
        self.tick.send_replace(vector.0.get(&desk).copied().unwrap_or_default());
    }
}

/// What waits in the queue, up to the limit. An import, its undo, an amendment and a scheme that comes into force end
/// their group, so that what follows sees the district of then.
fn take_group(first: Job, jobs: &Receiver<Job>) -> (Vec<Job>, bool) {
    let mut group = Vec::new();
    let mut next = Some(first);
    while let Some(job) = next {
        if matches!(job, Job::Close) {
            return (group, true);
        }
        let ends = changes_district(&job);
        group.push(job);
        next = if ends || group.len() == MOST_IN_ONE_COMMIT { None } else { jobs.try_recv().ok() };
    }
    (group, false)
}

fn changes_district(job: &Job) -> bool {
    let Job::Act { call, .. } = job else { return false };
    matches!(
        call.action,
        Action::ImportSet { .. }
            | Action::UndoImport { .. }
            | Action::PublishScheme { .. }
            | Action::AmendItem { .. }
            | Action::UndoAmendment { .. }
            | Action::SetCheckpoint { .. }
    )
}

/// Laying out grids appends nothing that anybody could hear of.
fn is_laying(job: &Job) -> bool {
    matches!(job, Job::Lay { .. } | Job::Sweep { .. })
}

fn changes_approved(job: &Job) -> bool {
    let Job::Act { call, .. } = job else { return false };
    matches!(call.action, Action::ReturnScheme { .. })
}

fn changes_ladders(job: &Job) -> bool {
    let Job::Act { call, .. } = job else { return false };
    matches!(call.action, Action::IssueOrder { .. } | Action::CloseOrder { .. } | Action::WithdrawOrder { .. })
}

impl Job {
    fn fail(self, failure: &Failure) {
        match self {
            Self::Act { reply, .. } => drop(reply.send(Err(failure.clone()))),
            Self::Redeem { reply, .. } => drop(reply.send(Err(failure.clone()))),
            Self::Lay { reply, .. } | Self::Sweep { reply, .. } | Self::Sends { reply, .. } => {
                drop(reply.send(Err(failure.clone())))
            }
            Self::Close => {}
        }
    }
}

impl Answer {
    fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Act(_, result) => result.as_ref().err(),
            Self::Redeem(_, result) => result.as_ref().err(),
            Self::Counted(_, result) => result.as_ref().err(),
        }
    }

    /// A caller that went away does not need its answer.
    fn send(self) {
        match self {
            Self::Act(reply, result) => drop(reply.send(result)),
            Self::Redeem(reply, result) => drop(reply.send(result)),
            Self::Counted(reply, result) => drop(reply.send(result)),
        }
    }

    fn fail(self, failure: &Failure) {
        match self {
            Self::Act(reply, _) => drop(reply.send(Err(failure.clone()))),
            Self::Redeem(reply, _) => drop(reply.send(Err(failure.clone()))),
            Self::Counted(reply, _) => drop(reply.send(Err(failure.clone()))),
        }
    }
}
