//! A desk for stories: a real store on a real disk, with a clock, ids and chance of the story's own.

pub mod access;
pub mod board;
pub mod ground;
#[path = "streets/robots.rs"]
pub mod robots;
#[path = "streets/sound.rs"]
pub mod sound;
pub mod streets;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use desk::{CommandId, Desk, ImportRequest, Options, Pairing};
use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, Board, DistrictCard};
use domain::code::{GridPath, Level};
use domain::failure::Failure;
use domain::id::{OrderId, PostId};
use domain::import::ImportReport;
use domain::manner::Manner;
use domain::moment::Moment;
use domain::order::{Draft, OrderKind, Priority};
use domain::purpose::Purpose;
use domain::question::Question;
use domain::receipt::{Mark, Way};
use domain::seat::{Door, Role, Seat};
use domain::target::Target;
use exchange::{BadRows, Kind};
use tempfile::TempDir;
use uuid::Uuid;

/// Noon in Zhoukou on 20 November 2026, in milliseconds.
const NOON: i64 = 1_795_147_200_000;

/// A store in a folder of its own, and the desk on it.
pub struct Story {
    folder: TempDir,
    clock: Arc<AtomicI64>,
    options: Options,
    /// The desk; taken out while the story restarts it.
    pub desk: Arc<Desk>,
}

impl Story {
    /// An empty store.
    pub fn empty() -> Self {
        Self::empty_for(Purpose::Service)
    }

