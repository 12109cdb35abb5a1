//! The one writer: a thread that owns the ledger, drains its queue into one transaction, commits, and
//! only then answers.
//!
//! Invariant: an answer `Ok` leaves this file after COMMIT returned with `synchronous=FULL`, never before.
//! Invariant: every command is answered, and after a commit that failed no command of it with `Ok`.

mod clock;
mod queue;

use std::collections::VecDeque;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use domain::action::{Action, Call, Outcome};
use domain::failure::{Failure, FailureKind};
use domain::journal::JournalPrint;
use domain::moment::Moment;
use domain::paper::PaperPrint;
use domain::scheme::Scheme;
use domain::seat::Seat;
use domain::sheet::SheetPrint;
use domain::words::Params;
use ledger::{Batch, Committed, Ledger};
use tokio::sync::{oneshot, watch};

use crate::act::gateway::Work;
use crate::act::{self, Desktop};
use crate::alarm::Writing;
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
use crate::presence::{Concerned, Presence};
use crate::robot::Robots;
use crate::seats::Seats;
use crate::sheet::Tray;
use crate::standing::Holdings;
use crate::tape::Tape;

use self::queue::Queue;

/// Phones are woken so long after a commit at the latest.
const LONGEST_SLEEP: Duration = Duration::from_millis(200);

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
    pub presence: Arc<Presence>,
    pub seats: Arc<Seats>,
    pub tape: Arc<Tape>,
    pub writing: Arc<Writing>,
}

/// Takes the answer to who waits for it: a thread, or a task. One that went away does not need it.
type Reply<T> = Box<dyn FnOnce(Result<T, Failure>) + Send>;

enum Job {
    Act {
        seat: Seat,
        call: Box<Call>,
        reply: Reply<Outcome>,
    },
    Redeem {
        redeem: Redeem,
        reply: Reply<Pairing>,
    },
    /// The next grids of a scheme, for a draft that is to begin with them.
    Lay {
        from: String,
        to: String,
        reply: Reply<u32>,
    },
    /// Messages by gateways went out, came to something, or were reported.
    Sends {
        work: Work,
        reply: Reply<u32>,
    },
    /// Nothing is left of grids that were laid out for a draft that did not come.
    Sweep {
        draft: String,
        reply: Reply<u32>,
    },
    Close,
}

/// An answer that waits for the commit.
enum Answer {
    Act(Reply<Outcome>, Result<Outcome, Failure>),
    Redeem(Reply<Pairing>, Result<Pairing, Failure>),
    Counted(Reply<u32>, Result<u32, Failure>),
}

