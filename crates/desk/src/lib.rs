//! THE DESK. Opens a ledger, runs actions, answers questions, tells open pages what happened.
//!
//! Two doors, no third: [`Desk::act`] for changes, [`Desk::ask`] for questions. Both pass the table of
//! rights. Hosts (the window, HTTP, the terminal) own a transport and a seat; they own no rule.
//!
//! Invariant: nothing is acknowledged before the commit that holds it has returned (`writer`).
//! Invariant: no SQL, no HTTP and no Tauri in this room (checked in `tests/rules`).

mod act;
mod alarm;
pub mod album;
mod arrival;
mod ask;
pub mod attachment;
mod basemap;
mod camera;
mod check;
mod compare;
pub mod demo;
mod district;
mod draft;
mod drawn;
mod edit;
mod edition;
mod failure;
mod gateway;
mod gazetteer;
pub mod host;
mod hotline;
mod import;
mod intake;
mod journal;
mod latest;
mod laying;
mod letters;
mod live;
mod livecall;
mod mending;
mod moves;
mod outgoing;
mod pairing;
mod paper;
mod presence;
mod reach;
mod readers;
mod recording;
mod remembered;
mod retention;
mod review;
mod robot;
mod scene;
mod search;
mod seats;
mod sensor;
mod sheet;
mod silence;
mod speech;
mod standing;
mod strata;
mod tape;
mod thumbnail;
mod tile;
mod timing;
mod turns;
mod viewing;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Weak};

use domain::action::{Action, Call, Outcome};
use domain::answer::Answer;
use domain::failure::{Failure, FailureKind};
use domain::id::DeskId;
use domain::journal::JournalPrint;
use domain::news::{Told, Vector};
use domain::paper::PaperPrint;
use domain::purpose::Purpose;
use domain::question::Question;
use domain::review::ReviewPrint;
use domain::rights::{self, DoorKind};
use domain::seat::{Door, Seat};
use domain::sheet::SheetPrint;
use domain::viewing::ViewingPrint;
use ledger::{Founding, Ledger, View};
use tokio::sync::{oneshot, watch};

pub use basemap::{BasemapParcel, BasemapTile};
pub use booth::{Parcel, Passage, inspect};
pub use domain::id::CommandId;
pub use host::Options;
pub use hotline::{HotlineMending, HotlineRequest};
pub use import::{ImportRequest, LookRequest};
pub use journal::PrintedJournal;
pub use mending::MendingRequest;
pub use outgoing::DeliveryBody;
pub use pairing::Pairing;
pub use paper::PrintedPaper;
pub use presence::Attendance;
pub use recording::CallPiece;
pub use review::PrintedReview;
pub use sensor::{BrokerNews, BrokerWanted, Unheard};
pub use sheet::Printed;
pub use speech::SpeechPart;
pub use tape::AtHand;
pub use viewing::{PrintedViewings, Sighted};

use crate::alarm::Writing;
use crate::attachment::FileTray;
use crate::basemap::Charts;
use crate::camera::Cameras;
use crate::check::{Checks, State};
use crate::district::District;
use crate::drawn::Sketches;
use crate::failure::broken;
use crate::gateway::Gateways;
use crate::import::{Staging, UnderWay};
use crate::latest::Latest;
use crate::laying::Laying;
use crate::outgoing::{Bell, Outgoing};
use crate::presence::Presence;
use crate::readers::Readers;
use crate::robot::Robots;
use crate::seats::Seats;
use crate::sensor::Sensing;
use crate::sheet::Tray;
use crate::standing::Holdings;
use crate::tape::Tape;
use crate::turns::Turns;
use crate::writer::{Shared, Writer};

/// A desk on an open store. Share it in an [`Arc`]; every method may be called from any thread and blocks.
pub struct Desk {
    path: PathBuf,
    options: Options,
    id: DeskId,
    readers: Readers,
    latest: Arc<Latest>,
    staging: Arc<Mutex<Staging>>,
    under_way: UnderWay,
    turns: Turns,
    tray: Arc<Tray<SheetPrint>>,
    papers: Arc<Tray<PaperPrint>>,
    journals: Arc<Tray<JournalPrint>>,
    reviews: Arc<Tray<ReviewPrint>>,
    viewings: Arc<Tray<ViewingPrint>>,
    holdings: Arc<Holdings>,
    checks: Arc<Checks>,
    laying: Arc<Laying>,
    files: Arc<FileTray>,
    stripping: Turns,
    charts: Arc<Charts>,
    cameras: Arc<Cameras>,
    sensing: Sensing,
    presence: Arc<Presence>,
    seats: Arc<Seats>,
    gateways: Arc<Gateways>,
    outgoing: Outgoing,
    robots: Arc<Robots>,
    speaking: Outgoing,
    me: Weak<Self>,
    writing: Arc<Writing>,
    tape: Arc<Tape>,
    sketches: Sketches,
    changes: watch::Receiver<u64>,
    writer: Writer,
}

