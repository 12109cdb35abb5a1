//! One synthetic person with a page open: hears, asks for the inbox, does what is in the course, and goes on after a
//! cut.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use domain::action::{Answered, Call};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::{CommandId, OrderId, PostId};
use domain::moment::Moment;
use domain::news::{News, Told, Vector};
use domain::order::Asked;
use domain::receipt::{Mark, Part, Progress};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};
use uuid::Uuid;

use crate::camera::picture;
use crate::deed::{Deed, LATE, Photo, Step};
use crate::figures::Book;
use crate::found::found;
use crate::line::{Desk, Ear, Failed, Page};
use crate::person::course;
use crate::profile::Manners;

/// Waits between two tries to reach the desk; the last repeats.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(400), Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// How long a page lets its groups wait, at the least.
const A_WHILE: Duration = Duration::from_secs(3);
/// The most marks in one call.
const MOST_CALLS: usize = 50;

/// What the host gives: the time, and ids.
#[derive(Clone)]
pub struct Host {
    /// Tells the time.
    pub now: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// A new id at each call (`UUIDv7`).
    pub new_id: Arc<dyn Fn() -> Uuid + Send + Sync>,
}

/// What all people of a drill share.
pub(crate) struct Scene {
    pub desk: Desk,
    pub seed: u64,
    pub manners: Manners,
    /// How many times faster than the clock the day goes.
    pub pace: f64,
    pub book: Book,
    pub host: Host,
    pub ended: watch::Receiver<bool>,
}

/// A person with a token.
pub(crate) struct Phone {
    scene: Arc<Scene>,
    post: PostId,
    token: String,
    seen: Vector,
    /// The vector of the inbox that the page has; none: it has none yet.
    inbox: Option<Vector>,
    /// Orders that the page knows; of some a photo of what was done is asked for.
    known: HashMap<OrderId, Asked>,
    /// What is still to be done, by when.
    due: BTreeMap<(Instant, u64), Step>,
    turn: u64,
    /// How many things the person has come upon, the next among them.
    finds: u32,
    /// No network before this.
    cut_until: Option<Instant>,
    /// My own grid, whose group the page shows.
    group: Option<GridPath>,
    /// When the page asks for its groups.
    talk: Option<Instant>,
    /// From when and until when the network will be away.
    lapse: Option<(Instant, Instant)>,
}

#[derive(Deserialize)]
struct Grid {
    path: GridPath,
}

#[derive(Deserialize)]
struct Inbox {
    grid: Grid,
    orders: Vec<InboxOrder>,
    vector: Vector,
}

#[derive(Deserialize)]
struct InboxOrder {
    id: OrderId,
    number: String,
    issued: Moment,
    part: Part,
    progress: Progress,
    answer: Asked,
    end: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Word {
    Told(Told),
    Vector { vector: Vector },
}

impl Phone {
    pub(crate) fn new(scene: Arc<Scene>, post: PostId, token: String) -> Self {
        let (seen, known, due) = (Vector::default(), HashMap::new(), BTreeMap::new());
        let (inbox, group, talk) = (None, None, None);
        Self {
            scene,
            post,
            token,
            seen,
            inbox,
            known,
            due,
            turn: 0,
            finds: 0,
            cut_until: None,
            lapse: None,
            group,
            talk,
        }
    }

    /// Lives until the drill ends; the token may end before.
    pub(crate) async fn live(mut self) {
        let mut tries = 0;
        let mut ended = self.scene.ended.clone();
        loop {
            let visit = async {
                if let Some(until) = self.cut_until.take() {
                    self.scene.book.cut(true);
                    sleep_until(until).await;
                    self.scene.book.cut(false);
                }
                self.visit(&mut tries).await
            };
            let visited = tokio::select! {
                visited = visit => visited,
                _ = ended.wait_for(|ended| *ended) => return,
            };
            match visited {
                Err(Failed::NoSeat) => return,
                Err(Failed::Lost(_)) if self.cut_until.is_none() => {
                    self.scene.book.lost();
                    sleep(PAUSES[tries.min(PAUSES.len() - 1)]).await;
                    tries += 1;
                }
                Err(Failed::Said(failure)) => {
                    self.scene.book.refused(&failure.message);
                    sleep(PAUSES[PAUSES.len() - 1]).await;
                }
                _ => {}
            }
        }
    }

    /// From when the page comes up to when its network goes.
    async fn visit(&mut self, tries: &mut usize) -> Result<(), Failed> {
        let desk = self.scene.desk.clone();
        self.look().await?;
        let since = json!(self.seen).to_string();
        let mut ear = desk.listen(Page::Field, &self.token, Some(&since)).await?;
        *tries = 0;
        self.scene.book.connected(true);
        let done = self.stay(&mut ear).await;
        self.scene.book.connected(false);
        done
    }

