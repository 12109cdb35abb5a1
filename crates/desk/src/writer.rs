//! The one writer: a thread that owns the ledger, drains its queue into one transaction, commits, and
//! only then answers.
//!
//! Invariant: an answer `Ok` leaves this file after COMMIT returned with `synchronous=FULL`, never before.
//! Invariant: every command is answered, and after a commit that failed no command of it with `Ok`.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use domain::action::{Action, Call, Outcome};
use domain::failure::{Failure, FailureKind};
use domain::id::{CommandId, DeskId};
use domain::news::Vector;
use domain::scheme::Scheme;
use domain::seat::Seat;
use domain::words::Params;
use ledger::{Batch, Ledger};
use tokio::sync::watch;

use crate::act::{self, Desktop};
use crate::basemap::Charts;
use crate::check::Checks;
use crate::district::District;
use crate::failure::{broken, bug};
use crate::host::Options;
use crate::import::Staging;
use crate::latest::Latest;
use crate::pairing::{self, Pairing, Redeem};
use crate::sheet::Tray;
use crate::standing::Holdings;

/// At most this many commands share a transaction: more would keep the first one waiting.
const MOST_IN_ONE_COMMIT: usize = 512;

/// How often the clock is looked at while an approved scheme waits for its day.
const LOOK_EVERY: Duration = Duration::from_secs(30);

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
    pub tray: Arc<Tray>,
    pub charts: Arc<Charts>,
    pub holdings: Arc<Holdings>,
    pub checks: Arc<Checks>,
}

enum Job {
    Act { seat: Seat, call: Call, reply: SyncSender<Result<Outcome, Failure>> },
    Redeem { redeem: Redeem, reply: SyncSender<Result<Pairing, Failure>> },
    Close,
}

/// An answer that waits for the commit.
enum Answer {
    Act(SyncSender<Result<Outcome, Failure>>, Result<Outcome, Failure>),
    Redeem(SyncSender<Result<Pairing, Failure>>, Result<Pairing, Failure>),
}

impl Writer {
    /// Start the thread. The receiver ticks with the highest seq after each commit.
    pub fn start(ledger: Ledger, shared: Shared) -> (Self, watch::Receiver<u64>) {
        let (queue, jobs) = mpsc::channel();
        let (tick, changes) = watch::channel(0);
        let desk = Thread { shared, tick, in_doubt: false, approved: Vec::new() };
        let thread = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || desk.run(ledger, &jobs))
            .expect("a machine that cannot start one thread cannot run a desk");
        (Self { queue, thread: Mutex::new(Some(thread)) }, changes)
    }

    pub fn act(&self, seat: Seat, call: Call) -> Result<Outcome, Failure> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(Job::Act { seat, call, reply })?;
        answer.recv().map_err(|_| closed())?
    }

    pub fn redeem(&self, redeem: Redeem) -> Result<Pairing, Failure> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit(Job::Redeem { redeem, reply })?;
        answer.recv().map_err(|_| closed())?
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
}

