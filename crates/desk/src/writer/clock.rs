//! What the clock brings by itself: approved schemes whose day has come, the rungs of ladders and the deadlines of
//! orders, the end of live calls and of what was recorded of them. And, at its pace, a look whether a store that could not be written can be.

use std::time::Duration;

use domain::failure::{Failure, FailureKind};
use domain::id::CommandId;
use domain::livecall::LiveCall;
use domain::moment::Moment;
use ledger::{Committed, Ledger};

use super::scribe::Scribe;
use crate::act::{self, Desktop};
use crate::failure::broken;

/// How often the clock is looked at, at the least, while an approved scheme waits for its day or a rung for its time.
const LOOK_EVERY: Duration = Duration::from_secs(30);

impl Scribe {
    /// How long the thread may sleep; none: until somebody wants something.
    pub(super) fn wait(&self) -> Option<Duration> {
        let now = (self.shared.options.now)();
        match self.next_rung.into_iter().chain(self.next_call).chain(self.next_recording).min() {
            Some(due) if !self.in_doubt => {
                let left = u64::try_from(due.millis() - now.millis()).unwrap_or_default();
                Some(LOOK_EVERY.min(Duration::from_millis(left)))
            }
            None if self.approved.is_empty() && self.shared.writing.trouble().is_none() => None,
            _ => Some(LOOK_EVERY),
        }
    }

    /// When the clock will bring something next.
    pub(super) fn due(&self) -> Option<Moment> {
        self.next_rung
            .into_iter()
            .chain(self.next_call)
            .chain(self.next_recording)
            .chain(self.approved.first().map(|scheme| scheme.valid_from))
            .min()
    }

    /// What the clock will bring.
    pub(super) fn look_ahead(&mut self, ledger: &Ledger) {
        self.look_for_approved(ledger);
        self.look_for_rungs(ledger);
        self.look_for_calls(ledger);
        self.look_for_recordings(ledger);
    }

    /// What the clock has brought.
    pub(super) fn keep_time(&mut self, ledger: &mut Ledger) {
        self.bring_into_force(ledger);
        self.climb(ledger);
        self.end_calls(ledger);
        self.destroy_recordings(ledger);
        self.try_again(ledger);
    }

    pub(super) fn look_for_rungs(&mut self, ledger: &Ledger) {
        let view = ledger.view();
        let deadlines = view.deadlines(ledger.desk());
        match view.next_rung(ledger.desk()).and_then(|rung| Ok((rung, deadlines?))) {
            Ok((rung, deadlines)) => self.next_rung = deadlines.into_iter().map(|(_, due)| due).chain(rung).min(),
            Err(error) => tracing::error!(%error, "the ladders cannot be read"),
        }
    }

    /// Rungs and deadlines whose time has come are written down, also those that came while the desk was off. Where
    /// they can't be written they are tried again at every look at the clock.
    fn climb(&mut self, ledger: &mut Ledger) {
        if self.next_rung.is_none_or(|due| due > (self.shared.options.now)()) {
            return;
        }
        let both = |desk: &mut Desktop<'_, '_>| {
            act::ladder::climb(desk)?;
            act::alarm::deadlines(desk)
        };
        let climbed = self.look_again(ledger).and_then(|()| self.by_itself(ledger, both));
        match climbed {
            Ok(committed) => {
                self.look_for_rungs(ledger);
                self.tell(ledger, committed);
            }
            Err(failure) => {
                tracing::error!(%failure, "a rung could not be written");
                self.doubt(&failure);
            }
        }
    }

    pub(super) fn look_for_calls(&mut self, ledger: &Ledger) {
        match ledger.view().open_calls_of(ledger.desk()) {
            Ok(open) => self.next_call = open.iter().map(LiveCall::due).min(),
            Err(error) => tracing::error!(%error, "the live calls cannot be read"),
        }
    }

    /// Live calls whose time is over are written down, also those of before the desk was off.
    fn end_calls(&mut self, ledger: &mut Ledger) {
        if self.next_call.is_none_or(|due| due > (self.shared.options.now)()) {
            return;
        }
        let ended = self.look_again(ledger).and_then(|()| self.by_itself(ledger, act::livecall::lapse));
        self.call_ended(ledger, ended);
    }

    /// With the desk that stopped all lines went that stood at it.
    pub(super) fn begin_anew(&mut self, ledger: &mut Ledger) {
        self.look_for_calls(ledger);
        if self.next_call.is_some() {
            let ended = self.by_itself(ledger, act::livecall::begin_anew);
            self.call_ended(ledger, ended);
        }
    }

    fn call_ended(&mut self, ledger: &Ledger, ended: Result<Committed, Failure>) {
        match ended {
            Ok(committed) => {
                self.look_for_calls(ledger);
                self.tell(ledger, committed);
            }
            Err(failure) => {
                tracing::error!(%failure, "the end of a live call could not be written");
                self.doubt(&failure);
            }
        }
    }

