//! Files that were made to harm, each read by the real inspector: every one is refused in words, within two seconds
//! of its processor time and 256 MiB of memory. This program is the inspector, too: it runs itself.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a test without a harness tells by itself how it went")]

mod archives;
mod attachments;
mod charts;
mod documents;
mod hotline;
mod tables;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use booth::{Booth, Coming, Found, Limits, Lore, Parcel, Passage, Wanted};
use domain::code::Level;
use domain::failure::{Failure, FailureKind};
use domain::roster::Roster;
use domain::set::Set;
use domain::tree::Tree;
use domain::words::{Language, whole};
use exchange::{Kind, Options};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// Writes a file piece by piece: most are larger than this program may become.
type Writing = dyn Fn(&mut dyn Write) -> std::io::Result<()>;

/// One such file.
struct Hostile {
    name: &'static str,
    kind: Kind,
    file: &'static str,
    write: Box<Writing>,
}

impl Hostile {
    fn new(
        name: &'static str,
        kind: Kind,
        file: &'static str,
        write: impl Fn(&mut dyn Write) -> std::io::Result<()> + 'static,
    ) -> Self {
        Self { name, kind, file, write: Box::new(write) }
    }
}

/// The inspector holds no more, whatever it is given.
const MOST_MEMORY: i64 = 256 << 20;
/// So much of the processor; without optimisation everything takes longer, though no longer many times as long.
const MOST_SECONDS: u64 = if cfg!(debug_assertions) { 8 } else { 2 };

fn main() -> ExitCode {
    if let Some(done) = booth::inspect() {
        return done;
    }
    let (mut count, mut wrong) = (0, Vec::new());
    let mut slowest = (Duration::ZERO, "");
    for hostile in [documents::all(), tables::all(), archives::all()].into_iter().flatten() {
        count += 1;
        let begun = taken();
        if let Err(why) = judge(&hostile) {
            wrong.push(format!("{}: {why}", hostile.name));
        }
        slowest = slowest.max((taken().saturating_sub(begun), hostile.name));
    }
    for (name, rule) in RULES.into_iter().chain(charts::RULES).chain(attachments::RULES).chain(hotline::RULES) {
        count += 1;
        if let Err(why) = rule() {
            wrong.push(format!("{name}: {why}"));
        }
    }
    for line in &wrong {
        eprintln!("{line}");
    }
    let (took, name) = slowest;
    println!("{count} hostile files and rules, {} wrong; {took:.2?} of processor at the most, for {name}", wrong.len());
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Why a file was not refused as it should be.
fn judge(hostile: &Hostile) -> Result<(), String> {
    let (before, begun) = (peak(), taken());
    let (code, params) = match read(hostile, limits_for) {
        Ok(reading) if reading.set.is_some() => return Err("it came in".to_owned()),
        Ok(reading) => {
            let first = reading.faults.into_iter().next().ok_or("nothing is said against it")?;
            (first.code, first.params)
        }
        Err(failure) if failure.kind == FailureKind::Invalid => (failure.code, failure.params),
        Err(failure) => return Err(failure.to_string()),
    };
    if matches!(code.as_str(), "import.too_long" | "import.reader_ended") {
        return Err(code);
    }
    if std::env::var_os("HOSTILE_SHOWN").is_some() {
        eprintln!("{:60} {code:24} {} MiB {:.2?}", hostile.name, peak() >> 20, taken().saturating_sub(begun));
    }
    for language in [Language::Chinese, Language::English] {
        whole(&code, &params, language).ok_or_else(|| format!("{code} has no words"))?;
    }
    let peak = peak();
    if peak > MOST_MEMORY.max(before) { Err(format!("{} MiB of memory, {}", peak >> 20, code)) } else { Ok(()) }
}

fn limits_for(size: u64) -> Limits {
    Limits { seconds: MOST_SECONDS, ..Limits::for_file(size) }
}

fn read(hostile: &Hostile, limits: impl Fn(u64) -> Limits) -> Result<booth::Reading, Failure> {
    read_with(hostile, limits, &Arc::default()).map(|(reading, _)| reading)
}

fn read_with(
    hostile: &Hostile,
    limits: impl Fn(u64) -> Limits,
    passage: &Arc<Passage>,
) -> Result<(booth::Reading, Vec<u8>), Failure> {
    let mut parcel = Parcel::in_folder(&std::env::temp_dir())?;
    let mut writer = std::io::BufWriter::with_capacity(1 << 20, Filling(&mut parcel));
    (hostile.write)(&mut writer).and_then(|()| writer.flush()).expect("room on the disk");
    drop(writer);
    let (tree, roster) = (Tree::default(), Roster::default());
    let shapes = |_: Level, _: &mut booth::Each<'_>| Ok(());
    let lore = Lore {
        tree: &tree,
        roster: &roster,
        scheme: None,
        shapes: &shapes,
        venues: &[],
        checkpoints: &[],
        units: &[],
        amended: &[],
    };
    let options = Options::default();
    let wanted = Wanted { kind: Some(hostile.kind), file: hostile.file, options: &options };
    let booth = Booth::of_this_program().limited(limits(parcel.size()));
    let mut text = Vec::new();
    let read = booth.read(&wanted, parcel, &lore, passage, |coming| match coming {
        Coming::Begins => text.clear(),
        Coming::Text(piece) if hostile.name == SOUND => text.extend(piece),
        Coming::Text(_) => {}
    })?;
    Ok((read, text))
}

struct Filling<'a>(&'a mut Parcel);

