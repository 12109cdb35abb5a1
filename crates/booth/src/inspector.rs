//! The inspector: what the same program does when it runs once more for one foreign file.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::panic;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use domain::import::Fault;
use exchange::{Gate, Kind, Reading};

use crate::chart;
use crate::frame;
use crate::job::{Answer, Head, Job, Mending, Task};
use crate::lore::Learned;

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
        (Task::Try | Task::Read, Some(kind)) => Errand::Read(kind, Box::new(Learned::read(&mut behind, &job.options)?)),
        (Task::Mend, Some(kind)) => Errand::Mend(kind, frame::read_json(&mut behind)?),
        _ => Errand::Look,
    };
    drop(behind);
    file.seek(SeekFrom::Start(0))?;
    // From here on the file may do to this process what it likes.
    job.limits.bind(job.parent).map_err(io::Error::other)?;
    let bytes = read_all(&job, file.take(size), size, &line)?;
    match errand {
        Errand::Mend(kind, Mending { faults, language }) => {
            let sheet =
                bytes.and_then(|bytes| exchange::failed_rows(kind, &job.file, &bytes, &job.options, &faults, language));
            match sheet {
                Ok(sheet) => line.say(&Answer::Sheet).and_then(|()| line.say_raw(&sheet))?,
                Err(fault) => line.say(&Answer::Refused(fault))?,
            }
        }
        Errand::Read(kind, learned) => {
            let reading = match bytes {
                Ok(bytes) => learned.with_known(|known| exchange::read(kind, &job.file, &bytes, &job.options, known)),
                Err(fault) => Reading::refused(fault),
            };
            hand_over(&job, reading, &line)?;
        }
        Errand::Look => line.say(&Answer::Look(match bytes {
            Ok(bytes) => exchange::look(job.kind, &job.file, &bytes, &job.options),
            Err(fault) => exchange::nothing_to_see(job.kind, &job.file, &job.options, fault),
        }))?,
    }
    line.say(&Answer::Done)
}

fn hand_over(job: &Job, reading: Reading, line: &Line) -> io::Result<()> {
    let Reading { set, read, faults, notes, datum } = reading;
    let hands_over = job.task == Task::Read;
    let head = set.as_ref().map(|set| Head {
        empty: set.without_rows(),
        rows: set.len() as u32,
        hash: (!hands_over).then(|| set.hash()),
    });
    line.say(&Answer::Reading { read, faults, notes, datum, set: head })?;
    let Some(set) = set.filter(|_| hands_over) else { return Ok(()) };
    set.into_pieces(PIECE, |piece, rows| {
        line.say(&Answer::Rows(rows as u32))?;
        line.say_raw(piece.as_bytes())
    })
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