    /// An empty store for this.
    pub fn empty_for(purpose: Purpose) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = Arc::new(AtomicI64::new(NOON));
        let options = options(folder.path(), &clock);
        let path = folder.path().join("story.gpkg");
        Desk::found(&path, "故事", purpose, &options).expect("a new store");
        let desk = Desk::open(&path, options.clone()).expect("the store opens");
        Self { folder, clock, options, desk }
    }

    /// One district, two streets side by side, two communities in each; a head everywhere, two at each street.
    pub fn small() -> Self {
        let story = Self::empty();
        story.import(Kind::Grids, "grids.geojson", &small_grids()).expect("the grids come in");
        story.import(Kind::Heads, "heads.csv", SMALL_HEADS).expect("the heads come in");
        story
    }

    /// The demonstration district, made once and copied for each story.
    pub fn demonstration() -> Self {
        static MADE: OnceLock<TempDir> = OnceLock::new();
        let clock = Arc::new(AtomicI64::new(NOON));
        let made = MADE.get_or_init(|| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let options = options(folder.path(), &clock);
            desk::demo::make(&folder.path().join("story.gpkg"), 7, Purpose::Service, &options, |_| {})
                .expect("the town is made");
            folder
        });
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(made.path(), folder.path());
        let options = options(folder.path(), &clock);
        let desk = Desk::open(&folder.path().join("story.gpkg"), options.clone()).expect("the store opens");
        Self { folder, clock, options, desk }
    }

    /// Where the store lies.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("story.gpkg")
    }

    /// Where the desk's keys lie.
    pub fn keys(&self) -> &Path {
        &self.options.keys_dir
    }

    /// Close the desk and open it again, as after a restart of the machine.
    #[must_use]
    pub fn restarted(self) -> Self {
        let Self { folder, clock, options, desk } = self;
        desk.close().expect("the desk closes");
        drop(desk);
        let desk = Desk::open(&folder.path().join("story.gpkg"), options.clone()).expect("the store opens again");
        Self { folder, clock, options, desk }
    }

    /// What the desk reads the time from.
    pub fn clock(&self) -> Arc<dyn Fn() -> Moment + Send + Sync> {
        Arc::clone(&self.options.now)
    }

    /// Let time pass.
    pub fn wait_seconds(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// A new command id.
    pub fn command(&self) -> CommandId {
        CommandId((self.options.new_id)())
    }

    /// The same desk on a machine that has no fonts.
    #[must_use]
    pub fn without_fonts(mut self) -> Self {
        self.options.font_dirs = Vec::new();
        self.restarted()
    }

    /// Act as the store's owner, with a new command id.
    pub fn act(&self, action: Action) -> Result<Outcome, Failure> {
        self.act_as(&owner(), action)
    }

    /// Act as a seat, with a new command id.
    pub fn act_as(&self, seat: &Seat, action: Action) -> Result<Outcome, Failure> {
        self.desk.act(seat, Call { command_id: self.command(), action })
    }

    /// Import one file as the store's owner.
    pub fn import(&self, kind: Kind, file: &str, text: &str) -> Result<ImportReport, Failure> {
        self.import_with(kind, file, text.as_bytes().to_vec(), exchange::Options::default())
    }

    /// Import one file with options.
    pub fn import_with(
        &self,
        kind: Kind,
        file: &str,
        bytes: Vec<u8>,
        options: exchange::Options,
    ) -> Result<ImportReport, Failure> {
        let request = ImportRequest::new(kind, file.to_owned(), bytes, Manner::default());
        self.desk.import(&owner(), self.command(), ImportRequest { options, ..request })
    }

    /// Try one file out as the store's owner.
    pub fn try_out(&self, kind: Kind, file: &str, text: &str, bad_rows: BadRows) -> Result<ImportReport, Failure> {
        let options = exchange::Options { bad_rows, ..exchange::Options::default() };
        let request = ImportRequest::new(kind, file.to_owned(), text.as_bytes().to_vec(), Manner::default());
        self.desk.import(&owner(), self.command(), ImportRequest { options, dry_run: true, ..request })
    }

    /// Order something of a grid and all below; the order's id and number.
    pub fn order(&self, path: &str, levels: &[u8]) -> (OrderId, String) {
        match self.act(Action::IssueOrder { draft: draft(path, levels) }).expect("the order is issued") {
            Outcome::OrderIssued { order, number, .. } => (order, number),
            other => panic!("an order answers {other:?}"),
        }
    }

    /// The order's board as its issuer sees it.
    pub fn board(&self, order: OrderId) -> Board {
        match self.desk.ask(&owner(), &Question::Order { id: order }).expect("the board") {
            Answer::Order(board) => *board,
            other => panic!("a board answers {other:?}"),
        }
    }

    /// The store as its owner sees it.
    pub fn district(&self) -> DistrictCard {
        match self.desk.ask(&owner(), &Question::District).expect("the district") {
            Answer::District(card) => *card,
            other => panic!("the district answers {other:?}"),
        }
    }

    /// Pair a phone to a post; the seat that it gets, and its pairing.
    pub fn pair(&self, post: &PostId) -> (Seat, Pairing) {
        let offer = self.act(Action::OfferPairing { post: post.clone() }).expect("a code");
        let Outcome::PairingOffered { code, .. } = offer else { panic!("an offer answers {offer:?}") };
        let pairing = self.desk.redeem(&code, self.command()).expect("the code pairs");
        let seat = self.desk.seat_of(&pairing.token).expect("the store is read");
        (seat.expect("the token seats"), pairing)
    }

    /// A phone of somebody in post at a grid, by his name.
    pub fn phone_of(&self, grid: &str, person: &str) -> Seat {
        let question = Question::Grid { path: GridPath::from_text(grid) };
        let Answer::Grid(card) = self.desk.ask(&owner(), &question).expect("the grid") else { panic!("no card") };
        let found = card.heads.into_iter().chain(card.staff).find(|line| line.post.person == person);
        self.pair(&found.unwrap_or_else(|| panic!("{person} is not there")).post.id).0
    }

    /// Say something of an order from a phone.
    pub fn mark(&self, phone: &Seat, order: OrderId, mark: Mark) -> Result<Outcome, Failure> {
        let post = phone.post.clone().expect("a phone belongs to a post");
        self.act_as(phone, Action::MarkReceipt { order, post, mark, way: Way::Device, said: None })
    }

    /// Close the desk and verify the store.
    pub fn verified(self) {
        self.desk.close().expect("the desk closes");
        let path = self.path();
        let verification = ledger::verify(&path, &self.options.keys_dir).expect("the store can be verified");
        assert!(verification.is_sound(), "{verification:?}");
    }
}