impl Thread {
    /// Invariant: only closing ends the thread. On a full or broken disk every command is answered with the reason,
    /// and each tries the store again.
    fn run(mut self, mut ledger: Ledger, jobs: &Receiver<Job>) -> Result<(), Failure> {
        self.look_for_approved(&ledger);
        loop {
            self.bring_into_force(&mut ledger);
            let first = match self.next(jobs) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            // What came while the desk slept sees the scheme of the hour.
            self.bring_into_force(&mut ledger);
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
        if self.approved.is_empty() {
            return jobs.recv().map_err(|_| RecvTimeoutError::Disconnected);
        }
        jobs.recv_timeout(LOOK_EVERY)
    }

    fn look_for_approved(&mut self, ledger: &Ledger) {
        match ledger.view().approved() {
            Ok(approved) => self.approved = approved,
            Err(error) => tracing::error!(%error, "the approved schemes cannot be read"),
        }
    }

    /// Approved schemes whose day has come are in force from here on. One that cannot come is tried again whenever
    /// something changes that may let it, and when the desk opens.
    fn bring_into_force(&mut self, ledger: &mut Ledger) {
        let now = (self.shared.options.now)();
        while self.approved.first().is_some_and(|scheme| scheme.valid_from <= now) && !self.in_doubt {
            let scheme = self.approved.remove(0);
            let name = scheme.name.clone();
            match self.publish(ledger, scheme) {
                Ok(vector) => {
                    self.shared.latest.outdate();
                    self.tell(ledger.desk(), &vector);
                }
                Err(failure) => {
                    tracing::warn!(scheme = name, %failure, "an approved scheme could not come into force");
                    self.in_doubt |= failure.kind == FailureKind::Broken;
                }
            }
        }
    }

    fn publish(&self, ledger: &mut Ledger, scheme: Scheme) -> Result<Vector, Failure> {
        let Shared { options, latest, staging, holdings, checks, tray, charts } = &self.shared;
        let district = latest.get(&ledger.view()).map_err(broken)?;
        let mut batch = ledger.begin().map_err(broken)?;
        let now = (options.now)();
        let mut desktop =
            Desktop { batch: &mut batch, district: &district, options, staging, holdings, checks, tray, charts, now };
        act::scheme::come_into_force(&mut desktop, CommandId((options.new_id)()), scheme)?;
        batch.commit().map_err(broken)
    }

    /// After doubt: open the store anew and take up what it says.
    fn look_again(&mut self, ledger: &mut Ledger) -> Result<(), Failure> {
        if self.in_doubt {
            ledger.reopen().map_err(broken)?;
            self.shared.latest.outdate();
            self.shared.latest.get(&ledger.view()).map_err(broken)?;
            // A commit that failed may be there all the same: pages ask.
            self.tell(ledger.desk(), &ledger.view().vector().map_err(broken)?);
            self.look_for_approved(ledger);
            self.in_doubt = false;
        }
        Ok(())
    }

    fn commit_group(&mut self, ledger: &mut Ledger, group: Vec<Job>) {
        let changes_district = group.iter().any(changes_district);
        let changes_approved = changes_district || group.iter().any(changes_approved);
        let (mut waiting, mut answers) = (VecDeque::from(group), Vec::new());
        match self.run_group(ledger, &mut waiting, &mut answers) {
            Ok(vector) => {
                if changes_district {
                    self.shared.latest.outdate();
                }
                if changes_approved {
                    self.look_for_approved(ledger);
                }
                self.tell(ledger.desk(), &vector);
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
        let Shared { options, staging, tray, charts, holdings, checks, .. } = &self.shared;
        let now = (options.now)();
        let mut desktop = Desktop { batch, district, options, staging, tray, charts, holdings, checks, now };
        match job {
            Job::Act { seat, call, reply } => Answer::Act(reply, act::run(&mut desktop, &seat, call)),
            Job::Redeem { redeem, reply } => Answer::Redeem(reply, pairing::redeem(&mut desktop, &redeem)),
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
    let Job::Act { call: Call { action, .. }, .. } = job else { return false };
    matches!(
        action,
        Action::ImportSet { .. }
            | Action::UndoImport { .. }
            | Action::PublishScheme { .. }
            | Action::AmendItem { .. }
            | Action::UndoAmendment { .. }
            | Action::SetCheckpoint { .. }
    )
}

fn changes_approved(job: &Job) -> bool {
    let Job::Act { call: Call { action, .. }, .. } = job else { return false };
    matches!(action, Action::ReturnScheme { .. })
}

impl Job {
    fn fail(self, failure: &Failure) {
        match self {
            Self::Act { reply, .. } => drop(reply.send(Err(failure.clone()))),
            Self::Redeem { reply, .. } => drop(reply.send(Err(failure.clone()))),
            Self::Close => {}
        }
    }
}

impl Answer {
    fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Act(_, result) => result.as_ref().err(),
            Self::Redeem(_, result) => result.as_ref().err(),
        }
    }

    /// A caller that went away does not need its answer.
    fn send(self) {
        match self {
            Self::Act(reply, result) => drop(reply.send(result)),
            Self::Redeem(reply, result) => drop(reply.send(result)),
        }
    }

    fn fail(self, failure: &Failure) {
        match self {
            Self::Act(reply, _) => drop(reply.send(Err(failure.clone()))),
            Self::Redeem(reply, _) => drop(reply.send(Err(failure.clone()))),
        }
    }
}
