//! What waits for the writer.
//!
//! Whoever sits at the desk goes before the phones: an order does not stand behind a district's answers. Each of the two
//! is served in the order in which it came.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;

use domain::action::Action;
use domain::seat::Role;

use super::job::Job;
use crate::act::set::not_laid;

/// At most this many commands share a transaction: more would keep the first one waiting.
const MOST_IN_ONE_COMMIT: usize = 512;

#[derive(Default)]
pub struct Queue {
    desk: VecDeque<Job>,
    phones: VecDeque<Job>,
    /// Sets on their way in: for them the writer has time when nobody else waits.
    coming: VecDeque<Job>,
    /// What comes later is not taken in any more.
    is_closing: bool,
}

impl Queue {
    pub fn is_empty(&self) -> bool {
        self.desk.is_empty() && self.phones.is_empty() && self.coming.is_empty()
    }

    /// Whether anybody waits to whom a set that is on its way in gives way. To another such set it does not: that one is
    /// told to come in at its end, so that its reading is not kept waiting.
    pub fn has_others(&mut self, jobs: &Receiver<Job>) -> bool {
        self.put_all(jobs);
        self.turn_coming_away();
        self.is_closing || !self.desk.is_empty() || !self.phones.is_empty()
    }

    /// Whether somebody at the desk waits.
    pub fn has_desk(&self) -> bool {
        !self.desk.is_empty()
    }

    /// Whether all is done that was to be done before closing.
    pub fn is_done(&self) -> bool {
        self.is_closing && self.is_empty()
    }

    pub fn put(&mut self, job: Job) {
        match job {
            Job::Close => self.is_closing = true,
            job @ Job::TakeIn { .. } => self.coming.push_back(job),
            job if is_of_a_phone(&job) => self.phones.push_back(job),
            job => self.desk.push_back(job),
        }
    }

    pub fn put_all(&mut self, jobs: &Receiver<Job>) {
        while !self.is_closing
            && let Ok(job) = jobs.try_recv()
        {
            self.put(job);
        }
    }

    fn turn_coming_away(&mut self) {
        self.coming.drain(..).for_each(|job| job.fail(&not_laid()));
    }

    /// What goes into the next transaction, up to the limit. An import, its undo, an amendment and a scheme that comes
    /// into force end their group, so that what follows sees the district of then. Phones' commands are in none with
    /// orders, so that these are durable sooner.
    pub fn group(&mut self) -> Vec<Job> {
        if self.desk.is_empty() && self.phones.is_empty() {
            return self.coming.pop_front().into_iter().collect();
        }
        self.turn_coming_away();
        let (mut group, mut has_order) = (Vec::new(), false);
        while group.len() < MOST_IN_ONE_COMMIT {
            let next = self.desk.pop_front();
            let Some(job) = next.or_else(|| if has_order { None } else { self.phones.pop_front() }) else { break };
            has_order |= is_order(&job);
            let ends = job.changes_district();
            group.push(job);
            if ends {
                break;
            }
        }
        group
    }
}

fn is_of_a_phone(job: &Job) -> bool {
    matches!(job, Job::Act { pressed, .. } if pressed.seat.role == Role::Field)
}

fn is_order(job: &Job) -> bool {
    matches!(job.action(), Some(Action::IssueOrder { .. }))
}