/// The seat that owns the store.
pub fn owner() -> Seat {
    Seat::owner(Door::Window)
}

/// An operator over one grid and all below.
pub fn operator(path: &str) -> Seat {
    Seat { role: Role::Operator, subtree: Some(GridPath::from_text(path)), post: None, door: Door::Window }
}

/// An order to a grid and all below, for every person.
pub fn draft(path: &str, levels: &[u8]) -> Draft {
    Draft {
        text: "检查地下室水泵".to_owned(),
        kind: OrderKind::Check,
        priority: Priority::Urgent,
        target: Target {
            levels: levels.iter().map(|level| Level(*level)).collect(),
            ..Target::of(GridPath::from_text(path))
        },
        deadline: None,
        answering: None,
        answer: None,
        attachments: vec![],
        corrects: None,
        outside: None,
        incident: None,
        seen: None,
    }
}

/// The small district's grids: unit squares of a hundredth of a degree.
pub fn small_grids() -> String {
    let grid = |code: &str, name: &str, x: f64, y: f64, width: f64, height: f64| {
        let (x2, y2) = (x + width, y + height);
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}","name":"{name}","residents":100}},"geometry":{{"type":"Polygon","coordinates":[[[{x:.2},{y:.2}],[{x2:.2},{y:.2}],[{x2:.2},{y2:.2}],[{x:.2},{y2:.2}],[{x:.2},{y:.2}]]]}}}}"#
        )
    };
    let features = [
        grid("411602", "川汇区", 114.0, 33.0, 0.02, 0.02),
        grid("411602001", "陈州街", 114.0, 33.0, 0.01, 0.02),
        grid("411602002", "七一路", 114.01, 33.0, 0.01, 0.02),
        grid("411602001001", "陈州社区", 114.0, 33.0, 0.01, 0.01),
        grid("411602001002", "宁庄社区", 114.0, 33.01, 0.01, 0.01),
        grid("411602002001", "育新社区", 114.01, 33.0, 0.01, 0.01),
        grid("411602002002", "新街社区", 114.01, 33.01, 0.01, 0.01),
    ];
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

const SMALL_HEADS: &str = "网格编码,岗位,姓名,电话
411602,总网格长,赵一,10000000001
411602001,街道网格长,钱二,10000000002
411602001,街道副网格长,孙三,10000000003
411602002,街道网格长,李四,10000000004
411602002,街道副网格长,周五,10000000005
411602001001,社区网格长,吴六,10000000006
411602001002,社区网格长,郑七,10000000007
411602002001,社区网格长,王八,10000000008
411602002002,社区网格长,冯九,10000000009
";

fn options(folder: &Path, clock: &Arc<AtomicI64>) -> Options {
    let (clock, count) = (Arc::clone(clock), Arc::new(AtomicU64::new(1)));
    let ids = Arc::clone(&count);
    let chance = tempfile_seed();
    Options {
        keys_dir: folder.join("keys"),
        font_dirs: desk::host::usual_font_dirs(),
        now: Arc::new(move || Moment::from_millis(clock.load(Ordering::Relaxed))),
        // Ids of two desks in one process must differ, as they do in life.
        new_id: Arc::new(move || {
            Uuid::from_u128(u128::from(chance) << 64 | u128::from(ids.fetch_add(1, Ordering::Relaxed)))
        }),
        secret: Arc::new(move || {
            let mut bytes = [0; 32];
            let next = count.fetch_add(1, Ordering::Relaxed);
            for (index, byte) in bytes.iter_mut().enumerate() {
                *byte = (next.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (index % 8 * 8)) as u8
                    ^ (index as u8).wrapping_mul(31);
            }
            bytes
        }),
        ..Options::with_keys_in(folder)
    }
}

fn tempfile_seed() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("the folder is there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}
