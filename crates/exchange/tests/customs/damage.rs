//! Good files with random damage: whatever comes of it, nobody panics, and what comes in is sound.

use domain::code::{GridPath, Level};
use domain::import::Fault;
use domain::place::{Position, Shape};
use domain::set::{Outline, Set};
use domain::words::{self, Language};
use exchange::{BadRows, Kind, Options};
use proptest::prelude::*;

use crate::store::{Store, collection, district, feature, square};
use crate::{databases, drawings};

/// What happens to files on their way.
#[derive(Debug, Clone)]
enum Damage {
    Flip { at: usize, to: u8 },
    Cut { at: usize },
    DropLine { line: usize },
    RepeatLine { line: usize },
    SwapBytes { one: usize, other: usize },
    Insert { at: usize, text: &'static str },
}

const INSERTED: [&str; 14] = ["\"", ",", "[", "]", "{", "}", "null", "NaN", "-", "1e999", "\0", "\u{feff}", "\n", "９"];

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<usize>;
    prop_oneof![
        (place(), any::<u8>()).prop_map(|(at, to)| Damage::Flip { at, to }),
        place().prop_map(|at| Damage::Cut { at }),
        place().prop_map(|line| Damage::DropLine { line }),
        place().prop_map(|line| Damage::RepeatLine { line }),
        (place(), place()).prop_map(|(one, other)| Damage::SwapBytes { one, other }),
        (place(), prop::sample::select(INSERTED.to_vec())).prop_map(|(at, text)| Damage::Insert { at, text }),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        match *self {
            Self::Flip { at, to } => bytes[at % length] = to,
            Self::Cut { at } => bytes.truncate(at % length),
            Self::DropLine { line } | Self::RepeatLine { line } => {
                let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
                let line = line % lines.len();
                if matches!(self, Self::DropLine { .. }) {
                    lines.remove(line);
                } else {
                    lines.insert(line, lines[line]);
                }
                *bytes = lines.concat();
            }
            Self::SwapBytes { one, other } => bytes.swap(one % length, other % length),
            Self::Insert { at, text } => {
                bytes.splice(at % length..at % length, text.bytes());
            }
        }
    }
}

