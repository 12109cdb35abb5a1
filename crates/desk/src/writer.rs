//! The one writer: a thread that owns the ledger, drains its queue into one transaction, commits, and
//! only then answers.
//!
//! Invariant: an answer `Ok` leaves this file after COMMIT returned with `synchronous=FULL`, never before.

use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::{self, JoinHandle};

use domain::action::{Action, Call, Outcome};
use domain::failure::Failure;
use domain::seat::Seat;
use ledger::{Batch, Ledger};
use tokio::sync::watch;

use crate::act::{self, Desktop};
use crate::district::District;
use crate::failure::{broken, bug};
use crate::host::Options;
use crate::import::Staging;
use crate::pairing::{self, Pairing, Redeem};

/// At most this many commands share a transaction: more would keep the first one waiting.
const MOST_IN_ONE_COMMIT: usize = 512;

/// The door to the writer thread.
pub struct Writer {
    queue: Sender<Job>,
    thread: Mutex<Option<JoinHandle<Result<(), Failure>>>>,
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
    pub fn start(
        ledger: Ledger,
        options: Options,
        district: Arc<RwLock<Arc<District>>>,
        staging: Arc<Mutex<Staging>>,
    ) -> (Self, watch::Receiver<u64>) {
        let (queue, jobs) = mpsc::channel();
        let (tick, changes) = watch::channel(0);
        let desk = Thread { options, district, staging, tick };
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
    Failure { code: "desk.closed".to_owned(), ..Failure::broken("the desk is closed", "closed") }
}

/// What the thread holds beside the ledger.
struct Thread {
    options: Options,
    district: Arc<RwLock<Arc<District>>>,
    staging: Arc<Mutex<Staging>>,
    tick: watch::Sender<u64>,
}

impl Thread {
    fn run(self, mut ledger: Ledger, jobs: &Receiver<Job>) -> Result<(), Failure> {
        while let Ok(first) = jobs.recv() {
            let (group, last) = take_group(first, jobs);
            if let Err(failure) = self.commit_group(&mut ledger, group) {
                // An error from a commit means that nobody knows what is on the disk: look again from the start.
                tracing::error!(%failure, "a commit failed; the store is opened anew");
                let path = ledger.path().to_owned();
                drop(ledger);
                ledger = Ledger::open(&path, &self.options.keys_dir).map_err(broken)?;
                self.reload(&ledger)?;
            }
            if last {
                break;
            }
        }
        ledger.close().map_err(broken)
    }

    fn commit_group(&self, ledger: &mut Ledger, group: Vec<Job>) -> Result<(), Failure> {
        let desk = ledger.desk();
        let changes_district = group.iter().any(changes_district);
        let mut answers = Vec::with_capacity(group.len());
        let committed = ledger.begin().and_then(|mut batch| {
            for job in group {
                answers.push(self.run_one(&mut batch, job)?);
            }
            batch.commit()
        });
        let vector = match committed {
            Ok(vector) => vector,
            Err(error) => {
                let failure = broken(error);
                for answer in answers {
                    answer.fail(&failure);
                }
                return Err(failure);
            }
        };
        if changes_district {
            self.reload(ledger)?;
        }
        self.tick.send_replace(vector.0.get(&desk).copied().unwrap_or_default());
        answers.into_iter().for_each(Answer::send);
        Ok(())
    }

    /// One command between savepoints: what it wrote is undone when it is refused.
    fn run_one(&self, batch: &mut Batch<'_>, job: Job) -> Result<Answer, ledger::Error> {
        batch.mark()?;
        let district = Arc::clone(&self.district.read().unwrap_or_else(PoisonError::into_inner));
        let mut desktop = Desktop {
            batch,
            district: &district,
            options: &self.options,
            staging: &self.staging,
            now: (self.options.now)(),
        };
        let answer = match job {
            Job::Act { seat, call, reply } => Answer::Act(reply, act::run(&mut desktop, &seat, call)),
            Job::Redeem { redeem, reply } => Answer::Redeem(reply, pairing::redeem(&mut desktop, &redeem)),
            Job::Close => unreachable!("take_group keeps it out of every group"),
        };
        if answer.is_ok() {
            batch.keep()?;
        } else {
            batch.undo()?;
        }
        Ok(answer)
    }

    fn reload(&self, ledger: &Ledger) -> Result<(), Failure> {
        let fresh = Arc::new(District::read(&ledger.view()).map_err(broken)?);
        *self.district.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }
}

/// What waits in the queue, up to the limit. An import ends its group, so that what follows sees its grids.
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
    matches!(job, Job::Act { call: Call { action: Action::ImportSet { .. }, .. }, .. })
}

impl Answer {
    fn is_ok(&self) -> bool {
        match self {
            Self::Act(_, result) => result.is_ok(),
            Self::Redeem(_, result) => result.is_ok(),
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
