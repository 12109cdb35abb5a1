//! A small district and a store of it in a folder of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::asset::Asset;
use domain::code::{GridCode, GridPath, Level};
use domain::fact::{Fact, Source};
use domain::grid::{Counts, Grid};
use domain::id::{AssetId, CheckpointId, CommandId, DeskId, DeviceId, OrderId, PartnerId, PostId, UnitId, VenueId};
use domain::moment::Moment;
use domain::order::{Asked, Order, OrderKind, Priority};
use domain::place::{Polygon, Position, Shape};
use domain::post::{Post, PostRole, Station};
use domain::purpose::Purpose;
use domain::receipt::{Answering, Mark, Way};
use domain::scheme::{LevelName, Scheme, SchemeState};
use domain::seat::{Door, Grant, Role, Seat};
use domain::set::{GridSet, Ground, GroundLayer, Outline, PlacedGrid, Set};
use domain::target::{Recipient, Target};
use domain::unit::{Partner, Unit};
use domain::venue::{Checkpoint, CheckpointState, Stream, Venue};
use ledger::{Batch, Founding, Ledger, Packed};
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;

/// What an order asks; found nowhere in the file.
pub const ORDER_TEXT: &str = "请立即核查地下室积水情况并上报";
/// What people answer; found nowhere in the file.
pub const REPORT: &str = "已排查完毕三处积水已抽干";
/// Why somebody refuses; found nowhere in the file.
pub const REASON: &str = "人在外地无法到岗请另派他人";

/// A folder that goes when the test ends.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn store(&self) -> PathBuf {
        self.folder.path().join("east.gpkg")
    }

    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn found(&self) -> Ledger {
        Ledger::found(&self.store(), &self.keys(), &founding()).unwrap()
    }

    pub fn open(&self) -> Ledger {
        Ledger::open(&self.store(), &self.keys()).unwrap()
    }

    /// A store with everything in it, open.
    pub fn full(&self) -> Ledger {
        let mut ledger = self.found();
        fill(&mut ledger);
        ledger
    }
}

pub fn founding() -> Founding {
    Founding {
        name: "川汇区".to_owned(),
        letter: 'A',
        offset_hours: 8,
        desk: DeskId(Uuid::from_u128(0xD)),
        command: command(0),
        now: at(0),
        by: owner(),
        purpose: Purpose::Service,
    }
}

pub fn owner() -> Seat {
    Seat::owner(Door::Window)
}

pub fn at(seconds: i64) -> Moment {
    Moment::from_millis(1_763_600_000_000 + seconds * 1000)
}

pub fn command(number: u128) -> CommandId {
    CommandId(Uuid::from_u128(0xC0_0000 + number))
}

pub fn order_id(number: u128) -> OrderId {
    OrderId(Uuid::from_u128(0x0D_0000 + number))
}

pub fn path(text: &str) -> GridPath {
    GridPath::from_text(text)
}

