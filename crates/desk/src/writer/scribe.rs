//! The scribe: the thread that owns the ledger. It drains its queue into one transaction, commits, only then answers,
//! and wakes whoever may hear of it.
//!
//! Invariant: an answer `Ok` leaves this file after COMMIT returned with `synchronous=FULL`, never before.
//! Invariant: every command is answered, and after a commit that failed no command of it with `Ok`.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use domain::fact::Fact;
use domain::failure::{Failure, FailureKind};
use domain::moment::Moment;
use domain::scheme::Scheme;
use ledger::{Batch, Committed, Ledger};
use tokio::sync::watch;

use super::Shared;
use super::job::{Answer, Job, concerned};
use super::queue::Queue;
use crate::act;
use crate::district::District;
use crate::failure::broken;
use crate::laying;
use crate::pairing;
use crate::presence::Concerned;

/// Phones are woken so long after a commit at the latest.
const LONGEST_SLEEP: Duration = Duration::from_millis(200);

/// What the thread holds beside the ledger.
pub struct Scribe {
    pub(super) shared: Shared,
    tick: watch::Sender<u64>,
    /// A commit failed and nobody knows what is on the disk: nothing is written until the store was opened anew.
    pub(super) in_doubt: bool,
    /// Schemes that wait for their day, the next first.
    pub(super) approved: Vec<Scheme>,
    /// When the next rung or deadline comes of the orders that this desk issued.
    pub(super) next_rung: Option<Moment>,
    /// When the next live call is over by itself.
    pub(super) next_call: Option<Moment>,
    /// When the time of the oldest recording of a call is over.
    pub(super) next_recording: Option<Moment>,
    /// When the store was last tried that could not be written.
    pub(super) tried: Option<Moment>,
    /// Phones that were not woken yet for what is committed.
    unwoken: Option<Unwoken>,
    /// What was destroyed may still lie in the log beside the store.
    pub(super) unscrubbed: bool,
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

impl Scribe {
    pub fn new(shared: Shared, tick: watch::Sender<u64>) -> Self {
        let (approved, in_doubt) = (Vec::new(), false);
        Self {
            shared,
            tick,
            in_doubt,
            approved,
            next_rung: None,
            next_call: None,
            next_recording: None,
            tried: None,
            unwoken: None,
            unscrubbed: false,
        }
    }