/// A good file of each kind.
fn good(kind: Kind) -> Vec<u8> {
    let point = |x: f64| format!(r#"{{"type":"Point","coordinates":[{x},33.01]}}"#);
    match kind {
        Kind::Grids => collection(&[
            square(r#""code":"411603","name":"东区","residents":1200,"as_of":"2026-10-31""#, 114_200, 33_000, 100),
            square(r#""code":"411603001","name":"一街""#, 114_200, 33_000, 50),
            square(r#""code":"411603001001","name":"甲社区","有地下室":true"#, 114_200, 33_000, 20),
            square(r#""code":"411603002","level":2,"parent":"411603""#, 114_250, 33_000, 50),
        ]),
        Kind::Heads => "网格编码,岗位,姓名,电话,到任日期\n411602,区网格长,\"张,一\",0394-1,2025-03-01\n\
            411602001,街道网格长,李二,0394-2,\n411602001001,网格员,王三,0394-3转8,2025/3/1\n"
            .into(),
        Kind::Venues => collection(&[
            feature(r#""id":"V01","name":"万顺达","capacity":3000"#, &point(114.01)),
            feature(r#""id":"V02","name":"车站","kind":"交通枢纽""#, &point(114.06)),
        ]),
        Kind::Checkpoints => collection(&[
            feature(r#""id":"K01","state":"open","queue":2"#, &point(114.01)),
            feature(r#""id":"K02","状态":"关闭""#, &point(114.06)),
        ]),
        Kind::Streams => "场所编码,名称,地址\nV01,东门,rtsp://10.0.0.1/1\nV01,西门,https://10.0.0.1/whep\n".into(),
        Kind::Units => {
            "单位编码,单位名称,值班电话,可吹哨,经度,纬度,crs\nD8,区城管局,0394-1,是,114.01,33.01,EPSG:4490\n\
            D9,\"物业,一\",0394-2转8,否,,,EPSG:4490\n"
                .into()
        }
        Kind::Partners => "网格编码,结对单位,联系人\n411602001,区水利局,李芳\n411602001001,某行,\n".into(),
        Kind::Assets => collection(&[
            feature(r#""id":"W01","owner":"D1","quantity":300,"measure":"条""#, &point(114.01)),
            feature(r#""id":"W02","kind":"井""#, &point(114.06)),
        ]),
        Kind::Basemap => collection(&[
            square(r#""layer":"water","class":"river","name":"沙颍河""#, 114_000, 33_000, 9),
            feature(r#""layer":"road""#, r#"{"type":"LineString","coordinates":[[114,33],[114.1,33.1]]}"#),
        ]),
    }
}

fn assert_sound(set: &Set) {
    match set {
        Set::Grids(set) => {
            for placed in &set.grids {
                let grid = &placed.grid;
                let parent = grid.path.parent();
                let path = parent.map_or_else(|| GridPath::top(&grid.code), |parent| parent.child(&grid.code));
                assert!(!grid.code.0.trim().is_empty() && grid.path == path);
                assert!((Level::TOP..=Level(Level::MOST)).contains(&grid.level));
                assert_sound_shape(&placed.shape);
            }
        }
        Set::Posts(posts) => {
            for post in posts {
                assert!(!post.person.trim().is_empty() && !post.title.is_empty() && !post.id.0.is_empty());
            }
        }
        Set::Venues(rows) => assert!(rows.iter().all(|row| !row.id.0.is_empty() && on_globe(row.place))),
        Set::Checkpoints(rows) => {
            assert!(rows.iter().all(|row| !row.id.0.is_empty() && on_globe(row.place) && row.queue <= 3));
        }
        Set::Streams(rows) => assert!(rows.iter().all(|row| row.address.contains("://"))),
        Set::Units(rows) => {
            assert!(rows.iter().all(|row| !row.name.is_empty() && row.place.is_none_or(on_globe)));
        }
        Set::Partners(rows) => assert!(rows.iter().all(|row| !row.name.is_empty())),
        Set::Assets(rows) => assert!(rows.iter().all(|row| !row.id.0.is_empty() && on_globe(row.place))),
        Set::Basemap(rows) => {
            for row in rows {
                match &row.outline {
                    Outline::Area(shape) => assert_sound_shape(shape),
                    Outline::Lines(lines) => assert!(lines.iter().all(|line| line.len() >= 2)),
                }
            }
        }
    }
}

fn assert_sound_shape(shape: &Shape) {
    assert!(!shape.polygons.is_empty());
    for ring in shape.rings() {
        assert!(!ring.is_empty() && ring.first() == ring.last());
        assert!(ring.iter().all(|place| on_globe(*place)));
    }
}

fn on_globe(place: Position) -> bool {
    place.longitude().abs() <= 180.0 && place.latitude().abs() <= 90.0
}

fn assert_told(fault: &Fault) {
    let told = |language| words::whole(&fault.code, &fault.params, language);
    assert_eq!(told(Language::English).as_deref(), Some(fault.message.as_str()));
    assert!(told(Language::Chinese).is_some(), "{}", fault.code);
}

const KINDS: [Kind; 6] = [Kind::Grids, Kind::Heads, Kind::Venues, Kind::Checkpoints, Kind::Streams, Kind::Basemap];

/// A district with a venue.
fn known() -> Store {
    let mut store = district();
    store.import(Kind::Venues, "venues.geojson", &good(Kind::Venues), &Options::default());
    store
}

#[test]
fn the_files_are_good_before_the_damage() {
    for kind in KINDS {
        let reading = known().read(kind, "file", &good(kind), &Options::default());
        assert_eq!(exchange::look(None, "file", &good(kind), &Options::default()).kind, kind);
        let faults: Vec<&Fault> = reading.faults.iter().filter(|fault| fault.code != "parent.empty").collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_refused_or_gives_sound_rows_only(
        kind in prop::sample::select(KINDS.to_vec()),
        damages in prop::collection::vec(damage(), 1..5),
        leave_out in any::<bool>(),
    ) {
        let mut bytes = good(kind);
        for damage in &damages {
            damage.apply(&mut bytes);
        }
        let bad_rows = if leave_out { BadRows::LeaveOut } else { BadRows::RefuseFile };
        let options = Options { bad_rows, ..Options::default() };
        let look = exchange::look(if leave_out { Some(kind) } else { None }, "file", &bytes, &options);
        look.faults.iter().for_each(assert_told);
        // `import` lets the rules admit the grids as well.
        let reading = known().import(kind, "file", &bytes, &options);
        reading.faults.iter().chain(&reading.notes).for_each(assert_told);
        prop_assert!(reading.set.is_some() || !reading.faults.is_empty(), "nothing is refused without a word");
        prop_assert!(leave_out || reading.set.is_none() || reading.faults.is_empty(), "all or nothing");
        if let Some(set) = &reading.set {
            prop_assert!(set.len() <= reading.read as usize);
            assert_sound(set);
        }
    }
}

/// A package, a drawing and a table in GBK, each with rows that come in.
fn others() -> Vec<(Kind, Vec<u8>, Options)> {
    let drawing = drawings::drawing(
        "9\n$INSUNITS\n70\n6\n",
        &[drawings::outline("界", 460_000.0, 3_720_000.0, 1000.0), drawings::text("411603", 460_010.0, 3_720_010.0)],
    );
    let table = b"\xcd\xf8\xb8\xf1\xb1\xe0\xc2\xeb,\xd0\xd5\xc3\xfb\n411602,\xd5\xc5\xc8\xfd\n";
    vec![
        (Kind::Venues, databases::geopackage(&databases::venue("V1")), Options::default()),
        (Kind::Grids, drawing.into_bytes(), drawings::options()),
        (Kind::Heads, table.to_vec(), Options::default()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_package_or_drawing_is_refused_or_gives_sound_rows_only(
        which in 0_usize..3,
        damages in prop::collection::vec(damage(), 1..5),
    ) {
        let (kind, mut bytes, options) = others().remove(which);
        prop_assert!(known().read(kind, "file", &bytes, &options).set.is_some(), "it is good before");
        for damage in &damages {
            damage.apply(&mut bytes);
        }
        exchange::look(None, "file", &bytes, &options).faults.iter().for_each(assert_told);
        let reading = known().read(kind, "file", &bytes, &options);
        reading.faults.iter().chain(&reading.notes).for_each(assert_told);
        prop_assert!(reading.set.is_some() || !reading.faults.is_empty(), "nothing is refused without a word");
        reading.set.iter().for_each(assert_sound);
    }
}