/// A change that waits for its commit.
pub struct Awaited {
    answer: Result<oneshot::Receiver<Result<Outcome, Failure>>, Failure>,
    /// Of those who have something to carry out after it.
    bells: Vec<Arc<Bell>>,
}

impl Awaited {
    /// What came of it, after the commit.
    pub async fn outcome(self) -> Result<Outcome, Failure> {
        let outcome = self.answer?.await.unwrap_or_else(|_| Err(writer::closed()))?;
        self.bells.iter().for_each(|bell| bell.ring());
        Ok(outcome)
    }

    /// The same on a thread of its own, which waits.
    pub fn wait(self) -> Result<Outcome, Failure> {
        let outcome = self.answer?.blocking_recv().unwrap_or_else(|_| Err(writer::closed()))?;
        self.bells.iter().for_each(|bell| bell.ring());
        Ok(outcome)
    }
}

impl Desk {
    /// Make an empty store named `name` at `path`, which must not exist. Gives the name of its desk.
    pub fn found(path: &Path, name: &str, purpose: Purpose, options: &Options) -> Result<DeskId, Failure> {
        let founding = Founding {
            name: name.to_owned(),
            letter: 'A',
            offset_hours: 8,
            desk: DeskId((options.new_id)()),
            command: CommandId((options.new_id)()),
            now: (options.now)(),
            by: Seat::owner(Door::Terminal),
            purpose,
        };
        Ledger::found_closed(path, &options.keys_dir, &founding).map_err(broken)?;
        Ok(founding.desk)
    }

    /// Open the store at `path`. One desk per store: a second one is refused.
    pub fn open(path: &Path, options: Options) -> Result<Arc<Self>, Failure> {
        let ledger = Ledger::open(path, &options.keys_dir).map_err(broken)?;
        let desk = Self::over(ledger, path, options)?;
        if desk.has_gateway()? {
            desk.ring_outgoing();
        }
        if desk.has_robot()? {
            desk.ring_robots();
        }
        Ok(desk)
    }

    /// The same for whoever only brings files in and asks nothing meanwhile: nobody else is served, no message goes out,
    /// and the store is written once (decision 0048).
    pub fn open_alone(path: &Path, options: Options) -> Result<Arc<Self>, Failure> {
        let ledger = Ledger::open_alone(path, &options.keys_dir).map_err(broken)?;
        Self::over(ledger, path, options)
    }

