//! What goes out by gateways: a thread that looks after the rows that wait, one for a desk that has a gateway.
//!
//! A row is noted as being on the wire before it is, and what it came to after; each is a commit of its own. So nothing
//! goes out that the ledger does not know of, and where the desk stops in between the row says that nobody knows.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use domain::failure::{Failure, FailureKind};
use domain::gateway::{Delivery, GatewayKind, SendMove, SendState, Why};
use domain::id::CommandId;
use domain::moment::Moment;
use domain::order::OrderEnd;
use domain::seat::Seat;
use ledger::{SentRow, View};
use serde_json::Value;

use crate::Desk;
use crate::act::gateway::Work;
use crate::failure::broken;
use crate::gateway::{Account, digits, midnight, phone_of, tomorrow};
use crate::import;

/// Messages on the wire at one time, by one gateway.
const AT_ONCE: u32 = 8;
/// How long the thread sleeps at the most while something waits.
pub const LOOK_EVERY: Duration = Duration::from_secs(30);
/// How long it waits for the minute's limit, and after something that it could not read or write.
const BREATH: Duration = Duration::from_secs(1);
const MINUTE: i64 = 60;

/// Looks after what is due, and tells how long nothing is; the first time after the thread began, what was left too.
type Look = fn(&Desk, bool, &Bell) -> Result<Duration, Failure>;

/// The thread, once there is one.
pub struct Outgoing {
    name: &'static str,
    look: Look,
    bell: Arc<Bell>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
pub struct Bell {
    state: Mutex<Rung>,
    rung: Condvar,
}

#[derive(Default)]
struct Rung {
    is_rung: bool,
    is_over: bool,
}

/// What a gateway tells of its messages, as it came.
pub enum DeliveryBody {
    /// JSON.
    Json(Value),
    /// The fields of a form, or of an address.
    Form(std::collections::BTreeMap<String, String>),
}

impl Outgoing {
    pub fn new(name: &'static str, look: Look) -> Self {
        Self { name, look, bell: Arc::default(), thread: Mutex::default() }
    }

    /// Whether there is a thread by now.
    pub fn is_there(&self) -> bool {
        self.thread.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// What wakes the thread; none: there is nothing that goes out.
    pub fn bell(&self) -> Option<Arc<Bell>> {
        self.is_there().then(|| Arc::clone(&self.bell))
    }

    /// Something may be due: looks after it, with a thread that is started for it where there is none.
    pub fn ring(&self, desk: &Weak<Desk>) {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if thread.is_none() && !self.bell.is_over() {
            let (desk, bell, look) = (Weak::clone(desk), Arc::clone(&self.bell), self.look);
            let started = thread::Builder::new().name(self.name.to_owned()).spawn(move || run(&desk, &bell, look));
            match started {
                Ok(started) => *thread = Some(started),
                Err(error) => tracing::error!(%error, "nothing goes out: no thread could be started"),
            }
        }
        drop(thread);
        self.bell.ring();
    }

    /// Lets what is on the wire come back, and ends.
    pub fn close(&self) {
        self.bell.end();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        // The thread itself may be the last to let go of the desk.
        if let Some(thread) = thread.filter(|thread| thread.thread().id() != thread::current().id()) {
            let _ = thread.join();
        }
    }
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        self.bell.end();
    }
}

impl Bell {
    pub fn ring(&self) {
        self.state().is_rung = true;
        self.rung.notify_all();
    }

    fn end(&self) {
        self.state().is_over = true;
        self.rung.notify_all();
    }

    pub fn is_over(&self) -> bool {
        self.state().is_over
    }

    /// Waits until it is rung, or for so long.
    fn wait(&self, most: Duration) {
        let state = self.state();
        let waited = self.rung.wait_timeout_while(state, most, |state| !state.is_rung && !state.is_over);
        waited.unwrap_or_else(PoisonError::into_inner).0.is_rung = false;
    }

    fn state(&self) -> MutexGuard<'_, Rung> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn run(desk: &Weak<Desk>, bell: &Bell, look: Look) {
    let mut is_fresh = true;
    while !bell.is_over() {
        let Some(desk) = desk.upgrade() else { return };
        let wait = match look(&desk, is_fresh, bell) {
            Ok(wait) => {
                is_fresh = false;
                wait
            }
            Err(failure) => {
                tracing::error!(%failure, "what goes out cannot be looked after");
                BREATH
            }
        };
        drop(desk);
        bell.wait(wait);
    }
}

impl Desk {
    /// A gateway, or what waits for one, may have changed.
    pub(crate) fn ring_outgoing(&self) {
        self.outgoing.ring(&self.me);
    }

    /// Looks at once whether messages are due, for a host whose clock has jumped.
    pub fn wake(&self) -> Result<(), Failure> {
        if self.has_gateway()? {
            self.ring_outgoing();
        }
        Ok(())
    }