impl Write for Filling<'_> {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        self.0.add(piece).map(|()| piece.len()).map_err(std::io::Error::other)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The most memory that any inspector so far has held, in bytes.
fn peak() -> i64 {
    getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system counts").max_rss() << 10
}

/// The processor time that all inspectors so far have taken.
fn taken() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system counts");
    Duration::from_micros((usage.user_time() + usage.system_time()).num_microseconds().unsigned_abs())
}

/// A rule of the booth, and whether it holds.
type Rule = (&'static str, fn() -> Result<(), String>);

const RULES: [Rule; 5] = [
    ("an inspector without memory says so", || {
        ends_as(20_000, Limits { memory: 1 << 20, seconds: 60 }, "import.too_much_memory")
    }),
    ("an inspector without time says so", || {
        ends_as(1_000_000, Limits { memory: 4 << 30, seconds: 0 }, "import.too_long")
    }),
    ("what was cancelled before it began is cancelled", || {
        let passage = Arc::<Passage>::default();
        passage.cancel();
        expect(read_with(&sound(20_000), Limits::for_file, &passage).map(|read| read.0), "import.cancelled")
    }),
    ("a sound file comes in as its normal form", || {
        let read = read_with(&sound(20_000), Limits::for_file, &Arc::default());
        let (reading, text) = read.map_err(|failure| failure.to_string())?;
        let Some(Found::HandedOver { empty, rows }) = reading.set else { return Err("no set".to_owned()) };
        let set: Set = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
        let is_whole = set.normal_form() == text && set.len() == rows as usize && rows == 20_000;
        if is_whole && set.without_rows() == empty { Ok(()) } else { Err(format!("{rows} rows")) }
    }),
    ("a database is read as it lies, and not held whole", || {
        let package = Hostile::new(SOUND, Kind::Venues, "场所.gpkg", |to| {
            to.write_all(include_bytes!("venues.gpkg"))?;
            // Behind its pages, as where a database has shrunk.
            (0..128).try_for_each(|_| to.write_all(&[0; 1 << 20]))
        });
        let reading =
            read(&package, |_| Limits { memory: 64 << 20, seconds: 60 }).map_err(|error| error.to_string())?;
        match reading.set {
            Some(Found::HandedOver { rows: 3, .. }) => Ok(()),
            other => Err(format!("{other:?}")),
        }
    }),
];

fn ends_as(venues: usize, limits: Limits, code: &str) -> Result<(), String> {
    expect(read(&sound(venues), |_| limits), code)
}

fn expect(read: Result<booth::Reading, Failure>, code: &str) -> Result<(), String> {
    match read {
        Err(failure) if failure.code == code => Ok(()),
        other => Err(format!("{other:?}").chars().take(200).collect()),
    }
}

const SOUND: &str = "sound";

/// So many venues.
fn sound(venues: usize) -> Hostile {
    Hostile::new(SOUND, Kind::Venues, "场所.geojson", move |to| {
        write!(to, r#"{{"type":"FeatureCollection","features":["#)?;
        for id in 0..venues {
            let comma = if id > 0 { "," } else { "" };
            let place = format!("[114.{id:07},33.{id:07}]");
            write!(
                to,
                r#"{comma}{{"type":"Feature","properties":{{"id":"V{id}","name":"场所{id}"}},"geometry":{{"type":"Point","coordinates":{place}}}}}"#
            )?;
        }
        write!(to, "]}}")
    })
}
