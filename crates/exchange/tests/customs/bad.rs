//! Files that people really have. Each is refused, or taken with a note, in words of its own: what is
//! wrong, where, and what to do, in both languages.

mod databases;
mod drawings;
mod features;
mod files;
mod kinds;
mod packed;
mod shapes;
mod tables;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::import::Fault;
use domain::item::{ItemKind, ItemName};
use domain::set::Set;
use domain::words::{self, Language};
use exchange::{BadRows, Kind, Options};

use crate::store::{Store, codes, collection, district, feature};

/// One such file.
struct Case {
    name: &'static str,
    kind: Kind,
    file: &'static str,
    bytes: Vec<u8>,
    options: Options,
    /// What refuses, by row.
    faults: Vec<(Option<u32>, &'static str)>,
    /// What is noted, by row.
    notes: Vec<(Option<u32>, &'static str)>,
    /// How many rows come in when the faulty ones are left out.
    rest: usize,
}

impl Case {
    fn new(name: &'static str, kind: Kind, bytes: impl Into<Vec<u8>>) -> Self {
        let file = if matches!(kind, Kind::Heads | Kind::Streams | Kind::Units | Kind::Partners) {
            "名册.csv"
        } else {
            "图层.geojson"
        };
        let bytes = bytes.into();
        Self { name, kind, file, bytes, options: Options::default(), faults: vec![], notes: vec![], rest: 0 }
    }

    fn grids(name: &'static str, features: &[String]) -> Self {
        Self::new(name, Kind::Grids, collection(features))
    }

    fn refused(mut self, row: impl Into<Option<u32>>, code: &'static str) -> Self {
        self.faults.push((row.into(), code));
        self
    }

    fn noted(mut self, row: impl Into<Option<u32>>, code: &'static str) -> Self {
        self.notes.push((row.into(), code));
        self
    }

    fn leaving(mut self, rows: usize) -> Self {
        self.rest = rows;
        self
    }

    fn of(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    fn called(mut self, file: &'static str) -> Self {
        self.file = file;
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// The store that the file meets: empty for grids, unless they say otherwise; else one with grids and places.
    fn store(&self) -> Store {
        let is_first = self.kind == Kind::Grids && self.options.scheme.is_none();
        if is_first { Store::default() } else { with_places() }
    }
}

fn with_places() -> Store {
    let mut store = district();
    let point = |x: f64| format!(r#"{{"type":"Point","coordinates":[{x},33.01]}}"#);
    let venues = [feature(r#""id":"V01","name":"万顺达""#, &point(114.01)), feature(r#""id":"V02""#, &point(99.0))];
    store.import(Kind::Venues, "venues.geojson", &collection(&venues), &Options::default());
    let head = "post_id,code,name,phone\np-1,411602001002,周八,0394-8123456\n";
    store.import(Kind::Heads, "heads.csv", head.as_bytes(), &Options::default());
    let unit = "单位编码,单位名称\nD1,区水利局\n";
    store.import(Kind::Units, "units.csv", unit.as_bytes(), &Options::default());
    store.amended.push(ItemName { of: ItemKind::Venue, id: "V88".to_owned() });
    store
}

fn all() -> Vec<Case> {
    [
        files::cases(),
        packed::cases(),
        databases::cases(),
        drawings::cases(),
        features::cases(),
        shapes::cases(),
        tables::cases(),
        kinds::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a fault says is one source with its code, complete, and there in both languages.
fn assert_told(case: &Case, fault: &Fault) {
    let told = |language| words::whole(&fault.code, &fault.params, language);
    let (zh, en) = (told(Language::Chinese), told(Language::English));
    assert_eq!(en.as_deref(), Some(fault.message.as_str()), "{}", case.name);
    let zh = zh.unwrap_or_else(|| panic!("{}: {} has no Chinese words", case.name, fault.code));
    assert!(zh != fault.message && zh.contains('；'), "{}: {zh}", case.name);
    assert!(fault.message.chars().count() < 400, "{}: {}", case.name, fault.message);
    for value in fault.params.values() {
        assert!(value.chars().count() <= 81 && !value.contains(char::is_control), "{}: {value}", case.name);
    }
}

#[test]
fn every_bad_file_is_refused_by_row_or_taken_with_a_note() {
    for case in all() {
        let reading = case.store().import(case.kind, case.file, &case.bytes, &case.options);
        assert_eq!(codes(&reading.faults), case.faults, "{}", case.name);
        assert_eq!(codes(&reading.notes), case.notes, "{}", case.name);
        assert_eq!(reading.set.is_none(), !case.faults.is_empty(), "{}: all or nothing", case.name);
        for fault in reading.faults.iter().chain(&reading.notes) {
            assert_told(&case, fault);
        }
    }
}

#[test]
fn a_look_at_a_bad_file_says_nothing_that_reading_does_not_say_and_needs_no_kind() {
    for case in all() {
        let reading = case.store().read(case.kind, case.file, &case.bytes, &case.options);
        let look = exchange::look(Some(case.kind), case.file, &case.bytes, &case.options);
        assert_eq!((look.kind, look.guessed), (case.kind, false));
        for fault in &look.faults {
            assert!(reading.faults.contains(fault), "{}: {}", case.name, fault.message);
        }
        // What can't be cut into rows has one fault, and the look has the same.
        let whole = reading.faults.len() == 1 && reading.read == 0 && case.faults[0].1.starts_with("file.");
        if whole && case.faults[0].1 != "file.empty" {
            assert_eq!(look.faults, reading.faults, "{}", case.name);
        }
        let guessed = exchange::look(None, case.file, &case.bytes, &case.options);
        assert!(guessed.guessed && guessed.file == case.file, "{}", case.name);
    }
}

#[test]
fn leaving_out_takes_exactly_the_sound_rows() {
    for mut case in all() {
        let of_file = case.faults.iter().any(|(row, code)| row.is_none() || code.starts_with("file."));
        case.options.bad_rows = BadRows::LeaveOut;
        let reading = case.store().import(case.kind, case.file, &case.bytes, &case.options);
        assert_eq!(codes(&reading.faults), case.faults, "{}", case.name);
        let taken = reading.set.as_ref().map_or(0, Set::len);
        let faulty: BTreeSet<u32> = case.faults.iter().filter_map(|(row, _)| *row).collect();
        let sound = if of_file { 0 } else { reading.read as usize - faulty.len() };
        assert_eq!(taken, sound, "{}", case.name);
        if !case.faults.is_empty() {
            assert_eq!(taken, case.rest, "{}", case.name);
        }
    }
}

#[test]
fn every_code_of_the_table_of_words_has_a_file_that_brings_it() {
    let mut met: BTreeSet<&str> = all().iter().flat_map(|case| case.faults.clone()).map(|(_, code)| code).collect();
    met.extend(all().iter().flat_map(|case| case.notes.clone()).map(|(_, code)| code));
    met.extend(crate::bulk::CODES.iter().chain(&crate::failed::CODES).chain(&crate::displaced::CODES));
    met.extend(crate::hotline::met());
    met.extend(crate::letters::met());
    let of_the_customs: BTreeSet<&str> = words::codes().filter(|code| !of_the_rules(code)).collect();
    assert_eq!(of_the_customs.difference(&met).collect::<Vec<_>>(), Vec::<&&str>::new(), "words without a file");
    assert_eq!(met.difference(&of_the_customs).collect::<Vec<_>>(), Vec::<&&str>::new(), "codes without words");
}

#[test]
fn every_code_that_the_customs_name_has_words() {
    let known: BTreeSet<&str> = words::codes().collect();
    let is_word =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    let mut named = BTreeSet::new();
    for path in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let source = std::fs::read_to_string(path).expect("Rust is UTF-8");
        let rules = source.split("#[cfg(test)]").next().unwrap_or_default();
        let quoted = rules.split('"').skip(1).step_by(2);
        let codes = quoted.filter(|text| text.split_once('.').is_some_and(|(a, b)| is_word(a) && is_word(b)));
        named.extend(codes.map(str::to_owned));
    }
    assert!(named.len() > 80, "{named:?}");
    for code in &named {
        assert!(known.contains(code.as_str()), "{code} has no words");
    }
    let idle = known.iter().filter(|code| !of_the_rules(code) && !named.contains(**code)).collect::<Vec<_>>();
    assert!(idle.is_empty(), "words that nobody says: {idle:?}");
}

/// All files of a folder and of those in it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the sources stand there");
    let paths = entries.map(|entry| entry.expect("a file").path());
    paths.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// What the rules refuse, and no file alone can bring.
fn of_the_rules(code: &str) -> bool {
    const OTHERS: [&str; 7] = [
        "grid.unknown",
        "unknown",
        "text.too_long",
        "command.id_reused",
        "grid.level_not_below_parent",
        "grid.no_shape",
        "broken",
    ];
    let rooms =
        ["rights.", "whistle.", "recheck.", "order.", "receipt.", "pairing.", "finding.", "check.", "mend.", "amend."];
    let orders = ["target.", "template.", "saved.", "ladder.", "paper."];
    let duty = [
        "call.",
        "journal.",
        "watch.",
        "channel.",
        "speech.",
        "alarm.",
        "report.",
        "incident.",
        "review.",
        "edition.",
        "intake.",
        "sensor.",
    ];
    let looks = ["viewing.", "camera."];
    let attached = ["attachment.", "picture.", "pdf.", "voice.", "sketch."];
    let schemes = ["scheme.", "revision.", "edit.", "shapes.", "sheet."];
    let hosts = [
        "store.",
        "desk.",
        "seat.",
        "door.",
        "address.",
        "centre.",
        "request.",
        "live.",
        "tile.",
        "serve.",
        "import.",
        "window.",
        "basemap.",
        "tianditu.",
        "errand.",
        "gateway.",
        "robot.",
    ];
    let terminal = ["fields.", "locate.", "demo.", "drill."];
    // A file may name a scheme; all else of schemes comes from people.
    let of_a_file = code == "scheme.other";
    let mut all = rooms
        .iter()
        .chain(&orders)
        .chain(&duty)
        .chain(&looks)
        .chain(&attached)
        .chain(&schemes)
        .chain(&hosts)
        .chain(&terminal);
    OTHERS.contains(&code) || (!of_a_file && all.any(|room| code.starts_with(room)))
}

#[test]
fn there_are_many_more_than_fifty_of_them() {
    let names: BTreeSet<&str> = all().iter().map(|case| case.name).collect();
    assert_eq!(names.len(), all().len(), "each has a name of its own");
    assert!(names.len() >= 100, "{}", names.len());
}
