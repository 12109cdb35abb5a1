//! The inspector: what the same program does when it runs once more for one foreign file.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::panic;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use domain::edition::TableKind;
use domain::id::SetHash;
use domain::import::Fault;
use domain::set::{Around, Set};
use exchange::{Foreign, Gate, Kind, Known, Outlet, Reading};

use crate::attach;
use crate::chart;
use crate::edition;
use crate::frame;
use crate::hotline::{self, Call};
use crate::job::{Answer, Job, Mending, Task, Whole};
use crate::lore::Learned;
use crate::lying;

/// What calls the inspector, before the size of the file.
pub(crate) const CALL: &str = "--customs";

/// Bytes of rows that leave at a time.
const PIECE: usize = 256 << 10;
/// Bytes of the file after which it is said how far it is.
const STRIDE: u64 = 1 << 20;

/// Where answers go.
#[derive(Clone)]
pub struct Line(Arc<Mutex<File>>);

/// What it was called for, with what it has to know beside the job.
enum Errand {
    Look,
    Read(Kind, Box<Learned>),
    Mend(Kind, Mending),
    Hotline(Call),
    Edition(TableKind),
    Strip,
}

/// Does the inspector's work when the program was called for it; none when it was called for anything else.
///
/// A program calls this before anything else: before it reads its arguments, starts a thread or opens a file.
pub fn inspect() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()? != CALL {
        return None;
    }
    let size = arguments.next().and_then(|size| size.to_str()?.parse().ok());
    // Whoever listens is told through the line; a line that is broken has nobody who listens.
    let done = size.ok_or_else(|| io::ErrorKind::InvalidInput.into()).and_then(work);
    Some(if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn work(size: u64) -> io::Result<()> {
    let (mut file, line) = (own(&io::stdin())?, Line(Arc::new(Mutex::new(own(&io::stdout())?))));
    line.tell_of_panics();
    file.seek(SeekFrom::Start(size))?;
    let mut behind = BufReader::new(&mut file);
    let job: Job = frame::read_json(&mut behind)?;
    if let (Task::Chart, Some(path)) = (job.task, &job.chart) {
        drop(behind);
        return chart::inspect(&job, path, &line);
    }
    let errand = match (job.task, job.kind) {
        (Task::Try | Task::Read, Some(kind)) => Errand::Read(kind, Box::new(Learned::read(&mut behind)?)),
        (Task::Strip, _) => Errand::Strip,
        (Task::Hotline, _) => Errand::Hotline(Call::Read(frame::read_json(&mut behind)?)),
        (Task::MendHotline, _) => {
            let options = frame::read_json(&mut behind)?;
            Errand::Hotline(Call::Mend(options, frame::read_json(&mut behind)?))
        }
        (Task::Edition, _) => Errand::Edition(frame::read_json(&mut behind)?),
        (Task::Mend, Some(kind)) => Errand::Mend(kind, frame::read_json(&mut behind)?),
        _ => Errand::Look,
    };
    drop(behind);
    file.seek(SeekFrom::Start(0))?;
    let database = if matches!(errand, Errand::Read(..)) { lying::database(&file, &job.file, size) } else { None };
    // From here on the file may do to this process what it likes.
    job.limits.bind(job.parent).map_err(io::Error::other)?;
    match errand {
        Errand::Strip => return attach::inspect(&job, file.take(size), size, &line),
        Errand::Hotline(call) => {
            let bytes = read_all(&job, file.take(size), size, &line)?;
            return hotline::inspect(&job, call, bytes, &line);
        }
        Errand::Edition(of) => {
            let bytes = read_all(&job, file.take(size), size, &line)?;
            return edition::inspect(&job, of, bytes, &line);
        }
        Errand::Mend(kind, Mending { faults, language }) => {
            let sheet = read_all(&job, file.take(size), size, &line)?
                .and_then(|bytes| exchange::failed_rows(kind, &job.file, &bytes, &job.options, &faults, language));
            match sheet {
                Ok(sheet) => line.say(&Answer::Sheet).and_then(|()| line.say_raw(&sheet))?,
                Err(fault) => line.say(&Answer::Refused(fault))?,
            }
        }
        Errand::Read(kind, learned) => {
            let foreign = Foreign { name: &job.file, from: file, size, database };
            learned.with_known(|known| read(&job, kind, foreign, known, &line))?;
        }
        Errand::Look => line.say(&Answer::Look(match read_all(&job, file.take(size), size, &line)? {
            Ok(bytes) => exchange::look(job.kind, &job.file, &bytes, &job.options),
            Err(fault) => exchange::nothing_to_see(job.kind, &job.file, &job.options, fault),
        }))?,
    }
    line.say(&Answer::Done)
}

/// A trial, or the whole set: piece by piece where that can be, else from the whole file in memory.
fn read(job: &Job, kind: Kind, foreign: Foreign<'_, File>, known: &Known, line: &Line) -> io::Result<()> {
    let naming = (job.task == Task::Try).then(Naming::default);
    let mut hands = Hands { line, naming, rows: 0 };
    let Foreign { name, from: mut file, size, database } = foreign;
    let foreign = Foreign { name, from: &mut file, size, database };
    if let Some(reading) = exchange::stream(kind, foreign, &job.options, known, &mut hands)? {
        let whole = Some(hands.done());
        return tell(reading, whole, line);
    }
    file.seek(SeekFrom::Start(0))?;
    let mut reading = match read_all(job, file.take(size), size, line)? {
        Ok(bytes) => exchange::read(kind, &job.file, &bytes, &job.options, known),
        Err(fault) => Reading::refused(fault),
    };
    let Some(set) = reading.set.take() else { return tell(reading, None, line) };
    hands.begin(&set.without_rows())?;
    set.into_pieces(PIECE, |piece, rows| hands.rows(piece.as_bytes(), rows))?;
    tell(reading, Some(hands.done()), line)
}

fn tell(reading: Reading, set: Option<Whole>, line: &Line) -> io::Result<()> {
    let Reading { read, faults, notes, datum, logins, .. } = reading;
    line.say(&Answer::Reading { read, faults, notes, datum, logins, set })
}

/// A set on its way out: handed over, or on a trial only named.
struct Hands<'a> {
    line: &'a Line,
    naming: Option<Naming>,
    rows: usize,
}