impl Writer {
    /// Start the thread. The receiver ticks with the highest seq after each commit.
    pub fn start(ledger: Ledger, shared: Shared) -> (Self, watch::Receiver<u64>) {
        let (queue, jobs) = mpsc::channel();
        let (tick, changes) = watch::channel(0);
        let (approved, in_doubt) = (Vec::new(), false);
        let desk = Thread { shared, tick, in_doubt, approved, next_rung: None, tried: None, unwoken: None };
        let thread = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || desk.run(ledger, &jobs))
            .expect("a machine that cannot start one thread cannot run a desk");
        (Self { queue, thread: Mutex::new(Some(thread)) }, changes)
    }

    pub fn act(&self, seat: Seat, call: Call) -> Result<Outcome, Failure> {
        self.wait_for(|reply| Job::Act { seat, call: Box::new(call), reply })
    }

    /// The same without a thread that waits. What is queued by one caller is done in its order.
    pub fn queue(&self, seat: Seat, call: Call) -> Result<oneshot::Receiver<Result<Outcome, Failure>>, Failure> {
        let (reply, answer) = oneshot::channel();
        let reply = Box::new(|result| drop(reply.send(result)));
        self.submit(Job::Act { seat, call: Box::new(call), reply })?;
        Ok(answer)
    }

    pub fn redeem(&self, redeem: Redeem) -> Result<Pairing, Failure> {
        self.wait_for(|reply| Job::Redeem { redeem, reply })
    }

    /// Lays out the next grids of a scheme for a draft; tells how many, nought at the end.
    pub fn lay(&self, from: &str, to: &str) -> Result<u32, Failure> {
        self.wait_for(|reply| Job::Lay { from: from.to_owned(), to: to.to_owned(), reply })
    }

    /// Notes what became of messages by gateways; tells how many moved.
    pub fn send_work(&self, work: Work) -> Result<u32, Failure> {
        self.wait_for(|reply| Job::Sends { work, reply })
    }

    /// Lets go of what was laid out for a draft that did not come.
    pub fn sweep(&self, draft: &str) -> Result<(), Failure> {
        self.wait_for(|reply| Job::Sweep { draft: draft.to_owned(), reply }).map(drop)
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

/// What the thread holds beside the ledger.
struct Thread {
    shared: Shared,
    tick: watch::Sender<u64>,
    /// A commit failed and nobody knows what is on the disk: nothing is written until the store was opened anew.
    in_doubt: bool,
    /// Schemes that wait for their day, the next first.
    approved: Vec<Scheme>,
    /// When the next rung or deadline comes of the orders that this desk issued.
    next_rung: Option<Moment>,
    /// When the store was last tried that could not be written.
    tried: Option<Moment>,
    /// Phones that were not woken yet for what is committed.
    unwoken: Option<Unwoken>,
}

struct Unwoken {
    since: Instant,
    last: u64,
    concerned: Concerned,
}

impl Unwoken {
    fn after(before: Option<Self>, last: u64, concerned: Concerned) -> Self {
        match before {
            Some(before) => Self { last, concerned: before.concerned.and(concerned), ..before },
            None => Self { since: Instant::now(), last, concerned },
        }
    }
}

impl Thread {
    /// Invariant: only closing ends the thread. On a full or broken disk every command is answered with the reason,
    /// and each tries the store again.
    fn run(mut self, mut ledger: Ledger, jobs: &Receiver<Job>) -> Result<(), Failure> {
        self.look_ahead(&ledger);
        let mut queue = Queue::default();
        while !queue.is_done() {
            self.keep_time(&mut ledger);
            match self.fill(&mut queue, jobs) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => break,
            }
            // What came while the desk slept sees the scheme of the hour.
            self.keep_time(&mut ledger);
            let group = queue.group();
            // Nothing is read for a group of none.
            if group.is_empty() {
                continue;
            }
            match self.look_again(&mut ledger) {
                Ok(()) => self.commit_group(&mut ledger, group),
                Err(failure) => group.into_iter().for_each(|job| job.fail(&failure)),
            }
            queue.put_all(jobs);
            self.wake_phones(&queue);
            tidy(&ledger, &queue);
        }
        ledger.close().map_err(broken)
    }

    /// Takes in what was handed in meanwhile; waits where nothing is left to be done.
    fn fill(&self, queue: &mut Queue, jobs: &Receiver<Job>) -> Result<(), RecvTimeoutError> {
        if queue.is_empty() {
            let first = match self.wait() {
                Some(wait) => jobs.recv_timeout(wait)?,
                None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected)?,
            };
            queue.put(first);
        }
        queue.put_all(jobs);
        Ok(())
    }

    /// After doubt: open the store anew and take up what it says.
    fn look_again(&mut self, ledger: &mut Ledger) -> Result<(), Failure> {
        if self.in_doubt {
            ledger.reopen().map_err(broken)?;
            self.shared.latest.outdate();
            self.shared.latest.get(&ledger.view()).map_err(broken)?;
            self.shared.seats.forget();
            // A commit that failed may be there all the same: pages ask.
            let vector = ledger.view().vector().map_err(broken)?;
            self.tell(ledger, Committed { vector, facts: Vec::new() });
            self.look_ahead(ledger);
            self.in_doubt = false;
        }
        Ok(())
    }

    fn commit_group(&mut self, ledger: &mut Ledger, group: Vec<Job>) {
        let changes_district = group.iter().any(changes_district);
        let changes_approved = changes_district || group.iter().any(changes_approved);
        let changes_ladders = group.iter().any(changes_ladders);
        let may_unseat = group.iter().any(may_unseat);
        let concerned = (!group.iter().all(is_laying)).then(|| concerned(&group));
        let (mut waiting, mut answers) = (VecDeque::from(group), Vec::new());
        match self.run_group(ledger, &mut waiting, &mut answers) {
            Ok(committed) => {
                if changes_district {
                    self.shared.latest.outdate();
                }
                if may_unseat {
                    self.shared.seats.forget();
                }
                // The desk's own pages wake first, then whoever waits for an answer, and then a district's phones.
                let last = self.note(ledger, committed);
                if concerned.is_some() {
                    self.tick.send_replace(last);
                }
                answers.into_iter().for_each(Answer::send);
                if let Some(concerned) = concerned {
                    self.unwoken = Some(Unwoken::after(self.unwoken.take(), last, concerned));
                }
                if changes_approved {
                    self.look_for_approved(ledger);
                }
                if changes_ladders {
                    self.look_for_rungs(ledger);
                }
                self.recover(ledger);
            }
            Err(failure) => {
                tracing::error!(%failure, "a commit failed; the store is opened anew");
                self.doubt(&failure);
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
    ) -> Result<Committed, Failure> {
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

    /// A district that wakes takes all of the machine for a moment: what waits at the desk is done before, so that ten
    /// orders at once are durable soon, and heard together.
    fn wake_phones(&mut self, queue: &Queue) {
        let is_time = |unwoken: &mut Unwoken| !queue.has_desk() || unwoken.since.elapsed() >= LONGEST_SLEEP;
        if let Some(Unwoken { last, concerned, .. }) = self.unwoken.take_if(is_time) {
            self.shared.presence.wake(last, &concerned);
        }
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
            Job::Close => unreachable!("the queue keeps it out of every group"),
        }
    }

    /// Keeps what was committed for whoever is woken next; tells how far the log has come.
    fn note(&self, ledger: &Ledger, Committed { vector, facts }: Committed) -> u64 {
        let last = vector.0.get(&ledger.desk()).copied().unwrap_or_default();
        self.shared.tape.take(facts, last);
        last
    }

    /// Wakes every page.
    fn tell(&self, ledger: &Ledger, committed: Committed) {
        let last = self.note(ledger, committed);
        self.tick.send_replace(last);
        self.shared.presence.wake(last, &Concerned::Everybody);
    }
}

/// What was committed goes into the file when nobody at the desk waits.
fn tidy(ledger: &Ledger, queue: &Queue) {
    if queue.has_desk() {
        return;
    }
    // What cannot be moved stays in the log beside the file, as good as before.
    if let Err(error) = ledger.checkpoint() {
        tracing::warn!(%error, "the log beside the store stays long");
    }
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
            | Action::SayCheckpoint { .. }
    )
}