    /// Whether this desk has a gateway.
    pub(crate) fn has_gateway(&self) -> Result<bool, Failure> {
        self.readers.with(|view| {
            let has = |by| Ok::<bool, Failure>(self.gateways.account(view, by)?.is_some());
            Ok(has(GatewayKind::Sms)? || has(GatewayKind::Voice)?)
        })
    }

    /// Sends one message to a number that somebody typed; the same press again gets the first answer.
    pub(crate) fn try_gateway(
        &self,
        seat: &Seat,
        command: CommandId,
        by: GatewayKind,
        to: &str,
    ) -> Result<(), Failure> {
        import::admit("try_gateway", seat)?;
        if self.gateways.tried(command).is_some() {
            return Ok(());
        }
        let to = digits(to).ok_or_else(|| Failure::invalid("gateway.number", &[]))?;
        let account = self.readers.with(|view| self.gateways.account(view, by))?;
        let account = account.ok_or_else(|| Failure::refused("gateway.off", &[]))?;
        let text =
            account.setting.language.either("五图试发：收到即表示网关可用。", "Wutu: a trial. The gateway works.");
        let id = (self.options.new_id)().to_string();
        let answer = self.gateways.carry(&account, &id, &to, text, &self.at());
        self.gateways.keep_tried(command, answer);
        Ok(())
    }

    /// Takes what a gateway that knows its token tells of its messages; gives what it wants to be answered.
    pub fn take_deliveries(&self, by: GatewayKind, token: &str, body: &DeliveryBody) -> Result<String, Failure> {
        let account = self.readers.with(|view| self.gateways.account(view, by))?;
        let unknown = || Failure::invalid("address.unknown", &[]);
        let account = account.filter(|account| account.reports_at(token)).ok_or_else(unknown)?;
        let form = account.setting.report.as_ref().ok_or_else(unknown)?;
        let told: Vec<Delivery> = match body {
            DeliveryBody::Json(value) => form.read_json(value),
            DeliveryBody::Form(fields) => form.read_form(fields),
        };
        if told.is_empty() {
            tracing::warn!(by = by.word(), "a gateway reported nothing that is understood");
        } else {
            let moved = self.writer.send_work(Work::Delivered(by, told))?;
            tracing::debug!(by = by.word(), moved, "a gateway reported");
        }
        Ok(form.reply.clone())
    }

    /// Sends what is due; tells how long nothing is.
    pub(crate) fn look_after_sends(&self, is_fresh: bool, bell: &Bell) -> Result<Duration, Failure> {
        if is_fresh {
            self.recover()?;
        }
        let unwritten = self.gateways.take_unwritten();
        if !unwritten.is_empty() {
            self.write(unwritten)?;
        }
        let mut wait = LOOK_EVERY;
        for by in GatewayKind::ALL {
            while !bell.is_over() {
                if let Some(next) = self.send_some(by)? {
                    wait = wait.min(next);
                    break;
                }
            }
        }
        Ok(wait)
    }

    /// What was on the wire when the desk stopped: nobody knows what became of it.
    fn recover(&self) -> Result<(), Failure> {
        let moves = self.readers.with(|view| {
            let mut moves = Vec::new();
            for row in view.sends_on_the_wire(self.id).map_err(broken)? {
                let account = self.gateways.account(view, row.by)?;
                let moved = if account.is_some_and(|account| account.setting.deduplicates) {
                    let again = SendMove::because(row.id, SendState::Waiting, Why::Interrupted);
                    SendMove { due: Some(self.now()), ..again }
                } else {
                    SendMove::because(row.id, SendState::Unknown, Why::Interrupted)
                };
                moves.push((row, moved));
            }
            Ok(moves)
        })?;
        if moves.is_empty() { Ok(()) } else { self.writer.send_work(Work::Moved(moves)).map(drop) }
    }

    /// Sends some of what is due by a gateway. None: there may be more at once; else how long there is nothing to do.
    fn send_some(&self, by: GatewayKind) -> Result<Option<Duration>, Failure> {
        let now = self.now();
        let looked = self.readers.with(|view| self.next_sends(view, by, now))?;
        let (account, rows) = match looked {
            Looked::Nothing(wait) => return Ok(Some(wait)),
            Looked::Due(account, rows) => (account, rows),
        };
        let (going, mut moves) = self.readers.with(|view| self.sort_out(view, rows))?;
        moves.extend(going.iter().map(|one| (one.row.clone(), SendMove::to(one.row.id, SendState::Sending))));
        self.writer.send_work(Work::Moved(moves))?;
        let at = self.at();
        let answers = thread::scope(|scope| {
            let carry = |one: &Going| {
                let (id, to, text) = (one.row.id.to_string(), one.to.clone(), one.text.clone());
                let (account, at) = (&account, &at);
                scope.spawn(move || self.gateways.carry(account, &id, &to, &text, at))
            };
            let running: Vec<_> = going.iter().map(carry).collect();
            running.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
        });
        let now = self.now();
        let mut pause = None;
        let came: Vec<(SentRow, SendMove)> = going
            .into_iter()
            .zip(answers)
            .map(|(one, answer)| {
                let moved = match answer {
                    Ok(answer) => {
                        let setting = &account.setting;
                        SendMove::after(one.row.id, answer.upshot, one.row.tries + 1, setting.deduplicates, now)
                    }
                    // A thread that died: it may have been before or after the request went out.
                    Err(_) => SendMove::because(one.row.id, SendState::Unknown, Why::Interrupted),
                };
                if matches!(moved.why, Some(Why::Busy | Why::Away)) {
                    pause = pause.max(moved.due);
                }
                (one.row, moved)
            })
            .collect();
        self.gateways.set_pause(by, pause);
        self.write(came)?;
        Ok(None)
    }