    async fn stay(&mut self, ear: &mut Ear) -> Result<(), Failed> {
        while self.cut_until.is_none() {
            if let Some((_, until)) = self.lapse.take_if(|(from, _)| *from <= Instant::now()) {
                self.cut_until = Some(until);
                break;
            }
            let lapse = self.lapse.map(|(from, _)| from);
            let next = self.due.keys().next().map(|(at, _)| *at).into_iter().chain(self.talk).chain(lapse).min();
            let waited = async {
                match next {
                    Some(at) => sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                word = ear.hear() => {
                    let word = word.ok_or_else(|| Failed::Lost("the socket closed".to_owned()))?;
                    self.hear(&word).await?;
                }
                () = waited => {
                    if self.due.keys().next().map(|(at, _)| *at).into_iter().chain(self.talk).any(|at| at <= Instant::now()) {
                        self.act().await?;
                    }
                }
            }
        }
        Ok(())
    }

    async fn hear(&mut self, word: &str) -> Result<(), Failed> {
        match serde_json::from_str(word) {
            Ok(Word::Told(told)) => {
                let seen = self.seen.0.entry(told.desk).or_default();
                // What the inbox has seen is in it: of ten orders at once, one question tells.
                if told.seq <= *seen {
                    return Ok(());
                }
                *seen = told.seq;
                if matches!(told.news, News::OrderIssued { part: Some(_), .. }) {
                    self.look().await?;
                }
            }
            Ok(Word::Vector { vector }) => self.seen = vector,
            Err(_) => {}
        }
        Ok(())
    }

    /// Asks for the inbox, and works out what will be done with what is new.
    async fn look(&mut self) -> Result<(), Failed> {
        let question = json!({ "question": { "type": "inbox", "since": self.inbox } });
        let inbox: Inbox = self.scene.desk.call("ask", Some(&self.token), &question).await?;
        self.inbox = Some(inbox.vector.clone());
        self.seen = inbox.vector;
        self.group = Some(inbox.grid.path);
        if self.finds == 0 {
            self.walk_on(Instant::now());
        }
        // The groups can wait, and wait longer on one phone than on another.
        let chance = Duration::from_millis(u64::from(blake3::hash(self.token.as_bytes()).as_bytes()[0]) * 12);
        self.talk.get_or_insert(Instant::now() + A_WHILE + chance);
        let mut orders = inbox.orders;
        // Oldest first: which order it is by number decides what a person does.
        orders.reverse();
        for order in orders {
            if self.known.insert(order.id, order.answer.clone()).is_some()
                || order.end.is_some()
                || order.progress > Progress::Delivered
            {
                continue;
            }
            self.scene.book.heard(order.id, &order.number, order.issued);
            let nth = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            let course = course(self.scene.seed, &self.scene.manners, &self.post, nth, order.part, &order.answer);
            let now = Instant::now();
            if let Some(cut) = course.cut {
                self.cut_until = Some(now + self.paced(cut));
            }
            if let Some((after, lasts)) = course.lapse {
                let from = now + self.paced(after);
                self.lapse = self.lapse.or(Some((from, from + self.paced(lasts))));
            }
            let first = self.cut_until.unwrap_or(now);
            if let Some((after, words)) = course.call {
                self.due(first + self.paced(after), Deed::Call { words });
            }
            self.plan(first, order.id, course.steps);
        }
        Ok(())
    }

    fn plan(&mut self, from: Instant, order: OrderId, mut steps: Vec<(Duration, Mark)>) {
        if steps.is_empty() {
            return;
        }
        let (after, mark) = steps.remove(0);
        self.due(from + self.paced(after), Deed::Mark { order, mark, then: steps });
    }

    /// The next thing that the person comes upon.
    fn walk_on(&mut self, from: Instant) {
        self.finds += 1;
        if let Some(found) = found(self.scene.seed, &self.scene.manners, &self.post, self.finds) {
            self.due(from + self.paced(found.after), Deed::Report { found });
        }
    }

    fn due(&mut self, at: Instant, deed: Deed) {
        self.turn += 1;
        let is_photographed = match &deed {
            Deed::Mark { order, mark: Mark::Done { .. }, .. } => self.known.get(order) == Some(&Asked::Photo),
            Deed::Mark { .. } | Deed::Call { .. } => false,
            Deed::Report { found } => found.is_photographed,
        };
        let new_command = || CommandId((self.scene.host.new_id)());
        let photo = if is_photographed { Photo::Taken(new_command()) } else { Photo::None };
        let step = Step { command: new_command(), deed, photo };
        self.due.insert((at, self.turn), step);
    }

    fn paced(&self, time: Duration) -> Duration {
        time.div_f64(self.scene.pace)
    }

    /// Does what is due, all that waits together in one call. What nothing came back from stays due, under its own
    /// command id; what was done without a network brings its own time.
    async fn act(&mut self) -> Result<(), Failed> {
        let now = Instant::now();
        if self.talk.is_some_and(|at| at <= now) {
            self.talk = None;
            return self.ask_for_groups().await;
        }
        if self.is_cut_off(now) {
            return Ok(());
        }
        let mut steps = Vec::new();
        while steps.len() < MOST_CALLS
            && let Some(first) = self.due.first_entry().filter(|first| first.key().0 <= now)
        {
            steps.push(first.remove_entry());
        }
        for step in 0..steps.len() {
            if let Err(failed) = self.hand_in(&mut steps[step].1).await {
                self.due.extend(steps);
                return Err(failed);
            }
        }
        let Some(grid) = self.group.clone() else { return Ok(()) };
        let called = (self.scene.host.now)();
        let calls: Vec<Call> =
            steps.iter().map(|((at, _), step)| step.call(&self.post, &grid, called, now - *at)).collect();
        match self.scene.desk.call::<Vec<Answered>>("acts", Some(&self.token), &calls).await {
            Ok(answers) => {
                for (((at, _), step), answer) in steps.into_iter().zip(answers) {
                    match answer {
                        Answered::Done { .. } => self.done(at, now - at, step.deed),
                        Answered::Failed { failure } => {
                            self.refused(&failure);
                            if matches!(step.deed, Deed::Report { .. }) {
                                self.walk_on(at);
                            }
                        }
                    }
                }
                Ok(())
            }
            Err(Failed::Said(failure)) => {
                self.refused(&failure);
                Ok(())
            }
            Err(failed) => {
                self.due.extend(steps);
                Err(failed)
            }
        }
    }

    /// What is said in my group, as the page asks for it.
    async fn ask_for_groups(&self) -> Result<(), Failed> {
        let channels = json!({ "type": "channels", "scope": null, "limit": 100 });
        let channel = json!({
            "type": "channel", "channel": self.group, "span": "here", "text": "", "before": null, "limit": 50,
        });
        for question in [channels, channel] {
            let body = json!({ "question": question });
            self.scene.desk.call::<Value>("ask", Some(&self.token), &body).await?;
        }
        Ok(())
    }

    /// Whether something due was found where there is no network: then the page goes, and comes back with it.
    fn is_cut_off(&mut self, now: Instant) -> bool {
        let due = self.due.iter_mut().take_while(|((at, _), _)| *at <= now);
        let cut = due.filter_map(|((at, _), step)| match &mut step.deed {
            Deed::Report { found } => found.cut.take().map(|lasts| *at + lasts.div_f64(self.scene.pace)),
            Deed::Mark { .. } | Deed::Call { .. } => None,
        });
        self.cut_until = cut.max();
        self.cut_until.is_some()
    }

    /// A photo goes before what names it.
    async fn hand_in(&self, step: &mut Step) -> Result<(), Failed> {
        let Photo::Taken(command) = step.photo else { return Ok(()) };
        match self.scene.desk.hand_in(&self.token, command, picture(command)).await {
            Ok(file) => step.photo = Photo::HandedIn(file),
            // What it goes with is said without it.
            Err(Failed::Said(failure)) => {
                self.refused(&failure);
                step.photo = Photo::None;
            }
            Err(failed) => return Err(failed),
        }
        Ok(())
    }

    /// Something is done; what follows it is due after it, not after what was heard of it.
    fn done(&mut self, at: Instant, late: Duration, deed: Deed) {
        match deed {
            Deed::Mark { order, mark, then } => {
                self.scene.book.marked(order, &self.post, mark.progress(), (self.scene.host.now)());
                self.plan(if late >= LATE { at } else { Instant::now() }, order, then);
            }
            Deed::Call { .. } => self.scene.book.called(),
            Deed::Report { .. } => {
                self.scene.book.reported();
                self.walk_on(at);
            }
        }
    }

    /// An order that ended meanwhile is no fault of the drill's.
    fn refused(&self, failure: &Failure) {
        if failure.code != "order.ended" {
            self.scene.book.refused(&failure.message);
        }
    }
}