/// Whose phones a group may mean something to: what people answer is nothing to others.
fn concerned(group: &[Job]) -> Concerned {
    let answered = group.iter().map(|job| match job {
        Job::Act { call, .. } => match &call.action {
            Action::MarkReceipt { post, .. } => Some(post.clone()),
            _ => None,
        },
        _ => None,
    });
    answered.collect::<Option<Vec<_>>>().map_or(Concerned::Everybody, Concerned::Posts)
}

/// Whether a seat may end by it, or move to another grid; as [`crate::live::Piece::unseats`] says of facts.
fn may_unseat(job: &Job) -> bool {
    let Job::Act { call, .. } = job else { return false };
    !matches!(
        call.action,
        Action::IssueOrder { .. }
            | Action::MarkReceipt { .. }
            | Action::CloseOrder { .. }
            | Action::WithdrawOrder { .. }
            | Action::LogCall { .. }
            | Action::WriteJournal { .. }
            | Action::TakeCall { .. }
            | Action::NoteMissedCall { .. }
            | Action::AskForCall { .. }
            | Action::PutCallAside { .. }
            | Action::SendMessage { .. }
            | Action::ReadChannel { .. }
            | Action::KeepFile { .. }
            | Action::PrintPaper { .. }
            | Action::PrintSheet { .. }
            | Action::OfferPairing { .. }
            | Action::OfferSeat { .. }
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
            Self::Act { reply, .. } => reply(Err(failure.clone())),
            Self::Redeem { reply, .. } => reply(Err(failure.clone())),
            Self::Lay { reply, .. } | Self::Sweep { reply, .. } | Self::Sends { reply, .. } => {
                reply(Err(failure.clone()));
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

    fn send(self) {
        match self {
            Self::Act(reply, result) => reply(result),
            Self::Redeem(reply, result) => reply(result),
            Self::Counted(reply, result) => reply(result),
        }
    }

    fn fail(self, failure: &Failure) {
        match self {
            Self::Act(reply, _) => reply(Err(failure.clone())),
            Self::Redeem(reply, _) => reply(Err(failure.clone())),
            Self::Counted(reply, _) => reply(Err(failure.clone())),
        }
    }
}