pub fn square(west: i32, south: i32, side: i32) -> Shape {
    let corner = |x, y| Position(1_146_000_000 + west + x * side, 336_000_000 + south + y * side);
    Shape {
        polygons: vec![Polygon {
            rings: vec![[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map(|(x, y)| corner(x, y)).to_vec()],
        }],
    }
}

pub fn placed(codes: &[&str], shape: Shape) -> PlacedGrid {
    let mut grid_path = GridPath::top(&GridCode(codes[0].to_owned()));
    for code in &codes[1..] {
        grid_path = grid_path.child(&GridCode((*code).to_owned()));
    }
    let code = (*codes.last().unwrap()).to_owned();
    let grid = Grid {
        path: grid_path,
        level: Level(codes.len() as u8),
        kind: "城市社区".to_owned(),
        name: format!("网格{code}"),
        code: GridCode(code),
        counts: Counts { residents: Some(1200), as_of: Some("2026-10-31".to_owned()), ..Counts::default() },
        attributes: BTreeMap::from([("有地下室".to_owned(), "是".to_owned())]),
    };
    PlacedGrid { grid, shape }
}

pub fn scheme() -> Scheme {
    let level = |level, name: &str| LevelName { level: Level(level), name: name.to_owned() };
    Scheme {
        name: "2026".to_owned(),
        levels: vec![level(1, "区"), level(2, "街道")],
        state: SchemeState::Published,
        valid_from: at(0),
    }
}

pub fn grids() -> Set {
    Set::Grids(GridSet {
        scheme: "2026".to_owned(),
        levels: scheme().levels,
        grids: vec![
            placed(&["411602"], square(0, 0, 2_000_000)),
            placed(&["411602", "411602001"], square(0, 0, 1_000_000)),
            placed(&["411602", "411602002"], square(1_000_000, 0, 1_000_000)),
        ],
    })
}

pub fn post(id: &str, grid: &str) -> Post {
    Post {
        id: PostId(id.to_owned()),
        title: "街道网格长".to_owned(),
        role: PostRole::Head,
        grid: path(grid),
        station: Station::Grid,
        person: "周明".to_owned(),
        phone: "0394-8220000".to_owned(),
        since: Some("2025-03-01".to_owned()),
    }
}

fn unit(id: &str, place: Option<Position>) -> Unit {
    Unit {
        id: UnitId(id.to_owned()),
        name: "区水利局".to_owned(),
        kind: "部门".to_owned(),
        phone: Some("0394-8220001".to_owned()),
        whistle: place.is_some(),
        place,
        grid: place.map(|_| path("411602.411602001")),
        address: None,
    }
}

pub fn all_sets() -> Vec<Set> {
    let place = Position(1_146_500_001, 336_500_003);
    let duty =
        Post { station: Station::Venue(VenueId("V1".into())), role: PostRole::Duty, ..post("P9", "411602.411602001") };
    let venue = Venue {
        id: VenueId("V1".into()),
        name: "万达广场".into(),
        kind: "大型商超".into(),
        place,
        grid: Some(path("411602.411602001")),
        capacity: Some(5000),
        state: "开放".into(),
        address: None,
    };
    let checkpoint = Checkpoint {
        id: CheckpointId("C1".into()),
        name: "东收费站".into(),
        place,
        grid: None,
        state: CheckpointState::Closed,
        queue: 2,
    };
    let stream = Stream { venue: "V1".into(), name: "正门".into(), address: "rtsp://10.0.0.1/1".into() };
    let partner = Partner {
        id: PartnerId("J1".into()),
        grid: path("411602.411602001"),
        name: "区水利局".into(),
        unit: Some(UnitId("D1".into())),
        contact: Some("李芳".into()),
        phone: None,
        duty: Some("环境整治".into()),
    };
    let asset = Asset {
        id: AssetId("W1".into()),
        name: "沙河泵站".into(),
        kind: "泵站".into(),
        place: Position(1_146_600_001, 336_600_003),
        grid: Some(path("411602.411602001")),
        owner: Some(UnitId("D1".into())),
        quantity: Some(4),
        measure: Some("台".into()),
        state: "正常".into(),
        as_of: Some("2026-10-31".into()),
    };
    let lake = Ground {
        layer: GroundLayer::Water,
        class: "lake".into(),
        name: Some("沙颍湖".into()),
        outline: Outline::Area(square(10, 10, 500)),
    };
    let road = Ground {
        layer: GroundLayer::Road,
        class: "main".into(),
        name: None,
        outline: Outline::Lines(vec![vec![place, Position(1_146_900_000, 336_900_000)]]),
    };
    vec![
        grids(),
        Set::Posts(vec![post("P1", "411602.411602001"), post("P2", "411602.411602002"), post("P3", "411602"), duty]),
        Set::Venues(vec![venue]),
        Set::Checkpoints(vec![checkpoint]),
        Set::Streams(vec![stream]),
        Set::Units(vec![unit("D1", Some(place)), unit("D2", None)]),
        Set::Partners(vec![partner]),
        Set::Assets(vec![asset]),
        Set::Basemap(vec![lake, road]),
    ]
}

/// The kinds that there were before units, partner units and assets.
pub fn sets_of_before() -> Vec<Set> {
    let is_new = |set: &Set| matches!(set, Set::Units(_) | Set::Partners(_) | Set::Assets(_));
    all_sets().into_iter().filter(|set| !is_new(set)).collect()
}

/// What each step of the schema brought, taken out again.
const WITHOUT: [(u32, &str); 41] = [
    (46, "DROP TABLE broker;"),
    (
        45,
        "ALTER TABLE live_call DROP COLUMN recorded; ALTER TABLE live_call DROP COLUMN centre_knows;
         ALTER TABLE live_call DROP COLUMN post_knows; DROP TABLE recording_rule; DROP TABLE recording;
         DROP TABLE recording_piece; DROP TABLE recording_heard; DROP TABLE recording_end;",
    ),
    (
        44,
        "DROP TABLE day_book; DROP TABLE day_spot; DROP TABLE day_name; ALTER TABLE docket DROP COLUMN category;
         ALTER TABLE docket DROP COLUMN slot; DROP TABLE reopening;",
    ),
    (43, "ALTER TABLE intake DROP COLUMN closed_desk; ALTER TABLE intake DROP COLUMN closed_seq;"),
    (
        42,
        "DROP INDEX contact_look_by_incident; DROP TABLE contact_end; DROP TABLE contact_hold; DROP TABLE retention;",
    ),
    (41, "DROP TABLE intake;"),
    (
        40,
        "DROP TABLE whistle; DROP TABLE whistle_called; DROP TABLE whistle_step; DROP TABLE recheck;
         DROP TABLE recheck_step;",
    ),
    (39, "DROP INDEX fact_of_edition;"),
    (38, "DROP TABLE docket; DROP TABLE frozen_period; DROP TABLE charge; DELETE FROM unfolded;"),
    (
        37,
        "DELETE FROM layer_styles WHERE f_table_name = 'incident';
         DELETE FROM gpkg_extensions WHERE table_name = 'incident';
         DELETE FROM gpkg_geometry_columns WHERE table_name = 'incident';
         DELETE FROM gpkg_contents WHERE table_name = 'incident';
         CREATE TABLE kept AS SELECT * FROM incident;
         DROP TABLE incident;
         DROP TABLE rtree_incident_geom;
         CREATE TABLE incident (
             id TEXT PRIMARY KEY, number TEXT NOT NULL, desk TEXT NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL,
             scope TEXT NOT NULL, post TEXT, channel TEXT NOT NULL, foreign_number TEXT, kind TEXT NOT NULL,
             urgency TEXT NOT NULL, longitude INTEGER, latitude INTEGER, state TEXT NOT NULL, lead TEXT, merged TEXT,
             handler TEXT, standing TEXT NOT NULL
         ) STRICT;
         INSERT INTO incident
         SELECT id, number, desk, seq, hlc, grid, post, channel, foreign_number, category, urgency, longitude, latitude,
             state, lead, merged, handler, standing
         FROM kept;
         DROP TABLE kept;
         CREATE INDEX incident_by_time ON incident (hlc, desk, seq);
         CREATE INDEX incident_by_number ON incident (number);
         CREATE INDEX incident_by_post ON incident (post, hlc) WHERE post IS NOT NULL;
         CREATE INDEX incident_by_foreign_number ON incident (channel, foreign_number) WHERE foreign_number IS NOT NULL;
         CREATE INDEX incident_by_lead ON incident (lead) WHERE lead IS NOT NULL;
         CREATE INDEX incident_by_merged ON incident (merged) WHERE merged IS NOT NULL;
         CREATE INDEX incident_by_state ON incident (state, scope, kind, channel, handler);
         CREATE INDEX incident_open_by_place ON incident (longitude, latitude)
         WHERE state NOT IN ('declined', 'merged', 'closed', 'void');",
    ),
    (36, "DROP INDEX fact_of_contact; DROP TABLE contact_look;"),
    (
        35,
        "DROP TABLE outage;
         ALTER TABLE eye ADD COLUMN lost TEXT; ALTER TABLE eye ADD COLUMN code TEXT; ALTER TABLE eye ADD COLUMN params TEXT;",
    ),
    (
        34,
        "DROP TABLE incident; DROP TABLE incident_step; DROP TABLE incident_order; DROP TABLE unfolded;
         CREATE TABLE report (
             id TEXT PRIMARY KEY, number TEXT NOT NULL, desk TEXT NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL,
             scope TEXT NOT NULL, post TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, handler TEXT
         ) STRICT;
         CREATE INDEX report_by_time ON report (hlc, desk, seq);
         CREATE INDEX report_by_number ON report (number);
         CREATE INDEX report_by_post ON report (post, hlc);
         CREATE INDEX report_open ON report (state, scope) WHERE state IN ('new', 'taken_up');
         CREATE TABLE report_step (
             desk TEXT NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, report TEXT NOT NULL,
             PRIMARY KEY (desk, seq)
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX report_step_by_report ON report_step (report, hlc);
         CREATE TABLE report_order (
             report TEXT NOT NULL, order_id TEXT NOT NULL, PRIMARY KEY (report, order_id)
         ) STRICT, WITHOUT ROWID;",
    ),
    (33, "DROP TABLE viewing; DROP TABLE eye;"),
    (32, "DROP TABLE live_call;"),
    (31, "DROP TABLE leaving;"),
    (30, "DROP TABLE speech; DROP TABLE ear;"),
    (
        29,
        "CREATE TABLE outbox (
             desk TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (desk, seq),
             FOREIGN KEY (desk, seq) REFERENCES fact (desk, seq)
         ) STRICT, WITHOUT ROWID;
         INSERT INTO outbox SELECT desk, seq FROM fact;",
    ),
    (28, "ALTER TABLE ladder_setting DROP COLUMN message;"),
    (27, "DELETE FROM alarm WHERE cause LIKE 'robot/%'; DELETE FROM alarm_reason WHERE cause LIKE 'robot/%';"),
    (
        26,
        "DROP INDEX line_of_orders; DROP INDEX receipt_by_grid;
         CREATE INDEX receipt_by_post ON receipt (post, order_id);
         CREATE INDEX receipt_by_grid ON receipt (grid, order_id);",
    ),
    (25, "DROP TABLE robot; DROP TABLE robot_item; DROP TABLE robot_digest;"),
    (24, "DROP TABLE alarm; DROP TABLE alarm_reason; DROP TABLE deadline;"),
    (23, "DROP TABLE report; DROP TABLE report_step; DROP TABLE report_order; ALTER TABLE amendment DROP COLUMN said;"),
    (22, "DROP TABLE gateway; DROP TABLE send_text; DROP TABLE send; DROP TABLE send_count;"),
    (21, "ALTER TABLE store DROP COLUMN purpose;"),
    (20, "DROP TABLE line; DROP TABLE mention; DROP TABLE channel; DROP TABLE quiet_hours; DROP TABLE reading;"),
    (
        19,
        "DROP TABLE file; DROP TABLE file_key; DROP TABLE file_waiting; DROP TABLE attached;
         ALTER TABLE orders DROP COLUMN attachments; ALTER TABLE receipt DROP COLUMN done_attachments;",
    ),
    (18, "DROP TABLE journal; DROP TABLE watch; DROP TABLE missed_call;"),
    (16, "ALTER TABLE receipt DROP COLUMN done_value; DROP TABLE saved;"),
    (15, "DROP TABLE paper;"),
    (14, "DROP TABLE ladder; DROP TABLE call_log; DROP TABLE ladder_setting;"),
    (13, "DROP TABLE order_end;"),
    (12, "DELETE FROM layer_styles WHERE f_table_name IN ('basemap', 'unit', 'asset');"),
    (11, "DROP TABLE layer_styles; DELETE FROM gpkg_contents WHERE table_name = 'layer_styles';"),
    (10, "DROP TABLE print;"),
    (9, "DROP TABLE basemap_file; DROP TABLE map_setting;"),
    (
        8,
        "DROP TABLE amendment; DROP TABLE unit; DROP TABLE asset; DROP TABLE partner;
         DROP TABLE rtree_unit_geom; DROP TABLE rtree_asset_geom;
         DELETE FROM gpkg_extensions WHERE table_name IN ('unit', 'asset');
         DELETE FROM gpkg_geometry_columns WHERE table_name IN ('unit', 'asset');
         DELETE FROM gpkg_contents WHERE table_name IN ('unit', 'asset', 'partner');",
    ),
    (7, "DROP TABLE acceptance;"),
    (6, "DROP TABLE scheme_step; DROP TABLE revision; DROP TABLE station_move;"),
    (5, "DROP TABLE import;"),
];

/// Makes a closed store one of before a step of the schema.
pub fn as_before(store: &Path, step: u32) {
    let connection = Connection::open(store).unwrap();
    for (_, without) in WITHOUT.iter().filter(|(number, _)| *number >= step) {
        connection.execute_batch(without).unwrap();
    }
    connection.execute("DELETE FROM migration WHERE number >= ?1", [step]).unwrap();
    connection.close().unwrap();
}

pub fn order(number: u128, seconds: i64) -> Order {
    Order {
        id: order_id(number),
        number: domain::order::number("20251120", 'A', number as u32),
        text: ORDER_TEXT.to_owned(),
        kind: OrderKind::Check,
        priority: Priority::Urgent,
        target: Target { levels: vec![Level(2)], ..Target::of(path("411602")) },
        deadline: Some(at(seconds + 3600)),
        answering: Answering::OnePerGrid,
        answer: Asked::Words,
        attachments: vec![],
        corrects: None,
        incident: None,
        scheme: "2026".to_owned(),
        issued: at(seconds),
        by: owner(),
        ladder: Vec::new(),
        rung_message: None,
    }
}

pub fn issued(number: u128, seconds: i64) -> Fact {
    let to = |post: &str, grid: &str| Recipient { grid: path(grid), post: PostId(post.to_owned()) };
    Fact::OrderIssued {
        order: Box::new(order(number, seconds)),
        recipients: vec![to("P1", "411602.411602001"), to("P2", "411602.411602002")],
        copies: vec![to("P3", "411602")],
    }
}

pub fn marked(number: u128, post: &str, mark: Mark) -> Fact {
    Fact::ReceiptMarked { order: order_id(number), post: PostId(post.to_owned()), mark, way: Way::Device, said: None }
}

pub fn grant() -> Grant {
    Grant { role: Role::Field, subtree: Some(path("411602.411602001")), post: Some(PostId("P1".to_owned())) }
}

pub fn import(batch: &mut Batch<'_>, set: &Set, number: u128) {
    let hash = set.hash();
    batch.put_set(&Packed::of(set)).unwrap();
    let (file, datum) = ("a.geojson".to_owned(), "EPSG:4490".to_owned());
    let source = Source { file, hash: hash.0.clone(), bytes: None, datum, columns: BTreeMap::new() };
    let fact = Fact::SetImported { set: hash, of: set.kind(), rows: set.len() as u32, source };
    batch.append(&owner(), command(number), at(1), None, &fact).unwrap();
}

pub fn append(batch: &mut Batch<'_>, number: u128, seconds: i64, fact: &Fact) {
    batch.append(&owner(), command(number), at(seconds), Some(path("411602")), fact).unwrap();
}

/// Every kind of fact at least once.
pub fn fill(ledger: &mut Ledger) {
    fill_with(ledger, &all_sets());
}

/// The same with these sets.
pub fn fill_with(ledger: &mut Ledger, sets: &[Set]) {
    let mut batch = ledger.begin().unwrap();
    for (index, set) in sets.iter().enumerate() {
        import(&mut batch, set, 100 + index as u128);
    }
    append(&mut batch, 110, 2, &Fact::SchemePublished { scheme: scheme(), moves: Vec::new() });
    batch.commit().unwrap();

    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 120, 10, &issued(1, 10));
    append(&mut batch, 121, 20, &marked(1, "P1", Mark::Delivered));
    append(&mut batch, 122, 21, &marked(1, "P1", Mark::Read));
    append(&mut batch, 123, 22, &marked(1, "P1", Mark::Accepted));
    append(
        &mut batch,
        124,
        23,
        &marked(1, "P1", Mark::Done { words: REPORT.to_owned(), value: None, attachments: vec![] }),
    );
    append(&mut batch, 125, 24, &marked(1, "P2", Mark::Refused { reason: REASON.to_owned() }));
    append(&mut batch, 126, 25, &marked(1, "P3", Mark::Read));
    append(&mut batch, 127, 30, &issued(2, 30));
    batch.commit().unwrap();

    let device = DeviceId(Uuid::from_u128(0xDE));
    let until = at(90_000);
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 130, 40, &Fact::PairingOffered { code: "c1".to_owned(), grant: grant(), until });
    append(&mut batch, 131, 41, &Fact::PairingOffered { code: "c2".to_owned(), grant: grant(), until });
    let paired = Fact::DevicePaired { device, code: "c1".into(), token: "t1".into(), grant: grant(), until };
    append(&mut batch, 132, 42, &paired);
    append(&mut batch, 133, 43, &Fact::DeviceRevoked { device });
    batch.remember(command(133), "digest", r#"{"type":"device_revoked"}"#, at(43)).unwrap();
    batch.commit().unwrap();
}