    fn over(ledger: Ledger, path: &Path, options: Options) -> Result<Arc<Self>, Failure> {
        let id = ledger.desk();
        let latest = Arc::new(Latest::new(District::read(&ledger.view()).map_err(broken)?));
        let staging = Arc::new(Mutex::new(Staging::default()));
        let readers = Readers::new(path, &options.keys_dir);
        let (holdings, checks) = (Arc::new(Holdings::default()), Arc::new(Checks::default()));
        let laying = Arc::new(Laying::default());
        let tray = Arc::new(Tray::default());
        let papers = Arc::new(Tray::default());
        let journals = Arc::new(Tray::default());
        let reviews = Arc::new(Tray::default());
        let viewings = Arc::new(Tray::default());
        let files = Arc::new(FileTray::default());
        let cameras = Arc::new(Cameras::new(&options.keys_dir));
        let charts = Arc::new(Charts::new(ledger.path(), &options.keys_dir));
        let last = ledger.view().vector().map_err(broken)?.0.get(&id).copied().unwrap_or_default();
        let tape = Arc::new(Tape::new(id, last));
        let (presence, seats) = (Arc::new(Presence::default()), Arc::new(Seats::default()));
        let gateways = Arc::new(Gateways::new(&options.keys_dir, Arc::clone(&presence)));
        let robots = Arc::new(Robots::new(&options.keys_dir));
        let writing = Arc::<Writing>::default();
        let shared = Shared {
            options: options.clone(),
            latest: Arc::clone(&latest),
            staging: Arc::clone(&staging),
            tray: Arc::clone(&tray),
            papers: Arc::clone(&papers),
            journals: Arc::clone(&journals),
            reviews: Arc::clone(&reviews),
            viewings: Arc::clone(&viewings),
            files: Arc::clone(&files),
            charts: Arc::clone(&charts),
            gateways: Arc::clone(&gateways),
            robots: Arc::clone(&robots),
            holdings: Arc::clone(&holdings),
            checks: Arc::clone(&checks),
            laying: Arc::clone(&laying),
            presence: Arc::clone(&presence),
            seats: Arc::clone(&seats),
            tape: Arc::clone(&tape),
            writing: Arc::clone(&writing),
        };
        let (writer, changes) = Writer::start(ledger, shared);
        Ok(Arc::new_cyclic(|me| Self {
            path: path.to_owned(),
            options,
            id,
            readers,
            latest,
            staging,
            under_way: UnderWay::default(),
            turns: Turns::default(),
            tray,
            papers,
            journals,
            reviews,
            viewings,
            holdings,
            checks,
            laying,
            files,
            stripping: Turns::default(),
            charts,
            sensing: Sensing::new(Arc::clone(&cameras)),
            cameras,
            presence,
            seats,
            gateways,
            outgoing: Outgoing::new("outgoing", Self::look_after_sends),
            robots,
            speaking: Outgoing::new("robots", Self::look_after_robots),
            me: Weak::clone(me),
            writing,
            tape,
            sketches: Sketches::default(),
            changes,
            writer,
        }))
    }

    /// Change something. The answer comes after the commit; the same command id again gets the first answer.
    pub fn act(&self, seat: &Seat, mut call: Call) -> Result<Outcome, Failure> {
        rights::check(DoorKind::Act, call.action.name(), seat)?;
        let login = camera::part_login(&mut call.action);
        if let Action::AcceptFinding { scheme, .. }
        | Action::WithdrawAcceptance { scheme, .. }
        | Action::MendFinding { scheme, .. } = &call.action
        {
            // Checked here, so that nobody waits for it in the writer's queue. What is refused is refused there.
            let looked = self
                .readers
                .with(|view| self.checks.on(view, &self.district(), State::Committed, Some(scheme), |_| Ok(())));
            looked.or_else(|failure| if failure.kind == FailureKind::Broken { Err(failure) } else { Ok(()) })?;
        }
        if let Action::PublishScheme { scheme, .. } = &call.action {
            self.readers.with(|view| self.look_ahead(view, scheme).map_err(broken))?;
        }
        let removed = match &call.action {
            Action::RemoveBasemap { hash } => Some(hash.clone()),
            _ => None,
        };
        let laid = match &call.action {
            Action::DraftScheme { name, from: Some(from) } => self.lay_out(seat, name, from)?,
            _ => None,
        };
        if let Action::TryGateway { by, to } = &call.action {
            self.try_gateway(seat, call.command_id, *by, to)?;
        }
        let (sends, speaks) = (call.action.may_send(), call.action.may_speak());
        let outcome = self.writer.act(seat.clone(), call);
        match (&laid, &outcome) {
            (Some(laid), Err(_)) => self.sweep(Some(&laid.to)),
            (None, Ok(Outcome::SchemeDiscarded | Outcome::ImportUndone { .. })) => self.sweep(None),
            _ => {}
        }
        let outcome = outcome?;
        // A press that was said again seals it again.
        self.cameras.seal(self.id, login.into_iter().collect())?;
        if sends {
            self.ring_outgoing();
        }
        if speaks && (self.speaking.is_there() || self.has_robot()?) {
            self.ring_robots();
        }
        if let Some(hash) = removed {
            self.tidy(&hash);
        }
        Ok(outcome)
    }