    fn next_sends(&self, view: &View<'_>, by: GatewayKind, now: Moment) -> Result<Looked, Failure> {
        let Some(account) = self.gateways.account(view, by)? else { return Ok(Looked::Nothing(LOOK_EVERY)) };
        let Some(next) = view.next_send(self.id, by).map_err(broken)? else {
            return Ok(Looked::Nothing(LOOK_EVERY));
        };
        let next = next.max(self.gateways.pause(by).unwrap_or(next));
        if next > now {
            return Ok(Looked::Nothing(between(now, next)));
        }
        let offset = view.store().map_err(broken)?.offset_hours;
        let today = view.sent_since(self.id, by, midnight(now, offset)).map_err(broken)?;
        let left = account.setting.a_day.saturating_sub(today);
        if left == 0 {
            return Ok(Looked::Nothing(between(now, tomorrow(now, offset))));
        }
        let lately = view.sent_since(self.id, by, now.plus_seconds(-MINUTE)).map_err(broken)?;
        let left = left.min(account.setting.a_minute.saturating_sub(lately));
        if left == 0 {
            return Ok(Looked::Nothing(BREATH));
        }
        let rows = view.due_sends(self.id, by, now, left.min(AT_ONCE)).map_err(broken)?;
        Ok(Looked::Due(Box::new(account), rows))
    }

    /// Who is still to be told, and whom nobody need tell any more.
    #[expect(clippy::type_complexity, reason = "two lists of one")]
    fn sort_out(&self, view: &View<'_>, rows: Vec<SentRow>) -> Result<(Vec<Going>, Vec<(SentRow, SendMove)>), Failure> {
        let district = self.district();
        let (mut going, mut left) = (Vec::new(), Vec::new());
        for row in rows {
            let end: Option<OrderEnd> = view.order_end(row.order).map_err(broken)?;
            let receipt = view.receipt(row.order, &row.post).map_err(broken)?;
            let text = view.text_of_sends(row.order, row.by).map_err(broken)?;
            let to = phone_of(&district, &row.post);
            let why = if end.is_some() {
                Some(Why::Ended)
            } else if receipt.is_none_or(|row| !row.receipt.progress().is_open()) {
                Some(Why::Answered)
            } else if to.is_none() || text.is_none() {
                Some(Why::NoNumber)
            } else {
                None
            };
            match (why, to, text) {
                (None, Some(to), Some(text)) => going.push(Going { row, to, text }),
                (why, ..) => {
                    let moved = SendMove::because(row.id, SendState::Dropped, why.unwrap_or(Why::NoNumber));
                    left.push((row, moved));
                }
            }
        }
        Ok((going, left))
    }

    /// Writes down what messages came to; what cannot be written now is kept for the next look.
    fn write(&self, moves: Vec<(SentRow, SendMove)>) -> Result<(), Failure> {
        if moves.is_empty() {
            return Ok(());
        }
        self.writer.send_work(Work::Moved(moves.clone())).map(drop).inspect_err(|failure| {
            if failure.kind == FailureKind::Broken {
                self.gateways.keep_unwritten(moves);
            }
        })
    }

    /// `{at}`: `20261121213000`, where the store is.
    fn at(&self) -> String {
        let offset = self.district().store.offset_hours;
        let seconds = self.now().millis().div_euclid(1000).rem_euclid(60);
        let minute: String = self.now().minute(offset).chars().filter(char::is_ascii_digit).collect();
        format!("{minute}{seconds:02}")
    }
}

/// What a look at the queue finds.
enum Looked {
    Nothing(Duration),
    Due(Box<Account>, Vec<SentRow>),
}

/// A message that goes out now.
struct Going {
    row: SentRow,
    to: String,
    text: String,
}

pub fn between(now: Moment, then: Moment) -> Duration {
    let left = u64::try_from(then.millis() - now.millis()).unwrap_or_default();
    LOOK_EVERY.min(Duration::from_millis(left.max(10)))
}