    /// Invariant: only closing ends the thread. On a full or broken disk every command is answered with the reason,
    /// and each tries the store again.
    pub fn run(mut self, mut ledger: Ledger, jobs: &Receiver<Job>) -> Result<(), Failure> {
        self.look_ahead(&ledger);
        self.hang_up(&mut ledger);
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
            if group.iter().any(Job::is_taking_in) {
                // That may take a while, and nobody else waits.
                self.wake_phones(&queue);
            }
            let (due, now) = (self.due(), Arc::clone(&self.shared.options.now));
            let mut others = || queue.has_others(jobs) || due.is_some_and(|due| due <= now());
            match self.look_again(&mut ledger) {
                Ok(()) => self.commit_group(&mut ledger, group, &mut others),
                Err(failure) => group.into_iter().for_each(|job| job.fail(&failure)),
            }
            queue.put_all(jobs);
            self.wake_phones(&queue);
            self.scrub(&ledger);
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
    pub(super) fn look_again(&mut self, ledger: &mut Ledger) -> Result<(), Failure> {
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

    /// `others` tells whether somebody came in meanwhile.
    fn commit_group(&mut self, ledger: &mut Ledger, group: Vec<Job>, others: &mut dyn FnMut() -> bool) {
        let changes_district = group.iter().any(Job::changes_district);
        let changes_approved = changes_district || group.iter().any(Job::changes_approved);
        let changes_ladders = group.iter().any(Job::changes_ladders);
        let changes_recordings = group.iter().any(Job::changes_recordings);
        let changes_calls = group.iter().any(Job::changes_calls);
        let may_unseat = group.iter().any(Job::may_unseat);
        let concerned = (!group.iter().all(Job::is_laying)).then(|| concerned(&group));
        let (mut waiting, mut answers) = (VecDeque::from(group), Vec::new());
        match self.run_group(ledger, &mut waiting, &mut answers, others) {
            Ok(committed) => {
                if changes_district && answers.iter().any(|answer| answer.failure().is_none()) {
                    self.shared.latest.outdate();
                }
                if may_unseat {
                    self.shared.seats.forget();
                }
                // The desk's own pages wake first, then whoever waits for an answer, and then a district's phones.
                self.unscrubbed |=
                    committed.facts.iter().any(|(_, fact)| matches!(fact, Fact::ContactDestroyed { .. }));
                let last = self.note(ledger, committed);
                // Before anybody is told that it is gone.
                self.scrub(ledger);
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
                if changes_calls {
                    self.look_for_calls(ledger);
                }
                if changes_ladders {
                    self.look_for_rungs(ledger);
                }
                if changes_recordings {
                    self.look_for_recordings(ledger);
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

    /// What was destroyed goes from the log beside the store, too. While somebody reads what was before, that waits for
    /// the next command, and at the latest for the close.
    pub(super) fn scrub(&mut self, ledger: &Ledger) {
        if self.unscrubbed {
            let done = ledger.scrub();
            self.unscrubbed = !done.unwrap_or_else(|error| {
                tracing::warn!(%error, "what was destroyed lies in the log beside the store until it is emptied");
                false
            });
        }
    }

    /// All of a group in one transaction. After an error nobody in `answers` or left `waiting` is acknowledged.
    fn run_group(
        &self,
        ledger: &mut Ledger,
        waiting: &mut VecDeque<Job>,
        answers: &mut Vec<Answer>,
        others: &mut dyn FnMut() -> bool,
    ) -> Result<Committed, Failure> {
        let district = self.shared.latest.get(&ledger.view()).map_err(broken)?;
        let mut batch = ledger.begin().map_err(broken)?;
        while !waiting.is_empty() {
            for _ in 0..self.run_marks(&mut batch, &district, waiting, answers)? {
                self.run_next(&mut batch, &district, waiting, answers, others)?;
            }
        }
        batch.commit().map_err(broken)
    }

    /// What people answer, as much of it as comes next, between one pair of savepoints: thousands do at once, nearly none
    /// is refused, and who is refused has written nothing. Gives how many of those that come next are to be done each by
    /// itself: one that is no such answer, or all up to one that failed after it had written; of these nothing is done yet.
    fn run_marks(
        &self,
        batch: &mut Batch<'_>,
        district: &District,
        waiting: &mut VecDeque<Job>,
        answers: &mut Vec<Answer>,
    ) -> Result<usize, Failure> {
        let mut results = Vec::new();
        for pressed in waiting.iter().map_while(Job::as_mark) {
            if results.is_empty() {
                batch.mark().map_err(broken)?;
            }
            let before = batch.changes();
            let result = act::run(&mut self.shared.desktop(batch, district), pressed.clone());
            if let Err(failure) = &result
                && (batch.changes() != before || failure.kind == FailureKind::Broken)
            {
                undo(batch, failure)?;
                return Ok(results.len() + 1);
            }
            results.push(result);
        }
        if results.is_empty() {
            return Ok(1);
        }
        batch.keep().map_err(broken)?;
        let done = waiting.drain(..results.len());
        answers.extend(done.zip(results).map(|(job, result)| job.acted(result)));
        Ok(0)
    }

    /// The next command between savepoints of its own.
    fn run_next(
        &self,
        batch: &mut Batch<'_>,
        district: &District,
        waiting: &mut VecDeque<Job>,
        answers: &mut Vec<Answer>,
        others: &mut dyn FnMut() -> bool,
    ) -> Result<(), Failure> {
        batch.mark().map_err(broken)?;
        let Some(job) = waiting.pop_front() else { return Ok(()) };
        let answer = self.run_one(batch, district, job, others);
        let failure = answer.failure().cloned();
        answers.push(answer);
        match failure {
            None => batch.keep().map_err(broken),
            Some(cause) => undo(batch, &cause),
        }
    }

    /// A district that wakes takes all of the machine for a moment: what waits at the desk is done before, so that ten
    /// orders at once are durable soon, and heard together.
    fn wake_phones(&mut self, queue: &Queue) {
        let is_time = |unwoken: &mut Unwoken| !queue.has_desk() || unwoken.since.elapsed() >= LONGEST_SLEEP;
        if let Some(Unwoken { last, concerned, .. }) = self.unwoken.take_if(is_time) {
            self.shared.presence.wake(last, &concerned);
        }
    }

    fn run_one(
        &self,
        batch: &mut Batch<'_>,
        district: &District,
        job: Job,
        others: &mut dyn FnMut() -> bool,
    ) -> Answer {
        match job {
            Job::Lay { from, to, reply } => {
                return Answer::Counted(reply, batch.lay(&from, &to, laying::PORTION).map_err(broken));
            }
            Job::Sweep { draft, reply } => {
                let left = draft.map_or(Ok(()), |draft| batch.leave(&draft));
                return Answer::Counted(reply, left.and_then(|()| batch.sweep(laying::PORTION)).map_err(broken));
            }
            _ => {}
        }
        let mut desktop = self.shared.desktop(batch, district);
        match job {
            Job::Act { pressed, reply } => Answer::Act(reply, act::run(&mut desktop, *pressed)),
            Job::TakeIn { coming, reply } => Answer::Act(reply, act::set::take_in(&mut desktop, &coming, others)),
            Job::Redeem { redeem, reply } => Answer::Redeem(reply, pairing::redeem(&mut desktop, &redeem)),
            Job::Sends { work, reply } => Answer::Counted(reply, act::gateway::work(&mut desktop, work)),
            Job::Watched { watched, reply } => Answer::Counted(reply, act::viewing::note(&mut desktop, watched)),
            Job::Recorded { said, reply } => Answer::Counted(reply, act::recording::keep(&mut desktop, *said)),
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
    pub(super) fn tell(&self, ledger: &Ledger, committed: Committed) {
        let last = self.note(ledger, committed);
        self.tick.send_replace(last);
        self.shared.presence.wake(last, &Concerned::Everybody);
    }
}

/// What was written since the last mark is undone, because of `cause`. SQLite gives the whole transaction up where it can't
/// undo a part on a full disk; the command's own failure is the cause then.
fn undo(batch: &mut Batch<'_>, cause: &Failure) -> Result<(), Failure> {
    batch.undo().map_err(|error| match cause.kind {
        FailureKind::Broken => cause.clone(),
        FailureKind::Refused | FailureKind::Invalid => broken(error),
    })
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