    /// The same without a thread that waits; none: something has to be worked out for this one, by [`Desk::act`].
    pub fn act_later(&self, seat: &Seat, call: &Call) -> Option<Awaited> {
        let is_plain = matches!(
            call.action,
            Action::MarkReceipt { .. }
                | Action::IssueOrder { .. }
                | Action::SendMessage { .. }
                | Action::ReadChannel { .. }
                | Action::AskForCall { .. }
                | Action::MakeReport { .. }
        );
        is_plain.then(|| {
            let admitted = rights::check(DoorKind::Act, call.action.name(), seat);
            let answer = admitted.map_err(Failure::from).and_then(|()| self.writer.queue(seat.clone(), call.clone()));
            let threads = [(&self.outgoing, call.action.may_send()), (&self.speaking, call.action.may_speak())];
            let bells = threads.into_iter().filter(|(_, may)| *may).filter_map(|(thread, _)| thread.bell()).collect();
            Awaited { answer, bells }
        })
    }

    /// Compares what comes into force with what is, so that nobody waits for it in the writer's queue.
    fn look_ahead(&self, view: &View<'_>, scheme: &str) -> Result<(), ledger::Error> {
        if let Some(published) = &self.district().scheme
            && view.scheme_named(scheme)?.is_some()
        {
            self.checks.differences.between(view, &published.name, scheme, State::Committed)?;
        }
        Ok(())
    }

    /// Ask something.
    pub fn ask(&self, seat: &Seat, question: &Question) -> Result<Answer, Failure> {
        rights::check(DoorKind::Ask, question.name(), seat)?;
        ask::answer(self, seat, question)
    }

    /// What happened since a page last heard, as this seat may know it; empty when it is up to date.
    pub fn told_since(&self, seat: &Seat, vector: &Vector) -> Result<Vec<Told>, Failure> {
        self.readers.with(|view| live::told_since(view, seat, vector))
    }

    /// The same from memory, without a wait; none: the store has to be asked.
    pub fn told_at_hand(&self, seat: &Seat, vector: &Vector) -> Option<AtHand> {
        self.tape.told(seat, vector, *self.changes.borrow())
    }

    /// The same with a look into the store for what only it can tell this seat; none: the tape does not reach so far.
    pub fn told_with_a_look(&self, seat: &Seat, vector: &Vector) -> Result<Option<AtHand>, Failure> {
        let now = *self.changes.borrow();
        self.readers.with(|view| self.tape.told_with(view, seat, vector, now))
    }

    /// A page of this seat listens, until the answer is dropped. It is woken by what may be news to it.
    pub fn attend(&self, seat: &Seat) -> Attendance {
        self.presence.attend(seat, &self.changes)
    }

    /// Wakes the phones that what came since was nothing to: a host does it now and then, so that their vectors move.
    pub fn wake_the_late(&self) {
        self.presence.wake_the_late(*self.changes.borrow());
    }

    /// How far the logs reach now.
    pub fn vector(&self) -> Result<Vector, Failure> {
        self.readers.with(|view| view.vector().map_err(broken))
    }

    /// Ticks after every commit: wait for it, then ask [`Desk::told_since`].
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.clone()
    }

    /// A vector tile (MVT). Layers: `base`, and `grid-1` to `grid-6` by level; of the published scheme, or of one
    /// that is named: who may list the schemes may see them.
    pub fn tile(
        &self,
        seat: &Seat,
        scheme: Option<&str>,
        layer: &str,
        zoom: u8,
        x: u32,
        y: u32,
    ) -> Result<Vec<u8>, Failure> {
        rights::check(DoorKind::Ask, "district", seat)?;
        if scheme.is_some() {
            rights::check(DoorKind::Ask, "schemes", seat)?;
            import::admit("schemes", seat)?;
        }
        tile::draw(self, seat, scheme, layer, zoom, x, y)
    }

    /// Which store this is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Which desk this is.
    pub fn id(&self) -> DeskId {
        self.id
    }

    /// What the store is called.
    pub fn name(&self) -> String {
        self.district().store.name.clone()
    }

    /// What its host handed in: the clock, and where its keys lie.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Finish what was begun, then leave the file so that other programs can open it.
    pub fn close(&self) -> Result<(), Failure> {
        self.under_way.cancel();
        self.outgoing.close();
        self.speaking.close();
        self.readers.close();
        self.writer.close()
    }

    /// The grids, people and places as of the last commit.
    pub(crate) fn district(&self) -> Arc<District> {
        let read = || self.readers.with(|view| self.latest.get(view).map_err(broken));
        // What can't be read now is told by the question itself, which reads the same store.
        self.latest.fresh().or_else(|| read().ok()).unwrap_or_else(|| self.latest.last())
    }

    pub(crate) fn now(&self) -> domain::moment::Moment {
        (self.options.now)()
    }
}
