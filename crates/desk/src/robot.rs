//! Robots at this desk: their secrets, what they say, and the thread that looks after what waits for them.
//!
//! A digest is noted as being on the wire before it is, and what it came to after; each is a commit of its own. What
//! nobody knows is not said again by itself: no service would notice that it says the same twice.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use domain::code::GridPath;
use domain::errand::{Credentials, Upshot};
use domain::fact::Fact;
use domain::failure::{Failure, FailureKind};
use domain::gateway::{SendMove, SendState};
use domain::id::{DeskId, MessageId, OrderId, RobotId, SendId};
use domain::ladder::count_silent;
use domain::moment::Moment;
use domain::order::Priority;
use domain::purpose::Purpose;
use domain::receipt::{Part, Progress};
use domain::robot::{Digest, DigestEnd, Heading, Line, RobotNoun, RobotSetting, RobotTrouble, Told, compose, masked};
use ledger::{RobotItem, RobotRow, View, secret};
use messenger::robot::{RobotAnswer, errand, judge, values};
use messenger::{Answer, Messenger};

use crate::Desk;
use crate::act::gateway::Work;
use crate::district::District;
use crate::failure::{broken, bug};
use crate::outgoing::{Bell, LOOK_EVERY, between};

/// What is filled into an errand, beside its secrets.
pub const FIELDS: [&str; 4] = ["title", "text", "stamp", "sign"];
/// So much of what waits is looked at for one digest: more than goes into any.
const MOST_ITEMS: u32 = 200;
/// After so many tries the pause grows no more.
const MOST_COUNTED: u32 = 7;

/// What the desk has for robots beside the ledger.
pub struct Robots {
    messenger: Messenger,
    keys_dir: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The field page as phones reach it, while the desk is open to the network.
    field: Option<String>,
    /// What digests came to and could not be written yet.
    unwritten: Vec<(RobotId, Fact)>,
}

/// A digest that goes out now.
struct Going {
    row: RobotRow,
    id: SendId,
    credentials: Credentials,
    digest: Digest,
}

impl Robots {
    pub fn new(keys_dir: &Path) -> Self {
        Self { messenger: Messenger::default(), keys_dir: keys_dir.to_owned(), state: Mutex::default() }
    }

    /// What is sealed of a robot; none where nothing is.
    pub fn sealed(&self, desk: DeskId, robot: RobotId) -> Result<Option<Credentials>, Failure> {
        let kept = secret::read(&self.keys_dir, desk, &file_of(robot)).map_err(broken)?;
        kept.map(|text| serde_json::from_str(&text).map_err(|_| bug("a sealed robot cannot be read"))).transpose()
    }

    /// Seals what a robot has of secrets; none takes it away.
    pub fn seal(&self, desk: DeskId, robot: RobotId, credentials: Option<&Credentials>) -> Result<(), Failure> {
        let text = credentials.map(serde_json::to_string).transpose().map_err(|_| bug("secrets cannot be written"))?;
        secret::keep(&self.keys_dir, desk, &file_of(robot), text.as_deref()).map_err(broken)
    }

    /// Where phones find the field page; none: the desk is closed to them.
    pub fn field(&self) -> Option<String> {
        self.state().field.clone()
    }