/// A set's name, as its normal form comes.
#[derive(Default)]
struct Naming {
    hasher: blake3::Hasher,
    after: String,
}

impl Hands<'_> {
    fn done(self) -> Whole {
        let hash = self.naming.map(|Naming { mut hasher, after }| {
            hasher.update(after.as_bytes());
            SetHash(hasher.finalize().to_hex().to_string())
        });
        Whole { rows: self.rows as u32, hash }
    }
}

impl Outlet for Hands<'_> {
    fn far(&mut self, share: f64) -> io::Result<()> {
        self.line.say(&Answer::Far { read: share, rows: self.rows as u32 })
    }

    fn begin(&mut self, empty: &Set) -> io::Result<()> {
        self.rows = 0;
        let Some(naming) = &mut self.naming else { return self.line.say(&Answer::Begin(empty.clone())) };
        let Around { before, after } = empty.around();
        *naming = Naming { hasher: blake3::Hasher::new(), after };
        naming.hasher.update(before.as_bytes());
        Ok(())
    }

    fn rows(&mut self, text: &[u8], count: usize) -> io::Result<()> {
        let comma = self.rows > 0;
        self.rows += count;
        let Some(Naming { hasher, .. }) = &mut self.naming else {
            self.line.say(&Answer::Rows(count as u32))?;
            return self.line.say_raw(text);
        };
        hasher.update(if comma { b"," } else { b"" }).update(text);
        Ok(())
    }
}

/// The file in memory, or what refuses it before it is there.
fn read_all(job: &Job, mut from: impl Read, size: u64, line: &Line) -> io::Result<Result<Vec<u8>, Fault>> {
    let (mut bytes, mut gate) = (Vec::with_capacity(size as usize), Gate::new(&job.file));
    loop {
        let before = bytes.len();
        if from.by_ref().take(STRIDE).read_to_end(&mut bytes)? == 0 {
            return Ok(Ok(bytes));
        }
        if let Err(fault) = gate.pass(&bytes[before..]) {
            return Ok(Err(fault));
        }
        line.say(&Answer::Far { read: bytes.len() as f64 / size.max(1) as f64, rows: 0 })?;
    }
}

impl Line {
    pub fn say(&self, answer: &Answer) -> io::Result<()> {
        self.say_raw(&serde_json::to_vec(answer)?)
    }

    pub fn say_raw(&self, payload: &[u8]) -> io::Result<()> {
        frame::write(&*self.0.lock().unwrap_or_else(PoisonError::into_inner), payload)
    }

    /// A panic of any thread ends the inspector and is told: its words are for the log.
    fn tell_of_panics(&self) {
        let line = self.clone();
        panic::set_hook(Box::new(move |what| {
            let _ = line.say(&Answer::Panicked(what.to_string()));
            std::process::exit(1);
        }));
    }
}

/// A handle of our own on a stream that the program was started with.
#[cfg(unix)]
fn own(stream: &impl std::os::fd::AsFd) -> io::Result<File> {
    Ok(File::from(stream.as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn own(stream: &impl std::os::windows::io::AsHandle) -> io::Result<File> {
    Ok(File::from(stream.as_handle().try_clone_to_owned()?))
}