    pub(super) fn look_for_recordings(&mut self, ledger: &Ledger) {
        let view = ledger.view();
        match view.oldest_recording().and_then(|oldest| Ok((oldest, view.recording_rule()?))) {
            Ok((oldest, rule)) => self.next_recording = oldest.map(|until| rule.ends(until)),
            Err(error) => tracing::error!(%error, "the recordings of calls cannot be read"),
        }
    }

    /// Recordings of calls whose time is over go, some at a time, and from the log beside the store as well.
    fn destroy_recordings(&mut self, ledger: &mut Ledger) {
        if self.next_recording.is_none_or(|due| due > (self.shared.options.now)()) {
            return;
        }
        match self.look_again(ledger).and_then(|()| self.by_itself(ledger, act::recording::expire)) {
            Ok(committed) => {
                self.unscrubbed = true;
                self.scrub(ledger);
                self.look_for_recordings(ledger);
                self.tell(ledger, committed);
            }
            Err(failure) => {
                tracing::error!(%failure, "a recording whose time is over could not be destroyed");
                self.doubt(&failure);
            }
        }
    }

    /// Nobody knows what is on the disk.
    pub(super) fn doubt(&mut self, failure: &Failure) {
        let now = (self.shared.options.now)();
        self.in_doubt = true;
        self.tried = Some(now);
        self.shared.writing.failed(failure, now);
    }

    /// A store that could not be written is tried now and then, also where nobody wants anything of it.
    fn try_again(&mut self, ledger: &mut Ledger) {
        let now = (self.shared.options.now)();
        let pause = i64::try_from(LOOK_EVERY.as_secs()).unwrap_or(i64::MAX);
        if self.tried.is_none_or(|tried| tried.plus_seconds(pause) > now) {
            return;
        }
        match self.look_again(ledger) {
            Ok(()) => self.recover(ledger),
            Err(failure) => self.doubt(&failure),
        }
    }

    /// Once the store can be written again, that it could not is written down: an alarm.
    pub(super) fn recover(&mut self, ledger: &mut Ledger) {
        let Some(trouble) = self.shared.writing.trouble() else { return };
        match self.by_itself(ledger, |desk| act::alarm::recovered(desk, trouble)) {
            Ok(committed) => {
                self.shared.writing.recovered();
                self.tried = None;
                self.tell(ledger, committed);
            }
            Err(failure) => {
                tracing::error!(%failure, "the store still cannot be written");
                self.doubt(&failure);
            }
        }
    }

    pub(super) fn look_for_approved(&mut self, ledger: &Ledger) {
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
            let (name, held) = (scheme.name.clone(), scheme.clone());
            let come = |desk: &mut Desktop<'_, '_>| {
                let command = CommandId((desk.options.new_id)());
                act::scheme::come_into_force(desk, command, scheme)
            };
            match self.by_itself(ledger, come) {
                Ok(committed) => {
                    self.shared.latest.outdate();
                    self.shared.seats.forget();
                    self.tell(ledger, committed);
                }
                Err(failure) => {
                    tracing::warn!(scheme = name, %failure, "an approved scheme could not come into force");
                    let told = match failure.kind {
                        FailureKind::Broken => Err(failure),
                        _ => self.by_itself(ledger, |desk| act::alarm::held_up(desk, held, &failure)),
                    };
                    match told {
                        Ok(committed) => self.tell(ledger, committed),
                        Err(failure) => self.doubt(&failure),
                    }
                }
            }
        }
    }

    /// Whoever spoke when the desk went is cut off since then: the floor is free.
    pub(super) fn hang_up(&self, ledger: &mut Ledger) {
        let open = match ledger.view().open_speeches() {
            Ok(open) if open.is_empty() => return,
            Ok(open) => open,
            Err(error) => return tracing::error!(%error, "the speeches cannot be read"),
        };
        match self.by_itself(ledger, |desk| act::speech::hang_up(desk, open)) {
            Ok(committed) => self.tell(ledger, committed),
            // They are over by themselves two minutes later.
            Err(failure) => tracing::warn!(%failure, "what was being said when the desk went could not be ended"),
        }
    }

    /// What the clock brings, in a transaction of its own.
    fn by_itself(
        &self,
        ledger: &mut Ledger,
        what: impl FnOnce(&mut Desktop<'_, '_>) -> Result<(), Failure>,
    ) -> Result<Committed, Failure> {
        let district = self.shared.latest.get(&ledger.view()).map_err(broken)?;
        let mut batch = ledger.begin().map_err(broken)?;
        let mut desktop = self.shared.desktop(&mut batch, &district);
        what(&mut desktop)?;
        batch.commit().map_err(broken)
    }
}