    fn carry(&self, going: &Going, now: Moment) -> RobotAnswer {
        let (setting, digest) = (&going.row.setting, &going.digest);
        let errand = errand(setting.kind, setting.near.as_deref(), going.credentials.secret.is_some());
        let values = values(setting.kind, &going.credentials, &digest.title, &digest.text, now);
        let answer: Answer = self.messenger.carry(&errand, &going.credentials, &values);
        judge(setting.kind, &answer)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Where phones find the field page from now on: what robots say links to it. None: the desk is closed to them.
    pub fn post_field(&self, field: Option<String>) {
        self.robots.state().field = field;
    }

    /// Something may be due to a robot: looks now. Hosts that know better than the clock – after a sleep of the
    /// machine – say so.
    pub fn ring_robots(&self) {
        self.speaking.ring(&self.me);
    }

    /// Whether this desk has a robot.
    pub(crate) fn has_robot(&self) -> Result<bool, Failure> {
        self.readers.with(|view| view.has_robot(self.id).map_err(broken))
    }

    /// Says what is due; tells how long nothing is.
    pub(crate) fn look_after_robots(&self, is_fresh: bool, bell: &Bell) -> Result<Duration, Failure> {
        if is_fresh {
            self.recover_digests()?;
        }
        let unwritten = std::mem::take(&mut self.robots.state().unwritten);
        self.note(unwritten)?;
        loop {
            let now = self.now();
            let (due, wait) = self.readers.with(|view| self.due_digests(view, now))?;
            if due.is_empty() || bell.is_over() {
                return Ok(wait);
            }
            let mut going = Vec::new();
            for one in due {
                let items = one.digest.held.clone();
                let fact = Fact::DigestBegun { robot: one.row.id, digest: one.id, items };
                // A robot that was unbound meanwhile says nothing more.
                if self.writer.send_work(Work::Robots(vec![(one.row.id, fact)]))? > 0 {
                    going.push(one);
                }
            }
            let answers = thread::scope(|scope| {
                let running: Vec<_> =
                    going.iter().map(|one| scope.spawn(move || self.robots.carry(one, self.now()))).collect();
                running.into_iter().map(|one| one.join().ok()).collect::<Vec<_>>()
            });
            let now = self.now();
            let ended = going.into_iter().zip(answers).map(|(one, answer)| {
                let end = end_of(&one, answer, now);
                (one.row.id, Fact::DigestEnded { robot: one.row.id, digest: one.id, end })
            });
            self.note(ended.collect())?;
        }
    }

    /// What was on the wire when the desk stopped: nobody knows what became of it.
    fn recover_digests(&self) -> Result<(), Failure> {
        let left = self.readers.with(|view| view.robot_digests(self.id).map_err(broken))?;
        let left = left.into_iter().filter(|digest| digest.state == SendState::Sending).map(|digest| {
            let end = ended(SendState::Unknown, RobotTrouble::Interrupted);
            (digest.robot, Fact::DigestEnded { robot: digest.robot, digest: digest.id, end })
        });
        self.note(left.collect())
    }

    /// Writes down what digests came to; what cannot be written now is kept for the next look.
    fn note(&self, facts: Vec<(RobotId, Fact)>) -> Result<(), Failure> {
        if facts.is_empty() {
            return Ok(());
        }
        self.writer.send_work(Work::Robots(facts.clone())).map(drop).inspect_err(|failure| {
            if failure.kind == FailureKind::Broken {
                self.robots.state().unwritten.extend(facts);
            }
        })
    }

    /// What every robot that may speak now has to say, and how long none has.
    fn due_digests(&self, view: &View<'_>, now: Moment) -> Result<(Vec<Going>, Duration), Failure> {
        let district = self.district();
        let (mut due, mut wait) = (Vec::new(), LOOK_EVERY);
        if district.store.purpose == Purpose::Drill {
            return Ok((due, wait));
        }
        let speaking: HashSet<RobotId> = view
            .robot_digests(self.id)
            .map_err(broken)?
            .into_iter()
            .filter(|digest| digest.state == SendState::Sending)
            .map(|digest| digest.robot)
            .collect();
        for row in view.robots(self.id).map_err(broken)? {
            if row.waiting == 0 || row.is_halted || speaking.contains(&row.id) {
                continue;
            }
            let next = speaks_at(&row);
            if next.is_some_and(|next| next > now) {
                wait = wait.min(next.map_or(wait, |next| between(now, next)));
                continue;
            }
            let id = SendId((self.options.new_id)());
            let Some(credentials) = self.robots.sealed(self.id, row.id)?.filter(|known| known.key.is_some()) else {
                let end = ended(SendState::Waiting, RobotTrouble::NoKey);
                self.note(vec![(row.id, Fact::DigestEnded { robot: row.id, digest: id, end })])?;
                continue;
            };
            let digest = self.digest(view, &district, &row)?;
            due.push(Going { row, id, credentials, digest });
        }
        Ok((due, wait))
    }

    fn digest(&self, view: &View<'_>, district: &District, row: &RobotRow) -> Result<Digest, Failure> {
        let setting = &row.setting;
        let names: HashSet<&str> = district.roster.posts().iter().map(|post| post.person.as_str()).collect();
        let told = Telling { view, setting, names: &names };
        let items = view.robot_items(row.id, MOST_ITEMS).map_err(broken)?;
        let lines = items.iter().map(|item| told.line(item)).collect::<Result<Vec<_>, _>>()?;
        let field = self.robots.field();
        let heading = Heading {
            channel: district.tree.grid(&setting.channel).map_or(setting.channel.as_str(), |grid| &grid.name),
            language: setting.language,
            offset: district.store.offset_hours,
            field: field.as_deref(),
        };
        Ok(compose(setting.kind, &heading, lines))
    }
}

/// When a robot may speak next; none: at once.
pub fn speaks_at(row: &RobotRow) -> Option<Moment> {
    row.begun.map(|begun| begun.plus_seconds(row.setting.kind.pause())).max(row.due)
}

/// What waits, as it stands now, without anything personal.
struct Telling<'a, 'b> {
    view: &'a View<'b>,
    setting: &'a RobotSetting,
    /// Of everybody in post.
    names: &'a HashSet<&'a str>,
}

impl Telling<'_, '_> {
    fn line(&self, item: &RobotItem) -> Result<Line, Failure> {
        let nothing = (Priority::Normal, Told::Nothing);
        let (priority, told) = match item.what {
            RobotNoun::Trial => (Priority::Normal, Told::Trial),
            RobotNoun::Order | RobotNoun::Reminder => self.order(item)?.unwrap_or(nothing),
            RobotNoun::Notice => self.notice(item)?.unwrap_or(nothing),
        };
        Ok(Line { number: item.number, priority, told })
    }

    fn order(&self, item: &RobotItem) -> Result<Option<(Priority, Told)>, Failure> {
        let Ok(id) = item.subject.parse::<OrderId>() else { return Ok(None) };
        let Some(order) = self.view.order(id).map_err(broken)? else { return Ok(None) };
        let rows = self.view.progress_of(&[id]).map_err(broken)?;
        let receipts: Vec<(&GridPath, Progress)> = rows
            .iter()
            .filter(|(_, grid, _, part, _)| *part == Part::Recipient && self.setting.covers(grid))
            .map(|(_, grid, _, _, progress)| (grid, *progress))
            .collect();
        let open = (item.what == RobotNoun::Reminder).then(|| count_silent(order.answering, &receipts).people);
        let told = Told::Order {
            id,
            kind: order.kind,
            words: self.masked(&order.text),
            people: u32::try_from(receipts.len()).unwrap_or(u32::MAX),
            deadline: order.deadline,
            open,
            is_over: self.view.order_end(id).map_err(broken)?.is_some(),
        };
        Ok(Some((order.priority, told)))
    }

    fn notice(&self, item: &RobotItem) -> Result<Option<(Priority, Told)>, Failure> {
        let Ok(id) = item.subject.parse::<MessageId>() else { return Ok(None) };
        let Some(row) = self.view.message(id).map_err(broken)?.filter(|row| row.withdrawn.is_none()) else {
            return Ok(None);
        };
        match self.view.told(row.fact).map_err(broken)? {
            (_, Some(Fact::MessageSent { message })) => {
                Ok(Some((message.priority, Told::Notice { words: self.masked(&message.words) })))
            }
            _ => Ok(None),
        }
    }

    fn masked(&self, words: &str) -> String {
        masked(words, |name| self.names.contains(name))
    }
}

/// What a digest came to; without an answer the thread died that carried it.
fn end_of(going: &Going, answer: Option<RobotAnswer>, now: Moment) -> DigestEnd {
    let Some(RobotAnswer { upshot, trouble, code }) = answer else {
        return ended(SendState::Unknown, RobotTrouble::Interrupted);
    };
    let tries = (going.row.tries + 1).min(MOST_COUNTED);
    let moved = SendMove::after(going.id, upshot.clone(), tries, false, now);
    let state = match &upshot {
        // What is wrong with the robot is not wrong with what it was to say.
        Upshot::Refused { .. } if trouble.is_some_and(RobotTrouble::halts) => SendState::Waiting,
        _ => moved.state,
    };
    DigestEnd { state, due: moved.due, trouble, code, said: moved.said }
}

fn ended(state: SendState, trouble: RobotTrouble) -> DigestEnd {
    DigestEnd { state, due: None, trouble: Some(trouble), code: None, said: None }
}

fn file_of(robot: RobotId) -> String {
    format!("robot-{robot}")
}
